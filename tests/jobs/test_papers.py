"""Documents: what stands on them, for whom, that they are private and whole, and that the account says so."""

import csv
import io
import stat
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest

from casetable.actions import participants, tasks, voice
from casetable.actions.consent import revoke_release
from casetable.errors import BadInput, CasetableError, NotFound, NotShared, Refused
from casetable.jobs.papers import code_sheet_text, make_account, make_by_name, make_code_sheet, make_sheet
from casetable.queries.consent import releases
from casetable.queries.disclosures import account, disclosures
from casetable.queries.participants import participant
from casetable.reports.notice import REDISCLOSURE
from casetable.values.card import DisclosureLine
from casetable.words import Basis, Category, DisclosureKind, LeavingReason
from tests.tables import FRI, MON, TUE, WED, Room

GOAL = "A door I can lock, and my sister knowing where I am."


@pytest.fixture
def engine() -> str:
    """One engine: files are made of values, and the queries behind them are tested on both (test_export.py there)."""
    return "sqlite"


def lines(room: Room, ref: str, by: str = "dana") -> list[DisclosureLine]:
    return list(account(room.sit(by, WED), ref).disclosures)


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture
def chidi(room: Room) -> str:
    """Chidi with a goal, two promises, one ask and somebody who leads."""
    ref = room.agreed()
    voice.say_goal(room.sit("dana"), ref, GOAL)
    room.promised("lease with the landlord", of="dana", by="dana", about=ref)
    room.promised("benefits form", of="lee", by="dana", about=ref)
    room.ask("intake slot", of="omar", by="dana", about=ref)
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    return ref


def test_the_sheet_says_what_was_agreed_who_does_it_and_what_we_ask(room: Room, chidi: str, tmp_path: Path) -> None:
    made = make_sheet(room.sit("dana"), chidi, tmp_path / "sheet.md")
    words = said(tmp_path / "sheet.md")
    for part in (
        "# For Chidi Okafor",
        f"- “{GOAL}” (Mon 2 Nov)",
        "- Dana Reyes (Homeless Services): lease with the landlord, by Fri 6 Nov",
        "- Lee Park (Social Services): benefits form, by Fri 6 Nov",
        "- Dana Reyes (Homeless Services), who is your first person to call",
        "We talk about our work on Fri 13 Nov",
        "How may we reach you, and how never?",
    ):
        assert part in words
    assert "intake slot" not in words
    assert REDISCLOSURE not in words
    assert "recorded" in made.sentence
    assert [(one.kind, one.basis, one.to, one.category) for one in lines(room, chidi)] == [
        (DisclosureKind.SHEET, Basis.PARTICIPANT, "the participant", Category.GENERAL)
    ]


def test_a_sheet_is_private_and_whole_and_nothing_is_written_over(room: Room, chidi: str, tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"
    (path,) = make_sheet(room.sit("dana"), chidi, folder / "sheet.md").paths
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    before = said(path)
    with pytest.raises(Refused, match="something at"):
        make_sheet(room.sit("dana", TUE), chidi, path)
    assert said(path) == before
    make_sheet(room.sit("dana", TUE), chidi, path, replace=True)
    assert "Tue 3 Nov 2026" in said(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in folder.iterdir()] == ["sheet.md"]
    assert len(lines(room, chidi)) == 2


def test_the_sheet_as_pdf_holds_the_same_words(room: Room, chidi: str, tmp_path: Path) -> None:
    make_sheet(room.sit("dana"), chidi, tmp_path / "sheet.pdf")
    read = pypdf.PdfReader(tmp_path / "sheet.pdf")
    assert "benefits form, by Fri 6 Nov" in " ".join(read.pages[0].extract_text().split())
    with pytest.raises(BadInput, match="neither"):
        make_sheet(room.sit("dana"), chidi, tmp_path / "sheet.doc")


def test_a_page_with_substance_use_carries_the_notice_and_never_goes_by_post(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    room.promised("call the clinic", of="dana", by="dana", about=chidi, category=Category.SUBSTANCE_USE)
    make_sheet(room.sit("dana"), chidi, tmp_path / "hand.md")
    assert said(tmp_path / "hand.md").count(REDISCLOSURE) == 2
    assert {one.category for one in lines(room, chidi)} == {Category.GENERAL, Category.SUBSTANCE_USE}
    voice.set_contact(room.sit("dana"), chidi, how="letters", no_post=False)
    make_sheet(room.sit("dana"), chidi, tmp_path / "post.md", by_post=True)
    assert "clinic" not in said(tmp_path / "post.md")
    assert lines(room, chidi)[-1].to == "the participant, by post"


def test_no_letter_is_made_where_safe_contact_says_no_or_says_nothing(room: Room, chidi: str, tmp_path: Path) -> None:
    for wanted in ("Nobody asked yet", "says no post"):
        with pytest.raises(Refused, match=wanted):
            make_sheet(room.sit("dana"), chidi, tmp_path / "letter.md", by_post=True)
        voice.set_contact(room.sit("dana"), chidi, how="text after 10", no_post=True)
    assert not (tmp_path / "letter.md").exists()
    assert lines(room, chidi) == []


def test_no_sheet_of_somebody_unshared_waiting_or_dead(shelter: Room, tmp_path: Path) -> None:
    unshared = shelter.agreed("Not Shared", released=False)
    waiting = shelter.propose("Still Waiting")
    hidden = shelter.consider("Hidden One", by="tess")
    dead = shelter.agreed("Dead Person")
    participants.leave(shelter.sit("dana"), dead, reason=LeavingReason.DIED)
    for by, ref, kind in (
        ("lee", unshared, NotShared),
        ("lee", hidden, NotFound),
        ("dana", waiting, Refused),
        ("dana", dead, Refused),
    ):
        with pytest.raises(kind):
            make_sheet(shelter.sit(by), ref, tmp_path / "sheet.md")
    assert list(tmp_path.glob("*.md")) == []
    assert disclosures(shelter.sit("dana")) == ()


def test_the_code_sheet_holds_whom_both_agencies_know_and_nobody_else(shelter: Room, tmp_path: Path) -> None:
    both = shelter.agreed("Known Toboth")
    shelter.agreed("Never Released", released=False)
    theirs = shelter.propose("Omars Own", by="omar")
    guarded, _ = shelter.of_the_shelter("Safe Person")
    handed = code_sheet_text(shelter.sit("lee"), "mh")
    assert both in handed.content
    assert "Known Toboth" in handed.content
    for hidden in ("Never Released", "Omars Own", theirs, "Safe Person", guarded):
        assert hidden not in handed.content
    (line,) = lines(shelter, both)
    assert (line.discloser, line.to, line.kind, line.document) == ("SS", "MH", DisclosureKind.CODES, handed.document)
    assert line.releases.startswith("R-")
    make_code_sheet(shelter.sit("tess"), "MH", tmp_path / "codes.pdf")
    assert "Safe Person" in pypdf.PdfReader(tmp_path / "codes.pdf").pages[0].extract_text()


def test_a_code_sheet_stands_on_its_makers_release_though_the_participant_is_the_receivers_own(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, from_agency="HS", to="SS")
    assert ref not in code_sheet_text(room.sit("lee"), "HS").content
    given = room.release(ref, from_agency="SS", to="HS").ref
    assert ref in code_sheet_text(room.sit("lee"), "HS").content
    (line,) = lines(room, ref)
    assert (line.discloser, line.to, line.releases, line.note) == ("SS", "HS", given, "")


def test_a_list_for_ones_own_agency_says_so(room: Room, tmp_path: Path) -> None:
    ref = room.agreed()
    made = make_by_name(room.sit("dana"), "HS", tmp_path / "own.csv", "Eastside Table")
    assert made.sentence.startswith("The by-name list for your own agency is in ")
    about = said(tmp_path / "own-about.txt")
    assert f"{ref}: your own agency's participant" in about
    assert "For your own agency: it holds only whom your own agency may know" in about


def test_a_revoked_release_takes_somebody_off_the_list_though_others_still_tell(room: Room, tmp_path: Path) -> None:
    ref = room.agreed()
    (given,) = (
        one.release
        for one in releases(room.sit("dana"), ref)
        if one.terms.discloser == "HS" and one.terms.receiver == "SS"
    )
    revoke_release(room.sit("lee", TUE), given)
    assert participant(room.sit("lee", TUE), ref).name == "Chidi Okafor"
    make_by_name(room.sit("dana", TUE), "SS", tmp_path / "list.csv", "Eastside Table")
    assert ref not in said(tmp_path / "list.csv")
    assert lines(room, ref) == []


def test_printing_for_ones_own_agency_records_what_others_told_it(room: Room) -> None:
    own, others = room.agreed("Dana Own"), room.agreed("Lee Own", by="lee")
    code_sheet_text(room.sit("dana"), "HS")
    assert lines(room, own) == []
    assert [(one.discloser, one.to) for one in lines(room, others)] == [("SS", "HS")]


def test_the_by_name_list_is_a_workbook_that_says_what_it_stands_on(room: Room, tmp_path: Path) -> None:
    ref = room.agreed("=HYPERLINK(1)")
    room.agreed("Hidden From-them", released=False)
    room.propose("Only Proposed")
    path = tmp_path / "list.xlsx"
    made = make_by_name(room.sit("dana"), "MH", path, "Eastside Table")
    book = openpyxl.load_workbook(path)
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert head[:3] == ("Reference", "Name", "HMIS PersonalID")
    assert [row[:2] for row in rows] == [(ref, "=HYPERLINK(1)")]
    assert book.worksheets[0]["B2"].data_type == "s"
    about = "\n".join(str(row[0].value) for row in book["About"].iter_rows())
    (line,) = lines(room, ref)
    for part in ("Eastside Table", "Mon 2 Nov 2026 by Dana Reyes (HS)", "For Mental Health", f"{ref}: {line.releases}"):
        assert part in about
    assert (line.kind, line.to, line.document) == (DisclosureKind.BY_NAME_LIST, "MH", made.document)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_by_name_list_as_csv_has_its_notes_beside_it(room: Room, tmp_path: Path) -> None:
    ref = room.agreed("=HYPERLINK(1)")
    table, about = make_by_name(room.sit("dana"), "SS", tmp_path / "list.csv", "Eastside Table").paths
    rows = list(csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
    assert rows[1][:2] == [ref, "'=HYPERLINK(1)"]
    assert "For Social Services" in about.read_text()
    (tmp_path / "other.csv").touch()
    (tmp_path / "third-about.txt").touch()
    for taken in ("other.csv", "third.csv"):
        with pytest.raises(Refused):
            make_by_name(room.sit("dana"), "SS", tmp_path / taken, "Eastside Table")
    assert len(lines(room, ref)) == 1


def test_needs_beyond_general_and_what_one_of_the_two_may_not_know_stay_off_the_list(
    room: Room, tmp_path: Path
) -> None:
    ref = room.agreed()
    participants.lead(room.sit("dana"), ref, room.id_of("hal"))
    make_by_name(room.sit("dana"), "MH", tmp_path / "list.csv", "Eastside Table")
    row = (tmp_path / "list.csv").read_bytes().decode("utf-8-sig").splitlines()[1]
    assert row == f"{ref},Chidi Okafor,,agreed,HS,2026-11-02,,Hal Brook,a room"


def test_somebody_known_to_nobody_makes_an_empty_list_and_no_record(room: Room, tmp_path: Path) -> None:
    ref = room.agreed(released=False)
    made = make_by_name(room.sit("dana"), "MH", tmp_path / "list.xlsx", "Eastside Table")
    assert "Nobody stands on the list" in made.sentence
    assert made.document == ""
    assert lines(room, ref) == []


def test_the_account_for_a_participant_says_who_was_told_what_in_full_words(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    code_sheet_text(room.sit("dana"), "MH")
    make_account(room.sit("dana", TUE), chidi, tmp_path / "account.md")
    words = said(tmp_path / "account.md")
    for part in (
        "# Account of disclosures: Chidi Okafor",
        "Homeless Services | Mental Health | Dana Reyes",
        "a release",
    ):
        assert part in words
    assert lines(room, chidi)[-1].kind is DisclosureKind.ACCOUNT
    with pytest.raises(NotFound):
        make_account(room.sit("dana"), "P-98765", tmp_path / "nobody.md")


def test_nothing_is_recorded_where_nothing_can_be_written(room: Room, chidi: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "sheet.md", tmp_path):
        with pytest.raises(CasetableError):
            make_sheet(room.sit("dana"), chidi, path, form="md")
    assert lines(room, chidi) == []


def test_a_promise_that_ended_is_said_as_done(room: Room, chidi: str, tmp_path: Path) -> None:
    task = room.promised("bus pass", of="dana", by="dana", about=chidi)
    tasks.complete(room.sit("dana", TUE), task)
    make_sheet(room.sit("dana", FRI), chidi, tmp_path / "sheet.md")
    assert "## What is done\n\n- Dana Reyes (Homeless Services): bus pass, on Tue 3 Nov" in said(tmp_path / "sheet.md")


def test_what_ends_soon_is_asked_about(room: Room, tmp_path: Path) -> None:
    ref = room.agreed(released=False)
    room.release(ref, to="MH", until=date(2026, 11, 20))
    make_sheet(room.sit("dana", MON), ref, tmp_path / "sheet.md")
    assert "What you allowed us to share ends on Fri 20 Nov. May we go on sharing it?" in said(tmp_path / "sheet.md")
