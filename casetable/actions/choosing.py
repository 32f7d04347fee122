"""Answering a proposal: each agency agrees or declines, and its proposer is told. Rules: Participants."""

from sqlmodel import Session, col, select

from casetable.actions.at_table import check_place
from casetable.actions.whom import agencies_at_table, find_participant
from casetable.actions.wording import lines
from casetable.errors import BadInput, NotAllowed, Refused
from casetable.models import Agency, Participant, ParticipantAnswer
from casetable.queries.governing import terms_in
from casetable.rules.dates import say_day
from casetable.rules.participants import forgotten_on, standing
from casetable.store.references import spell
from casetable.store.unit import change, speaker
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import Answer, Category, DeclineReason, ParticipantState

AGREE = Action("participant.agree", "agreed")
DECLINE = Action("participant.decline", "declined")
PASS_OVER = Action("participant.pass_over", "passed over")


def agree(
    seat: Seat,
    participant: str,
    *,
    note: str = "",
    category: Category = Category.GENERAL,
    agency: str | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Agree for one's agency. The last agency's yes gives the participant a place; the next beyond is refused.

    ``agency`` is the code of the agency whose answer it is, None one's own; ``category`` is the note's. Raises
    NotAllowed for another agency's answer that was not heard from somebody who sits there, BadInput for a code that
    no agency here has.
    """
    with change(seat, AGREE, heard) as session:
        voice, row, ref = _proposal(session, seat, participant, agency, heard)
        give_answer(session, seat, voice, heard, row, Answer.AGREE, note=note, category=category)
        waiting = _waiting(session, row)
        if waiting:
            return Receipt(f"{ref}: {voice.agency} agrees. Waiting for {', '.join(waiting)}.", ref)
        check_place(session, ref, seat.today)
        row.state = ParticipantState.AGREED
        row.agreed_on = seat.today
        return Receipt(f"{ref} is agreed by all agencies. Releases decide who sees what.", ref)


def decline(
    seat: Seat,
    participant: str,
    *,
    reason: DeclineReason = DeclineReason.OTHER,
    note: str = "",
    category: Category = Category.GENERAL,
    agency: str | None = None,
    told: bool = False,
    heard: Heard | None = None,
) -> Receipt:
    """Decline for one's agency: the proposal is passed over once its proposer is told.

    ``told``: they have been told already, and it is passed over at once; so it is when the proposing agency takes
    its own proposal back. Until then the agency may still agree. Raises NotAllowed as ``agree`` does.
    """
    with change(seat, DECLINE, heard) as session:
        voice, row, ref = _proposal(session, seat, participant, agency, heard)
        give_answer(session, seat, voice, heard, row, Answer.DECLINE, reason=reason, note=note, category=category)
        proposer = session.exec(select(Agency.code).where(Agency.id == row.agency_id)).one()
        if told or voice.agency_id == row.agency_id:
            return _pass_over(session, seat, row, ref)
        return Receipt(
            f"{ref}: {voice.agency} declines ({reason.label}). It is passed over once {proposer} has been told.", ref
        )


def pass_over(seat: Seat, participant: str, *, heard: Heard | None = None) -> Receipt:
    """Say for the proposing agency that it knows of a decline, or that it lets somebody be whom it considered.

    Raises NotAllowed for another agency, Refused while nobody declines.
    """
    with change(seat, PASS_OVER, heard) as session:
        voice = speaker(session, seat, heard)
        for one in (seat, voice):
            row, ref = find_participant(session, one, participant)
        if row.state not in (ParticipantState.CONSIDERED, ParticipantState.PROPOSED):
            raise Refused(f"{ref} {standing(row.state)} already.")
        of_the_proposer(session, voice, row, ref)
        declined = select(ParticipantAnswer.id).where(
            ParticipantAnswer.participant_id == row.id, ParticipantAnswer.answer == Answer.DECLINE
        )
        if row.state is ParticipantState.PROPOSED and session.exec(declined.limit(1)).first() is None:
            raise Refused(f"Nobody declines {ref}.", f"To take the proposal back: casetable participant decline {ref}")
        return _pass_over(session, seat, row, ref)


def of_the_proposer(session: Session, voice: Seat, row: Participant, ref: str) -> None:
    """Raise NotAllowed, with the way, unless the word is the proposing agency's."""
    if voice.agency_id != row.agency_id:
        code = session.exec(select(Agency.code).where(Agency.id == row.agency_id)).one()
        raise NotAllowed(
            f"{ref} is {code}'s to say.", f"Heard it from somebody of {code}? Say so: --heard-from PERSON --by phone."
        )


def give_answer(
    session: Session,
    seat: Seat,
    voice: Seat,
    heard: Heard | None,
    row: Participant,
    answer: Answer,
    *,
    reason: DeclineReason | None = None,
    note: str = "",
    category: Category = Category.GENERAL,
) -> None:
    """Write the answer of one agency to a proposal, in the place of an earlier one. Raises Refused for the same."""
    mine = select(ParticipantAnswer).where(
        ParticipantAnswer.participant_id == row.id, ParticipantAnswer.agency_id == voice.agency_id
    )
    given = session.exec(mine).first()
    if given is not None and given.answer is answer:
        raise Refused(f"{voice.agency} has answered {spell('P', row.number)} so already.")
    if given is None:
        given = ParticipantAnswer(
            participant_id=row.id, agency_id=voice.agency_id, person_id=voice.actor, answer=answer, on=seat.today
        )
    is_noted = voice.actor != seat.actor
    given.person_id = voice.actor
    given.noted_by_id = seat.actor if is_noted else None
    given.means = heard.by if heard and is_noted else None
    given.answer = answer
    given.on = seat.today
    given.note = lines(note)
    given.note_category = category
    given.reason = reason
    session.add(given)
    session.flush()


def _proposal(
    session: Session, seat: Seat, participant: str, agency: str | None, heard: Heard | None
) -> tuple[Seat, Participant, str]:
    voice = speaker(session, seat, heard)
    for one in (seat, voice):
        row, ref = find_participant(session, one, participant)
    if agency is not None and agency.strip().casefold() != voice.agency.casefold():
        there = {one.code.casefold(): one.code for one in agencies_at_table(session)}
        code = there.get(agency.strip().casefold(), "")
        if not code:
            known = ", ".join(there.values())
            raise BadInput(f"{agency.strip()[:40]!r} is no agency at this table.", f"One of: {known}.")
        raise NotAllowed(
            f"{voice.name} sits here for {voice.agency} and does not answer for {code}.",
            f"Heard it from somebody of {code}? Say so: --heard-from PERSON --by phone.",
        )
    if row.state is ParticipantState.CONSIDERED:
        raise Refused(f"{ref} is considered and not proposed yet.", "There is nothing to answer before that.")
    if row.state is not ParticipantState.PROPOSED:
        raise Refused(f"{ref} {standing(row.state)} already.")
    return voice, row, ref


def _pass_over(session: Session, seat: Seat, row: Participant, ref: str) -> Receipt:
    row.state = ParticipantState.PASSED_OVER
    row.passed_over_on = seat.today
    removed = forgotten_on(seat.today, terms_in(session, seat.today).forget_passed_over_days)
    return Receipt(
        f"{ref} is passed over this time. Name and reason are removed on {say_day(removed)} {removed.year}.", ref
    )


def _waiting(session: Session, row: Participant) -> list[str]:
    """The agencies whose yes is awaited; of those that declined, that they did."""
    given = select(ParticipantAnswer.agency_id, ParticipantAnswer.answer).where(
        ParticipantAnswer.participant_id == row.id
    )
    answers = dict(session.exec(given).all())
    agencies = session.exec(
        select(Agency.id, Agency.code).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position))
    )
    return [
        f"{code} (which declines)" if agency_id in answers else code
        for agency_id, code in agencies
        if answers.get(agency_id) is not Answer.AGREE
    ]
