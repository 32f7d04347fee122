from dataclasses import replace
from datetime import date, timedelta

import pytest

from casetable.rules.week import drawn, layout, mark, note_line, offering_words, review_words, to_sign_words
from casetable.values.week import Needs, NoteLine
from casetable.words import Category, PaperSigned, Sign, TaskState
from tests.screens.values import TODAY, a_participant, a_task, a_week


@pytest.mark.parametrize(
    "state, changes, sign, word",
    [
        (TaskState.OPEN, {"due_on": date(2026, 11, 27)}, Sign.DUE, "fri"),
        (TaskState.OPEN, {"due_on": TODAY}, Sign.DUE, "today"),
        (TaskState.OPEN, {"due_on": TODAY - timedelta(days=3)}, Sign.LATE, "3d late"),
        (TaskState.OPEN, {"due_on": date(2026, 12, 1), "moves": 1}, Sign.MOVED, "to 1 Dec"),
        (TaskState.OPEN, {"due_on": TODAY - timedelta(days=1), "moves": 1}, Sign.LATE, "1d late"),
        (TaskState.OPEN, {"helped": True}, Sign.HELPED, "helped"),
        (TaskState.ASKED, {}, Sign.ASKED, "asked"),
        (TaskState.ASKED, {"offered_due": date(2026, 12, 1)}, Sign.ASKED, "offers 1 Dec"),
        (TaskState.DONE, {}, Sign.DONE, "done"),
        (TaskState.DECLINED, {}, Sign.DECLINED, "declined"),
        (TaskState.DROPPED, {}, Sign.DECLINED, "dropped"),
        (TaskState.RETURNED, {}, Sign.ASKED, "returned"),
        (TaskState.HANDED_OVER, {}, Sign.MOVED, "handed on"),
    ],
)
def test_every_status_is_a_sign_and_a_word(state, changes, sign, word):
    assert mark(a_task("T-1", state=state, **changes), TODAY) == (sign, word)


def test_a_block_names_who_blocks_even_when_the_date_has_passed():
    task = a_task("T-1", state=TaskState.BLOCKED, due_on=TODAY - timedelta(days=9), blocked_on="County")
    assert mark(task, TODAY) == (Sign.BLOCKED, "County")


def test_rows_keep_the_week_s_order_and_cells_are_sorted_by_due_date():
    people = (a_participant("P-473"), a_participant("P-214"))
    tasks = (
        a_task("T-2", participant="P-473", due_on=date(2026, 11, 27)),
        a_task("T-10", participant="P-473", due_on=date(2026, 11, 25)),
        a_task("T-9", participant="P-473", due_on=date(2026, 11, 25)),
    )
    rows = layout(a_week(participants=people, tasks=tasks))
    assert [row.reference for row in rows] == ["P-473", "P-214"]
    assert [task.task for task in rows[0].cells["HS"]] == ["T-9", "T-10", "T-2"]
    assert rows[0].height == 3
    assert rows[1].cells == {"SS": (), "HS": (), "MH": ()}
    assert rows[1].height == 1


def test_tasks_that_concern_nobody_stand_in_the_last_row_and_nobody_s_task_is_lost():
    tasks = (a_task("T-1", participant=None), a_task("T-2", participant="P-900"))
    rows = layout(a_week(participants=(a_participant("P-214"),), tasks=tasks))
    assert [row.reference for row in rows] == ["P-214", "P-900", ""]
    assert rows[-1].participant is None
    assert rows[1].cells["HS"][0].task == "T-2"


def test_a_victim_service_provider_has_a_column_only_when_it_has_something_this_week():
    agencies = a_week().agencies
    provider = replace(agencies[-1], victim_service_provider=True)
    quiet = replace(a_week(), agencies=(*agencies[:-1], provider))
    busy = replace(quiet, tasks=(a_task("T-1", agency=provider.agency),))
    assert [one.agency for one in drawn(quiet)] == ["SS", "HS"]
    assert [one.agency for one in drawn(busy)] == ["SS", "HS", "MH"]
    assert "MH" not in layout(replace(quiet, participants=(a_participant("P-473"),)))[0].cells


def test_there_is_no_empty_last_row():
    assert layout(a_week(participants=(), tasks=())) == ()


def test_a_case_note_line_is_dated_and_says_whom_what_and_how_long():
    note = NoteLine(TODAY, "P-473", "Chidi Okafor", "contact", "lease: phoned", 20, Category.GENERAL)
    assert note_line(note) == "2026-11-23  P-473 Chidi  contact  lease: phoned  20 min"
    bare = NoteLine(TODAY, "P-473", "", "done", "lease", None, Category.GENERAL)
    assert note_line(bare) == "2026-11-23  P-473  done  lease"


def test_papers_that_wait_for_a_name_are_named():
    assert to_sign_words(Needs(to_sign=tuple(PaperSigned))) == ("the agreement to sign", "the objectives to sign")
    assert to_sign_words(Needs()) == ()


def test_what_the_coordinator_is_to_do_for_the_agreement_is_named():
    assert offering_words(Needs(to_offer=True)) == ("agreement to offer",)
    assert offering_words(Needs(awaits_signatures=1)) == ("agreement waits for 1 signature",)
    assert offering_words(Needs(awaits_signatures=2)) == ("agreement waits for 2 signatures",)
    assert offering_words(Needs()) == ()


@pytest.mark.parametrize(
    "days, said",
    [
        (60, "review of the agreement due in 60 days"),
        (1, "review of the agreement due tomorrow"),
        (0, "review of the agreement due today"),
        (-1, "review of the agreement due since yesterday"),
        (-30, "review of the agreement due since 30 days"),
    ],
)
def test_a_review_says_how_far_off_it_is(days, said):
    assert review_words(days) == (said,)
    assert review_words(None) == ()
