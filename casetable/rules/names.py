"""Which people a typed name may mean. One name, one answer or several candidates: never a guess among equals."""

import unicodedata
from collections.abc import Iterable, Sequence

from casetable.values.people import Agency, Person

_TYPO_LENGTH = 4
_LONG_NAME = 7


def plain(words: str) -> str:
    """Return ``words`` for comparing: no case, no accents, every separator one blank."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join("".join(" " if c in ".-_'’/" else c for c in bare).split())


def find_people(words: str, people: Iterable[Person], *, whole: bool = False) -> tuple[Person, ...]:
    """Return the people that ``words`` fit best, none or several equal candidates among them.

    Tried in this order, and the first that fits anybody decides: the whole name; a first or last name; then,
    unless only ``whole`` names count, the beginning of one and the initials.
    """
    wanted = plain(words)
    if not wanted:
        return ()
    everybody = tuple(people)
    for fits in (_is_name, _has_part) if whole else (_is_name, _has_part, _has_beginning, _is_initials):
        if found := tuple(person for person in everybody if fits(wanted, plain(person.person))):
            return found
    return ()


def find_misspelt(words: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return the people whose name is nearest to ``words``: a letter away, two in long ones; none for short words."""
    wanted = plain(words)
    if len(wanted) < _TYPO_LENGTH:
        return ()
    most = 2 if len(wanted) >= _LONG_NAME else 1
    distances = [(_distance(wanted, plain(person.person)), person) for person in people]
    nearest = min((distance for distance, _ in distances), default=most + 1)
    return tuple(person for distance, person in distances if distance == nearest <= most)


def matches_name(words: str, name: str, *, beginnings: bool = False) -> bool:
    """True if ``words`` are a name or one of its parts; with ``beginnings``, if a part begins with them."""
    wanted, whole = plain(words), plain(name)
    fits = _has_beginning if beginnings else _has_part
    return bool(wanted) and fits(wanted, whole)


def find_agencies(words: str, agencies: Iterable[Agency], *, beginnings: bool = False) -> tuple[Agency, ...]:
    """Return the agencies whose code or name is ``words``; with ``beginnings`` also those whose name begins so."""
    wanted = plain(words)
    if not wanted:
        return ()
    everybody = tuple(agencies)
    exact = tuple(a for a in everybody if wanted in (plain(a.agency), plain(a.name), _joined(a.name)))
    if exact or not beginnings:
        return exact
    return tuple(a for a in everybody if plain(a.name).startswith(wanted))


def handle(person: Person, people: Sequence[Person]) -> str:
    """Return the shortest ``@name`` that means this person and nobody else."""
    parts = plain(person.person).split()
    dotted = ".".join(parts)
    choices = [*[part for part in parts if len(part) > 1][:1], dotted]
    for choice in choices:
        if find_people(choice, people) == (person,):
            return f"@{choice}"
    return f"@{dotted}/{person.agency.lower()}"


def _joined(name: str) -> str:
    return plain(name).replace(" ", "")


def _is_name(wanted: str, name: str) -> bool:
    return wanted in (name, name.replace(" ", ""))


def _has_part(wanted: str, name: str) -> bool:
    return f" {wanted} " in f" {name} "


def _has_beginning(wanted: str, name: str) -> bool:
    return f" {wanted}" in f" {name}"


def _is_initials(wanted: str, name: str) -> bool:
    return len(wanted) > 1 and wanted == "".join(part[0] for part in name.split())


def _distance(wanted: str, name: str) -> int:
    """Return how many letters (added, left out, changed, swapped) part ``wanted`` from the nearest part of ``name``."""
    from rapidfuzz.distance import OSA

    return min(OSA.distance(wanted, part) for part in (name, *name.split()))


def room_initials(names: Sequence[str]) -> tuple[str, ...]:
    """Initials that tell everybody in a room apart, in the order of their names: ``DR``, and ``DRo`` beside ``DRe``.

    Who cannot be told apart by letters of the last word gets a number. Nobody's are empty.
    """
    said: list[str] = []
    for name in names:
        words = name.split() or ["?"]
        first, last = "".join(word[0] for word in words[:-1]).upper(), words[-1]
        alike = [other for other in names if other != name and _bare_initials(other) == _bare_initials(name)]
        letters = next(
            (n for n in range(1, len(last) + 1) if all(other.split()[-1][:n] != last[:n] for other in alike)), 1
        )
        short = first + last[0].upper() + last[1:letters]
        again = sum(one == short or one.rstrip("0123456789") == short for one in said)
        said.append(f"{short}{again + 1}" if again else short)
    return tuple(said)


def _bare_initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).upper()
