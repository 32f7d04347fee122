"""One conference of the sample in session: who is there, item by item and phase by phase, as its scribe files it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from casetable.actions import agenda as arranging
from casetable.actions import conference as room
from casetable.queries.agenda import agenda
from casetable.queries.people import people
from casetable.queries.room import room as room_now
from casetable.rules.conference_clock import PLANNED_MINUTES, budget, phases
from casetable.store.unit import reading, seat_of
from casetable.values.conference import AgendaItem, Typed
from casetable.values.sample_conferences import RoomItem, RoomLine, StoryConference
from casetable.values.seat import Seat
from casetable.words import Category, ItemKind, LineKind, Phase

LEFT_OUT = "nothing to debate this time"
"""Why somebody is not debated whom the story does not come to."""

_ARRANGED_BEFORE = timedelta(minutes=20)
_DEBATED = timedelta(minutes=4, seconds=12)
"""How long the room is at the debate in which the story leaves it."""
_FILED_IN = {
    Phase.WORDS: (LineKind.WORDS, LineKind.NO_WORDS),
    Phase.DEBATE: (LineKind.SINCE, LineKind.OPTION, LineKind.ARGUMENT),
    Phase.DECISION: (LineKind.DECISION,),
    Phase.DISSENT: (LineKind.DISSENT,),
    Phase.ACTIONS: (LineKind.ACTION, LineKind.ASKED, LineKind.PARKED),
}


class Known(Protocol):
    """What a session needs of the story around it."""

    people: dict[str, str]
    done: dict[RoomLine, str]

    def reference(self, about: str) -> str:
        """The reference of a participant by key."""

    def original(self, back: int) -> date:
        """The date of a conference: 0 is the next one, negative ones come after it."""

    def meets(self, one: StoryConference) -> date:
        """The day on which a conference meets."""


@dataclass
class InSession:
    """One conference under way. ``seat`` is the scribe's at its beginning, ``passed`` the time since."""

    story: Known
    one: StoryConference
    seat: Seat
    passed: timedelta = timedelta()

    def run(self) -> datetime:
        """Let it happen: one that was held is closed, the next one is left in the middle of a debate.

        Returns the instant at which that is.
        """
        original = self.story.original(self.one.back)
        if self.one.back == 1:
            self._take_off(original)
        room.open_conference(self._now(), original)
        room.attend(self._now(), [self.story.people[key] for key in self.one.here if key != self.one.scribe])
        room.accept_opening(self._now())
        self._next_at(ItemKind.PROMISES, PLANNED_MINUTES[ItemKind.OPENING])
        if self.one.late:
            room.attend(self._now(), [self.story.people[key] for key in self.one.late], late=True)
        self.passed += timedelta(minutes=PLANNED_MINUTES[ItemKind.PROMISES])
        items = agenda(self._now(), original).items
        if self.one.back > 1:
            self._leave_out(items)
        ids = {item.label: item.id or "" for item in items}
        for item in self.one.items:
            self._go_through(item, ids[self._label(item)])
        if self.one.back:
            self._next_at(ItemKind.CLOSING, 0)
            self.passed += timedelta(minutes=PLANNED_MINUTES[ItemKind.CLOSING])
            room.close_conference(self._now())
        return self._now().now

    def _now(self) -> Seat:
        return replace(self.seat, now=self.seat.now + self.passed)

    def _next_at(self, kind: ItemKind, minutes: int) -> None:
        self.passed += timedelta(minutes=minutes)
        room.open_item(self._now(), kind.label)

    def _take_off(self, original: date) -> None:
        """Take off the agenda whom the story says to: not being discussed would bring them first to the next one."""
        seat = replace(self.seat, now=self.seat.now - _ARRANGED_BEFORE)
        for about in self.one.taken_off:
            arranging.remove_item(seat, self.story.reference(about), LEFT_OUT, conference=original)

    def _leave_out(self, items: Sequence[AgendaItem]) -> None:
        """Say of whom the story does not come to that there was nothing to debate."""
        told = {self._label(item) for item in self.one.items}
        for item in items:
            if item.participant is not None and item.participant not in told:
                room.leave_item(self._now(), item.id or "", LEFT_OUT)

    def _label(self, item: RoomItem) -> str:
        return self.story.reference(item.about) if item.about else item.title or item.kind.label

    def _go_through(self, item: RoomItem, row_id: str) -> None:
        if item.guest:
            room.guest(self._now(), item.guest, item.organisation, invited_by=self._label(item))
        room.open_item(self._now(), row_id)
        for phase in phases(item.kind):
            self._file(item, row_id, phase)
            if item.stays_at_debate and phase is Phase.DEBATE:
                self.passed += _DEBATED
                return
            self.passed += timedelta(seconds=budget(item.kind, phase, item.minutes))
            room.advance(self._now(), row_id, phase)
        if item.guest:
            room.step_out(self._now(), item.guest)

    def _file(self, item: RoomItem, row_id: str, phase: Phase) -> None:
        lines = [line for line in item.lines if line.files in _FILED_IN.get(phase, ())]
        for line in lines:
            filed = room.file_line(self._seat_of(line), row_id, self._typed(line))
            if line.files is LineKind.ACTION:
                self.story.done[line] = filed.receipt.ref
        if any(line.files is LineKind.ACTION for line in lines):
            room.read_back(self._now(), row_id)

    def _seat_of(self, line: RoomLine) -> Seat:
        """Who files a line: the scribe, but what is not general whoever says it, at their own seat."""
        if line.category is Category.GENERAL or not line.holder:
            return self._now()
        with reading(self._now()) as session:
            return seat_of(session, self._now(), self.story.people[line.holder])

    def _typed(self, line: RoomLine) -> Typed:
        holder = self.story.people[line.holder] if line.holder else None
        if line.files is LineKind.SINCE:
            return Typed(
                line.files, line.text, line.category, about=self._came_back(holder), turned_out=line.turned_out
            )
        is_action = line.files is LineKind.ACTION
        return Typed(
            kind=line.files,
            text=line.text,
            category=line.category,
            option=line.option,
            is_for=line.is_for,
            holder=None if is_action else holder,
            decided_by=line.decided_by,
            look_again_on=None if line.again is None else self.story.original(self.one.back - line.again),
            owner=holder if is_action else None,
            due=None if line.due is None else self.story.meets(self.one) + timedelta(days=line.due),
            size_minutes=line.size,
            may_tell=line.may_tell,
        )

    def _came_back(self, holder: str | None) -> str | None:
        """The id of the first dissent of somebody (an id) that came back with the open item; None for none."""
        now = room_now(self._now())
        names = {one.id: one.person for one in people(self._now())}
        due = now.due if now is not None else ()
        return next((one.id for one in due if holder is not None and one.holder == names.get(holder)), None)
