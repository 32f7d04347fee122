"""The one line that people type into: what is pasted is cleaned before it is drawn."""

from textual.widgets import Input

from casetable.screens.cell import safe
from casetable.text import MAX_LENGTH


class LineInput(Input):
    """A one-line input without a frame; control bytes never reach the terminal, nothing blinks."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            value, placeholder=placeholder, id=id, compact=True, max_length=MAX_LENGTH, select_on_focus=False
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Drop what must not be drawn, however it came in."""
        return safe(value)
