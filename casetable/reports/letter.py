"""The letter to a participant after a conference: short sentences, no words of the trade, and whom to answer."""

from casetable.reports.notice import notices_for
from casetable.rules.dates import say_day_in, say_long
from casetable.rules.letter import Agreed, Differed, Doing, LetterSaid, letter_said
from casetable.rules.minutes_words import agency_names, joined, quoted
from casetable.values.minutes import Minutes
from casetable.values.papers import Page, Section
from casetable.words import Category

_RIGHTS = (
    "You may say no to any of this.",
    "You may tell us that something here is wrong.",
    "You may ask at any time who was told what about you.",
)


def letter_page(minutes: Minutes, answer_to: str = "", *, by_post: bool = False) -> Page:
    """The page of a participant's edition.

    ``answer_to`` is the person who tells them, empty where only the agency is known. By post only what is general
    stands on it.
    """
    said = letter_said(minutes, by_post=by_post)
    sections = (
        Section("Who was there", _there(said), points=True),
        Section("In your words", tuple(map(quoted, said.words)), points=True),
        Section("What was agreed", tuple(_agreed(said)), points=True),
        Section("Who does what", tuple(_doing(one, said) for one in said.doing), points=True),
        Section("What we ask you", tuple(_asked(said)), points=True),
        Section("What we disagreed on", tuple(_differed(one, said) for one in said.differed), points=True),
        Section("The next time", tuple(_next(said)), points=True),
        Section("Whom to answer", (_answer(minutes, answer_to), *_RIGHTS), points=True),
    )
    return Page(
        title=f"For {minutes.for_whom}",
        under=(f"We talked about our work with you on {say_long(said.on)}.",) if said.was_discussed else _no_time(said),
        sections=tuple(section for section in sections if section.lines),
        notices=notices_for(said.categories),
    )


def categories_in_letter(minutes: Minutes, *, by_post: bool = False) -> tuple[Category, ...]:
    """The categories of what a letter says; that somebody was talked about is general."""
    return letter_said(minutes, by_post=by_post).categories


def _no_time(said: LetterSaid) -> tuple[str, ...]:
    return (f"We met on {say_long(said.on)}. We did not come to talk about our work with you.",)


def _there(said: LetterSaid) -> tuple[str, ...]:
    return tuple(f"{agency}: {joined(people)}" for agency, people in said.there)


def _agreed(said: LetterSaid) -> list[str]:
    if not said.was_discussed:
        return []
    return [_decision(one, said) for one in said.agreed] or ["We did not decide anything new."]


def _decision(one: Agreed, said: LetterSaid) -> str:
    if one.is_open:
        return f"We have not decided yet: {_sentence(one.text)}"
    if one.is_refused:
        return f"We thought of this, but not all of us agree: {_sentence(one.text)}"
    if one.waits_for:
        until = f" They answer by {say_day_in(one.ratify_by, said.on)}." if one.ratify_by else ""
        return (
            f"We want to do this: {_sentence(one.text)}\nNot agreed yet: {joined(one.waits_for)} must say yes.{until}"
        )
    return _sentence(one.text)


def _doing(one: Doing, said: LetterSaid) -> str:
    who = f"{one.who} ({one.agency})" if one.agency else one.who or "One of us"
    by = f" By {say_day_in(one.by, said.on)}." if one.by and not one.is_done else ""
    done = " This is done." if one.is_done else ""
    asked = " We asked for this and wait for a yes." if one.is_asked else ""
    return f"{who}: {_ended(one.what)}{by}{asked}{done}"


def _asked(said: LetterSaid) -> list[str]:
    if not said.asked:
        return []
    return [*map(_sentence, said.asked), "You need not answer. What you get from us does not depend on it."]


def _differed(one: Differed, said: LetterSaid) -> str:
    again = f" We look at it again on {say_day_in(one.look_again_on, said.on)}." if one.look_again_on else ""
    return f"{one.who or 'One of us'} sees it differently: {_ended(one.text)}{again}"


def _next(said: LetterSaid) -> list[str]:
    if said.next_on is None:
        return []
    return [
        f"We meet again on {say_day_in(said.next_on, said.on)}.",
        "You may be there. You may send a message, and somebody reads it out. Somebody may speak for you. Or you say: "
        "not this time.",
    ]


def _answer(minutes: Minutes, answer_to: str) -> str:
    agency = agency_names(minutes).get(minutes.edition.agency, minutes.edition.agency)
    if answer_to:
        return f"Tell {answer_to}" + (f" ({agency})." if agency else ".")
    return f"Tell anybody you know at {agency}." if agency else "Tell anybody of us whom you know."


def _sentence(words: str) -> str:
    """Words as a sentence: they were typed in a hurry, as a line of many."""
    return _ended(f"{words[:1].upper()}{words[1:]}")


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…", "”", '"')) else f"{words}."
