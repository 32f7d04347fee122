"""A reading writes nothing, and a server plans its questions once."""

import pytest
from sqlmodel import select

from casetable.models import Person
from casetable.queries.week import week
from casetable.store.opening import open_store
from tests.tables import FRI, Room


def test_what_a_reading_changed_in_memory_is_never_written(room: Room) -> None:
    with room.table.store.reading() as session:
        for person in session.exec(select(Person)):
            person.name = "Somebody else"
    with room.table.store.reading() as session:
        assert "Somebody else" not in session.exec(select(Person.name)).all()


@pytest.mark.parametrize("engine", ["postgresql"])
def test_a_server_keeps_the_questions_that_it_prepared_from_one_reading_to_the_next(room: Room) -> None:
    for _ in range(3):
        week(room.sit("lee", FRI))
    with room.table.store.engine.connect() as connection:
        prepared = connection.exec_driver_sql("SELECT statement FROM pg_prepared_statements").scalars().all()
    assert any("FROM task" in one for one in prepared)


@pytest.mark.parametrize("engine", ["postgresql"])
def test_a_server_does_not_compile_questions(room: Room) -> None:
    store = open_store(room.where)
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW jit").scalar_one() == "off"
    store.close()
