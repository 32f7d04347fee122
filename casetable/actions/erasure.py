"""Erasing somebody who left: every agency is offered its own notes first, then personal facts go everywhere.

Rules: Consent, "Erasure". The reference is drawn anew; disclosures, promises and readings stay under it as counts.
"""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from casetable.actions.elsewhere import called, doubtful, drop_typed_lines, may_be_told, places_saying
from casetable.actions.minutes_wiping import wipe_minutes
from casetable.actions.reach import Reached, Words
from casetable.actions.whom import find_participant, may_know
from casetable.actions.wiping import ERASED, about_them, ids_about, wipe
from casetable.actions.wording import lines
from casetable.errors import BadInput, Refused
from casetable.models import ClockEffect, ErasureAnswer, Participant, Person, Task
from casetable.queries.erasure import CLEANED, concerned, left_over, replies
from casetable.rules.dates import say_day
from casetable.store.forgetting import forget_details, former_names, pattern_of
from casetable.store.references import spell
from casetable.store.unit import change, speaker
from casetable.values.action import Action, never
from casetable.values.erasure import AgencyReply, Erased
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import UNDER_WAY, DropReason, ErasureReply, ParticipantState, TaskEventKind

ASK = Action("participant.ask_erasure", "asked before an erasure")
ANSWER = Action("participant.erasure_answer", "answered before an erasure")
ERASE = Action("participant.erase", "erased", never("what was erased cannot be brought back"), forgets=True)
CLEAN = Action("participant.erasure_finished", "finished an erasure")

_GONE_STATES = (ParticipantState.LEFT, ParticipantState.PASSED_OVER)


def ask_erasure(seat: Seat, participant: str, *, why: str) -> Receipt:
    """Say why somebody who left is to be erased, and offer every agency its own notes first.

    The receipt names texts elsewhere that say only the given name, as far as this seat may read them: they may be about
    somebody else and are left alone. The reason itself is erased with the rest. Raises BadInput without a reason,
    Refused for somebody still at the table or asked about already.
    """
    reason = lines(why)
    if not reason:
        raise BadInput("An erasure needs a reason.", "Add --reason: who asked for it.")
    with change(seat, ASK) as session:
        row, ref = _gone(session, seat, participant)
        if row.erasure_asked_on is not None:
            raise Refused(f"{ref}: asked on {say_day(row.erasure_asked_on)} already.", "Without a reason it goes on.")
        row.erasure_asked_on = seat.today
        row.erasure_why = reason
        session.add(row)
        for old in about_them(session, ErasureAnswer, row.id):  # from before they came back
            session.delete(old)
        session.flush()
        codes = ", ".join(one.agency for one in replies(session, seat, row.id))
        asked = (
            f"{ref} is to be erased. {codes} are offered their own notes first: each answers with "
            f"casetable participant erase-answer {row.number}."
        )
        known = may_know(session, seat, row)
        doubts = doubtful(session, seat, _names(session, row), ids_about(session, row.id)) if known else []
        return Receipt(" ".join((asked, *(f"{doubt[:1].upper()}{doubt[1:]}" for doubt in doubts))), ref)


def answer_erasure(
    seat: Seat, participant: str, reply: ErasureReply, *, why: str = "", heard: Heard | None = None
) -> Receipt:
    """Say for one's agency what becomes of its own notes: taken, nothing to keep, or a hold with its reason.

    A later answer takes the place of an earlier one. Raises Refused when no erasure was asked for, BadInput for a
    hold without a reason.
    """
    reason = lines(why)
    if reply is ErasureReply.HOLD and not reason:
        raise BadInput("A hold says why.", "Like --hold 'needed in court until May'.")
    with change(seat, ANSWER, heard) as session:
        voice = speaker(session, seat, heard)
        for one in (seat, voice):
            row_id, ref = concerned(session, one, participant)
        row = session.exec(select(Participant).where(Participant.id == row_id)).one()
        if row.erasure_asked_on is None or row.erased_on is not None:
            raise Refused(f"Nobody asked to erase {ref}.")
        own = (ErasureAnswer.participant_id == row.id, ErasureAnswer.agency_id == voice.agency_id)
        given = session.exec(select(ErasureAnswer).where(*own)).first()
        if given is None:
            given = ErasureAnswer(
                participant_id=row.id, agency_id=voice.agency_id, person_id=voice.actor, reply=reply, on=seat.today
            )
        given.person_id, given.reply, given.why, given.on = voice.actor, reply, reason, seat.today
        session.add(given)
        session.flush()
        waiting = [one.agency for one in replies(session, seat, row.id) if one.reply is None]
        left = f"Waiting for {', '.join(waiting)}." if waiting else "Everybody has answered."
        return Receipt(f"{ref}: {voice.agency} {reply.label}. {left}", ref)


def erase(seat: Seat, participant: str, *, replace_name: bool = False) -> Erased:
    """Erase somebody: their name and every personal fact, in every row, stored minutes and the log's details.

    Texts elsewhere that still say the name are named and nothing is changed; with ``replace_name`` it is replaced in
    them. Where this seat may not read them it is always replaced, and nothing is told of it. Raises Refused while an
    agency holds or has not answered. The job makes agreed minutes anew without them, and cleans the files.
    """
    with change(seat, ERASE) as session:
        row, ref = _gone(session, seat, participant)
        _check_answers(ref, row, replies(session, seat, row.id))
        names = _names(session, row)
        _let_go(session, seat, row)
        touched = wipe(session, seat, row)
        _clear_names(session, seat, names, touched, replace_name=replace_name)
        wipe_minutes(session, row.id, names)
        forget_details(session, seat, touched, names)
        return Erased(Receipt(f"{ref} is erased: every personal fact, and what the log held of it."), names)


def finish(seat: Seat) -> int:
    """Write down that the files hold nothing any more of those who were erased; returns of how many. For the clock."""
    with change(seat, CLEAN) as session:
        waiting = left_over(session)
        for row_id, day in waiting:
            session.add(ClockEffect(kind=CLEANED, subject=row_id, due_on=day, applied_on=seat.today))
        return len(waiting)


def _gone(session: Session, seat: Seat, participant: str) -> tuple[Participant, str]:
    row, ref = find_participant(session, seat, participant)
    if row.erased_on is not None:
        raise Refused(f"{ref} is erased already.", "casetable participant erase --finish cleans what is left.")
    if row.state not in _GONE_STATES:
        raise Refused(f"{ref} is {row.state.label}.", "Somebody is erased after leaving.")
    return row, ref


def _check_answers(ref: str, row: Participant, agencies: Iterable[AgencyReply]) -> None:
    """Raise Refused while somebody was not asked, has not answered, or holds."""
    if row.erasure_asked_on is None:
        raise Refused(f"{ref}: nobody was asked yet.", "Add --reason: every agency is offered its own notes first.")
    held = [one.agency for one in agencies if one.reply is ErasureReply.HOLD]
    waiting = [one.agency for one in agencies if one.reply is None]
    said = []
    if held:
        said.append(f"{', '.join(held)} {'holds' if len(held) == 1 else 'hold'}")
    if waiting:
        said.append(f"{', '.join(waiting)} {'has' if len(waiting) == 1 else 'have'} not answered")
    if said:
        raise Refused(
            f"{ref} is not erased: {'; '.join(said)}.",
            f"casetable participant erase-answer {row.number} answers; an answer on paper is noted with --heard-from.",
        )


def _names(session: Session, row: Participant) -> tuple[str, ...]:
    """Every name they had here, without those that somebody else at the table bears as well."""
    borne = {name.casefold() for name in session.exec(select(Person.name))}
    others = select(Participant.name).where(Participant.id != row.id)
    borne |= {name.casefold() for name in session.exec(others)}
    every = dict.fromkeys(" ".join(name.split()) for name in (row.name, *former_names(session, row.id)))
    return tuple(name for name in every if name and name.casefold() not in borne)


def _let_go(session: Session, seat: Seat, row: Participant) -> None:
    """Let go what is still open about them: without a title nobody could do it."""
    waiting = select(Task).where(Task.participant_id == row.id, col(Task.state).in_(sorted(UNDER_WAY)))
    for task in session.exec(waiting).all():
        reached = Reached(session, seat, seat, None, task, spell("T", task.number))
        reached.happen(TaskEventKind.DROPPED, Words(reason=DropReason.PARTICIPANT))


def _clear_names(session: Session, seat: Seat, names: tuple[str, ...], own: set[str], *, replace_name: bool) -> None:
    """Replace the name in what is left of their ``own`` rows and in what this seat may not read; the rest if asked.

    Raises Refused, naming it, for a rest that nobody asked to replace.
    """
    pattern = pattern_of(names)
    if pattern is None:
        return
    drop_typed_lines(session, names)
    found = places_saying(session, names, own)
    elsewhere = [place for place in found if place[1] not in own and may_be_told(session, seat, place)]
    if elsewhere and not replace_name:
        raise Refused(
            f"The name is still said elsewhere: {called(session, seat, elsewhere)}.",
            f"Reword it there first, or let the word {ERASED!r} take its place everywhere: --replace-name.",
        )
    for model, row_id, attributes in found:
        row = session.get(model, row_id)
        for name in attributes:
            setattr(row, name, _without(getattr(row, name), pattern))
    session.flush()


def _without(value: Any, pattern: Any) -> Any:
    """A text, or every text inside a JSON value, with the word in the name's place."""
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, dict):
        return {key: _without(inner, pattern) for key, inner in value.items()}
    return [_without(inner, pattern) for inner in value] if isinstance(value, list) else value
