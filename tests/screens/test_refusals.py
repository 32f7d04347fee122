"""Refusals in the app: it stays up or ends with a sentence, what was typed stays, and no error's own text is shown."""

import sqlite3
import stat
from contextlib import closing

import pytest
from sqlcipher3 import dbapi2

from casetable.cli.asked import Asked, ask_for
from casetable.cli.late import LateTable
from casetable.cli.sitting import at_table
from casetable.errors import NoRoom
from casetable.screens.app import CasetableApp
from casetable.screens.setup import SetupApp
from casetable.seat import open_table
from casetable.store import grounds, looking, opening, sqlite
from casetable.store.grounds import Mount
from tests.deprived import Deprived
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, at, sees, typed, until
from tests.screens.glass import glass
from tests.screens.test_setup import answer_everything
from tests.store.tampering import by_hand
from tests.terminals import Terminal

REASON = "Its folder cannot be written: it belongs to ruth."


# a table that is refused


def _on_a_share(path, monkeypatch):
    monkeypatch.setattr(grounds, "mounts", lambda: [Mount(str(path.parent), "nfs4", "files:/home")])


def _in_a_sync_folder(path, monkeypatch):
    (path.parent / ".dropbox.cache").mkdir()


def _no_database(path, monkeypatch):
    path.write_text("Dear Dana, ...")


def _damaged(path, monkeypatch):
    spoil(path)


def _newer(path, monkeypatch):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _older_sqlite(path, monkeypatch):
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 40, 1))


def spoil(path):
    """Damage every page of a file behind the first one, which says what kind of file it is."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


@pytest.mark.parametrize(
    ("spoiled", "words"),
    [
        (_on_a_share, "network share (nfs4"),
        (_in_a_sync_folder, "Dropbox"),
        (_no_database, "not a casetable table"),
        (_damaged, "damaged"),
        (_newer, "newer casetable"),
        (_older_sqlite, "can lose commits"),
    ],
    ids=["share", "sync folder", "no database", "damaged", "newer", "older SQLite"],
)
async def test_a_table_that_is_refused_ends_the_app_and_leaves_its_reason(
    full_table, tmp_path, monkeypatch, spoiled, words
):
    """The app opens its table behind the frame; the command line then says why, with the exit code."""
    path = tmp_path / "table.casetable"
    full_table.close()
    spoiled(path, monkeypatch)
    before = path.read_bytes()
    monkeypatch.setenv("CASETABLE_CONFIG", str(tmp_path / "config.toml"))
    ask_for(Asked(table=str(path), person="Dana Reyes"))
    late = LateTable(lambda: at_table(only_looks=True))
    app = CasetableApp(late, "", late.clock, {"signs": "unicode"})
    async with app.run_test() as pilot:
        await until(pilot, lambda: not app.is_running)
    late.close()
    assert late.failed
    assert app.return_code == 1
    with pytest.raises(opening.NoTable.__base__, match=words.replace("(", r"\(")), at_table():
        pass
    assert path.read_bytes() == before


@pytest.mark.slow
def test_at_a_terminal_a_refused_table_says_its_sentence_and_ends_with_its_code(full_table, tmp_path):
    path = tmp_path / "table.casetable"
    full_table.close()
    (tmp_path / ".stfolder").mkdir()
    more = {"CASETABLE_CONFIG": str(tmp_path / "config.toml"), "CASETABLE_LOG": str(tmp_path / "log")}
    with Terminal(["-m", "casetable", "--table", str(path), "--as", "dana"], more) as terminal:
        code = terminal.end()
        assert "Syncthing" in terminal.glass
        assert "Traceback" not in terminal.raw.decode()
    assert code == 6


# a file that breaks while the app is open


async def test_a_page_that_is_damaged_while_the_app_is_open_is_said_and_what_is_typed_stays(full_table, tmp_path):
    app = an_app(full_table)
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(pilot, "ID papers")
        full_table.store.engine.dispose()
        with closing(sqlite3.connect(tmp_path / "table.casetable")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        spoil(tmp_path / "table.casetable")
        await pilot.press("R")
        await sees(pilot, "This table is damaged: a page of it cannot be read.")
        assert "ID papers" in glass(app)
        await pilot.press("a")
        await typed(pilot, "call the landlord by fri")
        await pilot.press("enter")
        await sees(pilot, "damaged")
        assert app.screen.entry.text.endswith("call the landlord by fri")
        assert app.is_running
        assert "malformed" not in glass(app)


# a full disk


@pytest.fixture
def disk(monkeypatch):
    """Says how many pages a table may have; SQLite itself then says that the disk is full."""
    prepared, room = sqlite._prepared, {"pages": None}

    def with_little_room(connection, pragmas):
        made = prepared(connection, pragmas)
        if room["pages"]:
            made.execute(f"PRAGMA max_page_count={room['pages']}")
        return made

    monkeypatch.setattr(sqlite, "_prepared", with_little_room)
    return room


async def test_read_only_goes_as_soon_as_there_is_room_again(full_table, tmp_path, monkeypatch):
    full_table.close()
    monkeypatch.setattr(looking, "is_full", lambda _: True)
    with closing(open_table(str(tmp_path / "table.casetable"))) as table:
        app = an_app(table)
        async with app.run_test(size=(120, 30)) as pilot:
            await sees(pilot, "READ ONLY")
            await sees(pilot, "ID papers")
            monkeypatch.undo()
            await until(pilot, lambda: "READ ONLY" not in glass(app))
            await pilot.press("a")
            await typed(pilot, "call the landlord by fri")
            await pilot.press("enter")
            await until(pilot, lambda: not app.screen.entry.is_open)
            await sees(pilot, "call the land")


# another table in this one's place


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_a_table_that_a_restore_replaced_is_said_and_what_is_typed_stays(room, put_in_its_place):
    app = an_app(room.table)
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("a")
        await typed(pilot, "call the landlord by fri")
        put_in_its_place()
        await pilot.press("enter")
        await sees(pilot, "A restore replaced this table.")
        assert app.screen.entry.text == "call the landlord by fri"
        await pilot.press("escape")
        await sees(pilot, "Nothing is saved: leave casetable and open it again.")


@pytest.fixture
def put_in_its_place(room):
    """Put another log in the place of the one that was opened, as a restore does with every table."""
    schema = room.where.rpartition("=")[2]

    def does():
        with by_hand(room.where) as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {schema}_replaced_1")
            connection.exec_driver_sql(f"ALTER TABLE log SET SCHEMA {schema}_replaced_1")
            connection.exec_driver_sql(f"CREATE TABLE log AS TABLE {schema}_replaced_1.log")

    yield does
    with by_hand(room.where) as connection:
        connection.exec_driver_sql("DROP TABLE log")
        connection.exec_driver_sql(f"ALTER TABLE {schema}_replaced_1.log SET SCHEMA {schema}")
        connection.exec_driver_sql(f"DROP SCHEMA {schema}_replaced_1")


@pytest.mark.slow
async def test_a_full_disk_keeps_what_was_typed_until_there_is_room(full_table, disk):
    app = an_app(full_table)
    line = "call the landlord about the arrears, the keys and the lease " * 7 + "by fri"
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(pilot, "ID papers")
        disk["pages"] = 1
        full_table.store.engine.dispose()
        for _ in range(60):
            if not app.screen.entry.is_open:
                await pilot.press("a")
                await typed(pilot, line)
            await pilot.press("enter")
            await until(pilot, lambda: not app.screen.entry.is_open or "disk is full" in glass(app))
            if app.screen.entry.is_open:
                break
        assert "The disk is full: nothing was saved by this attempt." in " ".join(glass(app).split())
        assert app.screen.entry.text.endswith(line)
        disk["pages"] = 1_000_000
        full_table.store.engine.dispose()
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.entry.is_open)
        await sees(pilot, "u takes it back")


@pytest.mark.slow
async def test_a_disk_that_is_full_when_a_table_is_founded_keeps_all_answers():
    attempts = []

    def found(result):
        attempts.append(result)
        if len(attempts) == 1:
            raise NoRoom("The disk is full: nothing was saved by this attempt.", "Make room.")

    app = SetupApp(finish=found)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer_everything(app, pilot)
        answers = app.answers()
        await pilot.press("ctrl+s")
        await sees(pilot, "The disk is full: nothing was saved by this attempt. Make room.")
        assert app.answers() == answers
        await pilot.press("ctrl+s")
    assert len(attempts) == 2
    assert app.return_value == attempts[1]
    assert attempts[0] == attempts[1]


# reading only


@pytest.fixture
def only_read(full_table, tmp_path, monkeypatch):
    full_table.close()
    monkeypatch.setattr(opening, "why_only_reading", lambda _: REASON)
    with closing(open_table(str(tmp_path / "table.casetable"))) as table:
        yield table


@pytest.mark.parametrize("width", [80, 120])
async def test_where_only_reading_is_possible_the_frame_says_so_and_shows_ones_own_agency(only_read, width):
    app = an_app(only_read, "Lee Park")
    async with app.run_test(size=(width, 30)) as pilot:
        await sees(pilot, "Other agencies' facts are not shown: looking at them could not be recorded.")
        said = glass(app)
    assert "READ ONLY" in said.splitlines()[0]
    assert "Lee Park" in said.splitlines()[0]
    assert "Ana Ruiz" not in said
    assert "bring papers" not in said


@pytest.mark.parametrize("key", ["a", "d", "u"])
async def test_keys_that_write_are_refused_before_anything_is_typed(only_read, key):
    app = an_app(only_read)
    async with app.run_test(size=(120, 30)) as pilot:
        await at(pilot, "ID papers")
        await pilot.press(key)
        await sees(pilot, f"Only reading is possible here. {REASON}")
        assert not app.screen.entry.is_open
        footer = glass(app).splitlines()[-1]
    assert not {"done", "move", "add"} & set(footer.split())


async def test_the_other_screens_refuse_too_and_still_show_what_is_ones_own(only_read):
    app = an_app(only_read)
    async with app.run_test(size=(120, 30)) as pilot:
        await at(pilot, "ID papers")
        await pilot.press("enter")
        await sees(pilot, "asked")
        assert "done" not in glass(app).splitlines()[-1].split()
        await pilot.press("u")
        await sees(pilot, "only be read")
        await pilot.press("escape", "2")
        await sees(pilot, "Bo Lindgren")
        await pilot.press("a")
        await sees(pilot, "Only reading is possible here.")
        await pilot.press("c")
        await sees(pilot, "Releases · P-")
        await pilot.press("a")
        await sees(pilot, "Only reading is possible here.")


async def test_the_clock_says_nothing_where_it_cannot_write(only_read):
    clock = Hand()
    clock.go(days=30)
    app = an_app(only_read, clock=clock)
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(pilot, "Other agencies' facts are not shown")
        await pilot.pause(0.1)
        assert "Nothing was saved" not in glass(app)


@pytest.mark.slow
def test_rights_that_are_really_missing_open_the_app_for_reading_or_refuse_it(full_table, tmp_path):
    folder = tmp_path / "cases"
    folder.mkdir()
    full_table.close()
    path = (tmp_path / "table.casetable").rename(folder / "table.casetable")
    child = Deprived()
    try:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        said = child.glass(str(path), "Dana Reyes", ["<ID papers>", "a", "<Only reading is possible>"])
        assert "READ ONLY" in said.splitlines()[0]
        assert "Its folder cannot be written" in said
        assert [one.name for one in folder.iterdir()] == [path.name]
        folder.chmod(stat.S_IRWXU)
        with closing(open_table(str(path))) as table:
            table.seat("Dana Reyes", Hand())
            path.with_name(f"{path.name}-wal").chmod(0)
            with pytest.raises(AssertionError, match="You may not read table"):
                child.glass(str(path), "Dana Reyes", [])
    finally:
        folder.chmod(stat.S_IRWXU)
        child.close()
