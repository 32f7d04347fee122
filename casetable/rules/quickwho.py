"""Whom a quick-add line names: the owner (``@lee``, ``@mh``, ``@lee/mh``) and the participant (``#473``, ``#ana``)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casetable.rules.names import find_agencies, find_misspelt, find_people, handle, matches_name
from casetable.rules.quickline import Line
from casetable.text import clean_line
from casetable.values.participants import Participant
from casetable.values.people import Agency, Person
from casetable.words import Role

_REFERENCE = re.compile(r"(?:p-?)?(\d+)", re.ASCII | re.IGNORECASE)
_SPELT_OUT = re.compile(r"p-?\d{3,9}", re.ASCII | re.IGNORECASE)
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Around:
    """Who may be named: those at the table today, their agencies, and the id of the one who types."""

    people: tuple[Person, ...]
    agencies: Sequence[Agency]
    me: str

    def of(self, agency: Agency | None) -> tuple[Person, ...]:
        """Return the people of one agency, or everybody."""
        return tuple(person for person in self.people if agency is None or person.agency == agency.agency)

    def myself(self) -> Person | None:
        """Return the one who types, None when not at the table."""
        return next((person for person in self.people if person.id == self.me), None)


def read_owner(line: Line, around: Around, *, too_many: str = "a task has one owner") -> Person | None:
    """Take the owner out of the line: the one named, the one who types when nobody is, None with a problem.

    ``too_many`` is what is said where several people are named.
    """
    tokens = dict(line.tokens("@"))
    if not tokens:
        return around.myself()
    named_agencies = {place: agency for place, token in tokens.items() if (agency := _agency(token, around))}
    narrowed = next(iter(named_agencies.values()), None)
    owners: list[Person] = []
    for place, token in tokens.items():
        if place not in named_agencies:
            owners += _owner(line, place, token, around, narrowed)
    if narrowed and len(named_agencies) == len(tokens):
        owners += _only_one_of(line, list(named_agencies), narrowed, around)
    if not tokens.keys() & line.unread and _disagree(owners, named_agencies):
        line.leave(tokens, f"{' and '.join(f'@{token}' for token in tokens.values())}: {too_many}")
    if tokens.keys() & line.unread or not owners:
        return None
    line.take(tokens)
    return owners[0]


def names_somebody(words: str) -> bool:
    """Tell whether some words refer to a participant by number, known or not: ``#473``, ``P-473``."""
    line = Line(clean_line(words).split())
    return any(_REFERENCE.fullmatch(token) for _, token in line.tokens("#")) or bool(_bare_references(line))


def read_participant(line: Line, participants: Sequence[Participant]) -> str | None:
    """Take the participant's reference out of the line; None when none is named or with a problem."""
    tokens = dict(line.tokens("#")) | _bare_references(line)
    found: list[str] = []
    for place, token in tokens.items():
        fitting = _participants(token, participants)
        if len(fitting) == 1:
            found.append(fitting[0].participant)
        elif fitting:
            names = " or ".join(f"{one.participant} {one.name}" for one in fitting[:_MOST_NAMED])
            references = " or ".join(f"#{one.participant.removeprefix('P-')}" for one in fitting[:_MOST_NAMED])
            line.leave([place], f"#{token}: {names}? write {references}")
        else:
            line.leave([place], f"#{token}: no participant of that reference or name here")
    if len(set(found)) > 1:
        line.leave(tokens, f"{' and '.join(dict.fromkeys(found))}: a task concerns one participant")
    if not found or tokens.keys() & line.unread:
        return None
    line.take(tokens)
    return found[0]


def _bare_references(line: Line) -> dict[int, str]:
    """Return the words that are references without a ``#``, so that no text about somebody counts as about nobody."""
    words = {index: line.bare(index).lstrip("(").removesuffix("'s").removesuffix("’s") for index in line.free()}
    return {index: word for index, word in words.items() if _SPELT_OUT.fullmatch(word)}


def _agency(token: str, around: Around) -> Agency | None:
    """Return the agency that a token means, unless it is somebody's name; a beginning only if it is nobody's."""
    if "/" in token or token.lower() == "me" or find_people(token, around.people, whole=True):
        return None
    found = find_agencies(token, around.agencies)
    if not found and not find_people(token, around.people):
        found = find_agencies(token, around.agencies, beginnings=True)
    return found[0] if len(found) == 1 else None


def _owner(line: Line, place: int, token: str, around: Around, narrowed: Agency | None) -> list[Person]:
    if token.lower() == "me" and (myself := around.myself()):
        return [myself]
    name, slash, code = token.partition("/")
    agency = narrowed
    if slash:
        found = find_agencies(code, around.agencies, beginnings=True)
        if len(found) != 1:
            codes = ", ".join(one.agency for one in around.agencies)
            line.leave([place], f"@{token}: no agency '{code}' here, only {codes}")
            return []
        agency = found[0]
    people = around.of(agency)
    candidates = find_people(name, people)
    if not candidates and (candidates := find_misspelt(name, people)):
        line.hints.append(f"@{token}: read as {' or '.join(person.person for person in candidates)}")
    if len(candidates) == 1:
        return [candidates[0]]
    line.leave([place], _which(token, candidates, people, agency, around))
    return []


def _which(
    token: str, candidates: Sequence[Person], people: Sequence[Person], agency: Agency | None, around: Around
) -> str:
    if candidates:
        names = " or ".join(f"{one.person} ({one.agency})" for one in candidates[:_MOST_NAMED])
        handles = " or ".join(handle(one, around.people) for one in candidates[:_MOST_NAMED])
        return f"@{token}: {names}? write {handles}"
    where = f" at {agency.name}" if agency else " here"
    only = f", only{_handles(people, around)}" if people else ""
    return f"@{token}: nobody of that name{where}{only}"


def _only_one_of(line: Line, places: list[int], agency: Agency, around: Around) -> list[Person]:
    """Return the agency's one frontline person, or say who there is to choose from."""
    people = around.of(agency)
    frontline = tuple(person for person in people if Role.FRONTLINE in person.roles)
    if len(frontline) == 1:
        return [frontline[0]]
    choice = frontline or people
    if not choice:
        line.leave(places, f"{agency.name} has nobody at the table")
        return []
    count = f"{len(choice)} {'person' if len(choice) == 1 else 'people'}"
    line.leave(places, f"{agency.name} has {count}:{_handles(choice, around)}")
    return []


def _disagree(owners: Sequence[Person], named: dict[int, Agency]) -> bool:
    """True if several owners are named, or an agency that is not the owner's."""
    several = len({person.id for person in owners}) > 1
    return several or any(person.agency != agency.agency for person in owners for agency in named.values())


def _handles(people: Sequence[Person], around: Around) -> str:
    more = " …" if len(people) > _MOST_NAMED else ""
    return " " + " ".join(handle(person, around.people) for person in people[:_MOST_NAMED]) + more


def _participants(token: str, participants: Sequence[Participant]) -> list[Participant]:
    if reference := _REFERENCE.fullmatch(token):
        return [one for one in participants if one.participant == f"P-{reference[1]}"]
    for beginnings in (False, True):
        fitting = [one for one in participants if one.name and matches_name(token, one.name, beginnings=beginnings)]
        if fitting:
            return fitting
    return []
