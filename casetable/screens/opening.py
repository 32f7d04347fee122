"""The frame alone: on the glass before the screens' own modules are imported and before anything was read."""

from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import events
from textual.screen import Screen

from casetable.screens import frame
from casetable.screens.cell import sides

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp

_RULES = (3, -5, -2)
"""The lines that are rules, where the week has its own: from the top, and from the bottom."""


class Opening(Screen[None]):
    """What stands there for the first moments: it imports and holds nothing else, so that it comes at once.

    The keys of the week begin with the week: who is quicker is not asked to type again. Quitting works here too.
    """

    DEFAULT_CSS = "Opening { background: $background; color: $rule; }"

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed for the week."""
        cast("CasetableApp", self.app).typed_ahead.append(event)

    def render(self) -> Text:
        """The first line as every screen has it, and the rules."""
        app, (width, height) = cast("CasetableApp", self.app), self.app.size
        lines = [Text() for _ in range(height)]
        for number in _RULES:
            if -height <= number < height:
                lines[number] = Text("─" * width)
        if lines:
            lines[0] = sides(*frame.top(app.table.partnership, None, width), width)
        return Text("\n", end="", no_wrap=True).join(lines)
