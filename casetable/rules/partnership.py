"""What a set-up may say, value by value, and what it leaves open: the same checks for the file and the questions."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from casetable.errors import BadInput
from casetable.rules.calendar import conference_dates
from casetable.rules.holidays import days_off
from casetable.text import clean_line
from casetable.values.partnership import LadderStep, PersonSetup, Setup
from casetable.words import CLOCK, MONTH_NAMES, AgreementKind, Role

AGENCIES_AT_LEAST = 2
OBJECTIVES_AT_MOST = 5
SHARE_TOLERANCE = 0.01
"""How far the pledged shares may stand from a whole: a third is written 0.33."""


RESERVED_CODES = frozenset({"ALL"})
"""Codes that would be mistaken for a word: ``release add --to all``."""

NAME_AT_MOST = 100
"""How long a person's name may be, in characters."""
RESERVED_NAMES = frozenset({"all", "everybody", "me", "nobody", "none", "unassigned"})
"""Names that would be mistaken for a word: ``person edit me``, ``person leave lee --to nobody``."""

_SOME_DAY = date(2026, 1, 1)
_RECURRENCE_EXPECTED = "expected a rule such as FREQ=MONTHLY;BYDAY=2FR (every second Friday of the month)"

_ROLE_WORDS = (
    (Role.SENIOR_MANAGER, re.compile(r"\bsenior managers?\b")),
    (Role.PROGRAMME_MANAGER, re.compile(r"\bprogram(?:me)?[ _]managers?\b")),
    (Role.SUPERVISOR, re.compile(r"\bsupervisors?\b")),
    (Role.COORDINATOR, re.compile(r"\bco-?ordinators?\b")),
    (Role.ADVISER, re.compile(r"\badvis[eo]rs?\b")),
    (Role.FRONTLINE, re.compile(r"\bfront-?line\b")),
)
_ANYBODY = re.compile(r"\b(people|persons?|workers?|staff|both|everybody|everyone|all|two)\b")


@cache
def zones() -> frozenset[str]:
    """Return the names of all IANA time zones this computer knows."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones() - {"localtime", "Factory"})


def code_problem(code: str) -> str:
    """Say what is wrong with an agency's code and what was expected; empty when nothing is."""
    expected = "expected 2 to 5 letters, as they stand on the board, such as HS"
    if code in RESERVED_CODES:
        return f"{quoted(code)} cannot be a code, it means all agencies; {expected}"
    if not re.fullmatch(r"[A-Z]{2,5}", code):
        return f"{quoted(code)} is no agency code; {expected}"
    return ""


def person_name_problem(name: str) -> str:
    """Say what is wrong with a person's name and what was expected; empty when nothing is."""
    expected = 'expected a name such as "Dana Reyes"'
    called = name.strip()
    if called.casefold() == CLOCK:
        return f"nobody can be called {quoted(name)}, casetable's clock is; {expected}"
    if called.casefold() in RESERVED_NAMES:
        return f"nobody can be called {quoted(name)}, that is a word of its own here; {expected}"
    if called and not any(character.isalpha() for character in called):
        return f"{quoted(name)} has no letter in it; {expected}"
    if len(called) > NAME_AT_MOST:
        return f"{quoted(name)} has {len(called):,} characters; expected a name of at most {NAME_AT_MOST}"
    return ""


def mail_problem(mail: str) -> str:
    """Say what is wrong with a mail address and what was expected; empty when nothing is, or when there is none."""
    if mail and not re.fullmatch(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+", mail):
        return f"{quoted(mail)} is no mail address; expected one such as dana@example.org, or nothing"
    return ""


def zone_problem(zone: str) -> str:
    """Say what is wrong with a time zone and what was expected; empty when nothing is."""
    if zone in zones():
        return ""
    return f"no time zone is called {quoted(zone)}; {did_you_mean(zone, zones())}expected one such as America/Chicago"


def holidays_problem(code: str) -> str:
    """Say what is wrong with a holiday calendar's code and what was expected; empty when nothing is."""
    try:
        days_off(code, (), range(_SOME_DAY.year, _SOME_DAY.year + 1))
    except BadInput:
        return f'no holidays are known for {quoted(code)}; expected a country such as US, or US-CA, or ""'
    return ""


@cache
def holidays_of_zone(zone: str) -> str:
    """Return the country whose holidays fit a time zone, such as ``US``; empty where none is known.

    Source: zone.tab of the IANA time zone database.
    """
    from importlib.resources import files

    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    country = next((row[0] for row in rows if row[2] == zone), "")
    return "" if holidays_problem(country) else country


def recurrence_problem(rrule: str) -> str:
    """Say what is wrong with the conference's recurrence rule and what was expected; empty when nothing is."""
    try:
        conference_dates(rrule, _SOME_DAY, _SOME_DAY)
    except IndexError:  # dateutil's answer to the ninth Friday of a month
        return f"{quoted(rrule)} names a day that no month has; {_RECURRENCE_EXPECTED}"
    except BadInput as problem:
        return f"{problem.sentence.rstrip('.')}; {_RECURRENCE_EXPECTED}"
    return ""


def month_from_words(words: str) -> int | None:
    """Return 1 to 12 for ``10``, ``Oct`` or ``October``; None if it is no month."""
    plain = words.strip().casefold()
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) <= 2 and 1 <= int(plain) <= 12 else None
    matches = [month for month, name in enumerate(MONTH_NAMES, start=1) if len(plain) >= 3 and name.startswith(plain)]
    return matches[0] if matches else None


def share_problem(shares: Iterable[float | None]) -> str:
    """Say what is wrong with all agencies' pledged shares of the effort; empty when nothing is."""
    pledged = list(shares)
    stated = [share for share in pledged if share is not None]
    if not stated:
        return ""
    if len(stated) < len(pledged):
        return f"{len(stated)} of {len(pledged)} agencies state effort_share; expected all of them or none"
    if abs(round(sum(stated) - 1, 9)) > SHARE_TOLERANCE:
        return f"the shares of effort add up to {sum(stated):g}; expected 1"
    return ""


def reporting_circle(people: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the names of one circle of (name, reports to), first name repeated at the end; empty if there is none."""
    above = dict(people)
    cleared: set[str] = set()
    for start in above:
        path: list[str] = []
        name = start
        while name in above and name not in cleared and name not in path:
            path.append(name)
            name = above[name]
        if name in path:
            return (*path[path.index(name) :], name)
        cleared.update(path)
    return ()


def warnings(setup: Setup) -> tuple[str, ...]:
    """Return what a valid set-up leaves open: ladder steps that find nobody, agencies without people or signatory.

    Source: rules, Agreement ("every ladder step must find its people").
    """
    empty = [agency.code for agency in setup.agencies if not any(p.agency == agency.code for p in setup.people)]
    found = [f"Nobody sits at the table for {code}: add somebody of {code} to the people." for code in empty]
    if setup.kind is not AgreementKind.HANDSHAKE:
        missing = [code for code in _without(setup, Role.SENIOR_MANAGER) if code not in empty]
        if missing:
            found.append(
                f"Nobody can sign for {', '.join(missing)}: give somebody there the role {Role.SENIOR_MANAGER.label}."
            )
    for number, step in enumerate(setup.ladder):
        found.extend(_step_warnings(setup, number, step))
    return tuple(found)


def _step_warnings(setup: Setup, number: int, step: LadderStep) -> list[str]:
    """Return what one ladder step (numbered from 0) does not find."""
    who = step.who.casefold()
    roles = roles_in(who)
    where = f"Ladder step {number} ({clean_line(step.name)})"
    if not roles:
        if _ANYBODY.search(who) or any(person.name.casefold() in who for person in setup.people):
            return []
        return [f"{where} does not say who talks: name a role or somebody at the table."]
    found = []
    for role in roles:
        missing = _without(setup, role)
        if role in (Role.COORDINATOR, Role.ADVISER):
            if len(missing) == len(setup.agencies):
                found.append(f"{where} finds no {role.label}: give somebody the role.")
        elif missing:
            found.append(f"{where} finds no {role.label} in {', '.join(missing)}: give somebody there the role.")
    return found


def roles_in(words: str) -> tuple[Role, ...]:
    """Return the roles that a ladder step's words name, such as ``the two supervisors, coordinator helps``."""
    return tuple(role for role, pattern in _ROLE_WORDS if pattern.search(words.casefold()))


def _without(setup: Setup, role: Role) -> list[str]:
    """Return the codes of the agencies where nobody holds ``role`` (or, for a supervisor, is reported to)."""
    reported_to = {person.reports_to for person in setup.people}

    def holds(person: PersonSetup) -> bool:
        return role in person.roles or (role is Role.SUPERVISOR and person.name in reported_to)

    held = {person.agency for person in setup.people if holds(person)}
    return [agency.code for agency in setup.agencies if agency.code not in held]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean "places"? `` with a blank at its end, or nothing if no known word is near."""
    from difflib import get_close_matches

    near = {each.casefold(): each for each in sorted(known)}
    matches = get_close_matches(word.casefold()[:60], near, n=1, cutoff=0.6)
    return f"did you mean {quoted(near[matches[0]])}? " if matches else ""


def quoted(text: str) -> str:
    """Return a person's text for a message: one line, in quotes, cut after 40 characters."""
    line = clean_line(text)
    return f'"{line[:40]}…"' if len(line) > 40 else f'"{line}"'
