"""casetable conference scribe: the whole capture line for a terminal that is read aloud, and for a file of lines."""

import sys

import typer

from casetable.cli.asked import asked
from casetable.cli.conference_file import Filing, lines_from_stdin
from casetable.cli.room_now import gone_on, room_now
from casetable.cli.say import talk
from casetable.cli.sitting import at_table
from casetable.errors import BadInput, Refused

READ_BACK = "y"
"""The line that reads the open item's actions back."""


def add_to(group: typer.Typer) -> None:
    """Add the command to ``casetable conference``."""
    group.command("scribe")(scribe)


def scribe() -> None:
    """Read lines of every kind from stdin; an empty line goes on.

    Example: casetable conference scribe

    A line begins with what it is: o option, + and - arguments, v decision, ! dissent, h what happened since one, a
    action, k parked, s their words, n no words, t what they are asked. y alone reads the actions back. An empty line
    goes on to the next phase, after the last to the next item. Each is answered with one plain sentence; what is
    refused is said, and the rest goes on.
    """
    with at_table() as sitting:
        filing = Filing(sitting)
        _say_where(filing)
        for line in lines_from_stdin():
            try:
                _do(filing, line)
            except (Refused, BadInput) as error:
                filing.refuse(line, error)
        filing.end()


def _do(filing: Filing, line: str) -> None:
    from casetable.actions import conference

    sitting = filing.sitting
    if line and line.casefold() != READ_BACK:
        filing.file(line)
        return
    receipt = conference.read_back(sitting.seat()) if line else gone_on(sitting)
    filing.moved()
    filing.done.append({"sentence": receipt.sentence, "ref": receipt.ref, "filed": True})
    filing.say(receipt.sentence)


def _say_where(filing: Filing) -> None:
    """Say once where the room is, to whoever sits there."""
    from casetable.cli.room_words import where_words

    if sys.stdin.isatty() and not asked().json:
        talk(where_words(room_now(filing.sitting)))
