from casetable.exchange.hmis import read_export
from casetable.jobs.hmis import propose_picked
from casetable.values.hmis import HmisClient, HmisExport, HmisProblem
from casetable.words import ParticipantState
from tests.screens.conftest import NOW, Hand
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass
from tests.screens.values import HOSTILE


def listed(table, who="Dana Reyes"):
    from casetable.queries.participants import participants

    return participants(table.seat(who, Hand()))


async def write(pilot, *values):
    """Fill a sheet field by field, with Enter after each."""
    for value in values:
        pilot.app.focused.value = value
        await pilot.press("enter")
        await pilot.pause()


async def test_the_list_says_who_still_has_to_answer(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("2")
        await sees(pilot, "Di Marsh")
        line = next(line for line in glass(app).splitlines() if "Di Marsh" in line)
        assert "SS, MH" in line


async def test_somebody_is_proposed_on_a_sheet_that_keeps_what_was_typed(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("2", "a")
        await sees(pilot, "Propose somebody")
        await write(pilot, "Eve [/] Stone", "", "housing", "lost her room", "1985")
        await sees(pilot, "Nobody is proposed without their yes")
        app.screen.query("Input").filter("#asked_on").first().value = "today"
        await pilot.press("ctrl+s")
        await sees(pilot, "Eve [/] Stone")
        assert any(one.name == "Eve [/] Stone" for one in listed(full_table))


async def test_an_agency_agrees_with_a_note(full_table):
    reference = next(p.participant for p in listed(full_table) if p.state is ParticipantState.PROPOSED)
    app = an_app(full_table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("2")
        await sees(pilot, reference)
        app.screen.jump(reference)
        await pilot.press("y")
        await sees(pilot, f"agree to {reference}")
        await typed(pilot, "we know them")
        await pilot.press("enter")
        await sees(pilot, "MH agrees")
        await sees(pilot, "MH agree")


def an_export():
    clients = [HmisClient(f"c{n}", f"Client {n}", 1980, False, 1, 1, ("Shelter",)) for n in range(300)]
    clients += [HmisClient(f"h{n}", text[:200], 1990, False, 1, 0) for n, text in enumerate(HOSTILE)]
    clients.append(HmisClient("kid", "Kim Young", 2015, True, 1, 1))
    problems = (HmisProblem("Client.csv", 3, "The date [/] cannot be read."),)
    return HmisExport("FY2026", tuple(clients), 400, 100, 300, {}, 0, {}, problems)


async def test_people_are_chosen_from_an_export_and_minors_are_not(full_table):
    from casetable.screens.pick import PickScreen

    app = an_app(full_table)
    chosen = []
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        app.push_screen(PickScreen(an_export(), app.signs), chosen.append)
        await sees(pilot, "400 enrollments")
        await pilot.press("space")
        await pilot.press("slash", *"kim")
        await until(pilot, lambda: len(app.screen.shown) == 1)
        await pilot.press("enter", "space")
        await sees(pilot, "A minor cannot be proposed")
        await pilot.press("p")
        await sees(pilot, "The date [/] cannot be read.")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: bool(chosen))
        assert [client.personal_id for client in chosen[0]] == ["c0"]


async def test_a_path_that_is_not_there_is_said_and_kept(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("2", "I")
        await typed(pilot, "/nowhere/export.zip")
        await pilot.press("enter")
        await sees(pilot, "There is nothing at /nowhere/export.zip")
        assert app.screen.entry.is_open


async def test_an_export_is_read_chosen_from_and_proposed(full_table, tmp_path):
    folder = tmp_path / "hmis"
    folder.mkdir()
    head = "PersonalID,FirstName,LastName,DOB,DateCreated,DateUpdated,UserID,ExportID"
    (folder / "Client.csv").write_text(f"{head}\n77,Vera,Lund,1979-02-03,2026-01-01,2026-01-01,u,e\n")
    (folder / "Enrollment.csv").write_text(
        "EnrollmentID,PersonalID,ProjectID,EntryDate,HouseholdID\n1,77,p1,2026-02-01,h1\n"
    )
    (folder / "Exit.csv").write_text("ExitID,EnrollmentID,PersonalID,ExitDate,Destination\n")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("2", "I")
        await typed(pilot, str(folder))
        await pilot.press("enter")
        await sees(pilot, "Vera Lund")
        await pilot.press("space", "enter")
        await sees(pilot, "Propose 1: Vera Lund")
        await write(pilot, "today", "housing", "asked for us")
        await sees(pilot, "Each agency answers now")
        assert any(one.name == "Vera Lund" for one in listed(full_table))


async def test_what_a_later_export_says_is_looked_at_and_only_what_is_chosen_is_written_down(full_table, tmp_path):
    folder = tmp_path / "hmis"
    folder.mkdir()
    head = "PersonalID,FirstName,LastName,DOB,DateCreated,DateUpdated,UserID,ExportID"
    (folder / "Client.csv").write_text(f"{head}\n77,Vera,Lund,1979-02-03,2026-01-01,2026-01-01,u,e\n")
    (folder / "Enrollment.csv").write_text(
        "EnrollmentID,PersonalID,ProjectID,EntryDate,HouseholdID\n1,77,p1,2026-02-01,h1\n"
    )
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        propose_picked(
            app.table, app.person, read_export(folder, today=NOW.date()), ["77"], asked_on=NOW.date(), clock=app.clock
        )
        (folder / "Client.csv").write_text(f"{head}\n77,Vera,Lundgren,1980-02-03,2026-01-01,2026-01-01,u,e\n")
        await pilot.press("2", "I")
        await typed(pilot, str(folder))
        await pilot.press("enter")
        await sees(pilot, "d differences (2)")
        await pilot.press("d")
        await sees(pilot, "HMIS says 2 things differently")
        await pilot.press("enter")
        await sees(pilot, "Nothing is chosen yet")
        await pilot.press("space", "enter")
        await sees(pilot, "As HMIS says now")
        assert any(one.name == "Vera Lundgren" for one in listed(full_table))
