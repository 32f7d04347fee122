"""Typer, and only here. Importing it loads neither Textual nor SQLModel: commands import actions in their bodies."""

from casetable.cli.run import main

__all__ = ["main"]
