"""casetable export: all that this seat may see, as JSON and CSV."""

from pathlib import Path
from typing import Annotated

import typer

from casetable.cli.papers import Replace, tell_paper
from casetable.cli.sitting import at_table


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A new folder, or a file that ends in .json.")],
    replace: Replace = False,
) -> None:
    """Write all that you may see to a folder or a .json file.

    Example: casetable export my-table

    The folder holds export.json and a CSV of each kind. What other agencies told you in it is recorded as a disclosure.
    """
    from casetable.jobs.everything import everything
    from casetable.jobs.export import export as write

    with at_table() as sitting:
        seat = sitting.seat()
        made = write(seat, lambda: everything(seat), path, sitting.table.partnership.name, replace=replace)
        tell_paper(made)
