"""What tasks came out of: the items of conferences, as far as a seat may read them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Conference, ConferenceItem
from casetable.queries.facts import item_listed, question_shown
from casetable.rules.dates import say_day_in
from casetable.values.seat import Seat


@dataclass(frozen=True, slots=True)
class Topic:
    """What a task came out of: the words of its item, and the original date of the conference."""

    words: str
    conference: date


def topics_in(session: Session, seat: Seat, item_ids: Collection[str]) -> dict[str, Topic]:
    """By item, what it was about: its question or title where this seat may read it, else the conference's day."""
    if not item_ids:
        return {}
    statement = (
        select_rows(
            col(ConferenceItem.id),
            col(ConferenceItem.question),
            col(ConferenceItem.title),
            question_shown(seat).label("question_shown"),
            item_listed(seat).label("listed"),
            col(Conference.on),
            col(Conference.original_on),
        )
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .where(col(ConferenceItem.id).in_(sorted(item_ids)))
    )
    found = {}
    for row_id, question, title, readable, listed, on, original_on in session.execute(statement):
        said = (question if readable else "") or (title if listed else "")
        found[row_id] = Topic(said or f"conference of {say_day_in(on, seat.today)}", original_on)
    return found
