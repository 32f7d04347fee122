"""casetable participant erase, erase-answer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.ask import ask_yes
from casetable.cli.asked import asked
from casetable.cli.keeping import category_asked
from casetable.cli.options import By, HeardFrom, ParticipantRef
from casetable.cli.say import is_terminal, out_json, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_receipt_alone
from casetable.errors import BadInput, Refused, TableBusy
from casetable.words import Category

if TYPE_CHECKING:
    from casetable.values.erasure import ErasureMade
    from casetable.words import ErasureReply


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
    group.command("erase")(erase)
    group.command("erase-answer")(erase_answer)


def erase(
    participant: Annotated[
        str | None, typer.Argument(metavar="PARTICIPANT", help="Who left: 473 or P-473.", show_default=False)
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; asks every agency first.", show_default=False)
    ] = "",
    replace_name: Annotated[
        bool, typer.Option("--replace-name", help="Put 'erased' in the name's place in texts about others too.")
    ] = False,
    finish: Annotated[
        bool, typer.Option("--finish", help="Only clean the files, where that was not possible before.")
    ] = False,
    category: Annotated[
        str | None,
        typer.Option("--category", metavar="general", help="The reason may be read by all who know them."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before it is done for good.")] = False,
) -> None:
    """Erase somebody who left: first with --reason, then for good.

    Example: casetable participant erase 473 --reason "they asked for it"

    Every agency is offered its own notes first and answers with erase-answer; an agency that holds stops it. Then the
    same command without --reason removes name, notes and every personal fact from the table and its files.
    """
    from casetable.actions import erasure as actions
    from casetable.jobs import erasure as jobs

    with at_table() as sitting:
        if finish:
            _tell_finished(jobs.finish(sitting.table, sitting.clock))
        elif participant is None:
            raise BadInput("Who is to be erased?", "Like: casetable participant erase 473 --reason TEXT")
        elif reason:
            if category_asked(category, reason) is not Category.GENERAL:
                raise BadInput("The reason of an erasure is read by all who know them.", "Say it in other words.")
            tell_receipt_alone(actions.ask_erasure(sitting.seat(), participant, why=reason))
        else:
            _agree(sitting, participant, yes=yes)
            made = jobs.erase(
                sitting.table, sitting.person, participant, replace_name=replace_name, clock=sitting.clock
            )
            _tell_erased(made)


def erase_answer(
    participant: ParticipantRef,
    take: Annotated[
        Path | None,
        typer.Option("--take", metavar="FILE", help="Write your agency's own notes there.", show_default=False),
    ] = None,
    nothing: Annotated[bool, typer.Option("--nothing", help="Your agency has nothing to keep.")] = False,
    hold: Annotated[str, typer.Option("--hold", metavar="WHY", help="Not yet, and why not.", show_default=False)] = "",
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Answer for your agency before somebody is erased.

    Example: casetable participant erase-answer 473 --take own-notes-473.md
    """
    from casetable.actions.erasure import answer_erasure
    from casetable.jobs.erasure import take_notes

    if [take is not None, nothing, bool(hold)].count(True) != 1:
        raise BadInput("One answer is needed.", "--take FILE, --nothing or --hold WHY.")
    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        if take is None:
            tell_receipt_alone(answer_erasure(sitting.seat(), participant, _reply(hold), why=hold, heard=heard))
        elif heard is not None:
            raise BadInput("Notes are taken by somebody of their agency.", "For others, --nothing or --hold.")
        else:
            tell_receipt_alone(take_notes(sitting.table, sitting.person, participant, take, sitting.clock))


def _reply(hold: str) -> "ErasureReply":
    from casetable.words import ErasureReply

    return ErasureReply.HOLD if hold else ErasureReply.NOTHING


def _agree(sitting: Sitting, participant: str, *, yes: bool) -> None:
    """Ask once more, where somebody sits at a terminal; nothing else takes this for a yes than --yes."""
    from casetable.queries.erasure import erasure
    from casetable.rules.permissions import check

    check(sitting.seat().roles, "participant.erase")
    standing = erasure(sitting.seat(), participant)
    if standing.asked_on is None or standing.waiting or standing.held or yes:
        return  # the action says what is missing
    if not is_terminal():
        raise Refused("Nobody was there to say yes, so nothing was changed.", "--yes says it.")
    talk(f"{standing.participant}: name, notes, goals, contact and the texts of releases and tasks are removed.")
    if not ask_yes("Erase them for good? Nothing brings them back. (y/n) "):
        raise Refused("Nothing was changed.")


def _tell_finished(made: "ErasureMade | None") -> None:
    from casetable.values.seat import Receipt

    if made is not None and made.unfinished:
        raise TableBusy(made.unfinished)
    tell_receipt_alone(Receipt("Nothing is left to clean.") if made is None else made.receipt)


def _tell_erased(made: "ErasureMade") -> None:
    if asked().json:
        out_json(
            {
                "sentence": made.receipt.sentence,
                "ref": made.receipt.ref,
                "unfinished": made.unfinished or None,
                "backups": list(made.backups),
                "unseen": list(made.unseen),
            }
        )
    else:
        tell_receipt_alone(made.receipt)
    for place in made.backups:
        talk(f"An older copy still holds the name: {place}")
    for place in made.unseen:
        talk(f"A copy on record was not found here, and may hold it: {place}")
    if made.unfinished:
        raise TableBusy(f"The erasure stands. {made.unfinished}")
