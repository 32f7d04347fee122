"""What an edition of the minutes tells its audience, as the account of disclosures says it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import ConferenceItem, ConferenceLine, MinutesCorrection, Participant, Ratification, Release
from casetable.queries.facts import filed_line_shown, in_force, ratification_shown, release_shown
from casetable.queries.minutes_editions import reader_of
from casetable.queries.remembered import agency_codes
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.disclosures import Told
from casetable.values.minutes import Minutes
from casetable.values.seat import Seat
from casetable.words import Audience, Basis, Category

_Fact = tuple[str, Category, str]
"""A participant's reference, a category, and the code of the agency whose text it is."""

THE_PARTICIPANT = "the participant"
"""To whom a letter is, in the account of disclosures."""


def told_in_minutes(seat: Seat, minutes: Minutes) -> tuple[Told, ...]:
    """What ``minutes`` tell: one line for each participant, category and agency whose text it is, with its releases.

    Of an agency's own texts nothing is told to it. A letter tells the participant, on no release. The managers' edition
    tells no text: whom its counts are about is recorded by who makes it (jobs/editions.told_of).
    """
    with reading(seat) as session:
        return told_in(session, seat, minutes)


def told_in(session: Session, seat: Seat, minutes: Minutes) -> tuple[Told, ...]:
    """The same, within a session."""
    edition = minutes.edition
    if edition.audience is Audience.MANAGERS:
        return ()
    if edition.audience is Audience.PARTICIPANT:
        held = {(line.category, line.writer) for item in minutes.items for line in item.lines}
        held.add((Category.GENERAL, edition.agency))
        return as_told(session, seat, minutes, ((edition.participant, *one) for one in held))
    return as_told(session, seat, minutes, _facts(session, reader_of(session, seat, edition), minutes))


def as_told(session: Session, seat: Seat, minutes: Minutes, facts: Iterable[_Fact]) -> tuple[Told, ...]:
    """Facts as lines of the account, in order, with the releases that they stand on today."""
    edition = minutes.edition
    found = sorted(set(facts), key=lambda one: (one[0], list(Category).index(one[1]), one[2]))
    if edition.audience is Audience.PARTICIPANT:
        return tuple(
            Told(ref, category, writer, None, THE_PARTICIPANT, Basis.PARTICIPANT) for ref, category, writer in found
        )
    behind = Behind(session, reader_of(session, seat, edition))
    return tuple(
        Told(ref, category, writer, edition.agency, releases=behind.of(ref, category, writer))
        for ref, category, writer in found
        if writer != edition.agency
    )


class Behind:
    """The releases by which an agency may know today, as it may know of them itself."""

    def __init__(self, session: Session, reader: Seat) -> None:
        codes = agency_codes(session)
        asked = (
            select(Release, Participant.number)
            .join(Participant, col(Participant.id) == Release.participant_id)
            .where(release_shown(reader), *in_force(Release, reader, reader.today))
            .order_by(col(Release.number))
        )
        self._found: dict[_Fact, tuple[str, ...]] = {}
        for row, number in session.exec(asked).all():
            fact = (spell("P", number), row.category, codes[row.discloser_id])
            self._found[fact] = (*self._found.get(fact, ()), spell("R", row.number))

    def of(self, ref: str, category: Category, writer: str) -> tuple[str, ...]:
        """The references of the releases by an agency, of one participant and category."""
        return self._found.get((ref, category, writer), ())

    def teller(self, ref: str, owner: str) -> str:
        """By whose general release somebody is known: the proposing agency's, else another's."""
        if self.of(ref, Category.GENERAL, owner):
            return owner
        others = (who for about, category, who in self._found if (about, category) == (ref, Category.GENERAL))
        return next(others, owner)


@dataclass(frozen=True, slots=True)
class _Of:
    """Rows behind some minutes by their ids: whose question or correction it is."""

    questions: dict[str, str]
    corrections: dict[str, str]


def _facts(session: Session, reader: Seat, minutes: Minutes) -> Iterator[_Fact]:
    """Everything about participants that stands on an agency's edition, and whose it is."""
    behind, of = Behind(session, reader), _rows(session, minutes)
    labels = {item.number: item.participant for item in minutes.items}
    for item in minutes.items:
        if item.participant is None:
            continue
        owner = _owner(session, item.participant)
        yield item.participant, Category.GENERAL, behind.teller(item.participant, owner)
        if (item.question or item.why) and item.id in of.questions:
            yield item.participant, item.category, of.questions[item.id]
        for line in item.lines:
            yield item.participant, line.category, line.writer
        about = [line.about for line in item.lines if line.about]
        for category, writer in _dissents(session, reader, about if any(one.dissent for one in item.since) else []):
            yield item.participant, category, writer
    for correction in minutes.corrections:
        if ref := labels.get(correction.item):
            yield ref, correction.category, of.corrections[correction.id]
    for proposal in minutes.proposals:
        if proposal.participant is not None:
            for category, writer in _answers(session, reader, proposal.line.id):
                yield proposal.participant, category, writer


def _rows(session: Session, minutes: Minutes) -> _Of:
    codes = agency_codes(session)
    items = [item.id for item in minutes.items if item.id]
    ids = [one.id for one in minutes.corrections]
    asked = select(ConferenceItem.id, ConferenceItem.writer_id).where(col(ConferenceItem.id).in_(items))
    corrected = select(MinutesCorrection.id, MinutesCorrection.writer_id).where(col(MinutesCorrection.id).in_(ids))
    return _Of(
        {row_id: codes[writer] for row_id, writer in session.exec(asked).all() if writer},
        {row_id: codes[writer] for row_id, writer in session.exec(corrected).all()},
    )


def _owner(session: Session, ref: str) -> str:
    whose = select(Participant.agency_id).where(Participant.number == read_reference(ref, "P"))
    return agency_codes(session)[session.exec(whose).one()]


def _dissents(session: Session, reader: Seat, lines: list[str]) -> list[tuple[Category, str]]:
    if not lines:
        return []
    codes = agency_codes(session)
    asked = select_rows(col(ConferenceLine.category), col(ConferenceLine.writer_id)).where(
        col(ConferenceLine.id).in_(sorted(set(lines))), filed_line_shown(reader)
    )
    return [(category, codes[writer]) for category, writer in session.execute(asked)]


def _answers(session: Session, reader: Seat, line: str) -> list[tuple[Category, str]]:
    codes = agency_codes(session)
    asked = select_rows(col(Ratification.category), col(Ratification.writer_id)).where(
        col(Ratification.line_id) == line, col(Ratification.why) != "", ratification_shown(reader)
    )
    return [(category, codes[writer]) for category, writer in session.execute(asked)]
