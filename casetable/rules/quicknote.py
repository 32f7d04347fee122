"""One line that notes something about a participant: ``#473 20m phoned, has a phone again ~health``.

The participant and the category are read from anywhere, minutes only at either end, so that no word of the note gets
lost; the rest is the text. What looks like one of them and cannot be read stays there and is a problem.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from casetable.errors import BadInput
from casetable.rules.dates import read_minutes
from casetable.rules.quickabout import read_nobody
from casetable.rules.quickadd import QUESTIONS, read_category, says_time, sensitive
from casetable.rules.quickline import Line
from casetable.rules.quickplace import WHERE, place_questions, places_in
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
    quickadd.QUESTIONS or ``WHERE`` wants an answer before the words are shared.
    """

    text: str
    participant: str | None
    minutes: int | None
    category: Category
    problems: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def read_note_line(
    line: str,
    *,
    participants: Sequence[Participant],
    about: str = "",
    private_places: Collection[str] = (),
    category: Category | None = None,
) -> QuickNote:
    """Return what ``line`` says; ``about`` is the participant where something beside the line says so.

    ``private_places`` are the references of those whose place is private. ``category`` is the one named beside the
    line: whoever names one has answered, so nothing is asked. Of a text of several lines nothing is taken, only its
    words are looked at. Never raises.
    """
    if "\n" in clean(line):
        kept, kind = clean(line), category or Category.GENERAL
        asked = _asked(kept, about, private_places, is_answered=category is not None)
        return QuickNote(kept, about or None, None, kind, (), asked)
    words = Line(clean_line(line).split())
    tagged = read_category(words)
    if read_nobody(words):
        words.problems.append("a note is about somebody: write their reference, like #473")
    named = read_participant(words, participants)
    if named and about and named != about:
        words.problems.append(f"#{named.removeprefix('P-')}: this line is about {about}")
    if not named and not about and not words.problems:
        words.problems.append("about whom? write their reference, like #473")
    minutes = _minutes_at_an_end(words)
    text, whom, said = words.title(), about or named, category or tagged
    if not text:
        words.problems.append("no words left for the note itself: say what happened")
    asked = _asked(text, whom or "somebody", private_places, is_answered=said is not None)
    return QuickNote(text, whom, minutes, said or Category.GENERAL, tuple(words.problems), (*words.hints, *asked))


def said_to_all(text: str, *, is_place_private: bool) -> tuple[str, ...]:
    """Return a question for each word that may be too narrow for safe contact, which all who know them read."""
    found = [one.partition(":")[0] for one in sensitive(text, is_about_somebody=True)]
    asked = [f"{word}: all who know them read this" for word in found]
    places = ", ".join(places_in(text)) if is_place_private else ""
    return (*asked, f"{places}: {WHERE}") if places else tuple(asked)


def _asked(text: str, whom: str, private_places: Collection[str], *, is_answered: bool) -> tuple[str, ...]:
    """What is asked about the words, and what wants to be seen where the place of ``whom`` is private."""
    is_private = whom in private_places
    asked = [] if is_answered else sensitive(text, is_about_somebody=bool(whom))
    asked += place_questions(text) if is_private and not is_answered else []
    return (*asked, NO_PLACE) if is_private else tuple(asked)


def questions(hints: Sequence[str]) -> tuple[str, ...]:
    """Return those of some hints that want an answer before the words are shared."""
    return tuple(hint for hint in hints if any(question in hint for question in (*QUESTIONS, WHERE)))


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
