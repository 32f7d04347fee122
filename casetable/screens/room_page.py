"""What is said about the open item, in lines: its card for this room, the debate, decisions, dissents, actions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from casetable.rules.conference_words import OPENING_LINE, proposal_said, turned_out_said
from casetable.rules.dates import say_date, say_day_in
from casetable.rules.room_veil import Veil
from casetable.rules.week import mark
from casetable.screens.cell import LONGEST, Signs, cell, cut
from casetable.screens.theme import agency_style
from casetable.values.conference import DueDissent, FiledLine, Room, RoomCard
from casetable.values.people import Agency, Person
from casetable.values.tasks import Task
from casetable.words import Category, DecidedBy, ItemKind, ItemState, LineKind, OutcomeValue, Phase, Sign

_SIDE_BY_SIDE = 48
"""Columns from which on arguments stand beside their option."""
_QUOTES = '“”"'
_HEAD = Phase.SNAPSHOT, Phase.WORDS
_MEASURES = Console(width=240, file=StringIO())
"""Breaks lines; nothing is written to it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one line of the glass. ``line`` is the id of the filed line that it belongs to, empty for others."""

    words: Text
    line: str = ""


Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """With what the page is drawn: columns, today, signs, who the people are, and the veil."""

    width: int
    today: date
    signs: Signs
    agencies: Sequence[Agency]
    people: Sequence[Person]
    veil: Veil

    def who(self, name: str | None) -> Text:
        """Return a person's first name in their agency's colour."""
        if not name:
            return Text()
        code = next((one.agency for one in self.people if one.person == name), "")
        position = next((one.position for one in self.agencies if one.agency == code), None)
        return cell(name.split()[0], "strong" if position is None else agency_style(position))


def page_rows(room: Room, around: Around, to_come: date | None) -> tuple[Row, ...]:
    """Return every line of the right side for what the room is at."""
    item = room.item
    if item is None:
        return tuple(_between(room, around))
    if room.blanked:
        return tuple(_wrapped(cell(room.blanked, "strong"), around.width))
    if item.kind is ItemKind.PARTICIPANT and room.card is not None:
        return (*_card(room.card, item.phase in _HEAD, around), *_rule(around), *_debate(room, around))
    of_kind = {ItemKind.OPENING: _opening, ItemKind.PROMISES: _promises, ItemKind.PARKING: _parking}
    rows = of_kind[item.kind](room, around) if item.kind in of_kind else ()
    closing = _closing(room, around, to_come) if item.kind is ItemKind.CLOSING else ()
    return (*rows, *closing, *_debate(room, around))


# between items, and the items without debate


def _between(room: Room, around: Around) -> Iterator[Row]:
    coming = next((one for one in room.items if one.state is ItemState.PLANNED), None)
    if coming is None:
        yield from _plain("Every item had its turn.", around, "strong")
        if room.runs:
            yield from _plain("c closes the conference.", around)
        return
    label = "somebody else" if room.person_present and coming.participant else coming.label
    opens = "Enter opens" if room.runs else "Next is"
    yield from _plain(f"{opens} item {coming.number}: {label}, {coming.minutes} min.", around, "strong")
    if room.person_present:
        return
    for reason in coming.reasons:
        yield from _plain(f"{reason.kind.label}: {reason.because.arithmetic}", around, "quiet")
    if coming.question:
        yield from _plain(f"“{coming.question}”", around)


def _opening(room: Room, around: Around) -> Iterator[Row]:
    for words in OPENING_LINE:
        yield from _plain(words, around, "strong")
    yield ()
    sign = around.signs.draw(Sign.DONE)
    if room.opening_accepted:
        yield from _plain(f"{sign} everybody here accepted it", around)
    else:
        yield from _plain("Read it out; y: everybody here accepts it.", around)
    yield ()
    for agency in dict.fromkeys(one.agency for one in room.present if one.left_at is None):
        here = [one for one in room.present if one.agency == agency and one.left_at is None]
        names = ", ".join(f"{one.name}{' (late)' if one.was_late else ''}" for one in here)
        yield from _plain(f"{agency or 'guests'}: {names}", around)
    for sentence in room.quorum.missing:
        yield from _plain(sentence, around, "late")


def _promises(room: Room, around: Around) -> Iterator[Row]:
    if room.person_present:
        yield from _plain("Blank while a participant is here.", around, "quiet")
        return
    if not room.promises:
        yield from _plain("Nothing was promised at the last conference, or it is not for everybody here.", around)
    for task in room.promises:
        yield from _task(task, around)
        if task.topic:
            yield from _plain(f"    {task.topic}", around, "quiet")


def _parking(room: Room, around: Around) -> Iterator[Row]:
    parked = () if room.person_present else room.parked
    for line in parked:
        yield from _filed(Text.assemble("· ", cell(around.veil(line.text))), line, around)
    if not parked:
        words = "Blank while a participant is here." if room.parked else "Nothing is parked."
        yield from _plain(words, around, "quiet")


def _closing(room: Room, around: Around, to_come: date | None) -> Iterator[Row]:
    left = [one for one in room.items if one.state is ItemState.PLANNED]
    if left and not room.person_present:
        yield from _plain(f"Not reached: {', '.join(one.label for one in left)}. They come first next time.", around)
    elif left:
        yield from _plain(f"{len(left)} not reached. They come first next time.", around)
    else:
        yield from _plain("Every item had its turn.", around)
    if to_come is not None:
        yield from _plain(f"Next conference {say_day_in(to_come, around.today)}.", around)
    yield from _plain("c closes the conference.", around, "strong")


# the card


def _card(card: RoomCard, whole: bool, around: Around) -> Iterator[Row]:
    """The card: whole while the room looks at it, later one line each."""
    lines = [_words(card, around, whole), *([_message(card.message, around)] if card.message and whole else ())]
    lines.append(_since(card, around.signs, whole))
    yield from sharing_rows(card, around.width)
    if not whole:
        yield from ((Piece(_cut(one, around.width)),) for one in lines)
        return
    if card.last_contact:
        lines.append(Text.assemble(cell("Last contact: ", "quiet"), cell(around.veil(card.last_contact))))
    for one in lines:
        yield from _wrapped(one, around.width)
    for task in card.open_tasks:
        yield from _task(task, around)


def sharing_rows(card: RoomCard, width: int) -> Iterator[Row]:
    """Who it is and what the room may hear of them: words give way first, nothing of the consents is ever cut."""
    name = f" {card.name}" if card.name else ""
    ways = [
        Text.assemble(cell(f"{card.participant}{called}", "strong"), cell(words, "quiet"), cell(card.sharing))
        for called, words in ((name, " for this room: "), ("", " for this room: "), ("", ": "))
    ]
    return _wrapped(next((one for one in ways if one.cell_len <= width), ways[-1]), width)


def _words(card: RoomCard, around: Around, whole: bool) -> Text:
    """Their words and how they take part, which stays where the words are cut."""
    label, wish = "Their words: ", f"  {card.wish.label}" if card.wish is not None else ""
    room = LONGEST if whole else max(around.width - len(label) - cell_len(wish) - 2, 8)
    said = f"“{cut(around.veil(card.words), room)}”" if card.words else "none that everybody here may hear"
    return Text.assemble(cell(label, "quiet"), cell(said), cell(wish, "quiet"))


def _message(message: str, around: Around) -> Text:
    return Text.assemble(cell("Message: ", "quiet"), cell(f"“{around.veil(message)}”"))


def _since(card: RoomCard, signs: Signs, whole: bool) -> Text:
    """What became of their promises and outcomes; in one line what changed comes first."""
    changed = {OutcomeValue.BETTER.value, OutcomeValue.WORSE.value}
    readings = sorted(card.readings, key=lambda one: one[1] not in changed) if not whole else card.readings
    since = [f"{count} {word}" for word, count in card.since]
    since += [f"{domain} {_reading(value, signs)}" for domain, value in readings]
    return Text.assemble(cell("Since last time: ", "quiet"), cell(" · ".join(since) or "nothing yet"))


def _cut(words: Text, width: int) -> Text:
    line = words.copy()
    line.truncate(width, overflow="ellipsis")
    return line


def _reading(value: str, signs: Signs) -> str:
    found = {
        OutcomeValue.BETTER.value: Sign.BETTER,
        OutcomeValue.SAME.value: Sign.SAME,
        OutcomeValue.WORSE.value: Sign.WORSE,
    }.get(value, Sign.UNKNOWN)
    return f"{signs.draw(found)} {value}"


def _task(task: Task, around: Around) -> Iterator[Row]:
    sign, words = mark(task, around.today)
    late = "late" if sign is Sign.LATE else "plain"
    line = Text.assemble(
        cell(f"{around.signs.draw(sign)} {words} ", late),
        around.who(task.owner),
        cell(f" {around.veil(task.title or task.task)}"),
    )
    yield from _wrapped(line, around.width, indent=4)


# the debate


def _debate(room: Room, around: Around) -> Iterator[Row]:
    item, lines = room.item, room.lines
    if item is None:
        return
    for line in lines:
        if line.kind in (LineKind.WORDS, LineKind.NO_WORDS):
            text, is_said = around.veil(line.text), line.kind is LineKind.WORDS
            label, said = ("Today: ", f"“{text.strip(_QUOTES)}”") if is_said else ("No words, because: ", text)
            yield from _filed(Text.assemble(cell(label, "quiet"), cell(said)), line, around)
    if item.question:
        yield from _wrapped(cell(around.veil(item.question), "strong"), around.width)
    yield from _came_back(room.due, around)
    yield from _options(lines, around)
    if item.had_no_debate:
        yield from _plain("no debate", around, "quiet")
    if item.phase is Phase.DECISION and not room.quorum.holds:
        for sentence in room.quorum.missing:
            yield from _plain(around.veil(sentence), around, "late")
        yield from _plain("Without quorum a decision is filed as a proposal to be ratified.", around, "quiet")
    for kind in (LineKind.SINCE, LineKind.DECISION, LineKind.DISSENT, LineKind.ACTION, LineKind.ASKED):
        for line in lines:
            if line.kind is kind:
                yield from _filed(_told(line, around), line, around)
    if room.card is not None and room.card.earlier:
        yield ()
        for words in room.card.earlier:
            yield from _plain(f"earlier: {around.veil(words)}", around, "quiet")


def _came_back(due: Iterable[DueDissent], around: Around) -> Iterator[Row]:
    """Each dissent that came back, and that what happened since is asked, until somebody says it."""
    for one in (one for one in due if not one.is_answered):
        who = around.who(one.holder)
        tag = cell(f" ~{one.category.value}", "quiet") if one.category is not Category.GENERAL else Text()
        said = Text.assemble(
            cell(f"{around.signs.draw(Sign.DISSENT)} {one.number} {say_date(one.on, around.today)}, ", "late"),
            who,
            ": " if who else "",
            cell(around.veil(one.text)),
        ).append_text(tag)
        yield from _wrapped(said.append_text(cell(" What happened since? h", "key")), around.width)


def _options(lines: Iterable[FiledLine], around: Around) -> Iterator[Row]:
    """Each option, with the arguments beside it where there is room, else below."""
    found = list(lines)
    for option in (one for one in found if one.kind is LineKind.OPTION):
        mine = [one for one in found if one.kind is LineKind.ARGUMENT and one.option == option.number]
        beside = mine and around.width >= _SIDE_BY_SIDE
        yield from (_beside(option, mine, around) if beside else _below(option, mine, around))


def _below(option: FiledLine, arguments: Iterable[FiledLine], around: Around) -> Iterator[Row]:
    yield from ((Piece(one, option.id),) for one in _option(option, around.width, around))
    for argument in arguments:
        yield from ((Piece(Text("   ") + one, argument.id),) for one in _argument(argument, around.width - 3, around))


def _beside(option: FiledLine, arguments: Iterable[FiledLine], around: Around) -> Iterator[Row]:
    left = max(around.width * 42 // 100, 18)
    mine = [Piece(one, option.id) for one in _option(option, left - 1, around)]
    room = around.width - left
    theirs = [Piece(one, argument.id) for argument in arguments for one in _argument(argument, room, around)]
    for one, other in zip_longest(mine, theirs):
        first = one or Piece(Text())
        padded = first.words.copy()
        padded.truncate(left, pad=True)
        yield (Piece(padded, first.line), other) if other is not None else (Piece(padded, first.line),)


def _option(option: FiledLine, width: int, around: Around) -> list[Text]:
    words = Text.assemble(cell(f" {option.number} ", "strong"), cell(around.veil(option.text)), _tag(option))
    return _lines(words, width, 3)


def _argument(line: FiledLine, width: int, around: Around) -> list[Text]:
    who = around.who(line.holder)
    sign = cell("+ " if line.is_for else "- ", "strong")
    words = Text.assemble(sign, who, ": " if who else "", cell(around.veil(line.text)), _tag(line))
    return _lines(words, width, 2)


def _told(line: FiledLine, around: Around) -> Text:
    text, signs = around.veil(line.text), around.signs
    if line.kind is LineKind.DECISION:
        return Text.assemble(
            cell(f"{signs.draw(Sign.DECISION)} ", "key"),
            cell(text, "strong"),
            cell(f" ({_how(line, around)})", "quiet"),
        ).append_text(_tag(line))
    if line.kind is LineKind.DISSENT:
        again = f"; look again {say_date(line.look_again_on, around.today)}" if line.look_again_on else ""
        who = around.who(line.holder)
        known = cell("; they may know", "quiet") if line.may_tell else Text()
        return Text.assemble(
            cell(f"{signs.draw(Sign.DISSENT)} ", "late"),
            who,
            ": " if who else "",
            cell(text),
            cell(again, "quiet"),
            known,
        ).append_text(_tag(line))
    if line.kind is LineKind.SINCE:
        return _since_then(line, text, around)
    if line.kind is LineKind.ASKED:
        return Text.assemble(cell("Asked of them: ", "quiet"), cell(text)).append_text(_tag(line))
    return _action(line, text, around)


def _since_then(line: FiledLine, text: str, around: Around) -> Text:
    how = turned_out_said(line.turned_out, line.dissenter or "") if line.turned_out is not None else ""
    again = f"; look again {say_date(line.look_again_on, around.today)}" if line.look_again_on else ""
    said = Text.assemble(cell("Since then: ", "quiet"), cell(text), cell(f" ({how})" if how else "", "strong"))
    return said.append_text(cell(again, "quiet")).append_text(_tag(line))


def _action(line: FiledLine, text: str, around: Around) -> Text:
    arrow = "->" if around.signs.ascii else "→"
    said = Text.assemble(cell(f"{arrow} ", "key"), cell(text))
    if line.task is not None:
        sign, words = mark(line.task, around.today)
        said.append("  ").append_text(around.who(line.task.owner))
        said.append_text(cell(f" {around.signs.draw(sign)} {words} · {line.task.task}", "quiet"))
    read = "" if line.is_read_back else " · y reads it back"
    return said.append_text(cell(read, "late")).append_text(_tag(line))


def _how(line: FiledLine, around: Around) -> str:
    if line.is_proposal:
        return f"proposal, {proposal_said(line.became, line.ratify_by, around.today)}"
    return (line.decided_by or DecidedBy.CONSENSUS).value


def _tag(line: FiledLine) -> Text:
    return cell(f" ~{line.category.value}", "quiet") if line.category is not Category.GENERAL else Text()


# lines


def _rule(around: Around) -> Iterator[Row]:
    yield (Piece(cell(around.signs.rule * around.width, "rule")),)


def _plain(words: str, around: Around, style: str = "plain") -> Iterator[Row]:
    return _wrapped(cell(words, style), around.width)


def _filed(words: Text, line: FiledLine, around: Around) -> Iterator[Row]:
    return ((Piece(one, line.id),) for one in _lines(words, around.width, 2))


def _wrapped(words: Text, width: int, indent: int = 2) -> Iterator[Row]:
    return ((Piece(one),) for one in _lines(words, width, indent))


def _lines(words: Text, width: int, indent: int) -> list[Text]:
    """Break a text at blanks for a width; lines after the first are indented."""
    if words.cell_len <= width:
        return [words]
    broken = Text("", end="").append_text(words)
    found = list(broken.wrap(_MEASURES, max(width - indent, 8), no_wrap=False, overflow="fold"))
    return [one if not at else Text(" " * indent).append_text(one) for at, one in enumerate(found)]
