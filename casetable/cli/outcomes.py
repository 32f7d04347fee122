"""casetable participant baseline, outcome, outcomes: how things stood, how they stand, and how they came to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.keeping import category_asked
from casetable.cli.options import By, CategoryName, HeardFrom, ParticipantRef
from casetable.cli.say import draws_unicode, out, out_json
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import empty_for, tell_listing, tell_receipt
from casetable.errors import BadInput
from casetable.words import Category, OutcomeView

if TYPE_CHECKING:
    from casetable.values.outcomes import NewReading
    from casetable.values.seat import Receipt, Seat

Code = Annotated[int | None, typer.Option("--code", metavar="CODE", help="For housing: HUD's code, like 116 or 435.")]
Day = Annotated[str | None, typer.Option("--day", metavar="DATE", help="The day it belongs to; else today.")]


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
    group.command("baseline")(baseline)
    group.command("outcome")(outcome)
    group.command("outcomes")(show_outcomes)


def baseline(
    participant: ParticipantRef,
    said: Annotated[list[str], typer.Argument(metavar="DOMAIN=WORDS...", help="How things stand: housing='in a car'.")],
    code: Code = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Once active: why it is corrected.")] = "",
    category: CategoryName = None,
    day: Day = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Write down how things stand before work with somebody begins.

    Example: casetable participant baseline 473 housing="sleeps in a car" "own goal=a door to lock" --code 116

    It is fixed once they are active; then it is corrected with --why, and both are kept.
    """
    from casetable.actions.outcomes import record_baselines
    from casetable.values.outcomes import NewReading

    with at_table() as sitting:
        pairs = [_pair(sitting, one) for one in said]
        kind = _category(category, pairs)
        new = [
            NewReading(participant, domain, None, note=words, category=kind, housing_code=_code(code, domain))
            for domain, words in pairs
        ]
        _check_code_used(code, new)
        on, heard = sitting.past_day_if(day), sitting.heard(heard_from, by)
        _tell(sitting, record_baselines(sitting.seat(), participant, new, why=why, on=on, heard=heard))


def outcome(
    participant: ParticipantRef,
    said: Annotated[
        list[str], typer.Argument(metavar="DOMAIN=VALUE...", help="better, same, worse, unknown, or + = - 0.")
    ],
    own: Annotated[bool, typer.Option("--own", help="It is the participant's own view.")] = False,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note.")] = "",
    code: Code = None,
    category: CategoryName = None,
    day: Day = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Read how things stand now, domain by domain.

    Example: casetable participant outcome 473 housing=better safety=same --note "moved in on Monday" --code 435

    Each is meant against the baseline; all of them are one entry. The worker's view and the participant's own (--own)
    stand side by side.
    """
    from casetable.actions.outcomes import record_readings
    from casetable.rules.outcomes import read_value
    from casetable.values.outcomes import NewReading

    with at_table() as sitting:
        pairs = [_pair(sitting, one) for one in said]
        kind = _category(category, [(domain, note) for domain, _ in pairs])
        view = OutcomeView.PARTICIPANT if own else OutcomeView.WORKER
        new = [
            NewReading(participant, domain, read_value(value), view, note, kind, _code(code, domain))
            for domain, value in pairs
        ]
        _check_code_used(code, new)
        on, heard = sitting.past_day_if(day), sitting.heard(heard_from, by)
        _tell(sitting, record_readings(sitting.seat(), new, on=on, heard=heard))


def show_outcomes(
    participant: Annotated[str | None, typer.Argument(metavar="PARTICIPANT", help="Whose; else everybody's.")] = None,
) -> None:
    """Show how things went in each domain since the baseline.

    Example: casetable participant outcomes 473
    """
    if participant is None:
        _everybody()
        return
    from casetable.cli.asked import asked
    from casetable.cli.card import outcome_words
    from casetable.exchange.card_as_json import outcome_json
    from casetable.queries.outcomes import outcomes

    with at_table() as sitting:
        found = outcomes(sitting.seat(), participant)
        if asked().json:
            out_json([outcome_json(one) for one in found])
        else:
            kept = any(one.baseline or one.worker or one.participant for one in found)
            words = outcome_words(found, unicode=draws_unicode())
            out(words if kept else empty_for(sitting.seat(), "participant.baseline", words))


def _everybody() -> None:
    from casetable.exchange.card_as_json import outcome_row_json
    from casetable.queries.outcomes import readings
    from casetable.rules.outcomes import say_domain

    with at_table() as sitting:
        rows, unicode = readings(sitting.seat()), draws_unicode()
        tell_listing(
            rows,
            outcome_row_json,
            ("for", "name", "outcomes"),
            lambda row: (
                row.participant,
                row.name,
                ", ".join(say_domain(one, unicode=unicode) for one in row.outcomes),
            ),
            empty="Nobody stands on your board yet: casetable participant list shows who there is.",
        )


def _pair(sitting: Sitting, words: str) -> tuple[str, str]:
    """The domain and what is said of it. Raises BadInput where there is no ``=`` between them."""
    from casetable.queries.governing import terms
    from casetable.rules.outcomes import read_domain

    domain, sign, said = words.partition("=")
    if not sign:
        raise BadInput(f"{words[:40]!r} names no domain.", "Like housing=better, with = between them.")
    return read_domain(domain, terms(sitting.seat()).domains), said.strip()


def _code(code: int | None, domain: str) -> int | None:
    from casetable.rules.outcomes import HOUSING

    return code if domain == HOUSING else None


def _check_code_used(code: int | None, new: "Sequence[NewReading]") -> None:
    if code is not None and all(one.housing_code is None for one in new):
        raise BadInput("--code belongs to housing.", "Say how housing stands too.")


def _category(category: str | None, said: Sequence[tuple[str, str]]) -> Category | None:
    """The category that is named; None leaves each domain its own, and words that may be narrower are asked about."""
    from casetable.rules.outcomes import category_of_domain

    if category is None:
        for domain, words in said:
            category_asked(None, words, usual=category_of_domain(domain))
        return None
    return category_asked(category)


def _tell(sitting: Sitting, receipt: "Receipt") -> None:
    def now(seat: "Seat", ref: str) -> dict[str, object]:
        from casetable.exchange.card_as_json import outcome_json
        from casetable.queries.outcomes import outcomes

        return {"participant": ref, "outcomes": [outcome_json(one) for one in outcomes(seat, ref)]}

    tell_receipt(sitting, receipt, now)
