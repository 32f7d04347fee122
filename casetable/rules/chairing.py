"""Who chairs: named for a conference, else by rotation, each quarter another agency. Rules: Agreement, Conference."""

from collections.abc import Collection, Sequence
from datetime import date

from casetable.rules.calendar import quarter_range
from casetable.values.conference import Occurrence
from casetable.values.people import Person
from casetable.words import Role

_ORDER = (Role.SUPERVISOR, Role.FRONTLINE, Role.COORDINATOR)
"""Who of an agency chairs first."""


def chair_agency(codes: Sequence[str], quarter_label: str) -> str:
    """Return the agency whose turn it is in a quarter (``2026Q4``): each quarter the next one, in the board's order.

    Empty where there is no agency. Raises BadInput for a label that cannot be read.
    """
    if not codes:
        return ""
    quarter_range(quarter_label, 1)
    year, number = quarter_label.strip().upper().replace("-", "").replace(" ", "").split("Q")
    return codes[(int(year) * 4 + int(number) - 1) % len(codes)]


def chair_of(agency: str, people: Collection[Person], away: Collection[str], day: date) -> Person | None:
    """Return who chairs for an agency on ``day``: its first supervisor, else its first worker; None where all are away.

    ``away`` are the ids of those who are away that day. Somebody who has left by then does not chair.
    """
    there = [
        one
        for one in people
        if one.agency == agency and one.id not in away and (one.left_on is None or one.left_on >= day)
    ]
    return next((one for role in _ORDER for one in there if role in one.roles), None)


def runs(actor: str, roles: Collection[Role], conference: Occurrence) -> bool:
    """True for the chair, the deputy and the coordinator: they arrange and run a conference."""
    return Role.COORDINATOR in roles or actor in (conference.chair_id, conference.deputy_id)


def why_not_running(actor: str, roles: Collection[Role], conference: Occurrence) -> str:
    """Return why somebody may not arrange or run a conference, as a sentence; empty when they may."""
    if runs(actor, roles, conference):
        return ""
    named = [name for name in (conference.chair, conference.deputy) if name]
    whose = " and ".join(named) if named else "nobody yet"
    return f"A conference is arranged and run by its chair ({whose}) or the coordinator."
