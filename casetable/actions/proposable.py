"""Whether somebody may be considered and proposed: their yes, age, and a provider's releases. Rules: Participants."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from casetable.actions.whom import agencies_at_table
from casetable.actions.wording import line
from casetable.errors import BadInput, Refused
from casetable.models import Agency, Participant, Release
from casetable.queries.facts import participant_known, terms_of
from casetable.queries.governing import terms_in
from casetable.rules.adulthood import is_minor
from casetable.rules.participants import unreleased
from casetable.store.references import spell
from casetable.values.seat import Seat
from casetable.words import Category, Method


def check_shareable(session: Session, seat: Seat, voice: Seat, row: Participant | None, ref: str) -> None:
    """Raise Refused where a victim service provider's releases do not cover every other agency today."""
    agencies = agencies_at_table(session)
    if not any(one.id == voice.agency_id and one.victim_service_provider for one in agencies):
        return
    codes = {one.id: one.code for one in agencies}
    given = select(Release).where(
        Release.participant_id == (row.id if row else ""),
        Release.discloser_id == voice.agency_id,
        Release.category == Category.GENERAL,
        Release.method == Method.WRITTEN,
    )
    held = [terms_of(one, codes) for one in session.exec(given) if one.receiver_id in codes]
    missing = unreleased(voice.agency, codes.values(), held, seat.today)
    if not missing:
        return
    first = "" if row else "Consider them first: casetable participant consider. "
    raise Refused(
        f"{ref or 'Nobody'} is {'not ' if row else ''}proposed: {voice.agency} has no written, dated general release "
        f"in force to {', '.join(missing)}.",
        f"{first}Then record what they allow: casetable release add {ref or 'P-…'} --from-agency {voice.agency} "
        "--to all --method written --until DATE",
    )


def name_of(name: str) -> str:
    """A name as it may be stored. Raises BadInput for none."""
    cleaned = line(name)
    if not cleaned:
        raise BadInput("A name is needed.", "Other agencies do not see it before a release covers it.")
    return cleaned


def agencies_named(session: Session, codes: Sequence[str] | None) -> str | None:
    """The agencies that a yes names, as the table holds them; None is all. Raises BadInput for one unknown."""
    if not codes or [one.strip().casefold() for one in codes] == ["all"]:
        return None
    known: dict[str, Agency] = {}
    for one in agencies_at_table(session):
        known |= {one.code.casefold(): one, one.name.casefold(): one}
    unknown = [one for one in codes if one.strip().casefold() not in known]
    if unknown:
        there = ", ".join(sorted({one.code for one in known.values()}))
        raise BadInput(f"{unknown[0].strip()[:40]!r} is no agency at this table.", f"One of: {there}.")
    named = {known[one.strip().casefold()].code for one in codes}
    return f" {' '.join(sorted(named))} "


def checked_yes(seat: Seat, considered_on: date | None) -> date:
    """The day of their yes. Raises BadInput for none, and for one that lies ahead."""
    if considered_on is None:
        raise BadInput(
            "Nobody is proposed without their yes.", "Say on which day they agreed to be considered: --asked-on."
        )
    if considered_on > seat.today:
        raise BadInput("Their yes cannot lie in the future.", "Say on which day they agreed to be considered.")
    return considered_on


def check_age(session: Session, seat: Seat, year: int | None, adult_confirmed: bool, consenter: str) -> None:
    """Raise for a minor or a person with a guardian unless the agreement names who consents, and they are named."""
    if year is not None and not 1900 < year <= seat.today.year:
        raise BadInput(f"{year} is no year of birth.", "Like 1984.")
    consents = terms_in(session, seat.today).consents_for_others.strip()
    if consenter and not consents:
        raise Refused(
            "Nobody who has a guardian is proposed: the agreement does not name who consents.",
            "Amend the agreement first (consents_for_others).",
        )
    minor = is_minor(year, seat.today)
    if minor is True and not consents:
        raise BadInput("A participant is 18 or over.", "The agreement would have to name who consents for a minor.")
    if minor is True and not consenter:
        raise BadInput("Who consents for them?", f"The agreement names {consents[:60]}: say who with --guardian.")
    if minor is None and not adult_confirmed and not consenter:
        known = f"Born in {year}, they" if year else "Without a year of birth, they"
        raise BadInput(f"{known} may still be under 18.", "Ask, then confirm with --adult-confirmed.")


def check_new(session: Session, seat: Seat, hmis_id: str) -> None:
    """Refuse a record that is at the table already, if this seat may know whose reference it is.

    Said to anybody else, it would tell who stands behind a reference.
    """
    row = session.exec(select(Participant).where(Participant.hmis_id == hmis_id, participant_known(seat))).first()
    if row is not None:
        raise Refused(f"This HMIS record is {spell('P', row.number)} already.")
