"""Papers before a conference: what stands on them for whom, that the account says so, and who gets none."""

from datetime import date
from pathlib import Path

import pypdf
import pytest

from casetable.actions import agenda as arranging
from casetable.actions import conference_calendar, leaving, voice
from casetable.actions.consent import revoke_release
from casetable.errors import BadInput, NotFound, NotShared, Refused
from casetable.jobs.conference_papers import ask_card, paper_agenda, pre_read
from casetable.queries.consent import releases
from casetable.queries.disclosures import account
from casetable.reports.notice import REDISCLOSURE
from casetable.values.card import DisclosureLine
from casetable.words import Basis, Category, DisclosureKind, LeavingReason, TakingPart
from tests.reports.papers import read_html
from tests.tables import MON, TUE, WED, Room

GOAL = "A door I can lock."
QUESTION = "Motel now, or hold out for the unit?"
NEXT = date(2026, 11, 13)


@pytest.fixture
def engine() -> str:
    """One engine: files are made of values, and the queries behind them are tested on both."""
    return "sqlite"


@pytest.fixture
def chidi(room: Room) -> str:
    """Chidi with a goal, a promise, and a question for the next conference, which Dana chairs."""
    ref = room.agreed()
    voice.say_goal(room.sit("dana"), ref, GOAL)
    room.promised("lease with the landlord", of="dana", by="dana", about=ref)
    arranging.propose(room.sit("dana"), ref, question=QUESTION)
    conference_calendar.name_chair(room.sit("ruth"), room.id_of("dana"), deputy=room.id_of("omar"))
    return ref


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def told(room: Room, ref: str, kind: DisclosureKind, by: str = "dana") -> list[DisclosureLine]:
    return [one for one in account(room.sit(by, WED), ref).disclosures if one.kind is kind]


def test_the_agenda_to_print_has_boxes_and_references_and_is_recorded_for_everybody_expected(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    made = paper_agenda(room.sit("ruth"), tmp_path / "agenda.md")
    words = said(tmp_path / "agenda.md")
    for part in (
        "# Conference of Fri 13 Nov 2026",
        "ends 09:38 if every item takes its minutes",
        "Chair: Dana Reyes, deputy: Omar Haddad.",
        f"## 3 · {chidi} · 09:15 · 13 min",
        f"To debate: {QUESTION}",
        "Options, and who argues for",
        "Dissent: who, why, and when to look again:",
        "Actions: what, who, by when:",
        "No recording, no note-taking assistant",
        "| Mental Health | Omar Haddad |",
    ):
        assert part in words
    assert "Chidi" not in words
    assert "recorded" in made.sentence
    lines = told(room, chidi, DisclosureKind.AGENDA)
    assert {(one.discloser, one.to) for one in lines} == {("SS", "HS"), ("SS", "MH"), ("HS", "SS"), ("HS", "MH")}
    assert {one.basis for one in lines} == {Basis.RELEASE}
    assert all(one.releases.startswith("R-") for one in lines)


def test_it_comes_as_html_and_pdf_too_and_nothing_is_written_over(room: Room, chidi: str, tmp_path: Path) -> None:
    paper_agenda(room.sit("ruth"), tmp_path / "a.html")
    assert QUESTION in read_html(said(tmp_path / "a.html")).words
    paper_agenda(room.sit("ruth"), tmp_path / "a.pdf")
    pages = pypdf.PdfReader(tmp_path / "a.pdf").pages
    assert QUESTION in " ".join(" ".join(page.extract_text() for page in pages).split())
    with pytest.raises(Refused, match="something at"):
        paper_agenda(room.sit("ruth"), tmp_path / "a.pdf")
    with pytest.raises(BadInput, match="neither"):
        paper_agenda(room.sit("ruth"), tmp_path / "a.doc")
    with pytest.raises(NotFound):
        paper_agenda(room.sit("ruth"), tmp_path / "b.md", "2026-11-14")
    assert not (tmp_path / "b.md").exists()


def test_whom_somebody_expected_may_not_hear_about_that_day_is_not_on_it_and_its_maker_is_told(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    ending, health = room.agreed("Ends Before", released=False), room.agreed("Health Asked")
    room.release(ending, until=date(2026, 11, 12))
    room.release(health, category=Category.HEALTH, from_agency="HS", to="SS")
    arranging.propose(room.sit("dana"), health, question="The clinic's second page?", category=Category.HEALTH)
    made = paper_agenda(room.sit("dana"), tmp_path / "agenda.md")
    words = said(tmp_path / "agenda.md")
    assert ending not in words
    assert f"Not on it: {ending}." in made.sentence
    assert health in words
    assert "clinic" not in words
    assert told(room, ending, DisclosureKind.AGENDA) == []
    assert {one.category for one in told(room, health, DisclosureKind.AGENDA)} == {Category.GENERAL}


def test_who_said_no_is_not_on_the_room_check_and_whom_they_send_is(room: Room, chidi: str, tmp_path: Path) -> None:
    arranging.expect(room.sit("lee"), room.id_of("lee"), False)
    arranging.expect(room.sit("omar"), room.id_of("omar"), False, deputy=room.id_of("ines"))
    paper_agenda(room.sit("ruth"), tmp_path / "agenda.md")
    words = said(tmp_path / "agenda.md")
    assert "Lee Park" not in words
    assert "| Mental Health | Ines Roy |" in words
    assert words.count("Ines Roy") == 1


def test_a_pre_read_holds_what_its_agency_and_its_maker_may_both_read(room: Room, chidi: str, tmp_path: Path) -> None:
    hidden = room.agreed("Not Shared", released=False)
    room.promised("a word with the clinic", of="dana", by="dana", about=chidi, category=Category.HEALTH)
    voice.take_part(room.sit("dana"), chidi, TakingPart.MESSAGE, note="hears the questions first")
    made = pre_read(room.sit("dana"), "mh", tmp_path / "mh.md")
    words = said(tmp_path / "mh.md")
    for part in (
        "For Mental Health, as of Mon 2 Nov 2026.",
        f"To debate: {QUESTION}",
        f"In their words: “{GOAL}”",
        "wants to send a message: hears the questions first",
        "Open with Dana Reyes by Fri 6 Nov: lease with the landlord",
    ):
        assert part in words
    for part in (hidden, "Not Shared", "Chidi", "clinic"):
        assert part not in words
    assert made.sentence.startswith("The pre-read for Mental Health is in ")
    (line,) = told(room, chidi, DisclosureKind.PRE_READ)
    assert (line.discloser, line.to, line.category) == ("HS", "MH", Category.GENERAL)
    assert line.kind.label == "pre-read"


def test_a_category_that_both_hold_is_on_the_pre_read_and_in_the_account_with_its_release(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    given = room.release(chidi, category=Category.SUBSTANCE_USE, from_agency="HS", to="MH").ref
    room.promised("call the clinic", of="dana", by="dana", about=chidi, category=Category.SUBSTANCE_USE)
    pre_read(room.sit("dana"), "MH", tmp_path / "mh.md")
    pre_read(room.sit("dana"), "SS", tmp_path / "ss.md")
    assert said(tmp_path / "mh.md").count(REDISCLOSURE) == 2
    assert "clinic" not in said(tmp_path / "ss.md")
    lines = told(room, chidi, DisclosureKind.PRE_READ)
    assert [(one.to, one.releases) for one in lines if one.category is Category.SUBSTANCE_USE] == [("MH", given)]


def test_a_revoked_release_takes_somebody_off_the_pre_read_at_once(room: Room, chidi: str, tmp_path: Path) -> None:
    for one in releases(room.sit("dana"), chidi):
        if one.terms.discloser == "HS" and one.terms.receiver == "MH":
            revoke_release(room.sit("dana", TUE), one.release)
    pre_read(room.sit("dana", TUE), "MH", tmp_path / "mh.md")
    assert chidi not in said(tmp_path / "mh.md")
    assert told(room, chidi, DisclosureKind.PRE_READ) == []


def test_the_card_asks_what_will_be_debated_who_hears_and_how_they_take_part(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    voice.take_part(room.sit("dana"), chidi, TakingPart.MESSAGE)
    ask_card(room.sit("dana"), chidi, tmp_path / "card.md")
    words = said(tmp_path / "card.md")
    for part in (
        "# For Chidi Okafor",
        "- Fri 13 Nov 2026, 09:00",
        "because you allowed it: Social Services, Homeless Services, Mental Health.",
        f"- “{QUESTION}” What do you think?",
        f"You said: “{GOAL}”",
        "I send a message, and somebody reads it out. (as you said last time)",
        "Please do not talk about:",
    ):
        assert part in words
    (line,) = told(room, chidi, DisclosureKind.ASK_CARD)
    assert (line.to, line.basis) == ("the participant", Basis.PARTICIPANT)


def test_the_card_asks_whether_they_may_go_on_hearing_where_a_release_ends_before(room: Room, tmp_path: Path) -> None:
    ref = room.agreed(released=False)
    room.release(ref, until=date(2026, 11, 12))
    ask_card(room.sit("dana"), ref, tmp_path / "card.md")
    assert "ends before that day for: Social Services, Mental Health. May they go on" in said(tmp_path / "card.md")


def test_no_card_goes_by_post_against_safe_contact_and_a_letter_holds_only_what_is_general(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    arranging.propose(room.sit("dana"), chidi, question="The clinic's second page?", category=Category.HEALTH)
    for wanted in ("Nobody asked yet", "says no post"):
        with pytest.raises(Refused, match=wanted):
            ask_card(room.sit("dana"), chidi, tmp_path / "card.md", by_post=True)
        voice.set_contact(room.sit("dana"), chidi, how="text after 10", no_post=True)
    voice.set_contact(room.sit("dana", TUE), chidi, how="letters", no_post=False)
    ask_card(room.sit("dana", TUE), chidi, tmp_path / "card.md", by_post=True)
    assert "clinic" not in said(tmp_path / "card.md")
    assert [one.category for one in told(room, chidi, DisclosureKind.ASK_CARD)] == [Category.GENERAL]
    ask_card(room.sit("dana", TUE), chidi, tmp_path / "hand.md")
    assert "clinic" in said(tmp_path / "hand.md")


def test_there_is_no_card_for_somebody_unshared_dead_or_off_the_agenda(room: Room, tmp_path: Path) -> None:
    unshared, dead, off = (
        room.agreed("Not Shared", released=False),
        room.agreed("Dead Person"),
        room.agreed("Taken Off"),
    )
    leaving.leave(room.sit("dana"), dead, reason=LeavingReason.DIED)
    arranging.remove_item(room.sit("ruth"), off, "nothing to debate")
    for by, ref, kind, wanted in (
        ("lee", unshared, NotShared, "no card can be made"),
        ("dana", dead, Refused, "no card or letter"),
        ("dana", off, Refused, "does not stand on the agenda"),
    ):
        with pytest.raises(kind, match=wanted):
            ask_card(room.sit(by, MON), ref, tmp_path / "card.md")
    assert list(tmp_path.glob("*.md")) == []
