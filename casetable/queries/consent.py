"""Releases as a seat may see them: a release is itself a fact of its category."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import Agency, Participant, Person, Release, TeamMember
from casetable.queries.facts import (
    Predicate,
    release_shown,
    release_why_shown,
    release_words_shown,
    team_shown,
    terms_of,
)
from casetable.queries.governing import governing_in, terms_in
from casetable.queries.remembered import agency_codes
from casetable.rules.consent import state_on
from casetable.rules.releases import goes_on
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.participants import Release as ReleaseValue
from casetable.values.seat import Seat
from casetable.words import Category, ParticipantState, SectionTopic

_OPEN = tuple(one for one in ParticipantState if one not in (ParticipantState.PASSED_OVER, ParticipantState.LEFT))


def releases(seat: Seat, participant: str | None = None) -> tuple[ReleaseValue, ...]:
    """Releases by participant, category and agencies; of one participant when a reference is given."""
    with reading(seat) as session:
        return releases_in(session, seat, participant)


def releases_in(session: Session, seat: Seat, participant: str | None = None) -> tuple[ReleaseValue, ...]:
    """The same, within a session."""
    of = [] if participant is None else [col(Participant.number) == read_reference(participant, "P")]
    order = (col(Participant.number), col(Release.category), col(Release.since), col(Release.number))
    return _read(session, seat, of, order)


def release(seat: Seat, words: str) -> ReleaseValue:
    """One release by reference. Raises NotFound where this seat may not know of it."""
    number = read_reference(words, "R")
    with reading(seat) as session:
        found = _read(session, seat, [col(Release.number) == number], (col(Release.number),))
    if not found:
        raise NotFound(f"There is no {spell('R', number)} here.", "casetable release list shows them.")
    return found[0]


def endings(seat: Seat, days: int | None = None, participant: str | None = None) -> tuple[ReleaseValue, ...]:
    """The work-list: releases in force that end within ``days`` (None: as the agreement warns), soonest first.

    Each says who renews it. Left out are those that go on by another release, and those of people who left.
    ``participant`` narrows it to one.
    """
    with reading(seat) as session:
        warned = terms_in(session, seat.today).warn_release_days if days is None else days
        found = endings_in(session, seat, seat.today + timedelta(days=warned))
    of = None if participant is None else spell("P", read_reference(participant, "P"))
    return tuple(one for one in found if of in (None, one.participant))


def warning(seat: Seat) -> str:
    """How early an ending release is named, and where that is agreed: ``30 days before: Releases (section 9, v3)``."""
    with reading(seat) as session:
        applies = governing_in(session, seat.today)
        return f"{applies.terms.warn_release_days} days before: {applies.cite(SectionTopic.INFORMATION)}"


def endings_in(session: Session, seat: Seat, last: date, *narrowed: Predicate) -> tuple[ReleaseValue, ...]:
    """The same, within a session: those that end by the day ``last``; ``narrowed`` are conditions more."""
    standing: list[Predicate] = [col(Release.refused).is_(False), col(Release.revoked_on).is_(None)]
    ending = [
        *standing,
        col(Release.since) <= seat.today,
        col(Release.until).between(seat.today, last),
        col(Participant.state).in_(_OPEN),
        *narrowed,
    ]
    found = _read(session, seat, ending, (col(Release.until), col(Participant.number), col(Release.number)))
    if not found:
        return ()
    about = {one.participant for one in found}
    numbers = [read_reference(one, "P") for one in about]
    rows = session.exec(
        select(Release, Participant.number)
        .join(Participant, col(Participant.id) == Release.participant_id)
        .where(col(Participant.number).in_(numbers), release_shown(seat), *standing)
    ).all()
    codes = agency_codes(session)
    beside = [(spell("P", number), spell("R", row.number), terms_of(row, codes)) for row, number in rows]
    return tuple(
        one
        for one in found
        if not goes_on(
            one.terms, [terms for who, ref, terms in beside if who == one.participant and ref != one.release]
        )
    )


def still_known_to(
    session: Session, seat: Seat, participant_id: str, receivers: Iterable[str], without: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Which of the receivers (agency ids) know a participant by a general release in force: code to references.

    ``without`` are ids of releases that do not count. Only releases that this seat may see; of a victim service
    provider's participant only that provider's own.
    """
    provider = select(Agency.victim_service_provider, Agency.id).join(
        Participant, col(Participant.agency_id) == Agency.id
    )
    guarded, owner = session.exec(provider.where(Participant.id == participant_id)).one()
    statement = (
        select(Release, Agency.code)
        .join(Agency, col(Agency.id) == Release.receiver_id)
        .where(
            Release.participant_id == participant_id,
            release_shown(seat),
            Release.category == Category.GENERAL,
            col(Release.receiver_id).in_(sorted(set(receivers) - {owner})),
            col(Release.id).not_in(without),
            col(Release.refused).is_(False),
            col(Release.revoked_on).is_(None),
            Release.since <= seat.today,
            col(Release.until).is_(None) | (col(Release.until) >= seat.today),
        )
        .order_by(col(Agency.position), col(Release.number))
    )
    by: dict[str, list[str]] = {}
    for row, code in session.exec(statement).all():
        if not guarded or row.discloser_id == owner:
            by.setdefault(code, []).append(spell("R", row.number))
    return by


def _read(
    session: Session, seat: Seat, conditions: Sequence[Predicate], order: Sequence[Any]
) -> tuple[ReleaseValue, ...]:
    statement = (
        select_rows(
            Release,
            col(Participant.number),
            col(Person.name),
            col(Person.left_on),
            release_words_shown(seat).label("words"),
            release_why_shown(seat).label("why"),
        )
        .join(Participant, col(Participant.id) == Release.participant_id)
        .join(Person, col(Person.id) == Release.recorded_by_id)
        .where(release_shown(seat), *conditions)
        .order_by(*order)
    )
    rows = session.execute(statement).all()
    if not rows:
        return ()
    codes = agency_codes(session)
    leads = _leads(session, seat, {row.participant_id for row, *_ in rows})
    return tuple(
        _value(
            row,
            number,
            codes,
            seat.today,
            renews=_renews(row, leads.get(row.participant_id), "" if left else recorder),
            words=words,
            why=why,
        )
        for row, number, recorder, left, words, why in rows
    )


def _leads(session: Session, seat: Seat, participants: set[str]) -> dict[str, tuple[str, str]]:
    """By participant: name and agency id of the lead worker, where this seat may know who that is."""
    statement = (
        select(TeamMember.participant_id, Person.name, Person.agency_id)
        .join(Person, col(Person.id) == TeamMember.person_id)
        .where(col(TeamMember.leads).is_(True), col(Person.left_on).is_(None), team_shown(seat))
    )
    few = statement.where(col(TeamMember.participant_id).in_(participants)) if len(participants) == 1 else statement
    return {about: (name, agency) for about, name, agency in session.exec(few).all() if about in participants}


def _renews(row: Release, lead: tuple[str, str] | None, recorder: str) -> str:
    """The lead worker, if the release is one that their agency may know of; else who recorded it, while here."""
    if lead is None:
        return recorder
    name, agency = lead
    may_know = row.category is Category.GENERAL or agency in (row.discloser_id, row.receiver_id)
    return name if may_know else recorder


def _value(
    row: Release, number: int, codes: dict[str, str], today: date, *, renews: str, words: bool, why: bool
) -> ReleaseValue:
    """A release as a seat may see it: whether it may read its ``words``, and why it was refused or revoked."""
    terms = terms_of(row, codes)
    return ReleaseValue(
        release=spell("R", row.number),
        id=row.id,
        version=row.version,
        participant=spell("P", number),
        terms=terms,
        state=state_on(terms, today),
        purpose=row.purpose if words else "",
        paper=row.paper if words else "",
        ends_when=row.ends_when if words else "",
        revoked_why=row.revoked_why if why else "",
        renews=renews,
    )
