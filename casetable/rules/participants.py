"""On the way to the table and from it: what is missing before work begins, and what ends when somebody leaves.

Source: rules, Participants. Nothing here says whose facts may be shown: it is given what a seat may see.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from casetable.rules.consent import Known, knows
from casetable.rules.dates import say_day
from casetable.values.participants import Participant, ReleaseTerms
from casetable.words import AT_THE_TABLE, Answer, Category, LeavingReason, ParticipantState


def missing_to_begin(
    *,
    proposed_by: str,
    is_providers: bool,
    agencies: Sequence[str],
    releases: Iterable[ReleaseTerms],
    domains: Sequence[str],
    baselines: Collection[str],
    contact_asked: bool,
    today: date,
    narrow: Collection[str] = (),
) -> tuple[str, ...]:
    """Return what is missing before somebody agreed becomes active, a few words each; empty when nothing is.

    Of domains in ``narrow``, whose texts are of another category than general, it says: as far as you may know.
    ``agencies`` are the codes at the table, ``proposed_by`` the one that proposed them and ``is_providers`` whether it
    serves victims. ``domains`` are the words of the agreement's outcome domains, ``baselines`` those that have one.
    """
    held = [terms for terms in releases if terms.category is Category.GENERAL]
    without = [domain for domain in domains if domain not in baselines]
    certain, unsure = ([one for one in without if (one in narrow) is hidden] for hidden in (False, True))
    missing = [f"a baseline in {', '.join(certain)}"] if certain else []
    missing += [f"a baseline in {', '.join(unsure)}, as far as you may know"] if unsure else []
    who = Known(proposed_by, is_providers)
    missing += [_release_to(one, who, held, today) for one in agencies if not knows(one, who, held, today)]
    if not contact_asked:
        missing.append("how they may be reached safely")
    return tuple(missing)


def unreleased(
    proposed_by: str, agencies: Iterable[str], releases: Iterable[ReleaseTerms], today: date
) -> tuple[str, ...]:
    """Return the agencies that a victim service provider's participant may not be proposed to yet, with the reason.

    Each needs a written general release of that provider, dated, in force today: a code or initials do not make them
    shareable.
    """
    who = Known(proposed_by, victim_service_provider=True)
    dated = [one for one in releases if one.category is Category.GENERAL and one.until is not None]
    return tuple(_named(one, who, dated, today) for one in agencies if not knows(one, who, dated, today))


def forgotten_on(passed_over_on: date, days: int) -> date:
    """Return the day on which the name and the reason of somebody passed over are removed."""
    return passed_over_on + timedelta(days=days)


def why_no_work(state: ParticipantState, leaving_reason: LeavingReason | None = None) -> str:
    """Return why nothing is asked about somebody, as the end of a sentence that begins with their reference.

    Empty for somebody agreed or active.
    """
    if state in AT_THE_TABLE:
        return ""
    if state is ParticipantState.LEFT:
        return "has died: nothing more is asked." if leaving_reason is LeavingReason.DIED else "has left the table."
    return f"is {state.label}: no work is shared yet." if state is not ParticipantState.PASSED_OVER else _PASSED_OVER


def awaited_of(one: Participant) -> str:
    """Return whose answer to a proposal is awaited, by code, or who is to know of a decline; else empty."""
    if one.state is not ParticipantState.PROPOSED:
        return ""
    declined = any(answer.answer is Answer.DECLINE for answer in one.answers)
    return f"{one.agency} to know" if declined else ", ".join(one.agencies_to_answer)


def standing(state: ParticipantState) -> str:
    """Return how somebody stands, after their reference: ``is agreed``, ``has left the table``."""
    if state is ParticipantState.LEFT:
        return "has left the table"
    return f"{'was' if state is ParticipantState.PASSED_OVER else 'is'} {state.label}"


def is_told_nothing_more(leaving_reason: LeavingReason | None) -> bool:
    """Return True after somebody died: no task, letter or chase-up, and nothing is noted as told to them."""
    return leaving_reason is LeavingReason.DIED


_PASSED_OVER = "was passed over: no work is shared."


def _release_to(agency: str, who: Known, held: Sequence[ReleaseTerms], today: date) -> str:
    return f"a general release to {_named(agency, who, held, today)}"


def _named(agency: str, who: Known, held: Sequence[ReleaseTerms], today: date) -> str:
    """An agency that does not know them today; with the day when it will, if one is written down."""
    begins = [
        one.since
        for one in held
        if one.receiver == agency
        and one.since > today
        and not one.refused
        and one.revoked_on is None
        and (not who.victim_service_provider or one.discloser == who.proposed_by)
    ]
    return f"{agency} (one begins only on {say_day(min(begins))})" if begins else agency


def former_lead_words(one: Participant) -> str:
    """Return what is said in the place of a lead who has left: ``unassigned (Lee Park has left)``; else nothing."""
    return f"unassigned ({one.former_lead} has left)" if one.former_lead else ""
