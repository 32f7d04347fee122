"""Where the drill's tables stand: a file in a folder of its own, or a schema of a server of its own."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Protocol

from tests.drill.forks import ask
from tests.drill.look import rows_of
from tests.servers import Server


class Ground(Protocol):
    """A place that holds one table at a time."""

    engine: str
    where: str
    folder: Path

    def make(self) -> None:
        """Found a fresh table in place of the last one."""

    def leftovers(self) -> list[str]:
        """Files that should not be there once nobody has the table open."""

    def keep(self, aside: Path) -> None:
        """Put the table aside for study."""

    def close(self) -> None:
        """Remove everything."""


def found_at(where: str) -> None:
    """Found the drill's partnership, today."""
    from casetable.actions.partnership import found
    from tests.tables import setup

    found(where, setup())


class FileGround:
    """SQLite."""

    engine = "sqlite"

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="casetable-drill-"))
        self._room = self.folder / "room"
        self.where = str(self._room / "drill.casetable")

    def make(self) -> None:
        """Found a fresh table in place of the last one."""
        shutil.rmtree(self._room, ignore_errors=True)
        ask(lambda: found_at(self.where), self.folder / "errors")

    def leftovers(self) -> list[str]:
        """Files beside the table."""
        return sorted(one.name for one in self._room.iterdir() if one.name != "drill.casetable")

    def keep(self, aside: Path) -> None:
        """Copy the folder."""
        shutil.copytree(self.folder, aside, dirs_exist_ok=True)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


class ServerGround:
    """PostgreSQL, with fsync as by default."""

    engine = "postgresql"

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="casetable-drill-"))
        self.server = Server()
        self._made = 0
        self.where = ""

    def make(self) -> None:
        """Found a fresh table in a schema of its own, and drop the last one."""
        last, self._made = f"drill_{self._made}", self._made + 1
        with self.server.connect() as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {last} CASCADE")
        self.where = self.server.url(f"drill_{self._made}")
        ask(lambda: found_at(self.where), self.folder / "errors")

    def leftovers(self) -> list[str]:
        """A server keeps its own house."""
        return []

    def keep(self, aside: Path) -> None:
        """Write every row as JSON where writers were at work, beside what the children said."""
        shutil.copytree(self.folder, aside, dirs_exist_ok=True)
        if not self.where:
            return
        rows = ask(lambda: rows_of(self.where), self.folder / "errors")
        (aside / "rows.json").write_text(json.dumps(rows, indent=1))

    def close(self) -> None:
        """End the server and remove everything."""
        self.server.close()
        shutil.rmtree(self.folder, ignore_errors=True)
