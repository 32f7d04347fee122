"""Finding one's way among the versions of the agreement: what applies, what is a draft, what is offered."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from casetable.actions.reach import person_name
from casetable.errors import KEPT, SomebodyElseWasFirst
from casetable.models import Agency, Agreement, Log, LogSubject
from casetable.queries.governing import timeline_in
from casetable.rules.amending import part_for, seen_of
from casetable.rules.dates import say_day
from casetable.values.partnership import Setup
from casetable.values.seat import Seat
from casetable.words import CLOCK, AgreementState


@dataclass(frozen=True, slots=True)
class Versions:
    """The rows of all versions, oldest first, and which of them applies today."""

    rows: tuple[Agreement, ...]
    applies: Agreement

    @property
    def draft(self) -> Agreement | None:
        """The newest draft; the first version counts as one until it is offered."""
        return next((one for one in reversed(self.rows) if one.state is AgreementState.DRAFT), None)

    @property
    def offered(self) -> Agreement | None:
        """The version that waits for signatures."""
        return next((one for one in self.rows if one.state is AgreementState.OFFERED), None)

    @property
    def in_force(self) -> Agreement | None:
        """The version in force."""
        return next((one for one in self.rows if one.state is AgreementState.IN_FORCE), None)

    @property
    def next_number(self) -> int:
        """The number of the version after the newest."""
        return self.rows[-1].number + 1


def versions_in(session: Session, seat: Seat) -> Versions:
    """All versions as rows, for changing them."""
    rows = tuple(session.exec(select(Agreement).order_by(col(Agreement.number))).all())
    number = timeline_in(session).on(seat.today).number
    return Versions(rows, next(one for one in rows if one.number == number))


def seated_in(session: Session) -> dict[str, Agency]:
    """The agencies at the table, by code."""
    found = session.exec(select(Agency).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position)))
    return {one.code: one for one in found}


def check_seen(session: Session, seat: Seat, row: Agreement, stands: Setup, part: str, seen: str) -> None:
    """Raise SomebodyElseWasFirst when the part that a form was filled from reads otherwise now.

    ``seen`` is the digest of the part as it was read, empty for a form that was filled from nothing.
    """
    if not part or not seen:
        return
    numbers = range(1, row.number + 1) if part == "title" else [row.number]
    if seen in {seen_of(part_for(stands, number, part)) for number in numbers}:
        return
    now = part_for(stands, row.number, part)
    theirs = {} if now is None else {"heading": now.heading, "text": now.text, "numbers": "\n".join(now.facts)}
    what = f"v{row.number}, {now.heading}," if now is not None else f"What was read here is no part of v{row.number}:"
    raise SomebodyElseWasFirst(
        f"{what} changed while this was open: {_who_and_when(session, seat, row)}.",
        KEPT,
        theirs,
    )


def _who_and_when(session: Session, seat: Seat, row: Agreement) -> str:
    touched = select(Log).join(LogSubject, col(LogSubject.seq) == Log.seq).where(LogSubject.subject_id == row.id)
    entry = session.exec(touched.order_by(col(Log.seq).desc()).limit(1)).one()
    who = "the clock" if entry.actor == CLOCK else person_name(session, entry.actor)
    return f"{who} changed it at {entry.at.astimezone(ZoneInfo(seat.zone)):%H:%M} on {say_day(entry.on)}"
