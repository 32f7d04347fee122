"""What applies on a day: the versions of the agreement and the numbers of the one in force then.

A count of days is measured by the version in force on the day it began, so that an amendment changes no verdict of an
earlier day: a promise by that of its first date, an ask by that of the day it was asked.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from casetable.models import Agreement, AgreementSection, Partnership
from casetable.rules.agreement_text import topics_of
from casetable.store.unit import reading
from casetable.values.agreement import Heading, Timeline, Version
from casetable.values.partnership import ConferenceRule, Decisions, Gate, Section
from casetable.values.seat import Seat
from casetable.values.terms import Terms
from casetable.words import DecisionRule

Named = TypeVar("Named", Gate, Terms, Decisions)

_KEPT = "agreement timeline"


def timeline(seat: Seat) -> Timeline:
    """All versions of the agreement, oldest first."""
    with reading(seat) as session:
        return timeline_in(session)


def terms(seat: Seat) -> Terms:
    """The numbers of daily work that apply today."""
    with reading(seat) as session:
        return terms_in(session, seat.today)


def timeline_in(session: Session) -> Timeline:
    """The same, within a session, which remembers it until an action calls ``forget_timeline``."""
    kept = session.info.get(_KEPT)
    if isinstance(kept, Timeline):
        return kept
    headings: dict[str, list[AgreementSection]] = {}
    for section in session.exec(select(AgreementSection).order_by(col(AgreementSection.position))):
        headings.setdefault(section.agreement_id, []).append(section)
    rows = session.exec(select(Agreement).order_by(col(Agreement.number))).all()
    founded_on = session.exec(select(col(Partnership.founded_on))).first()
    found = Timeline(tuple(version_of(row, headings.get(row.id, [])) for row in rows), founded_on)
    session.info[_KEPT] = found
    return found


def forget_timeline(session: Session) -> None:
    """Read the versions again at the next question, because this session changes them."""
    session.info.pop(_KEPT, None)


def governing_in(session: Session, day: date) -> Version:
    """The version that applies on a day."""
    return timeline_in(session).on(day)


def terms_in(session: Session, day: date) -> Terms:
    """The numbers of daily work that apply on a day."""
    return governing_in(session, day).terms


def version_of(row: Agreement, sections: list[AgreementSection]) -> Version:
    """One stored version as a value; ``sections`` are its sections in order."""
    topics = topics_of([Section(one.heading, one.text, one.topic) for one in sections])
    return Version(
        number=row.number,
        kind=row.kind,
        state=row.state,
        name=row.name,
        zone=row.zone,
        emergency=row.emergency,
        places=row.places,
        quarter_first_month=row.quarter_first_month,
        mail_weekday=row.mail_weekday,
        conference=ConferenceRule(
            row.conference_rrule, row.conference_starts_at, row.conference_minutes, row.conference_place
        ),
        gate=named(Gate, row.gate),
        decisions=named(Decisions, row.decisions or {}),
        terms=named(Terms, row.terms),
        offered_on=row.offered_on,
        in_force_on=row.in_force_on,
        review_on=row.review_on,
        ended_on=row.ended_on,
        why=row.why or "",
        ended_why=row.ended_why or "",
        digest=row.digest or "",
        objectives_digest=row.objectives_digest or "",
        sections=tuple(
            Heading(number, one.heading, topic)
            for number, (one, topic) in enumerate(zip(sections, topics, strict=True), start=1)
        ),
    )


def named(kind: type[Named], stored: Mapping[str, Any]) -> Named:
    """Named values as they were stored; what a later casetable added has its usual value."""
    known = {field.name for field in fields(kind)}
    values = {name: value for name, value in stored.items() if name in known}
    if "domains" in values:
        values["domains"] = tuple(values["domains"])
    if "rule" in values:
        values["rule"] = DecisionRule(values["rule"])
    return kind(**values)
