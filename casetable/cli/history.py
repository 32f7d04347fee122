"""What was done and taken back: history, undo, redo; what time brings: tick; whether all of it holds: verify."""

from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from casetable.cli.asked import asked
from casetable.cli.say import facts, out, talk
from casetable.cli.sitting import at_table
from casetable.cli.tell import may_be_told, tell_listing, tell_receipt, tell_thing
from casetable.errors import Broken
from casetable.words import CLOCK


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (history, undo, redo, tick, verify):
        app.command(command.__name__)(command)


def history(
    subject: Annotated[str | None, typer.Argument(metavar="REF", help="T-318, P-473, R-12 or a person.")] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="PERSON", help="Whose; me is you.")] = None,
    day: Annotated[str | None, typer.Option("--day", metavar="DATE", help="Of one day: today, yesterday, fri.")] = None,
) -> None:
    """List what was changed, by whom and when, newest first.

    Example: casetable history T-318
    """
    from casetable.exchange.as_json import entry_json
    from casetable.queries import history as queries

    with at_table() as sitting:
        whose = None if person is None else sitting.anybody(person).id
        found = queries.history(
            sitting.seat(), person=whose, subject=subject, day=sitting.past_day_if(day), limit=asked().limit
        )
        zone = ZoneInfo(sitting.table.partnership.zone)
        tell_listing(
            found.items,
            entry_json,
            ("when", "who", "what", "of"),
            lambda one: (
                f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}",
                f"{one.heard_from} (noted by {one.who})" if one.heard_from else one.who,
                one.label + (" (undone)" if one.undone else "") + (" (erased)" if one.erased else ""),
                ", ".join(one.subjects),
            ),
            empty="Nothing was changed, as far as you may know.",
            total=found.total,
        )


def undo() -> None:
    """Take back your own newest change.

    Example: casetable undo
    """
    from casetable.actions import history as actions

    with at_table() as sitting:
        tell_receipt(sitting, actions.undo(sitting.seat()))


def redo() -> None:
    """Do again what you took back last.

    Example: casetable redo
    """
    from casetable.actions import history as actions

    with at_table() as sitting:
        tell_receipt(sitting, actions.redo(sitting.seat()))


def tick() -> None:
    """Apply what time brought about, such as asks unanswered.

    Example: casetable tick

    Safe twice, and run whenever the app opens. The clock does it: nobody need be named.
    """
    from casetable.exchange.as_json import receipt_json
    from casetable.jobs import tick as jobs

    with at_table(by_clock=True) as sitting:
        done = jobs.tick(sitting.table, sitting.clock)
        told = may_be_told(sitting, done)
        unsaid = f"Done: {len(done)}. --as PERSON says which." if sitting.person == CLOCK and done else ""
        tell_listing(
            told,
            receipt_json,
            ("about", "what happened"),
            lambda one: (one.ref, one.sentence),
            empty=unsaid or "Nothing is due, as far as you may know.",
        )


def verify() -> None:
    """Check the log, every row and everything derived from it.

    Example: casetable verify

    The exit code is 9 where something is broken. The clock looks: nobody need be named.
    """
    from casetable.exchange.as_json import verification_json
    from casetable.queries import verify as queries

    with at_table(by_clock=True, untouched=True) as sitting:
        found = queries.verify(sitting.seat())
        counts = (
            ("Entries", f"{found.entries:,}"),
            ("Rows", f"{found.rows:,}"),
            ("Tasks", f"{found.tasks:,}"),
            ("Head", found.head),
        )
        for note in found.notes:
            talk(note)
        if found.problems:
            if asked().json:
                tell_thing(verification_json(found), str)
            else:
                out("\n".join(found.problems))
            raise Broken("This table does not verify.", "Keep the file as it is, and look at a backup.")
        tell_thing(verification_json(found), lambda: f"All is well.\n{facts(counts)}")
