"""The agenda that proposes itself: its order, its reasons, and what each seat may see of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casetable.actions import conference, voice
from casetable.actions.agenda import move_item, propose, set_minutes
from casetable.actions.agreement import amend
from casetable.actions.conference_calendar import cancel
from casetable.actions.consent import revoke_release
from casetable.queries.agenda import agenda
from casetable.values.conference import Agenda, AgendaItem
from casetable.values.partnership import ConferenceRule
from casetable.words import (
    AgendaReason,
    CancelReason,
    Category,
    ItemKind,
    ItemState,
    LineKind,
    TurnedOut,
)
from tests.conferences import BEFORE, SECOND_FRIDAY, file, held
from tests.queries.agreeing import in_force, offered, signed
from tests.tables import MON, TUE, Room

OCTOBER = date(2026, 10, 5)
DECEMBER = date(2026, 12, 11)
only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For long stories whose queries other tests ask on both engines."""


def people(found: Agenda) -> list[str | None]:
    """The participants of an agenda in order."""
    return [one.participant for one in found.items if one.kind is ItemKind.PARTICIPANT]


def why(found: Agenda, ref: str) -> list[AgendaReason]:
    """Why a participant stands there."""
    return [one.kind for one in item(found, ref).reasons]


def item(found: Agenda, label: str) -> AgendaItem:
    """The item of that name."""
    return next(one for one in found.items if one.label == label)


@only_sqlite
def test_without_anybody_an_agenda_holds_what_always_stands_there_and_says_when_it_ends(room: Room) -> None:
    found = agenda(room.sit("lee"))
    assert [one.kind for one in found.items] == [
        ItemKind.OPENING,
        ItemKind.PROMISES,
        ItemKind.PARKING,
        ItemKind.CLOSING,
    ]
    assert (found.conference.on, f"{found.ends_at:%H:%M}", found.over) == (SECOND_FRIDAY, "09:25", 0)
    room.agreed()
    found = agenda(room.sit("lee"))
    assert [f"{one.number} {one.starts_at:%H:%M} {one.minutes}" for one in found.items if one.starts_at][2:4] == [
        "3 09:15 13",
        "4 09:28 5",
    ]
    assert f"{found.ends_at:%H:%M}" == "09:38"
    assert why(found, people(found)[0] or "") == [AgendaReason.STEADY]


def test_people_stand_in_the_order_of_what_is_open_about_them(room: Room) -> None:
    missed, dissent, stalled, goal, steady = (
        room.agreed(name, day=OCTOBER) for name in ("Ana", "Bo", "Cy", "Di", "Eve")
    )
    late = room.promised("arrears letter", about=stalled, day=OCTOBER, due=date(2026, 10, 16))
    held(room, missed, item_state=ItemState.NOT_REACHED)
    before = held(room, dissent, on=date(2026, 10, 8))
    file(
        room, before, dissent, LineKind.DISSENT, "winter", on=date(2026, 10, 8),
        holder_id=room.id_of("dana"), look_again_on=SECOND_FRIDAY,
    )  # fmt: skip
    voice.say_goal(room.sit("dana"), goal, "A door I can lock.")
    propose(room.sit("lee", TUE), steady, "Who goes along?")
    found = agenda(room.sit("lee", TUE))
    assert people(found) == [missed, dissent, stalled, goal, steady]
    assert [why(found, one)[0] for one in people(found) if one] == [
        AgendaReason.NOT_REACHED,
        AgendaReason.DISSENT_DUE,
        AgendaReason.STALLED,
        AgendaReason.CHANGED_GOAL,
        AgendaReason.ASKED_FOR,
    ]
    said = [item(found, one).reasons[0].because for one in (missed, dissent, stalled, goal, steady)]
    assert [one.arithmetic for one in said] == [
        "not reached on Fri 9 Oct",
        "Dana Reyes, Thu 8 Oct: winter; look again Fri 13 Nov",
        f"{late}: nothing happened for 29 days, since Mon 5 Oct",
        "their words of Mon 2 Nov",
        "Lee Park asks: Who goes along?",
    ]
    assert said[2].rows == (late,)
    assert all("v1" in one.clause for one in said)


@only_sqlite
def test_a_dissent_stays_due_until_somebody_says_what_happened_since(room: Room) -> None:
    ref = room.agreed(day=OCTOBER)
    first = held(room, ref, on=date(2026, 10, 8))
    more: Any = {"holder_id": room.id_of("dana"), "look_again_on": BEFORE}
    dissent = file(room, first, ref, LineKind.DISSENT, "winter", on=date(2026, 10, 8), **more)
    assert AgendaReason.DISSENT_DUE in why(agenda(room.sit("lee")), ref)
    second = held(room, ref)
    assert AgendaReason.DISSENT_DUE in why(agenda(room.sit("lee")), ref)
    since: Any = {"about_id": dissent, "turned_out": TurnedOut.EARLY, "look_again_on": SECOND_FRIDAY}
    file(room, second, ref, LineKind.SINCE, "no frost yet", on=BEFORE, **since)
    assert item(agenda(room.sit("lee")), ref).reasons[0].because.arithmetic.endswith("look again Fri 13 Nov")
    third = held(room, ref, on=date(2026, 10, 16))
    settled: Any = {"about_id": dissent, "turned_out": TurnedOut.OTHERWISE}
    file(room, third, ref, LineKind.SINCE, "a mild autumn", on=date(2026, 10, 16), **settled)
    assert why(agenda(room.sit("lee")), ref) == [AgendaReason.STEADY]


@only_sqlite
def test_a_proposal_that_nobody_ratified_in_time_comes_back_and_a_later_decision_settles_it(room: Room) -> None:
    ref = room.agreed(day=OCTOBER)
    first = held(room, ref, on=date(2026, 10, 8))
    more: Any = {"is_proposal": True, "ratify_by": date(2026, 10, 15)}
    file(room, first, ref, LineKind.DECISION, "hold for the unit", on=date(2026, 10, 8), **more)
    assert why(agenda(room.sit("lee", BEFORE)), ref) == [AgendaReason.STEADY]
    found = agenda(room.sit("lee"))
    assert why(found, ref) == [AgendaReason.TO_RATIFY]
    assert "to be ratified by Thu 15 Oct: hold for the unit" in item(found, ref).reasons[0].because.arithmetic
    second = held(room, ref)
    file(room, second, ref, LineKind.DECISION, "hold", on=BEFORE)
    assert why(agenda(room.sit("lee")), ref) == [AgendaReason.STEADY]


@only_sqlite
def test_releases_that_end_or_are_new_are_a_reason_and_a_renewal_is_none(room: Room) -> None:
    ends, new, renewed = (room.agreed(name, day=OCTOBER, released=False) for name in ("Ana", "Bo", "Cy"))
    for ref, until in ((ends, date(2026, 11, 11)), (renewed, date(2026, 10, 31)), (new, date(2027, 10, 31))):
        since = MON if ref == new else OCTOBER
        room.release(ref, to="SS", from_agency="HS", since=since, until=until, day=max(since, OCTOBER))
    room.release(renewed, to="SS", from_agency="HS", since=date(2026, 11, 1), day=date(2026, 10, 20))
    held(room, ends, new, renewed)
    found = agenda(room.sit("lee", TUE))
    assert people(found) == [*sorted([ends, new]), renewed]
    assert why(found, ends) == [AgendaReason.RELEASE_ENDING]
    assert item(found, ends).reasons[0].because.arithmetic == ("HS to SS ends Wed 11 Nov, 2 days before the conference")
    assert why(found, new) == [AgendaReason.RELEASE_NEW]
    assert why(found, renewed) == [AgendaReason.STEADY]


def test_each_seat_sees_whom_it_may_know_and_reads_what_it_may_read(room: Room) -> None:
    ref = room.agreed(released=False)
    given = room.release(ref, to="SS", from_agency="HS")
    propose(room.sit("dana"), ref, "Detox first?", category=Category.HEALTH)
    assert item(agenda(room.sit("dana")), ref).question == "Detox first?"
    heard = item(agenda(room.sit("lee")), ref)
    assert (heard.name, heard.question, heard.proposed_by) == ("Chidi Okafor", None, None)
    assert [one.kind for one in heard.reasons] == [AgendaReason.STEADY]
    assert people(agenda(room.sit("omar"))) == []
    by_reference = item(agenda(room.sit("paula")), ref)
    assert (by_reference.name, by_reference.question) == (None, None)
    assert people(agenda(room.sit("abe"))) == []
    revoke_release(room.sit("dana", TUE), given.ref, why="they asked")
    assert people(agenda(room.sit("lee", TUE))) == []
    assert f"{agenda(room.sit('lee', TUE)).ends_at:%H:%M}" == "09:25"


@only_sqlite
def test_what_was_proposed_for_a_cancelled_conference_goes_on_to_the_next(room: Room) -> None:
    ref = room.agreed()
    propose(room.sit("dana"), ref, "Motel now?")
    propose(room.sit("lee"), None, "Who pays?", "Bus passes")
    cancel(room.sit("ruth"), SECOND_FRIDAY, CancelReason.HOLIDAY)
    found = agenda(room.sit("omar"))
    assert found.conference.on == DECEMBER
    assert [one.label for one in found.items[2:4]] == [ref, "Bus passes"]
    assert item(found, ref).question == "Motel now?"
    move_item(room.sit("ruth"), "Bus passes", 3)
    now = agenda(room.sit("omar"))
    assert [(one.label, one.question) for one in now.items[2:4]] == [("Bus passes", "Who pays?"), (ref, "Motel now?")]
    assert [one.state for one in agenda(room.sit("omar"), SECOND_FRIDAY).items] == []


def test_business_that_was_not_reached_is_proposed_again_and_only_to_the_next_conference(room: Room) -> None:
    propose(room.sit("lee", OCTOBER), None, "Who pays?", "Bus passes")
    conference.open_conference(room.sit("ruth", BEFORE))
    conference.close_conference(room.sit("ruth", BEFORE))
    found = agenda(room.sit("omar"))
    again = item(found, "Bus passes")
    assert again.question == "Who pays?"
    assert [one.kind for one in again.reasons] == [AgendaReason.NOT_REACHED, AgendaReason.ASKED_FOR]
    assert all(one.label != "Bus passes" for one in agenda(room.sit("omar"), DECEMBER).items)
    set_minutes(room.sit("ruth"), "Bus passes", 15)
    now = agenda(room.sit("omar"))
    assert [(one.label, one.minutes) for one in now.items if one.label == "Bus passes"] == [("Bus passes", 15)]


@only_sqlite
def test_a_changed_rule_takes_what_was_proposed_along_to_its_next_date(room: Room) -> None:
    in_force(room)
    ref = room.agreed()
    propose(room.sit("dana"), ref, "Motel now?")
    rule = ConferenceRule("FREQ=MONTHLY;BYDAY=3FR")
    amend(room.sit("ruth"), lambda setup: replace(setup, conference=rule))
    offered(room, TUE)
    signed(room, 2, TUE)
    found = agenda(room.sit("lee", TUE))
    assert found.conference.on == date(2026, 11, 20)
    assert item(found, ref).question == "Motel now?"
    set_minutes(room.sit("ruth", TUE), ref, 20)
    now = agenda(room.sit("lee", TUE))
    assert [(one.question, one.minutes) for one in now.items if one.participant] == [("Motel now?", 20)]
