"""Proposing what a conference is to debate: a participant with a question, business, a general consultation."""

from datetime import date

from sqlmodel import Session, select

from casetable.actions.about import About
from casetable.actions.about import about as about_somebody
from casetable.actions.agenda_rows import append
from casetable.actions.conference_rows import row_of
from casetable.actions.wording import line
from casetable.errors import BadInput, NotAllowed, Refused
from casetable.models import Conference, ConferenceItem
from casetable.queries.agenda import agenda_in
from casetable.queries.conference import Looks, occurrence_in
from casetable.rules.agenda import FURTHER_MINUTES
from casetable.rules.conference_clock import PLANNED_MINUTES
from casetable.rules.consent import reads_text
from casetable.rules.dates import say_day
from casetable.rules.quickquestion import fitting, refuse_references
from casetable.store.unit import change, speaker
from casetable.values.action import Action
from casetable.values.conference import Occurrence
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import AHEAD, AT_THE_TABLE, Category, ConferenceState, ItemKind, ItemState

PROPOSE = Action("conference.propose", "proposed an item of the agenda")


def propose(
    seat: Seat,
    about: str | None,
    question: str = "",
    title: str = "",
    *,
    kind: ItemKind = ItemKind.BUSINESS,
    category: Category = Category.GENERAL,
    conference: str | date | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Propose an item for a conference (None: the next one), best with a question that can be debated.

    ``about`` is a participant; without one it is ``kind``, business or a general consultation, and has a title. Raises
    BadInput where nothing is said, for too many words and for a participant in an item about nobody, NotShared where
    this agency does not know the participant, NotAllowed for somebody who does not work with participants, Refused for
    a conference that is over and for somebody not at the table.
    """
    asked = fitting(line(question))
    with change(seat, PROPOSE, heard) as session:
        occurrence = occurrence_in(session, seat, conference, Looks.AHEAD)
        _still_open(occurrence)
        if about is not None:
            return _about(session, about_somebody(session, seat, about, heard), occurrence, asked, category)
        voice = speaker(session, seat, heard)
        return _business(session, seat, voice, occurrence, kind, fitting(line(title)), asked, category)


def _about(session: Session, whom: About, occurrence: Occurrence, question: str, category: Category) -> Receipt:
    if not (reads_text(whom.voice.roles) and reads_text(whom.seat.roles)):
        raise NotAllowed(
            f"{whom.ref} is proposed by somebody who works with participants.", "Propose business instead."
        )
    if whom.row.state not in AT_THE_TABLE:
        raise Refused(
            f"{whom.ref} is {whom.row.state.label}: an item is about somebody at the table.",
            "Propose business or a general consultation, with nobody attached.",
        )
    before = _asked_about(session, whom, occurrence)
    conference = row_of(session, whom.seat, occurrence)
    row = _row_for(session, conference, whom, question)
    is_new = row is None
    if row is None:
        if before is not None and not question:
            raise Refused(f"{whom.ref} stands there already, as item {before}.", "With a question it is a further one.")
        row = _new(conference, ItemKind.PARTICIPANT, whom.voice, whom.seat.today, question, category)
        row.participant_id = whom.row.id
        row.minutes = row.minutes if before is None else FURTHER_MINUTES
    else:
        row.state, row.why = ItemState.PLANNED, ""
        row.question, row.category = question or row.question, category if question else row.category
        row.writer_id, row.written_on = whom.voice.agency_id, whom.seat.today
        row.proposed_by_id = whom.voice.actor
    _put(session, row, conference, is_new=is_new)
    stands = f"stands on the agenda of {say_day(occurrence.on)}{' with this question' if question else ''}."
    if is_new and before is not None:
        stands += f" It is a second item of {row.minutes} minutes: somebody asked about them before, in item {before}."
    return whom.receipt(stands, category)


def _asked_about(session: Session, whom: About, occurrence: Occurrence) -> int | None:
    """The number of the item that stands there about them with a question that the proposer may read; else None."""
    stands = (ItemState.PLANNED, ItemState.OPEN)
    items = agenda_in(session, whom.voice, occurrence).items
    about = (one for one in items if one.participant_id == whom.row.id and one.question and one.state in stands)
    return next((one.number for one in about), None)


def _row_for(session: Session, conference: Conference, whom: About, question: str) -> ConferenceItem | None:
    """Their row that has no question yet, planned or taken off. Raises Refused where the same is proposed already."""
    mine = select(ConferenceItem).where(
        ConferenceItem.conference_id == conference.id, ConferenceItem.participant_id == whom.row.id
    )
    rows = session.exec(mine).all()
    own = [one for one in rows if one.writer_id == whom.voice.agency_id or not one.question]
    if any(one.state is ItemState.PLANNED and one.proposed_by_id and one.question == question for one in own):
        raise Refused(f"{whom.ref} stands there already with these words.", "casetable conference agenda shows it.")
    free = [one for one in own if one.state in (ItemState.PLANNED, ItemState.REMOVED)]
    return next((one for one in free if not one.question or one.question == question), None)


def _business(
    session: Session,
    seat: Seat,
    voice: Seat,
    occurrence: Occurrence,
    kind: ItemKind,
    title: str,
    question: str,
    category: Category,
) -> Receipt:
    if kind not in (ItemKind.BUSINESS, ItemKind.CONSULTATION):
        raise BadInput(f"An item about nobody is business or a general consultation, not {kind.label}.")
    if category is not Category.GENERAL:
        raise BadInput(
            "An item about nobody is read by everybody at the table.",
            "Leave out its category, or say about whom it is.",
        )
    if not title:
        title, question = question, ""
    refuse_references(f"{title} {question}")
    if not title:
        raise BadInput("What is it about?", "Say a few words, or name a participant.")
    conference = row_of(session, seat, occurrence)
    same = select(ConferenceItem).where(
        ConferenceItem.conference_id == conference.id, ConferenceItem.kind == kind, ConferenceItem.title == title
    )
    row = session.exec(same).first()
    if row is not None and row.state is not ItemState.REMOVED:
        raise Refused(f"{title!r} stands there already.", "casetable conference agenda shows it.")
    is_new = row is None
    if row is None:
        row = _new(conference, kind, voice, seat.today, question, category)
        row.title = title
    row.state, row.why = ItemState.PLANNED, ""
    _put(session, row, conference, is_new=is_new)
    said = f"{title} stands on the agenda of {say_day(occurrence.on)}, as {kind.label}."
    return Receipt(said, occurrence.conference)


def _new(
    conference: Conference, kind: ItemKind, voice: Seat, today: date, question: str, category: Category
) -> ConferenceItem:
    return ConferenceItem(
        conference_id=conference.id,
        position=0,
        kind=kind,
        question=question,
        category=category if question else Category.GENERAL,
        writer_id=voice.agency_id,
        proposed_by_id=voice.actor,
        written_on=today,
        minutes=PLANNED_MINUTES[kind],
    )


def _put(session: Session, row: ConferenceItem, conference: Conference, *, is_new: bool) -> None:
    """Store a row: a new one behind what is debated, one that stood there before where it stood."""
    if is_new:
        append(session, row, conference)
    else:
        session.add(row)
        session.flush()


def _still_open(occurrence: Occurrence) -> None:
    if occurrence.state not in AHEAD and occurrence.state is not ConferenceState.IN_SESSION:
        raise Refused(
            f"The conference of {say_day(occurrence.on)} is {occurrence.state.label}.",
            "Propose it for the next one, or name another date.",
        )
