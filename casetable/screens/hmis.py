"""The way from a path to proposals: read the export, let a person choose, ask what they are proposed with."""

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from casetable.errors import BadFile, BadInput, CasetableError
from casetable.rules.past_dates import read_past_date
from casetable.screens.forms import Errand, Form, Reading, Typed
from casetable.screens.hints import sentence_of
from casetable.screens.hmis_again import HmisAgainScreen
from casetable.screens.pick import PickScreen
from casetable.screens.sheet import Field, Sheet
from casetable.values.hmis import HmisClient, HmisExport, HmisUpdate
from casetable.values.seat import Receipt, Seat

if TYPE_CHECKING:
    from casetable.screens.desk import Desk

_FIELDS = (
    Field("asked_on", "Said yes on", "the day they agreed to be considered: today, 2026-11-20"),
    Field("needs", "Needs", "what that yes covers, for the other agencies"),
    Field("reason", "Reason", "why this table, for your own agency"),
)
_ADULTS = Field("adults", "18 or over?", "yes, if you asked each whose year of birth does not tell")


def path_form() -> Form:
    """Return the line that asks where the export is."""

    def read(typed: Typed) -> Reading:
        path = Path(typed.line.strip()).expanduser()
        if not typed.line.strip():
            raise BadInput("Where is the export?", "A folder of CSV files, or a .zip of them.")
        if not path.exists():
            raise BadInput(f"There is nothing at {path}.", "Type the path of a folder or a .zip.")
        return Reading(f"read {path}; nothing is stored yet", _nothing)

    return Form("hmis", "HMIS export", "Path of the folder or .zip; nothing is stored before you confirm", read,
                answer=False)  # fmt: skip


async def choose_and_propose(desk: "Desk", path: Path) -> None:
    """Read the export, let somebody choose and propose those; every refusal is said at the bottom."""
    loaded = desk.loaded
    if loaded is None:
        return
    desk.say("Reading the export …")
    try:
        export = await asyncio.to_thread(_read, path, loaded.today)
    except BadFile as error:
        desk.say(str(error).replace("\n", " "), wrong=True)
        return
    desk.say("")
    try:
        update = await desk.casetable.at_seat(lambda seat: _again(seat, export))
    except CasetableError as error:
        desk.say(sentence_of(error), wrong=True)
        return
    chosen = await desk.app.push_screen_wait(PickScreen(export, desk.casetable.signs, update))
    if isinstance(chosen, HmisUpdate):
        receipt = await desk.app.push_screen_wait(HmisAgainScreen(chosen))
    else:
        receipt = await _propose(desk, export, chosen, loaded.today) if chosen else None
    if receipt is not None:
        desk.say(receipt.sentence)
        await desk.casetable.read()


async def _propose(desk: "Desk", export: HmisExport, chosen: tuple[HmisClient, ...], today: date) -> Receipt | None:
    fields = (*_FIELDS, _ADULTS) if any(client.must_ask for client in chosen) else _FIELDS
    people = ", ".join(client.display for client in chosen)
    picks = [client.personal_id for client in chosen]
    sheet = Sheet(
        f"Propose {len(chosen)}: {people}",
        fields,
        lambda given: _proposing(desk, export, picks, given, today),
        {},
        again=True,
    )
    return await desk.app.push_screen_wait(sheet)


def _again(seat: Seat, export: HmisExport) -> HmisUpdate:
    from casetable.queries.hmis import hmis_again

    return hmis_again(seat, export.clients)


def _read(path: Path, today: date) -> HmisExport:
    from casetable.exchange.hmis import read_export

    return read_export(path, today=today)


def _proposing(desk: "Desk", export: HmisExport, picks: list[str], given: Mapping[str, str], today: date) -> Errand:
    asked_on = read_past_date(given["asked_on"], today) if given["asked_on"] else None
    app = desk.casetable

    def run(seat: Seat) -> Receipt:
        from casetable.jobs.hmis import propose_picked

        done = propose_picked(
            app.table,
            app.person,
            export,
            picks,
            asked_on=asked_on,
            needs=given["needs"],
            reason=given["reason"],
            adult_confirmed=given.get("adults", "").casefold() in ("y", "yes"),
            clock=app.clock,
        )
        references = ", ".join(receipt.ref for receipt in done.receipts)
        said = [f"Proposed: {references}. Each agency answers now." if references else "Nobody was proposed."]
        return Receipt(" ".join([*said, *done.refused]), references)

    return run


def _nothing(seat: Seat) -> Receipt:
    return Receipt("")
