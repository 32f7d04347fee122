"""The agenda before a conference: proposing an item, arranging the order, its minutes, taking one off."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casetable.actions.about import about as about_somebody
from casetable.actions.agenda_rows import append, fix, in_order, item_named, standing
from casetable.actions.conference_rows import chair_only, row_of
from casetable.actions.expecting import expect
from casetable.actions.proposing_items import propose
from casetable.actions.reach import person_name
from casetable.actions.wording import line
from casetable.errors import KEPT, BadInput, NotAllowed, Refused, SomebodyElseWasFirst
from casetable.models import Conference, ConferenceItem
from casetable.queries.agenda import agenda_in
from casetable.queries.conference import Looks, occurrence_in
from casetable.rules.agenda import MOST_ITEM_MINUTES, stands_always
from casetable.rules.dates import say_day
from casetable.rules.quickquestion import fitting, refuse_references
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.conference import AgendaItem, Occurrence
from casetable.values.seat import Receipt, Seat
from casetable.words import AHEAD, Category, ConferenceState, ItemKind, ItemState

__all__ = ["append", "expect", "fix", "move_item", "propose", "remove_item", "reword_item", "set_minutes"]

ARRANGE = Action("conference.arrange", "arranged the agenda")
PROPOSE = Action("conference.propose", "reworded an item of the agenda")


@dataclass(frozen=True, slots=True)
class _Arranged:
    """An agenda whose items are rows, as this seat sees it: ``items`` in order, ``place`` of the one that is meant."""

    occurrence: Occurrence
    conference: Conference
    items: tuple[AgendaItem, ...]
    place: int
    row: ConferenceItem

    @property
    def item(self) -> AgendaItem:
        """The item that is meant."""
        return self.items[self.place]

    def receipt(self, sentence: str) -> Receipt:
        """A receipt that names the item first."""
        return Receipt(f"{self.item.label} {sentence}", self.item.participant or self.occurrence.conference)


def move_item(seat: Seat, item: str, to: int, *, conference: str | date | None = None) -> Receipt:
    """Put an item at another place of the agenda, counted as this seat sees it; the first one arranges the agenda.

    What stands first and last on every agenda stays there. Raises NotAllowed unless it is the chair, the deputy or the
    coordinator, NotFound for an item that is not there, Refused for one that does not move.
    """
    with change(seat, ARRANGE) as session:
        found = _arranged(session, seat, item, conference)
        if stands_always(found.item.kind):
            raise Refused(f"{found.item.label.capitalize()} stays where it is.", "What is debated can be moved.")
        _still_planned(found)
        movable = [
            place
            for place, one in enumerate(found.items)
            if not stands_always(one.kind) and one.state is ItemState.PLANNED
        ]
        target = min(max(to - 1, movable[0]), movable[-1])
        if target != found.place:
            _put(session, found, target)
        return found.receipt(f"is item {target + 1} now.")


def set_minutes(seat: Seat, item: str, minutes: int, *, conference: str | date | None = None) -> Receipt:
    """Say how many minutes an item may take.

    Raises NotAllowed unless it is the chair, the deputy or the coordinator, BadInput for no such length.
    """
    if not 1 <= minutes <= MOST_ITEM_MINUTES:
        raise BadInput(f"{minutes} is no number of minutes for an item.", f"From 1 to {MOST_ITEM_MINUTES}.")
    with change(seat, ARRANGE) as session:
        found = _arranged(session, seat, item, conference)
        if found.item.state not in (ItemState.PLANNED, ItemState.OPEN):
            raise Refused(f"{found.item.label} is {found.item.state.label}.", "Its time is over.")
        found.row.minutes = minutes
        session.add(found.row)
        session.flush()
        ends_at = agenda_in(session, seat, found.occurrence).ends_at
        return found.receipt(f"has {minutes} min. The conference ends at {ends_at:%H:%M} by this plan.")


def remove_item(seat: Seat, item: str, why: str, *, conference: str | date | None = None) -> Receipt:
    """Take an item off the agenda, with the reason. Whoever proposes it again brings it back.

    Raises NotAllowed unless it is the chair, the deputy or the coordinator, BadInput without a reason, Refused for what
    stands on every agenda and once the conference is in session.
    """
    reason = line(why)
    if not reason:
        raise BadInput("Why is it taken off?", "A few words are enough: whoever proposed it reads them.")
    with change(seat, ARRANGE) as session:
        found = _arranged(session, seat, item, conference)
        if stands_always(found.item.kind):
            raise Refused(f"{found.item.label.capitalize()} stands on every agenda.", "Its minutes can be changed.")
        if found.occurrence.state is ConferenceState.IN_SESSION:
            raise Refused("The conference is in session.", "What it does not come to is named at its close.")
        found.row.state, found.row.why = ItemState.REMOVED, reason
        if found.row.writer_id is None:
            found.row.writer_id, found.row.written_on = seat.agency_id, seat.today
        session.add(found.row)
        return found.receipt(f"is off the agenda of {say_day(found.occurrence.on)}.")


def reword_item(
    seat: Seat,
    item: str,
    question: str,
    seen: int | None,
    *,
    category: Category | None = None,
    conference: str | date | None = None,
) -> Receipt:
    """Change what an item is to debate: its own proposer's question, or one of one's own agency for who arranges.

    ``seen`` is the version that was read; ``category`` None leaves the question's as it is. Raises BadInput for words
    that no agenda holds, SomebodyElseWasFirst where it changed since, NotAllowed for somebody else's question,
    NotShared where this agency does not know the participant, Refused for a category once the item was opened.
    """
    asked = fitting(line(question))
    if not asked:
        raise BadInput("What is to be debated?", "An item without a question is taken off instead.")
    with change(seat, PROPOSE) as session:
        occurrence = occurrence_in(session, seat, conference, Looks.AHEAD)
        _not_over(occurrence)
        items = agenda_in(session, seat, occurrence).items
        one = items[item_named(items, item)]
        if one.id is None or stands_always(one.kind):
            raise Refused(f"{one.label} has no question yet.", "Propose one: casetable conference propose")
        row = session.get_one(ConferenceItem, one.id)
        if one.participant is not None:
            about_somebody(session, seat, one.participant)
        _may_reword(session, seat, row, one, occurrence)
        if seen is not None and row.version != seen:
            theirs = {"question": one.question} if one.question else {}
            raise SomebodyElseWasFirst(f"{one.label} changed while this was open.", KEPT, theirs)
        _recategorise(row, one, asked, category)
        row.question, row.writer_id, row.written_on = asked, seat.agency_id, seat.today
        row.proposed_by_id = row.proposed_by_id or seat.actor
        session.add(row)
        return Receipt(f"{one.label}: the question is reworded.", one.participant or occurrence.conference)


def _recategorise(row: ConferenceItem, one: AgendaItem, question: str, category: Category | None) -> None:
    """Give a reworded question its category. Raises BadInput about nobody, Refused once the item was opened."""
    if row.participant_id is None:
        refuse_references(question)
        if category not in (None, Category.GENERAL):
            raise BadInput("An item about nobody is read by everybody at the table.", "Leave out its category.")
        return
    if category in (None, row.category):
        return
    if row.state is not ItemState.PLANNED:
        raise Refused(f"{one.label} was opened as {row.category.label}: its category stays.", "File it as a line.")
    row.category = category


def _arranged(session: Session, seat: Seat, words: str, conference: str | date | None) -> _Arranged:
    """The agenda as rows, for who may arrange it. Raises NotAllowed, NotFound, Refused."""
    occurrence = occurrence_in(session, seat, conference, Looks.AHEAD)
    chair_only(seat, occurrence)
    _not_over(occurrence)
    proposed = agenda_in(session, seat, occurrence).items
    meant = proposed[item_named(proposed, words)]
    row = row_of(session, seat, occurrence)
    if all(one.id is not None for one in proposed):
        place = proposed.index(meant)
        return _Arranged(occurrence, row, proposed, place, session.get_one(ConferenceItem, meant.id))
    fix(session, seat, occurrence, row)
    now = occurrence_in(session, seat, occurrence.original_on)
    items = agenda_in(session, seat, now).items
    place = _place_of(meant, items)
    return _Arranged(now, row, items, place, session.get_one(ConferenceItem, items[place].id))


def _place_of(meant: AgendaItem, items: tuple[AgendaItem, ...]) -> int:
    """Where an item stands once the agenda is rows: by its id, else by what it is about."""
    about = (meant.kind, meant.participant, meant.title, meant.question)
    by_id = [place for place, one in enumerate(items) if meant.id is not None and one.id == meant.id]
    same = [place for place, one in enumerate(items) if (one.kind, one.participant, one.title, one.question) == about]
    return (by_id or same)[0]


def _not_over(occurrence: Occurrence) -> None:
    if occurrence.state not in AHEAD and occurrence.state is not ConferenceState.IN_SESSION:
        day = say_day(occurrence.on)
        raise Refused(f"The conference of {day} is {occurrence.state.label}.", "The next one's agenda can be arranged.")


def _still_planned(found: _Arranged) -> None:
    if found.item.state is not ItemState.PLANNED:
        raise Refused(f"{found.item.label} is {found.item.state.label}.", "Only what is still to come is moved.")


def _put(session: Session, found: _Arranged, target: int) -> None:
    """Move a row to where another one stands for this seat; what it may not see keeps its neighbours."""
    rows = [one for one in standing(session, found.conference) if one.id != found.row.id]
    beside = found.items[target].id
    place = next(number for number, one in enumerate(rows) if one.id == beside)
    place += 1 if target > found.place else 0
    in_order(session, [*rows[:place], found.row, *rows[place:]])


def _may_reword(session: Session, seat: Seat, row: ConferenceItem, one: AgendaItem, occurrence: Occurrence) -> None:
    """Raise NotAllowed for somebody else's question, unless it is one's own agency's and one arranges the agenda."""
    if row.proposed_by_id == seat.actor:
        return
    if row.proposed_by_id is None or row.writer_id == seat.agency_id or one.kind is not ItemKind.PARTICIPANT:
        chair_only(seat, occurrence)
        return
    whose = person_name(session, row.proposed_by_id) if one.proposed_by else "somebody else"
    raise NotAllowed(f"That question is {whose}'s.", "They reword it, or you propose another one.")
