"""Somebody acts, and everything that must hold after any action is looked at: rows, log, references, versions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from casetable.actions.history import redo, undo
from casetable.errors import CasetableError, Refused
from casetable.jobs.tick import tick
from casetable.models import Log, LogDetail, Reference, Row
from casetable.queries.history import newest_undoable
from casetable.queries.participants import participants
from casetable.queries.tasks import story, tasks
from casetable.queries.verify import verify
from casetable.queries.week import week
from casetable.seat import open_table
from casetable.store.log import Head, Image, Images, head_of, images_of, plain
from casetable.values.seat import Receipt, Seat
from casetable.words import CLOCK
from tests.conftest import Ground
from tests.tables import MON, Room, at

Key = tuple[str, str]
Act = Callable[[Seat], Receipt]

PEOPLE = ("lee", "dana", "omar", "ruth", "hal", "sol", "abe")
NUMBERED = {"participant": "P", "task": "T", "release": "R"}
LOGGED: dict[type[Row], dict[str, Any]] = {
    mapper.class_: {attribute.key: attribute.columns[0] for attribute in mapper.column_attrs}
    for mapper in SQLModel._sa_registry.mappers
    if issubclass(mapper.class_, Row)
}
"""The columns of every logged table, by the name that the log gives them."""


class TwoTables:
    """The same table opened twice, as by two programs, with a clock that both go by, and what stands there now."""

    def __init__(self, ground: Ground, folder: Path) -> None:
        where = ground.founded(folder)
        self.tables = (open_table(where), open_table(where))
        self.room = Room(self.tables[0], where, lambda: self.tables[1])
        self.now = at(MON)()
        self.ids = {name: self.room.id_of(name) for name in PEOPLE}
        self.refs: dict[str, list[str]] = {
            "participant": [self.room.agreed("Chidi Okafor"), self.room.propose("Ana Ruiz", by="omar")],
            "task": [],
            "release": [],
        }
        self._bearers: dict[tuple[str, int], str] = {}
        self._look()

    def close(self) -> None:
        """Close both."""
        for table in self.tables:
            table.close()

    def sit(self, who: str, place: int = 0) -> Seat:
        """Somebody's seat now at one of the two opened tables; ``who`` is a name or a person id."""
        return self.tables[place % 2].seat(who, self.clock)

    def id_of(self, who: str) -> str:
        """A person's id."""
        return self.ids[who]

    def clock(self) -> datetime:
        """The instant that both tables go by."""
        return self.now

    def row(self, kind: str, which: int) -> tuple[str, Image]:
        """One of the references that were ever given, and its row as it stands (empty once it was undone)."""
        ref = self.refs[kind][which % len(self.refs[kind])]
        return ref, self.row_of(kind, ref)

    def row_of(self, kind: str, ref: str) -> Image:
        """The row of a reference as it stands (empty once it was undone)."""
        number = int(ref.partition("-")[2])
        rows = (image for (table, _), image in self.rows.items() if table == kind and image["number"] == number)
        return next(rows, {})

    def attempt(self, seat: Seat, act: Act) -> CasetableError | None:
        """Let somebody act. What was refused changed nothing; what was done is one entry that tells all of it."""
        before, head = self.rows, self.head
        refused = None
        try:
            self._keep(act(seat))
        except CasetableError as error:
            refused = error
        self._look()
        if refused is not None or self.head == head:
            assert (self.rows, self.head) == (before, head), refused
            return refused
        assert self.head.seq == head.seq + 1
        entry, images = self._newest()
        assert entry.actor == seat.actor
        self._tells_what_changed(before, images)
        self._versions_moved(before)
        return None

    def at_once(self, seats: tuple[Seat, Seat], acts: tuple[Act, Act]) -> None:
        """Let two act at the same moment, each through a table of their own: each is one entry, or refused."""

        def tried(seat: Seat, act: Act) -> int:
            try:
                receipt = act(seat)
            except CasetableError:
                return 0
            self._keep(receipt)
            return 1

        head = self.head
        with ThreadPoolExecutor(2) as both:
            done = sum(both.map(tried, seats, acts))
        self._look()
        assert self.head.seq == head.seq + done

    def take_back(self, seat: Seat) -> bool:
        """Undo somebody's newest entry. Rows become what they were before it; True if it was not refused.

        It may be refused only when it is never undone or when something came after it.
        """
        entry = newest_undoable(seat)
        is_newest = entry is not None and entry.seq == self.head.seq and not entry.never
        images = self._images_of(entry.seq) if entry is not None else {}
        before = self.rows
        refused = self.attempt(seat, undo)
        if refused is not None:
            assert isinstance(refused, Refused)
            assert not is_newest, refused
            return False
        for key, row in self.rows.items():
            assert key in images or row == before[key]
        for key, (then, _) in images.items():
            assert said(self.rows.get(key)) == said(then)
        return True

    def back_and_again(self, seat: Seat) -> None:
        """Undo and at once redo: every row says what it said."""
        before = self.rows
        if self.take_back(seat):
            assert self.attempt(seat, redo) is None
            assert {key: said(row) for key, row in self.rows.items()} == {key: said(row) for key, row in before.items()}

    def tick(self, place: int) -> None:
        """Let time bring about what is due, twice: the second time there is nothing more."""
        tick(self.tables[place % 2], self.clock)
        self._look()
        head = self.head
        assert tick(self.tables[(place + 1) % 2], self.clock) == ()
        assert self._head_now() == head

    def later(self, step: timedelta) -> None:
        """Time goes on; set back, it goes back."""
        self.now = (self.now + step).astimezone(UTC)

    def same_from_both(self, who: str) -> None:
        """What somebody sees is the same through both tables."""
        one, other = (self.sit(who, place) for place in (0, 1))
        for ask in (week, tasks, participants):
            assert ask(one) == ask(other)
        for shown in tasks(one).items:
            assert story(one, shown.task) == story(other, shown.task)

    def verifies(self, who: str) -> None:
        """The log, the guards, the rows and the folds agree."""
        found = verify(self.sit(who, 1))
        assert found.problems == ()
        assert (found.entries, found.head) == (self.head.seq, self.head.hash)
        assert found.rows >= len(self.rows)

    def newest_actor(self) -> str | None:
        """Who wrote the newest entry; None for the clock."""
        actor = self._newest()[0].actor
        return None if actor == CLOCK else actor

    def _keep(self, receipt: Receipt) -> None:
        kind = next((kind for kind, space in NUMBERED.items() if receipt.ref.startswith(f"{space}-")), None)
        if kind is not None and receipt.ref not in self.refs[kind]:
            self.refs[kind].append(receipt.ref)

    def _look(self) -> None:
        """Read every row, the head and the references, and check that no number ever changed its bearer."""
        with self.tables[0].store.reading() as session:
            self.rows = rows_of(session)
            self.head = head_of(session)
            drawn = {(space, number) for space, number in session.exec(select(Reference.space, Reference.number))}
        for (table, row_id), row in self.rows.items():
            if table in NUMBERED:
                bearer = self._bearers.setdefault((NUMBERED[table], row["number"]), row_id)
                assert bearer == row_id, f"{NUMBERED[table]}-{row['number']} was given twice"
        assert set(self._bearers) <= drawn

    def _head_now(self) -> Head:
        with self.tables[1].store.reading() as session:
            return head_of(session)

    def _newest(self) -> tuple[Log, Images]:
        with self.tables[1].store.reading() as session:
            entry = session.exec(select(Log).order_by(col(Log.seq).desc()).limit(1)).one()
        return entry, self._images_of(entry.seq)

    def _images_of(self, seq: int) -> Images:
        with self.tables[1].store.reading() as session:
            return images_of(session.exec(select(LogDetail.detail).where(LogDetail.seq == seq)).one())

    def _tells_what_changed(self, before: dict[Key, Image], images: Images) -> None:
        """The entry's images are the rows that changed, as they were and as they are."""
        changed = {key for key in before.keys() | self.rows.keys() if before.get(key) != self.rows.get(key)}
        assert images.keys() == changed
        assert images == {key: (before.get(key), self.rows.get(key)) for key in changed}

    def _versions_moved(self, before: dict[Key, Image]) -> None:
        """A row that changed, and a task that something happened to, has a newer version."""
        for key, row in self.rows.items():
            if key in before and row != before[key]:
                assert row["version"] > before[key]["version"]
        events = {key for key in before.keys() ^ self.rows.keys() if key[0] == "task_event"}
        for key in events:
            event: dict[str, Any] = self.rows.get(key) or before[key]
            task = ("task", event["task_id"])
            if task in before and task in self.rows:
                assert self.rows[task]["version"] > before[task]["version"]


def rows_of(session: Session) -> dict[Key, Image]:
    """Every row of every logged table, by table and id, its values as the log holds them."""
    found: dict[Key, Image] = {}
    for model, columns in LOGGED.items():
        for row in session.execute(select(*columns.values())):
            image = {name: plain(value) for name, value in zip(columns, row, strict=True)}
            found[str(model.__tablename__), image["id"]] = image
    return found


def said(row: Image | None) -> Image | None:
    """A row without its version, which only ever goes on."""
    return None if row is None else {name: value for name, value in row.items() if name != "version"}
