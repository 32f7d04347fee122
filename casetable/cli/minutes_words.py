"""Past conferences in plain lines: the review, a participant's history, what was found, what waits for a yes."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from casetable.cli.room_words import line_words
from casetable.rules.dates import say_date, say_day_in
from casetable.words import LineKind, MinutesState, ProposalState

if TYPE_CHECKING:
    from casetable.values.conference import FiledLine
    from casetable.values.minutes import (
        ItemHistory,
        PastConference,
        Proposal,
        Remembered,
        Review,
        SaidInMinutes,
        Telling,
    )

_SHOWN = frozenset({LineKind.OPTION, LineKind.ARGUMENT, LineKind.DECISION, LineKind.DISSENT, LineKind.SINCE})


def review_words(review: "Review", today: date) -> str:
    """Return the review: attendance over the quarter, what waits, then past conferences, newest first."""
    lines = [f"Conferences, {review.quarter}"]
    lines += [f"  {agency} was at {attended} of {held}" for agency, attended, held in review.attendance if held] or [
        "  None was held this quarter."
    ]
    if review.proposals:
        lines += ["", "To be ratified", *(f"  {_proposal(one, today)}" for one in review.proposals)]
    for one in review.past:
        lines += ["", *_past(one, today)]
    if not review.past:
        lines += ["", "No conference was held yet."]
    return "\n".join(lines)


def history_words(history: "ItemHistory", today: date, *, unicode: bool = True) -> str:
    """Return what conferences debated about somebody, newest first: decided, differed, how it turned out."""
    lines = [f"{history.participant} {history.name or ''}".rstrip() + " in the conferences"]
    for one in history.items:
        lines += ["", *_remembered(one, today, unicode)]
    if not history.items:
        lines += ["", "No conference had them on its agenda, as far as you may know."]
    return "\n".join(lines)


def found_cells(one: "SaidInMinutes", today: date) -> tuple[str, str, str, str, str]:
    """Return a found line: conference, item, whom or what it is about, what it is, its words."""
    return (say_day_in(one.on, today), str(one.item), one.label, one.line.kind.label, one.line.text)


def proposal_cells(one: "Proposal", today: date) -> tuple[str, str, str, str, str, str]:
    """Return a proposal: about whom, conference, where it stands, until when, who is missing, its words."""
    said = {each.agency for each in one.said}
    waits = ", ".join(code for code in one.missing if code not in said) or ("" if one.missing else "the chair")
    is_waiting = one.state is ProposalState.WAITING
    return (
        one.label,
        say_day_in(one.on, today),
        one.state.label,
        say_date(one.ratify_by, today) if one.ratify_by and is_waiting else "",
        waits if is_waiting else "",
        one.line.text,
    )


def _past(one: "PastConference", today: date) -> Iterator[str]:
    yield f"{say_day_in(one.conference.on, today)}  {_standing(one, today)}"
    there = ", ".join(one.there) or "nobody noted"
    yield f"  there: {there}" + (f"; missing: {', '.join(one.missing)}" if one.missing else "")
    if one.corrections:
        yield f"  {one.corrections} correction{'' if one.corrections == 1 else 's'}"
    yield from (f"  {_telling(each, today)}" for each in one.tellings)


def _standing(one: "PastConference", today: date) -> str:
    revision = f", revision {one.revision}" if one.revision > 1 else ""
    if one.state is not MinutesState.OPEN:
        on = f" on {say_day_in(one.agreed_on, today)}" if one.agreed_on else ""
        return f"minutes {one.state.label}{on}{revision}"
    if one.is_due:
        return f"minutes to be agreed: casetable conference agree {one.conference.conference}{revision}"
    return f"minutes open for corrections until {say_day_in(one.correct_until, today)}{revision}"


def _telling(one: "Telling", today: date) -> str:
    whom = f"{one.participant} {one.name or ''}".rstrip()
    if one.told_on is not None:
        return f"{whom} was told on {say_day_in(one.told_on, today)}"
    if one.task is None:
        return f"{whom} is to be told: nobody was asked"
    due = f" by {say_date(one.due, today)}" if one.due else ""
    reach = "; ".join(part for part in (one.safe_contact, "no post" if one.no_post else "") if part)
    return f"{one.owner or 'somebody'} tells {whom}{due} ({one.task})" + (f": {reach}" if reach else "")


def _proposal(one: "Proposal", today: date) -> str:
    label, on, _, by, waits, text = proposal_cells(one, today)
    until = f" by {by}" if by else ""
    return f"{label}, {on}: {text}; waits for {waits}{until}"


def _remembered(one: "Remembered", today: date, unicode: bool) -> Iterator[str]:
    debate = one.debate
    still = f", {debate.open_because}" if debate.open_because else ""
    yield f"{say_day_in(debate.on, today)}  {debate.state.label}{', no debate' if debate.had_no_debate else ''}{still}"
    if debate.question:
        yield f"  Question: {debate.question}"
    if debate.why:
        yield f"  {debate.why}"
    yield from (f"  {line_words(line, today, unicode=unicode)}" for line in _told(debate.lines))
    yield from (f"  {sentence}" for sentence in one.outcome)


def _told(lines: "tuple[FiledLine, ...]") -> "list[FiledLine]":
    """What a history tells: not what is kept of a meeting alone."""
    return [line for line in lines if line.kind in _SHOWN]
