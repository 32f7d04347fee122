"""Thirty people under thirty combinations of releases, on one conference: no agency's minutes hold what it may not see.

Every text is a word that stands nowhere else, and what may be read is worked out here from the releases alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from sqlmodel import SQLModel

from casetable.jobs.editions import composed
from casetable.models import (
    Attendance,
    Conference,
    ConferenceItem,
    ConferenceLine,
    Minutes,
    MinutesCorrection,
    Participant,
)
from casetable.models.base import new_id
from casetable.queries.people import agencies, people
from casetable.store.unit import change
from casetable.values.minutes import Edition
from casetable.values.participants import ReleaseTerms
from casetable.words import (
    Audience,
    Category,
    ConferenceState,
    CorrectionKind,
    ItemKind,
    ItemState,
    LineKind,
    Method,
    MinutesForm,
    ParticipantState,
)
from tests.conferences import SECOND_FRIDAY, WROTE
from tests.reports.papers import read_html, words_of
from tests.tables import MON, Room
from tests.world_rows import release_row

MONDAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 13, 20, tzinfo=UTC)
CODES = ("SS", "HS", "MH")
WHO = {"SS": "Lee Park", "HS": "Dana Reyes", "MH": "Omar Haddad"}
COMBINATIONS = 30
SOME = (Category.GENERAL, Category.HEALTH, Category.SUBSTANCE_USE)
KINDS = (LineKind.OPTION, LineKind.DECISION, LineKind.DISSENT, LineKind.ASKED, LineKind.SINCE, LineKind.PARKED)


@dataclass(frozen=True)
class Word:
    """A text that stands nowhere else: about which person, of which category, whose, and of what kind."""

    text: str
    about: int
    category: Category
    writer: str
    kind: LineKind | None = None


@dataclass(frozen=True)
class World:
    """Everything that chance made: the releases of each person, and every word."""

    releases: tuple[tuple[int, ReleaseTerms], ...]
    words: tuple[Word, ...]

    def may_read(self, agency: str, word: Word) -> bool:
        """By the releases alone: one's own words, and others' under a release in force today."""
        return word.writer == agency or any(
            about == word.about
            and (one.discloser, one.receiver, one.category) == (word.writer, agency, word.category)
            and one.since <= MONDAY
            and (one.until is None or one.until >= MONDAY)
            and one.revoked_on is None
            for about, one in self.releases
        )


@pytest.fixture
def engine() -> str:
    """One engine: what SQL lets through is held by tests/queries/test_facts.py on both."""
    return "sqlite"


@pytest.fixture
def world(room: Room) -> World:
    """Thirty people debated on the second Friday, each under releases that chance drew."""
    chance = Random(63758457)
    made = World(tuple(_releases(chance)), ())
    words: list[Word] = []
    with change(room.sit("ruth", SECOND_FRIDAY), WROTE) as session:
        session.add_all(_rows(room, chance, made, words))
    return World(made.releases, tuple(words))


def test_no_edition_holds_what_its_reader_may_not_see_in_any_form(room: Room, world: World) -> None:
    hidden = shown = 0
    for agency in CODES:
        for form in (MinutesForm.MARKDOWN, MinutesForm.HTML, MinutesForm.PDF, MinutesForm.JSON):
            printed = as_text(room, Edition(Audience.AGENCY, agency), form)
            leaked = [one for one in world.words if one.text in printed and not world.may_read(agency, one)]
            assert leaked == [], (agency, form)
            own = [one for one in world.words if one.writer == agency == _home(one.about)]
            missing = [one for one in own if one.text not in printed]
            assert missing == [], (agency, form)
            shown += sum(one.writer != agency and one.text in printed for one in world.words)
            hidden += sum(not world.may_read(agency, one) for one in world.words)
    assert hidden > 500
    assert shown > 500


def test_a_mail_carries_general_words_alone_and_the_managers_edition_none(room: Room, world: World) -> None:
    for agency in CODES:
        printed = as_text(room, Edition(Audience.MAIL, agency), MinutesForm.HTML)
        carried = [one for one in world.words if one.text in printed]
        assert carried
        assert [one for one in carried if one.category is not Category.GENERAL or not world.may_read(agency, one)] == []
        assert "zqname" not in printed
    for form in (MinutesForm.MARKDOWN, MinutesForm.HTML):
        assert "zq" not in as_text(room, Edition(Audience.MANAGERS), form)


def test_a_letter_holds_words_of_its_own_participant_that_the_teller_may_read(room: Room, world: World) -> None:
    told = 0
    for number in range(0, COMBINATIONS, 3):
        edition = Edition(Audience.PARTICIPANT, _home(number), f"P-{700 + number}")
        printed = as_text(room, edition, MinutesForm.MARKDOWN).casefold()
        held = [one for one in world.words if one.text in printed]
        told += len(held)
        assert {one.about for one in held} <= {number}
        assert all(world.may_read(_home(number), one) for one in held)
        assert not {one.kind for one in held} & {LineKind.DISSENT, LineKind.OPTION, LineKind.PARKED}
    assert told > 10


def as_text(room: Room, edition: Edition, form: MinutesForm) -> str:
    """An edition as the coordinator prints it, read back as text."""
    content = composed(room.sit("ruth", MONDAY), edition, None, form).content
    if form is MinutesForm.PDF:
        return words_of(content)
    text = content.decode()
    return read_html(text).words if form is MinutesForm.HTML else text


def _home(number: int) -> str:
    return CODES[number % len(CODES)]


def _releases(chance: Random) -> Iterator[tuple[int, ReleaseTerms]]:
    """For each person some of all that may be: from whom to whom, on what, ended, revoked, or in force."""
    pairs = [(one, other) for one in CODES for other in CODES if one != other]
    for number in range(COMBINATIONS):
        share = chance.choice((0.2, 0.5, 0.8))
        for discloser, receiver in pairs:
            for category in SOME:
                if chance.random() < share:
                    ends = chance.choice((None, None, MONDAY, MONDAY - timedelta(days=1), MONDAY + timedelta(days=90)))
                    revoked = SECOND_FRIDAY if chance.random() < 0.15 else None
                    yield number, ReleaseTerms(discloser, receiver, category, MON, ends, Method.WRITTEN, revoked)


def _rows(room: Room, chance: Random, world: World, words: list[Word]) -> Iterator[SQLModel]:
    seat = room.sit("ruth", SECOND_FRIDAY)
    ids = {one.agency: one.id for one in agencies(seat)}
    persons = {one.person: one.id for one in people(seat)}
    held, kept = new_id(), new_id()
    yield Conference(
        id=held,
        original_on=SECOND_FRIDAY,
        on=SECOND_FRIDAY,
        state=ConferenceState.CLOSED,
        starts_at=time(9),
        minutes=90,
        place="",
        closed_at=seat.now,
    )
    yield Minutes(id=kept, conference_id=held, revision=1, correct_until=date(2026, 11, 23))
    for code, name in WHO.items():
        yield Attendance(conference_id=held, person_id=persons[name], agency_id=ids[code], arrived_at=seat.now)
    for number in range(COMBINATIONS):
        yield Participant(
            id=f"p{number}",
            number=700 + number,
            agency_id=ids[_home(number)],
            proposed_by_id=persons[WHO[_home(number)]],
            state=ParticipantState.AGREED,
            name=f"zqname{number:03}",
            needs="x",
            reason="x",
            considered_on=MON,
            proposed_on=MON,
        )
        yield from _item_rows(chance, number, held, kept, ids, persons, words)
    for place, (number, one) in enumerate(world.releases):
        yield release_row(place, f"p{number}", one, ids, persons["Ruth Feld"])


def _item_rows(
    chance: Random,
    number: int,
    held: str,
    kept: str,
    ids: dict[str, str],
    persons: dict[str, str],
    words: list[Word],
) -> Iterator[SQLModel]:
    """A participant's item: its question, a line of each agency and category, and a note beside each of them."""

    def word(category: Category, writer: str, kind: LineKind | None = None) -> str:
        words.append(Word(f"zq{len(words):05}x", number, category, writer, kind))
        return words[-1].text

    writer, category = chance.choice(CODES), chance.choice(SOME)
    item = ConferenceItem(
        id=f"i{number}",
        conference_id=held,
        position=number + 1,
        kind=ItemKind.PARTICIPANT,
        participant_id=f"p{number}",
        question=word(category, writer),
        category=category,
        writer_id=ids[writer],
        written_on=SECOND_FRIDAY,
        minutes=13,
        state=ItemState.DONE,
    )
    yield item
    for place, (by, about) in enumerate((code, one) for code in CODES for one in SOME):
        kind = KINDS[(number + place) % len(KINDS)]
        said: dict[str, Any] = {
            "participant_id": f"p{number}",
            "category": about,
            "writer_id": ids[by],
            "person_id": persons[WHO[by]],
        }
        at: dict[str, Any] = {"at": NOON, "on": SECOND_FRIDAY}
        line = new_id()
        yield ConferenceLine(
            id=line, item_id=item.id, position=place + 1, kind=kind, text=word(about, by, kind), **said, **at
        )
        if (number + place) % 4 == 0:
            yield MinutesCorrection(
                minutes_id=kept,
                item_id=item.id,
                line_id=line,
                kind=CorrectionKind.NOTED,
                note=word(about, by),
                **said,
                **at,
            )
