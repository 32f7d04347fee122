"""Releases laid out in a grid: who may hear, by what; and what space makes of a cell. No Textual here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from rich.text import Text

from casetable.rules.dates import say_date
from casetable.screens.card_releases import ends_of
from casetable.screens.cell import Signs, cell
from casetable.values.participants import Release
from casetable.words import Category, ReleaseState, Sign

_ORDER = list(ReleaseState)
_STANDING = (ReleaseState.IN_FORCE, ReleaseState.NOT_YET)


class Mark(Enum):
    """What is to be done with a cell."""

    RECORD = "record"
    REVOKE = "revoke"


Key = tuple[str, Category]
"""A cell's place: the receiving agency's code and the category."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one agency may hear of one category.

    ``missing`` are agencies that may not tell it yet, by their codes; ``revocable`` the standing releases that this
    seat may revoke.
    """

    receiver: str
    category: Category
    releases: tuple[Release, ...] = ()
    missing: tuple[str, ...] = ()
    revocable: tuple[Release, ...] = ()

    @property
    def standing(self) -> tuple[Release, ...]:
        """The releases in force or not yet."""
        return tuple(one for one in self.releases if one.state in _STANDING)

    def next_mark(self, mark: Mark | None) -> Mark | None:
        """Return what space makes of it: record what is missing, revoke what stands, nothing; and around again."""
        turns = [Mark.RECORD] if self.missing else []
        turns += [Mark.REVOKE] if self.revocable else []
        around: list[Mark | None] = [None, *turns]
        return around[(around.index(mark) + 1) % len(around)] if mark in around else None


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks at the grid, and at whose telling: a discloser's code, or nothing for every agency.

    ``own`` is the code of their agency; ``revokes_all``: they proposed the participant, or they coordinate.
    """

    own: str = ""
    discloser: str = ""
    revokes_all: bool = False


class Grid:
    """All cells of one participant.

    The columns are general and the categories of releases that this seat may know of, besides those it asked for.
    """

    def __init__(
        self, releases: Sequence[Release], agencies: Sequence[str], eyes: Eyes, added: Iterable[Category] = ()
    ) -> None:
        held = {one.terms.category for one in releases}
        self.categories = tuple(one for one in Category if one is Category.GENERAL or one in held or one in set(added))
        self.receivers = tuple(one for one in agencies if one != eyes.discloser)
        self.cells: Mapping[Key, Cell] = {
            (receiver, category): _cell(releases, agencies, eyes, receiver, category)
            for receiver in self.receivers
            for category in self.categories
        }

    @property
    def others(self) -> tuple[Category, ...]:
        """The categories without a column."""
        return tuple(one for one in Category if one not in self.categories)


def _cell(releases: Sequence[Release], agencies: Sequence[str], eyes: Eyes, receiver: str, category: Category) -> Cell:
    tellers = [one for one in ([eyes.discloser] if eyes.discloser else agencies) if one != receiver]
    mine = [
        one
        for one in releases
        if (one.terms.receiver, one.terms.category) == (receiver, category) and one.terms.discloser in tellers
    ]
    newest_first = sorted(mine, key=lambda one: one.terms.since, reverse=True)
    ordered = sorted(newest_first, key=lambda one: (_ORDER.index(one.state), tellers.index(one.terms.discloser)))
    stand = [one for one in ordered if one.state in _STANDING]
    telling = {one.terms.discloser for one in stand}
    shown = [one for one in tellers if category is Category.GENERAL or eyes.own in (one, receiver)]
    missing = [one for one in (shown if telling else tellers) if one not in telling]
    revocable = [one for one in stand if eyes.revokes_all or eyes.own in (one.terms.discloser, one.terms.receiver)]
    return Cell(receiver, category, tuple(ordered), tuple(missing), tuple(revocable))


def cell_words(one: Cell, mark: Mark | None, today: date, signs: Signs, *, everybody: bool) -> Text:
    """Return what a cell says: its mark, else how its releases stand; nothing where there is none."""
    if mark is Mark.RECORD:
        return cell(f"+ from {', '.join(one.missing)}" if one.standing else "+ record", "key")
    if mark is Mark.REVOKE:
        return cell("- revoke", "late")
    if not one.releases:
        return cell("")
    first = one.releases[0]
    if first.state is ReleaseState.IN_FORCE:
        return cell(f"{signs.draw(Sign.DONE)} {_in_force(one, today, everybody=everybody)}")
    if first.state is ReleaseState.NOT_YET:
        return cell(f"{signs.draw(Sign.DUE)} from {say_date(first.terms.since, today)}", "quiet")
    if first.state is ReleaseState.EXPIRED and first.terms.until is not None:
        return cell(f"{signs.draw(Sign.LATE)} ended {say_date(first.terms.until, today)}", "late")
    return cell(f"{signs.draw(Sign.DECLINED)} {first.state.label}", "quiet")


def _in_force(one: Cell, today: date, *, everybody: bool) -> str:
    now = [each for each in one.releases if each.state is ReleaseState.IN_FORCE]
    tellers = ", ".join(dict.fromkeys(each.terms.discloser for each in now)) if everybody else ""
    ends = ends_of(one.releases)
    event = "ends by an event" if any(each.ends_when for each in now) else ""
    words = [tellers, f"to {say_date(min(ends), today)}" if ends else event]
    return " ".join(word for word in words if word) or ReleaseState.IN_FORCE.label


def said_of(marks: Mapping[Key, Mark]) -> str:
    """Return what is marked to be recorded, by category: ``general to SS, MH; health to SS``."""
    wanted: dict[Category, list[str]] = {}
    for (receiver, category), mark in marks.items():
        if mark is Mark.RECORD:
            wanted.setdefault(category, []).append(receiver)
    return "; ".join(f"{category.label} to {', '.join(receivers)}" for category, receivers in wanted.items())
