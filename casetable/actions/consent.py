"""Releases of information: recorded and revoked. Rules: Consent."""

from datetime import date

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
    """Revoke a release from today on: it acts at once and is never undone.

    Raises NotFound for one this seat may not know of, NotAllowed for an agency that is not part of it.
    """
    with change(seat, REVOKE) as session:
        number = read_reference(release, "R")
        ref = spell("R", number)
        row = session.exec(select(Release).where(Release.number == number, release_shown(seat))).first()
        if row is None:
            raise NotFound(f"There is no {ref} here.", "casetable release list shows them.")
        participant = session.exec(select(Participant).where(Participant.id == row.participant_id)).one()
        concerned = {row.discloser_id, row.receiver_id, participant.agency_id}
        if seat.agency_id not in concerned and Role.COORDINATOR not in seat.roles:
            raise NotAllowed(f"{ref} is between two other agencies.", "Tell one of them or the coordinator.")
        if row.revoked_on is not None or row.refused:
            raise Refused(f"{ref} is {'refused' if row.refused else 'revoked'} already.")
        row.revoked_on = seat.today
        row.revoked_why = lines(why)
        return Receipt(f"{ref} is revoked as of today. What it opened is closed at once.", ref)


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
