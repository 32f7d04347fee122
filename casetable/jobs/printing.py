"""How a page becomes a file: Markdown, HTML or PDF, by its ending unless somebody says otherwise."""

from pathlib import Path
from typing import Literal

from casetable.errors import BadInput
from casetable.reports.html import html
from casetable.reports.page import markdown
from casetable.reports.pdf import pdf
from casetable.values.papers import Page

PaperForm = Literal["md", "html", "pdf"]

_ENDINGS: dict[str, PaperForm] = {".md": "md", ".html": "html", ".htm": "html", ".pdf": "pdf"}


def form_of(to: Path) -> PaperForm:
    """How a file is written, by its ending. Raises BadInput for another one."""
    ending = to.suffix.casefold()
    if ending not in _ENDINGS:
        raise BadInput(
            f"{to.name} is neither .md, .html nor .pdf.", "Say which with --format md, --format html or --format pdf."
        )
    return _ENDINGS[ending]


def printed(page: Page, form: PaperForm) -> bytes:
    """The page as the bytes of a file. Raises Refused where no PDF can be made."""
    if form == "pdf":
        return pdf(page)
    return (html(page) if form == "html" else markdown(page)).encode()
