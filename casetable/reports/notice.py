"""What stands on every page that prints substance use records."""

from collections.abc import Iterable

from casetable.words import Category

REDISCLOSURE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""The notice that accompanies a disclosure made with consent: 42 CFR 2.32(a)(2)."""


def notices_for(categories: Iterable[Category]) -> tuple[str, ...]:
    """The notices that a page with these categories carries."""
    return (REDISCLOSURE,) if Category.SUBSTANCE_USE in set(categories) else ()
