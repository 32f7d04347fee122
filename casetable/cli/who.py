"""Who sits here: said, remembered, or asked once."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from casetable.cli.asked import Asked
from casetable.cli.config import remember, who_sits_at
from casetable.cli.say import shown
from casetable.errors import BadInput
from casetable.words import CLOCK

if TYPE_CHECKING:
    from casetable.seat import Clock, Table
    from casetable.values.people import Person

TRIES = 3


def who_sits(table: "Table", where: str, options: Asked, clock: "Clock", *, may_ask: bool = True) -> str:
    """The id of who sits here: --as, else who is remembered, else (if it ``may_ask``) whoever answers at the terminal.

    Raises BadInput for somebody unknown, and where nobody is known and nobody can be asked.
    """
    from casetable.queries.people import people, person

    reader = table.seat(CLOCK, clock)
    if options.person is not None:
        return person(reader, options.person).id
    name = who_sits_at(where)
    everybody = people(reader)
    for one in everybody:
        if name and one.person == name:
            return one.id
    if not may_ask or not sys.stdin.isatty():
        names = ", ".join(one.person for one in everybody)
        raise BadInput("It is not known who sits here.", f"Say it: --as PERSON. At the table: {names}.")
    one = ask_who(everybody)
    remember(where, one.person)
    return one.id


def ask_who(everybody: "Sequence[Person]") -> "Person":
    """Ask at the terminal which of these people sits here. Raises BadInput after three tries."""
    from casetable.rules.names import find_misspelt, find_people

    lines = [f"  {number:>2}  {one.person}, {one.agency}" for number, one in enumerate(everybody, 1)]
    print(shown("\n".join(["Who sits here?", *lines])), file=sys.stderr)
    for _ in range(TRIES):
        print("A name or a number: ", end="", file=sys.stderr, flush=True)
        words = sys.stdin.readline()
        if not words:
            break
        typed = words.strip()
        if typed.isdecimal() and 1 <= int(typed) <= len(everybody):
            return everybody[int(typed) - 1]
        found = find_people(typed, everybody) or find_misspelt(typed, everybody)
        if len(found) == 1:
            return found[0]
        print(shown(f"Which one is {typed[:40]!r}?"), file=sys.stderr)
    raise BadInput("It is not known who sits here.", "Say it: --as PERSON.")
