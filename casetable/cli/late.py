"""A table that is opened by the first thread that asks something of it, so that the app's frame stands before that."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from contextvars import copy_context
from threading import Lock
from typing import TYPE_CHECKING, Any

from casetable.errors import CasetableError, NotOpened
from casetable.values.seat import TableFacts

if TYPE_CHECKING:
    from datetime import datetime

    from casetable.cli.sitting import Sitting
    from casetable.seat import Clock
    from casetable.values.seat import Seat

NOTHING_YET = TableFacts("", "UTC", is_sample=False, is_plain=False)


class LateTable:
    """What a ``Table`` is to the app. Everything but ``partnership`` waits until it is opened, or raises NotOpened."""

    def __init__(self, sits: "Callable[[], AbstractContextManager[Sitting]]") -> None:
        self._sits = sits
        self._here = copy_context()
        self._stack = ExitStack()
        self._opening = Lock()
        self._sitting: Sitting | None = None
        self._seen = NOTHING_YET
        self.failed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sitting.table, name)

    @property
    def sitting(self) -> "Sitting":
        """The opened table and who sits there. Raises NotOpened."""
        with self._opening:
            if self._sitting is None:
                try:
                    self._sitting = self._here.run(self._stack.enter_context, self._sits())
                except CasetableError as error:
                    self.failed = True
                    raise NotOpened(error.sentence, error.hint) from error
            return self._sitting

    @property
    def partnership(self) -> TableFacts:
        """What is known of the table: by the glance until it is opened."""
        return self._seen if self._sitting is None else self._sitting.table.partnership

    @partnership.setter
    def partnership(self, seen: TableFacts) -> None:
        self._seen = seen

    def clock(self) -> "datetime":
        """The clock that holds at this table."""
        return self.sitting.clock()

    def seat(self, actor: str, clock: "Clock | None" = None) -> "Seat":
        """The seat of a person or of ``CLOCK``, now; an empty ``actor`` is who sits here."""
        sitting = self.sitting
        return sitting.table.seat(actor or sitting.person, clock or sitting.clock)

    def close(self) -> None:
        """Close every connection."""
        self._stack.close()
