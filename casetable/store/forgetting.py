"""Forgetting: details of the change log that hold what is to go, and every stored text that still says a name.

A detail may be deleted only by the transaction whose erasure names it (the triggers of store/schema.py). The erasure
carries the number of its own entry, which the unit of work writes last. Use it with an Action that ``forgets``.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import JSON, Enum, String, delete, func, insert, inspect
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, SQLModel, col, select

from casetable.models import Erasure, LogDetail, LogSubject, MinutesContent, Row
from casetable.store.log import head_of, images_of
from casetable.values.seat import Seat

Says = Callable[[str], bool]
Model = type[SQLModel]

_AT_ONCE = 500
"""How many rows are named by one question."""
_OF_THE_LOG = frozenset({"log", "log_detail", "log_subject", "erasure", "reference"})
_ENCODED = frozenset({"minutes_content"})
"""Bytes in letters: by chance they say any short word. What they say is read by who decodes them."""
_BETWEEN = r"[\s.\-_'’/,]+"
"""What may stand between the words of a name: ``Kowal, Ana`` and ``ana_kowal`` say it too."""


def forget_details(session: Session, seat: Seat, row_ids: set[str], needles: tuple[str, ...]) -> int:
    """Delete the details of every entry that touched one of these rows or whose detail says a needle (a name).

    Only inside the ``change`` by ``seat`` of an action that forgets, after the rows themselves were changed. Other
    rows of those entries are stated anew by this one, so that verify still has something to compare them with.
    Returns how many details were deleted. The chain stays valid, history says "erased", undo refuses.
    """
    session.flush()
    by = head_of(session).seq + 1
    held = sorted({*_touching(session, row_ids), *_saying(session, needles)})
    for some in _parts(held):
        session.execute(insert(Erasure), [{"seq": seq, "erased_by": by} for seq in some])
        session.execute(delete(LogDetail).where(col(LogDetail.seq).in_(some)))
    _state_anew(session, held)
    return len(held)


def former_names(session: Session, participant_id: str) -> tuple[str, ...]:
    """Every name under which the log still knows a participant, the newest first."""
    touched = select(LogDetail.detail).join(LogSubject, col(LogSubject.seq) == LogDetail.seq)
    found = touched.where(LogSubject.subject_id == participant_id).order_by(col(LogDetail.seq).desc())
    names: dict[str, None] = {}
    for detail in session.exec(found):
        before, after = images_of(detail).get(("participant", participant_id), (None, None))
        names |= {image["name"]: None for image in (after, before) if image and image.get("name", "").strip()}
    return tuple(names)


def says(needles: Iterable[str]) -> Says:
    """A question to a text: does it say one of the needles, as whole words, in either order, in any case?

    A name of a single word must be written as it is, or in capitals: ``Will`` is a name and ``will`` a word.
    """
    found = pattern_of(needles)
    return (lambda text: found.search(text) is not None) if found is not None else (lambda _: False)


def pattern_of(needles: Iterable[str]) -> re.Pattern[str] | None:
    """The expression behind ``says``; None where there is nothing to look for."""
    spellings = {one for needle in needles for name in (needle, _bare(needle)) for one in _spellings(name.split())}
    if not spellings:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(spellings, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def rows_saying(session: Session, needles: tuple[str, ...]) -> Iterator[tuple[Model, str, tuple[str, ...]]]:
    """Every row outside the log one of whose texts says a needle: its model, its id and the attributes that do."""
    asked = says(needles)
    for model, names in text_attributes():
        keys = list(inspect(model).primary_key)
        columns = [getattr(model, name) for name in names]
        for row in session.execute(select(*keys, *columns).execution_options(yield_per=1000)):
            values = row[len(keys) :]
            saying = tuple(name for name, value in zip(names, values, strict=True) if asked(_as_text(value)))
            if saying:
                yield model, str(row[0]), saying


def parts_of_words(session: Session, names: Iterable[str]) -> frozenset[str]:
    """Those of some names that stand in the table as letters of something else, as ``Ann Lee`` in ``Joann Leeds``."""
    left = {name: name.casefold() for name in names}
    found: set[str] = set()

    def look(text: str) -> None:
        folded = text.casefold()
        found.update(name for name, wanted in left.items() if wanted in folded)

    for model, attributes in text_attributes():
        for row in session.execute(select(*(getattr(model, name) for name in attributes))):
            look("\n".join(_as_text(value) for value in row))
    for content in session.exec(select(MinutesContent.content).execution_options(yield_per=50)):
        look(content)
    for detail in session.exec(select(LogDetail.detail).execution_options(yield_per=500)):
        look(detail)
    return frozenset(found)


def text_attributes() -> Iterator[tuple[Model, tuple[str, ...]]]:
    """By model outside the log, the attributes that hold what somebody typed: no keys, no words of a list."""
    mappers = sorted(SQLModel._sa_registry.mappers, key=lambda one: str(one.class_.__tablename__))
    for mapper in mappers:
        names = tuple(one.key for one in mapper.column_attrs if _is_typed(one.columns[0]))
        if names and mapper.class_.__tablename__ not in _OF_THE_LOG | _ENCODED:
            yield mapper.class_, names


def _is_typed(column: Any) -> bool:
    kind = getattr(column.type, "impl_instance", column.type)  # SQLModel wraps texts without a length
    if column.primary_key or column.foreign_keys or isinstance(kind, Enum):
        return False
    return isinstance(kind, String | JSON)


def _spellings(words: list[str]) -> Iterator[str]:
    if len(words) == 1:
        yield f"(?-i:{re.escape(words[0])}|{re.escape(words[0].upper())})"
    elif words:
        whole = [re.escape(word) for word in words]
        yield _BETWEEN.join(whole)
        yield _BETWEEN.join([whole[-1], *whole[:-1]])


def _bare(name: str) -> str:
    """The same without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))


def _touching(session: Session, row_ids: set[str]) -> Iterator[int]:
    """Entries that still have a detail and touched one of these rows."""
    for some in _parts(sorted(row_ids)):
        statement = select(LogSubject.seq).join(LogDetail, col(LogDetail.seq) == LogSubject.seq)
        yield from session.exec(statement.where(col(LogSubject.subject_id).in_(some)))


def _saying(session: Session, needles: tuple[str, ...]) -> Iterator[int]:
    """Entries whose detail says a needle in any of its values."""
    asked = says(needles)
    if pattern_of(needles) is None:
        return
    for seq, detail in session.execute(select(LogDetail.seq, LogDetail.detail).execution_options(yield_per=500)):
        if asked(detail) or ("\\" in detail and any(map(asked, _strings(json.loads(detail))))):
            yield seq


def _state_anew(session: Session, held: list[int]) -> None:
    """Touch the rows whose newest image was in one of these entries, so that the entry being written holds it."""
    tables = {str(mapper.class_.__tablename__): mapper.class_ for mapper in SQLModel._sa_registry.mappers}
    gone = frozenset(held)
    for some in _parts(held):
        touched = select(LogSubject.subject_id).where(col(LogSubject.seq).in_(some))
        newest = (
            select(LogSubject.kind, LogSubject.subject_id, func.max(LogSubject.seq))
            .where(col(LogSubject.subject_id).in_(touched))
            .group_by(col(LogSubject.kind), col(LogSubject.subject_id))
        )
        for table, row_id, seq in session.execute(newest).all():
            row = session.get(tables[table], row_id) if seq in gone else None
            if isinstance(row, Row):
                flag_modified(row, next(one.key for one in inspect(type(row)).column_attrs if one.key not in _FIXED))
    session.flush()


_FIXED = ("id", "version")


def _strings(value: Any) -> Iterator[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else "\n".join(_strings(value))


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
