"""casetable drafts: texts that could not be saved, kept for their writer's own agency."""

from typing import Annotated

import typer

from casetable.cli.sitting import at_table
from casetable.cli.tell import tell_listing, tell_receipt_alone


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("drafts")(drafts)


def drafts(
    drop: Annotated[
        str | None, typer.Option("--drop", metavar="ID", help="Throw one away, once it stands where it belongs.")
    ] = None,
) -> None:
    """List texts that could not be saved, for your agency alone.

    Example: casetable drafts

    A text is kept when sharing ended or somebody else was first while it was typed. --drop takes it away for good.
    """
    from casetable.actions.drafts import drop as throw_away
    from casetable.exchange.papers_as_json import draft_json
    from casetable.queries.drafts import kept

    with at_table() as sitting:
        if drop is not None:
            tell_receipt_alone(throw_away(sitting.seat(), drop))
            return
        tell_listing(
            kept(sitting.seat()),
            draft_json,
            ("id", "on", "by", "about", "what it was to be", "text"),
            lambda one: (one.id[-6:], one.on.isoformat(), one.by, one.participant or "", one.what, one.text),
            empty="No text is waiting: everything that was typed was saved.",
        )
