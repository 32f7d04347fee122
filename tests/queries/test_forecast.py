"""The forecast of a conference: who comes, the quorum, who may hear whom, and whom to ask what by when."""

from datetime import date

import pytest

from casetable.actions import people, team, voice
from casetable.actions.agenda import expect
from casetable.actions.conference_calendar import name_chair
from casetable.queries.forecast import forecast, to_ask
from casetable.rules.forecast import quorum_said
from casetable.values.conference import Expected, Forecast
from casetable.words import Hearing, TakingPart
from tests.conferences import held
from tests.tables import TUE, Room

OCTOBER = date(2026, 10, 5)
only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For long stories whose queries other tests ask on both engines."""


def who(found: Forecast, name: str) -> Expected:
    """Somebody before the conference."""
    return next(one for one in found.expected if one.person == name)


@only_sqlite
def test_the_people_who_work_with_participants_are_expected_and_managers_and_advisers_are_not(room: Room) -> None:
    names = [one.person for one in forecast(room.sit("lee")).expected]
    assert names == ["Lee Park", "Ruth Feld", "Sol Grant", "Dana Reyes", "Hal Brook", "Ines Roy", "Omar Haddad"]


@only_sqlite
def test_a_quorum_is_foreseen_until_an_agency_or_the_chair_stays_away(room: Room) -> None:
    found = forecast(room.sit("lee"))
    assert found.quorum.holds
    assert "3 of 3 agencies expected" in found.quorum.because.arithmetic
    for name in ("omar", "ines"):
        expect(room.sit(name), room.id_of(name), comes=False)
    name_chair(room.sit("ruth"), room.id_of("dana"))
    people.away(room.sit("dana"), until=date(2026, 11, 20))
    found = forecast(room.sit("lee"))
    assert not found.quorum.holds
    assert found.quorum.missing == (
        "Nobody of Mental Health is expected.",
        "Dana Reyes (chair) is not expected, and no deputy is named.",
    )
    assert who(found, "Dana Reyes").away == "away until Fri 20 Nov"
    assert who(found, "Dana Reyes").is_chair
    name_chair(room.sit("ruth"), deputy=room.id_of("lee"))
    expect(room.sit("omar"), room.id_of("omar"), comes=False, deputy=room.id_of("zoe"))
    found = forecast(room.sit("lee"))
    assert found.quorum.holds
    assert (who(found, "Omar Haddad").comes, who(found, "Omar Haddad").deputy) == (False, "Zoe Lund")
    assert who(found, "Zoe Lund").comes is None


@only_sqlite
def test_a_participant_whose_workers_all_stay_away_is_named(room: Room) -> None:
    ref = room.agreed()
    team.lead(room.sit("dana"), ref, room.id_of("dana"))
    assert forecast(room.sit("lee")).quorum.holds
    expect(room.sit("dana"), room.id_of("dana"), comes=False)
    missing = forecast(room.sit("lee")).quorum.missing
    assert missing == (f"Nobody who works with {ref} is expected (Dana Reyes).",)


def test_a_quorum_that_rests_on_silence_says_whose(room: Room) -> None:
    def said() -> str:
        return quorum_said(forecast(room.sit("dana")))

    assert said() == "yes, if everybody expected comes; nobody of SS or HS or MH has answered yet."
    for name in ("lee", "hal"):
        expect(room.sit(name), room.id_of(name), comes=True)
    expect(room.sit("omar"), room.id_of("omar"), comes=False)
    assert said() == "yes, if everybody expected comes; nobody of MH has said yes yet."
    expect(room.sit("omar"), room.id_of("omar"), comes=True)
    assert said() == "yes."


def test_the_forecast_says_who_may_hear_whom_on_the_day_and_what_to_do(room: Room) -> None:
    ref = room.agreed(released=False)
    for to, until in (("SS", date(2026, 11, 11)), ("MH", date(2026, 12, 31))):
        room.release(ref, to=to, from_agency="HS", until=until)
    found = forecast(room.sit("dana"))
    told = {one.agency: one for one in found.hearing}
    assert {code: one.hearing for code, one in told.items()} == {
        "SS": Hearing.ENDS_BEFORE,
        "HS": Hearing.MAY_HEAR,
        "MH": Hearing.MAY_HEAR,
    }
    assert told["MH"].until == date(2026, 12, 31)
    ending = found.endings[0][0]
    assert told["SS"].what_to_do == (
        f"On Fri 13 Nov SS may not hear of {ref}: {ending} ends Wed 11 Nov. "
        f"Dana Reyes asks {ref}: casetable release renew {ending}"
    )
    assert found.endings == ((ending, ref, date(2026, 11, 11)),)
    later = {one.agency: one for one in forecast(room.sit("dana", date(2026, 11, 12))).hearing}
    assert later["SS"].hearing is Hearing.NO_RELEASE
    assert f"casetable release add {ref} --to SS" in later["SS"].what_to_do
    assert "SS steps out for this item" in later["SS"].what_to_do
    assert forecast(room.sit("lee", date(2026, 11, 12))).hearing == ()
    for name in ("lee", "sol", "ruth"):
        expect(room.sit(name), room.id_of(name), comes=False)
    assert {one.agency for one in forecast(room.sit("dana")).hearing} == {"HS", "MH"}


@only_sqlite
def test_the_list_of_whom_to_ask_names_who_asks_by_when_and_what_they_said_since_the_last_conference(
    room: Room,
) -> None:
    ref = room.agreed(day=OCTOBER)
    held(room, ref)
    first = to_ask(room.sit("dana"))[0]
    assert (first.participant, first.asks, first.by) == (ref, "Dana Reyes", date(2026, 11, 10))
    assert (first.taking_part, first.answered_on) == (None, None)
    voice.take_part(room.sit("dana", OCTOBER), ref, TakingPart.MESSAGE)
    before = to_ask(room.sit("dana"))[0]
    assert (before.taking_part, before.answered_on) == (TakingPart.MESSAGE, None)
    voice.take_part(room.sit("dana", TUE), ref, TakingPart.ATTEND)
    assert to_ask(room.sit("dana", TUE))[0].answered_on == TUE
    assert to_ask(room.sit("dana", date(2026, 11, 13)))[0].by == date(2026, 11, 13)
    assert to_ask(room.sit("paula")) == ()
