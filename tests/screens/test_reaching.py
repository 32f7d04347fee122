"""The server goes away and comes back: what was typed is kept, nothing is lost, nothing is done twice."""

import asyncio
import threading
from contextlib import closing

import pytest

from casetable.screens import app, reaching
from casetable.screens.sheet import Sheet
from casetable.seat import open_table
from casetable.store import doubt
from casetable.words import TaskState
from tests.screens.conftest import _populate
from tests.screens.driving import an_app, at, sees, state_of, story_of, typed, until
from tests.screens.glass import glass
from tests.servers import NoServer, Server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server():
    try:
        own = Server()
    except NoServer as error:
        pytest.skip(f"PostgreSQL was left out: {error}")
    with own:
        with own.connect() as connection:
            connection.execute("CREATE DATABASE full_one")
        _populate(in_database(own, "full_one"))
        yield own


def in_database(server, name):
    return server.url("far").replace("/postgres?", f"/{name}?")


@pytest.fixture
def far(server, monkeypatch):
    """A full table on a server that may be killed. Everything that waits waits for less than it does for people."""
    monkeypatch.setattr(doubt, "PATIENCE", 0.2)
    monkeypatch.setattr(app, "POLL_SECONDS", 0.2)
    monkeypatch.setattr(reaching, "SLOW_SECONDS", 0.5)
    server.start()
    with server.connect() as connection:
        connection.execute("DROP DATABASE IF EXISTS far WITH (FORCE)")
        connection.execute("CREATE DATABASE far TEMPLATE full_one")
    with closing(open_table(in_database(server, "far"))) as table:
        yield table


def next_commit(table, monkeypatch, happens):
    """Let ``happens`` take the place of the next COMMIT; it gets the real one."""
    dialect = table.store.engine.dialect
    real = dialect.do_commit

    def once(connection):
        monkeypatch.setattr(dialect, "do_commit", real)
        happens(lambda: real(connection))

    monkeypatch.setattr(dialect, "do_commit", once)


def answer_lost(server, *, after):
    """The server dies after the COMMIT, or before it."""
    import psycopg

    def happens(commit):
        if after:
            commit()
        server.kill()
        if after:
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        commit()

    return happens


def notes_of(table, ref):
    return [event.note for event in story_of(table, ref).events if event.note]


async def watched(pilot):
    """Wait until the app watches the table."""
    await sees(pilot, "Week 48")
    await until(pilot, lambda: pilot.app._token is not None and bool(pilot.app._timers))


async def test_what_is_typed_while_the_server_is_gone_is_kept_and_enter_saves_it_once(server, far):
    async with an_app(far).run_test(size=(80, 24)) as pilot:
        one = pilot.app
        ref = await at(pilot, "lease")
        await watched(pilot)
        await pilot.press("l")
        await typed(pilot, "5m tried the landlord")
        server.kill()
        await pilot.press("enter")
        await sees(pilot, "Not saved yet: the table cannot be reached.")
        assert one.screen.entry.text == "5m tried the landlord"
        await sees(pilot, "not connected")
        await pilot.press("enter", "enter")
        await sees(pilot, "Not saved yet: the table cannot be reached.")
        server.restart()
        await sees(pilot, "The table is back. Enter saves what you typed.")
        assert "not connected" not in glass(one)
        assert one.screen.entry.text == "5m tried the landlord"
        await pilot.press("enter")
        await until(pilot, lambda: not one.screen.entry.is_open)
        assert notes_of(far, ref) == ["tried the landlord"]


async def test_the_loss_is_noticed_with_nothing_typed_and_so_is_the_return(server, far):
    async with an_app(far).run_test(size=(80, 24)) as pilot:
        await watched(pilot)
        server.kill()
        await sees(pilot, "not connected: trying every second")
        await pilot.press("a")
        await sees(pilot, "what you type is kept")
        await pilot.press("escape")
        server.restart()
        await sees(pilot, "The table is back.")
        await sees(pilot, "in 18 days")


@pytest.mark.parametrize("after", [True, False], ids=["saved", "not saved"])
async def test_a_line_in_doubt_is_settled_by_itself(server, far, monkeypatch, after):
    async with an_app(far).run_test(size=(80, 24)) as pilot:
        one = pilot.app
        ref = await at(pilot, "lease")
        await watched(pilot)
        await pilot.press("l")
        await typed(pilot, "5m tried the landlord")
        next_commit(far, monkeypatch, answer_lost(server, after=after))
        await pilot.press("enter")
        await sees(pilot, "It is not known yet whether this was saved")
        assert one.screen.entry.text == "5m tried the landlord"
        await pilot.press("enter")
        await sees(pilot, "It is not known yet whether this was saved")
        server.restart()
        if after:
            await sees(pilot, "It was saved.")
            await until(pilot, lambda: not one.screen.entry.is_open)
        else:
            await sees(pilot, "It was not saved: Enter saves it.")
            await pilot.press("enter")
            await until(pilot, lambda: not one.screen.entry.is_open)
        assert notes_of(far, ref) == ["tried the landlord"]


async def test_enter_on_a_line_in_doubt_asks_first_and_never_saves_it_twice(server, far, monkeypatch):
    async with an_app(far).run_test(size=(80, 24)) as pilot:
        one = pilot.app
        ref = await at(pilot, "lease")
        await watched(pilot)
        one.reaching._is_looking = True  # the watcher sleeps: Enter comes before it
        await pilot.press("l")
        await typed(pilot, "5m tried the landlord")
        next_commit(far, monkeypatch, answer_lost(server, after=True))
        await pilot.press("enter")
        await sees(pilot, "It is not known yet whether this was saved")
        await asyncio.to_thread(server.restart)
        await pilot.press("enter")
        await until(pilot, lambda: not one.screen.entry.is_open)
        await sees(pilot, "It was saved.")
        assert notes_of(far, ref) == ["tried the landlord"]


async def test_other_words_on_a_line_in_doubt_are_kept_when_the_first_turn_out_to_be_saved(server, far, monkeypatch):
    async with an_app(far).run_test(size=(80, 24)) as pilot:
        one = pilot.app
        ref = await at(pilot, "lease")
        await watched(pilot)
        await pilot.press("l")
        await typed(pilot, "5m tried")
        next_commit(far, monkeypatch, answer_lost(server, after=True))
        await pilot.press("enter")
        await sees(pilot, "It is not known yet whether this was saved")
        await typed(pilot, " again")
        server.restart()
        await sees(pilot, "What stood here before was saved. Enter saves this too.")
        assert one.screen.entry.text == "5m tried again"
        await pilot.press("enter")
        await until(pilot, lambda: not one.screen.entry.is_open)
        assert notes_of(far, ref) == ["tried", "tried again"]


async def test_a_key_that_asks_nothing_says_not_saved_and_is_not_repeated_by_itself(server, far):
    async with an_app(far).run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "bring papers")
        await watched(pilot)
        server.kill()
        await pilot.press("y")
        await sees(pilot, "Not saved: the table cannot be reached. Press the key again when it is back.")
        server.restart()
        await sees(pilot, "The table is back.")
        assert state_of(far, ref) is TaskState.ASKED
        await pilot.press("y")
        await until(pilot, lambda: state_of(far, ref) is TaskState.OPEN)


async def test_a_key_in_doubt_is_settled_and_pressing_it_again_first_only_asks(server, far, monkeypatch):
    async with an_app(far).run_test(size=(80, 24)) as pilot:
        one = pilot.app
        first, second = await at(pilot, "lease"), await at(pilot, "ID papers")
        for ref in (first, second):
            one.screen.board.jump(ref)
            await pilot.press("l")
            await typed(pilot, "5m tried")
            await pilot.press("enter")
            await until(pilot, lambda: not one.screen.entry.is_open)
        await watched(pilot)
        one.reaching._is_looking = True
        next_commit(far, monkeypatch, answer_lost(server, after=True))
        await pilot.press("u")
        await sees(pilot, "Not known yet whether this was saved")
        await asyncio.to_thread(server.restart)
        await pilot.press("u")
        await sees(pilot, "It was saved.")
        assert notes_of(far, second) == []
        assert notes_of(far, first) == ["tried"], "the second u took back something else"


async def test_while_saving_takes_long_it_says_so_and_enter_again_does_nothing(far, monkeypatch):
    go_on = threading.Event()

    def slowly(commit):
        go_on.wait(20)
        commit()

    async with an_app(far).run_test(size=(80, 24)) as pilot:
        one = pilot.app
        ref = await at(pilot, "lease")
        await watched(pilot)
        await pilot.press("l")
        await typed(pilot, "5m tried")
        next_commit(far, monkeypatch, slowly)
        await pilot.press("enter")
        await sees(pilot, "Not saved yet")
        await pilot.press("enter", "escape", "l", "enter")
        await sees(pilot, "Not saved yet … one moment.")
        await pilot.press("escape", "u")
        await sees(pilot, "Not saved yet … one moment.")
        await pilot.press("q")
        await sees(pilot, "The same key again leaves all the same.")
        go_on.set()
        await sees(pilot, "T-")
        await until(pilot, lambda: not one.reaching.is_waiting)
        assert notes_of(far, ref) == ["tried"]
        assert one.screen.entry.drafts == {}


async def test_a_sheet_in_doubt_closes_when_it_turns_out_to_be_saved(server, far, monkeypatch):
    from casetable.queries.participants import participants
    from tests.screens.conftest import Hand

    async with an_app(far).run_test(size=(80, 24)) as pilot:
        one = pilot.app
        await watched(pilot)
        await pilot.press("2", "a")
        await until(pilot, lambda: isinstance(one.screen, Sheet))
        for name, value in (("name", "Eva Lund"), ("asked_on", "today"), ("year", "1980")):
            one.screen.query_one(f"#{name}").value = value
        next_commit(far, monkeypatch, answer_lost(server, after=True))
        await pilot.press("ctrl+s")
        await sees(pilot, "It is not known yet whether this was saved")
        server.restart()
        await until(pilot, lambda: not isinstance(one.screen, Sheet))
        await sees(pilot, "It was saved.")
        names = [one.name for one in participants(far.seat("Dana Reyes", Hand()))]
        assert names.count("Eva Lund") == 1


async def test_leaving_with_something_in_doubt_asks_twice_and_says_it_at_the_end(server, far, monkeypatch, capsys):
    async with an_app(far).run_test(size=(80, 24)) as pilot:
        one = pilot.app
        await at(pilot, "bring papers")
        await watched(pilot)
        next_commit(far, monkeypatch, answer_lost(server, after=True))
        await pilot.press("y")
        await sees(pilot, "Not known yet whether this was saved")
        await pilot.press("q")
        await sees(pilot, "The same key again leaves all the same.")
        await pilot.press("q")
    assert one.return_code == 8
    assert "casetable history" in capsys.readouterr().err
