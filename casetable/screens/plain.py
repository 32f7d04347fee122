"""Where only ASCII can be drawn: a filter over everything that reaches the terminal."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_ASCII = str.maketrans(
    {
        "·": ".", "–": "-", "…": "~", "─": "-", "━": "=", "│": "|", "▸": ">", "›": ">", "•": "*", "’": "'",
        "“": '"', "”": '"',
    }
)  # fmt: skip


class PlainInk(LineFilter):
    """Replaces casetable's own marks; signs are drawn from their ASCII set already."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the same segments, with marks that ASCII can draw."""
        return [Segment(text.translate(_ASCII), style, control) for text, style, control in segments]
