"""Offering a version for signing, taking the offer back, and ending the agreement. Never undone."""

from sqlalchemy import func
from sqlmodel import Session, select

from casetable.actions.agreement_copies import copy_version
from casetable.actions.agreement_parties import content_of, newcomers_in, people_of
from casetable.actions.agreement_rows import freeze_content
from casetable.actions.agreement_versions import Versions, versions_in
from casetable.actions.amended import standing_today
from casetable.actions.coming import come_into_force, come_into_force_if_signed
from casetable.actions.wording import lines
from casetable.errors import BadInput, Refused
from casetable.models import Agreement, Signature
from casetable.queries.agreement_setup import newcomer_setup
from casetable.queries.governing import forget_timeline, timeline_in
from casetable.queries.people import people_in
from casetable.rules.agreement_problems import setup_problems
from casetable.rules.agreement_text import FORM, canonical, compose, compose_objectives, digest_of
from casetable.rules.signing import needs_signatures
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.agreement import code_of
from casetable.values.partnership import Setup
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState, Role

OFFER = Action("agreement.offer", "offered the agreement", never("an offered text may have been read and signed"))
WITHDRAW = Action("agreement.withdraw", "withdrew the offer", never("offer it again instead"))
END = Action("agreement.end", "ended the agreement", never("a new version takes up what ended"))


def offer(seat: Seat) -> Receipt:
    """Offer the draft for signing: from now on its words stay as they are.

    A handshake is in force at once at a table where nothing else ever was. Raises Refused where there is no draft, or
    where a party that joins has nobody who could sign.
    """
    with change(seat, OFFER) as session:
        versions = versions_in(session, seat)
        if versions.offered is not None:
            raise Refused(f"v{versions.offered.number} is offered already.", "casetable agreement show says who signs.")
        row = versions.draft
        if row is None:
            raise Refused("There is no draft to offer.", "casetable agreement amend begins one.")
        stands = content_of(session, row)
        _check_may_be_offered(session, row, versions, stands)
        known = timeline_in(session).versions
        must_sign = needs_signatures(next(one for one in known if one.number == row.number), known)
        freeze(session, seat, row)
        forget_timeline(session)
        code = code_of(row.number, row.digest or "")
        if must_sign:
            waits = come_into_force_if_signed(session, seat, row)
            nobody = _nobody_signs(session, stands)
            return Receipt(
                f"v{row.number} is offered for signing; its text code is {code}. {waits}{nobody}",
                f"v{row.number}",
            )
        said = come_into_force(session, seat, row, seat.today)
        return Receipt(f"{said} Its text code is {code}.", f"v{row.number}")


def withdraw(seat: Seat, why: str = "") -> Receipt:
    """Take an offer back. One that nobody signed is a draft again.

    One with signatures is kept as it is, ended, with its reason; a draft with the same words, for the same amendment,
    takes its place.
    Raises Refused where nothing is offered, BadInput where signatures stand and no reason is given.
    """
    with change(seat, WITHDRAW) as session:
        versions = versions_in(session, seat)
        row = versions.offered
        if row is None:
            raise Refused("Nothing is offered.", "casetable agreement show says where the agreement stands.")
        reason = lines(why)
        signed = _signatures(session, row)
        forget_timeline(session)
        if not signed:
            _unfreeze(row, reason)
            return Receipt(f"v{row.number} is withdrawn and a draft again.", f"v{row.number}")
        if not reason:
            raise BadInput(f"v{row.number} is signed already, so withdrawing it needs a reason.", "Say it with --why.")
        row.state, row.ended_on, row.ended_why = AgreementState.ENDED, seat.today, reason
        again = copy_version(session, row, versions.next_number)
        again.why = row.why
        many = "1 signature" if signed == 1 else f"{signed} signatures"
        return Receipt(
            f"v{row.number} is withdrawn and kept with its {many}. v{again.number} is a draft with the same words.",
            f"v{again.number}",
        )


def end(seat: Seat, why: str) -> Receipt:
    """End the agreement in force. Daily work goes on being counted by its numbers until another one is in force.

    Raises Refused where none is in force, BadInput without a reason.
    """
    with change(seat, END) as session:
        versions = versions_in(session, seat)
        row = versions.in_force
        if row is None:
            raise Refused("No agreement is in force, so none can end.", "casetable agreement show says what there is.")
        reason = lines(why)
        if not reason:
            raise BadInput("Why does it end?", "Say it with --why.")
        row.state, row.ended_on, row.ended_why = AgreementState.ENDED, seat.today, reason
        forget_timeline(session)
        return Receipt(
            f"v{row.number} ended today. Its numbers go on applying; a new version: casetable agreement amend",
            f"v{row.number}",
        )


def freeze(session: Session, seat: Seat, row: Agreement) -> None:
    """Write a version's exact words and their digests into its row: it is offered from today on."""
    freeze_content(session, row)
    stands = content_of(session, row)
    row.text_form = FORM
    row.text = canonical(compose(stands, row.number))
    row.digest = digest_of(row.text)
    row.objectives_text = canonical(compose_objectives(stands))
    row.objectives_digest = digest_of(row.objectives_text)
    row.state, row.offered_on = AgreementState.OFFERED, seat.today
    row.ended_why = None
    session.flush()


def _signatures(session: Session, row: Agreement) -> int:
    return session.exec(select(func.count()).select_from(Signature).where(Signature.agreement_id == row.id)).one()


def _unfreeze(row: Agreement, why: str) -> None:
    row.state, row.offered_on, row.ended_why = AgreementState.DRAFT, None, why or None
    row.text_form = row.text = row.digest = row.objectives_text = row.objectives_digest = None


def _check_may_be_offered(session: Session, row: Agreement, versions: Versions, stands: Setup) -> None:
    problems = setup_problems(stands)
    if problems:
        raise Refused(
            f"v{row.number} cannot be offered yet: {'; '.join(problems)}.", "casetable agreement amend changes it."
        )
    for newcomer in newcomers_in(session, row):
        if newcomer.agency_id is None and not any(Role.SENIOR_MANAGER in one.roles for one in people_of(newcomer)):
            joins = f'{newcomer.code} "{newcomer_setup(newcomer).name}" --person "NAME=senior manager"'
            raise Refused(
                f"Nobody could sign for {newcomer.code}, which is to join: none of its people is a senior manager.",
                f"Name one: casetable agreement join {joins}",
            )
    before = versions.in_force
    if before is not None and standing_today(session, before) == standing_today(session, row):
        raise Refused(f"v{row.number} says what v{before.number} says.", "casetable agreement amend changes it.")


def _nobody_signs(session: Session, stands: Setup) -> str:
    """A sentence about parties at the table without a senior manager; empty where every one has one."""
    people = people_in(session)
    sitting = {one.agency for one in people}
    can = {one.agency for one in people if Role.SENIOR_MANAGER in one.roles}
    without = [one.code for one in stands.agencies if one.code in sitting and one.code not in can]
    if not without:
        return ""
    return f" Nobody there may sign for {', '.join(without)} yet: a senior manager does (casetable person add)."
