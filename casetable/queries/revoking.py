"""What revoking releases would close, asked before it is done: nobody revokes more than they meant to."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import Agency, Participant, Person, Release, Task
from casetable.queries.consent import still_known_to
from casetable.queries.facts import release_shown, task_text_shown, terms_of
from casetable.rules.consent import state_on
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.consent import Reach
from casetable.values.seat import Seat
from casetable.words import UNDER_WAY, Category, ReleaseState


def reach_of_revoking(seat: Seat, refs: Sequence[str]) -> Reach:
    """How far revoking these releases of one participant reaches, as far as this seat may know.

    Raises NotFound for a release that this seat may not know of.
    """
    with reading(seat) as session:
        numbers = [read_reference(ref, "R") for ref in refs]
        rows = session.exec(select(Release).where(col(Release.number).in_(numbers), release_shown(seat))).all()
        if len(rows) < len(set(numbers)):
            raise NotFound("One of these releases is not here any more.", "casetable release list shows them.")
        return _reach(session, seat, rows)


def _reach(session: Session, seat: Seat, rows: Sequence[Release]) -> Reach:
    about = session.exec(select(Participant).where(Participant.id == rows[0].participant_id)).one()
    codes = dict(session.exec(select(Agency.id, Agency.code).order_by(col(Agency.position))).all())
    in_force = [row for row in rows if state_on(terms_of(row, codes), seat.today) is ReleaseState.IN_FORCE]
    general = {row.receiver_id for row in in_force if row.category is Category.GENERAL} - {about.agency_id}
    kept = still_known_to(session, seat, about.id, general, without=[row.id for row in rows])
    losing = [one for one in codes if one in general and codes[one] not in kept]
    facts = {
        (codes[row.receiver_id], row.category.label, codes[row.discloser_id]): None
        for row in in_force
        if row.category is not Category.GENERAL or row.receiver_id not in losing
    }
    return Reach(
        participant=spell("P", about.number),
        losing=tuple(codes[one] for one in losing),
        still_known=tuple((code, tuple(refs)) for code, refs in kept.items()),
        tasks=_tasks_of(session, seat, about, losing),
        facts=tuple(facts),
    )


def _tasks_of(session: Session, seat: Seat, about: Participant, agencies: Sequence[str]) -> int:
    statement = (
        select(func.count())
        .select_from(Task)
        .join(Person, col(Person.id) == Task.owner_id)
        .where(
            Task.participant_id == about.id,
            col(Task.state).in_(sorted(UNDER_WAY)),
            col(Person.agency_id).in_(agencies),
            task_text_shown(seat),
        )
    )
    return session.exec(statement).one()
