"""The sample partnership as its files tell it. People and participants go by keys; days stay in the story's words.

What the words for days mean is in rules/sample.py; data/sample/README.md explains the files.
"""

from dataclasses import dataclass
from enum import StrEnum

from casetable.values.partnership import Setup
from casetable.words import (
    Answer,
    Category,
    DeclineReason,
    DropReason,
    LeavingReason,
    Means,
    Method,
    OutcomeValue,
    OutcomeView,
    TakingPart,
)


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


class Act(StrEnum):
    """What is done with or for a participant beside the tasks."""

    LEAD = "lead"
    JOIN = "join"
    SAFE_CONTACT = "safe_contact"
    BASELINE = "baseline"
    BEGIN = "begin"
    GOAL = "goal"
    TAKES_PART = "takes_part"
    TOLD = "told"
    NOTE = "note"
    CONTACT = "contact"
    OUTCOMES = "outcomes"
    LEAVE = "leave"


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
    """An agency's answer to a proposal. ``reason`` belongs to a decline; ``told``: its proposer heard of it."""

    saying: Saying
    says: Answer
    note: str = ""
    reason: DeclineReason = DeclineReason.OTHER
    told: bool = False


@dataclass(frozen=True, slots=True)
class StoryRelease:
    """What a participant allowed, or with ``refused`` did not. ``until``, ``since`` and ``revoked`` may be missing.

    ``disclosers`` are codes, one release each; empty: every agency in one. Without ``since`` it begins at once.
    """

    recorded: Saying
    disclosers: tuple[str, ...]
    receiver: str
    category: Category
    method: Method
    since: str = ""
    until: str = ""
    purpose: str = ""
    paper: str = ""
    refused: bool = False
    revoked: Saying | None = None
    revoked_why: str = ""


@dataclass(frozen=True, slots=True)
class StoryParticipant:
    """Somebody proposed. ``age`` is in years on the day the sample is made; ``asked_on`` the day of their yes.

    ``only_considered``: they are known to their own agency and not proposed.
    """

    key: str
    name: str
    age: int
    proposed: Saying
    asked_on: str
    needs: str
    reason: str
    only_considered: bool = False
    answers: tuple[StoryAnswer, ...] = ()
    releases: tuple[StoryRelease, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryMoment:
    """Something done with a participant beside the tasks.

    ``whom`` is a person's key; ``how``, ``when`` and ``never`` are a safe contact's; ``stands`` are words by domain, a
    baseline's; ``reads`` are readings by domain and ``view`` whose they are; ``code`` is a HUD code, of the housing
    domain or of where somebody went; minutes None: not said.
    """

    saying: Saying
    about: str
    does: Act
    words: str = ""
    category: Category | None = None
    minutes: int | None = None
    whom: str = ""
    how: str = ""
    when: str = ""
    never: str = ""
    no_post: bool = False
    location_private: bool = False
    takes: TakingPart = TakingPart.ATTEND
    reason: LeavingReason = LeavingReason.OTHER
    stands: tuple[tuple[str, str], ...] = ()
    reads: tuple[tuple[str, OutcomeValue], ...] = ()
    view: OutcomeView = OutcomeView.WORKER
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """The whole sample: the set-up, who founds it when, whose seat is shown, the people and the work."""

    setup: Setup
    founded: Saying
    sits_here: str
    participants: tuple[StoryParticipant, ...]
    moments: tuple[StoryMoment, ...]
    tasks: tuple[StoryTask, ...]


def people_by_key(setup: Setup) -> dict[str, str]:
    """Return each person's name by the key that the story uses: the first name in small letters."""
    return {person.name.split()[0].casefold(): person.name for person in setup.people}
