"""casetable conference open, attend, item, go-on, recess, shave, person, show, close: the room, step by step."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli import conference_file, conference_mend, conference_scribe
from casetable.cli.ask import ask_yes
from casetable.cli.asked import asked
from casetable.cli.room_now import blanking, gone_on, item_of, next_item, room_now
from casetable.cli.say import draws_unicode, is_terminal, out, out_json, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_receipt_alone, tell_thing
from casetable.errors import BadInput, Refused
from casetable.words import ItemState

if TYPE_CHECKING:
    from casetable.values.conference import Occurrence, Room
    from casetable.values.seat import Receipt

Which = Annotated[
    str | None,
    typer.Argument(metavar="CONFERENCE", help="A date, next or last; else the one in session or the next."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before it is closed.")]


class Here(StrEnum):
    """Whether a participant is in the room."""

    HERE = "here"
    GONE = "gone"


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable conference``."""
    group.command("open")(open_it)
    group.command("attend")(attend)
    group.command("item")(item)
    group.command("go-on")(go_on)
    conference_file.add_to(group)
    conference_scribe.add_to(group)
    conference_mend.add_to(group)
    group.command("recess")(recess)
    group.command("shave")(shave)
    group.command("person")(person)
    group.command("show")(show)
    group.command("close")(close)


def open_it(conference: Which = None) -> None:
    """Open the conference: it is in session from now on.

    Example: casetable conference open

    The next one is opened where no date is said.
    """
    from casetable.actions.conference import open_conference

    with at_table() as sitting:
        _told(sitting, open_conference(sitting.seat(), conference))


def attend(
    people: Annotated[
        list[str] | None, typer.Argument(metavar="PERSON", help="Who is here: dana lee omar.", show_default=False)
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="They came late.")] = False,
    left: Annotated[bool, typer.Option("--out", help="They step out, or left.")] = False,
    guest: Annotated[str | None, typer.Option("--guest", metavar="NAME", help="A guest is here.")] = None,
    organisation: Annotated[str, typer.Option("--of", metavar="ORGANISATION", help="Where the guest is from.")] = "",
    invited_by: Annotated[
        str | None, typer.Option("--invited-by", metavar="PARTICIPANT", help="Whose guest: of them alone they hear.")
    ] = None,
    accepted: Annotated[bool, typer.Option("--accepted", help="The opening line was read, and all accept it.")] = False,
) -> None:
    """Note who is in the room, who came late and who stepped out.

    Example: casetable conference attend dana lee omar

    A guest: casetable conference attend --guest "Rosa Tran" --of "County office". The opening line that all accept:
    casetable conference attend --accepted.
    """
    from casetable.actions import conference

    if not (people or guest or accepted):
        raise BadInput("Who is here?", "casetable conference attend dana lee omar")
    if guest is None and (organisation or invited_by):
        raise BadInput("--of and --invited-by say whose guest it is.", "Add --guest NAME.")
    with at_table() as sitting:
        receipts = []
        if people and left:
            receipts += [conference.step_out(sitting.seat(), one) for one in people]
        elif people:
            receipts.append(conference.attend(sitting.seat(), people, late=late))
        if guest is not None:
            receipts.append(conference.guest(sitting.seat(), guest, organisation, invited_by))
        if accepted:
            receipts.append(conference.accept_opening(sitting.seat()))
        _told(sitting, *receipts)


def item(
    which: Annotated[
        str | None,
        typer.Argument(metavar="ITEM", help="Its number or participant: 3, P-473; else the next.", show_default=False),
    ] = None,
    not_discussed: Annotated[bool, typer.Option("--not-discussed", help="Leave it: it is not discussed.")] = False,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="With --not-discussed: why.")] = "",
) -> None:
    """Go to an item of the agenda, or leave it undiscussed.

    Example: casetable conference item P-473

    Opening a participant's item tells the agencies in the room about them; the account of disclosures says so.
    """
    from casetable.actions import conference

    if why and not not_discussed:
        raise BadInput("--why says why an item is left.", "Add --not-discussed.")
    with at_table() as sitting:
        if not_discussed:
            named = which if which is not None else str(item_of(room_now(sitting), None).number)
            _told(sitting, conference.leave_item(sitting.seat(), named, why))
            return
        named = which if which is not None else str(next_item(room_now(sitting)))
        _told(sitting, conference.open_item(sitting.seat(), named))


def go_on() -> None:
    """Go on to the next phase, after the last one to the next item.

    Example: casetable conference go-on
    """
    with at_table() as sitting:
        _told(sitting, gone_on(sitting))


def recess(
    end: Annotated[bool, typer.Option("--end", help="The recess is over.")] = False,
) -> None:
    """Rest: the clock of the phase stands still.

    Example: casetable conference recess --end
    """
    from casetable.actions import conference

    with at_table() as sitting:
        _told(sitting, conference.resume(sitting.seat()) if end else conference.recess(sitting.seat()))


def shave() -> None:
    """Shave the items to come, so that the conference ends in time.

    Example: casetable conference shave
    """
    from casetable.actions import conference

    with at_table() as sitting:
        _told(sitting, conference.shave(sitting.seat()))


def person(
    where: Annotated[Here, typer.Argument(metavar="here|gone", help="Whether they are in the room.")] = Here.HERE,
) -> None:
    """Say that the participant is in the room, or has left it.

    Example: casetable conference person here

    While they are, the screen of the room, conference show and conference agenda name no other participant, with
    --json too: their references, names, tasks and questions are blank. Other commands are for your own terminal.
    """
    from casetable.actions import conference

    with at_table() as sitting:
        _told(sitting, conference.person_present(sitting.seat(), where is Here.HERE))


def show(conference: Which = None) -> None:
    """Show the room as it is now, or the record of a past conference.

    Example: casetable conference show last --json
    """
    from casetable.cli.room_words import record_words, room_words
    from casetable.exchange.room_as_json import record_json, room_json
    from casetable.queries.conference_record import record
    from casetable.queries.room import room

    with at_table() as sitting:
        unicode = draws_unicode()
        now = room(sitting.seat())
        blanked = blanking(sitting, now)
        if now is not None and (conference is None or _means(now, conference)):
            shown = blanked.room(now)
            tell_thing(
                room_json(shown, _dated(sitting, now.conference)),
                lambda: room_words(shown, sitting.today, unicode=unicode),
            )
            return
        past = blanked.record(record(sitting.seat(), conference or "last"))
        tell_thing(
            record_json(past, _dated(sitting, past.conference)),
            lambda: record_words(past, sitting.today, sitting.table.partnership.zone, unicode=unicode),
        )


def close(yes: Yes = False) -> None:
    """Close the conference: what was not reached goes on to the next.

    Example: casetable conference close --yes
    """
    from casetable.actions.conference import close_conference

    with at_table() as sitting:
        if not yes:
            _ask_to_close(room_now(sitting))
        _told(sitting, close_conference(sitting.seat()))


def _told(sitting: Sitting, *receipts: "Receipt") -> None:
    """Print what was done, a sentence each; as JSON with the room as it is now."""
    if not asked().json:
        for one in receipts:
            tell_receipt_alone(one)
        return
    from casetable.exchange.room_as_json import room_json
    from casetable.queries.room import room

    now = room(sitting.seat())
    sentence = " ".join(one.sentence for one in receipts)
    said = None if now is None else room_json(blanking(sitting, now).room(now), _dated(sitting, now.conference))
    out_json({"sentence": sentence, "ref": receipts[-1].ref, "room": said})


def _dated(sitting: Sitting, conference: "Occurrence") -> dict[str, object]:
    """What JSON says of a conference itself."""
    from casetable.exchange.conference_as_json import occurrence_json

    return occurrence_json(conference, sitting.table.partnership.zone)


def _ask_to_close(room: "Room") -> None:
    """Say what closing reaches and ask, where somebody sits at a terminal; nothing else takes this for a yes."""
    from casetable.cli.room_words import called

    left = [called(one, room) for one in room.items if one.state is ItemState.PLANNED]
    reach = f"Not reached yet: {', '.join(left)}." if left else "Every item had its turn."
    if not is_terminal():
        raise Refused("Nobody was there to say yes, so the conference goes on.", f"{reach}\n--yes says it.")
    talk(f"{reach} Closing is not undone; the minutes are corrected instead.")
    if not ask_yes("Close the conference? (y/n) "):
        out("It goes on.")
        raise typer.Exit(1)


def _means(room: "Room", words: str) -> bool:
    """True if the words mean the conference in session, by either of its dates or as the next one."""
    here = room.conference
    return words.casefold() == "next" or words in (here.conference, here.on.isoformat())
