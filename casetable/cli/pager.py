"""A long text at the terminal, a page at a time; it stays on the screen for what is asked afterwards."""

import shutil
from collections.abc import Sequence

from casetable.cli.ask import ask_line
from casetable.cli.say import out

NARROWEST = 20


def read_to_the_end(text: str) -> bool:
    """Show a text page by page, folded to the terminal's width; False for who leaves before its end."""
    from casetable.cli.agreement_words import text_lines

    columns, rows = shutil.get_terminal_size()
    lines = list(text_lines(text, max(columns, NARROWEST)))
    page = max(rows - 2, 3)
    for start in range(0, len(lines), page):
        out("\n".join(lines[start : start + page]))
        left = len(lines) - start - page
        if left > 0 and not _goes_on(left, page):
            return False
    return True


def _goes_on(left: int, page: int) -> bool:
    """Ask whether to read on: Enter does, ``q`` leaves."""
    pages: Sequence[int] = range(0, left, page)
    more = "1 more page" if len(pages) == 1 else f"{len(pages)} more pages"
    return ask_line(f"-- {more}: Enter reads on, q leaves -- ").casefold() not in ("q", "quit", "n", "no")
