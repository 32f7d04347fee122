"""Telling answers: receipts, listings and single things, as words or as JSON."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from casetable.cli.asked import asked
from casetable.cli.say import columns, out, out_json, talk
from casetable.errors import CasetableError, NotFound
from casetable.values.listing import COUNTED

if TYPE_CHECKING:
    from casetable.cli.sitting import Sitting
    from casetable.values.seat import Receipt, Seat

T = TypeVar("T")

NOTHING_TO_KNOW = "There is nothing here that you may know of."


def tell_listing(
    items: Sequence[T],
    as_json: Callable[[T], dict[str, object]],
    head: Sequence[str],
    as_cells: Callable[[T], Sequence[str]],
    *,
    empty: str,
    total: int | None = None,
) -> None:
    """Print a listing, at most --limit of it; how much was left out and what to do when it is empty go to stderr."""
    shown = items[: asked().limit]
    if asked().json:
        out_json([as_json(item) for item in shown])
    elif shown:
        out(columns(head, [as_cells(item) for item in shown]))
    else:
        talk(empty)
    there = len(items) if total is None else total
    if there > len(shown):
        more = total is not None and there > max(COUNTED, len(shown))
        shows = "a larger --limit shows more" if more else f"--limit {there} shows all"
        talk(f"{len(shown):,} of {f'more than {there - 1:,}' if more else f'{there:,}'}. {shows}.")


def empty_for(seat: "Seat", action: str, sentence: str) -> str:
    """What to say of an empty listing: ``sentence`` names the way, which is for those who may do ``action``."""
    from casetable.rules.permissions import why_not

    return NOTHING_TO_KNOW if why_not(seat.roles, action) else sentence


def tell_receipt_alone(receipt: "Receipt") -> None:
    """Print what an action did where there is nothing to show beside it."""
    if asked().json:
        out_json({"sentence": receipt.sentence, "ref": receipt.ref})
    elif not asked().quiet:
        out(receipt.sentence)


def tell_of_the_clock(seat: "Seat") -> None:
    """Say when the clock here is behind what is written at the table; not when the day was named (--on)."""
    if asked().on is not None:
        return
    from casetable.queries.clock import clock_note

    if note := clock_note(seat):
        talk(note)


def tell_receipt(
    sitting: "Sitting", receipt: "Receipt", now: "Callable[[Seat, str], dict[str, object]] | None" = None
) -> None:
    """Print what an action did. As JSON with the thing as it is now, where this seat may still see it.

    What cannot be read any more is left out: the change is saved, and nothing that fails later may deny it.
    """
    if asked().json:
        thing: dict[str, object] = {}
        if now is not None and receipt.ref:
            with suppress(CasetableError):
                thing = now(sitting.seat(), receipt.ref)
        out_json({"sentence": receipt.sentence, "ref": receipt.ref, **thing})
    else:
        tell_receipt_alone(receipt)
    if asked().on is None:
        with suppress(CasetableError):
            tell_of_the_clock(sitting.seat())


def tell_participant(sitting: "Sitting", receipt: "Receipt") -> None:
    """Print what was done about a participant; as JSON with the participant as they stand now."""

    def now(seat: "Seat", ref: str) -> dict[str, object]:
        from casetable.exchange.as_json import participant_json
        from casetable.queries.participants import participant

        return participant_json(participant(seat, ref))

    tell_receipt(sitting, receipt, now)


def may_be_told(sitting: "Sitting", receipts: "Sequence[Receipt]") -> "tuple[Receipt, ...]":
    """What the clock did, as far as this seat may know of it: what names no task and no participant is for all."""
    from casetable.queries.participants import participant
    from casetable.queries.tasks import task

    told = []
    for receipt in receipts:
        with suppress(NotFound):
            if receipt.ref:
                (participant if receipt.ref.startswith("P-") else task)(sitting.seat(), receipt.ref)
            told.append(receipt)
    return tuple(told)


def tell_thing(thing: dict[str, object], words: Callable[[], str]) -> None:
    """Print a single thing."""
    if asked().json:
        out_json(thing)
    else:
        out(words())
