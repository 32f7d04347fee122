"""What the page of a held conference says of its minutes: how they stand, what is to be ratified, who is to be told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from casetable.rules.dates import say_date, say_day_in
from casetable.screens.agreement_page import PageLine, Spot
from casetable.screens.cell import Signs, cell
from casetable.values.minutes import Correction, Minutes, Proposal, Telling
from casetable.words import CorrectionKind, MinutesState, ProposalState, Sign

_BELOW = " "
"""The label of a line that goes on with what the one above it began."""
_GOES_ON = "    "

_SIGNS = {
    ProposalState.WAITING: Sign.ASKED,
    ProposalState.RATIFIED: Sign.DONE,
    ProposalState.REFUSED: Sign.DECLINED,
}


def minutes_lines(one: Minutes, today: date, signs: Signs) -> tuple[PageLine, ...]:
    """Every line above the record: how the minutes stand, who has nothing to correct, what a revision changes."""
    open_still = one.state is MinutesState.OPEN
    sign = signs.draw(Sign.DUE if open_still else Sign.DONE)
    lines = [_line("Minutes", "minutes", "state", f"{sign} {state_words(one, today)}")]
    if open_still and one.there:
        lines.append(_line(_BELOW, "minutes", "replied", replied_words(one, {})))
    lines += [
        _line("Changes" if at == 0 else _BELOW, "change", str(at), said, "plain") for at, said in enumerate(one.changes)
    ]
    return tuple(lines)


def state_words(one: Minutes, today: date) -> str:
    """Return how minutes stand: ``open for corrections until Fri 18 Dec``, ``revision 2, agreed Mon 21 Dec by …``."""
    revision = f"revision {one.number}, " if one.number > 1 else ""
    if one.state is MinutesState.OPEN:
        if today > one.correct_until:
            return f"{revision}corrections ended {say_day_in(one.correct_until, today)}, not agreed yet"
        return f"{revision}open for corrections until {say_day_in(one.correct_until, today)}"
    agreed = f" {say_day_in(one.agreed_on, today)}" if one.agreed_on is not None else ""
    by = f" by {one.agreed_by}" if one.agreed_by else ""
    return f"{revision}{one.state.label}{agreed}{by}"


def replied_words(one: Minutes, names: Mapping[str, str]) -> str:
    """Return which agencies have nothing to correct, and who has not said so; by code where ``names`` has no name."""
    said = [names.get(code, code) for code in one.there if code in one.replied]
    waiting = [names.get(code, code) for code in one.there if code not in one.replied]
    if not said:
        return f"nobody has answered yet: {', '.join(waiting)}"
    rest = f"; not yet: {', '.join(waiting)}" if waiting else ""
    return f"nothing to correct: {', '.join(said)}{rest}"


def proposal_lines(
    found: Sequence[Proposal], agencies: Sequence[tuple[str, str]], today: date, signs: Signs, *, with_day: bool = False
) -> Iterable[PageLine]:
    """One line for each decision that waits for an agency's yes, or got its answer."""
    for number, one in enumerate(found):
        day = f"{say_date(one.on, today)} · " if with_day else ""
        words = f"{sign_of(one, signs)} {day}{one.label} “{one.line.text}” · {proposal_words(one, agencies, today)}"
        yield _line(_BELOW if number else "To ratify", "proposal", one.line.id, words)


def sign_of(one: Proposal, signs: Signs) -> str:
    """Return the sign of a proposal's state."""
    return signs.draw(_SIGNS.get(one.state, Sign.MOVED))


def proposal_words(one: Proposal, agencies: Sequence[tuple[str, str]], today: date) -> str:
    """Return what a proposal waits for, or what became of it."""
    if one.state is not ProposalState.WAITING:
        return one.state.label
    names, said = dict(agencies), {each.agency for each in one.said}
    who = ", ".join(names.get(code, code) for code in one.missing if code not in said) or "the chair or the coordinator"
    return f"{who} by {say_day_in(one.ratify_by, today)}" if one.ratify_by is not None else who


def telling_lines(found: Sequence[Telling], today: date, signs: Signs) -> Iterable[PageLine]:
    """One line for each participant who is told what was agreed: by whom, until when, and whether it was done."""
    for number, one in enumerate(found):
        sign = signs.draw(Sign.DONE if one.told_on is not None else Sign.DUE)
        name = f" {one.name}" if one.name else ""
        words = f"{sign} {one.participant}{name} · {telling_words(one, today)}"
        yield _line(_BELOW if number else "To tell", "telling", one.participant, words)


def telling_words(one: Telling, today: date) -> str:
    """Return who tells them until when, or since when they know."""
    if one.told_on is not None:
        return f"told {say_date(one.told_on, today)}"
    if one.owner is None:
        return "nobody is to tell them yet"
    by = f" by {say_day_in(one.due, today)}" if one.due is not None else ""
    return f"{one.owner}{by}{f' ({one.task})' if one.task else ''}"


def with_corrections(lines: Iterable[PageLine], one: Minutes, items: dict[str, int]) -> tuple[PageLine, ...]:
    """The record's lines, each followed by the corrections of its line or item; ``items``: numbers by spot."""
    found: list[PageLine] = []
    for line in lines:
        found.append(line)
        for spot in line.spots:
            about = (each for each in one.corrections if is_at(each, spot, items))
            found += [
                _line("", "correction", each.id, f"{_GOES_ON}{correction_words(each)}", "quiet") for each in about
            ]
    return tuple(found)


def is_at(one: Correction, spot: Spot, items: dict[str, int]) -> bool:
    """Tell whether a correction stands below a spot: below its line, or below its item where it is about no line."""
    if spot.kind == "line":
        return one.line == spot.which
    return spot.kind == "item" and one.line is None and items.get(spot.which) == one.item


def correction_words(one: Correction) -> str:
    """Return a correction in a line: who, what it was before, and why."""
    who = one.by.split()[0] if one.by else "somebody"
    if one.kind is CorrectionKind.REWORDED:
        return f"corrected by {who}: was “{one.before}” – {one.note}"
    return f"note by {who}: {one.note}"


def _line(label: str, kind: str, which: str, words: str, style: str = "") -> PageLine:
    return PageLine(label, (Spot(kind, which, cell(words, style)),))
