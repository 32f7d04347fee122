"""The agreement: its versions, texts, signatures and objectives, and what differs between two versions.

It holds nothing about participants, so everybody at the table may read all of it, advisers too.
"""

from sqlmodel import Session, col, select

from casetable.models import Agreement, AgreementObjective, Person
from casetable.models import ObjectiveReading as ReadingRow
from casetable.queries.agreement_parties import nobody_in, parties_in, whole_setup_in
from casetable.queries.agreement_setup import setup_in
from casetable.queries.agreement_texts import (
    NOT_OFFERED,
    code_in,
    exact_in,
    parts_in,
    row_in,
    signing_in,
    underway_in,
)
from casetable.queries.governing import timeline_in
from casetable.queries.signed import (
    objectives_signed_in,
    review_in,
    signatures_in,
    to_sign_in,
    unsigned_in,
)
from casetable.rules.agreement_text import topics_of
from casetable.rules.differences import differences as differing
from casetable.store.unit import reading
from casetable.values.agreement import (
    AgreementView,
    Changed,
    Objective,
    ObjectiveReading,
    Part,
    Signature,
    newest_first,
)
from casetable.values.partnership import Setup
from casetable.values.seat import Seat
from casetable.words import AgreementKind, PaperSigned, SectionTopic


def agreement(seat: Seat) -> AgreementView:
    """What the agreement screen shows: what applies today, what is underway beside it, who signed.

    ``nobody`` and ``lacking`` are of the version that is being worked on, else of the one that applies.
    """
    with reading(seat) as session:
        version, underway = timeline_in(session).on(seat.today), underway_in(session, seat)
        signing = signing_in(session, seat)
        worked_on = row_in(session, seat, (underway or version).number)
        applies = row_in(session, seat, version.number)
        return AgreementView(
            version=version,
            underway=underway,
            signing=signing.number,
            parties=parties_in(session, row_in(session, seat, signing.number)),
            signed_objectives=objectives_signed_in(session, signing),
            unsigned=unsigned_in(session, signing),
            objectives=objectives_in(session, applies),
            ladder=setup_in(session, applies).ladder,
            versions=newest_first(timeline_in(session).versions),
            to_sign=to_sign_in(session, seat, may=True),
            nobody=nobody_in(session, worked_on),
            lacking=_lacking(setup_in(session, worked_on)),
            review_in_days=review_in(session, seat),
        )


def text(seat: Seat, number: int | None = None, paper: PaperSigned = PaperSigned.AGREEMENT) -> tuple[Part, ...]:
    """A version's text part by part (default: the one that applies today): as it was offered, else as it would be.

    Raises NotFound for a version that there is not.
    """
    with reading(seat) as session:
        return parts_in(session, row_in(session, seat, number), paper)


def written(seat: Seat, number: int | None = None, paper: PaperSigned = PaperSigned.AGREEMENT) -> str:
    """A version's exact words, an empty line and their text code; of a draft that it is not offered.

    Raises NotFound for a version that there is not.
    """
    with reading(seat) as session:
        row = row_in(session, seat, number)
        code = code_in(row, paper)
        return f"{exact_in(session, row, paper)}\n{f'Text code: {code}' if code else NOT_OFFERED}\n"


def text_code(seat: Seat, number: int | None = None, paper: PaperSigned = PaperSigned.AGREEMENT) -> str:
    """The code of the very words that ``text`` and ``written`` show: ``v3 · 3F9A-71C2``; empty for a draft.

    Raises NotFound for a version that there is not.
    """
    with reading(seat) as session:
        return code_in(row_in(session, seat, number), paper)


def signatures(seat: Seat, number: int | None = None) -> tuple[Signature, ...]:
    """All signatures under all versions, or under one, by version, paper and day.

    Raises NotFound for a version that there is not.
    """
    with reading(seat) as session:
        if number is not None:
            row_in(session, seat, number)
        return signatures_in(session, number)


def objectives(seat: Seat, number: int | None = None) -> tuple[Objective, ...]:
    """A version's objectives (default: of the one that applies today) with their readings, newest first.

    Raises NotFound for a version that there is not.
    """
    with reading(seat) as session:
        return objectives_in(session, row_in(session, seat, number))


def differences(seat: Seat, old: int | None = None, new: int | None = None) -> tuple[Changed, ...]:
    """What differs between two versions, in the agreement and then in the objectives.

    Default: the version that applies today beside the draft or offer; without one, the version before it beside the one
    that applies. Raises NotFound for a version that there is not.
    """
    with reading(seat) as session:
        before, after = _compared(session, seat, old, new)
        whole, page = (
            differing(parts_in(session, before, paper), parts_in(session, after, paper)) for paper in PaperSigned
        )
        return (*whole, *(one for one in page if one.key != "title"))


def compared(seat: Seat, old: int | None = None, new: int | None = None) -> tuple[int, int]:
    """Which two versions ``differences`` compares, by their numbers. Raises NotFound for one that there is not."""
    with reading(seat) as session:
        before, after = _compared(session, seat, old, new)
        return before.number, after.number


def setup_of(seat: Seat, number: int | None = None) -> Setup:
    """What a version says (default: the one that applies today), with the people at the table: as partnership.toml.

    Raises NotFound for a version that there is not.
    """
    with reading(seat) as session:
        return whole_setup_in(session, row_in(session, seat, number))


def objectives_in(session: Session, row: Agreement) -> tuple[Objective, ...]:
    """The same, within a session. An objective keeps its readings through all versions that keep it."""
    rows = session.exec(
        select(AgreementObjective)
        .where(AgreementObjective.agreement_id == row.id)
        .order_by(col(AgreementObjective.position))
    ).all()
    readings = _readings(session, [one.lineage or one.id for one in rows])
    return tuple(
        Objective(
            number=number,
            text=one.text,
            measure=one.measure,
            baseline=one.baseline,
            target=one.target,
            due_quarter=one.due_quarter,
            readings=tuple(readings.get(one.lineage or one.id, ())),
        )
        for number, one in enumerate(rows, start=1)
    )


def _readings(session: Session, lineages: list[str]) -> dict[str, list[ObjectiveReading]]:
    """By lineage, the readings of objectives, newest first."""
    rows = session.exec(
        select(ReadingRow, Person.name)
        .join(Person, col(Person.id) == ReadingRow.person_id)
        .where(col(ReadingRow.lineage).in_(lineages))
        .order_by(col(ReadingRow.quarter).desc(), col(ReadingRow.read_on).desc(), col(ReadingRow.at).desc())
    ).all()
    found: dict[str, list[ObjectiveReading]] = {}
    for row, name in rows:
        one = ObjectiveReading(row.quarter, row.value, row.status, row.note, row.read_on, name)
        found.setdefault(row.lineage, []).append(one)
    return found


def _lacking(setup: Setup) -> tuple[SectionTopic, ...]:
    """Topics of the checklist that no section is about; none of a handshake, which is meant to be short."""
    if setup.kind is AgreementKind.HANDSHAKE:
        return ()
    there = set(topics_of(setup.sections))
    return tuple(topic for topic in SectionTopic if topic not in there)


def _compared(session: Session, seat: Seat, old: int | None, new: int | None) -> tuple[Agreement, Agreement]:
    """The rows of the two versions that are compared."""
    applies, beside = timeline_in(session).on(seat.today), underway_in(session, seat)
    if new is None:
        new = (beside or applies).number
    if old is None:
        old = applies.number if applies.number < new else max(new - 1, 1)
    return row_in(session, seat, old), row_in(session, seat, new)
