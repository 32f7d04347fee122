"""A page as one HTML file: no script, nothing fetched, light and dark, and each printed page carries its notices."""

from functools import cache
from typing import TYPE_CHECKING

from casetable.places import data_file
from casetable.values.papers import Page

if TYPE_CHECKING:
    from jinja2 import Template


def html(page: Page) -> str:
    """The whole page; what people wrote is escaped and never markup."""
    return _template().render(page=page)


@cache
def _template() -> "Template":
    """The template, read once: agreeing minutes lays out many pages."""
    from jinja2 import Environment, StrictUndefined

    surroundings = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    return surroundings.from_string(data_file("papers", "page.html.j2").read_text(encoding="utf-8"))
