"""Opening the app; where nobody sits at a terminal, this week's board in plain lines."""

import typer

from casetable.cli.asked import asked
from casetable.cli.config import settings
from casetable.cli.say import complain, draws_unicode, out, out_json, talk
from casetable.cli.sitting import Sitting, at_table, is_terminal
from casetable.cli.tell import may_be_told
from casetable.errors import CasetableError


def open_or_print() -> None:
    """Open the app at the table; without a terminal, or with --json, print the board."""
    with at_table() as sitting:
        if is_terminal() and not asked().json:
            open_app(sitting)
            return
        if asked().on is None:
            let_the_clock_speak(sitting)
        print_board(sitting)


def open_app(sitting: Sitting) -> None:
    """Open the app, which lets the clock speak itself; leave with its exit code."""
    from casetable.screens.app import CasetableApp

    app = CasetableApp(sitting.table, sitting.person, sitting.clock, settings())
    app.run()
    if app.return_code:
        raise typer.Exit(app.return_code)


def let_the_clock_speak(sitting: Sitting) -> None:
    """Apply what time brought about, and say so; where that fails, say why and go on."""
    from casetable.jobs.tick import tick

    try:
        for receipt in may_be_told(sitting, tick(sitting.table, sitting.clock)):
            talk(receipt.sentence)
    except CasetableError as error:
        complain(error)


def print_board(sitting: Sitting, which: str | None = None) -> None:
    """Print one week's board (default: this week's)."""
    from casetable.cli.board import board
    from casetable.cli.formats import week_json
    from casetable.queries.week import week

    seat = sitting.seat()
    found = week(seat, which)
    if asked().json:
        out_json(week_json(found))
    else:
        out(board(found, seat.name, seat.agency, unicode=draws_unicode()))
