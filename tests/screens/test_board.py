from dataclasses import replace

from rich.theme import Theme as RichTheme
from textual.app import App

from casetable.screens.board import Board
from casetable.screens.cell import Signs
from casetable.screens.theme import DARK, THEMES, named_styles
from casetable.values.week import CellCount
from tests.screens.glass import glass, matches_snapshot
from tests.screens.values import AGENCIES, HOSTILE, a_full_week, a_participant, a_task, a_week


class BoardApp(App):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, week, signs=None):
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.week = week
        self.signs = signs
        self.opened = []
        self.console.push_theme(RichTheme(named_styles(THEMES[0].variables, colourless=False)))

    def compose(self):
        yield Board(self.signs)

    def on_mount(self):
        self.board.show_week(self.week)

    @property
    def board(self):
        return self.query_one(Board)

    def on_board_opened(self, message):
        self.opened.append(message.task and message.task.task)


def many(rows):
    people = [a_participant(f"P-{n}", f"Person {n}") for n in range(100, 100 + rows)]
    tasks = [
        a_task(f"T-{n}{i}", title=f"thing {i}", participant=f"P-{n}", agency=agency)
        for n in range(100, 100 + rows)
        for i, agency in enumerate(("SS", "HS", "HS", "MH"))
    ]
    return a_week(participants=people, tasks=tasks)


async def test_arrows_go_by_task_down_and_by_agency_across():
    app = BoardApp(a_full_week())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right")
        assert app.board.task_here.task == "T-2"
        await pilot.press("down")
        assert app.board.task_here.task == "T-4"
        await pilot.press("down", "down")
        assert app.board.task_here.task == "T-7"
        await pilot.press("left", "left")
        assert app.board.task_here.task == "T-6"
        await pilot.press("end")
        assert app.board.row.reference == ""
        await pilot.press("home")
        assert app.board.row.reference == "P-214"


async def test_an_empty_cell_is_drawn_and_can_be_reached():
    app = BoardApp(a_full_week())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        assert app.board.task_here is None
        assert app.board.agency.agency == "SS"
        assert "▸–" in glass(app).splitlines()[2]


async def test_the_row_s_reference_is_repeated_when_its_first_line_is_above_the_glass():
    tasks = [a_task(f"T-{n}", title=f"thing {n}") for n in range(100, 140)]
    app = BoardApp(a_week(participants=(a_participant("P-214"),), tasks=tasks))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("right", "end")
        lines = glass(app).splitlines()
        assert lines[0].split()[0] == "Social"
        assert lines[1].startswith(" P-214 Ana")
        assert "T-139" not in lines[-1]
        assert "thing 139" in lines[-1]


async def test_a_refresh_keeps_the_task_and_its_line_on_the_glass():
    app = BoardApp(many(60))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "pagedown", "pagedown", "up", "up", "up")
        task, before = app.board.task_here.task, glass(app).splitlines()
        glass_line = next(n for n, line in enumerate(before) if "▸" in line)
        week = many(60)
        extra = [a_task(f"T-9{n}", title="new above", participant="P-101") for n in range(5)]
        app.board.show_week(a_week(participants=week.participants, tasks=(*week.tasks, *extra)))
        await pilot.pause()
        after = glass(app).splitlines()
        assert app.board.task_here.task == task
        assert next(n for n, line in enumerate(after) if "▸" in line) == glass_line


async def test_when_the_task_is_gone_the_cursor_stays_in_its_cell():
    app = BoardApp(a_full_week())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "down", "down", "down")
        assert app.board.task_here.task == "T-7"
        week = a_full_week()
        app.board.show_week(a_week(participants=week.participants, tasks=[t for t in week.tasks if t.task != "T-7"]))
        await pilot.pause()
        assert (app.board.row.reference, app.board.agency.agency) == ("P-473", "HS")


async def test_more_than_three_agencies_scroll_sideways_with_their_header():
    agencies = [type(AGENCIES[0])(c, c, f"Agency {c}", AGENCIES[0].sector, i, False, AGENCIES[0].minimum_method)
                for i, c in enumerate("ABCDEF")]  # fmt: skip
    tasks = [a_task(f"T-{c}", title=f"for {c}", agency=c) for c in "ABCDEF"]
    app = BoardApp(a_week(participants=(a_participant("P-214"),), tasks=tasks, agencies=tuple(agencies)))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "more >" in glass(app).splitlines()[0]
        await pilot.press(*["right"] * 5)
        lines = glass(app).splitlines()
        assert "Agency F" in lines[0]
        assert "< more" in lines[0]
        assert "for F" in lines[1]
        assert "Agency A" not in lines[0]


async def test_a_click_moves_the_cursor_and_a_click_on_it_opens():
    app = BoardApp(a_full_week())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(Board, offset=(66, 1))
        assert app.board.task_here.task == "T-3"
        assert app.opened == []
        await pilot.click(Board, offset=(66, 1))
        assert app.opened == ["T-3"]
        await pilot.click(Board, offset=(40, 20))
        assert app.board.task_here.task == "T-3"


async def test_it_survives_any_width_and_hostile_text():
    people = [a_participant(f"P-{n}", text) for n, text in enumerate(HOSTILE)]
    tasks = [a_task(f"T-{n}", title=text, participant=f"P-{n}", agency="SS", blocked_on=text)
             for n, text in enumerate(HOSTILE)]  # fmt: skip
    app = BoardApp(a_week(participants=people, tasks=tasks))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "[/]" in glass(app)
        for width in (120, 60, 40, 20, 10, 3):
            await pilot.resize_terminal(width, 24)
            await pilot.press("down", "right", "left")
            assert "\x1b" not in glass(app)
            assert "\x07" not in glass(app)


async def test_ascii_signs_need_nothing_but_ascii():
    app = BoardApp(a_full_week(), Signs(ascii=True))
    async with app.run_test(size=(80, 24)):
        seen = glass(app)
        assert seen.replace("…", "").isascii()
        assert ">>ok rent" in seen


async def test_an_empty_board_takes_every_key():
    app = BoardApp(a_week())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
        assert app.board.task_here is None


async def test_three_hundred_rows_are_reached_to_the_last():
    app = BoardApp(many(300))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        assert app.board.row.reference == "P-399"
        assert "▸" in glass(app)


async def test_the_board_looks_as_it_did_empty_full_and_without_colour(monkeypatch):
    empty = BoardApp(a_week())
    async with empty.run_test(size=(80, 24)):
        matches_snapshot(empty, "board-empty")
    full = BoardApp(a_full_week())
    async with full.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "down")
        matches_snapshot(full, "board-full")
    monkeypatch.setenv("NO_COLOR", "1")
    colourless = BoardApp(a_full_week())
    async with colourless.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "down")
        matches_snapshot(colourless, "board-full")


async def test_an_unfinished_title_keeps_its_word_and_a_late_one_is_bold():
    app = BoardApp(a_full_week())
    async with app.run_test(size=(80, 24)):
        strips = app.screen._compositor.render_strips()
        late = next(segment for strip in strips for segment in strip if "3d late" in segment.text)
        assert late.style.bold


async def test_a_manager_s_cell_says_how_much_stands_in_it_below_their_own_tasks():
    counts = (CellCount("P-214", "SS", open=2, done=1), CellCount("P-214", "HS", open=1))
    own = a_task("T-1", title=None, agency="HS", participant="P-214")
    week = a_week(participants=(a_participant("P-214", None),), tasks=(own,))
    app = BoardApp(replace(week, counts=counts))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = glass(app).splitlines()
        assert "▸2 open · 1 done" in lines[1]
        assert "T-1" in lines[1]
        assert "1 open" in lines[2]
        assert lines[1].rstrip().endswith("–")
        await pilot.press("right")
        assert app.board.task_here.task == "T-1"
        await pilot.press("down", "left")
        assert app.board.task_here is None
