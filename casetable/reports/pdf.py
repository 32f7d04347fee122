"""A page as a tagged PDF, by typst. Its words go in as data, so that nothing anybody wrote is run as markup."""

import json
import re
from dataclasses import asdict
from importlib.util import find_spec

from casetable.errors import Refused
from casetable.places import data_file
from casetable.values.papers import Page

_CLOSER = (1, 2)
"""Closer ways to set a compact page, one after the other, until it is on one sheet."""


def check_pdf() -> None:
    """Raise Refused where no PDF can be made, with what to install."""
    if find_spec("typst") is None:
        raise Refused(
            "No PDF can be made here: the part that makes it is not installed.",
            "python -m pip install 'casetable[pdf]', or take --format md.",
        )


def pdf(page: Page) -> bytes:
    """The page as PDF/UA: tagged, with title and language, for screen readers too.

    A compact one is set as closely as it takes to stay on one sheet, with letters of 8 pt at least; where that is not
    enough it is left on several (``sheets`` counts them). Raises Refused without typst, and where this computer has no
    font for some of its characters.
    """
    check_pdf()
    made = _made(page, 0)
    for closeness in _CLOSER if page.compact else ():
        if sheets(made) == 1:
            break
        made = _made(page, closeness)
    return made


def sheets(made: bytes) -> int:
    """How many pages a PDF of ``pdf`` has."""
    return len(re.findall(rb"/Type\s*/Page\b", made))


def _made(page: Page, closeness: int) -> bytes:
    import typst

    try:
        made = typst.compile(
            data_file("papers", "page.typ").read_bytes(),
            format="pdf",
            sys_inputs={"page": json.dumps(asdict(page)), "closeness": str(closeness)},
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise Refused(
            "No PDF can be made of this: it has characters that no font of this computer can draw.",
            "Take --format md.",
        ) from error
    return bytes(made)
