"""Recording what leaves the table: documents with what they hold, and what was told by word of mouth."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlmodel import Session, col, select

from casetable.actions.participants import find_participant
from casetable.actions.wording import line, lines
from casetable.errors import BadInput, OnlyReading, Refused
from casetable.models import Agency, Disclosure, Participant, Release
from casetable.models.base import new_id
from casetable.queries.facts import terms_of
from casetable.rules.consent import state_on
from casetable.store.references import read_reference, spell
from casetable.store.unit import change, speaker
from casetable.values.action import Action, never
from casetable.values.disclosures import Told
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import SAID_GROUNDS, Basis, Category, DisclosureKind, ReleaseState

T = TypeVar("T")

DISCLOSE = Action("disclose", "handed out a document", never("what was handed out cannot be called back"))
DISCLOSED = Action(
    "participant.disclosed",
    "recorded what was told",
    never("an account of disclosures only grows; what was wrong is said in a new line"),
)


@dataclass(frozen=True, slots=True)
class Handed(Generic[T]):
    """What ``disclose`` made: the content, what the account says of it, and the document's id, empty where nothing
    was to be recorded."""

    content: T
    told: tuple[Told, ...]
    document: str


def disclose(seat: Seat, kind: DisclosureKind, build: Callable[[], tuple[Sequence[Told], T]]) -> Handed[T]:
    """Make a document and record what it tells, in one change; only then is it handed to the caller.

    ``build`` reads by ordinary queries and returns what is told and the content. Nobody can write while it runs, so
    the account and the document say the same. Where it raises, or nothing can be recorded, no document leaves.
    Raises OnlyReading at a table that can only be read, NotAllowed for who makes no documents.
    """
    if seat.reads_only:
        raise OnlyReading(
            "No document is made at a table that can only be read: it could not be recorded.",
            "Open it where it can be written; casetable where shows the file.",
        )
    with change(seat, DISCLOSE) as session:
        told, content = build()
        told = tuple(dict.fromkeys(told))
        document = record(session, seat, kind, told) if told else ""
    return Handed(content, told, document)


def disclosed(
    seat: Seat,
    participant: str,
    *,
    to: str,
    categories: Sequence[Category],
    basis: Basis,
    note: str = "",
    on: date | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Record what was told about somebody outside casetable, by phone for instance. It opens nothing.

    ``to`` is an agency's code or somebody outside the table in words; ``on`` the day it was told, None today.
    ``basis`` is one of ``SAID_GROUNDS``. Raises BadInput without category or receiver, for another ground, for a day
    to come, and where the law asks for a note; Refused for a release that is not there.
    """
    check_ground(basis)
    whom, day = line(to), on or seat.today
    if not whom or not categories:
        raise BadInput("To whom, and which category?", "Like --to MH --category general.")
    if day > seat.today:
        raise BadInput("What was told cannot lie in the future.", "Say on which day it was told.")
    _check_note(basis, categories, note)
    with change(seat, DISCLOSED, heard) as session:
        voice = speaker(session, seat, heard)
        for one in (seat, voice):
            row, ref = find_participant(session, one, participant)
        receiver = _receiver(session, voice, whom, names_paper=basis is not Basis.RELEASE or bool(line(note)))
        told = [
            Told(
                ref,
                category,
                voice.agency,
                receiver.code if receiver else None,
                "" if receiver else whom,
                basis,
                _standing(session, voice, row, receiver, category, day) if basis is Basis.RELEASE and receiver else (),
                lines(note),
            )
            for category in dict.fromkeys(categories)
        ]
        record(session, voice, DisclosureKind.TOLD, told, day)
    said = ", ".join(one.category.label for one in told)
    return Receipt(f"Recorded: {said} about {ref} was told to {told[0].to or whom} ({basis.label}).", ref)


def check_ground(basis: Basis) -> None:
    """Raise BadInput for a ground that only documents stand on."""
    if basis not in SAID_GROUNDS:
        said = ", ".join(one.value.replace("_", "-") for one in SAID_GROUNDS)
        raise BadInput(f"{basis.value.replace('_', '-')!r} is no ground for telling somebody.", f"One of: {said}.")


def record(session: Session, seat: Seat, kind: DisclosureKind, told: Iterable[Told], day: date | None = None) -> str:
    """Add a row for each line under one document; returns the document's id."""
    document = new_id()
    told = tuple(told)
    numbers = {read_reference(one.participant, "P") for one in told}
    people = dict(
        session.exec(select(Participant.number, Participant.id).where(col(Participant.number).in_(numbers))).all()
    )
    codes = dict(session.exec(select(Agency.code, Agency.id)).all())
    session.add_all(
        Disclosure(
            document_id=document,
            participant_id=people[read_reference(one.participant, "P")],
            discloser_id=codes[one.discloser],
            receiver_id=codes[one.to] if one.to else None,
            receiver=one.outside,
            person_id=seat.actor,
            kind=kind,
            category=one.category,
            basis=one.basis,
            releases=", ".join(one.releases),
            note=one.note,
            at=seat.now,
            on=day or seat.today,
        )
        for one in told
    )
    return document


def _receiver(session: Session, voice: Seat, words: str, *, names_paper: bool) -> Agency | None:
    """The agency of that code or name, None for somebody outside the table; they are on no release here.

    Raises BadInput for one's own agency, Refused outside the table unless ``names_paper``.
    """
    wanted = words.casefold()
    everybody = session.exec(select(Agency).where(col(Agency.left_on).is_(None))).all()
    found = next((one for one in everybody if wanted in (one.code.casefold(), one.name.casefold())), None)
    if found is None and not names_paper:
        raise Refused(
            f"No release on file is for {words}, who is no agency at this table.",
            "Say in --note which paper lets you tell them, or name what else it stood on.",
        )
    if found is not None and found.id == voice.agency_id:
        raise BadInput(f"{found.code} is your own agency.", "Name whom it was told to.")
    return found


def _standing(
    session: Session, voice: Seat, row: Participant, receiver: Agency, category: Category, day: date
) -> tuple[str, ...]:
    """The releases by one's own agency that let the receiver know on that day. Raises Refused where there is none."""
    codes = dict(session.exec(select(Agency.id, Agency.code)).all())
    given = session.exec(
        select(Release)
        .where(
            Release.participant_id == row.id,
            Release.discloser_id == voice.agency_id,
            Release.receiver_id == receiver.id,
            Release.category == category,
        )
        .order_by(col(Release.number))
    )
    held = tuple(
        spell("R", one.number) for one in given if state_on(terms_of(one, codes), day) is ReleaseState.IN_FORCE
    )
    if not held:
        raise Refused(
            f"No release let {voice.agency} tell {receiver.code} about {category.label} on that day.",
            "Name what it stood on instead: --basis emergency, legal-order, treatment or team-statute.",
        )
    return held


def _check_note(basis: Basis, categories: Sequence[Category], note: str) -> None:
    """42 CFR 2.51(c): what is told of substance use in an emergency is documented with to whom, by whom and why."""
    if basis is Basis.EMERGENCY and Category.SUBSTANCE_USE in categories and not line(note):
        raise BadInput(
            "What the emergency was is needed where substance use was told (42 CFR 2.51).",
            "Add --note: who was told, and why.",
        )
