"""ctrl+p: every command that the screen knows, every theme, and whoever or whatever a few letters find."""

import re
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
_NAMED, _BEGINS, _LABEL, _WITHIN, _ALIKE = 1000.0, 900.0, 800.0, 700.0, 100.0
"""Ranks, best first: a command by its name; found, a word begins so; a command begins so; found; only alike."""
_THEME = "Change how casetable looks."


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
        """What the table finds, commands and themes; what begins as the words do comes before what is only alike."""
        desk = self.screen
        if not isinstance(desk, Desk):
            return
        if len(query.strip()) >= _FEWEST_LETTERS:
            async for hit in self._found(query):
                yield hit
        matcher = self.matcher(query)
        for command in self._commands(desk):
            words = f"{command.label}: {command.sentence}"
            score = _rank(query, command, matcher.match(words))
            if score > 0:
                title = matcher.highlight(words)
                yield Hit(score, title, partial(desk.action_command, command.id), help=self._help(command, desk))
        for name in self.app.available_themes:
            if (score := matcher.match(f"theme {name}")) > 0:
                title = matcher.highlight(f"theme {name}")
                yield Hit(_alike(score), title, partial(setattr, self.app, "theme", name), help=_THEME)

    async def _found(self, query: str) -> Hits:
        app = cast("CasetableApp", self.app)
        try:
            from casetable.queries.find import find

            hits = await app.at_seat(lambda seat: find(seat, query, limit=20))
        except CasetableError:
            return
        for place, hit in enumerate(hits):
            drawn = f"{hit.ref}  {hit.text}"
            begins = all(f" {word}" in f" {_words(drawn)}" for word in _words(query).split())
            score = (_BEGINS if begins else _WITHIN) - place
            words = Content(literal(drawn))
            yield Hit(score, words, partial(app.go_to, hit.kind, hit.ref), help=f"Go to this {hit.kind}.")

    def _commands(self, desk: Desk) -> list[Command]:
        has = desk.has()
        scopes = (*of_scope(desk.scope_now), *of_scope(Scope.EVERYWHERE), BY_ID["people"], *of_scope(Scope.FILES))
        able = [c for c in dict.fromkeys(scopes) if c.id not in _LEFT_OUT and (c.needs is None or c.needs in has)]
        return [c for c in able if desk.may(c)]

    def _title(self, command: Command, desk: Desk) -> Content:
        return Content(f"{command.label}: {command.sentence}")

    def _help(self, command: Command, desk: Desk) -> str:
        keymap = cast("CasetableApp", self.app).keymap
        twin = twin_of(command, desk.facts())
        key = key_of(BY_ID[command.id], keymap)
        return f"{key}   {twin}".replace("[", "(").replace("]", ")") if twin else key


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _rank(query: str, command: Command, score: float) -> float:
    """Return where a command stands for what was typed; 0 where it does not match at all."""
    typed, label = query.strip().casefold(), command.label.casefold()
    if typed in (label, command.id):
        return _NAMED
    if typed and label.startswith(typed):
        return _LABEL
    return _alike(score) if score > 0 else 0.0


def _alike(score: float) -> float:
    """Return a fuzzy score below every other rank, in its own order."""
    return _ALIKE * score / (1 + score)
