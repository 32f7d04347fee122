"""casetable import hmis --update: what a later export says differently, and writing down only what is chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casetable.cli.asked import asked
from casetable.cli.say import columns, out, out_json, talk
from casetable.cli.sitting import Sitting

if TYPE_CHECKING:
    from casetable.values.hmis import HmisDifference, HmisExport, HmisUpdate


def again(sitting: Sitting, export: "HmisExport", words: Sequence[str], *, everything: bool) -> None:
    """Show the differences, or apply those that ``words`` name (``P-473:name``), or all.

    Raises BadFile, Refused, NotAllowed.
    """
    from casetable.actions.hmis import update_from_hmis
    from casetable.queries.hmis import hmis_again
    from casetable.rules.hmis import choose
    from casetable.rules.permissions import check

    if words or everything:
        check(sitting.seat().roles, "participant.update")
    update = hmis_again(sitting.seat(), export.clients)
    chosen = choose(update, words, everything=everything)
    receipt = update_from_hmis(sitting.seat(), chosen) if chosen else None
    if asked().json:
        out_json(_json(update, chosen))
    elif receipt is None:
        _show(update)
    if receipt is not None and not asked().json and not asked().quiet:
        out(receipt.sentence)
    if receipt is None:
        _say_how(update, everything=everything)


def _show(update: "HmisUpdate") -> None:
    if update.differences:
        rows = [(one.participant, one.who, one.field.label, *_sides(one), one.kept) for one in update.differences]
        out(columns(("", "name", "field", "here", "hmis", "stays because"), rows))
    for hint in update.hints:
        out(f"\n{hint.participant}  {hint.sentence}")
        out("\n".join(f"  {way}" for way in hint.ways))


def _sides(one: "HmisDifference") -> tuple[str, str]:
    here = "–" if one.here in (None, "") else str(one.here)
    return here, f"{one.hmis} {one.words}".strip()


def _say_how(update: "HmisUpdate", *, everything: bool) -> None:
    if not update.met:
        talk("Nobody whom you know at this table is in this export.")
    elif not update.differences:
        talk(f"HMIS says nothing different about {', '.join(update.met)}.")
    elif not update.open:
        talk("Nothing was changed: what workers wrote stays. casetable participant edit changes it.")
    elif not everything:
        talk(f"Nothing was changed: --apply {update.open[0].key} writes one of them down, --all all that may be.")
    if update.missing:
        talk(f"Not in this export: {', '.join(update.missing)}.")


def _json(update: "HmisUpdate", chosen: Sequence["HmisDifference"]) -> dict[str, object]:
    return {
        "differences": [
            {
                "participant": one.participant,
                "personal_id": one.personal_id,
                "field": one.field.value,
                "here": one.here,
                "hmis": one.hmis,
                "hmis_words": one.words,
                "stays_because": one.kept,
                "applied": one in chosen,
            }
            for one in update.differences
        ],
        "hints": [
            {"participant": one.participant, "sentence": one.sentence, "ways": list(one.ways)} for one in update.hints
        ],
        "met": list(update.met),
        "missing": list(update.missing),
    }
