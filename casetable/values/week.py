"""One week of the partnership, as one seat may see it."""

from dataclasses import dataclass
from datetime import date

from casetable.values.participants import Participant
from casetable.values.people import Agency
from casetable.values.tasks import Task
from casetable.words import Category, PaperSigned


@dataclass(frozen=True, slots=True)
class Needs:
    """What waits for this person: references of tasks, and releases about to end (reference, days left).

    ``offered`` are asks of theirs answered with another date, ``drops`` promises that wait for their yes to a drop,
    ``returned`` asks of theirs that nobody answered, from the last seven days; ``declined`` are proposals of theirs
    that an agency declines, which they are to hear of; ``erasures`` are participants who are to be erased once this
    agency, among others, has said what becomes of its own notes. ``to_sign`` are papers that wait for this person's
    name. Said to the coordinator: ``to_offer``, a draft of the agreement that nobody offered yet, and
    ``awaits_signatures``, of how many parties the offered one still needs a name. ``review`` is in how many days the
    agreement's review is due (negative: overdue), said to the coordinator and managers only, from the agreed warning
    on; ``covering`` are asks of people who are away and whom this person covers; ``unassigned`` are tasks of their
    agency (for the coordinator: of all) whose owner has left.
    """

    asked: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    releases: tuple[tuple[str, int], ...] = ()
    declined: tuple[str, ...] = ()
    erasures: tuple[str, ...] = ()
    to_sign: tuple[PaperSigned, ...] = ()
    to_offer: bool = False
    awaits_signatures: int = 0
    review: int | None = None
    covering: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellCount:
    """How much stands in one cell of the board, for a manager: a participant's reference and an agency's code.

    ``open`` counts what is promised, blocked ones too; ``asked`` what nobody answered yet.
    """

    participant: str
    agency: str
    open: int = 0
    done: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """The board's content. ``week`` is ISO (``2026-W48``); ``participants`` are the rows in order.

    ``tasks`` are those that stand on this week's board; a task without participant stands in the last row.
    ``conference`` is the next conference's date or None. ``reads_only`` is True at a table that can only be read:
    nothing of another agency's stands on it then. ``counts`` is what a manager sees of others' tasks, own ones counted
    too; empty for everybody else.
    """

    week: str
    starts_on: date
    today: date
    partnership: str
    is_sample: bool
    agencies: tuple[Agency, ...]
    participants: tuple[Participant, ...]
    tasks: tuple[Task, ...]
    needs: Needs
    conference: date | None
    reads_only: bool = False
    counts: tuple[CellCount, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One dated line of case notes, ready to paste. ``text`` is one line; minutes may be None."""

    on: date
    participant: str
    participant_name: str
    what: str
    text: str
    minutes: int | None
    category: Category
