"""The rows of minutes: which conference, its newest revision, who was there, who may agree them. Rules: Conference."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.reach import person_name
from casetable.errors import NotAllowed, Refused
from casetable.models import Attendance, Conference, Minutes, MinutesReply
from casetable.queries.conference import Looks, occurrence_in
from casetable.queries.minutes_window import (
    agencies_that_replied,
    agencies_that_were_there,
    corrections_end,
    newest_minutes,
)
from casetable.rules.chairing import runs
from casetable.rules.dates import say_day, say_day_in
from casetable.values.conference import Occurrence
from casetable.values.seat import Seat
from casetable.words import HELD, ConferenceState, MinutesState


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one held conference, as a seat acts on it; ``minutes`` is the newest revision."""

    session: Session
    seat: Seat
    occurrence: Occurrence
    row: Conference
    minutes: Minutes

    @property
    def day(self) -> str:
        """The conference's day as people say it."""
        return say_day(self.row.on)

    @property
    def there(self) -> tuple[str, ...]:
        """The codes of the agencies that were there."""
        return agencies_that_were_there(self.session, self.row.id)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The codes of those among them that have not said that there is nothing to correct."""
        replied = agencies_that_replied(self.session, self.minutes.id)
        return tuple(one for one in self.there if one not in replied)

    def runners_only(self) -> None:
        """Raise NotAllowed unless it is the conference's chair, its deputy or the coordinator."""
        if runs(self.seat.actor, self.seat.roles, self.occurrence):
            return
        named = [one for one in (self.occurrence.chair, self.occurrence.deputy) if one]
        whose = f" ({', '.join(named)})" if named else ""
        raise NotAllowed(
            f"The minutes are agreed and reopened by the conference's chair or deputy{whose}, or the coordinator.",
            "Ask them. Whoever was there may correct them while they are open.",
        )

    def open_only(self) -> None:
        """Raise Refused unless the newest revision is open for corrections today."""
        if self.minutes.state is not MinutesState.OPEN:
            raise Refused(
                f"The minutes of {self.day} are agreed and locked.",
                f"Its chair or the coordinator reopens them: casetable conference reopen {self.occurrence.conference}",
            )
        if self.seat.today > self.minutes.correct_until:
            until = say_day_in(self.minutes.correct_until, self.seat.today)
            raise Refused(
                f"Corrections to the minutes of {self.day} ended on {until}.",
                "Tell the chair: once the minutes are agreed they may be reopened.",
            )

    def attended_only(self, voice: Seat) -> None:
        """Raise NotAllowed unless it was somebody who was in the room."""
        came = select(Attendance.id).where(
            Attendance.conference_id == self.row.id, col(Attendance.person_id) == voice.actor
        )
        if self.session.exec(came).first() is None:
            who = "You were" if voice.actor == self.seat.actor else f"{voice.name} was"
            raise NotAllowed(
                f"{who} not at the conference of {self.day}: who was there corrects its minutes.",
                "Tell somebody who was; casetable conference show says who.",
            )


def kept(session: Session, seat: Seat, words: str | date | None) -> Kept:
    """The held conference that ``words`` name (None: the last one), with its newest minutes, made where nobody did.

    Raises NotFound for a day without a conference, Refused for one that was not held or is in session.
    """
    occurrence = occurrence_in(session, seat, "last" if words is None else words, Looks.BACK)
    day = say_day_in(occurrence.on, seat.today)
    if occurrence.state is ConferenceState.IN_SESSION:
        raise Refused(
            f"The conference of {day} is in session: what is filed is reworded there.",
            "Its minutes begin when it is closed: casetable conference close",
        )
    if occurrence.state not in HELD:
        raise Refused(
            f"There are no minutes of {day}: it was not held.", "casetable conference calendar shows which were."
        )
    row = session.exec(select(Conference).where(Conference.original_on == occurrence.original_on)).one()
    minutes = newest_minutes(session, row.id) or begin_minutes(session, seat, row)
    return Kept(session, seat, occurrence, row, minutes)


def begin_minutes(session: Session, seat: Seat, row: Conference) -> Minutes:
    """The first revision of a conference that was closed, open for corrections.

    One that was closed before and went on keeps its row; who had nothing to correct in what was filed until then is
    asked again.
    """
    session.flush()
    minutes = newest_minutes(session, row.id)
    until = corrections_end(session, seat, row)
    if minutes is None:
        minutes = Minutes(conference_id=row.id, revision=1, correct_until=until)
    elif minutes.correct_until != until:
        minutes.correct_until = until
    session.add(minutes)
    for reply in session.exec(select(MinutesReply).where(MinutesReply.minutes_id == minutes.id)):
        session.delete(reply)
    session.flush()
    return minutes


def agreed_by(session: Session, minutes: Minutes) -> str:
    """Who agreed a revision, by name; empty while it is open."""
    return person_name(session, minutes.agreed_by_id) if minutes.agreed_by_id else ""
