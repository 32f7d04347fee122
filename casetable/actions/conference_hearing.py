"""Who in the room may hear about the open item's participant, and what happens when that ends. Rules: Consent."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlmodel import Session, select

from casetable.actions.conference_reach import Sitting, end_item, end_presence, end_recess
from casetable.actions.disclosures import record
from casetable.models import Conference, ConferenceItem, Disclosure, Participant
from casetable.queries.hearing import may_room_hear
from casetable.queries.remembered import agencies_seated, agency_codes
from casetable.store.references import spell
from casetable.values.action import Action
from casetable.values.disclosures import Told
from casetable.values.seat import Seat
from casetable.words import Category, ConferenceState, DisclosureKind, ItemState

T = TypeVar("T")

SHARING_ENDED = "sharing ended"
"""Why an item was closed in the room: nobody learns more of it."""


class TellsMore(Exception):
    """What is being done tells the room something it was not told yet, so that it cannot be undone."""


def telling(quiet: Action, aloud: Action, do: Callable[[Action], T]) -> T:
    """Do something in the room under ``quiet``; where it turns out to tell more, under ``aloud``, never undone."""
    try:
        return do(quiet)
    except TellsMore:
        return do(aloud)


def record_further(sitting: Sitting, action: Action, item: ConferenceItem, told: Iterable[Told]) -> None:
    """Write down what the room is told about an item's participant and was not told before in this conference.

    An agency that was told of general things is told nothing further by a general line of a third one.

    Raises TellsMore where there is such and ``action`` could be undone.
    """
    session, seat = sitting.session, sitting.seat
    codes = agency_codes(session)
    rows = session.exec(
        select(Disclosure).where(
            Disclosure.participant_id == item.participant_id,
            Disclosure.kind == DisclosureKind.CONFERENCE,
            Disclosure.at >= (sitting.row.opened_at or seat.now),
        )
    )
    known = {_key(row.category, codes[row.discloser_id], codes.get(row.receiver_id or "")) for row in rows}
    further = [one for one in dict.fromkeys(told) if _key(one.category, one.discloser, one.to) not in known]
    if not further:
        return
    if not action.never:
        raise TellsMore
    record(session, seat, DisclosureKind.CONFERENCE, further)


def no_longer_heard(sitting: Sitting, item: ConferenceItem) -> bool:
    """Close an open item as not discussed where somebody in the room may not hear about its participant any more."""
    if item.participant_id is None or item.state is not ItemState.OPEN:
        return False
    if not may_room_hear(sitting.session, sitting.seat, item.participant_id, sitting.present()):
        return False
    _close_unheard(sitting, item)
    return True


def close_where_sharing_ended(session: Session, seat: Seat, participant: Participant) -> str:
    """Close the open item about a participant whose release was just revoked, where not all in the room may hear it.

    Returns what to say of it, beginning with a blank; empty where nothing was closed.
    """
    row = session.exec(select(Conference).where(Conference.state == ConferenceState.IN_SESSION)).first()
    if row is None:
        return ""
    room = Sitting(session, seat, row)
    item = room.open_item()
    if item is None or item.participant_id != participant.id or not no_longer_heard(room, item):
        return ""
    return f" The conference in session has left {spell('P', participant.number)}: not discussed."


def agencies_named(session: Session, codes: Iterable[str]) -> str:
    """Agencies by name for a sentence: ``Social Services and Mental Health``."""
    wanted = set(codes)
    names = [one.name for one in agencies_seated(session) if one.code in wanted]
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _key(category: Category, discloser: str, receiver: str | None) -> tuple[Category, str, str | None]:
    return (category, "" if category is Category.GENERAL else discloser, receiver)


def _close_unheard(sitting: Sitting, item: ConferenceItem) -> None:
    end_recess(sitting)
    end_presence(sitting, item)
    end_item(item, ItemState.NOT_DISCUSSED, sitting.seat.now, SHARING_ENDED)
    sitting.session.flush()
