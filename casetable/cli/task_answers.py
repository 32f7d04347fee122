"""What becomes of a promise: accept, decline, done, move, block, unblock."""

from typing import Annotated

import typer

from casetable.cli.options import By, CategoryName, DateOrMeans, HeardFrom, Minutes, Note, TaskRef, Why, Words
from casetable.cli.reading import category_of, minutes_of
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.task import tell_task
from casetable.errors import BadInput


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (accept, decline, done, move, block, unblock):
        app.command(command.__name__)(command)


def accept(task: TaskRef, by: DateOrMeans = None, heard_from: HeardFrom = None) -> None:
    """Accept what was asked of you, or a date that was offered to you.

    Example: casetable task accept 318 --by fri

    A later date than the one asked for is offered to who asked, who accepts it. Noted for somebody else:
    casetable task accept 318 --by fri --heard-from omar --by phone
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        day, heard = sitting.dates_and_heard(heard_from, by)
        tell_task(sitting, tasks.accept(sitting.seat(), task, by=day, heard=heard))


def decline(task: TaskRef, note: Note = "", heard_from: HeardFrom = None, by: By = None) -> None:
    """Say no to what was asked of you; no capacity is a good reason.

    Example: casetable task decline 318 --note "no capacity this week"
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        tell_task(sitting, tasks.decline(sitting.seat(), task, note=note, heard=heard))


def done(
    task: TaskRef,
    minutes: Minutes = None,
    note: Note = "",
    category: CategoryName = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Mark a promise done, with what it took and a note if you like.

    Example: casetable task done 318 --minutes 30 --note "filed" --heard-from omar --by phone
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        took, heard = minutes_of(minutes), sitting.heard(heard_from, by)
        seat = sitting.seat()
        receipt = tasks.complete(seat, task, minutes=took, note=note, category=category_of(category), heard=heard)
        tell_task(sitting, receipt)


def move(
    task: TaskRef,
    to: Annotated[str, typer.Argument(metavar="DATE", help="fri, +3d, 1 dec, 2026-12-01, next conference.")],
    why: Why = "",
    category: CategoryName = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Move a promise to another date.

    Example: casetable task move 318 fri --why "the office is closed"

    Said on or before its date, once, it may still be kept.
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard, kind = sitting.heard(heard_from, by), category_of(category)
        receipt = tasks.move(sitting.seat(), task, to=sitting.day(to), why=why, category=kind, heard=heard)
        tell_task(sitting, receipt)


def block(
    task: TaskRef,
    whom: Words,
    outside: Annotated[
        bool | None, typer.Option("--outside/--inside", help="Whether who blocks it sits at this table.")
    ] = None,
    note: Note = "",
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Say who a promise waits for.

    Example: casetable task block 318 "County benefits office" --outside

    Somebody outside the table, said in time, does not count against you.
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard, on_whom = sitting.heard(heard_from, by), " ".join(whom)
        is_outside = _is_outside(sitting, on_whom) if outside is None else outside
        receipt = tasks.block(sitting.seat(), task, on_whom=on_whom, outside=is_outside, note=note, heard=heard)
        tell_task(sitting, receipt)


def unblock(task: TaskRef, note: Note = "", heard_from: HeardFrom = None, by: By = None) -> None:
    """Say that a promise can go on.

    Example: casetable task unblock 318
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        tell_task(sitting, tasks.unblock(sitting.seat(), task, note=note, heard=heard))


def _is_outside(sitting: Sitting, whom: str) -> bool:
    """False for somebody or an agency at the table. Raises BadInput where it has to be said."""
    from casetable.queries.people import agencies, people
    from casetable.rules.names import find_agencies, find_people

    seat = sitting.seat()
    if find_people(whom, people(seat), whole=True) or find_agencies(whom, agencies(seat)):
        return False
    raise BadInput(
        f"Does {whom[:40]!r} sit at this table?",
        "Say --outside or --inside: outside, said in time, does not count against the promise.",
    )
