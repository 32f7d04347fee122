"""The numbers and short words of an agreement that can be changed one by one: what each is called and may be."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import Any

from casetable.errors import BadInput
from casetable.rules.partnership import did_you_mean, month_from_words, quoted
from casetable.text import clean, clean_line
from casetable.values.partnership import Setup
from casetable.words import MONTH_NAMES, WEEKDAY_NAMES, AgreementKind, DecisionRule, Sharing


@dataclass(frozen=True, slots=True)
class Number:
    """One of them. ``key`` is where it stands (``terms.missed_after_days``), ``reads`` makes its value of words.

    ``low`` and ``high`` are what it may be, both included, None for words; ``expected`` says it for people.
    """

    key: str
    reads: Callable[[str], Any]
    expected: str
    low: float | None = None
    high: float | None = None


def numbers() -> dict[str, Number]:
    """All of them by key, in the order of partnership.toml."""
    return dict(_NUMBERS)


def value_in(setup: Setup, key: str) -> Any:
    """What a set-up says under a key. Raises BadInput for a key that there is not."""
    _known(key)
    block, _, name = key.rpartition(".")
    return getattr(getattr(setup, block) if block else setup, name)


def said_in(setup: Setup, key: str) -> str:
    """The same as words that ``with_number`` reads: ``7``, ``75%``, ``friday``."""
    value = value_in(setup, key)
    if key == "mail_weekday":
        return WEEKDAY_NAMES[value]
    if key == "quarter_first_month":
        return MONTH_NAMES[value - 1]
    if value is None:
        return "all"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{round(value * 100, 1):g}%"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.value if isinstance(value, StrEnum) else str(value)


def with_number(setup: Setup, key: str, value: object) -> Setup:
    """The set-up with one of them changed; ``value`` is a value or words that say one (``7``, ``70%``, ``0.7``).

    Raises BadInput, which says what was expected.
    """
    number = _known(key)
    read = _read(number, value)
    if number.low is not None and isinstance(read, int | float) and not number.low <= read <= (number.high or 0):
        raise BadInput(f"{key} cannot be {said(value)}.", f"Expected {number.expected}.")
    block, _, name = key.rpartition(".")
    if not block:
        return replace(setup, **{name: read})
    return replace(setup, **{block: replace(getattr(setup, block), **{name: read})})


def said(value: object) -> str:
    """A value as somebody typed it, for a sentence."""
    return quoted(str(value))


def _known(key: str) -> Number:
    found = _NUMBERS.get(key)
    if found is None:
        raise BadInput(
            f"The agreement has no {quoted(key)}.", f"{did_you_mean(key, _NUMBERS)}There are: {', '.join(_NUMBERS)}."
        )
    return found


def _read(number: Number, value: object) -> Any:
    if not isinstance(value, str) or isinstance(value, StrEnum):
        plain = "all" if value is None else _words_of(value)
    else:
        plain = value
    try:
        return number.reads(plain)
    except (ValueError, KeyError):
        raise BadInput(f"{number.key} cannot be {said(value)}.", f"Expected {number.expected}.") from None


def _words_of(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _whole(words: str) -> int:
    return int(words.strip())


def _share(words: str) -> float:
    plain = words.strip().replace(",", ".")
    return round(float(plain[:-1]) / 100, 6) if plain.endswith("%") else float(plain)


def _yes_or_no(words: str) -> bool:
    return {"yes": True, "true": True, "no": False, "false": False}[words.strip().casefold()]


def _quorum(words: str) -> int | None:
    return None if words.strip().casefold() in ("all", "every", "") else _whole(words)


def _names(words: str) -> tuple[str, ...]:
    found = tuple("_".join(one.casefold().split()) for one in words.split(",") if one.strip())
    if not found or len(set(found)) != len(found):
        raise ValueError(words)
    return found


def _weekday(words: str) -> int:
    plain = words.strip().casefold()
    if plain.isdigit():
        return int(plain)
    return next(at for at, day in enumerate(WEEKDAY_NAMES) if len(plain) >= 3 and day.startswith(plain))


def _month(words: str) -> int:
    found = month_from_words(words)
    if found is None:
        raise ValueError(words)
    return found


def _time(words: str) -> time:
    hour, _, minute = words.strip().partition(":")
    return time(int(hour), int(minute or 0))


def _rrule(words: str) -> str:
    return "".join(words.upper().split()).removeprefix("RRULE:").rstrip(";")


def _required(words: str) -> str:
    if not clean_line(words):
        raise ValueError(words)
    return clean_line(words)


def _weekday_of(words: str) -> int:
    try:
        return _weekday(words)
    except StopIteration:
        raise ValueError(words) from None


def _wholes(low: int, high: int, *keys: str) -> list[Number]:
    return [Number(key, _whole, f"a whole number from {low} to {high}", low, high) for key in keys]


def _shares(low: float, high: float, *keys: str) -> list[Number]:
    expected = f"a share from {low * 100:g}% to {high * 100:g}%, such as 70% or 0.7"
    return [Number(key, _share, expected, low, high) for key in keys]


def _words(reads: Callable[[str], Any], expected: str, key: str) -> list[Number]:
    return [Number(key, reads, expected)]


def _one_of(kind: type[StrEnum], key: str) -> list[Number]:
    return _words(lambda words: kind(words.strip().casefold()), f"one of {', '.join(kind)}", key)


_ALL = [
    *_words(_required, "a name", "name"),
    *_words(clean, "a few words", "shared_challenge"),
    *_one_of(AgreementKind, "kind"),
    *_words(_required, "a time zone such as America/Chicago", "zone"),
    *_words(_required, "what to call when somebody is at risk now", "emergency"),
    Number("quarter_first_month", _month, "1 to 12 or a month's name", 1, 12),
    *_wholes(1, 100, "places"),
    *_one_of(Sharing, "sharing"),
    Number("mail_weekday", _weekday_of, f"one of {', '.join(WEEKDAY_NAMES)}", 0, 6),
    *_words(_rrule, "a rule such as FREQ=MONTHLY;BYDAY=2FR", "conference.rrule"),
    *_words(_time, "a time of day such as 09:00", "conference.starts_at"),
    *_wholes(15, 480, "conference.minutes"),
    *_words(clean_line, "a place, or nothing", "conference.place"),
    *_one_of(DecisionRule, "decisions.rule"),
    Number("decisions.quorum_agencies", _quorum, "a number of agencies, or all", 1, 100),
    *_words(_yes_or_no, "yes or no", "decisions.quorum_worker"),
    *_wholes(1, 30, "decisions.ratify_working_days"),
    *_wholes(1, 12, "gate.quarters"),
    *_shares(0, 1, "gate.promises_kept", "gate.promises_kept_each_agency", "gate.effort_floor"),
    *_shares(1, 10, "gate.effort_prompt"),
    *_wholes(0, 13, "gate.mails_missed_at_most", "gate.quorate_conferences_at_least", "gate.absences_at_most"),
    *_shares(0, 1, "gate.improved"),
    *_wholes(1, 100, "gate.improved_people_at_least"),
    *_wholes(1, 90, "gate.closes_on_day"),
    *_wholes(1, 30, "terms.ask_working_days"),
    *_wholes(1, 90, "terms.missed_after_days", "terms.stalled_after_days"),
    *_wholes(1, 180, "terms.warn_release_days"),
    *_wholes(1, 730, "terms.forget_passed_over_days"),
    *_wholes(1, 480, "terms.default_task_minutes"),
    *_wholes(1, 60, "terms.release_months", "terms.review_months"),
    *_wholes(1, 365, "terms.warn_review_days"),
    *_words(_names, "domains such as housing, health, with commas between", "terms.domains"),
    *_words(clean_line, "who consents, or nothing", "terms.consents_for_others"),
]
_NUMBERS = {one.key: one for one in _ALL}
