"""Choosing participants together: propose, agree, decline. Rules: Participants."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from casetable.actions.wording import line, lines
from casetable.errors import BadInput, NotFound, Refused
from casetable.models import Agency, Agreement, Participant, ParticipantAnswer, Task
from casetable.queries.facts import participant_known, participant_listed
from casetable.rules.adulthood import is_minor
from casetable.store.references import draw, read_reference, spell
from casetable.store.unit import change, speaker
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import AT_THE_TABLE, Answer, ParticipantState

PROPOSE = Action("participant.propose", "proposed")
AGREE = Action("participant.agree", "agreed")
DECLINE = Action("participant.decline", "declined")


def propose(
    seat: Seat,
    *,
    name: str,
    considered_on: date | None,
    needs: str = "",
    reason: str = "",
    year_of_birth: int | None = None,
    hmis_id: str = "",
    adult_confirmed: bool = False,
    heard: Heard | None = None,
) -> Receipt:
    """Propose somebody who said yes to be considered, on the day ``considered_on``.

    ``needs`` is what that yes covers: it is all that other agencies see besides the reference. The proposing
    agency's own yes is recorded with it. Raises BadInput without a recorded yes, for a minor, and for somebody
    who may be 17 (turning 18 this year, or year unknown) unless ``adult_confirmed``.
    """
    cleaned = line(name)
    if not cleaned:
        raise BadInput("A name is needed.", "Other agencies do not see it before a release covers it.")
    said_yes_on = _checked_yes(seat, considered_on)
    _check_age(seat, year_of_birth, adult_confirmed)
    with change(seat, PROPOSE, heard) as session:
        voice = speaker(session, seat, heard)
        if hmis_id:
            _check_new(session, seat, line(hmis_id))
        row = Participant(
            number=draw(session, "P"),
            agency_id=voice.agency_id,
            proposed_by_id=voice.actor,
            state=ParticipantState.PROPOSED,
            name=cleaned,
            needs=lines(needs),
            reason=lines(reason),
            year_of_birth=year_of_birth,
            hmis_id=line(hmis_id) or None,
            considered_on=said_yes_on,
            proposed_on=seat.today,
        )
        session.add(row)
        session.flush()
        _answer(session, seat, voice, heard, row, Answer.AGREE, "")
        ref = spell("P", row.number)
        return Receipt(f"{ref} is proposed. The other agencies agree or decline.", ref)


def agree(seat: Seat, participant: str, *, note: str = "", heard: Heard | None = None) -> Receipt:
    """Agree for one's agency. The last agency's yes gives the participant a place; the next beyond is refused."""
    with change(seat, AGREE, heard) as session:
        voice, row, ref = _proposal(session, seat, participant, heard)
        _answer(session, seat, voice, heard, row, Answer.AGREE, note)
        waiting = _waiting(session, row)
        if waiting:
            return Receipt(f"{ref}: {voice.agency} agrees. Waiting for {', '.join(waiting)}.", ref)
        _check_place(session, ref)
        row.state = ParticipantState.AGREED
        row.agreed_on = seat.today
        return Receipt(f"{ref} is agreed by all agencies. Releases decide who sees what.", ref)


def decline(seat: Seat, participant: str, *, note: str = "", heard: Heard | None = None) -> Receipt:
    """Decline for one's agency: the proposal is passed over."""
    with change(seat, DECLINE, heard) as session:
        voice, row, ref = _proposal(session, seat, participant, heard)
        _answer(session, seat, voice, heard, row, Answer.DECLINE, note)
        row.state = ParticipantState.PASSED_OVER
        row.passed_over_on = seat.today
        return Receipt(f"{ref} is passed over this time. Please tell the one who proposed them.", ref)


def find_participant(session: Session, seat: Seat, words: str) -> tuple[Participant, str]:
    """A participant that this seat may list, and the reference. Raises NotFound."""
    number = read_reference(words, "P")
    ref = spell("P", number)
    row = session.exec(select(Participant).where(Participant.number == number, participant_listed(seat))).first()
    if row is None:
        raise NotFound(f"There is no {ref} here.", "casetable participant list shows who there is.")
    return row, ref


def _proposal(session: Session, seat: Seat, participant: str, heard: Heard | None) -> tuple[Seat, Participant, str]:
    voice = speaker(session, seat, heard)
    for one in (seat, voice):
        row, ref = find_participant(session, one, participant)
    if row.state is not ParticipantState.PROPOSED:
        raise Refused(f"{ref} is {row.state.label} already.")
    return voice, row, ref


def _answer(
    session: Session,
    seat: Seat,
    voice: Seat,
    heard: Heard | None,
    row: Participant,
    answer: Answer,
    note: str,
) -> None:
    mine = select(ParticipantAnswer).where(
        ParticipantAnswer.participant_id == row.id, ParticipantAnswer.agency_id == voice.agency_id
    )
    given = session.exec(mine).first()
    if given is not None and given.answer is answer:
        raise Refused(f"{voice.agency} has answered {spell('P', row.number)} so already.")
    if given is None:
        given = ParticipantAnswer(
            participant_id=row.id,
            agency_id=voice.agency_id,
            person_id=voice.actor,
            answer=answer,
            on=seat.today,
        )
    given.person_id = voice.actor
    given.noted_by_id = seat.actor if voice.actor != seat.actor else None
    given.means = heard.by if heard else None
    given.answer = answer
    given.on = seat.today
    given.note = lines(note)
    session.add(given)
    session.flush()


def _waiting(session: Session, row: Participant) -> list[str]:
    answered = select(ParticipantAnswer.agency_id).where(
        ParticipantAnswer.participant_id == row.id, ParticipantAnswer.answer == Answer.AGREE
    )
    query = select(Agency.code).where(col(Agency.left_on).is_(None), col(Agency.id).not_in(answered))
    return list(session.exec(query.order_by(col(Agency.position))))


def check_places(session: Session) -> None:
    """Raise Refused when more participants are at the table than it has places."""
    taken, places = _places(session)
    if taken > places:
        raise Refused(f"{places} of {places} places are taken since.", "Only the agreement's gate opens more.")


def check_nobody_lost_their_place(session: Session) -> None:
    """Raise Refused when tasks stand for somebody who is only proposed: undoing an agreement comes too late then."""
    waiting = [ParticipantState.CONSIDERED, ParticipantState.PROPOSED]
    about = select(Task.id).join(Participant, col(Participant.id) == Task.participant_id)
    if session.exec(about.where(col(Participant.state).in_(waiting)).limit(1)).first() is not None:
        raise Refused("Work was promised on it since.", "Correct it with a new entry instead.")


def _places(session: Session) -> tuple[int, int]:
    """How many places are taken, and how many there are."""
    places = session.exec(select(Agreement.places).order_by(col(Agreement.number).desc()).limit(1)).one()
    at_the_table = select(func.count()).select_from(Participant).where(col(Participant.state).in_(sorted(AT_THE_TABLE)))
    return session.exec(at_the_table).one(), places


def _check_place(session: Session, ref: str) -> None:
    taken, places = _places(session)
    if taken >= places:
        raise Refused(
            f"{ref} cannot join: {taken} of {places} places are taken.",
            "Only two good quarters in a row open more places; the agreement says how.",
        )


def _checked_yes(seat: Seat, considered_on: date | None) -> date:
    if considered_on is None:
        raise BadInput(
            "Nobody is proposed without their yes.", "Say on which day they agreed to be considered: --asked-on."
        )
    if considered_on > seat.today:
        raise BadInput("Their yes cannot lie in the future.", "Say on which day they agreed to be considered.")
    return considered_on


def _check_age(seat: Seat, year_of_birth: int | None, adult_confirmed: bool) -> None:
    if year_of_birth is not None and not 1900 < year_of_birth <= seat.today.year:
        raise BadInput(f"{year_of_birth} is no year of birth.", "Like 1984.")
    minor = is_minor(year_of_birth, seat.today)
    if minor is True:
        raise BadInput("A participant is 18 or over.", "The agreement would have to name who consents for a minor.")
    if minor is None and not adult_confirmed:
        known = f"Born in {year_of_birth}, they" if year_of_birth else "Without a year of birth, they"
        raise BadInput(f"{known} may still be under 18.", "Ask, then confirm with --adult-confirmed.")


def _check_new(session: Session, seat: Seat, hmis_id: str) -> None:
    """Refuse a record that is at the table already, if this seat may know whose reference it is.

    Said to anybody else, it would tell who stands behind a reference.
    """
    row = session.exec(select(Participant).where(Participant.hmis_id == hmis_id, participant_known(seat))).first()
    if row is not None:
        raise Refused(f"This HMIS record is {spell('P', row.number)} already.")
