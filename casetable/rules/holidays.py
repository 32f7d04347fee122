"""Days an agency is closed: public holidays of its country or state, and its own closing days."""

import re
from datetime import date
from functools import lru_cache

from casetable.errors import BadInput

CLOSED = "closed"
"""What a closing day is called when no holiday has a name for it."""

_CODE = re.compile(r"([A-Z]{2,3})(?:-([A-Z0-9]{1,6}))?", re.ASCII)
_HINT = "Use a country like US, a state like US-CA, or leave it empty."


def days_off(code: str, closing_days: tuple[date, ...], years: range) -> frozenset[date]:
    """Return the holidays of ``code`` in ``years`` and all ``closing_days``.

    ``code`` is a country (``US``), a country and its subdivision (``US-CA``), or empty for none. Raises BadInput
    for a code that is not known.
    """
    return frozenset(day_names(code, closing_days, years))


def day_names(code: str, closing_days: tuple[date, ...], years: range) -> dict[date, str]:
    """Return what each day off is called, in order of date. Raises BadInput for a code that is not known."""
    named = dict.fromkeys(closing_days, CLOSED) | dict(_public(code.strip().upper(), years))
    return dict(sorted(named.items()))


@lru_cache(maxsize=64)
def _public(code: str, years: range) -> tuple[tuple[date, str], ...]:
    """Return the public holidays, observed ones included, in English where the library has it."""
    if not code or not years:
        return ()
    match = _CODE.fullmatch(code)
    if match is None:
        raise BadInput(f"'{code[:20]}' is no code for holidays.", _HINT)
    from holidays import country_holidays

    try:
        found = country_holidays(match[1], subdiv=match[2], years=years, language="en_US")
    except NotImplementedError:
        raise BadInput(f"No holidays are known for '{code}'.", _HINT) from None
    return tuple(found.items())
