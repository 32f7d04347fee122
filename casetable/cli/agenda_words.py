"""The agenda and the forecast in plain lines, so that a screen reader reads them too."""

from datetime import date
from typing import TYPE_CHECKING

from casetable.cli.say import columns
from casetable.rules.dates import say_day, say_day_in
from casetable.rules.forecast import hearing_said, quorum_said
from casetable.words import AgendaReason, Hearing, ItemState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casetable.values.conference import Agenda, AgendaItem, Expected, Forecast, HearingCell, Reason

_SAID_ALREADY = frozenset(
    {
        AgendaReason.NOT_REACHED,
        AgendaReason.RELEASE_ENDING,
        AgendaReason.RELEASE_NEW,
        AgendaReason.ASKED_FOR,
    }
)
"""Reasons whose sum in words says what they are."""


def agenda_words(one: "Agenda", today: date) -> str:
    """Return an agenda: its day, an item a line with its reason, its predicted end."""
    meeting = one.conference
    chair = f", chair {meeting.chair}" if meeting.chair else ""
    head = f"Conference {say_day_in(meeting.on, today)}, {meeting.starts_at:%H:%M}, {meeting.minutes} min{chair}."
    lines = columns(("item", "at", "min", "what", "why"), [_cells(item) for item in one.items])
    off = "".join(f"\nOff the agenda: {item.label} ({item.why})" for item in one.removed)
    return f"{head}\n{lines}\nEnds {one.ends_at:%H:%M}{_over(one)}.{off}"


def item_words(item: "AgendaItem") -> str:
    """Return how a list names an item: ``P-473 Chidi O.``, with its question or title."""
    named = " ".join(part for part in (item.label, item.name or "") if part)
    question = f": {item.question}" if item.question else ""
    return f"{named}{question}"


def reason_words(one: "Reason") -> str:
    """Return why an item stands there: ``stalled: T-318: nothing happened for 16 days, since Sat 7 Nov``."""
    kind = one.kind.value.replace("_", " ")
    if one.kind is AgendaReason.STEADY:
        return kind
    return one.because.arithmetic if one.kind in _SAID_ALREADY else f"{kind}: {one.because.arithmetic}"


def forecast_words(one: "Forecast", conference: date, today: date, nobody: str, *, unicode: bool = True) -> str:
    """Return what is to be known before a conference, part by part.

    ``nobody`` is the sentence for a seat that is told of no participant.
    """
    cells = [(who.person, who.agency, comes_words(who)) for who in one.expected]
    parts = [
        f"Conference {say_day_in(conference, today)}",
        columns(("person", "agency", "comes"), cells) if cells else "Nobody is expected.",
        "\n".join(_quorum(one)),
        "\n".join(_hearing(one.hearing, today, unicode)) if one.hearing else nobody,
    ]
    if one.endings:
        parts.append("\n".join(["Releases that end before it:", *(f"  {said}" for said in _endings(one))]))
    return "\n\n".join(parts)


def _quorum(one: "Forecast") -> list[str]:
    """Whether the room could decide, and for each participant who works with them and is expected."""
    said = [f"Quorum: {quorum_said(one)}"] if one.quorum.holds else ["Quorum: not yet.", *one.quorum.missing]
    first, *rest = [*said, *one.quorum.because.arithmetic.split("; ")]
    return [first, *(f"  {line}" for line in rest)]


def _hearing(cells: "Sequence[HearingCell]", today: date, unicode: bool) -> list[str]:
    """Who may hear about whom: a line for each participant, a column for each agency, then what to do, gap by gap."""
    codes = list(dict.fromkeys(one.agency for one in cells))
    rows: dict[str, dict[str, str]] = {}
    for one in cells:
        sign, words = hearing_said(one, today)
        rows.setdefault(one.participant, {})[one.agency] = f"{sign.value if unicode else sign.plain} {words}"
    grid = columns(
        ("who may hear", *codes), [(whom, *(row.get(code, "") for code in codes)) for whom, row in rows.items()]
    )
    gaps = [one.what_to_do for one in cells if one.hearing is not Hearing.MAY_HEAR]
    return [grid, *(gaps or ["Everybody expected may hear about everybody on the agenda whom your agency knows."])]


def comes_words(one: "Expected") -> str:
    """Return whether somebody comes: ``yes``, ``no, Hal Brook instead``, ``away until Fri 18 Dec``."""
    said = {True: "yes", False: "no", None: "" if one.away else "has not said"}[one.comes]
    parts = [said + (f", {one.deputy} instead" if one.deputy else ""), one.away, "chairs" if one.is_chair else ""]
    return "; ".join(part for part in parts if part)


def _cells(item: "AgendaItem") -> tuple[str, str, str, str, str]:
    state = "" if item.state is ItemState.PLANNED else f"{item.state.label}. "
    return (
        str(item.number),
        f"{item.starts_at:%H:%M}" if item.starts_at else "",
        str(item.minutes),
        item_words(item),
        state + "; ".join(reason_words(one) for one in item.reasons),
    )


def _endings(one: "Forecast") -> list[str]:
    """What ends, a line for each participant and day."""
    found: dict[tuple[str, date], list[str]] = {}
    for release, whom, until in one.endings:
        found.setdefault((whom, until), []).append(release)
    return [
        f"{whom}, last day {say_day(until)}: {', '.join(refs)} (casetable release renew {whom})"
        for (whom, until), refs in found.items()
    ]


def _over(one: "Agenda") -> str:
    return f", {one.over} min over its {one.conference.minutes}" if one.over else ""
