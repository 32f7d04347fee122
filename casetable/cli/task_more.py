"""What else people do with a promise: help, log, let go, hand over, reopen, reword."""

from typing import Annotated

import typer

from casetable.cli.options import By, CategoryName, DateOrMeans, HeardFrom, Minutes, Note, Size, TaskRef, Why
from casetable.cli.reading import category_of, choice_of, minutes_of
from casetable.cli.sitting import at_table
from casetable.cli.task import tell_task
from casetable.errors import BadInput
from casetable.words import DropReason


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("want-help")(want_help)
    app.command("help")(offer_help)
    app.command("log")(log)
    app.command("drop")(drop)
    app.command("agree-drop")(agree_drop)
    app.command("hand")(hand)
    app.command("reopen")(reopen)
    app.command("edit")(edit)


def want_help(task: TaskRef, note: Note = "", heard_from: HeardFrom = None, by: By = None) -> None:
    """Ask the table for help with a promise of yours.

    Example: casetable task want-help 318 --note "need a ride on Thursday"
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        tell_task(sitting, tasks.want_help(sitting.seat(), task, note=note, heard=heard))


def offer_help(
    task: TaskRef, note: Note = "", minutes: Minutes = None, heard_from: HeardFrom = None, by: By = None
) -> None:
    """Help with somebody else's promise; it counts on your side.

    Example: casetable task help 318 --note "I can drive" --minutes 45
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard, took = sitting.heard(heard_from, by), minutes_of(minutes)
        tell_task(sitting, tasks.offer_help(sitting.seat(), task, note=note, minutes=took, heard=heard))


def log(
    task: TaskRef,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="What was done or said.")] = None,
    minutes: Minutes = None,
    contact: Annotated[bool, typer.Option("--contact", help="It was a contact with the participant.")] = False,
    category: CategoryName = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Write down a contact, a note or minutes.

    Example: casetable task log 318 "phoned the landlord" --minutes 20 --contact
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard, took, kind = sitting.heard(heard_from, by), minutes_of(minutes), category_of(category)
        note = " ".join(words or [])
        seat = sitting.seat()
        receipt = tasks.log(seat, task, minutes=took, note=note, contact=contact, category=kind, heard=heard)
        tell_task(sitting, receipt)


def drop(
    task: TaskRef,
    reason: Annotated[
        str, typer.Option("--reason", metavar="participant|not-needed|cannot|other", help="Why it is let go.")
    ],
    why: Why = "",
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Let a promise go, or take back what you asked.

    Example: casetable task drop 318 --reason not-needed --why "the letter came"

    The reason participant: they chose otherwise or did not come.
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard, code = sitting.heard(heard_from, by), choice_of(DropReason, reason, "reason")
        tell_task(sitting, tasks.drop(sitting.seat(), task, reason=code, why=why, heard=heard))


def agree_drop(task: TaskRef, heard_from: HeardFrom = None, by: By = None) -> None:
    """Say yes to letting go of a promise that you asked for.

    Example: casetable task agree-drop 318
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        tell_task(sitting, tasks.agree_drop(sitting.seat(), task, heard=heard))


def hand(
    task: TaskRef,
    to: Annotated[list[str], typer.Argument(metavar="PERSON", help="Who takes it on.")],
    by: DateOrMeans = None,
    why: Why = "",
    heard_from: HeardFrom = None,
) -> None:
    """Hand a task to somebody else: a new one is asked of them.

    Example: casetable task hand 318 omar --by fri --why "he knows the clinic"
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        day, heard = sitting.dates_and_heard(heard_from, by)
        whom = sitting.somebody(" ".join(to)).id
        tell_task(sitting, tasks.hand(sitting.seat(), task, to=whom, by=day, why=why, heard=heard))


def reopen(
    task: TaskRef,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when now.")] = None,
    why: Why = "",
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Take up again what ended, or ask again what was declined.

    Example: casetable task reopen 318 --due +3d
    """
    from casetable.actions import tasks

    with at_table() as sitting:
        heard, day = sitting.heard(heard_from, by), sitting.day_if(due)
        tell_task(sitting, tasks.reopen(sitting.seat(), task, due=day, why=why, heard=heard))


def edit(
    task: TaskRef,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Other words.")] = None,
    size: Size = None,
    category: CategoryName = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Change the words, size or category of what you asked.

    Example: casetable task edit 318 --title "bring both ID papers" --size 30m
    """
    from casetable.actions import tasks

    if title is None and size is None and category is None:
        raise BadInput("Nothing to change.", "Say it with --title, --size or --category.")
    with at_table() as sitting:
        heard, minutes, kind = sitting.heard(heard_from, by), minutes_of(size), category_of(category)
        receipt = tasks.edit(sitting.seat(), task, title=title, size_minutes=minutes, category=kind, heard=heard)
        tell_task(sitting, receipt)
