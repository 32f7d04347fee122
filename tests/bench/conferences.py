"""What a conference costs in its room, each beside what everybody does all day at the same table: the sample's.

The room and its agenda are asked beside the board, a filed line is saved beside work logged on a task.
"""

from collections.abc import Callable
from contextlib import closing

from casetable.actions import tasks
from casetable.actions.conference import file_line
from casetable.jobs.sample import make_running
from casetable.queries.agenda import agenda
from casetable.queries.room import room
from casetable.queries.week import my_tasks, week
from casetable.seat import open_table
from casetable.values.conference import Typed
from casetable.values.seat import Seat
from casetable.words import LineKind
from tests.bench.measure import DAY, Bench, Row, in_turns, timed

_ROUNDS = 15
_Ask = Callable[[Seat], object]


def in_session(bench: Bench) -> list[Row]:
    """A conference at a debate: what its screen reads, and a line that is filed."""
    where = bench.scratch / "conference.casetable"
    running = make_running(str(where), on=DAY)
    with closing(open_table(str(where))) as table:

        def sit() -> Seat:
            return table.seat(running.sits_here, lambda: running.at)

        mine = my_tasks(sit())[0].task
        line = Typed(LineKind.OPTION, "ask for a second viewing")
        pairs: tuple[tuple[str, _Ask, str, _Ask], ...] = (
            ("the room of a conference", room, "the board", week),
            ("its agenda", agenda, "the board", week),
            (
                "a line filed",
                lambda seat: file_line(seat, None, line),
                "work logged",
                lambda seat: tasks.log(seat, mine, minutes=1),
            ),
        )
        rows = []
        for what, ask, beside, other in pairs:
            runs = [timed(_at(sit, ask)), timed(_at(sit, other))]
            ours, theirs = in_turns(runs, bench.rounds(_ROUNDS))
            rows.append(Row(what, ours.milliseconds, beside, theirs.milliseconds))
        return rows


def _at(sit: Callable[[], Seat], ask: _Ask) -> Callable[[], object]:
    return lambda: ask(sit())


MEASUREMENTS = (in_session,)
