"""A participant's own voice: what they want, how they take part, what they were told, how they may be reached."""

from datetime import date

from sqlmodel import Session, select

from casetable.actions.about import about, day_of
from casetable.actions.notes import write
from casetable.actions.wording import line
from casetable.errors import BadInput
from casetable.models import Agency, SafeContact
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import Category, NoteKind, TakingPart

GOAL = Action("participant.goal", "wrote down their words")
TAKING_PART = Action("participant.taking_part", "asked how they take part")
TOLD = Action("participant.told", "told them")
CONTACT = Action("participant.contact", "asked how to reach them")


def say_goal(
    seat: Seat,
    participant: str,
    words: str,
    *,
    on: date | None = None,
    category: Category = Category.GENERAL,
    heard: Heard | None = None,
) -> Receipt:
    """Write down what they want, in their own words; what they said before stays in the history.

    Raises BadInput without words, NotShared where this agency does not know them, Refused after they died.
    """
    with change(seat, GOAL, heard) as session:
        whom = about(session, seat, participant, heard)
        whom.not_after_death()
        write(whom, NoteKind.GOAL, words, category=category, on=on)
        return whom.receipt("their words are kept.", category)


def take_part(
    seat: Seat,
    participant: str,
    how: TakingPart,
    *,
    note: str = "",
    on: date | None = None,
    category: Category = Category.GENERAL,
    heard: Heard | None = None,
) -> Receipt:
    """Record how they want to take part in conferences from now on; ``note`` may hold their message.

    Raises NotShared where this agency does not know them, Refused after they died.
    """
    with change(seat, TAKING_PART, heard) as session:
        whom = about(session, seat, participant, heard)
        whom.not_after_death()
        write(whom, NoteKind.TAKING_PART, note, category=category, on=on, taking_part=how)
        return whom.receipt(f"{how.label}.", category)


def tell(
    seat: Seat,
    participant: str,
    text: str,
    *,
    on: date | None = None,
    minutes: int | None = None,
    category: Category = Category.GENERAL,
    heard: Heard | None = None,
) -> Receipt:
    """Record what they were told, and on which day.

    Raises BadInput without words, NotShared where this agency does not know them, Refused after they died.
    """
    with change(seat, TOLD, heard) as session:
        whom = about(session, seat, participant, heard)
        whom.not_after_death()
        write(whom, NoteKind.TOLD, text, category=category, on=on, minutes=minutes)
        return whom.receipt("told, and kept.", category)


def set_contact(
    seat: Seat,
    participant: str,
    *,
    how: str = "",
    when: str = "",
    never: str = "",
    no_post: bool = False,
    location_private: bool | None = None,
    category: Category = Category.GENERAL,
    on: date | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Record how they may be reached safely, as they said it: the newest counts, what was said before stays.

    ``location_private`` None: where they sleep or were seen is private if a victim service provider proposed them.
    Raises BadInput when nothing is said, NotShared where this agency does not know them, Refused after they died.
    """
    texts = [line(one) for one in (how, when, never)]
    if not any(texts) and not no_post:
        raise BadInput("How may they be reached?", "Say how, when, or how never.")
    with change(seat, CONTACT, heard) as session:
        whom = about(session, seat, participant, heard)
        whom.not_after_death()
        private = _is_providers(session, whom.row.agency_id) if location_private is None else location_private
        row = SafeContact(
            participant_id=whom.row.id,
            how=texts[0],
            when=texts[1],
            never=texts[2],
            no_post=no_post,
            location_private=private,
            category=category,
            agency_id=whom.voice.agency_id,
            person_id=whom.voice.actor,
            at=seat.now,
            on=day_of(seat, on),
        )
        session.add(row)
        session.flush()
        return whom.receipt("how to reach them is kept.", category)


def _is_providers(session: Session, agency_id: str) -> bool:
    return session.exec(select(Agency.victim_service_provider).where(Agency.id == agency_id)).one()
