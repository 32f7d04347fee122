"""The sample's conferences as moments: arranged, opened, gone through item by item and closed, by calling actions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from casetable.actions import agency_days, tasks
from casetable.actions import agenda as arranging
from casetable.actions import conference_calendar as calendar
from casetable.jobs.sample_minutes import Kept
from casetable.jobs.sample_moments import Calendar, Moment
from casetable.jobs.sample_room import InSession
from casetable.queries.conference import calendar as coming
from casetable.rules.calendar import conference_dates
from casetable.rules.sample import on_working_day
from casetable.values.partnership import ConferenceRule, Setup
from casetable.values.sample_conferences import RoomItem, RoomLine, RoomReply, StoryConference, StoryConferences
from casetable.values.seat import Heard, Seat
from casetable.words import CancelReason

_NAMED_BEFORE, _MOVED_BEFORE, _ASKED_BEFORE = timedelta(days=8), timedelta(days=15), timedelta(days=4)
"""How long before a conference its chair is named, it is moved, and a question is proposed."""
_LATER = (7, 6, 5, 4, 8, 10, 11)
"""So many days after its own date one that is moved meets: on the first that is no day off."""
_LOOKS_BACK = timedelta(days=400)
_LOOKS_AHEAD = timedelta(days=100)
_WHOLE = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class Meetings:
    """The dates of the rule around the day the sample is made for. ``past`` begins with the last one."""

    calendar: Calendar
    rule: ConferenceRule
    past: tuple[date, ...]
    coming: tuple[date, ...]

    @classmethod
    def of(cls, calendar: Calendar, rule: ConferenceRule) -> "Meetings":
        """Those of a rule; a date that is today is yet to come."""
        today = calendar.today
        found = conference_dates(rule.rrule, today - _LOOKS_BACK, today + _LOOKS_AHEAD)
        past = tuple(day for day in reversed(found) if day < today)
        return cls(calendar, rule, past, tuple(day for day in found if day >= today))

    def original(self, back: int) -> date:
        """The date that the rule made: 0 is the next, 1 the last one, -1 the one after the next."""
        return self.past[back - 1] if back > 0 else self.coming[-back]

    def meets(self, one: StoryConference) -> date:
        """The day it met: another one where it was moved or its own is a day off; the next one is left as it is."""
        original, off = self.original(one.back), self.calendar.off
        if one.moved_why:
            days = (original + timedelta(days=days) for days in _LATER)
            return next(day for day in days if day not in off and day.weekday() < 5)
        return on_working_day(original, off) if one.back else original

    def before(self, first: int, founded: date) -> list[date]:
        """The dates from the founding to the first conference that was held."""
        return [day for day in reversed(self.past) if founded <= day < self.original(first)]


def next_free(setup: Setup, since: date) -> date:
    """The rule's first date from ``since`` on which no agency is closed."""
    later = Calendar.of(setup, since + _LOOKS_BACK).off | Calendar.of(setup, since).off
    found = Meetings.of(Calendar(since, later), setup.conference).coming
    return next(day for day in found if day not in later)


@dataclass
class Conferences:
    """Turns the story's conferences into moments. ``people`` are ids by key, ``known`` says the reference of a key."""

    story: StoryConferences
    meetings: Meetings
    people: dict[str, str]
    known: Callable[[str], str]
    done: dict[RoomLine, str] = field(default_factory=dict)

    def moments(self, founded: date) -> Iterator[Moment]:
        """Everything but the next one's session; ``founded`` is the day the table began."""
        first = max(one.back for one in self.story.conferences)
        for day in self.meetings.before(first, founded):
            yield self._cancelled(day, founded)
        for one in self.story.conferences:
            yield from self._prepared(one)
            if one.back:
                yield self._held(one)
                yield from self._afterwards(one)
                yield from Kept(self, one, self.meetings.calendar).moments()

    @property
    def coming(self) -> StoryConference:
        """The next one."""
        return next(one for one in self.story.conferences if not one.back)

    def hold(self, seat: Seat, one: StoryConference) -> datetime:
        """Let a conference happen; ``seat`` is its scribe's at its beginning. The next one is left in session.

        Returns when the story leaves it.
        """
        return InSession(self, one, seat).run()

    def reference(self, about: str) -> str:
        """The reference of a participant by key."""
        return self.known(about)

    def original(self, back: int) -> date:
        """The date of a conference, as ``Meetings`` has it."""
        return self.meetings.original(back)

    def meets(self, one: StoryConference) -> date:
        """The day on which a conference meets."""
        return self.meetings.meets(one)

    def _cancelled(self, day: date, founded: date) -> Moment:
        def happen(seat: Seat) -> None:
            calendar.cancel(seat, day, CancelReason.AGENCY_MISSING, why=self.story.before_first)

        on = max(founded, self._workday(day - timedelta(days=1)))
        return Moment(on, self.story.conferences[0].scribe, f"conference of {day} cancelled", happen)

    def _prepared(self, one: StoryConference) -> Iterator[Moment]:
        original, meets = self.meetings.original(one.back), self.meetings.meets(one)
        if meets != original:
            yield self._prep(one, original - _MOVED_BEFORE, "moved", lambda seat: self._move(seat, one))
        yield self._prep(one, original - _NAMED_BEFORE, "chair named", lambda seat: self._name_chair(seat, one))
        for item in one.items:
            if item.question:
                asks = self._asking(one, item)
                yield self._prep(one, meets - _ASKED_BEFORE, f"{item.about} asked for", asks, item.asked_by)
        for reply in one.replies:
            says = self._replying(one, reply)
            yield self._prep(one, meets - _ASKED_BEFORE, f"{reply.by} replied", says, reply.noted_by or reply.by)

    def _prep(self, one: StoryConference, day: date, what: str, happen: Callable[[Seat], None], by: str = "") -> Moment:
        """Something before it; for the next one no later than the last working day before today."""
        latest = self.meetings.calendar.worked_on("1 workday ago")
        on = min(self._workday(day), latest)
        return Moment(on, by or one.scribe, f"conference {self.meetings.original(one.back)} {what}", happen)

    def _held(self, one: StoryConference) -> Moment:
        said = f"conference {self.meetings.original(one.back)} held"
        at = self.meetings.rule.starts_at

        def happen(seat: Seat) -> None:
            self.hold(seat, one)

        return Moment(self.meetings.meets(one), one.scribe, said, happen, at, _WHOLE)

    def _workday(self, day: date) -> date:
        return on_working_day(day, self.meetings.calendar.off)

    def _move(self, seat: Seat, one: StoryConference) -> None:
        original = self.meetings.original(one.back)
        if one.closed and original not in self.meetings.calendar.off:
            agency_days.close_on(seat, one.closed, original, one.moved_why)
        calendar.move(seat, original, self.meetings.meets(one), why=one.moved_why or "a public holiday")

    def _name_chair(self, seat: Seat, one: StoryConference) -> None:
        """Name the chair, where it is not their turn anyway."""
        chair, original, meets = self.people[one.chair], self.meetings.original(one.back), self.meetings.meets(one)
        turn = next((it.chair_id for it in coming(seat, meets, meets) if it.original_on == original), None)
        if turn != chair or one.deputy:
            deputy = self.people[one.deputy] if one.deputy else None
            calendar.name_chair(seat, chair, deputy=deputy, conference=original)

    def _asking(self, one: StoryConference, item: RoomItem) -> Callable[[Seat], None]:
        def happen(seat: Seat) -> None:
            about = self.known(item.about) if item.about else None
            original = self.meetings.original(one.back)
            arranging.propose(
                seat, about, question=item.question, title=item.title, kind=item.kind, conference=original
            )

        return happen

    def _replying(self, one: StoryConference, reply: RoomReply) -> Callable[[Seat], None]:
        def happen(seat: Seat) -> None:
            who = self.people[reply.by]
            arranging.expect(
                seat,
                who,
                reply.comes,
                deputy=self.people[reply.deputy] if reply.deputy else None,
                conference=self.meetings.original(one.back),
                heard=Heard(who, reply.means) if reply.noted_by else None,
            )

        return happen

    def _afterwards(self, one: StoryConference) -> Iterator[Moment]:
        """Its actions, done on their day where that lies before today."""
        latest = self.meetings.calendar.worked_on("1 workday ago")
        for line in (line for item in one.items for line in item.lines if line.done is not None):
            on = self._workday(self.meetings.meets(one) + timedelta(days=line.done or 0))
            if on <= latest:
                yield Moment(on, line.holder, f"'{line.text}' done", self._finishing(line))

    def _finishing(self, line: RoomLine) -> Callable[[Seat], None]:
        def happen(seat: Seat) -> None:
            tasks.complete(seat, self.done[line], minutes=line.size, note=line.note)

        return happen
