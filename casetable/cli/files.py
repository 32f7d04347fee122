"""The table's files: backup, restore, and where everything is."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.ask import ask_yes
from casetable.cli.asked import asked
from casetable.cli.progress import Meter
from casetable.cli.say import is_terminal, out, out_json, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.errors import BadInput, Refused
from casetable.words import CLOCK

if TYPE_CHECKING:
    from casetable.values.backups import BackupMade, Contents, RestoreMade, Stands


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (backup, restore, where):
        app.command(command.__name__)(command)


def backup(
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FOLDER", help="Where it goes (else beside the table, in backups).", show_default=False
        ),
    ] = None,
) -> None:
    """Copy the whole table to a file, checked, while others work.

    Example: casetable backup --to /media/usb/casetable

    The copy holds everything that anybody wrote, and is as confidential as the table.

    Never copy a table in use with cp: its newest changes stand in the -wal beside it.
    """
    from casetable.jobs.backups import make_backup

    if to == "":
        raise BadInput("--to names no folder.", "Leave it out, and the backup goes beside the table, in backups.")
    into = None if to is None else Path(to)
    with at_table(by_clock=True) as sitting:
        meter = Meter("Backing up")
        try:
            made = make_backup(sitting.table, _who_backs_up(sitting), into, sitting.clock, meter)
        finally:
            meter.end()
    if made.unrecorded:
        talk(made.unrecorded)
    if asked().json:
        out_json(_backup_json(made))
    elif not asked().quiet:
        out(_backup_words(made))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup: any casetable file.", show_default=False)],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a table that stands there, which is kept aside.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before a table is replaced.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only check the backup, and say what it would meet.")
    ] = False,
) -> None:
    """Put a backup in the table's place, once it is checked.

    Example: casetable restore backups/partnership-20261123T081500Z-274-b0ba06a11405.casetable

    It goes where --table says, also to a PostgreSQL server: that is how a partnership moves.
    """
    from casetable.jobs import backups as jobs

    place = asked().where()
    meter = Meter("Restoring")

    def agree(stands: "Stands", holds: "Contents", aside: str) -> bool:
        meter.end()
        return _agree(stands, holds, place, aside, may_go_on=yes)

    try:
        if dry_run:
            _tell_trial(file, place, *jobs.try_backup(file.expanduser(), place, progress=meter))
            return
        made = jobs.restore(file.expanduser(), place, replace=replace, agree=agree, progress=meter)
    finally:
        meter.end()
    if made is None:
        talk("Nothing was changed.")
        raise typer.Exit(1)
    _tell_restored(made)


def where() -> None:
    """Say where the table, its backups, settings and log are.

    Example: casetable where

    It helps also when the table cannot be opened: what can be told is told.
    """
    from casetable.cli.whereabouts import tell_whereabouts

    tell_whereabouts()


def _who_backs_up(sitting: Sitting) -> str:
    """Who is named or remembered here, else the clock: nobody is asked, so that cron can do it."""
    from casetable.cli.config import who_sits_at

    name = who_sits_at(sitting.where)
    if sitting.person != CLOCK or not name:
        return sitting.person
    try:
        return sitting.table.seat(name, sitting.clock).actor
    except BadInput:
        return CLOCK


def _agree(stands: "Stands", holds: "Contents", place: str, aside: str, *, may_go_on: bool) -> bool:
    """Say what would be lost from the table's place, and ask."""
    talk("\n".join([*_meeting(stands, holds, place), f"It is kept aside: {aside}"]))
    if may_go_on:
        return True
    if not is_terminal():
        raise Refused("Nobody was there to say yes, so nothing was changed.", "--yes says it.")
    return ask_yes("Put the backup in its place? Undo does not take that back. (y/n) ")


def _meeting(stands: "Stands", holds: "Contents", place: str) -> list[str]:
    """What stands there beside what the backup holds, and how much of it the backup does not hold."""
    if stands.contents is None:
        return [f"At {place} stands something that cannot be read as a table."]
    old = stands.contents
    lost, gained = old.head_seq - stands.common, holds.head_seq - stands.common
    if not stands.common:
        said = "The two have no entry in common: these are two partnerships' tables."
    elif not lost:
        said = f"All of it is in the backup{f', which has {_entries(gained)} more' if gained else ''}."
    elif not gained:
        said = f"It goes on where the backup ends: {_entries(lost)} would not be in the table any more."
    else:
        said = f"They part after entry {stands.common:,}: {_entries(lost)} of it would not be in the table any more."
    return [f"At {place}: {_holds(old)}.", f"In the backup: {_holds(holds)}.", said]


def _tell_trial(file: Path, place: str, holds: "Contents", stands: "Stands | None") -> None:
    if asked().json:
        met = None
        if stands is not None:
            met = {"common": stands.common, **(_contents_json(stands.contents) if stands.contents else {})}
        out_json({"backup": str(file), **_contents_json(holds), "stands": met})
        return
    lines = [f"{file} can be restored: {_holds(holds)}. It verifies."]
    lines += [f"Nothing stands at {place}."] if stands is None else _meeting(stands, holds, place)
    out("\n".join(lines))


def _tell_restored(made: "RestoreMade") -> None:
    if asked().json:
        out_json(
            {
                "table": made.where,
                **_contents_json(made.contents),
                "schema_before": made.schema_before,
                "aside": made.aside or None,
            }
        )
        return
    brought = f" It was brought from schema {made.schema_before} to {made.contents.schema}."
    is_old = made.schema_before != made.contents.schema
    if not asked().quiet:
        out(f"Restored: {made.where}\n  {_holds(made.contents)}. It verifies.{brought if is_old else ''}")
    if made.aside:
        talk(f"The table that stood there is kept: casetable --table {shlex.quote(made.aside)}")


def _backup_words(made: "BackupMade") -> str:
    from casetable.rules.sizes import say_bytes

    return f"Backed up: {made.path}\n  {_holds(made.contents)}, {say_bytes(made.size)}. It was checked."


def _holds(contents: "Contents") -> str:
    return f"{_entries(contents.head_seq)}, {contents.rows:,} rows, head {contents.head_hash[:12]}"


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


def _backup_json(made: "BackupMade") -> dict[str, object]:
    return {
        "backup": str(made.path),
        "size": made.size,
        **_contents_json(made.contents),
        "recorded": not made.unrecorded,
    }


def _contents_json(contents: "Contents") -> dict[str, object]:
    return {
        "head_seq": contents.head_seq,
        "head_hash": contents.head_hash,
        "rows": contents.rows,
        "schema": contents.schema,
    }
