"""What is to be known before a conference: who comes, who may hear whom, and what to do about it. Rules: Conference."""

from collections.abc import Collection, Sequence
from datetime import date

from casetable.rules.consent import Known, knows, state_on
from casetable.rules.dates import say_day
from casetable.rules.releases import last_without_gap
from casetable.values.conference import Expected, HearingCell
from casetable.values.participants import Release
from casetable.words import Category, Hearing, ReleaseState

ASK_WORKING_DAYS_BEFORE = 2
"""A participant is asked at the latest so many working days before the conference."""


def is_expected(one: Expected) -> bool:
    """True for somebody who said yes, or who said nothing and is there that day."""
    return one.comes if one.comes is not None else not one.away


def expected_agencies(everybody: Collection[Expected]) -> frozenset[str]:
    """Return the codes of the agencies from which somebody is expected."""
    return frozenset(one.agency for one in everybody if is_expected(one))


def hearing(
    participant: str, known: Known, agency: str, given: Sequence[Release], today: date, conference: date
) -> HearingCell:
    """Judge whether an agency may hear about a participant on the day of the conference, as releases stand today.

    ``given`` are the participant's releases.
    """
    counting = [
        one
        for one in given
        if one.terms.receiver == agency
        and one.terms.category is Category.GENERAL
        and (not known.victim_service_provider or one.terms.discloser == known.proposed_by)
    ]
    terms = [one.terms for one in counting]
    if knows(agency, known, terms, conference):
        return HearingCell(participant, agency, Hearing.MAY_HEAR, until=_until(agency, known, counting, conference))
    if knows(agency, known, terms, today):
        return _ends_before(participant, agency, counting, today)
    opens = f"casetable release add {participant} --to {agency} --method written"
    way = f"{agency} may not hear of {participant}: a release opens it ({opens}), or {agency} steps out for this item."
    return HearingCell(participant, agency, Hearing.NO_RELEASE, way)


def _ends_before(participant: str, agency: str, counting: Sequence[Release], today: date) -> HearingCell:
    in_force = [one for one in counting if state_on(one.terms, today) is ReleaseState.IN_FORCE]
    last = max(in_force, key=lambda one: one.terms.until or today)
    end = last.terms.until or today
    who = f" {last.renews} asks {participant}:" if last.renews else ""
    way = f"{last.release} ends {say_day(end)}.{who} casetable release renew {last.release}"
    return HearingCell(participant, agency, Hearing.ENDS_BEFORE, way, end)


def _until(agency: str, known: Known, counting: Sequence[Release], day: date) -> date | None:
    """The last day of sharing without a gap; None for one's own participant and where there is no end."""
    if agency == known.proposed_by:
        return None
    standing = [one.terms for one in counting if not one.terms.refused and one.terms.revoked_on is None]
    ends = [
        last_without_gap(one.until, [(other.since, other.until) for other in standing])
        for one in standing
        if state_on(one, day) is ReleaseState.IN_FORCE
    ]
    known_ends = [one for one in ends if one is not None]
    return max(known_ends) if known_ends and len(known_ends) == len(ends) else None
