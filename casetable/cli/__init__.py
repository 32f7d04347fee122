"""Typer, and only here."""


def main() -> None:
    """Run the command line."""
