"""casetable participant lead, team, household."""

from typing import Annotated

import typer

from casetable.cli.options import By, HeardFrom, ParticipantRef
from casetable.cli.sitting import at_table
from casetable.cli.tell import tell_participant
from casetable.errors import BadInput

_CHILD = {"yes": True, "no": False, "unknown": None}


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
    group.command("lead")(lead)
    group.command("team")(team)
    group.command("household")(household)


def lead(
    participant: ParticipantRef,
    person: Annotated[list[str], typer.Argument(metavar="PERSON", help="Who leads from now on.")],
    with_tasks: Annotated[
        bool, typer.Option("--with-tasks", help="Hand on the former lead's open tasks about them, too.")
    ] = False,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Hand a participant to another lead worker.

    Example: casetable participant lead 473 omar --with-tasks
    """
    from casetable.actions import participants

    with at_table() as sitting:
        whom, heard = sitting.somebody(" ".join(person)).id, sitting.heard(heard_from, by)
        receipt = participants.lead(sitting.seat(), participant, whom, with_tasks=with_tasks, heard=heard)
        tell_participant(sitting, receipt)


def team(
    participant: ParticipantRef,
    person: Annotated[list[str], typer.Argument(metavar="PERSON", help="Who joins, or leaves.")],
    leaves: Annotated[bool, typer.Option("--leave", help="They leave the team.")] = False,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Add somebody to the team of a participant, or take them out.

    Example: casetable participant team 473 lee
    """
    from casetable.actions import participants

    with at_table() as sitting:
        whom, heard = sitting.somebody(" ".join(person)).id, sitting.heard(heard_from, by)
        change = participants.leave_team if leaves else participants.join_team
        tell_participant(sitting, change(sitting.seat(), participant, whom, heard=heard))


def household(
    participant: ParticipantRef,
    partner: Annotated[
        str | None, typer.Option("--with", metavar="PARTICIPANT", help="Another adult whom they live with.")
    ] = None,
    allowed_on: Annotated[
        str | None, typer.Option("--allowed-on", metavar="DATE", help="The day they allowed it to be shown.")
    ] = None,
    end: Annotated[bool, typer.Option("--end", help="They take it back.")] = False,
    child: Annotated[
        str | None, typer.Option("--child", metavar="yes|no|unknown", help="A child lives there: no name, no row.")
    ] = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Note whom they live with, as far as each adult allowed it.

    Example: casetable participant household 473 --with 629 --allowed-on today

    It shows once both allowed it: nobody consents for a partner.
    """
    from casetable.actions import participants

    if (partner is None) == (child is None):
        raise BadInput("Whom do they live with?", "Say either --with PARTICIPANT or --child yes.")
    if child is not None and child.casefold() not in _CHILD:
        raise BadInput(f"{child[:40]!r} is neither yes nor no.", "One of: yes, no, unknown.")
    with at_table() as sitting:
        heard, seat = sitting.heard(heard_from, by), sitting.seat()
        if child is not None:
            receipt = participants.set_child(seat, participant, _CHILD[child.casefold()], heard=heard)
        elif end:
            receipt = participants.end_link(seat, participant, partner or "", heard=heard)
        else:
            day = sitting.past_day_if(allowed_on)
            receipt = participants.allow_link(seat, participant, partner or "", allowed_on=day, heard=heard)
        tell_participant(sitting, receipt)
