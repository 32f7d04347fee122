"""casetable agreement export: the agreement or its objectives as a file for people."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from casetable.cli.papers import Replace, tell_paper
from casetable.cli.sitting import at_table
from casetable.errors import BadInput
from casetable.words import PaperSigned

if TYPE_CHECKING:
    from casetable.jobs.printing import PaperForm


def add_to(group: typer.Typer) -> None:
    """Add the command to ``casetable agreement``."""
    group.command("export")(export)


def export(
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="Where it goes: .md, .html or .pdf.")],
    objectives: Annotated[bool, typer.Option("--objectives", help="The page of objectives instead.")] = False,
    version: Annotated[
        str | None,
        typer.Option("--version", metavar="N", help="Which version; else the one offered, or the one that applies."),
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="md|html|pdf", help="How it is written; else by the ending.")
    ] = None,
    replace: Replace = False,
) -> None:
    """Write the agreement with signatures and text code, to print.

    Example: casetable agreement export --to agreement.pdf

    Whoever has not signed yet gets a line to sign on. --objectives writes the page for the frontline staff.
    """
    from casetable.cli.agreement import number_of
    from casetable.jobs.agreement import export_agreement

    with at_table() as sitting:
        made = export_agreement(
            sitting.seat(),
            to,
            number=number_of(version),
            paper=PaperSigned.OBJECTIVES if objectives else PaperSigned.AGREEMENT,
            form=_form(form),
            replace=replace,
        )
        tell_paper(made)


def _form(words: str | None) -> "PaperForm | None":
    if words not in (None, "md", "html", "pdf"):
        raise BadInput(f"{words[:40]!r} is no way to write it.", "--format md, --format html or --format pdf.")
    return cast("PaperForm | None", words)
