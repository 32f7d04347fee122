"""Fields of several lines, cleaned at the door like those of one."""

from rich.text import Text
from textual import events
from textual.widgets import TextArea

from casetable.screens.fields import UNDRAWABLE
from casetable.text import clean_line

_MARKED = dict.fromkeys(UNDRAWABLE, "\ufffd")


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
