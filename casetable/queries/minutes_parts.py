"""Parts of a conference's minutes: where a revision stands, who was there, what is counted, what happened since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import Agency, Conference, ConferenceLine, Minutes, Participant, Person
from casetable.queries.conference_shape import touched_in
from casetable.queries.facts import filed_line_shown
from casetable.queries.governing import timeline_in
from casetable.queries.hearing import A_GUEST, present_in
from casetable.queries.minutes_window import agencies_that_replied, agencies_that_were_there, corrections_end
from casetable.queries.remembered import agencies_seated
from casetable.rules.conference_dates import next_day
from casetable.rules.minutes import Stay, attended
from casetable.store.log import head_of
from casetable.values.conference import FiledLine, Occurrence, Present
from casetable.values.minutes import Attended, Edition, Since
from casetable.values.seat import Seat
from casetable.words import Audience, LineKind, MinutesState

COUNTED = {
    LineKind.OPTION: "options",
    LineKind.ARGUMENT: "arguments",
    LineKind.DECISION: "decisions",
    LineKind.DISSENT: "dissents",
    LineKind.ACTION: "actions",
}
"""What is counted of an item, and how it is called."""


@dataclass(frozen=True, slots=True)
class Stands:
    """Where one revision of a conference's minutes stands; ``row`` is None while nobody touched them."""

    row: Minutes | None
    number: int
    state: MinutesState
    correct_until: date
    agreed_on: date | None
    agreed_by: str | None
    why: str
    head: str
    replied: tuple[str, ...]
    next_on: date | None
    version: int | None


@dataclass(frozen=True, slots=True)
class There:
    """Who was there: people and guests, the agencies' codes, and the names of all agencies of that day by code."""

    attended: tuple[Attended, ...]
    codes: tuple[str, ...]
    agencies: tuple[tuple[str, str], ...]


def standing_in(session: Session, seat: Seat, occurrence: Occurrence, revision: int | None = None) -> Stands:
    """Where a revision stands (None: the newest); a conference that nobody touched since it closed stands at its first.

    Raises NotFound for a revision that there is not.
    """
    conference = session.get_one(Conference, occurrence.id)
    mine = select(Minutes).where(Minutes.conference_id == conference.id).order_by(col(Minutes.revision))
    rows = {one.revision: one for one in session.exec(mine)}
    number = revision if revision is not None else max(rows, default=1)
    if number not in rows and (rows or number != 1):
        raise NotFound(
            f"The minutes of {occurrence.conference} have no revision {number}.",
            f"The newest is {max(rows, default=1)}.",
        )
    row = rows.get(number)
    agreed = row.agreed_at if row else None
    return Stands(
        row=row,
        number=number,
        state=row.state if row else MinutesState.OPEN,
        correct_until=row.correct_until if row else corrections_end(session, seat, conference),
        agreed_on=agreed.astimezone(ZoneInfo(seat.zone)).date() if agreed else None,
        agreed_by=_name(session, row.agreed_by_id) if row else None,
        why=row.why if row else "",
        head=row.head if row and row.head else log_head(session),
        replied=agencies_that_replied(session, row.id) if row else (),
        next_on=_next_after(session, seat, occurrence.on),
        version=row.version if row else None,
    )


def log_head(session: Session) -> str:
    """The head of the log as minutes name it: the whole hash of its newest entry, so that it proves something."""
    return head_of(session).hash


def there_in(session: Session, reader: Seat, occurrence: Occurrence, edition: Edition) -> There:
    """Who was there, as a seat may know; in a letter no guests of others, in a mail guests without their names."""
    conference = session.get_one(Conference, occurrence.id)
    came = present_in(session, reader, conference.id)
    if edition.participant:
        came = tuple(one for one in came if one.agency or one.invited_by == edition.participant)
    if edition.audience is Audience.MAIL:
        came = tuple(one if one.agency else replace(one, name=A_GUEST, organisation="") for one in came)
    names = tuple(
        (one.code, one.name)
        for one in agencies_seated(session)
        if one.joined_on <= occurrence.on and (one.left_on is None or one.left_on >= occurrence.on)
    )
    return There(
        attended([_stay(one) for one in came], conference.closed_at),
        agencies_that_were_there(session, conference.id),
        names,
    )


def sheltered_in(session: Session) -> frozenset[str]:
    """The ids of the participants of victim service providers: no mail names them."""
    asked = (
        select(Participant.id)
        .join(Agency, col(Agency.id) == Participant.agency_id)
        .where(col(Agency.victim_service_provider).is_(True))
    )
    return frozenset(session.exec(asked).all())


def counts_in(session: Session, item_id: str) -> tuple[tuple[str, int], ...]:
    """How many lines of each kind were filed under an item, whoever may read them: for who reads counts."""
    asked = (
        select_rows(col(ConferenceLine.kind), func.count())
        .where(col(ConferenceLine.item_id) == item_id)
        .group_by(col(ConferenceLine.kind))
    )
    found: dict[LineKind, int] = {row[0]: row[1] for row in session.execute(asked)}
    return in_words(found)


def in_words(counted: Mapping[LineKind, int]) -> tuple[tuple[str, int], ...]:
    """What is counted, in the order of a debate; what there is none of is left out."""
    return tuple((called, counted[kind]) for kind, called in COUNTED.items() if counted.get(kind))


def since_in(session: Session, reader: Seat, lines: Sequence[FiledLine]) -> tuple[Since, ...]:
    """What happened since earlier dissents, of those lines that say so; the dissent's words where they may be read."""
    said = [one for one in lines if one.kind is LineKind.SINCE]
    if not said:
        return ()
    about = sorted({one.about for one in said if one.about})
    asked = select(ConferenceLine.id, ConferenceLine.text).where(
        col(ConferenceLine.id).in_(about), filed_line_shown(reader)
    )
    words: dict[str, str] = dict(session.exec(asked).all())
    zone = ZoneInfo(reader.zone)
    return tuple(
        Since(
            dissent=words.get(one.about or "", ""),
            text=one.text,
            turned_out=one.turned_out,
            by=one.holder or one.by,
            on=one.at.astimezone(zone).date(),
            category=one.category,
        )
        for one in said
    )


def _stay(one: Present) -> Stay:
    """Guests whose names may not be read are told apart by when they came, and called alike."""
    who = one.person_id or (one.id if one.name == A_GUEST else f"guest {one.name} of {one.organisation}")
    return Stay(who, one.name, one.agency, one.arrived_at, one.left_at, one.was_late, one.organisation)


def _name(session: Session, person_id: str | None) -> str | None:
    return session.exec(select(Person.name).where(Person.id == person_id)).first() if person_id else None


def _next_after(session: Session, seat: Seat, on: date) -> date | None:
    found = next_day(timeline_in(session), touched_in(session), max(on + timedelta(days=1), seat.today))
    return found[1] if found else None
