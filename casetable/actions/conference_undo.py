"""What undo and redo leave alone in a conference: what was closed, and what the room hears. Law 6, rules: Consent."""

from sqlmodel import Session, col, select

from casetable.errors import Refused
from casetable.models import Conference, ConferenceItem
from casetable.store.log import Images
from casetable.words import HELD, ItemState


def check_the_room_stands(session: Session, images: Images) -> None:
    """Raise Refused where undo or redo would change a conference that was held, or what the room hears now.

    ``images`` are those of the entry that was reverted: what stands now is what they say stood before it.
    """
    _nothing_held(session, images)
    for (table, _), (restored, was) in images.items():
        if table != "conference_item" or not restored or restored["state"] != ItemState.OPEN:
            continue
        if was is None or was["state"] != ItemState.OPEN:
            raise Refused("The room has gone on from this item.", "Go to it again: casetable conference item NUMBER")
    if any(table == "attendance" for table, _ in images) and _somebody_is_spoken_of(session):
        raise Refused(
            "The room is speaking of a participant: who hears it is not changed by undo.",
            "Correct the room check: casetable conference attend",
        )


def _nothing_held(session: Session, images: Images) -> None:
    touched = [(table, image) for (table, _), both in images.items() for image in both if image]
    items = {image["item_id"] for table, image in touched if table == "conference_line"}
    ids = {image["conference_id"] for _, image in touched if "conference_id" in image}
    ids |= set(session.exec(select(ConferenceItem.conference_id).where(col(ConferenceItem.id).in_(items))).all())
    held = select(Conference.id).where(col(Conference.id).in_(ids), col(Conference.state).in_(sorted(HELD)))
    if ids and session.exec(held).first() is not None:
        raise Refused("The conference is closed since.", "What was filed in it stands.")


def _somebody_is_spoken_of(session: Session) -> bool:
    spoken_of = select(ConferenceItem.id).where(
        ConferenceItem.state == ItemState.OPEN, col(ConferenceItem.participant_id).is_not(None)
    )
    return session.exec(spoken_of).first() is not None
