"""Participants: who is proposed, who is at the table, what is awaited; the way to releases and to HMIS."""

from pathlib import Path

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import DataTable, Static

from casetable.rules.dates import say_day
from casetable.screens import hmis, sheets
from casetable.screens.allowed import ADVISERS_SEE_NOTHING, is_adviser, may_do
from casetable.screens.cell import cell, cut
from casetable.screens.command_table import Fits, Need, Scope
from casetable.screens.commands import bindings
from casetable.screens.desk import Desk
from casetable.screens.entry import Entry
from casetable.screens.forms import Errand, Form, Reading, Typed
from casetable.screens.load import Loaded
from casetable.screens.releases import ReleasesScreen
from casetable.screens.sheet import Sheet
from casetable.screens.tables import LineTable
from casetable.values.participants import Participant
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import ParticipantState


class ParticipantsScreen(Desk):
    """Mode 2."""

    SCOPE = Scope.PARTICIPANTS
    BINDINGS = bindings(Scope.PARTICIPANTS)
    DEFAULT_CSS = """
    ParticipantsScreen #more { height: auto; max-height: 6; padding: 0 1; }
    ParticipantsScreen.-short #more { max-height: 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[Participant, ...] = ()
        self._drafts: dict[str, str] = {}

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield LineTable()

    def compose_below(self) -> ComposeResult:
        """More of who is under the cursor."""
        yield Static(id="more")

    @property
    def table(self) -> LineTable:
        """The list."""
        return self.query_one(LineTable)

    def body_widget(self) -> Widget:
        """The list."""
        return self.table

    @property
    def here(self) -> Participant | None:
        """Who is under the cursor."""
        row = self.table.cursor_row
        return self.people[row] if 0 <= row < len(self.people) else None

    def has(self) -> frozenset[Need]:
        """A participant, where one is under the cursor."""
        return frozenset({Need.PARTICIPANT} if self.here else ())

    def fitting(self) -> frozenset[Fits]:
        """Whether an answer is awaited from this agency."""
        here, loaded = self.here, self.loaded
        awaited = here is not None and loaded is not None and loaded.seat.agency in here.agencies_to_answer
        return frozenset({Fits.PROPOSED} if awaited else ())

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        return {"participant": self.here.participant} if self.here else {}

    def show_body(self, loaded: Loaded) -> None:
        """Draw the list; the cursor stays on its participant."""
        self.people = loaded.participants
        labels = ("reference", "name", "state", "proposed by", "awaited from")
        self.table.fill(labels, ((one.participant, _cells(one)) for one in self.people))
        self._tell()

    def _tell(self) -> None:
        self.show_footer()
        here = self.here
        if self.loaded is not None and not self.people:
            self.query_one("#more", Static).update(cell(self._emptiness()))
        elif here is not None:
            self.query_one("#more", Static).update(_more(here))

    def _emptiness(self) -> str:
        roles = self.loaded.seat.roles if self.loaded is not None else frozenset()
        if is_adviser(roles):
            return ADVISERS_SEE_NOTHING
        proposes = "a proposes somebody." if may_do("propose", roles, self.reads_only) else "workers propose somebody."
        return f"Nobody is at the table yet: {proposes}"

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self._tell()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click: the releases."""
        self.do_open()

    def jump(self, reference: str) -> bool:
        """Put the cursor on a participant; False when they are not in the list."""
        return self.table.go_to(reference)

    # commands

    def do_open(self) -> None:
        """Open what is known of the participant: for now the releases."""
        if self.here is not None:
            self.do_releases()

    @work
    async def do_releases(self) -> None:
        """See, add and revoke releases."""
        here = self.here
        if here is not None:
            await self.app.push_screen_wait(ReleasesScreen(here))
            await self.casetable.read()

    @work
    async def do_propose(self) -> None:
        """Propose somebody."""
        loaded = self.loaded
        if loaded is None:
            return
        sheet = Sheet(
            "Propose somebody for the table",
            sheets.PROPOSE_FIELDS,
            lambda given: sheets.propose(given, loaded.today),
            self._drafts,
        )
        receipt = await self.app.push_screen_wait(sheet)
        if receipt is not None:
            self.say(receipt.sentence, "u takes it back")
            await self.casetable.read()

    def do_agree(self) -> None:
        """Agree, with a note if one likes."""
        self._answer("agree", "agree to", "Enter is enough, or a note for the others")

    def do_disagree(self) -> None:
        """Decline, with a note."""
        self._answer("decline", "decline", "Why? The proposer is told.")

    def _answer(self, action: str, prompt: str, hint: str) -> None:
        here = self.here
        if here is None:
            return
        reference = here.participant

        def read(typed: Typed) -> Reading:
            note, heard = typed.line.strip(), typed.heard
            return Reading(
                f"{prompt} {reference}" + (f" · {note}" if note else ""), _answering(action, reference, note, heard)
            )

        self.ask_line(Form(f"{action} {reference}", f"{prompt} {reference}", hint, read))

    def do_import(self) -> None:
        """Choose participants from an HMIS CSV export."""
        self.ask_line(hmis.path_form())

    def on_entry_stored(self, message: Entry.Stored) -> None:
        """A path opens the export; everything else is an errand."""
        message.prevent_default()
        if message.form.id != "hmis":
            self.store(message)
            return
        path = Path(self.entry.text).expanduser()
        self.entry.close()
        self._entry_done()
        self._choose(path)

    @work(exclusive=True, group="hmis")
    async def _choose(self, path: Path) -> None:
        await hmis.choose_and_propose(self, path)


def _answering(action: str, reference: str, note: str, heard: Heard | None) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions import participants

        answer = participants.agree if action == "agree" else participants.decline
        return answer(seat, reference, note=note, heard=heard)

    return run


def _cells(one: Participant) -> list[Text]:
    awaited = ", ".join(one.agencies_to_answer) if one.state is ParticipantState.PROPOSED else ""
    return [
        cell(one.participant, "strong"),
        cell(cut(one.name or "–", 24), "plain" if one.name else "quiet"),
        cell(one.state.label),
        cell(one.agency, "quiet"),
        cell(awaited or "–", "plain" if awaited else "quiet"),
    ]


def _more(one: Participant) -> Text:
    facts = [("Needs", one.needs or ""), ("Reason", one.reason or "")]
    facts += [
        (f"{answer.agency} {answer.answer.value}", f"{say_day(answer.on)} {answer.note or ''}".strip())
        for answer in one.answers
    ]
    if one.proposed_on is not None:
        facts.append(("Proposed", say_day(one.proposed_on)))
    lines = [Text.assemble(cell(f"{name:<12}", "quiet"), cell(value)) for name, value in facts if value]
    return Text("\n").join(lines)
