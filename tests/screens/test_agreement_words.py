"""What the agreement's page says, without an app: its two lines above, what a line rests on, where the cursor goes."""

from dataclasses import replace

import pytest

from casetable.actions import agreement
from casetable.actions.partnership import found
from casetable.rules.amending import add_section, with_numbers, with_section
from casetable.screens.agreement_header import header, signed_line
from casetable.screens.agreement_lines import names_of, page_lines
from casetable.screens.agreement_load import read_agreement, read_differences, read_paper
from casetable.screens.agreement_next import next_step
from casetable.screens.agreement_page import Spot
from casetable.screens.agreement_pane import spot_in
from casetable.screens.agreement_paper import waiting_on
from casetable.screens.agreement_papers import standing
from casetable.screens.agreement_why import why_of, why_of_part
from casetable.screens.agreement_words import widgets_of
from casetable.screens.cell import Signs, cell
from casetable.screens.load import load
from casetable.seat import open_table
from casetable.words import AgreementKind, ObjectiveStatus, PaperSigned
from tests.screens.agreed import MANAGERS, agreed_setup, offered, seat, signed
from tests.screens.conftest import NOW, Hand

SIGNS = Signs()
TODAY = NOW.date()


def spot(kind, which=""):
    return Spot(kind, which, cell(""))


def why(table, kind, which=""):
    return why_of(read_agreement(seat(table)), spot(kind, which), TODAY)[0]


def amended(table, name="Nia Cole"):
    return agreement.amend(seat(table, name), lambda setup: with_numbers(setup, {"terms.missed_after_days": 10}))


@pytest.fixture
def in_force(agreed):
    offered(agreed)
    signed(agreed, *MANAGERS)
    return agreed


def test_the_state_stays_on_a_narrow_glass_and_the_days_go_first(in_force):
    view = read_agreement(seat(in_force)).view
    said = {width: header(view, TODAY, width).plain for width in (120, 80, 60, 40, 15)}
    assert said[120] == " Memorandum v1 · in force since 23 Nov 2026 · review due 23 Nov 2027 (in 365 days)"
    assert said[80] == " Memorandum v1 · in force since 23 Nov 2026 · review 23 Nov 2027 (in 365 days)"
    assert said[60] == " Memorandum v1 · in force · review 23 Nov 2027"
    assert said[15] == " v1 · in force"
    assert all("in force" in line and len(line) <= width for width, line in said.items())


def test_who_signed_is_read_on_a_narrow_glass_too_and_a_version_keeps_its_small_letter(in_force):
    assert signed_line(read_agreement(seat(in_force)), SIGNS, 40).plain == " Signed 3 of 3 · objectives 0 of 4 · ✓"
    amended(in_force)
    assert signed_line(read_agreement(seat(in_force)), SIGNS).plain.startswith(" v2 is being written · v1 signed by 3")


def test_a_draft_that_applies_says_so_and_who_may_not_offer_is_sent_to_who_may(agreed):
    view = read_agreement(seat(agreed)).view
    assert header(view, TODAY).plain == " Memorandum v1 · a draft nobody signed yet; it applies as it is"
    text = with_section_text(agreed, "Marta Okafor")
    assert text.endswith("It applies as it is. The coordinator offers it for signing.")
    assert "casetable agreement offer" in with_section_text(agreed, "Nia Cole")
    assert amended(agreed, "Marta Okafor").sentence.endswith("When it is ready, the coordinator offers it.")


def with_section_text(table, name):
    return agreement.amend(
        seat(table, name), lambda setup: with_section(setup, 2, "Purpose", f"As {name} says.")
    ).sentence


def test_a_handshake_asks_for_no_names(tmp_path):
    path = str(tmp_path / "handshake.casetable")
    found(path, replace(agreed_setup(), kind=AgreementKind.HANDSHAKE), clock=Hand())
    table = open_table(path)
    read = read_agreement(seat(table))
    words = "\n".join(each.words.plain for line in page_lines(read, TODAY, 80, SIGNS) for each in line.spots)
    table.close()
    assert words.count("no signature needed") == 3
    assert "nobody to sign" not in words
    assert [waiting_on(read, paper) for paper in PaperSigned] == [(), ()]
    assert why_of(read, spot("party", "SS"), TODAY)[0] == "A handshake needs no signatures."
    assert "as it was offered: it needed no signatures" in why_of(read, spot("version", "1"), TODAY)[0]


def test_every_line_of_the_page_says_what_it_rests_on(in_force):
    agreement.read_objective(seat(in_force, "Lee Park"), 1, "3 of 5", ObjectiveStatus.ON_TARGET)
    code = read_paper(seat(in_force), PaperSigned.AGREEMENT, 1).code
    said = "Ruth Alvarez, senior manager, signed v1 on 23 Nov at their own seat"
    assert why(in_force, "party", "SS") == f"{said}: {code}."
    assert "v1 is in force since 23 Nov 2026, when the last of 3 signatures was recorded" in why(
        in_force, "version", "1"
    )
    assert "after 12 months" in why(in_force, "version", "1")
    assert why(in_force, "objective", "1").startswith("On target: 3 of 5, as Lee Park read it for 2026Q4 (23 Nov)")
    assert why(in_force, "objective", "1").endswith("from 0 of 5, target 5 of 5, due 2027Q1.")
    assert why(in_force, "objective", "2") == "Nobody noted yet how it stands; target none."
    assert "Dana Reyes sits here since 20 Nov and has not signed the objectives" in why(
        in_force, "person", "Dana Reyes"
    )
    assert why(in_force, "section", "3").endswith("(section 3, v1), in force since 23 Nov 2026.")
    assert "rules no number" in why(in_force, "section", "2")
    read = read_agreement(seat(in_force))
    every = [each for line in page_lines(read, TODAY, 80, SIGNS) for each in line.spots]
    assert all(why_of(read, each, TODAY)[0].endswith(".") for each in every)


def test_what_is_not_signed_yet_says_what_it_waits_for(agreed):
    assert "nobody signs before it is offered" in why(agreed, "party", "SS")
    assert "applies as it was founded" in why(agreed, "version", "1")
    offered(agreed)
    signed(agreed, "Ruth Alvarez")
    assert why(agreed, "party", "HS") == "No senior manager of Homeless Services signed v1 yet (Marta Okafor)."
    assert why(agreed, "version", "1") == "v1 waits for its signatures: 1 of 3."


def test_a_part_that_is_read_names_its_section_and_the_text(in_force):
    read = read_paper(seat(in_force), PaperSigned.AGREEMENT, 1)
    part = next(one for one in read.parts if one.key == "section:conflict")
    assert why_of_part(read, part).startswith(f"Section 4 Conflict steps, v1: {read.code}; 4 lines that casetable")
    purpose = next(one for one in read.parts if one.key == "section:purpose")
    assert {f"section:purpose {code}" for code in ("SS", "HS", "MH")} <= {one.name for one in widgets_of(purpose)}


def test_the_cursor_stays_on_its_section_when_it_has_another_number_in_the_next_version(in_force):
    before = read_agreement(seat(in_force))
    agreement.amend(seat(in_force), lambda setup: add_section(setup, "Our own", "New.", None, 2))
    after = read_agreement(seat(in_force))
    at = {one.topic: one.number for one in after.worked_on.sections}
    for one in before.worked_on.sections:
        assert spot_in(before, after, spot("section", str(one.number))) == f"section {at[one.topic]}"
    assert spot_in(before, after, spot("party", "SS")) == ""


def test_what_is_compared_is_named_with_its_days(in_force):
    amended(in_force)
    compared = read_differences(seat(in_force), None, None)
    assert (standing(compared.old), standing(compared.new)) == ("v1 in force since 23 Nov 2026", "v2 draft")
    assert compared.changes


def test_a_coordinator_who_signs_too_still_reads_who_is_waited_for(agreed):
    offered(agreed)
    step = next_step(read_agreement(seat(agreed)), load(seat(agreed), None))
    assert step.startswith("Next: s reads the objectives")
    assert step.endswith("P records. Waiting: Ruth Alvarez, Marta Okafor, Jonas Lindqvist.")
    lee = load(seat(agreed, "Lee Park"), None)
    assert "Waiting" not in next_step(read_agreement(seat(agreed, "Lee Park")), lee)


def test_one_long_name_hides_no_other():
    assert names_of(["S" * 184, "Ann Lee", "Bo Chan"]) == f"{'S' * 23}…, Ann Lee, Bo Chan"


def test_a_review_is_offered_anew_by_who_may(in_force):
    later = Hand(NOW.replace(year=2027, month=12))
    signed(in_force, "Nia Cole", paper=PaperSigned.OBJECTIVES)
    for name, says in (("Nia Cole", "then o offers it anew"), ("Marta Okafor", "then the coordinator offers it anew")):
        here = seat(in_force, name, later)
        assert says in next_step(read_agreement(here), load(here, None))
