"""Participants and their releases, as a seat may see them."""

from dataclasses import dataclass
from datetime import date

from casetable.words import Answer, Category, DeclineReason, LeavingReason, Method, ParticipantState, ReleaseState


@dataclass(frozen=True, slots=True)
class AgencyAnswer:
    """What one agency said to a proposal; ``note`` is None where there is none that this seat may read."""

    agency: str
    answer: Answer
    on: date
    note: str | None
    reason: DeclineReason | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant. ``name`` is None without a general release in force for this seat's agency.

    ``participant`` is the reference (``P-473``), ``agency`` the code of the proposing agency, ``needs`` what
    the recorded yes to be considered covers, ``agencies_to_answer`` the codes still owing an answer. ``proposed_by``
    is the name of who proposed them, ``lead`` of the lead worker; both, the leaving reason and the HUD destination are
    empty where this seat may not know. ``needs`` and ``reason`` are None where there are none that it may read: what is
    hidden and what was never said look the same. ``is_forgotten``: passed over so long ago that the name is removed.
    ``former_lead`` is the name of a lead worker who has left the table and whom nobody has followed yet: then nobody
    leads.
    """

    participant: str
    id: str
    version: int
    name: str | None
    state: ParticipantState
    agency: str
    needs: str | None = None
    reason: str | None = None
    proposed_on: date | None = None
    agreed_on: date | None = None
    answers: tuple[AgencyAnswer, ...] = ()
    agencies_to_answer: tuple[str, ...] = ()
    on_board: bool = False
    proposed_by: str = ""
    lead: str | None = None
    active_on: date | None = None
    left_on: date | None = None
    leaving_reason: LeavingReason | None = None
    destination: int | None = None
    is_forgotten: bool = False
    former_lead: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseTerms:
    """What rules/consent.py needs of one release. Agencies are codes; both ends of the interval count.

    ``until`` None never ends by date; ``revoked_on`` is the first day it no longer holds.
    """

    discloser: str
    receiver: str
    category: Category
    since: date
    until: date | None
    method: Method
    revoked_on: date | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """One release as listed: its terms, its paper and its state today. ``release`` is ``R-12``.

    ``renews`` is who renews it: the lead worker, else who recorded it. Purpose, paper and ``ends_when`` are empty
    for an agency that is no party to it, ``revoked_why`` for all but the agency that discloses.
    """

    release: str
    id: str
    version: int
    participant: str
    terms: ReleaseTerms
    state: ReleaseState
    purpose: str
    paper: str
    ends_when: str = ""
    revoked_why: str = ""
    renews: str = ""
