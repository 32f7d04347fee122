"""The numbers of the agreement as fields: which stand in the form of which section, and what came of them."""

import re
from collections.abc import Mapping

from casetable.errors import BadInput
from casetable.rules.agreement_numbers import numbers, said_in
from casetable.rules.amending import with_ladder, with_numbers, with_shares
from casetable.screens.sheet import Field
from casetable.values.partnership import LadderStep, Setup
from casetable.words import SectionTopic

KEYS: Mapping[SectionTopic, tuple[str, ...]] = {
    SectionTopic.PURPOSE: ("shared_challenge",),
    SectionTopic.PARTICIPANTS: ("places", "terms.consents_for_others", "terms.forget_passed_over_days"),
    SectionTopic.WAYS: (
        "mail_weekday",
        "conference.rrule",
        "conference.starts_at",
        "conference.minutes",
        "conference.place",
        "zone",
        "quarter_first_month",
        "sharing",
    ),
    SectionTopic.DECISIONS: (
        "decisions.rule",
        "decisions.quorum_agencies",
        "decisions.quorum_worker",
        "decisions.ratify_working_days",
    ),
    SectionTopic.INFORMATION: ("terms.release_months", "terms.warn_release_days"),
    SectionTopic.ACCOUNTABILITY: (
        "terms.ask_working_days",
        "terms.missed_after_days",
        "terms.stalled_after_days",
        "terms.default_task_minutes",
    ),
    SectionTopic.MEASURES: ("terms.domains",),
    SectionTopic.GROWTH: (
        "gate.quarters",
        "gate.promises_kept",
        "gate.promises_kept_each_agency",
        "gate.effort_floor",
        "gate.effort_prompt",
        "gate.mails_missed_at_most",
        "gate.quorate_conferences_at_least",
        "gate.absences_at_most",
        "gate.improved",
        "gate.improved_people_at_least",
        "gate.closes_on_day",
    ),
    SectionTopic.SAFETY: ("emergency",),
    SectionTopic.TERM: ("terms.review_months", "terms.warn_review_days"),
}
"""Which numbers stand below the section of which topic, as in the text."""

_LABELS = {
    "name": "Name",
    "kind": "Kind",
    "shared_challenge": "Shared challenge",
    "places": "Places",
    "terms.consents_for_others": "Consents for others",
    "terms.forget_passed_over_days": "Passed over: forgotten, days",
    "mail_weekday": "Weekly mail on",
    "conference.rrule": "Conference",
    "conference.starts_at": "Conference at",
    "conference.minutes": "Conference, minutes",
    "conference.place": "Conference, where",
    "zone": "Time zone",
    "quarter_first_month": "First quarter begins in",
    "sharing": "Table shared as",
    "decisions.rule": "Where not all agree",
    "decisions.quorum_agencies": "Quorum, agencies",
    "decisions.quorum_worker": "And who knows them",
    "decisions.ratify_working_days": "Ratify, working days",
    "terms.release_months": "A release lasts, months",
    "terms.warn_release_days": "Warned before, days",
    "terms.ask_working_days": "Ask returns, working days",
    "terms.missed_after_days": "Promise missed after, days",
    "terms.stalled_after_days": "No news asked after, days",
    "terms.default_task_minutes": "Task without size, minutes",
    "terms.domains": "Outcomes read in",
    "gate.quarters": "Good quarters in a row",
    "gate.promises_kept": "Promises kept, at least",
    "gate.promises_kept_each_agency": "Each agency, at least",
    "gate.effort_floor": "Effort kept, at least",
    "gate.effort_prompt": "Effort shared from",
    "gate.mails_missed_at_most": "Weeks without mail, at most",
    "gate.quorate_conferences_at_least": "With quorum, at least",
    "gate.absences_at_most": "Agency absent, at most",
    "gate.improved": "People improved, at least",
    "gate.improved_people_at_least": "People read, at least",
    "gate.closes_on_day": "Quarter judged on day",
    "emergency": "At risk now: call",
    "terms.review_months": "Review after, months",
    "terms.warn_review_days": "Warned before, days",
}
EFFORT = "effort"
_STEP = "step"
_STEPS_MORE = 1
"""Empty fields for further steps of the ladder."""
_PLEDGE = re.compile(r"([A-Za-z]{2,5})\s*[:=]?\s*(\d{1,3}(?:[.,]\d+)?)\s*%?")


def id_of(key: str) -> str:
    """A number's key as the name of a field."""
    return key.replace(".", "-")


def number_field(setup: Setup, key: str) -> Field:
    """One number as a field, filled with what stands."""
    return Field(id_of(key), _LABELS[key], numbers()[key].expected, said_in(setup, key))


def number_fields(setup: Setup, topic: SectionTopic | None) -> tuple[Field, ...]:
    """The numbers that a section of this topic rules, as fields."""
    if topic is None:
        return ()
    found = [number_field(setup, key) for key in KEYS.get(topic, ())]
    if topic is SectionTopic.ACCOUNTABILITY:
        found.append(effort_field(setup))
    if topic is SectionTopic.CONFLICT:
        found += _steps(setup)
    return tuple(found)


def changed_numbers(setup: Setup, given: Mapping[str, str], start: Mapping[str, str]) -> Setup:
    """The set-up with every number that differs from what stood in the form. Raises BadInput."""
    said = {key: given[id_of(key)] for key in _LABELS if given.get(id_of(key), "") != start.get(id_of(key), "")}
    setup = with_numbers(setup, said)
    if given.get(EFFORT, "") != start.get(EFFORT, ""):
        setup = with_shares(setup, _pledges(setup, given[EFFORT]))
    steps = {name: value for name, value in given.items() if name.startswith(_STEP)}
    if any(value != start.get(name, "") for name, value in steps.items()):
        setup = with_ladder(setup, [_step(steps[name]) for name in sorted(steps, key=_number_of) if steps[name]])
    return setup


def effort_field(setup: Setup) -> Field:
    """The pledged shares of all parties in one line."""
    equal = 1 / len(setup.agencies)
    shares = [(one.code, equal if one.effort_share is None else one.effort_share) for one in setup.agencies]
    said = ", ".join(f"{code} {round(share * 100, 1):g}%" for code, share in shares)
    return Field(EFFORT, "Pledged effort", "SS 40%, HS 30%, MH 30%: together 100%", said)


def _pledges(setup: Setup, words: str) -> dict[str, float]:
    found = {code.upper(): float(share.replace(",", ".")) / 100 for code, share in _PLEDGE.findall(words)}
    missing = [one.code for one in setup.agencies if one.code not in found]
    if missing or len(found) != len(setup.agencies):
        raise BadInput("The pledged effort names each agency once.", "Like SS 40%, HS 30%, MH 30%: together 100%.")
    return found


def _steps(setup: Setup) -> list[Field]:
    said = [f"{step.name}; {step.who}; {step.working_days}" for step in setup.ladder] + [""] * _STEPS_MORE
    hint = "what it is called; who talks; working days (empty: no step)"
    return [Field(f"{_STEP}{number}", f"Step {number}", hint, one) for number, one in enumerate(said)]


def _number_of(name: str) -> int:
    return int(name.removeprefix(_STEP))


def _step(words: str) -> LadderStep:
    name, _, rest = words.partition(";")
    who, _, days = rest.rpartition(";")
    if not (name.strip() and who.strip() and days.strip().isdecimal()):
        raise BadInput(f"{words[:40]!r} is no step.", "Like: supervisors; the two supervisors, coordinator helps; 5")
    return LadderStep(name.strip(), who.strip(), int(days))
