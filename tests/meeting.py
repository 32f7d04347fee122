"""A conference in session, for tests: the second Friday of November, run by the coordinator, Hal Brook in the chair."""

from dataclasses import dataclass
from datetime import date

from casetable.actions import conference
from casetable.actions.conference_reach import sitting
from casetable.actions.participants import lead
from casetable.models import ConferenceItem
from casetable.queries.filed import lines_in
from casetable.queries.room import room as room_of
from casetable.rules.conference_clock import next_phase
from casetable.store.unit import reading
from casetable.values.conference import Filed, FiledLine, Typed
from casetable.values.conference import Room as Now
from casetable.values.seat import Receipt, Seat
from casetable.words import Category, LineKind, Phase
from tests.tables import Room, at

SECOND_FRIDAY = date(2026, 11, 13)
MONDAY_AFTER = date(2026, 11, 16)


@dataclass
class Meeting:
    """One conference and short ways to run it."""

    room: Room

    def sit(self, name: str = "ruth", hour: int = 9, minute: int = 0) -> Seat:
        """Somebody's seat at a time of the day."""
        return self.room.table.seat(name, at(SECOND_FRIDAY, hour, minute))

    def now(self, name: str = "ruth", hour: int = 9, minute: int = 0) -> Now:
        """The room as somebody sees it."""
        found = room_of(self.sit(name, hour, minute))
        assert found is not None
        return found

    def lines(self, name: str = "dana") -> tuple[FiledLine, ...]:
        """The lines of the open item as somebody may read them: lighter than the whole room."""
        seat = self.sit(name)
        with reading(seat) as session:
            item = sitting(session, seat).open_item()
            return () if item is None else lines_in(session, seat, {item.id: 1}).get(item.id, ())

    def item(self) -> ConferenceItem | None:
        """The open item's row."""
        seat = self.sit()
        with reading(seat) as session:
            return sitting(session, seat).open_item()

    def begin(self, *here: str) -> "Meeting":
        """Open it with these people there besides the coordinator, the opening line accepted."""
        conference.open_conference(self.sit())
        if here:
            conference.attend(self.sit(), here)
        conference.accept_opening(self.sit())
        return self

    def to(self, item: str, phase: Phase | None = None, hour: int = 9, minute: int = 0) -> str:
        """Open an item and go on to a phase, filing a reason for no words on the way; returns the item's id."""
        seat = self.sit(hour=hour, minute=minute)
        conference.open_item(seat, item)
        there = self.item()
        assert there is not None
        item_id, kind, at_phase = there.id, there.kind, there.phase
        while phase is not None and at_phase is not phase:
            assert at_phase is not None
            if at_phase is Phase.WORDS:
                self.file(LineKind.NO_WORDS, "did not come")
            conference.advance(seat, item_id, at_phase)
            at_phase = next_phase(kind, at_phase)
        return item_id

    def file(
        self, kind: LineKind, text: str, *, by: str = "dana", category: Category = Category.GENERAL, **more: object
    ) -> Filed:
        """File a line under the open item."""
        return conference.file_line(self.sit(by), None, Typed(kind, text, category, **more))  # type: ignore[arg-type]

    def action(self, text: str, *, of: str, by: str = "dana", **more: object) -> Filed:
        """File an action for somebody, due on the Monday after."""
        return self.file(LineKind.ACTION, text, by=by, owner=self.room.id_of(of), due=MONDAY_AFTER, **more)  # type: ignore[arg-type]

    def led(self, name: str = "Chidi Okafor", by: str = "dana") -> str:
        """Somebody agreed, released to all, whom Dana leads for; returns the reference."""
        ref = self.room.agreed(name, by=by)
        lead(self.room.sit(by), ref, self.room.id_of(by))
        return ref


def said(done: Receipt | Filed) -> str:
    """What was answered."""
    return done.receipt.sentence if isinstance(done, Filed) else done.sentence
