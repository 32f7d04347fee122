"""Parties that join and leave by an amendment, on their day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casetable.actions import agreement
from casetable.errors import BadInput, Refused
from casetable.jobs.tick import tick
from casetable.queries.agreement import agreement as view
from casetable.queries.agreement import setup_of, text_code
from casetable.queries.agreement_verify import verify_agreement
from casetable.queries.governing import timeline
from casetable.queries.people import agencies, people
from casetable.queries.tasks import task
from casetable.queries.verify import verify
from casetable.rules.amending import with_joining, with_leaving, with_numbers, without_joining
from casetable.values.partnership import AgencySetup, PersonSetup
from casetable.words import AgreementState, PaperSigned, Role, Sector, TaskState
from tests.tables import MON, TUE, WED, Room, at

LEGAL = AgencySetup("LA", "Legal Aid", Sector.OTHER, hopes="fewer evictions", holidays="US")
LEGAL_PEOPLE = (
    PersonSetup("Ada Bell", "LA", (Role.SENIOR_MANAGER,)),
    PersonSetup("Bo Cole", "LA", (Role.FRONTLINE,), reports_to="Ada Bell", mail="bo@example.org"),
)
JOINS = date(2026, 12, 1)
LAST = date(2026, 11, 30)

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For what is refused before the table is asked, and for long stories that another test tells on both engines."""


def joining(joins_on: date | None = None, people: tuple[PersonSetup, ...] = LEGAL_PEOPLE):  # type: ignore[no-untyped-def]
    return lambda setup: with_joining(setup, LEGAL, people, joins_on=joins_on)


def leaving(code: str = "MH", last: date | None = LAST):  # type: ignore[no-untyped-def]
    return lambda setup: with_leaving(setup, code, last)


def code(room: Room, number: int) -> str:
    return text_code(room.sit("ruth"), number)


def signed(room: Room, number: int, *managers: str, day: date = MON) -> str:
    said = ""
    for who in managers or ("maria", "vera", "zoe"):
        seat = room.sit(who, day)
        said = agreement.sign(seat, PaperSigned.AGREEMENT, seat.name, code(room, number)).sentence
    return said


def recorded(room: Room, number: int, who: str, day: date = MON) -> str:
    seat = room.sit("ruth", day)
    return agreement.record_paper(seat, PaperSigned.AGREEMENT, who, code(room, number), day, "folder 3").sentence


def at_table(room: Room, day: date) -> list[str]:
    return [one.agency for one in agencies(room.sit("ruth", day))]


def states(room: Room) -> list[AgreementState]:
    return [one.state for one in timeline(room.sit("ruth")).versions]


def test_an_agency_sits_down_with_its_people_when_its_manager_signed_on_paper_with_the_others(room: Room) -> None:
    agreement.amend(room.sit("ruth"), joining())
    said = agreement.offer(room.sit("ruth")).sentence
    assert "waits for a senior manager of SS, HS, MH and LA" in said
    signed(room, 2)
    assert at_table(room, MON) == ["SS", "HS", "MH"]
    said = recorded(room, 2, "ada bell", TUE)
    assert "Legal Aid (LA) has joined the table: Ada Bell, Bo Cole." in said
    assert at_table(room, TUE) == ["SS", "HS", "MH", "LA"]
    bo = next(one for one in people(room.sit("ruth", TUE)) if one.person == "Bo Cole")
    assert (bo.agency, bo.reports_to, bo.roles, bo.mail) == ("LA", "Ada Bell", (Role.FRONTLINE,), "bo@example.org")
    room.ask("eviction notice", by="bo", of="lee", day=TUE)
    shares = {one.code: one.effort_share for one in setup_of(room.sit("ruth", TUE)).agencies}
    assert shares == pytest.approx({"SS": 0.25, "HS": 0.25, "MH": 0.25, "LA": 0.25})
    assert verify_agreement(room.sit("ruth", TUE)).findings == ()
    assert verify(room.sit("ruth", TUE)).problems == ()


def test_one_that_joins_later_is_seated_by_the_clock_exactly_once_and_late(room: Room) -> None:
    agreement.amend(room.sit("ruth"), joining(JOINS))
    agreement.offer(room.sit("ruth"))
    signed(room, 2)
    recorded(room, 2, "Ada Bell")
    assert states(room)[1] is AgreementState.IN_FORCE
    agreement.amend(room.sit("ruth"), lambda setup: with_numbers(setup, {"places": 6}))
    assert tick(room.table, at(JOINS - timedelta(days=1))) == ()
    late = JOINS + timedelta(days=3)
    (receipt,) = tick(room.table, at(late))
    assert receipt.sentence == "Legal Aid (LA) has joined the table: Ada Bell, Bo Cole (was due Tue 1 Dec)."
    assert tick(room.table, at(late)) == ()
    draft = setup_of(room.sit("ruth", late), 3).agencies
    assert [(one.code, one.joins_on) for one in draft] == [("SS", None), ("HS", None), ("MH", None), ("LA", None)]
    agreement.offer(room.sit("ruth", late))
    assert "v3 is in force" in signed(room, 3, "maria", "vera", "zoe", "ada", day=late)
    assert verify_agreement(room.sit("ruth", late)).findings == ()
    assert verify(room.sit("ruth", late)).problems == ()


@only_sqlite
def test_who_is_to_join_needs_somebody_who_signs_and_names_that_are_free(room: Room) -> None:
    agreement.amend(room.sit("ruth"), joining(people=(replace(LEGAL_PEOPLE[1], reports_to=""),)))
    with pytest.raises(Refused, match="Nobody could sign for LA"):
        agreement.offer(room.sit("ruth"))
    agreement.amend(room.sit("ruth"), lambda setup: without_joining(setup, "LA"))
    for people_, said in (
        ((PersonSetup("dana reyes", "LA", (Role.SENIOR_MANAGER,)),), "is known at this table"),
        ((PersonSetup("Ada Bell", "LA", (Role.SENIOR_MANAGER,), reports_to="Nobody"),), "obody here is called"),
        ((PersonSetup("Ada Bell", "LA", ()),), "has no role"),
    ):
        with pytest.raises(BadInput, match=said):
            agreement.amend(room.sit("ruth"), joining(people=people_))
    with pytest.raises(BadInput, match="LA has not joined yet"):
        agreement.amend(room.sit("ruth"), lambda setup: with_leaving(joining()(setup), "LA", LAST))


@only_sqlite
def test_an_agency_leaves_after_its_last_day_and_what_it_had_stays_open_and_unassigned(room: Room) -> None:
    agreement.amend(room.sit("ruth"), lambda setup: with_numbers(setup, {"places": 6}))
    said = agreement.amend(room.sit("ruth"), leaving()).sentence
    assert "Before MH leaves on Mon 30 Nov, its people (Ines Roy, Omar Haddad, Zoe Lund) hand over" in said
    agreement.offer(room.sit("ruth"))
    signed(room, 2)
    ref = room.promised(of="omar", due=date(2026, 12, 10))
    agreement.amend(room.sit("ruth", TUE), lambda setup: with_numbers(setup, {"places": 7}))
    assert tick(room.table, at(LAST)) == ()
    assert room.sit("omar", LAST).agency == "MH"
    after = LAST + timedelta(days=1)
    told = [one.sentence for one in tick(room.table, at(after))]
    assert any("Mental Health (MH) left the table; its last day was Mon 30 Nov." in one for one in told)
    assert [one for one in tick(room.table, at(after)) if "left the table" in one.sentence] == []
    with pytest.raises(BadInput, match="Nobody called 'omar'"):
        room.sit("omar", after)
    shares = {one.code: one.effort_share for one in setup_of(room.sit("ruth", after), 3).agencies}
    assert shares == pytest.approx({"SS": 0.5, "HS": 0.5})
    agreement.offer(room.sit("ruth", after))
    assert "v3 is in force" in signed(room, 3, "maria", "vera", day=after)
    assert task(room.sit("ruth", after), ref).state is TaskState.OPEN
    assert verify_agreement(room.sit("ruth", after)).findings == ()
    assert verify(room.sit("ruth", after)).problems == ()


@only_sqlite
def test_an_offer_waits_for_the_agency_that_is_to_leave_by_it_also_after_its_last_day(room: Room) -> None:
    agreement.amend(room.sit("ruth"), leaving())
    agreement.offer(room.sit("ruth"))
    assert "waits for a senior manager of MH" in signed(room, 1, "maria", "vera")
    after = LAST + timedelta(days=1)
    assert tick(room.table, at(after)) == ()
    assert "MH" in at_table(room, after)
    assert states(room) == [AgreementState.OFFERED]
    said = signed(room, 1, "zoe", day=after)
    assert "v1 is in force" in said
    assert "Mental Health (MH) left the table; its last day was Mon 30 Nov." in said
    assert tick(room.table, at(after)) == ()


@only_sqlite
def test_an_offer_comes_into_force_when_the_last_one_it_waits_for_leaves_by_the_version_before(room: Room) -> None:
    agreement.amend(room.sit("ruth"), leaving())
    agreement.offer(room.sit("ruth"))
    signed(room, 1)
    agreement.amend(room.sit("ruth", TUE), lambda setup: with_numbers(setup, {"places": 6}))
    agreement.offer(room.sit("ruth", TUE))
    assert "waits for a senior manager of MH" in signed(room, 2, "maria", "vera", day=TUE)
    after = LAST + timedelta(days=1)
    (receipt,) = tick(room.table, at(after))
    assert "Mental Health (MH) left the table" in receipt.sentence
    assert "v2 is in force" in receipt.sentence
    assert tick(room.table, at(after)) == ()


@only_sqlite
def test_nobody_joins_on_a_day_that_has_passed_and_a_day_that_passes_until_all_have_signed_is_kept_at_once(
    room: Room,
) -> None:
    with pytest.raises(BadInput, match="LA cannot join on a day that has passed"):
        agreement.amend(room.sit("ruth", TUE), joining(MON))
    agreement.amend(room.sit("ruth"), joining(TUE))
    agreement.amend(room.sit("ruth", WED), lambda setup: with_numbers(setup, {"places": 6}))
    agreement.offer(room.sit("ruth", WED))
    signed(room, 2, day=WED)
    before = next(one for one in view(room.sit("ruth", WED)).parties if one.agency == "LA")
    assert (before.joins_on, before.joined_on) == (TUE, None)
    assert "has joined the table" in recorded(room, 2, "Ada Bell", WED)
    party = next(one for one in view(room.sit("ruth", WED)).parties if one.agency == "LA")
    assert (party.joins_on, party.joined_on, party.left_on) == (TUE, WED, None)


@only_sqlite
def test_who_left_joins_again_in_the_old_place_with_the_people_who_come_back(room: Room) -> None:
    agreement.amend(room.sit("ruth"), leaving())
    agreement.offer(room.sit("ruth"))
    signed(room, 1)
    after = LAST + timedelta(days=1)
    tick(room.table, at(after))
    again = AgencySetup("MH", "Mental Health", Sector.COMMUNITY_MENTAL_HEALTH)
    back = (
        PersonSetup("Zoe Lund", "MH", (Role.SENIOR_MANAGER,)),
        PersonSetup("Uma Ray", "MH", (Role.FRONTLINE,), reports_to="Zoe Lund"),
    )
    agreement.amend(room.sit("ruth", after), lambda setup: with_joining(setup, again, back))
    agreement.offer(room.sit("ruth", after))
    signed(room, 2, "maria", "vera", day=after)
    assert "Mental Health (MH) has joined the table: Zoe Lund, Uma Ray." in recorded(room, 2, "Zoe Lund", after)
    assert at_table(room, after) == ["SS", "HS", "MH"]
    assert [one.person for one in people(room.sit("ruth", after)) if one.agency == "MH"] == ["Uma Ray", "Zoe Lund"]
    assert verify(room.sit("ruth", after)).problems == ()
    assert verify_agreement(room.sit("ruth", after)).findings == ()


@only_sqlite
def test_days_of_leaving_that_cannot_be_are_refused(room: Room) -> None:
    for edit, said in (
        (leaving(last=date(2026, 10, 1)), "on a day that has passed"),
        (leaving("SS"), "a manager appoints somebody who stays first"),
        (lambda setup: leaving("HS")(leaving()(setup)), "ewer than two agencies would stay"),
    ):
        with pytest.raises(BadInput, match=said):
            agreement.amend(room.sit("ruth"), edit)
    assert states(room) == [AgreementState.DRAFT]


@only_sqlite
def test_what_a_version_says_of_an_agency_holds_from_its_first_day_and_old_texts_keep_their_words(room: Room) -> None:
    agreement.offer(room.sit("ruth"))
    signed(room, 1)
    renamed = agreement.amend(
        room.sit("ruth", TUE),
        lambda setup: replace(setup, agencies=(replace(setup.agencies[0], name="Social Care"), *setup.agencies[1:])),
    )
    assert renamed.ref == "v2"
    agreement.offer(room.sit("ruth", TUE))
    assert agencies(room.sit("ruth", TUE))[0].name == "Social Services"
    signed(room, 2, day=WED)
    assert agencies(room.sit("ruth", WED))[0].name == "Social Care"
    assert setup_of(room.sit("ruth", WED), 1).agencies[0].name == "Social Services"
    assert verify_agreement(room.sit("ruth", WED)).findings == ()
