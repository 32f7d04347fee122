"""casetable holidays: when agencies are closed, and saying so."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from casetable.cli.asked import asked
from casetable.cli.say import out, out_json, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt
from casetable.errors import BadInput
from casetable.values.seat import Receipt

AgencyCode = Annotated[str | None, typer.Argument(metavar="[AGENCY]", help="Which agency; to say something: yours.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("holidays")(holidays)


def holidays(
    agency: AgencyCode = None,
    close: Annotated[str | None, typer.Option("--close", metavar="DATE", help="It is closed on that day.")] = None,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What the day is called, with --close.")] = "",
    reopen: Annotated[
        str | None, typer.Option("--open", metavar="DATE", help="It is open on that day after all.")
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="US|US-CA", help="Whose public holidays it has; - for none.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day listed; else today.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last one; else a year on.")] = None,
) -> None:
    """Show when agencies are closed, or say it.

    Example: casetable holidays HS --close 2026-12-24 --name "staff day"

    An agency's own people and the coordinator say so. From a calendar file: casetable import holidays FILE.ics
    """
    said = [words for words in (close, reopen, code) if words is not None]
    if len(said) > 1:
        raise BadInput("--close, --open and --code are said one after the other.", "Nothing was changed.")
    if name and close is None:
        raise BadInput("--name says what a closing day is called.", "Add --close DATE.")
    with at_table() as sitting:
        if said:
            tell_receipt(sitting, _say(sitting, agency or "", close, name, reopen, code))
        else:
            _list(sitting, agency, since, until)


def _say(sitting: Sitting, agency: str, close: str | None, name: str, reopen: str | None, code: str | None) -> Receipt:
    from casetable.actions import agency_days

    seat, party = sitting.seat(), _code(sitting, agency)
    if close is not None:
        return agency_days.close_on(seat, party, sitting.day(close), name)
    if reopen is not None:
        return agency_days.open_on(seat, party, sitting.day(reopen))
    return agency_days.set_holidays(seat, party, code or "")


def _list(sitting: Sitting, agency: str | None, since: str | None, until: str | None) -> None:
    from casetable.exchange.conference_as_json import day_off_json
    from casetable.queries.conference import days_off
    from casetable.rules.calendar import months_after

    first = sitting.day_if(since) or sitting.today
    last = sitting.day_if(until) or months_after(first, 12)
    if last < first:
        raise BadInput(f"From {first.isoformat()} until {last.isoformat()}?", "The last day comes after the first.")
    tell_listing(
        days_off(sitting.seat(), first, last, _code(sitting, agency) if agency else None),
        day_off_json,
        ("day", "agency", "what"),
        lambda one: (_day(one.on), one.agency, f"{one.what}{' (own)' if one.is_own and one.what != 'closed' else ''}"),
        empty="No agency is closed in these days: casetable holidays AGENCY --code US-CA, or --close DATE",
    )


def import_days(path: Path, agency: str | None) -> None:
    """Add the whole days of a calendar file to an agency's closing days, and say what was left out."""
    from casetable.jobs.conference_calendar import import_holidays

    with at_table() as sitting:
        receipt, skipped = import_holidays(sitting.seat(), path, _code(sitting, agency or ""))
        if asked().json:
            out_json({"sentence": receipt.sentence, "ref": receipt.ref, "skipped": list(skipped)})
        elif not asked().quiet:
            out(receipt.sentence)
        if skipped:
            more = f" and {len(skipped) - 5} more" if len(skipped) > 5 else ""
            talk("Left out:\n" + "\n".join(f"  {one}" for one in skipped[:5]) + more)


def _code(sitting: Sitting, words: str) -> str:
    """An agency's code; empty stays empty. Raises BadInput that names the agencies."""
    if not words:
        return ""
    from casetable.cli.task import agency_named

    return agency_named(sitting.seat(), words).agency


def _day(day: date) -> str:
    from casetable.rules.dates import say_day

    return f"{say_day(day)} {day.year}"
