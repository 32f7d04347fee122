"""Backing up, putting back and moving between engines, as the jobs do it: on both engines, with real files."""

import errno
import multiprocessing
import os
import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pytest
from sqlalchemy import MetaData, select

from casetable.actions.history import undo
from casetable.errors import Broken, CasetableError, Damaged, NoRoom, NotAllowed, NoTable, Refused, TableBusy
from casetable.jobs.backups import make_backup, restore, try_backup
from casetable.queries.backups import last_backup, overdue, reminder, standing
from casetable.queries.history import history
from casetable.queries.tasks import tasks
from casetable.queries.verify import verify
from casetable.seat import Table, open_table
from casetable.store import drafts
from casetable.store.opening import open_store
from casetable.words import CLOCK
from tests.conftest import Files, Schemas
from tests.tables import MON, Room, at

NAME = re.compile(r"-\d{8}T\d{6}Z-(\d+)-([0-9a-f]{12})\.casetable")
Opens = Callable[[str], Table]


def yes(*_: object) -> bool:
    return True


def backed_up(room: Room, folder: Path) -> Path:
    """A backup of a table in which a few things happened."""
    room.agreed()
    room.promised("rent arrears letter")
    return make_backup(room.table, room.id_of("ruth"), folder, at(MON)).path


def everything(where: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as another program reads them."""
    store = open_store(where)
    found = MetaData()
    with store.engine.connect() as connection:
        schema = connection.exec_driver_sql("SELECT current_schema()").scalar() if not store.is_sqlite else None
        found.reflect(connection, schema=schema)
        rows = {
            table.name: sorted(
                (tuple(_plain(value) for value in row) for row in connection.execute(select(table))), key=repr
            )
            for table in found.sorted_tables
        }
    store.close()
    return rows


def _plain(value: object) -> object:
    """Instants without the mark of UTC, which SQLite does not keep."""
    return str(value).removesuffix("+00:00") if value is not None else None


def head_of(where: str, opened: Opens) -> tuple[int, str]:
    table = opened(where)
    found = standing(table.seat(CLOCK, at(MON)))
    assert verify(table.seat(CLOCK, at(MON))).problems == ()
    table.close()
    return found.head_seq, found.head_hash


def test_a_backups_name_holds_the_head_of_the_log_and_only_its_owner_reads_it(room: Room, tmp_path: Path) -> None:
    seat = room.sit("ruth")
    before = standing(seat)

    made = make_backup(room.table, seat.actor, tmp_path / "copies", at(MON))

    seq, head = NAME.search(made.path.name).groups()  # type: ignore[union-attr]
    assert (int(seq), head) == (before.head_seq, before.head_hash[:12])
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in made.path.parent.iterdir()] == [made.path.name]


def test_a_backup_is_on_record_with_who_when_and_where_and_does_not_stand_in_the_way_of_undo(
    room: Room, tmp_path: Path
) -> None:
    ref = room.promised("call the landlord", of="ruth", by="ruth")
    made = make_backup(room.table, room.id_of("ruth"), tmp_path, at(MON))

    last = last_backup(room.sit("lee"))
    assert last is not None
    assert (last.by, last.days, last.place) == ("Ruth Feld", 0, str(made.path))
    assert history(room.sit("ruth"), limit=1).items[0].action == "backup.make"
    undo(room.sit("ruth"))
    assert ref not in [task.task for task in tasks(room.sit("ruth")).items]


def test_a_backup_by_the_clock_says_so_and_an_adviser_makes_none(room: Room, tmp_path: Path) -> None:
    make_backup(room.table, CLOCK, tmp_path, at(MON))

    last = last_backup(room.sit("lee"))
    assert last is not None
    assert last.by == "the clock"
    with pytest.raises(NotAllowed):
        make_backup(room.table, room.id_of("abe"), tmp_path / "more", at(MON))
    assert not (tmp_path / "more").exists()


def test_a_backup_taken_while_others_write_is_whole_and_they_are_not_held_up(
    room: Room, tmp_path: Path, opened: Opens
) -> None:
    others = room.open_again()
    stop = threading.Event()
    written: list[str] = []

    def write() -> None:
        other = Room(others, room.where, room.open_again)
        while not stop.is_set():
            written.append(other.promised(f"call {len(written)}", of="dana", by="dana"))

    writer = threading.Thread(target=write)
    writer.start()
    made = [make_backup(room.table, room.id_of("ruth"), tmp_path / str(n), at(MON)) for n in range(3)]
    stop.set()
    writer.join()

    assert len(written) > 3
    for one in made:
        assert head_of(str(one.path), opened) == (one.contents.head_seq, one.contents.head_hash)
    assert len({one.contents.head_seq for one in made}) == 3


def test_a_restored_table_is_the_same_row_by_row(room: Room, ground: object, tmp_path: Path, opened: Opens) -> None:
    backup = backed_up(room, tmp_path / "copies")
    new = ground.empty(tmp_path)  # type: ignore[attr-defined]

    made = restore(backup, new, replace=False, agree=yes)

    assert made is not None
    assert made.aside == ""
    assert everything(new) == everything(str(backup))
    assert head_of(new, opened) == (made.contents.head_seq, made.contents.head_hash)
    seat = opened(new).seat("lee", at(MON))
    assert [task.title for task in tasks(seat).items] == ["rent arrears letter"]


def test_a_partnership_moves_to_a_server_and_back_with_the_same_log(
    files: Files, schemas: Schemas, tmp_path: Path, opened: Opens
) -> None:
    first = files.founded(tmp_path, with_shelter=True)
    room = Room(opened(first), first, lambda: opened(first))
    there = schemas.empty(tmp_path)
    back = str(tmp_path / "back" / "home.casetable")

    leaving = backed_up(room, tmp_path / "leaving")
    restore(leaving, there, replace=False, agree=yes)
    server = opened(there)
    coming = make_backup(server, server.seat("ruth", at(MON)).actor, tmp_path / "coming", at(MON))
    restore(coming.path, back, replace=False, agree=yes)

    assert everything(there).keys() == everything(back).keys()
    assert everything(back) == everything(str(coming.path)) == everything(str(leaving))
    assert head_of(there, opened)[0] == head_of(back, opened)[0] + 1, "the server has the record of its backup"
    assert coming.contents.head_hash == head_of(back, opened)[1]


def test_a_table_that_stands_there_is_not_replaced_unasked(room: Room, tmp_path: Path) -> None:
    backup = backed_up(room, tmp_path / "copies")
    room.promised("written since", of="dana", by="dana")
    room.table.close()
    before = everything(room.where)

    with pytest.raises(Refused, match="already"):
        restore(backup, room.where, replace=False, agree=yes)
    assert restore(backup, room.where, replace=True, agree=lambda *_: False) is None

    assert everything(room.where) == before


def test_a_replaced_table_is_kept_aside_and_what_would_be_lost_is_said(
    room: Room, tmp_path: Path, opened: Opens
) -> None:
    backup = backed_up(room, tmp_path / "copies")
    room.promised("written since", of="dana", by="dana")
    room.table.close()
    before = everything(room.where)
    asked = []

    made = restore(backup, room.where, replace=True, agree=lambda *said: asked.append(said) or True)  # type: ignore[func-returns-value]

    assert made is not None
    ((stands, holds, aside),) = asked
    assert stands.common == holds.head_seq
    assert stands.contents.head_seq > holds.head_seq
    assert stands.contents.rows > holds.rows
    assert "replaced" in aside
    assert aside == made.aside
    assert everything(room.where) == everything(str(backup))
    assert everything(aside) == before
    assert "written since" in [task.title for task in tasks(opened(aside).seat("dana", at(MON))).items]
    head_of(room.where, opened)


def test_two_logs_that_parted_are_said_to_part_where_they_do(room: Room, tmp_path: Path, opened: Opens) -> None:
    backup = backed_up(room, tmp_path / "copies")
    shared = standing(room.clock()).head_seq - 1
    other = str(tmp_path / "other.casetable")
    restore(backup, other, replace=False, agree=yes)
    there = Room(opened(other), other, lambda: opened(other))
    there.promised("only there", of="dana", by="dana")
    parted = make_backup(there.table, CLOCK, tmp_path / "parted", at(MON)).path

    _, stands = try_backup(parted, room.where)

    assert stands is not None
    assert stands.common == shared


def test_a_table_that_somebody_has_open_is_not_replaced(files: Files, tmp_path: Path, opened: Opens) -> None:
    where = files.founded(tmp_path)
    room = Room(opened(where), where, lambda: opened(where))
    backup = backed_up(room, tmp_path / "copies")
    room.promised("written since", of="dana", by="dana")

    with pytest.raises(TableBusy, match="Somebody has this table open"):
        restore(backup, where, replace=True, agree=yes)

    assert "written since" in [task.title for task in tasks(room.sit("dana")).items]
    assert not list(Path(where).parent.glob("*replaced*"))


def damaged_in_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle + 8 : middle + 1200] = os.urandom(1192)
    path.write_bytes(content)


def test_a_damaged_backup_is_refused_and_nothing_is_changed(files: Files, tmp_path: Path, opened: Opens) -> None:
    where = files.founded(tmp_path)
    room = Room(opened(where), where, lambda: opened(where))
    backup = backed_up(room, tmp_path / "copies")
    room.table.close()
    before = everything(where)
    damaged_in_the_middle(backup)

    with pytest.raises(Broken, match=re.escape(str(backup))) as refused:
        restore(backup, where, replace=True, agree=yes)

    assert refused.value.exit_code == 9
    assert everything(where) == before
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []


def test_a_damaged_table_is_not_backed_up_as_if_it_were_whole(files: Files, tmp_path: Path, opened: Opens) -> None:
    where = files.founded(tmp_path)
    backed_up(Room(opened(where), where, lambda: opened(where)), tmp_path / "copies")
    for table in ("first", "second"):
        opened(where).close()
    damaged_in_the_middle(Path(where))

    with pytest.raises(CasetableError) as refused:
        table = open_table(where)
        make_backup(table, CLOCK, tmp_path / "more", at(MON))

    assert isinstance(refused.value, Damaged | Broken)
    assert not list((tmp_path / "more").glob("*")) if (tmp_path / "more").exists() else True


def test_a_backup_with_a_changed_word_is_refused(files: Files, tmp_path: Path, opened: Opens) -> None:
    where = files.founded(tmp_path)
    backup = backed_up(Room(opened(where), where, lambda: opened(where)), tmp_path / "copies")
    store = open_store(str(backup))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE task SET title = 'something else'")
    store.close()

    with pytest.raises(Broken, match="does not verify"):
        restore(backup, str(tmp_path / "new.casetable"), replace=False, agree=yes)

    assert not (tmp_path / "new.casetable").exists()


@pytest.mark.parametrize("kind", ["damaged", "no database", "cut short", "gone but for its -wal"])
def test_what_is_no_table_any_more_is_kept_byte_by_byte(
    files: Files, tmp_path: Path, opened: Opens, kind: str
) -> None:
    where = Path(files.founded(tmp_path))
    room = Room(opened(str(where)), str(where), lambda: opened(str(where)))
    backup = backed_up(room, tmp_path / "copies")
    room.table.close()
    if kind == "damaged":
        damaged_in_the_middle(where)
    elif kind == "no database":
        where.write_bytes(b"a shopping list\n" * 400)
    elif kind == "cut short":
        where.write_bytes(where.read_bytes()[:70_000])
    else:
        where.unlink()
        Path(f"{where}-wal").write_bytes(b"changes of an older table")
    lying = Path(f"{where}-wal") if kind.startswith("gone") else where
    old = lying.read_bytes()

    made = restore(backup, str(where), replace=True, agree=yes)

    assert made is not None
    kept = Path(f"{made.aside}-wal") if kind.startswith("gone") else Path(made.aside)
    assert kept.read_bytes()[100:] == old[100:], "the header's counters may differ"
    assert everything(str(where)) == everything(str(backup))
    head_of(str(where), opened)


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "no casetable table"), (b"dear diary" * 500, "not a casetable table")]
)
def test_what_is_no_casetable_file_is_not_restored(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "notes.casetable"
    file.write_bytes(content)

    with pytest.raises(NoTable, match=said):
        restore(file, str(tmp_path / "new.casetable"), replace=False, agree=yes)

    assert [one.name for one in tmp_path.iterdir()] == ["notes.casetable"]


def test_a_backup_of_a_newer_schema_is_refused_with_what_to_do(files: Files, tmp_path: Path, opened: Opens) -> None:
    where = files.founded(tmp_path)
    backup = backed_up(Room(opened(where), where, lambda: opened(where)), tmp_path / "copies")
    store = open_store(str(backup))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9000'")
    store.close()

    with pytest.raises(NoTable, match="newer casetable") as refused:
        restore(backup, str(tmp_path / "new.casetable"), replace=False, agree=yes)

    assert "Update this program" in refused.value.hint


def test_a_live_table_can_be_the_source_and_is_not_touched(files: Files, tmp_path: Path, opened: Opens) -> None:
    where = files.founded(tmp_path)
    room = Room(opened(where), where, lambda: opened(where))
    room.promised("only in the -wal", of="dana", by="dana")
    new = str(tmp_path / "n" / "new.casetable")

    restore(Path(where), new, replace=False, agree=yes)

    assert everything(new) == everything(where)
    room.promised("goes on", of="dana", by="dana")


def test_the_table_itself_is_no_backup_of_itself(files: Files, tmp_path: Path) -> None:
    where = files.founded(tmp_path)

    with pytest.raises(Refused, match="is the table itself"):
        restore(Path(where), where, replace=True, agree=yes)


@pytest.mark.parametrize("step", ["fsync", "hardlink"])
def test_a_full_disk_leaves_no_half_file(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    room.agreed()
    monkeypatch.setattr(*((os, "fsync", full) if step == "fsync" else (drafts, "publish", full)))
    if step == "hardlink":
        monkeypatch.setattr("casetable.store.backups.publish", full)

    with pytest.raises(NoRoom, match=re.escape(str(tmp_path / "copies"))):
        make_backup(room.table, CLOCK, tmp_path / "copies", at(MON))

    assert list((tmp_path / "copies").iterdir()) == []
    assert last_backup(room.sit("lee")) is None


def test_what_a_killed_backup_left_is_removed_by_the_next_one_but_not_what_is_being_written(
    room: Room, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    left = copies / ".old-20261101T000000Z-1-abcdefabcdef.casetable.0123456789ab.partial"
    mine = copies / ".notes.partial"
    for one in (left, mine, Path(f"{left}-journal")):
        one.write_text("half")

    with drafts.draft(copies, "another.casetable") as being_written:
        made = make_backup(room.table, CLOCK, copies, at(MON)).path
        assert being_written.exists()

    assert sorted(one.name for one in copies.iterdir()) == [mine.name, made.name]


def test_the_coordinator_is_reminded_after_a_week_and_the_sample_never(room: Room, tmp_path: Path) -> None:
    from tests.tables import FOUNDED

    assert reminder(room.sit("ruth", FOUNDED.replace(day=8))) == ""
    assert reminder(room.sit("ruth", FOUNDED.replace(day=9))) == "no backup yet, after 8 days"
    assert reminder(room.sit("lee", FOUNDED.replace(day=9))) == ""
    assert overdue(room.sit("lee", FOUNDED.replace(day=9))) == "no backup yet, after 8 days"

    make_backup(room.table, CLOCK, tmp_path, at(FOUNDED.replace(day=9)))

    assert reminder(room.sit("ruth", FOUNDED.replace(day=16))) == ""
    assert reminder(room.sit("ruth", FOUNDED.replace(day=17))) == "no backup for 8 days"


def _restore_slowly(backup: Path, where: str) -> None:
    restore(backup, where, replace=True, agree=yes)


@pytest.mark.slow
def test_a_restore_that_is_killed_leaves_the_old_table_or_the_new_one(
    files: Files, tmp_path: Path, opened: Opens
) -> None:
    where = files.founded(tmp_path)
    room = Room(opened(where), where, lambda: opened(where))
    backup = backed_up(room, tmp_path / "copies")
    room.promised("written since", of="dana", by="dana")
    room.table.close()
    heads = {head_of(where, opened)[1], head_of(str(backup), opened)[1]}
    old = tmp_path / "old"
    shutil.copy(where, old)
    ways = multiprocessing.get_context("spawn" if os.name == "nt" else "fork")
    for patience in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3):
        shutil.copy(old, where)
        child = ways.Process(target=_restore_slowly, args=(backup, where))
        child.start()
        child.join(patience)
        child.kill()
        child.join()
        assert head_of(where, opened)[1] in heads
    restore(backup, where, replace=True, agree=yes)
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_a_contents_value_tells_its_rows(room: Room, tmp_path: Path) -> None:
    made = make_backup(room.table, CLOCK, tmp_path, at(MON))

    assert made.contents.rows == sum(len(rows) for name, rows in everything(str(made.path)).items()) - 1
    assert astuple(made)[0] == made.path
