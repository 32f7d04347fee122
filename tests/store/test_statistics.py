"""A server's statistics hold nothing that people wrote."""

import pytest
from sqlalchemy import text

from casetable.store.statistics import sample_no_texts
from casetable.store.unit import store_of
from tests.tables import Room

_KEPT = text(
    "SELECT attname, most_common_vals::text, histogram_bounds::text FROM pg_stats "
    "WHERE schemaname = current_schema() AND tablename = 'participant'"
)


def _analysed(room: Room) -> dict[str, str]:
    """What the server keeps of each column of the participants, once it looked."""
    with store_of(room.sit("dana")).engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE participant")
        return {name: f"{common} {bounds}" for name, common, bounds in connection.execute(_KEPT)}


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_server_keeps_no_name_among_its_statistics(room: Room) -> None:
    for _ in range(3):
        room.propose("Chidi Okafor")

    kept = _analysed(room)

    assert "state" in kept
    assert "name" not in kept
    assert "Chidi" not in str(kept)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_what_a_server_kept_of_names_before_is_forgotten(room: Room) -> None:
    store = store_of(room.sit("dana"))
    for _ in range(3):
        room.propose("Chidi Okafor")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE participant ALTER COLUMN name SET STATISTICS 100")
    assert "Chidi" in _analysed(room)["name"]

    with store.engine.begin() as connection:
        sample_no_texts(connection)

    assert "name" not in _analysed(room)
