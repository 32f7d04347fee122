"""casetable init and casetable demo: a new table, or the sample."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from casetable.cli.asked import ask_for, asked
from casetable.cli.config import remember
from casetable.cli.own_files import read_words, write_new
from casetable.cli.say import is_terminal, out, talk
from casetable.cli.sitting import clock_on, today_without_table
from casetable.cli.tell import tell_receipt_alone
from casetable.errors import BadInput
from casetable.words import AgreementKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from casetable.screens.setup import SetupResult
    from casetable.values.partnership import Setup
    from casetable.values.seat import Receipt


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("demo")(demo)
    app.command("init")(init)


def demo(
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="PATH", help="Keep the sample at this path or postgresql:// URL.")
    ] = None,
    running: Annotated[
        bool, typer.Option("--running", help="On the day of its next conference, which is in session.")
    ] = False,
) -> None:
    """Open the sample partnership; it is thrown away on exit.

    Example: casetable demo --on 2026-11-23 --as omar

    Where nobody sits at a terminal, its board is printed; with --running the room of its conference.
    """
    if keep is not None:
        _open_sample(keep if "://" in keep else str(Path(keep).expanduser()), kept=True, running=running)
        return
    with tempfile.TemporaryDirectory(prefix="casetable-demo-") as folder:
        _open_sample(str(Path(folder) / "sample.casetable"), kept=False, running=running)


def init(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="A partnership.toml.", show_default=False)] = None,
    template: Annotated[
        AgreementKind | None, typer.Option("--template", help="Write a commented file to fill in, and found nothing.")
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Where the template goes.")] = None,
) -> None:
    """Found a new partnership, from a file or twelve questions.

    Example: casetable init partnership.toml

    A file to fill in: casetable init --template handshake --to partnership.toml
    """
    if template is not None:
        _write_template(template, to)
    elif to is not None:
        raise BadInput("--to says where a template goes.", "Add --template mou or --template handshake.")
    elif file is not None:
        _found_from(file)
    elif is_terminal():
        _found_from_screen()
    else:
        raise BadInput(
            "Where nobody sits at a terminal, casetable init needs a file.",
            "casetable init --template handshake --to partnership.toml writes one to fill in.",
        )


def _open_sample(where: str, *, kept: bool, running: bool) -> None:
    from casetable.cli.conference_room import show
    from casetable.cli.open import open_or_print

    talk("Making the sample …")
    name = _sample_in_session(where) if running else _sample(where)
    if kept:
        remember(where, name)
        on = f" --on {asked().on}" if running else ""
        talk(f"The sample stays at {where}: casetable --table {where}{on}")
    if running and not is_terminal():
        show()
        return
    code = open_or_print()
    if code:
        raise typer.Exit(code)


def _sample(where: str) -> str:
    """Make the sample, and let this command line mean it; returns the name of who sits there."""
    from casetable.jobs.sample import make_sample

    name = make_sample(where, on=_day_asked())
    ask_for(replace(asked(), table=where, person=asked().person or name))
    return name


def _sample_in_session(where: str) -> str:
    """The same in the midst of its conference: the clock goes on from where its story stops."""
    from casetable.jobs.sample import make_running

    made = make_running(where, on=_day_asked())
    options = replace(asked(), table=where, person=asked().person or made.sits_here)
    ask_for(replace(options, on=_to_the_minute(made.at, made.zone), began_at=made.at))
    return made.sits_here


def _to_the_minute(at: "datetime", zone: str) -> str:
    """What --on is given so that it is not before that instant: ``2026-12-11T09:39``, wall time in the zone."""
    return (at + timedelta(seconds=59)).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def _day_asked() -> "date | None":
    return None if asked().on is None else today_without_table()


def _write_template(kind: AgreementKind, to: Path | None) -> None:
    from casetable.exchange.partnership import template

    if to is None:
        out(template(kind).rstrip("\n"))
        return
    write_new(to.expanduser(), template(kind))
    talk(f"{to} is written. Fill it in, then: casetable init {to}")


def _found_from(file: Path) -> None:
    from casetable.cli.founder import choose_me
    from casetable.exchange.partnership import read_setup

    words = read_words(file, hint=f"casetable init --template handshake --to {file} writes one.")
    setup = read_setup(words, file.name)
    _found(setup, choose_me(setup))


def _found_from_screen() -> None:
    from casetable.actions.partnership import check_place
    from casetable.screens.setup import SetupApp

    where = asked().where()
    check_place(where)
    founding = _Founding(where)
    screen = SetupApp(finish=founding.found)
    result = screen.run()
    if founding.file is not None:
        talk(f"Your answers are in {founding.file}.")
    if screen.return_code:
        raise typer.Exit(screen.return_code)
    if result is None or founding.receipt is None:
        talk("Nothing was made.")
        raise typer.Exit(1)
    _say_founded(result.setup, result.me, founding.receipt)


class _Founding:
    """What becomes of the answers while their screen still stands: a file that keeps them, then a table."""

    def __init__(self, where: str) -> None:
        self._folder = Path.cwd() if "://" in where else Path(where).expanduser().absolute().parent
        self.file: Path | None = None
        self.receipt: Receipt | None = None

    def found(self, result: "SetupResult") -> None:
        """Keep the answers, those of an earlier attempt no longer, and found the table."""
        from casetable.exchange.partnership import write_setup

        file = _free_name(self._folder)
        write_new(file, write_setup(result.setup))
        if self.file is not None:
            file.replace(self.file)
            file = self.file
        self.file = file
        self.receipt = _make(result.setup, result.me)


def _found(setup: "Setup", me: str) -> None:
    _say_founded(setup, me, _make(setup, me))


def _make(setup: "Setup", me: str) -> "Receipt":
    from casetable.actions.partnership import found
    from casetable.cli.founder import founder

    return found(asked().where(), setup, by=me or founder(setup), clock=clock_on(asked(), setup.zone))


def _say_founded(setup: "Setup", me: str, receipt: "Receipt") -> None:
    from casetable.rules.partnership import warnings

    for warning in warnings(setup):
        talk(warning)
    tell_receipt_alone(receipt)
    if setup.kind is AgreementKind.HANDSHAKE:
        talk("Its handshake applies from today: casetable agreement show says how it stands, in the app the key 4.")
    else:
        talk("Its agreement is a draft: casetable agreement show says what is next; in the app key 4.")
    if me:
        remember(asked().where(), me)
        talk(f"On this computer you are {me}. casetable opens the table.")
    else:
        talk("Who you are was not said: --as PERSON says it each time.")


def _free_name(folder: Path) -> Path:
    number = 1
    while True:
        file = folder / ("partnership.toml" if number == 1 else f"partnership-{number}.toml")
        if not file.exists():
            return file
        number += 1
