"""What somebody has who leaves, one thing a line, and what becomes of it with whoever takes it."""

from collections.abc import Iterable, Mapping, Sequence
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
_GAPS = 9
"""Cells between the columns, and of the scrollbar."""
_LEAST_WORDS, _LONGEST_NAME = 14, 24


def rows(
    things: Sequence[Thing], taken: Mapping[str, Person], width: int, *, gone: bool = False
) -> list[tuple[str, list[Text]]]:
    """Return the lines of the list for ``width`` columns; the words give way.

    ``gone``: they have left, and nobody has taken any of it.
    """
    due = {one.key: say_day(one.due) if one.due else "" for one in things}
    kinds = max((len(one.kind.label) for one in things), default=0)
    days = max((len(words) for words in due.values()), default=0)
    to = {one.key: cut(_goes_to(one, taken.get(one.key)), _LONGEST_NAME) for one in things}
    names = max((len(words) for words in to.values()), default=0)
    room = max(width - kinds - days - max(names, len(LABELS[-1])) - _GAPS, _LEAST_WORDS)
    found = []
    for one in things:
        is_open = one.assignable and one.key not in taken
        which = cell(cut(which_words(one), room))
        line = [cell(one.kind.label, "quiet"), which, cell(due[one.key], "quiet")]
        found.append((one.key, [*line, cell(to[one.key], "quiet" if is_open or not one.assignable else "strong")]))
    return found


def _goes_to(one: Thing, taker: Person | None) -> str:
    if taker is not None:
        return taker.person
    return UNASSIGNED if one.assignable else "by itself"


def which_words(one: Thing) -> str:
    """Return a thing's references and words in one line."""
    about = one.participant if one.participant and one.participant != one.ref else ""
    return " ".join(part for part in (one.ref, about, one.words) if part)


def becomes(one: Thing, taker: Person | None, agency: str) -> str:
    """Return in a sentence what becomes of a thing; ``agency`` is the code of the agency they leave for."""
    if not one.assignable:
        return ""
    if taker is None:
        return _LEFT[one.kind]
    if one.kind is ThingKind.PROMISE and taker.agency == agency:
        return f"{taker.person} takes it over at once: a new promise from that day."
    if one.kind in (ThingKind.PROMISE, ThingKind.ASK):
        return f"{taker.person} of {taker.agency} is asked for it: a new promise from the day they accept."
    return _TAKEN[one.kind].format(name=taker.person)


_LEFT = {
    ThingKind.PROMISE: "Unassigned: it stays open on the board until somebody takes it.",
    ThingKind.ASK: "Unassigned: it stays open on the board until somebody takes it.",
    ThingKind.OWED: "Unassigned: the coordinator sees it among what is unassigned.",
    ThingKind.LEAD: "Unassigned: nobody leads until somebody is named.",
    ThingKind.TEAM: "Unassigned: the place in the team stays empty.",
    ThingKind.RELEASE: "Unassigned: nobody is named to renew it.",
    ThingKind.REPORT: "Unassigned: they report to nobody until somebody is named.",
    ThingKind.COVER: "Unassigned: nobody stands in for them.",
    ThingKind.TEXT: "",
}
_TAKEN = {
    ThingKind.OWED: "{name} answers for it from then on.",
    ThingKind.LEAD: "{name} leads from then on.",
    ThingKind.TEAM: "{name} joins the team.",
    ThingKind.RELEASE: "{name} renews it.",
    ThingKind.REPORT: "They report to {name} from then on.",
    ThingKind.COVER: "{name} stands in for them.",
    ThingKind.TEXT: "",
}


def below(one: Thing, taker: Person | None, agency: str, width: int) -> Text:
    """Return the whole of a thing in two lines: what it is with its note, and what becomes of it."""
    note = in_keys(one.note)
    first = " · ".join(part for part in (f"{one.kind.label}: {which_words(one)}", note) if part)
    lines = [cell(first), cell(becomes(one, taker, agency), "quiet")]
    for line in lines:
        line.truncate(width, overflow="ellipsis")
    return Text("\n").join(lines)


def reach_words(found: Handover, taken: Mapping[str, Person], last_day: date, today: date) -> str:
    """Return what leaving means, for the question before it: who takes what, and what stays unassigned."""
    lines = []
    for name in dict.fromkeys(one.person for one in taken.values()):
        theirs = [one for one in found.things if one.key in taken and taken[one.key].person == name]
        if theirs:
            lines.append(f"{name} takes {counted(theirs)}.")
    rest = [one for one in found.things if one.assignable and one.key not in taken]
    lines.append(f"Unassigned: {counted(rest)}." if rest else "Nothing stays unassigned.")
    when = "today" if last_day == today else say_day(last_day)
    lines.append(f"Their last day is {when}; their name stays on all they did.")
    return "\n".join(lines)


def counted(things: Iterable[Thing]) -> str:
    """Return things by their kinds: ``promise T-318, T-320; lead worker P-473``."""
    by_kind: dict[ThingKind, list[str]] = {}
    for one in things:
        by_kind.setdefault(one.kind, []).append(one.ref or one.words)
    return "; ".join(f"{kind.label} {_few(names)}" for kind, names in by_kind.items())


def _few(names: Sequence[str]) -> str:
    shown = [cut(name, 24) for name in names[:4]]
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return f"{', '.join(shown)}{more}"
