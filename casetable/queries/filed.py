"""What was filed in conferences, line by line, as a seat may read it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casetable.models import Agency, ConferenceLine, Person, Task
from casetable.queries.dissents import said_of
from casetable.queries.facts import filed_line_shown
from casetable.queries.ratified import proposals_stand
from casetable.queries.shape import read_tasks, task_rows
from casetable.values.conference import FiledLine
from casetable.values.seat import Seat
from casetable.values.tasks import Task as TaskValue
from casetable.words import LineKind


def lines_in(session: Session, seat: Seat, items: Mapping[str, int], *heard: Seat) -> dict[str, tuple[FiledLine, ...]]:
    """By item's id, its lines in the order of filing. ``items`` maps the ids of items to their numbers.

    Options are numbered from 1 as this seat sees them. ``heard`` are seats that must be allowed to read a line, too.
    """
    holder = aliased(Person)
    statement = (
        select_rows(ConferenceLine, col(Person.name), col(holder.name), col(Agency.code))
        .join(Agency, col(Agency.id) == ConferenceLine.writer_id)
        .join(Person, col(Person.id) == ConferenceLine.person_id)
        .outerjoin(holder, col(holder.id) == ConferenceLine.holder_id)
        .where(
            col(ConferenceLine.item_id).in_(sorted(items)),
            filed_line_shown(seat),
            *[filed_line_shown(one) for one in heard],
        )
        .order_by(col(ConferenceLine.item_id), col(ConferenceLine.position))
    )
    found = session.execute(statement).all()
    tasks = tasks_of(session, seat, [row.task_id for row, *_ in found if row.task_id])
    numbers = _option_numbers(row for row, *_ in found)
    answered = said_of(session, seat, {row.about_id for row, *_ in found if row.about_id})
    stands = proposals_stand(session, [row.id for row, *_ in found if row.is_proposal], seat.today)
    by_item: dict[str, tuple[FiledLine, ...]] = {}
    for row, by, held_by, writer in found:
        line = _line(row, by, held_by, writer, items[row.item_id], numbers, tasks)
        line = replace(line, dissenter=answered[row.about_id]) if row.about_id in answered else line
        if row.id in stands:
            line = replace(line, became=stands[row.id].state)
        by_item[row.item_id] = (*by_item.get(row.item_id, ()), line)
    return by_item


def options_in(session: Session, seat: Seat, item_id: str) -> tuple[str, ...]:
    """The ids of an item's options as this seat numbers them: the first is option 1."""
    statement = (
        select_rows(col(ConferenceLine.id))
        .where(
            col(ConferenceLine.item_id) == item_id,
            col(ConferenceLine.kind) == LineKind.OPTION,
            filed_line_shown(seat),
        )
        .order_by(col(ConferenceLine.position))
    )
    return tuple(session.execute(statement).scalars())


def tasks_of(session: Session, seat: Seat, ids: Iterable[str]) -> dict[str, TaskValue]:
    """Some tasks by their ids, as far as this seat may list them."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    return {one.id: one for one in read_tasks(session, seat, task_rows(seat).where(col(Task.id).in_(wanted)))}


def _option_numbers(rows: Iterable[ConferenceLine]) -> dict[str, int]:
    """The options' numbers by their ids, counted in each item from 1."""
    counted: dict[str, int] = {}
    numbers = {}
    for row in rows:
        if row.kind is LineKind.OPTION:
            counted[row.item_id] = counted.get(row.item_id, 0) + 1
            numbers[row.id] = counted[row.item_id]
    return numbers


def _line(
    row: ConferenceLine,
    by: str,
    held_by: str | None,
    writer: str,
    item: int,
    numbers: Mapping[str, int],
    tasks: Mapping[str, TaskValue],
) -> FiledLine:
    option: Any = row.option_id
    return FiledLine(
        id=row.id,
        version=row.version,
        item=item,
        kind=row.kind,
        text=row.text,
        category=row.category,
        by=by,
        at=row.at,
        number=numbers.get(row.id, 0),
        option=numbers.get(option),
        is_for=row.is_for,
        holder=held_by,
        decided_by=row.decided_by,
        is_proposal=row.is_proposal,
        ratify_by=row.ratify_by,
        look_again_on=row.look_again_on,
        task=tasks.get(row.task_id or ""),
        is_read_back=row.read_back_at is not None,
        may_tell=row.may_tell,
        about=row.about_id,
        turned_out=row.turned_out,
        writer=writer,
    )
