"""Reading where nothing can be written, and what the drivers' errors become; nothing stands there afterwards."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlcipher3 import dbapi2

from casetable.actions.partnership import found
from casetable.errors import Damaged, NoRoom, NoTable, OnlyReading, TableBusy, Unreachable
from casetable.jobs.tick import tick
from casetable.queries.participants import participants
from casetable.queries.tasks import tasks
from casetable.seat import Table, open_table
from casetable.store import looking, opening, sqlite, telling
from casetable.store.telling import told_plainly
from casetable.words import Category
from tests.conftest import Files
from tests.servers import NoServer, Server
from tests.store.tampering import by_hand
from tests.tables import FOUNDED, MON, Room, at, setup

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)

FOLDER = "Its folder cannot be written: it belongs to ruth."


@pytest.fixture
def only_read(lone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system says that nothing can be written, as tests/cli/test_refusals.py has it say in earnest."""
    monkeypatch.setattr(looking, "why_only_reading", lambda _: FOLDER)
    monkeypatch.setattr(opening, "why_only_reading", lambda _: FOLDER)


@pytest.fixture
def lone(files: Files, tmp_path: Path) -> Path:
    """A closed table in a folder of its own: one participant and one task of HS, one of each of SS."""
    folder = tmp_path / "lone"
    folder.mkdir()
    path = Path(files.founded(folder)).rename(folder / "table.casetable")
    table = open_table(str(path))
    fill(Room(table, str(path), lambda: table))
    table.close()
    return path


def fill(room: Room) -> None:
    ours, theirs = room.agreed("Chidi Okafor", by="dana"), room.agreed("Ana Ruiz", by="lee")
    room.ask("bring the papers", by="dana", of="dana", about=ours)
    room.ask("benefits form", by="lee", of="lee", about=theirs)
    room.release(theirs, by="lee", to="HS", category=Category.HEALTH)


def shows_only_its_own(table: Table) -> None:
    seat = table.seat("dana", at(MON))
    assert seat.reads_only
    assert [one.name for one in participants(seat)] == ["Chidi Okafor"]
    assert [one.title for one in tasks(seat).items] == ["bring the papers"]


# SQLite


def test_a_table_that_can_only_be_read_shows_its_own_agencys_facts_and_leaves_nothing_beside_it(
    only_read: None, lone: Path
) -> None:
    before = {one.name: one.read_bytes() for one in lone.parent.iterdir()}
    with closing(open_table(str(lone))) as table:
        assert table.partnership.reads_only == FOLDER
        assert table.notes[0].startswith(f"READ ONLY. {FOLDER}")
        shows_only_its_own(table)
        assert table.changes() == table.changes()
        assert tick(table, at(MON)) == ()
        with pytest.raises(OnlyReading, match="Nothing was saved") as refused:
            Room(table, str(lone), lambda: table).ask()
        assert FOLDER in refused.value.sentence
    assert {one.name: one.read_bytes() for one in lone.parent.iterdir()} == before


def test_the_same_table_shows_more_where_it_can_be_written(lone: Path) -> None:
    with closing(open_table(str(lone))) as table:
        seat = table.seat("dana", at(MON))
        assert not seat.reads_only
        assert {one.name for one in participants(seat)} == {"Chidi Okafor", "Ana Ruiz"}


def test_a_change_in_the_middle_of_a_reading_is_noticed(only_read: None, lone: Path) -> None:
    """Nobody waits for a reader without rights: what it read while the file changed is thrown away."""

    def read_while_it_changes(table: Table) -> None:
        with table.store.reading() as session:
            session.connection()
            os.utime(lone, ns=(1, 1))

    with closing(open_table(str(lone))) as table:
        with pytest.raises(TableBusy, match="changed while it was read"):
            read_while_it_changes(table)
        shows_only_its_own(table)


def test_a_writer_who_comes_later_is_seen_without_opening_again(
    only_read: None, lone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_table(str(lone))) as reader:
        shows_only_its_own(reader)
        first = reader.changes()
        monkeypatch.undo()
        with closing(open_table(str(lone))) as writer:
            Room(writer, str(lone), lambda: writer).ask("call the landlord", by="dana", of="dana")
            assert reader.changes() != first
            titles = {one.title for one in tasks(reader.seat("dana", at(MON))).items}
        assert titles == {"bring the papers", "call the landlord"}
        assert len(tasks(reader.seat("dana", at(MON))).items) == 2


def test_a_reader_is_never_shown_half_of_what_is_being_written(only_read: None, lone: Path) -> None:
    """A reader without rights looks again and again while somebody writes: each answer is whole, or refused."""
    stop, answers, refusals = Event(), set(), set()

    def read() -> None:
        while not stop.is_set():
            try:
                with closing(open_table(str(lone))) as table:
                    answers.add(len(tasks(table.seat("dana", at(MON))).items))
            except TableBusy as busy:
                refusals.add(busy.sentence)

    reader = Thread(target=read)
    store = opening.Store(str(lone), sqlite.to_write(lone), lone, only_reading="")
    reader.start()
    with closing(open_table(str(lone))) as table:
        writer = Room(
            Table(store, table.partnership.__class__("x", table.partnership.zone, False, True)), "", lambda: table
        )
        for number in range(12):
            writer.ask(f"call {number}", by="dana", of="dana")
    store.close()
    stop.set()
    reader.join(20)
    assert answers <= set(range(1, 14))
    assert answers
    assert refusals <= {"The table was changed while it was read."}


def test_a_file_that_was_replaced_while_it_was_open_is_opened_anew_not_written_to(lone: Path, tmp_path: Path) -> None:
    """What is written to a file that lost its name would be lost with it."""
    with closing(open_table(str(lone))) as table:
        room = Room(table, str(lone), lambda: table)
        other = tmp_path / "other.casetable"
        shutil.copy(lone, other)
        table.store.engine.dispose()
        with table.store.reading():
            pass
        lone.rename(tmp_path / "aside")
        for end in ("-wal", "-shm"):
            Path(f"{lone}{end}").unlink(missing_ok=True)
        other.rename(lone)
        ref = room.ask("call the landlord", by="dana", of="dana")
    with closing(open_table(str(lone))) as table:
        assert ref in {one.task for one in tasks(table.seat("dana", at(MON))).items}


def test_a_file_that_went_away_is_not_made_anew(lone: Path) -> None:
    with closing(open_table(str(lone))) as table:
        lone.rename(lone.with_name("elsewhere"))
        with pytest.raises(NoTable, match="cannot be opened"):
            table.seat("dana", at(MON))
    assert not lone.exists()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (dbapi2.SQLITE_BUSY, TableBusy),
        (dbapi2.SQLITE_LOCKED, TableBusy),
        (dbapi2.SQLITE_FULL, NoRoom),
        (dbapi2.SQLITE_CORRUPT, Damaged),
        (dbapi2.SQLITE_READONLY, OnlyReading),
        (dbapi2.SQLITE_IOERR, NoTable),
        (10 | 12 << 8, NoTable),
        (10 | 19 << 8, NoRoom),
        (10 | 2 << 8, Damaged),
        (8 | 4 << 8, OnlyReading),
        (5 | 2 << 8, TableBusy),
        (11 | 1 << 8, Damaged),
        (dbapi2.SQLITE_CANTOPEN, NoTable),
        (dbapi2.SQLITE_NOTADB, NoTable),
        (dbapi2.SQLITE_PROTOCOL, TableBusy),
    ],
)
def test_sqlites_codes_become_sentences_whatever_its_text(code: int, kind: type[NoTable]) -> None:
    error = dbapi2.OperationalError("Chidi Okafor")
    error.sqlite_errorcode = code
    with pytest.raises(kind) as said, told_plainly():
        raise error
    assert type(said.value) is kind
    assert "Chidi" not in str(said.value)


def test_an_error_of_ours_stays_an_error(lone: Path) -> None:
    with pytest.raises(dbapi2.ProgrammingError), told_plainly():
        raise dbapi2.ProgrammingError("Cannot operate on a closed database.")


def test_a_full_disk_leaves_reading_possible(lone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no room for the -shm SQLite cannot even read in the usual way; nobody need be kept from looking."""
    monkeypatch.setattr(looking, "is_full", lambda _: True)
    with closing(open_table(str(lone))) as table:
        assert table.partnership.reads_only == "Its disk is full."
        shows_only_its_own(table)
    assert [one.name for one in lone.parent.iterdir()] == [lone.name]


def test_once_there_is_room_again_the_open_table_can_be_written(lone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "is_full", lambda _: True)
    with closing(open_table(str(lone))) as table:
        before = table.changes()
        assert table.changes() == before
        monkeypatch.undo()
        assert table.changes() != before, "what is shown is read again"
        assert table.partnership.reads_only == ""
        assert not table.seat("dana", at(MON)).reads_only
        Room(table, str(lone), lambda: table).ask("call the landlord", by="dana", of="dana")
        assert "call the landlord" in {one.title for one in tasks(table.seat("dana", at(MON))).items}


def test_what_cannot_be_written_for_another_reason_stays_so(
    only_read: None, lone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_table(str(lone))) as table:
        monkeypatch.undo()
        assert table.seat("dana", at(MON)).reads_only


def test_a_disk_that_failed_because_it_is_full_is_said_to_be_full(lone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = dbapi2.OperationalError("disk I/O error")
    error.sqlite_errorcode = dbapi2.SQLITE_IOERR
    for full, kind in ((True, NoRoom), (False, NoTable)):
        monkeypatch.setattr(telling, "is_full", lambda _, full=full: full)
        with pytest.raises(NoTable) as said, told_plainly(lone):
            raise error
        assert type(said.value) is kind


# PostgreSQL


@only_postgresql
@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("57P01", Unreachable),
        ("57P03", Unreachable),
        ("08006", Unreachable),
        ("53300", Unreachable),
        ("53100", NoRoom),
        ("55P03", TableBusy),
        ("40P01", TableBusy),
        ("25006", OnlyReading),
        ("42501", NoTable),
        ("XX001", Damaged),
        ("58030", NoTable),
    ],
)
def test_postgresqls_states_become_sentences(room: Room, state: str, kind: type[NoTable]) -> None:
    with pytest.raises(kind) as said, room.table.store.reading() as session:
        session.connection().exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'Chidi' USING ERRCODE = '{state}'; END $$")
    assert type(said.value) is kind
    assert "Chidi" not in str(said.value)


@only_postgresql
def test_a_connection_that_the_server_ended_is_unreachable(room: Room) -> None:

    def read_while_it_ends() -> None:
        with room.table.store.reading() as session:
            number = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar()
            with by_hand(room.where) as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend({number})")
            session.connection().exec_driver_sql("SELECT 1")

    with pytest.raises(Unreachable, match="Nothing was saved"):
        read_while_it_ends()


@pytest.fixture
def as_reader(room: Room) -> Iterator[Callable[..., str]]:
    """The table's URL for a login that may only read, or that the server lets only read."""
    schema = room.where.rpartition("=")[2]
    with by_hand(room.where) as connection:
        connection.exec_driver_sql("CREATE ROLE casetable_reader LOGIN")
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO casetable_reader")
        connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO casetable_reader")

    def url(*, may_write: bool = False) -> str:
        if may_write:
            with by_hand(room.where) as connection:
                connection.exec_driver_sql(f"GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA {schema} TO casetable_reader")
                connection.exec_driver_sql("ALTER ROLE casetable_reader SET default_transaction_read_only = on")
        return room.where.replace("casetable@", "casetable_reader@")

    yield url
    with by_hand(room.where) as connection:
        connection.exec_driver_sql("DROP OWNED BY casetable_reader")
        connection.exec_driver_sql("DROP ROLE casetable_reader")


@only_postgresql
@pytest.mark.parametrize("may_write", [False, True])
def test_a_login_that_may_only_read_sits_at_a_read_only_table(
    room: Room, as_reader: Callable[..., str], opened: Callable[[str], Table], may_write: bool
) -> None:
    fill(room)
    table = opened(as_reader(may_write=may_write))
    reason = "set to reading only" if may_write else "lets this login only read"
    assert reason in table.partnership.reads_only
    shows_only_its_own(table)
    assert tick(table, at(MON)) == ()
    with pytest.raises(OnlyReading, match=reason):
        Room(table, "", lambda: table).ask()


def test_a_table_that_can_be_written_says_nothing_of_reading_only(room: Room) -> None:
    assert (room.table.partnership.reads_only, room.table.notes, room.sit("dana").reads_only) == ("", (), False)


@pytest.mark.slow
def test_a_standby_is_read_and_not_written(opened: Callable[[str], Table]) -> None:
    try:
        server = Server()
    except NoServer as why:
        pytest.skip(str(why))
    with server:
        where = server.url("standing_by")
        found(where, setup(), clock=at(FOUNDED))
        with closing(open_table(where)) as table:
            fill(Room(table, where, lambda: table))
        server.stop()
        (server.home / "data" / "standby.signal").touch()
        server.start()
        with closing(open_table(where)) as table:
            assert "standby" in table.partnership.reads_only
            shows_only_its_own(table)
            with pytest.raises(OnlyReading, match="standby"):
                Room(table, where, lambda: table).ask()
