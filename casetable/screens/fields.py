"""Fields to type and paste into, cleaned at the door: no control byte or bidi control is ever held or drawn."""

from rich.text import Text
from textual import events
from textual.widgets import Input, TextArea

from casetable.text import MAX_LENGTH, clean_line

_UNDRAWABLE = (*range(0x20), *range(0x7F, 0xA0), 0x61C, *range(0x200E, 0x2010), *range(0x2028, 0x202F))
_UNDRAWABLE += (*range(0x2066, 0x206A), *range(0xD800, 0xE000), 0xFEFF)
_DROPPED = dict.fromkeys(_UNDRAWABLE)
_MARKED = dict.fromkeys(_UNDRAWABLE, "\ufffd")


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


class LinesField(TextArea):
    """Several lines, numbered if asked. Tab goes to the next field; a pasted spreadsheet's tabs become semicolons."""

    def __init__(self, text: str, *, placeholder: str = "", numbered: bool = False, id: str | None = None) -> None:
        super().__init__(
            text, placeholder=placeholder, id=id, compact=True, highlight_cursor_line=False, show_line_numbers=numbered
        )
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted before the field takes it."""
        lines = event.text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "; ").split("\n")
        event.text = "\n".join(clean_line(line) for line in lines)

    def get_line(self, line_index: int) -> Text:
        """Draw one line with a mark for whatever must not reach a terminal, so that columns stay where they are."""
        return Text(self.document.get_line(line_index).translate(_MARKED), end="", no_wrap=True)
