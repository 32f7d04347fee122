"""casetable participant sheet, codes, by-name, disclosures, disclosed."""

import typer


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
