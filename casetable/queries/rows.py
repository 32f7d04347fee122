"""Every row beside the newest image that the log holds of it: what was changed past casetable is named here.

The log is trusted: verify recomputes its chain first, and with it the index of what each entry touched. Rows go
through in batches, so that memory does not grow with the table.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import exists, func, inspect
from sqlmodel import Session, SQLModel, col, select

from casetable.models import LogDetail, LogSubject, Participant, Reference, Release, Row, Task
from casetable.queries.naming import name_row
from casetable.store.log import Image, Images, images_of, plain
from casetable.values.seat import Seat

MOST = 100
"""So many problems are said one by one; of more only how many."""
UNREADABLE = (ValueError, LookupError, TypeError)
"""What a column's type raises for a value that it cannot hold: an unknown word, 30 February."""
_BATCH = 400


@dataclass(frozen=True, slots=True)
class _Newest:
    """The newest entry that touched a row."""

    table: str
    row_id: str
    seq: int


@dataclass(slots=True)
class _Found:
    """How many rows were looked at, and what is wrong with them."""

    rows: int = 0
    problems: list[str] = field(default_factory=list)
    more: int = 0

    def wrong(self) -> bool:
        """Count one row more that is not right. True if there is room to say which."""
        self.more += len(self.problems) >= MOST
        return len(self.problems) < MOST

    def told(self) -> list[str]:
        rest = [f"{self.more:,} more rows are not what the log says."] if self.more else []
        return [*self.problems, *rest]


def rows_in(session: Session, seat: Seat) -> tuple[int, list[str]]:
    """How many rows were compared with the log, and a sentence for each that is not what the log says.

    Rows whose newest image was erased are passed over. Participants and releases are named only to who may list
    them; no value is ever said.
    """
    found = _Found()
    models = {str(mapper.class_.__tablename__): mapper.class_ for mapper in SQLModel._sa_registry.mappers}
    logged = {table: model for table, model in models.items() if issubclass(model, Row)}
    for batch in _batches(_newest(session)):
        images = _images(session, batch)
        for table, model in logged.items():
            of_table = [one for one in batch if one.table == table]
            if of_table:
                _compare(session, seat, model, of_table, images, found)
    for table, model in logged.items():
        _unknown(session, seat, table, model, found)
    for space, model in (("P", Participant), ("T", Task), ("R", Release)):
        _undrawn(session, seat, space, model, found)
    return found.rows, found.told()


def _newest(session: Session) -> Iterator[_Newest]:
    """Every row that the log knows, with the newest entry that touched it, oldest first."""
    last = func.max(LogSubject.seq).label("last")
    statement = select(LogSubject.kind, LogSubject.subject_id, last).group_by(
        col(LogSubject.kind), col(LogSubject.subject_id)
    )
    for table, row_id, seq in session.execute(statement.order_by(last).execution_options(yield_per=2000)):
        yield _Newest(table, row_id, seq)


def _batches(newest: Iterator[_Newest]) -> Iterator[list[_Newest]]:
    while batch := list(islice(newest, _BATCH)):
        yield batch


def _images(session: Session, batch: list[_Newest]) -> dict[int, Images]:
    """By entry, the images of its rows; an entry whose detail was erased is left out."""
    seqs = {one.seq for one in batch}
    rows = session.exec(select(LogDetail.seq, LogDetail.detail).where(col(LogDetail.seq).in_(seqs)))
    return {seq: images_of(detail) for seq, detail in rows}


def _compare(
    session: Session, seat: Seat, model: type[Row], batch: list[_Newest], images: dict[int, Images], found: _Found
) -> None:
    stored, unreadable = _stored(session, model, [one.row_id for one in batch])
    for one in batch:
        if one.seq not in images:
            continue
        found.rows += 1
        _, image = images[one.seq][one.table, one.row_id]
        if one.row_id in unreadable:
            problem = "holds what cannot be read"
        else:
            problem = _difference(image, stored.get(one.row_id))
        if problem and found.wrong():
            who = name_row(session, seat, one.table, one.row_id, image)
            found.problems.append(f"{who} {problem} (entry {one.seq}).")


def _stored(session: Session, model: type[Row], ids: list[str]) -> tuple[dict[str, Image], frozenset[str]]:
    """The rows as they stand, by id, and the ids of those that cannot be read."""
    try:
        return {image["id"]: image for image in _read(session, model, ids)}, frozenset()
    except UNREADABLE:
        if len(ids) == 1:
            return {}, frozenset(ids)
    stored: dict[str, Image] = {}
    unreadable: set[str] = set()
    for half in (ids[: len(ids) // 2], ids[len(ids) // 2 :]):
        read, not_read = _stored(session, model, half)
        stored |= read
        unreadable |= not_read
    return stored, frozenset(unreadable)


def _read(session: Session, model: type[Row], ids: list[str]) -> Iterator[Image]:
    columns = {attribute.key: attribute.columns[0] for attribute in inspect(model).column_attrs}
    for row in session.execute(select(*columns.values()).where(col(model.id).in_(ids))):
        yield {name: plain(value) for name, value in zip(columns, row, strict=True)}


def _difference(image: Image | None, stored: Image | None) -> str:
    """What is wrong with a row, to be said after its name; nothing when it is what the log says.

    Columns that the image does not have are of a later schema.
    """
    if stored is None:
        return "is missing, though the log says that it is there" if image is not None else ""
    if image is None:
        return "is there, though the log says that it was taken away"
    wrong = [name for name in image if name in stored and stored[name] != image[name]]
    return f"is not what the log says was written: {_words(wrong)}" if wrong else ""


def _words(names: Iterable[str]) -> str:
    """Names of columns as words."""
    return ", ".join(name.removesuffix("_id").replace("_", " ") for name in names)


def _unknown(session: Session, seat: Seat, table: str, model: type[Row], found: _Found) -> None:
    """Find rows of a table that no entry of the log touched."""
    touched = exists().where(col(LogSubject.subject_id) == model.id, col(LogSubject.kind) == table)
    ids = select(model.id).where(~touched).execution_options(yield_per=500)
    for row_id in session.exec(ids):
        found.rows += 1
        if found.wrong():
            who = name_row(session, seat, table, row_id, None)
            found.problems.append(f"{who} is there, and the log does not know of it.")


def _undrawn(session: Session, seat: Seat, space: str, model: Any, found: _Found) -> None:
    """Find numbers in use that were never drawn, and could be drawn again."""
    drawn = exists().where(col(Reference.space) == space, col(Reference.number) == model.number)
    for row_id in session.exec(select(model.id).where(~drawn).execution_options(yield_per=500)):
        if found.wrong():
            who = name_row(session, seat, model.__tablename__, row_id, None)
            found.problems.append(f"{who} has a number that was never drawn.")
