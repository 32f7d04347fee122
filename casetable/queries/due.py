"""What the clock finds due. No participant text."""

from datetime import date, timedelta

from sqlmodel import col, select

from casetable.models import Agency, Agreement, AgreementNewcomer, AgreementParty, Participant, Person, Task
from casetable.queries.conference import days_off_in
from casetable.queries.governing import timeline_in
from casetable.rules.participants import forgotten_on
from casetable.rules.tasks import return_on
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.seat import Seat
from casetable.words import AgreementState, ParticipantState, TaskState


def asks_to_return(seat: Seat) -> tuple[tuple[str, date], ...]:
    """Asks unanswered for the agreement's working days: reference and the day each was due to return."""
    with reading(seat) as session:
        waiting = session.exec(
            select(Task, Person.agency_id)
            .join(Person, col(Person.id) == Task.asker_id)
            .where(Task.state == TaskState.ASKED, col(Task.offered_due).is_(None), Task.asked_on < seat.today)
            .order_by(col(Task.asked_on), col(Task.number))
        ).all()
        if not waiting:
            return ()
        versions = timeline_in(session)
        years = range(min(task.asked_on.year for task, _ in waiting), seat.today.year + 2)
        off: dict[tuple[str, ...], frozenset[date]] = {}
        due = []
        for task, asking_agency in waiting:
            concerned = tuple(sorted({task.agency_id, asking_agency}))
            if concerned not in off:
                off[concerned] = days_off_in(session, set(concerned), years)
            days = versions.on(task.asked_on).terms.ask_working_days
            returns = return_on(task.asked_on, days, off[concerned])
            if returns <= seat.today:
                due.append((spell("T", task.number), returns))
        return tuple(due)


def names_to_remove(seat: Seat) -> tuple[tuple[str, date], ...]:
    """Who was passed over the agreement's days ago: reference and the day the name was due to go.

    For the clock alone; anybody else is told nothing.
    """
    if not seat.is_clock:
        return ()
    with reading(seat) as session:
        passed_over = session.exec(
            select(Participant)
            .where(Participant.state == ParticipantState.PASSED_OVER, col(Participant.forgotten_on).is_(None))
            .order_by(col(Participant.number))
        ).all()
        if not passed_over:
            return ()
        versions = timeline_in(session)
        due = []
        for row in passed_over:
            if row.passed_over_on is not None:
                days = versions.on(row.passed_over_on).terms.forget_passed_over_days
                due.append((spell("P", row.number), forgotten_on(row.passed_over_on, days)))
        return tuple((reference, on) for reference, on in due if on <= seat.today)


def parties_to_join(seat: Seat) -> tuple[tuple[str, date], ...]:
    """Agencies that the version in force lets join and whose day has come: code and day."""
    with reading(seat) as session:
        found = session.exec(
            select(AgreementNewcomer.code, col(AgreementNewcomer.joins_on))
            .join(Agreement, col(Agreement.id) == AgreementNewcomer.agreement_id)
            .where(
                Agreement.state == AgreementState.IN_FORCE,
                col(AgreementNewcomer.agency_id).is_(None),
                col(AgreementNewcomer.joins_on) <= seat.today,
            )
            .order_by(col(AgreementNewcomer.joins_on), col(AgreementNewcomer.position))
        ).all()
        return tuple((code, joins_on) for code, joins_on in found if joins_on is not None)


def parties_to_part(seat: Seat) -> tuple[tuple[str, date], ...]:
    """Agencies at the table whose last day by the version in force has passed: code and the day after it."""
    with reading(seat) as session:
        found = session.exec(
            select(Agency.code, col(AgreementParty.leaves_on))
            .join(AgreementParty, col(AgreementParty.agency_id) == Agency.id)
            .join(Agreement, col(Agreement.id) == AgreementParty.agreement_id)
            .where(
                Agreement.state == AgreementState.IN_FORCE,
                col(Agency.left_on).is_(None),
                col(AgreementParty.leaves_on) < seat.today,
            )
        ).all()
        return tuple(sorted((code, last + timedelta(days=1)) for code, last in found if last is not None))
