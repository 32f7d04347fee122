"""Whom an ask is about: at the table, known to both sides, and covered by a release. Rules: Weekly tasks, Consent."""

from sqlmodel import Session, select

from casetable.actions.reach import Reached
from casetable.actions.whom import may_know
from casetable.errors import NotFound, Refused
from casetable.models import Participant
from casetable.queries.facts import audience
from casetable.rules.participants import why_no_work
from casetable.store.references import read_reference, spell
from casetable.values.seat import Seat
from casetable.words import Category, ParticipantState


def about_whom(
    session: Session,
    seat: Seat,
    voice: Seat,
    owner: Seat,
    words: str,
    category: Category,
    *,
    first_writer_id: str = "",
) -> Participant:
    """The participant, if both the one who asks and the owner's agency may know of this category today.

    So must whoever notes it for the one who asks, else an answer would tell them who is at the table.
    ``first_writer_id`` is the agency whose words are passed on: its release is needed too.
    """
    number = read_reference(words, "P")
    ref = spell("P", number)
    row = session.exec(select(Participant).where(Participant.number == number)).first()
    if row is None or not all(may_know(session, one, row) for one in (seat, voice)):
        raise NotFound(f"There is no {ref} here.", "casetable participant list shows who is at the table.")
    if reason := why_no_work(row.state, row.leaving_reason):
        raise Refused(f"{ref} {reason}", "casetable participant show tells more.")
    writers = {voice.agency_id, first_writer_id or voice.agency_id}
    heard_there = [audience(session, owner, row, category, writer) for writer in sorted(writers)]
    if not all(one.knows and one.covered for one in heard_there):
        raise Refused(
            f"{ref}: no release lets {owner.agency} know {category.label} from {voice.agency} today.",
            f"Not sent. Record one: casetable release add {ref} --from-agency {voice.agency} --to {owner.agency} "
            f"--category {category} --from today --method written",
        )
    return row


def still_about(reached: Reached, owner: Seat, category: Category, *, first_writer_id: str = "") -> Participant:
    """The participant of a task. Raises Refused, naming them only to who knows them."""
    session = reached.session
    row = session.exec(select(Participant).where(Participant.id == reached.task.participant_id)).one()
    if not all(may_know(session, one, row) for one in (reached.seat, reached.voice)):
        raise Refused(
            f"{reached.ref} is about somebody whom no release lets you know today.",
            "It can be dropped; whoever asked may ask somebody else.",
        )
    ref = spell("P", row.number)
    return about_whom(session, reached.seat, reached.voice, owner, ref, category, first_writer_id=first_writer_id)


def check_still_here(reached: Reached) -> None:
    """Raise Refused for a task about somebody who has left: it ended with that. Named only to who knows them."""
    if reached.task.participant_id is None:
        return
    row = reached.session.exec(select(Participant).where(Participant.id == reached.task.participant_id)).one()
    if row.state is not ParticipantState.LEFT:
        return
    who = spell("P", row.number) if may_know(reached.session, reached.seat, row) else ""
    said = f"{who} {why_no_work(row.state, row.leaving_reason)}" if who else "Whom it was about has left the table."
    raise Refused(f"{reached.ref} stays ended.", said)
