"""Hands on a keyboard in the conference room: they press, they type words, and they count the one and the other."""

import re
from dataclasses import dataclass, field

from tests.screens.driving import until
from tests.screens.in_the_room import settled

_GRAMMAR = re.compile(r"^\d+(?= |$)|[@~;()]")
"""Of what is typed behind a first key: an option's number, and every sign that only casetable needs."""
_NAMES_AND_DATES = re.compile(r"(?<=@)\w+|look again|\d+ (?:dec|jan)")
"""Words that say whose a line is and until when."""


@dataclass
class Count:
    """Keystrokes that are commands, each by its key; characters of words, and those of names and dates among them."""

    commands: list[str] = field(default_factory=list)
    words: int = 0
    names: int = 0


@dataclass
class Keyboard:
    """Presses and counts; ``at`` is what is counted now."""

    pilot: object
    counts: dict[str, Count] = field(default_factory=dict)
    at: str = ""

    def begin(self, what):
        """Count for something else from now on."""
        self.at = what
        self.counts.setdefault(what, Count())

    async def press(self, *keys):
        """Press keys one after the other, each once the one before is done; each is a command."""
        for key in keys:
            await settled(self.pilot)
            await self.pilot.press(key)
            self.counts[self.at].commands.append(key)
        await settled(self.pilot)

    async def write(self, words):
        """Type into the line that is open. Numbers of options and signs of the grammar count as commands."""
        field = self.pilot.app.screen.capture.field
        await until(self.pilot, lambda: self.pilot.app.focused is field)
        field.insert_text_at_cursor(words)
        await self.pilot.pause()
        signs = [found[0] for found in _GRAMMAR.finditer(words)]
        self.counts[self.at].commands += [one for sign in signs for one in sign]
        self.counts[self.at].words += len(words) - sum(map(len, signs))
        self.counts[self.at].names += sum(len(found[0]) for found in _NAMES_AND_DATES.finditer(words))

    async def says(self, first, words):
        """File a line: its first key, its words, Enter."""
        await self.press(first)
        await self.write(words)
        await self.press("enter")
