"""ctrl+p: every command that the screen knows, every theme, and whoever or whatever a few letters find."""

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from casetable.errors import CasetableError
from casetable.screens.cell import literal
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import BY_ID, key_of, of_scope, twin_of
from casetable.screens.desk import Desk

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp

_LEFT_OUT = frozenset({"palette", "open", "back"})
_FEWEST_LETTERS = 2


class Commands(Provider):
    """Finds commands, themes, participants, tasks and people."""

    async def discover(self) -> Hits:
        """Before anything is typed: the commands that work here."""
        desk = self.screen
        if isinstance(desk, Desk):
            for command in self._commands(desk):
                yield DiscoveryHit(
                    self._title(command, desk), partial(desk.action_command, command.id), help=self._help(command, desk)
                )

    async def search(self, query: str) -> Hits:
        """Match commands and themes at once, then ask the table."""
        matcher = self.matcher(query)
        desk = self.screen
        if not isinstance(desk, Desk):
            return
        for command in self._commands(desk):
            words = f"{command.label}: {command.sentence}"
            if (score := matcher.match(words)) > 0:
                title = matcher.highlight(words)
                yield Hit(score, title, partial(desk.action_command, command.id), help=self._help(command, desk))
        for name in self.app.available_themes:
            if (score := matcher.match(f"theme {name}")) > 0:
                title = matcher.highlight(f"theme {name}")
                yield Hit(score, title, partial(setattr, self.app, "theme", name), help="Change how casetable looks.")
        if len(query.strip()) >= _FEWEST_LETTERS:
            async for hit in self._found(query):
                yield hit

    async def _found(self, query: str) -> Hits:
        app = cast("CasetableApp", self.app)
        try:
            from casetable.queries.find import find

            hits = await app.at_seat(lambda seat: find(seat, query, limit=20))
        except CasetableError:
            return
        for place, hit in enumerate(hits):
            words = Content(literal(f"{hit.ref}  {hit.text}" if hit.kind != "person" else hit.text))
            yield Hit(0.9 - place / 100, words, partial(app.go_to, hit.kind, hit.ref), help=f"Go to this {hit.kind}.")

    def _commands(self, desk: Desk) -> list[Command]:
        has = desk.has()
        scopes = (*of_scope(desk.SCOPE), *of_scope(Scope.EVERYWHERE))
        return [c for c in scopes if c.id not in _LEFT_OUT and (c.needs is None or c.needs in has)]

    def _title(self, command: Command, desk: Desk) -> Content:
        return Content(f"{command.label}: {command.sentence}")

    def _help(self, command: Command, desk: Desk) -> str:
        keymap = cast("CasetableApp", self.app).keymap
        twin = twin_of(command, desk.facts())
        key = key_of(BY_ID[command.id], keymap)
        return f"{key}   {twin}".replace("[", "(").replace("]", ")") if twin else key
