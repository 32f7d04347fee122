"""The participant that an action is about: found by reference, and as far as the seat may know of them."""

from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from casetable.actions.reach import person_name
from casetable.actions.wording import lines
from casetable.errors import KEPT, NotFound, NotShared, Refused, SomebodyElseWasFirst
from casetable.models import Agency, Log, LogSubject, Note, Participant
from casetable.queries.facts import audience, participant_listed
from casetable.rules.consent import reads_references
from casetable.rules.dates import say_day
from casetable.store.references import read_reference, spell
from casetable.store.unit import speaker
from casetable.values.seat import Heard, Seat
from casetable.words import CLOCK, Category, NoteKind


def find_participant(session: Session, seat: Seat, words: str) -> tuple[Participant, str]:
    """A participant that this seat may list, and the reference. Raises NotFound."""
    number = read_reference(words, "P")
    ref = spell("P", number)
    row = session.exec(select(Participant).where(Participant.number == number, participant_listed(seat))).first()
    if row is None:
        raise NotFound(f"There is no {ref} here.", "casetable participant list shows who there is.")
    return row, ref


def known_participant(
    session: Session, seat: Seat, words: str, heard: Heard | None = None
) -> tuple[Seat, Participant, str]:
    """A participant whom both who sits here and whose word it is may know, with the seat of that word.

    Raises NotFound for somebody whom one of them may not list, NotShared where no general release stands today,
    Refused for somebody whose name is removed.
    """
    voice = speaker(session, seat, heard)
    for one in (seat, voice):
        row, ref = find_participant(session, one, words)
        if not may_know(session, one, row):
            raise NotShared(
                f"{ref} is not shared with {one.agency} today.",
                f"A general release opens it: casetable release add {ref} --to {one.agency} --method written",
            )
    if row.erased_on is not None or row.forgotten_on is not None:
        raise Refused(f"What was known of {ref} is removed.", "Only the reference is left.")
    return voice, row, ref


def may_know(session: Session, seat: Seat, participant: Participant) -> bool:
    """The seat may know who the participant is."""
    return reads_references(seat.roles) and audience(session, seat, participant, Category.GENERAL, seat.agency_id).knows


def agencies_at_table(session: Session) -> list[Agency]:
    """The agencies at the table in the order of the board's columns."""
    return list(session.exec(select(Agency).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position))))


def check_seen(
    session: Session, seat: Seat, row: Participant, ref: str, seen: int | None, theirs: dict[str, str]
) -> None:
    """Raise SomebodyElseWasFirst when a participant changed since version ``seen``; ``theirs`` is what stands there."""
    if seen is None or row.version == seen:
        return
    touched = select(Log).join(LogSubject, col(LogSubject.seq) == Log.seq).where(LogSubject.subject_id == row.id)
    entry = session.exec(touched.order_by(col(Log.seq).desc()).limit(1)).one()
    who = "The clock" if entry.actor == CLOCK else person_name(session, entry.actor)
    at = entry.at.astimezone(ZoneInfo(seat.zone))
    raise SomebodyElseWasFirst(
        f"{ref} changed while this was open: {who} at {at:%H:%M} on {say_day(entry.on)}.",
        KEPT,
        theirs,
    )


def note_beside(
    session: Session, seat: Seat, voice: Seat, heard: Heard | None, row: Participant, text: str, category: Category
) -> None:
    """Keep what was said beside a change as a note of today; nothing for no words."""
    words = lines(text)
    if not words:
        return
    is_noted = voice.actor != seat.actor
    session.add(
        Note(
            participant_id=row.id,
            kind=NoteKind.NOTE,
            text=words,
            category=category,
            agency_id=voice.agency_id,
            person_id=voice.actor,
            noted_by_id=seat.actor if is_noted else None,
            means=heard.by if heard and is_noted else None,
            at=seat.now,
            on=seat.today,
        )
    )
