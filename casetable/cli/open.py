"""Opening the app; where nobody sits at a terminal, this week's board in plain lines."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from casetable.cli.asked import asked
from casetable.cli.config import settings, who_sits_at
from casetable.cli.failing import note_failure
from casetable.cli.say import complain, draws_unicode, is_terminal, out, out_json, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.errors import CasetableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from casetable.screens.load import Loaded
    from casetable.seat import Clock, Table
    from casetable.values.seat import Seat


def open_or_print() -> int:
    """Open the app at the table, or without a terminal, or with --json, print the board; return the exit code."""
    opens = is_terminal() and not asked().json
    if opens and _knows_where_and_who():
        code = _open_behind_the_frame()
        if code is not None:
            return code
    with at_table() as sitting:
        if opens:
            return _open(sitting.table, sitting.person, sitting.clock)
        if asked().on is None:
            let_the_clock_speak(sitting)
        print_board(sitting)
    return 0


def _knows_where_and_who() -> bool:
    """Nothing has to be asked or refused before the app, as far as can be told without opening the table."""
    where = asked().where()
    return ("://" in where or _is_file(where)) and bool(asked().person or who_sits_at(where))


def _is_file(where: str) -> bool:
    try:
        return Path(where).expanduser().is_file()
    except (OSError, RuntimeError, ValueError):
        return False


def _open_behind_the_frame() -> int | None:
    """Open the app, and the table once its frame stands. None where that fails: the long way says or asks why."""
    from casetable.cli.ahead import Ahead, worth_it
    from casetable.cli.late import LateTable

    late = LateTable(lambda: at_table(only_looks=True))
    ahead = Ahead() if worth_it() else None

    def glance() -> "Loaded | None":
        found = ahead.take() if ahead is not None else None
        if found is not None:
            late.partnership = found[0]
        return found[1] if found is not None else None

    try:
        code = _open(cast("Table", late), "", late.clock, glance)
    finally:
        if ahead is not None:
            ahead.end()
        late.close()
    return None if late.failed else code


def _open(table: "Table", person: str, clock: "Clock", glance: "Callable[[], Loaded | None] | None" = None) -> int:
    """Run the app, which lets the clock speak itself, and return its exit code."""
    from casetable.screens.app import CasetableApp

    app = CasetableApp(table, person, clock, settings(), glance)
    app.minds_the_clock = asked().on is None
    app.run()
    if app.failure is not None:
        note_failure(app.failure)
    return app.return_code or 0


def let_the_clock_speak(sitting: Sitting) -> None:
    """Apply what time brought about, and say so; where that fails, say why and go on."""
    from casetable.cli.tell import may_be_told
    from casetable.jobs.tick import tick

    try:
        for receipt in may_be_told(sitting, tick(sitting.table, sitting.clock)):
            talk(receipt.sentence)
    except CasetableError as error:
        complain(error)


def print_board(sitting: Sitting, which: str | None = None) -> None:
    """Print one week's board (default: this week's)."""
    from casetable.queries.week import week

    seat = sitting.seat()
    found = week(seat, which)
    if asked().json:
        from casetable.exchange.as_json import week_json

        out_json(week_json(found))
    else:
        from casetable.cli.board import board

        out(board(found, seat.name, seat.agency, unicode=draws_unicode()))
        remind_of_backup(seat)
    if asked().on is None:
        from casetable.cli.tell import tell_of_the_clock

        tell_of_the_clock(seat)


def remind_of_backup(seat: "Seat") -> None:
    """Tell the coordinator when a backup is overdue."""
    from casetable.queries.backups import reminder

    if words := reminder(seat):
        talk(f"{words[0].upper()}{words[1:]}: casetable backup makes one.")
