"""Changing what an agreement says: each takes a set-up and gives the changed one; nothing is stored here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from casetable.errors import BadInput
from casetable.rules.agreement_numbers import with_number
from casetable.rules.agreement_text import canonical, compose, compose_objectives, digest_of, topics_of
from casetable.rules.partnership import OBJECTIVES_AT_MOST, quoted
from casetable.values.agreement import Part
from casetable.values.partnership import AgencySetup, LadderStep, ObjectiveSetup, PersonSetup, Readiness, Section, Setup
from casetable.words import SectionTopic

OBJECTIVES = "objectives"
"""The key of the whole page of objectives, for a form that changes several of them."""

_PARTY = "party:"


def with_section(setup: Setup, position: int, heading: str, text: str) -> Setup:
    """The section at ``position`` (from 1) with another heading and text; it keeps its topic."""
    found = list(setup.sections)
    place = _place(position, len(found), "section")
    found[place] = replace(found[place], heading=heading, text=text)
    return replace(setup, sections=tuple(found))


def add_section(
    setup: Setup, heading: str, text: str, topic: SectionTopic | None = None, position: int | None = None
) -> Setup:
    """One section more, at ``position`` (from 1), else where its topic belongs, else at the end."""
    if topic is not None and topic in topics_of(setup.sections):
        raise BadInput(f"There is a section about {topic.label} already.", "Change that one.")
    found = list(setup.sections)
    place = _place_for(setup.sections, topic) if position is None else _place(position, len(found) + 1, "section")
    found.insert(place, Section(heading, text, topic))
    return replace(setup, sections=tuple(found))


def without_section(setup: Setup, position: int) -> Setup:
    """The section at ``position`` (from 1) taken out; its numbers go on standing at the end of the text."""
    found = list(setup.sections)
    del found[_place(position, len(found), "section")]
    return replace(setup, sections=tuple(found))


def with_party(setup: Setup, code: str, **changes: Any) -> Setup:
    """A party with other hopes, risks, success, effort_share, goals, resources, gaps, name and the like.

    Raises BadInput for a code that no party has.
    """
    party = _party(setup, code)
    changed = replace(party, **changes)
    return replace(setup, agencies=tuple(changed if one is party else one for one in setup.agencies))


def with_numbers(setup: Setup, numbers: Mapping[str, object]) -> Setup:
    """Numbers changed by key: ``{"terms.missed_after_days": 7, "gate.promises_kept": "70%", "places": 6}``.

    Raises BadInput for a key that there is not and for what a number cannot be.
    """
    for key, value in numbers.items():
        setup = with_number(setup, key, value)
    return setup


def with_shares(setup: Setup, shares: Mapping[str, float]) -> Setup:
    """Pledged shares of the effort by code, as fractions of the whole."""
    for code, share in shares.items():
        setup = with_party(setup, code, effort_share=share)
    return setup


def with_joining(
    setup: Setup,
    agency: AgencySetup,
    people: Sequence[PersonSetup] = (),
    *,
    joins_on: date | None = None,
    here: Collection[str] | None = None,
) -> Setup:
    """One party more from ``joins_on`` on (None: from the day this is in force).

    Without a share of its own it takes an equal one; the shares of the others shrink in proportion. ``here`` are the
    codes of those who sit at the table: of a party that is still to join, this adds to what was said before.
    """
    code = agency.code.strip().upper()
    if any(one.code == code for one in setup.agencies):
        if here is None or code in here:
            raise BadInput(f"{code} is a party already.", "Give the new one another code.")
        agency, people = _said_again(setup, agency, people)
        setup = without_joining(setup, code)
    stated = with_stated_shares(setup).agencies
    share = agency.effort_share if agency.effort_share is not None else 1 / (len(stated) + 1)
    others = tuple(replace(one, effort_share=(one.effort_share or 0.0) * (1 - share)) for one in stated)
    new = replace(agency, code=code, effort_share=share, joins_on=joins_on or agency.joins_on)
    return replace(
        setup,
        agencies=(*others, new),
        people=(*setup.people, *(replace(one, agency=code) for one in people)),
    )


def _said_again(
    setup: Setup, agency: AgencySetup, people: Sequence[PersonSetup]
) -> tuple[AgencySetup, Sequence[PersonSetup]]:
    """A party that is to join with what is said of it now; what is left out stays, somebody named again is as now."""
    before = _party(with_stated_shares(setup), agency.code)
    named = {one.name.casefold() for one in people}
    kept = [one for one in setup.people if one.agency == before.code and one.name.casefold() not in named]
    protects = before if agency.sector is before.sector else agency
    merged = replace(
        before,
        name=agency.name,
        sector=agency.sector,
        victim_service_provider=protects.victim_service_provider,
        minimum_method=protects.minimum_method,
        hopes=agency.hopes or before.hopes,
        effort_share=before.effort_share if agency.effort_share is None else agency.effort_share,
    )
    return merged, (*kept, *people)


def with_leaving(setup: Setup, code: str, leaves_on: date | None) -> Setup:
    """A party whose last day at the table is ``leaves_on`` (None: it stays after all).

    A party that was only to join is taken out again, and the shares of the others grow in proportion.
    """
    return with_party(setup, code, leaves_on=leaves_on)


def without_joining(setup: Setup, code: str) -> Setup:
    """A party that was to join does not; the shares of the others grow in proportion."""
    party = _party(with_stated_shares(setup), code)
    rest = [one for one in with_stated_shares(setup).agencies if one.code != party.code]
    whole = sum(one.effort_share or 0.0 for one in rest) or 1.0
    agencies = tuple(replace(one, effort_share=(one.effort_share or 0.0) / whole) for one in rest)
    return replace(setup, agencies=agencies, people=tuple(one for one in setup.people if one.agency != party.code))


def with_objective(setup: Setup, number: int, objective: ObjectiveSetup) -> Setup:
    """The objective of a number (from 1) said otherwise, or one more at the end. At most five."""
    found = list(setup.objectives)
    if number == len(found) + 1:
        if number > OBJECTIVES_AT_MOST:
            raise BadInput(f"A page holds {OBJECTIVES_AT_MOST} objectives at most.", "Take one out first.")
        found.append(objective)
    else:
        found[_place(number, len(found), "objective")] = objective
    return replace(setup, objectives=tuple(found))


def without_objective(setup: Setup, number: int) -> Setup:
    """The objective of a number (from 1) taken out."""
    found = list(setup.objectives)
    del found[_place(number, len(found), "objective")]
    return replace(setup, objectives=tuple(found))


def with_ladder(setup: Setup, steps: Sequence[LadderStep]) -> Setup:
    """The whole conflict ladder said anew."""
    return replace(setup, ladder=tuple(steps))


def with_stated_shares(setup: Setup) -> Setup:
    """Every share of the effort stated; parties that state none share equally."""
    if not setup.agencies or all(one.effort_share is not None for one in setup.agencies):
        return setup
    equal = 1 / len(setup.agencies)
    agencies = (
        replace(one, effort_share=equal if one.effort_share is None else one.effort_share) for one in setup.agencies
    )
    return replace(setup, agencies=tuple(agencies))


RULES = ("terms", "gate", "decisions", "ladder", "places", "conference", "mail_weekday", "zone", "quarter_first_month")
"""What daily work is measured by, and so may not change under days that have passed; the pledged shares besides."""


def rules_differ(one: Setup, other: Setup) -> bool:
    """The two are not measured by the same numbers."""
    shares = [{party.code: party.effort_share for party in each.agencies} for each in (one, other)]
    return shares[0] != shares[1] or any(getattr(one, name) != getattr(other, name) for name in RULES)


def part_for(setup: Setup, number: int, key: str) -> Part | None:
    """The part that a form of ``key`` is filled from; None when there is none any more.

    Besides the parts of the two papers there is ``party:SS``, everything that one party brings and wants, and
    ``objectives``, their whole page.
    """
    if key.startswith(_PARTY):
        party = next((one for one in setup.agencies if one.code == key.removeprefix(_PARTY)), None)
        return None if party is None else Part(key, f"{party.name} ({party.code})", "", _says(party))
    if key == OBJECTIVES:
        return Part(key, "Objectives", canonical(compose_objectives(setup)))
    parts = (*compose(setup, number), *compose_objectives(setup)[1:])
    return next((part for part in parts if part.key == key), None)


def seen_of(part: Part | None) -> str:
    """What a form passes as ``seen``: the digest of the part it was filled from; empty for no part."""
    return "" if part is None else digest_of(canonical((part,)))


def _says(party: AgencySetup) -> tuple[str, ...]:
    share = "" if party.effort_share is None else f"{party.effort_share:.6f}"
    named = {"hopes": party.hopes, "risks": party.risks, "success": party.success, "effort_share": share}
    ready = {"goals": party.goals, "resources": party.resources, "gaps": party.gaps}
    days = {"joins on": party.joins_on, "leaves on": party.leaves_on}
    return (
        *(f"{name}: {value}" for name, value in named.items()),
        *(f"{name}: {_answer(value)}" for name, value in ready.items()),
        *(f"{name}: {value or ''}" for name, value in days.items()),
    )


def _answer(point: Readiness) -> str:
    return "; ".join([*([point.answer.label] if point.answer else []), *([point.note] if point.note else [])])


def _party(setup: Setup, code: str) -> AgencySetup:
    wanted = code.strip().upper()
    found = next((one for one in setup.agencies if one.code == wanted), None)
    if found is None:
        codes = ", ".join(one.code for one in setup.agencies)
        raise BadInput(f"No party of the agreement has the code {quoted(code)}.", f"There are: {codes}.")
    return found


def _place(position: int, count: int, what: str) -> int:
    if not 1 <= position <= count:
        raise BadInput(f"There is no {what} {position}.", f"There are {count}." if count else "There is none yet.")
    return position - 1


def _place_for(sections: Sequence[Section], topic: SectionTopic | None) -> int:
    """After the last section that the checklist has before this topic."""
    if topic is None:
        return len(sections)
    order = list(SectionTopic)
    before = [
        place
        for place, one in enumerate(topics_of(sections), start=1)
        if one is not None and order.index(one) < order.index(topic)
    ]
    return max(before, default=0)
