"""Minutes that an erasure began anew get their papers: those of before are gone, with the one whom they named."""

from collections.abc import Callable
from datetime import date

from sqlmodel import col, exists, select

from casetable.actions.minutes_agreeing import Papers, Tellings, store_papers
from casetable.models import Conference, Minutes, MinutesPaper
from casetable.rules.dates import say_day
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.seat import Receipt, Seat
from casetable.words import MinutesState

REISSUE = Action(
    "conference.reissue", "reissued the minutes", never("the papers of before named somebody who was erased")
)


def reissue(seat: Seat, conference: date, build: Callable[[int], tuple[Papers, Tellings]]) -> Receipt | None:
    """Store every edition of minutes that an erasure began anew; ``conference`` is the original date.

    ``build`` takes the revision's number, reads by ordinary queries and renders, as for ``agree``. None when their
    papers are there by now: safe to call twice and by two at once.
    """
    with change(seat, REISSUE) as session:
        printed = exists().where(col(MinutesPaper.minutes_id) == Minutes.id)
        waiting = (
            select(Minutes, col(Conference.on))
            .join(Conference, col(Conference.id) == Minutes.conference_id)
            .where(Conference.original_on == conference, Minutes.state == MinutesState.AGREED, ~printed)
            .where(col(Minutes.for_erasure).is_(True))
        )
        found = session.exec(waiting).first()
        if found is None:
            session.rollback()
            return None
        row, met_on = found
        papers, told = build(row.revision)
        store_papers(session, row, papers, told)
        return Receipt(
            f"The minutes of {say_day(met_on)} were made anew without somebody who was erased: "
            f"revision {row.revision}.",
            conference.isoformat(),
        )
