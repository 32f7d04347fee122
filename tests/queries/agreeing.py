"""Short ways to an agreement that people signed."""

from collections.abc import Sequence
from datetime import date

from casetable.actions import agreement
from casetable.queries.agreement import text_code
from casetable.rules.amending import add_section, with_numbers, with_objective
from casetable.values.partnership import ObjectiveSetup, Setup
from casetable.words import PaperSigned, SectionTopic
from tests.tables import MON, Room

MANAGERS = ("maria", "vera", "zoe")
WORKERS = ("lee", "dana", "omar")
LOAD = "Each agency carries its load."


def worded(setup: Setup) -> Setup:
    """Two sections and one objective."""
    setup = add_section(setup, "Accountability and recourse", LOAD, SectionTopic.ACCOUNTABILITY)
    setup = add_section(setup, "Growth and pause", "We grow slowly.", SectionTopic.GROWTH)
    return with_objective(
        setup, len(setup.objectives) + 1, ObjectiveSetup("five people housed", "leases", "0", "5", "2027Q1")
    )


def numbered(**numbers: object):  # type: ignore[no-untyped-def]
    """An edit of numbers: ``numbered(missed_after_days=7)``."""
    return lambda setup: with_numbers(setup, {f"terms.{name}": value for name, value in numbers.items()})


def offered(room: Room, day: date = MON) -> None:
    """Whatever draft there is, offered."""
    agreement.offer(room.sit("ruth", day))


def signed(
    room: Room,
    number: int,
    day: date = MON,
    who: Sequence[str] = MANAGERS,
    paper: PaperSigned = PaperSigned.AGREEMENT,
) -> None:
    """The paper of a version signed by some, at their own seats."""
    code = text_code(room.sit("ruth", day), number, paper)
    for one in who:
        seat = room.sit(one, day)
        agreement.sign(seat, paper, seat.name, code)


def in_force(room: Room, day: date = MON) -> None:
    """Version 1 with two sections and one objective, signed by every manager."""
    agreement.amend(room.sit("ruth", day), worded)
    offered(room, day)
    signed(room, 1, day)


def amended(room: Room, number: int, day: date, **numbers: object) -> None:
    """The next version with other numbers, offered and signed on a day."""
    agreement.amend(room.sit("ruth", day), numbered(**numbers))
    offered(room, day)
    signed(room, number, day)
