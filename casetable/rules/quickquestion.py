"""The words of an item of the agenda, its question or title: ``Motel now, or hold out for the unit? ~health``.

They are read as a quick-add line reads its words. About a participant they carry a category; about nobody they are
read by everybody at the table, so that no participant is named in them and no narrower category is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from casetable.errors import BadInput
from casetable.rules.quickabout import read_nobody, refuse_names
from casetable.rules.quickadd import read_category, sensitive
from casetable.rules.quickline import Line
from casetable.rules.quickplace import place_questions
from casetable.rules.quickwho import names_somebody, read_participant
from casetable.text import clean_line
from casetable.values.participants import Participant
from casetable.words import Category

MOST_LETTERS = 300
"""The longest question or title of an item; a longer one is refused, never cut."""

ABOUT_THEM = "Propose it about them: casetable conference propose --about P-… QUESTION. Or leave them out."
"""What to do where an item about nobody names a participant."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the words say. ``category`` is None where none is said.

    With ``problems`` it is not proposed; ``asks`` are questions to be answered with a category before it is shared.
    """

    text: str
    category: Category | None
    problems: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


def read_question(
    words: str,
    *,
    participants: Sequence[Participant],
    about: str = "",
    is_place_private: bool = False,
    category: Category | None = None,
    usual: Category = Category.GENERAL,
    stood: str = "",
) -> Question:
    """Return what the words of an item say, of several lines as one.

    ``participants`` are all that this seat may know of, ``about`` the reference of the item's participant, empty for
    an item about nobody. ``category`` is one said beside the words, which answers what is asked; ``usual`` is the one
    they have where none is said, ``stood`` what stood there before: what was asked of it was answered. Never raises.
    """
    line = Line(clean_line(words).split())
    tagged = read_category(line)
    is_about_nobody = read_nobody(line)
    if about:
        _keep_to(about, line, participants)
    else:
        _about_nobody(line, participants, is_answered=is_about_nobody)
    said = category or tagged
    if not about and said not in (None, Category.GENERAL):
        line.problems.append(f"an item about nobody is read by everybody at the table: leave out ~{said.tag}")
    text = line.title()
    asks = () if said or is_about_nobody else _asks(text, about, is_place_private, usual)
    if asks and stood:
        answered = _asks(stood, about, is_place_private, usual)
        asks = tuple(one for one in asks if one not in answered)
    return Question(text, said, tuple(line.problems), asks)


def reference_of(words: str, participants: Sequence[Participant]) -> str:
    """Return the reference that words for a participant mean (``473``, ``#ana``), the words where it is not clear."""
    line = Line([f"#{words.strip().lstrip('#')}"])
    return read_participant(line, participants) or words.strip()


def fitting(text: str) -> str:
    """Return a question or title that may stand on an agenda. Raises BadInput for one that is too long."""
    if len(text) > MOST_LETTERS:
        raise BadInput(
            f"That is {len(text):,} characters for an item of the agenda.", f"At most {MOST_LETTERS}: the rest is said."
        )
    return text


def refuse_references(text: str) -> None:
    """Raise BadInput where the words of an item about nobody refer to a participant by number."""
    if names_somebody(text):
        raise BadInput("An item about nobody names no participant.", ABOUT_THEM)


def _keep_to(about: str, line: Line, participants: Sequence[Participant]) -> None:
    """Another participant is a problem; the item's own reference stays where it is a word of the sentence."""
    before = set(line.understood)
    named = read_participant(line, participants)
    if named and named != about:
        line.problems.append(f"{named}: this item is about {about}; leave them out, or propose theirs")
    line.understood = {one for one in line.understood if one in before or line.words[one].startswith("#")}


def _about_nobody(line: Line, participants: Sequence[Participant], *, is_answered: bool) -> None:
    """A participant's reference is a problem, a name and a number in front of the words unless they are ``#none``."""
    named = read_participant(line, participants)
    if named:
        line.problems.append(f"{named}: an item about nobody names no participant; is it about them?")
        return
    if is_answered:
        return
    free = line.free()
    first = line.bare(free[0]) if free else ""
    if any(one.participant == f"P-{first}" for one in participants):
        line.problems.append(f"{first}: is this about P-{first}? #none if it is not")
    refuse_names(line, participants)


def _asks(text: str, about: str, is_place_private: bool, usual: Category) -> tuple[str, ...]:
    asked = sensitive(text, is_about_somebody=bool(about))
    asked += place_questions(text) if about and is_place_private else []
    return tuple(one for one in asked if usual is Category.GENERAL or not one.endswith(f"~{usual.tag}"))
