"""Who leads, who works with a participant, and who lives with them."""

import pytest

from casetable.actions import consent, participants, tasks
from casetable.actions.history import redo, undo
from casetable.errors import BadInput, NotAllowed, NotShared, Refused
from casetable.queries.card import card
from casetable.queries.participants import participant
from casetable.queries.tasks import task
from casetable.queries.verify import verify
from casetable.words import Category, LeavingReason, TaskState
from tests.tables import FRI, MON, TUE, Room


def team_of(room: Room, ref: str, name: str = "dana") -> list[tuple[str, bool]]:
    return [(one.person, one.leads) for one in card(room.sit(name), ref).team]


def test_a_lead_is_named_and_the_former_one_stays_in_the_team(room: Room) -> None:
    ref = room.agreed()
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    assert participant(room.sit("lee"), ref).lead == "Dana Reyes"
    said = participants.lead(room.sit("dana"), ref, room.id_of("omar")).sentence
    assert said == "Omar Haddad leads for " + ref + ". Dana Reyes stays in the team."
    assert team_of(room, ref) == [("Omar Haddad", True), ("Dana Reyes", False)]
    with pytest.raises(Refused, match=r"leads for .* already"):
        participants.lead(room.sit("dana"), ref, room.id_of("omar"))
    undo(room.sit("dana"))
    assert team_of(room, ref) == [("Dana Reyes", True)]
    redo(room.sit("dana"))
    assert team_of(room, ref) == [("Omar Haddad", True), ("Dana Reyes", False)]
    assert verify(room.sit("ruth")).problems == ()


def test_a_members_agency_must_know_the_participant_and_the_member_work_with_people(room: Room) -> None:
    ref = room.agreed(released=False)
    for join in (participants.lead, participants.join_team):
        with pytest.raises(NotShared, match="not shared with MH today, so Omar Haddad cannot"):
            join(room.sit("dana"), ref, room.id_of("omar"))
        with pytest.raises(Refused, match="does not work with participants"):
            join(room.sit("dana"), ref, room.id_of("paula"))
    assert team_of(room, ref) == []


def test_people_join_and_leave_and_when_the_lead_leaves_it_is_said(room: Room) -> None:
    ref = room.agreed()
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    participants.join_team(room.sit("lee"), ref, room.id_of("lee"))
    with pytest.raises(Refused, match=r"in the team of .* already"):
        participants.join_team(room.sit("dana"), ref, room.id_of("lee"))
    participants.leave_team(room.sit("dana"), ref, room.id_of("lee"))
    with pytest.raises(Refused, match="not in the team"):
        participants.leave_team(room.sit("dana"), ref, room.id_of("lee"))
    assert "Nobody leads now" in participants.leave_team(room.sit("dana"), ref, room.id_of("dana")).sentence
    assert participant(room.sit("dana"), ref).lead is None


def test_nobody_new_works_with_somebody_who_left(room: Room) -> None:
    ref = room.agreed()
    participants.leave(room.sit("dana"), ref, reason=LeavingReason.MOVED)
    with pytest.raises(Refused, match="nobody new"):
        participants.lead(room.sit("dana"), ref, room.id_of("dana"))


def test_without_a_release_the_lead_is_nobody_elses_business(room: Room) -> None:
    ref = room.agreed(released=False)
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    assert participant(room.sit("lee"), ref).lead is None
    assert participant(room.sit("ruth"), ref).lead == "Dana Reyes"


def test_with_tasks_the_former_leads_open_tasks_about_them_go_along_in_one_entry(room: Room) -> None:
    ref = room.agreed()
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    about = room.ask("ABOUT THEM", of="dana", about=ref)
    other, lees = room.ask("OTHER", of="dana"), room.promised("LEE'S", about=ref)
    entries = verify(room.sit("ruth")).entries
    said = participants.lead(room.sit("dana", TUE), ref, room.id_of("omar"), with_tasks=True).sentence
    assert said.endswith("1 task is handed on.")
    assert verify(room.sit("ruth", TUE)).entries == entries + 1
    assert task(room.sit("dana", TUE), about).state is TaskState.HANDED_OVER
    assert task(room.sit("dana", TUE), other).state is TaskState.OPEN
    assert task(room.sit("dana", TUE), lees).state is TaskState.OPEN
    (theirs,) = [one for one in card(room.sit("omar", TUE), ref).tasks if one.owner == "Omar Haddad"]
    assert (theirs.title, theirs.state, theirs.handed_from, theirs.fold.due_on) == (
        "ABOUT THEM", TaskState.ASKED, about, FRI,
    )  # fmt: skip


def test_what_the_new_lead_may_not_read_stays_and_is_named(room: Room) -> None:
    ref = room.agreed()
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    room.ask("OPEN WORDS", of="dana", about=ref)
    kept = room.ask("HEALTH WORDS", of="dana", about=ref, category=Category.HEALTH)
    said = participants.lead(room.sit("dana"), ref, room.id_of("omar"), with_tasks=True).sentence
    assert said.endswith(f"1 task is handed on. Not shared with MH, so not handed on: {kept}.")
    assert task(room.sit("dana"), kept).state is TaskState.OPEN
    assert verify(room.sit("ruth")).problems == ()


def test_somebody_elses_promises_are_handed_on_by_them_or_who_leads_them(room: Room) -> None:
    ref = room.agreed()
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    room.ask("WORDS", of="dana", about=ref)
    with pytest.raises(NotAllowed, match="handed on by Dana Reyes"):
        participants.lead(room.sit("lee"), ref, room.id_of("lee"), with_tasks=True)
    assert participant(room.sit("dana"), ref).lead == "Dana Reyes"
    assert "1 task" in participants.lead(room.sit("hal"), ref, room.id_of("lee"), with_tasks=True).sentence


def links(room: Room, name: str, ref: str) -> tuple[tuple[str, str], ...]:
    return card(room.sit(name, TUE), ref).household.links


def test_a_household_shows_once_both_adults_allowed_it_and_to_those_who_know_both(room: Room) -> None:
    ana, ben = room.agreed("Ana"), room.agreed("Ben", released=False)
    allow = participants.allow_link
    assert f"once {ben} allows it too" in allow(room.sit("dana"), ana, ben, allowed_on=MON).sentence
    assert (links(room, "dana", ana), links(room, "dana", ben)) == ((), ())
    with pytest.raises(Refused, match="allowed it already"):
        allow(room.sit("dana"), ana, ben, allowed_on=MON)
    assert "shows to those who know both" in allow(room.sit("hal"), ben, ana, allowed_on=MON).sentence
    assert links(room, "dana", ana) == ((ben, "Ben"),)
    assert links(room, "lee", ana) == ()
    room.release(ben, day=TUE)
    assert links(room, "lee", ana) == ((ben, "Ben"),)
    participants.end_link(room.sit("dana", TUE), ben, ana)
    assert (links(room, "dana", ana), links(room, "dana", ben)) == ((), ())
    with pytest.raises(Refused, match="has not allowed"):
        participants.end_link(room.sit("dana", TUE), ben, ana)
    allow(room.sit("dana", TUE), ben, ana, allowed_on=TUE)
    assert links(room, "dana", ben) == ((ana, "Ana"),)


def test_nobody_is_linked_with_themselves_with_a_stranger_or_without_a_day(room: Room) -> None:
    ana, ben = room.agreed("Ana"), room.agreed("Ben", by="lee", released=False)
    for day in (None, TUE):
        with pytest.raises(BadInput, match="On which day"):
            participants.allow_link(room.sit("dana"), ana, ana, allowed_on=day)
    with pytest.raises(BadInput, match="one person"):
        participants.allow_link(room.sit("dana"), ana, ana, allowed_on=MON)
    with pytest.raises(NotShared):
        participants.allow_link(room.sit("dana"), ana, ben, allowed_on=MON)


def test_of_a_child_it_is_noted_that_there_is_one_and_nothing_else(room: Room) -> None:
    ref = room.agreed()
    assert card(room.sit("lee"), ref).household.child is None
    participants.set_child(room.sit("dana"), ref, True)
    assert card(room.sit("lee"), ref).household.child is True
    release_to_ss = [one.release for one in card(room.sit("dana"), ref).releases if one.terms.receiver == "SS"]
    for one in release_to_ss:
        consent.revoke_release(room.sit("ruth", TUE), one)
    assert card(room.sit("lee", TUE), ref).household.child is None


def test_a_task_of_the_lead_may_be_done_before_it_is_handed_on(room: Room) -> None:
    ref = room.agreed()
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    done = room.ask("DONE", of="dana", about=ref)
    tasks.complete(room.sit("dana"), done)
    said = participants.lead(room.sit("dana"), ref, room.id_of("lee"), with_tasks=True).sentence
    assert said.endswith("No task is handed on.")
