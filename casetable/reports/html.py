"""A page as one HTML file: no script, nothing fetched, light and dark, and each printed page carries its notices."""

from casetable.places import data_file
from casetable.values.papers import Page


def html(page: Page) -> str:
    """The whole page; what people wrote is escaped and never markup."""
    from jinja2 import Environment, StrictUndefined

    surroundings = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    written = surroundings.from_string(data_file("papers", "page.html.j2").read_text(encoding="utf-8"))
    return written.render(page=page)
