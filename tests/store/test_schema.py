"""The schema in the database is the one of the models, on both engines."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect
from sqlmodel import SQLModel

from casetable.store.opening import open_store
from casetable.store.schema import install_triggers, make_current, stored_version, triggers_expected, triggers_present
from tests.tables import Room


def test_what_the_migrations_make_is_what_the_models_say(room: Room) -> None:
    store = open_store(room.where)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "render_as_batch": True}
        )
        differences = compare_metadata(context, SQLModel.metadata)
    store.close()
    assert differences == []


def test_indexes_of_some_rows_are_of_the_rows_that_the_models_say(room: Room) -> None:
    store = open_store(room.where)
    looks = inspect(store.engine)
    stand = {
        one["name"]: next((str(value) for key, value in one.get("dialect_options", {}).items() if "where" in key), "")
        for name in looks.get_table_names()
        for one in looks.get_indexes(name)
    }
    store.close()
    said = {one.name: one.info.get("where", "") for table in SQLModel.metadata.sorted_tables for one in table.indexes}
    assert any(said.values())
    assert {name: bool(where) for name, where in said.items()} == {name: bool(stand[name]) for name in said}
    if store.is_sqlite:
        assert said == {name: stand[name] for name in said}


def test_every_check_of_the_models_stands_in_the_database(room: Room) -> None:
    store = open_store(room.where)
    looks = inspect(store.engine)
    missing = []
    for table in SQLModel.metadata.sorted_tables:
        stands = {one["name"] for one in looks.get_check_constraints(table.name)}
        wanted = {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}
        missing += [f"{table.name}: {name}" for name in sorted(wanted - stands)]
    store.close()
    assert missing == []


def test_no_row_falls_with_another(room: Room) -> None:
    """ON DELETE CASCADE would empty child tables behind the log."""
    store = open_store(room.where)
    looks = inspect(store.engine)
    rules = {
        str(key.get("options", {}).get("ondelete"))
        for name in looks.get_table_names()
        for key in looks.get_foreign_keys(name)
    }
    store.close()
    assert rules == {"None"}


def test_bringing_a_current_table_up_to_date_touches_nothing(room: Room) -> None:
    store = open_store(room.where)
    make_current(store)
    make_current(store)
    with store.engine.begin() as connection:
        install_triggers(connection)
        assert triggers_present(connection) == triggers_expected()
    assert stored_version(store) is not None
    store.close()
