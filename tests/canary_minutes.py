"""Minutes in the canary's world: what was corrected, asked, said since, ratified and stored, and how it is read."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from casetable.errors import CasetableError
from casetable.models import (
    Agency,
    Conference,
    ConferenceItem,
    ConferenceLine,
    Minutes,
    MinutesContent,
    MinutesCorrection,
    MinutesPaper,
    Participant,
    Ratification,
)
from casetable.models.base import new_id
from casetable.queries import (
    item_history,
    minutes_changes,
    minutes_editions,
    minutes_find,
    minutes_parts,
    minutes_review,
    minutes_stored,
    minutes_told,
)
from casetable.queries import minutes as kept
from casetable.queries.agenda_items import items_in
from casetable.queries.filed import lines_in
from casetable.queries.listed import listed_id
from casetable.store.references import spell
from casetable.store.unit import change, reading
from casetable.values.action import Action
from casetable.values.minutes import Edition
from casetable.values.seat import Seat
from casetable.words import (
    Audience,
    Category,
    CorrectionKind,
    LineKind,
    MinutesForm,
    MinutesState,
    TurnedOut,
)
from tests.canary import SOME_CATEGORIES, Canary
from tests.canary_conference import HELD_ON, Recipe
from tests.tables import TUE

_WROTE = Action("conference.file", "wrote rows for a test")
_BY = {"HS": "dana", "MH": "omar", "SS": "lee", "VS": "tess"}
CODES = ("SS", "HS", "MH", "VS")


def fill_minutes(canary: Canary) -> None:
    """The conference that was held has agreed minutes, a stored paper for each agency, and an open revision."""
    with change(canary.room.sit("ruth", TUE), _WROTE) as session:
        held = session.exec(select(Conference).where(Conference.original_on == HELD_ON)).one()
        agreed = Minutes(
            conference_id=held.id,
            revision=1,
            state=MinutesState.AGREED,
            correct_until=TUE,
            agreed_at=canary.room.sit("ruth", TUE).now,
            agreed_by_id=canary.room.id_of("ruth"),
            head="0" * 64,
        )
        revision = Minutes(conference_id=held.id, revision=2, correct_until=date(2026, 11, 10), why="words were wrong")
        session.add_all([agreed, revision])
        session.flush()
        items = select(ConferenceItem).where(ConferenceItem.conference_id == held.id)
        for item in session.exec(items.where(col(ConferenceItem.participant_id).is_not(None))).all():
            _correct(session, canary, item, agreed, revision)
        for agency in session.exec(select(Agency)).all():
            _store(session, canary, agreed, agency)


def _correct(session: Session, canary: Canary, item: ConferenceItem, agreed: Minutes, revision: Minutes) -> None:
    """Every line reworded once, a note at the item in each category, an answer to a proposal, what happened since."""
    about = session.get_one(Participant, item.participant_id)
    ref, seat = spell("P", about.number), canary.room.sit(_BY[_code(session, item.writer_id)], TUE)
    lines = session.exec(select(ConferenceLine).where(ConferenceLine.item_id == item.id)).all()
    said: dict[str, Any] = {"item_id": item.id, "participant_id": item.participant_id, "person_id": seat.actor}

    def words(category: Category) -> str:
        return canary.token("minutes", ref, seat.agency, category=category, day=seat.today)

    for number, line in enumerate(lines):
        session.add(
            MinutesCorrection(
                minutes_id=(agreed if number % 2 else revision).id,
                line_id=line.id,
                kind=CorrectionKind.REWORDED,
                category=line.category,
                writer_id=line.writer_id,
                at=seat.now,
                on=seat.today,
                before=words(line.category),
                after=line.text,
                note=words(line.category),
                **said,
            )
        )
        if line.kind is LineKind.DECISION:
            line.is_proposal, line.ratify_by = True, date(2026, 11, 10)
            session.add(_answer(line, seat, words(line.category)))
    for category in (Category.GENERAL, *SOME_CATEGORIES):
        note = MinutesCorrection(
            minutes_id=revision.id,
            kind=CorrectionKind.NOTED,
            category=category,
            writer_id=seat.agency_id,
            at=seat.now,
            on=seat.today,
            note=words(category),
            **said,
        )
        session.add(note)
    dissent = next(line for line in lines if line.kind is LineKind.DISSENT)
    dissent.may_tell = True
    for place, kind in enumerate((LineKind.SINCE, LineKind.ASKED), start=len(lines) + 1):
        session.add(_line(item, dissent, seat, kind, words(Category.GENERAL), place))
    session.flush()


def _line(
    item: ConferenceItem, dissent: ConferenceLine, seat: Seat, kind: LineKind, words: str, place: int
) -> ConferenceLine:
    since = kind is LineKind.SINCE
    return ConferenceLine(
        item_id=item.id,
        position=place,
        kind=kind,
        participant_id=item.participant_id,
        text=words,
        writer_id=seat.agency_id,
        person_id=seat.actor,
        at=seat.now,
        on=seat.today,
        about_id=dissent.id if since else None,
        turned_out=TurnedOut.RIGHT if since else None,
    )


def _answer(line: ConferenceLine, seat: Seat, why: str) -> Ratification:
    return Ratification(
        line_id=line.id,
        agency_id=seat.agency_id,
        person_id=seat.actor,
        at=seat.now,
        on=seat.today,
        is_yes=False,
        participant_id=line.participant_id,
        category=line.category,
        writer_id=seat.agency_id,
        why=why,
    )


def _store(session: Session, canary: Canary, minutes: Minutes, agency: Agency) -> None:
    """A paper whose words nobody but its own agency may read: they are of a category that nobody released."""
    about = next(ref for ref, whose in canary.proposed_by.items() if whose == "HS")
    words = canary.token("paper", about, agency.code, category=Category.JUSTICE, day=TUE)
    row = MinutesPaper(
        id=new_id(),
        minutes_id=minutes.id,
        audience=Audience.AGENCY,
        agency_id=agency.id,
        form=MinutesForm.MARKDOWN,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        size=len(words),
    )
    session.add(row)
    session.add(MinutesContent(paper_id=row.id, content=base64.b64encode(words.encode()).decode()))


def _code(session: Session, agency_id: str | None) -> str:
    return session.get_one(Agency, agency_id).code


def _editions(seat: Seat) -> list[Edition | None]:
    """What a seat may ask for to read it itself. Who runs a conference composes others' without being shown them."""
    with reading(seat) as session:
        occurrence = minutes_editions.held_in(session, seat, None)
        mine = minutes_editions.own_edition(seat)
        own = [Edition(Audience.MAIL, seat.agency)]
        others = [Edition(Audience.MANAGERS), *(Edition(Audience.AGENCY, code) for code in CODES)]
        refused = [one for one in others if not _may(seat, occurrence, one)]
    return [mine, *own, *refused]


def _may(seat: Seat, occurrence: object, edition: Edition) -> bool:
    try:
        minutes_editions.check_may_make(seat, occurrence, edition)  # type: ignore[arg-type]
    except CasetableError:
        return False
    return True


def _minutes(canary: Canary, seat: Seat) -> Iterator[object]:
    """Every edition that a seat reads, both revisions, and letters to everybody from its own agency."""
    letters = [Edition(Audience.PARTICIPANT, seat.agency, ref) for ref in canary.proposed_by]
    for edition, revision in [(one, None) for one in (*_editions(seat), *letters)] + [(None, 1), (None, 3)]:
        try:
            found = kept.minutes(seat, None, edition, revision)
        except CasetableError as error:
            yield error.sentence, error.hint
            continue
        yield found
        yield minutes_told.told_in_minutes(seat, found)


def _stored(canary: Canary, seat: Seat) -> Iterator[object]:
    for edition in _editions(seat):
        for revision in (None, 1):
            try:
                yield minutes_stored.stored(seat, None, edition, MinutesForm.MARKDOWN, revision)
                yield minutes_stored.stored_told(seat, None, edition, revision)
            except CasetableError as error:
                yield error.sentence, error.hint


def _history(canary: Canary, seat: Seat) -> Iterator[object]:
    for ref in canary.proposed_by:
        try:
            yield item_history.item_history(seat, ref)
            with reading(seat) as session:
                yield item_history.item_history_in(session, seat, listed_id(session, seat, ref))
        except CasetableError as error:
            yield error.sentence, error.hint


def _found(canary: Canary, seat: Seat) -> Iterator[object]:
    for word in ("zq", "zqminutes", *(one.token for one in canary.kinds() if one.kind in ("line", "minutes"))):
        yield minutes_find.search_minutes(seat, word)


def _letters(canary: Canary, seat: Seat) -> Iterator[object]:
    yield minutes_editions.editions(seat)
    yield minutes_editions.own_edition(seat)


def _parts(_: Canary, seat: Seat) -> Iterator[object]:
    """The parts of minutes, asked as this seat itself reads them."""
    with reading(seat) as session:
        occurrence = minutes_editions.held_in(session, seat, None)
        edition = minutes_editions.named_edition(session, seat, minutes_editions.own_edition(seat))
        yield minutes_editions.editions_in(session, seat, occurrence)
        reader = minutes_editions.reader_of(session, seat, edition)
        yield minutes_parts.there_in(session, reader, occurrence, edition), minutes_parts.log_head(session)
        yield len(minutes_parts.sheltered_in(session))
        items = {one.id: one for one in items_in(session, reader)}
        lines = lines_in(session, reader, {row_id: one.number for row_id, one in items.items() if row_id})
        yield minutes_changes.as_it_was(session, occurrence, 1, lines)
        corrected = minutes_changes.corrections_in(session, reader, occurrence, 2, items)
        yield corrected
        stands = minutes_parts.standing_in(session, seat, occurrence)
        yield minutes_changes.changes_in(session, stands, edition, corrected, [])
        for row_id in lines:
            yield minutes_parts.since_in(session, reader, lines[row_id])
            yield minutes_parts.in_words({})
        found = kept.minutes_in(session, seat, occurrence, edition)
        yield found, minutes_told.told_in(session, seat, found)
        yield minutes_told.as_told(session, seat, found, [])


def _nothing(_: Canary, __: Seat) -> Iterator[object]:
    return iter(())


RECIPES: dict[str, Recipe] = {
    "item_history.item_history": _history,
    "minutes.minutes": _minutes,
    "minutes_editions.editions": _letters,
    "minutes_find.search_minutes": _found,
    "minutes_parts.there_in": _parts,
    "minutes_review.review": lambda _, seat: iter([minutes_review.review(seat)]),
    "minutes_stored.stored": _stored,
}
_ASKED_TOGETHER = (
    "item_history.item_history_in",
    "minutes.minutes_in",
    "minutes_changes.as_it_was",
    "minutes_changes.changes_in",
    "minutes_changes.corrections_in",
    "minutes_editions.check_may_make",
    "minutes_editions.editions_in",
    "minutes_editions.held_in",
    "minutes_editions.named_edition",
    "minutes_editions.own_edition",
    "minutes_editions.participant_of",
    "minutes_editions.reader_of",
    "minutes_parts.counts_in",
    "minutes_parts.in_words",
    "minutes_parts.log_head",
    "minutes_parts.sheltered_in",
    "minutes_parts.since_in",
    "minutes_parts.standing_in",
    "minutes_stored.stored_told",
    "minutes_told.as_told",
    "minutes_told.told_in",
    "minutes_told.told_in_minutes",
)
"""What the recipes above ask as well."""
RECIPES |= dict.fromkeys(_ASKED_TOGETHER, _nothing)
