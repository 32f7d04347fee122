"""What somebody has who leaves, one thing a line, and what becomes of it with whoever takes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from casetable.rules.dates import say_day
from casetable.screens.cell import cell, cut
from casetable.screens.hints import in_keys
from casetable.values.handover import Handover, Thing
from casetable.values.people import Person
from casetable.words import ThingKind

LABELS = ("what", "which", "due", "goes to")
UNASSIGNED = "unassigned"
_EDGES = 10
"""Cells between the columns, at the edges, and of the scrollbar."""
_LEAST_WORDS, _LONGEST_NAME = 14, 24
_BY_ITSELF = {ThingKind.RELEASE: "with the lead", ThingKind.TEXT: "stays kept"}
_FEW = 4


@dataclass(frozen=True, slots=True)
class Bundle:
    """One line of the list: a thing, or the releases of one participant, which go to one person together."""

    things: tuple[Thing, ...]

    @property
    def first(self) -> Thing:
        """What says of all of them what they are; of releases the one that ends first."""
        return self.things[0]

    @property
    def key(self) -> str:
        """What the line is known by."""
        return self.first.key

    @property
    def keys(self) -> tuple[str, ...]:
        """What all its things are known by."""
        return tuple(one.key for one in self.things)

    @property
    def words(self) -> str:
        """Their references and words in one line."""
        one = self.first
        about = one.participant if one.participant and one.participant != one.ref else ""
        refs = few([each.ref for each in self.things if each.ref])
        return " ".join(part for part in (about, refs, one.words) if part)


def bundles(things: Iterable[Thing]) -> tuple[Bundle, ...]:
    """Return the lines of a list of things, in their order."""
    found: dict[object, list[Thing]] = {}
    for one in things:
        together = one.kind is ThingKind.RELEASE
        found.setdefault((one.participant, one.assignable) if together else one.key, []).append(one)
    return tuple(Bundle(tuple(each)) for each in found.values())


def rows(listed: Sequence[Bundle], taken: Mapping[str, Person], width: int) -> list[tuple[str, list[Text]]]:
    """Return the lines of the list for ``width`` columns; the words give way."""
    due = {one.key: say_day(one.first.due) if one.first.due else "" for one in listed}
    to = {one.key: cut(_goes_to(one.first, taken.get(one.key)), _LONGEST_NAME) for one in listed}
    fixed = (_widest(one.first.kind.label for one in listed), _widest((*due.values(), LABELS[2])))
    room = max(width - sum(fixed) - _widest((*to.values(), LABELS[3])) - _EDGES, _LEAST_WORDS)
    found = []
    for one in listed:
        line = [
            cell(one.first.kind.label, "quiet"),
            cell(cut(one.words, room)),
            cell(due[one.key], "quiet"),
            cell(to[one.key], "strong" if one.key in taken else "plain" if one.first.assignable else "quiet"),
        ]
        found.append((one.key, line))
    return found


def _widest(words: Iterable[str]) -> int:
    return max((cell(each).cell_len for each in words), default=0)


def _goes_to(one: Thing, taker: Person | None) -> str:
    if taker is not None:
        return taker.person
    return UNASSIGNED if one.assignable else _BY_ITSELF.get(one.kind, "by itself")


def becomes(one: Thing, taker: Person | None, agency: str) -> str:
    """Return in a sentence what becomes of a thing; ``agency`` is the code of the agency they leave."""
    if not one.assignable:
        return ""
    if taker is None:
        return _LEFT[one.kind]
    if one.kind is ThingKind.PROMISE and taker.agency == agency:
        return f"{taker.person} takes it over at once, as a new promise."
    if one.kind in (ThingKind.PROMISE, ThingKind.ASK):
        return f"{taker.person} of {taker.agency} is asked for it: a new promise once they accept."
    return _TAKEN[one.kind].format(name=taker.person, who=one.participant)


_LEFT = {
    ThingKind.PROMISE: "Unassigned: it stays open on the board until somebody takes it.",
    ThingKind.ASK: "Unassigned: it stays open on the board until somebody takes it.",
    ThingKind.OWED: "Unassigned: nobody is told how it ends.",
    ThingKind.LEAD: "Unassigned: nobody leads until somebody is named.",
    ThingKind.TEAM: "Unassigned: the place in the team stays empty.",
    ThingKind.RELEASE: "Unassigned: nobody is named to renew it.",
    ThingKind.REPORT: "Unassigned: they report to nobody until somebody is named.",
    ThingKind.COVER: "Unassigned: nobody stands in for them.",
    ThingKind.CHAIR: "Unassigned: whose turn it is chairs.",
    ThingKind.TEXT: "",
}
_TAKEN = {
    ThingKind.OWED: "It becomes an ask of {name}, who hears how it ends.",
    ThingKind.LEAD: "{name} leads for {who} from then on.",
    ThingKind.TEAM: "{name} joins the team of {who}.",
    ThingKind.RELEASE: "{name} leads for {who} from then on, and renews it.",
    ThingKind.REPORT: "They report to {name} from then on.",
    ThingKind.COVER: "{name} stands in for them.",
    ThingKind.CHAIR: "{name} takes their place in it.",
    ThingKind.TEXT: "",
}


def below(one: Bundle, taker: Person | None, agency: str, width: int) -> Text:
    """Return the whole of a thing in two lines: what it is with its note, and what becomes of it."""
    note = in_keys(one.first.note)
    first = " · ".join(part for part in (f"{one.first.kind.label}: {one.words}", note) if part)
    lines = [cell(first), cell(becomes(one.first, taker, agency), "quiet")]
    for line in lines:
        line.truncate(width, overflow="ellipsis")
    return Text("\n").join(lines)


def reach_words(
    found: Handover, taken: Mapping[str, Person], last_day: date, today: date, rest_to: Person | None = None
) -> str:
    """Return what leaving means, for the question before it: who takes what, and what stays unassigned."""
    lines = []
    for name in dict.fromkeys(one.person for one in taken.values()):
        theirs = [one for one in found.things if one.key in taken and taken[one.key].person == name]
        if theirs:
            lines.append(f"{name} takes {counted(theirs)}.")
    rest = [one for one in found.things if one.assignable and one.key not in taken]
    lines.append(f"Unassigned: {counted(rest)}." if rest else "Nothing stays unassigned.")
    if rest_to is not None:
        lines.append(f"What may not go to {rest_to.person} stays unassigned, and it is said.")
    when = "today" if last_day == today else say_day(last_day)
    lines.append(f"Their last day is {when}. All they did keeps their name.")
    return "\n".join(lines)


def counted(things: Iterable[Thing]) -> str:
    """Return things by their kinds: ``promise T-318, T-320; lead worker P-473``."""
    by_kind: dict[ThingKind, list[str]] = {}
    for one in things:
        by_kind.setdefault(one.kind, []).append(one.ref or one.words)
    return "; ".join(f"{kind.label} {few(names)}" for kind, names in by_kind.items())


def few(names: Sequence[str]) -> str:
    """Return the first few of some names, and how many more there are."""
    shown = [cut(name, _LONGEST_NAME) for name in names[: _FEW if len(names) > _FEW + 1 else _FEW + 1]]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return f"{', '.join(shown)}{more}"
