"""Somebody written about in every table, and a look for their name into everything that a table stands on."""

import re
from datetime import date
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session, select

from casetable.actions import tasks
from casetable.actions.choosing import agree
from casetable.actions.leaving import leave
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
    Note,
    OutcomeReading,
    Participant,
    Ratification,
    SafeContact,
    TeamMember,
    Viewing,
)
from casetable.store.opening import open_store
from casetable.store.references import read_reference
from casetable.store.unit import change, store_of
from casetable.values.action import Action
from casetable.values.seat import Seat
from casetable.words import (
    Basis,
    Category,
    CorrectionKind,
    DisclosureKind,
    ItemKind,
    LeavingReason,
    LineKind,
    NoteKind,
    OutcomeValue,
    OutcomeView,
    TakingPart,
)
from tests.tables import MON, TUE, Room

NAME = "Wilhelmina Unmistakable"
FIRST = "Wilhelmina"
_BY_HAND = Action("participant.note", "written for a test")


def written_about(room: Room, day: date = MON, name: str = NAME) -> str:
    """Somebody agreed with a text about them in every table; returns the reference."""
    ref = room.propose(name, day=day, hmis_id="HM-4711", reason=f"{FIRST} is known for years")
    agree(room.sit("lee", day), ref, note=f"{FIRST} knows us")
    agree(room.sit("omar", day), ref)
    room.release(ref, day=day, purpose=f"a home for {FIRST}")
    done = room.promised(f"see {FIRST}'s landlord", about=ref, day=day)
    tasks.complete(room.sit("lee", day), done, minutes=30, note=f"{FIRST} was there")
    waits = room.promised(f"letter for {FIRST}", about=ref, day=day)
    tasks.block(room.sit("lee", day), waits, on_whom=f"{FIRST}'s sister", outside=True)
    other = room.agreed("Somebody Beside", day=day)
    seat = room.sit("dana", day)
    with change(seat, _BY_HAND) as session:
        _rows(session, seat, id_of(session, ref), id_of(session, other), room)
    return ref


def left(room: Room, ref: str, day: date = TUE) -> str:
    """The same, who has left."""
    leave(room.sit("dana", day), ref, reason=LeavingReason.MOVED, destination=410, note=f"{FIRST} is in Reno")
    return ref


def id_of(session: Session, ref: str) -> str:
    """The id behind a participant's reference."""
    return session.exec(select(Participant.id).where(Participant.number == read_reference(ref, "P"))).one()


def everything_in(where: str) -> bytes:
    """Every byte of the table's files: of a SQLite file and its -wal, of a server's files of its tables."""
    if "://" not in where:
        return b"".join(Path(f"{where}{end}").read_bytes() for end in ("", "-wal") if _is_there(where, end))
    store = open_store(where)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
    with store.reading() as session:
        files = session.connection().scalars(
            text(
                "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE relkind IN ('r', 'i', 't') "
                "AND (relnamespace = current_schema()::regnamespace OR oid IN (SELECT reltoastrelid FROM pg_class "
                "WHERE relnamespace = current_schema()::regnamespace))"
            )
        )
        content = b"".join(bytes(one) for one in files)
        told = session.connection().scalars(text("SELECT s::text FROM pg_stats s WHERE schemaname = current_schema()"))
        content += "\n".join(told).encode()
    store.close()
    return content


def says_name(content: bytes, name: str = FIRST) -> bool:
    """The name, or a part of it, is found in some bytes."""
    return re.search(re.escape(name.encode()), content, re.IGNORECASE) is not None


def _is_there(where: str, end: str) -> bool:
    return Path(f"{where}{end}").exists()


def _rows(session: Session, seat: Seat, row_id: str, other_id: str, room: Room) -> None:
    by = {"agency_id": seat.agency_id, "person_id": seat.actor, "on": seat.today, "at": seat.now}
    about = {"participant_id": row_id, "category": Category.GENERAL} | by
    for kind in NoteKind:
        taking = TakingPart.MESSAGE if kind is NoteKind.TAKING_PART else None
        session.add(Note(kind=kind, text=f"{FIRST}, {kind}", taking_part=taking, minutes=15, **about))
    said = {"how": f"call {FIRST}", "when": "mornings", "never": "at work"}
    session.add(SafeContact(no_post=True, location_private=False, **said, **about))
    reading = {"domain": "housing", "view": OutcomeView.WORKER, "housing_code": 410}
    session.add(OutcomeReading(value=OutcomeValue.BETTER, note=f"{FIRST} moved in", **reading, **about))
    session.add(TeamMember(participant_id=row_id, person_id=seat.actor, leads=True, since=seat.today))
    yes = {"agency_id": seat.agency_id, "person_id": seat.actor, "allowed_on": seat.today}
    session.add(HouseholdLink(participant_id=row_id, other_id=other_id, **yes))
    session.add(HouseholdLink(participant_id=other_id, other_id=row_id, **yes))
    told = {"kind": DisclosureKind.TOLD, "basis": Basis.EMERGENCY, "receiver": f"{FIRST} Unmistakable's doctor"}
    gone = {key: value for key, value in about.items() if key != "agency_id"}
    session.add(Disclosure(document_id=row_id, discloser_id=seat.agency_id, note=f"{FIRST} fell", **told, **gone))
    session.add(Draft(what="a note", text=f"{FIRST} was not saved", **about))
    item = _conference_rows(session, seat, row_id)
    _minutes_rows(session, seat, item)
    looked = {"person_id": room.id_of("Lee Park"), "agency_id": seat.agency_id, "on": seat.today, "at": seat.now}
    session.add(Viewing(participant_id=row_id, **looked))


def _conference_rows(session: Session, seat: Seat, row_id: str) -> ConferenceItem:
    """A question, their words, a dissent, a guest whom they brought and a line that is being typed."""
    conference = Conference(original_on=seat.today, on=seat.today, is_extraordinary=True)
    said = {"participant_id": row_id, "category": Category.GENERAL, "writer_id": seat.agency_id}
    item = ConferenceItem(
        conference_id=conference.id,
        position=1,
        kind=ItemKind.PARTICIPANT,
        question=f"where does {FIRST} go",
        why=f"{FIRST} wished so",
        proposed_by_id=seat.actor,
        written_on=seat.today,
        minutes=13,
        **said,
    )
    session.add_all((conference, item))
    for position, kind in enumerate((LineKind.WORDS, LineKind.DISSENT), start=1):
        text_of = {"text": f"{FIRST}: {kind}", "person_id": seat.actor, "at": seat.now, "on": seat.today}
        session.add(ConferenceLine(item_id=item.id, position=position, kind=kind, **text_of, **said))
    guest = {"guest": f"{FIRST}'s sister", "organisation": "family", "invited_by_id": row_id}
    session.add(Attendance(conference_id=conference.id, arrived_at=seat.now, **guest))
    typed = {"text": f"o {FIRST} first", "person_id": seat.actor, "at": seat.now}
    session.add(ConferenceDraft(conference_id=conference.id, item_id=item.id, **typed))
    return item


def _minutes_rows(session: Session, seat: Seat, item: ConferenceItem) -> None:
    """A line in other words, and why a proposal was not ratified, in minutes that are open for corrections."""
    minutes = Minutes(conference_id=item.conference_id, revision=1, correct_until=seat.today)
    by = {"person_id": seat.actor, "at": seat.now, "on": seat.today}
    said = {"participant_id": item.participant_id, "category": Category.GENERAL, "writer_id": seat.agency_id}
    decided = {"item_id": item.id, "position": 9, "kind": LineKind.DECISION, "text": f"{FIRST} first"}
    line = ConferenceLine(is_proposal=True, **decided, **by, **said)
    words = {
        "kind": CorrectionKind.REWORDED,
        "before": f"{FIRST} only",
        "after": f"{FIRST} first",
        "note": f"as {FIRST}",
    }
    corrected = MinutesCorrection(minutes_id=minutes.id, item_id=item.id, line_id=line.id, **words, **by, **said)
    no = {"agency_id": seat.agency_id, "is_yes": False, "why": f"{FIRST} was first before"}
    session.add_all((minutes, line, corrected, Ratification(line_id=line.id, **no, **by, **said)))


def counts(room: Room) -> dict[str, int]:
    """How many rows of each kind stand, of those that counts are made of."""
    tables = ("participant", "participant_answer", "release", "task", "outcome_reading", "disclosure", "viewing")
    with store_of(room.sit("ruth")).reading() as session:
        return {one: session.connection().scalar(text(f"SELECT count(*) FROM {one}")) or 0 for one in tables}
