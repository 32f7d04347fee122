"""Minutes that named somebody who was erased, made anew without them: one change for each conference."""

from dataclasses import replace
from datetime import date

from casetable.actions.reissuing import reissue
from casetable.queries.reissuing import minutes_to_reissue
from casetable.seat import Clock, Table, system_clock
from casetable.values.seat import Receipt
from casetable.words import CLOCK, Role


def reissue_minutes(table: Table, clock: Clock = system_clock) -> tuple[Receipt, ...]:
    """Store every edition of minutes that an erasure began anew; one receipt for each conference.

    Safe twice and in parallel: what stands already is not made again.
    """
    made = (_reissued(table, conference, clock) for conference in minutes_to_reissue(table.seat(CLOCK, clock)))
    return tuple(receipt for receipt in made if receipt is not None)


def _reissued(table: Table, conference: date, clock: Clock) -> Receipt | None:
    """One conference's minutes, composed as the coordinator composes them: nobody is shown what they hold."""
    from casetable.jobs.minutes import papers_to_keep

    seat = table.seat(CLOCK, clock)
    composer = replace(seat, roles=frozenset({Role.COORDINATOR}))
    day = conference.isoformat()
    return reissue(seat, conference, lambda revision: papers_to_keep(composer, day, revision=revision))
