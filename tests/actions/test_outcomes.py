"""Outcomes: the baseline that is fixed when work begins, readings against it, both views side by side."""

import pytest

from casetable.actions import consent, history, leaving, outcomes, voice
from casetable.errors import BadInput, NotShared, Refused
from casetable.queries.outcomes import outcomes as read
from casetable.queries.outcomes import readings
from casetable.values.card import DomainOutcome
from casetable.values.outcomes import NewReading
from casetable.values.terms import DOMAINS
from casetable.words import Category, HousingCategory, LeavingReason, OutcomeValue, OutcomeView
from tests.tables import MON, TUE, WED, Room

BETTER, SAME, WORSE, UNKNOWN = OutcomeValue


def domain(room: Room, ref: str, name: str = "housing", who: str = "dana") -> DomainOutcome:
    return next(one for one in read(room.sit(who, WED), ref) if one.domain == name)


def test_a_baseline_is_taken_in_words_and_for_housing_with_a_hud_code(room: Room) -> None:
    ref = room.agreed()
    new = [
        NewReading(ref, "housing", None, note="in a car", housing_code=116),
        NewReading(ref, "safety", None, note="?"),
    ]
    assert outcomes.record_baselines(room.sit("dana"), ref, new).sentence == (
        f"{ref}: the baseline in housing, safety is kept."
    )
    taken = domain(room, ref).baseline
    assert taken is not None
    assert (taken.note, taken.housing_code, taken.housing) == ("in a car", 116, HousingCategory.HOMELESS)
    assert "street" in taken.housing_words
    assert domain(room, ref, "income").baseline is None


def test_until_work_begins_the_newest_words_count_and_then_a_correction_needs_its_reason(room: Room) -> None:
    ref = room.agreed()
    for words in ("in a car", "in a tent"):
        outcomes.record_baselines(room.sit("dana"), ref, [NewReading(ref, "housing", None, note=words)])
    assert domain(room, ref).baseline.note == "in a tent"  # type: ignore[union-attr]

    ref = room.active("Bo Diaz")
    new = [NewReading(ref, "housing", None, note="in a van")]
    with pytest.raises(Refused, match="the baseline in housing is fixed"):
        outcomes.record_baselines(room.sit("dana", TUE), ref, new)
    outcomes.record_baselines(room.sit("dana", TUE), ref, new, why="misheard", on=MON)
    assert domain(room, ref).baseline.note == "in a van (corrected: misheard)"  # type: ignore[union-attr]


def test_a_baseline_without_words_or_before_everybody_agreed_is_none(room: Room) -> None:
    ref = room.agreed()
    with pytest.raises(BadInput, match="How do things stand in housing"):
        outcomes.record_baselines(room.sit("dana"), ref, [NewReading(ref, "housing", None)])
    proposed = room.propose("Bo Diaz")
    with pytest.raises(Refused, match="when all agencies agreed"):
        outcomes.record_baselines(room.sit("dana"), proposed, [NewReading(proposed, "housing", None, note="car")])


@pytest.mark.slow
def test_five_participants_are_read_in_one_entry_that_one_undo_takes_back(room: Room) -> None:
    refs = [room.active(name) for name in ("Ana", "Bo", "Cy", "Di", "Ed")]
    new = [NewReading(ref, one, BETTER) for ref in refs for one in DOMAINS]
    receipt = outcomes.record_readings(room.sit("dana", TUE), new)
    assert receipt.sentence == f"{', '.join(refs)}: 35 readings kept."
    rows = readings(room.sit("dana", WED))
    assert sorted(row.participant for row in rows) == sorted(refs)
    assert {one.worker[-1].value for row in rows for one in row.outcomes} == {BETTER}
    history.undo(room.sit("dana", WED))
    assert all(not one.worker for row in readings(room.sit("dana", WED)) for one in row.outcomes)


def test_both_views_stand_beside_each_other_oldest_first(room: Room) -> None:
    ref = room.active()
    own = NewReading(ref, "own goal", SAME, OutcomeView.PARTICIPANT, note="still waiting")
    outcomes.record_readings(room.sit("dana", TUE), [NewReading(ref, "own goal", BETTER), own])
    outcomes.record_readings(room.sit("dana", WED), [NewReading(ref, "own goal", WORSE)], on=MON)
    seen = domain(room, ref, "own_goal")
    assert [one.value for one in seen.worker] == [WORSE, BETTER]
    assert [(one.value, one.note) for one in seen.participant] == [(SAME, "still waiting")]


def test_readings_of_health_are_of_the_category_health_unless_said_otherwise(room: Room) -> None:
    ref = room.active()
    outcomes.record_readings(
        room.sit("dana", TUE), [NewReading(ref, "health", BETTER), NewReading(ref, "safety", SAME)]
    )
    assert domain(room, ref, "health", "omar").worker == ()
    assert domain(room, ref, "safety", "omar").worker[0].value is SAME
    outcomes.record_readings(room.sit("dana", TUE), [NewReading(ref, "health", WORSE, category=Category.GENERAL)])
    assert [one.value for one in domain(room, ref, "health", "omar").worker] == [WORSE]


def test_what_work_began_with_is_not_taken_back_any_more(room: Room) -> None:
    ref = room.agreed()
    outcomes.record_baselines(room.sit("lee"), ref, [NewReading(ref, "housing", None, note="in a car")])
    rest = [NewReading(ref, one, None, note="at first") for one in DOMAINS if one != "housing"]
    outcomes.record_baselines(room.sit("dana"), ref, rest)
    voice.set_contact(room.sit("omar"), ref, how="text")
    leaving.activate(room.sit("dana"), ref)
    for who in ("lee", "omar"):
        with pytest.raises(Refused, match="began on it since"):
            history.undo(room.sit(who, TUE))
    assert domain(room, ref).baseline is not None
    voice.set_contact(room.sit("dana"), ref, how="call")
    history.undo(room.sit("omar", TUE))


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ({"domain": "rent"}, "no outcome domain"),
        ({"domain": "safety", "housing_code": 435}, "does not belong to safety"),
        ({"domain": "housing", "housing_code": 4}, "no housing code"),
    ],
)
def test_what_cannot_be_read_is_refused_as_a_whole(room: Room, new: dict[str, object], problem: str) -> None:
    ref = room.active()
    good = NewReading(ref, "income", BETTER)
    with pytest.raises(BadInput, match=problem):
        outcomes.record_readings(room.sit("dana", TUE), [good, NewReading(ref, value=BETTER, **new)])  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="said twice"):
        outcomes.record_readings(room.sit("dana", TUE), [good, NewReading(ref[2:], "inc", SAME)])
    with pytest.raises(BadInput, match="Nothing was read"):
        outcomes.record_readings(room.sit("dana", TUE), [])
    assert domain(room, ref, "income").worker == ()


def test_one_that_is_not_shared_keeps_the_whole_pass_back(room: Room) -> None:
    known, ended = room.active("Ana"), room.active("Bo")
    consent.revoke_releases(room.sit("dana"), ended, to="MH")
    new = [NewReading(known, "housing", BETTER), NewReading(ended, "housing", BETTER)]
    with pytest.raises(NotShared, match=ended):
        outcomes.record_readings(room.sit("omar", TUE), new)
    assert domain(room, known).worker == ()
    assert [row.participant for row in readings(room.sit("omar", TUE))] == [known]


def test_outcomes_are_read_from_the_day_work_begins_until_a_death(room: Room) -> None:
    agreed = room.agreed("Ana")
    with pytest.raises(Refused, match="once work has begun"):
        outcomes.record_readings(room.sit("dana"), [NewReading(agreed, "housing", BETTER)])
    ref = room.active("Bo")
    leaving.leave(room.sit("dana", TUE), ref, reason=LeavingReason.HOUSED, destination=435)
    outcomes.record_readings(room.sit("dana", WED), [NewReading(ref, "housing", BETTER, housing_code=435)])
    assert domain(room, ref).worker[0].housing is HousingCategory.PERMANENT
    gone = room.active("Cy")
    leaving.leave(room.sit("dana", TUE), gone, reason=LeavingReason.DIED)
    with pytest.raises(Refused, match="has died"):
        outcomes.record_readings(room.sit("dana", WED), [NewReading(gone, "housing", UNKNOWN)])
