import asyncio
import sys
import time

import pytest

from casetable.screens.app import CasetableApp
from casetable.screens.board import Board
from casetable.screens.entry import Entry
from casetable.words import Means, TaskState
from tests.screens.conftest import Hand, someone
from tests.screens.glass import glass, matches_snapshot


def an_app(table, person="Dana Reyes", clock=None, **config):
    return CasetableApp(table, person, clock or Hand(), {"signs": "unicode", **config})


async def until(pilot, holds, seconds=20.0):
    """Wait until something holds; fail with what is on the glass."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came to be:\n" + glass(pilot.app))


async def sees(pilot, text):
    await until(pilot, lambda: text in glass(pilot.app))


async def typed(pilot, line):
    pilot.app.screen.entry._input.insert_text_at_cursor(line)
    await pilot.pause()


async def at(pilot, title):
    """Put the cursor on a task by its title."""
    await sees(pilot, "Week 48")
    tasks = pilot.app.loaded.week.tasks
    ref = next(task.task for task in tasks if task.title == title)
    assert pilot.app.screen.board.jump(ref)
    await pilot.pause()
    return ref


def story_of(table, ref):
    from casetable.queries.tasks import story

    return story(table.seat("Dana Reyes", Hand()), ref)


def state_of(table, ref):
    return story_of(table, ref).task.state


async def test_the_frame_says_whose_table_which_week_and_what_waits(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "1 asked of you")
        lines = glass(app).splitlines()
        assert lines[0].startswith(" casetable · Eastside Table ")
        assert lines[0].endswith("Dana Reyes, Homeless Services")
        assert lines[1].startswith(" Week 48 · Mon 23 – Sun 29 Nov 2026")
        assert lines[1].endswith("conference Fri 11 Dec, in 18 days")
        assert "1 late" in lines[2]
        assert len(lines) == 24


async def test_the_cursor_opens_in_ones_own_column(full_table):
    app = an_app(full_table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Omar Haddad, Mental Health")
        await until(pilot, lambda: app.screen.board.agency is not None)
        assert app.screen.board.agency.agency == "MH"


async def test_a_task_is_added_with_one_line_that_is_read_back(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "ID papers")
        participant = app.screen.board.row.reference
        await pilot.press("a")
        await typed(pilot, "call landlord fri @omar 30m")
        await sees(pilot, "Omar Haddad")
        assert f"add › #{participant.removeprefix('P-')} call landlord" in glass(app)
        await pilot.press("enter")
        await sees(pilot, "asked of Omar Haddad")
        await sees(pilot, "call landlo")
        assert app.screen.board.task_here.task == ref
        assert not app.screen.entry.is_open
        assert app.focused is app.screen.board


async def test_an_unreadable_line_is_kept_and_esc_keeps_a_draft(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "ID papers")
        await pilot.press("a")
        await typed(pilot, "call landlord @zoe fri")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.entry.is_open
        assert "zoe" in glass(app)
        await pilot.press("escape")
        assert not app.screen.entry.is_open
        await pilot.press("a")
        assert app.screen.entry.text.endswith("call landlord @zoe fri")


async def test_letters_are_text_while_the_entry_is_open(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await pilot.press("d", "q", "u", "question_mark", "1")
        assert app.screen.entry.text == "qu?1"


async def test_done_takes_minutes_and_a_note_and_enter_alone_is_enough(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        lease = await at(pilot, "lease")
        await pilot.press("d")
        await typed(pilot, "30m filed [/] ref 8812 ~health")
        await pilot.press("enter")
        await sees(pilot, f"{lease} done")
        told = story_of(full_table, lease)
        assert told.task.state is TaskState.DONE
        assert (told.events[-1].minutes, told.events[-1].note) == (30, "filed [/] ref 8812")
        papers = await at(pilot, "ID papers")
        await pilot.press("d", "enter")
        await sees(pilot, f"{papers} done")
        assert state_of(full_table, papers) is TaskState.DONE


async def test_undo_and_redo_say_what_they_did(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        lease = await at(pilot, "lease")
        await pilot.press("d", "enter")
        await sees(pilot, f"{lease} done")
        await pilot.press("u")
        await until(pilot, lambda: state_of(full_table, lease) is TaskState.OPEN)
        await sees(pilot, "Undone")
        await pilot.press("U")
        await until(pilot, lambda: state_of(full_table, lease) is TaskState.DONE)


async def test_an_ask_is_accepted_or_answered_with_another_date(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "bring papers")
        assert "y accept" in glass(app)
        await pilot.press("m")
        await sees(pilot, "By when could you?")
        await typed(pilot, "1 dec")
        await pilot.press("enter")
        await until(pilot, lambda: story_of(full_table, ref).task.fold.offered_due is not None)
        await sees(pilot, "offers 1")
    omar = an_app(full_table, "Omar Haddad")
    async with omar.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "1 answered with another date")
        await at(pilot, "bring papers")
        await pilot.press("y")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.OPEN)


async def test_declining_takes_a_note(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "bring papers")
        await pilot.press("n")
        await typed(pilot, "no capacity")
        await pilot.press("enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.DECLINED)
        assert story_of(full_table, ref).events[-1].note == "no capacity"


async def test_moving_reads_the_date_then_the_reason(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("m")
        await typed(pilot, "waiting")
        await pilot.press("enter")
        await sees(pilot, "To which date?")
        app.screen.entry._input.value = "1 dec waiting for County"
        await pilot.press("enter")
        await until(pilot, lambda: story_of(full_table, ref).task.fold.moves == 1)
        assert story_of(full_table, ref).events[-1].note == "waiting for County"


async def test_tab_says_whether_the_blocker_is_at_the_table(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("b")
        await typed(pilot, "County")
        await sees(pilot, "outside the table")
        await pilot.press("tab")
        await sees(pilot, "County, at the table")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.BLOCKED)
        assert story_of(full_table, ref).task.fold.outside_on is not None
        await sees(pilot, "‖ lease")
        await pilot.press("b", "enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.OPEN)


async def test_help_is_wanted_on_mine_and_offered_on_anothers(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        mine = await at(pilot, "lease")
        await pilot.press("h")
        await typed(pilot, "with the landlord")
        await pilot.press("enter")
        await sees(pilot, "lease (Dana)")
        assert story_of(full_table, mine).task.fold.help_wanted
        theirs = await at(pilot, "home visit")
        await pilot.press("h")
        await typed(pilot, "30m I can drive")
        await pilot.press("enter")
        await until(pilot, lambda: story_of(full_table, theirs).task.fold.helped)


async def test_a_contact_is_logged_in_one_line_and_copied_as_a_note(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("l")
        await typed(pilot, "20m phoned the landlord")
        await pilot.press("tab")
        await sees(pilot, "contact with the participant about")
        await pilot.press("enter")
        await until(pilot, lambda: story_of(full_table, ref).events[-1].contact)
        await pilot.press("Y")
        await sees(pilot, "ready to paste")
        assert app.clipboard.startswith("2026-11-23  P-")
        assert app.clipboard.endswith("contact  lease: phoned the landlord  20 min")


async def test_letting_go_asks_for_the_reason_first(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("x")
        await sees(pilot, "the participant chose otherwise")
        await pilot.press("enter", "p")
        await until(pilot, lambda: isinstance(app.screen.query(Entry).first(None), Entry) and app.screen.entry.is_open)
        await typed(pilot, "has a flat")
        await pilot.press("enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.DROPPED)
        await pilot.press("o", "enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.OPEN)


async def test_a_task_is_handed_over_by_name(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("t")
        await typed(pilot, "@omar fri knows the landlord")
        await sees(pilot, "hand to Omar Haddad")
        await pilot.press("enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.HANDED_OVER)


async def test_editing_starts_from_what_it_says(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("e")
        assert app.screen.entry.text == "lease ~general"
        app.screen.entry._input.value = "sign the lease 30m ~general"
        await pilot.press("enter")
        await until(pilot, lambda: story_of(full_table, ref).task.title == "sign the lease")
        assert story_of(full_table, ref).task.size_minutes == 30


async def test_an_answer_may_be_somebody_elses_heard_by_phone(full_table):
    app = an_app(full_table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "bring papers")
        await pilot.press("f")
        await typed(pilot, "dana by phone")
        await pilot.press("enter")
        await sees(pilot, "the next answer is Dana Reyes's")
        await pilot.press("n")
        await sees(pilot, "heard from Dana Reyes by phone")
        await pilot.press("enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.DECLINED)
        last = story_of(full_table, ref).events[-1]
        assert (last.by, last.noted_by, last.means) == ("Dana Reyes", "Omar Haddad", Means.PHONE)
        assert app.screen.entry.heard is None


async def test_the_second_form_is_told_who_was_first_and_keeps_both_texts(full_table):
    from casetable.actions import tasks

    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("e")
        app.screen.entry._input.value = "sign the lease"
        tasks.edit(full_table.seat("Nia Cole", Hand()), ref, title="read the lease first")
        await pilot.press("enter")
        await sees(pilot, "read the lease first")
        seen = glass(app)
        assert "sign the lease" in seen
        await pilot.press("enter")
        await until(pilot, lambda: story_of(full_table, ref).task.title == "sign the lease")


async def test_what_another_process_writes_appears_and_the_place_is_kept(full_table):
    from casetable.actions import tasks
    from casetable.values.tasks import NewTask

    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await until(pilot, lambda: bool(app._token is not None and app._timers))
        first = app.loaded.week.participants[0].participant
        nia = someone(full_table, "Nia Cole")
        seat = full_table.seat("Nia Cole", Hand())
        tasks.ask(seat, NewTask("water the plants", nia, app.loaded.today, first))
        await sees(pilot, "water the p")
        assert app.screen.board.task_here.task == ref


async def test_find_goes_to_what_was_found(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "ID papers")
        await pilot.press("slash", *"home")
        await sees(pilot, "home visit")
        await until(pilot, lambda: bool(app.screen.hits))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query(Board)))
        assert app.screen.board.task_here.title == "home visit"


async def test_why_gives_clause_sum_and_rows(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "ID papers")
        await pilot.press("w")
        await sees(pilot, "Clause")
        assert ref in glass(app)
        assert "pending" in glass(app)
        await pilot.press("escape")
        await sees(pilot, "Week 48")


async def test_enter_opens_the_story_and_esc_comes_back_to_the_same_place(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "bring papers")
        await pilot.press("enter")
        await sees(pilot, "What happened")
        assert "Omar Haddad" in glass(app)
        await pilot.press("escape")
        await sees(pilot, "Week 48")
        assert app.screen.board.task_here.task == ref


async def test_my_list_has_the_same_keys(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await pilot.press("g")
        await sees(pilot, "status")
        assert "home visit" not in glass(app)
        await pilot.press("down")
        ref = app.screen.task_here.task
        await pilot.press("l")
        await typed(pilot, "5m tried")
        await pilot.press("enter")
        await until(pilot, lambda: story_of(full_table, ref).events[-1].note == "tried")
        await until(pilot, lambda: app.focused is app.screen.mine)
        assert app.screen.task_here.task == ref
        await pilot.press("g")
        assert app.focused is app.screen.board


async def test_brackets_look_at_other_weeks(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await until(pilot, lambda: app.loaded is not None)
        await pilot.press("left_square_bracket")
        await sees(pilot, "Week 47")
        assert "last week" in glass(app).splitlines()[1]
        await pilot.press("right_square_bracket", "right_square_bracket")
        await sees(pilot, "Week 49")


async def test_a_key_that_has_nothing_to_work_on_says_what_it_needs(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "home visit")
        await pilot.press("left", "left", "d")
        await sees(pilot, "d (done) needs a task under the cursor.")


async def test_help_lists_what_works_here_with_its_command_line_twin(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("question_mark")
        await sees(pilot, "Here")
        assert f"casetable task done {ref.removeprefix('T-')}" in glass(app)
        await pilot.press("escape")
        await sees(pilot, "Week 48")


async def test_the_palette_finds_commands_and_participants(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await pilot.press("ctrl+p")
        await sees(pilot, "Search")
        await pilot.press(*"chidi")
        await sees(pilot, "Chidi Okafor")
        await pilot.press("escape")


async def test_keys_can_be_remapped(full_table):
    app = an_app(full_table, keys={"done": "D"})
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        assert "D done" in glass(app)
        await pilot.press("d")
        assert not app.screen.entry.is_open
        await pilot.press("D")
        assert app.screen.entry.is_open


async def test_wide_terminals_add_the_whole_task_at_the_right(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(140, 40)) as pilot:
        await at(pilot, "bring papers")
        await sees(pilot, "Asked by")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Asked by" not in glass(app))


async def test_a_new_table_names_the_one_next_key(new_table):
    app = an_app(new_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "2, then a proposes somebody")
        matches_snapshot(app, "week-empty")
        await pilot.press("2")
        await sees(pilot, "a proposes somebody")
        await pilot.press("1", "g")
        await sees(pilot, "a adds the first promise")


async def test_past_midnight_the_week_is_read_again(full_table):
    clock = Hand()
    app = an_app(full_table, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "in 18 days")
        clock.go(days=1)
        await sees(pilot, "in 17 days")


async def test_a_crash_shows_no_value(full_table, capsys):
    app = an_app(full_table)
    secret = "Chidi sleeps in the car"

    def broken():
        words = secret
        raise KeyError(words)

    async def crashing():
        async with app.run_test(size=(80, 24)) as pilot:
            await sees(pilot, "Week 48")
            app.screen.do_reread = broken
            await pilot.press("R")

    with pytest.raises(KeyError):
        await crashing()
    app._print_error_renderables()
    said = "".join(capsys.readouterr())
    assert secret not in said
    assert app.return_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="NO_COLOR is read from the environment")
async def test_without_colour_the_cursor_is_bold_reverse(full_table, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        strips = app.screen._compositor.render_strips()
        pointer = next(segment for strip in strips for segment in strip if "▸" in segment.text)
        assert pointer.style.bold
        assert pointer.style.reverse


@pytest.mark.parametrize("theme", ["casetable-light", "nord", "ansi-dark", "textual-light"])
async def test_themes_change_without_restarting(full_table, theme):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        app.theme = theme
        await pilot.pause()
        assert "▸" in glass(app)
