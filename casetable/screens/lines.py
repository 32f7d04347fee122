"""Lines that never wrap: the frame's lines, rules between parts, and the footer."""

from collections.abc import Iterable, Mapping

from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from casetable.screens.cell import cell, sides
from casetable.screens.command_table import Command
from casetable.screens.commands import key_of

_ALWAYS_THERE = 2
_OFTEN = frozenset({"find", "open"})
"""Commands that stay beside the last one on a narrow glass."""


class Line(Widget):
    """One line with a left and a right side; it never wraps, the left side gives way."""

    DEFAULT_CSS = "Line { height: 1; }"

    def __init__(self, left: Text | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.left = left or Text()
        self.right = Text()

    def show(self, left: Text, right: Text | None = None) -> None:
        """Draw other words; nothing is repainted when they are the same."""
        right = right or Text()
        if (left, right) != (self.left, self.right) or left.spans != self.left.spans:
            self.left, self.right = left, right
            self.refresh()

    def render(self) -> Text:
        """Both sides, in the width there is."""
        return sides(self.left, self.right, self.size.width)


class Rule(Widget):
    """A horizontal rule."""

    DEFAULT_CSS = "Rule { height: 1; color: $rule; }"

    def render(self) -> Text:
        """The rule, as wide as the glass."""
        return Text("─" * self.size.width, no_wrap=True, end="")


class Said(Line):
    """What was done or went wrong, in as many lines as it takes, up to three; a rule while there is nothing to say."""

    DEFAULT_CSS = "Said { height: auto; }"
    MOST = 3

    def show(self, left: Text, right: Text | None = None) -> None:
        """Say something else; the glass is laid out again only where it takes more lines, or fewer."""
        before = len(self._lines(self.size.width))
        super().show(left, right)
        if len(self._lines(self.size.width)) != before:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that it takes."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Text]:
        words = self.left[1:] if self.left.plain.startswith(" ") else self.left
        room = width - 2
        if room < 1 or words.cell_len <= room:
            return [words]
        lines = list(words.wrap(self.app.console, room, no_wrap=False))
        if len(lines) > self.MOST:
            rest = Text(" ").join(lines[self.MOST - 1 :])
            rest.truncate(room, overflow="ellipsis")
            lines = [*lines[: self.MOST - 1], rest]
        return lines

    def render(self) -> Text:
        """The sentence, else a rule."""
        if not self.left.plain.strip():
            return Text(no_wrap=True, end="").append_text(cell("─" * self.size.width, "rule"))
        lines = [Text(" ").append_text(line) for line in self._lines(self.size.width)]
        return Text("\n", end="").join(lines)


class Footer(Line):
    """The keys that work now; on a narrow glass the last stays, with find or open before it; others give way."""

    keys: tuple[Text, ...] = ()
    _stay = _ALWAYS_THERE

    def show_keys(self, commands: Iterable[Command], keymap: Mapping[str, str]) -> None:
        """Draw keys with their words, as many as the glass is wide for."""
        shown = tuple(commands)
        self.keys = tuple(
            Text.assemble(cell(key_of(command, keymap), "key"), " ", cell(command.label, "quiet")) for command in shown
        )
        self._stay = _ALWAYS_THERE if len(shown) > 1 and shown[-2].id in _OFTEN else 1
        self.show(Text(" ").append_text(joined(self.keys, "   ")))

    def show_words(self, keys: Iterable[tuple[str, str]]) -> None:
        """Draw keys that are no commands: those of a line that is typed."""
        self._stay = _ALWAYS_THERE
        self.keys = tuple(Text.assemble(cell(key, "key"), " ", cell(words, "quiet")) for key, words in keys)
        self.show(Text(" ").append_text(joined(self.keys, "   ")))

    def render(self) -> Text:
        """As many keys as there is room for."""
        keys = list(self.keys)
        while len(keys) > self._stay and sum(key.cell_len + 3 for key in keys) - 1 > self.size.width:
            del keys[-self._stay - 1]
        return sides(Text(" ").append_text(joined(keys, "   ")), Text(), self.size.width)


def joined(parts: Iterable[Text], dot: str = " · ") -> Text:
    """Return parts as one line, parted by quiet dots."""
    return cell(dot, "quiet").join(parts)
