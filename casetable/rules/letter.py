"""What a participant is told of a conference that talked about them: chosen here once, for the page and for JSON."""

from dataclasses import dataclass
from datetime import date

from casetable.rules.minutes_words import agency_names, owner_of, stands, state_of
from casetable.values.conference import FiledLine
from casetable.values.minutes import Minutes, MinutesItem
from casetable.words import (
    Category,
    DecidedBy,
    ItemState,
    LineKind,
    ProposalState,
    TaskState,
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """One decision about them. ``is_open``: the room put it off; ``waits_for`` are agencies that still have to say yes.

    ``is_refused``: an agency said no to it, or its time passed.
    """

    text: str
    is_open: bool = False
    waits_for: tuple[str, ...] = ()
    ratify_by: date | None = None
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody does something for them. ``agency`` is a name; ``is_asked``: they have not said yes to it yet."""

    who: str
    agency: str
    what: str
    by: date | None
    is_asked: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Differed:
    """Somebody saw it differently and agrees that they know."""

    who: str
    text: str
    look_again_on: date | None


@dataclass(frozen=True, slots=True)
class LetterSaid:
    """Everything that a letter says.

    ``there`` are (agency, its people's names); ``words`` are theirs, as they were heard. ``was_discussed`` is False
    where the room did not come to them.
    """

    on: date
    there: tuple[tuple[str, tuple[str, ...]], ...]
    was_discussed: bool
    words: tuple[str, ...]
    agreed: tuple[Agreed, ...]
    doing: tuple[Doing, ...]
    asked: tuple[str, ...]
    differed: tuple[Differed, ...]
    next_on: date | None
    categories: tuple[Category, ...]


def letter_said(minutes: Minutes, *, by_post: bool = False) -> LetterSaid:
    """Choose what one participant is told; by post only what is general, since somebody else may open it."""
    lines = [line for line in _lines(minutes) if not by_post or line.category is Category.GENERAL]
    names = agency_names(minutes)
    found = {Category.GENERAL, *(line.category for line in lines)}
    return LetterSaid(
        on=minutes.conference.on,
        there=_there(minutes),
        was_discussed=any(one.state is ItemState.DONE for one in _items(minutes)),
        words=tuple(one.text for one in lines if one.kind is LineKind.WORDS),
        agreed=tuple(_agreed(minutes, one) for one in lines if one.kind is LineKind.DECISION),
        doing=tuple(_doing(one, names) for one in lines if one.kind is LineKind.ACTION and _stands(one)),
        asked=tuple(one.text for one in lines if one.kind is LineKind.ASKED),
        differed=tuple(
            Differed(one.holder or "", one.text, one.look_again_on) for one in lines if one.kind is LineKind.DISSENT
        ),
        next_on=minutes.next_on,
        categories=tuple(one for one in Category if one in found),
    )


def _items(minutes: Minutes) -> list[MinutesItem]:
    whose = minutes.edition.participant
    return [one for one in minutes.items if whose and one.participant == whose]


def _lines(minutes: Minutes) -> list[FiledLine]:
    return [line for item in _items(minutes) for line in item.lines if stands(minutes, item, line)]


def _there(minutes: Minutes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who was there, by agency in the order of the board; guests are not named, they left for this item."""
    return tuple(
        (name, people)
        for code, name in minutes.agencies
        if (people := tuple(one.name for one in minutes.attended if one.agency == code))
    )


def _agreed(minutes: Minutes, line: FiledLine) -> Agreed:
    if line.decided_by is DecidedBy.DEFERRED:
        return Agreed(line.text, is_open=True)
    state = state_of(line, minutes.proposals) or (ProposalState.WAITING if line.is_proposal else None)
    if state in (ProposalState.REFUSED, ProposalState.RETURNED):
        return Agreed(line.text, is_refused=True)
    if state is not ProposalState.WAITING:
        return Agreed(line.text)
    names = agency_names(minutes)
    proposal = next((one for one in minutes.proposals if one.line.id == line.id), None)
    said = {one.agency for one in proposal.said} if proposal else set()
    waits = tuple(names.get(code, code) for code in (proposal.missing if proposal else ()) if code not in said)
    return Agreed(line.text, waits_for=waits or ("the chair",), ratify_by=line.ratify_by)


def _stands(line: FiledLine) -> bool:
    """An action that was dropped, declined or came back is no promise to anybody any more."""
    gone = (TaskState.DROPPED, TaskState.DECLINED, TaskState.RETURNED)
    return line.task is None or line.task.state not in gone


def _doing(line: FiledLine, names: dict[str, str]) -> Doing:
    task = line.task
    if task is None:
        return Doing(owner_of(line), "", line.text, None)
    return Doing(
        who=task.owner,
        agency=names.get(task.agency, task.agency),
        what=line.text,
        by=task.fold.due_on,
        is_asked=task.state is TaskState.ASKED,
        is_done=task.state is TaskState.DONE,
    )
