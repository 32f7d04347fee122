"""casetable conference reword, strike: a line that was filed wrongly is put right while the room sits."""

from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.options import Words
from casetable.cli.room_now import room_now
from casetable.cli.sitting import at_table
from casetable.cli.tell import tell_receipt_alone
from casetable.errors import BadInput, NotFound

if TYPE_CHECKING:
    from casetable.values.conference import FiledLine, Room

Place = Annotated[
    str, typer.Argument(metavar="LINE", help="Its number, as conference show says it.", show_default=False)
]


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable conference``."""
    group.command("reword")(reword)
    group.command("strike")(strike)


def reword(line: Place, words: Words) -> None:
    """Put a filed line in other words.

    Example: casetable conference reword 2 "28-day rule starts again"
    """
    from casetable.actions import conference

    with at_table() as sitting:
        chosen = _line(room_now(sitting), line)
        tell_receipt_alone(conference.reword(sitting.seat(), chosen.id, " ".join(words), chosen.version))


def strike(line: Place) -> None:
    """Take a filed line out again; undo brings it back.

    Example: casetable conference strike 2
    """
    from casetable.actions import conference

    with at_table() as sitting:
        chosen = _line(room_now(sitting), line)
        tell_receipt_alone(conference.strike(sitting.seat(), chosen.id, chosen.version))


def _line(room: "Room", place: str) -> "FiledLine":
    """The filed line of that number, first those of the open item, then the parking lot. Raises BadInput, NotFound."""
    lines = (*room.lines, *room.parked)
    if not (place.isascii() and place.isdecimal()):
        raise BadInput(f"{place[:40]!r} is no line's number.", "casetable conference show numbers them.")
    if not 1 <= int(place) <= len(lines):
        there = f"There are {len(lines)}." if lines else "Nothing is filed here yet."
        raise NotFound(f"There is no line {place} here. {there}", "casetable conference show numbers them.")
    return lines[int(place) - 1]
