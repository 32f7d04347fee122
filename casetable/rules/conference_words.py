"""How what was filed in a conference is said in a sentence, and on what the room may hear about somebody."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from casetable.rules.dates import say_date
from casetable.words import Category, DecidedBy, LineKind, ProposalState, TurnedOut

OPENING_LINE = (
    "What is said here stays here.",
    "No recording, no note-taking assistant.",
    "Who else can hear you where you are?",
)
"""What the room hears first, and says yes to, sentence by sentence (rules: Conference)."""


def attendance_said(arrived: datetime, left: datetime | None, closed: datetime | None, zone: str, *, late: bool) -> str:
    """Return when somebody came late and when they left before the close: ``late, from 9:20, left 10:05``.

    ``closed`` is when the last ones left. Empty for who was there from its beginning to its end.
    """
    place = ZoneInfo(zone)
    said = [f"late, from {_clock(arrived.astimezone(place))}"] if late else []
    if left is not None and closed is not None and left < closed:
        said.append(f"left {_clock(left.astimezone(place))}")
    return ", ".join(said)


def _clock(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02d}"


class FiledThere(Protocol):
    """What is said of a filed decision or dissent, or of what happened since one."""

    @property
    def kind(self) -> LineKind:
        """What it is."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def decided_by(self) -> DecidedBy | None:
        """How a decision came about."""

    @property
    def is_proposal(self) -> bool:
        """It was filed without quorum."""

    @property
    def look_again_on(self) -> date | None:
        """When a dissent is to be looked at again."""

    @property
    def turned_out(self) -> TurnedOut | None:
        """How it turned out for a dissent that came back."""


def proposal_said(became: ProposalState | None, ratify_by: date | None, today: date) -> str:
    """Say what became of a decision without quorum: ``to be ratified by 23 Nov``, ``ratified``, ``not ratified``.

    ``became`` None is one that waits.
    """
    if became is None or became is ProposalState.WAITING:
        return f"to be ratified{f' by {say_date(ratify_by, today)}' if ratify_by else ''}"
    return "not ratified in time" if became is ProposalState.RETURNED else became.label


def filed_sentence(line: FiledThere, holder: str, on: date, today: date, became: ProposalState | None = None) -> str:
    """Say an earlier decision or dissent: ``13 Nov, decided (consensus): hold for PSH``.

    ``became`` is what became of a decision without quorum; None: it waits to be ratified.
    """
    when = say_date(on, today)
    if line.kind is LineKind.DISSENT:
        again = f"; look again {say_date(line.look_again_on, today)}" if line.look_again_on else ""
        return f"{when}, dissent{f' ({holder})' if holder else ''}: {line.text}{again}"
    if line.kind is LineKind.SINCE:
        turned_out = f" ({turned_out_said(line.turned_out, holder)})" if line.turned_out else ""
        return f"{when}, what happened since{turned_out}: {line.text}"
    is_open = line.is_proposal and became is not ProposalState.RATIFIED
    how = f"proposed, {proposal_said(became, None, today)}" if is_open else "decided"
    by = f" ({line.decided_by.value})" if line.decided_by else ""
    if line.decided_by is DecidedBy.DEFERRED:
        how, by = "deferred", ""
    return f"{when}, {how}{by}: {line.text}"


def turned_out_said(how: TurnedOut, who: str) -> str:
    """Say how it turned out for who dissented: ``Dana Reyes was right``; without a name ``the dissent was right``."""
    return f"{who or 'the dissent'} {how.label}" if how is TurnedOut.RIGHT else how.label


def sharing_words(room: Sequence[str], whole: Sequence[Category], partly: Mapping[Category, Sequence[str]]) -> str:
    """Say what a room of these agencies (codes) may hear: ``general, health (all three); justice from HS``."""
    here = {0: "nobody here yet", 1: f"only {''.join(room)} is here", 2: "both", 3: "all three"}
    everybody = here.get(len(room), f"all {len(room)}")
    if len(room) < 2:
        return everybody
    parts = [f"{', '.join(one.label for one in whole)} ({everybody})"] if whole else []
    by_teller: dict[tuple[str, ...], list[str]] = {}
    for category, tellers in partly.items():
        by_teller.setdefault(tuple(tellers), []).append(category.label)
    parts += [f"{', '.join(labels)} from {' and '.join(tellers)}" for tellers, labels in by_teller.items()]
    return "; ".join(parts) or f"nothing that {everybody} may hear"
