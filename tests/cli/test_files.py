"""Backup, restore and where, as they are typed."""

import shutil
from pathlib import Path

import pytest

from casetable.actions.partnership import found
from tests.cli.conftest import Line
from tests.tables import FOUNDED, Room, at, setup

LATE = "2026-11-20"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def a_backup(line: Line, room_at: Room, copies: Path) -> Path:
    """A backup from which the table has gone on by one task, and nobody has it open."""
    room_at.promised("before", of="dana", by="dana")
    line(f"backup --to {copies}", who="ruth")
    room_at.promised("since", of="dana", by="dana")
    room_at.table.close()
    return next(copies.iterdir())


def test_a_backup_says_where_it_is_and_what_it_holds(line: Line, copies: Path) -> None:
    said = line(f"backup --to {copies}", who="ruth")

    (made,) = copies.iterdir()
    assert said.out.startswith(f"Backed up: {made}\n")
    assert "1 entry," in said.out
    assert "checked" in said.out
    assert line("backup --json", who=None).json["recorded"] is True
    assert "backup make" in line("history").out


def test_a_backup_goes_beside_the_table_when_nobody_says_where(line: Line) -> None:
    made = Path(line("backup --json").json["backup"])

    assert made.parent == Path(line.where).parent / "backups"
    assert line("where --json").json["backups"] == [str(made)]


def test_cron_needs_no_name_and_is_silent_when_asked(line: Line) -> None:
    said = line("backup --quiet", who=None)

    assert (said.out, said.err) == ("", "")
    assert line("where --json", who=None).json["last_backup"]["by"] == "the clock"


def test_cron_may_verify_also_a_table_at_which_nobody_sits_on_this_computer(line: Line) -> None:
    said = line("verify", who=None, on=None)

    assert said.out.startswith("All is well.")


def test_an_adviser_makes_no_backup(line: Line, copies: Path) -> None:
    said = line(f"backup --to {copies}", who="abe", code=3)

    assert "adviser" in said.err
    assert not copies.exists()


def test_a_folder_that_is_a_file_is_refused_with_its_name(line: Line, tmp_path: Path) -> None:
    (tmp_path / "list").write_text("")

    said = line(f"backup --to {tmp_path / 'list'}", who="ruth", code=6)

    assert str(tmp_path / "list") in said.err
    assert "Traceback" not in said.err


def test_a_folder_that_a_program_carries_elsewhere_is_refused(line: Line, tmp_path: Path) -> None:
    said = line(f"backup --to {tmp_path / 'Dropbox' / 'casetable'}", who="ruth", code=6)

    assert "Dropbox" in said.err
    assert "--to" in said.err
    assert not (tmp_path / "Dropbox").exists()


@pytest.mark.parametrize("kind", ["its name", "its mark", "a link"])
def test_neither_is_the_very_folder_that_is_carried_elsewhere(line: Line, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / ("shared" if kind == "its mark" else "OneDrive")
    folder.mkdir()
    named = folder
    if kind == "its mark":
        (folder / ".stfolder").mkdir()
    elif kind == "a link":
        named = tmp_path / "copies"
        named.symlink_to(folder)

    said = line(f"backup --to {named}", who="ruth", code=6)

    assert "--to" in said.err
    assert not list(folder.glob("*.casetable"))


def test_an_empty_name_is_no_folder(line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    said = line("backup --to ''", who="ruth", code=2)

    assert "--to names no folder" in said.err
    assert list(here.iterdir()) == []


def test_a_folder_is_no_backup(line: Line, copies: Path, tmp_path: Path) -> None:
    copies.mkdir()

    said = line(f"restore {copies} --table {tmp_path / 'new.casetable'}", code=6)

    assert f"{copies} is a folder" in said.err


@pytest.mark.parametrize("command", ["verify", "where"])
def test_who_looks_at_a_backup_does_not_change_it(line: Line, a_backup: Path, command: str) -> None:
    before = a_backup.read_bytes()

    line(f"{command} --table {a_backup}", who=None)

    assert a_backup.read_bytes() == before
    assert list(a_backup.parent.iterdir()) == [a_backup]


def test_who_looks_at_a_damaged_table_does_not_change_it(line: Line, a_backup: Path) -> None:
    file = Path(line.where)
    content = file.read_bytes()[:-8_000] + b"\x00" * 4_000 + file.read_bytes()[-4_000:]
    file.write_bytes(content)
    before = file.stat().st_mtime_ns

    line("verify", who=None, code=9)

    assert (file.read_bytes(), file.stat().st_mtime_ns) == (content, before)


def test_a_table_is_restored_where_none_stands(typed: Line, a_backup: Path, line: Line, tmp_path: Path) -> None:
    new = tmp_path / "new" / "table.casetable"

    said = line(f"restore {a_backup} --table {new}", who=None, on=None)

    assert said.out.startswith(f"Restored: {new}\n")
    assert "It verifies." in said.out
    assert "before" in line(f"task list --table {new}").out
    assert "All is well" in line(f"verify --table {new}").out


def test_a_table_that_stands_there_is_refused_and_what_would_do_it_is_said(line: Line, a_backup: Path) -> None:
    said = line(f"restore {a_backup}", code=1)

    assert "already" in said.err
    assert "--replace" in said.err
    assert "since" in line("task list").out


def test_where_nobody_can_say_yes_replacing_needs_it_said_on_the_line(line: Line, a_backup: Path) -> None:
    said = line(f"restore {a_backup} --replace", code=1)

    assert "It goes on where the backup ends: 2 entries would not be in the table any more." in said.err
    assert "--yes" in said.err
    assert "since" in line("task list").out


def test_a_replaced_table_is_kept_and_opens(line: Line, a_backup: Path) -> None:
    made = line(f"restore {a_backup} --replace --yes --json").json

    assert "since" not in line("task list").out
    assert "since" in line(f"task list --table {made['aside']}").out
    assert line("where --json").json["asides"] == [made["aside"]]
    assert made["schema"] == made["schema_before"]


def test_a_dry_run_says_what_the_backup_holds_and_changes_nothing(line: Line, a_backup: Path) -> None:
    said = line(f"restore {a_backup} --dry-run")

    assert "can be restored" in said.out
    assert "It goes on where the backup ends" in said.out
    assert line(f"restore {a_backup} --dry-run --json").json["stands"]["common"] == 2
    assert "since" in line("task list").out


def test_a_damaged_backup_is_refused_by_name(line: Line, a_backup: Path, tmp_path: Path) -> None:
    content = bytearray(a_backup.read_bytes())
    content[40_960:45_000] = b"\xff" * 4_040
    a_backup.write_bytes(content)

    said = line(f"restore {a_backup} --table {tmp_path / 'new.casetable'}", code=9)

    assert str(a_backup) in said.err
    assert "another backup" in said.err
    assert not (tmp_path / "new.casetable").exists()


@pytest.mark.parametrize(("file", "said"), [("nowhere", "There is no file"), ("diary", "cannot be restored")])
def test_what_is_no_backup_is_refused(line: Line, tmp_path: Path, file: str, said: str) -> None:
    (tmp_path / "diary").write_text("dear diary\n" * 500)

    assert said in line(f"restore {tmp_path / file} --table {tmp_path / 'new.casetable'}", code=6).err


def test_verify_finds_a_damaged_page(line: Line, a_backup: Path) -> None:
    content = bytearray(Path(line.where).read_bytes())
    content[-8_000:-4_000] = b"\x00" * 4_000
    Path(line.where).write_bytes(content)

    said = line("verify", code=9)

    assert "damaged" in (said.out + said.err)


def test_where_tells_every_path_before_there_is_a_table(typed: Line) -> None:
    said = typed("where", who=None, on=None)

    assert f"Table        {typed.where}" in said.out
    assert "There is no table yet" in said.err
    assert typed("where --json", who=None, on=None).json["head_seq"] is None


def test_where_tells_paths_also_of_what_cannot_be_opened(typed: Line) -> None:
    Path(typed.where).parent.mkdir(parents=True)
    Path(typed.where).write_text("dear diary\n" * 500)

    said = typed("where", who=None, on=None, code=6)

    assert typed.where in said.out
    assert "not a casetable table" in said.err


def test_where_says_what_the_table_stands_on(line: Line, a_backup: Path) -> None:
    told = line("where --json", who=None).json
    said = line("where", who=None).out

    assert told["engine"] == "SQLite"
    assert told["journal_mode"] == "wal"
    assert (told["head_seq"], told["last_backup"]["head_seq"]) == (4, 2)
    assert told["last_backup"]["place"] == str(a_backup)
    assert told["last_backup"]["there"] is True
    assert told["head_hash"] in said
    assert "today" in said
    assert "by Ruth Feld" in said
    shutil.rmtree(a_backup.parent)
    assert "not there" in line("where", who=None).out


def test_the_coordinator_is_reminded_beside_the_board_and_nobody_else(line: Line) -> None:
    reminded = line("", who="ruth", on=LATE)

    assert "No backup yet, after 50 days: casetable backup makes one." in reminded.err
    assert "backup" not in reminded.out
    assert "backup" not in line("", who="lee", on=LATE).err
    assert "No backup yet, after 50 days." in line("where", who="lee", on=LATE).out
    line("backup", who="ruth", on=LATE)
    assert line("", who="ruth", on=LATE).err == ""


def test_nobody_is_reminded_at_the_sample(typed: Line) -> None:
    found(typed.where, setup(), clock=at(FOUNDED), sample=True)

    assert "backup" not in typed("", who="ruth", on="2030-01-01").err
    assert typed("where --json", who="ruth", on="2030-01-01").json["overdue"] is None
