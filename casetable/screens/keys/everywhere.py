"""The keys that mean the same on every screen, and are used for nothing else."""

from collections.abc import Mapping

from casetable.screens.keys.command import Command, Scope

EVERYWHERE = (
    Command("week", "1", "week", "Go to the week.", Scope.EVERYWHERE, "casetable week"),
    Command(
        "participants", "2", "participants", "Go to the participants.", Scope.EVERYWHERE, "casetable participant list"
    ),
    Command("conference", "3", "conference", "Go to the conference.", Scope.EVERYWHERE, "casetable conference agenda"),
    Command("agreement", "4", "agreement", "Go to the agreement.", Scope.EVERYWHERE, "casetable agreement show"),
    Command(
        "find",
        "/",
        "find",
        "Find a participant, a task or a person by a few letters.",
        Scope.EVERYWHERE,
        "casetable find WORDS",
    ),
    Command("help", "?", "help", "Say what every key does here.", Scope.EVERYWHERE, "casetable --help"),
    Command("palette", "ctrl+p", "palette", "Find any command by its name.", Scope.EVERYWHERE, "casetable --help"),
    Command("undo", "u", "undo", "Take back your own newest change.", Scope.EVERYWHERE, "casetable undo"),
    Command("redo", "U", "redo", "Do again what you took back.", Scope.EVERYWHERE, "casetable redo"),
    Command(
        "why",
        "w",
        "why",
        "Say why: the clause, the sum and the rows behind it.",
        Scope.EVERYWHERE,
        "casetable task show {task}",
    ),
    Command("open", "enter", "open", "Open what is under the cursor.", Scope.EVERYWHERE, "casetable task show {task}"),
    Command("back", "escape", "back", "Go back; what was typed is kept.", Scope.EVERYWHERE, ""),
    Command("previous", "[", "last week", "Look one week back.", Scope.EVERYWHERE, "casetable week {previous}"),
    Command("next", "]", "next week", "Look one week on.", Scope.EVERYWHERE, "casetable week {next}"),
    Command("reread", "R", "re-read", "Read the table again.", Scope.EVERYWHERE, "casetable week"),
    Command(
        "files",
        "F",
        "files",
        "Say where everything is; back the table up and verify it.",
        Scope.EVERYWHERE,
        "casetable where",
    ),
    Command("quit", "q", "quit", "Leave casetable. Everything is saved already.", Scope.EVERYWHERE, ""),
)

_WEEKS = ("previous", "next")

MEANT: Mapping[Scope, Mapping[str, tuple[str, str]]] = {
    Scope.AGREEMENT: {
        "open": ("Read what is under the cursor.", "casetable agreement show --text"),
        "why": ("Say what the line rests on: a section, a signature, a reading.", "casetable agreement show"),
        "previous": ("Go to the version before.", "casetable agreement show --version NUMBER"),
        "next": ("Go to the version after.", "casetable agreement show --version NUMBER"),
    },
    Scope.CONFERENCE: {
        "open": ("Open what is under the cursor: a card, a task, or the room in session.", ""),
        "why": ("Say why: an item's reasons, the quorum, who may hear.", "casetable conference agenda"),
        "previous": ("Look at the conference before, and what was said in it.", "casetable conference show DATE"),
        "next": ("Look at the conference after.", "casetable conference show DATE"),
    },
    Scope.HELD: {
        "open": ("Open what is under the cursor: a card, or a task.", "casetable conference show DATE"),
        "why": ("Say what the line under the cursor rests on.", "casetable conference show DATE"),
        "previous": ("Look at the conference before.", "casetable conference show DATE"),
        "next": ("Look at the conference after.", "casetable conference show DATE"),
    },
    Scope.REVIEW: {
        "open": ("Look at the conference under the cursor, or open the card of who is to be told.", ""),
        "why": ("Say what the line under the cursor rests on.", "casetable conference review"),
    },
    Scope.CALENDAR: {
        "open": ("Look at the conference under the cursor.", "casetable conference show {conference}"),
        "why": ("Say what the date under the cursor rests on.", "casetable conference calendar"),
        "previous": ("Look at the twelve before.", "casetable conference calendar --from DATE"),
        "next": ("Look at the twelve after.", "casetable conference calendar --from DATE"),
    },
    Scope.ROOM: {
        "open": ("Go on to the next phase, after the last one to the next item.", "casetable conference go-on"),
        "why": ("Say why the room may decide, or what it lacks.", "casetable conference show"),
        "back": ("Empty the line, put the cursor away; the room stays: 1 2 4 go elsewhere, 3 comes back.", ""),
        "previous": (
            "Look at the agenda, the calendar and past conferences; 3 comes back.",
            "casetable conference show",
        ),
    },
    Scope.PEOPLE: {"open": ("See what they have at the table.", "casetable person handover {person}")},
    Scope.HANDOVER: {"back": ("Go back; what was chosen is kept until then.", "")},
    Scope.PARTICIPANTS: {
        "open": ("Open the card of who is under the cursor.", "casetable participant show {participant}")
    },
    Scope.READING: {"why": ("Say what the part at the top of the glass rests on.", "casetable agreement show")},
}
"""What a shared key means on one screen in particular: its sentence, and what to type outside the app."""

NOT_ANSWERED: Mapping[Scope, frozenset[str]] = {
    Scope.PEOPLE: frozenset({"why", *_WEEKS}),
    Scope.HANDOVER: frozenset({"why", "open", *_WEEKS}),
    Scope.PARTICIPANTS: frozenset({"why", *_WEEKS}),
    Scope.DAYS_OFF: frozenset({"why", "open", *_WEEKS}),
    Scope.REVIEW: frozenset(_WEEKS),
    Scope.ROOM: frozenset({"next"}),
    Scope.READING: frozenset({one.id for one in EVERYWHERE} - {"why", "help", "back"}),
    Scope.OBJECTIVES: frozenset({one.id for one in EVERYWHERE} - {"help", "back"}),
}
"""Shared keys that have nothing to say on a screen: its help leaves them out."""

ARROWS: Mapping[Scope, str] = {
    Scope.WEEK: "Arrows move by task and by agency; page up, page down, home and end too.",
    Scope.ROOM: "Up and down choose a filed line; page up, page down, home and end scroll.",
    Scope.READING: "Arrows, page up, page down, home and end scroll.",
}
"""What the arrows do; elsewhere they move by line."""
