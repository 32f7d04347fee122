"""Drawing text: the one helper by which every stored value reaches the screen, and cutting by cell width."""

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text

from casetable.text import locale_shows_unicode
from casetable.words import Sign

ELLIPSIS = "…"
LONGEST = 20_000
"""Characters of one value that are drawn; a screen never holds more, and the whole stays in the table."""

_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
_CONTROLS[ord("\n")] = " "
_CONTROLS[ord("\t")] = " "
_CONTROLS |= {0x2028: " ", 0x2029: " "}
_REORDERING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_UNWANTED = _CONTROLS | _REORDERING


def safe(value: str) -> str:
    """Return ``value`` as one line without control bytes, bidi controls and surrogates; newlines become blanks."""
    drawn = value.translate(_UNWANTED)
    return drawn if drawn.isascii() else "".join(c for c in drawn if not "\ud800" <= c <= "\udfff")


def literal(value: str) -> str:
    """Return ``value`` as one line that is safe to draw, as much of it as a screen could ever hold."""
    return safe(value[:LONGEST])


def cell(value: str, style: str | Style = "") -> Text:
    """Return ``value`` as literal text, never as markup, in one of the styles of theme.py or a rich style."""
    return Text(literal(value), style=style, no_wrap=True, overflow="ellipsis", end="")


def lines_of(value: str, style: str | Style = "") -> Text:
    """Return a value of several lines as literal text that wraps."""
    return Text("\n".join(literal(line) for line in value[:LONGEST].split("\n")), style=style, end="")


def cut(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells, with an ellipsis where something was left out."""
    drawn = literal(text[: 4 * max(width, 0) + 8])
    if cell_len(drawn) <= width:
        return drawn
    return set_cell_size(drawn, width - 1).rstrip() + ELLIPSIS if width > 0 else ""


def fit(text: str, width: int) -> str:
    """Return ``text`` cut and padded to exactly ``width`` cells."""
    return set_cell_size(cut(text, width), max(width, 0))


def sides(left: Text, right: Text, width: int) -> Text:
    """Return one line with ``left`` at the left and ``right`` at the right edge; the left one gives way."""
    room = max(width - right.cell_len - 1, 0)
    line = left.copy()
    line.truncate(room, overflow="ellipsis", pad=True)
    return Text.assemble(line, " " if right.cell_len < width else "", right, no_wrap=True, end="")


@dataclass(frozen=True, slots=True)
class Signs:
    """How signs are drawn: as they are, or in ASCII where nothing else can be shown."""

    ascii: bool = False

    def draw(self, sign: Sign) -> str:
        """Return the sign as this terminal can show it."""
        return sign.plain if self.ascii else sign.value

    @property
    def width(self) -> int:
        """Cells kept for a sign."""
        return 2 if self.ascii else 1

    @property
    def rule(self) -> str:
        """What horizontal rules are made of."""
        return "-" if self.ascii else "─"

    @property
    def dot(self) -> str:
        """What parts the facts of one line."""
        return "|" if self.ascii else "·"


def signs_for(wanted: object) -> Signs:
    """Return the signs the config asks for (``"ascii"`` or ``"unicode"``), else what the locale can show."""
    if wanted in ("ascii", "unicode"):
        return Signs(ascii=wanted == "ascii")
    return Signs(ascii=not locale_shows_unicode())
