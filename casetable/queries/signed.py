"""Who signed the agreement and its objectives, who has not, and what waits for somebody's name."""

from datetime import date

from sqlmodel import Session, col, select

from casetable.models import (
    Agreement,
    AgreementObjective,
    Person,
    PersonRole,
)
from casetable.models import Signature as SignatureRow
from casetable.queries.agreement_texts import row_in, signing_in, underway_in
from casetable.queries.governing import timeline_in
from casetable.queries.still_to_sign import still_to_sign_in
from casetable.rules.permissions import MAY
from casetable.values.agreement import Signature, Version, code_of
from casetable.values.seat import Seat
from casetable.words import AgreementKind, AgreementState, PaperSigned, Role

_SIGNED = frozenset({AgreementState.OFFERED, AgreementState.IN_FORCE})


def signatures_in(session: Session, number: int | None = None) -> tuple[Signature, ...]:
    """All signatures (of one version, where its number is given), by version, paper and day."""
    people = {one.id: one for one in session.exec(select(Person))}
    statement = select(SignatureRow, Agreement.number).join(Agreement, col(Agreement.id) == SignatureRow.agreement_id)
    if number is not None:
        statement = statement.where(Agreement.number == number)
    found = [signature_of(row, version, people) for row, version in session.exec(statement).all()]
    return tuple(sorted(found, key=lambda one: (one.version, one.paper, one.signed_on, one.agency, one.name)))


def signature_of(row: SignatureRow, version: int, people: dict[str, Person]) -> Signature:
    """One stored signature as a value; ``people`` are all rows of people by id."""
    signer = people.get(row.person_id) if row.person_id else None
    recorder = people.get(row.recorded_by_id)
    return Signature(
        version=version,
        paper=row.paper,
        name=row.name,
        agency=row.agency,
        role=row.role,
        signed_on=row.signed_on,
        recorded_on=row.on,
        code=code_of(version, row.digest),
        is_on_paper=row.is_on_paper,
        place=row.place,
        recorded_by=recorder.name if recorder else "somebody",
        is_current=signer is not None and signer.left_on is None,
        name_today=signer.name if signer is not None and signer.name != row.name else "",
    )


def objectives_signed_in(session: Session, version: Version) -> tuple[Signature, ...]:
    """Who signed the very objectives of a version, under it or under one before it whose page had the same words.

    Each person once: what they signed first.
    """
    if not version.objectives_digest:
        return ()
    people = {one.id: one for one in session.exec(select(Person))}
    rows = session.exec(
        select(SignatureRow, Agreement.number)
        .join(Agreement, col(Agreement.id) == SignatureRow.agreement_id)
        .where(SignatureRow.paper == PaperSigned.OBJECTIVES, SignatureRow.digest == version.objectives_digest)
        .order_by(col(Agreement.number))
    ).all()
    first: dict[str, Signature] = {}
    for row, number in rows:
        first.setdefault(row.person_id or row.name, signature_of(row, number, people))
    return tuple(sorted(first.values(), key=lambda one: (one.signed_on, one.agency, one.name)))


def unsigned_in(session: Session, version: Version) -> tuple[tuple[str, date], ...]:
    """Frontline people at the table who have not signed a version's objectives, with the day they joined.

    Nobody where there are no objectives, and under a handshake, which asks for no signatures.
    """
    if version.kind is AgreementKind.HANDSHAKE or not has_objectives_in(session, version.number):
        return ()
    rows = session.exec(
        select(Person)
        .join(PersonRole, col(PersonRole.person_id) == Person.id)
        .where(PersonRole.role == Role.FRONTLINE, col(Person.left_on).is_(None))
        .order_by(col(Person.joined_on), col(Person.name))
    ).all()
    signed = _signers_in(session, version)
    return tuple((one.name, one.joined_on) for one in rows if one.id not in signed)


def has_objectives_in(session: Session, number: int) -> bool:
    """A version has at least one objective."""
    statement = (
        select(AgreementObjective.id)
        .join(Agreement, col(Agreement.id) == AgreementObjective.agreement_id)
        .where(Agreement.number == number)
    )
    return session.exec(statement.limit(1)).first() is not None


def to_sign_in(session: Session, seat: Seat, *, may: bool = False) -> tuple[PaperSigned, ...]:
    """Papers that wait for this person's name; with ``may`` also the objectives for those who need not sign them.

    The agreement waits for a senior manager while it is offered and nobody of their party signed it; the objectives
    wait for every frontline person.
    """
    version = signing_in(session, seat)
    if version.state not in _SIGNED:
        return ()
    waiting = []
    if version.state is AgreementState.OFFERED and Role.SENIOR_MANAGER in seat.roles:
        unsigned = still_to_sign_in(session, row_in(session, seat, version.number))
        waiting += [PaperSigned.AGREEMENT] if seat.agency in unsigned else []
    workers = MAY["agreement.sign_objectives"] if may else frozenset({Role.FRONTLINE})
    if version.kind is not AgreementKind.HANDSHAKE and seat.roles & workers:
        signed = seat.actor in _signers_in(session, version, seat.actor)
        waiting += [] if signed or not has_objectives_in(session, version.number) else [PaperSigned.OBJECTIVES]
    return tuple(waiting)


def offering_in(session: Session, seat: Seat) -> tuple[bool, int]:
    """Whether a draft waits to be offered, and how many parties' names an offer waits for: said to the coordinator.

    A draft that applies as the founding left it waits too.
    """
    if Role.COORDINATOR not in seat.roles:
        return False, 0
    version = underway_in(session, seat) or timeline_in(session).on(seat.today)
    if version.state is AgreementState.OFFERED:
        return False, len(still_to_sign_in(session, row_in(session, seat, version.number)))
    return version.state is AgreementState.DRAFT, 0


def review_in(session: Session, seat: Seat) -> int | None:
    """In how many days the review of the version in force is due (negative: overdue); None where none is."""
    version = timeline_in(session).on(seat.today)
    if version.state is not AgreementState.IN_FORCE or version.review_on is None:
        return None
    return (version.review_on - seat.today).days


def _signers_in(session: Session, version: Version, only: str | None = None) -> frozenset[str]:
    """Ids of the people who signed the very objectives of a version; of one person where ``only`` is given."""
    if not version.objectives_digest:
        return frozenset()
    statement = select(SignatureRow.person_id).where(
        SignatureRow.paper == PaperSigned.OBJECTIVES, SignatureRow.digest == version.objectives_digest
    )
    if only is not None:
        statement = statement.where(SignatureRow.person_id == only)
    return frozenset(person for person in session.exec(statement) if person is not None)
