"""Clocks that disagree: how far this computer's is behind what was written, and whose days count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from casetable.rules.dates import say_day

TOLERANCE = timedelta(minutes=5)
"""Clocks of different computers may differ by this much without a word."""

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def behind(now: datetime, written: Iterable[datetime]) -> timedelta:
    """Return how far ``now`` lies before the latest instant of ``written``; nothing within the tolerance."""
    gap = max(written, default=now) - now
    return gap if gap > TOLERANCE else timedelta()


def behind_words(gap: timedelta, now: datetime, zone: str) -> str:
    """Return two sentences on a clock that stands at ``now`` and is behind by ``gap``; nothing for no gap.

    ``zone`` is the partnership's: its wall time is said, since its days count.
    """
    if not gap:
        return ""
    here = now.astimezone(ZoneInfo(zone))
    return (
        f"The clock here is {span_words(gap)} behind the newest entries: please check it. "
        f"It says {say_day(here.date())}, {here:%H:%M}; entries keep their order."
    )


def span_words(span: timedelta) -> str:
    """Return ``6 minutes``, ``3 hours`` or ``1 day``: the largest whole unit."""
    for unit, word in ((_DAY, "day"), (_HOUR, "hour")):
        if span >= unit:
            return _counted(span // unit, word)
    return _counted(span // timedelta(minutes=1), "minute")


def zone_words(here: str, there: str, offsets: Iterable[tuple[timedelta, timedelta]]) -> str:
    """Return one sentence where this computer's zone has other days than the partnership's; nothing elsewhere.

    ``offsets`` are pairs of what this computer (``here``) and the partnership (``there``) are ahead of UTC, at
    instants around the year: zones of another name with the same hours need no word. ``here`` may be unknown
    (empty).
    """
    if all(mine == theirs for mine, theirs in offsets):
        return ""
    return f"Dates are those of {there}; this computer is set to {here or 'another zone'}."


@dataclass(slots=True)
class Backwards:
    """Entries of the log, one after the other, whose instant lies before that of the entry before them."""

    count: int = 0
    first: int = 0
    first_at: datetime | None = None
    _before: datetime | None = None

    def follow(self, seq: int, at: datetime) -> None:
        """Take the next entry."""
        if self._before is not None and self._before - at > TOLERANCE:
            self.count += 1
            if self.first_at is None:
                self.first, self.first_at = seq, at
        self._before = at

    def notes(self, zone: str) -> list[str]:
        """Return a sentence that names the first of them and counts the others; nothing when there is none."""
        if self.first_at is None:
            return []
        at = self.first_at.astimezone(ZoneInfo(zone))
        named = f"Entry {self.first} ({say_day(at.date())}, {at:%H:%M})"
        said = "bears an earlier time than the entry before"
        if self.count > 1:
            others = _counted(self.count - 1, "later entry", "later entries")
            said = f"and {others} bear an earlier time than the entry before each"
        return [f"{named} {said}: some computer's clock was wrong. Entries count in the order of their numbers."]


def _counted(count: int, word: str, words: str = "") -> str:
    return f"{count} {word if count == 1 else words or f'{word}s'}"
