"""Worlds standing in a real table for a while, and commands that find that table."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

import typer
from sqlalchemy import delete
from sqlmodel import Session, SQLModel, select

from casetable.models import Agency, Person
from casetable.seat import Table
from tests.world_rows import rows_of
from tests.worlds import World

STANDS_IN = (
    *("minutes_told", "minutes_content", "minutes_paper", "minutes_reply", "minutes_correction", "minutes"),
    *(
        "ratification",
        "task_event",
        "task",
        "note",
        "safe_contact",
        "outcome_reading",
        "participant_answer",
        "release",
        "team_member",
    ),
    *("conference_draft", "conference_line", "conference_item", "attendance", "conference_reply", "conference"),
    *("household_link", "disclosure", "viewing", "draft", "participant"),
)
"""The tables that a world's rows stand in; opening a card adds to them."""


@contextmanager
def standing(table: Table, rows: list[SQLModel]) -> Iterator[None]:
    """Rows stand in a table, and are gone afterwards."""
    with Session(table.store.engine) as session:
        session.add_all(rows)
        session.commit()
    try:
        yield
    finally:
        with Session(table.store.engine) as session:
            for name in STANDS_IN:
                session.execute(delete(SQLModel.metadata.tables[name]))
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
