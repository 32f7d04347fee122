"""What earlier conferences left to be looked at: proposals that nobody ratified, dissents whose day has come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Conference, ConferenceItem, ConferenceLine, Person
from casetable.queries.facts import filed_line_shown, item_listed
from casetable.queries.several import flags, for_each, narrowed
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
    session: Session, seats: Sequence[Seat], conference: Occurrence, about: Collection[str] | None = None
) -> tuple[tuple[LeftOver, ...], ...]:
    """Proposals of earlier conferences that were not ratified in time and not decided since. Within a session.

    What each of ``seats`` may read of them, in their order. ``about`` are participants' ids; None asks for those about
    nobody.
    """
    found = []
    for seat, lines in zip(seats, _lines(session, seats, conference, LineKind.DECISION, about), strict=True):
        newest: dict[_Subject, Any] = {_subject(one): one for one in lines}
        found.append(
            tuple(
                LeftOver(one.participant_id, one.item_id, _proposed(one))
                for one in newest.values()
                if one.is_proposal and one.ratify_by is not None and one.ratify_by < seat.today
            )
        )
    return tuple(found)


def dissents_due(
    session: Session, seats: Sequence[Seat], conference: Occurrence, about: Collection[str] | None = None
) -> tuple[tuple[LeftOver, ...], ...]:
    """Dissents to be looked at again by a conference that no conference has come back to since. Within a session.

    ``seats`` and ``about`` as above.
    """
    due = [
        [one for one in lines if one.look_again_on is not None and one.look_again_on <= conference.on]
        for lines in _lines(session, seats, conference, LineKind.DISSENT, about)
    ]
    looked: list[dict[_Subject, date]] = (
        _looked_on(session, seats, conference, about) if any(due) else [{} for _ in seats]
    )
    return tuple(
        tuple(
            LeftOver(one.participant_id, one.item_id, _dissented(one))
            for one in lines
            if max(one.look_again_on, one.meets_on + _ONE_DAY) > last.get(_subject(one), date.min)
        )
        for lines, last in zip(due, looked, strict=True)
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
    session: Session, seats: Sequence[Seat], conference: Occurrence, kind: LineKind, about: Collection[str] | None
) -> list[list[Any]]:
    """Lines of one kind that were filed in conferences held before, as far as each seat may read them, oldest first."""
    may = [and_(filed_line_shown(one), item_listed(one)) for one in seats]
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
            *flags(may),
        )
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .outerjoin(Person, col(Person.id) == ConferenceLine.holder_id)
        .where(
            col(ConferenceLine.kind) == kind,
            _whom(col(ConferenceLine.participant_id), about),
            narrowed(may),
            _held_before(conference),
        )
        .order_by(col(Conference.on), col(ConferenceItem.position), col(ConferenceLine.position))
    )
    return for_each(session.execute(statement).all(), len(seats))


def _looked_on(
    session: Session, seats: Sequence[Seat], conference: Occurrence, about: Collection[str] | None
) -> list[dict[_Subject, date]]:
    """When each was last debated in a conference that was held, as far as each seat may see it."""
    may = [item_listed(one) for one in seats]
    statement: Any = (
        select_rows(
            col(ConferenceItem.participant_id),
            col(ConferenceItem.kind).label("item_kind"),
            col(ConferenceItem.title),
            col(Conference.on).label("meets_on"),
            *flags(may),
        )
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .where(
            _whom(col(ConferenceItem.participant_id), about),
            col(ConferenceItem.state) == ItemState.DONE,
            narrowed(may),
            _held_before(conference),
        )
        .order_by(col(Conference.on))
    )
    found = for_each(session.execute(statement).all(), len(seats))
    return [{_subject(one): one.meets_on for one in rows} for rows in found]


def _held_before(conference: Occurrence) -> Any:
    return and_(col(Conference.state).in_(sorted(HELD)), col(Conference.on) < conference.on)
