"""The one-line forms of the room: a guest, an item to go to, why one is left, a line in other words."""

from casetable.errors import BadInput
from casetable.screens.forms import Errand, Form, Reading, Typed
from casetable.text import clean_line
from casetable.values.conference import AgendaItem, FiledLine, Room
from casetable.values.seat import Receipt, Seat
from casetable.words import DEBATED, ItemState, LineKind, Phase


def guest_form() -> Form:
    """Note a guest: ``Rosa Tran, County office, P-473``."""

    def read(typed: Typed) -> Reading:
        parts = [part.strip() for part in clean_line(typed.line).split(",") if part.strip()]
        if not parts:
            raise BadInput("Who is the guest?", "Name, organisation, and P-473 where a participant brought them.")
        brought = next((part for part in parts[1:] if part.casefold().startswith(("p-", "#"))), None)
        organisation = ", ".join(part for part in parts[1:] if part != brought)
        reference = brought.lstrip("#") if brought else None
        of = f", {organisation}" if organisation else ""
        by = f", brought by {brought}" if brought else ", hears about no participant"
        return Reading(f"{parts[0]}{of}{by}", lambda seat: _guest(seat, parts[0], organisation, reference))

    hint = "name, organisation, and P-473 where that participant brought them"
    return Form("room guest", "guest", hint, read, answer=False)


def _guest(seat: Seat, name: str, organisation: str, brought_by: str | None) -> Receipt:
    from casetable.actions.conference import guest

    return guest(seat, name, organisation, brought_by)


GO = "room go"
"""The form of an item to go to."""


def go_form() -> Form:
    """Go to an item."""

    def read(typed: Typed) -> Reading:
        words = clean_line(typed.line)
        if not words:
            raise BadInput("Which item?", "Its number, or P-473.")
        return Reading(f"go to {words}", open_item(words))

    return Form(GO, "go to item", "its number, or P-473", read, answer=False)


def open_item(words: str) -> Errand:
    """Open an item, by its id or in words."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import open_item

        return open_item(seat, words)

    return run


def leave_form(item: AgendaItem, label: str) -> Form:
    """Say why an item is not discussed."""
    which = item.id or str(item.number)

    def read(typed: Typed) -> Reading:
        why = clean_line(typed.line)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.conference import leave_item

            return leave_item(seat, which, why)

        return Reading(f"{label}: not discussed{f', {why}' if why else ''}", run)

    return Form(f"room leave {which}", f"{label} not discussed", "why, in a few words", read, answer=False)


def reword_form(line: FiledLine, words: str) -> Form:
    """Say a filed line in other words."""

    def read(typed: Typed) -> Reading:
        text = clean_line(typed.line)
        if not text:
            raise BadInput("A line needs a few words.", "X strikes it.")

        def run(seat: Seat) -> Receipt:
            from casetable.actions.conference import reword

            return reword(seat, line.id, text, line.version)

        return Reading(f"{line.kind.label}: {text}", run)

    hint = "the same in other words; it stays what it is"
    return Form(f"room reword {line.id}", f"reword {line.kind.label}", hint, read, start=words, answer=False)


def reach_of_closing(room: Room, next_words: str) -> str:
    """Return what closing does: what was not reached, what was not read back, when the next one is."""
    left = [one for one in room.items if one.kind in DEBATED and _is_not_reached(one)]
    count = "1 item" if len(left) == 1 else f"{len(left)} items"
    named = count if room.person_present else ", ".join(_left_at(one) for one in left)
    said = [f"Not reached: {named}; they come first next time." if left else "Every item had its turn."]
    undiscussed = sum(one.state is ItemState.NOT_DISCUSSED and one.kind in DEBATED for one in room.items)
    said += [f"Not discussed: {undiscussed}."] if undiscussed else []
    unread = sum(one.kind is LineKind.ACTION and not one.is_read_back for one in room.lines)
    said += ["Not read back: 1 action stays asked."] if unread == 1 else []
    said += [f"Not read back: {unread} actions stay asked."] if unread > 1 else []
    said += [next_words] if next_words else []
    return " ".join((*said, "Closing is not undone; the minutes are corrected instead."))


def _is_not_reached(item: AgendaItem) -> bool:
    """Closing leaves an item as not reached: one to come, and the open one before its last phase."""
    return item.state is ItemState.PLANNED or (item.state is ItemState.OPEN and item.phase is not Phase.ACTIONS)


def _left_at(item: AgendaItem) -> str:
    return f"{item.label} (left at {item.phase.label})" if item.phase is not None else item.label
