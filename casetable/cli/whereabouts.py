"""casetable where: every path, what the table stands on, its last backup, and which day it is there and here."""

from contextlib import suppress
from typing import TYPE_CHECKING

from casetable.cli.asked import asked
from casetable.cli.say import facts, out, out_json, talk
from casetable.cli.sitting import at_table
from casetable.errors import CasetableError, NoTable, OlderTable
from casetable.text import without_password

if TYPE_CHECKING:
    from casetable.values.backups import Last, Opened, Whereabouts

MOST_NAMES = 5
"""Files of a folder that are named; the rest are counted."""


def tell_whereabouts() -> None:
    """Print it. Raises what kept the table from being opened, after everything else is said; nothing for none yet."""
    from casetable.jobs.whereabouts import nothing_there, whereabouts
    from casetable.rules.whereabouts import whereabouts_lines

    place = asked().where()
    found = whereabouts(place)
    opened, problem = None, None
    try:
        opened = _open()
    except CasetableError as error:
        problem = error
    is_none = False
    if isinstance(problem, NoTable):
        with suppress(CasetableError):
            is_none = nothing_there(place)
    if asked().json:
        out_json(_as_json(found, opened, problem))
    else:
        out(facts(whereabouts_lines(found, opened)))
        if opened is not None and opened.standing.overdue:
            talk("casetable backup makes one.")
    if is_none:
        talk("There is no table yet: casetable init makes one there; casetable demo shows a sample.")
    elif isinstance(problem, OlderTable):
        talk(problem.sentence)
    elif problem is not None:
        raise problem


def _open() -> "Opened":
    from casetable.jobs.whereabouts import around

    with at_table(by_clock=True, untouched=True) as sitting:
        return around(sitting.table, sitting.clock)[1]


def _as_json(found: "Whereabouts", opened: "Opened | None", problem: CasetableError | None) -> dict[str, object]:
    standing = opened.standing if opened else None
    last = standing.last if standing else None
    return {
        "table": found.table,
        "files": [{"path": str(path), "size": size} for path, size in found.files],
        "engine": standing.ground.engine if standing else None,
        "engine_version": standing.ground.version if standing else None,
        "journal_mode": standing.ground.journal if standing else None,
        "size": found.size or (standing.ground.size if standing else 0),
        "schema": standing.ground.schema if standing else None,
        "head_seq": standing.head_seq if standing else None,
        "head_hash": standing.head_hash if standing else None,
        "reads_only": opened.why_only_reading or None if opened else None,
        "last_backup": _last_json(last, opened) if last else None,
        "overdue": standing.overdue or None if standing else None,
        "backups_folder": str(found.backups_folder),
        "backups": [str(one) for one in found.backups],
        "asides": [*(str(one) for one in found.asides), *(standing.ground.asides if standing else ())],
        "settings": str(found.settings),
        "program_log": str(found.program_log),
        "data_folder": str(found.data_folder),
        "today": opened.today.isoformat() if opened else None,
        "zone": opened.zone if opened else None,
        "computer_zone": found.computer_zone or None,
        "notes": list(opened.notes) if opened else [],
        "problem": without_password(problem.sentence) if problem else None,
    }


def _last_json(last: "Last", opened: "Opened | None") -> dict[str, object]:
    return {
        "at": last.at.isoformat(timespec="seconds"),
        "by": last.by,
        "days": last.days,
        "head_seq": last.head_seq,
        "head_hash": last.head_hash,
        "place": last.place,
        "there": bool(opened and opened.last_is_there),
    }
