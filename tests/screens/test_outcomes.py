import pytest

from casetable.actions import consent, outcomes, participants, voice
from casetable.queries.outcomes import readings
from casetable.screens.outcomes import OutcomesScreen
from casetable.values.outcomes import NewReading
from casetable.words import Category, Method, OutcomeValue
from tests.screens.conftest import DOMAINS, NOW, Hand
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass


def seat(table, who="Dana Reyes"):
    return table.seat(who, Hand())


def by_domain(table, ref):
    row = next(one for one in readings(seat(table)) if one.participant == ref)
    return {one.domain: one for one in row.outcomes}


async def opened(pilot):
    app = pilot.app
    await until(pilot, lambda: app.loaded is not None)
    await pilot.press("2")
    await until(pilot, lambda: app.current_mode == "participants" and bool(app.screen.people))
    await pilot.press("k")
    await until(pilot, lambda: isinstance(app.screen, OutcomesScreen) and bool(app.screen.read.rows))
    await pilot.pause()


@pytest.fixture
def five(lived):
    """Five participants at the table, each with a baseline in every domain."""
    table, first = lived
    clock = Hand(NOW)
    dana = table.seat("Dana Reyes", clock)
    names = {one.name: one.participant for one in readings(dana)}
    refs = [first, names["Ana Ruiz"], names["Bo Lindgren"]]
    for name in ("Eve Stone", "Finn Gray"):
        ref = participants.propose(dana, name=name, considered_on=dana.today, year_of_birth=1980).ref
        for who in ("Lee Park", "Omar Haddad"):
            participants.agree(table.seat(who, clock), ref)
        consent.add_release(dana, ref, to="all", category=Category.GENERAL, since=dana.today, method=Method.WRITTEN)
        refs.append(ref)
    for ref in refs[1:]:
        outcomes.record_baselines(dana, ref, [NewReading(ref, domain, None, note="as it was") for domain in DOMAINS])
        voice.set_contact(dana, ref, how="text")
        participants.activate(dana, ref)
    return table, refs


@pytest.mark.slow
async def test_five_participants_and_seven_domains_take_fewer_than_sixty_keys(five):
    table, refs = five
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        pressed = []

        async def press(*keys):
            pressed.extend(keys)
            await pilot.press(*keys)

        await press("2")
        await until(pilot, lambda: app.current_mode == "participants" and bool(app.screen.people))
        await press("k")
        await until(pilot, lambda: isinstance(app.screen, OutcomesScreen) and len(app.screen.read.rows) == 5)
        for _ in refs:
            await press("plus", "equals_sign", "minus", "0", "plus", "equals_sign", "plus")
        await sees(pilot, "35 answered, enter stores")
        await press("enter")
        await until(pilot, lambda: not isinstance(app.screen, OutcomesScreen))
        assert len(pressed) < 60
    for ref in refs:
        newest = {domain: one.worker[-1].value.value for domain, one in by_domain(table, ref).items()}
        assert list(newest.values()) == ["better", "same", "worse", "unknown", "better", "same", "better"]


async def test_everything_is_one_entry_that_one_undo_takes_back(five):
    table, _ = five
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        start = app.screen.read.who.participant
        await pilot.press("plus", "plus", "enter")
        await until(pilot, lambda: not isinstance(app.screen, OutcomesScreen))
        assert by_domain(table, start)["safety"].worker[-1].value is OutcomeValue.BETTER
        await pilot.press("u")
        await until(pilot, lambda: not any(one.on == NOW.date() for one in by_domain(table, start)["safety"].worker))


async def test_their_own_view_stands_beside_the_workers_and_a_note_goes_with_an_answer(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        app.screen.read.go_to(ref)
        app.screen.draw()
        await sees(pilot, "the worker's view")
        await sees(pilot, "housing as it was")
        await sees(pilot, "▲ better since Fri 20 Nov")
        await pilot.press("v")
        await sees(pilot, "their own view")
        await pilot.press("minus", "left", "n")
        await typed(pilot, "116 back in the car")
        await pilot.press("enter")
        await sees(pilot, "▼ worse, 116, back in the car")
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, OutcomesScreen))
    housing = by_domain(table, ref)["housing"]
    assert housing.worker[-1].value is OutcomeValue.BETTER
    assert (housing.participant[-1].value, housing.participant[-1].note) == (OutcomeValue.WORSE, "back in the car")
    assert housing.participant[-1].housing_code == 116


async def test_a_baseline_is_written_in_words_before_the_work_begins(lived):
    table, _ = lived
    app = an_app(table)
    ana = next(one.participant for one in readings(seat(table)) if one.name == "Ana Ruiz")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        app.screen.read.go_to(ana)
        app.screen.draw()
        await pilot.press("plus")
        await sees(pilot, f"{ana} has not begun: n writes how things stand now")
        await pilot.press("n")
        await typed(pilot, "116 sleeps in the car")
        await pilot.press("enter", "n")
        await typed(pilot, "safe enough")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: not isinstance(app.screen, OutcomesScreen))
    stood = by_domain(table, ana)
    assert stood["housing"].baseline.housing_code == 116
    assert stood["safety"].baseline.note == "safe enough"


async def test_answers_that_are_left_with_esc_come_back_with_the_key(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        app.screen.read.go_to(ref)
        await pilot.press("plus", "escape")
        await sees(pilot, "Your answers are kept, not stored yet")
        await pilot.press("k")
        await sees(pilot, "1 answered, enter stores")
        assert len(by_domain(table, ref)["housing"].worker) == 1


async def test_from_a_card_only_that_one_is_read_and_nobody_is_said_in_a_sentence(full_table, lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        app.open_card(ref)
        await sees(pilot, "In their words")
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, OutcomesScreen) and bool(app.screen.read.rows))
        assert [one.participant for one in app.screen.read.rows] == [ref]
        assert "Ana Ruiz" not in glass(app)
