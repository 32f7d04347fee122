"""The agencies and people of a partnership file: each by itself, then against each other."""

from dataclasses import replace

from casetable.exchange.toml_blocks import Block
from casetable.rules.partnership import (
    AGENCIES_AT_LEAST,
    code_problem,
    did_you_mean,
    holidays_problem,
    mail_problem,
    person_name_problem,
    quoted,
    reporting_circle,
    share_problem,
)
from casetable.rules.readiness import readiness_from_words
from casetable.text import clean_line
from casetable.values.partnership import AgencySetup, PersonSetup
from casetable.words import Method, Role, Sector


def read_agencies(top: Block) -> tuple[AgencySetup, ...]:
    """Read the agencies, their codes told apart and their shares added up."""
    blocks = top.blocks("agencies")
    agencies = tuple(_agency(block) for block in blocks)
    if len(blocks) < AGENCIES_AT_LEAST and isinstance(top.values.get("agencies", []), list):
        found = ("no agency", "only one agency")[len(blocks)]
        top.wrong("agencies", f"there is {found}; expected at least two, each starting with [[agencies]]")
    _unique(blocks, "code", [agency.code for agency in agencies])
    problem = share_problem(agency.effort_share for agency in agencies)
    stated = [block for block in blocks if "effort_share" in block.values]
    if problem and sum(agency.effort_share is not None for agency in agencies) == len(stated):
        stated[-1].wrong("effort_share", problem)
    return agencies


def _agency(block: Block) -> AgencySetup:
    agency = AgencySetup(
        code=block.text("code", required=True, check=lambda code: code_problem(code.upper())).upper(),
        name=block.text("name", required=True),
        sector=block.word("sector", Sector, Sector.OTHER, required=True),
        hopes=block.text("hopes", lines=True),
        risks=block.text("risks", lines=True),
        success=block.text("success", lines=True),
        effort_share=block.optional_number("effort_share", 0.01, 1),
        holidays=block.text("holidays", check=lambda code: holidays_problem(code.upper())).upper(),
        closing_days=block.days("closing_days"),
        victim_service_provider=block.flag("victim_service_provider"),
        minimum_method=block.word("minimum_consent_method", Method, Method.VERBAL),
        goals=readiness_from_words(block.text("goals", lines=True)),
        resources=readiness_from_words(block.text("resources", lines=True)),
        gaps=readiness_from_words(block.text("gaps", lines=True)),
        joins_on=block.day("joins_on"),
        leaves_on=block.day("leaves_on"),
    )
    if agency.joins_on and agency.leaves_on and agency.leaves_on < agency.joins_on:
        expected = f"expected {agency.joins_on.isoformat()}, the day it joins, or later"
        block.wrong("leaves_on", f"{agency.code} leaves before it joins; {expected}")
    block.finish()
    return agency


def read_people(top: Block) -> tuple[PersonSetup, ...]:
    """Read the people: names told apart, agencies and superiors found, one coordinator at least."""
    blocks = top.blocks("people")
    people = [_person(block) for block in blocks]
    _unique(blocks, "name", [person.name for person in people])
    codes = {clean_line(str(block.values.get("code", ""))).upper() for block in top.blocks("agencies")} - {""}
    names = {person.name.casefold(): person.name for person in reversed(people) if person.name}
    for index, (block, person) in enumerate(zip(blocks, people, strict=True)):
        if person.agency and person.agency not in codes:
            near = did_you_mean(person.agency, codes)
            expected = f"expected one of {', '.join(sorted(codes)) or 'the codes of [[agencies]]'}"
            block.wrong("agency", f"no agency has the code {quoted(person.agency)}; {near}{expected}")
        people[index] = replace(person, reports_to=_superior(block, person, names))
    _no_circle(blocks, people)
    if not any(Role.COORDINATOR in person.roles for person in people):
        top.wrong("people", "nobody coordinates; expected at least one of [[people]] with the role coordinator")
    return tuple(people)


def _person(block: Block) -> PersonSetup:
    person = PersonSetup(
        name=block.text("name", required=True, check=person_name_problem),
        agency=block.text("agency", required=True).upper(),
        roles=block.words("roles", Role),
        reports_to=block.text("reports_to"),
        mail=block.text("mail", check=mail_problem),
        phone=block.text("phone"),
    )
    block.finish()
    return person


def _superior(block: Block, person: PersonSetup, names: dict[str, str]) -> str:
    """Return the name of the one a person reports to as that one's own entry writes it; empty if none."""
    wanted = person.reports_to.casefold()
    if not wanted or wanted in names:
        return names.get(wanted, "")
    near = did_you_mean(person.reports_to, names.values())
    block.wrong("reports_to", f"nobody here is called {quoted(person.reports_to)}; {near}expected a name of [[people]]")
    return ""


def _no_circle(blocks: tuple[Block, ...], people: list[PersonSetup]) -> None:
    circle = reporting_circle((person.name, person.reports_to) for person in people if person.reports_to)
    if circle:
        index = next(number for number, person in enumerate(people) if person.name == circle[0])
        way = " reports to ".join(quoted(name) for name in circle[:4]) + (" …" if len(circle) > 4 else "")
        blocks[index].wrong("reports_to", f"{way}; expected that nobody reports to themselves, directly or not")


def _unique(blocks: tuple[Block, ...], key: str, values: list[str]) -> None:
    """Note each value that an earlier block has, whatever its case."""
    first: dict[str, Block] = {}
    for block, value in zip(blocks, values, strict=True):
        if not value:
            continue
        earlier = first.setdefault(value.casefold(), block)
        if earlier is not block:
            line = block.problems.lines[(*earlier.path, key)]
            block.wrong(key, f"{quoted(value)} stands already on line {line}; expected each {key} once")
