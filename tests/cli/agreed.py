"""An agreement to type commands about: a few sections and an objective, offered, signed."""

import re
from dataclasses import replace

from casetable.actions import agreement
from casetable.queries.agreement import text_code
from casetable.values.partnership import ObjectiveSetup, Section, Setup
from casetable.words import PaperSigned
from tests.cli.conftest import Line
from tests.tables import MON, Room

MANAGERS = ("Maria Stein", "Vera Mills", "Zoe Lund")
WORKERS = ("Lee Park", "Dana Reyes", "Omar Haddad")


def written(room: Room) -> None:
    """Two sections and an objective in version 1."""

    def edit(setup: Setup) -> Setup:
        purpose = Section("Shared challenge and purpose", "Homes that last.")
        recourse = Section("Accountability and recourse", "We say early what we cannot keep.")
        housed = ObjectiveSetup("Three of five housed", target="3 of 5")
        return replace(setup, sections=(purpose, recourse), objectives=(housed,))

    agreement.amend(room.sit("ruth"), edit)


def offered(room: Room) -> str:
    """Write and offer it; returns the text code."""
    written(room)
    agreement.offer(room.sit("ruth"))
    return text_code(room.sit("ruth"), 1)


def in_force(room: Room) -> None:
    """Write and offer it; the first senior manager signs at her own seat, the others on paper."""
    code, (first, *others) = offered(room), MANAGERS
    people = [(one, MON) for one in others]
    agreement.sign(room.sit(first), PaperSigned.AGREEMENT, first, code)
    agreement.record_papers(room.sit("ruth"), PaperSigned.AGREEMENT, people, code, "binder 1")


def code_of(line: Line, paper: str = "agreement") -> str:
    """The code that stands below a text that is offered."""
    found = re.search(r"v\d+ · [0-9A-F]{4}-[0-9A-F]{4}", line(f"agreement show --text --paper {paper}").out)
    assert found is not None
    return found[0]
