"""The list of an HMIS export on its own, as the command line opens it: who was chosen, and nothing else."""

from collections.abc import Mapping

from casetable.screens.cell import signs_for
from casetable.screens.crash import QuietApp
from casetable.screens.pick import PickScreen
from casetable.screens.plain import PlainInk
from casetable.screens.theme import DARK, THEMES, named_styles, variable_defaults
from casetable.values.hmis import HmisClient, HmisExport, HmisUpdate


class PickApp(QuietApp[tuple[HmisClient, ...] | None]):
    """Lets a person choose clients of an export; returns them, or None if it was left. ``config`` as for the app."""

    TITLE = "casetable"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, export: HmisExport, config: Mapping[str, object] | None = None) -> None:
        super().__init__()
        config = config or {}
        self.export = export
        self.signs = signs_for(config.get("signs"))
        if self.signs.ascii:
            self._filters.append(PlainInk())
        for theme in THEMES:
            self.register_theme(theme)
        wanted = str(config.get("theme") or DARK)
        self.theme = wanted if wanted in self.available_themes else DARK
        self._ink()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return casetable's variables for themes that do not know them."""
        return variable_defaults(self.current_theme)

    def _ink(self) -> None:
        from rich.theme import Theme

        theme = self.current_theme
        variables = variable_defaults(theme) | theme.variables
        self.console.push_theme(Theme(named_styles(variables, colourless=theme.ansi or self.no_color)))

    def on_mount(self) -> None:
        """Show the list; whoever leaves it leaves the program."""
        self.push_screen(PickScreen(self.export, self.signs), self._leave)

    def _leave(self, chosen: tuple[HmisClient, ...] | HmisUpdate | None) -> None:
        self.exit(chosen if isinstance(chosen, tuple) else None)
