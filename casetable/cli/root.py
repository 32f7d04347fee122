"""The tree of commands, and the options that hold for all of them."""

from typing import Annotated

import typer

from casetable import __version__
from casetable.cli.asked import DEFAULT_LIMIT, Asked, ask_for
from casetable.cli.contents import Root

app = typer.Typer(
    name="casetable",
    cls=Root,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"casetable {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def casetable(
    context: typer.Context,
    table: Annotated[
        str | None,
        typer.Option("--table", metavar="PATH|URL", help="The table (else CASETABLE_TABLE, else the usual place)."),
    ] = None,
    who: Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who you are, at a plain table.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Act as if it were then: 2026-12-11, 2026-12-11T09:38.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="The most lines of a listing.")
    ] = DEFAULT_LIMIT,
    quiet: Annotated[bool, typer.Option("--quiet", help="No receipts and no talk, only data and errors.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Open the table; where nobody sits at a terminal, print this week's board.

    Example: casetable

    The sample, thrown away on exit: casetable demo. A new partnership: casetable init.
    These options may stand anywhere on the line: casetable week --json.
    """
    ask_for(Asked(table, who, on, json, limit, quiet))
    if context.invoked_subcommand is None:
        from casetable.cli.open import open_or_print

        code = open_or_print()
        if code:
            raise typer.Exit(code)
