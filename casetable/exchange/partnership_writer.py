"""Writing a set-up as a commented partnership.toml that reads back to the same set-up."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, time
from enum import StrEnum
from textwrap import wrap

from casetable.rules.readiness import readiness_in_words
from casetable.values.partnership import (
    AgencySetup,
    Decisions,
    Gate,
    LadderStep,
    ObjectiveSetup,
    PersonSetup,
    Section,
    Setup,
)
from casetable.values.terms import Terms
from casetable.words import (
    MONTH_NAMES,
    WEEKDAY_NAMES,
    AgreementKind,
    DecisionRule,
    Method,
    Role,
    SectionTopic,
    Sector,
    Sharing,
)

_HEAD = """\
# {name}: who sits at this table and what they agreed.
# Lines that start with # explain. Text stands in "quotes". Make the table with: casetable init partnership.toml
"""

_GATE_WORDS = {
    "quarters": "good quarters in a row before room to grow opens",
    "promises_kept": "share of all promises kept",
    "promises_kept_each_agency": "share of promises kept by each agency",
    "effort_floor": "least part of its pledged effort",
    "effort_prompt": "from this many times its pledge, others are asked to share",
    "mails_missed_at_most": "weeks without a mail",
    "quorate_conferences_at_least": "conferences with everybody needed",
    "absences_at_most": "conferences an agency may miss",
    "improved": "share of participants, read twice, who improved",
    "improved_people_at_least": "participants read twice",
    "closes_on_day": "day after the quarter's end on which it is judged",
}

_TERMS_WORDS = {
    "ask_working_days": "working days until an unanswered ask returns",
    "missed_after_days": "days after its date until a promise counts as missed",
    "stalled_after_days": "days without news until a task's owner is asked",
    "warn_release_days": "days before a release ends",
    "forget_passed_over_days": "days until the name of somebody passed over is removed",
    "default_task_minutes": "minutes counted for a task without a size",
    "review_months": "months until the agreement is due for review",
    "warn_review_days": "days before a review is due",
    "release_months": "months a new release lasts unless said otherwise",
    "domains": "what outcomes are read in",
    "consents_for_others": "who consents for a minor or somebody with a guardian; empty: they are not proposed",
}


_DECISIONS_WORDS = {
    "rule": f"where not all agree: {', '.join(each.value for each in DecisionRule)}",
    "quorum_agencies": "agencies that must be there; without this line: every one",
    "quorum_worker": "for a participant's item, the worker who knows them too",
    "ratify_working_days": "working days in which a missing agency may ratify",
}


def _choices(kind: type[StrEnum]) -> str:
    return ", ".join(each.value for each in kind)


_AGENCIES_HEAD = [
    "# The agencies, in the order of their columns on the board.",
    "# code: 2 to 5 letters. hopes, risks, success: what it would gain, what worries it, what it would call success.",
    f"# sector: {', '.join(list(Sector)[:5])},",
    f"#         {', '.join(list(Sector)[5:])}",
    "# effort_share: its part of the work, all of them together 1; leave the line out everywhere for equal shares.",
    "# holidays: a country, or a country and state such as US-CA, or empty. closing_days: others, such as 2026-11-27.",
    f"# minimum_consent_method: {_choices(Method)}",
    '# goals, resources (skills and resources), gaps: is it ready? "yes", "not yet", or either with a colon and words.',
    "# joins_on: from when somebody new sits here. leaves_on: the last day of one that leaves. Such as 2027-03-01.",
]

_PEOPLE_HEAD = [
    f"# The people. roles, one or more: {_choices(Role)}",
    "# reports_to: a name from this list, or empty.",
]

_OBJECTIVES_HEAD = ["# At most five [[objectives]], signed by every frontline worker. due_quarter: such as 2026Q3."]

_SECTIONS_HEAD = [
    "# The text. A topic says what a section is about, so that the numbers it rules stand below it:",
    *(f"# {line}" for line in wrap(f"{_choices(SectionTopic)}.", 110)),
]

_LADDER_HEAD = ["# What to do when you disagree: who talks, and for how many working days."]


def write_setup(setup: Setup) -> str:
    """Return ``setup`` as a commented partnership.toml; ``read_setup`` gives back an equal one."""
    parts = [
        [_HEAD.format(name=" ".join(setup.name.split()))],
        _partnership(setup),
        _meetings(setup),
        _AGENCIES_HEAD,
        *(_agency(agency) for agency in setup.agencies),
        _PEOPLE_HEAD,
        *(_person(person) for person in setup.people),
        _OBJECTIVES_HEAD,
        *(_objective(objective) for objective in setup.objectives),
        _LADDER_HEAD,
        *(_step(step) for step in setup.ladder),
        _numbers("gate", "When the table may grow. Shares are parts of 1.", setup.gate, _GATE_WORDS),
        _numbers("decisions", "How a conference decides.", setup.decisions, _DECISIONS_WORDS),
        _numbers("terms", "Numbers of daily work.", setup.terms, _TERMS_WORDS),
        _SECTIONS_HEAD,
        *(_section(section) for section in setup.sections),
    ]
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def _partnership(setup: Setup) -> list[str]:
    return [
        "[partnership]",
        _line("name", setup.name),
        _line("shared_challenge", setup.shared_challenge),
        _line("kind", setup.kind, _choices(AgreementKind)),
        _line("zone", setup.zone, "time zone, by its IANA name"),
        _line(
            "quarter_first_month",
            MONTH_NAMES[setup.quarter_first_month - 1],
            "the month in which the first quarter starts",
        ),
        _line("places", setup.places, "participants at a time"),
        _line("emergency", setup.emergency, "what to call when somebody is at risk now"),
        _line("sharing", setup.sharing, _choices(Sharing)),
        "",
    ]


def _meetings(setup: Setup) -> list[str]:
    conference = setup.conference
    return [
        "# When everybody meets, in local time: a recurrence rule (RFC 5545). 2FR is the second Friday.",
        "[conference]",
        _line("rrule", conference.rrule),
        _line("starts_at", conference.starts_at),
        _line("minutes", conference.minutes),
        _line("place", conference.place),
        "",
        "[mail]",
        _line("weekday", WEEKDAY_NAMES[setup.mail_weekday], "the day of the weekly mail"),
        "",
    ]


def _agency(agency: AgencySetup) -> list[str]:
    share = [] if agency.effort_share is None else [_line("effort_share", agency.effort_share)]
    return [
        "[[agencies]]",
        _line("code", agency.code),
        _line("name", agency.name),
        _line("sector", agency.sector),
        _line("hopes", agency.hopes),
        _line("risks", agency.risks),
        _line("success", agency.success),
        *share,
        _line("holidays", agency.holidays),
        _line("closing_days", agency.closing_days),
        _line("victim_service_provider", agency.victim_service_provider),
        _line("minimum_consent_method", agency.minimum_method),
        _line("goals", readiness_in_words(agency.goals)),
        _line("resources", readiness_in_words(agency.resources)),
        _line("gaps", readiness_in_words(agency.gaps)),
        *([_line("joins_on", agency.joins_on)] if agency.joins_on else []),
        *([_line("leaves_on", agency.leaves_on)] if agency.leaves_on else []),
        "",
    ]


def _person(person: PersonSetup) -> list[str]:
    return [
        "[[people]]",
        _line("name", person.name),
        _line("agency", person.agency),
        _line("roles", person.roles),
        _line("reports_to", person.reports_to),
        _line("mail", person.mail),
        _line("phone", person.phone),
        "",
    ]


def _objective(objective: ObjectiveSetup) -> list[str]:
    return ["[[objectives]]", *(_line(each.name, getattr(objective, each.name)) for each in fields(objective)), ""]


def _step(step: LadderStep) -> list[str]:
    return ["[[ladder]]", *(_line(each.name, getattr(step, each.name)) for each in fields(step)), ""]


def _section(section: Section) -> list[str]:
    topic = [_line("topic", section.topic)] if section.topic else []
    return ["[[sections]]", *topic, _line("heading", section.heading), _line("text", section.text), ""]


def _numbers(name: str, about: str, numbers: Gate | Decisions | Terms, words: Mapping[str, str]) -> list[str]:
    """A part of numbers; where one is None its line is a comment alone."""
    said = [(each.name, getattr(numbers, each.name)) for each in fields(numbers)]
    lines = [f"# {key} = 2  # {words[key]}" if value is None else _line(key, value, words[key]) for key, value in said]
    return [f"# {about}", f"[{name}]", *lines, ""]


def _line(key: str, value: object, comment: str = "") -> str:
    return f"{key} = {_toml(value)}" + (f"  # {comment}" if comment else "")


def _toml(value: object) -> str:
    """Return a value as TOML writes it; text of several lines stands between triple quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, StrEnum):
        return f'"{value.value}"'
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    if isinstance(value, Iterable):
        return f"[{', '.join(_toml(each) for each in value)}]"
    return repr(value)


def _text(value: str) -> str:
    import tomlkit

    if "\n" not in value:
        return tomlkit.string(value).as_string()
    return '"""\n' + tomlkit.string(value, multiline=True).as_string()[3:]
