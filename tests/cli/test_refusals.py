"""Every place and file that is refused: a sentence, an exit code, no traceback, and the file left as it was."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from casetable.errors import Damaged, NoRoom, NoTable, OnlyReading, TableBusy
from casetable.store import grounds, sqlite
from casetable.store.grounds import Mount
from tests.cli.conftest import Line, Said
from tests.conftest import Files
from tests.deprived import Deprived, Told
from tests.store.tampering import by_hand
from tests.tables import Room

WEEK = "week"


def refused(said: Said | Told, code: int, *words: str, lines: int = 3) -> None:
    """It ended with this code and said these words on stderr, in a few lines without a traceback."""
    assert said.code == code, said
    assert said.out == ""
    assert "Traceback" not in said.err
    assert ".py" not in said.err
    assert 0 < len(said.err.splitlines()) <= lines
    for word in words:
        assert word in said.err


def contents(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, byte by byte."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


@pytest.fixture
def alone(files: Files, tmp_path: Path) -> Path:
    """A founded table in a folder of its own."""
    folder = tmp_path / "alone"
    folder.mkdir()
    return Path(files.founded(folder)).rename(folder / "table.casetable")


# where a table may stand


def test_a_network_share_is_refused(typed: Line, alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(alone.parent)
    monkeypatch.setattr(grounds, "mounts", lambda: [Mount("/", "ext4"), Mount(str(alone.parent), "cifs", "//server/x")])
    refused(typed(f"--table {alone} {WEEK}", code=6), 6, "network share (cifs", "PostgreSQL")
    refused(typed.typed(["--table", str(alone.parent / "new"), "init", "x.toml"]), 2, "x.toml")
    assert contents(alone.parent) == before


@pytest.mark.parametrize("folder", ["Dropbox", "OneDrive - County", "iCloud Drive", "Google Drive"])
def test_a_sync_folder_is_refused(typed: Line, alone: Path, folder: str) -> None:
    there = alone.parent.rename(alone.parent.parent / folder) / alone.name
    before = contents(there.parent)
    said = typed.typed(["--table", str(there), WEEK])
    refused(said, 6, folder, "damaged", "casetable restore")
    assert contents(there.parent) == before


def test_no_table_and_no_sample_is_made_in_a_sync_folder(typed: Line, tmp_path: Path) -> None:
    template = tmp_path / "partnership.toml"
    typed(f"init --template handshake --to {template}", who=None, on=None)
    there = tmp_path / "Dropbox" / "new.casetable"
    refused(typed.typed(["demo", "--keep", str(there)], who=None), 6, "Dropbox", "--table")
    assert not there.parent.exists()


# what is no table


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "There is no casetable table"),
        (b"Dear Dana, the table is ready.\n" * 400, "not a casetable table"),
        (b"\0" * 8192, "not a casetable table"),
    ],
)
def test_a_file_that_is_no_database_is_refused(typed: Line, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "cases" / "letter.txt"
    file.parent.mkdir()
    file.write_bytes(content)
    refused(typed(f"--table {file} {WEEK}", code=6), 6, words)
    assert contents(file.parent) == {"letter.txt": content}


def test_another_programs_database_is_refused(typed: Line, tmp_path: Path) -> None:
    file = tmp_path / "cases" / "recipes.db"
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    before = contents(file.parent)
    refused(typed(f"--table {file} {WEEK}", code=6), 6, "another program", "nothing was changed")
    assert contents(file.parent) == before


def test_a_folder_a_pipe_a_link_to_nothing_and_a_path_through_a_file_are_refused(typed: Line, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    (tmp_path / "file").touch()
    for name, words in (
        ("", "is a folder"),
        ("pipe", "is a pipe"),
        ("link", "link to nothing"),
        ("file/table", "is a file, not a folder"),
        ("no/such/place", "There is no table"),
        ("x" * 300, "cannot be followed"),
    ):
        refused(typed(f"--table {tmp_path / name} {WEEK}", code=6), 6, words)
    refused(typed("--table ~nobody-of-that-name/table week", code=6), 6, "Nobody's home")


# what cannot be read


@pytest.mark.parametrize("page", [1, 4, 9])
def test_a_damaged_page_is_refused_with_the_way_to_a_backup(typed: Line, alone: Path, page: int) -> None:
    damage(alone, page)
    before = contents(alone.parent)
    said = typed(f"--table {alone} {WEEK}", code=9)
    refused(said, 9, "damaged: a page of it cannot be read", "casetable restore BACKUP --replace")
    assert contents(alone.parent)[alone.name] == before[alone.name]


def damage(table: Path, page: int) -> None:
    """Overwrite one page of 4096 bytes; of the first, which holds the header, what comes after it."""
    with table.open("r+b") as file:
        skipped = 100 if page == 1 else 0
        file.seek((page - 1) * 4096 + skipped)
        file.write(b"\xa5" * (4096 - skipped))


@pytest.mark.slow
def test_every_page_that_is_damaged_is_told_in_a_sentence_whichever_it_is(typed: Line, alone: Path) -> None:
    """Some pages hold nothing that the week needs: then it is shown. None makes casetable stop."""
    whole = alone.read_bytes()
    codes = set()
    for page in range(2, len(whole) // 4096, 9):
        alone.write_bytes(whole)
        damage(alone, page)
        said = typed.typed(["--table", str(alone), WEEK])
        codes.add(said.code)
        assert "Traceback" not in said.err
        assert said.code in (0, 9), said
    assert 9 in codes


def test_a_file_that_was_cut_off_is_refused(typed: Line, alone: Path) -> None:
    cut = alone.read_bytes()[: 6 * 4096 + 100]
    alone.write_bytes(cut)
    refused(typed(f"--table {alone} {WEEK}", code=9), 9, "damaged")
    assert alone.read_bytes() == cut


@pytest.mark.parametrize("keeps_wal", [False, True])
def test_a_table_of_a_newer_casetable_is_refused_and_not_touched(typed: Line, alone: Path, keeps_wal: bool) -> None:
    with by_hand(str(alone)) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    if not keeps_wal:
        by_itself = sqlite3.connect(alone)
        by_itself.execute("PRAGMA journal_mode=DELETE")
        by_itself.close()
    before = contents(alone.parent)
    refused(typed(f"--table {alone} {WEEK}", code=6), 6, "newer casetable", "9999", "Update this program")
    assert contents(alone.parent) == before


def test_an_older_sqlite_is_refused(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 40, 1))
    monkeypatch.setattr(dbapi2, "sqlite_version", "3.40.1")
    refused(line(WEEK, code=6), 6, "SQLite 3.40.1", "sqlcipher3 0.6.4")


# the disk is full


def test_a_full_disk_says_so_and_the_table_stays_as_it_was(line: Line, room_at: Room, full: Callable[[], None]) -> None:
    full()
    saved, said = 0, line.typed(["task", "add", "x" * 400 + " by fri"])
    while said.code == 0 and saved < 50:
        saved += 1
        said = line.typed(["task", "add", f"{saved} " + "x" * 400 + " by fri"])
    refused(said, NoRoom.exit_code, "disk is full", "Make room")
    assert len(line("task list --json").json) == saved
    assert "All is well" in line("verify").out


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes every table's file as full as its disk: SQLite itself then says SQLITE_FULL."""

    def fill() -> None:
        prepared = sqlite._prepared

        def without_room(connection: object, pragmas: tuple[str, ...]) -> object:
            made = prepared(connection, pragmas)
            pages = made.execute("PRAGMA page_count").fetchone()[0]
            made.execute(f"PRAGMA max_page_count={pages}")
            return made

        monkeypatch.setattr(sqlite, "_prepared", without_room)

    return fill


# rights


@pytest.fixture(scope="module")
def deprived() -> Iterator[Deprived]:
    child = Deprived()
    yield child
    child.close()


@pytest.fixture
def lone(alone: Path, room_of: Callable[[Path], Room]) -> Path:
    """A table with a task of two agencies each, closed, in a folder of its own."""
    room_of(alone)
    return alone


@pytest.fixture
def room_of(opened: Callable[[str], object]) -> Callable[[Path], Room]:
    """Fills a table and closes it."""

    def fill(table: Path) -> Room:
        from casetable.seat import open_table

        there = open_table(str(table))
        room = Room(there, str(table), lambda: there)
        ours, theirs = room.agreed("Chidi Okafor", by="dana"), room.agreed("Ana Ruiz", by="lee")
        room.ask("bring the papers", by="dana", of="dana", about=ours)
        room.ask("benefits form", by="lee", of="lee", about=theirs)
        there.close()
        return room

    return fill


def asked(child: Deprived, table: Path, words: str, who: str = "dana") -> Told:
    return child.run("--table", str(table), "--as", who, "--on", "2026-11-02", *words.split())


@pytest.fixture
def locked() -> Iterator[Callable[[Path, int], None]]:
    """Takes rights away, and gives them back so that the test's folder can be removed."""
    taken: list[tuple[Path, int]] = []

    def take(path: Path, mode: int) -> None:
        taken.append((path, stat.S_IMODE(path.stat().st_mode)))
        path.chmod(mode)

    yield take
    for path, mode in reversed(taken):
        with suppress(FileNotFoundError):
            path.chmod(mode)


Lock = Callable[[Path, int], None]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["folder", "file"])
def test_where_only_reading_is_possible_the_table_opens_for_that(
    deprived: Deprived, lone: Path, locked: Lock, what: str
) -> None:
    before = contents(lone.parent)
    locked(lone if what == "file" else lone.parent, 0o400 if what == "file" else 0o500)

    said = asked(deprived, lone, "week")

    assert said.code == 0
    assert said.out.splitlines()[0].startswith("Eastside Table (READ ONLY): week 45")
    assert f"READ ONLY. Its {what} cannot be written" in said.err
    assert "Other agencies' facts are not shown" in said.err
    assert "Chidi Okafor" in said.out
    assert "bring the papers" in said.out
    for words in ("week", "participant list", "task list", "release list", "find form", "history", "week --json"):
        told = asked(deprived, lone, words)
        assert told.code == 0, told
        assert "Ana Ruiz" not in told.out
        assert "benefits form" not in told.out
    assert asked(deprived, lone, "verify").code == 0
    assert asked(deprived, lone, "tick").code == 0
    assert contents(lone.parent) == before


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_writes_is_refused_where_only_reading_is_possible(
    deprived: Deprived, lone: Path, locked: Lock, what: str
) -> None:
    before = contents(lone.parent)
    locked(lone if what == "file" else lone.parent, 0o400 if what == "file" else 0o500)
    for words in (
        "task add call by fri",
        "undo",
        "participant propose Nia --needs room --reason known --born 1980 --asked-on today",
    ):
        told = asked(deprived, lone, words)
        refused(told, OnlyReading.exit_code, "only be read", f"Its {what} cannot be written", lines=5)
    assert contents(lone.parent) == before


def test_a_read_only_table_that_somebody_has_open_shows_what_they_write(
    deprived: Deprived, lone: Path, locked: Lock, opened: Callable[[str], object]
) -> None:
    from casetable.seat import open_table

    table = open_table(str(lone))
    room = Room(table, str(lone), lambda: table)
    room.ask("call the landlord", by="dana", of="dana")
    assert lone.with_name("table.casetable-wal").stat().st_size > 0
    locked(lone, 0o400)
    said = asked(deprived, lone, "week")
    table.close()
    assert (said.code, "call the landlord" in said.out) == (0, True)


def test_missing_rights_on_the_wal_are_refused_with_its_owner(deprived: Deprived, lone: Path, locked: Lock) -> None:
    from casetable.seat import open_table

    table = open_table(str(lone))
    Room(table, str(lone), lambda: table).ask("newest of all", by="dana", of="dana")
    wal = lone.with_name("table.casetable-wal")
    locked(wal, 0o000)
    refused(asked(deprived, lone, "week"), 6, "You may not read table.casetable-wal", f"belongs to {wal.owner()}")
    locked(wal, 0o400)
    said = asked(deprived, lone, "week")
    assert (said.code, "Its table.casetable-wal cannot be written" in said.err) == (0, True)
    table.close()


def test_a_wal_without_its_shm_in_a_folder_that_cannot_be_written_is_not_left_out(
    deprived: Deprived, lone: Path, locked: Lock, tmp_path: Path
) -> None:
    from casetable.seat import open_table

    table = open_table(str(lone))
    Room(table, str(lone), lambda: table).ask("newest of all", by="dana", of="dana")
    copied = tmp_path / "disc"
    copied.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{lone}{end}", copied)
    table.close()
    locked(copied, 0o500)
    refused(asked(deprived, copied / lone.name, "week"), 6, "newest changes", "Copy both files")


def test_files_and_folders_that_may_not_be_read_are_refused_with_their_owner(
    deprived: Deprived, lone: Path, locked: Lock
) -> None:
    locked(lone, 0o000)
    refused(asked(deprived, lone, "week"), 6, "You may not read", f"belongs to {lone.owner()}")
    locked(lone.parent, 0o000)
    refused(asked(deprived, lone, "week"), 6, "You may not look into")
    locked(lone.parent, 0o500)
    refused(asked(deprived, lone.parent / "new", f"demo --keep {lone.parent / 'new'}"), 6, "No table can be made")


def test_an_older_table_that_can_only_be_read_is_refused_and_left(deprived: Deprived, lone: Path, locked: Lock) -> None:
    with by_hand(str(lone)) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    before = contents(lone.parent)
    locked(lone.parent, 0o500)
    refused(asked(deprived, lone, "week"), 6, "schema 0001", "Open it once where it can be written")
    assert contents(lone.parent) == before


def test_the_errors_have_the_exit_codes_that_the_documentation_names() -> None:
    codes = {kind: kind.exit_code for kind in (NoTable, OnlyReading, NoRoom, TableBusy, Damaged)}
    assert list(codes.values()) == [6, 6, 6, 7, 9]
