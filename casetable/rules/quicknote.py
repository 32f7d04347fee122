"""One line that notes something about a participant: ``#473 20m phoned, has a phone again ~health``.

The participant and the category are read from anywhere, minutes only at either end, so that no word of the note gets
lost; the rest is the text. What looks like one of them and cannot be read stays there and is a problem.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from casetable.errors import BadInput
from casetable.rules.dates import read_minutes
from casetable.rules.quickabout import read_nobody
from casetable.rules.quickadd import QUESTIONS, read_category, says_time, sensitive
from casetable.rules.quickline import Line
from casetable.rules.quickwho import read_participant
from casetable.text import clean, clean_line
from casetable.values.participants import Participant
from casetable.words import Category

NO_PLACE = "their location is private: leave out where they sleep or were seen"
"""What wants to be seen where safe contact says so."""


@dataclass(frozen=True, slots=True)
class QuickNote:
    """What a line says. ``participant`` is a reference, None where nobody is named; ``minutes`` may be None.

    ``category`` is general where none is said. With ``problems`` nothing is kept yet; a hint that asks one of
    quickadd.QUESTIONS wants an answer before the words are shared.
    """

    text: str
    participant: str | None
    minutes: int | None
    category: Category
    problems: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def read_note_line(
    line: str, *, participants: Sequence[Participant], about: str = "", location_private: bool = False
) -> QuickNote:
    """Return what ``line`` says; ``about`` is the participant where something beside the line says so.

    Of a text of several lines nothing is taken, only its words are looked at. Never raises.
    """
    private = [NO_PLACE] if location_private else []
    if "\n" in clean(line):
        hints = (*sensitive(clean(line), is_about_somebody=bool(about)), *private)
        return QuickNote(clean(line), about or None, None, Category.GENERAL, (), hints)
    words = Line(clean_line(line).split())
    category = read_category(words)
    if read_nobody(words):
        words.problems.append("a note is about somebody: write their reference, like #473")
    named = read_participant(words, participants)
    if named and about and named != about:
        words.problems.append(f"#{named.removeprefix('P-')}: this line is about {about}")
    if not named and not about and not words.problems:
        words.problems.append("about whom? write their reference, like #473")
    minutes = _minutes_at_an_end(words)
    text = words.title()
    if not text:
        words.problems.append("no words left for the note itself: say what happened")
    asked = [] if category is not None else sensitive(text, is_about_somebody=True)
    return QuickNote(
        text,
        about or named,
        minutes,
        category or Category.GENERAL,
        tuple(words.problems),
        (*words.hints, *asked, *private),
    )


def questions(hints: Sequence[str]) -> tuple[str, ...]:
    """Return those of some hints that want an answer before the words are shared."""
    return tuple(hint for hint in hints if any(question in hint for question in QUESTIONS))


def _minutes_at_an_end(line: Line) -> int | None:
    """Take a length of time from the beginning or the end of the words, in minutes; one in their midst is a word."""
    free = line.free()
    ends = [place for place in dict.fromkeys((*free[:1], *free[-1:])) if says_time(line.bare(place))]
    if len(ends) > 1:
        line.leave(ends, "two lengths of time are said; a note has one")
    if len(ends) != 1:
        return None
    word = line.bare(ends[0])
    try:
        minutes = read_minutes(word)
    except BadInput as error:
        line.leave(ends, f"{word}: {error.hint}")
        return None
    line.take(ends)
    return minutes
