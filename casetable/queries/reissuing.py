"""Which agreed minutes wait for their papers, since somebody whom they named was erased."""

from datetime import date

from sqlmodel import col, exists, select

from casetable.errors import Refused
from casetable.models import Conference, Minutes, MinutesPaper
from casetable.store.unit import reading
from casetable.values.seat import Seat
from casetable.words import MinutesState


def minutes_to_reissue(seat: Seat) -> tuple[date, ...]:
    """The conferences, by original date, whose agreed minutes were begun anew by an erasure and have no papers yet."""
    printed = exists().where(col(MinutesPaper.minutes_id) == Minutes.id)
    waiting = (
        select(col(Conference.original_on))
        .join(Minutes, col(Minutes.conference_id) == Conference.id)
        .where(Minutes.state == MinutesState.AGREED, col(Minutes.for_erasure).is_(True), ~printed)
        .order_by(col(Conference.original_on))
    )
    with reading(seat) as session:
        return tuple(session.exec(waiting))


def check_not_wiped(seat: Seat, conference: date, revision: int) -> None:
    """Raise Refused for an agreed revision of which no paper is left, since it named somebody who was erased."""
    printed = exists().where(col(MinutesPaper.minutes_id) == Minutes.id)
    without = (
        select(Minutes)
        .join(Conference, col(Conference.id) == Minutes.conference_id)
        .where(Conference.original_on == conference, Minutes.revision == revision)
        .where(col(Minutes.state) != MinutesState.OPEN, ~printed)
    )
    with reading(seat) as session:
        row = session.exec(without).first()
    if row is None:
        return
    if row.state is MinutesState.AGREED:
        raise Refused("These minutes are being made anew, since somebody was erased.", "casetable tick makes them.")
    raise Refused(
        f"Revision {revision} named somebody who was erased: its papers are gone.",
        "The newest one stands in its place: leave out --revision.",
    )
