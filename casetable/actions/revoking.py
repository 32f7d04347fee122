"""Releases revoked: sharing stops at once, and nothing brings it back but a new release. Rules: Consent."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from casetable.actions.conference_hearing import close_where_sharing_ended
from casetable.actions.participants import find_participant
from casetable.actions.wording import lines
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.models import Agency, Participant, Release
from casetable.queries.consent import still_known_to
from casetable.queries.facts import release_shown
from casetable.store.references import read_reference, spell
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.seat import Receipt, Seat
from casetable.words import Category, Role

STANDS = never("a revocation stands; a new release is recorded when they say so")
REVOKE = Action("release.revoke", "revoked a release", STANDS)


def revoke_release(seat: Seat, release: str, *, why: str = "") -> Receipt:
    """Revoke one release from today on: it acts at once, in a conference in session too, and is never undone.

    The receipt says whether its receiver still knows the participant by another one. Raises NotFound for one this
    seat may not know of, NotAllowed for an agency that is not part of it.
    """
    with change(seat, REVOKE) as session:
        row, ref = find_release(session, seat, release)
        participant = session.exec(select(Participant).where(Participant.id == row.participant_id)).one()
        end(session, seat, participant, [row], why)
        left = close_where_sharing_ended(session, seat, participant)
        return Receipt(f"{ref} is revoked as of today.{still_known(session, seat, participant, [row])}{left}", ref)


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
            statement = statement.where(Release.receiver_id == agency_named(agencies_at(session), to).id)
        rows = [row for row in session.exec(statement) if _may_revoke(seat, row, person)]
        if not rows:
            raise Refused(f"{ref} has no such release that you could revoke.", "casetable release list shows them.")
        end(session, seat, person, rows, why)
        left = close_where_sharing_ended(session, seat, person)
        return Receipt(f"{ref}: {how_many(rows)}{still_known(session, seat, person, rows)}{left}", ref)


def end(session: Session, seat: Seat, participant: Participant, rows: Sequence[Release], why: str) -> None:
    """Revoke rows of one participant as of today. Raises Refused for one that is over, NotAllowed for others'."""
    for row in rows:
        ref = spell("R", row.number)
        if row.participant_id != participant.id:
            raise BadInput(f"{ref} is somebody else's.", "One entry is about one participant.")
        if not _may_revoke(seat, row, participant):
            raise NotAllowed(f"{ref} is between two other agencies.", "Tell one of them or the coordinator.")
        if row.revoked_on is not None or row.refused:
            raise Refused(f"{ref} is {'refused' if row.refused else 'revoked'} already.")
        row.revoked_on = seat.today
        row.revoked_why = lines(why)
    session.flush()


def find_release(session: Session, seat: Seat, words: str) -> tuple[Release, str]:
    """A release that this seat may know of, and its reference. Raises NotFound."""
    number = read_reference(words, "R")
    ref = spell("R", number)
    row = session.exec(select(Release).where(Release.number == number, release_shown(seat))).first()
    if row is None:
        raise NotFound(f"There is no {ref} here.", "casetable release list shows them.")
    return row, ref


def still_known(session: Session, seat: Seat, participant: Participant, rows: Sequence[Release]) -> str:
    """A sentence on which receivers of revoked rows still know the participant, and by which other release."""
    by = still_known_to(session, seat, participant.id, {row.receiver_id for row in rows})
    if not by:
        return " What it opened is closed at once."
    known = "; ".join(f"{code} by {', '.join(refs)}" for code, refs in by.items())
    return f" Still known to {known}."


def how_many(rows: Sequence[Release]) -> str:
    """``2 releases are revoked as of today.``"""
    many = "1 release is" if len(rows) == 1 else f"{len(rows)} releases are"
    return f"{many} revoked as of today."


def agencies_at(session: Session) -> dict[str, Agency]:
    """The agencies at the table by their codes, in their order."""
    rows = session.exec(select(Agency).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position)))
    return {row.code: row for row in rows}


def agency_named(agencies: dict[str, Agency], words: str) -> Agency:
    """The agency that words name, by code or name. Raises BadInput that lists them."""
    for code, agency in agencies.items():
        if words.strip().casefold() in (code.casefold(), agency.name.casefold()):
            return agency
    raise BadInput(f"{words[:40]!r} is no agency at this table.", f"One of: {', '.join(agencies)}.")


def _may_revoke(seat: Seat, row: Release, participant: Participant) -> bool:
    concerned = {row.discloser_id, row.receiver_id, participant.agency_id}
    return seat.agency_id in concerned or Role.COORDINATOR in seat.roles
