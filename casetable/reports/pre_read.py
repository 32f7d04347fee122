"""What one agency reads before a conference: the agenda as it may know it, and what stands about each participant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casetable.reports.agenda import asks_of, heading_of, where_and_when
from casetable.reports.notice import notices_for
from casetable.rules.dates import say_day, say_long
from casetable.values.card import Note
from casetable.values.conference import AgendaItem, Occurrence
from casetable.values.papers import Page, Section
from casetable.values.tasks import Task
from casetable.words import Category, ItemKind, TaskState


@dataclass(frozen=True, slots=True)
class Before:
    """What both sides may know of one participant before the conference: their goal, their wish, and promises.

    ``goal`` and ``wish`` are None where one of the two may not read them; every task has its words.
    """

    goal: Note | None
    wish: Note | None
    tasks: tuple[Task, ...]

    @property
    def categories(self) -> frozenset[Category]:
        """The categories of everything in it."""
        notes = {note.category for note in (self.goal, self.wish) if note}
        return frozenset(notes | {task.category for task in self.tasks})


def pre_read_page(
    conference: Occurrence,
    items: Sequence[AgendaItem],
    known: Mapping[str, Before],
    receiver: str,
    today: date,
) -> Page:
    """The page for an agency, whose name is ``receiver``; ``known`` says by reference what may stand there."""
    chair = (f"Chair: {conference.chair}.",) if conference.chair else ()
    held = {item.category for item in items if item.question}
    held |= {category for one in known.values() for category in one.categories}
    return Page(
        title=f"Before the conference of {say_long(conference.on)}",
        under=(f"For {receiver}, as of {say_long(today)}.", where_and_when(conference, items), *chair),
        sections=tuple(_section(item, known.get(item.participant or "")) for item in items),
        notices=notices_for(held),
    )


def _section(item: AgendaItem, known: Before | None) -> Section:
    lines = list(asks_of(item))
    if item.kind is ItemKind.PARTICIPANT and known is not None:
        lines += _about(known)
    return Section(heading_of(item), tuple(lines), points=True)


def _about(known: Before) -> list[str]:
    goal = [f"In their words: “{known.goal.text}” ({say_day(known.goal.on)})"] if known.goal else []
    part = known.wish.taking_part if known.wish else None
    words = f": {known.wish.text}" if known.wish and known.wish.text else ""
    wish = [f"How they take part: {part.label}{words}"] if part else []
    return [*goal, *wish, *(_promise(task) for task in known.tasks)]


def _promise(task: Task) -> str:
    if task.state is TaskState.DONE and task.fold.done_on:
        return f"Done on {say_day(task.fold.done_on)}: {task.title} ({task.owner})"
    asked = "Asked of" if task.state is TaskState.ASKED else "Open with"
    waits = ", waits for somebody" if task.state is TaskState.BLOCKED else ""
    return f"{asked} {task.owner} by {say_day(task.fold.due_on)}: {task.title}{waits}"
