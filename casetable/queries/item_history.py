"""What conferences debated and decided about one participant, who differed, and how it turned out."""

from collections.abc import Sequence

from sqlmodel import Session, select

from casetable.models import Participant
from casetable.queries.conference_record import debates_in
from casetable.queries.facts import participant_known
from casetable.queries.listed import listed_id
from casetable.queries.minutes_parts import since_in
from casetable.rules.item_history import what_became
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.conference import Debate, FiledLine
from casetable.values.minutes import ItemHistory, Remembered, Since
from casetable.values.seat import Seat
from casetable.words import LineKind


def item_history(seat: Seat, participant: str) -> ItemHistory:
    """What conferences debated and decided about one participant, newest first, as this seat may read it.

    ``since`` is what was said later about the dissents of that item. Raises NotFound where this seat may not list them.
    """
    with reading(seat) as session:
        return item_history_in(session, seat, listed_id(session, seat, participant))


def item_history_in(session: Session, seat: Seat, participant_id: str) -> ItemHistory:
    """The same by the participant's id, within a session."""
    number, name = session.exec(
        select(Participant.number, Participant.name).where(Participant.id == participant_id)
    ).one()
    known = select(Participant.id).where(Participant.id == participant_id, participant_known(seat))
    found = debates_in(session, seat, participant_id).all
    since = _since(session, seat, [line for debate in found for line in debate.lines])
    return ItemHistory(
        participant=spell("P", number),
        name=(name or None) if session.exec(known).first() is not None else None,
        items=tuple(_remembered(one, since) for one in found),
    )


def _remembered(one: Debate, since: dict[str, tuple[Since, ...]]) -> Remembered:
    decided = tuple(line for line in one.lines if line.kind is LineKind.DECISION)
    differed = tuple(line for line in one.lines if line.kind is LineKind.DISSENT)
    said = tuple(answer for line in differed for answer in since.get(line.id, ()))
    return Remembered(one, decided, differed, said, what_became(one.lines, differed, since))


def _since(session: Session, seat: Seat, lines: Sequence[FiledLine]) -> dict[str, tuple[Since, ...]]:
    """By dissent's id, what was said of it since, oldest first: the lines come newest conference first."""
    found: dict[str, tuple[Since, ...]] = {}
    for line in lines:
        if line.kind is LineKind.SINCE and line.about:
            found[line.about] = (*since_in(session, seat, [line]), *found.get(line.about, ()))
    return found
