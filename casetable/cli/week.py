"""casetable week: the board, my list, my case-note lines."""

from typing import Annotated

import typer

from casetable.cli.asked import asked
from casetable.cli.say import draws_unicode, out, out_json, talk
from casetable.cli.sitting import Sitting, at_table

Which = Annotated[
    str | None, typer.Argument(metavar="WEEK", help="2026-W48, 48, next or last; else this week.", show_default=False)
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("week")(week)


def week(
    which: Which = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only what is mine or asked by me.")] = False,
    as_notes: Annotated[bool, typer.Option("--as-notes", help="My dated case-note lines, ready to paste.")] = False,
) -> None:
    """Print a week: the board, my list or my case-note lines.

    Example: casetable week --mine --as-notes
    """
    from casetable.cli.open import print_board

    with at_table() as sitting:
        if as_notes:
            _notes(sitting, which)
        elif mine:
            _mine(sitting, which)
        else:
            print_board(sitting, which)


def _mine(sitting: Sitting, which: str | None) -> None:
    from casetable.cli.board import my_list
    from casetable.exchange.as_json import task_json
    from casetable.queries import week as weeks

    seat = sitting.seat()
    tasks = weeks.my_tasks(seat, which)
    if asked().json:
        out_json([task_json(task) for task in tasks])
    else:
        out(my_list(weeks.week(seat, which), tasks, seat.name, seat.agency, unicode=draws_unicode()))


def _notes(sitting: Sitting, which: str | None) -> None:
    from casetable.exchange.as_json import note_json
    from casetable.queries.week import notes
    from casetable.rules.week import note_line

    lines = notes(sitting.seat(), which)
    if asked().json:
        out_json([note_json(line) for line in lines])
    elif lines:
        out("\n".join(note_line(line) for line in lines))
    else:
        talk('No contact and no done work is written down for that week: casetable task log 318 "phoned" --contact')
