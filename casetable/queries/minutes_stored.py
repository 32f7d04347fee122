"""Agreed minutes as they were stored: the same bytes every time, as long as their readers may still be told them."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casetable.errors import Damaged, NotShared, Refused
from casetable.models import (
    ConferenceItem,
    ConferenceLine,
    Minutes,
    MinutesContent,
    MinutesPaper,
    MinutesTold,
    Participant,
)
from casetable.queries.facts import agency_knows, kept_text_shown, paper_shown, participant_listed
from casetable.queries.minutes_editions import check_may_make, held_in, named_edition, own_edition, reader_of
from casetable.queries.minutes_parts import Stands, standing_in
from casetable.queries.minutes_told import THE_PARTICIPANT, Behind
from casetable.queries.remembered import agency_codes
from casetable.rules.dates import say_day
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.conference import Occurrence
from casetable.values.disclosures import Told
from casetable.values.minutes import Edition, StoredPaper
from casetable.values.seat import Seat
from casetable.words import Audience, Basis, LineKind, MinutesForm, MinutesState


def stored(
    seat: Seat,
    conference: str | date | None,
    edition: Edition | None,
    form: MinutesForm,
    revision: int | None = None,
) -> StoredPaper | None:
    """An edition of agreed minutes as it was stored; None while that revision is open, or without this form.

    ``revision`` None is the newest. Raises Refused where the edition holds what its readers may not be told any more;
    NotAllowed and NotFound as queries/minutes.minutes does; Damaged where the stored bytes are not what was agreed.
    """
    with _agreed(seat, conference, edition, revision) as agreed:
        if agreed is None:
            return None
        _check_still_shared(agreed)
        found = _paper(agreed, form)
        if found is None:
            return None
        row, content = found
        plain = base64.b64decode(content)
        if len(plain) != row.size or _digest(plain) != row.sha256:
            raise Damaged(
                f"The stored minutes of {say_day(agreed.occurrence.on)} are not what was agreed.",
                "Keep the table as it is, and look at a backup: casetable verify says what differs.",
            )
        return StoredPaper(agreed.edition, row.form, row.sha256, plain, agreed.stands.number)


def stored_told(
    seat: Seat, conference: str | date | None, edition: Edition | None = None, revision: int | None = None
) -> tuple[Told, ...]:
    """What printing a stored edition tells, with the releases that it stands on today; nothing for an open revision.

    Raises Refused where its readers may not be told all of it any more.
    """
    with _agreed(seat, conference, edition, revision) as agreed:
        if agreed is None:
            return ()
        _check_still_shared(agreed)
        return tuple(_told(agreed))


@dataclass(frozen=True, slots=True)
class _Agreed:
    """One agreed revision's edition; ``reader`` is as whom it is read, ``row`` the revision's row."""

    session: Session
    occurrence: Occurrence
    edition: Edition
    reader: Seat
    stands: Stands
    row: Minutes


@contextmanager
def _agreed(
    seat: Seat, conference: str | date | None, edition: Edition | None, revision: int | None
) -> Iterator[_Agreed | None]:
    with reading(seat) as session:
        occurrence = held_in(session, seat, conference)
        wanted = named_edition(session, seat, edition or own_edition(seat))
        check_may_make(seat, occurrence, wanted)
        stands = standing_in(session, seat, occurrence, revision)
        if stands.row is None or stands.state is MinutesState.OPEN:
            yield None
            return
        if wanted.participant:
            wanted = Edition(wanted.audience, wanted.agency, spell("P", read_reference(wanted.participant, "P")))
        yield _Agreed(session, occurrence, wanted, reader_of(session, seat, wanted), stands, stands.row)


def _paper(agreed: _Agreed, form: MinutesForm) -> tuple[MinutesPaper, str] | None:
    asked = (
        select(MinutesPaper, MinutesContent.content)
        .join(MinutesContent, col(MinutesContent.paper_id) == MinutesPaper.id)
        .outerjoin(Participant, col(Participant.id) == MinutesPaper.participant_id)
        .where(
            MinutesPaper.minutes_id == agreed.row.id,
            MinutesPaper.audience == agreed.edition.audience,
            MinutesPaper.form == form,
            MinutesPaper.agency_id == (agreed.reader.agency_id or None),
            paper_shown(agreed.reader),
        )
    )
    if agreed.edition.participant:
        asked = asked.where(Participant.number == read_reference(agreed.edition.participant, "P"))
    return agreed.session.exec(asked).first()


def _check_still_shared(agreed: _Agreed) -> None:
    """Raise Refused, or NotShared for a letter, where what the edition tells may not be told any more."""
    edition, reader = agreed.edition, agreed.reader
    if edition.participant:
        known = select(Participant.id).where(
            Participant.number == read_reference(edition.participant, "P"), agency_knows(reader)
        )
        if agreed.session.exec(known).first() is None:
            raise NotShared(
                f"{edition.participant} is not shared with {edition.agency}: no letter is made.",
                "Who knows them makes one.",
            )
    if _holds_what_ended(agreed) or _tells_what_may_not_be_told(agreed):
        raise Refused(
            f"The agreed minutes of {say_day(agreed.occurrence.on)} hold what {reader.name} may not be told any more.",
            "A revision leaves it out: who runs the conference reopens them, casetable conference reopen "
            f"{agreed.occurrence.conference}.",
        )


def _holds_what_ended(agreed: _Agreed) -> bool:
    shown = kept_text_shown(agreed.reader)
    if agreed.edition.audience is Audience.MANAGERS:
        shown = participant_listed(agreed.reader)
    asked = (
        select(MinutesTold.id)
        .join(Participant, col(Participant.id) == MinutesTold.participant_id)
        .where(*_of_edition(agreed), ~shown)
    )
    return agreed.session.exec(asked).first() is not None


def _tells_what_may_not_be_told(agreed: _Agreed) -> bool:
    """A letter names a dissent of which the participant may not know any more."""
    if not agreed.edition.participant:
        return False
    taken_back = (
        select(ConferenceLine.text)
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Participant, col(Participant.id) == ConferenceItem.participant_id)
        .where(
            ConferenceItem.conference_id == agreed.occurrence.id,
            Participant.number == read_reference(agreed.edition.participant, "P"),
            ConferenceLine.kind == LineKind.DISSENT,
            col(ConferenceLine.may_tell).is_(False),
        )
    )
    texts = set(agreed.session.exec(taken_back).all())
    kept = _paper(agreed, MinutesForm.JSON) if texts else None
    if kept is None:
        return False
    letter = json.loads(base64.b64decode(kept[1]))
    return any(one["text"] in texts for one in letter["differed"])


def _of_edition(agreed: _Agreed) -> list[bool]:
    of_it = [
        MinutesTold.minutes_id == agreed.row.id,
        MinutesTold.audience == agreed.edition.audience,
        MinutesTold.agency_id == (agreed.reader.agency_id or None),
    ]
    if agreed.edition.participant:
        of_it.append(Participant.number == read_reference(agreed.edition.participant, "P"))
    return of_it


def _told(agreed: _Agreed) -> Iterator[Told]:
    asked = (
        select(MinutesTold, Participant.number)
        .join(Participant, col(Participant.id) == MinutesTold.participant_id)
        .where(*_of_edition(agreed))
        .order_by(col(Participant.number), col(MinutesTold.category), col(MinutesTold.writer_id))
    )
    codes = agency_codes(agreed.session)
    behind = Behind(agreed.session, agreed.reader)
    for row, number in agreed.session.exec(asked).all():
        ref, writer = spell("P", number), codes[row.writer_id]
        if agreed.edition.audience is Audience.PARTICIPANT:
            yield Told(ref, row.category, writer, None, THE_PARTICIPANT, Basis.PARTICIPANT)
        elif agreed.edition.audience is Audience.MANAGERS:
            yield Told(ref, row.category, writer, None, "the managers")
        else:
            yield Told(ref, row.category, writer, agreed.edition.agency, releases=behind.of(ref, row.category, writer))


def _digest(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()
