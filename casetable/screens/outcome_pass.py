"""Going through the outcomes: where the cursor is, what was answered so far, and what is to be stored. No Textual."""

from dataclasses import dataclass, field, replace

from casetable.rules.outcomes import newest, of_view
from casetable.values.card import DomainOutcome, OutcomeReading
from casetable.values.outcomes import NewReading, OutcomeRow
from casetable.words import Category, OutcomeValue, OutcomeView, ParticipantState


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer's place: whom, which domain, whose view."""

    participant: str
    domain: str
    view: OutcomeView


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered there and is not stored yet. ``value`` None is a baseline, or a note without an answer."""

    value: OutcomeValue | None = None
    note: str = ""
    code: int | None = None
    category: Category | None = None


@dataclass(slots=True)
class OutcomePass:
    """A grid of participants and domains, read in one view at a time; the cursor goes on after every answer."""

    rows: tuple[OutcomeRow, ...] = ()
    given: dict[Cell, Given] = field(default_factory=dict)
    view: OutcomeView = OutcomeView.WORKER
    row: int = 0
    column: int = 0

    @property
    def domains(self) -> tuple[tuple[str, str], ...]:
        """The columns: key and label, in the agreement's order; then domains that only some have."""
        found: dict[str, str] = {}
        for one in self.rows:
            found |= {outcome.domain: outcome.label for outcome in one.outcomes if outcome.domain not in found}
        return tuple(found.items())

    @property
    def who(self) -> OutcomeRow | None:
        """Whose row the cursor is in."""
        return self.rows[self.row] if self.rows else None

    @property
    def here(self) -> Cell | None:
        """The place under the cursor; None where nobody is to be read. A baseline is the worker's to write."""
        who, domains = self.who, self.domains
        view = OutcomeView.WORKER if self.is_baseline else self.view
        return Cell(who.participant, domains[self.column][0], view) if who is not None and domains else None

    @property
    def is_baseline(self) -> bool:
        """Under the cursor a baseline is written: work has not begun for them."""
        return self.who is not None and self.who.state is ParticipantState.AGREED

    def show(self, rows: tuple[OutcomeRow, ...]) -> dict[Cell, Given]:
        """Take newer rows; the cursor stays on its participant. Return the answers about those who are gone."""
        here = self.who
        self.rows = rows
        places = [one.participant for one in rows]
        if here is not None and here.participant in places:
            self.row = places.index(here.participant)
        self.row, self.column = self._within(self.row, len(rows)), self._within(self.column, len(self.domains))
        gone = {cell: given for cell, given in self.given.items() if cell.participant not in places}
        self.given = {cell: given for cell, given in self.given.items() if cell.participant in places}
        return gone

    def go_to(self, participant: str) -> None:
        """Put the cursor on somebody's first domain; before work began on the first without a baseline."""
        places = [one.participant for one in self.rows]
        if participant not in places:
            return
        self.row, self.column = places.index(participant), 0
        if self.is_baseline:
            self.column = next((place for place in range(len(self.domains)) if not self._is_set(place)), 0)

    def _is_set(self, column: int) -> bool:
        who, domain = self.rows[self.row], self.domains[column][0]
        found = self.outcome(who, domain)
        is_given = Cell(who.participant, domain, OutcomeView.WORKER) in self.given
        return is_given or (found is not None and found.baseline is not None)

    @property
    def standing(self) -> OutcomeReading | None:
        """The baseline under the cursor, as it is stored; None where there is none."""
        here, who = self.here, self.who
        found = self.outcome(who, here.domain) if here is not None and who is not None else None
        return found.baseline if found is not None else None

    def move(self, rows: int, columns: int) -> None:
        """Move the cursor; it stops at the edges."""
        self.row = self._within(self.row + rows, len(self.rows))
        self.column = self._within(self.column + columns, len(self.domains))

    def answer(self, value: OutcomeValue) -> None:
        """Answer under the cursor and go on to the next domain, then to the next participant."""
        here = self.here
        if here is not None:
            self.given[here] = replace(self.given.get(here, Given()), value=value)
            self.go_on()

    def note(self, noted: Given) -> None:
        """Put words to the answer under the cursor, which is last time's where none was given yet."""
        here = self.here
        if here is not None:
            before = self.given.get(here, Given(None if self.is_baseline else self.last_value()))
            self.given[here] = replace(noted, value=before.value)

    def take_back(self) -> None:
        """Forget the answer under the cursor."""
        if self.here is not None:
            self.given.pop(self.here, None)

    def go_on(self) -> None:
        """The next domain; after the last one the first of the next participant who is read in the same way.

        Baselines are written in words and readings with one key: rows of the other kind are passed over.
        """
        if self.column + 1 < len(self.domains):
            self.column += 1
            return
        state = self.rows[self.row].state if self.rows else None
        is_baseline = state is ParticipantState.AGREED
        for row in range(self.row + 1, len(self.rows)):
            if (self.rows[row].state is ParticipantState.AGREED) is is_baseline:
                self.row, self.column = row, 0
                return

    def swap(self) -> None:
        """Change between the worker's view and the participant's own."""
        self.view = OutcomeView.PARTICIPANT if self.view is OutcomeView.WORKER else OutcomeView.WORKER

    def outcome(self, row: OutcomeRow, domain: str) -> DomainOutcome | None:
        """A domain of a row, where there is one."""
        return next((one for one in row.outcomes if one.domain == domain), None)

    def before(self, row: OutcomeRow, domain: str) -> tuple[OutcomeReading, ...]:
        """The readings so far in the view in front, oldest first."""
        found = self.outcome(row, domain)
        return of_view(found, self.view) if found is not None else ()

    def last_value(self) -> OutcomeValue | None:
        """Last time's answer under the cursor; None where there was none."""
        here, who = self.here, self.who
        last = newest(self.before(who, here.domain)) if here is not None and who is not None else None
        return last.value if last is not None else None

    def to_store(self) -> tuple[NewReading, ...]:
        """Baselines and readings, as they were answered; what has a note and no answer is left out."""
        found = []
        states = {one.participant: one.state for one in self.rows}
        for cell, given in self.given.items():
            new = NewReading(
                cell.participant, cell.domain, given.value, cell.view, given.note, given.category, given.code
            )
            if states.get(cell.participant) is ParticipantState.AGREED:
                found.append(replace(new, value=None, view=OutcomeView.WORKER))
            elif given.value is not None:
                found.append(new)
        return tuple(found)

    @staticmethod
    def _within(place: int, count: int) -> int:
        return min(max(place, 0), max(count - 1, 0))
