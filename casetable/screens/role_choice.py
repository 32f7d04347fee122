"""What somebody is at the table, chosen by letters: each letter gives a role or takes it away, Enter keeps them."""

from collections.abc import Iterable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from casetable.screens.cell import Signs, cell, fit, lines_of
from casetable.words import Role, Sign

LETTERS = {
    "f": Role.FRONTLINE,
    "s": Role.SUPERVISOR,
    "p": Role.PROGRAMME_MANAGER,
    "m": Role.SENIOR_MANAGER,
    "c": Role.COORDINATOR,
    "a": Role.ADVISER,
}
_MEANS = {
    Role.FRONTLINE: "works with participants",
    Role.SUPERVISOR: "also hands on their agency's promises",
    Role.PROGRAMME_MANAGER: "sees counts; amends the agreement",
    Role.SENIOR_MANAGER: "sees counts; signs for their agency",
    Role.COORDINATOR: "keeps the agreement and the list of people",
    Role.ADVISER: "helps; sees nothing about participants",
}


class RoleChoice(ModalScreen[frozenset[Role] | None]):
    """The roles, each with its letter; dismisses with those chosen, or with None where they are left as they are."""

    DEFAULT_CSS = """
    RoleChoice { align: center bottom; background: $background 60%; }
    RoleChoice > Vertical { width: 100%; height: auto; max-height: 90%; background: $panel; padding: 1 2; }
    """

    def __init__(self, name: str, roles: Iterable[Role], signs: Signs) -> None:
        super().__init__()
        self.person_name = name
        self.before = frozenset(roles)
        self.chosen = set(self.before)
        self.signs = signs

    def compose(self) -> ComposeResult:
        """Whose roles, the roles, what is missing, and the keys."""
        with Vertical():
            yield Static(lines_of(f"What is {self.person_name} at the table?", "strong"))
            yield Static(cell(""))
            yield Static(self._listed(), id="roles")
            yield Static(cell(""), id="lacking")
            yield Static(cell("a letter gives or takes a role   enter keeps them   esc back", "quiet"))

    def _listed(self) -> Text:
        lines = []
        for letter, role in LETTERS.items():
            mark = self.signs.draw(Sign.DONE) if role in self.chosen else ""
            style = "strong" if role in self.chosen else "plain"
            parts = (
                cell(f"{letter}  ", "key"),
                cell(fit(mark, self.signs.width + 1)),
                cell(fit(role.label, 20), style),
                cell(_MEANS[role], "quiet"),
            )
            lines.append(Text.assemble(*parts))
        return Text("\n").join(lines)

    def on_key(self, event: events.Key) -> None:
        """Take letters, Enter and Esc."""
        event.stop()
        role = LETTERS.get(event.character or "")
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            self._keep()
        elif role is not None:
            self.chosen ^= {role}
            self.query_one("#roles", Static).update(self._listed())
            self._say("")

    def _keep(self) -> None:
        if not self.chosen:
            self._say("Somebody at the table has at least one role; who leaves it goes by x.")
        else:
            self.dismiss(frozenset(self.chosen) if self.chosen != self.before else None)

    def _say(self, sentence: str) -> None:
        self.query_one("#lacking", Static).update(cell(sentence, "late"))
