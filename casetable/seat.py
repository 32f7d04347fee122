"""Opening a table and taking a seat at it. A seat is made anew for each call, so today is never stale."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from casetable.errors import BadInput, NoTable
from casetable.models import Agency, Agreement, Partnership, Person, PersonRole
from casetable.store.live import Pulse
from casetable.store.opening import Store, open_store
from casetable.store.schema import make_current, stored_version
from casetable.values.seat import Seat
from casetable.words import CLOCK, AgreementState

Clock = Callable[[], datetime]
"""Returns the instant, aware UTC. The only source of time."""


def system_clock() -> datetime:
    """This computer's time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What every face says of the table it stands on."""

    name: str
    zone: str
    is_sample: bool
    is_plain: bool


class Table:
    """An opened table. Close it when done."""

    def __init__(self, store: Store, partnership: TableFacts) -> None:
        self.store = store
        self.partnership = partnership
        self._pulse: Pulse | None = None

    def seat(self, actor: str, clock: Clock = system_clock) -> Seat:
        """The seat of a person (by id or name) or of ``CLOCK``, now. Raises BadInput for somebody unknown."""
        now = clock().astimezone(UTC)
        today = now.astimezone(ZoneInfo(self.partnership.zone)).date()
        if actor == CLOCK:
            return Seat(CLOCK, "the clock", "", "", frozenset(), today, now, self.store, self.partnership.zone)
        with self.store.reading() as session:
            query = select(Person, Agency).join(Agency, col(Agency.id) == Person.agency_id)
            rows = session.exec(query.where(col(Person.left_on).is_(None))).all()
            person, agency = _pick(actor, list(rows))
            held = session.exec(select(PersonRole).where(PersonRole.person_id == person.id)).all()
            roles = frozenset(one.role for one in held)
            zone = self.partnership.zone
            return Seat(person.id, person.name, agency.code, agency.id, roles, today, now, self.store, zone)

    def changes(self) -> int:
        """A number that differs from the last one when anybody wrote. Cheap; call it from one thread."""
        if self._pulse is None:
            self._pulse = Pulse(self.store)
        return self._pulse.read()

    def close(self) -> None:
        """Close every connection."""
        if self._pulse is not None:
            self._pulse.close()
        self.store.close()


def open_table(where: str) -> Table:
    """Open the table at a path or URL, bringing its schema up to date.

    Raises NoTable when there is none, BadInput for an unusable URL.
    """
    store = open_store(where)
    if stored_version(store) is None:
        store.close()
        raise NoTable(f"There is no casetable table at {where}.", "casetable init makes one.")
    make_current(store)
    with store.reading() as session:
        partnership = session.exec(select(Partnership)).first()
        agreement = (
            session.exec(
                select(Agreement)
                .where(Agreement.state == AgreementState.IN_FORCE)
                .order_by(col(Agreement.number).desc())
            ).first()
            or session.exec(select(Agreement).order_by(col(Agreement.number).desc())).first()
        )
    if partnership is None or agreement is None:
        store.close()
        raise NoTable(f"The table at {where} was never founded.", "casetable init makes one.")
    return Table(store, TableFacts(agreement.name, agreement.zone, partnership.is_sample, partnership.is_plain))


def _pick(words: str, rows: list[tuple[Person, Agency]]) -> tuple[Person, Agency]:
    wanted = words.casefold().strip()
    exact = [row for row in rows if wanted in (row[0].id, row[0].name.casefold())]
    loose = [row for row in rows if wanted and row[0].name.casefold().startswith(wanted)] or [
        row for row in rows if wanted and any(part.startswith(wanted) for part in row[0].name.casefold().split())
    ]
    found = exact or loose
    if len(found) == 1:
        return found[0]
    names = ", ".join(sorted(person.name for person, _ in (found or rows)))
    if not found:
        raise BadInput(f"Nobody called {words[:60]!r} sits at this table.", f"At the table: {names}.")
    raise BadInput(f"{words[:60]!r} could be several people.", f"Who of: {names}?")
