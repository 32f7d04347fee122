"""Finding conferences by their day, and what was to be debated and was filed in them by its words."""

import re
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Conference, ConferenceItem, ConferenceLine, Participant
from casetable.queries.conference import occurrences_in
from casetable.queries.facts import filed_line_shown, item_listed, question_shown
from casetable.rules.conference_dates import state_said
from casetable.rules.dates import say_day
from casetable.store.references import spell
from casetable.values.conference import Occurrence
from casetable.values.find import Hit
from casetable.values.seat import Seat
from casetable.words import MONTH_NAMES, MONTHS, ItemState, LineKind

_AROUND = timedelta(days=400)
_MOST = 5
_LEAST_LETTERS = 4
_LONGEST = 60
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def conferences_named(session: Session, seat: Seat, wanted: list[str]) -> list[Hit]:
    """Return the conferences that words name by their day (``11 dec``, ``2026-12-11``) or as such, the nearest first.

    Nothing where no word is a month, a date or the beginning of ``conference``.
    """
    if not any(_is_of_a_calendar(word) for word in wanted):
        return []
    around = occurrences_in(session, seat, seat.today - _AROUND, seat.today + _AROUND)
    stand = [one for one in around if one.id is not None or one.on >= seat.today]
    fits = [one for one in stand if all(any(said.startswith(word) for said in _said(one)) for word in wanted)]
    fits.sort(key=lambda one: (abs((one.on - seat.today).days), one.on))
    return [
        Hit("conference", one.conference, f"{_named(one.on)} · {state_said(one.state, one.on, seat.today)}")
        for one in fits[:_MOST]
    ]


def said_in_conferences(session: Session, seat: Seat, wanted: list[str], limit: int) -> list[Hit]:
    """Return the conferences in which something was to be debated or was filed in these words, the newest first."""
    listed, asked, filed = item_listed(seat), question_shown(seat), filed_line_shown(seat)
    statement = (
        select_rows(
            col(Conference.original_on),
            col(Conference.on),
            col(Participant.number),
            ConferenceItem,
            ConferenceLine,
            asked,
        )
        .join(ConferenceItem, col(ConferenceItem.conference_id) == Conference.id)
        .outerjoin(Participant, col(Participant.id) == ConferenceItem.participant_id)
        .outerjoin(
            ConferenceLine,
            and_(
                col(ConferenceLine.item_id) == ConferenceItem.id,
                col(ConferenceLine.kind) != LineKind.ACTION,
                filed,
                *_like(col(ConferenceLine.text), wanted),
            ),
        )
        .where(
            listed,
            col(ConferenceItem.state) != ItemState.REMOVED,
            or_(
                col(ConferenceLine.id).is_not(None),
                and_(asked, *_like(col(ConferenceItem.question), wanted)),
                and_(col(ConferenceItem.participant_id).is_(None), *_like(col(ConferenceItem.title), wanted)),
            ),
        )
        .order_by(col(Conference.on).desc(), col(ConferenceItem.position), col(ConferenceLine.position))
        .limit(limit)
    )
    return [_hit(*row) for row in session.execute(statement)]


def _hit(original_on: date, on: date, number: int | None, item: Any, line: Any, may_ask: bool) -> Hit:
    whom = spell("P", number) if number else item.title
    words = f"{line.kind.label}: {line.text}" if line is not None else item.question if may_ask else ""
    said = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    parts = [_named(on), whom, said]
    return Hit("conference", original_on.isoformat(), " · ".join(part for part in parts if part))


def _is_of_a_calendar(word: str) -> bool:
    months = (*MONTH_NAMES, *(one.lower() for one in MONTHS))
    return (
        word in months or bool(_ISO.fullmatch(word)) or (len(word) >= _LEAST_LETTERS and "conferences".startswith(word))
    )


def _said(one: Occurrence) -> set[str]:
    """The words that one conference is found by."""
    found = {"conferences", one.conference, one.on.isoformat(), str(one.on.day), str(one.on.year)}
    return found | {MONTH_NAMES[one.on.month - 1], *say_day(one.on).lower().split(), *one.state.label.split()}


def _named(on: date) -> str:
    return f"Conference {say_day(on)} {on.year}"


def _like(column: Any, wanted: list[str]) -> list[ColumnElement[bool]]:
    return [func.lower(column).contains(word, autoescape=True) for word in wanted]
