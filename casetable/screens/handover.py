"""Handing over: all that somebody has at the table, who takes each of it, and then they leave, in one entry."""

from datetime import date

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import DataTable, Static

from casetable.errors import BadInput, CasetableError
from casetable.rules.dates import read_date, say_day
from casetable.screens.answers import take_person
from casetable.screens.asking import Confirm
from casetable.screens.cell import cell, cut
from casetable.screens.command_table import Command, Fits, Need, Scope
from casetable.screens.commands import BY_ID, bindings, key_of
from casetable.screens.desk import Desk
from casetable.screens.entry import Entry
from casetable.screens.forms import Form, Reading, Typed
from casetable.screens.handover_lines import LABELS, becomes, below, reach_words, rows, which_words
from casetable.screens.hints import in_keys
from casetable.screens.load import Loaded
from casetable.screens.people_allowed import why_not_this
from casetable.screens.people_forms import NOBODY, leave
from casetable.screens.tables import LineTable
from casetable.values.handover import Handover, Thing
from casetable.values.people import Person
from casetable.values.seat import Receipt, Seat

_LAST_DAY = "last day"
_CHANGES = frozenset({"hand-this", "hand-all", "hand-nobody", "last-day", "hand-over"})


class HandoverScreen(Desk):
    """One person's things. What was chosen is kept until they leave, also when this is left with Esc."""

    SCOPE = Scope.HANDOVER
    BINDINGS = bindings(Scope.HANDOVER)
    DEFAULT_CSS = """
    HandoverScreen #empty { height: auto; padding: 1 1; display: none; }
    HandoverScreen.-empty #empty { display: block; }
    HandoverScreen.-empty LineTable { height: 1; }
    HandoverScreen #more { height: 2; padding: 0 1; }
    """

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person
        self.found: Handover | None = None

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield LineTable()
        yield Static(id="empty")

    def compose_below(self) -> ComposeResult:
        """The whole of what is under the cursor, and what becomes of it."""
        yield Static(id="more")

    @property
    def table(self) -> LineTable:
        """The list."""
        return self.query_one(LineTable)

    def body_widget(self) -> Widget:
        """The list."""
        return self.table

    # what stands here

    @property
    def things(self) -> tuple[Thing, ...]:
        """What they have; nothing before it was read."""
        return self.found.things if self.found is not None else ()

    @property
    def thing_here(self) -> Thing | None:
        """What is under the cursor."""
        if not self.is_composed:
            return None
        row = self.table.cursor_row
        return self.things[row] if 0 <= row < len(self.things) else None

    @property
    def _kept(self) -> dict[str, str]:
        """Who takes what (a person id by a thing's key), and the last day: kept by the app."""
        return self.casetable.sheet_drafts.setdefault(f"leave {self.person.id}", {})

    @property
    def taken(self) -> dict[str, Person]:
        """Who takes what, as far as both are still here."""
        here = {one.id: one for one in (self.loaded.people if self.loaded else ())}
        kept = self._kept
        return {one.key: here[kept[one.key]] for one in self.things if kept.get(one.key) in here}

    @property
    def last_day(self) -> date:
        """Their last day: today, unless another was said."""
        today = self.loaded.today if self.loaded is not None else date.max
        said = self._kept.get(_LAST_DAY)
        return date.fromisoformat(said) if said else today

    def has(self) -> frozenset[Need]:
        """Something that somebody can take, where it is under the cursor."""
        one = self.thing_here
        return frozenset({Need.THING} if one is not None and one.assignable else ())

    def fitting(self) -> frozenset[Fits]:
        """Whether somebody takes it."""
        one = self.thing_here
        found = {Fits.HELD} if one is not None and one.assignable else set()
        return frozenset(found | ({Fits.TAKEN} if one is not None and one.key in self.taken else set()))

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        return {"person": f'"{self.person.person}"'}

    def jump(self, reference: str) -> bool:
        """Put the cursor on a thing by its reference."""
        return self.table.go_to(reference)

    # reading and drawing

    def show_body(self, loaded: Loaded) -> None:
        """Read what they have whenever everything is read again."""
        self._read()

    @work(exclusive=True, group="handover")
    async def _read(self) -> None:
        from casetable.queries.handover import handover

        who = self.person.id
        try:
            found = await self.casetable.at_seat(lambda seat: handover(seat, who))
        except CasetableError as error:
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return
        if self.is_attached:
            self.found = found
            self.draw()

    def draw(self) -> None:
        """Draw what was read."""
        found = self.found
        if found is None or not self.is_composed:
            return
        listed = rows(found.things, self.taken, self.app.size.width)
        self.table.fill(LABELS if listed else (), listed)
        self.set_class(not listed, "-empty")
        nothing = f"{self.person.person} has nothing at the table that you may see. {in_keys(found.elsewhere)}"
        self.query_one("#empty", Static).update("" if listed else cell(nothing.strip()))
        self._show_frame(self.loaded)
        self._tell()

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """Who leaves, on which day; how much is unassigned."""
        name, found = self.person.person, self.found
        if found is None:
            return cell(f" {name}", "strong"), cell("reading … ", "quiet")
        open_things = sum(one.assignable for one in self.things) - len(self.taken)
        right = f"{len(self.things)} {'thing' if len(self.things) == 1 else 'things'} · {open_things} unassigned "
        if found.left_on is not None:
            what = f" · left on {say_day(found.left_on)}, {self.person.agency}"
        elif self.may(BY_ID["hand-over"]):
            what = f" · to hand over; last day {say_day(self.last_day)}"
        else:
            what = f" · what they have at the table, {self.person.agency}"
        right = right if self.things else ""
        room = self.app.size.width - len(right) - len(what) - 2
        return Text.assemble(" ", cell(cut(name, max(room, 12)), "strong"), cell(what, "quiet")), cell(right, "quiet")

    def _tell(self) -> None:
        self.show_footer()
        one = self.thing_here
        width = self.app.size.width - 2
        more = below(one, self.taken.get(one.key), self.person.agency, width) if one is not None else ""
        self.query_one("#more", Static).update(more)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self._tell()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click."""
        self.action_command("open")

    def on_resize(self) -> None:
        """Cut the list for the new width."""
        self.draw()

    # commands

    def refusal(self, command: Command) -> tuple[str, str]:
        """Refuse to who may not hand over, and of somebody who cannot leave or has left."""
        if command.id not in _CHANGES or self.loaded is None:
            return super().refusal(command)
        refused = super().refusal(BY_ID["hand-over"])
        if not refused[0] and self.person.left_on is not None:
            refused = f"{self.person.person} left on {say_day(self.person.left_on)}.", ""
        return refused if refused[0] else why_not_this("hand-over", self.person, self.loaded)

    def may(self, command: Command) -> bool:
        """Leave out of the footer what would be refused at once."""
        return super().may(command) and not self.refusal(command)[0]

    def footer_commands(self) -> tuple[Command, ...]:
        """Esc goes back to the list; it takes the place of finding."""
        commands = super().footer_commands()
        return (*commands[:-2], BY_ID["back"], commands[-1])

    def do_back(self) -> None:
        """Leave the entry, then the page; what was chosen is kept."""
        if self.entry.is_open:
            self.entry.action_leave()
        else:
            self.dismiss(None)

    def do_open(self) -> None:
        """Open a task's story or a participant's card; where keys hand over, enter on the rest says who takes it."""
        one = self.thing_here
        if one is not None and one.ref.startswith("T-"):
            self.casetable.tell_story(one.ref)
        elif one is not None and one.participant:
            self.casetable.push_card(one.participant)

    def do_hand_this(self) -> None:
        """Say who takes what is under the cursor."""
        one = self.thing_here
        if one is not None:
            self.ask_line(self._form(f"hand {one.key}", f"{cut(which_words(one), 20)} to", (one,)))

    def do_hand_all(self) -> None:
        """Say who takes everything that nobody takes yet."""
        left = tuple(one for one in self.things if one.assignable and one.key not in self.taken)
        if not left:
            self.say(f"Everything goes to somebody. {self._key('hand-this')} changes to whom.")
        else:
            self.ask_line(self._form("hand all", f"{len(left)} to", left))

    def do_hand_nobody(self) -> None:
        """Leave it unassigned."""
        one = self.thing_here
        if one is not None:
            self._kept.pop(one.key, None)
            self.draw()

    def _form(self, id: str, prompt: str, things: tuple[Thing, ...]) -> Form:
        people = tuple(one for one in (self.loaded.people if self.loaded else ()) if one.id != self.person.id)

        def read(typed: Typed) -> Reading:
            if typed.line.strip().casefold() in NOBODY:
                return Reading("Unassigned.", self._take(things, None))
            person, rest = take_person(typed.line, people)
            if rest:
                raise BadInput(f"{rest!r} is not read here.", "A name is enough: @omar")
            return Reading(_echo(things, person, self.person.agency), self._take(things, person))

        return Form(f"{id} {self.person.id}", prompt, "A name: @omar; or nobody", read, answer=False)

    def _take(self, things: tuple[Thing, ...], person: Person | None) -> "_Chosen":
        return _Chosen(tuple(one.key for one in things), person.id if person is not None else "")

    def do_last_day(self) -> None:
        """Say which day is their last."""
        loaded = self.loaded
        assert loaded is not None

        def read(typed: Typed) -> Reading:
            day = read_date(typed.line, loaded.today, loaded.conference)
            return Reading(f"Their last day is {say_day(day)}.", _Chosen((_LAST_DAY,), day.isoformat()))

        hint = "today, yesterday's date, fri, 2026-11-30"
        self.ask_line(Form(f"last day {self.person.id}", "last day", hint, read, answer=False))

    def on_entry_stored(self, message: Entry.Stored) -> None:
        """What was chosen is kept here; nothing is saved before they leave."""
        message.prevent_default()
        message.stop()
        chosen = message.reading.errand
        assert isinstance(chosen, _Chosen)
        for key in chosen.keys:
            self._kept.pop(key, None)
            if chosen.value:
                self._kept[key] = chosen.value
        self.entry.close()
        self._entry_done()
        self.draw()
        self.say(message.reading.echo)
        if len(chosen.keys) == 1 and chosen.keys[0] != _LAST_DAY:
            self.table.action_cursor_down()

    @work
    async def do_hand_over(self) -> None:
        """They leave, after a yes that says where everything goes."""
        found, loaded = self.found, self.loaded
        if found is None or loaded is None:
            self.say("Still reading the table.")
            return
        taken, last = self.taken, self.last_day
        reach = reach_words(found, taken, last, loaded.today)
        if await self.app.push_screen_wait(Confirm(f"{self.person.person} leaves the table?", reach)):
            to = {key: one.id for key, one in taken.items()}
            await self._leave(leave(self.person, to, last))

    def _key(self, command: str) -> str:
        return key_of(BY_ID[command], self.casetable.keymap)


class _Chosen:
    """What a line chose, in the place of an errand: nothing is saved by it."""

    def __init__(self, keys: tuple[str, ...], value: str) -> None:
        self.keys = keys
        self.value = value

    def __call__(self, seat: Seat) -> Receipt:
        """Do nothing."""
        return Receipt("")


def _echo(things: tuple[Thing, ...], person: Person, agency: str) -> str:
    if len(things) == 1:
        return f"{which_words(things[0])}: {becomes(things[0], person, agency)}"
    return f"{person.person}, {person.agency}, takes {len(things)} things."
