"""What is refused about one person before anything is typed, with the reason."""

from casetable.rules.dates import say_day
from casetable.rules.people import why_no_appointing, why_no_leaving, why_no_roles
from casetable.rules.permissions import why_not
from casetable.screens.hints import in_keys
from casetable.screens.load import Loaded
from casetable.values.people import Person
from casetable.words import Role

_OTHERS = {
    "person-edit": "person.edit_other",
    "person-away": "person.away_other",
    "person-back": "person.away_other",
}
"""Commands that everybody has for themselves, and the action that it is about somebody else."""
_OF_WHO_IS_HERE = frozenset({*_OTHERS, "person-roles", "person-appoint", "person-leave"})


def why_not_this(command: str, one: Person, loaded: Loaded) -> tuple[str, str]:
    """Return why a command is not for this person from this seat, and what to do instead; empty when it is."""
    own = one.id == loaded.me
    if one.left_on is not None and command in _OF_WHO_IS_HERE:
        return f"{one.person} left on {say_day(one.left_on)}.", "enter shows what nobody took over."
    if command in _OTHERS and not own:
        return why_not(loaded.seat.roles, _OTHERS[command]), ""
    if command == "person-back" and one.away_until is None:
        return f"{one.person} is not away.", ""
    if command == "person-roles":
        return _in_keys(why_no_roles(own=own))
    if command == "person-appoint":
        return _in_keys(why_no_appointing(own=own, name=one.person, roles=one.roles))
    if command in ("person-leave", "hand-over"):
        return _in_keys(why_no_leaving(own=own, others=coordinators(loaded, but=one)))
    return "", ""


def coordinators(loaded: Loaded, *, but: Person) -> tuple[str, ...]:
    """Return the names of the coordinators, without one person."""
    return tuple(each.person for each in loaded.people if Role.COORDINATOR in each.roles and each.id != but.id)


def _in_keys(refused: tuple[str, str]) -> tuple[str, str]:
    sentence, hint = refused
    return sentence, in_keys(hint)
