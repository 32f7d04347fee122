"""A table of an older version on the command line."""

from pathlib import Path

import pytest

from casetable.store.schema import HEAD
from tests.cli.conftest import Line
from tests.store.released import old_table


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_old_table_is_brought_up_to_date_and_that_is_said_once_beside_the_data(
    line: Line, engine: str, tmp_path: Path
) -> None:
    where = tmp_path / "old" / "partnership.casetable"
    where.parent.mkdir()
    old_table("0001", str(where))
    first = line(f"--table {where} --json week", who="Dana Reyes")
    assert first.json["week"]
    (copy,) = (where.parent / "backups").iterdir()
    assert first.err == f"The table was brought to schema {HEAD}; as it was before it is kept at {copy}.\n"
    assert line(f"--table {where} --json week", who="Dana Reyes").err == ""


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_where_and_verify_leave_an_old_table_as_it_is_and_say_so(line: Line, engine: str, tmp_path: Path) -> None:
    where = tmp_path / "old" / "partnership.casetable"
    where.parent.mkdir()
    old_table("0001", str(where))
    before = where.read_bytes()

    looked = line(f"--table {where} where", who=None)
    verified = line(f"--table {where} verify", who=None, code=6)

    assert str(where) in looked.out
    for said in (looked, verified):
        assert f"has schema 0001: it is brought to {HEAD} when" in said.err
    assert where.read_bytes() == before
    assert [one.name for one in where.parent.iterdir()] == [where.name]
