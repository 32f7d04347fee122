"""Fills a table until nothing in it is empty: every table, every word of every list, odd texts, undo, redo, erasure.

Run at release time on top of the sample (``python -m tests.store.released make``). What people can do goes through
the actions; what only later parts of casetable will write goes in as rows, by the same unit of work, so that the log
verifies like anybody's.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from casetable.actions import consent, erasure, participants, tasks
from casetable.actions.history import redo, undo
from casetable.jobs.tick import tick
from casetable.models import (
    Agency,
    Backup,
    Erasure,
    Participant,
    Person,
    PersonRole,
    Release,
)
from casetable.queries.erasure import erasure as standing
from casetable.queries.participants import participants as known
from casetable.queries.people import people
from casetable.seat import Table, open_table
from casetable.store.log import append, head_of
from casetable.store.references import draw, read_reference
from casetable.store.unit import change, store_of
from casetable.values.action import Action, never
from casetable.values.seat import Heard, Seat
from casetable.values.tasks import NewTask
from casetable.words import (
    Category,
    DropReason,
    ErasureReply,
    Means,
    Method,
    ParticipantState,
    Role,
    Sector,
)
from tests.store.released.fill_agreement import fill_agreement
from tests.store.released.fill_conference import fill_conference
from tests.store.released.fill_minutes import fill_minutes
from tests.store.released.fill_people import LONG, ODD, fill_people, like

_NOON = datetime(2028, 2, 29, 12, 0, 0, 1, tzinfo=UTC)
_BY_HAND = Action("found", "put in by the release tool", never("made for a test"))

Sit = Callable[[str], Seat]


def fill(where: str, first: date) -> None:
    """Fill the sample table at ``where``; ``first`` is a Monday after its last entry."""
    table = open_table(where)
    try:
        day = [first]

        def sit(name: str) -> Seat:
            return table.seat(name, lambda: _morning(table, day[0]))

        _tasks(table, sit, first, day)
        day[0] = first + timedelta(days=15)
        _papers(sit, day[0])
        fill_agreement(sit, _BY_HAND, day[0])
        fill_conference(sit("Ruth"), _BY_HAND, day[0])
        fill_minutes(sit("Ruth"), _BY_HAND, day[0])
        _rows(sit, day[0])
        _undone(sit, day[0])
        _erased(sit, day[0])
        for seq in (2, 3):
            _erase(sit("Ruth"), seq)
    finally:
        table.close()


def _morning(table: Table, day: date) -> datetime:
    return datetime.combine(day, time(9, 30, 1, 20304), ZoneInfo(table.partnership.zone)).astimezone(UTC)


def _tasks(table: Table, sit: Sit, first: date, day: list[date]) -> None:
    """Every kind of event, every reason, every way of hearing it; one task left in each state."""
    who = {one.person: one.id for one in people(sit("Dana Reyes"))}
    due = first + timedelta(days=10)

    def ask(title: str, by: str = "Dana Reyes", of: str = "Lee Park", minutes: int | None = None) -> str:
        return tasks.ask(sit(by), NewTask(title, who[of], due, None, Category.GENERAL, minutes)).ref

    offered, blocked, waits = ask(ODD), ask("waits for the county", minutes=15), ask("nobody answers")
    tasks.accept(sit("Lee Park"), offered, by=due + timedelta(days=3))
    tasks.accept(sit("Lee Park"), blocked)
    for category in Category:
        tasks.log(sit("Lee Park"), blocked, note=f"{ODD} {category}", minutes=5, category=category, contact=True)
        tasks.edit(sit("Dana Reyes"), ask(f"of {category}"), category=category)
    tasks.block(sit("Lee Park"), blocked, on_whom=ODD, outside=True, note=LONG)
    tasks.edit(sit("Dana Reyes"), waits, title=LONG.replace("\n", " ")[:3000], size_minutes=480)
    for means in Means:
        heard = Heard(who["Lee Park"], means)
        tasks.accept(sit("Omar Haddad"), ask(f"heard by {means}", by="Omar Haddad"), heard=heard)
    for reason in DropReason:
        ref = ask(f"let go: {reason}", of="Dana Reyes")
        tasks.drop(sit("Dana Reyes"), ref, reason=reason, why=ODD)
        if reason is DropReason.OTHER:
            tasks.agree_drop(sit("Ruth"), ref)
    done = ask("done, reopened, helped, moved", of="Dana Reyes")
    tasks.want_help(sit("Dana Reyes"), done, note="who has an hour?")
    tasks.offer_help(sit("Lee Park"), done, minutes=20)
    tasks.move(sit("Dana Reyes"), done, to=due + timedelta(days=1), why="")
    tasks.complete(sit("Dana Reyes"), done, minutes=1)
    tasks.reopen(sit("Dana Reyes"), done, why=ODD)
    tasks.decline(sit("Lee Park"), ask("no capacity"), note="")
    about = next(one.participant for one in known(sit("Dana Reyes")) if one.on_board)
    kept = tasks.ask(sit("Dana Reyes"), NewTask(ODD, who["Dana Reyes"], due, about, Category.GENERAL, 25)).ref
    tasks.block(sit("Dana Reyes"), kept, on_whom="Lee", outside=False)
    tasks.unblock(sit("Dana Reyes"), kept, note=ODD)
    tasks.complete(sit("Dana Reyes"), kept, minutes=90, note=LONG)
    tasks.hand(sit("Dana Reyes"), ask("for somebody else", of="Dana Reyes"), to=who["Lee Park"])
    day[0] = first + timedelta(days=12)
    tick(table, lambda: _morning(table, day[0]))


def _papers(sit: Sit, today: date) -> None:
    """A proposal that was declined on somebody's behalf, and releases of every category, one revoked."""
    dana = sit("Dana Reyes")
    said: dict[str, Any] = {"needs": LONG, "reason": ODD, "considered_on": today, "hmis_id": "0007-ÄÖ"}
    participants.propose(dana, name="Still Waiting", year_of_birth=2000, considered_on=today)
    ref = participants.propose(dana, name=ODD[:40], year_of_birth=1901, **said).ref
    who = {one.person: one.id for one in people(dana)}
    participants.agree(sit("Omar Haddad"), ref, note=LONG, heard=Heard(who["Omar Haddad"], Means.PAPER))
    for category in Category:
        kept = consent.add_release(
            dana, ref, to="SS", from_agency="HS", category=category, since=today, until=today + timedelta(days=300),
            method=Method.WRITTEN, purpose=ODD, paper="drawer 3",
        )  # fmt: skip
    consent.revoke_release(dana, kept.ref, why=LONG)
    participants.decline(sit("Lee Park"), ref, note=ODD)


def _rows(sit: Sit, today: date) -> None:
    """What no action writes yet: agencies of every sector that left, refused releases."""
    with change(sit("Ruth"), _BY_HAND) as session:
        agencies = _agencies(session, today)
        person = session.exec(select(Person).where(Person.name == "Dana Reyes")).one()
        gone = like(person, name=ODD, agency_id=agencies[0].id, login="zoë", phone="", mail="", left_on=today)
        session.add(gone)
        session.add(PersonRole(person_id=gone.id, role=Role.ADVISER))
        fill_people(session, person, today)
        model = session.exec(select(Release)).first()
        assert model is not None
        session.add(Backup(at=_NOON, on=today, head_seq=1, head_hash="0" * 64, place=ODD))
        session.add(Backup(at=_NOON, on=today, person_id=person.id, head_seq=2, head_hash="f" * 64, place=""))
        for method in Method:
            terms = {"method": method, "refused": True, "until": None, "ends_when": "when the lease is signed"}
            session.add(like(model, number=draw(session, "R"), revoked_on=None, **terms))


def _agencies(session: Session, today: date) -> list[Agency]:
    model = session.exec(select(Agency)).first()
    assert model is not None
    made = [
        like(
            model, code=f"Z{position}", name=ODD * 2, sector=sector, position=position, left_on=today, holidays="US-CA",
            victim_service_provider=True, minimum_method=list(Method)[position % len(Method)],
            closing_days=["2026-11-27", "2027-02-28"],
        )
        for position, sector in enumerate(Sector, start=10)
    ]  # fmt: skip
    session.add_all(made)
    return made


def _undone(sit: Sit, today: date) -> None:
    """An undo, an undo brought back, and one that stays undone."""
    who = {one.person: one.id for one in people(sit("Dana Reyes"))}
    for _ in range(2):
        tasks.ask(sit("Dana Reyes"), NewTask(ODD, who["Dana Reyes"], today + timedelta(days=5)))
        undo(sit("Dana Reyes"))
    redo(sit("Dana Reyes"))
    tasks.ask(sit("Omar Haddad"), NewTask("never mind", who["Omar Haddad"], today + timedelta(days=5)))
    undo(sit("Omar Haddad"))


def _erased(sit: Sit, today: date) -> None:
    """Somebody who was passed over and is erased, as people do it."""
    ref = participants.propose(sit("Dana Reyes"), name=f"Gone {ODD[:20]}", year_of_birth=1970, considered_on=today).ref
    with change(sit("Dana Reyes"), _BY_HAND) as session:
        row = session.exec(select(Participant).where(Participant.number == read_reference(ref, "P"))).one()
        row.state, row.passed_over_on = ParticipantState.PASSED_OVER, today
    erasure.ask_erasure(sit("Ruth"), ref, why=ODD)
    at_work = {one.agency: one.id for one in people(sit("Ruth")) if set(one.roles) - {Role.ADVISER}}
    for agency in standing(sit("Ruth"), ref).agencies:
        heard = Heard(at_work[agency.agency], Means.PAPER)
        erasure.answer_erasure(sit("Ruth"), ref, ErasureReply.NOTHING, heard=heard)
    erasure.erase(sit("Ruth"), ref, replace_name=True)


def _erase(seat: Seat, seq: int) -> None:
    """What an erasure does: name the entry, delete its detail, and be the next entry itself."""
    with store_of(seat).writing() as session:
        head = head_of(session)
        session.add(Erasure(seq=seq, erased_by=head.seq + 1))
        session.flush()
        session.connection().exec_driver_sql(f"DELETE FROM log_detail WHERE seq = {seq}")
        said: dict[str, Any] = {"at": seat.now, "on": seat.today, "actor": seat.actor, "heard_from": None}
        append(session, head, said | {"means": None, "action": "erase", "kind": "do", "target": None, "never": ODD}, {})
        session.commit()
