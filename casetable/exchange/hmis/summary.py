"""An export as JSON: counts and problems, nobody's name."""

from casetable.values.hmis import HmisExport
from casetable.words import HousingCategory


def summary(export: HmisExport) -> dict[str, object]:
    """Return the counts and problems of ``export`` for ``--json``. Keys are only ever gained."""
    return {
        "csv_version": export.csv_version,
        "clients": len(export.clients),
        "enrollments": export.enrollments,
        "exits": export.exits,
        "open_enrollments": export.open_enrollments,
        "households": export.households,
        "exits_by_category": {category.value: export.exits_by_category[category] for category in HousingCategory},
        "exits_without_destination": export.exits_without_destination,
        "deleted": export.deleted,
        "deleted_by_file": dict(export.deleted_by_file),
        "problems": [
            {"file": problem.file, "line": problem.line, "problem": problem.problem} for problem in export.problems
        ],
    }
