"""casetable conference: the calendar; its other commands are in the files conference_*.py."""

import typer

from casetable.cli.group import group

app = group("The conference: its calendar, agenda and room.", "casetable conference next")


def add_to(root: typer.Typer) -> None:
    """Add the group."""
    root.add_typer(app, name="conference")
