"""What one session asks again and again: read once, and anew after it wrote anything."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import event
from sqlmodel import Session, col, select

from casetable.models import Agency

Said = TypeVar("Said")

_KEPT = "remembered"


def remembered(session: Session, what: str, read: Callable[[], Said]) -> Said:
    """What ``read`` answers, kept under the name ``what`` until this session flushes a change or ends its work.

    A change that waits is flushed first, as it would be by asking. Rows changed by a statement of their own (DELETE or
    UPDATE) are not noticed: keep nothing of a table that is changed in that way.
    """
    if session.autoflush and (session.new or session.deleted or session.dirty):
        session.flush()
    kept = session.info.setdefault(_KEPT, {})
    if what not in kept:
        kept[what] = read()
    said: Said = kept[what]
    return said


def agencies_seated(session: Session) -> tuple[Agency, ...]:
    """Every agency that sits or sat at the table, in the order of the board's columns."""
    wanted = select(Agency).order_by(col(Agency.position))
    return remembered(session, "agencies", lambda: tuple(session.exec(wanted)))


def agency_codes(session: Session) -> dict[str, str]:
    """The codes of all agencies by their ids."""
    return {one.id: one.code for one in agencies_seated(session)}


def _forget(session: Any, *_: object) -> None:
    session.info.pop(_KEPT, None)


for _moment in ("after_flush", "after_commit", "after_rollback"):
    event.listen(Session, _moment, _forget)
