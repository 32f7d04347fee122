"""Whose minutes: which editions there are of a conference, who may make them, and as whom each is read.

An edition is read as any worker of its agency would read it (the managers' as managers), whoever makes it.
"""

from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from casetable.errors import BadInput, NotAllowed, NotShared, Refused
from casetable.models import (
    Agency,
    ConferenceItem,
    Minutes,
    MinutesPaper,
    Participant,
    Person,
    Task,
    TeamMember,
)
from casetable.queries.conference import Looks, occurrence_in
from casetable.queries.facts import participant_listed
from casetable.queries.hearing import knowing, room_seats
from casetable.queries.listed import listed_id
from casetable.queries.remembered import agencies_seated
from casetable.rules.chairing import runs
from casetable.rules.consent import reads_counts, reads_text
from casetable.rules.dates import say_day_in
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.conference import Occurrence
from casetable.values.minutes import Edition
from casetable.values.seat import Seat
from casetable.words import (
    AT_THE_TABLE,
    HELD,
    Audience,
    ConferenceState,
    ItemState,
    LeavingReason,
    MinutesState,
    Role,
    TaskState,
)

MANAGERS = "the managers"
"""Whom the managers' edition is for."""

_OVER = frozenset({TaskState.HANDED_OVER, TaskState.DROPPED, TaskState.DECLINED, TaskState.RETURNED})
"""A task to tell somebody that nobody does any more."""
_MANAGER = frozenset({Role.SENIOR_MANAGER})


def editions(seat: Seat, conference: str | date | None = None, *, to_keep: bool = False) -> tuple[Edition, ...]:
    """Every edition of a conference's minutes that this seat may make, in the order of the board's columns.

    Who runs the conference makes all of them, without being shown what they hold; others their own agency's, and the
    letters to participants whom it knows. A letter is the agency's whose worker tells that participant; who died or is
    not at the table any more is written none. Letters to participants whom this seat may not list are there only
    ``to_keep``: they are stored, and nobody is told of them. Raises NotFound, and Refused for a conference that was
    not held.
    """
    with reading(seat) as session:
        found = editions_in(session, seat, held_in(session, seat, conference))
        refs = {one.participant for one in found if one.participant}
        listed = refs if to_keep else _listed(session, seat, refs)
        return tuple(one for one in found if not one.participant or one.participant in listed)


def editions_in(session: Session, seat: Seat, occurrence: Occurrence) -> tuple[Edition, ...]:
    """The same, within a session."""
    there = [one for one in agencies_seated(session) if one.joined_on <= occurrence.on and one.left_on is None]
    found = [Edition(audience, one.code) for one in there for audience in (Audience.AGENCY, Audience.MAIL)]
    found += [Edition(Audience.MANAGERS), *_letters(session, seat, occurrence)]
    return tuple(one for one in found if _may_make(seat, occurrence, one))


def _listed(session: Session, seat: Seat, refs: set[str]) -> set[str]:
    """Those of these participants whom this seat may list."""
    numbers = sorted(read_reference(one, "P") for one in refs)
    asked = select(Participant.number).where(col(Participant.number).in_(numbers), participant_listed(seat))
    return {spell("P", number) for number in session.exec(asked).all()}


def held_in(session: Session, seat: Seat, conference: str | date | None) -> Occurrence:
    """The held conference that words name; None is the last one. Raises NotFound, Refused for one without minutes."""
    occurrence = occurrence_in(session, seat, "last" if conference is None else conference, Looks.BACK)
    day = say_day_in(occurrence.on, seat.today)
    if occurrence.state is ConferenceState.IN_SESSION:
        raise Refused(
            f"The conference of {day} is in session: its minutes begin when it is closed.",
            "casetable conference close closes it.",
        )
    if occurrence.state not in HELD:
        raise Refused(
            f"There are no minutes of {day}: it was not held.", "casetable conference calendar shows which were."
        )
    return occurrence


def own_edition(seat: Seat) -> Edition:
    """What somebody reads where they do not say: their agency's, else the managers'."""
    return Edition(Audience.AGENCY, seat.agency) if reads_text(seat.roles) else Edition(Audience.MANAGERS)


def named_edition(session: Session, seat: Seat, edition: Edition) -> Edition:
    """An edition with its agency's code, however it was named. Raises BadInput for an unknown agency."""
    if edition.audience is Audience.MANAGERS:
        return Edition(Audience.MANAGERS)
    wanted = (edition.agency or seat.agency).strip().casefold()
    known = [one for one in agencies_seated(session) if one.left_on is None]
    code = next((one.code for one in known if wanted in (one.code.casefold(), one.name.casefold())), None)
    if code is None:
        codes = ", ".join(one.code for one in known)
        raise BadInput(f"{edition.agency[:40]!r} is no agency here.", f"One of: {codes}.")
    return replace(edition, agency=code)


def check_may_make(seat: Seat, occurrence: Occurrence, edition: Edition) -> None:
    """Raise NotAllowed for who may not make an edition: it is another agency's, and they do not run the conference."""
    if _may_make(seat, occurrence, edition) or (edition == Edition(Audience.MANAGERS) == own_edition(seat)):
        return
    whose = "the managers" if edition.audience is Audience.MANAGERS else "an agency that is not yours"
    if edition.agency == seat.agency:
        raise NotAllowed(
            "What an agency reads of a conference is read by its workers.", "Managers read: --for managers."
        )
    raise NotAllowed(
        f"Minutes for {whose} are made by who ran the conference or the coordinator.",
        "Your own agency's: casetable conference minutes.",
    )


def reader_of(session: Session, seat: Seat, edition: Edition) -> Seat:
    """The seat as which an edition is read; ``edition`` names its agency by code.

    The managers' is read as a manager of no agency: what every agency's managers may read. An adviser, who reads
    nothing about participants, reads it as an adviser.
    """
    if edition.audience is Audience.MANAGERS:
        roles = _MANAGER if reads_text(seat.roles) or reads_counts(seat.roles) else seat.roles
        return replace(seat, actor="", name=MANAGERS, agency="", agency_id="", roles=roles)
    return room_seats(session, seat, [edition.agency])[0]


def participant_of(session: Session, reader: Seat, words: str) -> tuple[str, str]:
    """Id and reference of whom a letter is for. Raises NotFound, NotShared where its agency may not know them, Refused
    after a death, and for somebody who is not at the table."""
    row_id = listed_id(session, reader, words)
    row = session.get_one(Participant, row_id)
    ref = spell("P", row.number)
    if not knowing(session, [reader], row_id):
        raise NotShared(
            f"{ref} is not shared with {reader.agency}: no letter can be made.", "Who knows them makes one."
        )
    if row.leaving_reason is LeavingReason.DIED:
        raise Refused(f"{ref} died: no letter is made any more.")
    if row.state not in AT_THE_TABLE:
        raise Refused(f"{ref} is not at the table: no letter is made.")
    return row_id, ref


def _may_make(seat: Seat, occurrence: Occurrence, edition: Edition) -> bool:
    if edition.audience is Audience.AGENCY and edition.agency == seat.agency and not reads_text(seat.roles):
        return False
    if runs(seat.actor, seat.roles, occurrence):
        return True
    if edition.audience is Audience.MANAGERS:
        return reads_counts(seat.roles)
    return edition.agency == seat.agency and reads_text(seat.roles)


def _letters(session: Session, seat: Seat, occurrence: Occurrence) -> list[Edition]:
    """A letter for each participant whose item was discussed, by the agency that tells them, if it knows them."""
    asked = (
        select(ConferenceItem.id, Participant)
        .join(Participant, col(Participant.id) == ConferenceItem.participant_id)
        .where(
            ConferenceItem.conference_id == occurrence.id,
            ConferenceItem.state == ItemState.DONE,
            col(Participant.state).in_(sorted(AT_THE_TABLE)),
            col(Participant.erased_on).is_(None),
        )
        .order_by(col(ConferenceItem.position))
    )
    found: dict[str, Edition] = {}
    kept = _kept_letters(session, occurrence)
    for item, row in session.exec(asked).all():
        codes = [kept[row.id]] if row.id in kept else _tellers(session, item, row)
        for reader in (one for code in codes for one in room_seats(session, seat, [code])):
            if knowing(session, [reader], row.id):
                ref = spell("P", row.number)
                found.setdefault(ref, Edition(Audience.PARTICIPANT, reader.agency, ref))
                break
    return list(found.values())


def _kept_letters(session: Session, occurrence: Occurrence) -> dict[str, str]:
    """By participant's id, the code of the agency whose letter was stored, while the newest revision is agreed."""
    newest = session.exec(
        select(Minutes).where(Minutes.conference_id == occurrence.id).order_by(col(Minutes.revision).desc()).limit(1)
    ).first()
    if newest is None or newest.state is MinutesState.OPEN:
        return {}
    asked = (
        select(MinutesPaper.participant_id, Agency.code)
        .join(Agency, col(Agency.id) == MinutesPaper.agency_id)
        .where(MinutesPaper.minutes_id == newest.id, MinutesPaper.audience == Audience.PARTICIPANT)
    )
    return {whom: code for whom, code in session.exec(asked).all() if whom is not None}


def _tellers(session: Session, item: str, row: Participant) -> list[str]:
    """The agencies that may tell them, in turn: of who is asked to, of who leads their team, who proposed them."""
    task = select(Task.agency_id).where(
        Task.item_id == item, col(Task.tells).is_(True), col(Task.state).not_in(sorted(_OVER))
    )
    leads = (
        select(Person.agency_id)
        .join(TeamMember, col(TeamMember.person_id) == Person.id)
        .where(TeamMember.participant_id == row.id, col(TeamMember.leads).is_(True), col(Person.left_on).is_(None))
    )
    asked = session.exec(task.order_by(col(Task.id).desc())).first()
    ids = dict.fromkeys(one for one in (asked, session.exec(leads).first(), row.agency_id) if one)
    return [session.get_one(Agency, one).code for one in ids]
