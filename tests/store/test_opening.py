"""Opening a table: what is refused, with which sentence, and what is left untouched."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from casetable.actions.partnership import found
from casetable.errors import BadInput, NoTable, Refused, Unreachable
from casetable.seat import Table, open_table
from casetable.store import opening, sqlite
from casetable.store.opening import open_store
from casetable.store.schema import HEAD
from tests.conftest import Ground
from tests.store.tampering import by_hand
from tests.tables import FOUNDED, Room, at, setup

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://dana:secret@host/table",
        "postgresql://:secret@host/table",
        "postgresql://host/table?password=secret",
        "postgresql://host/table?schema=one&password=secret",
        "postgres://dana:secret@host/table",
    ],
)
def test_a_password_in_a_url_is_refused_and_not_repeated(where: str) -> None:
    with pytest.raises(BadInput, match="password") as refused:
        open_table(where)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("schema", ["Capital", "a-b", "1a", "a;drop", "a b", "x" * 64])
def test_a_schema_that_is_no_plain_name_is_refused(schema: str) -> None:
    with pytest.raises(BadInput):
        open_table(f"postgresql://host/table?schema={schema}")


def test_a_file_that_is_not_there_is_said_so_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.casetable"
    with pytest.raises(NoTable, match="There is no table"):
        open_table(str(path))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(NoTable):
        open_table(str(tmp_path))


@pytest.mark.parametrize("content", [b"Dear Dana, ...", b"\0" * 5000, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(NoTable):
        open_table(str(path))
    assert path.read_bytes() == content


def test_an_empty_file_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "empty.casetable"
    path.touch()
    with pytest.raises(NoTable):
        open_table(str(path))


def somebody_elses(path: Path) -> bytes:
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.execute("INSERT INTO recipes VALUES ('soup')")
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_another_programs_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    before = somebody_elses(path)
    with pytest.raises(NoTable):
        open_table(str(path))
    assert path.read_bytes() == before


def test_no_table_is_founded_in_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    before = somebody_elses(path)
    with pytest.raises(NoTable, match="another program"):
        found(str(path), setup(), clock=at(FOUNDED))
    assert path.read_bytes() == before


def test_founding_where_a_table_stands_is_refused(room: Room) -> None:
    with pytest.raises(Refused, match="There is a table"):
        found(room.where, setup(), clock=at(FOUNDED))
    assert room.sit("dana").name == "Dana Reyes"


def test_a_table_founded_and_opened_again_is_the_same(
    ground: Ground, opened: Callable[[str], Table], tmp_path: Path
) -> None:
    where = ground.empty(tmp_path)
    receipt = found(where, setup(), by="Hal Brook", clock=at(FOUNDED))
    assert "3 agencies, 12 people" in receipt.sentence
    table = opened(where)
    assert (table.partnership.name, table.partnership.is_plain, table.partnership.is_sample) == (
        "Eastside Table",
        True,
        False,
    )


def test_a_table_of_a_newer_casetable_is_refused_and_left_as_it_was(room: Room) -> None:
    with by_hand(room.where) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NoTable, match="newer casetable") as refused:
        open_table(room.where)
    assert HEAD in str(refused.value)
    with by_hand(room.where) as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "9999"
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{HEAD}'")


@only_sqlite
def test_only_its_user_may_read_a_table_and_what_stands_beside_it(ground: Ground, engine: str, tmp_path: Path) -> None:
    where = Path(ground.empty(tmp_path))
    found(str(where), setup(), clock=at(FOUNDED))
    table = open_table(str(where))
    Room(table, str(where), lambda: table).ask()
    files = sorted(where.parent.iterdir())
    assert len(files) == 3
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
    assert stat.S_IMODE(where.parent.stat().st_mode) == 0o700
    table.close()


@only_sqlite
def test_an_old_sqlite_is_refused_with_its_version(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    assert dbapi2.sqlite_version_info >= sqlite.MINIMUM_SQLITE
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 40, 1))
    monkeypatch.setattr(dbapi2, "sqlite_version", "3.40.1")
    with pytest.raises(NoTable, match=r"SQLite 3\.40\.1"):
        open_table(room.where)


@only_sqlite
def test_every_connection_keeps_the_recipe(room: Room) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "busy_timeout": opening.BUSY_SECONDS * 1000,
    }
    store = open_store(room.where)
    with store.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    store.close()
    assert found == wanted


@only_postgresql
def test_every_connection_reads_its_own_schema_in_utc(room: Room) -> None:
    store = open_store(room.where)
    with store.engine.connect() as connection:
        shown = [
            connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("timezone", "transaction_isolation", "lock_timeout")
        ]
        schema = connection.exec_driver_sql("SELECT current_schema()").scalar()
    store.close()
    assert shown == ["UTC", "read committed", f"{opening.BUSY_SECONDS}s"]
    assert room.where.endswith(f"schema={schema}")


@only_postgresql
def test_a_server_that_is_not_there_is_said_so(engine: str, tmp_path: Path) -> None:
    for where in (f"postgresql://dana@/table?host={tmp_path}", f"postgresql:///table?host={tmp_path}"):
        with pytest.raises(Unreachable, match="cannot be reached") as said:
            open_table(where)
        assert "lost" not in said.value.sentence, "there never was a connection"


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://dana:secret@host/table",
        "postgresql://dana:se/cret@host/table",
        "postgresql://dana:se?cret@host/table",
        "postgresql://dana@host/table?PassWord=secret",
        "postgresql://host:port/table",
        "mysql://dana:secret@host/table",
    ],
)
def test_a_url_with_a_password_or_of_another_kind_is_refused_and_no_file_is_made_for_it(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for must_exist in (True, False):
        with pytest.raises(BadInput) as said:
            open_store(where, must_exist=must_exist)
        assert "secret" not in str(said.value)
    assert list(tmp_path.iterdir()) == []


@only_postgresql
def test_a_schema_that_is_not_there_holds_no_table(room: Room) -> None:
    with pytest.raises(NoTable):
        open_table(room.where.replace("schema=", "schema=no_such_"))


@only_postgresql
def test_founding_makes_the_schema_when_it_is_not_there(room: Room) -> None:
    where = room.where + "_new"
    found(where, setup(), clock=at(FOUNDED))
    table = open_table(where)
    assert table.seat("dana", at(FOUNDED)).agency == "HS"
    table.close()
    with by_hand(room.where) as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {where.rpartition('=')[2]} CASCADE")


def test_founding_that_fails_half_way_leaves_nothing(
    ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casetable.actions import partnership

    def broken(*_: object) -> None:
        raise RuntimeError("half way")

    where = ground.empty(tmp_path)
    monkeypatch.setattr(partnership, "_write_agreement", broken)
    with pytest.raises(RuntimeError):
        found(where, setup(), clock=at(FOUNDED))
    monkeypatch.undo()
    with pytest.raises(NoTable):
        open_table(where)
    assert "founded" in found(where, setup(), clock=at(FOUNDED)).sentence


@pytest.mark.parametrize("words", ["", "   ", "nobody", "%"])
def test_a_seat_is_for_somebody_who_can_be_told_apart(room: Room, words: str) -> None:
    with pytest.raises(BadInput):
        room.table.seat(words, at(FOUNDED))


def test_today_is_the_partnerships_day_and_not_the_worlds(room: Room) -> None:
    late = room.table.seat("dana", at(FOUNDED, 23, 30))
    assert late.today == FOUNDED
    assert late.now.day == FOUNDED.day + 1
