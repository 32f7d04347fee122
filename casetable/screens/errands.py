"""How a screen has things saved: entries and sheets that stay open until they are stored, keys that ask nothing."""

from typing import TYPE_CHECKING, cast

from textual import work
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from casetable.errors import CasetableError, SomebodyElseWasFirst
from casetable.screens.entry import Entry
from casetable.screens.forms import Errand, Form, Make
from casetable.screens.hints import in_keys
from casetable.screens.keeping import Kept
from casetable.screens.lines import Said
from casetable.screens.reaching import ANOTHER, SAVED, Attempt, of_a_form, of_a_key
from casetable.values.tasks import Task

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp
    from casetable.screens.sheet import Field

_NOT_CONNECTED = "The table cannot be reached just now; what you type is kept."


class Errands(Screen[None]):
    """The part of a desk that changes things."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Who has the focus: it and who had it are painted anew, and not the whole glass as in Textual's own screens."""

    _receipt = ""
    """What was said last of something that was done; a word about the table does not take its place."""

    @property
    def casetable(self) -> "CasetableApp":
        """The app, by its own type."""
        return cast("CasetableApp", self.app)

    @property
    def entry(self) -> Entry:
        """The entry line."""
        return self.query_one(Entry)

    @property
    def has_entry(self) -> bool:
        """False before the entry line stands, and once this screen was left while an errand was still under way."""
        return bool(self.query(Entry))

    def say(self, sentence: str, hint: str = "", *, wrong: bool = False) -> None:
        """Say one line above the footer; a desk knows how."""

    def show_footer(self) -> None:
        """Draw the keys that work now; a desk knows how."""

    def _focus_body(self) -> None:
        """Give the focus back to the body; a desk knows how."""

    def _give_room(self, *, typing: bool) -> None:
        """The lines below the body make room for the entry. Their own class says so: the screen's repaints it all."""
        self.query_one("#below").set_class(typing, "-typing")

    def ask_line(self, form: Form) -> None:
        """Open the entry for a form."""
        self.entry.open(form)
        self._give_room(typing=True)
        self.show_footer()
        if self.casetable.reaching.is_lost:
            self.say(_NOT_CONNECTED)

    def on_entry_left(self, message: Entry.Left) -> None:
        """Esc: back to the body, with the draft kept."""
        self._entry_done()
        kept = message.form.draft in self.entry.drafts
        self.say("Kept what you typed; the same key brings it back." if kept else "")

    def on_entry_stored(self, message: Entry.Stored) -> None:
        """Enter: do it; the entry stays open until it is stored."""
        self.store(message)

    def store(self, message: Entry.Stored) -> None:
        """Do the errand of a line."""
        self.carry_out(message.reading.errand, form=message.form, line=message.line)

    def _entry_done(self) -> None:
        self._give_room(typing=False)
        self.show_footer()
        self._focus_body()

    def _stored(self, form: Form, line: str) -> bool:
        """Close the entry if it still stands on what was stored; its draft is not needed any more.

        False when the same form was opened again and something else is typed there.
        """
        entry = self.entry
        if entry.drafts.get(form.draft, "").strip() == line:
            entry.drafts.pop(form.draft, None)
        if entry.form is None or entry.form.draft != form.draft:
            return True
        if not entry.is_storing and entry.text != line:
            return False
        entry.close()
        self._entry_done()
        return True

    @work(group="errands")
    async def carry_out(
        self, errand: Errand, *, form: Form | None = None, line: str = "", back: str = "u takes it back"
    ) -> None:
        """Do an errand in a thread, one after the other; say what it did, or why not."""
        try:
            receipt = await self.casetable.reaching.carry(errand, self._attempt(form, line))
        except CasetableError as error:
            await self._refused(error, form)
            return
        if receipt is None:
            if self.has_entry:
                self.entry.go_on()
            return
        await self.casetable.show_at_once(receipt)
        if self.has_entry:
            if form is not None:
                self._stored(form, line)
            self.entry.heard = None
        self._receipt = in_keys(receipt.sentence)
        self.say(self._receipt, "" if isinstance(receipt, Kept) else back)
        await self.casetable.painted()
        await self.casetable.read()

    async def fill_in(
        self, title: str, kept: str, fields: "tuple[Field, ...]", make: Make, *, back: str = "u takes it back"
    ) -> None:
        """Show a sheet and say what came of it; what Esc leaves there is kept under its name."""
        from casetable.screens.sheet import Sheet

        drafts = self.casetable.sheet_drafts.setdefault(kept, {})
        receipt = await self.app.push_screen_wait(Sheet(title, fields, make, drafts))
        for field in fields:
            if drafts.get(field.name) == field.start:
                del drafts[field.name]
        if receipt is not None:
            self._receipt = in_keys(receipt.sentence)
            self.say(self._receipt, "" if isinstance(receipt, Kept) else back)
            await self.casetable.read()

    def _attempt(self, form: Form | None, line: str) -> Attempt:
        def settled(was_saved: bool, first: str) -> None:
            if was_saved:
                self.casetable.reload()
            if not self.has_entry:
                return
            if was_saved:
                self.entry.heard = None
            if form is None:
                self.say(first + (SAVED if was_saved else "It was not saved: press the key again."))
            elif was_saved:
                self._was_saved(form, line, first)
            else:
                self._was_not_saved(form, line, first)

        return Attempt(form.draft if form else "", line, self.say, settled)

    def _was_saved(self, form: Form, line: str, first: str) -> None:
        if self._stored(form, line):
            self.say(first + SAVED)
        else:
            self._renew(form, first + ANOTHER)

    def _was_not_saved(self, form: Form, line: str, first: str) -> None:
        if self.entry.form is not None and self.entry.form.draft == form.draft:
            self.entry.tell(f"{first}It was not saved: Enter saves it.")
            self.say("")
        else:
            self.entry.drafts.setdefault(form.draft, line)
            self.say(f"{first}It was not saved: the same key brings back what you typed.")

    @work(group="errands")
    async def _renew(self, form: Form, sentence: str) -> None:
        """Fill an open form from the newest version of its task, for the change since is one's own; then say so."""
        newest = form.about(await self._again(form.task)) if form.task is not None else form
        if self.has_entry and self.entry.form is not None and self.entry.form.draft == form.draft:
            self.entry.form = newest
            self.entry.tell(sentence)
            self.say("")

    async def _refused(self, error: CasetableError, form: Form | None) -> None:
        if form is None:
            error = of_a_key(error)
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return
        error = of_a_form(error)
        if isinstance(error, SomebodyElseWasFirst) and form.task is not None:
            form = form.about(await self._again(form.task))
        here = self.entry.form if self.has_entry else None
        if here is not None and here.draft == form.draft:
            self.say("")
            self.entry.refuse(error, form)
        else:
            self.say(error.sentence, in_keys(error.hint), wrong=True)

    async def _again(self, task: Task) -> Task:
        from casetable.queries.tasks import story

        try:
            return (await self.casetable.at_seat(lambda seat: story(seat, task.task))).task
        except CasetableError:
            return task

    def table_is_back(self, sentence: str) -> None:
        """Say that the table can be reached again; an open form says what Enter does."""
        if not self.has_entry:
            return
        if self.entry.is_open and not self.entry.is_storing:
            self.entry.tell(f"{sentence} Enter saves what you typed.")
            self.say("")
        elif self._receipt and self._receipt in self.query_one("#status", Said).left.plain:
            self.say(f"{self._receipt} {sentence}")
        else:
            self.say(sentence)
