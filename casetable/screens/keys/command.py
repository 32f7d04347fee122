"""What a row of the table of commands is: a command, where its key means what it says, and what it needs."""

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
    PEOPLE = "the people at the table"
    HANDOVER = "handing over"
    AGREEMENT = "the agreement"
    READING = "reading the agreement"
    OBJECTIVES = "the objectives"
    CONFERENCE = "the conference"
    CALENDAR = "the calendar of conferences"
    DAYS_OFF = "the days on which agencies are closed"
    ROOM = "the room of a conference"
    HELD = "a conference that was held"
    REVIEW = "the review of past conferences"


class Need(Enum):
    """What has to be under the cursor."""

    TASK = "a task under the cursor"
    PARTICIPANT = "a participant under the cursor"
    RELEASE = "a release under the cursor"
    PERSON = "a person under the cursor"
    THING = "something under the cursor"
    ITEM = "an item under the cursor"
    MEETING = "a conference under the cursor"


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
    UNASSIGNED = auto()
    LEFT_BEHIND = auto()
    AWAY = auto()
    PRESENT = auto()
    HELD = auto()
    TAKEN = auto()
    DRAFT = auto()
    UNSIGNED = auto()
    TO_SIGN = auto()
    AHEAD = auto()
    DUE_TODAY = auto()
    ITEM = auto()
    EXPECTED = auto()
    HELD_CONFERENCE = auto()
    TO_CORRECT = auto()
    TO_RATIFY = auto()
    TO_AGREE = auto()
    AGREED_MINUTES = auto()
    DISSENT = auto()
    NEVER = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. ``label`` is a word or two, ``sentence`` says it in full.

    ``twin`` is what to type outside the app; ``{task}``, ``{participant}``, ``{release}``, ``{person}`` and ``{week}``
    are filled in. ``fits`` decides about the footer; ``bound`` is False where a widget owns the key. ``also`` names
    other places where the key means the same.
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
