"""The people at the table in the app: who sits here, what one may change, who is away, who leaves and hands over."""

from dataclasses import replace
from datetime import date

from casetable.screens.cell import Signs
from casetable.screens.people_forms import read_roles
from casetable.screens.people_lines import Signed, cells, fit_rows
from casetable.screens.role_choice import LETTERS
from casetable.words import Role, TaskState
from tests.screens.conftest import NOW, Hand, someone
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass
from tests.screens.test_palette import as_roles
from tests.screens.values import HOSTILE


def people_of(table):
    from casetable.queries.people import people

    return {one.person: one for one in people(table.seat("Nia Cole", Hand()))}


async def open_people(pilot, name=""):
    await sees(pilot, "Week 48")
    pilot.app.open_people(name)
    await sees(pilot, "People ·")
    await pilot.pause()


async def fill(pilot, **values):
    """Fill fields of a sheet by their names, then store it."""
    for name, value in values.items():
        pilot.app.screen.query(f"#{name}").first().value = value
    await pilot.press("ctrl+s")


def row_of(app, name):
    return next(line for line in glass(app).splitlines()[4:] if name in line)


async def test_the_list_says_what_everybody_is_and_is_reached_from_anywhere(full_table):
    app = an_app(full_table, "Nia Cole")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await app.go_to("person", "Omar Haddad")
        await until(pilot, lambda: getattr(app.screen, "person_here", None) is not None)
        assert app.screen.person_here.person == "Omar Haddad"
        await pilot.press("2")
        await sees(pilot, "Ana Ruiz")
        await pilot.press("1")
        await open_people(pilot)
        assert "5 people of 3 agencies" in glass(app)
        assert row_of(app, "Marta Okafor").split()[:5] == ["HS", "Marta", "Okafor", "senior", "manager"]
        assert app.screen.person_here.person == "Nia Cole"
        assert "o roles" not in glass(app).splitlines()[-1], "nobody changes their own roles"
        await pilot.press("x")
        await sees(pilot, "You are the only coordinator")
        assert "casetable" not in glass(app).splitlines()[-2]


async def test_the_coordinator_adds_somebody_on_a_sheet_that_keeps_what_was_typed(full_table):
    app = an_app(full_table, "Nia Cole")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(pilot, "Omar Haddad")
        await pilot.press("a")
        await sees(pilot, "Somebody joins the table")
        await fill(pilot, name="Tess [/] Bay", roles="boss")
        await sees(pilot, "'boss' is no role.")
        await pilot.press("escape", "a")
        await fill(pilot, roles="frontline, supervisor", reports_to="omar")
        await sees(pilot, "Tess [/] Bay joins the table for Mental Health")
        new = people_of(full_table)["Tess [/] Bay"]
        assert (new.agency, new.roles, new.reports_to) == ("MH", (Role.FRONTLINE, Role.SUPERVISOR), "Omar Haddad")
        await pilot.press("u")
        await until(pilot, lambda: "Tess [/] Bay" not in people_of(full_table))


async def test_everybody_says_when_they_are_away_themselves_and_comes_back(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(pilot)
        await pilot.press("A")
        await sees(pilot, "You are away")
        await fill(pilot, until="fri", cover="marta")
        await sees(pilot, "to fri (Marta)")
        assert "1 away" in glass(app)
        await pilot.press("A")
        await fill(pilot, until="2026-12-04")
        await sees(pilot, "to 4 Dec (Marta)")
        await pilot.press("A")
        await fill(pilot, until="2026-12-04", cover="nia")
        await sees(pilot, "to 4 Dec (Nia)")
        await pilot.press("B")
        await until(pilot, lambda: "to 4 Dec" not in row_of(app, "Dana Reyes"))
        await pilot.press("B")
        await sees(pilot, "Dana Reyes is not away.")


async def test_who_does_not_keep_the_list_is_told_who_does(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(pilot, "Omar Haddad")
        assert glass(app).splitlines()[-1].split() == ["enter", "open", "?", "help"]
        for key in "aeoAx":
            await pilot.press(key)
            await sees(pilot, "the coordinator keeps the list of people")
            await pilot.press("down", "up")
        await pilot.press("c")
        await sees(pilot, "a manager appoints a coordinator")
        assert len(app.screen_stack) == 2
        await pilot.press("escape", "g")
        await open_people(pilot)
        await pilot.press("enter")
        await sees(pilot, "Dana Reyes · what they have at the table, HS")
        assert glass(app).splitlines()[-1].split() == ["enter", "open", "esc", "back", "?", "help"]
        for key in "tTndx":
            await pilot.press(key)
            await sees(pilot, "the coordinator keeps the list of people")
        await pilot.press("enter")
        await sees(pilot, "its whole story")
        await pilot.press("escape", "escape")
        await sees(pilot, "People ·")
        app.screen.jump("Omar Haddad")
        as_roles(app, Role.ADVISER)
        await pilot.press("x")
        await sees(pilot, "You sit here as adviser")


async def test_ones_own_name_mail_and_phone_are_ones_own_and_nothing_is_written_over(full_table):
    from casetable.actions.people import edit
    from casetable.values.people import PersonChange

    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(pilot)
        await pilot.press("e")
        await sees(pilot, "Change what is written of Dana Reyes")
        assert "Reports to" not in glass(app)
        await pilot.press("ctrl+s")
        await sees(pilot, "Nothing was changed.")
        edit(full_table.seat("Nia Cole", Hand()), someone(full_table, "Dana Reyes"), PersonChange(mail="d@hs.org"))
        await fill(pilot, phone="+1 555 0100")
        await sees(pilot, "was changed while this was open: Nia Cole")
        await pilot.press("escape")
        await sees(pilot, "d@hs.org")
        await pilot.press("e", "ctrl+s")
        await sees(pilot, "d@hs.org · +1 555 0100")


async def test_roles_are_chosen_by_letters_and_asked_about(full_table):
    app = an_app(full_table, "Nia Cole")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(pilot, "Lee Park")
        await pilot.press("o")
        await sees(pilot, "What is Lee Park at the table?")
        await pilot.press("f", "enter")
        await sees(pilot, "at least one role")
        await pilot.press("s", "p", "p", "enter")
        await sees(pilot, "New: supervisor. No longer: frontline.")
        await pilot.press("y")
        await until(pilot, lambda: people_of(full_table)["Lee Park"].roles == (Role.SUPERVISOR,))


async def test_a_manager_appoints_another_coordinator_after_a_yes(full_table):
    app = an_app(full_table, "Marta Okafor")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_people(pilot, "Lee Park")
        assert "c appoint" in glass(app).splitlines()[-1]
        await pilot.press("c")
        await sees(pilot, "Nia Cole stays coordinator too.")
        await pilot.press("c", "enter", "y")
        await until(pilot, lambda: Role.COORDINATOR in people_of(full_table)["Lee Park"].roles)
        await pilot.press("c")
        await sees(pilot, "Lee Park is a coordinator already.")


def test_every_role_has_a_letter_and_its_words_are_read():
    assert set(LETTERS.values()) == set(Role)
    assert all(read_roles(role.label) == (role,) for role in Role)
    assert read_roles("coordinator; programme") == (Role.COORDINATOR, Role.PROGRAMME_MANAGER)


def test_no_name_breaks_a_row(full_table):
    from casetable.screens.load import load

    loaded = load(full_table.seat("Nia Cole", Hand()), None)
    for name in (*HOSTILE, "Wolfeschlegelsteinhausenbergerdorff von Featherstonehaugh-Cholmondeley"):
        one = replace(loaded.people[0], person=name, away_until=date(2026, 12, 4), cover=name, reports_to=name)
        for width in (40, 80, 140):
            (row,) = fit_rows([cells(one, loaded, Signed(), Signs())], width)
            assert sum(part.cell_len + 2 for part in row) <= max(width, 32)
            assert all("\n" not in part.plain for part in row)


# leaving


async def chosen(pilot, key, name):
    await pilot.press(key)
    await until(pilot, lambda: pilot.app.screen.entry.is_open)
    await typed(pilot, name)
    await pilot.press("enter")
    await until(pilot, lambda: not pilot.app.screen.entry.is_open)


async def open_handover(pilot, name):
    await open_people(pilot, name)
    await pilot.press("x")
    await sees(pilot, "· leaves; last day Mon 23 Nov")


async def test_each_thing_goes_to_whom_one_says_and_the_rest_is_unassigned_on_the_board(full_table):
    app = an_app(full_table, "Nia Cole")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_handover(pilot, "Dana Reyes")
        assert "3 unassigned" in glass(app)
        await chosen(pilot, "t", "nia")
        await sees(pilot, "Nia Cole takes it over at once, as a new promise.")
        await pilot.press("escape", "x")
        await sees(pilot, "2 unassigned")
        await pilot.press("x", "x", "enter")
        await sees(pilot, "Dana Reyes leaves the table?")
        assert "Nia Cole takes promise T-" in glass(app)
        await pilot.press("y")
        await sees(pilot, "Dana Reyes has left the table")
        await sees(pilot, "left today")
        await pilot.press("1")
        await until(pilot, lambda: glass(app).count("unassigned") >= 2)
        assert app.loaded.week.needs.unassigned


async def test_what_is_unassigned_is_handed_on_from_the_board_by_anybody_of_that_agency(full_table):
    from casetable.actions.people import leave

    leave(full_table.seat("Nia Cole", Hand()), someone(full_table, "Omar Haddad"))
    app = an_app(full_table, "Nia Cole")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "○ home")
        assert app.screen.jump(app.loaded.week.needs.unassigned[0])
        await pilot.pause()
        assert "y take   t hand over" in glass(app).splitlines()[-1]
        await pilot.press("d")
        await sees(pilot, "is unassigned: Omar Haddad has left. y takes it, t hands it on.")
        await pilot.press("t")
        await sees(pilot, "@dana fri, and why; me takes it")
        await pilot.press("escape")
        await chosen(pilot, "t", "dana")
        await sees(pilot, "handed over")
        await pilot.press("g")
        await until(pilot, lambda: "unassigned" not in glass(app))


async def test_one_person_takes_the_rest_and_the_last_day_is_one_that_has_come(full_table):
    app = an_app(full_table, "Nia Cole")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_handover(pilot, "Dana Reyes")
        await pilot.press("n")
        await chosen(pilot, "T", "nia")
        await sees(pilot, "Nia Cole, HS, takes 2 things")
        assert "1 unassigned" in glass(app)
        await chosen(pilot, "T", "nobody")
        await sees(pilot, "3 unassigned")
        await pilot.press("d")
        await typed(pilot, "27 nov 2026")
        await sees(pilot, "Fri 27 Nov is still to come.")
        app.screen.entry._input.value = "20 nov"
        await pilot.press("enter")
        await sees(pilot, "last day Fri 20 Nov")


async def test_who_may_takes_what_is_unassigned_with_one_key(full_table):
    from casetable.actions.people import leave

    leave(full_table.seat("Nia Cole", Hand()), someone(full_table, "Omar Haddad"))
    app = an_app(full_table, "Nia Cole")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "○ home")
        assert app.screen.jump(app.loaded.week.needs.unassigned[0])
        await pilot.press("y")
        await sees(pilot, "handed over")
        await until(pilot, lambda: not app.loaded.week.needs.unassigned)
        mine = [one.title for one in app.loaded.week.tasks if one.owner == "Nia Cole" and one.state is TaskState.OPEN]
        assert "home visit" in mine


def test_somebody_who_stands_in_may_hand_on_and_others_may_not(full_table):
    from casetable.screens.allowed import whose_word
    from casetable.screens.load import load

    loaded = load(full_table.seat("Marta Okafor", Hand(NOW)), None)
    task = next(one for one in load(full_table.seat("Omar Haddad", Hand()), None).week.tasks if one.owner == "Lee Park")
    assert whose_word("hand", task, loaded)[0]
    away = [replace(one, cover="Marta Okafor") if one.id == task.owner_id else one for one in loaded.people]
    assert whose_word("hand", task, replace(loaded, people=tuple(away))) == ("", "")
    gone = replace(task, owner_left_on=date(2026, 11, 20))
    assert "Somebody of SS or the coordinator" in whose_word("hand", gone, loaded)[1]
