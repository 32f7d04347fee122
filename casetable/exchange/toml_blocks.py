"""Reading one TOML table key by key, gathering every problem with its line instead of stopping at the first."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from casetable.errors import BadFile
from casetable.exchange.toml_lines import Path, lines_of
from casetable.exchange.toml_words import as_day, listed, one_of, said
from casetable.rules.partnership import did_you_mean, quoted
from casetable.text import MAX_LENGTH, clean, clean_line

Word = TypeVar("Word", bound=StrEnum)
Check = Callable[[str], str]
"""Says what is wrong with a value and what was expected; empty when nothing is."""


@dataclass
class Problems:
    """All that is wrong with one file. ``lines`` tells where each path stands."""

    name: str
    lines: Mapping[Path, int]
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, path: Path, problem: str) -> None:
        """Note a problem at ``path``, or at the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        self.found.append((self.lines.get(path, 1), problem))

    def sentences(self) -> tuple[str, ...]:
        """Return ``partnership.toml:LINE: what is wrong; what was expected`` for each problem, from the top."""
        ordered = sorted(self.found, key=lambda problem: problem[0])
        return tuple(dict.fromkeys(f"{self.name}:{line}: {problem}" for line, problem in ordered))


def parse(text: str, name: str) -> tuple[dict[str, Any], Problems]:
    """Return the tables of a TOML text and an empty list of problems that knows its lines.

    Raises:
        BadFile: The text is no TOML; the one problem names the line where reading stopped.
    """
    text = text.removeprefix("\ufeff")
    try:
        return tomllib.loads(text), Problems(name, lines_of(text))
    except RecursionError:
        problem = f"{name}:1: lists stand inside lists too deeply; expected a partnership file"
    except ValueError as error:
        problem = _syntax_problem(text, name, error)
    raise BadFile(f"{name} cannot be read.", (problem,))


def _syntax_problem(text: str, name: str, error: ValueError) -> str:
    """Return a sentence for tomllib's error, with its line."""
    message = str(error)
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    end = text.count("\n", 0, len(text.rstrip())) + 1
    line = end if place is None or place[1] is None else int(place[1])
    what = clean_line(message[: place.start()] if place else message)[:120] or "this cannot be read"
    if "overwrite" in what or "declare" in what:
        what = "this stands twice"
    expected = 'key = value, with text in "double quotes"'
    return f"{name}:{line}: {what[0].lower()}{what[1:]}; expected {expected}"


class Block:
    """One table being read. Each method asks for one key; ``finish`` complains of keys nobody asked for.

    After a problem the method returns its default, so that reading goes on.
    """

    def __init__(self, problems: Problems, path: Path, values: Mapping[str, Any]) -> None:
        self.problems = problems
        self.path = path
        self.values = values
        self.asked: set[str] = set()

    def wrong(self, key: str, problem: str) -> None:
        """Note a problem with ``key``."""
        self.problems.add((*self.path, key), problem)

    def text(
        self, key: str, default: str = "", *, required: bool = False, lines: bool = False, check: Check | None = None
    ) -> str:
        """Read cleaned text: one line, or several with ``lines``."""
        value = self._get(key, str, 'text in "quotes"', required)
        if value is None:
            return default
        if len(value) > MAX_LENGTH:
            self.wrong(key, f"{key} has {len(value):,} characters; expected at most {MAX_LENGTH:,}")
            return default
        cleaned = clean(value) if lines else clean_line(value)
        if required and not cleaned:
            self.wrong(key, f"{key} is empty; expected text")
        problem = check(cleaned) if check and cleaned else ""
        if problem:
            self.wrong(key, problem)
        return default if problem else cleaned

    def word(self, key: str, kind: type[Word], default: Word, *, required: bool = False) -> Word:
        """Read one word of a vocabulary. Case, blanks and hyphens do not matter."""
        value = self._get(key, str, one_of(kind), required)
        return default if value is None else self._as_word((*self.path, key), key, value, kind, default)

    def optional_word(self, key: str, kind: type[Word]) -> Word | None:
        """Read one word of a vocabulary as ``word`` does; None if it is not there or empty."""
        value = self._get(key, str, one_of(kind))
        return self._as_word((*self.path, key), key, value, kind, next(iter(kind))) if value else None

    def words(self, key: str, kind: type[Word]) -> tuple[Word, ...]:
        """Read a list of at least one word of a vocabulary, each once."""
        expected = f"a list of {one_of(kind).removeprefix('one of ')}"
        value = self._get(key, list, expected, required=True)
        if value is None:
            return ()
        if not value:
            self.wrong(key, f"{key} is an empty list; expected {expected}")
        found: list[Word] = []
        for index, each in enumerate(value):
            path = (*self.path, key, index)
            if not isinstance(each, str):
                self.problems.add(path, f"{key} holds {said(each)}; expected {one_of(kind)}")
                continue
            found.append(self._as_word(path, key, each, kind, next(iter(kind))))
        return tuple(dict.fromkeys(found))

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """Read a whole number from ``low`` to ``high``."""
        value = self.optional_whole(key, low, high)
        return default if value is None else value

    def optional_whole(self, key: str, low: int, high: int) -> int | None:
        """Read a whole number as ``whole`` does; None if it is not there."""
        expected = f"a whole number from {low} to {high}"
        value = self._get(key, int, expected)
        if value is None:
            return None
        if not low <= value <= high:
            self.wrong(key, f"{key} is {said(value)}; expected {expected}")
            return None
        return int(value)

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """Read a number from ``low`` to ``high``; a share may also be written as ``"75%"``."""
        value = self.optional_number(key, low, high)
        return default if value is None else value

    def optional_number(self, key: str, low: float, high: float) -> float | None:
        """Read a number as ``number`` does; None if it is not there."""
        expected = f"a number from {low:g} to {high:g}" + (', such as 0.75 or "75%"' if high == 1 else "")
        value = self._get(key, (int, float, str), expected)
        if value is None:
            return None
        if isinstance(value, str):
            percent = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,9})?) ?%", clean_line(value))
            value = float(percent[1]) / 100 if percent else value
        if isinstance(value, str) or not low <= value <= high:
            self.wrong(key, f"{key} is {said(value)}; expected {expected}")
            return None
        return float(value)

    def flag(self, key: str, default: bool = False) -> bool:
        """Read true or false."""
        value = self._get(key, bool, "true or false")
        return default if value is None else bool(value)

    def wall_time(self, key: str, default: time) -> time:
        """Read a time of day in hours and minutes, as ``"09:00"`` or as TOML's own 09:00:00."""
        expected = 'a time of day in hours and minutes, such as "09:00"'
        value = self._get(key, (str, time), expected)
        if value is None:
            return default
        written = value.isoformat() if isinstance(value, time) else clean_line(value)
        match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?", written, re.ASCII)
        if match is None:
            self.wrong(key, f"{key} is {quoted(written)}; expected {expected}")
            return default
        return time(int(match[1]), int(match[2]))

    def day(self, key: str) -> date | None:
        """Read one day, as 2026-11-27 with or without quotes; None if it is not there or empty."""
        expected = "a day such as 2026-11-27"
        value = self._get(key, (str, date), expected)
        if value is None or value == "":
            return None
        found = as_day(value)
        if found is None:
            self.wrong(key, f"{key} is {said(value)}; expected {expected}")
        return found

    def days(self, key: str) -> tuple[date, ...]:
        """Read a list of days, as 2026-11-27 with or without quotes, sorted, each once."""
        expected = "a list of days such as [2026-11-27, 2026-12-24]"
        found: set[date] = set()
        for index, each in enumerate(self._get(key, list, expected) or []):
            day = as_day(each)
            if day is None:
                self.problems.add((*self.path, key, index), f"{key} holds {said(each)}; expected {expected}")
            else:
                found.add(day)
        return tuple(sorted(found))

    def names(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Read a list of short names in lower case (blanks become underscores), each once; else ``default``."""
        expected = 'a list of names such as ["housing", "own goal"]'
        value = self._get(key, list, expected)
        if value is None:
            return default
        found: list[str] = []
        for index, each in enumerate(value):
            name = "_".join(each.casefold().split()) if isinstance(each, str) else ""
            if not (0 < len(name) <= 40 and name.replace("_", "").isalnum()):
                self.problems.add((*self.path, key, index), f"{key} holds {said(each)}; expected {expected}")
            found.append(name)
        if not value:
            self.wrong(key, f"{key} is an empty list; expected {expected}")
        return tuple(dict.fromkeys(found))

    def block(self, key: str, *, required: bool = False) -> "Block":
        """Read a table inside this one; an empty one if it is not there."""
        value = self._get(key, dict, f"a part that starts with [{key}]", required)
        return Block(self.problems, (*self.path, key), value or {})

    def blocks(self, key: str) -> tuple["Block", ...]:
        """Read a list of tables; an empty one if it is not there."""
        expected = f"parts that each start with [[{key}]]"
        found = []
        for index, each in enumerate(self._get(key, list, expected) or []):
            if isinstance(each, dict):
                found.append(Block(self.problems, (*self.path, key, index), each))
            else:
                self.problems.add((*self.path, key, index), f"{key} holds {said(each)}; expected {expected}")
        return tuple(found)

    def finish(self) -> None:
        """Note every key that nobody asked for as unknown."""
        section = next((part for part in reversed(self.path) if isinstance(part, str)), "")
        for key in self.values:
            if key not in self.asked:
                where = f"in [{section}]" if section else "at the top"
                hint = did_you_mean(key, self.asked)
                self.wrong(key, f"{quoted(key)} is unknown {where}; {hint}expected {listed(sorted(self.asked))}")

    def _as_word(self, path: Path, key: str, value: str, kind: type[Word], default: Word) -> Word:
        plain = re.sub(r"[ _-]+", "_", clean_line(value).casefold()).replace("program_", "programme_")
        known = {each.value: each for each in kind}
        if plain in known:
            return known[plain]
        self.problems.add(path, f"{key} is {quoted(value)}; {did_you_mean(plain, known)}expected {one_of(kind)}")
        return default

    def _get(self, key: str, kind: type | tuple[type, ...], expected: str, required: bool = False) -> Any:
        """Return the value if it is there and of ``kind``; None otherwise."""
        self.asked.add(key)
        if key not in self.values:
            if required:
                self.wrong(key, f"{key} is missing; expected {expected}")
            return None
        value = self.values[key]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.wrong(key, f"{key} is {said(value)}; expected {expected}")
            return None
        return value
