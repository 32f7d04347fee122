"""The sheet for a participant: what was agreed, who does what, what we ask them, in plain words."""

from collections.abc import Mapping
from datetime import date, timedelta

from casetable.reports.notice import notices_for
from casetable.rules.dates import say_day
from casetable.values.card import Card, Note
from casetable.values.papers import Page, Section
from casetable.values.tasks import Task
from casetable.words import PROMISED, Category, ReleaseState, TaskState

_ASK_BEFORE_DAYS = 30
"""A release that ends within so many days is asked about."""


def sheet(
    card: Card, agencies: Mapping[str, str], today: date, conference: date | None, *, by_post: bool = False
) -> Page:
    """The page about one participant. ``agencies`` maps codes to names; ``conference`` is the next one, None without.

    By post only what is general goes on it: somebody else may open the letter.
    """
    may_stand = {Category.GENERAL} if by_post else set(Category)
    tasks = [task for task in card.tasks if task.title and task.category in may_stand]
    goal = card.goal if card.goal and card.goal.category in may_stand else None
    sections = [
        _section("In your words", _goal(goal)),
        _section("What was agreed, and who does it", [_promise(task, agencies) for task in tasks if _stands(task)]),
        _section("What is done", [_done(task, agencies) for task in tasks if task.state is TaskState.DONE]),
        _section("Who works with you", _team(card, agencies)),
        Section("What we ask you", tuple(_asks(card, goal, today, conference)), points=True),
        Section("Your rights", _RIGHTS, points=True),
    ]
    return Page(
        title=f"For {card.participant.name}",
        under=(f"{say_day(today)} {today.year}. For our next conversation.",),
        sections=tuple(section for section in sections if section.lines),
        notices=notices_for(categories_on(card, by_post=by_post)),
    )


def categories_on(card: Card, *, by_post: bool = False) -> tuple[Category, ...]:
    """The categories that the page holds; the name alone is general."""
    if by_post:
        return (Category.GENERAL,)
    found = {Category.GENERAL, *(task.category for task in card.tasks if task.title and _is_told(task))}
    return tuple(one for one in Category if one in found | ({card.goal.category} if card.goal else set()))


_RIGHTS = (
    "You may ask at any time who was told what about you.",
    "You may take back what you allowed, at once and without a reason.",
    "You may tell us that something here is wrong.",
)


def _section(heading: str, lines: list[str]) -> Section:
    return Section(heading, tuple(lines), points=True)


def _goal(goal: Note | None) -> list[str]:
    return [f"“{goal.text}” ({say_day(goal.on)})"] if goal else []


def _is_told(task: Task) -> bool:
    return _stands(task) or task.state is TaskState.DONE


def _stands(task: Task) -> bool:
    """A promise that stands; what was only asked of somebody is not agreed yet."""
    return task.state in PROMISED


def _promise(task: Task, agencies: Mapping[str, str]) -> str:
    waits = " (waits for somebody else now)" if task.state is TaskState.BLOCKED else ""
    return f"{_who(task, agencies)}: {task.title}, by {say_day(task.fold.due_on)}{waits}"


def _done(task: Task, agencies: Mapping[str, str]) -> str:
    on = f", on {say_day(task.fold.done_on)}" if task.fold.done_on else ""
    return f"{_who(task, agencies)}: {task.title}{on}"


def _who(task: Task, agencies: Mapping[str, str]) -> str:
    return f"{task.owner} ({agencies.get(task.agency, task.agency)})"


def _team(card: Card, agencies: Mapping[str, str]) -> list[str]:
    ordered = sorted(card.team, key=lambda one: not one.leads)
    return [
        f"{one.person} ({agencies.get(one.agency, one.agency)}){', who is your first person to call' * one.leads}"
        for one in ordered
    ]


def _asks(card: Card, goal: Note | None, today: date, conference: date | None) -> list[str]:
    asks = ["Is what stands above right? What is missing?"]
    asks.append("Is this still what you want most?" if goal else "What do you want most, in your own words?")
    if conference is not None:
        asks.append(
            f"We talk about our work on {say_day(conference)}. Do you want to be there, send a message, send somebody "
            "who speaks for you, or not this time?"
        )
    asks.append(
        "May we still reach you the way you told us?" if card.contact else "How may we reach you, and how never?"
    )
    ending = [
        one.terms.until
        for one in card.releases
        if one.state is ReleaseState.IN_FORCE
        and one.terms.category is Category.GENERAL
        and one.terms.until is not None
        and one.terms.until <= today + timedelta(days=_ASK_BEFORE_DAYS)
    ]
    if ending:
        asks.append(f"What you allowed us to share ends on {say_day(min(ending))}. May we go on sharing it?")
    return asks
