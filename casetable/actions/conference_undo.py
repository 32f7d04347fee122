"""What undo and redo leave alone: a conference that was closed, what the room hears, agreed minutes. Law 6."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from casetable.errors import Refused
from casetable.models import Conference, ConferenceItem, ConferenceLine, Minutes
from casetable.rules.dates import say_day_in
from casetable.rules.minutes import is_open
from casetable.store.log import Images
from casetable.words import HELD, ItemState, MinutesState

_OF_OPEN_MINUTES = frozenset({"minutes_correction", "minutes_reply"})


def check_the_room_stands(session: Session, images: Images, today: date) -> None:
    """Raise Refused where undo or redo would change a conference that was held, or what the room hears now.

    What is said to a conference's minutes, and to its proposals, may be taken back as long as it may be said.
    ``images`` are those of the entry that was reverted: what stands now is what they say stood before it.
    """
    touched = [(table, image) for (table, _), both in images.items() for image in both if image]
    _minutes_are_open(session, touched, today)
    _proposals_wait(session, touched, today)
    _nothing_held(session, touched)
    for (table, _), (restored, was) in images.items():
        if table != "conference_item" or not restored or restored["state"] != ItemState.OPEN:
            continue
        if was is None or was["state"] != ItemState.OPEN:
            raise Refused("The room has gone on from this item.", "Go to it again: casetable conference item NUMBER")
    if any(table == "attendance" for table, _ in images) and _somebody_is_spoken_of(session):
        raise Refused(
            "The room is speaking of a participant: who hears it is not changed by undo.",
            "Correct the room check: casetable conference attend",
        )


_Touched = list[tuple[str, dict[str, Any]]]
"""A table's name with one image of a row of it."""


def _minutes_are_open(session: Session, touched: _Touched, today: date) -> None:
    ids = {image["minutes_id"] for table, image in touched if table in _OF_OPEN_MINUTES}
    for row in session.exec(select(Minutes).where(col(Minutes.id).in_(sorted(ids)))) if ids else ():
        if row.state is not MinutesState.OPEN:
            raise Refused("The minutes are agreed since.", "A revision changes them: casetable conference reopen")
        if not is_open(row.state, row.correct_until, today):
            raise Refused(f"Corrections ended on {say_day_in(row.correct_until, today)}.", "What was said stands.")


def _proposals_wait(session: Session, touched: _Touched, today: date) -> None:
    ids = {image["line_id"] for table, image in touched if table == "ratification"}
    for row in session.exec(select(ConferenceLine).where(col(ConferenceLine.id).in_(sorted(ids)))) if ids else ():
        if row.ratify_by is not None and row.ratify_by < today:
            raise Refused(f"The day to ratify it was {say_day_in(row.ratify_by, today)}.", "What was said stands.")


def _nothing_held(session: Session, touched: _Touched) -> None:
    """A correction of minutes may be taken back though its conference was held; nothing else of it."""
    if any(table == "minutes_correction" for table, _ in touched):
        return
    items = {image["item_id"] for table, image in touched if table == "conference_line"}
    ids = {image["conference_id"] for table, image in touched if table != "minutes" and "conference_id" in image}
    ids |= set(session.exec(select(ConferenceItem.conference_id).where(col(ConferenceItem.id).in_(items))).all())
    held = select(Conference.id).where(col(Conference.id).in_(ids), col(Conference.state).in_(sorted(HELD)))
    if ids and session.exec(held).first() is not None:
        raise Refused("The conference is closed since.", "What was filed in it stands.")


def _somebody_is_spoken_of(session: Session) -> bool:
    spoken_of = select(ConferenceItem.id).where(
        ConferenceItem.state == ItemState.OPEN, col(ConferenceItem.participant_id).is_not(None)
    )
    return session.exec(spoken_of).first() is not None
