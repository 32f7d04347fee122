"""A stored text of an agreement as its parts again, so that it can be shown and compared part by part."""

import re
from collections.abc import Sequence
from dataclasses import replace

from casetable.rules.agreement_text import canonical
from casetable.values.agreement import Part

BESIDES = "What applies besides"
"""The heading of the numbers that no section rules."""


def parts_of(stored: str, like: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a canonical text. ``like`` are the parts it should have: where its words are theirs, so are these.

    A part whose words differ keeps the key that its number has in ``like``; its last lines that begin with ``- ``, as
    many as there, are its facts. A text that cannot be told apart so is one part.
    """
    if canonical(like) == stored:
        return tuple(like)
    lines = stored.rstrip("\n").split("\n")
    starts = _starts(lines, like)
    ends = [*starts[1:], len(lines)]
    parts = tuple(_part(lines[start:end], like, first=start == 0) for start, end in zip(starts, ends, strict=True))
    return parts if canonical(parts) == stored else (replace(like[0], heading=lines[0], text="\n".join(lines[1:])),)


def number_of(heading: str) -> int | None:
    """The number that a heading begins with; None where it has none."""
    found = re.match(r"(\d+) ", heading)
    return int(found[1]) if found else None


def _starts(lines: list[str], like: Sequence[Part]) -> list[int]:
    """Where each part begins: at its heading after an empty line, the expected one before any with its number."""
    known = {number_of(part.heading): part.heading for part in like}
    starts = [0]
    number = 1
    while True:
        after = [place for place in range(starts[-1] + 1, len(lines)) if lines[place - 1] == ""]
        exact = [place for place in after if lines[place] == known.get(number)]
        found = exact or [place for place in after if lines[place].startswith(f"{number} ")]
        if not found:
            break
        starts.append(found[0])
        number += 1
    last = [place for place in after if lines[place] == BESIDES]
    return [*starts, *last[-1:]]


def _part(lines: list[str], like: Sequence[Part], *, first: bool) -> Part:
    heading, body = lines[0], _without_empty_end(lines[1:])
    expected = _expected(heading, like, first=first)
    if expected is not None and canonical((expected,)) == canonical((Part("", heading, "\n".join(body)),)):
        return expected
    split = _facts_begin(body, expected)
    key = expected.key if expected is not None else f"section {heading.split(' ', 1)[0]}"
    return Part(key, heading, "\n".join(body[:split]).strip(), tuple(line[2:] for line in body[split:]))


def _facts_begin(body: Sequence[str], expected: Part | None) -> int:
    """Where the facts of a part begin: so many as expected at its end, where its text has no points of its own."""
    split = len(body)
    most = len(body) if expected is None else len(expected.facts)
    while split and len(body) - split < most and body[split - 1].startswith("- "):
        split -= 1
    return len(body) if split and not body[split - 1] else split


def _expected(heading: str, like: Sequence[Part], *, first: bool) -> Part | None:
    if first:
        return like[0]
    number = number_of(heading)
    return next((part for part in like[1:] if number_of(part.heading) == number), None)


def _without_empty_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def unlike(right: Sequence[Part], wrong: Sequence[Part]) -> tuple[Part, ...]:
    """The parts whose words are not the same, letter by letter: those of ``right``, then those that it does not have.

    The title alone where all parts are there and stand in another order.
    """
    words = {part.key: canonical((part,)) for part in wrong}
    found = [part for part in right if words.get(part.key) != canonical((part,))]
    known = {part.key for part in right}
    found += [part for part in wrong if part.key not in known]
    return tuple(found) or (tuple(right[:1]) if canonical(right) != canonical(wrong) else ())
