"""What time brings about: each effect is one change by the clock, exactly once."""

from datetime import date, timedelta

from sqlmodel import Session, select

from casetable.actions.agreement_parties import newcomers_in, parties_in
from casetable.actions.agreement_versions import versions_in
from casetable.actions.coming import come_into_force_if_signed
from casetable.actions.forgetting import forget_person
from casetable.actions.joining import join_table, leave_table
from casetable.actions.reach import Reached
from casetable.errors import NotFound
from casetable.models import Agency, Agreement, ClockEffect, Participant, Task
from casetable.queries.governing import governing_in, terms_in
from casetable.queries.still_to_sign import still_to_sign_in
from casetable.rules.dates import say_day
from casetable.rules.participants import forgotten_on
from casetable.store.references import read_reference, spell
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.seat import Receipt, Seat
from casetable.words import ParticipantState, SectionTopic, TaskEventKind, TaskState

RETURN = Action("task.return", "returned")
FORGET = Action("participant.forget", "removed name and reason of", never("what is removed is gone"), forgets=True)
JOIN = Action("agreement.join", "seated", never("an agency that joined leaves by an amendment"))
PART = Action("agreement.part", "parted with", never("an agency that left joins again by an amendment"))


def return_unanswered(seat: Seat, task: str, *, due_on: date) -> Receipt | None:
    """Give an unanswered ask back to its asker, uncounted. ``due_on`` is when it was due to return.

    None when it was answered or returned in the meantime, by whomever: safe to call twice and by two at once.
    """
    with change(seat, RETURN) as session:
        number = read_reference(task, "T")
        row = session.exec(select(Task).where(Task.number == number)).first()
        if row is None:
            raise NotFound(f"There is no {spell('T', number)} here.")
        waits = row.state is TaskState.ASKED and row.offered_due is None and row.asked_on < due_on
        if not waits or _is_applied(session, "return", row.id, due_on):
            session.rollback()
            return None
        ref = spell("T", number)
        Reached(session, seat, seat, None, row, ref).happen(TaskEventKind.RETURNED)
        session.add(ClockEffect(kind="return", subject=row.id, due_on=due_on, applied_on=seat.today))
        agreed = governing_in(session, row.asked_on)
        days = f"{agreed.terms.ask_working_days} working days: {agreed.cite(SectionTopic.ACCOUNTABILITY)}"
        return Receipt(f"{ref} returned to its asker unanswered{_late(seat, due_on)}. After {days}.", ref)


def forget(seat: Seat, participant: str) -> Receipt | None:
    """Remove the name and whatever else is known of somebody passed over, once the agreement's days are over.

    The reference, the agencies, the reason codes, the releases' terms and the account of disclosures stay. What is
    removed is gone from the log, too. None when it is not due, or was done in the meantime.
    """
    with change(seat, FORGET) as session:
        number = read_reference(participant, "P")
        row = session.exec(select(Participant).where(Participant.number == number)).first()
        if row is None:
            raise NotFound(f"There is no {spell('P', number)} here.")
        passed_over = row.state is ParticipantState.PASSED_OVER and row.forgotten_on is None
        if not passed_over or row.passed_over_on is None:
            session.rollback()
            return None
        due_on = forgotten_on(row.passed_over_on, terms_in(session, row.passed_over_on).forget_passed_over_days)
        if due_on > seat.today or _is_applied(session, "forget", row.id, due_on):
            session.rollback()
            return None
        forget_person(session, seat, row)
        session.add(ClockEffect(kind="forget", subject=row.id, due_on=due_on, applied_on=seat.today))
        ref = spell("P", number)
        return Receipt(f"{ref} was passed over: name and reason are removed{_late(seat, due_on)}.", ref)


def join_party(seat: Seat, code: str, *, due_on: date) -> Receipt | None:
    """Seat an agency that joins by the version in force, with its people, on its day or as soon after as possible.

    None when it sits here already, or the version in force no longer says so.
    """
    with change(seat, JOIN) as session:
        row = versions_in(session, seat).in_force
        found = newcomers_in(session, row) if row is not None else []
        newcomer = next((one for one in found if one.code == code and one.agency_id is None), None)
        if newcomer is None or newcomer.joins_on != due_on or due_on > seat.today:
            session.rollback()
            return None
        said = join_table(session, seat, newcomer)
        session.add(ClockEffect(kind="join", subject=newcomer.id, due_on=due_on, applied_on=seat.today))
        return Receipt(f"{said.rstrip('.')}{_late(seat, due_on)}.")


def part_party(seat: Seat, code: str, *, due_on: date) -> Receipt | None:
    """Part with an agency on the day after its last one; ``due_on`` is that day.

    An offer that waits for nobody else any more comes into force. None when the agency left already, or stays after
    all.
    """
    with change(seat, PART) as session:
        versions = versions_in(session, seat)
        waiting = versions.offered
        agency, last = _leaving(session, versions.in_force, code, due_on)
        if agency is None or due_on > seat.today:
            session.rollback()
            return None
        said = [leave_table(session, agency, last)]
        if waiting is not None and not still_to_sign_in(session, waiting):
            said.append(come_into_force_if_signed(session, seat, waiting))
        session.add(ClockEffect(kind="part", subject=agency.id, due_on=due_on, applied_on=seat.today))
        return Receipt(f"{' '.join(said).rstrip('.')}{_late(seat, due_on)}.")


def _leaving(session: Session, row: Agreement | None, code: str, due_on: date) -> tuple[Agency | None, date]:
    """An agency whose last day in a version was the one before ``due_on``, and that day; None for one that stays."""
    last = due_on - timedelta(days=1)
    party, agency = parties_in(session, row).get(code, (None, None)) if row is not None else (None, None)
    if party is None or agency is None or agency.left_on is not None or party.leaves_on != last:
        return None, last
    return agency, last


def _is_applied(session: Session, kind: str, subject: str, due_on: date) -> bool:
    applied = select(ClockEffect.id).where(
        ClockEffect.kind == kind, ClockEffect.subject == subject, ClockEffect.due_on == due_on
    )
    return session.exec(applied).first() is not None


def _late(seat: Seat, due_on: date) -> str:
    return "" if due_on == seat.today else f" (was due {say_day(due_on)})"
