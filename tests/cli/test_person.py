"""casetable person: the list, joining, roles, being away, and leaving with a handover."""

from io import StringIO

import pytest

from casetable.actions import participants
from tests.cli.conftest import Line
from tests.tables import Room


def test_somebody_joins_is_changed_and_leaves_by_typing(line: Line, room_at: Room, chidi: str) -> None:
    said = line("person add Nia Cole --agency mh --role frontline --reports-to ines --mail nia@example.org", who="ruth")
    assert said.out.startswith("Nia Cole joins the table for Mental Health (frontline).")
    line("person edit nia --phone '555 0142' --reports-to -", who="ruth")
    line("person roles nia frontline,supervisor", who="ruth")
    line("person away nia --until fri --cover omar", who="ruth")
    listed = next(one for one in line("person list --json").json if one["person"] == "Nia Cole")
    assert (listed["roles"], listed["phone"], listed["reports_to"]) == (["frontline", "supervisor"], "555 0142", None)
    assert (listed["away_until"], listed["cover"], listed["joined_on"]) == ("2026-11-06", "Omar Haddad", "2026-11-02")
    assert "until 2026-11-06 (Omar Haddad)" in line("person list").out
    said = line('task add "call back @nia fri"')
    assert "Nia Cole (away until Fri 6 Nov, Omar Haddad stands in)" in said.err
    assert "Omar Haddad is asked instead" in said.out
    assert "asked of somebody you stand in for" in line("week", who="omar").out
    line("person back nia", who="ruth")
    line("person appoint nia", who="zoe")
    said = line("person leave ruth --left-on yesterday", who="nia")
    assert said.out.startswith("Ruth Feld has left the table (Sun 1 Nov).")
    assert "Ruth Feld" in line("person list --left").out
    assert "left the table on Sun 1 Nov" in line("week", who="ruth", code=2).err
    assert "Ruth Feld" in line("history --person ruth").out


def test_each_thing_goes_to_whom_it_is_given_and_the_rest_is_unassigned(line: Line, room_at: Room, chidi: str) -> None:
    first, second = room_at.promised("FIRST", about=chidi), room_at.promised("SECOND")
    participants.lead(room_at.sit("lee"), chidi, room_at.id_of("lee"))
    line("person edit sol --reports-to lee", who="ruth", code=2)
    line("person edit lee --reports-to maria", who="ruth")
    line("person edit sol --reports-to lee", who="ruth")
    line("person away dana --until fri --cover lee", who="ruth")
    told = line("person handover lee --json", who="ruth").json
    assert list(told) == ["person", "agency", "left_on", "things", "elsewhere"]
    assert all(
        list(one) == ["key", "kind", "ref", "words", "participant", "due", "note", "assignable"]
        for one in told["things"]
    )
    assert {one["kind"] for one in told["things"]} == {"promise", "lead", "report", "cover"}
    assert "FIRST" in line("person handover lee").out
    given = f"--task {first[2:]}=sol --lead {chidi}=omar --report sol=maria --cover dana=-"
    said = line(f"person leave lee {given}", who="ruth")
    assert f"To Sol Grant: {first}." in said.out
    unassigned = said.out.partition("Unassigned: ")[2]
    assert {second, "standing in for Dana Reyes"} <= set(unassigned.partition(" (casetable")[0].split(", "))
    board = line("week", who="sol").out
    assert f"1 unassigned ({second})" in board
    assert f"unassigned (Lee Park) {second}" in board
    assert "Lee Park left on Mon 2 Nov 2026; it goes on by: casetable task hand" in line(f"task show {second}").out
    assert line(f"task show {second} --json").json["unassigned"] is True
    assert second in line("task list --owner lee").out
    assert line("week --json", who="ruth").json["needs"]["unassigned"] == [second]
    assert line("person handover lee", who="sol").out.startswith("Lee Park (SS), left on 2026-11-02")
    line(f"task hand {second} sol", who="sol")
    assert "unassigned" not in line("week", who="sol").out


def test_leaving_at_a_terminal_says_what_goes_where_and_asks(
    line: Line, room_at: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = room_at.promised("FIRST")
    monkeypatch.setattr("casetable.cli.person_leave.is_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", StringIO("n\n"))
    said = line("person leave lee", who="ruth", code=1).err
    assert f"0 of 1 things are handed over. Unassigned: {first}." in said
    assert "Nothing was changed." in said
    assert "Lee Park has left" in line("person leave lee --yes", who="ruth").out


REFUSED = (
    ("person add Nia --agency MH --role frontline", "dana", 3, "the coordinator keeps the list of people"),
    ("person edit lee --phone 5", "dana", 3, "the coordinator keeps the list of people"),
    ("person edit me --reports-to vera", "dana", 3, "written down by the coordinator"),
    ("person roles lee adviser", "maria", 3, "the coordinator keeps the list of people"),
    ("person roles me adviser", "ruth", 3, "Nobody changes their own roles"),
    ("person appoint dana", "ruth", 3, "a manager appoints a coordinator"),
    ("person appoint dana --heard-from maria --by phone", "omar", 3, "Only a coordinator writes down"),
    ("person add me --agency MH --role frontline", "ruth", 2, "a word of its own here"),
    ("person appoint me", "maria", 3, "Nobody appoints themselves"),
    ("person away lee --until fri", "dana", 3, "the coordinator keeps the list of people"),
    ("person back lee", "dana", 3, "the coordinator keeps the list of people"),
    ("person leave lee", "sol", 3, "the coordinator keeps the list of people"),
    ("person leave me", "ruth", 3, "You are the only coordinator"),
    ("person away", "dana", 2, "Away until when"),
    ("person leave lee --task 1", "ruth", 2, "does not say who takes what"),
    ("person leave lee --task 1=sol", "ruth", 2, "Lee Park does not have T-1 to hand over"),
    ("person leave lee --report dana=sol", "ruth", 2, "is nobody whom Lee Park is reported to by"),
    ("person leave lee --left-on 2026-11-20", "ruth", 2, "still to come"),
    ("person roles lee king", "ruth", 2, "'king' is no role"),
)


def test_what_may_not_be_is_refused_with_its_reason(line: Line) -> None:
    for words, who, code, said in REFUSED:
        refused = line(words, who=who, code=code)
        assert said in refused.err, words
        assert refused.out == ""
        assert "Traceback" not in refused.err
