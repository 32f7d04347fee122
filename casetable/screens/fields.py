"""One-line fields to type and paste into, cleaned at the door: no control or bidi character is held or drawn."""

from textual import events
from textual.widgets import Input

from casetable.text import MAX_LENGTH, clean_line

UNDRAWABLE = (*range(0x20), *range(0x7F, 0xA0), 0x61C, *range(0x200E, 0x2010), *range(0x2028, 0x202F))
UNDRAWABLE += (*range(0x2066, 0x206A), *range(0xD800, 0xE000), 0xFEFF)
_DROPPED = dict.fromkeys(UNDRAWABLE)


class LineField(Input):
    """One line. A paste of several lines becomes one, nothing of it is dropped."""

    def __init__(self, value: str, *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            value, placeholder=placeholder, id=id, compact=True, max_length=MAX_LENGTH, select_on_focus=False
        )
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted before the field takes it."""
        event.text = clean_line(event.text)

    def validate_value(self, value: str) -> str:
        """Keep what can be drawn."""
        return value.translate(_DROPPED)
