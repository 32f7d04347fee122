"""Full tables of every released version are brought to today's: every row, the chain and the guards hold."""

import lzma
import re
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from casetable.actions import tasks
from casetable.actions.history import redo, undo
from casetable.errors import NoTable
from casetable.queries.tasks import task
from casetable.queries.verify import verify
from casetable.seat import Table, open_table
from casetable.store.opening import is_url
from casetable.store.schema import HEAD, known_versions, stored_version
from casetable.values.history import Verification
from casetable.values.tasks import NewTask
from tests.conftest import ENGINES, Files, Ground
from tests.store.dying import (
    CHANGES_NOTHING,
    MOMENTS,
    killed_while_migrating,
    opened_at_once,
    opened_by_nobody,
)
from tests.store.released import Released, look_into, old_table, read_released, versions, write_released
from tests.store.released.fill import fill
from tests.store.released.looking import Content, content_of, kept, shape_of
from tests.store.tampering import by_hand
from tests.tables import FRI, MON, Room, at

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
LATER = date(2027, 1, 4)
"""A day after everything that stands in the kept tables."""
_CHECKED_WORDS = re.compile(r"CHECK \(\"?(\w+)\"? IN \(([^)]*)\)\)")

Opens = Callable[[str], Table]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where backups of a server's tables go in these tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module", params=[one for one in versions() if one != HEAD])
def version(request: pytest.FixtureRequest) -> str:
    """Each released version with another schema than this one's, one after the other."""
    return str(request.param)


@pytest.fixture
def old(version: str, ground: Ground, tmp_path: Path) -> str:
    """The full table of a released version, as that version left it."""
    where = ground.empty(tmp_path)
    if not is_url(where):
        Path(where).parent.mkdir()
    old_table(version, where)
    return where


@dataclass(frozen=True, slots=True)
class Brought:
    """A table that was brought to today's schema: what stood in it before and right after, and its backups."""

    table: Table
    where: str
    before: Content
    after: Content
    folder: Path

    def verified(self) -> Verification:
        return verify(self.table.seat("Ruth Castellano", at(MON)))


@pytest.fixture(scope="module", params=ENGINES)
def brought(
    version: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Brought]:
    """A full table of each released version, opened once by this one; several tests look at it."""
    ground: Ground = request.getfixturevalue("files" if request.param == "sqlite" else "schemas")
    folder = tmp_path_factory.mktemp("brought")
    where = ground.empty(folder) + "_brought"
    if not is_url(where):
        Path(where).parent.mkdir()
    old_table(version, where)
    before = content_of(where)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder))
        table = open_table(where)
    yield Brought(table, where, before, content_of(where), folder)
    table.close()
    if is_url(where):
        with by_hand(where) as connection:
            connection.exec_driver_sql(f"DROP SCHEMA {where.rpartition('=')[2]} CASCADE")


def backups(folder: Path) -> list[Path]:
    return sorted(path for one in folder.rglob("backups") for path in one.iterdir())


def test_a_full_table_of_every_version_before_this_one_is_kept() -> None:
    assert set(versions()) >= set(known_versions()) - {HEAD}, "run python -m tests.store.released with that version"


@pytest.mark.parametrize("version", versions())
def test_a_table_that_is_kept_is_full(version: str) -> None:
    released = read_released(version)
    assert lacking(released) == []
    kinds = {row[released.columns["log"].index("kind")] for row in released.rows["log"]}
    assert kinds == {"do", "undo", "redo"}
    assert len(released.rows["log_detail"]) < len(released.rows["log"])
    titles = "".join(row[released.columns["task"].index("title")] for row in released.rows["task"])
    assert "李小龍" in titles
    assert "\U0001f468" in titles


@pytest.mark.slow
@only_sqlite
def test_what_is_kept_at_the_next_release_will_be_full_too(room: Room) -> None:
    room.agreed()
    fill(room.where, date(2026, 11, 9))
    assert lacking(look_into(Path(room.where))) == []
    assert verify(room.sit("ruth", date(2027, 1, 4))).problems == ()


def lacking(released: Released) -> list[str]:
    """Tables without rows, words of a list that stand nowhere, and columns that are empty in every row."""
    missing = [name for name, rows in released.rows.items() if not rows]
    for sql in released.schema:
        name = sql.split()[2].strip('"')
        for column, words in _CHECKED_WORDS.findall(sql):
            stand = {row[released.columns[name].index(column)] for row in released.rows[name]}
            missing += [f"{name}.{column} {word}" for word in re.findall("'([^']*)'", words) if word not in stand]
    for name, columns in released.columns.items():
        for place, column in enumerate(columns):
            if all(row[place] is None for row in released.rows[name]):
                missing.append(f"{name}.{column} is never filled")
    return missing


def test_keeping_a_table_again_gives_the_same_lines(version: str, tmp_path: Path) -> None:
    old_table(version, str(tmp_path / "old.casetable"))
    again = write_released(tmp_path / "old.casetable", tmp_path)
    first = (Path(__file__).parent / "released" / again.name).read_bytes()
    assert lzma.decompress(again.read_bytes()) == lzma.decompress(first)


def test_every_row_of_a_released_version_is_there_and_the_chain_has_the_same_head(
    brought: Brought, version: str
) -> None:
    released = read_released(version)
    assert {name: len(rows) for name, rows in brought.before.items()} == {
        name: len(rows) for name, rows in released.rows.items() if name != "alembic_version"
    }
    assert kept(brought.after, brought.before) == brought.before
    assert [name for name in brought.after.keys() - brought.before.keys() if brought.after[name]] == []
    found = brought.verified()
    assert found.problems == ()
    entries = [dict(zip(released.columns["log"], row, strict=True)) for row in released.rows["log"]]
    assert (found.entries, found.head) == (len(entries), entries[-1]["hash"])
    assert found.tasks == len(released.rows["task"])


def test_what_was_brought_up_to_date_has_the_shape_of_a_new_table(
    brought: Brought, files: Files, tmp_path: Path
) -> None:
    with brought.table.store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    assert stored_version(brought.table.store) == HEAD
    if brought.table.store.is_sqlite:
        assert shape_of(brought.where) == shape_of(files.founded(tmp_path))


def test_foreign_keys_hold_again_and_the_log_is_guarded(brought: Brought) -> None:
    with pytest.raises(DBAPIError), brought.table.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE task SET owner_id = 'nobody'")
    with pytest.raises(DBAPIError, match="append-only"), by_hand(brought.where) as connection:
        connection.exec_driver_sql("DELETE FROM log_detail WHERE seq = 1")
    if brought.table.store.is_sqlite:
        with brought.table.store.engine.connect() as connection:
            said = [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in ("foreign_keys", "journal_mode")]
        assert said == [1, "wal"]


def test_as_it_was_before_it_is_kept_and_said(brought: Brought, version: str, opened: Opens, tmp_path: Path) -> None:
    (copy,) = backups(brought.folder)
    (note,) = brought.table.notes
    assert f"brought to schema {HEAD}" in note
    assert str(copy) in note
    assert f"-before-{HEAD}-" in copy.name
    in_copy, released = look_into(copy), read_released(version)
    assert in_copy.version == version
    assert {name: len(rows) for name, rows in in_copy.rows.items()} == {
        name: len(rows) for name, rows in released.rows.items()
    }
    if brought.table.store.is_sqlite:
        assert in_copy == released
    else:
        again = opened(shutil.copy(str(copy), str(tmp_path / "again.casetable")))
        assert verify(again.seat("Ruth Castellano", at(MON))).problems == ()


def test_opened_again_nothing_happens_anew(brought: Brought, opened: Opens) -> None:
    before = content_of(brought.where)
    assert opened(brought.where).notes == ()
    assert content_of(brought.where) == before
    assert len(backups(brought.folder)) == 1


def test_people_go_on_working_where_they_were(brought: Brought) -> None:
    omar = brought.table.seat("Omar Haddad", at(LATER))
    assert "task ask" in redo(omar).sentence
    assert "task ask" in undo(omar).sentence
    ref = tasks.ask(omar, NewTask("after the update", omar.actor, LATER)).ref
    tasks.complete(brought.table.seat("Omar Haddad", at(LATER, 10)), ref)
    assert task(omar, ref).fold.done_on == LATER
    undo(brought.table.seat("Omar Haddad", at(LATER, 11)))
    assert task(omar, ref).fold.done_on is None
    assert brought.verified().problems == ()


@pytest.mark.slow
def test_two_who_open_an_old_table_at_once_bring_it_up_to_date_once(old: str, version: str, home: Path) -> None:
    before = content_of(old)
    told = opened_at_once(old, str(home), 2)
    assert sorted(len(notes) for notes, _ in told) == [0, 1]
    assert {entries for _, entries in told} == {len(read_released(version).rows["log"])}
    assert len(backups(home)) == 1
    assert kept(content_of(old), before) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "moment"),
    [
        *(("sqlite", moment) for moment in MOMENTS),
        *(("postgresql", moment) for moment in ("between two steps", "before the commit", "after the commit")),
    ],
    indirect=["engine"],
)
def test_killed_in_the_middle_the_table_is_the_old_one_or_the_new_one(
    old: str, moment: str, opened: Opens, home: Path
) -> None:
    before, shape = content_of(old), shape_of(old)
    assert killed_while_migrating(old, str(home), moment) == -signal.SIGKILL
    if moment in CHANGES_NOTHING:
        assert content_of(old) == before
        assert shape_of(old) == shape
    table = opened(old)
    assert kept(content_of(old), before) == before
    assert verify(table.seat("Ruth Castellano", at(MON))).problems == ()
    assert len(table.notes) == (moment in CHANGES_NOTHING)
    assert [path.name for path in backups(home) if path.suffix != ".casetable" or path.name.startswith(".")] == []


UNKNOWN = {
    "9999": "newer casetable",
    "0000": "no casetable has written",
    "1a2b3c4d5e6f": "no casetable has written",
    "O'Brien; --": "no casetable has written",
}


def test_a_version_that_is_not_known_is_refused_and_the_table_left_as_it_was(old: str, home: Path) -> None:
    before = content_of(old)
    for written, said in UNKNOWN.items():
        _say_version(old, written)
        standing = None if is_url(old) else Path(old).read_bytes()
        with pytest.raises(NoTable, match=said) as refused:
            open_table(old)
        assert "nothing was changed" in str(refused.value)
        assert standing is None or Path(old).read_bytes() == standing
        assert content_of(old) == before
        assert backups(home) == []


def test_who_had_the_table_open_before_a_newer_program_came_writes_nothing_more(room: Room) -> None:
    seat = room.sit("dana")
    with by_hand(room.where) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NoTable, match="newer casetable brought this table to schema 9999") as refused:
        tasks.ask(seat, NewTask("too late", seat.actor, FRI))
    assert "Nothing was saved" in refused.value.hint
    with room.table.store.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{HEAD}'")
    tasks.ask(seat, NewTask("in time", seat.actor, FRI))
    assert verify(seat).problems == ()


def _say_version(where: str, version: str) -> None:
    """By another program, if it is a file."""
    if is_url(where):
        with by_hand(where) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :one"), {"one": version})
        return
    with closing(dbapi2.connect(where, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [version])


def test_an_old_table_where_nothing_can_be_written_is_refused_with_a_sentence(version: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.casetable"
        old_table(version, str(path))
        before = path.read_bytes()
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        said = opened_by_nobody(str(path))
        Path(folder).chmod(0o755)
        assert f"must be brought to {HEAD} first, but it cannot be written here" in said
        assert path.read_bytes() == before
        assert [one.name for one in Path(folder).iterdir()] == [path.name]
