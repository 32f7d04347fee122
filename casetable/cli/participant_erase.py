"""casetable participant erase, erase-answer."""

import typer


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
