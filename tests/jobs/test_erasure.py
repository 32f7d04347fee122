"""Erasing somebody who left: the name is in no file of the table any more, everything verifies, and counts stand."""

import re
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from casetable.actions import erasure as actions
from casetable.errors import CasetableError, Refused
from casetable.jobs import erasure as jobs
from casetable.jobs.backups import make_backup
from casetable.jobs.tick import tick
from casetable.queries.erasure import unfinished_erasures
from casetable.queries.tasks import task
from casetable.queries.verify import verify
from casetable.store import cleaning
from casetable.store.unit import store_of
from casetable.values.erasure import ErasureMade
from casetable.words import ErasureReply
from tests.erasing import counts, everything_in, left, says_name, written_about
from tests.tables import TUE, WED, Room, at


@pytest.fixture
def gone(room: Room) -> str:
    """Somebody written about everywhere who left, with every agency's answer; returns the reference."""
    ref = left(room, written_about(room))
    actions.ask_erasure(room.sit("ruth", TUE), ref, why="Wilhelmina Unmistakable asked for it")
    for who in ("lee", "dana", "omar"):
        actions.answer_erasure(room.sit(who, TUE), ref, ErasureReply.NOTHING)
    return ref


def erase(room: Room, ref: str) -> ErasureMade:
    return jobs.erase(room.table, room.id_of("Ruth Feld"), ref, clock=at(WED))


def problems(room: Room) -> tuple[str, ...]:
    return verify(room.sit("ruth", WED)).problems


def test_the_name_is_in_no_file_of_the_table_and_everything_verifies(room: Room, gone: str) -> None:
    assert says_name(everything_in(room.where))
    before = counts(room)
    made = erase(room, gone)
    assert made.unfinished == ""
    assert not says_name(everything_in(room.where))
    assert problems(room) == ()
    assert counts(room) == before


def test_a_backup_made_afterwards_does_not_hold_it_and_an_older_one_is_named(
    room: Room, gone: str, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    old = make_backup(room.table, room.id_of("Ruth Feld"), folder, at(TUE)).path
    lost = make_backup(room.table, room.id_of("Ruth Feld"), tmp_path / "elsewhere", at(TUE)).path
    lost.unlink()
    made = erase(room, gone)
    new = make_backup(room.table, room.id_of("Ruth Feld"), folder, at(WED)).path
    assert says_name(old.read_bytes())
    assert not says_name(new.read_bytes())
    assert made.backups == (str(old),)
    assert made.unseen == (str(lost),)


def test_what_was_cut_short_after_the_change_is_finished_by_the_next_tick(room: Room, gone: str) -> None:
    actions.erase(room.sit("ruth", WED), gone)
    assert unfinished_erasures(room.sit("ruth", WED)) == 1
    tick(room.table, at(WED))
    assert unfinished_erasures(room.sit("ruth", WED)) == 0
    assert not says_name(everything_in(room.where))
    assert problems(room) == ()
    assert jobs.finish(room.table, at(WED)) is None


def test_while_somebody_reads_the_erasure_stands_and_says_what_is_left_to_do(
    room: Room, gone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "WAIT", 0.1)
    with store_of(room.sit("lee")).reading() as session:
        session.connection().execute(text("SELECT count(*) FROM log")).scalar()
        made = erase(room, gone)
        assert "Another program is" in made.unfinished
        assert "--finish" in made.unfinished
        again = jobs.finish(room.table, at(WED))
        assert again is not None
        assert "--finish" in again.unfinished
    monkeypatch.undo()
    finished = jobs.finish(room.table, at(WED))
    assert finished is not None
    assert finished.unfinished == ""
    assert not says_name(everything_in(room.where))


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_server_that_keeps_deleted_rows_for_a_stranger_is_not_clean_until_the_stranger_is_done(
    room: Room, gone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = re.sub(r"[?&]schema=\w+", "", room.where)
    with psycopg.connect(server) as stranger, monkeypatch.context() as hasty:
        hasty.setattr(cleaning, "WAIT", 0.1)
        stranger.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        stranger.execute("SELECT 1 FROM pg_class LIMIT 1")
        made = erase(room, gone)
        assert "Another program is in the middle of a transaction" in made.unfinished
        assert "--finish" in made.unfinished
        assert says_name(everything_in(room.where))
        assert unfinished_erasures(room.sit("ruth", WED)) == 1
        stranger.rollback()
    finished = jobs.finish(room.table, at(WED))
    assert finished is not None
    assert finished.unfinished == ""
    assert unfinished_erasures(room.sit("ruth", WED)) == 0
    assert not says_name(everything_in(room.where))


def test_where_it_fails_on_the_way_nothing_is_changed(room: Room, gone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> int:
        raise Refused("on the way")

    monkeypatch.setattr(actions, "forget_details", fails)
    entries = verify(room.sit("ruth", WED)).entries
    with pytest.raises(CasetableError, match="on the way"):
        erase(room, gone)
    assert verify(room.sit("ruth", WED)).entries == entries
    assert says_name(everything_in(room.where))
    assert problems(room) == ()


def test_letters_of_another_name_that_happen_to_be_the_erased_one_are_not_held_against_it(room: Room) -> None:
    ref = left(room, room.agreed("Ann Lee"))
    kept = room.promised("call Joann Leeds", of="dana", by="dana", day=TUE)
    actions.ask_erasure(room.sit("ruth", TUE), ref, why="asked")
    for who in ("lee", "dana", "omar"):
        actions.answer_erasure(room.sit(who, TUE), ref, ErasureReply.NOTHING)
    assert erase(room, ref).unfinished == ""
    assert task(room.sit("dana", WED), kept).title == "call Joann Leeds"


def test_an_agency_takes_its_own_notes_to_a_private_file_that_holds_no_others(room: Room, tmp_path: Path) -> None:
    ref = left(room, written_about(room))
    actions.ask_erasure(room.sit("ruth", TUE), ref, why="asked for")
    path = tmp_path / "own.md"
    receipt = jobs.take_notes(room.table, room.id_of("Lee Park"), ref, path, at(TUE))
    taken = path.read_text()
    assert str(path) in receipt.sentence
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Wilhelmina knows us" in taken
    assert "known for years" not in taken
    with pytest.raises(Refused, match="already"):
        jobs.take_notes(room.table, room.id_of("Lee Park"), ref, path, at(TUE))
