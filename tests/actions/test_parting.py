"""Leaving: each thing goes to somebody or stays unassigned, and promises handed over start clean."""

from datetime import date

import pytest

from casetable.actions import participants, people, tasks
from casetable.actions.history import redo, undo
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.queries.card import card
from casetable.queries.conference import calendar, conference
from casetable.queries.handover import handover
from casetable.queries.participants import participant
from casetable.queries.people import people as everybody
from casetable.queries.tasks import story, task
from casetable.queries.verify import verify
from casetable.queries.week import my_tasks, week
from casetable.rules.week import mark
from casetable.words import ConferenceState, DropReason, LeavingReason, Sign, TaskState, ThingKind, Verdict
from tests import conferences
from tests.tables import FRI, MON, THU, TUE, WED, Room


def handed(room: Room, ref: str) -> str:
    """The task that goes on from another."""
    new = next(one for one in week(room.sit("ruth", TUE)).tasks if one.handed_from == ref)
    return new.task


def test_a_promise_handed_over_is_outside_for_the_first_and_starts_clean_for_the_second(room: Room) -> None:
    near, far, own = room.promised("NEAR"), room.promised("FAR"), room.promised("OWN", by="lee")
    sol, omar = room.id_of("sol"), room.id_of("omar")
    entries = verify(room.sit("ruth")).entries
    receipt = people.leave(room.sit("ruth", TUE), room.id_of("lee"), to={near: sol, far: omar}, rest=sol)
    assert receipt.sentence.startswith("Lee Park has left the table (Tue 3 Nov). To ")
    assert f"To Omar Haddad: {far}." in receipt.sentence
    found = verify(room.sit("ruth", TUE))
    assert (found.entries, found.problems) == (entries + 1, ())
    assert set(receipt.refs) == {handed(room, one) for one in (near, far, own)}
    for one in (near, far):
        assert task(room.sit("dana", TUE), one).ruling.verdict is Verdict.OUTSIDE
    at_once, asked = (task(room.sit("dana", TUE), handed(room, one)) for one in (near, far))
    assert (at_once.state, at_once.owner, at_once.asked_by) == (TaskState.OPEN, "Sol Grant", "Dana Reyes")
    assert at_once.ruling.verdict is Verdict.PENDING
    assert (asked.state, asked.owner, asked.asked_by) == (TaskState.ASKED, "Omar Haddad", "Dana Reyes")
    assert task(room.sit("sol", TUE), handed(room, own)).asked_by == "Sol Grant"
    assert [line.by for line in story(room.sit("sol", TUE), near).events][-1] == "Ruth Feld"
    tasks.accept(room.sit("omar", WED), asked.task)
    assert task(room.sit("omar", WED), asked.task).fold.accepted_on == WED


def test_an_ask_that_nobody_answered_waits_for_the_answer_of_who_takes_it(room: Room) -> None:
    first, second, third = room.ask("FIRST"), room.ask("SECOND"), room.ask("THIRD")
    tasks.hand(room.sit("lee"), third, to=room.id_of("sol"))
    people.leave(room.sit("ruth"), room.id_of("lee"), to={first: room.id_of("sol")})
    tasks.hand(room.sit("sol"), second, to=room.id_of("sol"))
    assert task(room.sit("sol", TUE), handed(room, second)).state is TaskState.OPEN, "whoever takes it says yes by that"
    for one in (first, third):
        new = task(room.sit("sol", TUE), handed(room, one))
        assert (new.state, new.owner, new.fold.promised_on) == (TaskState.ASKED, "Sol Grant", None), one
    assert set(week(room.sit("sol", TUE)).needs.asked) == {handed(room, one) for one in (first, third)}
    assert task(room.sit("sol", TUE), handed(room, first)).asked_by == "Dana Reyes"
    assert "Thank you" in tasks.decline(room.sit("sol", TUE), handed(room, first)).sentence


def test_what_nobody_takes_is_unassigned_until_somebody_hands_it_on(room: Room) -> None:
    ref = room.agreed()
    left, late = room.promised("LEFT", about=ref), room.promised("LATE", due=TUE)
    lee = room.id_of("lee")
    people.leave(room.sit("ruth", TUE), lee)
    for name, sees in (("ruth", True), ("sol", True), ("hal", False), ("maria", False), ("omar", False)):
        seat = room.sit(name, TUE)
        assert (left in week(seat).needs.unassigned) is sees, name
        assert (left in [one.task for one in my_tasks(seat)]) is sees, name
    shown = task(room.sit("dana", WED), left)
    assert (shown.is_unassigned, shown.owner, shown.state) == (True, "Lee Park", TaskState.OPEN)
    assert mark(shown, WED) == (Sign.UNASSIGNED, "unassigned")
    assert mark(task(room.sit("dana", WED), late), WED) == (Sign.LATE, "unassigned")
    assert [one.ref for one in handover(room.sit("sol", TUE), lee).things] == [late, left]
    with pytest.raises(NotAllowed, match="is unassigned: Lee Park left the table on Tue 3 Nov"):
        tasks.complete(room.sit("sol", TUE), left)
    with pytest.raises(NotAllowed, match="is unassigned"):
        tasks.hand(room.sit("dana", TUE), left, to=room.id_of("dana"))
    tasks.hand(room.sit("sol", TUE), left, to=room.id_of("sol"))
    assert task(room.sit("sol", TUE), handed(room, left)).state is TaskState.OPEN
    tasks.hand(room.sit("ruth", TUE), late, to=room.id_of("dana"))
    assert task(room.sit("dana", TUE), handed(room, late)).state is TaskState.ASKED
    assert week(room.sit("ruth", TUE)).needs.unassigned == ()
    assert verify(room.sit("ruth", TUE)).problems == ()


def test_leads_teams_people_and_covers_go_to_whom_they_are_given(room: Room) -> None:
    first, second = room.agreed(), room.agreed("Ana Bell")
    sol, omar = room.id_of("sol"), room.id_of("omar")
    participants.lead(room.sit("sol"), first, sol)
    participants.lead(room.sit("sol"), second, omar)
    participants.join_team(room.sit("sol"), second, sol)
    people.away(room.sit("lee"), until=FRI, cover=sol)
    has = {one.kind: one for one in handover(room.sit("ruth"), sol).things}
    assert set(has) == {ThingKind.LEAD, ThingKind.TEAM, ThingKind.REPORT, ThingKind.COVER}
    assert (has[ThingKind.REPORT].words, has[ThingKind.COVER].note) == ("Lee Park", "away until Fri 6 Nov")
    given = {has[ThingKind.LEAD].key: omar, has[ThingKind.TEAM].key: room.id_of("dana")}
    people.leave(room.sit("ruth"), sol, to=given, rest=room.id_of("maria"))
    assert participant(room.sit("dana"), first).lead == "Omar Haddad"
    assert [(one.person, one.leads) for one in card(room.sit("dana"), second).team] == [
        ("Omar Haddad", True),
        ("Dana Reyes", False),
    ]
    lee = next(one for one in everybody(room.sit("ruth")) if one.person == "Lee Park")
    assert (lee.reports_to, lee.cover) == ("Maria Stein", "Maria Stein")
    undo(room.sit("ruth"))
    assert participant(room.sit("dana"), first).lead == "Sol Grant"
    redo(room.sit("ruth"))
    assert verify(room.sit("ruth")).problems == ()


def test_a_lead_nobody_takes_is_no_lead_and_the_coordinator_may_name_another(room: Room) -> None:
    ref = room.agreed(released=False)
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    mine = room.promised("MINE", of="dana", by="dana", about=ref)
    said = people.leave(room.sit("ruth"), room.id_of("dana"), rest=room.id_of("omar")).sentence
    assert f"Unassigned: {mine} ({mine} cannot go to Omar Haddad: what it says is not shared with MH today)" in said
    assert f"{ref} ({ref} is not shared with MH today" in said
    assert "What only HS may see stays unassigned there." in said
    shown = participant(room.sit("hal"), ref)
    assert (shown.lead, shown.former_lead) == (None, "Dana Reyes")
    assert card(room.sit("hal"), ref).team == ()
    with pytest.raises(NotFound):
        participants.lead(room.sit("omar"), ref, room.id_of("hal"))
    said = participants.lead(room.sit("ruth"), ref, room.id_of("hal"), with_tasks=True).sentence
    assert said == f"Hal Brook leads for {ref}. Dana Reyes, who has left, led before. 1 task is handed on."
    assert participant(room.sit("hal"), ref).lead == "Hal Brook"
    assert task(room.sit("hal"), handed_to(room, "hal", mine)).state is TaskState.OPEN


def handed_to(room: Room, name: str, ref: str) -> str:
    """The task that goes on from another, as somebody sees it."""
    return next(one.task for one in my_tasks(room.sit(name)) if one.handed_from == ref)


def test_a_release_goes_with_the_lead_or_to_whom_it_is_given(room: Room) -> None:
    led, alone = room.agreed(released=False), room.agreed("Ana Bell", released=False)
    soon = room.release(led, to="SS", until=FRI, from_agency="HS").ref
    later = room.release(alone, to="SS", from_agency="HS").ref
    participants.lead(room.sit("dana"), led, room.id_of("dana"))
    things = {one.key: one for one in handover(room.sit("hal"), room.id_of("dana")).things}
    assert (things[soon].assignable, things[soon].note) == (False, f"who leads {led} renews it")
    assert (things[later].assignable, things[later].due is not None) == (True, True)
    people.leave(room.sit("ruth"), room.id_of("dana"), to={later: room.id_of("hal")})
    assert participant(room.sit("hal"), alone).lead == "Hal Brook"


def test_answers_that_wait_for_somebody_who_left_are_given_by_their_agency(room: Room) -> None:
    offered, let_go, kept = (room.ask(words, by="dana", of="lee") for words in ("OFFER", "DROP", "KEEP"))
    tasks.accept(room.sit("lee"), offered, by=FRI.replace(day=12))
    tasks.accept(room.sit("lee"), let_go)
    tasks.drop(room.sit("lee"), let_go, reason=DropReason.OTHER)
    owed = {one.ref: one.note for one in handover(room.sit("hal"), room.id_of("dana")).things}
    assert owed[offered] == "Lee Park offers Thu 12 Nov and waits for a yes"
    assert owed[let_go] == "Lee Park let it go and waits for a yes"
    people.leave(room.sit("ruth"), room.id_of("dana"), to={kept: room.id_of("hal")})
    assert task(room.sit("lee"), kept).asked_by == "Hal Brook"
    assert (week(room.sit("hal")).needs.offered, week(room.sit("hal")).needs.drops) == ((offered,), (let_go,))
    with pytest.raises(NotAllowed):
        tasks.accept(room.sit("omar"), offered)
    tasks.accept(room.sit("hal"), offered)
    tasks.agree_drop(room.sit("hal"), let_go)
    assert task(room.sit("lee"), let_go).ruling.verdict is Verdict.OUTSIDE
    assert verify(room.sit("ruth")).problems == ()


def test_leaving_is_refused_whole_with_its_reason(room: Room) -> None:
    ref = room.agreed(released=False)
    mine = room.promised("MINE", of="dana", by="dana", about=ref)
    ruth, dana = room.sit("ruth", TUE), room.id_of("dana")
    entries = verify(ruth).entries
    with pytest.raises(BadInput, match="Thu 5 Nov is still to come"):
        people.leave(ruth, dana, on=THU)
    with pytest.raises(BadInput, match="joined on"):
        people.leave(ruth, dana, on=MON.replace(month=9))
    with pytest.raises(Refused, match="does not have T-1 to hand over"):
        people.leave(ruth, dana, to={"T-1": room.id_of("hal")})
    with pytest.raises(Refused, match="not shared with MH"):
        people.leave(ruth, dana, to={mine: room.id_of("omar")})
    with pytest.raises(Refused, match="takes nothing over"):
        people.leave(ruth, dana, to={mine: dana})
    with pytest.raises(Refused, match="takes on no promise"):
        people.leave(ruth, dana, to={mine: room.id_of("abe")})
    assert verify(ruth).entries == entries
    said = people.leave(ruth, room.id_of("vera"), on=MON).sentence
    assert said == (
        "Vera Mills has left the table (Mon 2 Nov). What only HS may see stays unassigned there. "
        "Nobody can sign for HS: give somebody there the role senior manager. "
        "Ladder step 3 (senior managers) finds no senior manager in HS: give somebody there the role."
    )
    participants.leave(room.sit("dana", TUE), ref, reason=LeavingReason.MOVED)
    said = people.leave(ruth, dana, rest=room.id_of("hal")).sentence
    assert f"Unassigned: {mine} (" in said
    with pytest.raises(NotFound):
        tasks.drop(room.sit("lee", TUE), mine, reason=DropReason.OTHER)
    tasks.drop(room.sit("hal", TUE), mine, reason=DropReason.OTHER)
    assert task(ruth, mine).state is TaskState.DROPPED


def test_a_conference_to_chair_goes_to_whom_it_is_given_else_to_whose_turn_it_is(room: Room) -> None:
    sol, lee = room.id_of("sol"), room.id_of("lee")
    conferences.held(room, on=date(2026, 12, 11), state=ConferenceState.PLANNED)
    conferences.held(room, on=date(2027, 1, 8), state=ConferenceState.CONFIRMED)
    conferences.held(room, on=date(2026, 10, 9))
    has = [one for one in handover(room.sit("ruth"), sol).things if one.kind is ThingKind.CHAIR]
    assert [one.words for one in has] == ["conference of Fri 11 Dec", "conference of Fri 8 Jan"]
    receipt = people.leave(room.sit("ruth"), sol, to={has[0].key: lee})
    assert "To Lee Park: conference of Fri 11 Dec." in receipt.sentence
    chairs = {one.conference: one.chair for one in calendar(room.sit("ruth"), MON, date(2027, 1, 31))}
    assert chairs["2026-12-11"] == "Lee Park"
    assert chairs["2027-01-08"] not in ("Sol Grant", None)
    undo(room.sit("ruth"))
    assert conference(room.sit("ruth"), "2026-12-11").chair == "Sol Grant"
