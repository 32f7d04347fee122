"""Numbers and single words of the agreement as they are typed: ``gate.promises_kept=70%``, ``mail_weekday=friday``."""

from collections.abc import Callable
from dataclasses import fields
from datetime import time
from typing import Any

from casetable.errors import BadInput
from casetable.values.partnership import ConferenceRule, Decisions, Gate
from casetable.values.terms import Terms
from casetable.words import MONTH_NAMES, WEEKDAY_NAMES, AgreementKind, DecisionRule, Sharing

SHARES = frozenset({"promises_kept", "promises_kept_each_agency", "effort_floor", "effort_prompt", "improved"})


def settings_of(pairs: list[str]) -> dict[str, Any]:
    """What ``NAME=VALUE`` say, by name. Raises BadInput that names what there is."""
    known = readers()
    said: dict[str, Any] = {}
    for pair in pairs:
        name, equals, words = pair.partition("=")
        name = name.strip().casefold().replace("-", "_")
        found = name if name in known else _at_its_end(name, known)
        if not equals or found is None:
            raise BadInput(
                f"{pair[:60]!r} sets nothing." if not equals else f"There is no number called {name[:40]!r}.",
                f"Like terms.missed_after_days=7. There are: {', '.join(known)}.",
            )
        said[found] = known[found](words.strip())
    return said


def readers() -> dict[str, Callable[[str], Any]]:
    """By name of everything that can be set: what reads its value."""
    found: dict[str, Callable[[str], Any]] = {
        "name": str,
        "shared_challenge": str,
        "emergency": str,
        "zone": str,
        "places": whole,
        "kind": lambda words: _word(AgreementKind, words, "kind of agreement"),
        "sharing": lambda words: _word(Sharing, words, "way to share a table"),
        "mail_weekday": lambda words: _place(WEEKDAY_NAMES, words, "weekday"),
        "quarter_first_month": lambda words: _place(MONTH_NAMES, words, "month") + 1,
    }
    for block, kind in (("conference", ConferenceRule), ("decisions", Decisions), ("gate", Gate), ("terms", Terms)):
        usual = kind()
        for each in fields(usual):
            found[f"{block}.{each.name}"] = _reader(each.name, getattr(usual, each.name))
    return found


def whole(words: str) -> int:
    """A whole number. Raises BadInput."""
    plain = words.replace(",", "").strip()
    if not plain.isascii() or not plain.isdecimal() or len(plain) > 6:
        raise BadInput(f"{words[:40]!r} is no whole number.", "Like 7.")
    return int(plain)


def share(words: str) -> float:
    """A part of the whole: ``0.7``, ``70%`` and ``1/3``. Raises BadInput."""
    plain = words.replace(" ", "")
    try:
        if plain.endswith("%"):
            return round(float(plain[:-1]) / 100, 6)
        above, over, below = plain.partition("/")
        found = float(above) / float(below) if over else float(plain)
    except (ValueError, ZeroDivisionError):
        found = float("nan")
    if not 0 <= found <= 100:
        raise BadInput(f"{words[:40]!r} is no share.", "Like 70% or 0.7.")
    return round(found, 6)


def _reader(name: str, usual: object) -> Callable[[str], Any]:
    if name in SHARES:
        return share
    if isinstance(usual, DecisionRule):
        return lambda words: _word(DecisionRule, words, "way to decide")
    if isinstance(usual, bool):
        return _yes
    if usual is None:
        return lambda words: None if words.casefold() in ("all", "every", "every agency", "") else whole(words)
    if isinstance(usual, int):
        return whole
    if isinstance(usual, time):
        return _time
    if isinstance(usual, tuple):
        return lambda words: tuple(one for one in words.replace(",", " ").casefold().split())
    return str


def _yes(words: str) -> bool:
    plain = words.casefold()
    if plain not in ("yes", "no", "true", "false"):
        raise BadInput(f"{words[:40]!r} is neither yes nor no.", "Say yes or no.")
    return plain in ("yes", "true")


def _time(words: str) -> time:
    try:
        return time.fromisoformat(words if len(words.partition(":")[0]) > 1 else f"0{words}")
    except ValueError:
        raise BadInput(f"{words[:40]!r} is no time of day.", "Like 09:00 or 14:30.") from None


def _word(kind: Any, words: str, what: str) -> Any:
    from casetable.cli.reading import choice_of

    return choice_of(kind, words, what)


def _place(names: tuple[str, ...], words: str, what: str) -> int:
    plain = words.casefold()
    found = [number for number, name in enumerate(names) if len(plain) >= 3 and name.startswith(plain)]
    if not found:
        raise BadInput(f"{words[:40]!r} is no {what}.", f"One of: {', '.join(names)}.")
    return found[0]


def _at_its_end(name: str, known: dict[str, Callable[[str], Any]]) -> str | None:
    """The one full name that ends so: ``missed_after_days`` is ``terms.missed_after_days``."""
    found = [one for one in known if one.endswith(f".{name}")]
    return found[0] if len(found) == 1 else None
