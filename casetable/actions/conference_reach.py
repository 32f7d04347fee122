"""What every action in the room does first: find the conference in session, its items, and who is there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from casetable.actions.agenda_rows import item_named
from casetable.actions.reach import person_name
from casetable.errors import NotAllowed, Refused
from casetable.models import Conference, ConferenceItem, ConferenceLine, Participant
from casetable.queries.agenda_items import items_in
from casetable.queries.facts import filed_line_shown, item_listed
from casetable.queries.hearing import agencies_here, present_in
from casetable.queries.remembered import remembered
from casetable.rules.agenda import without
from casetable.store.references import spell
from casetable.values.conference import AgendaItem, Present
from casetable.values.seat import Seat
from casetable.words import ConferenceState, ItemState, LineKind, Phase, Role

STILL_HERE = " If a participant is in the room still, note it again: i, or casetable conference person here."
"""What is said once an item was left for which a participant was noted as in the room."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The conference in session, as a seat acts in it."""

    session: Session
    seat: Seat
    row: Conference

    def runners_only(self) -> None:
        """Raise NotAllowed unless it is the chair, the deputy or the coordinator."""
        check_runs(self.session, self.seat, self.row)

    def open_item(self) -> ConferenceItem | None:
        """The item that the room is at; None in between."""
        mine = select(ConferenceItem).where(ConferenceItem.conference_id == self.row.id)
        return self.session.exec(mine.where(ConferenceItem.state == ItemState.OPEN)).first()

    def open_item_shown(self) -> ConferenceItem | None:
        """The same, None as well where this seat may not list it: then there is none for it."""
        item = self.open_item()
        return item if item is not None and is_listed(self.session, self.seat, item) else None

    def rows(self) -> list[ConferenceItem]:
        """All items in their order, whoever may see them."""
        mine = select(ConferenceItem).where(ConferenceItem.conference_id == self.row.id)
        return list(self.session.exec(mine.order_by(col(ConferenceItem.position))))

    def listed(self) -> tuple[AgendaItem, ...]:
        """The items as this seat may see them, in their order; the first is number 1."""
        found = items_in(self.session, self.seat, col(ConferenceItem.conference_id) == self.row.id)
        return without(found, ItemState.REMOVED)

    def item(self, words: str) -> ConferenceItem:
        """The item that words name: a number, a reference, a title, its kind, its id. Raises NotFound, BadInput."""
        items = self.listed()
        return self.session.get_one(ConferenceItem, items[item_named(items, words)].id)

    def present(self) -> tuple[Present, ...]:
        """Who is or was in the room."""
        what = f"present at {self.row.id} for {self.seat.actor}"
        return remembered(self.session, what, lambda: present_in(self.session, self.seat, self.row.id))

    def here(self) -> tuple[Present, ...]:
        """Who is in the room now."""
        return tuple(one for one in self.present() if one.left_at is None)

    def agencies_here(self) -> tuple[str, ...]:
        """The codes of the agencies in the room now."""
        return agencies_here(self.present())

    def label(self, item: ConferenceItem) -> str:
        """How this seat may name an item: a reference, a title, what it is."""
        return label_of(self.session, self.seat, item)

    def lines(self, item: ConferenceItem, *kinds: LineKind) -> list[ConferenceLine]:
        """All lines of an item in the order of filing, of these kinds. What they say is not for every seat."""
        mine = select(ConferenceLine).where(ConferenceLine.item_id == item.id, col(ConferenceLine.kind).in_(kinds))
        return list(self.session.exec(mine.order_by(col(ConferenceLine.position))))

    def unread_actions(self, item: ConferenceItem) -> list[ConferenceLine]:
        """The actions of an item that this seat may read and that were not read back yet."""
        return [one for one in self.lines(item, LineKind.ACTION) if one.read_back_at is None and self.may_read(one)]

    def may_read(self, line: ConferenceLine) -> bool:
        """This seat may read what a line says."""
        shown = select(ConferenceLine.id).where(ConferenceLine.id == line.id, filed_line_shown(self.seat))
        return self.session.exec(shown).first() is not None


def sitting(session: Session, seat: Seat) -> Sitting:
    """The conference that is in session. Raises Refused with the way when there is none."""
    row = session.exec(select(Conference).where(Conference.state == ConferenceState.IN_SESSION)).first()
    if row is None:
        raise Refused("No conference is in session.", "casetable conference open opens the next one on its day.")
    return Sitting(session, seat, row)


def check_runs(session: Session, seat: Seat, row: Conference) -> None:
    """Raise NotAllowed unless this seat may run a conference: its chair, its deputy, the coordinator."""
    if seat.actor in (row.chair_id, row.deputy_id) or Role.COORDINATOR in seat.roles:
        return
    named = [person_name(session, one) for one in (row.chair_id, row.deputy_id) if one]
    whose = " and ".join(named) or "nobody is named"
    raise NotAllowed(
        f"A conference is run by its chair ({whose}) or the coordinator.",
        "Lines are filed, and people marked as here, by every worker at the table.",
    )


def label_of(session: Session, seat: Seat, item: ConferenceItem) -> str:
    """How a seat may name an item: a reference, a title, what it is; ``this item`` where it may not be listed."""
    if item.participant_id is None:
        return item.title or item.kind.label
    listed = (
        select(Participant.number)
        .join(ConferenceItem, col(ConferenceItem.participant_id) == Participant.id)
        .where(ConferenceItem.id == item.id, item_listed(seat))
    )
    number = session.exec(listed).first()
    return "this item" if number is None else spell("P", number)


def is_listed(session: Session, seat: Seat, item: ConferenceItem) -> bool:
    """A seat may see that an item stands on the agenda."""
    listed = select(ConferenceItem.id).where(ConferenceItem.id == item.id, item_listed(seat))
    return session.exec(listed).first() is not None


def begin_phase(item: ConferenceItem, phase: Phase, now: datetime) -> None:
    """Set an item to a phase that begins now."""
    item.phase = phase
    item.phase_began_at = now


def end_item(item: ConferenceItem, state: ItemState, now: datetime, why: str = "") -> None:
    """Close an item; its phase stays as it was left."""
    item.state = state
    item.closed_at = now
    item.why = why


def end_presence(sitting: Sitting, item: ConferenceItem) -> bool:
    """The room leaves a participant's item: whoever was noted as in the room for it is not any more.

    False where nobody was, and for an item about no participant: then whoever is there came for the next one.
    """
    if item.participant_id is None or not sitting.row.person_present:
        return False
    sitting.row.person_present = False
    return True


def end_recess(sitting: Sitting) -> bool:
    """The room goes on: its open phase has not grown meanwhile. False where it did not rest."""
    row, now = sitting.row, sitting.seat.now
    if row.recess_since is None:
        return False
    item = sitting.open_item()
    if item is not None and item.phase_began_at is not None:
        item.phase_began_at += now - max(row.recess_since, item.phase_began_at)
    row.recess_since = None
    return True


def next_position(session: Session, item: ConferenceItem) -> int:
    """The position of the next line of an item, from 1."""
    last = session.exec(select(func.max(ConferenceLine.position)).where(ConferenceLine.item_id == item.id)).one()
    return 1 if last is None else last + 1
