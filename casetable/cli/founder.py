"""Which of the people in a set-up file sits here."""

import sys
from typing import TYPE_CHECKING

from casetable.cli.asked import asked
from casetable.cli.who import ask_who
from casetable.errors import BadInput
from casetable.values.partnership import Setup
from casetable.values.people import Person
from casetable.words import Role

if TYPE_CHECKING:
    from collections.abc import Sequence


def choose_me(setup: Setup) -> str:
    """The name of who sits here: --as, else whoever answers at the terminal; empty where nobody does."""
    from casetable.rules.names import find_misspelt, find_people

    people = _people(setup)
    words = asked().person
    if words is not None:
        found = find_people(words, people) or find_misspelt(words, people)
        if len(found) == 1:
            return found[0].person
        names = ", ".join(one.person for one in (found or people))
        raise BadInput(f"{words[:40]!r} is none of the people in the file, or several.", f"One of: {names}.")
    return ask_who(people).person if sys.stdin.isatty() else ""


def founder(setup: Setup) -> str:
    """Who founds a table when nobody said who they are: the first coordinator, else the first person."""
    return next((one.name for one in setup.people if Role.COORDINATOR in one.roles), setup.people[0].name)


def _people(setup: Setup) -> "Sequence[Person]":
    return tuple(
        Person(one.name, one.name, one.agency, one.roles, one.reports_to, one.mail, one.phone, None)
        for one in setup.people
    )
