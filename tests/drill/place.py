"""Where a single command is killed: a fresh folder each round, on PostgreSQL a fresh schema beside it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.drill.forks import Child, ask, start
from tests.drill.ground import FileGround, ServerGround
from tests.drill.look import tables_in

DRAFT = ".partial"


class Place:
    """One engine's place. ``where`` is the table that the command is about, ``room`` the folder it may write to."""

    def __init__(self, ground: FileGround | ServerGround) -> None:
        self.ground = ground
        self.engine = ground.engine
        self.room = ground.folder / "room"
        self.store = ground.folder / "store"
        """What rounds copy from."""
        self.store.mkdir(exist_ok=True)
        self._schemas = 0
        self.where = ""

    def fresh(self) -> None:
        """An empty room, and the name of a table that is not there yet."""
        shutil.rmtree(self.room, ignore_errors=True)
        self.room.mkdir()
        os.environ["XDG_DATA_HOME"] = str(self.room)
        if isinstance(self.ground, FileGround):
            self.where = str(self.room / "drill.casetable")
            return
        with self.ground.server.connect() as connection:
            for (name,) in connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'drill%'"):
                connection.execute(f"DROP SCHEMA {name} CASCADE")
        self._schemas += 1
        self.where = self.ground.server.url(f"drill_{self._schemas}")

    def ask(self, question: Callable[[], Any]) -> Any:
        """Do something in a child of its own."""
        return ask(question, self.ground.folder / "errors")

    def start(self, words: list[str]) -> Child:
        """Start a command line."""
        from casetable.cli import main

        return start(words[0], lambda mouth: mouth.tell(code=main(words)), self.ground.folder / "errors-command")

    def finished(self) -> list[Path]:
        """Every file in the room that looks like a finished table, the table itself apart."""
        return [path for path in tables_in(self.room) if str(path) != self.where]

    def drafts(self) -> list[str]:
        """Files with a leading dot or an unfinished name."""
        files = [path for path in self.room.rglob("*") if path.is_file()]
        return sorted(path.name for path in files if path.name.startswith(".") or path.name.endswith(DRAFT))
