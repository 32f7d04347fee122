"""Fixtures: a founded table on SQLite and on PostgreSQL, copied afresh for every test."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from casetable.actions.partnership import found
from casetable.seat import Table, open_table
from casetable.store.schema import install_triggers, triggers_expected, triggers_present
from tests import clusters
from tests.tables import FOUNDED, Room, at, setup

ENGINES = ("sqlite", "postgresql")


class Ground(Protocol):
    """Where tables of one engine stand."""

    def empty(self, tmp_path: Path) -> str:
        """A place where no table stands yet."""

    def founded(self, tmp_path: Path, *, with_shelter: bool = False) -> str:
        """A place where the founded partnership stands, as on its first day."""


class Files:
    """SQLite: one migrated and founded file per session, copied per test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[bool, Path] = {}
        self._copies = 0

    def empty(self, tmp_path: Path) -> str:
        return str(tmp_path / "fresh" / "partnership.casetable")

    def founded(self, tmp_path: Path, *, with_shelter: bool = False) -> str:
        if with_shelter not in self._made:
            original = self._folder / f"founded-{with_shelter}.casetable"
            found(str(original), setup(with_shelter=with_shelter), clock=at(FOUNDED))
            self._made[with_shelter] = original
        self._copies += 1
        copy = tmp_path / f"table-{self._copies}.casetable"
        shutil.copy(self._made[with_shelter], copy)
        return str(copy)


class Schemas:
    """PostgreSQL: one schema per worker and partnership, emptied and filled from a snapshot per test."""

    def __init__(self, url: str, worker: str) -> None:
        import psycopg

        self._url = url
        self._worker = worker
        self._made: set[str] = set()
        self._admin = psycopg.connect(url, autocommit=True, options="-clock_timeout=5s")

    def close(self) -> None:
        for name in [*self._made, f"{self._worker}_empty"]:
            self._admin.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
            self._admin.execute(f"DROP SCHEMA IF EXISTS {name}_snapshot CASCADE")
        self._admin.close()

    def where(self, schema: str) -> str:
        return f"{self._url}{'&' if '?' in self._url else '?'}schema={schema}"

    def empty(self, tmp_path: Path) -> str:
        schema = f"{self._worker}_empty"
        self._admin.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        self._admin.execute(f"CREATE SCHEMA {schema}")
        return self.where(schema)

    def founded(self, tmp_path: Path, *, with_shelter: bool = False) -> str:
        schema = f"{self._worker}_{'shelter' if with_shelter else 'three'}"
        if schema not in self._made:
            self._found(schema, with_shelter=with_shelter)
            self._made.add(schema)
        else:
            self._refill(schema)
        return self.where(schema)

    def _found(self, schema: str, *, with_shelter: bool) -> None:
        for name in (schema, f"{schema}_snapshot"):
            self._admin.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
            self._admin.execute(f"CREATE SCHEMA {name}")
        found(self.where(schema), setup(with_shelter=with_shelter), clock=at(FOUNDED))
        for table in self._tables(schema):
            self._admin.execute(f"CREATE TABLE {schema}_snapshot.{table} AS TABLE {schema}.{table}")

    def _refill(self, schema: str) -> None:
        tables = self._tables(schema)
        with self._admin.transaction():
            self._admin.execute(f"TRUNCATE {', '.join(f'{schema}.{table}' for table in tables)}")
            for table in tables:
                self._admin.execute(f"INSERT INTO {schema}.{table} SELECT * FROM {schema}_snapshot.{table}")
        self._mend_triggers(schema)

    def _mend_triggers(self, schema: str) -> None:
        from casetable.store.opening import open_store

        store = open_store(self.where(schema))
        with store.engine.begin() as connection:
            if triggers_present(connection) != triggers_expected():
                install_triggers(connection)
        store.close()

    def _tables(self, schema: str) -> list[str]:
        rows = self._admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema]).fetchall()
        return sorted(row[0] for row in rows)


def _common_folder(factory: pytest.TempPathFactory, config: pytest.Config) -> Path:
    """A folder that all xdist workers of one run share."""
    base = factory.getbasetemp()
    return base.parent if hasattr(config, "workerinput") else base


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Where SQLite tables stand."""
    return Files(tmp_path_factory.mktemp("founded"))


@pytest.fixture(scope="session")
def schemas(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Schemas]:
    """Where PostgreSQL tables stand; the tests that need it are skipped, loudly, when there is none."""
    url, why_not = clusters.shared_url(_common_folder(tmp_path_factory, pytestconfig))
    if not url:
        pytest.skip(f"{clusters.LEFT_OUT}: {why_not}")
    ground = Schemas(url, getattr(pytestconfig, "workerinput", {}).get("workerid", "alone"))
    yield ground
    ground.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Both engines, one after the other."""
    return str(request.param)


@pytest.fixture
def ground(engine: str, request: pytest.FixtureRequest) -> Ground:
    """Where tables of this engine stand."""
    name = "files" if engine == "sqlite" else "schemas"
    return request.getfixturevalue(name)  # type: ignore[no-any-return]


@pytest.fixture
def opened() -> Iterator[Callable[[str], Table]]:
    """Opens tables and closes them all after the test."""
    tables: list[Table] = []

    def opens(where: str) -> Table:
        tables.append(open_table(where))
        return tables[-1]

    yield opens
    for table in tables:
        table.close()


@pytest.fixture
def room(ground: Ground, opened: Callable[[str], Table], tmp_path: Path) -> Room:
    """Three agencies' founded table on this engine."""
    where = ground.founded(tmp_path)
    return Room(opened(where), where, lambda: opened(where))


@pytest.fixture
def table(room: Room) -> Table:
    """The opened table of ``room``."""
    return room.table


@pytest.fixture
def shelter(ground: Ground, opened: Callable[[str], Table], tmp_path: Path) -> Room:
    """The founded table of four agencies, one of them a victim service provider."""
    where = ground.founded(tmp_path, with_shelter=True)
    return Room(opened(where), where, lambda: opened(where))


def pytest_unconfigure(config: pytest.Config) -> None:
    """The main process stops the cluster that a worker may have started."""
    factory = getattr(config, "_tmp_path_factory", None)
    if factory is not None and not hasattr(config, "workerinput") and getattr(factory, "_basetemp", None):
        clusters.stop_shared(factory.getbasetemp())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly when half of the engines were not tested."""
    skipped = [one for one in terminalreporter.stats.get("skipped", []) if clusters.LEFT_OUT in str(one.longrepr)]
    if skipped:
        reason = str(skipped[0].longrepr[2]) if isinstance(skipped[0].longrepr, tuple) else str(skipped[0].longrepr)
        terminalreporter.section(f"{len(skipped)} TESTS LEFT OUT: NO POSTGRESQL", sep="!", red=True, bold=True)
        terminalreporter.line(reason)
    sys.stdout.flush()
