"""What earlier conferences left to be looked at: proposals that nobody ratified, dissents whose day has come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Conference, ConferenceItem, ConferenceLine, Person
from casetable.queries.facts import filed_line_shown, item_listed
from casetable.rules.dates import say_day
from casetable.values.conference import Occurrence
from casetable.values.seat import Seat
from casetable.words import HELD, ItemState, LineKind

_Subject = tuple[str | None, str, str]
"""What was debated: a participant's id, else the kind and title of an item about nobody."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """One line to be looked at. ``about`` is a participant's id, None for business; ``item`` the id of its item."""

    about: str | None
    item: str
    said: str


def proposals_waiting(
    session: Session, seat: Seat, conference: Occurrence, about: Collection[str] | None = None
) -> tuple[LeftOver, ...]:
    """Proposals of earlier conferences that were not ratified in time and not decided since. Within a session.

    ``about`` are participants' ids; None asks for those about nobody.
    """
    decided = _lines(session, seat, conference, LineKind.DECISION, about)
    newest: dict[_Subject, Any] = {_subject(one): one for one in decided}
    return tuple(
        LeftOver(one.participant_id, one.item_id, _proposed(one))
        for one in newest.values()
        if one.is_proposal and one.ratify_by is not None and one.ratify_by < seat.today
    )


def dissents_due(
    session: Session, seat: Seat, conference: Occurrence, about: Collection[str] | None = None
) -> tuple[LeftOver, ...]:
    """Dissents to be looked at again by a conference that no conference has come back to since. Within a session.

    ``about`` as above.
    """
    due = [
        one
        for one in _lines(session, seat, conference, LineKind.DISSENT, about)
        if one.look_again_on is not None and one.look_again_on <= conference.on
    ]
    looked = _looked_on(session, seat, conference, about) if due else {}
    return tuple(
        LeftOver(one.participant_id, one.item_id, _dissented(one))
        for one in due
        if max(one.look_again_on, one.meets_on + _ONE_DAY) > looked.get(_subject(one), date.min)
    )


_ONE_DAY = date.resolution


def _proposed(one: Any) -> str:
    return f"proposed on {say_day(one.meets_on)}, to be ratified by {say_day(one.ratify_by)}: {_short(one.text)}"


def _dissented(one: Any) -> str:
    who = f"{one.holder}, " if one.holder else ""
    return f"{who}{say_day(one.meets_on)}: {_short(one.text)}; look again {say_day(one.look_again_on)}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 120 else f"{plain[:119]}…"


def _subject(one: Any) -> _Subject:
    return (one.participant_id, "", "") if one.participant_id else (None, one.item_kind, one.title)


def _whom(column: Any, about: Collection[str] | None) -> Any:
    return column.is_(None) if about is None else column.in_(sorted(about))


def _lines(
    session: Session, seat: Seat, conference: Occurrence, kind: LineKind, about: Collection[str] | None
) -> list[Any]:
    """Lines of one kind that were filed in conferences held before, as far as this seat may read them, oldest first."""
    statement: Any = (
        select_rows(
            col(ConferenceLine.participant_id),
            col(ConferenceLine.item_id),
            col(ConferenceLine.text),
            col(ConferenceLine.is_proposal),
            col(ConferenceLine.ratify_by),
            col(ConferenceLine.look_again_on),
            col(Person.name).label("holder"),
            col(ConferenceItem.kind).label("item_kind"),
            col(ConferenceItem.title),
            col(Conference.on).label("meets_on"),
        )
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .outerjoin(Person, col(Person.id) == ConferenceLine.holder_id)
        .where(
            col(ConferenceLine.kind) == kind,
            _whom(col(ConferenceLine.participant_id), about),
            filed_line_shown(seat),
            item_listed(seat),
            _held_before(conference),
        )
        .order_by(col(Conference.on), col(ConferenceItem.position), col(ConferenceLine.position))
    )
    return list(session.execute(statement).all())


def _looked_on(
    session: Session, seat: Seat, conference: Occurrence, about: Collection[str] | None
) -> dict[_Subject, date]:
    """When each was last debated in a conference that was held."""
    statement: Any = (
        select_rows(
            col(ConferenceItem.participant_id),
            col(ConferenceItem.kind).label("item_kind"),
            col(ConferenceItem.title),
            col(Conference.on).label("meets_on"),
        )
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .where(
            _whom(col(ConferenceItem.participant_id), about),
            col(ConferenceItem.state) == ItemState.DONE,
            item_listed(seat),
            _held_before(conference),
        )
        .order_by(col(Conference.on))
    )
    return {_subject(one): one.meets_on for one in session.execute(statement)}


def _held_before(conference: Occurrence) -> Any:
    return and_(col(Conference.state).in_(sorted(HELD)), col(Conference.on) < conference.on)
