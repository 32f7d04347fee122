"""Reading an HMIS export over reading the same files with csv: of the largest set, or of a folder that is named."""

import csv
import random
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from tests.bench.measure import DAY, Bench, Row, Took, in_turns, process

CLIENTS = 400_000
"""About as many as the largest communities serve in a few years."""

_CLIENT = (
    *("PersonalID", "FirstName", "MiddleName", "LastName", "NameSuffix", "NameDataQuality", "SSN", "SSNDataQuality"),
    *("DOB", "DOBDataQuality", "Sex", "VeteranStatus", "DateCreated", "DateUpdated", "UserID", "DateDeleted"),
    "ExportID",
)
_ENROLLMENT = (
    *("EnrollmentID", "PersonalID", "ProjectID", "EntryDate", "HouseholdID", "RelationshipToHoH", "LivingSituation"),
    *("DisablingCondition", "MoveInDate", "DateCreated", "DateUpdated", "UserID", "DateDeleted", "ExportID"),
)
_EXIT = (
    *("ExitID", "EnrollmentID", "PersonalID", "ExitDate", "Destination", "DestinationSubsidyType", "DateCreated"),
    *("DateUpdated", "UserID", "DateDeleted", "ExportID"),
)
_STAMPS = ("2026-01-05 10:11:12", "2026-01-05 10:11:12", "u1", "", "1")

_OURS = (
    "import sys; from datetime import date; from pathlib import Path; from casetable.exchange.hmis import read_export; "
    f"read_export(Path(sys.argv[1]), today=date.fromisoformat('{DAY}'))"
)
_BARE = (
    "import csv, sys; from pathlib import Path\n"
    "for file in Path(sys.argv[1]).glob('*.csv'):\n"
    "    for row in csv.DictReader(file.open(encoding='utf-8-sig', errors='replace', newline='')): pass"
)


def read(bench: Bench) -> list[Row]:
    """The whole reading, in a process of its own: nothing is stored by it."""
    folder, what = bench.hmis, "that folder"
    if folder is None:
        folder, count = bench.scratch / "export", bench.size(CLIENTS)
        written(folder, count)
        what = f"{count:,} clients"
    ours, bare = in_turns([_process(code, folder) for code in (_OURS, _BARE)], 1)
    return [_row(f"HMIS export, {what}", ours, bare)]


def written(folder: Path, clients: int) -> None:
    """Write an export: everybody enrolled once, half of them left again; nobody in it is real."""
    folder.mkdir()
    chance = random.Random(1)
    _write(folder / "Export.csv", ("ExportID", "CSVVersion"), [("1", "2026 v1.0")])
    _write(folder / "Organization.csv", ("OrganizationID", "OrganizationName", "DateDeleted"), [("1", "Harbour", "")])
    projects = [(str(number), f"Project {number}", "1", "") for number in range(100)]
    _write(folder / "Project.csv", ("ProjectID", "ProjectName", "OrganizationID", "DateDeleted"), projects)
    _write(folder / "Client.csv", _CLIENT, (_client(number, chance) for number in range(clients)))
    _write(folder / "Enrollment.csv", _ENROLLMENT, (_enrollment(number) for number in range(clients)))
    _write(folder / "Exit.csv", _EXIT, (_exit(number, chance) for number in range(0, clients, 2)))


def _client(number: int, chance: random.Random) -> tuple[str, ...]:
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
    name = (f"First{number}", "", f"Last{number % 9973}", "", "1", "", "99")
    return (_key("C", number), *name, born.isoformat(), "1", "0", "0", *_STAMPS)


def _enrollment(number: int) -> tuple[str, ...]:
    key, person = _key("E", number), _key("C", number)
    return (key, person, str(number % 100), _entered(number), _key("H", number // 2), "1", "116", "0", "", *_STAMPS)


def _exit(number: int, chance: random.Random) -> tuple[str, ...]:
    left = date.fromisoformat(_entered(number)) + timedelta(days=chance.randrange(200))
    return (_key("X", number), _key("E", number), _key("C", number), left.isoformat(), "410", "", *_STAMPS)


def _entered(number: int) -> str:
    return (date(2023, 1, 1) + timedelta(days=number * 7919 % 1000)).isoformat()


def _key(space: str, number: int) -> str:
    return f"{space}{number:031}"


def _write(file: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(columns)
        writer.writerows(rows)


def _process(code: str, folder: Path) -> Callable[[], Took]:
    return process(sys.executable, "-c", code, str(folder))


def _row(what: str, ours: Took, bare: Took) -> Row:
    return Row(what, ours.milliseconds, "csv", bare.milliseconds, memory=ours.memory, their_memory=bare.memory)


MEASUREMENTS = (read,)
