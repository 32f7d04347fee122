"""The week in plain lines and as JSON, my list, my notes."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from casetable.actions import tasks
from tests.cli.conftest import Line
from tests.tables import FRI, MON, WED, Room


def test_the_board_reads_line_by_line_within_80_columns(line: Line, room_at: Room, chidi: str) -> None:
    late = room_at.promised("ID papers", of="dana", by="dana", due=MON, about=chidi)
    asked = room_at.ask("bring papers " * 9, of="omar", due=WED, about=chidi)

    printed = line("week", on="2026-11-05").out

    lines = printed.splitlines()
    assert lines[0] == "Eastside Table: week 45, Mon 2 to Sun 8 Nov 2026"
    assert lines[1] == "Dana Reyes, Homeless Services. Conference Fri 13 Nov, in 8 days."
    assert f"Needs you: 1 late ({late})" in printed
    assert f"{chidi} Chidi Okafor" in lines
    assert f"  HS  ! ID papers, 3d late (Dana Reyes) {late}" in lines
    assert "  SS  –" in lines
    assert " ".join(printed.split()).count(f"bring papers, asked (Omar Haddad) {asked}") == 1
    assert lines[-2:] == ["Help wanted: nobody asked", "This week: 0 done, 1 open, 1 asked."]
    assert max(map(len, lines)) <= 80


def test_signs_are_ascii_where_the_settings_say_so(line: Line, room_at: Room, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("ascii = true\n")
    task = room_at.ask()

    assert f"? rent arrears letter, asked (Lee Park) {task}" in line("week").out
    assert "  HS  -\n" in line("week").out


def test_an_empty_board_names_the_next_step(line: Line) -> None:
    assert "Nobody stands on this board yet: casetable participant propose" in line("week").out


def test_another_week_is_named_as_one(line: Line, room_at: Room) -> None:
    room_at.promised("viewing", due=FRI)

    assert "week 46, Mon 9 to Sun 15 Nov 2026 (not this week)" in line("week next").out
    assert line("week 2026-W45 --json").json["tasks"][0]["title"] == "viewing"
    assert line("week next --json").json["tasks"] == []
    assert line("week someday", code=2).err.startswith("'someday' is no week.")


def test_my_week_is_what_i_promised_and_asked(line: Line, room_at: Room) -> None:
    mine = room_at.promised("call County", of="dana", by="dana")
    asked = room_at.ask("letter", of="lee")
    room_at.ask("not mine", by="omar", of="lee")

    assert [task["task"] for task in line("week --mine --json").json] == sorted([mine, asked])
    assert f"· call County, due fri (Dana Reyes) {mine}" in line("week --mine").out
    assert "not mine" not in line("week --mine").out


def test_notes_are_dated_lines_ready_to_paste(line: Line, room_at: Room, chidi: str) -> None:
    task = room_at.promised("lease", of="dana", by="dana", about=chidi)
    line(f"task log {task} 'phoned the landlord' --minutes 20 --contact", on="2026-11-03")
    tasks.complete(room_at.sit("dana", WED), task, note="signed")

    lines = line("week --mine --as-notes", on="2026-11-05").out.splitlines()

    assert lines == [
        f"2026-11-03  {chidi} Chidi  contact  lease: phoned the landlord  20 min",
        f"2026-11-04  {chidi} Chidi  done  lease: signed",
    ]
    assert line("week --as-notes", who="omar").out == ""


@pytest.mark.parametrize("words", ["week --json", "--json"])
def test_bare_and_week_print_the_same_json(line: Line, room_at: Room, words: str) -> None:
    room_at.ask()

    assert line(words).json == line("week --json").json


def test_bare_lets_the_clock_speak_before_it_prints_the_board(line: Line, room_at: Room) -> None:
    day = date.today() - timedelta(days=14)
    task = room_at.ask(day=day, due=day + timedelta(days=2))

    said = line("", on=None)

    assert said.err.startswith(f"{task} returned to its asker unanswered")
    assert said.out.startswith("Eastside Table: week ")
    assert line(f"task show {task} --json").json["state"] == "returned"


def test_the_clock_needs_nobody_to_be_named(line: Line, room_at: Room) -> None:
    task = room_at.ask()

    assert task in line("tick", who=None, on="2026-11-20").out
    assert line("tick", who=None, on="2026-11-20").out == ""


def test_the_clock_counts_what_it_may_not_tell(line: Line, room_at: Room, chidi: str) -> None:
    room_at.ask("papers", about=chidi)

    said = line("tick", who=None, on="2026-11-20")

    assert (said.out, said.err) == ("", "Done: 1. --as PERSON says which.\n")


def test_a_week_of_no_year_that_can_be_shown_is_refused(line: Line) -> None:
    assert "1900 to 2199" in line("week 9999-W52", code=2).err


def test_looking_at_another_day_changes_nothing_and_tick_does(line: Line, room_at: Room) -> None:
    task = room_at.ask()

    line("", on="2026-11-20")
    assert line(f"task show {task} --json").json["state"] == "asked"
    assert line("tick --json", on="2026-11-20").json[0]["ref"] == task
    assert line(f"task show {task} --json").json["state"] == "returned"
    assert line("tick", on="2026-11-20").err == "Nothing is due, as far as you may know.\n"


def test_what_the_clock_did_is_told_only_to_those_who_may_know_of_it(line: Line, room_at: Room, chidi: str) -> None:
    task = room_at.ask(about=chidi)

    assert line("tick", who="abe", on="2026-11-20").err == "Nothing is due, as far as you may know.\n"
    assert line(f"task show {task} --json").json["state"] == "returned"


def test_a_manager_reads_how_many_and_not_which(line: Line, room_at: Room, chidi: str) -> None:
    room_at.promised("ID papers", of="dana", by="dana", about=chidi)
    room_at.ask("bring papers", of="dana", by="lee", about=chidi)
    room_at.ask("a bed", of="omar", about=chidi)

    printed = line("week", who="zoe").out

    assert chidi in printed.splitlines()
    assert "  HS  1 open, 1 asked" in printed
    assert "  SS  –" in printed
    assert "papers" not in printed
    assert "Dana" not in printed
    assert printed.splitlines()[-1] == "This week: 0 done, 1 open, 2 asked."
    assert line("week --json", who="zoe").json["counts"] == [
        {"participant": chidi, "agency": "HS", "open": 1, "done": 0, "asked": 1},
        {"participant": chidi, "agency": "MH", "open": 0, "done": 0, "asked": 1},
    ]
    assert line("week --json").json["counts"] == []
