"""The card for a conversation before a conference: what we ask the participant, and room for their answers."""

from collections.abc import Sequence

from casetable.reports.agenda import say_time
from casetable.reports.notice import notices_for
from casetable.rules.dates import say_long
from casetable.values.card import Card, Note
from casetable.values.conference import AgendaItem, Occurrence
from casetable.values.papers import Box, Page, Section
from casetable.words import Category, Hearing, TakingPart

_RIGHTS = (
    "You may say no to all of this. What you get from us does not depend on it.",
    "You may change your mind on the day, and you may leave when you like.",
    "Afterwards somebody you know tells you what was agreed.",
)
_WAYS = {
    TakingPart.ATTEND: "I want to be there.",
    TakingPart.MESSAGE: "I send a message, and somebody reads it out.",
    TakingPart.ADVOCATE: "Somebody speaks for me:",
    TakingPart.NOT_THIS_TIME: "Not this time.",
}


def ask_card_page(
    card: Card,
    conference: Occurrence,
    items: Sequence[AgendaItem],
    hearing: Sequence[tuple[str, Hearing]],
    *,
    by_post: bool = False,
) -> Page:
    """The page for a participant. ``items`` are theirs; ``hearing`` says of agencies, by name, if they may hear.

    By post only what is general stands on it: somebody else may open the letter.
    """
    goal = _goal(card, by_post=by_post)
    questions = [item.question for item in items if item.question and _may_stand(item.category, by_post=by_post)]
    sections = (
        Section("When and where", tuple(_when(conference, hearing)), points=True),
        Section("What we want to talk about", tuple(_topics(questions, goal)), points=True),
        Section("How do you want to take part?", tuple(_ways(card, by_post=by_post)), points=True),
        Section(
            "What should be said, and what not?",
            boxes=(Box("In my words", 3), Box("Please do not talk about", 2), Box("My own question to them", 2)),
        ),
        Section("Good to know", _RIGHTS, points=True),
    )
    return Page(
        title=f"For {card.participant.name}",
        under=(f"Before we talk about our work on {say_long(conference.on)}.",),
        sections=sections,
        notices=notices_for(categories_asked(card, items, by_post=by_post)),
    )


def categories_asked(card: Card, items: Sequence[AgendaItem], *, by_post: bool = False) -> tuple[Category, ...]:
    """The categories that the page holds; the name alone is general."""
    goal = _goal(card, by_post=by_post)
    found = {Category.GENERAL, *(item.category for item in items if item.question)}
    found |= {goal.category} if goal else set()
    return tuple(one for one in Category if one in found and _may_stand(one, by_post=by_post))


def _may_stand(category: Category, *, by_post: bool) -> bool:
    return not by_post or category is Category.GENERAL


def _goal(card: Card, *, by_post: bool) -> Note | None:
    return card.goal if card.goal and _may_stand(card.goal.category, by_post=by_post) else None


def _when(conference: Occurrence, hearing: Sequence[tuple[str, Hearing]]) -> list[str]:
    place = f", {conference.place}" if conference.place else ""
    lines = [f"{say_long(conference.on)}, {say_time(conference.starts_at)}{place}."]
    may = [name for name, one in hearing if one is Hearing.MAY_HEAR]
    ends = [name for name, one in hearing if one is Hearing.ENDS_BEFORE]
    if may:
        lines.append(f"Who would hear about you, because you allowed it: {', '.join(may)}.")
    if ends:
        lines.append(f"What you allowed ends before that day for: {', '.join(ends)}. May they go on hearing about you?")
    return lines


def _topics(questions: Sequence[str], goal: Note | None) -> list[str]:
    asked = [f"“{question}” What do you think?" for question in questions]
    if goal is None:
        return [*asked, "What do you want most, in your own words?"]
    return [*asked, f"You said: “{goal.text}” Is this still what you want most?"]


def _ways(card: Card, *, by_post: bool) -> list[str]:
    said = card.taking_part
    last = said.taking_part if said and _may_stand(said.category, by_post=by_post) else None
    return [f"[  ] {words}{' (as you said last time)' * (way is last)}" for way, words in _WAYS.items()]
