"""Releases in the app: a grid of who may hear what, recorded in a few keys, revoked after a yes, renewed."""

from casetable.words import Category, ReleaseState
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, sees, until
from tests.screens.glass import glass


def on_file(table, reference=None, who="Dana Reyes"):
    from casetable.queries.consent import releases

    return releases(table.seat(who, Hand()), reference)


def reference_of(table, name):
    from casetable.queries.participants import participants

    return next(one.participant for one in participants(table.seat("Dana Reyes", Hand())) if one.name == name)


async def open_releases(pilot, reference):
    await sees(pilot, "Week 48")
    await pilot.press("2")
    await sees(pilot, reference)
    pilot.app.screen.jump(reference)
    await pilot.press("c")
    await sees(pilot, "From ")


async def press(pilot, *keys):
    """Press keys as a person does, and count them."""
    await pilot.press(*keys)
    await pilot.pause()
    return len(keys)


async def test_general_for_everybody_takes_few_keys(full_table):
    reference = reference_of(full_table, "Di Marsh")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference)
        await sees(pilot, "No release on file")
        keys = await press(pilot, "space", "space", "space")
        assert glass(app).count("+ record") == 3
        await sees(pilot, "To record: general to SS, HS, MH.")
        keys += await press(pilot, "a")
        await sees(pilot, "from every agency: general to SS, HS, MH")
        keys += await press(pilot, *"+52w", "ctrl+s")
        await sees(pilot, "general may be told to HS, MH, SS")
        assert keys <= 10
        held = on_file(full_table, reference)
        assert {(one.terms.discloser, one.terms.receiver) for one in held} == {
            (one, other) for one in ("SS", "HS", "MH") for other in ("SS", "HS", "MH") if one != other
        }
        assert {(one.state, one.terms.category) for one in held} == {(ReleaseState.IN_FORCE, Category.GENERAL)}
        assert "+ record" not in glass(app)
