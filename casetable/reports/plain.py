"""A page as plain text in narrow lines, for a mail's text part and for reading aloud."""

from collections.abc import Sequence
from textwrap import wrap
from unicodedata import east_asian_width

from casetable.values.papers import Page, Section

WIDTH = 72
"""Columns: what mail programs show without breaking a line, quoted once or twice."""

_SHORT = 24
"""The longest cell that a row may have to be read in one go, in characters."""


def plain(page: Page) -> str:
    """The whole page; its notices stand at the end, its mark on top. Tables become a block of lines for each row."""
    parts = [_underlined(page.title, "=")]
    parts += [_wrapped(words) for words in (page.mark, *page.under) if words]
    for section in page.sections:
        parts += [_underlined(section.heading, "-"), *_body(section)]
    parts += [_wrapped(notice) for notice in page.notices]
    return "\n\n".join(part for part in parts if part) + "\n"


def _body(section: Section) -> list[str]:
    said = [_points(section.lines)] if section.points else [_wrapped(words) for words in section.lines]
    said += ["\n".join(_row(section.table[0], row) for row in section.table[1:])] if section.table else []
    said += [_points(section.facts)] if section.facts else []
    said += [_wrapped(f"{box.label}:") for box in section.boxes]
    return said + [
        "\n".join(filter(None, (one.party, ", ".join(filter(None, (one.name, one.role))), one.signed)))
        for one in section.signatures
    ]


def _points(lines: Sequence[str]) -> str:
    return "\n".join(_wrapped(words, "- ", "  ") for words in lines)


def _row(head: Sequence[str], row: Sequence[str]) -> str:
    """One row as a point; where one of its cells is long, each but the first stands below, after its heading."""
    cells = [(name, " ".join(cell.split())) for name, cell in zip(head, row, strict=True)]
    short = " · ".join(f"{name.lower()} {cell}" if cell.isdecimal() else cell for name, cell in cells if cell)
    if max(len(cell) for _, cell in cells) <= _SHORT or len(short) + 2 <= WIDTH:
        return _wrapped(short, "- ", "  ")
    (_, first), *rest = cells
    named = [_wrapped(f"{name}: {cell}", "  ", "    ") for name, cell in rest if cell]
    return "\n".join([_wrapped(first or "-", "- ", "  "), *named])


def _wrapped(words: str, first: str = "", then: str = "") -> str:
    """Words in lines of at most ``WIDTH`` columns; a longer word stays whole, so that an address still works."""
    lines: list[str] = []
    for paragraph in words.split("\n"):
        begin = then if lines else first
        lines += wrap(
            paragraph,
            WIDTH,
            initial_indent=begin,
            subsequent_indent=then,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [begin.rstrip()]
    return "\n".join(lines)


def _underlined(words: str, sign: str) -> str:
    lines = _wrapped(words).split("\n")
    return "\n".join([*lines, sign * min(WIDTH, max(_columns(line) for line in lines))])


def _columns(words: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)
