"""The room of a conference as JSON: keys are snake_case, pinned by golden tests, and only ever gained."""

from collections.abc import Sequence
from datetime import date, datetime

from casetable.exchange.as_json import because_json, task_json
from casetable.values.conference import (
    AgendaItem,
    ConferenceRecord,
    DueDissent,
    Filed,
    FiledLine,
    Present,
    Room,
    RoomCard,
    Typed,
)
from casetable.words import LineKind

Object = dict[str, object]


def room_json(room: Room, conference: Object) -> Object:
    """A conference in session as this seat may see it; ``conference`` is what its occurrence says.

    ``elapsed_seconds`` and ``budget_seconds`` are of the open phase, ``over_minutes`` how far the predicted end lies
    beyond the plan (negative: before it), ``ends_at`` that end as wall time.
    """
    return {
        **conference,
        "now": _instant(room.now),
        "item": room.item.number if room.item else None,
        "phase": room.item.phase.value if room.item and room.item.phase else None,
        "phase_began_at": _instant(room.phase_began_at),
        "elapsed_seconds": room.elapsed,
        "budget_seconds": room.budget,
        "predicted_end": f"{room.ends_at:%H:%M}",
        "over_minutes": room.over,
        "in_recess": room.in_recess,
        "person_present": room.person_present,
        "opening_accepted": room.opening_accepted,
        "runs": room.runs,
        "quorum": {
            "holds": room.quorum.holds,
            "missing": list(room.quorum.missing),
            "because": because_json(room.quorum.because),
        },
        "present": [present_json(one) for one in room.present],
        "items": [item_json(one) for one in room.items],
        "card": None if room.card is None else card_json(room.card),
        "blanked": room.blanked or None,
        "due": [due_json(one) for one in room.due],
        "lines": lines_json(room.lines),
        "parked": lines_json(room.parked, len(room.lines) + 1),
        "promises": [task_json(one) for one in room.promises],
        "draft": room.draft or None,
    }


def record_json(record: ConferenceRecord, conference: Object) -> Object:
    """What is kept of one conference, as this seat may see it: who was there, and the items with their lines."""
    return {
        **conference,
        "present": [present_json(one) for one in record.present],
        "items": [{**item_json(one.item), "lines": lines_json(one.lines)} for one in record.items],
    }


def item_json(item: AgendaItem) -> Object:
    """One item of the agenda in the room; ``question`` is null where there is none that this seat may read."""
    return {
        "item": item.number,
        "kind": item.kind.value,
        "label": item.label,
        "participant": item.participant,
        "participant_name": item.name,
        "question": item.question,
        "minutes": item.minutes,
        "state": item.state.value,
        "phase": item.phase.value if item.phase else None,
        "no_debate": item.had_no_debate,
        "why": item.why or None,
    }


def present_json(present: Present) -> Object:
    """Somebody in the room, or who was: ``agency`` is null for a guest, ``left_at`` null while they are here."""
    return {
        "person": present.name,
        "initials": present.initials,
        "agency": present.agency or None,
        "organisation": present.organisation or None,
        "invited_by": present.invited_by,
        "late": present.was_late,
        "arrived_at": _instant(present.arrived_at),
        "left_at": _instant(present.left_at),
    }


def card_json(card: RoomCard) -> Object:
    """What the room hears about the participant of the open item."""
    return {
        "participant": card.participant,
        "name": card.name,
        "sharing": card.sharing,
        "categories": [one.value for one in card.categories],
        "words": card.words,
        "wish": card.wish.value if card.wish else None,
        "message": card.message,
        "since": dict(card.since),
        "readings": dict(card.readings),
        "tasks": [task_json(one) for one in card.open_tasks],
        "last_contact": card.last_contact,
        "earlier": list(card.earlier),
    }


def due_json(due: DueDissent) -> Object:
    """A dissent that came back with the open item; ``dissent`` is how ``conference since`` names it."""
    return {
        "dissent": due.number,
        "text": due.text,
        "category": due.category.value,
        "who": due.holder,
        "on": _day(due.on),
        "look_again": _day(due.look_again_on),
        "answered": due.is_answered,
    }


def lines_json(lines: Sequence[FiledLine], first: int = 1) -> list[Object]:
    """Filed lines in their order; ``line`` is how ``conference reword`` and ``strike`` name them in the room."""
    return [line_json(line, place) for place, line in enumerate(lines, first)]


def line_json(line: FiledLine, place: int) -> Object:
    """One filed line; ``number`` is an option's own, ``option`` the one that an argument or a decision belongs to."""
    return {
        "line": place,
        "item": line.item,
        "kind": line.kind.value,
        "text": line.text,
        "category": line.category.value,
        "by": line.by,
        "at": _instant(line.at),
        "number": line.number or None,
        "option": line.option,
        "for": line.is_for,
        "who": line.holder,
        "decided_by": line.decided_by.value if line.decided_by else None,
        "proposal": line.is_proposal,
        "ratify_by": _day(line.ratify_by),
        "look_again": _day(line.look_again_on),
        "may_tell": line.may_tell if line.kind is LineKind.DISSENT else None,
        "since_dissent_of": line.dissenter,
        "turned_out": line.turned_out.value if line.turned_out else None,
        "task": None if line.task is None else task_json(line.task),
        "read_back": line.is_read_back if line.kind is LineKind.ACTION else None,
    }


def filed_json(typed: Typed, filed: Filed) -> Object:
    """What one line became: as it was read, and who present may not read it."""
    return {
        "sentence": filed.receipt.sentence,
        "ref": filed.receipt.ref,
        "filed": True,
        "kind": typed.kind.value,
        "text": typed.text,
        "category": typed.category.value,
        "option": typed.option,
        "for": typed.is_for,
        "who": typed.who or None,
        "decided_by": typed.decided_by.value if typed.decided_by else None,
        "look_again": _day(typed.look_again_on),
        "may_tell": typed.may_tell if typed.kind is LineKind.DISSENT else None,
        "turned_out": typed.turned_out.value if typed.turned_out else None,
        "due": _day(typed.due),
        "size_minutes": typed.size_minutes,
        "hidden_from": filed.hidden_from or None,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat(timespec="seconds")
