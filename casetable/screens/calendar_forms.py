"""The one-line forms of the calendar of conferences and of closing days, and what each does."""

import re
from datetime import date, time

from casetable.errors import BadInput
from casetable.rules.dates import say_day_in
from casetable.screens.answers import find_person, take_date
from casetable.screens.forms import Errand, Form, Reading, Typed
from casetable.screens.load import Loaded
from casetable.values.conference import DayOff, Occurrence
from casetable.values.seat import Receipt, Seat
from casetable.words import CancelReason

_AT = re.compile(r"^(?:at )?(\d{1,2}):(\d{2})\b\s*")
REASONS = (
    ("h", "a holiday", CancelReason.HOLIDAY),
    ("a", "an agency is missing", CancelReason.AGENCY_MISSING),
    ("e", "an emergency", CancelReason.EMERGENCY),
)
ON_A_DAY = frozenset({"move meeting", "extra meeting"})
"""Forms that put a conference on a day."""
ASKED = ON_A_DAY | {"cancel meeting"}
"""Forms of what is never undone: a yes is asked for before."""


def _day_and_why(line: str, loaded: Loaded) -> tuple[date, time | None, str]:
    """Return the day, the time where one is said, and why."""
    to, rest = take_date(line, loaded.today, loaded.conference)
    if to is None:
        raise BadInput("To which day?", "fri 18 dec, +1w or 2026-12-18; perhaps at 10:00; then why.")
    match = _AT.match(rest)
    if match is None:
        return to, None, rest
    hour, minute = int(match[1]), int(match[2])
    if hour > 23 or minute > 59:
        raise BadInput(f"{match[0].strip()} is no time of day.", "Write it as 9:30 or 14:00.")
    return to, time(hour, minute), rest[match.end() :].strip()


def day_of(line: str, loaded: Loaded) -> date:
    """Return the day that a line of ``m`` or ``e`` names. Raises BadInput."""
    return _day_and_why(line, loaded)[0]


def _when(to: date, at: time | None, today: date) -> str:
    return say_day_in(to, today) + (f" at {at.hour}:{at.minute:02d}" if at is not None else "")


def move_form(one: Occurrence, loaded: Loaded) -> Form:
    """Return the form of ``m``: a day, perhaps a time, and why."""

    def read(typed: Typed) -> Reading:
        to, at, why = _day_and_why(typed.line, loaded)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.conference_calendar import move

            return move(seat, one.conference, to, why=why, at=at, seen=one.version)

        return Reading(f"Move it to {_when(to, at, loaded.today)}{f': {why}' if why else ''}", run)

    free = ", ".join(say_day_in(day, loaded.today) for day in one.instead)
    hint = f"Free for all: {free}. " if free else ""
    hint += "A day, perhaps at 10:00, then why."
    return Form("move meeting", f"move {say_day_in(one.on, loaded.today)} to", hint, read, answer=False)


def cancel_form(one: Occurrence, reason: CancelReason, loaded: Loaded) -> Form:
    """Return the form of ``x`` once the reason was chosen: a few words, or nothing."""

    def read(typed: Typed) -> Reading:
        why = typed.line.strip()

        def run(seat: Seat) -> Receipt:
            from casetable.actions.conference_calendar import cancel

            return cancel(seat, one.conference, reason, why=why, seen=one.version)

        return Reading(f"Cancel it, {reason.label}{f': {why}' if why else ''}", run)

    prompt = f"cancel {say_day_in(one.on, loaded.today)}"
    return Form("cancel meeting", prompt, f"Because of {reason.label}. A few words more, or Enter.", read, answer=False)


def extra_form(loaded: Loaded) -> Form:
    """Return the form of ``e``."""

    def read(typed: Typed) -> Reading:
        on, at, why = _day_and_why(typed.line, loaded)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.conference_calendar import call_extraordinary

            return call_extraordinary(seat, on, why=why, at=at)

        return Reading(f"Call a conference on {_when(on, at, loaded.today)}{f': {why}' if why else ''}", run)

    return Form(
        "extra meeting", "call one on", "A day, perhaps at 10:00, then why: fri 4 dec a unit", read, answer=False
    )


def reach_of(form: Form, one: Occurrence | None, loaded: Loaded) -> str:
    """Return how far a change of the calendar reaches, for the question before it."""
    count = len(loaded.agencies)
    after = {
        "move meeting": "Who said that they come is asked anew; moving it again is possible.",
        "cancel meeting": "Its items go on to the next one. m gives it a day again.",
        "extra meeting": "It stands besides the rule.",
    }[form.id]
    return f"{count} agencies are told, and their calendars follow. It is never undone. {after}"


def confirm(one: Occurrence) -> Errand:
    """Return the errand of ``y``."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference_calendar import confirm

        return confirm(seat, one.conference, seen=one.version)

    return run


def chair_form(one: Occurrence, loaded: Loaded) -> Form:
    """Return the form of ``h``: who chairs, and after a comma who stands in."""

    def read(typed: Typed) -> Reading:
        first, _, second = typed.line.partition(",")
        if not typed.line.strip():
            raise BadInput("Who chairs?", "A name; after a comma the deputy: omar, dana. nobody takes the name back.")
        chair, deputy = _named(first, loaded), _named(second.strip().removeprefix("deputy "), loaded)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.conference_calendar import name_chair

            person = chair[0] if chair else None
            stands_in = deputy[0] if deputy else None
            return name_chair(seat, person, deputy=stands_in, conference=one.conference, seen=one.version)

        said = [f"{chair[1]} chairs"] if chair else []
        said += [f"{deputy[1]} stands in"] if deputy else []
        return Reading(", ".join(said), run)

    start = ", ".join(part for part in (one.chair, one.deputy) if part) if one.chair else ""
    hint = "Who chairs, then after a comma who stands in: omar, dana"
    return Form(f"chair {one.conference}", "chair", hint, read, start=start, answer=False)


def _named(words: str, loaded: Loaded) -> tuple[str, str] | None:
    """Return the id and the name that words mean; None for no words, an empty id for nobody."""
    plain = words.strip()
    if not plain:
        return None
    if plain.casefold() in ("nobody", "none", "-", "–"):
        return "", "nobody"
    one = find_person(plain, loaded.people, loaded.me)
    return one.id, one.person


# closing days


def close_form(agency: str, loaded: Loaded) -> Form:
    """Return the form of ``a``: a day, and what it is called."""

    def read(typed: Typed) -> Reading:
        day, what = take_date(typed.line, loaded.today, loaded.conference)
        if day is None:
            raise BadInput("On which day?", "24 dec, 2026-12-24; then what it is called.")

        def run(seat: Seat) -> Receipt:
            from casetable.actions.agency_days import close_on

            return close_on(seat, agency, day, what)

        return Reading(f"{agency} is closed on {say_day_in(day, loaded.today)}{f': {what}' if what else ''}", run)

    return Form(
        f"close {agency}",
        f"{agency} is closed on",
        "A day, then what it is called: 24 dec office closed",
        read,
        answer=False,
    )


def place_form(agency: str) -> Form:
    """Return the form of ``e``: by the holidays of which place an agency is closed."""

    def read(typed: Typed) -> Reading:
        code = typed.line.strip()
        if not code:
            raise BadInput("Of which place?", "A country, or a place in it: US, US-CA, DE-BY. none for no holidays.")

        def run(seat: Seat) -> Receipt:
            from casetable.actions.agency_days import set_holidays

            return set_holidays(seat, agency, code)

        return Reading(f"{agency} keeps the public holidays of {code.upper()}", run)

    return Form(
        f"holidays {agency}",
        f"holidays of {agency}",
        "A country, or a place in it: US, US-CA. none",
        read,
        answer=False,
    )


def open_day(one: DayOff) -> Errand:
    """Return the errand that takes a closing day back."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.agency_days import open_on

        return open_on(seat, one.agency, one.on)

    return run
