"""One line of the room: ``o motel now``, ``+ 1 safe tonight @dana``, ``v 2 (consensus)``, ``h 1 it froze (right)``.

The first key says what the line is; the capture line of the screen, the command line and the scribe read the same
grammar. Category, people, numbers and dates are taken out, the rest is the text. What cannot be read is said and stays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casetable.rules.capture_ends import decided, look_again, may_tell, turned_out, which_dissent
from casetable.rules.conference_words import turned_out_said
from casetable.rules.dates import say_day_in, say_minutes
from casetable.rules.quickabout import read_nobody, refuse_names
from casetable.rules.quickadd import MOST_CHARACTERS, QUESTIONS, QuickAdd, read_category, read_line, sensitive
from casetable.rules.quickline import Line
from casetable.rules.quickplace import place_questions
from casetable.rules.quickwho import Around, read_owner, read_participant
from casetable.text import clean_line
from casetable.values.conference import DueDissent, FiledLine, Typed
from casetable.values.participants import Participant
from casetable.values.people import Agency, Person
from casetable.words import Category, DecidedBy, LineKind, TurnedOut

KEYS = {
    "o": LineKind.OPTION,
    "+": LineKind.ARGUMENT,
    "-": LineKind.ARGUMENT,
    "v": LineKind.DECISION,
    "!": LineKind.DISSENT,
    "a": LineKind.ACTION,
    "k": LineKind.PARKED,
    "s": LineKind.WORDS,
    "n": LineKind.NO_WORDS,
    "t": LineKind.ASKED,
    "h": LineKind.SINCE,
}
"""The first key of a line, and what the line is then. ``+`` argues for an option, ``-`` against it."""

GRAMMAR = (
    "o option, + for, - against, v decide, ! dissent, a action, k park, s their words, n no words, t ask them, "
    "h what happened since"
)
"""What a line may begin with, in one line for people."""

_FOR = "+"
_DASHES = str.maketrans("–—−", "---")
_SIGNS = "+-!"
_NUMBER = re.compile(r"\d{1,2}", re.ASCII)
_NO_WORDS = {
    LineKind.OPTION: "what is the option? o motel now",
    LineKind.ARGUMENT: "what speaks for it or against it? + safe tonight @dana",
    LineKind.DECISION: "what is decided? v 2, or v hold for the unit (vote)",
    LineKind.DISSENT: "what do they see otherwise? ! @dana winter is coming; look again 8 jan",
    LineKind.ACTION: "what is to be done? a outreach twice a week @dana fri",
    LineKind.PARKED: "what is parked? k bus passes for everybody",
    LineKind.WORDS: "what are their words? s a door I can lock",
    LineKind.NO_WORDS: "why are there no words of theirs? n did not come, phone is off",
    LineKind.ASKED: "what do you ask them? t bring the letter from the clinic on tuesday",
    LineKind.SINCE: "what happened since? h 1 he turned round at the counter (right)",
}


@dataclass(frozen=True, slots=True)
class Capturing:
    """What a line of the room is read with: who and what it may name.

    ``participants`` are all that this seat may know of, ``about`` the reference of the item's participant, empty
    where the item is about nobody. ``options`` are the item's options filed so far, ``under`` the category of what its
    actions follow: the newest decision, else the newest option. ``due`` are the dissents that came back with the item.
    ``me`` is the id of who types.
    ``conference`` is the next conference after this one, None where none is to come.
    """

    people: Sequence[Person]
    agencies: Sequence[Agency]
    participants: Sequence[Participant]
    me: str
    today: date
    conference: date | None = None
    about: str = ""
    options: Sequence[FiledLine] = ()
    is_place_private: bool = False
    under: Category = Category.GENERAL
    due: Sequence[DueDissent] = ()


def key_of(words: str) -> str:
    """Return the key that a line begins with, empty where it begins with none: a letter needs a blank behind it."""
    line = clean_line(words).translate(_DASHES)
    key = line[:1]
    return key if key in KEYS and (key in _SIGNS or line[1:2] in ("", " ")) else ""


def read_captured(words: str, around: Capturing) -> Typed:
    """Return what a line of the room says.

    An argument without a number belongs to the newest option; a decision takes an option only by its number, and
    without words of its own says what that option says. A dissent without a name is of the one who types, without a
    date it is looked at again at the next conference. What happened since belongs to a dissent that came back, by its
    number or to the only one, and says how it turned out. What stands under an option or answers a dissent has its
    category, what they are asked that of the decision, unless the line names one. Never raises: what cannot be read
    is in ``unread``.
    """
    line = clean_line(words)
    key = key_of(line)
    if not key:
        return Typed(LineKind.PARKED, line, unread=(f"a line begins with what it is: {GRAMMAR}",))
    rest = line[1:].strip()
    if len(rest) > MOST_CHARACTERS:
        problem = f"{len(rest)} characters; one line holds at most {MOST_CHARACTERS}"
        return Typed(KEYS[key], rest, unread=(problem,))
    if KEYS[key] is LineKind.ACTION:
        return _action(rest, around)
    return _Reading(key, rest, around).read()


def echo(typed: Typed, today: date) -> str:
    """Return one line that says back what was read: ``dissent of Dana Reyes · look again Fri 8 Jan 2027: winter``."""
    look_again = typed.look_again_on and f"look again {say_day_in(typed.look_again_on, today)}"
    due = typed.due and f"due {say_day_in(typed.due, today)}"
    parts = (
        _what(typed),
        due or look_again or "",
        say_minutes(typed.size_minutes) if typed.size_minutes else "",
        "they may know" if typed.may_tell else "",
        typed.category.label if typed.category is not Category.GENERAL else "",
    )
    return f"{' · '.join(part for part in parts if part)}: {typed.text}".rstrip()


def _what(typed: Typed) -> str:
    if typed.kind is LineKind.ARGUMENT:
        side = "for" if typed.is_for else "against"
        return f"{side} option {typed.option}{f', {typed.who}' if typed.who else ''}"
    if typed.kind is LineKind.DECISION:
        how = typed.decided_by or DecidedBy.CONSENSUS
        said = "decision deferred" if how is DecidedBy.DEFERRED else f"decision by {how.value}"
        return f"{said}, option {typed.option}" if typed.option else said
    if typed.turned_out is not None:
        return f"{typed.kind.label} · {turned_out_said(typed.turned_out, typed.who)}"
    return f"{typed.kind.label} of {typed.who}" if typed.who else typed.kind.label


def _action(rest: str, around: Capturing) -> Typed:
    """Read an action, a quick-add line with an owner and a date: without them it does not leave the room."""
    quick = read_line(
        rest,
        people=around.people,
        agencies=around.agencies,
        participants=around.participants,
        me=around.me,
        today=around.today,
        conference=around.conference,
        about=around.about,
    )
    asks = tuple(hint for hint in quick.hints if any(question in hint for question in QUESTIONS))
    said_category = any(Line(rest.split()).tokens("~"))
    category = quick.category if said_category else around.under
    asks = _not_answered(asks, category)
    if around.is_place_private and not said_category:
        asks += tuple(place_questions(quick.title))
    return Typed(
        LineKind.ACTION,
        quick.title,
        category=category,
        owner=quick.owner.id if quick.owner else None,
        due=quick.due,
        size_minutes=quick.size_minutes,
        unread=(*quick.problems, *_missing_of(quick, rest, around)),
        asks=asks,
        who=quick.owner.person if quick.owner else "",
        hints=tuple(
            hint
            for hint in quick.hints
            if not any(question in hint for question in QUESTIONS) and not hint.startswith("no date said")
        ),
    )


def _not_answered(asks: tuple[str, ...], category: Category) -> tuple[str, ...]:
    """What is still asked where a text has a category already that nobody typed."""
    return tuple(ask for ask in asks if category is Category.GENERAL or not ask.endswith(f"~{category.tag}"))


def _missing_of(quick: QuickAdd, rest: str, around: Capturing) -> list[str]:
    """What an action still needs before it may leave the room."""
    missing = []
    if quick.title and not any(Line(rest.split()).tokens("@")):
        missing.append("whose is it? an action leaves the room with its owner: @lee, or @me")
    if quick.due is None and not quick.problems:
        missing.append("by when? an action leaves the room with its date: by fri")
    if quick.due is not None and quick.due < around.today:
        missing.append(f"{say_day_in(quick.due, around.today)} has passed: an action needs a day to come")
    if quick.participant and quick.participant != around.about:
        missing.append(_elsewhere(quick.participant, around.about))
    return missing


def _elsewhere(named: str, about: str) -> str:
    here = f"this item is about {about}" if about else "this item is about nobody"
    return f"{named}: {here}; file it when theirs is open, or leave them out"


class _Reading:
    """One line while it is read: its words, what was taken out of them, and what could not be read."""

    def __init__(self, key: str, rest: str, around: Capturing) -> None:
        self.key, self.kind, self.around = key, KEYS[key], around
        self.line = Line(rest.split())

    def read(self) -> Typed:
        """Return the line as read."""
        line = self.line
        category = read_category(line)
        holder = self._holder()
        self._refuse_others()
        typed = Typed(self.kind, "", holder=holder.id if holder else None, who=holder.person if holder else "")
        option, came_back = self._option(), self._came_back()
        typed = self._rest_of(replace(typed, option=option.number if option else None, text=line.title()))
        if came_back is not None:
            typed = replace(typed, about=came_back.id, who=came_back.holder or "")
        if not typed.text and self.kind is LineKind.DECISION and option is not None:
            typed = replace(typed, text=option.text)
        if not typed.text and not line.problems:
            line.problems.append(_NO_WORDS[self.kind])
        inherited = self._inherited(option or came_back)
        asks = () if category else _not_answered(self._asks(typed.text), inherited)
        typed = replace(typed, unread=tuple(line.problems), hints=tuple(line.hints), asks=asks)
        return replace(typed, category=category or inherited, text=typed.text.strip())

    def _inherited(self, under: FiledLine | DueDissent | None) -> Category:
        """The category that a line has where it names none: that of what it stands under."""
        if self.kind is LineKind.ASKED:
            return self.around.under
        return under.category if under is not None else Category.GENERAL

    def _holder(self) -> Person | None:
        """Whose argument or dissent it is; who speaks of others' words is not asked whose they are."""
        if self.kind not in (LineKind.ARGUMENT, LineKind.DISSENT):
            return None
        here = [one for one in self.around.people if one.left_on is None or one.left_on > self.around.today]
        around = Around(tuple(here), self.around.agencies, self.around.me)
        if self.kind is LineKind.ARGUMENT and not any(self.line.tokens("@")):
            return None
        return read_owner(self.line, around, too_many="a line has one holder, so file it for each")

    def _refuse_others(self) -> None:
        """Take the item's own reference out; another one, or a name where the item is nobody's, is a problem."""
        about = self.around.about
        is_about_nobody = read_nobody(self.line)
        named = read_participant(self.line, self.around.participants)
        if named and named != about:
            self.line.problems.append(_elsewhere(named, about))
        if not about and not named and not is_about_nobody:
            refuse_names(self.line, self.around.participants)

    def _option(self) -> FiledLine | None:
        """Take the option's number from the beginning; an argument without one belongs to the newest."""
        if self.kind not in (LineKind.ARGUMENT, LineKind.DECISION):
            return None
        known = {one.number: one for one in self.around.options}
        free = self.line.free()
        word = self.line.bare(free[0]) if free else ""
        if not _NUMBER.fullmatch(word):
            if self.kind is LineKind.ARGUMENT and not known:
                self.line.problems.append("there is no option yet to argue about: o TEXT files the first")
            return known[max(known)] if known and self.kind is LineKind.ARGUMENT else None
        if int(word) in known:
            self.line.take(free[:1])
            return known[int(word)]
        there = f"only {', '.join(map(str, sorted(known)))}" if known else "none is filed yet"
        self.line.leave(free[:1], f"there is no option {word}, {there}; put words before a number that is none")
        return None

    def _came_back(self) -> DueDissent | None:
        """Take the number of the dissent that is answered; without one it is the only one that nobody answered."""
        if self.kind is not LineKind.SINCE:
            return None
        known = {one.number: one for one in self.around.due}
        free = self.line.free()
        word = self.line.bare(free[0]) if free else ""
        if _NUMBER.fullmatch(word) and int(word) in known:
            self.line.take(free[:1])
            return known[int(word)]
        open_ones = [one for one in self.around.due if not one.is_answered] or list(self.around.due)
        if len(open_ones) == 1 and not _NUMBER.fullmatch(word):
            return open_ones[0]
        self.line.problems.append(which_dissent(known.values(), word if _NUMBER.fullmatch(word) else ""))
        return None

    def _rest_of(self, typed: Typed) -> Typed:
        """Read what only some lines have: which side, how it was decided, how it turned out, when to look again."""
        if self.kind is LineKind.ARGUMENT:
            return replace(typed, is_for=self.key == _FOR)
        if self.kind is LineKind.DECISION:
            how, text = decided(typed.text, keeps=typed.option is None)
            return replace(typed, decided_by=how, text=text)
        if self.kind is LineKind.DISSENT:
            tells, text = may_tell(typed.text)
            if tells and not self.around.about:
                self.line.problems.append("may tell: this item is about nobody, so there is nobody to tell")
            return self._looked_again(replace(typed, may_tell=tells, text=text))
        return self._since(typed) if self.kind is LineKind.SINCE else typed

    def _looked_again(self, typed: Typed) -> Typed:
        day, text, problem = look_again(typed.text, self.around.today, self.around.conference)
        self.line.problems += [problem] if problem else []
        return replace(typed, look_again_on=day, text=text)

    def _since(self, typed: Typed) -> Typed:
        """How it turned out; only what it is too early to say is looked at again."""
        how, text, problem = turned_out(typed.text)
        self.line.problems += [problem] if problem else []
        typed = replace(typed, turned_out=how, text=text)
        return self._looked_again(typed) if how is TurnedOut.EARLY else typed

    def _asks(self, text: str) -> tuple[str, ...]:
        asks = sensitive(text, is_about_somebody=bool(self.around.about))
        return (*asks, *(place_questions(text) if self.around.is_place_private else ()))
