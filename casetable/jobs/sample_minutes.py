"""What follows the sample's conferences: participants are told, minutes corrected and agreed, proposals ratified."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from casetable.actions import minutes, tasks
from casetable.actions.ratifying import ratify
from casetable.jobs.minutes import agree_minutes
from casetable.jobs.sample_moments import Calendar, Moment
from casetable.queries.conference_record import record
from casetable.queries.ratifying import proposals
from casetable.queries.tasks import tasks as every_task
from casetable.rules.sample import on_working_day
from casetable.store.unit import reading, seat_of
from casetable.values.sample_conferences import StoryConference, StoryCorrection, StoryRatified
from casetable.values.seat import Heard, Seat
from casetable.words import TaskState

_TOLD_AFTER = timedelta(days=4)
"""So many days after a conference everybody was told what was agreed: on a Tuesday."""


class Story(Protocol):
    """What the minutes need of the story around them."""

    people: dict[str, str]

    def reference(self, about: str) -> str:
        """The reference of a participant by key."""

    def original(self, back: int) -> date:
        """The date of a conference, which is its identity."""

    def meets(self, one: StoryConference) -> date:
        """The day on which a conference meets."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One conference that was held, and what is done with it once it is closed."""

    story: Story
    one: StoryConference
    calendar: Calendar

    def moments(self) -> Iterator[Moment]:
        """Everything that lies before the day the sample is made for."""
        one, met = self.one, self.story.meets(self.one)
        told: list[tuple[date, str, str, Callable[[Seat], None]]] = [
            (met + _TOLD_AFTER, one.scribe, "told what was agreed", self._tell)
        ]
        for answer in one.ratified:
            by = answer.noted_by or answer.by
            told.append((met + timedelta(days=answer.after), by, f"{answer.title} ratified", self._ratifying(answer)))
        for correction in one.corrections:
            after = timedelta(days=correction.after)
            told.append((met + after, correction.by, "minutes corrected", self._correcting(correction)))
        if one.agreed is not None:
            told.append((met + timedelta(days=one.agreed), one.chair, "minutes agreed", self._agree))
        latest = self.calendar.worked_on("1 workday ago")
        for day, by, what, happen in told:
            on = on_working_day(day, self.calendar.off)
            if on <= latest:
                yield Moment(on, by, f"conference {self._original} {what}", happen)

    @property
    def _original(self) -> date:
        return self.story.original(self.one.back)

    def _tell(self, seat: Seat) -> None:
        """Everybody who was asked to tell somebody did."""
        for task in every_task(seat).items:
            if not task.tells or task.conference != self._original:
                continue
            with reading(seat) as session:
                owner = seat_of(session, seat, task.owner_id)
            if task.state is TaskState.ASKED:
                tasks.accept(owner, task.task)
            tasks.complete(owner, task.task)

    def _ratifying(self, answer: StoryRatified) -> Callable[[Seat], None]:
        def happen(seat: Seat) -> None:
            said = next(
                one for one in proposals(seat) if one.conference == self._original and one.label == answer.title
            )
            heard = Heard(self.story.people[answer.by], answer.means) if answer.noted_by else None
            ratify(seat, said.line.id, answer.is_yes, answer.why, heard=heard)

        return happen

    def _correcting(self, correction: StoryCorrection) -> Callable[[Seat], None]:
        def happen(seat: Seat) -> None:
            about = self.story.reference(correction.about)
            if not correction.was:
                minutes.correct(seat, self._original, item=about, note=correction.note)
                return
            lines = [line for item in record(seat, self._original).items for line in item.lines]
            line = next(one for one in lines if one.text == correction.was)
            minutes.correct(seat, self._original, line=line.id, text=correction.now, note=correction.note)

        return happen

    def _agree(self, seat: Seat) -> None:
        agree_minutes(seat, self._original.isoformat())
