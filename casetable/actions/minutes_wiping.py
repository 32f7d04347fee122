"""What an erasure does to minutes: stored papers that name somebody go, and agreed ones get a revision without them.

The revision begins in the erasure's own change, agreed as the one before was; its papers are rendered after it
(actions/reissuing.py, jobs/erasure.py).
"""

from base64 import b64decode
from collections.abc import Collection, Iterator
from html import unescape

from sqlalchemy import delete
from sqlmodel import Session, col, select

from casetable.models import (
    Attendance,
    ConferenceItem,
    Minutes,
    MinutesContent,
    MinutesPaper,
    MinutesTold,
)
from casetable.store.forgetting import says
from casetable.store.log import head_of
from casetable.words import MinutesForm, MinutesState

_READABLE = (MinutesForm.MARKDOWN, MinutesForm.HTML, MinutesForm.JSON)
"""The forms in which a name can be looked for; what stands in a PDF stands in the others too."""


def wipe_minutes(session: Session, row_id: str, names: tuple[str, ...] = ()) -> None:
    """Remove every stored paper of the conferences that spoke of a participant, or whose papers say one of ``names``.

    Only within the change of an action that forgets, after the rows themselves were blanked. For agreed minutes the
    next revision begins with it, agreed like the one whose place it takes. What is open for corrections stays so.
    """
    session.flush()
    papers = {*_of_conferences(session, _spoke_of(session, row_id)), *_saying(session, names)}
    for minutes_id in sorted(papers):
        _remove(session, minutes_id)
    session.flush()
    for minutes_id in sorted(papers):
        _begin_anew(session, session.get_one(Minutes, minutes_id))


def _spoke_of(session: Session, row_id: str) -> set[str]:
    """The conferences with an item about somebody, or with a guest whom they brought."""
    items = select(ConferenceItem.conference_id).where(ConferenceItem.participant_id == row_id)
    guests = select(Attendance.conference_id).where(Attendance.invited_by_id == row_id)
    return {*session.exec(items), *session.exec(guests)}


def _of_conferences(session: Session, conferences: Collection[str]) -> Iterator[str]:
    """The revisions of some conferences' minutes that are or were agreed."""
    of_them = select(Minutes.id).where(
        col(Minutes.conference_id).in_(sorted(conferences)), col(Minutes.state) != MinutesState.OPEN
    )
    yield from session.exec(of_them)


def _saying(session: Session, names: tuple[str, ...]) -> Iterator[str]:
    """The revisions of which a stored paper says a name: whoever else is spoken of in their conference."""
    if not names:
        return
    said = says(names)
    stored = (
        select(MinutesPaper.minutes_id, MinutesPaper.form, MinutesContent.content)
        .join(MinutesContent, col(MinutesContent.paper_id) == MinutesPaper.id)
        .where(col(MinutesPaper.form).in_(_READABLE))
    )
    for minutes_id, form, content in session.exec(stored.execution_options(yield_per=50)):
        text = b64decode(content).decode(errors="replace")
        if said(unescape(text) if form is MinutesForm.HTML else text):
            yield minutes_id


def _remove(session: Session, minutes_id: str) -> None:
    papers = session.exec(select(MinutesPaper).where(MinutesPaper.minutes_id == minutes_id)).all()
    session.execute(delete(MinutesContent).where(col(MinutesContent.paper_id).in_([one.id for one in papers])))
    told = session.exec(select(MinutesTold).where(MinutesTold.minutes_id == minutes_id)).all()
    for one in (*papers, *told):
        session.delete(one)


def _begin_anew(session: Session, row: Minutes) -> None:
    """Put the next revision in an agreed one's place. One that is open for corrections moves on by one."""
    if row.state is not MinutesState.AGREED:
        return
    row.state = MinutesState.REPLACED
    later = select(Minutes).where(Minutes.conference_id == row.conference_id, Minutes.revision > row.revision)
    for one in session.exec(later.order_by(col(Minutes.revision).desc())).all():
        one.revision += 1
        session.flush()
    session.add(
        Minutes(
            conference_id=row.conference_id,
            revision=row.revision + 1,
            state=MinutesState.AGREED,
            correct_until=row.correct_until,
            for_erasure=True,
            agreed_at=row.agreed_at,
            agreed_by_id=row.agreed_by_id,
            head=head_of(session).hash,
        )
    )
    session.flush()
