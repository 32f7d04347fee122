"""casetable agreement objectives, read: what the frontline staff signed, and how it stands each quarter."""

from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.options import Note
from casetable.cli.reading import choice_of
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt
from casetable.errors import BadInput
from casetable.words import ObjectiveStatus

if TYPE_CHECKING:
    from casetable.values.agreement import Objective
    from casetable.values.seat import Seat

STATUSES = "done|ahead|on-target|behind|no-update"
Quarter = Annotated[str | None, typer.Option("--quarter", metavar="2026Q3", help="Which quarter; else this one.")]


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable agreement``."""
    group.command("objectives")(objectives)
    group.command("read")(read)


def objectives(
    quarter: Annotated[
        str | None, typer.Option("--quarter", metavar="2026Q3", help="Only readings of this quarter.")
    ] = None,
    version: Annotated[str | None, typer.Option("--version", metavar="N", help="Which version; else today's.")] = None,
) -> None:
    """List the objectives with how each stood, newest first.

    Example: casetable agreement objectives --quarter 2026Q3

    casetable agreement read 1 --value "3 of 5" --status on-target notes how one stands.
    """
    from casetable.cli.agreement import number_of
    from casetable.exchange.agreement_as_json import objective_json
    from casetable.queries import agreement as queries

    with at_table() as sitting:
        if quarter is not None:
            _check_has_begun(sitting, plain_quarter(quarter))
        found = queries.objectives(sitting.seat(), number_of(version))
        shown = [_only(one, quarter) for one in found]
        tell_listing(
            shown,
            objective_json,
            ("no", "objective", "measure", "baseline", "target", "due", "stood"),
            _cells,
            empty="There are no objectives yet: casetable agreement amend --objective new adds one.",
        )


def read(
    number: Annotated[int, typer.Argument(metavar="N", min=1, help="Which objective, by its number.")],
    status: Annotated[str, typer.Option("--status", metavar=STATUSES, help="Where it stands.")],
    value: Annotated[str, typer.Option("--value", metavar="TEXT", help="What was counted: 3 of 5.")] = "",
    note: Note = "",
    quarter: Quarter = None,
    read_on: Annotated[
        str | None, typer.Option("--read-on", metavar="DATE", help="The day it was read; else today.")
    ] = None,
) -> None:
    """Note how an objective stands.

    Example: casetable agreement read 2 --value "1 lost" --status behind --note "no bus passes"

    A second reading in a quarter stands beside the first; the newest counts.
    """
    from casetable.actions.objectives import read_objective
    from casetable.exchange.agreement_as_json import objective_json
    from casetable.queries import agreement as queries

    with at_table() as sitting:
        receipt = read_objective(
            sitting.seat(),
            number,
            value,
            choice_of(ObjectiveStatus, status, "status"),
            note=note,
            on=sitting.past_day_if(read_on),
            quarter=None if quarter is None else plain_quarter(quarter),
        )

        def now(seat: "Seat", ref: str) -> dict[str, object]:
            return next(objective_json(one) for one in queries.objectives(seat) if one.number == number)

        tell_receipt(sitting, receipt, now)


def plain_quarter(words: str) -> str:
    """A quarter as it is written: ``2026Q3`` of ``2026-q3`` and ``q3 2026``. Raises BadInput."""
    plain = words.upper().replace(" ", "").replace("-", "")
    plain = plain[2:] + plain[:2] if plain.startswith("Q") else plain
    if len(plain) == 6 and plain[:4].isascii() and plain[:4].isdecimal() and plain[4:] in ("Q1", "Q2", "Q3", "Q4"):
        return plain
    raise BadInput(f"{words[:40]!r} is no quarter.", "Like 2026Q3.")


def _check_has_begun(sitting: Sitting, quarter: str) -> None:
    """Raise BadInput for a quarter of which nothing can be read yet."""
    from casetable.queries.agreement import agreement
    from casetable.rules.calendar import quarter_range
    from casetable.rules.dates import say_day

    first, _ = quarter_range(quarter, agreement(sitting.seat()).version.quarter_first_month)
    if first > sitting.today:
        raise BadInput(f"{quarter} begins on {say_day(first)} {first.year}.", "Nothing can be read of it before.")


def _only(objective: "Objective", quarter: str | None) -> "Objective":
    from dataclasses import replace

    if quarter is None:
        return objective
    wanted = plain_quarter(quarter)
    return replace(objective, readings=tuple(one for one in objective.readings if one.quarter == wanted))


def _cells(one: "Objective") -> tuple[str, ...]:
    from casetable.cli.agreement_words import reading_words

    stood = "; ".join(reading_words(each) for each in one.readings) or "nothing read yet"
    return str(one.number), one.text, one.measure, one.baseline, one.target, one.due_quarter, stood
