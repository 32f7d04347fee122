"""casetable conference: the calendar; its other commands are in the files conference_*.py."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli import conference_agenda, conference_minutes, conference_room
from casetable.cli.group import group
from casetable.cli.options import Why
from casetable.cli.papers import Replace
from casetable.cli.reading import choice_of, minutes_of
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt, tell_thing
from casetable.errors import BadInput, NotFound
from casetable.words import CancelReason

if TYPE_CHECKING:
    from datetime import time

    from casetable.values.seat import Receipt, Seat

Which = Annotated[
    str | None, typer.Argument(metavar="[CONFERENCE]", help="Its date: 2026-12-11, 11 dec, next; else the next one.")
]
Named = Annotated[str, typer.Argument(metavar="CONFERENCE", help="Its date: 2026-12-11, 11 dec, or next.")]
At = Annotated[str | None, typer.Option("--at", metavar="TIME", help="When it starts: 9:00, 14:30.")]
Place = Annotated[str | None, typer.Option("--place", metavar="WHERE", help="Where it meets.")]
REASONS = "|".join(one.value.replace("_", "-") for one in CancelReason)

app = group("The conference: its calendar, agenda and room.", "casetable conference next")


def add_to(root: typer.Typer) -> None:
    """Add the group with all its commands."""
    for part in (conference_agenda, conference_room, conference_minutes):
        part.add_to(app)
    root.add_typer(app, name="conference")


@app.command("next")
def show_next() -> None:
    """Say when the next conference is and who chairs it.

    Example: casetable conference next

    One that is in session comes first; moved ones count on their new day, cancelled ones not at all.
    """
    from casetable.cli.conference_words import conference_words
    from casetable.exchange.conference_as_json import occurrence_json
    from casetable.queries.conference import next_occurrence

    with at_table() as sitting:
        seat = sitting.seat()
        found = next_occurrence(seat)
        if found is None:
            raise NotFound("No conference is planned.", "Call one: casetable conference extraordinary DATE")
        tell_thing(occurrence_json(found, seat.zone), lambda: conference_words(found, sitting.today))


@app.command("calendar")
def show_calendar(
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day; else today.")] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day; else the next twelve that take place.")
    ] = None,
    ics: Annotated[bool, typer.Option("--ics", help="As an iCalendar file, for other calendars.")] = False,
    as_rule: Annotated[
        bool, typer.Option("--as-rule", help="With --ics: one event that recurs instead of single ones.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="With --ics: where it goes; else it is printed.")
    ] = None,
    replace: Replace = False,
) -> None:
    """List the conferences, who is closed then and what is free instead.

    Example: casetable conference calendar --ics --output conferences.ics

    Imported again, the file updates what was imported before: moved and cancelled ones too.
    """
    if (as_rule or output is not None) and not ics:
        raise BadInput("--as-rule and --output go with --ics.", "casetable conference calendar --ics")
    if as_rule and until is not None:
        raise BadInput("An event that recurs goes on without an end.", "--to belongs to single events.")
    with at_table() as sitting:
        first, last = sitting.day_if(since), sitting.day_if(until)
        if ics:
            from casetable.cli.conference_ics import tell_ics

            tell_ics(sitting, first, last, as_rule=as_rule, output=output, replace=replace)
            return
        from casetable.cli.conference_words import calendar_cells
        from casetable.exchange.conference_as_json import occurrence_json
        from casetable.queries.conference import calendar

        seat = sitting.seat()
        tell_listing(
            calendar(seat, first, last),
            lambda one: occurrence_json(one, seat.zone),
            ("day", "at", "state", "chair", "remarks"),
            lambda one: calendar_cells(one, sitting.today),
            empty="No conference in these days: casetable conference extraordinary DATE calls one.",
        )


@app.command("move")
def move(
    conference: Named,
    to: Annotated[str, typer.Argument(metavar="DATE", help="The day it meets instead.")],
    why: Why = "",
    at: At = None,
    place: Place = None,
) -> None:
    """Let a conference meet on another day, at another time or place.

    Example: casetable conference move next "18 dec" --why "the hall is taken"

    A cancelled one meets again by that. The chair, the deputy and the coordinator do. It is not undone: move it back.
    """
    from casetable.actions import conference_calendar

    with at_table() as sitting:
        receipt = conference_calendar.move(
            sitting.seat(), conference, sitting.day(to), why=why, at=_time(at), place=place
        )
        _tell(sitting, receipt)


@app.command("cancel")
def cancel(
    conference: Named,
    reason: Annotated[str, typer.Option("--reason", metavar=REASONS, help="Why it does not take place.")],
    why: Why = "",
) -> None:
    """Say that a conference does not take place.

    Example: casetable conference cancel next --reason holiday

    Its items go on to the next one. It is not undone: casetable conference move gives it a day again.
    """
    from casetable.actions import conference_calendar

    chosen = choice_of(CancelReason, reason, "reason")
    with at_table() as sitting:
        _tell(sitting, conference_calendar.cancel(sitting.seat(), conference, chosen, why=why))


@app.command("extraordinary")
def extraordinary(
    on: Annotated[str, typer.Argument(metavar="DATE", help="The day it meets.")],
    why: Why = "",
    at: At = None,
    minutes: Annotated[str | None, typer.Option("--minutes", metavar="TIME", help="How long: 60, 1h30.")] = None,
    place: Place = None,
) -> None:
    """Call a conference besides the rule.

    Example: casetable conference extraordinary "27 nov" --why "two evictions" --at 14:00
    """
    from casetable.actions import conference_calendar

    with at_table() as sitting:
        receipt = conference_calendar.call_extraordinary(
            sitting.seat(), sitting.day(on), why=why, at=_time(at), minutes=minutes_of(minutes), place=place
        )
        _tell(sitting, receipt)


@app.command("confirm")
def confirm(conference: Which = None) -> None:
    """Say that a conference takes place as planned.

    Example: casetable conference confirm next

    It then stays where it is, also when the agreement's rule changes.
    """
    from casetable.actions import conference_calendar

    with at_table() as sitting:
        _tell(sitting, conference_calendar.confirm(sitting.seat(), conference))


@app.command("chair")
def chair(
    person: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="Who chairs; - for whose turn it is.")
    ] = None,
    deputy: Annotated[
        str | None, typer.Option("--deputy", metavar="PERSON", help="Who stands in for them; - for nobody.")
    ] = None,
    conference: Annotated[
        str | None, typer.Option("--conference", metavar="DATE", help="Which conference; else the next one.")
    ] = None,
) -> None:
    """Name who chairs a conference, and who stands in for them.

    Example: casetable conference chair dana --deputy omar

    Where nobody is named, the agency whose turn it is chairs: each quarter another one.
    """
    from casetable.actions import conference_calendar

    with at_table() as sitting:
        receipt = conference_calendar.name_chair(
            sitting.seat(), _who(sitting, person), deputy=_who(sitting, deputy), conference=conference
        )
        _tell(sitting, receipt)


def _who(sitting: Sitting, words: str | None) -> str | None:
    """The id of whom words name; empty for nobody, None where nothing is said."""
    if words is None:
        return None
    return "" if words.strip().casefold() in ("", "-", "nobody") else sitting.somebody(words).id


def _time(words: str | None) -> "time | None":
    from casetable.rules.wall_time import read_time

    return None if words is None else read_time(words)


def _tell(sitting: Sitting, receipt: "Receipt") -> None:
    """Print what was done; as JSON with the conference as it stands now."""

    def now(seat: "Seat", ref: str) -> dict[str, object]:
        from casetable.exchange.conference_as_json import occurrence_json
        from casetable.queries.conference import conference

        return occurrence_json(conference(seat, ref), seat.zone)

    tell_receipt(sitting, receipt, now)
