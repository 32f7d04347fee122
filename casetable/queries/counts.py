"""What managers see of others' tasks: how many, by participant and agency."""

from sqlalchemy import case, func
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Agency, Participant, Task
from casetable.queries.facts import Predicate, on_board
from casetable.rules.consent import reads_counts
from casetable.store.references import spell
from casetable.values.seat import Seat
from casetable.values.week import CellCount
from casetable.words import PROMISED, TaskState


def cell_counts(session: Session, seat: Seat, stands: Predicate) -> tuple[CellCount, ...]:
    """The tasks that satisfy ``stands``, counted for each cell of a manager's board; nothing for anybody else."""
    if not reads_counts(seat.roles):
        return ()
    counted = [
        func.sum(case((col(Task.state).in_(sorted(states)), 1), else_=0))
        for states in (PROMISED, {TaskState.DONE}, {TaskState.ASKED})
    ]
    statement = (
        select_rows(col(Participant.number), col(Agency.code), *counted)
        .join(Task, col(Task.participant_id) == Participant.id)
        .join(Agency, col(Agency.id) == Task.agency_id)
        .where(stands, on_board(seat))
        .group_by(col(Participant.number), col(Agency.code))
        .order_by(col(Participant.number), col(Agency.code))
    )
    cells = (
        CellCount(spell("P", number), code, int(promised), int(done), int(asked))
        for number, code, promised, done, asked in session.execute(statement)
    )
    return tuple(cell for cell in cells if cell.open or cell.done or cell.asked)
