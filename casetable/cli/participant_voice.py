"""casetable participant contact, log, note, notes, voice, baseline, outcome, outcomes."""

import typer


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
