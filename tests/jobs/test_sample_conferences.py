"""The sample's conferences: six held, one to come, and one in session."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from casetable.jobs.sample import make_running, read_sample, read_sample_conferences
from casetable.jobs.sample_conferences import Conferences, Meetings, next_free
from casetable.jobs.sample_moments import Calendar
from casetable.queries.agenda import agenda
from casetable.queries.conference import calendar
from casetable.queries.conference_record import debates_of, record
from casetable.queries.forecast import forecast
from casetable.queries.minutes import minutes
from casetable.queries.participants import participants
from casetable.queries.ratifying import proposals
from casetable.queries.room import room
from casetable.queries.tasks import tasks
from casetable.queries.verify import verify
from casetable.seat import open_table
from casetable.values.conference import FiledLine, Occurrence
from casetable.words import (
    HELD,
    AgendaReason,
    ConferenceState,
    DecidedBy,
    ItemState,
    LineKind,
    MinutesState,
    Phase,
    ProposalState,
    TurnedOut,
)
from tests.jobs.conftest import MONDAY, Sample

pytestmark = pytest.mark.slow

CANCELLED = ConferenceState.CANCELLED


def of(sample: Sample, name: str, by: str = "Dana Reyes") -> str:
    return next(one.participant for one in participants(sample.seat(by)) if one.name == name)


def held(sample: Sample) -> list[Occurrence]:
    return [one for one in calendar(sample.seat(), date(2026, 1, 1), MONDAY) if one.state in HELD]


def lines(sample: Sample, name: str, kind: LineKind, by: str = "Dana Reyes") -> list[FiledLine]:
    found = debates_of(sample.seat(by), of(sample, name)).all
    return [line for debate in found for line in debate.lines if line.kind is kind]


def test_six_were_held_one_of_them_moved_for_a_day_on_which_an_agency_was_closed(monday: Sample) -> None:
    assert [one.original_on for one in held(monday)] == [
        date(2026, 6, 12), date(2026, 7, 10), date(2026, 8, 14),
        date(2026, 9, 11), date(2026, 10, 9), date(2026, 11, 13),
    ]  # fmt: skip
    (moved,) = (one for one in held(monday) if one.is_moved)
    assert (moved.on, moved.why, moved.moved_by) == (date(2026, 8, 21), "the night count", "Ruth Castellano")
    before = calendar(monday.seat(), date(2026, 4, 30), date(2026, 6, 11))
    assert [(one.original_on, one.state) for one in before] == [(date(2026, 5, 8), CANCELLED)]
    assert before[0].why


def test_with_an_agency_missing_what_was_decided_is_a_proposal_and_else_it_is_not(monday: Sample) -> None:
    july = record(monday.seat(), date(2026, 7, 10))
    assert {one.agency for one in july.present} == {"SS", "HS", "SH"}
    proposed = {
        one.conference.original_on: [
            line.is_proposal for item in one.items for line in item.lines if line.kind is LineKind.DECISION
        ]
        for one in (record(monday.seat(), meeting.original_on) for meeting in held(monday))
    }
    assert proposed.pop(date(2026, 7, 10)) == [True, True]
    assert not any(any(found) for found in proposed.values())
    assert all(proposed.values())


def test_a_dissent_was_looked_at_again_and_found_right(monday: Sample) -> None:
    (dissent,) = lines(monday, "Bo L.", LineKind.DISSENT)
    assert (dissent.holder, dissent.look_again_on) == ("Omar Haddad", date(2026, 9, 11))
    newest = lines(monday, "Bo L.", LineKind.DECISION)[0]
    assert (newest.text[:15], newest.decided_by) == ("Omar was right.", DecidedBy.CONSENSUS)
    (since,) = lines(monday, "Bo L.", LineKind.SINCE)
    assert (since.turned_out, since.dissenter) == (TurnedOut.RIGHT, "Omar Haddad")
    assert debates_of(monday.seat(), of(monday, "Bo L.")).open == ()


def test_mental_health_ratified_one_of_the_two_proposals_that_were_made_without_it(monday: Sample) -> None:
    stands = {one.label: one.state for one in proposals(monday.seat("Omar Haddad"))}
    assert stands == {
        "One folder for letters from offices": ProposalState.RATIFIED,
        of(monday, "Bo L."): ProposalState.RETURNED,
    }


def test_the_minutes_of_two_were_agreed_one_of_them_after_it_was_corrected(monday: Sample) -> None:
    agreed = [one.original_on for one in held(monday) if one.state is ConferenceState.MINUTES_AGREED]
    assert agreed == [date(2026, 7, 10), date(2026, 10, 9)]
    kept = minutes(monday.seat("Noor Aziz"), date(2026, 10, 9))
    assert (kept.state, kept.number, kept.agreed_by) == (MinutesState.AGREED, 1, "Dana Reyes")
    assert [(one.by, one.after) for one in kept.corrections] == [
        ("Noor Aziz", "she pays herself; Lee goes along if she asks"), ("Lee Park", ""),
    ]  # fmt: skip


def test_what_they_are_asked_and_may_know_stands_in_the_last_one_and_everybody_was_told(monday: Sample) -> None:
    assert len(lines(monday, "Chidi O.", LineKind.ASKED)) == 1
    assert [one.may_tell for one in lines(monday, "Chidi O.", LineKind.DISSENT)] == [True]
    told = [task for task in tasks(monday.seat("Ruth Castellano")).items if task.tells]
    assert len(told) == 8
    assert all(task.fold.done_on for task in told)


def test_an_argument_of_health_is_read_by_those_two_agencies_alone(monday: Sample) -> None:
    words = "the second page says what nobody at a front desk needs"
    for name, reads in (("Dana Reyes", True), ("Omar Haddad", True), ("Lee Park", False), ("Noor Aziz", False)):
        told = {line.text for line in lines(monday, "Chidi O.", LineKind.ARGUMENT, by=name)}
        assert (words in told) is reads, name


def test_no_debate_is_recorded_where_nobody_argued_and_who_was_not_reached_is_named(monday: Sample) -> None:
    november = record(monday.seat())
    stands = {item.item.name: item.item for item in november.items if item.item.name}
    assert stands["Cy W."].had_no_debate
    assert stands["Di M."].state is ItemState.NOT_REACHED
    assert set(stands) == {"Chidi O.", "Cy W.", "Di M."}


def test_actions_are_tasks_with_their_topic_and_all_of_them_were_done(monday: Sample) -> None:
    found = [task for task in tasks(monday.seat("Ruth Castellano")).items if task.conference is not None]
    assert {task.conference for task in found} <= {one.original_on for one in held(monday)}
    assert len(found) >= 6
    assert all(task.fold.done_on for task in found)
    assert "Motel now, or hold out for the unit?" in {task.topic for task in found}


def test_the_next_one_has_a_chair_replies_and_an_agenda_that_proposes_itself(monday: Sample) -> None:
    coming = agenda(monday.seat())
    assert (coming.conference.on, coming.conference.chair, coming.conference.deputy) == (
        date(2026, 12, 11), "Dana Reyes", "Omar Haddad",
    )  # fmt: skip
    assert coming.may_arrange
    debated = [(item.name, item.reasons[0].kind) for item in coming.items if item.participant]
    assert debated[:2] == [("Di M.", AgendaReason.NOT_REACHED), ("Chidi O.", AgendaReason.DISSENT_DUE)]
    assert len(debated) == 5
    chidi = next(item for item in coming.items if item.name == "Chidi O.")
    assert chidi.question == "The unit is late again. Was the motel right after all?"
    assert AgendaReason.RELEASE_ENDING in {reason.kind for reason in chidi.reasons}
    said = {one.person: (one.comes, one.deputy) for one in forecast(monday.seat()).expected if one.comes is not None}
    assert said == {
        "Lee Park": (True, None), "Omar Haddad": (True, None), "Walter Boone": (True, None),
        "Elin Sorensen": (False, "Omar Haddad"),
    }  # fmt: skip


def test_it_opens_in_session_at_a_debate_with_a_dissent_come_back(tmp_path: Path) -> None:
    made = make_running(str(tmp_path / "running.casetable"), on=MONDAY)
    table = open_table(str(tmp_path / "running.casetable"))
    seat = table.seat(made.sits_here, lambda: made.at)
    found = room(seat)
    assert found is not None
    assert found.item is not None
    assert (seat.name, found.conference.on, found.runs) == ("Dana Reyes", date(2026, 12, 11), True)
    assert (found.item.name, found.item.phase, found.elapsed, found.budget) == ("Chidi O.", Phase.DEBATE, 252, 360)
    assert (found.quorum.holds, found.blanked, found.over) == (True, "", -1)
    assert AgendaReason.DISSENT_DUE in {reason.kind for reason in found.item.reasons}
    assert [(one.holder, one.is_answered) for one in found.due] == [("Dana Reyes", False)]
    assert "Dana was right about winter" in {line.text for line in found.lines}
    assert verify(seat).problems == ()
    table.close()


def test_every_day_of_the_story_lies_right_whatever_day_of_four_years_it_is_made_for() -> None:
    sample = read_sample()
    story = read_sample_conferences(sample)
    for on in (date(2026, 1, 1) + timedelta(days=days) for days in range(0, 4 * 365 + 1, 3)):
        setting = Calendar.of(sample.setup, on)
        meetings = Meetings.of(setting, sample.setup.conference)
        met = [meetings.meets(one) for one in story.conferences]
        assert met == sorted(set(met)), on
        assert all(day < on and day not in setting.off and day.weekday() < 5 for day in met[:-1]), on
        assert met[-1] >= on
        founded = setting.worked_on(sample.founded.day)
        agreed = setting.worked_on("-28 tue")
        told = list(Conferences(story, meetings, {}, str).moments(founded))
        assert all(founded <= moment.on < on for moment in told), on
        asked = [moment.on for moment in told if "asked for" in moment.what or "held" in moment.what]
        assert min(asked) >= agreed, on
        assert all(founded <= day < met[0] for day in meetings.before(6, founded)), on


def test_the_running_one_is_never_made_for_a_holiday() -> None:
    setup = read_sample().setup
    assert next_free(setup, MONDAY) == date(2026, 12, 11)
    assert next_free(setup, date(2028, 11, 1)) == date(2028, 12, 8)
    assert next_free(replace(setup, agencies=()), date(2028, 11, 1)) == date(2028, 11, 10)
