"""When a quick-add line says a task is due: ``by thu``, ``2026-12-01``, ``+2w``, or a date as its last words."""

import re
from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import read_date
from casetable.rules.quickline import Line
from casetable.words import MONTH_NAMES, WEEKDAY_NAMES

Said = tuple[tuple[int, ...], date]
"""The places of the words that say a date, and the date."""

_LONGEST = 5
_MOST_SAID = 3


def _beginnings(names: tuple[str, ...]) -> str:
    """Return a pattern for every beginning of a name of at least three letters, the longest first."""
    found = {name[:length] for name in names for length in range(3, len(name) + 1)}
    return "(?:" + "|".join(sorted(found, key=len, reverse=True)) + ")"


_MONTH, _WEEKDAY = _beginnings(MONTH_NAMES), _beginnings(WEEKDAY_NAMES)
_NUMBER = r"\d+(?:st|nd|rd|th)?"
_ALONE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\+\d+[a-z]+", re.ASCII)
_MAY_BE_MINUTES = re.compile(r"\+\d+m", re.ASCII)
"""Months as a date, but in a line of words as easily minutes: read behind ``by`` only."""
_WORDS = re.compile(
    rf"next (?:conference|week|month|{_WEEKDAY})"
    r"|in (?:a|one|two|three|four|\d+) (?:day|week)s?|the \d+(?:st|nd|rd|th)|(?:the )?end of (?:the |this )?month"
    rf"|(?:{_WEEKDAY} )?(?:(?:the )?{_NUMBER} (?:of )?{_MONTH}|{_MONTH} {_NUMBER})(?: \d{{4}})?",
    re.ASCII,
)
_NUMBERS = re.compile(r"\d{1,2}[./]\d{1,2}(?:[./]\d+)?|\+\d+", re.ASCII)
_GOES_ON = frozenset({"week", "fortnight"})
"""Words behind a date that make it another one: ``friday week``."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.ASCII)
_NOT_AT_THE_END = re.compile(rf"conference|{_ORDINAL.pattern}", re.ASCII)
"""What is a date behind ``by`` only: at the end of the words it may be a place (``flat 3rd``)."""
_NO_DATE_AFTER_BY = frozenset(
    {"phone", "mail", "email", "e-mail", "post", "letter", "text", "bus", "train", "car", "foot", "hand"}
) | frozenset({"themselves", "herself", "himself"})
"""Nouns that make ``by`` a means and no date."""
_NO_DATE_BEFORE_BY = frozenset(
    {"stand", "standing", "stop", "stopping", "drop", "dropping", "swing", "pass", "come", "go", "seen", "done"}
) | frozenset({"made", "sent", "given", "taken", "written", "driven", "drawn", "run", "led", "held", "paid"})
"""Words besides those in ``-ed`` that make ``by`` part of what is done: ``stand by``, ``seen by``."""
_SAYS_WHEN = re.compile(
    rf"\W*\d.*|{_WEEKDAY}|{_MONTH}|yesterday|to(?:day|night|morrow)|(?:mid)?night|noon|midday|lunch(?:time)?"
    r"|morning|afternoon|evening|weekend|days?|weeks?|fortnight|months?|quarter|years?|end|eo[dwmq]|cob|next|this"
    r"|last|soon|asap|now|then|later|latest|spring|summer|autumn|winter|christmas|easter|thanksgiving|conference",
    re.ASCII,
)
"""Words that tell a time: behind ``by`` they are a date that cannot be read."""
_PART_OF_THE_DATE = frozenset({"on", "due"})
_PART_OF_THE_WORDS = frozenset(
    {"for", "before", "until", "till", "after", "since", "from", "to", "of", "by"}
) | frozenset({"and", "or", "last", "next", "this", "every", "each", "dated"})


def read_due(line: Line, today: date, conference: date | None) -> date | None:
    """Take the due date out of the line; None when none is said or it cannot be read (then a problem says so)."""
    problems = len(line.problems)
    said = _after_by(line, today, conference)
    if not said and len(line.problems) == problems:
        said = _anywhere(line, today)
    if not said and len(line.problems) == problems:
        said = _at_the_end(line, today, conference)
    if not said and len(line.problems) == problems:
        _refuse_leftovers(line)
    if len({day for _, day in said}) > 1:
        line.leave([place for places, _ in said for place in places], "two dates are said; a task has one")
        return None
    for places, _ in said:
        line.take(places)
    return said[0][1] if said else None


def _after_by(line: Line, today: date, conference: date | None) -> list[Said]:
    """Read every ``by DATE``; what only looks like a date is left with a problem, other words are just words."""
    said: list[Said] = []
    for index in line.free():
        if line.words[index].lower() != "by" or not line.is_free(index):
            continue
        run = _run(line, index + 1)
        for length in range(len(run), 0, -1):
            phrase = _phrase(line, run[:length])
            try:
                day = read_date(phrase, today, conference)
            except BadInput as refusal:
                if not any(looks.fullmatch(phrase) for looks in (_WORDS, _ALONE, _NUMBERS)):
                    continue
                line.leave((index, *run[:length]), f"by {phrase}: {_lower(refusal.sentence)}")
                break
            if _phrase(line, run[length : length + 1]) in _GOES_ON:
                whole = _phrase(line, run[: length + 1])
                line.leave((index, *run[: length + 1]), f"by {whole}: no date that can be read; say +2w or 1 dec")
            else:
                said.append(((index, *run[:length]), day))
            break
    return said


def _refuse_leftovers(line: Line) -> None:
    """Note each ``by WORDS`` that may be meant as a date: no other date is said, so it would be lost silently."""
    for index in line.free():
        run = _run(line, index + 1)[:_MOST_SAID]
        if line.bare(index).lower().lstrip("(") != "by" or not run:
            continue
        said = " ".join(line.bare(place) for place in run)
        words = said.lower().split()
        before = line.bare(index - 1).lower() if index and line.is_free(index - 1) else ""
        is_means = words[0] in _NO_DATE_AFTER_BY or (words[0].endswith("ing") and not _SAYS_WHEN.fullmatch(words[0]))
        is_doing = before in _NO_DATE_BEFORE_BY or before.endswith("ed")
        says_when = any(_SAYS_WHEN.fullmatch(word) for word in words)
        if not is_means and (says_when or not is_doing):
            line.leave((index, *run), f"by {said}: no date that can be read; say one, such as by fri")


def _anywhere(line: Line, today: date) -> list[Said]:
    """Read dates that cannot be other words, wherever they stand: ``2026-12-01``, ``+2w``."""
    said: list[Said] = []
    for index in line.free():
        phrase = line.bare(index).lower()
        if _ALONE.fullmatch(phrase) and (places := _with_preposition(line, (index,))):
            try:
                if _MAY_BE_MINUTES.fullmatch(phrase):
                    raise BadInput(f"'{phrase}' is no date that can be read.")
                said.append((places, read_date(phrase, today)))
            except BadInput as refusal:
                line.leave(places, _lower(refusal.sentence))
    return said


def _at_the_end(line: Line, today: date, conference: date | None) -> list[Said]:
    """Read a date as the last plain words; behind it may stand only tokens."""
    end = line.end_of_words()
    run: list[int] = []
    while len(run) < _LONGEST and end - 1 - len(run) >= 0 and line.is_free(end - 1 - len(run)):
        run.insert(0, end - 1 - len(run))
    for start in range(len(run)):
        phrase = _phrase(line, run[start:])
        places = _with_preposition(line, tuple(run[start:]))
        if _NOT_AT_THE_END.fullmatch(phrase):
            continue
        try:
            day = read_date(phrase, today, conference)
        except BadInput as refusal:
            if not _WORDS.fullmatch(phrase):
                continue
            if places:
                line.leave(places, f"{phrase}: {_lower(refusal.sentence)}")
            return []
        return [(places, day)] if places else []
    return []


def _with_preposition(line: Line, places: tuple[int, ...]) -> tuple[int, ...]:
    """Return the places with an ``on`` before them; nothing when the word before makes the date part of the text."""
    before = places[0] - 1
    word = line.words[before].lower() if before >= 0 and line.is_free(before) else ""
    if word in _PART_OF_THE_WORDS:
        return ()
    return (before, *places) if word in _PART_OF_THE_DATE else places


def _run(line: Line, start: int) -> list[int]:
    run: list[int] = []
    while len(run) < _LONGEST and line.is_free(start + len(run)):
        run.append(start + len(run))
    return run


def _phrase(line: Line, places: list[int]) -> str:
    return " ".join(line.bare(place) for place in places).lower()


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
