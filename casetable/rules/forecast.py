"""What is to be known before a conference: who comes, who may hear whom, and what to do about it. Rules: Conference."""

from collections.abc import Collection, Sequence
from datetime import date

from casetable.rules.consent import Known, knows, reads_text, state_on
from casetable.rules.dates import say_date, say_day
from casetable.rules.releases import last_without_gap
from casetable.values.conference import Expected, Forecast, HearingCell
from casetable.values.participants import Release
from casetable.words import Category, Hearing, ReleaseState, Role, Sign

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
        return _ends_before(participant, agency, counting, today, conference)
    opens = f"casetable release add {participant} --to {agency} --method written"
    way = f"{agency} may not hear of {participant}: a release opens it ({opens}), or {agency} steps out for this item."
    return HearingCell(participant, agency, Hearing.NO_RELEASE, way)


def hearing_said(one: HearingCell, today: date) -> tuple[Sign, str]:
    """Return the sign and the words of whether an agency may hear: ``ends 9 Dec``, ``no release``."""
    if one.hearing is Hearing.MAY_HEAR:
        return Sign.DONE, "may hear"
    if one.hearing is Hearing.ENDS_BEFORE:
        return Sign.LATE, f"ends {say_date(one.until, today)}" if one.until is not None else "ends before"
    return Sign.DECLINED, "no release"


def quorum_said(one: Forecast) -> str:
    """Return whether the room could decide: ``yes, if everybody expected comes; nobody of SH has answered yet.``

    Where it could not, a sentence for each thing that is missing.
    """
    if not one.quorum.holds:
        return " ".join(one.quorum.missing)
    doubts = _doubts(one.expected)
    return f"yes, if everybody expected comes; {doubts}." if doubts else "yes."


def _doubts(everybody: Sequence[Expected]) -> str:
    """Say which agencies nobody has said yes for, in the order of the people; empty where there are none."""
    sure = {one.agency for one in everybody if one.comes}
    heard = {one.agency for one in everybody if one.comes is not None}
    unsure = [code for code in dict.fromkeys(one.agency for one in everybody if is_expected(one)) if code not in sure]
    silent, others = [one for one in unsure if one not in heard], [one for one in unsure if one in heard]
    parts = [f"nobody of {' or '.join(silent)} has answered yet"] if silent else []
    parts += [f"nobody of {' or '.join(others)} has said yes yet"] if others else []
    return "; ".join(parts)


def nobody_listed(roles: frozenset[Role]) -> str:
    """Say why a seat with these roles is told of no participant before a conference."""
    if reads_text(roles):
        return "Nobody whom your agency knows is on this agenda."
    return "Your seat sees no participants: who may hear of whom, and whom to ask, is for those who work with them."


def _ends_before(
    participant: str, agency: str, counting: Sequence[Release], today: date, conference: date
) -> HearingCell:
    in_force = [one for one in counting if state_on(one.terms, today) is ReleaseState.IN_FORCE]
    last = max(in_force, key=lambda one: one.terms.until or today)
    end = last.terms.until or today
    who = f" {last.renews} asks {participant}:" if last.renews else ""
    gap = f"On {say_day(conference)} {agency} may not hear of {participant}"
    way = f"{gap}: {last.release} ends {say_day(end)}.{who} casetable release renew {last.release}"
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
