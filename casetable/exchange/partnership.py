"""partnership.toml: the set-up of a table, read with every problem at once, and the templates to fill in.

Agencies and people are read by partnership_people.py, the file is written by partnership_writer.py.
"""

from typing import Any

from casetable.errors import BadFile
from casetable.exchange.partnership_numbers import read_decisions, read_gate, read_terms
from casetable.exchange.partnership_people import read_agencies, read_people
from casetable.exchange.partnership_writer import write_setup
from casetable.exchange.toml_blocks import Block, parse
from casetable.places import data_file
from casetable.rules.partnership import (
    OBJECTIVES_AT_MOST,
    did_you_mean,
    month_from_words,
    quoted,
    recurrence_problem,
    warnings,
    zone_problem,
)
from casetable.values.partnership import (
    DEFAULT_LADDER,
    ConferenceRule,
    LadderStep,
    ObjectiveSetup,
    Section,
    Setup,
)
from casetable.words import WEEKDAY_NAMES, AgreementKind, SectionTopic, Sharing

__all__ = ["read_setup", "template", "template_sections", "warnings", "write_setup"]

_HINT = "Nothing was changed. Mend these lines and try again."


def read_setup(text: str, name: str = "partnership.toml") -> Setup:
    """Read a whole partnership file. ``name`` is how problems call it.

    Raises:
        BadFile: The file has problems; all of them, each ``name:LINE: what is wrong; what was expected``.
    """
    values, problems = parse(text, name)
    setup = _read(Block(problems, (), values))
    found = problems.sentences()
    if found or setup is None:
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise BadFile(f"{name} has {count}.", found, _HINT)
    return setup


def template(kind: AgreementKind) -> str:
    """Return a commented partnership.toml to fill in. A charter is the memorandum's template under its own name."""
    if kind is AgreementKind.CHARTER:
        return template(AgreementKind.MOU).replace('kind = "mou"', 'kind = "charter"', 1)
    return data_file("templates", f"{kind.value}.toml").read_text(encoding="utf-8")


def template_sections(kind: AgreementKind) -> tuple[Section, ...]:
    """Return the template's sections of text, for a table whose people wrote none of their own yet."""
    return read_setup(template(kind)).sections


def _read(top: Block) -> Setup | None:
    """Read every part, noting problems; None if a whole that makes sense cannot be put together."""
    partnership = top.block("partnership", required=True)
    setup = {
        **_partnership(partnership),
        "conference": _conference(top.block("conference")),
        "mail_weekday": _mail_weekday(top.block("mail")),
        "agencies": read_agencies(top),
        "people": read_people(top),
        "objectives": _objectives(top),
        "ladder": _ladder(top),
        "gate": read_gate(top.block("gate")),
        "decisions": read_decisions(top.block("decisions"), len(top.blocks("agencies"))),
        "terms": read_terms(top.block("terms")),
        "sections": _sections(top),
    }
    top.finish()
    return None if top.problems.found else Setup(**setup)


def _partnership(block: Block) -> dict[str, Any]:
    values = {
        "name": block.text("name", required=True),
        "shared_challenge": block.text("shared_challenge", required=True, lines=True),
        "kind": block.word("kind", AgreementKind, AgreementKind.MOU, required=True),
        "zone": block.text("zone", required=True, check=zone_problem),
        "emergency": block.text("emergency", required=True),
        "quarter_first_month": _first_month(block),
        "places": block.whole("places", 5, 1, 100),
        "sharing": block.word("sharing", Sharing, Sharing.ONE_LAPTOP),
    }
    block.finish()
    return values


def _first_month(block: Block) -> int:
    """Read the month in which the first quarter starts: a number or a month's name."""
    value = block.values.get("quarter_first_month")
    if not isinstance(value, str):
        return block.whole("quarter_first_month", 1, 1, 12)
    month = month_from_words(block.text("quarter_first_month"))
    if month is None:
        block.wrong("quarter_first_month", f"no month is called {quoted(value)}; expected 1 to 12 or a month's name")
    return month or 1


def _conference(block: Block) -> ConferenceRule:
    usual = ConferenceRule()

    def check(rrule: str) -> str:
        return recurrence_problem(_plain_rrule(rrule))

    rule = ConferenceRule(
        rrule=_plain_rrule(block.text("rrule", usual.rrule, check=check)) or usual.rrule,
        starts_at=block.wall_time("starts_at", usual.starts_at),
        minutes=block.whole("minutes", usual.minutes, 15, 480),
        place=block.text("place"),
    )
    block.finish()
    return rule


def _plain_rrule(rrule: str) -> str:
    return "".join(rrule.upper().split()).removeprefix("RRULE:").rstrip(";")


def _mail_weekday(block: Block) -> int:
    """Read the weekly mail's day: 0 is Monday."""
    words = block.text("weekday", "monday").casefold()
    block.finish()
    matches = [number for number, day in enumerate(WEEKDAY_NAMES) if len(words) >= 3 and day.startswith(words)]
    if not matches:
        expected = f"{did_you_mean(words, WEEKDAY_NAMES)}expected one of {', '.join(WEEKDAY_NAMES)}"
        block.wrong("weekday", f"no weekday is called {quoted(words)}; {expected}")
    return matches[0] if matches else 0


def _objectives(top: Block) -> tuple[ObjectiveSetup, ...]:
    blocks = top.blocks("objectives")
    for block in blocks[OBJECTIVES_AT_MOST:]:
        top.problems.add(block.path, f"this is one objective too many; expected at most {OBJECTIVES_AT_MOST}")
    return tuple(_objective(block) for block in blocks)


def _objective(block: Block) -> ObjectiveSetup:
    objective = ObjectiveSetup(
        text=block.text("text", required=True, lines=True),
        measure=block.text("measure", lines=True),
        baseline=block.text("baseline", lines=True),
        target=block.text("target", lines=True),
        due_quarter=_plain_quarter(block.text("due_quarter", check=_quarter_problem)),
    )
    block.finish()
    return objective


def _plain_quarter(words: str) -> str:
    return words.upper().replace(" ", "").replace("-", "")


def _quarter_problem(words: str) -> str:
    plain = _plain_quarter(words)
    fits = len(plain) == 6 and plain[:4].isascii() and plain[:4].isdigit() and plain[4:] in ("Q1", "Q2", "Q3", "Q4")
    return "" if fits else f"{quoted(words)} is no quarter; expected one such as 2026Q3"


def _ladder(top: Block) -> tuple[LadderStep, ...]:
    blocks = top.blocks("ladder")
    if "ladder" in top.values and not blocks:
        top.wrong("ladder", "the ladder has no steps; expected [[ladder]] parts, or none for the usual four")
    return tuple(_step(block) for block in blocks) or DEFAULT_LADDER


def _step(block: Block) -> LadderStep:
    if "working_days" not in block.values:
        block.wrong("working_days", "working_days is missing; expected a whole number from 1 to 90")
    step = LadderStep(
        name=block.text("name", required=True),
        who=block.text("who", required=True),
        working_days=block.whole("working_days", 1, 1, 90),
    )
    block.finish()
    return step


def _sections(top: Block) -> tuple[Section, ...]:
    sections: list[Section] = []
    for block in top.blocks("sections"):
        section = Section(
            heading=block.text("heading", required=True),
            text=block.text("text", required=True, lines=True),
            topic=block.optional_word("topic", SectionTopic),
        )
        if section.topic is not None and section.topic in [one.topic for one in sections]:
            block.wrong("topic", f"topic is {quoted(section.topic.value)} a second time; expected each topic once")
        sections.append(section)
        block.finish()
    return tuple(sections)
