"""What holds for any step from one schema version to the next: made-up steps of the dangerous kinds.

They run through the same function as casetable's own, from a folder of their own.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from casetable.actions import tasks
from casetable.errors import NoTable
from casetable.queries.verify import verify
from casetable.seat import Table, open_table
from casetable.store.migrating import bring_to
from casetable.store.schema import HEAD, MIGRATIONS, stored_version
from casetable.values.tasks import NewTask
from tests.conftest import Ground
from tests.store.released import old_table
from tests.store.released.looking import content_of, kept, shape_of
from tests.tables import FRI, MON, at

_STEP = '''
"""Made up"""

import sqlalchemy as sa
from alembic import op

from casetable.models import Log, Task

revision, down_revision = "9999", "{head}"
{says}


def upgrade():
    is_sqlite = op.get_bind().dialect.name == "sqlite"
{does}
'''

_REBUILD = """
    for model in (Task, Log):
        how = {"recreate": "always", "copy_from": model.__table__} if is_sqlite else {"recreate": "never"}
        with op.batch_alter_table(model.__tablename__, **how) as batch:
            batch.add_column(sa.Column("colour", sa.String(length=10), nullable=False, server_default="blue"))
"""
_DROPS_EVENTS = '    op.execute("DELETE FROM task_event WHERE position > 1")'
_BREAKS_A_KEY = """    op.execute("UPDATE task SET owner_id = 'nobody'")"""
_DROPS_A_TABLE = '    op.execute("DROP TABLE clock_effect")'
_CUTS_THE_LOG = '    op.execute("DELETE FROM log_subject WHERE seq = (SELECT max(seq) FROM log_subject)")'
_REWRITES_THE_HEAD = """    op.execute("UPDATE log SET hash = 'f' WHERE seq = (SELECT max(seq) FROM log)")"""
_ADDS_REFERENCES = """    op.execute("INSERT INTO reference (space, number) VALUES ('X', 1)")"""
_IS_WRONG = '    op.execute("ALTER TABLE agency ADD COLUMN colour TEXT")\n    op.execute("SELECT nonsense")'
_STUMBLES = '    op.execute("ALTER TABLE agency ADD COLUMN colour TEXT")\n    {}["what is not there"]'
_IS_REFUSED_BY_A_CHECK = '    op.execute("UPDATE agreement SET places = 0")'

Takes = Callable[..., Path | None]


@pytest.fixture
def table(ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    """A full table of the first version, brought to this one."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    where = ground.empty(tmp_path)
    if "://" not in where:
        Path(where).parent.mkdir()
    old_table("0001", where)
    table = open_table(where)
    for path in copies(tmp_path):
        path.unlink()
    yield table
    table.close()


@pytest.fixture
def takes(table: Table, tmp_path: Path) -> Takes:
    """Takes one made-up step more."""

    def step(does: str, says: str = "") -> Path | None:
        scripts = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        text = _STEP.format(head=HEAD, says=says, does=does)
        (scripts / "versions" / "9999_made_up.py").write_text(text, encoding="utf-8")
        return bring_to(table.store, "9999", scripts)

    return step


def copies(tmp_path: Path) -> list[Path]:
    return [path for folder in tmp_path.rglob("backups") for path in folder.iterdir()]


def test_tables_with_children_and_guards_are_rebuilt_and_nothing_is_lost(
    table: Table, takes: Takes, tmp_path: Path
) -> None:
    where = table.store.where
    before, checks = content_of(where), checks_of(where)
    kept_at = takes(_REBUILD)
    after = content_of(where)
    assert kept(after, before) == before
    assert {row["colour"] for name in ("task", "log") for row in after[name]} == {"blue"}
    assert checks_of(where) >= checks
    assert [kept_at] == copies(tmp_path)
    ruth = table.seat("Ruth Castellano", at(MON))
    assert verify(ruth).problems == ()
    with pytest.raises(DBAPIError), table.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM task")
    with pytest.raises(DBAPIError, match="append-only"), table.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM log")
    tasks.ask(ruth, NewTask("goes on", ruth.actor, FRI))
    assert verify(ruth).problems == ()


def checks_of(where: str) -> set[str]:
    """The names of all checks and foreign keys."""
    words = " ".join(" ".join(one) for one in shape_of(where)).replace("(", " ").replace(",", " ").split()
    return {word for word in words if word.startswith(("ck_", "fk_"))}


@pytest.mark.parametrize(
    ("does", "says", "sentence"),
    [
        pytest.param(_DROPS_EVENTS, "", "task_event had", id="it drops rows"),
        pytest.param(_DROPS_A_TABLE, "", "clock_effect had", id="it drops a table"),
        pytest.param(_BREAKS_A_KEY, "", "9999|would point to rows of person", id="it breaks a foreign key"),
        pytest.param(_CUTS_THE_LOG, "CHANGES_ROWS_OF = ('log_subject',)", "log_subject had", id="it cuts the log"),
        pytest.param(_REWRITES_THE_HEAD, "", "change log", id="it rewrites the head of the log"),
        pytest.param(_IS_WRONG, "", "could not be brought to schema 9999", id="a statement is wrong"),
        pytest.param(_STUMBLES, "", "could not be brought to schema 9999", id="its own code stumbles"),
        pytest.param(_IS_REFUSED_BY_A_CHECK, "", "could not be brought to schema 9999", id="a check refuses"),
    ],
)
def test_a_step_that_fails_or_loses_something_is_refused_and_leaves_the_table_as_it_was(
    table: Table, takes: Takes, does: str, says: str, sentence: str, tmp_path: Path
) -> None:
    where = table.store.where
    before, shape = content_of(where), shape_of(where)
    with pytest.raises(NoTable, match=sentence) as refused:
        takes(does, says)
    assert "Nothing was changed" in refused.value.hint
    assert content_of(where) == before
    assert shape_of(where) == shape
    assert stored_version(table.store) == HEAD
    assert copies(tmp_path) == []
    dana = table.seat("Dana Reyes", at(MON))
    tasks.ask(dana, NewTask("works as before", dana.actor, FRI))
    assert verify(dana).problems == ()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_after_a_step_that_failed_the_file_is_byte_for_byte_the_same(table: Table, takes: Takes) -> None:
    path = Path(table.store.where)
    table.store.close()
    before = path.read_bytes()
    with pytest.raises(NoTable):
        takes(_REBUILD + _DROPS_EVENTS)
    table.store.close()
    assert path.read_bytes() == before
    assert not path.with_name(f"{path.name}-wal").exists()


def test_a_step_that_means_to_change_rows_says_so_and_may(table: Table, takes: Takes) -> None:
    count = len(content_of(table.store.where)["reference"])
    takes(_ADDS_REFERENCES, "CHANGES_ROWS_OF = ('reference',)")
    assert len(content_of(table.store.where)["reference"]) == count + 1


def test_the_step_itself_is_taken_once(table: Table, takes: Takes, tmp_path: Path) -> None:
    assert takes(_REBUILD) is not None
    assert bring_to(table.store, "9999", tmp_path / "migrations") is None
