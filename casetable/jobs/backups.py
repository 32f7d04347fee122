"""Backing a table up and recording it; putting a backup back; saying where everything is."""

from collections.abc import Callable
from dataclasses import replace as with_another
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from casetable.actions.backups import record
from casetable.errors import Broken, InDoubt, NoTable, Refused
from casetable.places import backups_folder, data_folder
from casetable.queries.verify import verify
from casetable.rules.permissions import check
from casetable.seat import Clock, Table, system_clock
from casetable.store.backups import back_up, stem_of
from casetable.store.grounds import check_ground
from casetable.store.looking import file_meant, is_there
from casetable.store.opening import Store, is_url
from casetable.store.pages import Progress
from casetable.store.placing import place_new, place_over
from casetable.store.placing_server import place_on_server
from casetable.store.restoring import is_taken, ready, what_stands
from casetable.store.unit import store_of
from casetable.values.backups import BackupMade, Contents, RestoreMade, Stands
from casetable.values.seat import Seat
from casetable.words import CLOCK

Agree = Callable[[Stands, Contents, str], bool]
"""Told what stands where the backup is to go, what that holds, and where the old table would be kept; True: go on."""


def make_backup(
    table: Table,
    actor: str,
    folder: Path | None = None,
    clock: Clock = system_clock,
    progress: Progress | None = None,
) -> BackupMade:
    """Back the table up into ``folder`` (default: the usual one) while others work, and write that down.

    A backup that cannot be recorded stands all the same and says why. Raises NotAllowed, NoRoom, NoTable, Damaged.
    """
    seat = table.seat(actor, clock)
    check(seat.roles, "backup.make", is_clock=seat.is_clock)
    store = store_of(seat)
    into = (folder or backups_folder(store.where)).expanduser().absolute()
    made = back_up(store, into, f"{stem_of(store.where)}-{seat.now:%Y%m%dT%H%M%SZ}", progress)
    if seat.reads_only:
        return _unrecorded(made, "This table can only be read here")
    try:
        record(table.seat(actor, clock), made)
    except (InDoubt, NoTable) as error:
        return _unrecorded(made, error.sentence.rstrip("."))
    return made


def restore(
    backup: Path,
    where: str,
    *,
    replace: bool,
    agree: Agree,
    clock: Clock = system_clock,
    progress: Progress | None = None,
) -> RestoreMade | None:
    """Put a backup at a path or URL, once its copy verified; None when ``agree`` said no.

    A table that stands there is kept aside. Raises Refused when one does and ``replace`` is not asked for, Damaged
    and Broken for a backup that does not hold, TableBusy when somebody has the table open: nothing is changed then.
    """
    _check_target(backup, where)
    if not replace and is_taken(where):
        raise Refused(f"There is a table at {where} already.", "--replace keeps it aside, and says what would be lost.")
    with ready(backup, _workshop(where), progress) as made:
        _must_hold(made.store, clock, f"{backup} does not verify")
        stands = what_stands(where, made)
        aside = _aside(where, clock()) if stands is not None else ""
        if stands is not None and not agree(stands, made.contents, _whole_name(where, aside)):
            return None
        if is_url(where):
            place_on_server(made, where, aside, lambda new: _must_hold(new, clock, "What arrived does not verify"))
        elif stands is None:
            place_new(made, file_meant(where))
        else:
            place_over(made, file_meant(where), Path(aside), stands)
        return RestoreMade(where, made.contents, made.schema_before, _whole_name(where, aside))


def try_backup(
    backup: Path, where: str, clock: Clock = system_clock, progress: Progress | None = None
) -> tuple[Contents, Stands | None]:
    """Do everything that a restore does but the placing; returns what it holds and what it would meet.

    The copy is made ready in this computer's data folder: the place it would go to is only looked at.
    """
    with ready(backup, data_folder(), progress) as made:
        _must_hold(made.store, clock, f"{backup} does not verify")
        return made.contents, what_stands(where, made)


def _must_hold(store: Store, clock: Clock, otherwise: str) -> None:
    """Raise Broken unless a table verifies, looked at by the clock."""
    now = clock().astimezone(UTC)
    found = verify(Seat(CLOCK, "the clock", "", "", frozenset(), now.date(), now, store))
    if found.problems:
        more = f" (and {len(found.problems) - 1} more)" if len(found.problems) > 1 else ""
        raise Broken(f"{otherwise}: {found.problems[0]}{more}", "Nothing was changed; try another backup.")


def _check_target(backup: Path, where: str) -> None:
    if is_url(where):
        return
    is_there(Path(where).expanduser())
    path = file_meant(where)
    if path.exists() and backup.exists() and path.samefile(backup):
        raise Refused(f"{path} is the table itself.", "Name the backup to restore; casetable where lists them.")
    check_ground(path)


def _workshop(where: str) -> Path:
    """The folder in which a backup is made ready: the table's own, so that it only needs to be renamed."""
    return backups_folder(where) if is_url(where) else file_meant(where).parent


def _aside(where: str, now: datetime) -> str:
    """What the old table is called from now on: a path, or a schema."""
    moment = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if is_url(where):
        return f"{stem_of(where)[:37]}_replaced_{moment.lower()}"
    path = file_meant(where)
    stem = f"{path.stem}-replaced-{moment}"
    names = (f"{stem}{f'-{turn}' if turn else ''}{path.suffix}" for turn in count())
    return str(next(one for name in names if not (one := path.with_name(name)).exists()))


def _whole_name(where: str, aside: str) -> str:
    """A schema kept aside as a URL that opens it."""
    if not aside or not is_url(where):
        return aside
    base, _, query = where.partition("?")
    others = [one for one in query.split("&") if one and not one.startswith("schema=")]
    return f"{base}?{'&'.join([*others, f'schema={aside}'])}"


def _unrecorded(made: BackupMade, why: str) -> BackupMade:
    return with_another(made, unrecorded=f"{why}: the backup stands, and is not on record.")
