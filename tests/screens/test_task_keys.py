from casetable.screens.entry import Entry
from casetable.words import Means, TaskState
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, at, sees, state_of, story_of, typed, until
from tests.screens.glass import glass


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
        await sees(pilot, "call landl")
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
        await until(pilot, lambda: not app.screen.entry.is_open)
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
        await sees(pilot, "The next answer is Dana Reyes's")
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


async def test_a_key_that_has_nothing_to_work_on_says_what_it_needs(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "home visit")
        await pilot.press("left", "left", "d")
        await sees(pilot, "d (done) needs a task under the cursor.")


async def test_enter_twice_in_a_hurry_stores_once(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "ID papers")
        await pilot.press("a")
        await typed(pilot, "water the plants fri")
        line = app.screen.entry._input
        for _ in range(2):
            line.post_message(line.Submitted(line, line.value))
        await until(pilot, lambda: not app.screen.entry.is_open)
        await until(pilot, lambda: len(app.loaded.week.tasks) > 5)
        await pilot.press("R")
        await pilot.pause(0.3)
        assert len(app.loaded.week.tasks) == 6
