"""The words of a paper as they are read and scrolled: headings, texts in pieces, facts."""

from collections.abc import Sequence
from itertools import groupby

from textual.containers import VerticalScroll
from textual.widgets import Static

from casetable.screens.cell import lines_of
from casetable.values.agreement import Part

_OF_PARTIES = "section:purpose"
"""The part that says what each party brings, one line after the other beginning with its code."""
_PIECE = 4_000
"""Characters of a text that stand in one widget: a text is never cut where it is to be signed."""


class PaperText(VerticalScroll):
    """The text. It goes to an end at once, so that a key pressed next finds it there."""

    def action_scroll_end(self) -> None:
        """To the end."""
        self.scroll_end(animate=False, immediate=True)

    def action_scroll_home(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False, immediate=True)

    def action_page_down(self) -> None:
        """A page on."""
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page back."""
        self.scroll_page_up(animate=False)

    def part_here(self, parts: Sequence[Part]) -> Part:
        """Return the part of the topmost line in sight."""
        keys = {one.key: one for one in parts}
        above = [one.name for one in self.query(Static) if one.name in keys and one.virtual_region.y <= self.scroll_y]
        return keys[above[-1]] if above and above[-1] is not None else parts[0]

    def named(self, at: str) -> Static | None:
        """Return what begins a part, or what it says of a party (``section:purpose SS``); else that part's beginning.

        None where there is no such part.
        """
        found = {one.name: one for one in self.query(Static) if one.name}
        return found.get(at) or found.get(at.rpartition(" ")[0])


def widgets_of(part: Part) -> list[Static]:
    """Return a part as widgets: its heading, named by the part's key; the text in pieces; its facts."""
    found = [Static(lines_of(f"\n{part.heading}", "strong"), name=part.key)]
    found += [Static(lines_of(piece)) for piece in pieces(part.text)]
    for name, facts in _by_party(part):
        found += [Static(lines_of("\n".join(f"- {fact}" for fact in few)), name=name) for few in _few(facts)]
    return found


def _by_party(part: Part) -> list[tuple[str | None, tuple[str, ...]]]:
    """The facts with the name under which they are found: what each party says for itself, by its code."""
    if part.key != _OF_PARTIES:
        return [(None, part.facts)]
    groups = groupby(part.facts, key=lambda fact: fact.split(" ", 1)[0])
    return [(f"{part.key} {code}", tuple(facts)) for code, facts in groups]


def _few(facts: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [facts[at : at + 8] for at in range(0, len(facts), 8)]


def pieces(text: str, most: int = _PIECE) -> list[str]:
    """Return a text in pieces of at most so many characters, parted at line ends where there are any."""
    found, piece = [], ""
    for line in text.split("\n") if text else ():
        for start in range(0, max(len(line), 1), most):
            part = line[start : start + most]
            if piece and len(piece) + len(part) >= most:
                found.append(piece)
                piece = part
            else:
                piece = f"{piece}\n{part}" if piece else part
    return [*found, piece] if piece else found
