"""What every public query says to a seat. A query without a recipe here fails the canary test."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module

from casetable import queries
from casetable.errors import CasetableError
from casetable.queries import (
    about_people,
    agreement_paper,
    backups,
    card,
    clock,
    consent,
    counts,
    disclosures,
    drafts,
    due,
    erasure,
    export,
    find,
    find_conferences,
    handover,
    history,
    hmis,
    listed,
    minutes_export,
    minutes_verify,
    naming,
    notes,
    outcomes,
    participants,
    people,
    private,
    reissuing,
    revoking,
    roll,
    rows,
    safe_contacts,
    shape,
    tasks,
    unassigned,
    verify,
    week,
)
from casetable.store.unit import reading
from casetable.values.hmis import HmisClient
from casetable.values.seat import Seat
from casetable.words import NoteKind, PaperSigned, TaskState
from tests import canary_agenda, canary_agreement, canary_calendar, canary_conference, canary_minutes, canary_ratifying
from tests.canary import LISTENERS, Canary
from tests.tables import MON

Recipe = Callable[[Canary, Seat], Iterator[object]]

PREDICATES = "casetable.queries.facts"
"""Conditions and no answers; held equal to the rules by tests/queries/test_facts.py."""

WEEKS = (None, "2026-W44", "2026-W45", "2026-W46")


def _words(canary: Canary) -> list[str]:
    return ["zq", "zqname", "zqtext", "a", "ruth", *[one.token for one in canary.kinds()[::9]]]


def _weekly(ask: Callable[[Seat, str | None], object]) -> Recipe:
    return lambda _, seat: (ask(seat, which) for which in WEEKS)


def _plain(ask: Callable[[Seat], object]) -> Recipe:
    return lambda _, seat: iter([ask(seat)])


def _board(_: Canary, seat: Seat) -> Iterator[object]:
    with reading(seat) as session:
        yield participants.board_participants(session, seat)


def _missing(_: Canary, seat: Seat) -> Iterator[object]:
    from sqlmodel import select

    from casetable.models import Participant
    from casetable.queries.facts import participant_known

    with reading(seat) as session:
        for row in session.exec(select(Participant).where(participant_known(seat))):
            yield participants.missing_in(session, seat, row)


def _participant_in(seat: Seat, ref: str) -> object:
    with reading(seat) as session:
        return participants.participant_in(session, seat, ref)


def _within(ask: Callable[..., object]) -> Recipe:
    def recipe(_: Canary, seat: Seat) -> Iterator[object]:
        with reading(seat) as session:
            takes_seat = "seat" in inspect.signature(ask).parameters
            yield ask(session, seat) if takes_seat else ask(session)

    return recipe


def _cell_counts(_: Canary, seat: Seat) -> Iterator[object]:
    from sqlmodel import col

    from casetable.models import Task

    with reading(seat) as session:
        yield counts.cell_counts(session, seat, col(Task.due_on).is_not(None))


def _task_rows(_: Canary, seat: Seat) -> Iterator[object]:
    with reading(seat) as session:
        yield shape.read_tasks(session, seat, shape.task_rows(seat))


def _blocked_on(_: Canary, seat: Seat) -> Iterator[object]:
    from sqlmodel import select

    from casetable.models import Task

    with reading(seat) as session:
        yield shape.blocked_on(session, seat, session.exec(select(Task.id)).all())


def _counted(_: Canary, seat: Seat) -> Iterator[object]:
    from sqlmodel import col

    from casetable.models import Task

    rows = shape.task_rows(seat).where(shape.unindexed(Task.owner_id) == seat.actor)
    with reading(seat) as session:
        yield shape.count_of(session, rows.statement.with_only_columns(col(Task.id)), 1, 1)


def _names(_: Canary, seat: Seat) -> Iterator[object]:
    from sqlmodel import select

    from casetable.models import LogSubject

    with reading(seat) as session:
        for kind, row_id in session.exec(select(LogSubject.kind, LogSubject.subject_id).distinct()).all():
            yield naming.name_row(session, seat, kind, row_id, None)


def _of_each(refs: Callable[[Canary], list[str]], ask: Callable[[Seat, str], object]) -> Recipe:
    def recipe(canary: Canary, seat: Seat) -> Iterator[object]:
        for ref in refs(canary):
            try:
                yield ask(seat, ref)
            except CasetableError as error:
                yield error.sentence, error.hint

    return recipe


def _in_a_session(ask: Callable[..., object]) -> Callable[[Seat, str], object]:
    def asked(seat: Seat, ref: str) -> object:
        with reading(seat) as session:
            return ask(session, seat, ref)

    return asked


def _asked_before_an_erasure(seat: Seat, ref: str) -> object:
    with reading(seat) as session:
        row_id, _ = erasure.concerned(session, seat, ref)
        return erasure.replies(session, seat, row_id)


def _lists(canary: Canary, seat: Seat) -> Iterator[object]:
    yield tasks.tasks(seat)
    for ref in canary.proposed_by:
        yield tasks.tasks(seat, participant=ref)
    for state in TaskState:
        yield tasks.tasks(seat, state=state)
    for agency in ("HS", "SS", "MH", "VS"):
        yield tasks.tasks(seat, agency=agency)
    for owner in ("dana", "lee", "omar", "tess"):
        yield tasks.tasks(seat, owner=canary.room.id_of(owner))


def _ending_soon(_: Canary, seat: Seat) -> Iterator[object]:
    with reading(seat) as session:
        yield consent.endings_in(session, seat, seat.today + timedelta(days=900))


def _still_known(_: Canary, seat: Seat) -> Iterator[object]:
    from sqlmodel import select

    from casetable.models import Agency, Participant

    with reading(seat) as session:
        everybody = set(session.exec(select(Agency.id)).all())
        for one in session.exec(select(Participant.id)).all():
            yield consent.still_known_to(session, seat, one, everybody)


def _handed(ask: Callable[[Seat, str], object]) -> Recipe:
    """Asked about everybody, by their id."""
    names = ("ruth", "lee", "dana", "omar", "tess", "paula", "zoe")
    return _of_each(lambda canary: [canary.room.id_of(name) for name in names], ask)


def _on_a_day(ask: Callable[..., object]) -> Recipe:
    def recipe(_: Canary, seat: Seat) -> Iterator[object]:
        with reading(seat) as session:
            yield ask(session, seat.today)

    return recipe


def _away(seat: Seat, person_id: str) -> object:
    with reading(seat) as session:
        return people.away_in(session, person_id, seat.today)


def _cover(seat: Seat, person_id: str) -> object:
    with reading(seat) as session:
        return people.cover_of(session, person_id, seat.today)


def _covered(seat: Seat, person_id: str) -> object:
    with reading(seat) as session:
        return people.covered_by(session, person_id, seat.today)


def _unassigned(canary: Canary, seat: Seat) -> Iterator[object]:
    """As if everybody else had left."""
    from sqlmodel import select

    from casetable.models import Task

    left = {canary.room.id_of(name) for name in ("lee", "dana", "omar", "tess")} - {seat.actor}
    with reading(seat) as session:
        yield unassigned.unassigned_in(session, seat, left)
        yield session.exec(select(Task.number).where(unassigned.asked_by(seat, left))).all()


def _history(canary: Canary, seat: Seat) -> Iterator[object]:
    yield history.history(seat)
    for subject in [*canary.proposed_by, *canary.tasks[::5], *canary.release_refs[::5]]:
        yield history.history(seat, subject=subject)


def _notes(canary: Canary, seat: Seat) -> Iterator[object]:
    yield notes.notes(seat)
    for kind in NoteKind:
        yield notes.notes(seat, kinds=[kind])
    yield from _of_each(_all_people, notes.notes)(canary, seat)


def _by_id(ask: Callable[..., object]) -> Recipe:
    """Asked about every participant by id, whoever may know of them."""

    def recipe(_: Canary, seat: Seat) -> Iterator[object]:
        from sqlmodel import select

        from casetable.models import Participant

        with reading(seat) as session:
            for one in session.exec(select(Participant.id)).all():
                yield ask(session, seat, one)

    return recipe


def _wiped(_: Canary, seat: Seat) -> Iterator[object]:
    for day in reissuing.minutes_to_reissue(seat):
        try:
            yield reissuing.check_not_wiped(seat, day, 1)
        except CasetableError as error:
            yield error.sentence, error.hint


def _papers_kept(seat: Seat) -> Iterator[object]:
    with reading(seat) as session:
        yield minutes_verify.papers_in(session)


def _own_lines(_: Canary, seat: Seat) -> Iterator[object]:
    with reading(seat) as session:
        yield notes.own_lines(session, seat, MON)


def _hmis_again(canary: Canary, seat: Seat) -> Iterator[object]:
    keys = [one.token for one in canary.kinds() if one.kind == "hmis"]
    yield hmis.hmis_again(seat, [HmisClient(key, "Other Name", 1961, False, 1, 1) for key in keys])


def _papers(_: Canary, seat: Seat) -> Iterator[object]:
    for paper in PaperSigned:
        for number in (None, 1):
            try:
                yield agreement_paper.agreement_paper(seat, number, paper)
            except CasetableError as error:
                yield error.sentence, error.hint


def _in_conferences(canary: Canary, seat: Seat) -> Iterator[object]:
    with reading(seat) as session:
        yield find_conferences.conferences_named(session, seat, ["conference"])
        for word in ("zq", *(one.token for one in canary.kinds())):
            yield find_conferences.said_in_conferences(session, seat, [word], 50)


def _all_tasks(canary: Canary) -> list[str]:
    return canary.tasks


def _all_agencies(_: Canary) -> list[str]:
    return ["SS", "HS", "MH", "VS", "nobody"]


def _all_people(canary: Canary) -> list[str]:
    return list(canary.proposed_by)


RECIPES: dict[str, Recipe] = {
    **canary_agenda.RECIPES,
    **canary_agreement.RECIPES,
    **canary_conference.RECIPES,
    **canary_calendar.RECIPES,
    **canary_minutes.RECIPES,
    **canary_ratifying.RECIPES,
    "about_people.about_people": _plain(about_people.about_people),
    "agreement_paper.agreement_paper": _papers,
    "card.card": _of_each(_all_people, card.card),
    "card.contact_of": _of_each(_all_people, card.contact_of),
    "card.team": _of_each(_all_people, card.team),
    "private.private_places": _plain(private.private_places),
    "clock.clock_note": _plain(clock.clock_note),
    "clock.zone_note": _plain(clock.zone_note),
    "backups.overdue": _plain(backups.overdue),
    "backups.reminder": _plain(backups.reminder),
    "backups.standing": _plain(backups.standing),
    "consent.releases": lambda canary, seat: iter(
        [consent.releases(seat), *(consent.releases(seat, one) for one in canary.proposed_by)]
    ),
    "consent.endings": lambda _, seat: iter([consent.endings(seat), consent.endings(seat, 900)]),
    "consent.endings_in": _ending_soon,
    "consent.release": _of_each(lambda canary: canary.release_refs, consent.release),
    "consent.warning": _plain(consent.warning),
    "consent.releases_in": _within(consent.releases_in),
    "consent.still_known_to": _still_known,
    "revoking.reach_of_revoking": _of_each(
        lambda canary: canary.release_refs, lambda seat, ref: revoking.reach_of_revoking(seat, [ref])
    ),
    "counts.cell_counts": _cell_counts,
    "disclosures.account": _of_each(_all_people, disclosures.account),
    "disclosures.disclosed_in": _within(disclosures.disclosed_in),
    "disclosures.disclosures": _plain(disclosures.disclosures),
    "drafts.kept": _plain(drafts.kept),
    "due.asks_to_return": _plain(due.asks_to_return),
    "due.names_to_remove": _plain(due.names_to_remove),
    "due.parties_to_join": _plain(due.parties_to_join),
    "due.parties_to_part": _plain(due.parties_to_part),
    "export.others_facts": _plain(export.others_facts),
    "export.reader": _of_each(_all_agencies, export.reader),
    "export.shared_people": _of_each(_all_agencies, export.shared_people),
    "export.task_events": _plain(export.task_events),
    "find.find": lambda canary, seat: (find.find(seat, word) for word in _words(canary)),
    "find_conferences.conferences_named": _in_conferences,
    "find_conferences.said_in_conferences": _in_conferences,
    "history.history": _history,
    "history.newest_redoable": _plain(history.newest_redoable),
    "history.newest_undoable": _plain(history.newest_undoable),
    "hmis.hmis_again": _hmis_again,
    "hmis.hmis_records": _within(hmis.hmis_records),
    "erasure.backup_places": _plain(erasure.backup_places),
    "erasure.concerned": _of_each(_all_people, _in_a_session(erasure.concerned)),
    "erasure.erasure": _of_each(_all_people, erasure.erasure),
    "erasure.left_over": _within(erasure.left_over),
    "erasure.owed_in": _within(erasure.owed_in),
    "erasure.own_texts": _of_each(_all_people, erasure.own_texts),
    "erasure.replies": _of_each(_all_people, _asked_before_an_erasure),
    "erasure.unfinished_erasures": _plain(erasure.unfinished_erasures),
    "listed.listed_id": _of_each(_all_people, _in_a_session(listed.listed_id)),
    "notes.last_contacts": _plain(notes.last_contacts),
    "notes.newest_of_each": _by_id(notes.newest_of_each),
    "notes.notes": _notes,
    "notes.notes_in": _within(notes.notes_in),
    "notes.own_lines": _own_lines,
    "notes.safe_contact": _by_id(notes.safe_contact),
    "outcomes.outcomes": _of_each(_all_people, outcomes.outcomes),
    "outcomes.outcomes_in": _by_id(lambda session, seat, one: outcomes.outcomes_in(session, seat, [one])),
    "outcomes.readings": _plain(outcomes.readings),
    "participants.board_participants": _board,
    "participants.declined_in": _within(participants.declined_in),
    "participants.missing_in": _missing,
    "participants.participant": _of_each(_all_people, participants.participant),
    "participants.participant_in": _of_each(_all_people, _in_a_session(participants.participant_in)),
    "participants.participants": _plain(participants.participants),
    "drafts.kept_in": _within(drafts.kept_in),
    "handover.handover": _handed(handover.handover),
    "handover.things_in": _handed(_in_a_session(handover.things_in)),
    "people.absences_in": _on_a_day(people.absences_in),
    "people.anybody": _of_each(lambda _: ["a", "ruth", "nobody at all"], people.anybody),
    "people.away_in": _handed(_away),
    "people.cover_of": _handed(_cover),
    "people.covered_by": _handed(_covered),
    "people.former_people": _plain(people.former_people),
    "people.former_people_in": _within(people.former_people_in),
    "people.gone_in": _within(people.gone_in),
    "people.stands_for": _within(people.stands_for),
    "unassigned.asked_by": _unassigned,
    "unassigned.covering_in": _within(unassigned.covering_in),
    "unassigned.unassigned_in": _unassigned,
    "people.agencies": _plain(people.agencies),
    "people.agencies_in": _within(people.agencies_in),
    "people.people": _plain(people.people),
    "people.people_in": _within(people.people_in),
    "people.person": _of_each(lambda _: ["a", "ruth", "nobody at all", "D. Ryes"], people.person),
    "naming.name_row": _names,
    "roll.roll": _plain(roll.roll),
    "rows.rows_in": _within(rows.rows_in),
    "minutes_export.kept_minutes": _plain(minutes_export.kept_minutes),
    "minutes_verify.papers_in": lambda _, seat: _papers_kept(seat),
    "reissuing.check_not_wiped": _wiped,
    "reissuing.minutes_to_reissue": _plain(reissuing.minutes_to_reissue),
    "safe_contacts.contacts_in": _by_id(lambda session, seat, one: safe_contacts.contacts_in(session, seat, [one])),
    "shape.blocked_on": _blocked_on,
    "shape.count_of": _counted,
    "shape.read_tasks": _task_rows,
    "shape.task_rows": _task_rows,
    "shape.unindexed": _counted,
    "tasks.story": _of_each(_all_tasks, tasks.story),
    "tasks.task": _of_each(_all_tasks, tasks.task),
    "tasks.tasks": _lists,
    "verify.verify": _plain(verify.verify),
    "week.help_wanted": _plain(week.help_wanted),
    "week.my_tasks": _weekly(week.my_tasks),
    "week.notes": _weekly(week.notes),
    "week.week": _weekly(week.week),
}


def public_queries() -> set[str]:
    """Every public function of every module of the room, as ``module.function``."""
    found = set()
    for module_info in pkgutil.iter_modules(queries.__path__):
        module = import_module(f"{queries.__name__}.{module_info.name}")
        if module.__name__ == PREDICATES:
            continue
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_"):
                found.add(f"{module_info.name}.{name}")
    return found


def listen_to_queries(canary: Canary, seat: Seat) -> Iterator[tuple[str, object]]:
    """Every answer of every query to a seat."""
    for name, recipe in RECIPES.items():
        for answer in recipe(canary, seat):
            yield name, answer


LISTENERS.append(listen_to_queries)
