"""The items of agendas that are rows, as a seat may see them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Conference, ConferenceItem, Participant, Person
from casetable.queries.facts import Predicate, item_listed, participant_known, question_shown
from casetable.queries.several import flags, for_each, narrowed
from casetable.store.references import spell
from casetable.values.conference import AgendaItem
from casetable.values.seat import Seat
from casetable.words import Category, ItemState


def items_in(session: Session, seat: Seat, *conditions: Predicate) -> tuple[AgendaItem, ...]:
    """Items of conferences in their order, the removed ones too; ``conditions`` narrow them. Within a session.

    A question that this seat may not read is no question for it, and nobody asked it: where the participant has
    another item in the same conference the planned one that is only there for it is left out. Why an item was taken
    off or not discussed is a text like its question; casetable's own sentence has no writer. Numbers count what
    stands in each conference; times and reasons are not theirs: queries/agenda gives them.
    """
    return items_for(session, [seat], *conditions)[0]


def items_for(session: Session, seats: Sequence[Seat], *conditions: Predicate) -> tuple[tuple[AgendaItem, ...], ...]:
    """The same for several seats, asked at once: what each of them may see, in their order."""
    may = [item_listed(one) for one in seats]
    texts = [
        text.label(f"{name}_{place}")
        for place, one in enumerate(seats)
        for name, text in (("known", participant_known(one)), ("shown", question_shown(one)))
    ]
    statement = (
        select_rows(
            ConferenceItem, col(Participant.number), col(Participant.name), col(Person.name), *texts, *flags(may)
        )
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .outerjoin(Participant, col(Participant.id) == ConferenceItem.participant_id)
        .outerjoin(Person, col(Person.id) == ConferenceItem.proposed_by_id)
        .where(narrowed(may), *conditions)
        .order_by(col(Conference.original_on), col(ConferenceItem.position), col(ConferenceItem.id))
    )
    found = for_each(session.execute(statement).all(), len(seats))
    return tuple(
        _listed([(*row[:4], *row[4 + 2 * place : 6 + 2 * place]) for row in rows]) for place, rows in enumerate(found)
    )


def _listed(found: Sequence[Any]) -> tuple[AgendaItem, ...]:
    """The items of one seat, of rows with what it may see of each: the participant's name, the question."""
    open_to = {(row.conference_id, row.participant_id) for row, *_, shown in found if shown or not row.question}
    seen: set[tuple[str, str | None]] = set()
    numbers: Counter[str] = Counter()
    items = []
    for row, number, name, by, known, shown in found:
        of = (row.conference_id, row.participant_id)
        if row.question and not shown and row.state is ItemState.PLANNED and (of in open_to or of in seen):
            continue
        seen.add(of)
        why = number is None or shown or (known and row.writer_id is None)
        name_shown = name if known else None
        numbers[row.conference_id] += row.state is not ItemState.REMOVED
        item = _item(row, number, name_shown, by, shown=shown or not row.question, why=why)
        items.append(replace(item, number=numbers[row.conference_id]))
    return tuple(items)


def _item(row: Any, number: int | None, name: str | None, by: str | None, *, shown: bool, why: bool) -> AgendaItem:
    return AgendaItem(
        number=0,
        kind=row.kind,
        minutes=row.minutes,
        state=row.state,
        participant=None if number is None else spell("P", number),
        name=name or None,
        title=row.title,
        question=row.question or None if shown else None,
        category=row.category if shown else Category.GENERAL,
        proposed_by=by if shown else None,
        phase=row.phase,
        had_no_debate=row.had_no_debate,
        why=row.why if why else "",
        id=row.id,
        version=row.version,
        participant_id=row.participant_id,
    )
