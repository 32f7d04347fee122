"""The sample's story as moments: what somebody does on a day, as the call of an action."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from operator import attrgetter

from casetable.actions import consent, participants, tasks
from casetable.jobs.sample_acts import act
from casetable.jobs.sample_agreement import paperwork
from casetable.rules.holidays import days_off
from casetable.rules.sample import on_working_day, story_day
from casetable.values.partnership import Setup
from casetable.values.sample import (
    Deed,
    Sample,
    Saying,
    Step,
    StoryAnswer,
    StoryMoment,
    StoryParticipant,
    StoryRelease,
    StoryTask,
)
from casetable.values.sample_agreement import StoryPaper
from casetable.values.seat import Heard, Receipt, Seat
from casetable.values.tasks import NewTask
from casetable.words import Answer


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that is written down on a day. ``by`` is the key of the person whose hands do it.

    ``at`` is when it happens (None: after what came before), ``lasts`` when the next thing may happen after it.
    """

    on: date
    by: str
    what: str
    happen: Callable[[Seat], None]
    at: time | None = None
    lasts: timedelta = timedelta(minutes=7)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The story's days as seen from ``today``, the day the sample is made for. ``off``: some agency is closed."""

    today: date
    off: frozenset[date]

    @classmethod
    def of(cls, setup: Setup, today: date) -> "Calendar":
        """The calendar of a partnership."""
        years = range(today.year - 1, today.year + 1)
        closed = (days_off(agency.holidays, agency.closing_days, years) for agency in setup.agencies)
        return cls(today, frozenset[date]().union(*closed))

    def day(self, words: str) -> date:
        """A day that is only named, such as a date due."""
        return story_day(words, self.today, self.off)

    def worked_on(self, words: str) -> date:
        """A day on which something is done: on a day off, the working day before."""
        return on_working_day(self.day(words), self.off)


@dataclass
class Teller:
    """Turns the story into moments. ``people`` are ids by key.

    ``known`` fills up as the story goes on: the reference of each participant by key, and of each task and
    release by its value.
    """

    sample: Sample
    papers: tuple[StoryPaper, ...]
    calendar: Calendar
    people: dict[str, str]
    known: dict[str | StoryTask | StoryRelease, str] = field(default_factory=dict)

    def moments(self) -> list[Moment]:
        """Every moment by its day; within a day the agreement first, then participants, what is beside the tasks, and
        these."""
        told = [self._of_paper(one) for one in self.papers]
        told += [moment for someone in self.sample.participants for moment in self._of_participant(someone)]
        told += [self._of_moment(one) for one in self.sample.moments]
        told += [moment for task in self.sample.tasks for moment in self._of_task(task)]
        return sorted(told, key=attrgetter("on"))

    def _of_paper(self, one: StoryPaper) -> Moment:
        def happen(seat: Seat) -> None:
            paperwork(seat, one, self.people, self.calendar.worked_on)

        return self._moment(one.saying, f"{one.saying.by} {one.does}", happen)

    def _of_participant(self, someone: StoryParticipant) -> Iterator[Moment]:
        said = "considered" if someone.only_considered else "proposed"
        yield self._moment(someone.proposed, f"{someone.name} {said}", lambda seat: self._propose(seat, someone))
        for answer in someone.answers:
            yield self._moment(answer.saying, f"{someone.name} answered", self._answering(someone, answer))
        for release in someone.releases:
            yield self._moment(release.recorded, f"release of {someone.name}", self._recording(someone, release))
            if release.revoked is not None:
                yield self._moment(release.revoked, f"release of {someone.name} revoked", self._revoking(release))

    def _of_moment(self, one: StoryMoment) -> Moment:
        def happen(seat: Seat) -> None:
            act(seat, one, self.known[one.about], self.people, self._heard(one.saying))

        return self._moment(one.saying, f"{one.about} {one.does}", happen)

    def _of_task(self, task: StoryTask) -> Iterator[Moment]:
        yield self._moment(task.asked, f"'{task.title}' asked", lambda seat: self._ask(seat, task))
        for step in task.steps:
            yield self._moment(step.saying, f"'{task.title}' {step.does}", self._doing(task, step))

    def _moment(self, saying: Saying, what: str, happen: Callable[[Seat], None]) -> Moment:
        return Moment(self.calendar.worked_on(saying.day), saying.noted_by or saying.by, what, happen)

    def _heard(self, saying: Saying) -> Heard | None:
        return Heard(self.people[saying.by], saying.means) if saying.noted_by else None

    def _propose(self, seat: Seat, someone: StoryParticipant) -> None:
        begin = participants.consider if someone.only_considered else participants.propose
        receipt = begin(
            seat,
            name=someone.name,
            considered_on=self.calendar.worked_on(someone.asked_on),
            needs=someone.needs,
            reason=someone.reason,
            year_of_birth=self.calendar.today.year - someone.age,
            heard=self._heard(someone.proposed),
        )
        self.known[someone.key] = receipt.ref

    def _answering(self, someone: StoryParticipant, answer: StoryAnswer) -> Callable[[Seat], None]:
        def happen(seat: Seat) -> None:
            ref, heard = self.known[someone.key], self._heard(answer.saying)
            if answer.says is Answer.AGREE:
                participants.agree(seat, ref, note=answer.note, heard=heard)
            else:
                participants.decline(seat, ref, reason=answer.reason, note=answer.note, told=answer.told, heard=heard)

        return happen

    def _recording(self, someone: StoryParticipant, release: StoryRelease) -> Callable[[Seat], None]:
        def happen(seat: Seat) -> None:
            for discloser in release.disclosers or (None,):
                self.known[release] = self._record(seat, self.known[someone.key], release, discloser).ref

        return happen

    def _record(self, seat: Seat, ref: str, release: StoryRelease, discloser: str | None) -> Receipt:
        if release.refused:
            return consent.refuse_release(
                seat,
                ref,
                from_agency=discloser,
                to=release.receiver,
                category=release.category,
                method=release.method,
                why=release.purpose,
            )
        return consent.add_release(
            seat,
            ref,
            from_agency=discloser,
            to=release.receiver,
            category=release.category,
            since=self.calendar.day(release.since) if release.since else seat.today,
            until=self.calendar.day(release.until) if release.until else None,
            method=release.method,
            purpose=release.purpose,
            paper=release.paper,
        )

    def _revoking(self, release: StoryRelease) -> Callable[[Seat], None]:
        def happen(seat: Seat) -> None:
            consent.revoke_release(seat, self.known[release], why=release.revoked_why)

        return happen

    def _ask(self, seat: Seat, task: StoryTask) -> None:
        new = NewTask(
            title=task.title,
            owner=self.people[task.of],
            due=self.calendar.day(task.due),
            participant=self.known[task.about] if task.about else None,
            category=task.category,
            size_minutes=task.size,
        )
        self.known[task] = tasks.ask(seat, new, heard=self._heard(task.asked)).ref

    def _doing(self, task: StoryTask, step: Step) -> Callable[[Seat], None]:
        def happen(seat: Seat) -> None:
            self.known[task] = self._do(seat, self.known[task], step).ref

        return happen

    def _do(self, seat: Seat, task: str, step: Step) -> Receipt:
        """Do one step to a task; a task handed over goes on under the new reference."""
        heard = self._heard(step.saying)
        to = self.calendar.day(step.to) if step.to else None
        note, minutes = step.note, step.minutes
        match step.does:
            case Deed.ACCEPT:
                return tasks.accept(seat, task, by=to, heard=heard)
            case Deed.DECLINE:
                return tasks.decline(seat, task, note=note, heard=heard)
            case Deed.DONE:
                return tasks.complete(seat, task, minutes=minutes, note=note, category=step.category, heard=heard)
            case Deed.MOVE:
                return tasks.move(
                    seat, task, to=self.calendar.day(step.to), why=note, category=step.category, heard=heard
                )
            case Deed.BLOCK:
                return tasks.block(seat, task, on_whom=step.on_whom, outside=step.outside, note=note, heard=heard)
            case Deed.UNBLOCK:
                return tasks.unblock(seat, task, note=note, heard=heard)
            case Deed.WANT_HELP:
                return tasks.want_help(seat, task, note=note, heard=heard)
            case Deed.HELP:
                return tasks.offer_help(seat, task, note=note, minutes=minutes, heard=heard)
            case Deed.DROP:
                return tasks.drop(seat, task, reason=step.reason, why=note, heard=heard)
            case Deed.AGREE_DROP:
                return tasks.agree_drop(seat, task, heard=heard)
            case Deed.HAND:
                return tasks.hand(seat, task, to=self.people[step.to_whom], by=to, why=note, heard=heard)
            case Deed.REOPEN:
                return tasks.reopen(seat, task, why=note, due=to, heard=heard)
            case Deed.EDIT:
                return tasks.edit(seat, task, title=step.title or None, heard=heard)
            case Deed.LOG:
                return tasks.log(
                    seat,
                    task,
                    minutes=minutes,
                    note=note,
                    contact=step.contact,
                    category=step.category,
                    heard=heard,
                )
