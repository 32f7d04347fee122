"""The table of commands: every key of the app with its words, its place and its command-line twin.

One row, one meaning: keys of ``Scope.EVERYWHERE`` mean the same on every screen and are not used for anything else.
"""

from dataclasses import dataclass
from enum import Enum, auto


class Scope(Enum):
    """Where a command's key means what it says."""

    EVERYWHERE = "everywhere"
    WEEK = "week"
    PARTICIPANTS = "participants"
    RELEASES = "releases"
    STORY = "a task's story"
    PICK = "choosing from an HMIS export"
    FILES = "the table's files"


class Need(Enum):
    """What has to be under the cursor."""

    TASK = "a task under the cursor"
    PARTICIPANT = "a participant under the cursor"
    RELEASE = "a release under the cursor"


class Fits(Enum):
    """What makes a command worth one of the six places of the footer."""

    ALWAYS = auto()
    ANSWERABLE = auto()
    MINE_PROMISED = auto()
    MINE_BLOCKED = auto()
    OTHERS_PROMISED = auto()
    ENDED = auto()
    EMPTY = auto()
    PROPOSED = auto()
    NEVER = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. ``label`` is a word or two, ``sentence`` says it in full.

    ``twin`` is what to type outside the app; ``{task}``, ``{participant}``, ``{release}`` and ``{week}`` are
    filled in. ``fits`` decides about the footer; ``bound`` is False where a widget owns the key.
    """

    id: str
    key: str
    label: str
    sentence: str
    scope: Scope
    twin: str
    needs: Need | None = None
    fits: tuple[Fits, ...] = (Fits.NEVER,)
    bound: bool = True


_TASK = Need.TASK
_ANY, _ANSWER, _MINE, _BLOCKED, _OTHERS, _ENDED = (
    Fits.ALWAYS,
    Fits.ANSWERABLE,
    Fits.MINE_PROMISED,
    Fits.MINE_BLOCKED,
    Fits.OTHERS_PROMISED,
    Fits.ENDED,
)

_EVERYWHERE = (
    Command("week", "1", "week", "Go to the week.", Scope.EVERYWHERE, "casetable week"),
    Command(
        "participants", "2", "participants", "Go to the participants.", Scope.EVERYWHERE, "casetable participant list"
    ),
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
_WEEK = (
    Command(
        "add", "a", "add", "Promise or ask something, in one line.", Scope.WEEK, 'casetable task add "…"', fits=(_ANY,)
    ),
    Command(
        "accept",
        "y",
        "accept",
        "Say yes: to an ask, a date offered, or a promise let go.",
        Scope.WEEK,
        "casetable task accept {task}",
        needs=_TASK,
        fits=(_ANSWER,),
    ),
    Command(
        "decline",
        "n",
        "decline",
        "Say no to an ask; no capacity is a good reason.",
        Scope.WEEK,
        "casetable task decline {task}",
        needs=_TASK,
        fits=(_ANSWER,),
    ),
    Command(
        "done",
        "d",
        "done",
        "Mark it done, with minutes and a note if you like.",
        Scope.WEEK,
        "casetable task done {task}",
        needs=_TASK,
        fits=(_MINE, _BLOCKED),
    ),
    Command(
        "move",
        "m",
        "move",
        "Move it to another date, or offer another date for an ask.",
        Scope.WEEK,
        "casetable task move {task} fri",
        needs=_TASK,
        fits=(_MINE, _ANSWER),
    ),
    Command(
        "block",
        "b",
        "blocked",
        "Say who blocks it; on a blocked one: it can go on.",
        Scope.WEEK,
        "casetable task block {task}",
        needs=_TASK,
        fits=(_MINE, _BLOCKED),
    ),
    Command(
        "assist",
        "h",
        "help",
        "Want help on yours, or offer it on another's.",
        Scope.WEEK,
        "casetable task want-help {task}",
        needs=_TASK,
        fits=(_OTHERS, _MINE),
    ),
    Command(
        "log",
        "l",
        "log",
        "Write down a contact, minutes or a note.",
        Scope.WEEK,
        "casetable task log {task}",
        needs=_TASK,
        fits=(_MINE, _BLOCKED),
    ),
    Command(
        "reopen",
        "o",
        "reopen",
        "Open it again.",
        Scope.WEEK,
        "casetable task reopen {task}",
        needs=_TASK,
        fits=(_ENDED,),
    ),
    Command("drop", "x", "drop", "Let it go, with the reason.", Scope.WEEK, "casetable task drop {task}", needs=_TASK),
    Command(
        "hand",
        "t",
        "hand over",
        "Hand it to somebody else.",
        Scope.WEEK,
        "casetable task hand {task} PERSON",
        needs=_TASK,
    ),
    Command(
        "edit",
        "e",
        "edit",
        "Change its words, size or category.",
        Scope.WEEK,
        "casetable task edit {task}",
        needs=_TASK,
    ),
    Command(
        "heard",
        "f",
        "heard from",
        "The next answer is somebody else's, heard by phone, mail or on paper.",
        Scope.WEEK,
        "casetable task accept {task} --heard-from PERSON --by phone",
    ),
    Command(
        "mine",
        "g",
        "my list",
        "Change between the board and your own list.",
        Scope.WEEK,
        "casetable week --mine",
        fits=(Fits.EMPTY,),
    ),
    Command(
        "notes",
        "Y",
        "copy notes",
        "Copy your dated case-note lines of this week.",
        Scope.WEEK,
        "casetable week --mine --as-notes",
    ),
)
_PARTICIPANTS = (
    Command(
        "propose",
        "a",
        "propose",
        "Propose somebody for the table.",
        Scope.PARTICIPANTS,
        "casetable participant propose",
        fits=(_ANY,),
    ),
    Command(
        "agree",
        "y",
        "agree",
        "Your agency agrees to the proposal.",
        Scope.PARTICIPANTS,
        "casetable participant agree {participant}",
        needs=Need.PARTICIPANT,
        fits=(Fits.PROPOSED,),
    ),
    Command(
        "disagree",
        "n",
        "decline",
        "Your agency declines the proposal, with a note.",
        Scope.PARTICIPANTS,
        "casetable participant decline {participant}",
        needs=Need.PARTICIPANT,
        fits=(Fits.PROPOSED,),
    ),
    Command(
        "releases",
        "c",
        "releases",
        "See, add and revoke releases of information.",
        Scope.PARTICIPANTS,
        "casetable release list {participant}",
        needs=Need.PARTICIPANT,
        fits=(_ANY,),
    ),
    Command(
        "import",
        "I",
        "import HMIS",
        "Choose participants from an HMIS CSV export.",
        Scope.PARTICIPANTS,
        "casetable import hmis PATH",
        fits=(_ANY,),
    ),
)
_RELEASES = (
    Command(
        "release-add",
        "a",
        "add",
        "Write down a release.",
        Scope.RELEASES,
        "casetable release add {participant} …",
        fits=(_ANY,),
    ),
    Command(
        "release-revoke",
        "x",
        "revoke",
        "Revoke a release: sharing stops at once.",
        Scope.RELEASES,
        "casetable release revoke {release}",
        needs=Need.RELEASE,
        fits=(_ANY,),
    ),
)
_PICK = (
    Command(
        "pick",
        "space",
        "choose",
        "Choose or leave out this person.",
        Scope.PICK,
        "casetable import hmis PATH --pick PERSONALID",
        fits=(_ANY,),
    ),
    Command(
        "problems",
        "p",
        "problems",
        "See the lines that could not be read.",
        Scope.PICK,
        "casetable import hmis PATH --dry-run",
        fits=(_ANY,),
    ),
)
_FILES = (
    Command(
        "backup",
        "b",
        "back up",
        "Copy the whole table to a file, checked, while others work.",
        Scope.FILES,
        "casetable backup",
        fits=(_ANY,),
    ),
    Command(
        "verify",
        "v",
        "verify",
        "Check the change log, every row beside it, and everything derived from it.",
        Scope.FILES,
        "casetable verify",
        fits=(_ANY,),
    ),
)

COMMANDS = (*_EVERYWHERE, *_WEEK, *_PARTICIPANTS, *_RELEASES, *_PICK, *_FILES)
