"""The entry line: opened by a letter, read back while typing, Enter stores, Esc returns and keeps the text."""

from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from casetable.errors import CasetableError
from casetable.screens.cell import cell
from casetable.screens.fields import LineField
from casetable.screens.forms import Form, Reading, Typed
from casetable.screens.hints import in_keys
from casetable.values.seat import Heard


class Entry(Vertical):
    """A one-line form at the bottom of the screen; hidden until ``open`` is called."""

    DEFAULT_CSS = """
    Entry { height: auto; max-height: 8; display: none; }
    Entry.-open { display: block; }
    Entry Static { height: auto; max-height: 6; padding: 0 1; }
    Entry Horizontal { height: 1; }
    Entry #prompt { width: auto; max-width: 50%; height: 1; padding: 0 1; }
    Entry Input { width: 1fr; background: $panel; }
    """
    BINDINGS = [
        Binding("escape", "leave", "back", show=False, id="entry.leave"),
        Binding("tab", "next_choice", "other choice", show=False, priority=True, id="entry.toggle"),
    ]

    @dataclass
    class Stored(Message):
        """Enter was pressed on a line that could be read."""

        form: Form
        reading: Reading
        line: str

    @dataclass
    class Left(Message):
        """Esc was pressed; what was typed is kept as a draft."""

        form: Form

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.form: Form | None = None
        self.drafts: dict[str, str] = {}
        self.heard: Heard | None = None
        self.heard_name = ""
        self._choice: int | None = None
        self._theirs = Text()
        self._storing = False

    def compose(self) -> ComposeResult:
        """The line read back, then the line that is typed."""
        yield Static(id="echo")
        with Horizontal():
            yield Static(id="prompt")
            yield LineField("")

    @property
    def is_open(self) -> bool:
        """True while somebody types."""
        return self.form is not None

    @property
    def is_storing(self) -> bool:
        """True from Enter until the line was stored or refused."""
        return self._storing

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self._input.value.strip()

    def open(self, form: Form) -> None:
        """Ask for one line, starting with its draft if Esc once left one."""
        self.form, self._choice, self._theirs = form, None, Text()
        self._storing = False
        self.add_class("-open")
        typed = self._input
        with typed.prevent(Input.Changed):
            typed.value = self.drafts.get(form.draft, form.start)
        typed.cursor_position = len(typed.value)
        typed.focus()
        self._say_prompt()
        self._say_echo(typed.value)

    def close(self) -> None:
        """Hide the line; the draft is dropped because its text was stored."""
        if self.form is not None:
            self.drafts.pop(self.form.draft, None)
        self._hide()

    def refuse(self, error: CasetableError, form: Form) -> None:
        """Say why the line was not stored. The text stays; ``form`` may hold a newer version of its task."""
        theirs = dict(getattr(error, "theirs", {})) | _words_changed(self.form, form)
        self.form = form
        self._storing = False
        self._theirs = Text.assemble(cell(error.sentence, "late"), " ", cell(in_keys(error.hint)))
        for name, value in theirs.items():
            self._theirs.append("\n").append_text(cell(f"{name} is now: ", "quiet")).append_text(cell(value))
        self._echo.update(self._theirs)

    def tell(self, sentence: str) -> None:
        """Say something about what is typed, which stays; Enter works again."""
        self._storing = False
        self._theirs = cell(sentence)
        self._echo.update(self._theirs)

    def go_on(self) -> None:
        """Let Enter work again."""
        self._storing = False

    def action_next_choice(self) -> None:
        """Go to the form's next choice."""
        if self.form is not None and self.form.choices:
            now = self._standing_choice()
            self._choice = (now + 1) % len(self.form.choices)
            self._say_prompt()
            self._say_echo(self._input.value)

    def action_leave(self) -> None:
        """Go back and keep what was typed as a draft."""
        form = self.form
        if form is None:
            return
        text = self._input.value
        if text.strip() and text != form.start:
            self.drafts[form.draft] = text
        self._hide()
        self.post_message(self.Left(form))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the line back while it is typed."""
        event.stop()
        self._theirs = Text()
        self._say_echo(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Store the line, or say why it cannot be read and keep it."""
        event.stop()
        if self.form is None or self._storing:
            return
        try:
            reading = self.form.read(self._typed(event.value))
        except CasetableError as error:
            self.refuse(error, self.form)
            return
        self._storing = True
        self.post_message(self.Stored(self.form, reading, event.value.strip()))

    def _typed(self, line: str) -> Typed:
        form = self.form
        return Typed(line, self._choice, form.task if form else None, self.heard)

    def _standing_choice(self) -> int:
        return 0 if self._choice is None else self._choice

    def _say_prompt(self) -> None:
        form = self.form
        if form is None:
            return
        prompt = cell(f"{form.prompt} ›", "key")
        if form.task is not None:
            prompt.append_text(cell(f" {form.task.task}", "quiet"))
        if form.choices:
            prompt.append_text(cell(f" {form.choices[self._standing_choice()]} (tab)", "quiet"))
        self.query_one("#prompt", Static).update(prompt)

    def _say_echo(self, line: str) -> None:
        form = self.form
        if form is None or self._theirs:
            return
        if line.strip() in ("", form.start.strip()):
            said = cell(form.hint, "quiet")
        else:
            try:
                said = cell(form.read(self._typed(line)).echo)
            except CasetableError as error:
                said = cell(str(error), "quiet")
        self._echo.update(self._whose_word(form).append_text(said))

    def _whose_word(self, form: Form) -> Text:
        if self.heard is None or not form.answer:
            return Text()
        return cell(f"heard from {self.heard_name} by {self.heard.by.value}: ", "strong")

    def _hide(self) -> None:
        self.form = None
        self.remove_class("-open")

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    @property
    def _echo(self) -> Static:
        return self.query_one("#echo", Static)


def entry_keys(form: Form) -> tuple[tuple[str, str], ...]:
    """Return the keys that work while a line is typed, each with its words."""
    choice = (("tab", "other choice"),) if form.choices else ()
    return (("enter", "store"), *choice, ("esc", "back, the text is kept"))


def _words_changed(old: Form | None, new: Form) -> dict[str, str]:
    """Return the words of a task that differ between the version a form was filled from and the newest."""
    if old is None or old.task is None or new.task is None or old.task.title == new.task.title:
        return {}
    return {"title": new.task.title or ""}
