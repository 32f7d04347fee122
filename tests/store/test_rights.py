"""A server's table that is replaced by a restore: its rights, who had it open, and where the old one is kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casetable.errors import NoTable, OnlyReading
from casetable.jobs.backups import make_backup, restore
from casetable.jobs.whereabouts import around
from casetable.queries.tasks import tasks
from casetable.rules.whereabouts import whereabouts_lines
from casetable.seat import Table, open_table
from casetable.store.opening import open_store
from casetable.values.backups import RestoreMade
from casetable.words import CLOCK
from tests.store.tampering import by_hand
from tests.tables import FRI, MON, Room, at

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("engine", ["postgresql"], indirect=True)]

ROLES = ("casetable_reader", "casetable_app", "casetable_keeper")
RIGHTS = (
    "SELECT c.relname, pg_get_userbyid(c.relowner), a.grantee, a.privilege_type, a.is_grantable FROM pg_class c "
    "CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a "
    "WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1, 2, 3, 4"
)
OF_COLUMNS = (
    "SELECT c.relname, i.attname, i.attacl::text FROM pg_attribute i JOIN pg_class c ON c.oid = i.attrelid "
    "WHERE i.attacl IS NOT NULL AND c.relnamespace = current_schema()::regnamespace"
)


def rights(where: str) -> list[tuple[object, ...]]:
    """Who owns each table, who may do what with it and with its columns."""
    with by_hand(where) as connection:
        return [tuple(row) for question in (RIGHTS, OF_COLUMNS) for row in connection.exec_driver_sql(question)]


def schema_of(where: str) -> str:
    return where.rpartition("=")[2]


def replaced(room: Room, tmp_path: Path) -> RestoreMade:
    """The table is backed up, gets another task, and is replaced by the backup."""
    backup = make_backup(room.table, CLOCK, tmp_path / "copies", at(MON)).path
    room.promised("written since", of="dana", by="dana")
    made = restore(backup, room.where, replace=True, agree=lambda *_: True, clock=at(FRI))
    assert made is not None
    return made


@pytest.fixture(autouse=True)
def no_traces(room: Room) -> Iterator[None]:
    """Whatever a test made is gone after it: the aside, the roles and their rights."""
    yield
    schema = schema_of(room.where)
    with by_hand(room.where) as connection:
        for name in connection.exec_driver_sql("SELECT nspname FROM pg_namespace").scalars().all():
            if name.startswith(f"{schema}_replaced_"):
                connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
        for role in connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars().all():
            if role in ROLES:
                connection.exec_driver_sql(f"REASSIGN OWNED BY {role} TO CURRENT_USER")
                connection.exec_driver_sql(f"DROP OWNED BY {role}")
                connection.exec_driver_sql(f"DROP ROLE {role}")


def test_whoever_might_use_the_old_tables_may_use_the_new_ones_and_nobody_else(room: Room, tmp_path: Path) -> None:
    schema = schema_of(room.where)
    with by_hand(room.where) as connection:
        for role in ROLES:
            connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
            connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
        connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO casetable_reader, casetable_app")
        connection.exec_driver_sql("GRANT INSERT ON log, log_detail TO casetable_app WITH GRANT OPTION")
        connection.exec_driver_sql("GRANT SELECT ON agency TO PUBLIC")
        connection.exec_driver_sql("GRANT UPDATE (title) ON task TO casetable_app")
        connection.exec_driver_sql("ALTER TABLE person OWNER TO casetable_keeper")
        connection.exec_driver_sql("REVOKE DELETE ON person FROM casetable_keeper")
        connection.exec_driver_sql("ALTER FUNCTION casetable_refuse() OWNER TO casetable_keeper")
        connection.exec_driver_sql(
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT ALL ON TABLES TO casetable_reader"
        )
    before = rights(room.where)

    replaced(room, tmp_path)

    assert rights(room.where) == before
    with by_hand(room.where) as connection:
        owner = "SELECT pg_get_userbyid(proowner) FROM pg_proc WHERE oid = 'casetable_refuse()'::regprocedure"
        assert connection.exec_driver_sql(owner).scalar() == "casetable_keeper"
    reader = open_table(room.where.replace("casetable@", "casetable_reader@"))
    assert tasks(reader.seat("dana", at(MON))).items == ()
    reader.close()


def test_what_took_the_place_of_the_opened_table_is_noticed_and_nothing_is_saved_to_it(
    room: Room, tmp_path: Path, opened: Callable[[str], Table]
) -> None:
    assert room.table.changes() == room.table.changes()
    replaced(room, tmp_path)

    for _ in range(2):
        with pytest.raises(NoTable, match="restore replaced this table"):
            room.table.changes()
    with pytest.raises(NoTable, match="restore replaced this table") as refused:
        room.ask("typed before the restore")

    assert not isinstance(refused.value, OnlyReading)
    assert "open it again" in refused.value.hint
    again = Room(opened(room.where), room.where, lambda: opened(room.where))
    assert tasks(again.sit("dana")).items == ()
    again.promised("typed after it", of="dana", by="dana")


def test_a_table_that_was_founded_through_the_same_opening_is_the_same_one(ground: object, tmp_path: Path) -> None:
    from casetable.store.schema import make_current

    store = open_store(ground.empty(tmp_path))  # type: ignore[attr-defined]
    make_current(store)
    assert store.log_number is not None
    store.close()


def test_where_names_the_schemas_that_keep_what_was_replaced(room: Room) -> None:
    schema = schema_of(room.where)
    with by_hand(room.where) as connection:
        for name in (f"{schema}_replaced_20261101t090000z", f"{schema}_replaced_empty"):
            connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        connection.exec_driver_sql(f"CREATE TABLE {schema}_replaced_20261101t090000z.log ()")

    found, opened = around(room.table, at(MON))

    assert opened.standing.ground.asides == (f"{schema}_replaced_20261101t090000z",)
    lines = list(whereabouts_lines(found, opened))
    place = lines.index(("Kept aside", "schemas beside it: 1"))
    assert lines[place + 1] == ("", f"  {schema}_replaced_20261101t090000z")
