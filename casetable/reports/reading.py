"""A page read back from its own Markdown: what was stored as Markdown can be a mail's text without being made anew."""

import re

from casetable.values.papers import Page, Section

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~&\-+=.)])")
_BETWEEN = re.compile(r"(?<!\\)((?:\\\\)*) \| ")
_POINT = re.compile(r"^- ", re.MULTILINE)


def page_from(markdown: str) -> Page:
    """The page that ``reports.page.markdown`` wrote so; boxes and signatures come back as the words that they were.

    What stands as points below other points comes back as facts.
    """
    title, under, mark = "", list[str](), ""
    notices: list[str] = []
    sections: list[Section] = []
    for block in markdown.rstrip("\n").split("\n\n"):
        if block.startswith("# "):
            title = _words(block[2:])
        elif block.startswith("## "):
            sections.append(Section(_words(block[3:])))
        elif block.startswith("> **"):
            mark = _words(block[4:-2])
        elif block.startswith("> "):
            notices.append(_words(block[2:]))
        elif sections:
            sections[-1] = _with(sections[-1], block)
        else:
            under.append(_words(block))
    return Page(title, tuple(under), tuple(sections), tuple(dict.fromkeys(notices)), mark)


def _with(section: Section, block: str) -> Section:
    """A section with one block more: a table, points, or a paragraph."""
    heading, lines = section.heading, section.lines
    if block.startswith("| "):
        head, _, *rows = block.split("\n")
        return Section(heading, lines, section.points, (_cells(head), *map(_cells, rows)))
    if block.startswith("- "):
        points = tuple(_words(point.rstrip("\n")) for point in _POINT.split(block)[1:])
        if section.points or lines:
            return Section(heading, lines, section.points, section.table, facts=(*section.facts, *points))
        return Section(heading, points, points=True)
    return Section(heading, (*lines, _words(block)), section.points, section.table, section.facts)


def _cells(row: str) -> tuple[str, ...]:
    """The cells of a row: between them stands a bar that no sign before it makes a word."""
    parted = _BETWEEN.sub(lambda found: f"{found[1]}\n", row.removeprefix("| ").removesuffix(" |"))
    return tuple(_words(cell) for cell in parted.split("\n"))


def _words(written: str) -> str:
    return _ESCAPED.sub(r"\1", written.replace("  \n", "\n"))
