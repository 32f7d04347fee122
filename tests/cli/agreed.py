"""An agreement typed at the command line: a few sections and objectives, offered, signed."""

import re

from tests.cli.conftest import Line

MANAGERS = ("Maria Stein", "Vera Mills", "Zoe Lund")
WORKERS = ("Lee Park", "Dana Reyes", "Omar Haddad")


def written(line: Line) -> None:
    """Two sections and an objective in version 1."""
    for heading, text in (
        ("Shared challenge and purpose", "Homes that last."),
        ("Accountability and recourse", "We say early what we cannot keep."),
    ):
        line(f"agreement amend --add-section '{heading}' --text '{text}'", who="ruth")
    line("agreement amend --objective new --text 'Three of five housed' --target '3 of 5'", who="ruth")


def offered(line: Line) -> str:
    """Offer what there is; returns the text code."""
    line("agreement offer --yes", who="ruth")
    return code_of(line)


def code_of(line: Line, paper: str = "agreement") -> str:
    """The code that stands below a text that is offered."""
    found = re.search(r"v\d+ · [0-9A-F]{4}-[0-9A-F]{4}", line(f"agreement show --text --paper {paper}").out)
    assert found is not None
    return found[0]


def in_force(line: Line) -> None:
    """Write, offer and sign by every senior manager at their own seat."""
    written(line)
    code = offered(line)
    for name in MANAGERS:
        line(f"agreement sign --name '{name}' --code '{code}'", who=name)
