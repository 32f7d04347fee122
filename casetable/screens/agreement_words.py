"""The words of a paper as they are read and scrolled: headings, texts in pieces, facts."""

from textual.containers import VerticalScroll
from textual.widgets import Static

from casetable.screens.cell import lines_of
from casetable.values.agreement import Part

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


def widgets_of(part: Part) -> list[Static]:
    """Return a part as widgets: its heading, named by the part's key; the text in pieces; its facts."""
    found = [Static(lines_of(f"\n{part.heading}", "strong"), name=part.key)]
    found += [Static(lines_of(piece)) for piece in pieces(part.text)]
    found += [Static(lines_of("\n".join(f"- {fact}" for fact in few))) for few in _few(part.facts)]
    return found


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
