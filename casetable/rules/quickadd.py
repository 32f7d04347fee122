"""One line that makes a task: ``check rent arrears with County by thu @lee #473 30m ~health``.

Owner, participant, due date, size and category are read from anywhere in the line; the rest is the title. What
looks like one of them and cannot be read stays in the title and is a problem: nothing is guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from casetable.errors import BadInput
from casetable.rules.dates import DAY_MINUTES, read_minutes, say_day, say_minutes
from casetable.rules.names import plain
from casetable.rules.quickabout import read_nobody, refuse_names
from casetable.rules.quickdue import read_due
from casetable.rules.quickline import Line
from casetable.rules.quickwho import Around, read_owner, read_participant
from casetable.text import clean_line
from casetable.values.participants import Participant
from casetable.values.people import Agency, Person
from casetable.words import Category

MOST_CHARACTERS = 500
"""The longest line that is read; a longer one is a problem, never cut."""

SENSITIVE_WORDS = {
    **dict.fromkeys(("detox", "relapse", "relapsed", "methadone", "suboxone"), Category.SUBSTANCE_USE),
    **dict.fromkeys(("overdose", "overdosed", "naloxone", "narcan", "rehab"), Category.SUBSTANCE_USE),
    **dict.fromkeys(("sober", "sobriety", "drug test", "needle exchange"), Category.SUBSTANCE_USE),
    **dict.fromkeys(("meds", "medication", "diagnosis", "prescription", "hiv", "pregnant"), Category.HEALTH),
    **dict.fromkeys(("suicide", "suicidal", "self harm", "psychiatrist", "psychiatric"), Category.MENTAL_HEALTH),
    **dict.fromkeys(("psychosis", "bipolar", "schizophrenia", "therapist"), Category.MENTAL_HEALTH),
    **dict.fromkeys(("probation", "parole", "warrant", "arrest", "arrested", "jail", "prison"), Category.JUSTICE),
    **dict.fromkeys(("shelter address", "safe house", "abuser", "stalking"), Category.VICTIM_SERVICES),
    **dict.fromkeys(("protection order", "restraining order", "trafficking"), Category.VICTIM_SERVICES),
}
"""Words that ask once whether a text should carry a narrower category (rules: Consent). One or two plain words each."""

NARROWER = "keep to your agency?"
WHOM = "is this about a participant?"
QUESTIONS = (NARROWER, WHOM)
"""What a hint holds that wants an answer before the words are shared (rules: Consent)."""

_SIZE = re.compile(
    r"-?\d+(?:[.,]\d+)?(?:m|mins?|minutes?|h|hrs?|hours?|d|days?)|\d+h\d+m?|half-?day", re.ASCII | re.IGNORECASE
)
_CATEGORY_NAMES = {
    name: one for one in Category for name in (one.tag, plain(one.label), plain(one.label).replace(" ", ""))
}


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """What a line says. ``due`` None: no date said; ``owner`` None: nobody could be read.

    ``participant`` is a reference or None, ``size_minutes`` minutes or None. With ``problems`` the task is not
    asked yet; ``hints`` only want to be seen.
    """

    title: str
    owner: Person | None
    participant: str | None
    due: date | None
    size_minutes: int | None
    category: Category
    problems: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def read_line(
    line: str,
    *,
    people: Sequence[Person],
    agencies: Sequence[Agency],
    participants: Sequence[Participant],
    me: str,
    today: date,
    conference: date | None = None,
    about: str = "",
) -> QuickAdd:
    """Return what ``line`` says, as far as this seat's people, agencies and participants let it be read.

    ``participants`` are all that this seat may know of, so that a name in the words is never taken for nobody's.
    ``me`` is the id of the one who types and the owner when nobody is named; ``about`` is the participant where
    something beside the line says so. Never raises: what cannot be read is among the problems.
    """
    cleaned = clean_line(line)
    here = tuple(person for person in people if person.left_on is None or person.left_on > today)
    around = Around(here, agencies, me)
    if len(cleaned) > MOST_CHARACTERS:
        problem = f"{len(cleaned)} characters; one line holds at most {MOST_CHARACTERS}"
        return QuickAdd(cleaned, around.myself(), None, None, None, Category.GENERAL, (problem,))
    words = Line(cleaned.split())
    category = read_category(words)
    size = _read_size(words)
    owner = read_owner(words, around)
    is_about_nobody = read_nobody(words)
    participant = read_participant(words, participants)
    problems = len(words.problems)
    due = read_due(words, today, conference)
    if due is not None or len(words.problems) == problems:
        words.hints += _about_date(due, today)
    if not (participant or about or is_about_nobody):
        refuse_names(words, participants)
    title = words.title()
    if not words.free():
        words.problems.append("no words left for the task itself: say what is to be done")
    if category is None and not is_about_nobody:
        words.hints += sensitive(title, is_about_somebody=bool(participant or about))
    return QuickAdd(
        title, owner, participant, due, size, category or Category.GENERAL, tuple(words.problems), tuple(words.hints)
    )


def echo(quick: QuickAdd, today: date) -> str:
    """Return one line that says back what was read: ``Lee Park · P-473 · due Thu 26 Nov · 30m · health: check …``."""
    due = quick.due or default_due(today)
    parts = [
        _who(quick.owner) if quick.owner else "nobody yet",
        quick.participant or "",
        f"due {say_day(due)}{'' if due.year == today.year else f' {due.year}'}",
        say_minutes(quick.size_minutes) if quick.size_minutes else "",
        quick.category.label if quick.category is not Category.GENERAL else "",
    ]
    return f"{' · '.join(part for part in parts if part)}: {quick.title}".rstrip()


def _who(owner: Person) -> str:
    if owner.away_until is None:
        return owner.person
    return (
        f"{owner.person} (away until {say_day(owner.away_until)}{f', {owner.cover} stands in' if owner.cover else ''})"
    )


def default_due(today: date) -> date:
    """Return when a task is due if nobody says: this week's Friday, on a weekend the next one."""
    return today + timedelta(days=(4 - today.weekday()) % 7)


def read_category(line: Line) -> Category | None:
    """Take the category out of the line: a tag or a full name, also in two words (``~mental health``)."""
    found: dict[int, Category] = {}
    for place, token in line.tokens("~"):
        two_words = f"{token} {line.bare(place + 1)}" if line.is_free(place + 1) else ""
        if category := _CATEGORY_NAMES.get(plain(token)):
            found[place] = category
        elif category := _CATEGORY_NAMES.get(plain(two_words)):
            found[place] = found[place + 1] = category
        elif token[0].isalpha():
            line.leave([place], f"~{token} is no category: {' '.join(f'~{one.tag}' for one in Category)}")
    if len(set(found.values())) > 1:
        line.leave(found, "two categories are said; a text carries one")
        return None
    line.take(found)
    return next(iter(found.values()), None)


def _read_size(line: Line) -> int | None:
    """Take the size out of the line, in minutes: at most a day."""
    found: dict[int, int] = {}
    for place in line.free():
        word = line.bare(place)
        if not says_time(word):
            continue
        try:
            minutes = read_minutes(word)
        except BadInput:
            minutes = 0
        if 0 < minutes <= DAY_MINUTES:
            found[place] = minutes
        else:
            line.leave([place], f"{word}: a size is 15m, 1h30, half-day, up to 1d")
    if len(set(found.values())) > 1:
        line.leave(found, "two sizes are said; a task has one")
        return None
    line.take(found)
    return next(iter(found.values()), None)


def says_time(word: str) -> bool:
    """Return True for a word that says a length of time: ``15m``, ``1h30``, ``half-day``."""
    return _SIZE.fullmatch(word) is not None


def sensitive(title: str, *, is_about_somebody: bool) -> list[str]:
    """Return one question for each category that words of the title may belong to, or one whom they are about."""
    words = re.findall(r"\w+", plain(title))
    heard = {*words, *(f"{one} {two}" for one, two in pairwise(words))}
    asked: dict[Category, str] = {}
    for word, category in SENSITIVE_WORDS.items():
        if word in heard:
            asked.setdefault(category, word)
    if asked and not is_about_somebody:
        return [f"{' '.join(asked.values())}: {WHOM} write their #number, or ~general"]
    return [f"{word}: {NARROWER} add ~{category.tag}" for category, word in asked.items()]


def _about_date(due: date | None, today: date) -> list[str]:
    if due is None:
        said = say_day(default_due(today))
        return [f"no date said: {said[0].lower()}{said[1:]}"]
    return [f"{say_day(due)} {due.year} has passed"] if due < today else []
