"""The rows that make a world of tests/worlds.py stand in a table.

Every text is a token of its own, so that what an outlet says can be held against what the rules allow.
"""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from sqlmodel import SQLModel

from casetable.models import (
    Attendance,
    Conference,
    ConferenceDraft,
    ConferenceItem,
    ConferenceLine,
    Disclosure,
    Draft,
    HouseholdLink,
    Minutes,
    MinutesCorrection,
    MinutesPaper,
    MinutesTold,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Ratification,
    Release,
    SafeContact,
    Task,
    TaskEvent,
    TeamMember,
    Viewing,
)
from casetable.values.participants import ReleaseTerms
from casetable.values.terms import DOMAINS
from casetable.words import (
    Answer,
    Audience,
    Basis,
    Category,
    ConferenceState,
    CorrectionKind,
    DisclosureKind,
    ItemKind,
    ItemState,
    LineKind,
    MinutesForm,
    NoteKind,
    OutcomeValue,
    OutcomeView,
    Phase,
    TaskEventKind,
    TaskState,
)
from tests.tables import MON
from tests.worlds import AGENCY_OF, ASKER, AT, HELD_ON, MEETS_ON, OWNERS, TYPISTS, Text, World, audience_of


def token(kind: str, number: int) -> str:
    """The token of a fact: a word that stands nowhere else."""
    return f"zq{kind}{''.join('abcdefghij'[int(digit)] for digit in f'{number:03}')}"


def rows_of(world: World, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    """The rows of a world. Ids of agencies by code and of people by name; row ids are a letter and a number."""
    for number, one in enumerate(world.people):
        yield Participant(
            id=f"p{number}",
            number=100 + number,
            agency_id=agencies[one.agency],
            proposed_by_id=people[ASKER],
            state=one.state,
            name=token("name", number),
            needs=token("needs", number),
            reason=token("reason", number),
            considered_on=MON,
            proposed_on=MON,
            considered_for=one.considered_for,
        )
        yield TeamMember(id=f"m{number}", participant_id=f"p{number}", person_id=people[ASKER], leads=True, since=MON)
        yield Viewing(participant_id=f"p{number}", person_id=people[ASKER], on=MON, agency_id=agencies["SS"], at=AT)
    for number, (about, terms) in enumerate(world.releases):
        yield release_row(number, f"p{about}", terms, agencies, people[ASKER])
    answered: set[tuple[int, str]] = set()
    for number, text in enumerate(world.texts):
        yield from _task_rows(number, text, agencies, people)
        if text.about is not None:
            yield from _text_rows(number, text, agencies, people)
            if (text.about, text.writer) not in answered:
                answered.add((text.about, text.writer))
                yield _answer(number, text, agencies, people)
    yield from _other_rows(world, agencies, people)
    yield from _conference_rows(world, agencies, people)
    yield Minutes(id="z0", conference_id="x0", revision=1, correct_until=MEETS_ON)
    for number, text in enumerate(world.texts):
        yield from _minutes_rows(number, text, agencies, people)


def release_row(number: int, about: str, one: ReleaseTerms, agencies: dict[str, str], somebody: str) -> Release:
    """One release."""
    return Release(
        id=f"r{number}",
        number=100 + number,
        participant_id=about,
        discloser_id=agencies[one.discloser],
        receiver_id=agencies[one.receiver],
        category=one.category,
        since=one.since,
        until=one.until,
        method=one.method,
        refused=one.refused,
        revoked_on=one.revoked_on,
        purpose=token("purpose", number),
        ends_when=token("ends", number),
        revoked_why=token("why", number),
        recorded_by_id=somebody,
        recorded_on=MON,
    )


def _task_rows(number: int, text: Text, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    about = None if text.about is None else f"p{text.about}"
    yield Task(
        id=f"t{number}",
        number=100 + number,
        participant_id=about,
        owner_id=people[text.owner],
        agency_id=agencies[AGENCY_OF[text.owner]],
        asker_id=people[ASKER],
        writer_id=agencies[text.writer],
        title=token("title", number),
        category=text.category,
        written_on=text.day,
        state=TaskState.ASKED,
        asked_on=MON,
        due_on=MON,
    )
    yield TaskEvent(
        id=f"e{number}",
        task_id=f"t{number}",
        position=0,
        kind=TaskEventKind.ASKED,
        at=AT,
        on=text.day,
        writer_id=agencies[text.writer],
        category=text.category,
        note=token("event", number),
    )


def _text_rows(number: int, text: Text, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    """The same text as a note, as a safe contact and as a reading."""
    told: dict[str, Any] = {
        "participant_id": f"p{text.about}",
        "category": text.category,
        "agency_id": agencies[text.writer],
        "person_id": people[ASKER],
        "at": AT + timedelta(minutes=number),
        "on": text.day,
    }
    yield Note(id=f"n{number}", kind=list(NoteKind)[number % 2], text=token("note", number), **told)
    yield SafeContact(
        id=f"c{number}",
        how=token("how", number),
        when="",
        never="",
        no_post=False,
        location_private=False,
        **told,
    )
    yield OutcomeReading(
        id=f"o{number}",
        domain=DOMAINS[number % len(DOMAINS)],
        view=OutcomeView.WORKER,
        value=OutcomeValue.BETTER,
        note=token("reading", number),
        **told,
    )


def _answer(number: int, text: Text, agencies: dict[str, str], people: dict[str, str]) -> ParticipantAnswer:
    return ParticipantAnswer(
        id=f"a{number}",
        participant_id=f"p{text.about}",
        agency_id=agencies[text.writer],
        person_id=people[ASKER],
        answer=Answer.AGREE,
        on=text.day,
        note=token("answer", number),
        note_category=text.category,
    )


def _other_rows(world: World, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    for number, (about, other, ended) in enumerate(world.links):
        yield HouseholdLink(
            id=f"l{number}",
            participant_id=f"p{about}",
            other_id=f"p{other}",
            agency_id=agencies["SS"],
            person_id=people[ASKER],
            allowed_on=MON,
            ended_on=MON if ended else None,
        )
    for number, one in enumerate(world.told):
        yield Disclosure(
            id=f"d{number}",
            document_id="document",
            participant_id=f"p{one.about}",
            discloser_id=agencies[one.discloser],
            receiver_id=None if one.receiver is None else agencies[one.receiver],
            receiver="" if one.receiver else "somebody",
            person_id=people[ASKER],
            kind=DisclosureKind.TOLD,
            category=one.category,
            basis=Basis.EMERGENCY,
            note=token("told", number),
            at=AT,
            on=MON,
        )
    for number, (agency, writer) in enumerate(world.drafts):
        yield Draft(
            id=f"k{number}",
            person_id=people[writer],
            agency_id=agencies[agency],
            participant_id="p0",
            what="a note",
            text=token("draft", number),
            category=Category.GENERAL,
            at=AT,
            on=MON,
        )


def _conference_rows(world: World, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    """A conference that was held and one in session, with an item, a line and a guest of every kind."""
    for row_id, original_on, on, state in (
        ("x0", HELD_ON, HELD_ON, ConferenceState.CLOSED),
        ("x1", MEETS_ON, world.today, ConferenceState.IN_SESSION),
    ):
        yield Conference(
            id=row_id, original_on=original_on, on=on, state=state, starts_at=time(9), minutes=90, place=""
        )
    open_one = next((n for n, text in enumerate(world.texts) if text.about is not None and n % 2), None)
    for number, text in enumerate(world.texts):
        yield _item(number, text, agencies, people, is_open=number == open_one)
        yield _line(number, text, agencies, people)
    came: dict[str, Any] = {"conference_id": "x1", "arrived_at": AT}
    for number in range(len(world.people) + 1):
        brought_by = f"p{number}" if number < len(world.people) else None
        yield Attendance(id=f"g{number}", guest=token("guest", number), invited_by_id=brought_by, left_at=AT, **came)
    for number, name in enumerate(OWNERS[: 2 + len(world.releases) % 3]):
        yield Attendance(id=f"h{number}", person_id=people[name], agency_id=agencies[AGENCY_OF[name]], **came)
    for number, name in enumerate(TYPISTS):
        yield ConferenceDraft(conference_id="x1", person_id=people[name], text=token("typed", number), at=AT)


def _item(
    number: int, text: Text, agencies: dict[str, str], people: dict[str, str], *, is_open: bool
) -> ConferenceItem:
    held = ItemState.DONE if number % 4 else ItemState.NOT_DISCUSSED
    return ConferenceItem(
        id=f"i{number}",
        conference_id="x1" if number % 2 else "x0",
        position=number + 1,
        kind=ItemKind.BUSINESS if text.about is None else ItemKind.PARTICIPANT,
        participant_id=None if text.about is None else f"p{text.about}",
        question=token("question", number),
        category=text.category,
        writer_id=agencies[text.writer],
        proposed_by_id=people[text.owner],
        written_on=text.day,
        minutes=13,
        state=(ItemState.OPEN if is_open else ItemState.PLANNED) if number % 2 else held,
        phase=Phase.DEBATE if is_open else None,
        phase_began_at=AT if is_open else None,
        why="" if number % 4 else token("left", number),
    )


def _line(number: int, text: Text, agencies: dict[str, str], people: dict[str, str]) -> ConferenceLine:
    kind = (LineKind.OPTION, LineKind.DECISION, LineKind.DISSENT, LineKind.PARKED)[number % 4]
    return ConferenceLine(
        id=f"f{number}",
        item_id=f"i{number}",
        position=1,
        kind=kind,
        participant_id=None if text.about is None else f"p{text.about}",
        text=token("line", number),
        category=text.category,
        writer_id=agencies[text.writer],
        person_id=people[ASKER],
        at=AT,
        on=text.day,
        look_again_on=MEETS_ON if kind is LineKind.DISSENT else None,
        is_proposal=kind is LineKind.DECISION,
        ratify_by=MEETS_ON if kind is LineKind.DECISION else None,
    )


def _minutes_rows(number: int, text: Text, agencies: dict[str, str], people: dict[str, str]) -> Iterator[SQLModel]:
    """The same text as a correction, as what was said to a proposal, and as what a stored edition tells."""
    about = None if text.about is None else f"p{text.about}"
    said: dict[str, Any] = {
        "participant_id": about,
        "category": text.category,
        "writer_id": agencies[text.writer],
        "person_id": people[ASKER],
        "at": AT,
        "on": text.day,
    }
    yield MinutesCorrection(
        id=f"b{number}",
        minutes_id="z0",
        item_id=f"i{number}",
        line_id=f"f{number}",
        kind=CorrectionKind.NOTED,
        note=token("noted", number),
        **said,
    )
    yield Ratification(
        id=f"y{number}",
        line_id=f"f{number}",
        agency_id=agencies[text.writer],
        is_yes=False,
        why=token("ratified", number),
        **said,
    )
    audience = audience_of(text, number)
    yield MinutesPaper(
        id=f"q{number}",
        minutes_id="z0",
        audience=audience,
        agency_id=None if audience is Audience.MANAGERS else agencies[text.writer],
        participant_id=about if audience is Audience.PARTICIPANT else None,
        form=MinutesForm.MARKDOWN,
        sha256="",
        size=0,
    )
    if about is not None:
        yield MinutesTold(
            id=f"u{number}",
            minutes_id="z0",
            audience=Audience.AGENCY,
            agency_id=agencies["SS"],
            participant_id=about,
            category=text.category,
            writer_id=agencies[text.writer],
        )
