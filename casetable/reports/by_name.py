"""The by-name list: whom two agencies work with, as a table, and what stands beside it."""

from collections.abc import Sequence

from casetable.rules.dates import say_day
from casetable.values.papers import Cell, SharedPerson, Sheet
from casetable.values.seat import Seat

HEAD = ("Reference", "Name", "HMIS PersonalID", "State", "Proposed by", "Agreed on", "Active since", "Lead", "Needs")
_OWN = "your own agency's participant"


def by_name_list(people: Sequence[SharedPerson]) -> Sheet:
    """The table, a row for each participant by reference."""
    return Sheet("By-name list", HEAD, tuple(_row(one) for one in people))


def about_the_list(people: Sequence[SharedPerson], seat: Seat, receiver: Seat, partnership: str) -> tuple[str, ...]:
    """What the list is: when, by whom, for whom (the seat of who reads it), under which releases; a line each."""
    held = [f"{one.participant.participant}: {', '.join(one.releases) or _OWN}" for one in people]
    agency = "your own agency" if receiver.agency_id == seat.agency_id else receiver.name
    return (
        f"By-name list of {partnership}",
        f"Made on {say_day(seat.today)} {seat.today.year} by {seat.name} ({seat.agency}).",
        f"For {agency}: it holds only whom {agency} may know, and only what is general.",
        "Who is not on it is not shared, or not at the table; nothing follows from that.",
        "It stands on these releases:" if held else "Nobody is on it.",
        *held,
        "Show it to nobody else. A release may end or be taken back: ask for a new list before you use an old one.",
    )


def _row(one: SharedPerson) -> tuple[Cell, ...]:
    who = one.participant
    return (
        who.participant,
        who.name or "",
        one.hmis_id,
        who.state.label,
        who.agency,
        who.agreed_on,
        who.active_on,
        who.lead or "",
        who.needs or "",
    )
