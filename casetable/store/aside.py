"""Writing beside the change log: who looked at a card, and texts whose saving was refused.

Neither is a fact that undo could restore or that two people could write over each other, so neither is an entry.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from casetable.store.schema import check_still_current
from casetable.store.unit import store_of
from casetable.values.seat import Seat


@contextmanager
def aside(seat: Seat) -> Iterator[Session]:
    """A transaction of its own under the chain lock, without an entry in the log.

    An exception in the block leaves everything as it was. Raises OnlyReading where the table cannot be written,
    TableBusy, Unreachable and their like.
    """
    store = store_of(seat)
    with store.writing() as session:
        check_still_current(session.connection(), store)
        yield session
        session.commit()
