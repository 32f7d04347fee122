"""Worlds standing in a real table for a while, and commands that find that table."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

import typer
from sqlmodel import Session, SQLModel, select

from casetable.models import Agency, Person
from casetable.seat import Table
from tests.world_rows import rows_of
from tests.worlds import World


@contextmanager
def standing(table: Table, rows: list[SQLModel]) -> Iterator[None]:
    """Rows stand in a table, and are gone afterwards."""
    names = {row.__class__ for row in rows}
    with Session(table.store.engine) as session:
        session.add_all(rows)
        session.commit()
    try:
        yield
    finally:
        with Session(table.store.engine) as session:
            for model in sorted(names, key=lambda one: one.__name__):
                for row in session.exec(select(model)).all():
                    session.delete(row)
            session.commit()


def rows_in(table: Table, world: World) -> list[SQLModel]:
    """The rows of a world in this table."""
    with Session(table.store.engine) as session:
        agencies = dict(session.exec(select(Agency.code, Agency.id)).all())
        people = dict(session.exec(select(Person.name, Person.id)).all())
    return list(rows_of(world, agencies, people))


@contextmanager
def found_by_commands(table: Table) -> Iterator[None]:
    """Commands find this table, already opened."""
    with (
        patch.dict("os.environ", {"CASETABLE_TABLE": table.store.where}),
        patch.object(table, "close", lambda: None),
        patch("casetable.seat.open_table", lambda where, **_: table),
        patch("typer.main.get_command", cache(typer.main.get_command)),
    ):
        yield
