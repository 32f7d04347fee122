"""A participant's own voice: what they want, how they take part, what they were told, how they may be reached."""

from datetime import date

from sqlmodel import Session, select

from casetable.actions.about import about, day_of
from casetable.actions.notes import write
from casetable.actions.wording import line
from casetable.errors import BadInput
from casetable.models import Agency, SafeContact
from casetable.queries.notes import safe_contact
from casetable.rules.notes import say_contact
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.card import SafeContact as SafeContactValue
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
    how: str | None = None,
    when: str | None = None,
    never: str | None = None,
    no_post: bool | None = None,
    location_private: bool | None = None,
    on: date | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Record how they may be reached safely, as they said it: the newest counts, what was said before stays on file.

    None: not said, so what stood that day goes on, as far as this agency may see it; an empty text takes back what
    stood. Where nothing stood, the place is private if a victim service provider proposed them. Safe contact is
    always general. Raises BadInput when nothing is said, NotShared where this agency does not know them, Refused
    after they died.
    """
    with change(seat, CONTACT, heard) as session:
        whom = about(session, seat, participant, heard)
        whom.not_after_death()
        day = day_of(seat, on)
        stood = safe_contact(session, seat, whom.row.id, also=whom.voice, until=day)
        private = stood.location_private if stood else _is_providers(session, whom.row.agency_id)
        row = SafeContact(
            participant_id=whom.row.id,
            how=_words(how, stood.how if stood else ""),
            when=_words(when, stood.when if stood else ""),
            never=_words(never, stood.never if stood else ""),
            no_post=_said(no_post, stood.no_post if stood else False),
            location_private=_said(location_private, private),
            category=Category.GENERAL,
            agency_id=whom.voice.agency_id,
            person_id=whom.voice.actor,
            at=seat.now,
            on=day,
        )
        if not (row.how or row.when or row.never or row.no_post):
            raise BadInput("How may they be reached?", "Say how, when, or how never.")
        session.add(row)
        session.flush()
        return whom.receipt(_stands(safe_contact(session, seat, whom.row.id)), Category.GENERAL)


def _words(said: str | None, stood: str) -> str:
    return stood if said is None else line(said)


def _said(said: bool | None, stood: bool) -> bool:
    return stood if said is None else said


def _stands(contact: SafeContactValue | None) -> str:
    return f"reach them so: {say_contact(contact)}." if contact else "how to reach them is kept."


def _is_providers(session: Session, agency_id: str) -> bool:
    return session.exec(select(Agency.victim_service_provider).where(Agency.id == agency_id)).one()
