"""What somebody changed past casetable is named by reference: every row beside the newest image the log holds."""

import pytest
from sqlmodel import col, select

from casetable.actions import tasks
from casetable.actions.history import redo, undo
from casetable.models import LogSubject, Task
from casetable.queries import rows
from casetable.queries.tasks import tasks as listed
from casetable.queries.verify import verify
from casetable.store.unit import reading
from tests.store.tampering import tamper
from tests.store.test_log import erase
from tests.tables import Room

TITLE = "rent arrears letter"


@pytest.fixture
def used(room: Room) -> Room:
    """One participant with releases, a promise kept, and one that was asked and taken back."""
    tasks.complete(room.sit("lee"), room.promised(about=room.agreed()), minutes=30, note="filed")
    room.ask("call the landlord", by="lee")
    undo(room.sit("lee"))
    return room


def problems(room: Room, who: str = "ruth") -> tuple[str, ...]:
    return verify(room.sit(who)).problems


def kept(room: Room) -> str:
    """The reference of the promise."""
    return listed(room.sit("ruth")).items[0].task


def only(problems: tuple[str, ...]) -> str:
    (problem,) = problems
    return problem


def test_a_table_in_use_holds_nothing_but_what_the_log_says(used: Room) -> None:
    found = verify(used.sit("ruth"))
    assert found.problems == ()
    assert found.notes == ()
    assert found.rows > 50


def test_a_title_changed_by_hand_is_named_and_neither_text_is_said(used: Room) -> None:
    tamper(used.where, "UPDATE task SET title = 'something else'")
    said = only(problems(used))
    assert said == f"{kept(used)} is not what the log says was written: title (entry 8)."


def test_all_columns_that_differ_are_named(used: Room) -> None:
    tamper(used.where, "UPDATE task SET title = 'x', due_on = '2026-12-24', size_minutes = 5, version = version + 1")
    said = problems(used)[0]
    assert said.endswith("due on, size minutes, title, version (entry 8).")


CHANGES = (
    ("UPDATE task_event SET note = 'never said' WHERE position = 2", "Event 3 of T-", "note"),
    ("UPDATE task_event SET happened_at = '2026-11-02 03:00:00.000000' WHERE position = 1", "Event 2 of T-", "at"),
    ("UPDATE participant SET name = 'Somebody Else'", "P-", "name"),
    ("UPDATE participant_answer SET answer = 'decline'", "An answer about P-", "answer"),
    ("UPDATE release SET revoked_on = '2026-11-03'", "R-", "revoked on"),
    ("UPDATE person SET mail = 'me@example.org' WHERE name = 'Ruth Feld'", "A person", "mail"),
    ("UPDATE person_role SET role = 'adviser' WHERE role = 'coordinator'", "A person's role", "role"),
    ("UPDATE agency SET closing_days = '[\"2026-12-24\"]' WHERE code = 'MH'", "An agency", "closing days"),
    ("UPDATE agreement SET conference_starts_at = '03:00:00.000000'", "The agreement", "conference starts at"),
    ("UPDATE agreement_party SET effort_share = 0.9", "What an agency brings to the agreement", "effort share"),
    ("UPDATE partnership SET is_sample = NOT is_sample", "The partnership", "is sample"),
)


def test_whatever_was_changed_by_hand_is_named(used: Room) -> None:
    tamper(used.where, *(change for change, _, _ in CHANGES))
    said = problems(used, "dana")
    for _, who, what in CHANGES:
        sentence = f"is not what the log says was written: {what} (entry"
        assert any(one.startswith(who) and sentence in one for one in said), (who, what, said)


def test_a_row_that_vanished_is_named_and_so_is_what_it_leaves_behind(used: Room) -> None:
    ref = kept(used)
    tamper(used.where, "DELETE FROM task_event", "DELETE FROM task")
    said = problems(used)
    assert f"{ref} is missing, though the log says that it is there (entry 8)." in said
    assert any(one.startswith("Event 3 of a task is missing") for one in said)


def test_a_row_that_nobody_wrote_is_named(used: Room) -> None:
    ref = kept(used)
    others = "kind, happened_at, happened_on, category, note, contact, blocked_on, outside"
    names, values = f"id, version, task_id, position, {others}", f"'by-hand', 0, task_id, 3, {others}"
    tamper(used.where, f"INSERT INTO task_event ({names}) SELECT {values} FROM task_event WHERE position = 0")
    assert problems(used)[0] == f"Event 4 of {ref} is there, and the log does not know of it."


def test_a_row_that_was_taken_away_and_stands_there_again_is_named(used: Room) -> None:
    with reading(used.sit("ruth")) as session:
        gone = select(LogSubject.subject_id).where(LogSubject.kind == "task")
        (task_id,) = session.exec(gone.where(col(LogSubject.subject_id).not_in(select(Task.id))).distinct()).all()
    columns = [one.name for one in Task.__table__.columns]  # type: ignore[attr-defined]
    values = [{"id": f"'{task_id}'", "number": "number + 1"}.get(name, name) for name in columns]
    tamper(
        used.where,
        "DELETE FROM reference WHERE space = 'T' AND number NOT IN (SELECT number FROM task)",
        f"INSERT INTO task ({', '.join(columns)}) SELECT {', '.join(values)} FROM task",
    )
    said = problems(used)
    assert "is there, though the log says that it was taken away (entry 10)." in said[0]
    assert said[1].endswith(" has a number that was never drawn.")


def test_a_number_in_use_that_was_never_drawn_is_named(used: Room) -> None:
    tamper(used.where, "DELETE FROM reference WHERE space = 'T'")
    assert only(problems(used)) == f"{kept(used)} has a number that was never drawn."


def test_what_was_erased_is_passed_over(used: Room) -> None:
    ref = kept(used)
    erase(used, 8)
    tamper(used.where, "UPDATE task SET title = ''")
    assert problems(used) == ()
    tamper(used.where, "UPDATE task_event SET note = 'x' WHERE position = 0")
    assert only(problems(used)).startswith(f"Event 1 of {ref} is not what the log says")


def test_what_was_undone_and_done_again_is_what_the_log_says(used: Room) -> None:
    redo(used.sit("lee"))
    undo(used.sit("lee"))
    redo(used.sit("lee"))
    assert problems(used) == ()


def test_who_may_not_list_a_participant_is_told_of_a_participant_without_reference(shelter: Room) -> None:
    ref = shelter.consider("Alma Quist", by="tess")
    tamper(shelter.where, "UPDATE participant SET name = 'Somebody Else'")
    assert only(problems(shelter, "tess")).startswith(f"{ref} is not what the log says")
    assert only(problems(shelter, "lee")).startswith("A participant is not what the log says")


def test_of_very_many_problems_the_first_are_said_and_the_others_counted(
    used: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST", 3)
    monkeypatch.setattr(rows, "_BATCH", 4)
    tamper(used.where, "UPDATE person SET mail = 'me@example.org'")
    said = problems(used)
    assert len(said) == 4
    assert said[-1] == "9 more rows are not what the log says."


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_row_that_cannot_be_read_is_named(used: Room) -> None:
    ref = kept(used)
    tamper(used.where, "UPDATE task SET due_on = '2026-02-30'")
    assert problems(used) == (
        f"{ref} holds what cannot be read (entry 8).",
        "A task or an event cannot be read, so that not every state was recomputed.",
    )


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_entry_that_cannot_be_read_is_a_break(used: Room) -> None:
    tamper(used.where, "UPDATE log SET happened_at = 'yesterday' WHERE seq = 5")
    assert only(problems(used)) == "Entry 1 or one soon after it cannot be read."
