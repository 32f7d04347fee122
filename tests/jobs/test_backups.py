"""Backing up, putting back and moving between engines, as the jobs do it: on both engines, with real files."""

import errno
import multiprocessing
import os
import re
import shutil
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import MetaData, select
from sqlcipher3 import dbapi2

from casetable.actions.history import undo
from casetable.errors import Broken, CasetableError, Damaged, NoRoom, NoTable, NotAllowed, Refused, TableBusy
from casetable.jobs.backups import make_backup, restore, try_backup
from casetable.jobs.whereabouts import whereabouts
from casetable.places import data_folder
from casetable.queries.backups import overdue, reminder, standing
from casetable.queries.history import history
from casetable.queries.tasks import tasks
from casetable.queries.verify import verify
from casetable.seat import Table, open_table
from casetable.store import drafts, pages
from casetable.store.backups import back_up, copy_before
from casetable.store.opening import open_store
from casetable.words import CLOCK
from tests.conftest import Files, Schemas
from tests.tables import FOUNDED, MON, Room, at

NAME = re.compile(r"-\d{8}T\d{6}Z-(\d+)-([0-9a-f]{12})\.casetable")
Opens = Callable[[str], Table]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer's data folder, where a dry run makes its copy ready."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


def yes(*_: object) -> bool:
    return True


def backed_up(room: Room, folder: Path) -> Path:
    """A backup of a table in which a few things happened."""
    room.agreed()
    room.promised("rent arrears letter")
    return make_backup(room.table, room.id_of("ruth"), folder, at(MON)).path


@dataclass(frozen=True)
class Kept:
    """A SQLite table that goes on from its backup, in a folder of the test, closed."""

    where: str
    backup: Path

    def room(self, opened: Opens) -> Room:
        return Room(opened(self.where), self.where, lambda: opened(self.where))


@pytest.fixture(scope="module")
def original(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("kept")
    where = files.founded(folder)
    table = open_table(where)
    room = Room(table, where, lambda: table)
    backup = backed_up(room, folder)
    room.promised("written since", of="dana", by="dana")
    table.close()
    return Kept(where, backup)


@pytest.fixture
def kept(original: Kept, tmp_path: Path) -> Kept:
    (tmp_path / "copies").mkdir()
    where, backup = tmp_path / "table.casetable", tmp_path / "copies" / original.backup.name
    shutil.copy(original.where, where)
    shutil.copy(original.backup, backup)
    return Kept(str(where), backup)


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

    last = standing(room.sit("lee")).last
    assert last is not None
    assert (last.by, last.days, last.place) == ("Ruth Feld", 0, str(made.path))
    assert history(room.sit("ruth"), limit=1).items[0].action == "backup.make"
    undo(room.sit("ruth"))
    assert ref not in [task.task for task in tasks(room.sit("ruth")).items]


def test_a_backup_by_the_clock_says_so_and_an_adviser_makes_none(room: Room, tmp_path: Path) -> None:
    make_backup(room.table, CLOCK, tmp_path, at(MON))

    last = standing(room.sit("lee")).last
    assert last is not None
    assert last.by == "the clock"
    with pytest.raises(NotAllowed):
        make_backup(room.table, room.id_of("abe"), tmp_path / "more", at(MON))
    assert not (tmp_path / "more").exists()


@pytest.mark.slow
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
    made = [make_backup(room.table, room.id_of("ruth"), tmp_path / str(n), at(MON)) for n in range(2)]
    stop.set()
    writer.join()

    assert written
    for one in made:
        assert head_of(str(one.path), opened) == (one.contents.head_seq, one.contents.head_hash)
    assert len({one.contents.head_seq for one in made}) == 2


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


def test_two_logs_that_parted_are_said_to_part_where_they_do(kept: Kept, tmp_path: Path, opened: Opens) -> None:
    other = str(tmp_path / "other.casetable")
    first = restore(kept.backup, other, replace=False, agree=yes)
    there = Room(opened(other), other, lambda: opened(other))
    there.promised("only there", of="dana", by="dana")
    parted = make_backup(there.table, CLOCK, tmp_path / "parted", at(MON)).path

    _, stands = try_backup(parted, kept.where)

    assert first is not None
    assert stands is not None
    assert stands.common == first.contents.head_seq


def test_a_table_that_somebody_has_open_is_not_replaced(kept: Kept, opened: Opens) -> None:
    room = kept.room(opened)
    assert tasks(room.sit("dana")).items

    with pytest.raises(TableBusy, match="Somebody has this table open"):
        restore(kept.backup, kept.where, replace=True, agree=yes)

    assert "written since" in [task.title for task in tasks(room.sit("dana")).items]
    assert not list(Path(kept.where).parent.glob("*replaced*"))


def damaged_in_the_middle(path: Path) -> None:
    """Spoil the table with rows that begins nearest to the file's middle, never the page that says which there are."""
    content = bytearray(path.read_bytes())
    with closing(dbapi2.connect(f"file:{path}?immutable=1", uri=True)) as connection:
        found = connection.execute(
            "SELECT rootpage, name FROM sqlite_schema WHERE type = 'table' AND rootpage > 1"
        ).fetchall()
        begins = [page for page, table in found if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()]
    middle = 4096 * (min(begins, key=lambda page: abs(page - len(content) // 8192)) - 1)
    content[middle + 8 : middle + 1200] = os.urandom(1192)
    path.write_bytes(content)


def test_a_damaged_backup_is_refused_and_nothing_is_changed(kept: Kept, tmp_path: Path) -> None:
    before = everything(kept.where)
    damaged_in_the_middle(kept.backup)

    with pytest.raises(Broken, match=re.escape(str(kept.backup))) as refused:
        restore(kept.backup, kept.where, replace=True, agree=yes)

    assert refused.value.exit_code == 9
    assert everything(kept.where) == before
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []


def test_a_damaged_table_is_not_backed_up_as_if_it_were_whole(kept: Kept, tmp_path: Path, opened: Opens) -> None:
    damaged_in_the_middle(Path(kept.where))

    with pytest.raises(Damaged):
        make_backup(opened(kept.where), CLOCK, tmp_path / "more", at(MON))

    assert not (tmp_path / "more").exists()


def test_a_backup_with_a_changed_word_is_refused(kept: Kept, tmp_path: Path) -> None:
    store = open_store(str(kept.backup))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE task SET title = 'something else'")
    store.close()

    with pytest.raises(Broken, match="does not verify"):
        restore(kept.backup, str(tmp_path / "new.casetable"), replace=False, agree=yes)

    assert not (tmp_path / "new.casetable").exists()


@pytest.mark.parametrize("kind", ["damaged", "no database", "cut short", "gone but for its -wal"])
def test_what_is_no_table_any_more_is_kept_byte_by_byte(kept: Kept, opened: Opens, kind: str) -> None:
    where = Path(kept.where)
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

    made = restore(kept.backup, str(where), replace=True, agree=yes)

    assert made is not None
    aside = Path(f"{made.aside}-wal") if kind.startswith("gone") else Path(made.aside)
    assert aside.read_bytes()[100:] == old[100:], "the header's counters may differ"
    assert everything(str(where)) == everything(str(kept.backup))
    head_of(str(where), opened)


def parts_of(where: str | Path) -> dict[str, bytes]:
    """A table's file and its -wal, byte by byte."""
    return {end: Path(f"{where}{end}").read_bytes() for end in ("", "-wal") if Path(f"{where}{end}").exists()}


def left_by_a_killed_program(where: str) -> None:
    """The table's newest change stands in its -wal, and nobody has it open."""
    store = open_store(where)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE task SET minutes = 7")
    copies = {end: Path(f"{where}{end}").read_bytes() for end in ("", "-wal", "-shm")}
    store.close()
    for end, content in copies.items():
        Path(f"{where}{end}").write_bytes(content)


def spoil(where: Path, kind: str) -> None:
    if kind == "a text":
        where.write_bytes(b"a shopping list\n" * 40)
        Path(f"{where}-wal").write_bytes(b"milk")
    else:
        where.write_bytes(b"" if kind == "empty" else b"\0" * 16 + where.read_bytes()[16:])


@pytest.mark.parametrize("kind", ["empty", "without its first bytes", "a text"])
def test_a_wal_beside_what_is_no_table_is_only_looked_at_and_then_kept(kept: Kept, opened: Opens, kind: str) -> None:
    left_by_a_killed_program(kept.where)
    spoil(Path(kept.where), kind)
    before = parts_of(kept.where)
    assert set(before) == {"", "-wal"}

    _, stands = try_backup(kept.backup, kept.where)
    with pytest.raises(CasetableError):
        open_table(kept.where)
    with pytest.raises(CasetableError):
        open_store(kept.where, must_exist=False)
    assert stands is not None
    assert stands.contents is None
    assert parts_of(kept.where) == before

    made = restore(kept.backup, kept.where, replace=True, agree=yes)

    assert made is not None
    assert parts_of(made.aside) == before
    assert everything(kept.where) == everything(str(kept.backup))
    head_of(kept.where, opened)


def test_a_damaged_table_that_somebody_has_open_is_not_replaced(kept: Kept, opened: Opens) -> None:
    room = kept.room(opened)
    assert tasks(room.sit("dana")).items
    damaged_in_the_middle(Path(kept.where))

    with pytest.raises(TableBusy, match="Somebody has this table open"):
        restore(kept.backup, kept.where, replace=True, agree=yes)

    assert not list(Path(kept.where).parent.glob("*replaced*"))


def test_no_room_beside_what_is_no_table_leaves_no_copy_of_it(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    left_by_a_killed_program(kept.where)
    spoil(Path(kept.where), "a text")
    before = parts_of(kept.where)
    monkeypatch.setattr("casetable.store.placing.flush", full)

    with pytest.raises(NoRoom):
        restore(kept.backup, kept.where, replace=True, agree=yes)

    assert parts_of(kept.where) == before
    assert not list(Path(kept.where).parent.glob("*replaced*"))


def test_a_file_that_is_replaced_keeps_who_may_read_it(kept: Kept) -> None:
    Path(kept.where).write_bytes(b"a shopping list\n" * 400)
    Path(kept.where).chmod(0o640)

    restore(kept.backup, kept.where, replace=True, agree=yes)

    assert Path(kept.where).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("is_broken", [True, False])
def test_behind_a_link_the_file_is_replaced_and_the_link_stays(kept: Kept, tmp_path: Path, is_broken: bool) -> None:
    link = tmp_path / "elsewhere" / "link.casetable"
    link.parent.mkdir()
    link.symlink_to(kept.where)
    if is_broken:
        left_by_a_killed_program(kept.where)
        spoil(Path(kept.where), "without its first bytes")

    made = restore(kept.backup, str(link), replace=True, agree=yes)

    assert made is not None
    assert link.readlink() == Path(kept.where)
    assert [one.name for one in link.parent.iterdir()] == [link.name]
    assert Path(made.aside).parent == Path(kept.where).parent
    assert everything(kept.where) == everything(str(kept.backup))
    assert whereabouts(str(link)).asides == (Path(made.aside),)


def test_a_link_to_nothing_is_no_place_for_a_backup(kept: Kept, tmp_path: Path) -> None:
    link = tmp_path / "link.casetable"
    link.symlink_to(tmp_path / "not mounted" / "table.casetable")

    with pytest.raises(NoTable, match="link to nothing"):
        restore(kept.backup, str(link), replace=False, agree=yes)

    assert not (tmp_path / "not mounted").exists()


def test_a_refused_backup_leaves_no_folder_where_it_would_have_gone(kept: Kept, tmp_path: Path) -> None:
    damaged_in_the_middle(kept.backup)

    with pytest.raises(Broken):
        restore(kept.backup, str(tmp_path / "new" / "folder" / "table.casetable"), replace=False, agree=yes)

    assert not (tmp_path / "new").exists()


def test_a_dry_run_makes_nothing_where_the_backup_would_go(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_in: list[Path] = []
    begin = drafts._begin
    monkeypatch.setattr(drafts, "_begin", lambda folder, name: made_in.append(folder) or begin(folder, name))  # type: ignore[func-returns-value]

    _, stands = try_backup(kept.backup, str(tmp_path / "new" / "table.casetable"))

    assert stands is None
    assert made_in == [data_folder()]
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "home").exists()


def test_every_folder_that_is_made_for_a_table_is_private(kept: Kept, tmp_path: Path) -> None:
    restore(kept.backup, str(tmp_path / "one" / "two" / "table.casetable"), replace=False, agree=yes)

    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("one", "one/two")] == [0o700, 0o700]


def test_a_copy_before_something_is_not_put_where_a_program_carries_it_elsewhere(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "backups").symlink_to(tmp_path / "Dropbox")
    store = open_store(kept.where)

    with pytest.raises(NoTable, match="Dropbox"):
        copy_before(store, "before-something")

    store.close()
    assert list((tmp_path / "Dropbox").iterdir()) == []


def test_where_lists_this_tables_own_copies_and_counts_each_once(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    mine = "p[1]"
    for name in (
        "backups/p-1-20261123T081500Z-274-b0ba06a11405.casetable",
        "backups/p-1-before-0002-20261123T081500Z-274-b0ba06a11405-2.casetable",
        "backups/p-1-old-20261123T081500Z-274-b0ba06a11405.casetable",
        f"{mine}-replaced-20261123T081500Z.casetable",
        f"{mine}-replaced-20261123T081500Z.casetable-wal",
        f"{mine}-replaced-20261123T081500Z.casetable-shm",
    ):
        (tmp_path / name).touch()

    found = whereabouts(str(tmp_path / f"{mine}.casetable"))

    assert sorted(one.name[:14] for one in found.backups) == ["p-1-20261123T0", "p-1-before-000"]
    assert [one.name for one in found.asides] == [f"{mine}-replaced-20261123T081500Z.casetable"]


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "no casetable table"), (b"dear diary" * 500, "not a casetable table")]
)
def test_what_is_no_casetable_file_is_not_restored(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "notes.casetable"
    file.write_bytes(content)

    with pytest.raises(NoTable, match=said):
        restore(file, str(tmp_path / "new.casetable"), replace=False, agree=yes)

    assert [one.name for one in tmp_path.iterdir()] == ["notes.casetable"]


def test_a_backup_of_a_newer_schema_is_refused_with_what_to_do(kept: Kept, tmp_path: Path) -> None:
    store = open_store(str(kept.backup))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9000'")
    store.close()

    with pytest.raises(NoTable, match="newer casetable") as refused:
        restore(kept.backup, str(tmp_path / "new.casetable"), replace=False, agree=yes)

    assert "Update this program" in refused.value.hint


def test_a_live_table_can_be_the_source_and_is_not_touched(kept: Kept, tmp_path: Path, opened: Opens) -> None:
    room = kept.room(opened)
    room.promised("only in the -wal", of="dana", by="dana")
    new = str(tmp_path / "n" / "new.casetable")

    restore(Path(kept.where), new, replace=False, agree=yes)

    assert everything(new) == everything(kept.where)
    room.promised("goes on", of="dana", by="dana")


def test_the_table_itself_is_no_backup_of_itself(kept: Kept) -> None:
    with pytest.raises(Refused, match="is the table itself"):
        restore(Path(kept.where), kept.where, replace=True, agree=yes)


@pytest.mark.parametrize(
    "step", ["os.fsync", "casetable.store.backups.publish_beside", "casetable.store.backups.copy_pages"]
)
def test_a_full_disk_leaves_no_half_file(
    kept: Kept, tmp_path: Path, opened: Opens, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    table = opened(kept.where)
    before = standing(table.seat("lee", at(MON))).last
    monkeypatch.setattr(step, full)

    with pytest.raises(NoRoom, match=re.escape(str(tmp_path / "more"))):
        make_backup(table, CLOCK, tmp_path / "more", at(MON))

    assert not (tmp_path / "more").exists()
    assert standing(table.seat("lee", at(MON))).last == before


def test_a_disk_that_is_full_while_pages_are_copied_leaves_no_half_file(
    kept: Kept, tmp_path: Path, opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pages.raw_connection

    def small(path: Path) -> object:
        connection = whole(path)
        connection.execute("PRAGMA max_page_count = 10")
        return connection

    monkeypatch.setattr(pages, "raw_connection", small)

    with pytest.raises(NoRoom):
        make_backup(opened(kept.where), CLOCK, tmp_path / "more", at(MON))

    assert not (tmp_path / "more").exists()


def test_a_disk_that_is_full_while_a_table_is_replaced_leaves_the_old_one(
    kept: Kept, opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = everything(kept.where)
    monkeypatch.setattr("casetable.store.placing.pour", full)

    with pytest.raises(NoRoom):
        restore(kept.backup, kept.where, replace=True, agree=yes)

    assert everything(kept.where) == before
    assert not list(Path(kept.where).parent.glob("*replaced*")), "each further attempt would fill the disk more"
    head_of(kept.where, opened)


def test_what_a_killed_backup_left_is_removed_by_the_next_one_but_not_what_is_being_written(
    kept: Kept, tmp_path: Path, opened: Opens
) -> None:
    copies = tmp_path / "more"
    copies.mkdir()
    left = copies / ".old-20261101T000000Z-1-abcdefabcdef.casetable.0123456789ab.partial"
    mine = copies / ".notes.partial"
    for one in (left, mine, Path(f"{left}-journal")):
        one.write_text("half")

    with drafts.draft(copies, "another.casetable") as being_written:
        made = make_backup(opened(kept.where), CLOCK, copies, at(MON)).path
        assert being_written.exists()

    assert sorted(one.name for one in copies.iterdir()) == [mine.name, made.name]


def test_a_second_backup_of_the_same_second_gets_the_next_name(files: Files, tmp_path: Path, opened: Opens) -> None:
    table = opened(files.founded(tmp_path))
    made = [back_up(table.store, tmp_path / "copies", "same").path for _ in range(3)]
    first = made[0].stem
    assert [one.stem for one in made] == [first, f"{first}-2", f"{first}-3"]


def test_the_coordinator_is_reminded_after_a_week_and_nobody_else(files: Files, tmp_path: Path, opened: Opens) -> None:
    where = files.founded(tmp_path)
    room = Room(opened(where), where, lambda: opened(where))

    assert reminder(room.sit("ruth", FOUNDED.replace(day=8))) == ""
    assert reminder(room.sit("ruth", FOUNDED.replace(day=9))) == "no backup yet, after 8 days"
    assert reminder(room.sit("lee", FOUNDED.replace(day=9))) == ""
    assert overdue(room.sit("lee", FOUNDED.replace(day=9))) == "no backup yet, after 8 days"

    make_backup(room.table, CLOCK, tmp_path, at(FOUNDED.replace(day=9)))

    assert reminder(room.sit("ruth", FOUNDED.replace(day=16))) == ""
    assert reminder(room.sit("ruth", FOUNDED.replace(day=17))) == "no backup for 8 days"

    make_backup(room.table, CLOCK, tmp_path, at(FOUNDED.replace(year=FOUNDED.year + 1)))

    assert reminder(room.sit("ruth", FOUNDED.replace(day=17))) == "no backup for 8 days", "the clock ran ahead"
    last = standing(room.sit("ruth", FOUNDED.replace(day=17))).last
    assert last is not None
    assert last.days < 0


def _restore_unasked(backup: Path, where: str) -> None:
    restore(backup, where, replace=True, agree=yes)


@pytest.mark.slow
def test_a_restore_that_is_killed_leaves_the_old_table_or_the_new_one(kept: Kept, opened: Opens) -> None:
    heads = {head_of(kept.where, opened)[1], head_of(str(kept.backup), opened)[1]}
    old = Path(kept.where).with_name("old")
    shutil.copy(kept.where, old)
    ways = multiprocessing.get_context("fork")
    for patience in (0.05, 0.12, 0.2, 0.3):
        shutil.copy(old, kept.where)
        child = ways.Process(target=_restore_unasked, args=(kept.backup, kept.where))
        child.start()
        child.join(patience)
        child.kill()
        child.join()
        assert head_of(kept.where, opened)[1] in heads
    restore(kept.backup, kept.where, replace=True, agree=yes)
    assert not [one.name for one in Path(kept.where).parent.iterdir() if one.name.startswith(".")]
