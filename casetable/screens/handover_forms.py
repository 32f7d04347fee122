"""The lines of a handover: who takes one thing, who takes the rest, which day is the last. Nothing is saved by them."""

from casetable.errors import BadInput
from casetable.rules.dates import say_day_in
from casetable.rules.past_dates import read_past_date
from casetable.screens.answers import somebody_here, take_person
from casetable.screens.cell import cut
from casetable.screens.forms import Form, Reading, Typed
from casetable.screens.handover_lines import Bundle, becomes
from casetable.screens.load import Loaded
from casetable.screens.people_forms import NOBODY
from casetable.values.people import Person
from casetable.values.seat import Receipt, Seat

LAST_DAY = "last day"
"""Under which name the last day is kept beside what was chosen."""
REST = "rest"
"""Under which name it is kept who takes what was given to nobody by itself."""
_LONGEST_PROMPT = 24


class Chosen:
    """What a line chose, in the place of an errand: ``value`` for each of ``keys``, empty for nobody."""

    def __init__(self, keys: tuple[str, ...], value: str) -> None:
        self.keys = keys
        self.value = value

    def __call__(self, seat: Seat) -> Receipt:
        """Do nothing: it is kept until they leave."""
        return Receipt("")


def hand_form(leaver: Person, one: Bundle, loaded: Loaded) -> Form:
    """Return the form that asks who takes what is under the cursor."""

    def read(typed: Typed) -> Reading:
        taker = _taker(typed.line, leaver, loaded)
        said = f"{one.words}: {becomes(one.first, taker, leaver.agency)}"
        return Reading(said, Chosen(one.keys, taker.id if taker is not None else ""))

    prompt = f"{cut(one.words, _LONGEST_PROMPT)} to"
    return Form(f"hand {one.key} {leaver.id}", prompt, _hint(leaver, loaded), read, answer=False)


def rest_form(leaver: Person, count: int, loaded: Loaded) -> Form:
    """Return the form that asks who takes everything that was given to nobody by itself: ``count`` things."""
    things = "1 thing" if count == 1 else f"{count} things"

    def read(typed: Typed) -> Reading:
        taker = _taker(typed.line, leaver, loaded)
        if taker is None:
            return Reading(f"{things} unassigned.", Chosen((REST,), ""))
        said = f"{taker.person}, {taker.agency}, takes {things}: what may not go to them stays unassigned."
        return Reading(said, Chosen((REST,), taker.id))

    return Form(f"hand rest {leaver.id}", f"{things} to", _hint(leaver, loaded), read, answer=False)


def _example(leaver: Person, loaded: Loaded) -> str:
    return somebody_here(loaded.people, leaver.agency, (leaver.id,))


def _hint(leaver: Person, loaded: Loaded) -> str:
    return f"{_example(leaver, loaded)}; or nobody: it stays unassigned"


def last_day_form(leaver: Person, loaded: Loaded) -> Form:
    """Return the form that asks for the last day at the table: one that has come."""

    def read(typed: Typed) -> Reading:
        day = read_past_date(typed.line, loaded.today)
        if day > loaded.today:
            later = "Leaving is written down on the day or after it. Until then A says that they are away."
            raise BadInput(f"{say_day_in(day, loaded.today)} is still to come.", later)
        said = f"The last day of {leaver.person} is {say_day_in(day, loaded.today)}."
        return Reading(said, Chosen((LAST_DAY,), day.isoformat()))

    hint = "today, or a day that has passed: fri, 20 nov"
    return Form(f"last day {leaver.id}", "last day", hint, read, answer=False)


def _taker(line: str, leaver: Person, loaded: Loaded) -> Person | None:
    """Return whom a line names; None for nobody. Raises BadInput for anything else."""
    if line.strip().casefold() in NOBODY:
        return None
    others = tuple(one for one in loaded.people if one.id != leaver.id)
    person, rest = take_person(line, others, loaded.me)
    if rest:
        raise BadInput(f"{rest!r} is not read here.", f"A name is enough: {_example(leaver, loaded)}")
    return person
