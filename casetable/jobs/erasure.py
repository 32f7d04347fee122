"""Erasing somebody: the change itself, the minutes that named them made anew, then its leftovers out of the table's
files, then a look into older copies.
"""

from pathlib import Path

from casetable.actions import erasure as actions
from casetable.actions.disclosures import disclose
from casetable.jobs.reissuing import reissue_minutes
from casetable.queries.erasure import backup_places, own_texts, unfinished_erasures
from casetable.queries.reissuing import minutes_to_reissue
from casetable.reports.own_notes import own_notes_text
from casetable.seat import Clock, Table, system_clock
from casetable.store.cleaning import clean, copies_saying, files_saying
from casetable.store.drafts import draft, publish
from casetable.store.forgetting import parts_of_words
from casetable.store.opening import Store
from casetable.store.unit import store_of
from casetable.values.disclosures import Told
from casetable.values.erasure import ErasureMade
from casetable.values.seat import Receipt, Seat
from casetable.words import CLOCK, Basis, DisclosureKind, ErasureReply

_BY_NAME = "The name is still found in {files}."
_FINISH = "Close the other programs, then: casetable participant erase --finish (the next tick does it too)."


def erase(
    table: Table, actor: str, participant: str, *, replace_name: bool = False, clock: Clock = system_clock
) -> ErasureMade:
    """Erase somebody for good, and see to it that no file of the table holds the name any more.

    Agreed minutes that named them are made anew first. Raises what the action raises; then nothing was changed. Where
    the files could not be cleaned, because another program reads them, the erasure stands all the same and
    ``unfinished`` says what is left to do.
    """
    erased = actions.erase(table.seat(actor, clock), participant, replace_name=replace_name)
    made = reissue_minutes(table, clock)
    unfinished = _cleaned(table, clock, erased.names)
    where = table.store.where
    holding, unseen = copies_saying(where, backup_places(table.seat(actor, clock)), erased.names)
    return ErasureMade(_and_minutes(erased.receipt, made), unfinished, holding, unseen)


def finish(table: Table, clock: Clock = system_clock) -> ErasureMade | None:
    """Make minutes anew and clean the table's files after an erasure that was cut short; None when nothing is left.

    Safe twice and in parallel. ``unfinished`` says why where it does not succeed; the next one tries again.
    """
    if table.partnership.reads_only or not is_unfinished(table, clock):
        return None
    made = reissue_minutes(table, clock)
    receipt = _and_minutes(Receipt("What was erased is out of the table's files too."), made)
    return ErasureMade(receipt, _cleaned(table, clock, ()))


def is_unfinished(table: Table, clock: Clock = system_clock) -> bool:
    """True if an erasure was cut short: files are not clean yet, or minutes that named somebody wait to be made."""
    return bool(unfinished_erasures(table.seat(CLOCK, clock)) or minutes_to_reissue(table.seat(CLOCK, clock)))


def _and_minutes(receipt: Receipt, made: tuple[Receipt, ...]) -> Receipt:
    return Receipt(" ".join(one.sentence for one in (receipt, *made)), receipt.ref)


def take_notes(table: Table, actor: str, participant: str, path: Path, clock: Clock = system_clock) -> Receipt:
    """Write this seat's agency's own texts about somebody to a Markdown file, and answer that it has taken them.

    The document is recorded, the file private (mode 0600) and complete or not there. Raises Refused where something
    stands at ``path`` already or no erasure was asked for.
    """
    target = path.expanduser().absolute()
    with draft(target.parent, target.name) as written:
        seat = table.seat(actor, clock)
        made = disclose(seat, DisclosureKind.OWN_NOTES, lambda: _own_notes(seat, participant))
        written.write_text(made.content, encoding="utf-8")
        publish(written, target)
    receipt = actions.answer_erasure(table.seat(actor, clock), participant, ErasureReply.TAKEN)
    return Receipt(f"{receipt.sentence} They are in {target}.", receipt.ref)


def _own_notes(seat: Seat, participant: str) -> tuple[tuple[Told, ...], str]:
    found = own_texts(seat, participant)
    told = tuple(
        Told(found.participant, category, seat.agency, seat.agency, basis=Basis.OWN_FILE)
        for category in found.categories
    )
    return told, own_notes_text(found, seat.name, seat.today)


def _cleaned(table: Table, clock: Clock, names: tuple[str, ...]) -> str:
    """Clean the files and look into them; write it down when they are. Why not, and what to do, else nothing."""
    store = store_of(table.seat(CLOCK, clock))
    why = clean(store)
    if not why:
        still = _files_saying(store, names)
        why = _BY_NAME.format(files=" and ".join(one.name for one in still)) if still else ""
    if why:
        return f"{why} {_FINISH}"
    actions.finish(table.seat(CLOCK, clock))
    return ""


def _files_saying(store: Store, names: tuple[str, ...]) -> tuple[Path, ...]:
    """Files that still say a name; letters of other words that happen to be one are not meant."""
    if not files_saying(store.where, names):
        return ()
    with store.reading() as session:
        by_chance = parts_of_words(session, names)
    return files_saying(store.where, [name for name in names if name not in by_chance])
