"""Opening a table and taking a seat at it. A seat is made anew for each call, so today is never stale."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from casetable.errors import BadInput, NoTable, NotAllowed, OlderTable
from casetable.models import Agency, Agreement, Partnership, Person, PersonRole
from casetable.rules.dates import say_day
from casetable.store.live import Pulse
from casetable.store.opening import Store, open_store
from casetable.store.schema import HEAD, check_version, make_current, stored_version
from casetable.values.seat import OTHERS_ARE_HIDDEN, Seat, TableFacts
from casetable.words import CLOCK

Clock = Callable[[], datetime]
"""Returns the instant, aware UTC. The only source of time."""


def system_clock() -> datetime:
    """This computer's time."""
    return datetime.now(UTC)


class Table:
    """An opened table. Close it when done. ``notes`` are sentences about its opening that a person should read."""

    def __init__(self, store: Store, partnership: TableFacts, notes: tuple[str, ...] = ()) -> None:
        self.store = store
        self.partnership = partnership
        self.notes = notes
        self._pulse: Pulse | None = None

    def seat(self, actor: str, clock: Clock = system_clock) -> Seat:
        """The seat of a person (by id or name) or of ``CLOCK``, now. Raises BadInput for somebody unknown."""
        self._look_again()
        now = clock().astimezone(UTC)
        today = now.astimezone(ZoneInfo(self.partnership.zone)).date()
        reads_only = bool(self.partnership.reads_only)
        if actor == CLOCK:
            return Seat(
                CLOCK, "the clock", "", "", frozenset(), today, now, self.store, self.partnership.zone, reads_only
            )
        with self.store.reading() as session:
            query = select(Person, Agency).join(Agency, col(Agency.id) == Person.agency_id)
            rows = session.exec(query).all()
            _check_is_here(actor, [person for person, _ in rows])
            person, agency = _pick(actor, [row for row in rows if row[0].left_on is None])
            held = session.exec(select(PersonRole).where(PersonRole.person_id == person.id)).all()
            roles = frozenset(one.role for one in held)
            zone = self.partnership.zone
            return Seat(person.id, person.name, agency.code, agency.id, roles, today, now, self.store, zone, reads_only)

    def changes(self) -> int:
        """A number that differs from the last one when anybody wrote. Cheap; call it from one thread."""
        self._look_again()
        if self._pulse is None:
            self._pulse = Pulse(self.store)
        return self._pulse.read()

    def _look_again(self) -> None:
        """Room was made on a full disk: from now on the table can be written."""
        if self.partnership.reads_only and self.store.look_again():
            self.partnership = replace(self.partnership, reads_only="")

    @property
    def is_at_hand(self) -> bool:
        """True for a file: it answers at once. A server may be slow, or gone without a word."""
        return self.store.is_sqlite

    def arrived(self, entry: str) -> bool:
        """Tell whether what ``InDoubt.entry`` names was saved after all. Raises NoTable while that cannot be told."""
        from casetable.store.doubt import arrived

        return arrived(self.store, entry)

    def close(self) -> None:
        """Close every connection."""
        if self._pulse is not None:
            self._pulse.close()
        self.store.close()


def open_table(where: str, *, as_it_is: bool = False, untouched: bool = False) -> Table:
    """Open the table at a path or URL, bringing its schema up to date, or with ``as_it_is`` only where it is.

    With ``untouched`` that holds too, and no byte of its file is changed. Raises OlderTable where it is not up
    to date, NoTable when there is none or it is another version's, BadInput for an unusable URL.
    """
    store = open_store(where, untouched=untouched)
    try:
        return _open(store, where, as_it_is or untouched)
    except BaseException:
        store.close()
        raise


def _open(store: Store, where: str, as_it_is: bool) -> Table:
    if store.stood != HEAD:
        check_version(store.stood)
    found = store.stood or stored_version(store)
    if found is None:
        raise NoTable(f"There is no casetable table at {where}.", "casetable init makes one.")
    if as_it_is and found != HEAD:
        raise OlderTable(
            f"The table at {where} has schema {found}: it is brought to {HEAD} when it is opened to work at it.",
            "A backup is kept then; casetable restore FILE --dry-run checks one as it is.",
        )
    notes = () if found == HEAD else make_current(store)
    with store.reading() as session:
        partnership = session.exec(select(Partnership)).first()
        versions = session.exec(select(Agreement).order_by(col(Agreement.number))).all()
    if partnership is None or not versions:
        raise NoTable(f"The table at {where} was never founded.", "casetable init makes one.")
    only = store.reads_only
    came = [one for one in versions if one.in_force_on is not None]
    applies = max(came, key=lambda one: (one.in_force_on or date.min, one.number)) if came else versions[0]
    facts = TableFacts(applies.name, applies.zone, partnership.is_sample, partnership.is_plain, only)
    return Table(store, facts, (*notes, f"READ ONLY. {only} {OTHERS_ARE_HIDDEN}") if only else notes)


def _check_is_here(words: str, everybody: list[Person]) -> None:
    """Raise NotAllowed for somebody who left, named by id as one who still has the table open."""
    gone = next((one for one in everybody if one.id == words), None)
    if gone is not None and gone.left_on is not None:
        raise NotAllowed(
            f"{gone.name} left the table on {say_day(gone.left_on)}.", "The coordinator can let them join again."
        )


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
