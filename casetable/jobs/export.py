"""Everything that a seat may see, as JSON and CSV; recorded where it holds other agencies' facts."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from casetable.actions.disclosures import Handed, disclose
from casetable.exchange.tables import as_csv, rows_of
from casetable.jobs.writing import check_free, files_for, folder_for
from casetable.queries.export import others_facts
from casetable.reports.notice import REDISCLOSURE, notices_for
from casetable.rules.consent import reads_text
from casetable.rules.dates import say_day
from casetable.values.papers import PaperMade, Sheet
from casetable.values.seat import Seat
from casetable.words import Category, DisclosureKind

Objects = Sequence[Mapping[str, object]]
Tables = Mapping[str, Objects]


def export(seat: Seat, gather: Callable[[], Tables], to: Path, partnership: str, *, replace: bool = False) -> PaperMade:
    """Write every table that ``gather`` reads for this seat: one file where ``to`` ends in .json, else a new folder
    with that file and a CSV of each table.

    What other agencies told is recorded as told to this seat's agency by a file. Raises Refused where something
    stands at ``to``, NotAllowed and its like; then nothing was written.
    """

    if to.suffix.casefold() == ".json":
        final = check_free(to, replace=replace)
        with files_for(final, replace=replace) as write:
            handed = _handed(seat, gather)
            write(final, _files(handed.content, seat, partnership, only_json=True)["export.json"])
        paths: tuple[Path, ...] = (final,)
    else:
        with folder_for(to) as write_folder:
            handed = _handed(seat, gather)
            paths = write_folder(_files(handed.content, seat, partnership))
    said = "What others told you in it was recorded as a disclosure." if handed.document else "It is all your own."
    return PaperMade(
        paths, f"All that you may see is in {to.expanduser().absolute()}. {said}", handed.told, handed.document
    )


def _handed(seat: Seat, gather: Callable[[], Tables]) -> Handed[Tables]:
    """Read it all while nobody writes, and record it; files are made of it afterwards, when others may write again.

    Who reads no text has nothing that would be recorded. At a table that can only be read it is refused to everybody.
    """
    if reads_text(seat.roles) or seat.reads_only:
        return disclose(seat, DisclosureKind.EXPORT, lambda: (others_facts(seat), gather()))
    return Handed(gather(), (), "")


def _files(tables: Tables, seat: Seat, partnership: str, *, only_json: bool = False) -> dict[str, bytes]:
    told = notices_for(
        Category(str(one["category"])) for rows in tables.values() for one in rows if one.get("category")
    )
    whole = {
        "partnership": partnership,
        "on": seat.today.isoformat(),
        "at": seat.now.isoformat(timespec="seconds"),
        "by": seat.name,
        "agency": seat.agency,
        "notices": list(told),
        **{name: list(rows) for name, rows in tables.items()},
    }
    files = {"export.json": (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode()}
    if only_json:
        return files
    about = [
        f"What {seat.name} ({seat.agency}) may see of {partnership} on {say_day(seat.today)} {seat.today.year}.",
        "It is as confidential as the table. export.json holds all of it, each .csv one kind.",
        *told,
    ]
    files["about.txt"] = "\r\n".join((*about, "")).encode()
    return files | {f"{name}.csv": as_csv(_sheet(name, rows)) for name, rows in tables.items()}


def _sheet(name: str, rows: Objects) -> Sheet:
    """A table for a spreadsheet. What is about substance use carries its notice in its own row."""
    noticed = [
        {**one, "notice": REDISCLOSURE} if one.get("category") == Category.SUBSTANCE_USE.value else one for one in rows
    ]
    return Sheet(name, *rows_of(noticed))
