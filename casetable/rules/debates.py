"""Whether the matter of a debate is still open: asked, deferred, not ratified, or to be looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casetable.rules.conference_words import proposal_said
from casetable.rules.dates import say_date
from casetable.rules.dissents import look_again_day
from casetable.values.conference import Debate, FiledLine
from casetable.words import DecidedBy, ItemState, LineKind, ProposalState


@dataclass(frozen=True, slots=True)
class Sitting:
    """A participant's item in one conference: the day, how it stands, whether it asks a question, what was filed."""

    on: date
    state: ItemState
    asks: bool
    lines: Sequence[FiledLine]


def why_open(one: Sitting, later: Sequence[Sitting], today: date) -> str:
    """Why the matter of ``one`` is still open, in a few words; empty where it is not. ``later`` came after it.

    A question waits until its conference; a deferred decision until a later one is decided, as does one without quorum
    that is not ratified; a dissent until a later one says what happened since, and how it turned out.
    """
    said = (_waits(one, today), _undecided(one, later, today), _dissents(one, later, today))
    return "; ".join(reason for reason in said if reason)


def _waits(one: Sitting, today: date) -> str:
    ahead = one.state in (ItemState.PLANNED, ItemState.OPEN) and one.asks
    return f"asked for {say_date(one.on, today)}" if ahead else ""


def _undecided(one: Sitting, later: Sequence[Sitting], today: date) -> str:
    decisions = [line for line in one.lines if line.kind is LineKind.DECISION]
    if not decisions or _is_final(decisions[-1]):
        return ""
    if any(_is_final(line) for sitting in later for line in sitting.lines if line.kind is LineKind.DECISION):
        return ""
    if decisions[-1].decided_by is DecidedBy.DEFERRED:
        return "deferred"
    return proposal_said(decisions[-1].became, None, today)


def to_look_at(one: Sitting, later: Sequence[Sitting]) -> tuple[tuple[str, date], ...]:
    """Return the dissents of ``one`` (ids) that are still to be looked at again, each with its day."""
    said = [line for sitting in later for line in sitting.lines if line.kind is LineKind.SINCE]
    found = []
    for line in one.lines:
        if line.kind is LineKind.DISSENT and line.look_again_on is not None:
            day = look_again_day(line.look_again_on, [since for since in said if since.about == line.id])
            found += [(line.id, day)] if day is not None else []
    return tuple(found)


def _dissents(one: Sitting, later: Sequence[Sitting], today: date) -> str:
    days = [day for _, day in to_look_at(one, later)]
    return f"look again {say_date(min(days), today)}" if days else ""


def _is_final(line: FiledLine) -> bool:
    stands = not line.is_proposal or line.became is ProposalState.RATIFIED
    return stands and line.decided_by is not DecidedBy.DEFERRED


def debate_words(one: Debate, today: date) -> str:
    """What was debated: the question, else the newest decision, else the first option, else the day."""
    if one.question:
        return one.question
    decided = [line.text for line in one.lines if line.kind is LineKind.DECISION]
    options = [line.text for line in one.lines if line.kind is LineKind.OPTION]
    return next(iter([*decided[-1:], *options]), f"debate of {say_date(one.on, today)}")


def deed_words(one: Debate) -> str:
    """What became of it, in a word or two: ``decided``, ``proposed``, ``deferred``, ``no debate``, or how it stands."""
    decisions = [line for line in one.lines if line.kind is LineKind.DECISION]
    if decisions and decisions[-1].decided_by is DecidedBy.DEFERRED:
        return "deferred"
    if decisions:
        return "decided" if _is_final(decisions[-1]) else "proposed"
    if one.state is ItemState.DONE:
        return "no debate" if one.had_no_debate else "discussed"
    return one.state.label
