"""What earlier conferences left to be looked at: proposals that nobody ratified, dissents whose day has come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Conference, ConferenceItem, ConferenceLine, Person
from casetable.queries.dissents import answers_to
from casetable.queries.facts import filed_line_shown, item_listed
from casetable.queries.ratified import proposals_stand
from casetable.queries.several import flags, for_each, narrowed
from casetable.rules.dates import say_day
from casetable.rules.dissents import look_again_day
from casetable.values.conference import Occurrence
from casetable.values.seat import Seat
from casetable.words import HELD, LineKind, ProposalState

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
    """Proposals of earlier conferences that were not ratified (a no, or the day passed) and not decided since.

    What each of ``seats`` may read of them, in their order. ``about`` are participants' ids; None asks for those about
    nobody.
    """
    found = []
    decided = _lines(session, seats, conference, LineKind.DECISION, about)
    proposed = {one.id for lines in decided for one in lines if one.is_proposal}
    stand = proposals_stand(session, proposed, seats[0].today)
    for lines in decided:
        newest: dict[_Subject, Any] = {_subject(one): one for one in lines}
        found.append(
            tuple(
                LeftOver(one.participant_id, one.item_id, _proposed(one, stand[one.id].state))
                for one in newest.values()
                if one.id in stand and stand[one.id].state in _COMES_BACK
            )
        )
    return tuple(found)


def dissents_due(
    session: Session, seats: Sequence[Seat], conference: Occurrence, about: Collection[str] | None = None
) -> tuple[tuple[LeftOver, ...], ...]:
    """Dissents whose day has come by a conference, and of which nobody said yet what happened since. Within a session.

    ``seats`` and ``about`` as above.
    """
    lines = _lines(session, seats, conference, LineKind.DISSENT, about)
    asked = {one.id for rows in lines for one in rows if one.look_again_on is not None}
    found = []
    for rows, said in zip(lines, answers_to(session, seats, asked, conference.on), strict=True):
        days = [(one, look_again_day(one.look_again_on, said.get(one.id, ()))) for one in rows if one.id in asked]
        due = [(one, day) for one, day in days if day is not None and day <= conference.on]
        found.append(tuple(LeftOver(one.participant_id, one.item_id, _dissented(one, day)) for one, day in due))
    return tuple(found)


_COMES_BACK = frozenset({ProposalState.REFUSED, ProposalState.RETURNED})


def _proposed(one: Any, state: ProposalState) -> str:
    until = f", to be ratified by {say_day(one.ratify_by)}" if one.ratify_by else ""
    became = ", not ratified" if state is ProposalState.REFUSED else until
    return f"proposed on {say_day(one.meets_on)}{became}: {_short(one.text)}"


def _dissented(one: Any, day: date) -> str:
    who = f"{one.holder}, " if one.holder else ""
    return f"{who}{say_day(one.meets_on)}: {_short(one.text)}; look again {say_day(day)}"


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
            col(ConferenceLine.id),
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


def _held_before(conference: Occurrence) -> Any:
    return and_(col(Conference.state).in_(sorted(HELD)), col(Conference.on) < conference.on)
