"""Importing everything once and warming it at a table of its own, before any child is forked."""

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path


def everything(home: Path) -> None:
    """Import what the children need; found a table, use it and close it, so that mappers and commands are ready."""
    import alembic.command
    import alembic.config
    import psycopg
    import textual.app

    from casetable.cli import main
    from casetable.screens import app, find, palette, story
    from tests.drill import glasshand
    from tests.drill.ground import found_at

    assert all((alembic.command, alembic.config, psycopg, textual.app, app, find, palette, story, glasshand))
    where = str(home / "warm.casetable")
    found_at(where)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        for words in (["task", "add", "boxes", "--to", "dana", "--due", "+3d"], ["week"], ["verify"], ["undo"]):
            main(["--table", where, "--as", "dana", *words])
