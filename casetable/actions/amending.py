"""Amending the agreement: the next version as a draft, changed as often as needed before it is offered."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from casetable.actions.agreement_rows import content_of, copy_version, delete_version, write_version
from casetable.actions.agreement_versions import Versions, check_seen, seated_in, versions_in
from casetable.actions.wording import line, lines
from casetable.errors import BadInput, Refused
from casetable.models import Agency, Agreement, Partnership, Person
from casetable.queries.governing import forget_timeline
from casetable.queries.people import people_in
from casetable.rules.agreement_problems import leaving_problems, setup_problems
from casetable.rules.agreement_text import topics_of
from casetable.rules.amending import with_stated_shares
from casetable.rules.dates import say_day
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.partnership import PersonSetup, Setup
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState, Role

AMEND = Action("agreement.amend", "amended the agreement")

Edit = Callable[[Setup], Setup]
T = TypeVar("T")

RULES = ("terms", "gate", "decisions", "ladder", "places", "conference", "mail_weekday", "zone", "quarter_first_month")
"""What daily work is measured by: the parts of a set-up that may not change under days that have passed."""

_MANY_LINES = frozenset({"shared_challenge", "text", "hopes", "risks", "success", "note"})


def amend(seat: Seat, edit: Edit, *, part: str = "", seen: str = "", why: str = "") -> Receipt:
    """Change what the next version says: the draft that is there, else a new one that begins as today's version.

    ``edit`` is given what the draft says and returns what it is to say. ``part`` is the key of the part that a form was
    filled from and ``seen`` its digest then. A first version that was never offered applies already: its words change
    in place, its numbers only on the day of founding, later they make version 2. Raises Refused while a version is
    offered or when nothing would change, SomebodyElseWasFirst when the part changed, BadInput for what may not stand.
    """
    with change(seat, AMEND) as session:
        versions = versions_in(session, seat)
        base = _base(versions)
        stands = content_of(session, base)
        check_seen(session, seat, base, stands, part, seen)
        wanted = _checked(session, seat, stands, edit(stands))
        row = _target(session, seat, versions, base, stands, wanted)
        if wanted == stands and not _new_reason(row, base, why):
            raise Refused(f"Nothing was changed: v{base.number} says so already.")
        write_version(session, row, wanted)
        if why:
            row.why = lines(why)
        forget_timeline(session)
        return Receipt(_said(session, versions, base, row, stands, wanted), f"v{row.number}")


def amend_to(seat: Seat, setup: Setup, why: str = "") -> Receipt:
    """Make the next version say what a whole partnership file says.

    Agencies that do not sit at the table yet become newcomers with their people. People, holidays and closing days of
    those that sit here are no part of the agreement: the receipt says where they differ. Raises as ``amend`` does, and
    BadInput for a file that leaves an agency of the table out.
    """
    notes: list[str] = []

    def edit(stands: Setup) -> Setup:
        return _of_file(stands, setup, notes, seated)

    with _looking(seat) as session:
        seated = frozenset(seated_in(session))
        notes.extend(_people_differ(session, setup, seated))
    receipt = amend(seat, edit, why=why)
    return replace(receipt, sentence=" ".join([receipt.sentence, *notes]))


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
        delete_version(session, draft)
        forget_timeline(session)
        return Receipt(f"The draft v{draft.number} is discarded; v{versions.applies.number} stays.", f"v{draft.number}")
