"""Releases of information: recorded and revoked. Rules: Consent."""

from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from casetable.actions.participants import find_participant
from casetable.actions.wording import line, lines
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.models import Agency, Participant, Release
from casetable.queries.facts import release_shown
from casetable.rules.consent import check_release
from casetable.store.references import draw, read_reference, spell
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.participants import ReleaseTerms
from casetable.values.seat import Receipt, Seat
from casetable.words import Category, Method, ParticipantState, Role

ADD = Action("release.add", "recorded a release")
REVOKE = Action(
    "release.revoke", "revoked a release", never("a revocation stands; a new release is recorded when they say so")
)


def add_release(
    seat: Seat,
    participant: str,
    *,
    to: str,
    category: Category,
    since: date,
    method: Method,
    from_agency: str | None = None,
    until: date | None = None,
    purpose: str = "",
    ends_when: str = "",
    paper: str = "",
) -> Receipt:
    """Record what a participant allows: who may tell what to whom, from when until when (both days included).

    ``to`` and ``from_agency`` are agency codes; ``to`` "all" is every other agency at the table, ``from_agency``
    None every signatory. Recorded by the agency that tells, the one that proposed the participant, or the
    coordinator. Raises BadInput for terms that the rules forbid; then nothing is recorded.
    """
    with change(seat, ADD) as session:
        row, ref = find_participant(session, seat, participant)
        if row.state in (ParticipantState.PASSED_OVER, ParticipantState.LEFT):
            raise Refused(f"{ref} is {row.state.label}: nothing new is shared.")
        agencies = _agencies(session)
        disclosers = list(agencies.values()) if from_agency is None else [_agency(agencies, from_agency)]
        receivers = list(agencies.values()) if to.casefold() == "all" else [_agency(agencies, to)]
        pairs = [(one, other) for one in disclosers for other in receivers if one.id != other.id]
        if not pairs:
            raise BadInput("An agency needs no release to itself.", "Name another with --to.")
        refs = []
        for discloser, receiver in pairs:
            _may_record(seat, row, discloser)
            terms = ReleaseTerms(discloser.code, receiver.code, category, since, until, method)
            check_release(
                terms,
                purpose=lines(purpose),
                ends_when=lines(ends_when),
                minimum=discloser.minimum_method,
                provider=discloser.victim_service_provider,
            )
            number = draw(session, "R")
            session.add(_row(seat, row, discloser, receiver, terms, number, purpose, ends_when, paper))
            refs.append(spell("R", number))
        told = ", ".join(sorted({receiver.code for _, receiver in pairs}))
        return Receipt(f"{ref}: {category.label} may be told to {told} ({', '.join(refs)}).", refs[0])


def revoke_release(seat: Seat, release: str, *, why: str = "") -> Receipt:
    """Revoke one release from today on: it acts at once and is never undone.

    The receipt says whether its receiver still knows the participant by another one. Raises NotFound for one this
    seat may not know of, NotAllowed for an agency that is not part of it.
    """
    with change(seat, REVOKE) as session:
        number = read_reference(release, "R")
        ref = spell("R", number)
        row = session.exec(select(Release).where(Release.number == number, release_shown(seat))).first()
        if row is None:
            raise NotFound(f"There is no {ref} here.", "casetable release list shows them.")
        participant = session.exec(select(Participant).where(Participant.id == row.participant_id)).one()
        if not _may_revoke(seat, row, participant):
            raise NotAllowed(f"{ref} is between two other agencies.", "Tell one of them or the coordinator.")
        if row.revoked_on is not None or row.refused:
            raise Refused(f"{ref} is {'refused' if row.refused else 'revoked'} already.")
        _revoke(seat, row, why)
        return Receipt(
            f"{ref} is revoked as of today.{_still_known(session, seat, participant, {row.receiver_id})}", ref
        )


def revoke_releases(
    seat: Seat, participant: str, *, category: Category | None = None, to: str | None = None, why: str = ""
) -> Receipt:
    """Revoke all of a participant's releases that this seat may revoke; of one category or to one agency if named.

    Raises Refused when there is none left to revoke.
    """
    with change(seat, REVOKE) as session:
        person, ref = find_participant(session, seat, participant)
        statement = select(Release).where(
            Release.participant_id == person.id,
            release_shown(seat),
            col(Release.revoked_on).is_(None),
            col(Release.refused).is_(False),
        )
        if category is not None:
            statement = statement.where(Release.category == category)
        if to is not None:
            statement = statement.where(Release.receiver_id == _agency(_agencies(session), to).id)
        rows = [row for row in session.exec(statement) if _may_revoke(seat, row, person)]
        if not rows:
            raise Refused(f"{ref} has no such release that you could revoke.", "casetable release list shows them.")
        for row in rows:
            _revoke(seat, row, why)
        still = _still_known(session, seat, person, {row.receiver_id for row in rows})
        many = "1 release is" if len(rows) == 1 else f"{len(rows)} releases are"
        return Receipt(f"{ref}: {many} revoked as of today.{still}", ref)


def _may_revoke(seat: Seat, row: Release, participant: Participant) -> bool:
    concerned = {row.discloser_id, row.receiver_id, participant.agency_id}
    return seat.agency_id in concerned or Role.COORDINATOR in seat.roles


def _revoke(seat: Seat, row: Release, why: str) -> None:
    row.revoked_on = seat.today
    row.revoked_why = lines(why)


def _still_known(session: Session, seat: Seat, participant: Participant, receivers: set[str]) -> str:
    """Which of the receivers still know the participant, by which other general release that this seat may see."""
    session.flush()
    statement = (
        select(Agency.code, Release.number)
        .join(Release, col(Release.receiver_id) == Agency.id)
        .where(
            Release.participant_id == participant.id,
            release_shown(seat),
            Release.category == Category.GENERAL,
            col(Release.receiver_id).in_(receivers - {participant.agency_id}),
            col(Release.refused).is_(False),
            col(Release.revoked_on).is_(None),
            Release.since <= seat.today,
            or_(col(Release.until).is_(None), col(Release.until) >= seat.today),
        )
        .order_by(col(Agency.position), col(Release.number))
    )
    by: dict[str, list[str]] = {}
    for code, number in session.exec(statement).all():
        by.setdefault(code, []).append(spell("R", number))
    if not by:
        return " What it opened is closed at once."
    known = "; ".join(f"{code} by {', '.join(refs)}" for code, refs in by.items())
    return f" Still known to {known}."


def _row(
    seat: Seat,
    participant: Participant,
    discloser: Agency,
    receiver: Agency,
    terms: ReleaseTerms,
    number: int,
    purpose: str,
    ends_when: str,
    paper: str,
) -> Release:
    return Release(
        number=number,
        participant_id=participant.id,
        discloser_id=discloser.id,
        receiver_id=receiver.id,
        category=terms.category,
        since=terms.since,
        until=terms.until,
        ends_when=lines(ends_when),
        method=terms.method,
        purpose=lines(purpose),
        paper=line(paper),
        recorded_by_id=seat.actor,
        recorded_on=seat.today,
    )


def _agencies(session: Session) -> dict[str, Agency]:
    rows = session.exec(select(Agency).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position)))
    return {row.code: row for row in rows}


def _agency(agencies: dict[str, Agency], words: str) -> Agency:
    for code, agency in agencies.items():
        if words.strip().casefold() in (code.casefold(), agency.name.casefold()):
            return agency
    raise BadInput(f"{words[:40]!r} is no agency at this table.", f"One of: {', '.join(agencies)}.")


def _may_record(seat: Seat, participant: Participant, discloser: Agency) -> None:
    if seat.agency_id in (discloser.id, participant.agency_id) or Role.COORDINATOR in seat.roles:
        return
    raise NotAllowed(
        f"A release from {discloser.code} is recorded by {discloser.code}, by the agency that proposed "
        "the participant or by the coordinator."
    )
