"""What a version of the agreement may not say: every problem at once, each a sentence of what was expected."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from casetable.rules.agreement_numbers import numbers, value_in
from casetable.rules.partnership import (
    AGENCIES_AT_LEAST,
    OBJECTIVES_AT_MOST,
    code_problem,
    mail_problem,
    person_name_problem,
    quoted,
    recurrence_problem,
    reporting_circle,
    share_problem,
    zone_problem,
)
from casetable.values.partnership import AgencySetup, PersonSetup, Setup
from casetable.words import Role

T = TypeVar("T")

LADDER_DAYS_AT_MOST = 90


def setup_problems(setup: Setup) -> tuple[str, ...]:
    """Every problem of what a version says, in the order of its text; ``people`` are those of its newcomers."""
    return (
        *_said(setup),
        *_numbers(setup),
        *_parties(setup),
        *_people(setup),
        *_sections(setup),
        *_objectives(setup),
        *_ladder(setup),
    )


def joining_problems(stands: Setup, wanted: Setup, today: date) -> tuple[str, ...]:
    """What is wrong with days of joining that are said now: a day that has passed."""
    said = {one.code: one.joins_on for one in stands.agencies}
    return tuple(
        f"{one.code} cannot join on a day that has passed; without a day it joins once all have signed"
        for one in wanted.agencies
        if one.joins_on is not None and one.joins_on < today and one.joins_on != said.get(one.code)
    )


def leaving_problems(setup: Setup, today: date) -> tuple[str, ...]:
    """What is wrong with days of leaving that are said now: a day that has passed, or too few who stay."""
    late = [one for one in setup.agencies if one.leaves_on is not None and one.leaves_on < today]
    found = [f"{one.code} cannot leave on a day that has passed" for one in late]
    if sum(one.leaves_on is None for one in setup.agencies) < AGENCIES_AT_LEAST:
        found.append("fewer than two agencies would stay; end the agreement instead: casetable agreement end")
    return tuple(found)


def _said(setup: Setup) -> Iterator[str]:
    required = (
        ("the partnership's name", setup.name),
        ("the shared challenge", setup.shared_challenge),
        ("what to call when somebody is at risk now", setup.emergency),
    )
    for what, words in required:
        if not words.strip():
            yield f"{what} is empty"
    for problem in (zone_problem(setup.zone), recurrence_problem(setup.conference.rrule)):
        if problem:
            yield problem


def _numbers(setup: Setup) -> Iterator[str]:
    for key, number in numbers().items():
        value = value_in(setup, key)
        if number.low is None or value is None:
            continue
        if not number.low <= value <= (number.high or 0):
            yield f"{key} cannot be {value:g}; expected {number.expected}"
    quorum = setup.decisions.quorum_agencies
    if quorum is not None and quorum > len(setup.agencies):
        yield f"a quorum of {quorum} agencies is more than there are ({len(setup.agencies)})"
    if not setup.terms.domains:
        yield "no outcome domain is named; expected at least one, such as housing"


def _parties(setup: Setup) -> Iterator[str]:
    if len(setup.agencies) < AGENCIES_AT_LEAST:
        yield "fewer than two agencies are parties; expected at least two"
    yield from (f"the code {code} stands twice" for code in _twice(one.code for one in setup.agencies))
    for one in setup.agencies:
        yield from _party(one)
    problem = share_problem(one.effort_share for one in setup.agencies)
    if problem:
        yield problem


def _party(one: AgencySetup) -> Iterator[str]:
    if code_problem(one.code):
        yield code_problem(one.code)
    if not one.name.strip():
        yield f"{one.code} has no name"
    if one.effort_share is not None and not 0 < one.effort_share <= 1:
        yield f"{one.code} cannot pledge {one.effort_share:g} of the effort; expected a share from 1% to 100%"
    if one.joins_on is not None and one.leaves_on is not None and one.leaves_on < one.joins_on:
        yield f"{one.code} would leave before it joins"


def _people(setup: Setup) -> Iterator[str]:
    codes = {one.code for one in setup.agencies}
    yield from (f"{quoted(name)} stands twice" for name in _twice(one.name.casefold() for one in setup.people))
    for one in setup.people:
        yield from _person(one, codes)
    circle = reporting_circle((one.name, one.reports_to) for one in setup.people if one.reports_to)
    if circle:
        yield f"{' reports to '.join(quoted(name) for name in circle[:4])}; expected that nobody reports to themselves"


def _person(one: PersonSetup, codes: set[str]) -> Iterator[str]:
    if not one.name.strip():
        yield "somebody has no name"
    for problem in (person_name_problem(one.name), mail_problem(one.mail)):
        if problem:
            yield problem
    if one.agency not in codes:
        yield f"no party has the code {quoted(one.agency)}"
    if not one.roles:
        yield f"{quoted(one.name)} has no role; expected one such as {Role.FRONTLINE.label}"


def _sections(setup: Setup) -> Iterator[str]:
    for number, one in enumerate(setup.sections, start=1):
        if not one.heading.strip():
            yield f"section {number} has no heading"
        if not one.text.strip():
            yield f"section {number} has no text"
    topics = [one.topic for one in setup.sections if one.topic is not None]
    yield from (f"two sections are about {topic.label}" for topic in _twice(topics))


def _objectives(setup: Setup) -> Iterator[str]:
    if len(setup.objectives) > OBJECTIVES_AT_MOST:
        yield f"there are {len(setup.objectives)} objectives; expected at most {OBJECTIVES_AT_MOST}"
    for number, one in enumerate(setup.objectives, start=1):
        if not one.text.strip():
            yield f"objective {number} says nothing"


def _ladder(setup: Setup) -> Iterator[str]:
    if not setup.ladder:
        yield "the conflict ladder has no steps; expected at least one"
    for number, step in enumerate(setup.ladder):
        if not step.name.strip() or not step.who.strip():
            yield f"ladder step {number} does not say what it is and who talks"
        if not 1 <= step.working_days <= LADDER_DAYS_AT_MOST:
            yield f"ladder step {number} lasts {step.working_days} days; expected 1 to {LADDER_DAYS_AT_MOST}"


def _twice(things: Iterable[T]) -> list[T]:
    """What stands more than once, each once."""
    found = Counter(things)
    return [one for one, times in found.items() if times > 1]
