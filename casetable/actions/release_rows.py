"""What every way to write a release down does: who may tell whom, who may record it, its row and its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.participants import find_participant
from casetable.actions.revoking import agencies_at, agency_named
from casetable.errors import BadInput, NotAllowed, Refused
from casetable.models import Agency, Participant, Release, TeamMember
from casetable.queries.facts import release_shown, terms_of
from casetable.rules.consent import check_release
from casetable.rules.dates import say_date
from casetable.rules.participants import standing
from casetable.store.references import draw, spell
from casetable.values.participants import ReleaseTerms
from casetable.values.seat import Receipt, Seat
from casetable.words import Category, Method, ParticipantState, Role

EVERYBODY = "all"
"""The word for every agency at the table."""

_NAMED_REFS = 6


@dataclass(frozen=True, slots=True)
class Given:
    """What is said once for all releases of an entry, cleaned. Both days count; ``until`` None is no date.

    ``refused`` tells a no, ``why`` its reason.
    """

    since: date
    until: date | None
    method: Method
    purpose: str = ""
    ends_when: str = ""
    paper: str = ""
    refused: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Who may tell whom what."""

    discloser: Agency
    receiver: Agency
    category: Category

    def terms(self, given: Given) -> ReleaseTerms:
        """The terms of a release of this pair, as the rules read them."""
        return ReleaseTerms(
            self.discloser.code, self.receiver.code, self.category, given.since, given.until, given.method
        )


def open_participant(session: Session, seat: Seat, words: str) -> tuple[Participant, str]:
    """A participant about whom something may be agreed still, and the reference. Raises NotFound, Refused."""
    row, ref = find_participant(session, seat, words)
    check_open(row)
    return row, ref


def check_open(row: Participant) -> None:
    """Raise Refused for somebody who left or was passed over."""
    if row.state in (ParticipantState.PASSED_OVER, ParticipantState.LEFT):
        raise Refused(f"{spell('P', row.number)} {standing(row.state)}: nothing new is shared.")


def pairs_of(session: Session, cells: Sequence[tuple[str, Category]], from_agency: str | None) -> list[Pair]:
    """Who may tell whom what, each once; cells are (receiving agency or "all", category), ``from_agency`` None is all.

    Raises BadInput for an agency that is not at the table, and where only an agency and itself are left.
    """
    agencies = agencies_at(session)
    everybody = list(agencies.values())
    disclosers = everybody if from_agency is None else [agency_named(agencies, from_agency)]
    pairs = {
        (one.id, other.id, category): Pair(one, other, category)
        for to, category in cells
        for one in disclosers
        for other in (everybody if to.strip().casefold() == EVERYBODY else [agency_named(agencies, to)])
        if one.id != other.id
    }
    if not pairs:
        raise BadInput("An agency needs no release to itself.", "Name another with --to.")
    return list(pairs.values())


def on_hand(session: Session, seat: Seat, row: Participant) -> list[tuple[str, ReleaseTerms]]:
    """The releases of a participant that this seat may know of: reference and terms, in no telling order."""
    codes = dict(session.exec(select(Agency.id, Agency.code)).all())
    rows = select(Release).where(Release.participant_id == row.id, release_shown(seat)).order_by(col(Release.number))
    return [(spell("R", one.number), terms_of(one, codes)) for one in session.exec(rows)]


def check_recorder(
    session: Session, seat: Seat, participant: Participant, discloser: Agency, *, leads_too: bool = False
) -> None:
    """Raise NotAllowed unless this seat may record what an agency tells; with ``leads_too`` the lead worker may."""
    if seat.agency_id in (discloser.id, participant.agency_id) or Role.COORDINATOR in seat.roles:
        return
    if leads_too and _leads(session, seat, participant):
        return
    raise NotAllowed(
        f"A release from {discloser.code} is recorded by {discloser.code}, by the agency that proposed "
        "the participant or by the coordinator."
    )


def _leads(session: Session, seat: Seat, participant: Participant) -> bool:
    member = select(TeamMember.id).where(
        TeamMember.participant_id == participant.id,
        TeamMember.person_id == seat.actor,
        col(TeamMember.leads).is_(True),
    )
    return session.exec(member).first() is not None


def check_and_add(session: Session, seat: Seat, row: Participant, pairs: Sequence[Pair], given: Given) -> list[str]:
    """Write one release for each pair and return the references. Raises BadInput with all that the rules forbid."""
    for pair in pairs:
        check_release(
            pair.terms(given),
            purpose=given.purpose,
            ends_when=given.ends_when,
            minimum=pair.discloser.minimum_method,
            provider=pair.discloser.victim_service_provider,
        )
    return [add(session, seat, row, pair, given) for pair in pairs]


def add(session: Session, seat: Seat, row: Participant, pair: Pair, given: Given) -> str:
    """Write one release, or one refusal, and return its reference."""
    number = draw(session, "R")
    session.add(
        Release(
            number=number,
            participant_id=row.id,
            discloser_id=pair.discloser.id,
            receiver_id=pair.receiver.id,
            category=pair.category,
            since=given.since,
            until=given.until,
            ends_when=given.ends_when,
            method=given.method,
            purpose=given.purpose,
            paper=given.paper,
            refused=given.refused,
            revoked_why=given.why,
            recorded_by_id=seat.actor,
            recorded_on=seat.today,
        )
    )
    return spell("R", number)


def receipt_of(seat: Seat, ref: str, pairs: Sequence[Pair], refs: Sequence[str], given: Given) -> Receipt:
    """Say what may be told to whom; the receipt stands for the first release of one's own agency."""
    what = ", ".join(dict.fromkeys(pair.category.label for pair in pairs))
    receivers = ", ".join(sorted({pair.receiver.code for pair in pairs}))
    sentence = f"{ref}: {what} may be told to {receivers} ({listed(refs)})."
    if given.since > seat.today:
        sentence += f" Not yet: it holds from {say_date(given.since, seat.today)}, and opens nothing before."
    elif given.until is not None and given.until < seat.today:
        sentence += " It is over already, and opens nothing."
    own = [
        one for one, pair in zip(refs, pairs, strict=True) if seat.agency_id in (pair.discloser.id, pair.receiver.id)
    ]
    return Receipt(sentence, (own or list(refs))[0], tuple(refs))


def listed(refs: Sequence[str]) -> str:
    """A few references, or how many there are."""
    return ", ".join(refs) if len(refs) <= _NAMED_REFS else f"{len(refs)} releases"
