"""Changing what an agreement says: sections, numbers, parties, objectives; pure, by example."""

from dataclasses import replace
from datetime import date, time

import pytest

from casetable.errors import BadInput
from casetable.rules.agreement_numbers import numbers, said_in, value_in, with_number
from casetable.rules.agreement_problems import setup_problems
from casetable.rules.amending import (
    add_section,
    part_for,
    rules_differ,
    seen_of,
    with_joining,
    with_numbers,
    with_objective,
    with_party,
    with_section,
    with_shares,
    with_stated_shares,
    without_joining,
    without_objective,
    without_section,
)
from casetable.rules.calendar import months_after
from casetable.rules.objectives import same_objectives
from casetable.values.partnership import AgencySetup, LadderStep, ObjectiveSetup, PersonSetup, Setup
from casetable.words import AgreementKind, DecisionRule, Role, SectionTopic, Sector
from tests.tables import setup

NEW = AgencySetup("la", "Legal Aid", Sector.OTHER)


def headings(one: Setup) -> list[str]:
    return [section.heading for section in one.sections]


def shares(one: Setup) -> dict[str, float | None]:
    return {party.code: party.effort_share for party in one.agencies}


def test_every_number_is_read_back_from_how_it_is_said() -> None:
    for key in numbers():
        assert value_in(with_number(setup(), key, said_in(setup(), key)), key) == value_in(setup(), key)


@pytest.mark.parametrize(
    ("key", "said", "value"),
    [
        ("gate.promises_kept", "70%", 0.7),
        ("gate.promises_kept", "0,7", 0.7),
        ("gate.promises_kept", 0.7, 0.7),
        ("terms.missed_after_days", " 7 ", 7),
        ("mail_weekday", "fri", 4),
        ("quarter_first_month", "October", 10),
        ("conference.starts_at", "14:30", time(14, 30)),
        ("conference.rrule", "RRULE:freq=monthly; byday=3TH", "FREQ=MONTHLY;BYDAY=3TH"),
        ("decisions.quorum_agencies", "all", None),
        ("decisions.quorum_worker", "no", False),
        ("decisions.rule", "Vote", DecisionRule.VOTE),
        ("terms.domains", "housing, Own goal", ("housing", "own_goal")),
        ("kind", "charter", AgreementKind.CHARTER),
    ],
)
def test_numbers_are_read_as_people_write_them(key: str, said: object, value: object) -> None:
    assert value_in(with_number(setup(), key, said), key) == value


@pytest.mark.parametrize(
    ("key", "said", "expected"),
    [
        ("gate.promises_kept", "70", "a share from 0% to 100%"),
        ("gate.promises_kept", "nan", "a share from"),
        ("terms.missed_after_days", "0", "a whole number from 1 to 90"),
        ("terms.missed_after_days", "7.5", "a whole number"),
        ("mail_weekday", "someday", "one of monday"),
        ("conference.starts_at", "25:00", "a time of day"),
        ("decisions.rule", "dice", "one of consensus, chair, vote"),
        ("emergency", " ", "at risk now"),
        ("terms.domains", "housing, housing", "commas between"),
        ("terms.missed_after_day", "7", 'did you mean "terms.missed_after_days"'),
        ("sections", "7", "There are:"),
    ],
)
def test_what_is_no_such_number_is_refused_with_what_was_expected(key: str, said: str, expected: str) -> None:
    with pytest.raises(BadInput) as refused:
        with_number(setup(), key, said)
    assert expected in str(refused.value)


def test_a_section_goes_where_the_checklist_has_it_and_keeps_its_topic_when_renamed() -> None:
    one = add_section(setup(), "Money", "None moves.", SectionTopic.AUTONOMY)
    one = add_section(one, "Purpose", "People are housed.", SectionTopic.PURPOSE)
    one = add_section(one, "Our own", "Cake.")
    assert headings(one) == ["Purpose", "Money", "Our own"]
    one = with_section(one, 2, "What we spend", "Nothing.")
    assert one.sections[1].topic is SectionTopic.AUTONOMY
    assert headings(without_section(one, 1)) == ["What we spend", "Our own"]
    with pytest.raises(BadInput, match="a section about autonomy"):
        add_section(one, "Again", "x", SectionTopic.AUTONOMY)
    for position in (0, 4):
        with pytest.raises(BadInput, match="There are 3"):
            with_section(one, position, "x", "y")


def test_who_joins_takes_an_equal_share_and_who_does_not_join_gives_it_back() -> None:
    people = (PersonSetup("Ada Bell", "", (Role.SENIOR_MANAGER,)),)
    four = with_joining(setup(), NEW, people, joins_on=date(2026, 12, 1))
    assert shares(four) == pytest.approx(dict.fromkeys(["SS", "HS", "MH", "LA"], 0.25))
    assert (four.people[-1].name, four.people[-1].agency) == ("Ada Bell", "LA")
    assert setup_problems(replace(four, people=four.people[-1:])) == ()
    assert shares(without_joining(four, "LA")) == pytest.approx(dict.fromkeys(["SS", "HS", "MH"], 1 / 3))
    assert shares(with_joining(setup(), replace(NEW, effort_share=0.1)))["SS"] == pytest.approx(0.3)
    with pytest.raises(BadInput, match="SS is a party already"):
        with_joining(setup(), replace(NEW, code="SS"))
    with pytest.raises(BadInput, match="There are: SS, HS, MH"):
        with_party(setup(), "XX", hopes="x")


def test_words_and_rules_are_told_apart() -> None:
    stated = with_stated_shares(setup())
    assert not rules_differ(stated, with_party(stated, "ss", hopes="fewer evictions"))
    assert not rules_differ(stated, with_objective(stated, 1, ObjectiveSetup("x")))
    assert rules_differ(stated, with_numbers(stated, {"terms.missed_after_days": 7}))
    assert rules_differ(stated, with_shares(stated, {"SS": 0.5, "HS": 0.3, "MH": 0.2}))
    assert rules_differ(stated, replace(stated, ladder=(LadderStep("talk", "the two people", 3),)))


def test_a_form_sees_a_change_of_its_own_part_and_of_no_other() -> None:
    one = add_section(with_stated_shares(setup()), "Recourse", "We talk.", SectionTopic.ACCOUNTABILITY)
    for key, other in (
        ("section:accountability", with_numbers(one, {"terms.missed_after_days": 7})),
        ("party:HS", with_party(one, "HS", success="a year")),
        ("objectives", with_objective(one, 1, ObjectiveSetup("x"))),
    ):
        assert seen_of(part_for(one, 1, key)) != seen_of(part_for(other, 1, key))
        beside = with_party(one, "SS", risks="none")
        assert seen_of(part_for(one, 1, key)) == seen_of(part_for(beside, 1, key))
    assert part_for(one, 1, "objective 1") is None
    assert seen_of(None) == ""


def test_objectives_are_five_at_most() -> None:
    one = setup()
    for number in range(1, 6):
        one = with_objective(one, number, ObjectiveSetup(f"objective {number}"))
    with pytest.raises(BadInput, match="at most"):
        with_objective(one, 6, ObjectiveSetup("one more"))
    assert without_objective(one, 1).objectives[0].text == "objective 2"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (["a b c", "d e f"], ["d e f", "a b c"], (1, 0)),
        (["five people are housed"], ["five people are housed for 90 days"], (0,)),
        (["five people are housed"], ["no appointment is lost"], (None,)),
        (["a b c", "d e f"], ["x y z", "d e f"], (None, 1)),
        ([], ["a"], (None,)),
    ],
)
def test_an_objective_worded_anew_is_the_same_one_and_another_is_not(
    old: list[str], new: list[str], same: tuple[int | None, ...]
) -> None:
    assert same_objectives([(one, "") for one in old], [(one, "") for one in new]) == same


def test_an_objective_that_is_measured_the_same_is_the_same_one() -> None:
    assert same_objectives([("housed", "bed nights")], [("nobody sleeps outside", "bed nights")]) == (0,)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 2, 1), 12, date(2027, 2, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_a_review_is_due_the_same_day_so_many_months_later(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after
