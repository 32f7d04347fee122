"""Who may see what about whom, on which day: the truth that queries/facts.py is held against.

Source: the agreement's section on releases of information. Default is deny.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casetable.errors import BadInput
from casetable.values.participants import ReleaseTerms
from casetable.words import WRITTEN_ONLY, Audience, Category, Method, ReleaseState, Role

_READS_TEXT = frozenset({Role.FRONTLINE, Role.SUPERVISOR, Role.COORDINATOR})
_READS_LINES = frozenset({Role.COORDINATOR})
_READS_COUNTS = frozenset({Role.PROGRAMME_MANAGER, Role.SENIOR_MANAGER})


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules need of a participant: who proposed them, and whether that agency serves victims."""

    proposed_by: str
    victim_service_provider: bool


def reads_text(roles: frozenset[Role]) -> bool:
    """True for workers and the coordinator (as their agency). Managers and advisers read no text."""
    return bool(roles & _READS_TEXT)


def reads_lines(roles: frozenset[Role]) -> bool:
    """True for the coordinator: references, dates, owners and states without text."""
    return bool(roles & _READS_LINES)


def reads_counts(roles: frozenset[Role]) -> bool:
    """True for managers who are no workers as well: counts and references; no text, and nobody's single tasks."""
    return bool(roles & _READS_COUNTS) and not reads_text(roles)


def reads_references(roles: frozenset[Role]) -> bool:
    """True for everybody but advisers and guests, who learn nothing about participants."""
    return reads_text(roles) or reads_lines(roles) or reads_counts(roles)


def state_on(terms: ReleaseTerms, day: date) -> ReleaseState:
    """How a release stands on ``day``: both ends of its interval count; revoked counts from its first day."""
    if terms.refused:
        return ReleaseState.REFUSED
    if terms.revoked_on is not None and day >= terms.revoked_on:
        return ReleaseState.REVOKED
    if day < terms.since:
        return ReleaseState.NOT_YET
    if terms.until is not None and day > terms.until:
        return ReleaseState.EXPIRED
    return ReleaseState.IN_FORCE


def covers(
    releases: Iterable[ReleaseTerms], day: date, *, receiver: str, category: Category, discloser: str | None = None
) -> bool:
    """True if one of a participant's releases lets ``receiver`` know this category on ``day``.

    ``discloser`` None asks for a release by anybody.
    """
    return any(
        state_on(terms, day) is ReleaseState.IN_FORCE
        and terms.receiver == receiver
        and terms.category is category
        and discloser in (None, terms.discloser)
        for terms in releases
    )


def knows(
    agency: str, participant: Known, releases: Iterable[ReleaseTerms], today: date, *, reads_only: bool = False
) -> bool:
    """True if an agency may know who the participant is.

    It proposed them, or a general release to it is in force today; for a victim service provider's participant
    the release must be that provider's own. With ``reads_only`` only those it proposed: looking at another agency's
    facts could not be recorded there.
    """
    if agency == participant.proposed_by:
        return True
    if reads_only:
        return False
    discloser = participant.proposed_by if participant.victim_service_provider else None
    return covers(releases, today, receiver=agency, category=Category.GENERAL, discloser=discloser)


def may_read(
    agency: str,
    participant: Known,
    releases: Iterable[ReleaseTerms],
    *,
    writer: str,
    category: Category,
    written_on: date,
    today: date,
    reads_only: bool = False,
) -> bool:
    """True if a worker of ``agency`` may read a text about a participant.

    The agency wrote it; or it knows the participant and a release by the writer covered this category both on
    the day of the text and today. With ``reads_only`` only what it wrote.
    """
    if agency == writer:
        return True
    if reads_only:
        return False
    held = tuple(releases)
    return knows(agency, participant, held, today) and all(
        covers(held, day, receiver=agency, category=category, discloser=writer) for day in (written_on, today)
    )


def may_list(
    agency: str, participant: Known, releases: Iterable[ReleaseTerms], today: date, *, reads_only: bool
) -> bool:
    """True if a participant may be listed for an agency, by reference at least.

    A victim service provider's only where the agency knows them; with ``reads_only`` only those it proposed.
    """
    may_know = knows(agency, participant, releases, today, reads_only=reads_only)
    return may_know or not (reads_only or participant.victim_service_provider)


def may_see_release(
    agency: str,
    participant: Known,
    releases: Iterable[ReleaseTerms],
    terms: ReleaseTerms,
    today: date,
    *,
    reads_only: bool,
) -> bool:
    """True if a worker of ``agency`` may see one of a participant's releases.

    Its two agencies may, of a victim service provider's participant only while they know them; others only general
    ones, of participants they know. With ``reads_only`` only the agency that discloses.
    """
    if reads_only and terms.discloser != agency:
        return False
    held = tuple(releases)
    if agency in (terms.discloser, terms.receiver) and may_list(agency, participant, held, today, reads_only=False):
        return True
    return terms.category is Category.GENERAL and knows(agency, participant, held, today)


def may_read_release_words(
    agency: str,
    participant: Known,
    releases: Iterable[ReleaseTerms],
    terms: ReleaseTerms,
    today: date,
    *,
    reads_only: bool,
) -> bool:
    """True if a worker of ``agency`` may read a release's purpose, its paper and the event that ends it.

    Its two agencies may, while they may see it at all; others see only who may tell whom what, and when.
    """
    party = agency in (terms.discloser, terms.receiver)
    return party and may_see_release(agency, participant, releases, terms, today, reads_only=reads_only)


def may_read_release_why(
    agency: str,
    participant: Known,
    releases: Iterable[ReleaseTerms],
    terms: ReleaseTerms,
    today: date,
    *,
    reads_only: bool,
) -> bool:
    """True if a worker of ``agency`` may read why a release was refused or revoked: the disclosing agency's alone."""
    own = agency == terms.discloser
    return own and may_see_release(agency, participant, releases, terms, today, reads_only=reads_only)


def may_hear_needs(
    agency: str,
    participant: Known,
    releases: Iterable[ReleaseTerms],
    today: date,
    *,
    waits: bool,
    considered_for: str | None,
    reads_only: bool,
) -> bool:
    """True if a worker of ``agency`` may read what a yes to be considered covers.

    Who knows the participant may; while they are considered or proposed (``waits``), every agency that the yes names
    may: ``considered_for`` holds their codes with a blank around each, None is all. Of a victim service provider's
    participant nobody else may.
    """
    held = tuple(releases)
    if knows(agency, participant, held, today, reads_only=reads_only):
        return True
    named = considered_for is None or f" {agency} " in considered_for
    return waits and named and may_list(agency, participant, held, today, reads_only=reads_only)


def may_see_disclosure(
    agency: str,
    participant: Known,
    releases: Iterable[ReleaseTerms],
    today: date,
    *,
    discloser: str,
    receiver: str | None,
    category: Category,
    reads_only: bool,
) -> bool:
    """True if a worker of ``agency`` may see a line of the account of disclosures: a fact of its category.

    Its two agencies may, of a victim service provider's participant only while they know them; others only general
    ones, of participants they know. With ``reads_only`` only the agency that disclosed.
    """
    if reads_only:
        return discloser == agency
    held = tuple(releases)
    party = agency in (discloser, receiver)
    if party and may_list(agency, participant, held, today, reads_only=False):
        return True
    return category is Category.GENERAL and knows(agency, participant, held, today)


def may_see_team(
    agency: str,
    participant: Known,
    releases: Iterable[ReleaseTerms],
    today: date,
    *,
    roles: frozenset[Role],
    reads_only: bool,
) -> bool:
    """True if somebody of ``agency`` in these roles may see who leads and who works with a participant.

    A worker may whose agency knows the participant; the coordinator, who sees owners, of everybody on the list.
    """
    held = tuple(releases)
    if reads_lines(roles):
        return may_list(agency, participant, held, today, reads_only=reads_only)
    return reads_text(roles) and knows(agency, participant, held, today, reads_only=reads_only)


def may_see_link(
    agency: str,
    both: Iterable[tuple[Known, Iterable[ReleaseTerms]]],
    today: date,
    *,
    allowed_by_both: bool,
    reads_only: bool,
) -> bool:
    """True if a worker of ``agency`` may see that two participants live together.

    Both allowed it and neither took it back, and the agency knows both: nobody consents for a partner.
    """
    return allowed_by_both and all(
        knows(agency, participant, releases, today, reads_only=reads_only) for participant, releases in both
    )


def may_list_item(
    agency: str,
    participant: Known | None,
    releases: Iterable[ReleaseTerms],
    today: date,
    *,
    roles: frozenset[Role],
    reads_only: bool,
) -> bool:
    """True if an item of an agenda may stand there for somebody of ``agency`` in these roles.

    ``participant`` None: it is about nobody and stands there for everybody. A worker's agency knows the participant;
    the coordinator and managers see the item by its reference, where the participant may be listed.
    """
    if participant is None:
        return True
    held = tuple(releases)
    known = reads_text(roles) and knows(agency, participant, held, today, reads_only=reads_only)
    by_reference = reads_lines(roles) or reads_counts(roles)
    return known or (by_reference and may_list(agency, participant, held, today, reads_only=reads_only))


def may_see_guest(
    agency: str,
    brought_by: Known | None,
    releases: Iterable[ReleaseTerms],
    today: date,
    *,
    roles: frozenset[Role],
    reads_only: bool,
) -> bool:
    """True if somebody of ``agency`` in these roles may see who a guest of a conference is.

    Whom a participant brought is shown to workers whose agency knows that participant; other guests to everybody.
    """
    if brought_by is None:
        return True
    return reads_text(roles) and knows(agency, brought_by, releases, today, reads_only=reads_only)


def may_read_paper(
    agency: str,
    audience: Audience,
    *,
    made_for: str,
    about: Known | None,
    releases: Iterable[ReleaseTerms],
    today: date,
    roles: frozenset[Role],
    reads_only: bool,
) -> bool:
    """True if somebody of ``agency`` in these roles may read a stored edition of minutes.

    An agency's own workers read theirs and its mail's; managers and the coordinator read the managers'; a letter is
    read by the workers of the agency that hands it over (``made_for``) while they know the participant (``about``).
    With ``reads_only`` nobody reads one: it could not be recorded.
    """
    if reads_only:
        return False
    if audience is Audience.MANAGERS:
        return reads_lines(roles) or reads_counts(roles)
    if not reads_text(roles) or agency != made_for:
        return False
    return audience is not Audience.PARTICIPANT or (about is not None and knows(agency, about, releases, today))


def may_see_draft(agency: str, *, roles: frozenset[Role], kept_for: str, is_writer: bool) -> bool:
    """True if somebody of ``agency`` in these roles may see a text kept because it could not be saved.

    It is kept for its writer's own agency: its workers see it, and its writer whatever they are at the table.
    """
    return agency == kept_for and (reads_text(roles) or is_writer)


def check_release(terms: ReleaseTerms, *, purpose: str, ends_when: str, minimum: Method, provider: bool) -> None:
    """Raise BadInput with every reason why a release cannot stand as it is.

    ``minimum`` is the discloser's minimum method, ``provider`` whether the discloser serves victims.
    """
    problems = []
    strict = terms.category in WRITTEN_ONLY
    what = terms.category.label if strict else f"{terms.discloser}, a victim service provider,"
    by_event = terms.category is Category.SUBSTANCE_USE and not provider
    if terms.discloser == terms.receiver:
        problems.append("an agency needs no release to itself")
    if terms.until is not None and terms.until < terms.since:
        problems.append("it ends before it begins")
    if (strict or provider) and terms.method is not Method.WRITTEN:
        problems.append(f"{what} needs a written release")
    elif terms.method.strength < minimum.strength:
        problems.append(f"{terms.discloser} asks for at least a {minimum} release")
    if strict and not purpose:
        problems.append(f"{terms.category.label} needs a purpose")
    if (strict or provider) and terms.until is None and not (by_event and ends_when):
        problems.append(f"{what} needs an end: a last day{' or what ends it' if by_event else ''}")
    if problems:
        raise BadInput(f"This release cannot be recorded: {'; '.join(problems)}.", "Nothing was changed.")
