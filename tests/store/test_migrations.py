"""Full tables of every released version are brought to today's: every row, the chain and the guards hold."""

import lzma
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from casetable.actions import tasks
from casetable.actions.history import redo, undo
from casetable.errors import NoTable
from casetable.queries.tasks import task
from casetable.queries.verify import verify
from casetable.seat import Table, open_table
from casetable.store.opening import open_store
from casetable.store.schema import HEAD, known_versions, stored_version
from casetable.values.tasks import NewTask
from tests.conftest import Ground
from tests.store.dying import CHANGES_NOTHING, MOMENTS, killed_while_migrating, opened_at_once
from tests.store.released import look_into, old_table, read_released, versions, write_released
from tests.store.released.looking import content_of, kept, shape_of
from tests.store.tampering import by_hand
from tests.tables import FRI, MON, Room, at

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
_CHECKED_WORDS = re.compile(r"CHECK \(\"?(\w+)\"? IN \(([^)]*)\)\)")

Opens = Callable[[str], Table]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where backups of a server's tables go in these tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(params=versions())
def version(request: pytest.FixtureRequest) -> str:
    """Each released version, one after the other."""
    return str(request.param)


@pytest.fixture
def old(version: str, ground: Ground, tmp_path: Path) -> str:
    """The full table of a released version, as that version left it."""
    return standing(version, ground, tmp_path)


def standing(version: str, ground: Ground, tmp_path: Path) -> str:
    where = ground.empty(tmp_path)
    if "://" not in where:
        Path(where).parent.mkdir()
    old_table(version, where)
    return where


def backups(tmp_path: Path) -> list[Path]:
    return sorted(path for folder in tmp_path.rglob("backups") for path in folder.iterdir())


def test_a_full_table_of_every_version_before_this_one_is_kept() -> None:
    assert set(versions()) >= set(known_versions()) - {HEAD}, "run python -m tests.store.released with that version"


def test_a_table_that_is_kept_is_full(version: str) -> None:
    """No table is empty, and every word of every list stands in it; texts in more alphabets than one."""
    released = read_released(version)
    assert [name for name, rows in released.rows.items() if not rows] == []
    missing = []
    for sql in released.schema:
        name = sql.split()[2].strip('"')
        for column, words in _CHECKED_WORDS.findall(sql):
            place = released.columns[name].index(column)
            stand = {row[place] for row in released.rows[name]}
            missing += [f"{name}.{column} {word}" for word in re.findall("'([^']*)'", words) if word not in stand]
    assert missing == []
    kinds = {row[released.columns["log"].index("kind")] for row in released.rows["log"]}
    assert kinds == {"do", "undo", "redo"}
    assert len(released.rows["log_detail"]) < len(released.rows["log"])
    titles = "".join(row[released.columns["task"].index("title")] for row in released.rows["task"])
    assert "李小龍" in titles
    assert "\U0001f468" in titles


@only_sqlite
def test_keeping_a_table_again_gives_the_same_lines(
    old: str, engine: str, version: str, ground: Ground, tmp_path: Path
) -> None:
    again = write_released(Path(old), tmp_path)
    first = (Path(__file__).parent / "released" / again.name).read_bytes()
    assert lzma.decompress(again.read_bytes()) == lzma.decompress(first)


def test_every_row_of_a_released_version_is_there_and_the_chain_has_the_same_head(
    old: str, version: str, opened: Opens
) -> None:
    before = content_of(old)
    released = read_released(version)
    assert {name: len(rows) for name, rows in before.items()} == {
        name: len(rows) for name, rows in released.rows.items() if name != "alembic_version"
    }
    table = opened(old)
    after = content_of(old)
    assert kept(after, before) == before
    assert [name for name in after.keys() - before.keys() if after[name]] == []
    found = verify(table.seat("Ruth Castellano", at(MON)))
    assert found.problems == ()
    assert found.entries == len(released.rows["log"])
    assert found.head == released.rows["log"][-1][released.columns["log"].index("hash")]
    assert found.tasks == len(released.rows["task"])


def test_what_was_brought_up_to_date_has_the_shape_of_a_new_table(old: str, opened: Opens, room: Room) -> None:
    opened(old)
    store = open_store(old)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    assert stored_version(store) == HEAD
    store.close()
    assert shape_of(old) == shape_of(room.where)


def test_foreign_keys_hold_again_and_the_log_is_guarded(old: str, opened: Opens) -> None:
    table = opened(old)
    with pytest.raises(DBAPIError), table.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE task SET owner_id = 'nobody'")
    with pytest.raises(DBAPIError, match="append-only"), by_hand(old) as connection:
        connection.exec_driver_sql("DELETE FROM log_detail WHERE seq = 1")
    if table.store.is_sqlite:
        with table.store.engine.connect() as connection:
            said = [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in ("foreign_keys", "journal_mode")]
        assert said == [1, "wal"]


def test_people_go_on_working_where_they_were(old: str, opened: Opens) -> None:
    table = opened(old)
    dana = table.seat("Dana Reyes", at(MON))
    assert "task ask" in undo(dana).sentence
    assert "task ask" in redo(dana).sentence
    ref = tasks.ask(dana, NewTask("after the update", dana.actor, FRI)).ref
    tasks.complete(table.seat("Dana Reyes", at(MON, 10)), ref)
    assert task(dana, ref).fold.done_on == MON
    undo(table.seat("Dana Reyes", at(MON, 11)))
    assert task(dana, ref).fold.done_on is None
    assert verify(dana).problems == ()


def test_as_it_was_before_it_is_kept_and_said(old: str, version: str, opened: Opens, tmp_path: Path) -> None:
    table = opened(old)
    (copy,) = backups(tmp_path)
    (note,) = table.notes
    assert f"brought to schema {HEAD}" in note
    assert str(copy) in note
    assert f"-before-{HEAD}-" in copy.name
    in_copy, released = look_into(copy), read_released(version)
    assert in_copy.version == version
    assert {name: len(rows) for name, rows in in_copy.rows.items()} == {
        name: len(rows) for name, rows in released.rows.items()
    }
    if table.store.is_sqlite:
        assert in_copy == released
    again = opened(str(copy))
    assert verify(again.seat("Ruth Castellano", at(MON))).problems == ()


def test_twice_is_once(old: str, opened: Opens, tmp_path: Path) -> None:
    opened(old).close()
    after = content_of(old)
    assert opened(old).notes == ()
    assert content_of(old) == after
    assert len(backups(tmp_path)) == 1


def test_two_who_open_an_old_table_at_once_bring_it_up_to_date_once(old: str, version: str, home: Path) -> None:
    before = content_of(old)
    told = opened_at_once(old, str(home), 2)
    assert sorted(len(notes) for notes, _ in told) == [0, 1]
    assert {entries for _, entries in told} == {len(read_released(version).rows["log"])}
    assert len(backups(home)) == 1
    assert kept(content_of(old), before) == before


@pytest.mark.parametrize("moment", MOMENTS)
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


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("9999", "newer casetable"),
        ("0000", "no casetable has written"),
        ("1a2b3c4d5e6f", "no casetable has written"),
        ("O'Brien; --", "no casetable has written"),
    ],
)
def test_a_version_that_is_not_known_is_refused_and_the_table_left_as_it_was(
    old: str, written: str, said: str, tmp_path: Path
) -> None:
    quoted = written.replace("'", "''")
    with by_hand(old) as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{quoted}'")
    before = content_of(old)
    standing = None if "://" in old else Path(old).read_bytes()
    with pytest.raises(NoTable, match=said) as refused:
        open_table(old)
    assert "nothing was changed" in str(refused.value)
    assert content_of(old) == before
    assert standing is None or Path(old).read_bytes() == standing
    assert backups(tmp_path) == []
