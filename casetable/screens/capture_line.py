"""The room's one line: always drawn; while it is empty the first key says what it is, after that it is typed into."""

from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from casetable.rules.capture import KEYS, key_of
from casetable.screens.cell import cell
from casetable.screens.fields import LineField
from casetable.words import LineKind

_LABELS = {"+": "for", "-": "against", "v": "decide"}
_SHORT = {
    LineKind.NO_WORDS: "no words",
    LineKind.PARKED: "park",
    LineKind.WORDS: "words",
    LineKind.ASKED: "ask them",
    LineKind.SINCE: "since",
}


class CaptureField(LineField):
    """The words of the line; backspace where there are none leaves it."""

    @dataclass
    class Backed(Message):
        """Backspace was pressed in an empty line."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "backspace" and not self.value:
            event.stop()
            self.post_message(self.Backed())
            return
        await super()._on_key(event)


class CaptureLine(Horizontal):
    """``key`` is the first key, empty while nothing is typed."""

    DEFAULT_CSS = """
    CaptureLine { height: 1; }
    CaptureLine #first { width: 12; height: 1; }
    CaptureLine CaptureField { width: 1fr; background: $background; }
    CaptureLine.-typing CaptureField { background: $panel; }
    """
    BINDINGS = [Binding("escape", "leave", "back", show=False, id="capture.leave")]

    @dataclass
    class Changed(Message):
        """Something else is typed; ``line`` is the whole of it with its first key, empty where nothing is."""

        line: str

    @dataclass
    class Entered(Message):
        """Enter was pressed on a line that was begun."""

        line: str

    @dataclass
    class Left(Message):
        """Esc was pressed: the line is empty now."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.key = ""

    def compose(self) -> ComposeResult:
        """What the line is, and its words."""
        yield Static(id="first")
        yield CaptureField("")

    def on_mount(self) -> None:
        """An empty line."""
        self._field.can_focus = False
        self._say_what()

    @property
    def is_typing(self) -> bool:
        """True from the first key until the line is filed or left."""
        return bool(self.key)

    @property
    def line(self) -> str:
        """The line as it is filed and kept: its first key, then its words."""
        return f"{self.key} {self._field.value.strip()}".strip() if self.key else ""

    @property
    def field(self) -> CaptureField:
        """Where the words are typed."""
        return self._field

    def begin(self, key: str, words: str = "") -> None:
        """Begin a line that ``key`` says the kind of; it takes the focus."""
        self.key = key
        self._put(words)
        self._field.can_focus = True
        self._field.focus()
        self.add_class("-typing")
        self._say_what()
        self.post_message(self.Changed(self.line))

    def take_up(self, draft: str) -> None:
        """Go on with a line that was kept; one without a first key is parked."""
        key = key_of(draft) or "k"
        words = draft[1:] if key_of(draft) else draft
        self.begin(key, words.strip())

    def clear(self) -> None:
        """Empty the line and give the focus back."""
        self.key = ""
        self._put("")
        self._field.can_focus = False
        self.remove_class("-typing")
        self._say_what()

    def action_leave(self) -> None:
        """Empty the line and leave it."""
        if self.key:
            self.clear()
            self.post_message(self.Left())

    def on_capture_field_backed(self, event: CaptureField.Backed) -> None:
        """Nothing is left of it."""
        event.stop()
        self.action_leave()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is typed."""
        event.stop()
        if self.key:
            self.post_message(self.Changed(self.line))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        if self.key:
            self.post_message(self.Entered(self.line))

    def _put(self, words: str) -> None:
        with self._field.prevent(Input.Changed):
            self._field.value = words
        self._field.cursor_position = len(self._field.value)

    def _say_what(self) -> None:
        words = _LABELS.get(self.key) or (_label(KEYS[self.key]) if self.key else "")
        said = cell(f" {words} › ", "key") if words else cell(" > _", "quiet")
        self.query_one("#first", Static).update(Text(end="").append_text(said))

    @property
    def _field(self) -> CaptureField:
        return self.query_one(CaptureField)


def _label(kind: LineKind) -> str:
    return _SHORT.get(kind, kind.label)
