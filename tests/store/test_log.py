"""The chained log: verify says all is well, and names what somebody changed behind its back."""

from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from casetable.actions import tasks
from casetable.actions.history import undo
from casetable.errors import Refused
from casetable.models import Erasure
from casetable.queries.history import history
from casetable.queries.verify import verify
from casetable.store.log import append, head_of
from casetable.store.schema import triggers_expected
from casetable.store.unit import store_of
from tests.store.tampering import by_hand, tamper
from tests.tables import Room


@pytest.fixture
def used(room: Room) -> Room:
    """A table with eight entries: one participant, releases, one promise kept."""
    ref = room.promised(about=room.agreed())
    tasks.complete(room.sit("lee"), ref, minutes=30, note="filed")
    return room


def problems(room: Room) -> tuple[str, ...]:
    return verify(room.sit("ruth")).problems


def test_the_chain_of_a_used_table_verifies(used: Room) -> None:
    found = verify(used.sit("ruth"))
    assert found.problems == ()
    assert (found.entries, found.tasks) == (8, 1)
    assert len(found.head) == 64


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log SET actor = 'somebody else' WHERE seq = 3",
        "UPDATE log SET action = 'participant.decline' WHERE seq = 3",
        "UPDATE log SET happened_on = '2026-01-01' WHERE seq = 3",
        "UPDATE log SET fields = '[]' WHERE seq = 3",
        "UPDATE log SET previous = hash WHERE seq = 3",
        "UPDATE log SET hash = digest WHERE seq = 3",
        "UPDATE log_detail SET detail = replace(detail, 'agree', 'decline') WHERE seq = 3",
        "UPDATE log_detail SET salt = '00' WHERE seq = 3",
    ],
)
def test_an_entry_edited_behind_its_back_is_the_first_one_named(used: Room, change: str) -> None:
    tamper(used.where, change)
    (problem,) = problems(used)
    assert problem.startswith("Entry 3 (participant.")


def test_an_entry_taken_out_of_the_middle_is_noticed_at_the_one_after(used: Room) -> None:
    tamper(used.where, *(f"DELETE FROM {table} WHERE seq = 3" for table in ("log_subject", "log_detail", "log")))
    (problem,) = problems(used)
    assert problem.startswith("Entry 4 ")
    assert "missing" in problem


def test_a_detail_that_vanished_without_an_erasure_is_named(used: Room) -> None:
    tamper(used.where, "DELETE FROM log_detail WHERE seq = 3")
    (problem,) = problems(used)
    assert problem.startswith("Entry 3 ")
    assert "without an erasure" in problem


def test_an_erasure_that_no_entry_of_the_log_stands_for_excuses_nothing(used: Room) -> None:
    with by_hand(used.where) as connection:
        connection.exec_driver_sql("INSERT INTO erasure (seq, erased_by) VALUES (3, 999)")
        connection.exec_driver_sql("DELETE FROM log_detail WHERE seq = 3")
    assert any("Entry 3 " in problem for problem in problems(used))


def test_an_index_row_taken_away_or_added_is_named(used: Room) -> None:
    tamper(used.where, "DELETE FROM log_subject WHERE seq = 3")
    assert any("Entry 3 " in problem for problem in problems(used))


def test_a_stored_state_that_its_events_do_not_add_up_to_is_named(used: Room) -> None:
    (ref,) = [one.subjects[0] for one in history(used.sit("lee")).items if one.action == "task.done"]
    tamper(used.where, "UPDATE task SET minutes = 99, state = 'open'")
    unlike, problem = problems(used)
    assert unlike == f"{ref} is not what the log says was written: minutes, state (entry 8)."
    assert problem.startswith(f"{ref}: stored ")
    assert "minutes" in problem
    assert "state" in problem


def test_events_that_do_not_fit_together_are_named(used: Room) -> None:
    tamper(used.where, "UPDATE task_event SET kind = 'declined' WHERE position = 1")
    unlike, problem = problems(used)
    assert unlike.startswith("Event 2 of T-")
    assert "do not fit together" in problem


@pytest.mark.parametrize("table", ["log", "log_detail", "log_subject"])
def test_the_log_refuses_to_be_changed(used: Room, table: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), by_hand(used.where) as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET seq = seq + 100")
    assert problems(used) == ()


@pytest.mark.parametrize("table", ["log", "log_detail", "log_subject"])
def test_the_log_refuses_to_be_shortened(used: Room, table: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), by_hand(used.where) as connection:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE seq = 8")
    assert problems(used) == ()


@pytest.mark.parametrize("name", sorted(triggers_expected()))
def test_a_guard_that_was_taken_down_is_named(room: Room, name: str) -> None:
    table = name.partition("_no_")[0]
    with by_hand(room.where) as connection:
        on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
    assert problems(room) == (f"The guard {name} is missing or was changed.",)


def test_a_guard_that_was_made_toothless_is_named(room: Room) -> None:
    with by_hand(room.where) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("DROP TRIGGER log_no_delete ON log")
            connection.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"
            )
            connection.exec_driver_sql(
                "CREATE TRIGGER log_no_delete BEFORE DELETE ON log FOR EACH ROW EXECUTE FUNCTION nothing()"
            )
        else:
            connection.exec_driver_sql("DROP TRIGGER log_no_delete")
            connection.exec_driver_sql("CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT 1; END")
    assert problems(room) == ("The guard log_no_delete is missing or was changed.",)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_guard_whose_function_was_emptied_is_named(room: Room) -> None:
    with by_hand(room.where) as connection:
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION casetable_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN OLD; END $$"
        )
    assert len(problems(room)) == len(triggers_expected()) - 1


def erase(room: Room, seq: int) -> None:
    """What an erasure will do: name the entry, delete its detail, and be the next entry itself."""
    seat = room.sit("ruth")
    with store_of(seat).writing() as session:
        head = head_of(session)
        session.add(Erasure(seq=seq, erased_by=head.seq + 1))
        session.flush()
        session.connection().exec_driver_sql(f"DELETE FROM log_detail WHERE seq = {seq}")
        said = {"at": seat.now, "on": seat.today, "actor": seat.actor, "heard_from": None, "means": None}
        append(session, head, said | {"action": "erase", "kind": "do", "target": None, "never": "erased"}, {})
        session.commit()


def test_erasing_a_detail_leaves_the_chain_valid_and_history_says_so(used: Room) -> None:
    erase(used, 3)
    assert problems(used) == ()
    erased = [one.action for one in history(used.sit("ruth")).items if one.erased]
    assert erased == ["participant.agree"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nothing_is_left_in_the_file_of_a_detail_that_was_erased(used: Room) -> None:
    used.propose("Wilhelmina Unmistakable")
    erase(used, 9)
    theirs = "name LIKE 'Wilhelmina%'"
    tamper(
        used.where,
        f"DELETE FROM participant_answer WHERE participant_id IN (SELECT id FROM participant WHERE {theirs})",
        f"DELETE FROM participant WHERE {theirs}",
    )
    used.table.close()
    assert b"Unmistakable" not in Path(used.where).read_bytes()


def test_what_was_erased_cannot_be_undone(used: Room) -> None:
    erase(used, 8)
    with pytest.raises(Refused, match="erased"):
        undo(used.sit("lee"))


def test_an_old_erasure_does_not_let_another_detail_be_deleted(used: Room) -> None:
    erase(used, 3)
    with pytest.raises(DBAPIError, match="append-only"), by_hand(used.where) as connection:
        connection.exec_driver_sql("DELETE FROM log_detail WHERE seq = 4")
    with pytest.raises(DBAPIError, match="append-only"), by_hand(used.where) as connection:
        connection.exec_driver_sql("UPDATE erasure SET seq = 4")
    with pytest.raises(DBAPIError, match="append-only"), by_hand(used.where) as connection:
        connection.exec_driver_sql("DELETE FROM erasure")
    assert problems(used) == ()
