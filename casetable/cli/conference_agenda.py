"""casetable conference agenda, propose, arrange, expect, forecast, ask: what a chair and others do beforehand."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.conference_papers import (
    AskCard,
    Given,
    Mails,
    Output,
    Paper,
    PreRead,
    PrintedAs,
    write_agenda,
    write_card,
)
from casetable.cli.keeping import item_words, or_kept
from casetable.cli.options import By, CategoryName, HeardFrom
from casetable.cli.papers import Replace
from casetable.cli.reading import category_of
from casetable.cli.room_now import blanking
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt, tell_thing
from casetable.errors import BadInput
from casetable.words import Category, ItemKind

if TYPE_CHECKING:
    from casetable.values.seat import Receipt, Seat

Which = Annotated[
    str | None, typer.Argument(metavar="[CONFERENCE]", help="Its date: 2026-12-11, 11 dec, next; else the next one.")
]
Meeting = Annotated[
    str | None, typer.Option("--conference", metavar="DATE", help="Which conference; else the next one.")
]


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable conference``."""
    group.command("agenda")(agenda)
    group.command("propose")(propose)
    group.command("arrange")(arrange)
    group.command("expect")(expect)
    group.command("forecast")(forecast)
    group.command("ask")(ask)


def agenda(
    conference: Which = None,
    paper: Paper = None,
    pre_read: PreRead = None,
    output: Output = None,
    eml: Mails = None,
    form: PrintedAs = None,
    replace: Replace = False,
) -> None:
    """Show the agenda, why each item stands there and when it ends.

    Example: casetable conference agenda

    Until somebody arranges it, it proposes itself from what is open. To print: --paper agenda.pdf, with what every
    agency that is expected may hear. For one agency: --pre-read MH --output mental-health.pdf. For all by mail: --eml.
    """
    if write_agenda(conference, paper=paper, agency=pre_read, output=output, eml=eml, form=form, replace=replace):
        return
    from casetable.cli.agenda_words import agenda_words
    from casetable.exchange.agenda_as_json import agenda_json
    from casetable.queries import agenda as agendas
    from casetable.queries.room import room

    with at_table() as sitting:
        seat = sitting.seat()
        found = blanking(sitting, room(seat)).agenda(agendas.agenda(seat, conference))
        tell_thing(agenda_json(found, seat.zone), lambda: agenda_words(found, sitting.today))


def propose(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="With --about: the question for debate. Else: what it is about."),
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="PARTICIPANT", help="The participant: 473 or P-473.")
    ] = None,
    question: Annotated[str, typer.Option("--question", metavar="TEXT", help="What is to be debated.")] = "",
    consultation: Annotated[
        bool, typer.Option("--consultation", help="A general consultation, with nobody attached.")
    ] = False,
    category: CategoryName = None,
    conference: Meeting = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Propose an item: a participant with a question, or business.

    Example: casetable conference propose --about 473 "Motel now, or hold out for the unit?"

    Business: casetable conference propose "Bus passes" --question "Who pays from January?"
    ~health within the words says what a question is about; an item about nobody names no participant.
    """
    from casetable.actions.proposing_items import propose as act

    said = " ".join(words or []).strip()
    if about is not None and consultation:
        raise BadInput("A general consultation has nobody attached.", "Leave out --about, or --consultation.")
    if about is not None and said and question:
        raise BadInput("That is two questions.", "With --about the words are the question: leave out --question.")
    with at_table() as sitting:
        named = category_of(category)
        asks, tagged = item_words(sitting, (said or question) if about else question, about or "", named)
        kind = tagged or Category.GENERAL
        run = partial(
            act,
            about=about,
            question=asks,
            title="" if about else item_words(sitting, said, "", named)[0],
            kind=ItemKind.CONSULTATION if consultation else ItemKind.BUSINESS,
            category=kind,
            conference=conference,
            heard=sitting.heard(heard_from, by),
        )
        if about:
            receipt = or_kept(sitting, run, f"a question about {about}", asks, about, kind)
        else:
            receipt = run(sitting.seat())
        _tell(sitting, receipt, conference)


def arrange(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Its number, a participant or its title.")],
    to: Annotated[int | None, typer.Option("--to", metavar="NUMBER", help="The place it gets.")] = None,
    minutes: Annotated[str | None, typer.Option("--minutes", metavar="TIME", help="How long it may take: 20m.")] = None,
    question: Annotated[str, typer.Option("--question", metavar="TEXT", help="What is to be debated, reworded.")] = "",
    off: Annotated[bool, typer.Option("--off", help="Take it off the agenda; say why with --why.")] = False,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why it is taken off.")] = "",
    conference: Meeting = None,
) -> None:
    """Arrange the agenda: the order, the minutes, what comes off.

    Example: casetable conference arrange 473 --to 3 --minutes 20m

    The chair, the deputy or the coordinator does. What stands first and last on every agenda stays there.
    """
    from casetable.actions import agenda as actions
    from casetable.cli.reading import minutes_of

    wanted = [to is not None, minutes is not None, bool(question), off]
    if sum(wanted) == 0 or (off and sum(wanted) > 1):
        raise BadInput("What is to change?", "Say --to NUMBER, --minutes TIME, --question TEXT, or --off --why TEXT.")
    long = minutes_of(minutes)
    with at_table() as sitting:
        receipts = []
        if question:
            receipts.append(_reword(sitting, item, question, conference))
        if long is not None:
            receipts.append(actions.set_minutes(sitting.seat(), item, long, conference=conference))
        if off:
            receipts.append(actions.remove_item(sitting.seat(), item, why, conference=conference))
        if to is not None:
            receipts.append(actions.move_item(sitting.seat(), item, to, conference=conference))
        _tell(sitting, _together(receipts), conference)


def expect(
    comes: Annotated[bool, typer.Option("--yes/--no", help="Whether they come.", show_default=False)],
    person: Annotated[str | None, typer.Argument(metavar="[PERSON]", help="Who; you, where nobody is named.")] = None,
    deputy: Annotated[
        str | None, typer.Option("--deputy", metavar="PERSON", help="With --no: who comes instead.")
    ] = None,
    conference: Meeting = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Say whether you come to the conference, and who comes instead.

    Example: casetable conference expect --no --deputy hal

    For somebody else: casetable conference expect omar --yes --heard-from omar --by phone
    """
    from casetable.actions.expecting import expect as say

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        who = sitting.somebody(person).id if person else heard.person if heard else sitting.person
        instead = sitting.somebody(deputy).id if deputy else None
        receipt = say(sitting.seat(), who, comes, instead, conference=conference, heard=heard)
        _tell(sitting, receipt, conference)


def forecast(conference: Which = None) -> None:
    """Look ahead: who comes, the quorum, and who may hear of whom.

    Example: casetable conference forecast
    """
    from casetable.cli.agenda_words import forecast_words
    from casetable.cli.say import draws_unicode
    from casetable.exchange.agenda_as_json import forecast_json
    from casetable.queries.conference import conference as one_conference
    from casetable.queries.forecast import forecast as foreseen
    from casetable.rules.forecast import nobody_listed

    with at_table() as sitting:
        seat = sitting.seat()
        found, meeting = foreseen(seat, conference), one_conference(seat, conference)
        nobody, unicode = nobody_listed(seat.roles), draws_unicode()
        tell_thing(
            forecast_json(found, meeting, seat.zone),
            lambda: forecast_words(found, meeting.on, sitting.today, nobody, unicode=unicode),
        )


def ask(
    which: Annotated[
        str | None, typer.Argument(metavar="[CONFERENCE]", help="Its date; else the next one. With --card: whom.")
    ] = None,
    card: AskCard = None,
    given: Given = "hand",
    conference: Meeting = None,
    form: PrintedAs = None,
    replace: Replace = False,
) -> None:
    """List whom to ask how they take part, who asks and by when.

    Example: casetable conference ask

    The card to ask somebody with: casetable conference ask 473 --card chidi.pdf. None is made for post where safe
    contact says no.
    """
    if card is not None:
        write_card(which, card, conference, given=given, form=form, replace=replace)
        return
    from casetable.exchange.agenda_as_json import to_ask_json
    from casetable.queries.forecast import to_ask
    from casetable.rules.forecast import nobody_listed

    with at_table() as sitting:
        seat = sitting.seat()
        tell_listing(
            to_ask(seat, conference or which),
            to_ask_json,
            ("participant", "who asks", "by", "how they take part"),
            lambda one: (
                " ".join(part for part in (one.participant, one.name or "") if part),
                one.asks,
                one.by.isoformat(),
                _wish(one.taking_part.label if one.taking_part else "", one.answered_on is not None),
            ),
            empty=nobody_listed(seat.roles),
        )


def _wish(label: str, answered: bool) -> str:
    if not label:
        return "not asked yet"
    return label if answered else f"{label}, as said before the last conference"


def _reword(sitting: Sitting, item: str, question: str, conference: str | None) -> "Receipt":
    """Reword a question, read as the item's own was. Raises NotFound, and what the words and rewording raise."""
    from casetable.actions.agenda import reword_item
    from casetable.actions.agenda_rows import item_named
    from casetable.queries.agenda import agenda as agenda_of

    items = agenda_of(sitting.seat(), conference).items
    one = items[item_named(items, item)]
    stood = one.question or ""
    words, tagged = item_words(sitting, question, one.participant or "", usual=one.category, stood=stood)
    return reword_item(sitting.seat(), item, words, None, category=tagged, conference=conference)


def _together(receipts: "list[Receipt]") -> "Receipt":
    from casetable.values.seat import Receipt

    return Receipt(" ".join(one.sentence for one in receipts), receipts[-1].ref)


def _tell(sitting: Sitting, receipt: "Receipt", conference: str | None) -> None:
    """Print what was done; as JSON with the agenda as it stands now."""

    def now(seat: "Seat", _ref: str) -> dict[str, object]:
        from casetable.exchange.agenda_as_json import agenda_json
        from casetable.queries import agenda as agendas
        from casetable.queries.room import room

        found = blanking(sitting, room(seat)).agenda(agendas.agenda(seat, conference))
        return agenda_json(found, seat.zone)

    tell_receipt(sitting, receipt, now)
