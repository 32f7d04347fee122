"""What holds for any step from one schema version to the next: made-up steps of the dangerous kinds.

They run through the same function as casetable's own, from a folder of their own.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from casetable.errors import NoRoom, NoTable
from casetable.queries.verify import verify
from casetable.seat import Table
from casetable.store.migrating import bring_to
from casetable.store.opening import Store, is_url, open_store
from casetable.store.schema import HEAD, MIGRATIONS, stored_version
from tests.conftest import Ground
from tests.store.released import old_table
from tests.store.released.looking import content_of, kept, shape_of
from tests.tables import MON, Room, at

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
_DROPS_EVENTS = '    op.execute("DELETE FROM task_event WHERE position > 0")'
_BREAKS_A_KEY = """    op.execute("UPDATE task SET owner_id = 'nobody'")"""
_DROPS_A_TABLE = '    op.execute("DROP TABLE reference")'
_CUTS_THE_LOG = '    op.execute("DELETE FROM log_subject WHERE seq = (SELECT max(seq) FROM log_subject)")'
_REWRITES_THE_HEAD = """    op.execute("UPDATE log SET hash = 'f' WHERE seq = (SELECT max(seq) FROM log)")"""
_ADDS_REFERENCES = """    op.execute("INSERT INTO reference (space, number) VALUES ('X', 1)")"""
_IS_WRONG = '    op.execute("ALTER TABLE agency ADD COLUMN colour TEXT")\n    op.execute("SELECT nonsense")'
_STUMBLES = '    op.execute("ALTER TABLE agency ADD COLUMN colour TEXT")\n    {}["what is not there"]'
_IS_REFUSED_BY_A_CHECK = '    op.execute("UPDATE agreement SET places = 0")'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where backups of a server's tables go in these tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture
def full(ground: Ground, tmp_path: Path, opened: Callable[[str], Table]) -> Table:
    """A full table of the first version, brought to this one."""
    where = ground.empty(tmp_path)
    if not is_url(where):
        Path(where).parent.mkdir()
    old_table("0001", where)
    table = opened(where)
    for path in copies(tmp_path):
        path.unlink()
    return table


def take(store: Store, folder: Path, does: str, says: str = "") -> Path | None:
    """Take one made-up step more; returns the backup."""
    scripts = folder / "migrations"
    shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    text = _STEP.format(head=HEAD, says=says, does=does)
    (scripts / "versions" / "9999_made_up.py").write_text(text, encoding="utf-8")
    return bring_to(store, "9999", scripts)


def copies(tmp_path: Path) -> list[Path]:
    return [path for folder in tmp_path.rglob("backups") for path in folder.iterdir()]


def checks_of(where: str) -> set[str]:
    """The names of all checks and foreign keys."""
    words = " ".join(" ".join(one) for one in shape_of(where)).replace("(", " ").replace(",", " ").split()
    return {word for word in words if word.startswith(("ck_", "fk_"))}


def test_tables_with_children_and_guards_are_rebuilt_and_nothing_is_lost(full: Table, tmp_path: Path) -> None:
    where = full.store.where
    before, checks = content_of(where), checks_of(where)
    kept_at = take(full.store, tmp_path, _REBUILD + _ADDS_REFERENCES, "CHANGES_ROWS_OF = ('reference',)")
    after = content_of(where)
    assert len(after.pop("reference")) == len(before.pop("reference")) + 1
    assert kept(after, before) == before
    assert {row["colour"] for name in ("task", "log") for row in after[name]} == {"blue"}
    assert checks_of(where) >= checks
    assert [kept_at] == copies(tmp_path)
    ruth = full.seat("Ruth Castellano", at(MON))
    assert verify(ruth).problems == ()
    with pytest.raises(DBAPIError), full.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM task")
    with pytest.raises(DBAPIError, match="append-only"), full.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM log")
    assert bring_to(full.store, "9999", tmp_path / "migrations") is None


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_what_another_program_keeps_in_the_same_schema_is_left_alone(ground: Ground, tmp_path: Path) -> None:
    where = ground.empty(tmp_path)
    store = open_store(where)
    bring_to(store, "0001")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (number integer)")
        connection.exec_driver_sql(
            "CREATE FUNCTION theirs() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER theirs BEFORE INSERT ON theirs FOR EACH ROW EXECUTE FUNCTION theirs()"
        )
    shape = shape_of(where)
    take(store, tmp_path, '    op.execute("INSERT INTO theirs VALUES (1)")')
    assert content_of(where)["theirs"] == [{"number": 1}]
    assert {one for one in shape if "theirs" in one[0]} <= shape_of(where)
    with store.engine.connect() as connection:
        guards = connection.exec_driver_sql("SELECT count(*) FROM pg_trigger WHERE tgname = 'theirs'").scalar()
    assert guards == 1
    store.close()


REFUSED = {
    "it drops rows": (_DROPS_EVENTS, "", "task_event had"),
    "it breaks a foreign key": (_BREAKS_A_KEY, "", "schema 9999|would point to rows of person"),
    "it cuts the log": (_CUTS_THE_LOG, "CHANGES_ROWS_OF = ('log_subject',)", "log_subject had"),
    "a statement is wrong": (_IS_WRONG, "", "could not be brought to schema 9999"),
    "it drops a table": (_DROPS_A_TABLE, "", "reference had"),
    "it rewrites the head of the log": (_REWRITES_THE_HEAD, "", "change log"),
    "its own code stumbles": (_STUMBLES, "", "could not be brought to schema 9999"),
    "a check refuses": (_IS_REFUSED_BY_A_CHECK, "", "could not be brought to schema 9999"),
}
"""What goes wrong in a step: what it does, what it says it may, and what a person is told."""


@pytest.mark.parametrize(
    ("engine", "wrong"),
    [*(("sqlite", wrong) for wrong in REFUSED), *(("postgresql", wrong) for wrong in list(REFUSED)[:4])],
    indirect=["engine"],
)
def test_a_step_that_fails_or_loses_something_is_refused_and_leaves_the_table_as_it_was(
    room: Room, wrong: str, tmp_path: Path
) -> None:
    does, says, sentence = REFUSED[wrong]
    room.promised(about=room.agreed())
    before, shape = content_of(room.where), shape_of(room.where)
    with pytest.raises(NoTable, match=sentence) as refused:
        take(room.table.store, tmp_path, does, says)
    assert "Nothing was changed" in refused.value.hint
    assert content_of(room.where) == before
    assert shape_of(room.where) == shape
    assert stored_version(room.table.store) == HEAD
    assert copies(tmp_path) == []
    room.ask()
    assert verify(room.sit("dana")).problems == ()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_after_a_step_that_failed_the_file_is_byte_for_byte_the_same(room: Room, tmp_path: Path) -> None:
    path = Path(room.where)
    room.promised()
    room.table.store.close()
    before = path.read_bytes()
    with pytest.raises(NoTable):
        take(room.table.store, tmp_path, _REBUILD + _DROPS_EVENTS)
    room.table.store.close()
    assert path.read_bytes() == before
    assert not path.with_name(f"{path.name}-wal").exists()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_where_the_disk_is_full_at_the_commit_no_copy_is_left(ground: Ground, tmp_path: Path, engine: str) -> None:
    where = Path(ground.empty(tmp_path))
    where.parent.mkdir(exist_ok=True)
    old_table("0001", str(where))
    store = open_store(str(where))

    def full(_: object) -> None:
        error = dbapi2.OperationalError("database or disk is full")
        error.sqlite_errorcode = 13
        raise error

    event.listen(store.engine, "commit", full)

    with pytest.raises(NoRoom):
        bring_to(store, HEAD)

    assert stored_version(store) == "0001"
    store.close()
    assert not list(where.parent.rglob("*before*"))
