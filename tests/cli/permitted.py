"""What the tests of permissions type: a table where every action has something to work on, and a line for each."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import col, select

from casetable.actions import leaving, participants, tasks
from casetable.actions.conference import accept_opening, attend, open_conference
from casetable.actions.conference_calendar import call_extraordinary
from casetable.actions.erasure import answer_erasure, ask_erasure
from casetable.models import Attendance, ConferenceItem, ConferenceLine
from casetable.queries.agreement import agreement, text_code
from casetable.store.unit import change
from casetable.words import DropReason, ErasureReply, ItemKind, LeavingReason, LineKind, PaperSigned
from tests.cli.agreed import written
from tests.conferences import WROTE, held
from tests.exchange.hmis_exports import texts, write
from tests.tables import MON, Room

LAST_FRIDAY = date(2026, 10, 30)

ONE_OF_EACH_ROLE = {
    "frontline": "Lee Park",
    "supervisor": "Sol Grant",
    "coordinator": "Ruth Feld",
    "programme_manager": "Paula King",
    "senior_manager": "Maria Stein",
    "adviser": "Abe Old",
}
"""Somebody who sits in this role alone, at the table of tests/tables.py."""


@dataclass(frozen=True)
class Recipe:
    """What is typed for one action, and by whom who may; ``before`` is done by the coordinator first."""

    words: str
    who: str = "dana"
    before: str = ""


RECIPES: dict[str, Recipe] = {
    "task.ask": Recipe('task add "call by fri"'),
    "task.accept": Recipe("task accept {asked}", "lee"),
    "task.decline": Recipe("task decline {asked_too} --note full", "lee"),
    "task.done": Recipe("task done {done} --minutes 5", "lee"),
    "task.move": Recipe("task move {moved} +3d --why later", "lee"),
    "task.block": Recipe("task block {stuck} County --outside", "lee"),
    "task.unblock": Recipe("task unblock {blocked}", "lee"),
    "task.want_help": Recipe("task want-help {moved} --note please", "lee"),
    "task.help": Recipe("task help {moved} --note gladly"),
    "task.log": Recipe("task log {moved} phoned --minutes 5", "lee"),
    "task.drop": Recipe("task drop {let_go} --reason other --why enough", "lee"),
    "task.agree_drop": Recipe("task agree-drop {dropped}"),
    "task.hand": Recipe("task hand {handed} omar", "lee"),
    "task.reopen": Recipe("task reopen {ended} --due +3d", "lee"),
    "task.edit": Recipe("task edit {moved} --title other", "dana"),
    "participant.propose": Recipe('participant propose "Nat Lake" --asked-on today --born 1980 --needs x --reason y'),
    "participant.consider": Recipe('participant consider "Pat Hill" --asked-on today --born 1980 --needs x --for HS'),
    "participant.agree": Recipe("participant agree {proposed}", "lee"),
    "participant.decline": Recipe("participant decline {proposed} --note no", "omar"),
    "participant.pass_over": Recipe("participant pass-over {declined}"),
    "participant.edit": Recipe("participant edit {agreed} --needs other"),
    "participant.activate": Recipe("participant activate {ready}"),
    "participant.return": Recipe("participant return {left} --why mistaken"),
    "participant.team": Recipe("participant lead {active} dana"),
    "participant.household": Recipe("participant household {active} --child yes"),
    "participant.contact": Recipe("participant contact {agreed} --how text --never voicemail"),
    "participant.note": Recipe("participant note {active} wrote"),
    "participant.goal": Recipe('participant voice {active} "A door to lock."'),
    "participant.taking_part": Recipe("participant voice {active} --takes-part attend"),
    "participant.told": Recipe("participant voice {active} --told 'the next step'"),
    "participant.baseline": Recipe("participant baseline {agreed} housing=tent --code 116"),
    "participant.outcome": Recipe("participant outcome {active} housing=better --code 435"),
    "participant.update": Recipe("import hmis {export} --update --apply {active}:name"),
    "participant.disclosed": Recipe("participant disclosed {active} --to a-judge --basis legal-order"),
    "disclose": Recipe("participant sheet {active} --to {folder}/sheet.md"),
    "participant.ask_erasure": Recipe("participant erase {left_too} --reason asked", "ruth"),
    "participant.erasure_answer": Recipe("participant erase-answer {to_answer} --nothing", "lee"),
    "participant.erase": Recipe("participant erase {answered} --yes", "ruth"),
    "release.add": Recipe("release add {agreed} --to all --category health --method written --until 2027-01-01"),
    "release.renew": Recipe("release renew {release} --until 2028-01-01 --purpose housing"),
    "release.refuse": Recipe("release refuse {agreed} --to SS --category mh --method verbal --why no"),
    "release.revoke": Recipe("release revoke {release_too} --why changed"),
    "conference.calendar": Recipe("conference extraordinary +40d", "ruth"),
    "conference.chair": Recipe("conference chair dana --conference 2026-12-11", "ruth"),
    "agency.days": Recipe("holidays --close 2026-12-24"),
    "conference.expect": Recipe("conference expect --yes --conference 2026-12-11"),
    "conference.propose": Recipe('conference propose "bus passes" --conference 2026-12-11'),
    "conference.arrange": Recipe("conference arrange {active} --minutes 20m --conference 2026-12-11", "ruth"),
    "conference.attend": Recipe("conference attend omar"),
    "conference.run": Recipe("conference go-on", "ruth"),
    "conference.open_item": Recipe("conference item 2", "ruth"),
    "conference.file": Recipe("conference park 'bus passes'"),
    "conference.close": Recipe("conference close --yes", "ruth"),
    "conference.open": Recipe("conference open", "ruth"),
    "conference.correct": Recipe("conference correct 1 --note late --conference 2026-10-30"),
    "conference.confirm_minutes": Recipe("conference nothing-to-correct 2026-10-30"),
    "conference.may_tell": Recipe("conference may-tell 3.1 --conference 2026-10-30"),
    "conference.ratify": Recipe("conference ratify 'parking lot'", "omar"),
    "conference.agree_minutes": Recipe(
        "conference agree 2026-10-30 --yes",
        "ruth",
        before="conference nothing-to-correct 2026-10-30 --heard-from lee --by phone",
    ),
    "conference.reopen_minutes": Recipe("conference reopen 2026-10-30 --why later", "ruth"),
    "participant.leave": Recipe("participant leave {active} --reason moved --destination 410"),
    "backup.make": Recipe("backup --to {folder}/backups"),
    "agreement.amend": Recipe("agreement amend --set places=6", "ruth"),
    "agreement.offer": Recipe("agreement offer --yes", "ruth"),
    "agreement.withdraw": Recipe("agreement withdraw --why other --yes", "ruth"),
    "agreement.sign_objectives": Recipe(
        "agreement sign --objectives --name 'Dana Reyes' --code '{objectives}'", before="agreement offer --yes"
    ),
    "agreement.sign": Recipe("agreement sign --name 'Maria Stein' --code '{code}'", "maria"),
    "agreement.record_paper": Recipe("agreement paper 'Vera Mills' 'Zoe Lund' --code '{code}' --place x", "ruth"),
    "agreement.end": Recipe("agreement end --why enough --yes", "ruth"),
    "objective.read": Recipe("agreement read 1 --value '3 of 5' --status behind --note later"),
    "person.add": Recipe("person add 'New Body' --agency MH --role frontline", "ruth"),
    "person.edit": Recipe("person edit me --phone 555"),
    "person.edit_other": Recipe("person edit 'Ines Roy' --phone 555", "ruth"),
    "person.roles": Recipe("person roles 'Ines Roy' supervisor frontline", "ruth"),
    "person.appoint": Recipe("person appoint 'Hal Brook'", "vera"),
    "person.away": Recipe("person away --until fri"),
    "person.away_other": Recipe("person away 'Ines Roy' --until fri", "ruth"),
    "person.leave": Recipe("person leave 'Ines Roy'", "ruth"),
}
"""By action, in an order in which each may follow the one before. Other commands do the same actions too."""

NO_LINE = {"found": "casetable init founds a table, where nobody has a role yet"}
"""Actions that are no matter of roles at an open table, with the reason."""


def ground(room: Room, folder: Path) -> dict[str, str]:
    """Fill a table with what the recipes need; returns what stands for the blanks in them."""
    written(room)
    blanks = {
        "active": _active(room),
        "ready": room.agreed("Ana Ruiz"),
        "agreed": room.agreed("Bo Lindgren"),
        "proposed": room.propose("Di Marsh"),
        "declined": room.propose("Ed Moss"),
    }
    room.ready(blanks["ready"])
    participants.decline(room.sit("lee"), blanks["declined"], note="no")
    blanks |= {"release": room.release(blanks["active"]).ref, "release_too": room.release(blanks["agreed"]).ref}
    for blank in ("left", "left_too", "to_answer", "answered"):
        blanks[blank] = room.agreed(f"{blank.capitalize()} Fern", released=False)
        leaving.leave(room.sit("dana"), blanks[blank], reason=LeavingReason.MOVED, destination=410, note="")
    for blank in ("to_answer", "answered"):
        ask_erasure(room.sit("ruth"), blanks[blank], why="asked")
    for who in ("lee", "dana", "omar"):
        answer_erasure(room.sit(who), blanks["answered"], ErasureReply.NOTHING)
    _held_without_quorum(room, blanks["active"])
    _in_session(room)
    return {**blanks, **_tasks(room), **_files(folder)}


def _held_without_quorum(room: Room, ref: str) -> None:
    """A conference held on the Friday before, without Mental Health: a dissent about somebody, a proposal parked."""
    there = held(room, ref, on=LAST_FRIDAY)
    dana = room.sit("dana", LAST_FRIDAY)
    with change(dana, WROTE) as session:
        for who in ("lee", "dana"):
            came = room.sit(who, LAST_FRIDAY)
            session.add(
                Attendance(conference_id=there, person_id=came.actor, agency_id=came.agency_id, arrived_at=came.now)
            )
        items = select(ConferenceItem).where(ConferenceItem.conference_id == there)
        for item in session.exec(items.where(col(ConferenceItem.kind).in_([ItemKind.PARTICIPANT, ItemKind.PARKING]))):
            of_them = item.participant_id is not None
            session.add(
                ConferenceLine(
                    item_id=item.id,
                    position=1,
                    kind=LineKind.DISSENT if of_them else LineKind.DECISION,
                    participant_id=item.participant_id,
                    text="too early" if of_them else "meet at the library",
                    writer_id=dana.agency_id,
                    person_id=dana.actor,
                    holder_id=dana.actor if of_them else None,
                    at=dana.now,
                    on=dana.today,
                    is_proposal=not of_them,
                    ratify_by=None if of_them else date(2026, 11, 6),
                )
            )


def _in_session(room: Room) -> None:
    """A conference besides the rule, in session today, at its opening; closed today it goes on where it stood."""
    ruth = room.sit("ruth")
    call_extraordinary(ruth, MON, why="a visit")
    open_conference(ruth)
    accept_opening(ruth)
    attend(ruth, ["lee", "dana"])


def _active(room: Room) -> str:
    """Somebody of whom an HMIS export says something else."""
    ref = room.propose("Chidi Okafor", hmis_id="A1", hmis_said={"name": "Chidi Okafor"})
    for who in ("lee", "omar"):
        participants.agree(room.sit(who), ref)
    room.release(ref)
    room.ready(ref)
    leaving.activate(room.sit("dana"), ref)
    return ref


def _tasks(room: Room) -> dict[str, str]:
    lee = room.sit("lee")
    asked = {name: room.ask(name) for name in ("asked", "asked_too")}
    made = ("done", "moved", "stuck", "blocked", "let_go", "dropped", "handed", "ended")
    promised = {name: room.promised(name) for name in made}
    tasks.block(lee, promised["blocked"], on_whom="the County", outside=True)
    tasks.drop(lee, promised["dropped"], reason=DropReason.OTHER, why="enough")
    tasks.complete(lee, promised["ended"])
    return {**asked, **promised}


def _files(folder: Path) -> dict[str, str]:
    export = write(folder / "export", texts([{"FirstName": "Chidi", "LastName": "Rivas", "DOB": "1980-05-17"}]))
    return {"export": str(export), "folder": str(folder)}


def codes(room: Room) -> dict[str, str]:
    """The codes of the texts that are offered now; of a draft, that of no text."""
    seat = room.sit("ruth")
    underway = agreement(seat).underway
    number = underway.number if underway is not None else 1
    return {
        "code": text_code(seat, number) or "v1 0000-0000",
        "objectives": text_code(seat, number, PaperSigned.OBJECTIVES) or "v1 0000-0000",
    }
