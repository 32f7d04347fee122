"""The unit of work: one block, one entry, all or nothing."""

import json
from contextlib import suppress
from datetime import date
from threading import Event, Thread

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2
from sqlmodel import Session, col, select

from casetable.actions import tasks
from casetable.actions.history import undo
from casetable.errors import NotAllowed, OnlyReading, TableBusy
from casetable.models import Log, LogDetail, Participant, Reference, Task
from casetable.models.people import Person
from casetable.queries.history import history
from casetable.queries.verify import verify
from casetable.store import opening
from casetable.store.references import draw, read_reference
from casetable.store.unit import change, reading
from casetable.values.action import Action
from tests.tables import Room

MEND = Action("task.edit", "mended")
"""Any action that the seats of these tests may take."""


def entries(room: Room) -> int:
    return verify(room.sit("ruth")).entries


def newest_images(room: Room) -> list[list[object]]:
    with reading(room.sit("ruth")) as session:
        detail = session.exec(select(LogDetail.detail).order_by(col(LogDetail.seq).desc())).first()
        assert detail is not None
        return json.loads(detail)  # type: ignore[no-any-return]


def phone_of(room: Room, name: str) -> str:
    with reading(room.sit("ruth")) as session:
        return session.exec(select(Person.phone).where(Person.name == name)).one()


def test_several_flushes_give_one_entry_with_the_first_before_and_the_last_after(room: Room) -> None:
    before = entries(room)
    with change(room.sit("dana"), MEND) as session:
        person = session.exec(select(Person).where(Person.name == "Lee Park")).one()
        for phone in ("first", "second", "third"):
            person.phone = phone
            session.flush()
    assert entries(room) == before + 1
    (image,) = newest_images(room)
    assert (image[0], image[2]["phone"], image[3]["phone"]) == ("person", "", "third")  # type: ignore[index]
    assert history(room.sit("dana")).items[0].fields == ("person.phone",)


def test_a_row_that_came_and_went_within_one_change_leaves_no_trace(room: Room) -> None:
    with change(room.sit("dana"), MEND) as session:
        agency = room.sit("dana").agency_id
        row = Person(name="Nobody", agency_id=agency, joined_on=date(2026, 1, 1))
        session.add(row)
        session.exec(select(Person).where(Person.name == "Lee Park")).one().phone = "1"
        session.flush()
        session.delete(row)
        session.flush()
    assert [image[0] for image in newest_images(room)] == ["person"]
    assert verify(room.sit("ruth")).problems == ()


def test_a_row_changed_and_changed_back_is_no_change_of_it(room: Room) -> None:
    with change(room.sit("dana"), MEND) as session:
        session.exec(select(Person).where(Person.name == "Omar Haddad")).one().phone = "2"
        lee = session.exec(select(Person).where(Person.name == "Lee Park")).one()
        lee.phone = "1"
        lee.phone = ""
    assert len(newest_images(room)) == 1


def test_a_change_that_changes_nothing_writes_no_entry(room: Room) -> None:
    before = entries(room)
    with change(room.sit("dana"), MEND) as session:
        session.exec(select(Person).where(Person.name == "Lee Park")).one().phone = ""
    assert entries(room) == before


def test_a_block_that_takes_everything_back_writes_no_entry(room: Room) -> None:
    before = entries(room)
    with change(room.sit("dana"), MEND) as session:
        session.exec(select(Person).where(Person.name == "Lee Park")).one().phone = "1"
        session.flush()
        session.rollback()
    assert entries(room) == before
    assert phone_of(room, "Lee Park") == ""


def test_an_exception_in_the_block_leaves_nothing(room: Room) -> None:
    before = entries(room)
    with pytest.raises(ZeroDivisionError), change(room.sit("dana"), MEND) as session:  # noqa: PT012
        session.exec(select(Person).where(Person.name == "Lee Park")).one().phone = "1"
        draw(session, "T")
        session.flush()
        raise ZeroDivisionError
    assert entries(room) == before
    assert phone_of(room, "Lee Park") == ""
    with reading(room.sit("ruth")) as session:
        assert session.exec(select(Reference)).all() == []


def test_an_exception_leaves_the_table_free_for_the_next_writer(room: Room) -> None:
    with pytest.raises(ZeroDivisionError), change(room.sit("dana"), MEND):
        raise ZeroDivisionError
    room.ask()
    assert verify(room.sit("ruth")).tasks == 1


def test_a_row_that_breaks_a_constraint_leaves_nothing(room: Room) -> None:
    before = entries(room)
    with pytest.raises(DBAPIError), change(room.sit("dana"), MEND) as session:
        session.add(Person(name="Ghost", agency_id="no such agency", joined_on=date(2026, 1, 1)))
    assert entries(room) == before
    room.ask()


def test_who_may_not_is_refused_before_the_block_runs(room: Room) -> None:
    ran = []
    with pytest.raises(NotAllowed), change(room.sit("abe"), MEND):
        ran.append(True)
    assert ran == []


def test_a_reference_drawn_by_a_change_that_was_undone_is_never_drawn_again(room: Room) -> None:
    ref = room.ask()
    undo(room.sit("dana"))
    number = read_reference(ref, "T")
    with reading(room.sit("ruth")) as session:
        assert session.exec(select(Task)).all() == []
        assert session.get(Reference, ("T", number)) is not None
    offered = iter([number - 100, number - 100, 7])
    with change(room.sit("dana"), MEND) as session:
        assert draw(session, "T", lambda _: next(offered)) == 107


def test_references_grow_by_a_digit_when_their_space_is_half_full(room: Room) -> None:
    counter = iter(range(10_000))
    with change(room.sit("dana"), MEND) as session:
        first = [draw(session, "T", lambda _: next(counter)) for _ in range(450)]
        assert max(first) < 1000
        session.flush()
        counter = iter(range(10_000))
        assert draw(session, "T", lambda _: next(counter)) == 1000


def test_ids_of_different_spaces_do_not_get_in_each_others_way(room: Room) -> None:
    with change(room.sit("dana"), MEND) as session:
        assert draw(session, "T", lambda _: 5) == draw(session, "P", lambda _: 5) == 105


def hold(room: Room, started: Event, release: Event) -> None:
    with change(room.sit("ruth"), MEND) as session:
        session.exec(select(Person).where(Person.name == "Ruth Feld")).one().phone = "held"
        session.flush()
        started.set()
        release.wait(20)


def test_a_second_writer_waits_for_the_first_and_builds_on_it(room: Room) -> None:
    started, release = Event(), Event()
    first = Thread(target=hold, args=(room, started, release))
    first.start()
    assert started.wait(5)
    second = Thread(target=room.ask)
    second.start()
    second.join(0.3)
    assert second.is_alive(), "the second writer did not wait"
    release.set()
    first.join(20)
    second.join(20)
    assert not second.is_alive()
    found = verify(room.sit("ruth"))
    assert (found.entries, found.tasks, found.problems) == (3, 1, ())


def test_a_writer_that_waits_too_long_is_told_that_the_table_is_busy(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 1)
    hasty = Room(room.open_again(), room.where, room.open_again)
    started, release = Event(), Event()
    first = Thread(target=hold, args=(room, started, release))
    first.start()
    assert started.wait(5)
    with pytest.raises(TableBusy, match="Another program"):
        hasty.ask()
    release.set()
    first.join(5)
    hasty.ask()
    assert verify(room.sit("ruth")).entries == 3


def test_reading_never_waits_for_a_writer(room: Room) -> None:
    started, release = Event(), Event()
    first = Thread(target=hold, args=(room, started, release))
    first.start()
    assert started.wait(5)
    seen: list[object] = []
    reader = Thread(target=lambda: seen.extend([room.table.changes(), phone_of(room, "Ruth Feld")]))
    reader.start()
    reader.join(3)
    waited = reader.is_alive()
    release.set()
    first.join(5)
    reader.join(5)
    assert not waited
    assert seen[1] == ""


def test_a_reader_sees_one_state_from_beginning_to_end(room: Room) -> None:
    with reading(room.sit("ruth")) as session:
        before = session.exec(select(Log.seq)).all()
        room.ask()
        assert session.exec(select(Log.seq)).all() == before
        assert session.exec(select(Task)).all() == []


def test_what_a_reading_session_tries_to_write_does_not_arrive(room: Room) -> None:
    with suppress(DBAPIError, OnlyReading), reading(room.sit("ruth")) as session:
        session.add(Reference(space="T", number=1))
        session.flush()
    with reading(room.sit("ruth")) as session:
        assert session.exec(select(Reference)).all() == []


def test_changes_tells_that_another_program_wrote(room: Room) -> None:
    other = Room(room.open_again(), room.where, room.open_again)
    first = room.table.changes()
    assert room.table.changes() == first
    other.ask()
    second = room.table.changes()
    assert second != first
    assert room.table.changes() == second


def test_a_commit_that_fails_does_not_poison_the_next_user_of_the_connection(room: Room) -> None:
    failing = room.table.store
    with pytest.raises(DBAPIError), failing.writing() as session:  # noqa: PT012
        session.add(Participant(**_nobody(room)))
        session.commit()
    with failing.writing() as session:
        session.commit()
    with reading(room.sit("ruth")) as session:
        assert session.exec(select(Participant)).all() == []
    room.ask()
    assert verify(room.sit("ruth")).problems == ()


def _nobody(room: Room) -> dict[str, object]:
    """A participant of no agency: its foreign key is found wanting at commit."""
    return {
        "number": 1,
        "agency_id": "nowhere",
        "proposed_by_id": room.id_of("dana"),
        "state": "proposed",
        "name": "Nobody",
        "considered_on": date(2026, 1, 1),
        "proposed_on": date(2026, 1, 1),
    }


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_commit_that_the_file_refused_is_not_made_good_by_the_next_user_of_the_connection(room: Room) -> None:
    """The driver leaves the transaction of a failed COMMIT open; its connection must not be handed on."""
    store = room.table.store

    def no_commit(action: int, what: str | None, *_: object) -> int:
        return dbapi2.SQLITE_DENY if action == dbapi2.SQLITE_TRANSACTION and what == "COMMIT" else dbapi2.SQLITE_OK

    with store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
    raw.set_authorizer(no_commit)
    with pytest.raises(DBAPIError):
        room.ask()
    with pytest.raises(dbapi2.ProgrammingError, match="closed"):
        raw.execute("COMMIT")
    for _ in range(3):
        with Session(store.engine) as session:
            assert session.exec(select(Task)).all() == []
            session.commit()
    assert entries(room) == 1


def test_log_and_task_stand_or_fall_together_when_the_log_refuses(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from casetable.store import unit

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the log could not be written")

    monkeypatch.setattr(unit, "append", broken)
    with pytest.raises(RuntimeError):
        room.ask()
    monkeypatch.undo()
    assert tasks_at(room) == 0
    assert entries(room) == 1


def tasks_at(room: Room) -> int:
    with reading(room.sit("ruth")) as session:
        return len(session.exec(select(Task)).all())


def test_the_head_moves_with_every_change_and_with_nothing_else(room: Room) -> None:
    first = verify(room.sit("ruth")).head
    assert verify(room.sit("ruth")).head == first
    ref = room.ask()
    second = verify(room.sit("ruth")).head
    assert second != first
    tasks.accept(room.sit("lee"), ref)
    assert verify(room.sit("ruth")).head not in (first, second)
