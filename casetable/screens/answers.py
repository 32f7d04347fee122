"""Reading what is typed into one-line entries: minutes, dates, categories and people in front of free words.

Everything here is a pure function of the line; what cannot be read raises BadInput with a sentence.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import read_date, read_minutes
from casetable.values.people import Agency, Person
from casetable.values.seat import Heard
from casetable.words import CATEGORY_TAGS, Category, Means

_BY_TAG = {tag: category for category, tag in CATEGORY_TAGS.items()} | {c.value: c for c in Category}
_HEARD = re.compile(r"(.+?)\s+(?:by|per|on|via)\s+(\w+)", re.IGNORECASE)


def take_category(line: str) -> tuple[str, Category | None]:
    """Return the line without its ``~category`` and the category; None when it names none.

    Raises BadInput for a ``~`` word that is no category, and for two of them.
    """
    words = line.split()
    tags = [word for word in words if len(word) > 1 and word.startswith("~")]
    if len(tags) > 1:
        raise BadInput("One line carries one category.", "Keep one of: " + " ".join(tags))
    if not tags:
        return line.strip(), None
    found = _BY_TAG.get(tags[0][1:].lower())
    if found is None:
        raise BadInput(f"{tags[0]} is no category.", "Use ~" + " ~".join(CATEGORY_TAGS.values()))
    return " ".join(word for word in words if word != tags[0]), found


def take_minutes(line: str) -> tuple[int | None, str]:
    """Return minutes at the start of the line (``30m``, ``half day``) and the rest; None when it starts otherwise."""
    words = line.split()
    for count in (2, 1):
        start = " ".join(words[:count])
        if len(words) < count or start.isdecimal():
            continue
        try:
            return read_minutes(start), " ".join(words[count:])
        except BadInput:
            continue
    return None, line.strip()


def take_date(line: str, today: date, conference: date | None) -> tuple[date | None, str]:
    """Return the date at the start of the line and the rest; None when it does not start with a date."""
    words = line.split()
    for count in (3, 2, 1):
        if len(words) < count:
            continue
        try:
            return read_date(" ".join(words[:count]), today, conference), " ".join(words[count:])
        except BadInput:
            continue
    return None, line.strip()


def take_size(line: str) -> tuple[str, int | None]:
    """Return the line without a size at its end (``… 30m``), and the size in minutes or None."""
    words = line.split()
    for count in (2, 1):
        end = " ".join(words[-count:])
        if len(words) > count and not end.isdecimal():
            try:
                return " ".join(words[:-count]), read_minutes(end)
            except BadInput:
                continue
    return line.strip(), None


def find_person(words: str, people: Sequence[Person], me: str = "") -> Person:
    """Return the one person that ``words`` mean, with or without ``@``; ``me`` is whose id that is, where one is given.

    Raises BadInput that names the candidates.
    """
    wanted = words.strip().lstrip("@").casefold()
    here = [person for person in people if person.left_on is None]
    own = [person for person in here if wanted == "me" and person.id == me]
    if own:
        return own[0]
    exact = [person for person in here if wanted == person.person.casefold()]
    loose = [p for p in here if wanted and any(part.startswith(wanted) for part in _parts(p.person))]
    found = exact or loose
    if len(found) == 1:
        return found[0]
    names = ", ".join(person.person for person in (found or here))
    if found:
        raise BadInput(f"{words.strip()!r} could be several people.", f"Who of: {names}?")
    raise BadInput(f"Nobody called {words.strip()!r} sits at this table.", f"At the table: {names}.")


def take_person(line: str, people: Sequence[Person], me: str = "") -> tuple[Person, str]:
    """Return the person named first in the line (``@omar`` or ``Omar Haddad``), and the rest; ``me`` is oneself."""
    words = line.split()
    if not words:
        raise BadInput("Who?", f"Type a name of somebody at the table, such as {somebody_here(people)}")
    for count in (3, 2):
        full = " ".join(words[:count]).lstrip("@").casefold()
        for person in people:
            if len(words) >= count and person.person.casefold() == full:
                return person, " ".join(words[count:])
    return find_person(words[0], people, me), " ".join(words[1:])


def somebody_here(people: Sequence[Person], agency: str = "", but: Collection[str] = ()) -> str:
    """Return how somebody who is here is written, as an example: ``@omar``; first those of one agency.

    ``but`` are ids of people that it would be no use to name. ``@name`` where nobody is left.
    """
    here = [one for one in people if one.left_on is None and one.away_until is None and one.id not in but]
    one = next((each for each in here if each.agency == agency), here[0] if here else None)
    if one is None:
        return "@name"
    first = one.person.split()[0].casefold()
    same = [each for each in people if each.left_on is None and first in _parts(each.person)]
    return f"@{first if len(same) == 1 else one.person}"


def read_heard(line: str, people: Sequence[Person]) -> Heard:
    """Return whose word it is and how it came, from ``omar by phone``. Raises BadInput with what is expected."""
    match = _HEARD.fullmatch(line.strip())
    if match is None or match[2].lower() not in set(Means):
        raise BadInput("From whom, and how?", "Type a name and by mail, by phone or on paper: omar by phone")
    return Heard(find_person(match[1], people).id, Means(match[2].lower()))


def is_at_the_table(words: str, people: Sequence[Person], agencies: Sequence[Agency]) -> bool:
    """Tell whether a blocker is inside the table: ``in …``, an agency's code or name, or ``@somebody``."""
    plain = words.strip().casefold()
    if plain.startswith(("in ", "@")):
        return True
    named = {agency.agency.casefold() for agency in agencies} | {agency.name.casefold() for agency in agencies}
    return plain in named | {person.person.casefold() for person in people}


def _parts(name: str) -> list[str]:
    folded = name.casefold()
    return [folded, *folded.split()]
