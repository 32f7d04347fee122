"""Erasing on the command line: asked first, answered, then for good; the name is in no file of the table."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from casetable.store import cleaning
from tests.cli.conftest import Line
from tests.erasing import NAME, left, says_name, written_about
from tests.tables import Room

LATER = "2026-11-04"


@pytest.fixture
def gone(line: Line, room_at: Room) -> str:
    """Somebody written about everywhere who left."""
    return left(room_at, written_about(room_at))


def answered(line: Line, ref: str) -> None:
    line(f"participant erase {ref} --reason 'they asked for it'", who="ruth", on=LATER)
    for who in ("lee", "dana"):
        line(f"participant erase-answer {ref} --nothing", who=who, on=LATER)
    line(f"participant erase-answer {ref} --nothing --heard-from omar --by mail", who="ruth", on=LATER)


def test_the_way_from_the_reason_to_the_end(line: Line, room_at: Room, gone: str, tmp_path: Path) -> None:
    assert "nobody was asked yet" in line(f"participant erase {gone} --yes", who="ruth", on=LATER, code=1).err
    asked = line(f"participant erase {gone} --reason 'they asked for it'", who="ruth", on=LATER).out
    assert "SS, HS, MH are offered their own notes" in asked
    assert "court" not in line(f"participant erase-answer {gone} --hold 'in court'", on=LATER).out
    waiting = line(f"participant erase {gone} --yes", who="ruth", on=LATER, code=1).err
    assert "HS holds; SS, MH have not answered" in waiting
    own = tmp_path / "own.md"
    assert str(own) in line(f"participant erase-answer {gone} --take {own}", on=LATER).out
    assert NAME in own.read_text()
    assert "Wilhelmina is known for years" in own.read_text()
    line(f"participant erase-answer {gone} --nothing", who="lee", on=LATER)
    line(f"participant erase-answer {gone} --nothing --heard-from omar --by mail", who="ruth", on=LATER)
    assert "--yes says it" in line(f"participant erase {gone}", who="ruth", on=LATER, code=1).err
    assert "is erased" in line(f"participant erase {gone} --yes", who="ruth", on=LATER).out
    assert not says_name(Path(line.where).read_bytes())
    line(f"participant show {gone}", who="ruth", on=LATER, code=4)
    assert "(erased)" in line("history", who="ruth", on=LATER).out
    assert "All is well" in line("verify").out
    assert "Nothing is left to clean" in line("participant erase --finish", who="ruth", on=LATER).out
    exported = line(f"export {tmp_path / 'all.json'}", who="dana", on=LATER)
    assert exported.code == 0
    assert not says_name((tmp_path / "all.json").read_bytes())


def test_while_another_program_reads_the_erasure_stands_and_its_end_is_caught_up_on(
    line: Line, gone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "WAIT", 0.1)
    answered(line, gone)
    reader = dbapi2.connect(line.where, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM log").fetchone()
    said = line(f"participant erase {gone} --yes", who="ruth", on=LATER, code=7)
    assert "is erased" in said.out
    assert "--finish" in said.err
    line("participant erase --finish", who="ruth", on=LATER, code=7)
    reader.close()
    assert "out of the table's files" in line("participant erase --finish", who="ruth", on=LATER).out
    assert not says_name(Path(line.where).read_bytes())


def test_as_json_it_says_which_older_copies_hold_the_name(line: Line, gone: str) -> None:
    backup = line("backup --json", who="ruth", on="2026-11-03").json["backup"]
    answered(line, gone)
    told = line(f"participant erase {gone} --yes --json", who="ruth", on=LATER).json
    assert list(told) == ["sentence", "ref", "unfinished", "backups", "unseen"]
    assert told["backups"] == [backup]
    assert told["unfinished"] is None


def test_the_reason_is_asked_about_once_where_it_may_be_narrower(line: Line, gone: str) -> None:
    asked = line(f"participant erase {gone} --reason 'she relapsed in the shelter'", who="ruth", on=LATER, code=2).err
    assert "keep to your agency?" in asked
    line(f"participant erase {gone} --reason 'she relapsed' --category sud", who="ruth", on=LATER, code=2)
    assert "nobody was asked yet" in line(f"participant erase {gone} --yes", who="ruth", on=LATER, code=1).err
    again = f"participant erase {gone} --reason 'she relapsed in the shelter' --category general"
    assert "is to be erased" in line(again, who="ruth", on=LATER).out


def test_one_answer_is_wanted_and_notes_are_taken_by_their_own_agency(line: Line, gone: str, tmp_path: Path) -> None:
    line(f"participant erase {gone} --reason asked", who="ruth", on=LATER)
    assert "One answer" in line(f"participant erase-answer {gone}", on=LATER, code=2).err
    assert "One answer" in line(f"participant erase-answer {gone} --nothing --hold x", on=LATER, code=2).err
    taken = f"participant erase-answer {gone} --take {tmp_path / 'x.md'} --heard-from omar --by mail"
    assert "somebody of their agency" in line(taken, who="ruth", on=LATER, code=2).err
    assert "Who is to be erased" in line("participant erase", who="ruth", on=LATER, code=2).err
    assert "erased by the coordinator" in line(f"participant erase {gone} --yes", on=LATER, code=3).err
