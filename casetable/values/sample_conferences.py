"""What the sample tells of its conferences: when, who was there, what was debated, and the one that is to come."""

from dataclasses import dataclass
from datetime import datetime

from casetable.words import Category, DecidedBy, ItemKind, LineKind, Means


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One filed line. ``holder`` is the key of who holds the argument, dissents or takes the action, or empty.

    ``option`` counts from 1. ``again`` is how many conferences later a dissent is looked at, 1 the next one. An action
    is due ``due`` days after the conference and done ``done`` days after it (None: it stays open), with a ``note``.
    """

    files: LineKind
    text: str
    holder: str = ""
    category: Category = Category.GENERAL
    option: int | None = None
    is_for: bool | None = None
    decided_by: DecidedBy | None = None
    again: int | None = None
    due: int | None = None
    done: int | None = None
    size: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoomItem:
    """One item that the room came to. ``about`` is a participant's key, empty for the others.

    ``title`` names business. ``question`` was proposed beforehand by ``asked_by``; ``guest`` comes for this item alone,
    brought by the participant. ``minutes`` is how long it took; ``stays_at_debate``: the room is still at it.
    """

    about: str = ""
    kind: ItemKind = ItemKind.PARTICIPANT
    title: str = ""
    question: str = ""
    asked_by: str = ""
    guest: str = ""
    organisation: str = ""
    minutes: int = 12
    stays_at_debate: bool = False
    lines: tuple[RoomLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomReply:
    """What somebody said beforehand: whether they come, and who comes instead. ``noted_by``: somebody else wrote it."""

    by: str
    comes: bool
    deputy: str = ""
    noted_by: str = ""
    means: Means = Means.MAIL


@dataclass(frozen=True, slots=True)
class StoryConference:
    """One conference. ``back`` counts from the day the sample is made for: 1 is the last one held, 0 the next.

    ``scribe`` runs it and files. ``taken_off`` are participants' keys whose items are taken off the agenda.
    ``moved_why`` says why it met a week later, ``closed`` which agency was closed on its day. The next one is opened
    only where the sample is made with it in session.
    """

    back: int
    scribe: str
    chair: str
    deputy: str = ""
    here: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    taken_off: tuple[str, ...] = ()
    moved_why: str = ""
    closed: str = ""
    items: tuple[RoomItem, ...] = ()
    replies: tuple[RoomReply, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryConferences:
    """All conferences of the story, the oldest first, and why those before the first one were cancelled."""

    conferences: tuple[StoryConference, ...]
    before_first: str


@dataclass(frozen=True, slots=True)
class Running:
    """A sample as it was made: the name of who sits there, the instant at which its story stops, its IANA zone."""

    sits_here: str
    at: datetime
    zone: str
