"""Fixtures: a founded table on SQLite and on PostgreSQL, copied afresh for every test."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from casetable.actions.partnership import found
from casetable.seat import Table, open_table
from casetable.store.opening import Store
from casetable.store.schema import install_triggers, triggers_expected, triggers_present
from tests import clusters, sharing
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
    """PostgreSQL: one schema per worker and partnership; what a test touched is filled from a snapshot for the next.

    On a server of this run's own every worker has a database: what one worker reads in a transaction keeps the rows
    that another deletes in the same database, and their files, from being cleaned.
    """

    def __init__(self, url: str, worker: str, *, is_own: bool) -> None:
        import psycopg

        self._worker = worker
        self._made: dict[str, dict[str, tuple[int, int]]] = {}
        self._stores: dict[str, Store] = {}
        self._refills = 0
        if is_own:
            with psycopg.connect(url, autocommit=True) as server:
                server.execute(f"CREATE DATABASE casetable_{worker}")
                server.execute("ALTER SYSTEM SET autovacuum = off")  # it reads in transactions, whenever it likes
                server.execute("SELECT pg_reload_conf()")
            url = url.replace("/postgres?", f"/casetable_{worker}?")
        self._url = url
        self._admin = psycopg.connect(url, autocommit=True, options="-clock_timeout=5s")
        self._rules_triggers = self._admin.execute("SELECT current_setting('is_superuser')").fetchone() == ("on",)

    def close(self) -> None:
        for store in self._stores.values():
            store.close()
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
            self._made[schema] = self._rows(schema)
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
        """Emptying every table by TRUNCATE makes its files anew: after every test that would be half of all the time.

        So rows are deleted where a test left others, behind the triggers; every so often all is emptied all the same.
        """
        self._refills += 1
        stood = self._made[schema]
        if not self._rules_triggers or self._refills % 50 == 0:
            tables = self._tables(schema)
            empty = f"TRUNCATE {', '.join(f'{schema}.{table}' for table in tables)};"
        else:
            tables = [table for table, rows in self._rows(schema).items() if rows != stood.get(table)]
            empty = "SET LOCAL session_replication_role = replica;"
            empty += "".join(f"DELETE FROM {schema}.{table};" for table in tables)
        if tables:
            fill = (f"INSERT INTO {schema}.{table} SELECT * FROM {schema}_snapshot.{table};" for table in tables)
            with self._admin.transaction():
                self._admin.execute(f"{empty}{''.join(fill)}")
            self._made[schema] = self._rows(schema)
        self._mend_triggers(schema)

    def _rows(self, schema: str) -> dict[str, tuple[int, int]]:
        """By table how many rows it has and the newest transaction that wrote one: both stand until it is written."""
        each = (
            f"SELECT '{table}', count(*), coalesce(max(xmin::text::bigint), 0) FROM {schema}.{table}"
            for table in self._tables(schema)
        )
        return {table: (count, newest) for table, count, newest in self._admin.execute(" UNION ALL ".join(each))}

    def _mend_triggers(self, schema: str) -> None:
        from casetable.store.opening import open_store

        if schema not in self._stores:
            self._stores[schema] = open_store(self.where(schema))
        with self._stores[schema].engine.begin() as connection:
            if triggers_present(connection) != triggers_expected():
                install_triggers(connection)

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
    worker = getattr(pytestconfig, "workerinput", {}).get("workerid", "alone")
    ground = Schemas(url, worker, is_own=clusters.is_own(url))
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


def pytest_configure() -> None:
    """What one test compiled the next one need not."""
    sharing.share_compiled_questions()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first, each as a whole: at the end no worker waits for another's long one."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """All tests are imported now."""
    sharing.look_for_garbage_seldom()


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
