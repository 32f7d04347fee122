"""While a participant is in the room: what a glass and a terminal say without other references and names."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from casetable.values.conference import Agenda, AgendaItem, ConferenceRecord, RecordedItem, Room
from casetable.values.participants import Participant
from casetable.words import Category, ItemKind

Value = TypeVar("Value")

_REFERENCE = re.compile(r"\bP-?\d{2,6}\b")
BLANKED = "…"
SOMEBODY_ELSE = "somebody else"
"""What another participant is called while one is in the room."""

_OF_THE_TABLE = frozenset(
    (
        *("name", "initials", "by", "holder", "dissenter", "owner", "asker", "chair", "deputy"),
        *("proposed_by", "moved_by", "id"),
    )
)
"""Fields that name people at the table, or nobody."""
_LEAST = 3
"""A name shorter than this is left: it would be found in other words."""

Veil = Callable[[str], str]


def veil_of(room: Room, participants: Iterable[Participant], typed: str = "") -> Veil:
    """Return what is done to every text that is drawn: nothing while no participant is in the room.

    Otherwise other references, and other participants' names as far as this seat knows them, are blanked. What stands
    in ``typed``, a line on the glass that is being refused, is not: the sentence has to say what is wrong with it.
    """
    if not room.person_present:
        return lambda text: text
    own = {room.item.participant if room.item is not None else None, *_REFERENCE.findall(typed)}
    said_here = typed.casefold()
    names = {
        part
        for one in participants
        if one.name and one.participant not in own
        for part in (one.name, one.name.split()[0])
        if len(part) >= _LEAST and part.casefold() not in said_here
    }
    longest_first = sorted(names, key=len, reverse=True)
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE) if names else None

    def veiled(text: str) -> str:
        said = _REFERENCE.sub(lambda found: found[0] if found[0] in own else BLANKED, text)
        return named.sub(BLANKED, said) if named is not None else said

    return veiled


@dataclass(frozen=True, slots=True)
class Blanking:
    """What is told of conferences at one terminal. ``own`` is the reference of the item that is open, empty for none.

    Nothing is blanked unless ``is_on``: a participant is in the room of the conference in session.
    """

    is_on: bool
    own: str
    veil: Veil

    def room(self, room: Room) -> Room:
        """The room: others' items without their words, nothing of promises and of what is parked."""
        if not self.is_on:
            return room
        items = tuple(self._item(one) for one in room.items)
        return self._said(replace(room, items=items, promises=(), parked=()))

    def agenda(self, agenda: Agenda) -> Agenda:
        """An agenda: others' items without their questions and reasons."""
        if not self.is_on:
            return agenda
        items, removed = (tuple(self._item(one) for one in some) for some in (agenda.items, agenda.removed))
        return self._said(replace(agenda, items=items, removed=removed))

    def record(self, record: ConferenceRecord) -> ConferenceRecord:
        """What is kept of a conference: nothing of what was filed under others' items, or parked."""
        if not self.is_on:
            return record
        return self._said(replace(record, items=tuple(self._recorded(one) for one in record.items)))

    def _recorded(self, one: RecordedItem) -> RecordedItem:
        is_kept = one.item.participant in (None, self.own) and one.item.kind is not ItemKind.PARKING
        return RecordedItem(self._item(one.item), one.lines if is_kept else ())

    def _item(self, item: AgendaItem) -> AgendaItem:
        if item.participant in (None, self.own):
            return item
        return replace(
            item,
            participant=None,
            participant_id=None,
            name=None,
            title=SOMEBODY_ELSE,
            question=None,
            category=Category.GENERAL,
            proposed_by=None,
            reasons=(),
            why="",
        )

    def _said(self, value: Value) -> Value:
        """The same value with every text of it veiled."""
        told: Any = value
        if isinstance(told, str) and not isinstance(told, Enum):
            told = self.veil(told)
        elif isinstance(told, tuple):
            told = tuple(self._said(one) for one in told)
        elif is_dataclass(told) and not isinstance(told, type):
            named = [one.name for one in fields(told) if one.name not in _OF_THE_TABLE]
            told = replace(told, **{name: self._said(getattr(told, name)) for name in named})
        said: Value = told
        return said


def blanking_of(room: Room | None, participants: Iterable[Participant]) -> Blanking:
    """Return how conferences are told now; ``room`` is the one in session, None where there is none."""
    if room is None or not room.person_present:
        return Blanking(is_on=False, own="", veil=lambda text: text)
    own = room.item.participant if room.item is not None else None
    return Blanking(is_on=True, own=own or "", veil=veil_of(room, participants))
