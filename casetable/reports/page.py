"""A page as Markdown. What people wrote is text in it and never markup."""

import re
from collections.abc import Sequence

from casetable.values.papers import Box, Page, Section, SignatureBlock

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_FIRST = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)

_LINE = r"\_" * 24
_WIDE = r"\_" * 60


def markdown(page: Page) -> str:
    """The whole page, a blank line between its parts; its mark and notices stand on top and at the end."""
    told = [*([f"> **{text(page.mark)}**"] if page.mark else []), *(f"> {text(notice)}" for notice in page.notices)]
    parts = [f"# {text(page.title)}", *told, *(text(words) for words in page.under)]
    for section in page.sections:
        parts += [f"## {text(section.heading)}", *_body(section)]
    return "\n\n".join([*parts, *told]) + "\n"


def text(words: str) -> str:
    """Words as Markdown shows them: every sign that could be markup stands for itself."""
    escaped = _MARKUP.sub(r"\\\1", words)
    return _FIRST.sub(lambda found: f"{found[1]}{_escaped_start(found[2])}", escaped).replace("\n", "  \n")


def _escaped_start(start: str) -> str:
    return f"\\{start}" if len(start) == 1 else f"{start[:-1]}\\{start[-1]}"


def _body(section: Section) -> list[str]:
    if section.table:
        head, *rows = section.table
        lines = [_row(head), _row(["---"] * len(head), is_text=False), *(_row(row) for row in rows)]
        return [*(text(words) for words in section.lines), "\n".join(lines), *(_box(box) for box in section.boxes)]
    points = [_points(section.lines)] if section.lines else []
    body = points if section.points else [text(words) for words in section.lines]
    return [
        *body,
        *([_points(section.facts)] if section.facts else []),
        *(_box(box) for box in section.boxes),
        *(_signature(block) for block in section.signatures),
    ]


def _points(lines: Sequence[str]) -> str:
    return "\n".join(f"- {text(words)}" for words in lines)


def _box(box: Box) -> str:
    """What belongs there, over lines to write on."""
    return "  \n".join([f"{text(box.label)}:", *[_WIDE] * box.lines])


def _signature(block: SignatureBlock) -> str:
    """Somebody's name and role over how they signed, or over lines to sign on."""
    lines = [f"**{text(block.party)}**", text(", ".join(filter(None, (block.name, block.role))))]
    lines += [text(block.signed)] if block.signed else [] if block.name else [f"Name: {_LINE}"]
    return "  \n".join([*lines, *([] if block.signed else [f"Signature: {_LINE}", f"Day: {_LINE}"])])


def _row(cells: tuple[str, ...] | list[str], *, is_text: bool = True) -> str:
    said = [text(" ".join(cell.split())) if is_text else cell for cell in cells]
    return f"| {' | '.join(said)} |"
