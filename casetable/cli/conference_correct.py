"""casetable conference correct, nothing-to-correct, agree, reopen, ratify, may-tell: minutes put right and agreed."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.ask import ask_yes
from casetable.cli.options import By, HeardFrom
from casetable.cli.say import is_terminal, out, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_receipt
from casetable.errors import BadInput, NotFound, Refused
from casetable.words import LineKind, MinutesState

if TYPE_CHECKING:
    from casetable.values.conference import FiledLine, RecordedItem
    from casetable.values.minutes import Proposal
    from casetable.values.seat import Receipt, Seat

Which = Annotated[
    str | None, typer.Argument(metavar="[CONFERENCE]", help="Its date: 2026-12-11, 11 dec, last; else the last one.")
]
Meeting = Annotated[
    str | None, typer.Option("--conference", metavar="DATE", help="Which conference; else the last one.")
]
Place = Annotated[
    str,
    typer.Argument(metavar="LINE", help="Item and line, as conference show numbers them: 3.2.", show_default=False),
]
NUMBERS = "casetable conference show last numbers items and lines: 3.2 is the second line of item 3."
_PLACE = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?")


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable conference``."""
    group.command("correct")(correct)
    group.command("nothing-to-correct")(nothing_to_correct)
    group.command("agree")(agree)
    group.command("reopen")(reopen)
    group.command("ratify")(ratify)
    group.command("may-tell")(may_tell)


def correct(
    place: Annotated[
        str, typer.Argument(metavar="LINE", help="Item and line: 3.2; an item alone for a note.", show_default=False)
    ],
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="The line in other words.", show_default=False)
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, or what stands beside it.")] = "",
    conference: Meeting = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Correct minutes: a line in other words, or a note beside it.

    Example: casetable conference correct 3.2 "28-day rule starts again" --note "misheard"

    Whoever was there may, for 5 working days. Others' dissents, arguments and actions get a note beside them.
    """
    from casetable.actions import minutes

    with at_table() as sitting:
        seat = sitting.seat()
        item, line = _at(seat, conference, place)
        text = " ".join(words or []).strip()
        if line is None and text:
            raise BadInput("Words stand in a line; beside an item stands a note.", f"{NUMBERS} Or --note TEXT.")
        receipt = minutes.correct(
            seat,
            conference,
            line=line.id if line else None,
            item=None if line else item.item.id,
            text=text,
            note=note,
            seen=line.version if line else None,
            heard=sitting.heard(heard_from, by),
        )
        _tell(sitting, receipt)


def nothing_to_correct(conference: Which = None, heard_from: HeardFrom = None, by: By = None) -> None:
    """Say for your agency that the minutes are right as they are.

    Example: casetable conference nothing-to-correct

    Once every agency that was there has said so, they can be agreed before the 5 working days have passed.
    """
    from casetable.actions import minutes

    with at_table() as sitting:
        _tell(sitting, minutes.nothing_to_correct(sitting.seat(), conference, heard=sitting.heard(heard_from, by)))


def agree(
    conference: Which = None, yes: Annotated[bool, typer.Option("--yes", help="Do not ask before.")] = False
) -> None:
    """Agree the minutes and lock them: every edition is kept as it is.

    Example: casetable conference agree --yes

    The chair, the deputy and the coordinator do, once corrections have ended. Printing then gives what was kept.
    """
    from casetable.jobs.minutes import agree_minutes

    with at_table() as sitting:
        if not yes:
            _ask_to_agree(sitting.seat(), conference)
        _tell(sitting, agree_minutes(sitting.seat(), conference))


def reopen(
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, naming nobody: all copies say it.")],
    conference: Which = None,
) -> None:
    """Open agreed minutes again, as a new revision.

    Example: casetable conference reopen --why "a date was wrong"

    Corrections are open for 5 working days; what was agreed before stays, and may be printed: --revision 1.
    """
    from casetable.actions import minutes

    with at_table() as sitting:
        _tell(sitting, minutes.reopen(sitting.seat(), conference, why))


def ratify(
    what: Annotated[
        str | None, typer.Argument(metavar="[ABOUT]", help="Whom or what it is about: P-473.", show_default=False)
    ] = None,
    no: Annotated[bool, typer.Option("--no", help="Not: say why.")] = False,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="With --no: why not.")] = "",
    conference: Meeting = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Say yes or no for your agency to what was proposed without it.

    Example: casetable conference ratify P-473

    Without words it lists what waits. A no needs a reason; the next conference begins there.
    """
    from casetable.actions import ratifying

    with at_table() as sitting:
        if what is None:
            _list_proposals(sitting)
            return
        one = _proposal(sitting, what, conference)
        whose, seen = sitting.heard(heard_from, by), one.line.version
        receipt = ratifying.ratify(sitting.seat(), one.line.id, not no, why, heard=whose, seen=seen)
        _tell(sitting, receipt)


def may_tell(
    place: Place,
    no: Annotated[bool, typer.Option("--no", help="They are not to be told of it.")] = False,
    conference: Meeting = None,
) -> None:
    """Say that the participant may know of your agency's dissent.

    Example: casetable conference may-tell 3.4

    It then stands in their letter. --no takes it back.
    """
    from casetable.actions import minutes
    from casetable.rules.permissions import check

    with at_table() as sitting:
        seat = sitting.seat()
        check(seat.roles, "conference.may_tell")
        _, line = _at(seat, conference, place)
        if line is None or line.kind is not LineKind.DISSENT:
            raise BadInput(f"{place[:40]} is no dissent.", NUMBERS)
        _tell(sitting, minutes.may_tell(seat, line.id, not no))


def _at(seat: "Seat", conference: str | None, place: str) -> "tuple[RecordedItem, FiledLine | None]":
    """The item and line that ``3.2`` means, the line None for ``3``. Raises BadInput, NotFound."""
    from casetable.queries.conference_record import record

    read = _PLACE.fullmatch(place.strip())
    if read is None:
        raise BadInput(f"{place[:40]!r} is no line's number.", NUMBERS)
    found = record(seat, conference)
    item = next((one for one in found.items if one.item.number == int(read[1])), None)
    if item is None:
        raise NotFound(f"There is no item {read[1]} in the minutes of {found.conference.conference}.", NUMBERS)
    if read[2] is None:
        return item, None
    if not 1 <= int(read[2]) <= len(item.lines):
        there = f"There are {len(item.lines)}." if item.lines else "Nothing is filed there."
        raise NotFound(f"Item {read[1]} has no line {read[2]} that you may read. {there}", NUMBERS)
    return item, item.lines[int(read[2]) - 1]


def _proposal(sitting: Sitting, words: str, conference: str | None) -> "Proposal":
    """The proposal that words mean, first one that waits. Raises NotFound, BadInput where several wait."""
    from casetable.queries.ratifying import proposals
    from casetable.words import ProposalState

    day = sitting.past_day_if(conference) if conference not in (None, "last") else None
    plain = words.strip().casefold()
    meant = [
        one
        for one in proposals(sitting.seat())
        if (day is None or day in (one.conference, one.on))
        and plain in (one.label.casefold(), (one.participant or "").casefold(), (one.participant or "")[2:])
    ]
    waiting = [one for one in meant if one.state is ProposalState.WAITING]
    if len(waiting) > 1 and conference is None:
        days = ", ".join(dict.fromkeys(one.on.isoformat() for one in waiting))
        raise BadInput(f"More than one proposal about {words[:40]} waits: {days}.", "Add --conference DATE.")
    if not meant:
        raise NotFound(f"No proposal about {words[:40]!r} is here.", "casetable conference ratify lists what waits.")
    return (waiting or meant)[0]


def _list_proposals(sitting: Sitting) -> None:
    from casetable.cli.minutes_words import proposal_cells
    from casetable.cli.tell import tell_listing
    from casetable.exchange.minutes_as_json import proposal_json
    from casetable.queries.ratifying import proposals

    tell_listing(
        proposals(sitting.seat()),
        proposal_json,
        ("about", "conference", "state", "by", "waits for", "proposal"),
        lambda one: proposal_cells(one, sitting.today),
        empty="Nothing was proposed without quorum.",
    )


def _ask_to_agree(seat: "Seat", conference: str | None) -> None:
    """Say what agreeing reaches and ask, where somebody sits at a terminal; nothing else takes this for a yes."""
    from casetable.queries.minutes import minutes

    found = minutes(seat, conference)
    if found.state is not MinutesState.OPEN:
        return
    reach = f"The minutes of {found.conference.conference} are locked, and every edition is kept as it is."
    if not is_terminal():
        raise Refused("Nobody was there to say yes, so the minutes are not agreed.", f"{reach}\n--yes says it.")
    talk(f"{reach} It is not undone: conference reopen makes a revision.")
    if not ask_yes("Agree the minutes? (y/n) "):
        out("They stay open.")
        raise typer.Exit(1)


def _tell(sitting: Sitting, receipt: "Receipt") -> None:
    tell_receipt(sitting, receipt)
