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
    CARD = "a participant's card"
    OUTCOMES = "the outcomes pass"
    RELEASES = "releases"
    ENDINGS = "releases about to end"
    STORY = "a task's story"
    PICK = "choosing from an HMIS export"
    HMIS_AGAIN = "what HMIS says differently"
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
    AGREED = auto()
    LEFT = auto()
    NEVER = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. ``label`` is a word or two, ``sentence`` says it in full.

    ``twin`` is what to type outside the app; ``{task}``, ``{participant}``, ``{release}`` and ``{week}`` are
    filled in. ``fits`` decides about the footer; ``bound`` is False where a widget owns the key. ``also`` names other
    places where the key means the same.
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
    also: tuple[Scope, ...] = ()


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
        "Write down a contact, minutes or a note: on a task, or about somebody.",
        Scope.WEEK,
        "casetable task log {task}",
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
        "card",
        "i",
        "card",
        "Open the card of the participant in this row.",
        Scope.WEEK,
        "casetable participant show {participant}",
        needs=Need.PARTICIPANT,
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
_ABOUT, _CARD = Need.PARTICIPANT, (Scope.CARD,)
_SOMEBODY = "casetable participant"
_PARTICIPANTS = (
    Command(
        "propose",
        "a",
        "propose",
        "Propose somebody for the table.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} propose",
        fits=(_ANY,),
    ),
    Command(
        "add-about",
        "a",
        "add",
        "Promise or ask something about them, in one line.",
        Scope.CARD,
        'casetable task add "… #{participant}"',
        needs=_ABOUT,
    ),
    Command(
        "agree",
        "y",
        "yes",
        "Say the yes that is awaited: agree, propose, know of a decline.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} agree {{participant}}",
        needs=_ABOUT,
        fits=(Fits.PROPOSED,),
        also=_CARD,
    ),
    Command(
        "disagree",
        "n",
        "decline",
        "Your agency declines the proposal, with its reason.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} decline {{participant}}",
        needs=_ABOUT,
        fits=(Fits.PROPOSED,),
        also=_CARD,
    ),
    Command(
        "begin",
        "b",
        "begin",
        "Begin the work: baselines, releases and safe contact are there.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} activate {{participant}}",
        needs=_ABOUT,
        fits=(Fits.AGREED,),
        also=_CARD,
    ),
    Command(
        "come-back",
        "o",
        "came back",
        "They left by mistake: they are agreed again.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} return {{participant}}",
        needs=_ABOUT,
        fits=(Fits.LEFT,),
        also=_CARD,
    ),
    Command(
        "log-contact",
        "l",
        "log",
        "Write down a contact or a note, in one line.",
        Scope.PARTICIPANTS,
        f'{_SOMEBODY} log {{participant}} "…"',
        fits=(_ANY,),
        also=_CARD,
    ),
    Command(
        "voice",
        "v",
        "voice",
        "Write down their goal, how they take part, what they were told.",
        Scope.PARTICIPANTS,
        f'{_SOMEBODY} voice {{participant}} "…"',
        needs=_ABOUT,
        fits=(_ANY,),
        also=_CARD,
    ),
    Command(
        "releases",
        "c",
        "releases",
        "See, add and revoke releases of information.",
        Scope.PARTICIPANTS,
        "casetable release list {participant}",
        needs=_ABOUT,
        fits=(_ANY,),
        also=_CARD,
    ),
    Command(
        "outcomes",
        "k",
        "outcome",
        "Go through the outcomes, one key each; at first the baselines.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} outcome {{participant}}",
        fits=(_ANY,),
        also=_CARD,
    ),
    Command(
        "endings",
        "e",
        "endings",
        "See which releases end soon, and who renews them.",
        Scope.PARTICIPANTS,
        "casetable release list --ending 30d",
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
    Command(
        "consider",
        "A",
        "consider",
        "Write down a yes to be considered, before anybody else hears of them.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} consider",
    ),
    Command(
        "reach",
        "h",
        "safe contact",
        "Say how they may be reached, when, and how never.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} contact {{participant}}",
        needs=_ABOUT,
        also=_CARD,
    ),
    Command(
        "told",
        "m",
        "told",
        "Write down what they were told.",
        Scope.PARTICIPANTS,
        f'{_SOMEBODY} voice {{participant}} --told "…"',
        needs=_ABOUT,
        also=_CARD,
    ),
    Command(
        "team",
        "t",
        "lead, team",
        "Hand them to another lead; join or leave the team.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} lead {{participant}} PERSON",
        needs=_ABOUT,
        also=_CARD,
    ),
    Command(
        "leave",
        "x",
        "left",
        "They leave the table: why, and where to.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} leave {{participant}}",
        needs=_ABOUT,
        also=_CARD,
    ),
    Command(
        "reword",
        "e",
        "edit",
        "Change their name, needs, reason or year of birth.",
        Scope.CARD,
        f"{_SOMEBODY} edit {{participant}}",
        needs=_ABOUT,
    ),
    Command(
        "erase",
        "E",
        "erase",
        "Erase somebody who left: ask every agency, answer for your own, then for good.",
        Scope.CARD,
        f"{_SOMEBODY} erase {{participant}}",
        needs=_ABOUT,
    ),
    Command(
        "sheet",
        "p",
        "sheet",
        "Make the sheet for the next conversation, in plain words.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} sheet {{participant}} --to PATH",
        needs=_ABOUT,
        also=_CARD,
    ),
    Command(
        "heard-about",
        "f",
        "heard from",
        "The next answer is somebody else's, heard by phone, mail or on paper.",
        Scope.PARTICIPANTS,
        f"{_SOMEBODY} agree {{participant}} --heard-from PERSON --by phone",
        also=_CARD,
    ),
    Command(
        "drafts",
        "D",
        "kept texts",
        "See the texts that were kept for your agency because they could not be saved.",
        Scope.PARTICIPANTS,
        "casetable drafts",
        also=_CARD,
    ),
    Command(
        "tab-next",
        "tab,right",
        "next part",
        "Go to the next part of the card: notes, tasks, disclosures, history.",
        Scope.CARD,
        f"{_SOMEBODY} show {{participant}}",
    ),
    Command(
        "tab-previous",
        "shift+tab,left",
        "part before",
        "Go to the part before.",
        Scope.CARD,
        f"{_SOMEBODY} show {{participant}}",
    ),
)
_OUTCOMES = (
    Command(
        "better",
        "plus",
        "better",
        "Better than at the start; the cursor goes on.",
        Scope.OUTCOMES,
        f"{_SOMEBODY} outcome {{participant}}",
        fits=(_ANY,),
    ),
    Command(
        "same",
        "equals_sign",
        "same",
        "As at the start.",
        Scope.OUTCOMES,
        f"{_SOMEBODY} outcome {{participant}}",
        fits=(_ANY,),
    ),
    Command(
        "worse",
        "minus",
        "worse",
        "Worse than at the start.",
        Scope.OUTCOMES,
        f"{_SOMEBODY} outcome {{participant}}",
        fits=(_ANY,),
    ),
    Command(
        "unknown",
        "0",
        "unknown",
        "Not known.",
        Scope.OUTCOMES,
        f"{_SOMEBODY} outcome {{participant}}",
        fits=(_ANY,),
    ),
    Command(
        "as-before",
        "space",
        "as last time",
        "The same answer as last time; before the work begins: the baseline is as it is now.",
        Scope.OUTCOMES,
        f"{_SOMEBODY} outcome {{participant}}",
    ),
    Command(
        "swap-view",
        "v",
        "whose view",
        "Change between the worker's view and the participant's own.",
        Scope.OUTCOMES,
        f"{_SOMEBODY} outcome {{participant}} --own",
    ),
    Command(
        "outcome-note",
        "n",
        "note",
        "Add a note to the answer under the cursor; for housing, a HUD code first.",
        Scope.OUTCOMES,
        f"{_SOMEBODY} outcome {{participant}}",
    ),
    Command(
        "clear-answer",
        "backspace,delete",
        "take back",
        "Take the answer under the cursor back.",
        Scope.OUTCOMES,
        "",
    ),
)
_RELEASES = (
    Command(
        "release-mark",
        "space",
        "mark",
        "Mark a cell to be recorded; where a release stands, to be revoked; again: neither.",
        Scope.RELEASES,
        "casetable release add {participant} …",
        fits=(_ANY,),
    ),
    Command(
        "release-add",
        "a",
        "record",
        "Record what is marked, or the cell under the cursor: one day, method and paper for the lot.",
        Scope.RELEASES,
        "casetable release add {participant} …",
        fits=(_ANY,),
    ),
    Command(
        "release-renew",
        "r",
        "renew",
        "Renew a release: a new one goes on where it ends.",
        Scope.RELEASES,
        "casetable release renew {release} --until DATE",
        needs=Need.RELEASE,
        fits=(_ANY,),
        also=(Scope.ENDINGS,),
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
    Command(
        "release-refuse",
        "n",
        "said no",
        "Write down that they said no.",
        Scope.RELEASES,
        "casetable release refuse {participant} --to AGENCY --method verbal",
    ),
    Command(
        "release-column",
        "plus",
        "category",
        "Add a column, to record another category.",
        Scope.RELEASES,
        "casetable release add {participant} --category health …",
    ),
    Command(
        "release-from",
        "f",
        "from whom",
        "Change who tells: every agency, or one of them.",
        Scope.RELEASES,
        "casetable release add {participant} --from-agency AGENCY …",
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
    Command(
        "differences",
        "d",
        "differences",
        "See what HMIS says differently about participants whom you know.",
        Scope.PICK,
        "casetable import hmis PATH --update",
        fits=(_ANY,),
    ),
)
_HMIS_AGAIN = (
    Command(
        "choose-difference",
        "space",
        "choose",
        "Choose or leave out this difference.",
        Scope.HMIS_AGAIN,
        "casetable import hmis PATH --update --apply P-473:name",
        fits=(_ANY,),
    ),
    Command(
        "choose-all",
        "a",
        "choose all",
        "Choose everything that no worker wrote, or nothing.",
        Scope.HMIS_AGAIN,
        "casetable import hmis PATH --update --all",
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

COMMANDS = (*_EVERYWHERE, *_WEEK, *_PARTICIPANTS, *_OUTCOMES, *_RELEASES, *_PICK, *_HMIS_AGAIN, *_FILES)
