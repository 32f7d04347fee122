"""Releases beside one another: what is on file already, what goes on after an end, when a renewal begins."""

from collections.abc import Iterable
from datetime import date, timedelta

from casetable.rules.consent import state_on
from casetable.values.participants import ReleaseTerms
from casetable.words import ReleaseState

_STANDS = frozenset({ReleaseState.IN_FORCE, ReleaseState.NOT_YET})


def stands(terms: ReleaseTerms, today: date) -> bool:
    """True for a release that is in force or will be: neither refused nor revoked nor over."""
    return state_on(terms, today) in _STANDS


def is_about_the_same(one: ReleaseTerms, other: ReleaseTerms) -> bool:
    """True for two releases of the same agencies and category."""
    return (one.discloser, one.receiver, one.category) == (other.discloser, other.receiver, other.category)


def says_as_much(held: ReleaseTerms, wanted: ReleaseTerms, today: date) -> bool:
    """True if ``held`` stands, gives all of ``wanted``'s days and was given at least as firmly."""
    lasts = held.until is None or (wanted.until is not None and held.until >= wanted.until)
    return (
        is_about_the_same(held, wanted)
        and stands(held, today)
        and held.since <= wanted.since
        and lasts
        and held.method.strength >= wanted.method.strength
    )


def goes_on(terms: ReleaseTerms, others: Iterable[ReleaseTerms]) -> bool:
    """True if another release of the same agencies and category goes on without a gap after this one's end.

    One without an end goes on by itself.
    """
    return terms.until is None or shared_until(terms, others) != terms.until


def shared_until(terms: ReleaseTerms, others: Iterable[ReleaseTerms]) -> date | None:
    """The last day of sharing without a gap by this release and those of the same agencies and category.

    None where it has no end. Refused and revoked ones do not count.
    """
    days = [
        (other.since, other.until)
        for other in others
        if is_about_the_same(terms, other) and not other.refused and other.revoked_on is None
    ]
    return last_without_gap(terms.until, days)


def last_without_gap(end: date | None, days: Iterable[tuple[date, date | None]]) -> date | None:
    """The last day reached from ``end`` by intervals that each begin at the latest a day after; None: no end."""
    for since, until in sorted(days, key=lambda one: one[0]):
        if end is None or since > end + timedelta(days=1):
            break
        end = None if until is None else max(end, until)
    return end


def event_words(ends_when: str) -> str:
    """The event or condition that ends a release: ``when they are housed``; nothing where there is none."""
    plain = ends_when.strip()
    return f"when {plain[5:] if plain.casefold().startswith('when ') else plain}" if plain else ""


def renewed_from(terms: ReleaseTerms, today: date) -> date:
    """The first day of a renewal: the day after the old end, today where it is over or has no end."""
    if terms.until is not None and stands(terms, today):
        return terms.until + timedelta(days=1)
    return today
