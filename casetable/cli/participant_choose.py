"""casetable participant consider, propose, agree, decline, pass-over, activate, leave, return, edit, lead, team, household."""

import typer


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
