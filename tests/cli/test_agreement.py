"""The agreement at the command line: shown, amended, compared, offered, signed, verified."""

from pathlib import Path

from casetable.exchange.partnership import read_setup
from casetable.queries.signature_verify import called
from casetable.words import PaperSigned
from tests.cli.agreed import MANAGERS, WORKERS, code_of, in_force, offered, written
from tests.cli.conftest import Line
from tests.store.tampering import by_hand
from tests.tables import Room

SENIOR = "maria"
UNREAD = [
    ("amend", "What is to be changed?"),
    ("amend --text x", "Where do these words belong?"),
    ("amend --section 1 --add-section x --text y", "--text can belong to one thing only"),
    ("amend --set places=6 --discard", "Two ways of amending at once"),
    ("amend --hopes x", "Which agency says so?"),
    ("amend --measure x", "Which objective is it about?"),
    ("amend --set places", "sets nothing"),
    ("amend --set plces=6", 'did you mean "places"?'),
    ("amend --set places=many", "a whole number from 1 to 100"),
    ("amend --share SS=lots", "is no share"),
    ("amend --party XX --hopes y", "has the code"),
    ("amend --objective new --target 3", "A new objective needs its text"),
    ("amend --objective first --text x", "is no objective"),
    ("amend --section 1 --remove --text x", "needs no words"),
    ("amend --section 1 --text x --seen ''", "--seen says what a section was changed from"),
    ("amend --set places=6 --seen abc", "Give it with --section"),
    ("show --section nine", "No section is called"),
    ("show --version two", "is no version"),
    ("show --to x.toml", "Add --toml"),
    ("show --paper letter", "is no paper"),
    ("join la2 'Legal Aid'", "is no agency code"),
    ("join LA 'Legal Aid' --person '@, , '", "Not every person was understood"),
    ("sign --name x", "needs both --name and --code"),
]
REFUSED = [
    ("dana", "amend --set places=6", "the coordinator and the managers amend the agreement"),
    ("abe", "amend --discard", "the coordinator and the managers amend the agreement"),
    ("maria", "offer --yes", "the coordinator keeps the agreement"),
    ("maria", "withdraw", "the coordinator keeps the agreement"),
    ("maria", "end --why x --yes", "the coordinator keeps the agreement"),
    ("dana", "paper 'Vera Mills' --code 0000-0000 --place x", "the coordinator keeps the agreement"),
    ("ruth", "sign --name 'Ruth Feld' --code 0000-0000", "a senior manager signs for an agency"),
    ("maria", "sign --objectives --name x --code 0000-0000", "the people who do the work sign the objectives"),
    ("vera", "read 1 --status done", "how an objective stands is noted by the people who do the work"),
    ("dana", "join LA 'Legal Aid'", "the coordinator and the managers amend the agreement"),
    ("dana", "part MH --leaves-on 2026-12-31", "the coordinator and the managers amend the agreement"),
]


def test_a_table_that_was_just_founded_says_how_it_stands_and_what_is_next(line: Line) -> None:
    shown = line("agreement show", who="ruth").out
    assert "Memorandum v1, draft.\nIts numbers apply since the table was founded.\n" in shown
    assert "v1: signed for 0 of 3 parties." in shown
    assert "SS  Social Services: – not signed yet (Maria Stein)" in shown
    assert "casetable agreement offer freezes its text for signing." in shown
    assert "casetable agreement offer freezes" not in line("agreement show").out


def test_from_a_draft_to_an_agreement_in_force_with_three_names_at_seats_and_on_paper(
    line: Line, room_at: Room
) -> None:
    for heading, text in (("Purpose", "Homes that last."), ("Conflict steps", "We talk first.")):
        line(f"agreement amend --add-section '{heading}' --text '{text}'", who="ruth")
    line("agreement amend --objective new --text 'Three of five housed' --target '3 of 5'", who="ruth")
    line("agreement offer --yes", who="ruth")
    code = code_of(line)
    assert f"offered Mon 2 Nov 2026, {code}" in line("agreement show").out
    assert "Yours to read and sign: casetable agreement sign" in line("agreement show", who=SENIOR).out
    line(f"agreement sign --name 'maria  stein' --code '{code}'", who=SENIOR)
    words = f"agreement paper 'Vera Mills=mon' 'Zoe Lund' --code '{code}' --place 'binder 2'"
    assert "in force" in line(words, who="ruth", on="2026-11-03").out

    shown = line("agreement show", on="2026-11-03").out
    assert "Memorandum v1, in force since Tue 3 Nov 2026.\nReview due Wed 3 Nov 2027, in 365 days." in shown
    assert "v1: signed for 3 of 3 parties. Objectives: signed by 0 of 3." in shown
    assert "Verified: every text is as it was offered and signed." in shown
    assert "✓ Vera Mills signed Mon 2 Nov 2026 on paper" in shown
    assert "Dana Reyes (joined Thu 1 Oct 2026): the objectives" in shown


def test_the_objectives_are_signed_by_the_people_who_do_the_work(line: Line, room_at: Room) -> None:
    in_force(room_at)
    code = code_of(line, "objectives")
    said = line(f"agreement sign --name 'Dana Reyes' --code '{code}'")  # the paper that waits for them is meant
    assert "objectives" in said.out
    line(f"agreement paper 'Lee Park' 'Omar Haddad' --objectives --code '{code}' --place 'binder 2'", who="ruth")
    assert "Objectives: signed by 3 of 3." in line("agreement show").out
    verified = line("agreement verify").out
    for name in (*MANAGERS, *WORKERS):
        assert name in verified
    assert "on paper (binder 2), recorded by Ruth Feld" in " ".join(verified.split())


def test_a_number_a_section_a_party_and_an_objective_are_amended_and_the_differences_read_well(
    line: Line, room_at: Room
) -> None:
    in_force(room_at)
    line("agreement amend --set terms.missed_after_days=7 --set gate.promises_kept=70%", who=SENIOR)
    line("agreement amend --section accountability --text 'We say early what we cannot do.'", who="ruth")
    line("agreement amend --party hs --hopes 'fewer evictions' --gaps 'not yet: nights'", who="ruth")
    line("agreement amend --share SS=40% --share HS=0.3 --share MH=30%", who="ruth")
    line("agreement amend --objective 1 --target '4 of 5'", who="ruth")

    said = line("agreement differences", who="omar").out
    for words in ("14 days -> 7 days", "75% -> 70%", "HS hopes: fewer evictions", "3 of 5 -> 4 of 5", "33.3% -> 40%"):
        assert words in said, said
    assert "2 Accountability and recourse" in said
    assert "v2 draft" in line("agreement show").out
    assert "14 days" in line("agreement show --text").out  # what is in force stays as it is


def test_an_amendment_is_offered_signed_anew_and_takes_the_place_of_the_one_before(line: Line, room_at: Room) -> None:
    in_force(room_at)
    line("agreement amend --set terms.missed_after_days=7 --why 'two weeks was long'", who="ruth")
    line("agreement offer --yes", who="ruth")
    code = code_of(line)
    assert code.startswith("v2")
    line(f"agreement paper {' '.join(f'{one!r}' for one in MANAGERS)} --code '{code}' --place 'binder 3'", who="ruth")
    shown = line("agreement show").out
    assert "v2 in force since Mon 2 Nov 2026 (why: two weeks was long)" in shown
    assert "v1 in force from Mon 2 Nov 2026, superseded Mon 2 Nov 2026" in shown


def test_the_code_of_another_text_is_refused(line: Line, room_at: Room) -> None:
    code = offered(room_at)
    other = code.replace(code[-1], "0" if code[-1] != "0" else "1")
    line(f"agreement sign --name 'Maria Stein' --code '{other}'", who=SENIOR, code=1)
    line(f"agreement paper 'Maria Stein' --code '{other}' --place x", who="ruth", code=1)
    line(f"agreement sign --name 'Vera Mills' --code '{code}'", who=SENIOR, code=2)
    assert "signed for 0 of 3" in line("agreement show").out


def test_a_code_is_read_however_it_was_copied(line: Line, room_at: Room) -> None:
    code = offered(room_at)
    for name, words in zip(
        MANAGERS, (code.replace("·", "\\xb7"), code.lower()[5:], code[5:].replace("-", " ")), strict=True
    ):
        line.typed(["agreement", "sign", "--name", name, "--code", words], who=name)
    assert "signed for 3 of 3" in line("agreement show").out


def test_a_whole_file_is_written_edited_and_amended_with(line: Line, room_at: Room, tmp_path: Path) -> None:
    written(room_at)
    file = tmp_path / "mine.toml"
    assert f"casetable agreement amend {file}" in line(f"agreement show --toml --to {file}", who="ruth").err
    assert "already" in line(f"agreement show --toml --to {file}", who="ruth", code=1).err
    words = file.read_text()
    assert read_setup(words).sections[0].text == "Homes that last."
    file.write_text(words.replace("Homes that last.", "Homes that last, and people who call by."))
    line(f"agreement amend {file}", who="ruth")
    assert "people who call by" in line("agreement show --section purpose").out
    assert "There is no file" in line(f"agreement amend {tmp_path}/none.toml", who="ruth", code=2).err


def test_a_section_is_taken_out_and_the_words_of_one_come_from_a_file(
    line: Line, room_at: Room, tmp_path: Path
) -> None:
    written(room_at)
    (tmp_path / "section.txt").write_text("From a file.\n\nSecond line.\n")
    line(f"agreement amend --section 1 --from {tmp_path}/section.txt", who="ruth")
    assert "Second line." in line("agreement show --section 1").out
    line("agreement amend --section 1 --remove", who="ruth")
    assert line("agreement show --section 1").out.startswith("1 Accountability and recourse\n")
    assert "Sections: 1 Accountability" in line("agreement show --section 2", code=2).err


def test_words_that_somebody_else_changed_meanwhile_are_not_written_over(line: Line, room_at: Room) -> None:
    written(room_at)
    seen = line("agreement show --section 1 --json").json["seen"]
    line("agreement amend --section 1 --text 'Mine.'", who=SENIOR)
    said = line(f"agreement amend --section 1 --text 'Ours.' --seen {seen}", who="ruth", code=5)
    assert "Maria Stein" in said.err
    assert "Mine." in said.err
    assert "Look at theirs, then say yours again." in said.err
    assert "is kept" not in said.err


def test_a_draft_is_discarded_and_an_offer_withdrawn(line: Line, room_at: Room) -> None:
    in_force(room_at)
    line("agreement amend --set places=6", who="ruth")
    line("agreement amend --discard", who="ruth")
    assert line("agreement differences v1 v1").err == "Nothing differs.\n"
    line("agreement amend --set places=6 --why 'more room'", who="ruth")
    line("agreement offer --yes", who="ruth")
    code = code_of(line)
    assert "casetable agreement withdraw" in line("agreement amend --set places=7", who="ruth", code=1).err
    line("agreement withdraw", who="ruth")
    line("agreement offer --yes", who="ruth")
    line(f"agreement sign --name 'Maria Stein' --code '{code}'", who=SENIOR)
    assert "1 name stands under v2" in line("agreement withdraw --why other", who="ruth", code=1).err
    line("agreement withdraw --why 'one word was wrong' --yes", who="ruth")
    shown = " ".join(line("agreement show").out.split())
    assert "v2 ended Mon 2 Nov 2026 (why: more room; why it ended: one word was wrong)" in shown
    assert "v3 draft (why: more room)" in shown


def test_a_handshake_after_a_signed_agreement_that_ended_is_offered_for_signing(line: Line, room_at: Room) -> None:
    in_force(room_at)
    line("agreement end --why 'the grant is over' --yes", who="ruth")
    line("agreement amend --set kind=handshake", who="ruth")
    assert "v2 is offered to SS, HS, MH: its text is frozen" in line("agreement offer", who="ruth", code=1).err
    assert "It waits for a senior manager of SS, HS and MH" in line("agreement offer --yes", who="ruth").out
    assert "v2: signed for 0 of 3 parties" in line("agreement show").out


def test_offering_and_ending_ask_first_where_nobody_can_be_asked(line: Line, room_at: Room) -> None:
    written(room_at)
    said = line("agreement offer", who="ruth", code=1).err
    assert "v1 is offered to SS, HS, MH: its text is frozen" in said
    assert "No section is about: conflict steps." in said
    assert "--yes says it" in said
    assert "draft" in line("agreement show").out


def test_one_changed_letter_is_named_and_the_exit_code_is_not_0(line: Line, room_at: Room) -> None:
    in_force(room_at)
    assert "compared: all are as they were offered and signed." in line("agreement verify").out
    with by_hand(line.where) as connection:
        connection.exec_driver_sql("UPDATE agreement_section SET text = replace(text, 'Homes', 'Hemes')")
    said = line("agreement verify", code=1)
    assert "1 Shared challenge and purpose" in said.out
    assert "not as it was signed" in said.err
    assert "casetable agreement verify names it" in line("agreement show").out


def test_what_verify_says_reads_well_of_objectives_and_of_a_version_that_is_gone(line: Line, room_at: Room) -> None:
    offered(room_at)
    line(f"agreement paper 'Vera Mills' --code '{code_of(line)}' --place 'binder 1'", who="ruth")
    with by_hand(line.where) as connection:
        connection.exec_driver_sql("UPDATE agreement_objective SET text = replace(text, 'Three', 'Four')")
        connection.exec_driver_sql("UPDATE agreement SET offered_on = '2026-11-01'")
    said = " ".join(line("agreement verify", code=1).out.split())
    assert "v1, objective 1 Three of five housed: " in said
    assert "v1: its day of offer is not what was written" in said
    assert called("Vera Mills", PaperSigned.AGREEMENT, 0) == "Vera Mills's signature under a version that is missing"


def test_how_an_objective_stands_is_noted_for_its_quarter(line: Line, room_at: Room) -> None:
    in_force(room_at)
    line("agreement read 1 --value '2 of 5' --status behind --note 'no bus passes' --quarter 2026-q3")
    line("agreement read 1 --value '3 of 5' --status on-target", who="omar")
    listed = line("agreement objectives").out
    assert "3 of 5, on target in 2026Q4; 2 of 5, behind in 2026Q3 (no bus passes)" in listed
    assert "3 of 5, on target" not in line("agreement objectives --quarter 2026Q3").out
    assert "is no status" in line("agreement read 1 --status fine", code=2).err
    assert "2099Q3 begins on" in line("agreement objectives --quarter 2099Q3", code=2).err
    assert "is no quarter" in line("agreement objectives --quarter soon", code=2).err


def test_the_review_says_when_it_is_due_and_what_to_look_at(line: Line, room_at: Room) -> None:
    assert "has no day of review yet" in line("agreement review").out
    in_force(room_at)
    line("agreement read 1 --status behind --value '1 of 5'")
    said = line("agreement review", on="2027-10-20").out
    assert "v1: review due Tue 2 Nov 2027, in 13 days." in said
    assert "Objective 1, Three of five housed, is behind: 1 of 5, behind in 2026Q4." in " ".join(said.split())
    assert "Its review is due in 13 days" in line("agreement show", on="2027-10-20").out


def test_an_agency_joins_by_an_amendment_that_its_manager_signs_on_paper(line: Line, room_at: Room) -> None:
    in_force(room_at)
    line(
        "agreement join LA 'Legal Aid' --joins-on 2026-12-01 --hopes 'cases before the hearing'"
        " --person 'Ben Adu, senior manager' --person 'Ida Fox, frontline, ida@example.org'",
        who="ruth",
    )
    line("agreement offer --yes", who="ruth")
    code = code_of(line)
    assert "LA  Legal Aid, joins Tue 1 Dec 2026: – not signed yet (Ben Adu)" in line("agreement show").out
    names = " ".join(f"{one!r}" for one in (*MANAGERS, "Ben Adu"))
    line(f"agreement paper {names} --code '{code}' --place 'binder 2'", who="ruth")
    assert "Ida Fox" not in line("person list").out
    line("tick", who="ruth", on="2026-12-01")
    assert "Ida Fox" in line("person list", on="2026-12-01").out


def test_a_newcomer_is_read_back_and_may_be_taken_out_again(line: Line, room_at: Room) -> None:
    in_force(room_at)
    said = line("agreement join LA 'Legal Aid' --person 'Ida Fox, frontline'", who="ruth").err
    assert "Legal Aid (LA), justice. Its people: Ida Fox, frontline." in said
    assert "Nobody of LA could sign" in said
    refused = line("agreement offer --yes", who="ruth", code=1).err
    assert 'casetable agreement join LA "Legal Aid" --person "NAME=senior manager"' in refused
    again = line("agreement join LA 'Legal Aid' --person 'Ben Adu=senior manager, ben@example.org'", who="ruth").err
    assert "Its people: Ida Fox, frontline; Ben Adu, senior manager." in again
    assert "could sign" not in again
    line("agreement part LA --stays", who="ruth")
    assert line("agreement differences").err == "Nothing differs.\n"


def test_a_newcomer_said_once_more_keeps_what_was_said_of_it(line: Line, room_at: Room) -> None:
    in_force(room_at)
    line("agreement join LA 'Legal Aid' --hopes 'cases in time' --share 40% --joins-on 2026-12-01", who="ruth")
    line("agreement join LA 'Legal Aid' --person 'Ben Adu=senior manager'", who="ruth")
    shown = line("agreement show --toml").out
    assert 'hopes = "cases in time"' in shown
    assert "effort_share = 0.4" in shown
    assert "joins_on = 2026-12-01" in shown
    assert shown.count('code = "LA"') == 1
    line("agreement offer --yes", who="ruth")


def test_an_agency_leaves_by_an_amendment_and_may_stay_after_all(line: Line, room_at: Room) -> None:
    in_force(room_at)
    said = line("agreement part MH --leaves-on 2026-12-31 --why 'their funding ends'", who="ruth")
    receipt = " ".join(said.out.split())
    assert "(Ines Roy, Omar Haddad, Zoe Lund) hand over what they have. When it is ready: " in receipt
    assert receipt.endswith(": casetable agreement offer")
    assert "casetable person handover NAME" in said.err
    assert "leaves on 2026-12-31" in line("agreement differences").out
    line("agreement part mh --stays", who="ruth")
    assert line("agreement differences").err == "Nothing differs.\n"
    assert "When does it leave?" in line("agreement part MH", who="ruth", code=2).err


def test_what_cannot_be_read_says_what_can(line: Line) -> None:
    for words, problem in UNREAD:
        said = line(f"agreement {words}", who=SENIOR if words.startswith("sign") else "ruth", code=2)
        assert problem in said.err
        assert said.out == ""


def test_who_may_not_is_told_why_with_exit_code_3(line: Line) -> None:
    for who, words, reason in REFUSED:
        said = line(f"agreement {words}", who=who, code=3)
        assert reason in said.err
        assert said.out == ""


def test_an_adviser_reads_the_agreement_and_everything_about_it(line: Line, room_at: Room) -> None:
    in_force(room_at)
    for words in ("show", "show --text", "differences v1 v1", "verify", "review", "objectives", "numbers"):
        line(f"agreement {words}", who="abe")
