"""casetable import hmis: what an export holds, who is picked from it, and proposing only those."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.ask import ask_line, ask_yes
from casetable.cli.asked import asked
from casetable.cli.group import group
from casetable.cli.participant_choose import AdultConfirmed, AskedOn, Needs, Reason
from casetable.cli.say import is_terminal, out, out_json, talk
from casetable.cli.sitting import Sitting, at_table, today_without_table
from casetable.errors import BadInput, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casetable.values.hmis import HmisExport

app = group("Files from elsewhere.", "casetable import hmis export.zip --dry-run")


def add_to(root: typer.Typer) -> None:
    """Add the group."""
    root.add_typer(app, name="import")


@app.command("hmis")
def hmis(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The HMIS CSV export: a folder or a .zip.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is in it; needs no table.")] = False,
    pick: Annotated[
        list[str] | None, typer.Option("--pick", metavar="PERSONALID", help="Whom to propose; again, or with commas.")
    ] = None,
    asked_on: AskedOn = None,
    needs: Needs = "",
    reason: Reason = "",
    adult_confirmed: AdultConfirmed = False,
    only_consider: Annotated[
        bool, typer.Option("--consider", help="Only write their yes down; no other agency is asked yet.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Say what it says differently about the participants you know.")
    ] = False,
    apply: Annotated[
        list[str] | None,
        typer.Option("--apply", metavar="P-473[:FIELD,…]", help="With --update: write this down; again for more."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="With --update: write down all that no worker wrote.")
    ] = False,
) -> None:
    """Read an HMIS CSV export and propose only whom you pick.

    Example: casetable import hmis export.zip --pick 183 --asked-on 2026-11-09 --needs "a place to live"

    Nothing else of it is kept.

    Without --pick a list opens in a terminal; --dry-run only says what the export holds. --update shows what a later
    export says differently about participants, by PersonalID, and changes only what you choose.
    """
    from casetable.cli.preview import preview, read

    if apply or everything or update:
        _check_update(update=update, picked=bool(pick))
        from casetable.cli.hmis_again import again

        with at_table() as sitting:
            again(sitting, read(path, sitting.today), apply or [], everything=everything)
        return
    picks = [one.strip() for words in pick or [] for one in words.split(",") if one.strip()]
    if dry_run or (not picks and not is_terminal()):
        preview(read(path, today_without_table()), picks)
        if not dry_run:
            talk("Nobody was proposed: --pick PERSONALID says whom.")
        return
    with at_table() as sitting:
        export = read(path, sitting.today)
        if not picks:
            picks = _pick_on_screen(export)
            if not picks:
                talk("Nobody was chosen.")
                return
            asked_on = asked_on or ask_line("On which day did they say yes to being considered? ")
            needs = needs or ask_line("What does that yes cover, for the other agencies? (enter: nothing) ")
            adult_confirmed = adult_confirmed or _ask_age(export, picks)
        _propose(
            sitting,
            export,
            picks,
            asked_on=asked_on,
            needs=needs,
            reason=reason,
            adult_confirmed=adult_confirmed,
            only_consider=only_consider,
        )


@app.command("holidays")
def holidays(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="An .ics file with whole days.")],
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="AGENCY", help="Whose closing days they are; else your agency's.")
    ] = None,
) -> None:
    """Add the holidays of a calendar file to an agency's closing days.

    Example: casetable import holidays closures.ics --agency HS

    Whole days count, this year's and those to come; what it knows already stays as it is.
    """
    from casetable.cli.holidays import import_days

    import_days(path, agency)


def _check_update(*, update: bool, picked: bool) -> None:
    if not update:
        raise BadInput("--apply and --all go with --update.", "Nothing was changed.")
    if picked:
        raise BadInput("--update and --pick are two things: one after the other.", "Nothing was changed.")


def _pick_on_screen(export: "HmisExport") -> list[str]:
    from casetable.cli.config import settings
    from casetable.screens.pick_app import PickApp

    app = PickApp(export, settings())
    chosen = app.run()
    if app.return_code:
        raise typer.Exit(app.return_code)
    return [client.personal_id for client in chosen or ()]


def _ask_age(export: "HmisExport", picks: "Sequence[str]") -> bool:
    unsure = [client.display for client in export.clients if client.personal_id in picks and client.must_ask]
    return bool(unsure) and ask_yes(f"Did you ask, and are they 18 or over: {', '.join(unsure)}? (y/n) ")


def _propose(
    sitting: Sitting,
    export: "HmisExport",
    picks: "Sequence[str]",
    *,
    asked_on: str | None,
    needs: str,
    reason: str,
    adult_confirmed: bool,
    only_consider: bool,
) -> None:
    from casetable.exchange.as_json import receipt_json
    from casetable.jobs.hmis import propose_picked

    done = propose_picked(
        sitting.table,
        sitting.person,
        export,
        picks,
        asked_on=sitting.past_day_if(asked_on or None),
        needs=needs,
        reason=reason,
        adult_confirmed=adult_confirmed,
        only_consider=only_consider,
        clock=sitting.clock,
    )
    if asked().json:
        out_json([receipt_json(receipt) for receipt in done.receipts])
    elif done.receipts and not asked().quiet:
        out("\n".join(receipt.sentence for receipt in done.receipts))
    if done.refused:
        told = "\n".join(f"  {sentence}" for sentence in done.refused)
        raise Refused(f"{len(done.refused)} of {len(set(picks))} could not be proposed.\n{told}")
