"""What the sample tells of its conferences: when, who was there, what was debated, and the one that is to come."""

from dataclasses import dataclass
from datetime import datetime

from casetable.words import Category, DecidedBy, ItemKind, LineKind, Means, TurnedOut


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One filed line. ``holder`` is the key of who holds the argument, dissents or takes the action, or empty.

    ``option`` counts from 1. ``again`` is how many conferences later a dissent is looked at, 1 the next one;
    ``may_tell``: the participant may know it. What happened since a dissent names its ``holder``, and how it
    ``turned_out``. An action is due ``due`` days after the conference and done ``done`` days after it (None: it stays
    open), with a ``note``.
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
    may_tell: bool = False
    turned_out: TurnedOut | None = None


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
class StoryCorrection:
    """A correction of the minutes by somebody who was there, so many days ``after``, with a ``note``.

    ``about`` is the key of the item's participant. The line that ``was`` so says ``now``; without them the note stands
    beside the item.
    """

    by: str
    about: str
    note: str
    was: str = ""
    now: str = ""
    after: int = 3


@dataclass(frozen=True, slots=True)
class StoryRatified:
    """What the missing agency said to a proposal under the item with a ``title``, so many days ``after``.

    ``noted_by``: somebody else wrote it down, as heard by ``means``. ``why`` belongs to a no.
    """

    by: str
    title: str
    is_yes: bool = True
    why: str = ""
    noted_by: str = ""
    means: Means = Means.MAIL
    after: int = 3


@dataclass(frozen=True, slots=True)
class StoryConference:
    """One conference. ``back`` counts from the day the sample is made for: 1 is the last one held, 0 the next.

    ``scribe`` runs it and files. ``taken_off`` are participants' keys whose items are taken off the agenda.
    ``moved_why`` says why it met a week later, ``closed`` which agency was closed on its day. The next one is opened
    only where the sample is made with it in session. ``agreed`` is how many days later its chair agreed the minutes,
    None where nobody did yet.
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
    corrections: tuple[StoryCorrection, ...] = ()
    ratified: tuple[StoryRatified, ...] = ()
    agreed: int | None = None


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
