"""Amending the agreement: the next version as a draft, changed as often as needed before it is offered."""

from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from casetable.actions.agreement_copies import copy_version, delete_version
from casetable.actions.agreement_parties import content_of
from casetable.actions.agreement_rows import write_version
from casetable.actions.agreement_versions import Versions, check_seen, versions_in
from casetable.actions.amended import checked, of_file, standing_today
from casetable.actions.wording import lines
from casetable.errors import Refused
from casetable.models import Agreement, Partnership
from casetable.queries.governing import forget_timeline
from casetable.queries.people import people_in
from casetable.rules.amending import rules_differ
from casetable.rules.dates import say_day
from casetable.rules.permissions import why_not
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.partnership import Setup
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState

AMEND = Action("agreement.amend", "amended the agreement")

_OFFER = "casetable agreement offer"


def amend(seat: Seat, edit: Callable[[Setup], Setup], *, part: str = "", seen: str = "", why: str = "") -> Receipt:
    """Change what the next version says: the draft that is there, else a new one that begins as today's version.

    ``edit`` is given what the draft says and returns what it is to say. ``part`` is the key of the part that a form was
    filled from and ``seen`` its digest then. A first version that was never offered applies already: its words change
    in place, its numbers only on the day of founding, later they make version 2. Raises Refused while a version is
    offered or when nothing would change, SomebodyElseWasFirst when the part changed, BadInput for what may not stand.
    """
    with change(seat, AMEND) as session:
        versions = _free(versions_in(session, seat))
        base = versions.draft or versions.applies
        check_seen(session, seat, base, content_of(session, base), part, seen)
        return _amend(session, seat, versions, base, edit, why)


def amend_to(seat: Seat, setup: Setup, why: str = "") -> Receipt:
    """Make the next version say what a whole partnership file says.

    Agencies that do not sit at the table yet become newcomers with their people. People, holidays and closing days of
    those that sit here are no part of the agreement: the receipt says where they differ. Raises as ``amend`` does, and
    BadInput for a file that leaves an agency of the table out.
    """
    with change(seat, AMEND) as session:
        versions = _free(versions_in(session, seat))
        base = versions.draft or versions.applies
        notes: list[str] = []

        def edit(stands: Setup) -> Setup:
            return of_file(session, stands, setup, notes)

        return _amend(session, seat, versions, base, edit, why, notes)


def discard(seat: Seat) -> Receipt:
    """Take back a draft that nobody offered; undo brings it back. Raises Refused when there is none."""
    with change(seat, AMEND) as session:
        versions = versions_in(session, seat)
        draft = versions.draft
        if draft is None:
            raise Refused("There is no draft to discard.", "casetable agreement show says what there is.")
        if draft is versions.applies:
            raise Refused(
                f"v{draft.number} applies already and cannot be discarded.", "casetable agreement amend changes it."
            )
        number = draft.number
        delete_version(session, draft)
        forget_timeline(session)
        return Receipt(f"The draft v{number} is discarded; v{versions.applies.number} stays.", f"v{number}")


def _free(versions: Versions) -> Versions:
    """Raise Refused while a version is offered: two texts at once would leave open which one is being signed."""
    if versions.offered is not None:
        raise Refused(
            f"v{versions.offered.number} is offered for signing, so nothing is amended now.",
            "To change it, withdraw it first: casetable agreement withdraw",
        )
    return versions


def _amend(
    session: Session,
    seat: Seat,
    versions: Versions,
    base: Agreement,
    edit: Callable[[Setup], Setup],
    why: str,
    notes: Sequence[str] = (),
) -> Receipt:
    """``notes`` are sentences that ``edit`` adds for the receipt."""
    reason = lines(why)
    stands = standing_today(session, base)
    wanted = checked(session, seat, stands, edit(stands))
    may_say_why = reason and base.state is AgreementState.DRAFT and reason != base.why
    if wanted == stands and not may_say_why:
        raise Refused(f"Nothing was changed: v{base.number} says so already.")
    row = _target(session, seat, versions, base, rules_differ(stands, wanted))
    write_version(session, row, wanted)
    if reason:
        row.why = reason
    forget_timeline(session)
    said = [_said(versions, base, row), *_leaving(session, stands, wanted), *notes, _next(seat, versions, row)]
    return Receipt(" ".join(said), f"v{row.number}")


def _target(session: Session, seat: Seat, versions: Versions, base: Agreement, numbers: bool) -> Agreement:
    """The draft that is changed: ``base``, or a copy of it where what it says applies already."""
    if base.state is AgreementState.DRAFT and (base is not versions.applies or not numbers):
        return base
    if base.state is AgreementState.DRAFT and session.exec(select(col(Partnership.founded_on))).one() == seat.today:
        return base
    return copy_version(session, base, versions.next_number)


def _said(versions: Versions, base: Agreement, row: Agreement) -> str:
    if row is versions.applies:
        return f"v{row.number} is changed. It applies as it is."
    if row is base:
        return f"The draft v{row.number} is changed."
    if base.state is AgreementState.DRAFT:
        begun = f"The numbers of v{base.number} have applied since it began, so v{row.number} is a draft with these."
    else:
        begun = f"v{row.number} is a draft with your change."
    return f"{begun} v{versions.applies.number} applies until it is signed."


def _next(seat: Seat, versions: Versions, row: Agreement) -> str:
    """The last sentence, since it may end with a command."""
    may_offer = not why_not(seat.roles, "agreement.offer")
    if row is versions.applies:
        return f"To have it signed: {_OFFER}" if may_offer else "The coordinator offers it for signing."
    return f"When it is ready: {_OFFER}" if may_offer else "When it is ready, the coordinator offers it."


def _leaving(session: Session, stands: Setup, wanted: Setup) -> list[str]:
    """What is to be done before a party leaves, for each day of leaving that is new."""
    before = {one.code: one.leaves_on for one in stands.agencies}
    found = []
    for one in wanted.agencies:
        if one.leaves_on is None or before.get(one.code) == one.leaves_on:
            continue
        names = ", ".join(person.person for person in people_in(session) if person.agency == one.code)
        if names:
            day = say_day(one.leaves_on)
            found.append(f"Before {one.code} leaves on {day}, its people ({names}) hand over what they have.")
    return found
