"""The list of an HMIS export on its own: who was chosen comes back, and nothing else."""

from pathlib import Path

import pytest

from casetable.screens.pick_app import PickApp
from tests.exchange.hmis_exports import read, texts

CLIENTS = [{"PersonalID": "A1"}, {"PersonalID": "B2", "DOB": "2015-01-01"}, {"PersonalID": "C3", "FirstName": "[/]"}]


@pytest.fixture
def app(tmp_path: Path) -> PickApp:
    """The list of an adult, a child, and somebody whose name looks like markup."""
    return PickApp(read(tmp_path, texts(CLIENTS)))


async def test_those_chosen_come_back_and_a_child_cannot_be(app: PickApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space", "down", "space", "enter")
    assert [client.personal_id for client in app.return_value or ()] == ["A1", "C3"]


async def test_leaving_brings_nobody_back(app: PickApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "escape")
    assert app.return_value is None
    assert app.return_code == 0


@pytest.mark.parametrize("config", [{"signs": "ascii"}, {"theme": "nord"}, {"theme": "no such theme"}])
async def test_it_opens_with_any_settings(tmp_path: Path, config: dict[str, object]) -> None:
    app = PickApp(read(tmp_path, texts(CLIENTS)), config)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
    assert app.return_code == 0
