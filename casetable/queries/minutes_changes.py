"""What was corrected in a conference's minutes, what a later revision changes, and how its lines stood before."""

import base64
import binascii
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import (
    Conference,
    ConferenceItem,
    ConferenceLine,
    Minutes,
    MinutesContent,
    MinutesCorrection,
    MinutesPaper,
    Person,
)
from casetable.queries.facts import correction_shown, filed_line_shown
from casetable.queries.minutes_parts import Stands
from casetable.queries.remembered import agency_codes
from casetable.rules.dates import say_day
from casetable.values.conference import AgendaItem, FiledLine, Occurrence
from casetable.values.minutes import Correction, Edition
from casetable.values.seat import Seat
from casetable.words import Audience, CorrectionKind, MinutesForm

_Lines = Mapping[str, tuple[FiledLine, ...]]


def corrections_in(
    session: Session, reader: Seat, occurrence: Occurrence, revision: int, items: Mapping[str | None, AgendaItem]
) -> tuple[Correction, ...]:
    """The corrections up to a revision that a seat may read, oldest first, of those ``items`` (by id).

    What a line said before is a text of the line's own day: who may not read the line reads no correction of it.
    """
    asked = (
        select_rows(
            MinutesCorrection, col(Minutes.revision), col(Person.name), filed_line_shown(reader).label("line_shown")
        )
        .join(Minutes, col(Minutes.id) == MinutesCorrection.minutes_id)
        .join(Person, col(Person.id) == MinutesCorrection.person_id)
        .outerjoin(ConferenceLine, col(ConferenceLine.id) == MinutesCorrection.line_id)
        .where(
            or_(col(MinutesCorrection.line_id).is_(None), filed_line_shown(reader), _own_note(reader)),
            col(Minutes.conference_id) == occurrence.id,
            col(Minutes.revision) <= revision,
            col(MinutesCorrection.item_id).in_(sorted(one for one in items if one)),
            correction_shown(reader),
        )
        .order_by(col(Minutes.revision), col(MinutesCorrection.at), col(MinutesCorrection.id))
    )
    return tuple(
        Correction(
            id=row.id,
            item=items[row.item_id].number,
            label=items[row.item_id].label,
            line=row.line_id if line_shown else None,
            kind=row.kind,
            by=by,
            on=row.on,
            before=row.before,
            after=row.after,
            note=row.note,
            category=row.category,
            revision=number,
        )
        for row, number, by, line_shown in session.execute(asked)
    )


def _own_note(reader: Seat) -> ColumnElement[bool]:
    """A note of the reader's own agency; beside a line that it may not read any more it stands at the item."""
    is_note = col(MinutesCorrection.kind) == CorrectionKind.NOTED
    return and_(is_note, col(MinutesCorrection.writer_id) == reader.agency_id)


def as_it_was(
    session: Session, occurrence: Occurrence, revision: int, lines: _Lines
) -> dict[str, tuple[FiledLine, ...]]:
    """Lines in the words that they had at a revision: what later revisions reworded says again what it said."""
    asked = (
        select(MinutesCorrection.line_id, MinutesCorrection.before)
        .join(Minutes, col(Minutes.id) == MinutesCorrection.minutes_id)
        .where(
            Minutes.conference_id == occurrence.id,
            Minutes.revision > revision,
            MinutesCorrection.kind == CorrectionKind.REWORDED,
        )
        .order_by(col(Minutes.revision).desc(), col(MinutesCorrection.at).desc(), col(MinutesCorrection.id).desc())
    )
    before = {line: words for line, words in session.exec(asked).all() if line}
    if not before:
        return dict(lines)
    return {
        item: tuple(replace(one, text=before.get(one.id, one.text)) for one in of_item)
        for item, of_item in lines.items()
    }


def changes_in(
    session: Session, stands: Stands, edition: Edition, corrections: Sequence[Correction], lines: Collection[str]
) -> tuple[str, ...]:
    """What a later revision changes, a sentence each; nothing for the first. ``lines`` are the ids that stand on it.

    Every correction made in it is named (what it said, what it says, why, who), and what left or joined its lines for
    another reason is counted.
    """
    if stands.row is None or stands.number == 1 or edition.audience is Audience.PARTICIPANT:
        return ()
    said = [_sentence(one) for one in corrections if one.revision == stands.number]
    if stands.row.for_erasure:
        said.append("Somebody who was erased is not named any more.")
    return (*said, *_counted(session, stands.row, edition, lines))


def _sentence(one: Correction) -> str:
    who = f"{one.by}, {say_day(one.on)}"
    why = f" Why: {one.note}" if one.note else ""
    if one.kind is CorrectionKind.NOTED:
        return f"{one.item} · {one.label}, noted by {who}: {one.note}"
    return f"{one.item} · {one.label}, by {who}: was “{one.before}”, is “{one.after}”.{why}"


def _counted(session: Session, row: Minutes, edition: Edition, lines: Collection[str]) -> list[str]:
    """How many lines the stored edition of the revision before had that this one has not, and the other way round.

    A stored edition as JSON names its lines by their ids. Where there is none, nothing is counted.
    """
    before = _stored_lines(session, row, edition)
    if before is None:
        return []
    gone, came = len(before - set(lines)), len(set(lines) - before)
    said = []
    if gone:
        why = "somebody was erased, or sharing ended" if row.for_erasure else "sharing ended"
        said.append(f"{gone} {'line is' if gone == 1 else 'lines are'} left out since: {why}.")
    if came:
        said.append(f"{came} {'line stands' if came == 1 else 'lines stand'} here for the first time: shared since.")
    return said


def _stored_lines(session: Session, row: Minutes, edition: Edition) -> set[str] | None:
    """The ids of the conference's lines that stand on the same edition of the revision before; None without one."""
    codes = {code: row_id for row_id, code in agency_codes(session).items()}
    asked = (
        select(MinutesContent.content)
        .join(MinutesPaper, col(MinutesPaper.id) == MinutesContent.paper_id)
        .join(Minutes, col(Minutes.id) == MinutesPaper.minutes_id)
        .where(
            Minutes.conference_id == row.conference_id,
            Minutes.revision < row.revision,
            MinutesPaper.audience == edition.audience,
            MinutesPaper.agency_id == codes.get(edition.agency),
            MinutesPaper.form == MinutesForm.JSON,
        )
        .order_by(col(Minutes.revision).desc())
    )
    content = session.exec(asked).first()
    if content is None:
        return None
    try:
        words = base64.b64decode(content, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    filed = (
        select(ConferenceLine.id)
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .where(Conference.id == row.conference_id)
    )
    return {one for one in session.exec(filed) if f'"id": "{one}"' in words or f'"id":"{one}"' in words}
