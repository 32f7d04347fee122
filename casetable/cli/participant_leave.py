"""casetable participant activate, leave, return."""

from typing import Annotated

import typer

from casetable.cli.options import By, CategoryName, HeardFrom, Note, ParticipantRef
from casetable.cli.reading import category_of, choice_of
from casetable.cli.sitting import at_table
from casetable.cli.tell import tell_participant
from casetable.words import Category, LeavingReason


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
    group.command("activate")(activate)
    group.command("leave")(leave)
    group.command("return")(come_back)


def activate(participant: ParticipantRef, heard_from: HeardFrom = None, by: By = None) -> None:
    """Begin the work with somebody agreed; says what is missing.

    Example: casetable participant activate 473

    It takes a baseline in every domain, a general release in force to every agency, and how to reach them safely.
    """
    from casetable.actions import participants

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        tell_participant(sitting, participants.activate(sitting.seat(), participant, heard=heard))


def leave(
    participant: ParticipantRef,
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="housed|graduated|moved|lost-contact|died|withdrew|other", help="Why."),
    ],
    destination: Annotated[
        int | None, typer.Option("--destination", metavar="CODE", help="HUD's code of where they went, like 410.")
    ] = None,
    left_on: Annotated[str, typer.Option("--left-on", metavar="DATE", help="The day.")] = "today",
    note: Note = "",
    category: CategoryName = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Note that somebody left the table; their place is free.

    Example: casetable participant leave 473 --reason housed --destination 410

    It is never undone; somebody who left by mistake comes back: casetable participant return
    """
    from casetable.actions import participants

    code, kind = choice_of(LeavingReason, reason, "reason"), category_of(category) or Category.GENERAL
    with at_table() as sitting:
        receipt = participants.leave(
            sitting.seat(),
            participant,
            reason=code,
            destination=destination,
            on=sitting.past_day_if(left_on),
            note=note,
            category=kind,
            heard=sitting.heard(heard_from, by),
        )
        tell_participant(sitting, receipt)


def come_back(
    participant: ParticipantRef,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why; kept as a note.")],
    category: CategoryName = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Take back that somebody left: they are agreed again.

    Example: casetable participant return 473 --why "noted for the wrong person"
    """
    from casetable.actions import participants

    with at_table() as sitting:
        kind, heard = category_of(category) or Category.GENERAL, sitting.heard(heard_from, by)
        receipt = participants.come_back(sitting.seat(), participant, why=why, category=kind, heard=heard)
        tell_participant(sitting, receipt)
