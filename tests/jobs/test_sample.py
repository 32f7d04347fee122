from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from casetable.errors import Refused
from casetable.jobs.sample import make_sample, read_sample, read_sample_papers
from casetable.jobs.sample_moments import Calendar
from casetable.queries.agreement import agreement, differences, signatures
from casetable.queries.agreement_verify import verify_agreement
from casetable.queries.card import card
from casetable.queries.consent import releases
from casetable.queries.governing import timeline
from casetable.queries.history import history
from casetable.queries.outcomes import outcomes
from casetable.queries.participants import participants
from casetable.queries.people import people
from casetable.queries.tasks import story, tasks
from casetable.queries.verify import verify
from casetable.queries.week import help_wanted, my_tasks, week
from casetable.rules.week import drawn, layout
from casetable.values.participants import Participant
from casetable.values.sample import Act, Deed
from casetable.values.sample_agreement import Paperwork
from casetable.values.tasks import Task
from casetable.words import (
    AT_THE_TABLE,
    AgreementState,
    Answer,
    DeclineReason,
    LeavingReason,
    Means,
    ObjectiveStatus,
    OutcomeValue,
    PaperSigned,
    ParticipantState,
    ReleaseState,
    TaskEventKind,
    Verdict,
)
from tests.jobs.conftest import MONDAY, Sample

pytestmark = pytest.mark.slow

IN_FORCE, SUPERSEDED = AgreementState.IN_FORCE, AgreementState.SUPERSEDED
DAYS = [
    pytest.param(MONDAY, id="a Monday"),
    pytest.param(date(2026, 7, 4), id="a Saturday that is a holiday"),
    pytest.param(date(2027, 3, 14), id="the Sunday of the clock change"),
    pytest.param(date(2028, 2, 29), id="the leap day"),
    pytest.param(date(2026, 12, 31), id="the last day of the year"),
]


def test_the_agreement_was_amended_twice_by_its_managers_in_words_and_numbers(monday: Sample) -> None:
    dana = monday.seat()
    assert all(party.signature is not None for party in agreement(dana).parties)
    lines = {each.key: "\n".join(words for _, words in each.lines) for each in differences(dana, 2, 3)}
    assert set(lines) == {"section:voice", "section:growth"}
    assert "75% -> 70%" in lines["section:growth"]
    assert timeline(dana).versions[1].decisions.ratify_working_days == 3
    assert all(version.why for version in timeline(dana).versions[1:])
    assert 90 < (agreement(dana).review_in_days or 0) < 184


def test_objectives_stand_by_signatures_typed_and_one_with_a_pen(monday: Sample) -> None:
    stands = agreement(monday.seat())
    on_paper = [one.name for one in signatures(monday.seat()) if one.is_on_paper]
    assert on_paper == ["Walter Boone"]
    assert {one.name for one in stands.signed_objectives} == {
        "Lee Park", "Dana Reyes", "Priya Nair", "Omar Haddad", "Noor Aziz", "Walter Boone",
    }  # fmt: skip
    assert [one.due_quarter for one in stands.objectives] == ["2027Q1", "2026Q4", "2027Q1", "2027Q1"]
    newest = [each.readings[0] if each.readings else None for each in stands.objectives]
    assert [one and (one.status, one.note) for one in newest] == [
        (ObjectiveStatus.ON_TARGET, ""), (ObjectiveStatus.DONE, ""), (ObjectiveStatus.BEHIND, "No bus passes."), None,
    ]  # fmt: skip


def test_one_joined_lately_and_one_is_away_with_somebody_who_stands_in(monday: Sample) -> None:
    found = {one.person: one for one in people(monday.seat())}
    assert found["Nia Cole"].joined_on == MONDAY - timedelta(days=14)
    assert (found["Grace Tembo"].away_until, found["Grace Tembo"].cover) == (MONDAY + timedelta(days=11), "Lee Park")
    assert PaperSigned.OBJECTIVES in agreement(monday.seat("Nia Cole")).to_sign
    assert agreement(monday.seat()).to_sign == ()
    assert {one.does for one in read_sample_papers(read_sample())} == set(Paperwork)


def everything(sample: Sample) -> dict[str, Task]:
    names = ["Dana Reyes", "Lee Park", "Omar Haddad", "Ruth Castellano"]
    return {task.task: task for name in names for task in tasks(sample.seat(name)).items}


def titles(found: tuple[Task, ...]) -> set[str | None]:
    return {task.title for task in found}


@pytest.mark.parametrize("on", DAYS)
def test_whatever_day_it_is_made_for_dana_finds_work_of_every_kind_and_a_clean_table(tmp_path: Path, on: date) -> None:
    sample = Sample(tmp_path, on)
    dana = sample.seat()
    board = week(dana)
    assert (dana.name, board.is_sample, len(board.participants), len(layout(board))) == ("Dana Reyes", True, 5, 5)
    assert (len(board.needs.asked), len(board.needs.late), len(board.needs.due)) == (1, 1, 2)
    assert [days for _, days in board.needs.releases] == [16]
    late = next(task for task in board.tasks if task.task == board.needs.late[0])
    assert late.title == "ID papers"
    assert 3 <= (on - late.fold.due_on).days <= 7
    assert {task.title for task in board.tasks if task.fold.done_on} == {"rent arrears letter", "bus pass"}
    assert titles(help_wanted(dana)) == {"ID papers", "ride"}
    last = max(entry.at for name in ("", "Lee Park", "Omar Haddad") for entry in history(sample.seat(name)).items)
    assert last < datetime(on.year, on.month, on.day, tzinfo=UTC)
    assert verify(dana).problems == ()
    stands = agreement(dana)
    assert [(one.number, one.state) for one in stands.versions] == [(3, IN_FORCE), (2, SUPERSEDED), (1, SUPERSEDED)]
    assert [name for name, _ in stands.unsigned] == ["Nia Cole"]
    assert all(len({one.quarter for one in each.readings}) == 2 for each in stands.objectives[:3])
    assert verify_agreement(dana).is_sound
    sample.table.close()


def test_on_a_monday_the_board_reads_as_drawn(monday: Sample) -> None:
    rows = {row.participant.name: row.cells for row in layout(week(monday.seat())) if row.participant}
    drawn = {
        name: {code: [str(task.title) for task in cell] for code, cell in cells.items()} for name, cells in rows.items()
    }
    assert drawn == {
        "Ana K.": {"SS": ["rent arrears letter"], "HS": ["bring papers"], "MH": ["intake slot"]},
        "Bo L.": {"SS": [], "HS": ["ID papers"], "MH": ["home visit"]},
        "Chidi O.": {"SS": ["benefits form"], "HS": ["clinic letter", "lease"], "MH": []},
        "Cy W.": {"SS": [], "HS": ["viewing"], "MH": drawn["Cy W."]["MH"]},
        "Di M.": {"SS": ["bus pass"], "HS": ["landlord call"], "MH": []},
    }
    assert sorted(drawn["Cy W."]["MH"]) == ["day programme", "ride"]
    late = rows["Bo L."]["HS"][0]
    assert late.fold.due_on == MONDAY - timedelta(days=3)
    assert rows["Chidi O."]["HS"][1].fold.due_on == date(2026, 12, 1)
    assert rows["Cy W."]["HS"][0].fold.helped


def test_each_seat_sees_what_the_releases_allow(monday: Sample) -> None:
    dana, omar, lee = (titles(week(monday.seat(name)).tasks) for name in ("Dana Reyes", "Omar Haddad", "Lee Park"))
    assert "Thursday group" in omar - dana - lee
    assert "clinic letter" in (omar & dana) - lee
    assert monday.seat("Theo Marchetti").roles
    assert week(monday.seat("Theo Marchetti")).participants == ()


def test_the_history_has_a_promise_of_every_kind_and_most_are_kept(monday: Sample) -> None:
    counted = [task.ruling.verdict for task in everything(monday).values()]
    assert set(counted) == set(Verdict)
    ended = [verdict for verdict in counted if verdict in (Verdict.KEPT, Verdict.LATE, Verdict.MISSED)]
    assert 0.75 <= ended.count(Verdict.KEPT) / len(ended) < 1


def test_the_story_shows_everything_that_can_happen_to_a_task(monday: Sample) -> None:
    told = [story(monday.seat("Ruth Castellano"), task).events for task in everything(monday)]
    happened = {event.kind for events in told for event in events}
    assert happened == set(TaskEventKind)
    by_mail = [event for events in told for event in events if event.means is Means.MAIL]
    assert by_mail
    assert {(event.by, event.noted_by) for event in by_mail} == {("Walter Boone", "Ruth Castellano")}
    assert {step.does for task in read_sample().tasks for step in task.steps} == set(Deed)


def by_name(sample: Sample, who: str) -> dict[str | None, Participant]:
    return {one.name: one for one in participants(sample.seat(who))}


def test_five_have_a_place_and_one_of_them_waits_to_begin(monday: Sample) -> None:
    found = by_name(monday, "Ruth Castellano")
    at_the_table = {name: one for name, one in found.items() if one.state in AT_THE_TABLE}
    assert set(at_the_table) == {"Ana K.", "Bo L.", "Chidi O.", "Cy W.", "Di M."}
    assert [name for name, one in at_the_table.items() if one.state is ParticipantState.AGREED] == ["Cy W."]
    assert all(one.lead for one in at_the_table.values())
    missing = card(monday.seat("Omar Haddad"), at_the_table["Cy W."].participant).missing
    assert any("baseline" in words for words in missing)
    assert any("safely" in words for words in missing)


def test_one_left_housed_one_was_passed_over_and_two_proposals_wait(monday: Sample) -> None:
    gil, hal = by_name(monday, "Omar Haddad")["Gil R."], by_name(monday, "Lee Park")["Hal V."]
    assert (gil.state, gil.leaving_reason, gil.destination) == (ParticipantState.LEFT, LeavingReason.HOUSED, 410)
    assert hal.state is ParticipantState.PASSED_OVER
    assert [(one.agency, one.reason) for one in hal.answers if one.answer is Answer.DECLINE] == [
        ("HS", DeclineReason.NO_CAPACITY)
    ]
    assert by_name(monday, "Dana Reyes")["Ezra T."].agencies_to_answer == ("MH",)
    fern = by_name(monday, "Omar Haddad")["Fern S."]
    assert week(monday.seat("Omar Haddad")).needs.declined == (fern.participant,)
    assert week(monday.seat()).needs.declined == ()


def test_whom_safe_harbor_considers_is_known_to_nobody_else(monday: Sample) -> None:
    joss = by_name(monday, "Noor Aziz")["Joss"]
    assert (joss.state, joss.agency) == (ParticipantState.CONSIDERED, "SH")
    others = [person.person for person in people(monday.seat()) if person.agency != "SH"]
    for name in others:
        seen = {one.participant for one in participants(monday.seat(name))}
        assert joss.participant not in seen, name
    assert [one.agency for one in drawn(week(monday.seat()))] == ["SS", "HS", "MH"]


def test_releases_are_in_every_state(monday: Sample) -> None:
    found = {one.release: one.state for name in ("Omar Haddad", "Lee Park") for one in releases(monday.seat(name))}
    assert set(found.values()) == set(ReleaseState) - {ReleaseState.NONE}


def test_chidi_s_card_reads_as_drawn(monday: Sample) -> None:
    chidi = card(monday.seat(), by_name(monday, "Dana Reyes")["Chidi O."].participant)
    assert chidi.participant.active_on == date(2026, 8, 14)
    assert (chidi.participant.lead, {one.person for one in chidi.team if not one.leads}) == (
        "Dana Reyes", {"Omar Haddad", "Priya Nair"},
    )  # fmt: skip
    assert chidi.goal is not None
    assert chidi.goal.text.startswith("A door I can lock")
    assert chidi.contact is not None
    assert (chidi.contact.how, chidi.contact.no_post, chidi.contact.location_private) == ("text", True, True)
    assert "Thursday group" not in str(chidi)
    assert "Thursday group" in str(card(monday.seat("Omar Haddad"), chidi.participant.participant))


def test_outcomes_are_read_over_two_quarters_by_the_worker_and_by_chidi(monday: Sample) -> None:
    for name in ("Ana K.", "Bo L.", "Di M."):
        ref = by_name(monday, "Dana Reyes")[name].participant
        read_on = {one.on for domain in outcomes(monday.seat("Lee Park"), ref) for one in domain.worker}
        assert len({(day.year, (day.month - 1) // 3) for day in read_on}) >= 2, name
    chidi = by_name(monday, "Dana Reyes")["Chidi O."].participant
    goal = next(one for one in outcomes(monday.seat(), chidi) if one.domain == "own_goal")
    assert (goal.worker[-1].value, goal.participant[-1].value) == (OutcomeValue.BETTER, OutcomeValue.SAME)
    assert {one.does for one in read_sample().moments} == set(Act)


def test_nothing_but_this_weeks_work_is_left_open(monday: Sample) -> None:
    assert {task.fold.due_on for task in my_tasks(monday.seat()) if not task.fold.ended_on} <= {
        MONDAY + timedelta(days=days) for days in range(-3, 9)
    }


def test_a_table_is_never_made_over_another(monday: Sample) -> None:
    with pytest.raises(Refused, match="already"):
        make_sample(monday.where, on=MONDAY)


def test_the_story_holds_together_on_any_day_of_four_years() -> None:
    sample = read_sample()
    for on in (date(2026, 1, 1) + timedelta(days=days) for days in range(0, 4 * 365 + 1, 3)):
        calendar = Calendar.of(sample.setup, on)
        for task in sample.tasks:
            days = [calendar.worked_on(said.day) for said in (task.asked, *(step.saying for step in task.steps))]
            assert days == sorted(days), (on, task.title)
            assert days[0] <= calendar.day(task.due), (on, task.title)
            assert days[-1] < on, (on, task.title)
            for day, step in zip(days[1:], task.steps, strict=True):
                assert not step.to or day <= calendar.day(step.to), (on, task.title)
