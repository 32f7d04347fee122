"""Agencies and people as they are pasted at set-up, one on each line, and what could not be understood of them."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from casetable.errors import BadInput
from casetable.rules.names import plain
from casetable.rules.partnership import code_problem, mail_problem, person_name_problem, quoted
from casetable.rules.setup_words import code_from_name, initials, is_role, roles_from_words, sector_from_name
from casetable.text import clean, clean_line
from casetable.values.partnership import AgencySetup, PersonSetup
from casetable.words import Method, Role, Sector

LONGEST_LINE = 1_000
MOST_LINES = 500
PEOPLE_EXPECTED = "expected Name, agency, mail, role"

_BULLET = re.compile(r"^(?:[-*•·]|\d{1,3}[.)])\s+")
_CODE_FIRST = re.compile(r"([A-Z]{2,5})\s*(?:[-–:,=]\s*|\s)(\S.*)")
_CODE_LAST = re.compile(r"(\S.*?)\s*[(\[]([A-Za-z]{2,5})[)\]]")
_PHONE = re.compile(r"[+(]?\d[\d ().+/x-]{4,30}", re.ASCII)
_NAME_AND_MAIL = re.compile(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>")
_FUZZY_AT_LEAST = 85


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one pasted line, numbered from 1 as it stands in the field."""

    line: int
    sentence: str


def agencies_from_lines(text: str) -> tuple[tuple[AgencySetup, ...], tuple[LineProblem, ...]]:
    """Read agencies, each a line ``Name``, ``CODE Name`` or ``Name (CODE)``; codes that are not given are made.

    One line with several names parted by commas or semicolons is read as several lines.
    """
    lines, problems = _lines(_in_lines(text))
    given = [_code_and_name(line) for _, line in lines]
    taken = {code for code, _ in given if code}
    agencies: list[AgencySetup] = []
    for (number, _), (code, name) in zip(lines, given, strict=True):
        problem = _agency_problem(code, name, agencies)
        if problem:
            problems.append(LineProblem(number, problem))
            continue
        code = code or code_from_name(name, taken)
        taken.add(code)
        agencies.append(_agency(code, name))
    return tuple(agencies), tuple(problems)


def people_from_lines(
    text: str, agencies: Sequence[AgencySetup]
) -> tuple[tuple[PersonSetup, ...], tuple[LineProblem, ...]]:
    """Read people, each a line ``Name, agency, mail, role``; parts after the name may come in any order.

    Tabs, semicolons and bars part as commas do; a heading line is passed over. Without a role somebody is
    frontline. Who reports to whom is filled in where an agency has exactly one person on the next rung.
    """
    lines, problems = _lines(text)
    found: dict[str, tuple[int, PersonSetup]] = {}
    for number, line in lines:
        parts = _parts(line)
        if not parts or _is_heading(parts):
            continue
        try:
            person = _person(parts, agencies)
            if person.name.casefold() in found:
                earlier = found[person.name.casefold()][0]
                raise BadInput(f"{quoted(person.name)} stands already on line {earlier}; expected each name once")
        except BadInput as problem:
            problems.append(LineProblem(number, problem.sentence))
            continue
        found[person.name.casefold()] = (number, person)
    people = tuple(person for _, person in found.values())
    return tuple(replace(person, reports_to=_superior(person, people)) for person in people), tuple(problems)


def find_agency(words: str, agencies: Sequence[AgencySetup]) -> tuple[AgencySetup, ...]:
    """Return the agencies that words fit best: by code, name, initials, some of its words, or nearly its name."""
    wanted = plain(words)
    if not wanted:
        return ()
    fits: tuple[Callable[[AgencySetup], bool], ...] = (
        lambda agency: wanted == agency.code.casefold(),
        lambda agency: wanted == plain(agency.name),
        lambda agency: wanted == initials(agency.name).casefold(),
        lambda agency: len(wanted) > 2 and plain(agency.name).startswith(wanted),
        lambda agency: set(wanted.split()) <= set(plain(agency.name).split()),
    )
    for fit in fits:
        if found := tuple(agency for agency in agencies if fit(agency)):
            return found
    return _nearly(wanted, agencies)


def _nearly(wanted: str, agencies: Sequence[AgencySetup]) -> tuple[AgencySetup, ...]:
    """Return the agency whose name is spelt nearly so; several if they are equally near."""
    from rapidfuzz import fuzz

    scores = [fuzz.ratio(wanted, plain(agency.name)) for agency in agencies]
    best = max(scores, default=0)
    if best < _FUZZY_AT_LEAST:
        return ()
    return tuple(agency for agency, score in zip(agencies, scores, strict=True) if score == best)


def _lines(text: str) -> tuple[list[tuple[int, str]], list[LineProblem]]:
    """Return the lines that say something with their numbers, and a problem for each that is too long."""
    lines: list[tuple[int, str]] = []
    problems: list[LineProblem] = []
    for number, line in _numbered(text):
        if len(lines) == MOST_LINES:
            problems.append(LineProblem(number, f"this is too much; expected at most {MOST_LINES} lines"))
            break
        if len(line) > LONGEST_LINE:
            problems.append(LineProblem(number, f"this line is too long; expected at most {LONGEST_LINE} characters"))
        elif line:
            lines.append((number, line))
    return lines, problems


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    # Tabs part the cells of a spreadsheet; cleaning would make them blanks.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", ";").split("\n")
    for number, line in enumerate(lines, start=1):
        yield number, _BULLET.sub("", clean_line(line)).strip(" ;,")


def _in_lines(text: str) -> str:
    """Return a list of names that stands on a single line as several lines."""
    line = clean(text)
    if "\n" in line or not re.search("[,;]", line) or _CODE_FIRST.fullmatch(line):
        return text
    return re.sub("[,;]", "\n", line)


def _code_and_name(line: str) -> tuple[str, str]:
    """Return an agency line's code, empty if it has none, and its name."""
    first = _CODE_FIRST.fullmatch(line)
    if first and not first[2].isupper():
        return first[1], first[2].strip(" ;,")
    last = _CODE_LAST.fullmatch(line)
    return (last[2].upper(), last[1]) if last else ("", line)


def _agency_problem(code: str, name: str, agencies: Sequence[AgencySetup]) -> str:
    """Say what is wrong with one agency beside those before it; empty when nothing is."""
    if not re.search(r"\w", name):
        return f"{quoted(name)} is no name; expected an agency's name"
    if re.search("[;@]", name):
        return f"{quoted(name)} looks like a person; expected an agency's name"
    for agency in agencies:
        if agency.name.casefold() == name.casefold():
            return f"{quoted(name)} stands there already; expected each agency once"
        if agency.code == code:
            return f"{agency.name[:40]} has the code {code} already; expected another one"
    return code_problem(code) if code else ""


def _agency(code: str, name: str) -> AgencySetup:
    """Return an agency with what its name suggests. Victim services start with the stricter rule."""
    sector = sector_from_name(name)
    protects = sector is Sector.VICTIM_SERVICES
    method = Method.WRITTEN if protects else Method.VERBAL
    return AgencySetup(code, name, sector, victim_service_provider=protects, minimum_method=method)


def _parts(line: str) -> list[str]:
    """Return a line's parts; the first of tab (read as ``;``), comma and bar that stands in it parts them."""
    separator = next((each for each in ";,|" if each in line), ",")
    row = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    return [part.strip() for part in row]


def _is_heading(parts: list[str]) -> bool:
    return parts[0].casefold() in ("name", "names") and len(parts) > 1 and "@" not in "".join(parts)


def _person(parts: list[str], agencies: Sequence[AgencySetup]) -> PersonSetup:
    """Return the person of one line, or raise BadInput with what is not understood."""
    name, mail, phone = parts[0], "", ""
    if match := _NAME_AND_MAIL.fullmatch(name):
        name, mail = match[1].strip('" '), match[2]
    if not re.search(r"\w", name) or "@" in name:
        raise BadInput(f"{quoted(name)} is no name; {PEOPLE_EXPECTED}")
    agency: AgencySetup | None = None
    roles: tuple[Role, ...] = ()
    for part in filter(None, parts[1:]):
        if "@" in part and not mail:
            mail = part.strip("<> ").removeprefix("mailto:")
        elif _PHONE.fullmatch(part) and not phone:
            phone = part
        elif agency is None and not _is_plainly_role(part, agencies):
            agency = _the_agency(part, agencies)
        else:
            roles = (*roles, *roles_from_words(part))
    if agency is None:
        raise BadInput(f"{quoted(name)} has no agency; expected one of {_codes(agencies)}")
    problem = person_name_problem(name) or mail_problem(mail)
    if problem:
        raise BadInput(problem)
    return PersonSetup(name, agency.code, tuple(dict.fromkeys(roles)) or (Role.FRONTLINE,), "", mail, phone)


def _is_plainly_role(part: str, agencies: Sequence[AgencySetup]) -> bool:
    return not find_agency(part, agencies) and is_role(part)


def _the_agency(words: str, agencies: Sequence[AgencySetup]) -> AgencySetup:
    found = find_agency(words, agencies)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(f"{quoted(words)} may be {_codes(found)}; expected one of these codes")
    raise BadInput(f"no agency is called {quoted(words)}; expected one of {_codes(agencies)}")


def _codes(agencies: Sequence[AgencySetup]) -> str:
    shown = [agency.code for agency in agencies[:12]]
    return ", ".join(shown) or "the agencies above"


_RUNGS = (Role.FRONTLINE, Role.SUPERVISOR, Role.PROGRAMME_MANAGER, Role.SENIOR_MANAGER)


def _superior(person: PersonSetup, people: Sequence[PersonSetup]) -> str:
    """Return the only person on the next rung that an agency has anybody on; empty when nobody or several are."""
    own = _rung(person)
    if own is None:
        return ""
    for rung in range(own + 1, len(_RUNGS)):
        above = [each for each in people if each.agency == person.agency and _rung(each) == rung]
        if above:
            return above[0].name if len(above) == 1 else ""
    return ""


def _rung(person: PersonSetup) -> int | None:
    """Return how high somebody stands, by the highest role; None for a coordinator or adviser only."""
    return max((_RUNGS.index(role) for role in person.roles if role in _RUNGS), default=None)
