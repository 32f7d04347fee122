"""The sample partnership as its files tell it. People and participants go by keys; days stay in the story's words.

What the words for days mean is in rules/sample.py; data/sample/README.md explains the files.
"""

from dataclasses import dataclass
from enum import StrEnum

from casetable.values.partnership import Setup
from casetable.words import Answer, Category, DropReason, Means, Method


class Deed(StrEnum):
    """What a step of the story may do to a task: the command line's verbs."""

    ACCEPT = "accept"
    DECLINE = "decline"
    DONE = "done"
    MOVE = "move"
    BLOCK = "block"
    UNBLOCK = "unblock"
    WANT_HELP = "want_help"
    HELP = "help"
    LOG = "log"
    DROP = "drop"
    AGREE_DROP = "agree_drop"
    HAND = "hand"
    REOPEN = "reopen"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says something on which day, and who wrote it down by what means if it was somebody else."""

    day: str
    by: str
    noted_by: str = ""
    means: Means = Means.MAIL


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to a task. ``to`` is a date, ``to_whom`` a person; minutes None: not said."""

    saying: Saying
    does: Deed
    note: str = ""
    minutes: int | None = None
    to: str = ""
    to_whom: str = ""
    on_whom: str = ""
    outside: bool = False
    contact: bool = False
    reason: DropReason = DropReason.OTHER
    category: Category | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class StoryTask:
    """A task with everything that happens to it. ``about`` is a participant's key or empty; size None: not said."""

    title: str
    asked: Saying
    of: str
    due: str
    about: str = ""
    category: Category = Category.GENERAL
    size: int | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """An agency's answer to a proposal."""

    saying: Saying
    says: Answer
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoryRelease:
    """What a participant allowed. ``discloser`` empty: every agency; ``until`` and ``revoked`` may be missing."""

    recorded: Saying
    discloser: str
    receiver: str
    category: Category
    method: Method
    until: str = ""
    purpose: str = ""
    paper: str = ""
    revoked: Saying | None = None
    revoked_why: str = ""


@dataclass(frozen=True, slots=True)
class StoryParticipant:
    """Somebody proposed. ``age`` is in years on the day the sample is made; ``asked_on`` the day of their yes."""

    key: str
    name: str
    age: int
    proposed: Saying
    asked_on: str
    needs: str
    reason: str
    answers: tuple[StoryAnswer, ...] = ()
    releases: tuple[StoryRelease, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """The whole sample: the set-up, who founds it when, whose seat is shown, the people and the work."""

    setup: Setup
    founded: Saying
    sits_here: str
    participants: tuple[StoryParticipant, ...]
    tasks: tuple[StoryTask, ...]


def people_by_key(setup: Setup) -> dict[str, str]:
    """Return each person's name by the key that the story uses: the first name in small letters."""
    return {person.name.split()[0].casefold(): person.name for person in setup.people}
