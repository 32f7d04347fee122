"""What a chair looks at before a conference: who comes, the quorum, who may hear whom, and whom to ask what."""

from datetime import date

from sqlmodel import Session, select

from casetable.models import Agency, Person
from casetable.queries.agenda import agenda_in
from casetable.queries.conference import days_off_in, occurrence_in, previous_in
from casetable.queries.consent import endings_in, releases_in
from casetable.queries.expected import expected_in, foreseen_quorum
from casetable.queries.notes import newest_of_each
from casetable.queries.participants import board_participants
from casetable.queries.people import agencies_in
from casetable.rules.calendar import add_working_days
from casetable.rules.consent import Known
from casetable.rules.forecast import ASK_WORKING_DAYS_BEFORE, expected_agencies, hearing
from casetable.store.unit import reading
from casetable.values.conference import Agenda, Expected, Forecast, HearingCell, Occurrence, ToAsk
from casetable.values.participants import Participant
from casetable.values.seat import Seat
from casetable.words import ItemState, NoteKind


def forecast(seat: Seat, conference: str | date | None = None) -> Forecast:
    """Who is expected at a conference (None: the next one), whether they could decide, and who may hear about whom.

    Only participants whom this seat's agency knows stand in it. Raises NotFound for a day without a conference.
    """
    with reading(seat) as session:
        found = agenda_in(session, seat, occurrence_in(session, seat, conference))
        return _forecast(session, seat, found, _on_agenda(session, seat, found))


def to_ask(seat: Seat, conference: str | date | None = None) -> tuple[ToAsk, ...]:
    """The participants on a conference's agenda (None: the next one) and who asks each how they take part, by when.

    In the agenda's order; only those whom this seat's agency knows. Raises NotFound for a day without a conference.
    """
    with reading(seat) as session:
        found = agenda_in(session, seat, occurrence_in(session, seat, conference))
        return _asked(session, seat, found.conference, _on_agenda(session, seat, found))


def prepared(seat: Seat, conference: str | date | None = None) -> tuple[Agenda, Forecast, tuple[ToAsk, ...]]:
    """The agenda of a conference (None: the next one), its forecast and whom to ask, in one reading.

    Raises NotFound for a day without a conference.
    """
    with reading(seat) as session:
        found = agenda_in(session, seat, occurrence_in(session, seat, conference))
        whom = _on_agenda(session, seat, found)
        return found, _forecast(session, seat, found, whom), _asked(session, seat, found.conference, whom)


def _forecast(session: Session, seat: Seat, found: Agenda, whom: list[Participant]) -> Forecast:
    occurrence = found.conference
    everybody = expected_in(session, occurrence)
    return Forecast(
        expected=everybody,
        quorum=foreseen_quorum(session, seat, occurrence, everybody, [(one.id, one.participant) for one in whom]),
        hearing=_hearing(session, seat, occurrence, everybody, whom),
        endings=_endings(session, seat, occurrence, whom),
    )


def _asked(session: Session, seat: Seat, occurrence: Occurrence, whom: list[Participant]) -> tuple[ToAsk, ...]:
    last = previous_in(session, seat, occurrence.on)
    since = last.on if last else date.min
    return tuple(_to_ask(session, seat, occurrence, one, since) for one in whom)


def _on_agenda(session: Session, seat: Seat, found: Agenda) -> list[Participant]:
    """Whom the conference is to debate and this seat's agency knows, each once, in the agenda's order."""
    everybody = {one.participant: one for one in board_participants(session, seat) if one.name is not None}
    wanted = dict.fromkeys(
        one.participant for one in found.items if one.state in (ItemState.PLANNED, ItemState.OPEN) and one.participant
    )
    return [everybody[ref] for ref in wanted if ref in everybody]


def _hearing(
    session: Session, seat: Seat, occurrence: Occurrence, everybody: tuple[Expected, ...], whom: list[Participant]
) -> tuple[HearingCell, ...]:
    agencies, coming = agencies_in(session), expected_agencies(everybody)
    guarding = {one.agency for one in agencies if one.victim_service_provider}
    given = releases_in(session, seat)
    return tuple(
        hearing(
            one.participant,
            Known(one.agency, one.agency in guarding),
            agency.agency,
            [release for release in given if release.participant == one.participant],
            seat.today,
            max(occurrence.on, seat.today),
        )
        for one in whom
        for agency in agencies
        if agency.agency in coming
    )


def _endings(
    session: Session, seat: Seat, occurrence: Occurrence, whom: list[Participant]
) -> tuple[tuple[str, str, date], ...]:
    """Releases that end before the conference or on its day and do not go on, soonest first."""
    refs = {one.participant for one in whom}
    return tuple(
        (one.release, one.participant, one.terms.until)
        for one in endings_in(session, seat, occurrence.on)
        if one.terms.until is not None and one.participant in refs
    )


def _to_ask(session: Session, seat: Seat, occurrence: Occurrence, whom: Participant, since: date) -> ToAsk:
    said = newest_of_each(session, seat, whom.id).get(NoteKind.TAKING_PART)
    asks = whom.lead or whom.proposed_by
    return ToAsk(
        participant=whom.participant,
        name=whom.name,
        asks=asks,
        by=_last_day(session, seat, occurrence.on, asks),
        taking_part=said.taking_part if said else None,
        answered_on=said.on if said and said.on > since else None,
    )


def _last_day(session: Session, seat: Seat, conference: date, asks: str) -> date:
    """Two working days of who asks before the conference; today where those are over."""
    agency = set(session.exec(select(Person.agency_id).where(Person.name == asks)).all())
    off = days_off_in(session, agency or set(session.exec(select(Agency.id)).all()), _years(conference))
    last = add_working_days(conference, -ASK_WORKING_DAYS_BEFORE, off)
    return min(max(last, seat.today), max(conference, seat.today))


def _years(day: date) -> range:
    return range(day.year - 1, day.year + 1)
