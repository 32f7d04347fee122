"""Reading a whole export, files in the order in which they refer to each other."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from casetable.exchange.hmis.fields import read_version
from casetable.exchange.hmis.files import Files
from casetable.exchange.hmis.meter import Meter
from casetable.exchange.hmis.register import CLIENT, ENROLLMENT, EXIT, Register
from casetable.exchange.hmis.source import open_source
from casetable.values.hmis import HmisExport

VERSIONS = ("FY2022", "FY2024", "FY2026")

_MARKS = {
    "FY2026": frozenset({"sex"}),
    "FY2024": frozenset({"woman", "hispaniclatinaeo"}),
    "FY2022": frozenset({"ethnicity", "female", "nosinglegender"}),
}
"""Columns of Client.csv that only one version has, in lower case."""


def read_export(path: Path, *, today: date, progress: Callable[[int, int], None] | None = None) -> HmisExport:
    """Read the HMIS CSV export at ``path``, a folder or a .zip; nothing is written anywhere.

    ``today`` decides who is a minor. ``progress`` is told bytes done and bytes in all, now and then and at the end.
    What is wrong with single rows is in ``problems``; raises BadFile only where there is no export to read.
    """
    with open_source(path) as sources:
        meter = Meter(2 * sum(source.size for source in sources.values()), progress)
        export = _read(Files(sources, meter), today)
        meter.finish()
        return export


def _read(files: Files, today: date) -> HmisExport:
    register = Register(files, today)
    written = _written_version(files)
    projects = _projects(files)
    with files.open(CLIENT, "PersonalID") as table:
        by_columns = next((version for version, marks in _MARKS.items() if marks & table.columns), "")
        register.read_clients(table)
    if written and by_columns and written != by_columns:
        files.note(
            "Export.csv", 0, f"CSVVersion says {written}, but the columns of Client.csv are those of {by_columns}."
        )
    with files.open(ENROLLMENT, "EnrollmentID", "PersonalID") as table:
        register.read_enrollments(table, projects)
    versions = frozenset(filter(None, (written, by_columns))) or frozenset(VERSIONS)
    with files.open_if_there(EXIT, "EnrollmentID") as exits:
        if exits:
            register.read_exits(exits, versions)
    return _finish(files, register, written or by_columns)


def _finish(files: Files, register: Register, version: str) -> HmisExport:
    return HmisExport(
        csv_version=version,
        enrollments=register.enrollments,
        exits=register.exits,
        households=register.households,
        exits_by_category=register.categories,
        exits_without_destination=register.without_destination,
        deleted_by_file=files.deleted,
        problems=files.problems.all(),
        clients=tuple(register.clients()),
    )


def _written_version(files: Files) -> str:
    """Return the version that the export says it has, or ``""``."""
    with files.open_if_there("Export.csv", "CSVVersion") as table:
        if not table:
            return ""
        for line, (words,) in table.rows("CSVVersion", may_lack=("DateDeleted",)):
            version = read_version(words)
            if not version:
                files.note("Export.csv", line, f"CSVVersion is none of {', '.join(VERSIONS)}.")
            return version
        files.note("Export.csv", 0, "Export.csv has no row, so that CSVVersion is unknown.")
        return ""


def _projects(files: Files) -> dict[str, str]:
    """Return the projects' names by key, each followed by its organization's."""
    organizations: dict[str, str] = {}
    projects: dict[str, str] = {}
    with files.open_if_there("Organization.csv", "OrganizationID") as table:
        for _, (key, name) in table.rows("OrganizationID", "OrganizationName") if table else ():
            organizations[key] = name
    with files.open_if_there("Project.csv", "ProjectID") as table:
        for _, (key, name, by) in table.rows("ProjectID", "ProjectName", "OrganizationID") if table else ():
            projects[key] = ", ".join(filter(None, (name or key, organizations.get(by, ""))))
    return projects
