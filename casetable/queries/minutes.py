"""The minutes of a conference, one value for every audience: whatever is printed, mailed or shown lays this out.

An edition is read as its readers would read it (queries/minutes_editions.py), never as who makes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import ConferenceItem, Participant
from casetable.models import Minutes as Revision
from casetable.queries.agenda_items import items_in
from casetable.queries.filed import lines_in
from casetable.queries.minutes_changes import as_it_was, changes_in, corrections_in
from casetable.queries.minutes_editions import (
    check_may_make,
    held_in,
    named_edition,
    own_edition,
    participant_of,
    reader_of,
)
from casetable.queries.minutes_parts import counts_in, in_words, sheltered_in, since_in, standing_in, there_in
from casetable.queries.ratifying import proposals_in
from casetable.rules.agenda import without
from casetable.rules.consent import reads_text
from casetable.rules.minutes import CARRIED_BY_MAIL
from casetable.store.unit import reading
from casetable.values.conference import AgendaItem, FiledLine, Occurrence
from casetable.values.minutes import Correction, Edition, Minutes, MinutesItem, Proposal, Since
from casetable.values.seat import Seat
from casetable.words import Audience, Category, CorrectionKind, ItemKind, ItemState, LineKind

SOMEBODY_ERASED = "somebody who was erased"
"""What stands for a participant of whom everything was erased."""

_FOR_MANAGERS = frozenset({ItemKind.BUSINESS, ItemKind.PARTICIPANT})
"""Of whose items the managers' edition names proposals: what others were asked to consult about stays among them."""
_IN_A_LETTER = frozenset({LineKind.WORDS, LineKind.DECISION, LineKind.ACTION, LineKind.ASKED, LineKind.DISSENT})


def minutes(
    seat: Seat, conference: str | date | None = None, edition: Edition | None = None, revision: int | None = None
) -> Minutes:
    """The minutes of one held conference for one edition; None are the last one, and what this seat itself reads.

    ``revision`` None is the newest. An earlier one has its lines in the words of then, as far as they may be read
    today. Raises NotFound for a day or a revision that there is not, Refused for a conference that was not held,
    NotAllowed for another agency's edition unless this seat runs the conference, NotShared for a letter to somebody
    whom its agency may not know.
    """
    with reading(seat) as session:
        occurrence = held_in(session, seat, conference)
        wanted = named_edition(session, seat, edition or own_edition(seat))
        check_may_make(seat, occurrence, wanted)
        return minutes_in(session, seat, occurrence, wanted, revision)


def minutes_in(
    session: Session, seat: Seat, occurrence: Occurrence, edition: Edition, revision: int | None = None
) -> Minutes:
    """The same within a session, without asking whether this seat may make it. ``edition`` has its agency's code."""
    reader = reader_of(session, seat, edition)
    stands = standing_in(session, seat, occurrence, revision)
    whom, ref = participant_of(session, reader, edition.participant) if edition.participant else (None, "")
    edition = replace(edition, participant=ref)
    view = _View(session, reader, occurrence, edition, stands.row, stands.number)
    items = view.items(whom)
    kept = {item.id: item for item in items}
    lines, left_out = view.lines([one for one in items if one.id])
    corrections = view.corrections(kept, lines)
    shown = tuple(view.item(one, lines.get(one.id or "", ())) for one in items)
    numbers = {one.number for one in items if edition.audience is not Audience.MANAGERS or one.kind in _FOR_MANAGERS}
    there = there_in(session, reader, occurrence, edition)
    return Minutes(
        conference=occurrence,
        edition=edition,
        for_whom=_for_whom(edition, reader, items),
        number=stands.number,
        state=stands.state,
        correct_until=stands.correct_until,
        agreed_on=stands.agreed_on,
        agreed_by=stands.agreed_by,
        why=stands.why if edition.audience in (Audience.AGENCY, Audience.MAIL) else "",
        head="" if edition.audience is Audience.PARTICIPANT else stands.head,
        made_on=seat.today,
        attended=there.attended,
        items=shown,
        proposals=tuple(one for one in view.proposals() if one.item in numbers),
        corrections=corrections if edition.audience in (Audience.AGENCY, Audience.MAIL) else (),
        changes=changes_in(session, stands, edition, corrections, [one.id for item in shown for one in item.lines]),
        agencies=there.agencies,
        there=there.codes,
        replied=stands.replied,
        next_on=stands.next_on,
        left_out=left_out,
        version=stands.version,
    )


@dataclass(frozen=True, slots=True)
class _View:
    """One conference as the readers of an edition read it. ``row`` is the revision's, None where it has none."""

    session: Session
    reader: Seat
    occurrence: Occurrence
    edition: Edition
    row: Revision | None
    number: int

    def items(self, whom: str | None) -> list[AgendaItem]:
        """The items in their order, of a letter its participant's alone. Raises NotFound where there is none."""
        of_it = col(ConferenceItem.conference_id) == self.occurrence.id
        found = list(without(items_in(self.session, self.reader, of_it), ItemState.REMOVED))
        if self.edition.audience is Audience.MAIL:
            sheltered = sheltered_in(self.session)
            found = [one for one in found if one.participant_id not in sheltered]
        if whom is None:
            erased = _erased(self.session, [one.participant_id for one in found if one.participant_id])
            return [_blanked(one) if one.participant_id in erased else self._labelled(one) for one in found]
        found = [one for one in found if one.participant_id == whom]
        if not found:
            raise NotFound(
                f"{self.edition.participant} did not stand on the agenda of {self.occurrence.conference}.",
                "casetable conference minutes shows who did.",
            )
        return found

    def _labelled(self, one: AgendaItem) -> AgendaItem:
        """What general consultation was about stays among those who were asked for it."""
        managers = self.edition.audience is Audience.MANAGERS
        return replace(one, title="", why="") if managers and one.kind is ItemKind.CONSULTATION else one

    def lines(self, items: Sequence[AgendaItem]) -> tuple[dict[str, tuple[FiledLine, ...]], int]:
        """By item's id, its lines; and how many of them mail may not carry."""
        numbers = {one.id: one.number for one in items if one.id and one.label != SOMEBODY_ERASED}
        found = lines_in(self.session, self.reader, numbers)
        found = as_it_was(self.session, self.occurrence, self.number, found)
        kinds = {one.id: one.kind for one in items if one.id}
        kept = {
            item: tuple(self._paper(line) for line in lines if self._stands(line, kinds[item]))
            for item, lines in found.items()
        }
        both = sum(map(len, found.values())) - sum(map(len, kept.values()))
        return kept, both if self.edition.audience is Audience.MAIL else 0

    def _stands(self, line: FiledLine, kind: ItemKind) -> bool:
        match self.edition.audience:
            case Audience.MAIL:
                return line.category in CARRIED_BY_MAIL
            case Audience.MANAGERS:
                return kind is ItemKind.BUSINESS and line.kind is LineKind.DECISION
            case Audience.PARTICIPANT:
                return line.kind in _IN_A_LETTER and (line.kind is not LineKind.DISSENT or line.may_tell)
            case _:
                return True

    def _paper(self, line: FiledLine) -> FiledLine:
        """A line as it stands on paper: its task says nobody's name, and not how they may be reached."""
        if line.task is None:
            return line
        task = replace(line.task, participant_name=None, safe_contact="")
        if self.edition.audience is Audience.MAIL and task.category not in CARRIED_BY_MAIL:
            task = replace(task, title=None)
        return replace(line, task=task)

    def item(self, one: AgendaItem, lines: tuple[FiledLine, ...]) -> MinutesItem:
        """One item with its lines; counts are of what its readers may read, of all lines for managers."""
        mailed = self.edition.audience is not Audience.MAIL or one.category in CARRIED_BY_MAIL
        is_managers = self.edition.audience is Audience.MANAGERS
        since: tuple[Since, ...] = () if is_managers else since_in(self.session, self.reader, lines)
        if self.edition.audience is Audience.MAIL:
            since = tuple(said for said in since if said.category in CARRIED_BY_MAIL)
        return MinutesItem(
            number=one.number,
            kind=one.kind,
            state=one.state,
            label=one.label,
            participant=one.participant,
            question=one.question if mailed and not is_managers else None,
            category=one.category if mailed else Category.GENERAL,
            lines=lines,
            counts=counts_in(self.session, one.id) if is_managers and one.id else _counted(lines),
            since=since,
            had_no_debate=one.had_no_debate,
            why=one.why if mailed else "",
            id=one.id or "",
        )

    def corrections(
        self, items: Mapping[str | None, AgendaItem], lines: Mapping[str, tuple[FiledLine, ...]]
    ) -> tuple[Correction, ...]:
        """What was corrected up to this revision, as far as its readers may read it."""
        found = corrections_in(self.session, self.reader, self.occurrence, self.number, items)
        standing = {line.id for some in lines.values() for line in some}
        if self.edition.audience is Audience.MAIL:
            found = tuple(one for one in found if one.line is None or one.line in standing)
            return tuple(one for one in found if one.category in CARRIED_BY_MAIL)
        if self.edition.audience is Audience.MANAGERS:
            return tuple(one for one in found if one.line in standing)
        if self.edition.audience is Audience.PARTICIPANT:
            return tuple(one for one in found if one.line in standing and one.kind is CorrectionKind.REWORDED)
        return found

    def proposals(self) -> tuple[Proposal, ...]:
        """What was decided without quorum, as far as its readers may read it."""
        found = proposals_in(self.session, self.reader, self.occurrence.id)
        if self.edition.audience is Audience.MAIL:
            return tuple(one for one in found if one.line.category in CARRIED_BY_MAIL)
        if not reads_text(self.reader.roles):
            return tuple(one for one in found if one.participant is None)
        return found


def _for_whom(edition: Edition, reader: Seat, items: Sequence[AgendaItem]) -> str:
    """A letter is for somebody by their name, where its agency may read it."""
    if edition.audience is not Audience.PARTICIPANT:
        return reader.name
    return next((one.name for one in items if one.name), edition.participant)


def _erased(session: Session, ids: Sequence[str]) -> frozenset[str]:
    asked = select(Participant.id).where(col(Participant.id).in_(sorted(ids)), col(Participant.erased_on).is_not(None))
    return frozenset(session.exec(asked).all()) if ids else frozenset()


def _blanked(one: AgendaItem) -> AgendaItem:
    """An item about somebody of whom everything was erased."""
    return replace(one, participant=None, participant_id=None, name=None, title=SOMEBODY_ERASED, question=None, why="")


def _counted(lines: Iterable[FiledLine]) -> tuple[tuple[str, int], ...]:
    found: dict[LineKind, int] = {}
    for one in lines:
        found[one.kind] = found.get(one.kind, 0) + 1
    return in_words(found)
