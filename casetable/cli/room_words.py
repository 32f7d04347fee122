"""The room in plain lines that read well aloud: the linear twin of the conference's screen, and of its records."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from casetable.cli.board import mark_words
from casetable.rules.conference_dates import state_said
from casetable.rules.conference_words import attendance_said, proposal_said, turned_out_said
from casetable.rules.dates import say_date, say_day_in
from casetable.rules.room_veil import SOMEBODY_ELSE
from casetable.values.conference import AgendaItem, ConferenceRecord, FiledLine, Present, Room, RoomCard
from casetable.values.tasks import Task
from casetable.words import AHEAD, Category, DecidedBy, ItemState, LineKind

WIDTH = 80


def room_words(room: Room, today: date, *, unicode: bool = True) -> str:
    """Return the room as it is now: where it is, the card, what was filed, the agenda, who is here."""
    lines = [*heading(room, today), ""]
    if room.blanked:
        lines += [room.blanked, ""]
    if room.card is not None:
        lines += [*_card(room.card, today, unicode), ""]
    if room.item is not None and room.item.question:
        lines += [f"Question: {room.item.question}", ""]
    lines += _due(room, today)
    filed = [*_filed(room.lines, 1, today, unicode=unicode)]
    if room.item is not None and not room.blanked:
        lines += ["Filed so far" if filed else "Nothing is filed under this item yet.", *filed, ""]
    lines += ["The agenda", *(_item(one, room) for one in room.items)]
    if room.parked:
        lines += ["", "Parking lot", *_filed(room.parked, len(room.lines) + 1, today, unicode=unicode)]
    lines += _promises(room, today, unicode)
    lines += ["", *people(room.present)]
    lines += ["Quorum: yes." if room.quorum.holds else f"Quorum: no. {' '.join(room.quorum.missing)}"]
    if room.draft:
        lines += ["", f"You were typing: {room.draft}"]
    return "\n".join(_wrapped(lines))


def record_words(record: ConferenceRecord, today: date, zone: str, *, unicode: bool = True) -> str:
    """Return what is kept of one conference: who was there, and every item with what was filed under it."""
    conference = record.conference
    moved = f", moved from {say_day_in(conference.original_on, today)}" if conference.is_moved else ""
    stands = state_said(conference.state, conference.on, today)
    lines = [f"Conference {say_day_in(conference.on, today)}{moved}, {stands}.", ""]
    lines += attended(record.present, zone)
    for one in record.items:
        lines += ["", _recorded(one.item)]
        lines += [f"  Question: {one.item.question}"] if one.item.question else []
        lines += _filed(one.lines, 1, today, unicode=unicode)
    if not record.items:
        is_ahead = conference.state in AHEAD and conference.on >= today
        way = ": casetable conference agenda shows what is planned" if is_ahead else ""
        lines += ["", f"Nothing is filed of it{way}."]
    return "\n".join(_wrapped(lines))


def heading(room: Room, today: date) -> list[str]:
    """Return the first lines: which conference, where the room is, when it ends, what holds for everybody."""
    lines = [f"Conference {say_day_in(room.conference.on, today)}, in session.", where_words(room)]
    if not room.opening_accepted:
        lines.append("The opening line is not accepted yet: casetable conference attend --accepted")
    if room.in_recess:
        lines.append("The room rests: casetable conference recess --end")
    if room.person_present:
        lines.append("The participant is in the room: nobody else is named.")
    return lines


def where_words(room: Room) -> str:
    """Return where the room is: ``Item 3 of 8, P-473, debate, 4:12 of 6:00. Ends 10:33, 3 min over plan.``"""
    if room.item is None:
        way = ": casetable conference go-on opens the next one" if room.runs else ""
        place = f"No item that you see is open{way}."
    else:
        phase = f", {room.item.phase.label}" if room.item.phase and room.item.phase.value != "room" else ""
        clock = f"{clock_words(room.elapsed)} of {clock_words(room.budget)}"
        place = f"Item {room.item.number} of {len(room.items)}, {called(room.item, room)}{phase}, {clock}."
    over = f", {room.over} min over plan" if room.over > 0 else ""
    known = "" if room.item is not None or room.runs else " by what you see of the agenda"
    return f"{place} Ends {room.ends_at:%H:%M}{over}{known}."


def clock_words(seconds: int) -> str:
    """Return seconds as a clock shows them: ``4:12``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def people(present: Sequence[Present]) -> Iterator[str]:
    """Return who is here, agency by agency, who came late, who left, and the guests."""
    here = [one for one in present if one.left_at is None]
    for agency in dict.fromkeys(one.agency for one in here if one.agency):
        yield f"{agency}: {', '.join(_person(one) for one in here if one.agency == agency)}."
    guests = [one for one in here if not one.agency]
    if guests:
        yield f"Guests: {', '.join(_person(one) for one in guests)}."
    back = {one.person_id for one in here if one.person_id}
    gone = [one for one in present if one.left_at is not None and one.person_id not in back]
    if gone:
        yield f"Left: {', '.join(dict.fromkeys(one.name for one in gone))}."
    if not here:
        yield "Nobody is noted as here yet: casetable conference attend PERSON …"


def attended(present: Sequence[Present], zone: str) -> Iterator[str]:
    """Return who was there, agency by agency, and the guests; who came late and left early with the wall time."""
    closed = max((one.left_at for one in present if one.left_at is not None), default=None)

    def when(one: Present) -> str:
        return attendance_said(one.arrived_at, one.left_at, closed, zone, late=one.was_late)

    was_there = {one.person_id or one.id: one for one in present}.values()
    for agency in dict.fromkeys(one.agency for one in was_there):
        names = ", ".join(_person(one, when(one)) for one in was_there if one.agency == agency)
        yield f"{agency or 'Guests'}: {names}."


def line_words(line: FiledLine, today: date, *, unicode: bool = True) -> str:
    """Return one filed line in words: ``for option 1, Dana Reyes: safe tonight``."""
    category = f" ({line.category.label})" if line.category is not Category.GENERAL else ""
    return f"{_what(line, today, unicode)}{category}: {line.text}"


def called(item: AgendaItem, room: Room) -> str:
    """Return how an item is called in the room: while one participant is there, no other one is named."""
    if room.person_present and item.participant and item.state is not ItemState.OPEN:
        return SOMEBODY_ELSE
    return f"{item.label} {item.name}" if item.name else item.label


def _person(one: Present, when: str | None = None) -> str:
    when = ("late" if one.was_late else "") if when is None else when
    invited = f"invited by {one.invited_by}" if one.invited_by else ""
    more = ", ".join(part for part in (one.organisation, invited, when) if part)
    return f"{one.name} ({more})" if more else one.name


def _item(item: AgendaItem, room: Room) -> str:
    state = item.state.label
    if item.state is ItemState.OPEN and item.phase:
        state = item.phase.label
    if item.had_no_debate:
        state += ", no debate"
    why = f": {item.why}" if item.why else ""
    minutes = f", {item.minutes} min" if item.state in (ItemState.PLANNED, ItemState.OPEN) else ""
    return f"  {item.number} {called(item, room)}{minutes}, {state}{why}"


def _recorded(item: AgendaItem) -> str:
    """One item of a record: a participant by reference, what became of it and why."""
    no_debate = ", no debate" if item.had_no_debate else ""
    why = f": {item.why}" if item.why else ""
    return (
        f"{item.number} {f'{item.label} {item.name}' if item.name else item.label}, {item.state.label}{no_debate}{why}"
    )


def _card(card: RoomCard, today: date, unicode: bool) -> Iterator[str]:
    yield f"{card.participant} {card.name or ''}".strip() + f" for this room: {card.sharing}"
    if card.words:
        yield f'Their words: "{card.words}"'
    if card.wish:
        yield f"Conference: {card.wish.label}{f': {card.message}' if card.message else ''}"
    told = [f"{count} {word}" for word, count in card.since] + [f"{domain} {value}" for domain, value in card.readings]
    if told:
        yield f"Since last time: {', '.join(told)}"
    if card.last_contact:
        yield f"Last contact: {card.last_contact}"
    for task in card.open_tasks:
        yield f"  {_task(task, today, unicode)}"
    yield from (f"Earlier: {sentence}" for sentence in card.earlier)


def _task(task: Task, today: date, unicode: bool) -> str:
    sign, words = mark_words(task, today, unicode=unicode)
    topic = f" ({task.topic})" if task.topic else ""
    return f"{sign} {words} {task.task} {task.owner}: {task.title or 'not shared'}{topic}"


def _promises(room: Room, today: date, unicode: bool) -> Iterator[str]:
    if room.promises and not room.person_present:
        yield from ("", "Promises since last time", *(f"  {_task(one, today, unicode)}" for one in room.promises))


def _due(room: Room, today: date) -> Iterator[str]:
    """What happened since is asked of each dissent that came back, until somebody says it."""
    open_ones = [one for one in room.due if not one.is_answered]
    if not open_ones:
        return
    yield "What happened since?"
    for one in open_ones:
        category = f" ({one.category.label})" if one.category is not Category.GENERAL else ""
        yield f"  {one.number}. {say_date(one.on, today)}, dissent of {one.holder or 'somebody'}{category}: {one.text}"
    yield f'Say it: casetable conference since "{open_ones[0].number} TEXT (right)", or (otherwise) or (early).'
    yield ""


def _filed(lines: Sequence[FiledLine], first: int, today: date, *, unicode: bool) -> Iterator[str]:
    for place, line in enumerate(lines, first):
        yield f"  {place}. {line_words(line, today, unicode=unicode)}"


def _what(line: FiledLine, today: date, unicode: bool) -> str:
    who = f", {line.holder}" if line.holder else ""
    option = f" option {line.option}" if line.option else ""
    if line.kind is LineKind.OPTION:
        return f"option {line.number}"
    if line.kind is LineKind.ARGUMENT:
        return f"{'for' if line.is_for else 'against'}{option}{who}"
    if line.kind is LineKind.DECISION:
        return _decision(line, today)
    if line.kind is LineKind.DISSENT:
        again = f", look again {say_date(line.look_again_on, today)}" if line.look_again_on else ""
        return f"dissent{who}{again}{', they may know' if line.may_tell else ''}"
    if line.kind is LineKind.SINCE and line.turned_out is not None:
        again = f", look again {say_date(line.look_again_on, today)}" if line.look_again_on else ""
        return f"{line.kind.label}, {turned_out_said(line.turned_out, line.dissenter or '')}{again}"
    if line.kind is LineKind.ACTION:
        return _action(line, today, unicode)
    return line.kind.label


def _decision(line: FiledLine, today: date) -> str:
    option = f", option {line.option}" if line.option else ""
    how = f" by {line.decided_by.value}" if line.decided_by else ""
    if line.decided_by is DecidedBy.DEFERRED:
        return f"decision deferred{option}"
    if line.is_proposal:
        return f"proposal{how}{option}, {proposal_said(line.became, line.ratify_by, today)}"
    return f"decision{how}{option}"


def _action(line: FiledLine, today: date, unicode: bool) -> str:
    if line.task is None:
        return f"action{f', {line.holder}' if line.holder else ''}"
    sign, words = mark_words(line.task, today, unicode=unicode)
    read_back = ", read back" if line.is_read_back else ", not read back"
    return f"action {line.task.task}, {line.task.owner}, {sign} {words}{read_back}"


def _wrapped(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        yield from textwrap.wrap(line, WIDTH, subsequent_indent=indent) or [""]
