"""Everything that time brings about, run by ``casetable tick`` and whenever the app opens."""

from casetable.actions.clock import forget, join_party, part_party, return_unanswered
from casetable.queries.due import asks_to_return, names_to_remove, parties_to_join, parties_to_part
from casetable.queries.erasure import unfinished_erasures
from casetable.queries.reissuing import minutes_to_reissue
from casetable.seat import Clock, Table, system_clock
from casetable.values.seat import Receipt
from casetable.words import CLOCK


def tick(table: Table, clock: Clock = system_clock) -> tuple[Receipt, ...]:
    """Apply what is due, one change each. Safe twice, late and in parallel; nothing where only reading is possible."""
    if table.partnership.reads_only:
        return ()
    done = [
        return_unanswered(table.seat(CLOCK, clock), task, due_on=due_on)
        for task, due_on in asks_to_return(table.seat(CLOCK, clock))
    ]
    done += [
        forget(table.seat(CLOCK, clock), participant) for participant, _ in names_to_remove(table.seat(CLOCK, clock))
    ]
    done += [
        join_party(table.seat(CLOCK, clock), code, due_on=due_on)
        for code, due_on in parties_to_join(table.seat(CLOCK, clock))
    ]
    done += [
        part_party(table.seat(CLOCK, clock), code, due_on=due_on)
        for code, due_on in parties_to_part(table.seat(CLOCK, clock))
    ]
    if unfinished_erasures(table.seat(CLOCK, clock)) or minutes_to_reissue(table.seat(CLOCK, clock)):
        from casetable.jobs.erasure import finish

        finish(table, clock)
    return tuple(receipt for receipt in done if receipt is not None)
