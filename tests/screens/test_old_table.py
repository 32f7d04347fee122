"""A table of an older version in the app."""

from datetime import UTC, datetime

from casetable.seat import open_table
from casetable.store.schema import HEAD
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, sees
from tests.store.released import old_table


async def test_the_app_says_that_an_old_table_was_brought_up_to_date(tmp_path):
    old_table("0001", str(tmp_path / "old.casetable"))
    table = open_table(str(tmp_path / "old.casetable"))
    clock = Hand(datetime(2027, 1, 4, 15, tzinfo=UTC))
    async with an_app(table, clock=clock).run_test(size=(80, 24)) as pilot:
        await sees(pilot, f"The table was brought to schema {HEAD}; as it was before it is kept at")
    table.close()
