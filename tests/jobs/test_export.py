"""An export: all that a seat may see and nothing else, private and whole, recorded where it holds others' facts."""

import csv
import io
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from casetable.actions import notes, participants, tasks, voice
from casetable.errors import CasetableError, OnlyReading, Refused
from casetable.jobs.everything import everything
from casetable.jobs.export import export
from casetable.queries.disclosures import disclosures
from casetable.queries.export import others_facts
from casetable.reports.notice import REDISCLOSURE
from casetable.values.papers import PaperMade
from casetable.values.seat import Seat
from casetable.words import Category, DisclosureKind
from tests.tables import MON, WED, Room

KINDS = {
    "agencies", "people", "participants", "team", "households", "safe_contact", "outcomes", "releases", "tasks",
    "task_events", "notes", "disclosures", "drafts", "conferences", "conference_items", "conference_lines",
    "attendance", "minutes", "corrections", "ratifications",
}  # fmt: skip


@pytest.fixture
def engine() -> str:
    """One engine: files are made of values, and the queries behind them are tested on both (test_export.py there)."""
    return "sqlite"


def exported(seat: Seat, to: Path, **more: bool) -> PaperMade:
    return export(seat, lambda: everything(seat), to, "Eastside Table", **more)


def told(room: Room, by: str) -> list[tuple[str, str, Category, DisclosureKind]]:
    return [(one.discloser, one.to, one.category, one.kind) for one in disclosures(room.sit(by, WED))]


@pytest.fixture
def chidi(room: Room) -> str:
    """Chidi of HS's, shared with everybody, and notes of three agencies: HS's health goes to SS alone."""
    ref = room.agreed()
    room.release(ref, to="SS", category=Category.HEALTH, from_agency="HS")
    notes.add_note(room.sit("dana"), ref, "hs general")
    notes.add_note(room.sit("dana"), ref, "hs health", category=Category.HEALTH)
    notes.add_note(room.sit("lee"), ref, "ss justice", category=Category.JUSTICE)
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    voice.set_contact(room.sit("dana"), ref, how="text after ten", never="=voicemail")
    tasks.log(room.sit("lee"), room.promised("benefits form", about=ref), note="form sent", contact=True)
    return ref


def test_the_file_holds_what_this_seat_may_see_and_nothing_else(room: Room, chidi: str, tmp_path: Path) -> None:
    unshared = room.agreed("Never Told", released=False)
    exported(room.sit("lee"), tmp_path / "lee.json")
    exported(room.sit("omar"), tmp_path / "omar.json")
    lee, omar = (json.loads((tmp_path / name).read_text()) for name in ("lee.json", "omar.json"))
    assert set(lee) == KINDS | {"partnership", "on", "at", "by", "agency", "notices"}
    assert {one["text"] for one in lee["notes"]} == {"hs general", "hs health", "ss justice"}
    assert {one["text"] for one in omar["notes"]} == {"hs general"}
    assert [one["name"] for one in lee["participants"] if one["participant"] == unshared] == [None]
    assert [one["never"] for one in lee["safe_contact"]] == ["=voicemail"]
    assert [(one["person"], one["leads"]) for one in lee["team"]] == [("Dana Reyes", True)]
    assert "form sent" in {one["note"] for one in lee["task_events"]}
    assert "Never Told" not in (tmp_path / "lee.json").read_text()


def test_what_others_told_is_recorded_as_told_and_ones_own_is_not(room: Room, chidi: str, tmp_path: Path) -> None:
    made = exported(room.sit("lee"), tmp_path / "export")
    assert told(room, "lee") == [
        ("HS", "SS", Category.GENERAL, DisclosureKind.EXPORT),
        ("HS", "SS", Category.HEALTH, DisclosureKind.EXPORT),
    ]
    assert all(one.releases for one in made.told)
    assert "recorded" in made.sentence
    own = room.agreed("Of Lee Alone", by="lee", released=False)
    assert own not in {one.participant for one in others_facts(room.sit("lee"))}


def test_a_folder_holds_a_csv_of_each_kind_and_all_of_it_is_private(room: Room, chidi: str, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    made = exported(room.sit("lee"), folder)
    assert {path.name for path in made.paths} == {f"{kind}.csv" for kind in KINDS} | {"export.json", "about.txt"}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    rows = list(csv.DictReader(io.StringIO((folder / "notes.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert {row["text"] for row in rows} == {"hs general", "hs health", "ss justice"}
    (reach,) = csv.DictReader(io.StringIO((folder / "safe_contact.csv").read_bytes().decode("utf-8-sig"), newline=""))
    assert reach["never"] == "'=voicemail"
    assert "Lee Park (SS)" in (folder / "about.txt").read_text()


def test_substance_use_carries_its_notice(room: Room, chidi: str, tmp_path: Path) -> None:
    notes.add_note(room.sit("lee"), chidi, "clinic on Mondays", category=Category.SUBSTANCE_USE)
    exported(room.sit("lee"), tmp_path / "lee")
    exported(room.sit("omar"), tmp_path / "omar")
    by_text = {
        row["text"]: row["notice"]
        for row in csv.DictReader(io.StringIO((tmp_path / "lee" / "notes.csv").read_bytes().decode("utf-8-sig")))
    }
    assert (by_text["clinic on Mondays"], by_text["ss justice"]) == (REDISCLOSURE, "")
    assert REDISCLOSURE in (tmp_path / "lee" / "about.txt").read_text()
    assert json.loads((tmp_path / "lee" / "export.json").read_text())["notices"] == [REDISCLOSURE]
    assert not any(REDISCLOSURE in path.read_text(encoding="utf-8-sig") for path in (tmp_path / "omar").iterdir())


def test_who_reads_no_text_exports_what_they_see_and_nothing_is_recorded(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    for name in ("maria", "paula", "abe"):
        made = exported(room.sit(name), tmp_path / f"{name}.json")
        assert "hs general" not in (tmp_path / f"{name}.json").read_text()
        assert made.document == ""
    assert told(room, "lee") == []


def test_where_only_reading_is_possible_no_document_is_made(room: Room, chidi: str, tmp_path: Path) -> None:
    for name in ("dana", "maria"):
        with pytest.raises(OnlyReading, match="could not be recorded"):
            exported(replace(room.sit(name), reads_only=True), tmp_path / "all.json")
    assert not (tmp_path / "all.json").exists()


def test_nothing_is_written_over_and_nothing_recorded_then(room: Room, chidi: str, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "there.json").write_text("mine")
    (tmp_path / "file").touch()
    for to in ("full", "there.json", "file"):
        with pytest.raises(Refused):
            exported(room.sit("lee"), tmp_path / to)
    with pytest.raises(CasetableError):
        exported(room.sit("lee"), tmp_path / "file" / "below")
    assert told(room, "lee") == []
    (tmp_path / "empty").mkdir()
    exported(room.sit("lee"), tmp_path / "empty")
    exported(room.sit("lee"), tmp_path / "there.json", replace=True)
    assert json.loads((tmp_path / "there.json").read_text())["by"] == "Lee Park"
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []


def test_an_export_that_breaks_leaves_neither_files_nor_a_record(room: Room, chidi: str, tmp_path: Path) -> None:
    def breaks() -> dict[str, list[dict[str, object]]]:
        raise Refused("broken")

    with pytest.raises(Refused):
        export(room.sit("lee", MON), breaks, tmp_path / "export", "Eastside Table")
    assert [one.name for one in tmp_path.iterdir() if not one.name.startswith("table-")] == []
    assert told(room, "lee") == []
