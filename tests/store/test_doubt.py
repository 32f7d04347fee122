"""A COMMIT that failed is in doubt until the log was asked: forced on both engines, with the real drivers."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread, Timer
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2
from sqlmodel import Session, select

from casetable.actions.partnership import found
from casetable.errors import InDoubt, NoTable, TableBusy, Unreachable
from casetable.models import Task
from casetable.queries.verify import verify
from casetable.seat import Table, open_table
from casetable.store import doubt
from casetable.store.doubt import arrived
from casetable.store.log import append
from casetable.store.opening import open_store
from casetable.store.unit import reading
from tests.servers import NoServer, Server
from tests.tables import FOUNDED, Room, at, setup

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that this module may kill."""
    try:
        own = Server()
    except NoServer as error:
        pytest.skip(f"TESTS LEFT OUT: NO POSTGRESQL: {error}")
    with own:
        found(own.url("doubt"), setup(), clock=at(FOUNDED))
        yield own


def titles(room: Room) -> list[str]:
    with reading(room.sit("ruth")) as session:
        return sorted(title or "" for title in session.exec(select(Task.title)))


def sound(room: Room) -> bool:
    return verify(room.sit("ruth")).problems == ()


Committing = Callable[[Any, Callable[[], None]], None]
"""What happens instead of a COMMIT: gets the driver's connection, and the COMMIT that it may call."""


def instead(table: Table, committing: Committing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``committing`` happen at the next COMMIT; the ones after it are as they were."""
    dialect = table.store.engine.dialect
    real = dialect.do_commit

    def once(connection: Any) -> None:
        monkeypatch.setattr(dialect, "do_commit", real)
        committing(connection.driver_connection, lambda: real(connection))

    monkeypatch.setattr(dialect, "do_commit", once)


def lost(table: Table) -> BaseException:
    """What the driver raises when the connection broke."""
    import psycopg

    kind: type[BaseException] = dbapi2.OperationalError if table.store.is_sqlite else psycopg.OperationalError
    return kind("disk I/O error" if table.store.is_sqlite else "server closed the connection unexpectedly")


# the COMMIT failed before it did anything


def test_a_server_that_ends_the_connection_just_before_the_commit_saves_nothing(
    server: Server, opened: Callable[[str], Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(opened(server.url("doubt")), server.url("doubt"), lambda: opened(server.url("doubt")))
    before = titles(room)

    def ended(connection: Any, commit: Callable[[], None]) -> None:
        with server.connect() as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.info.backend_pid])
        commit()

    instead(room.table, ended, monkeypatch)
    with pytest.raises(Unreachable, match="It was not saved: the connection broke while saving"):
        room.ask("lost on the way")
    assert titles(room) == before
    room.ask("typed once more")
    assert titles(room) == sorted([*before, "typed once more"])
    assert sound(room)


@pytest.fixture
def blocked(tmp_path: Path) -> Iterator[tuple[Room, Callable[[], None]]]:
    """A SQLite table whose COMMIT really fails BUSY: a rollback journal, and a reader that does not go away."""
    where = str(tmp_path / "table.casetable")
    found(where, setup(), clock=at(FOUNDED))
    table = open_table(where)
    room = Room(table, where, lambda: open_table(where))
    seat = room.sit("lee")
    with table.store.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA journal_mode=DELETE")
    raw.execute("PRAGMA busy_timeout=50")
    reader = dbapi2.connect(where, check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM log").fetchone()
    yield room, reader.close
    reader.close()
    assert seat.name == "Lee Park"
    table.close()


def test_a_commit_that_the_file_is_too_busy_for_saves_nothing_and_the_next_session_does_not_commit_it(
    blocked: tuple[Room, Callable[[], None]],
) -> None:
    room, go_away = blocked
    leaving = Timer(0.5, go_away)
    leaving.start()
    with pytest.raises(TableBusy, match="It was not saved: another program holds the table"):
        room.ask("lost on the way")
    leaving.join()
    for _ in range(3):
        with Session(room.table.store.engine) as session:
            assert session.exec(select(Task)).all() == []
            session.commit()
    room.ask("typed once more")
    assert titles(room) == ["typed once more"]
    assert sound(room)


def test_a_commit_that_failed_leaves_its_transaction_to_nobody(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver's own connection still holds the transaction; it is closed, and never goes back to the pool."""
    failed: list[Any] = []

    def busy(connection: Any, commit: Callable[[], None]) -> None:
        failed.append(connection)
        raise lost(room.table)

    instead(room.table, busy, monkeypatch)
    with pytest.raises((NoTable, DBAPIError)):
        room.ask("lost on the way")
    with pytest.raises((dbapi2.Error, lost(room.table).__class__), match=r"[Cc]losed|lost"):
        failed[0].execute("SELECT 1")
    with room.table.store.writing() as session:
        session.exec(select(Task)).all()
        session.commit()
    assert titles(room) == []
    assert sound(room)


# the COMMIT succeeded, its answer was lost


def test_a_commit_whose_answer_was_lost_is_found_in_the_log_and_reported_as_saved(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answerless(connection: Any, commit: Callable[[], None]) -> None:
        commit()
        raise lost(room.table)

    instead(room.table, answerless, monkeypatch)
    ref = room.ask("saved all the same")
    assert ref.startswith("T-")
    assert titles(room) == ["saved all the same"]
    assert sound(room)


def test_an_interrupt_that_comes_after_the_commit_is_too_late(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(connection: Any, commit: Callable[[], None]) -> None:
        commit()
        raise KeyboardInterrupt

    instead(room.table, interrupted, monkeypatch)
    room.ask("saved all the same")
    assert titles(room) == ["saved all the same"]


def test_an_interrupt_before_the_commit_saves_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(connection: Any, commit: Callable[[], None]) -> None:
        raise KeyboardInterrupt

    instead(room.table, interrupted, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        room.ask("lost on the way")
    assert titles(room) == []
    room.ask("typed once more")
    assert sound(room)


class Between:
    """Stands between a program and a server, and loses the answer to the next COMMIT."""

    def __init__(self, server: Path) -> None:
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.armed = Event()
        self.fired = Event()
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                program, _ = self._listening.accept()
                real = socket.socket(socket.AF_UNIX)
                real.connect(str(self._server))
                Thread(target=self._up, args=(program, real), daemon=True).start()
                Thread(target=self._down, args=(real, program), daemon=True).start()

    def _up(self, program: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while piece := program.recv(65536):
                server.sendall(piece)
                if self.armed.is_set() and b"COMMIT\x00" in piece:
                    self.armed.clear()
                    self.fired.set()
                    program.shutdown(socket.SHUT_RDWR)
                    program.close()
                    return
            server.close()

    def _down(self, server: socket.socket, program: socket.socket) -> None:
        with suppress(OSError):
            while piece := server.recv(65536):
                program.sendall(piece)


def test_a_commit_that_the_server_is_still_busy_with_is_waited_for_and_found(server: Server) -> None:
    """The connection breaks after COMMIT was sent; the server needs a second for it. The chain lock waits."""
    with server.connect() as other:
        other.execute("SET search_path = doubt")
        other.execute(
            "CREATE OR REPLACE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN PERFORM pg_sleep(1); RETURN NULL; END$$"
        )
        other.execute(
            "CREATE CONSTRAINT TRIGGER dawdling AFTER INSERT ON log DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION dawdle()"
        )
    with closing(Between(server.socket)) as between:
        where = f"postgresql://casetable@127.0.0.1:{between.port}/postgres?schema=doubt"
        with closing(open_table(where)) as table:
            room = Room(table, where, lambda: open_table(where))
            before = titles(room)
            between.armed.set()
            room.ask("its answer was lost")
            assert between.fired.is_set()
            assert titles(room) == sorted([*before, "its answer was lost"])
    with server.connect() as other:
        other.execute("DROP TRIGGER dawdling ON doubt.log")


# the table cannot be reached afterwards


@pytest.mark.parametrize("was_saved", [True, False])
def test_when_the_server_is_gone_afterwards_it_stays_in_doubt_until_it_is_back(
    server: Server, opened: Callable[[str], Table], monkeypatch: pytest.MonkeyPatch, was_saved: bool
) -> None:
    monkeypatch.setattr(doubt, "PATIENCE", 0.3)
    room = Room(opened(server.url("doubt")), server.url("doubt"), lambda: opened(server.url("doubt")))
    before = titles(room)

    def killed(connection: Any, commit: Callable[[], None]) -> None:
        if was_saved:
            commit()
        server.kill()
        if was_saved:
            raise lost(room.table)
        commit()

    instead(room.table, killed, monkeypatch)
    with pytest.raises(InDoubt, match="not known whether this was saved") as told:
        room.ask("perhaps")
    assert "casetable history" in told.value.hint
    with pytest.raises(Unreachable):
        arrived(room.table.store, told.value.entry)
    server.restart()
    assert arrived(room.table.store, told.value.entry) is was_saved
    assert arrived(room.sit("dana"), told.value.entry) is was_saved
    assert titles(room) == sorted([*before, *(["perhaps"] if was_saved else [])])
    assert sound(room)


@pytest.mark.parametrize("was_saved", [True, False])
def test_when_the_file_is_gone_afterwards_it_stays_in_doubt_until_it_is_back(
    tmp_path: Path, files: Any, monkeypatch: pytest.MonkeyPatch, was_saved: bool
) -> None:
    monkeypatch.setattr(doubt, "PATIENCE", 0.3)
    disk, elsewhere = tmp_path / "disk", tmp_path / "elsewhere"
    disk.mkdir()
    where = files.founded(disk)
    with closing(open_table(where)) as table:
        room = Room(table, where, lambda: open_table(where))

        def unplugged(connection: Any, commit: Callable[[], None]) -> None:
            if was_saved:
                commit()
            table.store.engine.pool.dispose()
            disk.rename(elsewhere)
            raise lost(table)

        instead(table, unplugged, monkeypatch)
        with pytest.raises(InDoubt, match="not known whether this was saved") as told:
            room.ask("perhaps")
        assert not disk.exists()
        elsewhere.rename(disk)
        assert arrived(room.sit("dana"), told.value.entry) is was_saved
        assert titles(room) == (["perhaps"] if was_saved else [])
        assert sound(room)


# the connections that are kept


def test_connections_that_died_while_nobody_used_them_are_replaced_unnoticed(
    server: Server, opened: Callable[[str], Table]
) -> None:
    room = Room(opened(server.url("doubt")), server.url("doubt"), lambda: opened(server.url("doubt")))
    before, first = titles(room), room.table.changes()
    server.restart()
    assert titles(room) == before
    room.ask("after the server was started again")
    with suppress(NoTable):
        room.table.changes()
    assert room.table.changes() != first
    assert sound(room)


def test_a_connection_that_breaks_before_the_commit_is_said_to_have_saved_nothing(
    server: Server, opened: Callable[[str], Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    from casetable.store import unit

    room = Room(opened(server.url("doubt")), server.url("doubt"), lambda: opened(server.url("doubt")))
    before = titles(room)

    def gone(*words: Any, **more: Any) -> Any:
        server.kill()
        return append(*words, **more)

    monkeypatch.setattr(unit, "append", gone)
    with pytest.raises(Unreachable, match="cannot be reached"):
        room.ask("lost on the way")
    monkeypatch.undo()
    server.restart()
    assert titles(room) == before
    with closing(open_store(server.url("doubt"))) as store:
        assert not arrived(store, "no such entry")
