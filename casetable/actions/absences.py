"""Being away: until when, who is asked instead, and back again. Rules: Agreement."""

from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.people_rows import person_row
from casetable.errors import BadInput, Refused
from casetable.models import Away, Person
from casetable.queries.people import absences_in
from casetable.rules.dates import say_day
from casetable.store.unit import change, seat_of, speaker
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat

AWAY = Action("person.away", "said when they are away")
AWAY_OTHER = Action("person.away_other", "said when somebody is away")


def away(
    seat: Seat,
    person: str = "",
    *,
    until: date,
    since: date | None = None,
    cover: str | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Say that somebody is away through ``until``, and who (a person id) is asked instead. By default oneself.

    For somebody else it is the coordinator who says so, or anybody who heard it from them. What was said of those
    days before is replaced; without ``cover`` who stood in then still does, with an empty one nobody does. Raises
    BadInput for days that are over or the wrong way round.
    """
    if until < max(since or seat.today, seat.today):
        last = say_day(max(since or seat.today, seat.today))
        raise BadInput(f"Away until {say_day(until)}?", f"The last day is {last} or later.")
    with change(seat, _away_action(seat, person, heard), heard) as session:
        row = person_row(session, person or speaker(session, seat, heard).actor)
        if cover == row.id:
            raise BadInput(f"{row.name} cannot stand in for themselves.", "Name somebody else, or nobody.")
        held = _overlapping(session, row.id, since or seat.today, until)
        instead = _cover(session, seat, cover, held)
        first = since or min([seat.today, *(one.since for one in held)])
        absence = held[0] if held else Away(person_id=row.id, since=first, until=until, recorded_by_id=seat.actor)
        absence.since, absence.until, absence.back_on = first, until, None
        absence.cover_id = instead.actor if instead else None
        absence.recorded_by_id = seat.actor
        session.add(absence)
        for one in held[1:]:
            session.delete(one)
        starts = f"from {say_day(first)} " if first > seat.today else ""
        said = f"{row.name} is away {starts}until {say_day(until)}"
        if instead is None:
            return Receipt(f"{said}. Nobody stands in: name a cover when there is one.")
        return Receipt(f"{said}; {instead.name} is asked instead.{_cover_away(session, instead, first, until)}")


def back(seat: Seat, person: str = "", *, heard: Heard | None = None) -> Receipt:
    """Say that somebody is back from today, or will not be away after all. By default oneself.

    Raises Refused when nothing was said of their being away.
    """
    with change(seat, _away_action(seat, person, heard), heard) as session:
        row = person_row(session, person or speaker(session, seat, heard).actor)
        held = _overlapping(session, row.id, seat.today, date.max)
        if not held:
            raise Refused(f"{row.name} is not away.", "casetable person list shows who is.")
        absence = held[0]
        absence.back_on = max(seat.today, absence.since)
        session.add(absence)
        if absence.since > seat.today:
            return Receipt(f"{row.name} will not be away from {say_day(absence.since)} after all.")
        return Receipt(f"{row.name} is back.")


def _away_action(seat: Seat, person: str, heard: Heard | None) -> Action:
    """Whose days they are decides who may say so."""
    voice = heard.person if heard is not None else seat.actor
    return AWAY if person in ("", voice) else AWAY_OTHER


def _overlapping(session: Session, person_id: str, first: date, last: date) -> list[Away]:
    rows = session.exec(
        select(Away)
        .where(Away.person_id == person_id, Away.since <= last, Away.until >= first)
        .order_by(col(Away.since))
    )
    return [one for one in rows if one.back_on is None or one.back_on > max(first, one.since)]


def _cover(session: Session, seat: Seat, cover: str | None, held: list[Away]) -> Seat | None:
    """Who stands in: whom it names, or where it names nobody whoever stood in and still sits here; None for nobody."""
    if cover is not None:
        return seat_of(session, seat, cover) if cover else None
    before = next((one.cover_id for one in held if one.cover_id is not None), None)
    if before is None or session.get_one(Person, before).left_on is not None:
        return None
    return seat_of(session, seat, before)


def _cover_away(session: Session, cover: Seat, first: date, until: date) -> str:
    """What is to be said of a cover who is away in those days too."""
    theirs = _overlapping(session, cover.actor, first, until)
    if not theirs:
        return ""
    also = f" {cover.name} is away until {say_day(theirs[0].until)} too"
    return f"{also}." if any(one.person_id == cover.actor for one in absences_in(session, first)) else f"{also}, later."
