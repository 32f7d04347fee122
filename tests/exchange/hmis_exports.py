"""Small HMIS exports, written by the tests themselves; nobody in them is real."""

import csv
import io
from datetime import date
from pathlib import Path

from casetable.exchange.hmis import read_export
from casetable.values.hmis import HmisClient, HmisExport

TODAY = date(2026, 11, 23)

EXPORT = {"ExportID": "1", "ExportDate": "02-07-2023 12:00:00", "CSVVersion": "2026 v1.0", "HashStatus": "1"}
CLIENT = {
    "PersonalID": "A1", "FirstName": "Ana", "LastName": "Ruiz", "SSN": "900123456", "DOB": "1980-05-17", "Sex": "0",
    "DateDeleted": "", "ExportID": "1",
}  # fmt: skip
ENROLLMENT = {
    "EnrollmentID": "E1", "PersonalID": "A1", "ProjectID": "7", "EntryDate": "2026-01-05", "HouseholdID": "H1",
    "DateDeleted": "", "ExportID": "1",
}  # fmt: skip
EXIT = {
    "ExitID": "X1", "EnrollmentID": "E1", "PersonalID": "A1", "ExitDate": "2026-03-01", "Destination": "410",
    "DestinationSubsidyType": "", "DateDeleted": "", "ExportID": "1",
}  # fmt: skip
PROJECT = {"ProjectID": "7", "ProjectName": "Night Shelter", "OrganizationID": "3", "DateDeleted": ""}
ORGANIZATION = {"OrganizationID": "3", "OrganizationName": "Harbour House", "DateDeleted": ""}

Row = dict[str, str]


def as_csv(rows: list[Row], ending: str = "\r\n") -> str:
    """The rows as CSV, columns as in the first row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator=ending)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def texts(
    clients: list[Row] | None = None,
    enrollments: list[Row] | None = None,
    exits: list[Row] | None = None,
    version: str = "2026 v1.0",
) -> dict[str, str]:
    """A whole export as texts by file name; what is given replaces or adds to the standard row's fields."""
    return {
        "Export.csv": as_csv([EXPORT | {"CSVVersion": version}]),
        "Client.csv": as_csv([CLIENT | row for row in ([{}] if clients is None else clients)]),
        "Enrollment.csv": as_csv([ENROLLMENT | row for row in ([{}] if enrollments is None else enrollments)]),
        "Exit.csv": as_csv([EXIT | row for row in ([{}] if exits is None else exits)] or [EXIT]),
        "Project.csv": as_csv([PROJECT]),
        "Organization.csv": as_csv([ORGANIZATION]),
    }


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write the files into ``folder``."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def read(folder: Path, files: dict[str, str] | None = None) -> HmisExport:
    """Write the files if given, and read the export."""
    return read_export(write(folder, texts() if files is None else files), today=TODAY)


def one_client(folder: Path, **fields: str) -> HmisClient:
    """Read an export of one client with these fields."""
    (client,) = read(folder, texts([fields])).clients
    return client


def lines(export: HmisExport) -> list[tuple[str, int]]:
    """Where the problems are."""
    return [(problem.file, problem.line) for problem in export.problems]
