"""What the page of a conference that was held says: who was there, each item, and every line filed under it."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from rich.text import Text

from casetable.rules.conference_words import attendance_said, proposal_said, turned_out_said
from casetable.rules.dates import say_date
from casetable.screens.agreement_page import PageLine, Spot
from casetable.screens.cell import Signs, cell
from casetable.screens.conference_lines import item_keys, named
from casetable.values.conference import AgendaItem, ConferenceRecord, FiledLine, Present
from casetable.words import DecidedBy, ItemState, LineKind, Sign

_GOES_ON = "  "


def record_lines(record: ConferenceRecord, today: date, signs: Signs, zone: str = "UTC") -> tuple[PageLine, ...]:
    """Every line of what was said, as this seat may read it; clock times are those of the zone."""
    lines = list(_there(record.present, zone))
    was_long = True
    keys = item_keys([one.item for one in record.items])
    for one, key in zip(record.items, keys, strict=True):
        is_long = bool(one.lines)
        lines += [*([PageLine()] if is_long or was_long else []), _item(one.item, key, signs)]
        was_long = is_long
        lines += [_line(line, today, signs) for line in one.lines]
        if one.item.had_no_debate:
            lines.append(_plain(f"debate {one.item.number}", Text(f"{_GOES_ON}no debate")))
    return tuple(lines)


def _there(present: tuple[Present, ...], zone: str) -> Iterable[PageLine]:
    closed = max((one.left_at for one in present if one.left_at is not None), default=None)
    for agency, found in groupby(sorted(present, key=lambda one: (not one.agency, one.agency)), lambda one: one.agency):
        names = dict.fromkeys(_name(one, closed, zone) for one in found)
        yield PageLine(agency or "Guests", (Spot("there", agency, cell(", ".join(names))),))


def _name(one: Present, closed: datetime | None, zone: str) -> str:
    said = attendance_said(one.arrived_at, one.left_at, closed, zone, late=one.was_late)
    return f"{one.name}{f', {one.organisation}' if one.organisation else ''}{f' ({said})' if said else ''}"


def _item(one: AgendaItem, key: str, signs: Signs) -> PageLine:
    signed = {ItemState.DONE: Sign.DONE, ItemState.NOT_REACHED: Sign.MOVED, ItemState.NOT_DISCUSSED: Sign.UNKNOWN}
    state = f"{signs.draw(signed.get(one.state, Sign.DUE))} {one.state.label}"
    why = f": {one.why}" if one.why else ""
    question = f" · “{one.question}”" if one.question else ""
    words = Text.assemble(
        cell(f"{one.number:>2} ", "quiet"),
        cell(named(one), "strong"),
        cell(f"  {state}{why}", "quiet"),
        cell(question),
    )
    return PageLine("", (Spot("item", key, words),))


def _line(one: FiledLine, today: date, signs: Signs) -> PageLine:
    return _plain(one.id, Text(_GOES_ON).append_text(line_words(one, today, signs)))


def _plain(which: str, words: Text) -> PageLine:
    return PageLine("", (Spot("line", which, words),))


def line_words(one: FiledLine, today: date, signs: Signs) -> Text:
    """Return one filed line with its sign: an option with its number, an argument below it, a decision, a dissent."""
    if one.kind is LineKind.OPTION:
        return Text.assemble(cell(f"{one.number} ", "strong"), cell(one.text))
    if one.kind is LineKind.ARGUMENT:
        sign = "+" if one.is_for else "-"
        who = f"{one.holder.split()[0]}: " if one.holder else ""
        return Text.assemble(
            cell(f"  {sign} {f'({one.option}) ' if one.option else ''}", "quiet"), cell(f"{who}{one.text}")
        )
    if one.kind is LineKind.DECISION:
        return cell(f"{signs.draw(Sign.DECISION)} {_decision(one, today)}", "strong")
    if one.kind is LineKind.DISSENT:
        again = f"; look again {say_date(one.look_again_on, today)}" if one.look_again_on else ""
        known = "; they may know" if one.may_tell else ""
        return cell(f"{signs.draw(Sign.DISSENT)} {one.holder or one.by}: {one.text}{again}{known}")
    if one.kind is LineKind.SINCE:
        return cell(f"Since then{_turned_out(one, today)}: {one.text}")
    if one.kind is LineKind.ACTION:
        return cell(_action(one, today, signs))
    label = {
        LineKind.WORDS: "Their words: ",
        LineKind.NO_WORDS: "No words, because: ",
        LineKind.ASKED: "Asked of them: ",
    }.get(one.kind, "")
    return cell(f"{label}{one.text}")


def _turned_out(one: FiledLine, today: date) -> str:
    again = f"; look again {say_date(one.look_again_on, today)}" if one.look_again_on else ""
    return f" ({turned_out_said(one.turned_out, one.dissenter or '')}{again})" if one.turned_out is not None else ""


def _decision(one: FiledLine, today: date) -> str:
    how = one.decided_by.value if one.decided_by is not None else ""
    if one.decided_by is DecidedBy.DEFERRED:
        return f"deferred: {one.text}"
    proposal = f", a proposal {proposal_said(one.became, one.ratify_by, today)}" if one.is_proposal else ""
    return f"{one.text}{f' ({how}{proposal})' if how or proposal else ''}"


def _action(one: FiledLine, today: date, signs: Signs) -> str:
    arrow = "->" if signs.ascii else "→"
    task = one.task
    if task is None:
        return f"{arrow} {one.text}"
    due = f" {say_date(task.fold.due_on, today)}" if task.fold.due_on else ""
    return f"{arrow} {task.task} {task.title or one.text} @{task.owner.split()[0].casefold()}{due} · {task.state.label}"
