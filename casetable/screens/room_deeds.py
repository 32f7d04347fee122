"""What the keys of the room have done at a seat, in a worker thread: each is one action of the conference."""

from collections.abc import Sequence

from casetable.screens.forms import Errand
from casetable.values.conference import AgendaItem, FiledLine
from casetable.values.seat import Receipt, Seat
from casetable.words import Phase


def advance(item: AgendaItem) -> Errand:
    """Go on from the phase that was seen."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import advance

        return advance(seat, item.id or "", item.phase or Phase.ROOM)

    return run


def read_back(item: AgendaItem) -> Errand:
    """Read the actions of an item back."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import read_back

        return read_back(seat, item.id or "")

    return run


def attend(people: Sequence[str], *, late: bool) -> Errand:
    """Note people (ids) as here."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import attend

        return attend(seat, people, late=late)

    return run


def step_out(attendance: str) -> Errand:
    """Note that somebody left, by the id of their attendance."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import step_out

        return step_out(seat, attendance)

    return run


def person(here: bool) -> Errand:
    """Note that a participant is in the room, or no longer."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import person_present

        return person_present(seat, here)

    return run


def strike(line: FiledLine) -> Errand:
    """Take a filed line back."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import strike

        return strike(seat, line.id, line.version)

    return run


def take_back(seat: Seat) -> Receipt:
    """Take back one's own newest change."""
    from casetable.actions.history import undo

    return undo(seat)


def accept(seat: Seat) -> Receipt:
    """Everybody accepts the opening line."""
    from casetable.actions.conference import accept_opening

    return accept_opening(seat)


def recess(seat: Seat) -> Receipt:
    """Rest."""
    from casetable.actions.conference import recess

    return recess(seat)


def resume(seat: Seat) -> Receipt:
    """Go on after a recess."""
    from casetable.actions.conference import resume

    return resume(seat)


def shave(seat: Seat) -> Receipt:
    """Shave the items to come."""
    from casetable.actions.conference import shave

    return shave(seat)


def close(seat: Seat) -> Receipt:
    """Close the conference."""
    from casetable.actions.conference import close_conference

    return close_conference(seat)
