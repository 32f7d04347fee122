"""The releases of those on an agenda, as several seats may see them: which there are, and which end without another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Participant, Release
from casetable.queries.facts import release_shown, terms_of
from casetable.queries.remembered import agency_codes
from casetable.queries.several import flags, for_each, narrowed
from casetable.rules.releases import goes_on
from casetable.store.references import spell
from casetable.values.participants import ReleaseTerms
from casetable.values.seat import Seat
from casetable.words import ParticipantState

_GONE = (ParticipantState.PASSED_OVER, ParticipantState.LEFT)


@dataclass(frozen=True, slots=True)
class Given:
    """One release: its reference, whose, its terms. ``may_end``: its end is work for somebody, they are not gone."""

    release: str
    number: tuple[int, int]
    participant: str
    terms: ReleaseTerms
    may_end: bool


def given_in(session: Session, seats: Sequence[Seat], about: Collection[str]) -> tuple[tuple[Given, ...], ...]:
    """The releases of some participants (ids) that each of ``seats`` may see, by participant, category and day."""
    may = [release_shown(one) for one in seats]
    statement: Any = (
        select_rows(
            Release,
            col(Participant.number),
            col(Participant.state),
            *flags(may),
        )
        .join(Participant, col(Participant.id) == Release.participant_id)
        .where(col(Release.participant_id).in_(sorted(about)), narrowed(may))
        .order_by(col(Participant.number), col(Release.category), col(Release.since), col(Release.number))
    )
    codes = agency_codes(session)
    found = for_each(session.execute(statement).all(), len(seats))
    return tuple(tuple(_given(row[0], row[1], row[2], codes) for row in rows) for rows in found)


def ending(given: Sequence[Given], today: date, last: date) -> tuple[Given, ...]:
    """Those of ``given`` in force that end by the day ``last`` and do not go on by another one, soonest first."""
    standing = [one for one in given if not one.terms.refused and one.terms.revoked_on is None]
    found = []
    for one in standing:
        until = one.terms.until
        if not one.may_end or one.terms.since > today or until is None or not today <= until <= last:
            continue
        beside = [other.terms for other in standing if other.participant == one.participant and other is not one]
        if not goes_on(one.terms, beside):
            found.append((until, one.number, one))
    return tuple(one for _, _, one in sorted(found, key=lambda each: each[:2]))


def _given(row: Release, number: int, state: Any, codes: dict[str, str]) -> Given:
    who = spell("P", number)
    return Given(spell("R", row.number), (number, row.number), who, terms_of(row, codes), state not in _GONE)
