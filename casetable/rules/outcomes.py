"""Outcome domains: how they are called, which category their texts carry, and how readings are typed and said.

Better, the same or worse is always meant against the baseline that was fixed when the participant was chosen. A
worker's readings and the participant's own stand side by side and are never averaged.
"""

from collections.abc import Iterable, Sequence

from casetable.errors import BadInput
from casetable.rules.dates import say_day
from casetable.rules.names import plain
from casetable.values.card import DomainOutcome, OutcomeReading
from casetable.words import Category, OutcomeValue, OutcomeView, Sign

HOUSING = "housing"
"""The domain whose readings may carry a HUD code."""

_IN_FULL = {
    "safety": "safety and stability",
    "income": "income and benefits",
    "social": "social connection",
}
_CATEGORIES = {"health": Category.HEALTH}
_TYPED = {
    OutcomeValue.BETTER: ("+", "▲", "^"),
    OutcomeValue.SAME: ("=", "~"),
    OutcomeValue.WORSE: ("-", "▼", "v"),
    OutcomeValue.UNKNOWN: ("0", "–", "?"),
}


def domain_label(domain: str) -> str:
    """Return how people read a domain where there is little room: ``safety``, ``own goal``."""
    return domain.replace("_", " ")


def domain_in_full(domain: str) -> str:
    """Return a domain's whole name: ``safety and stability``."""
    return _IN_FULL.get(domain, domain_label(domain))


def category_of_domain(domain: str) -> Category:
    """Return the category that readings of a domain carry where nobody names one: health for health, else general."""
    return _CATEGORIES.get(domain, Category.GENERAL)


def read_domain(words: str, domains: Sequence[str]) -> str:
    """Return the domain that words mean: its name, or the beginning of it. Raises BadInput that lists them."""
    wanted = plain(words)
    names = {domain: (plain(domain), plain(domain_in_full(domain))) for domain in domains}
    exact = [domain for domain, spelt in names.items() if wanted in spelt]
    begun = [domain for domain, spelt in names.items() if wanted and any(one.startswith(wanted) for one in spelt)]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    raise BadInput(
        f"{words.strip()[:40]!r} is no outcome domain of this agreement.",
        f"One of: {', '.join(domain_label(domain) for domain in domains)}.",
    )


def read_value(words: str) -> OutcomeValue:
    """Return the reading that a word or a sign means: ``better`` or ``+``, ``=``, ``-``, ``0``. Raises BadInput."""
    wanted = words.strip().casefold()
    for value, signs in _TYPED.items():
        if wanted and (wanted in signs or value.value.startswith(wanted)):
            return value
    raise BadInput(f"{words.strip()[:40]!r} is no reading.", "One of: better (+), same (=), worse (-), unknown (0).")


def newest(readings: Sequence[OutcomeReading]) -> OutcomeReading | None:
    """Return the newest of some readings, which come oldest first; None when there is none."""
    return readings[-1] if readings else None


def say_reading(value: OutcomeValue, *, unicode: bool = True) -> str:
    """Return a reading as its sign with its word: ``▲ better``."""
    return f"{sign_of(value, unicode=unicode)} {value.value}"


def sign_of(value: OutcomeValue, *, unicode: bool = True) -> str:
    """Return the sign of a reading, in ASCII where nothing else can be drawn."""
    return value.sign.value if unicode else value.sign.plain


def arrows(readings: Iterable[OutcomeReading], *, unicode: bool = True) -> str:
    """Return the signs of some readings over time, oldest first: ``–=▲``."""
    return "".join(sign_of(one.value, unicode=unicode) for one in readings if one.value is not None)


def say_over_time(readings: Sequence[OutcomeReading], *, unicode: bool = True) -> str:
    """Return where things stand and how they came to: ``▲ better since Mon 2 Nov, before that = same, – unknown``.

    Newest first; a reading that said the same again is not repeated. Empty without readings.
    """
    turns: list[OutcomeReading] = []
    for one in readings:
        if one.value is not None and (not turns or turns[-1].value is not one.value):
            turns.append(one)
    said = [say_reading(one.value, unicode=unicode) for one in reversed(turns) if one.value is not None]
    if not said:
        return ""
    before = f", before that {', '.join(said[1:])}" if said[1:] else ""
    return f"{said[0]} since {say_day(turns[-1].on)}{before}"


def say_domain(outcome: DomainOutcome, *, unicode: bool = True) -> str:
    """Return one domain in a few words, both views where both are there: ``own goal: worker ▲, self =``."""
    worker, own = newest(outcome.worker), newest(outcome.participant)
    signs = [
        f"{who}{sign_of(one.value, unicode=unicode)}"
        for who, one in (("worker " if own else "", worker), ("self ", own))
        if one is not None and one.value is not None
    ]
    if own is not None:
        return f"{outcome.label}: {', '.join(signs)}"
    return f"{outcome.label} {signs[0] if signs else Sign.UNKNOWN.value if unicode else Sign.UNKNOWN.plain}"


def of_view(outcome: DomainOutcome, view: OutcomeView) -> tuple[OutcomeReading, ...]:
    """Return the readings of one view, oldest first."""
    return outcome.worker if view is OutcomeView.WORKER else outcome.participant
