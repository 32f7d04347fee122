"""What the change log knows of the rows of the agreement: the words that were offered, the signatures given."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import func, inspect
from sqlmodel import Session, col, select

from casetable.models import Erasure, Log, LogDetail, LogSubject, Row
from casetable.store.log import Image, digest_of, hash_of, images_of, plain

_BATCH = 400


@dataclass(frozen=True, slots=True)
class Logged:
    """The newest image of a row: in which entry; None where the row was taken away, or the image was erased."""

    seq: int
    image: Image | None
    is_erased: bool = False


def logged_in(session: Session, table: str) -> tuple[dict[str, Logged], tuple[int, ...]]:
    """By id, what the log knows of a table's rows; and the numbers of entries that were changed, to be told.

    Of a row whose newest image was erased nothing but that is known.
    """
    last = func.max(LogSubject.seq)
    newest = select(LogSubject.subject_id, last).where(LogSubject.kind == table).group_by(col(LogSubject.subject_id))
    wanted = iter([(row_id, seq) for row_id, seq in session.execute(newest)])
    found: dict[str, Logged] = {}
    broken: set[int] = set()
    while batch := list(islice(wanted, _BATCH)):
        for seq, images in _images(session, {seq for _, seq in batch}, broken):
            for row_id, of in batch:
                if of == seq:
                    found[row_id] = Logged(seq, images.get((table, row_id), (None, None))[1])
        found |= {row_id: Logged(seq, None, is_erased=True) for row_id, seq in _erased(session, batch)}
    return found, tuple(sorted(broken))


def _erased(session: Session, batch: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Rows whose newest entry had its detail erased, as the log itself says."""
    named = select(Erasure.seq).join(Log, col(Log.seq) == Erasure.erased_by)
    erased = set(session.exec(named.where(col(Erasure.seq).in_({seq for _, seq in batch}))).all())
    gone = erased - set(session.exec(select(LogDetail.seq).where(col(LogDetail.seq).in_(erased))).all())
    return [(row_id, seq) for row_id, seq in batch if seq in gone]


def image_of(row: Row) -> Image:
    """Every column of a row as the log holds it."""
    return {attribute.key: plain(getattr(row, attribute.key)) for attribute in inspect(type(row)).column_attrs}


def _images(session: Session, seqs: Collection[int], broken: set[int]) -> Iterator[tuple[int, Any]]:
    """The images of entries; one that was changed after it was written is put into ``broken`` instead."""
    rows = session.exec(
        select(Log, LogDetail).join(LogDetail, col(LogDetail.seq) == Log.seq).where(col(Log.seq).in_(seqs))
    ).all()
    for entry, detail in rows:
        covered = {name: getattr(entry, name) for name in Log.model_fields}
        if hash_of(covered) != entry.hash or digest_of(detail.salt, detail.detail) != entry.digest:
            broken.add(entry.seq)
        else:
            yield entry.seq, images_of(detail.detail)
