"""Participants, releases, people and finding on the command line."""

from sqlcipher3 import dbapi2

from tests.cli.conftest import Line
from tests.tables import Room


def test_somebody_is_proposed_agreed_released_and_stands_on_the_board(line: Line) -> None:
    said = line("participant propose Ana Kowal --asked-on '1 nov' --needs 'a room' --born 1984 --json").json
    ref = said["participant"]
    assert (said["state"], said["name"], said["agencies_to_answer"]) == ("proposed", "Ana Kowal", ["SS", "MH"])

    line(f"participant agree {ref}", who="lee")
    assert "agreed by all" in line(f"participant agree {ref} --heard-from omar --by mail", who="lee").out
    assert "Ana" not in line("week", who="omar").out
    released = line(f"release add {ref} --to all --from today --until 2027-11-01 --method written").out
    assert "general may be told to HS, MH, SS" in released
    assert f"{ref} Ana Kowal" in line("week", who="omar").out


def test_a_yes_is_looked_for_in_the_past(line: Line) -> None:
    ref = line("participant propose Bo --asked-on fri --born 1970 --json").json["participant"]

    assert line(f"participant show {ref} --json").json["needs"] is None
    assert "--asked-on" in line("participant propose Cy --born 1970", code=2).err
    assert "future" in line("participant propose Cy --born 1970 --asked-on tomorrow", code=2).err


def test_a_declined_proposal_is_passed_over_once_its_proposer_knows(line: Line, room_at: Room) -> None:
    ref = room_at.propose()

    said = line(f"participant decline {ref} --reason no-capacity --note 'met last month'", who="lee").out
    assert "passed over once HS has been told" in said
    assert f"1 of your proposals declined ({ref})" in line("week").out
    assert line("week --json").json["needs"]["declined"] == [ref]
    assert "Only" not in line(f"participant pass-over {ref}", who="lee", code=3).out
    assert line(f"participant pass-over {ref} --json").json["state"] == "passed_over"


def test_who_told_the_proposer_says_so_and_it_is_passed_over(line: Line, room_at: Room) -> None:
    ref = room_at.propose()

    said = line(f"participant decline {ref} --told --json", who="lee").json
    assert said["state"] == "passed_over"
    assert [(one["agency"], one["reason"]) for one in said["answers"]] == [("SS", "other"), ("HS", None)]


def test_a_card_shows_releases_and_open_tasks(line: Line, room_at: Room, chidi: str) -> None:
    task = room_at.ask(about=chidi)

    shown = line(f"participant show {chidi}").out

    assert shown.startswith(f"{chidi}  Chidi Okafor\n")
    assert "general: HS may tell SS, in force, from 2026-11-02 until 2027-10-31, written" in shown
    assert f"{task}  ? asked  rent arrears letter (Lee Park)" in shown


def test_releases_about_to_end_are_listed_and_one_is_revoked(line: Line, room_at: Room) -> None:
    ref = room_at.agreed(released=False)
    soon = line(f"release add {ref} --from-agency HS --to MH --until 2026-11-20 --method written --json").json
    line(f"release add {ref} --from-agency HS --to SS --method written")

    assert (soon["discloser"], soon["receiver"], soon["until"], soon["state"]) == ("HS", "MH", "2026-11-20", "in_force")
    assert [one["release"] for one in line("release list --ending 3w --json").json] == [soon["release"]]
    assert line("release list --ending 2w --json").json == []
    assert len(line(f"release list {ref} --json").json) == 2
    assert line(f"release revoke {soon['release']} --json").json["state"] == "revoked"
    assert line("undo", code=1).err.startswith("The last thing you did cannot be undone")
    assert "days" in line("release list --ending soon", code=2).err


def test_all_of_a_participants_releases_of_a_category_are_revoked_at_once(line: Line, chidi: str) -> None:
    line(f"release add {chidi} --to all --category health --from-agency HS --from today --method written --purpose x")
    before = line(f"release list {chidi} --json").json

    assert line(f"release revoke {chidi} --category health --why 'said so'").out.startswith(f"{chidi}: 2 releases are")
    after = line(f"release list {chidi} --json").json
    assert {one["category"] for one in after if one["state"] == "revoked"} == {"health"}
    assert len(after) == len(before)
    assert line(f"release revoke {chidi} --to MH --json").json["ref"] == chidi
    assert "no such release" in line(f"release revoke {chidi} --to MH", code=1).err
    assert "Leave them out" in line("release revoke R-12 --category health", code=2).err


def test_a_release_that_lacks_something_says_what(line: Line, chidi: str) -> None:
    assert "--method" in line(f"release add {chidi} --to SS --from today", code=2).err
    assert "--to" in line(f"release add {chidi} --method written", code=2).err
    said = line(f"release add {chidi} --to SS --category health --from-agency HS --from today --method written")
    assert "health may be told to SS" in said.out


def test_find_wants_a_few_letters(line: Line) -> None:
    assert line.typed(["find", ""]).err.startswith("Type a few letters.")
    assert line.typed(["find", " "]).code == 2


def test_people_and_finding(line: Line, room_at: Room, chidi: str) -> None:
    task = room_at.ask("arrears letter", about=chidi)

    assert "Omar Haddad" in line("person list").out
    assert line("find arrears --json").json == [
        {"kind": "task", "ref": task, "text": "arrears letter · Lee Park · asked"}
    ]
    assert line("find chidi --json").json[0]["ref"] == chidi
    assert line("find nothing like it").out == ""


def test_history_is_narrowed_by_person_day_and_subject(line: Line, room_at: Room) -> None:
    task = room_at.promised()

    def labels(words: str) -> list[str]:
        return [one["action"] for one in line(f"history --json {words}").json]

    assert labels(task) == ["task.accept", "task.ask"]
    assert labels("--person lee") == ["task.accept"]
    assert labels("--day yesterday") == []
    assert labels("--day mon")[:2] == ["task.accept", "task.ask"]
    assert "2026-11-02 09:00  Lee Park" in line("history").out


def test_a_broken_log_is_exit_code_9(line: Line, room_at: Room) -> None:
    room_at.promised()
    assert line("verify").out.startswith("All is well.\n")
    room_at.table.close()
    connection = dbapi2.connect(line.where)
    connection.execute("DROP TRIGGER log_no_update")
    connection.close()

    said = line("verify", code=9)

    assert "log_no_update" in said.out
    assert said.err.startswith("This table does not verify.")
    assert line("verify --json", code=9).json["ok"] is False


def test_a_way_to_the_table_and_from_it(line: Line) -> None:
    ref = line("participant consider Ana Kowal --asked-on '1 nov' --needs 'a room' --born 1984 --for SS --json").json[
        "participant"
    ]
    assert line(f"participant show {ref} --json", who="omar").json["needs"] is None
    assert line(f"participant edit {ref} --name 'Ana Kowalska' --for all --json").json["name"] == "Ana Kowalska"
    assert "Correct it first" in line(f"participant propose {ref} --born 1985", code=2).err
    assert line(f"participant propose {ref} --json").json["state"] == "proposed"
    assert "--heard-from" in line(f"participant agree {ref} --agency MH", who="lee", code=3).err
    line(f"participant agree {ref}", who="lee")
    line(f"participant agree {ref} --agency MH --heard-from omar --by phone", who="lee")
    assert "a general release to SS" in line(f"participant activate {ref}", code=1).err

    line(f"participant lead {ref} dana")
    assert line("participant list --json").json[0]["lead"] == "Dana Reyes"
    assert "is not shared with MH" in line(f"participant team {ref} omar", code=4).err
    assert "a child lives" in line(f"participant household {ref} --child yes").out
    assert "either" in line(f"participant household {ref}", code=2).err

    assert "no destination" in line(f"participant leave {ref} --reason housed --destination 12345", code=2).err
    left = line(f"participant leave {ref} --reason housed --destination 410 --json").json
    assert (left["state"], left["leaving_reason"], left["destination"]) == ("left", "housed", 410)
    assert line("undo", code=1).err
    assert line(f"participant return {ref} --why mistaken --json").json["state"] == "agreed"


def test_what_a_tick_removed_is_told_to_who_may_list_them(line: Line, room_at: Room) -> None:
    ref = room_at.propose()
    line(f"participant decline {ref} --told", who="lee")

    said = line("tick --on 2027-02-01", who="dana").out

    assert f"{ref} was passed over: name and reason are removed" in said
    assert "removed" in line("participant list").out
