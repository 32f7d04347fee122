"""Promises on the command line: asked, answered, done."""

import pytest

from tests.cli.conftest import Line
from tests.tables import Room


def test_one_line_asks_and_says_back_what_it_read(line: Line, chidi: str) -> None:
    said = line(f'task add "check rent arrears with County by thu @lee #{chidi[2:]} 30m"')

    assert said.err.startswith(f"Lee Park · {chidi} · due Thu 5 Nov · 30m: check rent arrears with County")
    assert said.out.endswith(" asked of Lee Park, due Thu 5 Nov.\n")
    (task,) = line("task list --json").json
    assert (task["owner"], task["participant"], task["due"]) == ("Lee Park", chidi, "2026-11-05")
    assert (task["size_minutes"], task["state"], task["verdict"]) == (30, "asked", "none")


def test_options_override_the_line(line: Line, chidi: str) -> None:
    said = line(f"task add bring papers by thu @lee --to omar --due +1w --participant {chidi} --size 2h --json")

    assert said.json["owner"] == "Omar Haddad"
    assert said.json["due"] == "2026-11-09"
    assert said.json["participant"] == chidi
    assert said.json["size_minutes"] == 120


def test_a_line_that_cannot_be_read_asks_nothing_and_names_every_problem(line: Line) -> None:
    said = line('task add "call @nobodyhere about #999"', code=2)

    assert "@nobodyhere" in said.err
    assert "#999" in said.err
    assert line("task list --json").json == []


def test_a_word_that_may_need_a_narrower_release_is_asked_about_once(line: Line, chidi: str) -> None:
    said = line(f"task add pick up meds #{chidi[2:]} by thu", code=2)

    assert "meds: keep to your agency? add ~health" in said.err
    assert line("task list --json").json == []
    assert line(f"task add pick up meds #{chidi[2:]} by thu --category general --json").json["category"] == "general"
    assert line(f"task add pick up meds #{chidi[2:]} by thu ~health --json").json["category"] == "health"


def test_a_participants_name_without_a_reference_asks_nothing_until_it_is_said_whom_it_means(
    line: Line, chidi: str
) -> None:
    said = line('task add "pick up papers for Chidi by thu"', code=2)

    assert f"Chidi Okafor: write #{chidi[2:]} if this is about them, #none if it is not." in said.err
    assert line("task list --json").json == []
    assert line(f'task add "pick up papers for Chidi by thu" --participant {chidi} --json').json["participant"] == chidi
    assert line('task add "give Chidi Obi of County a call by thu #none" --json').json["participant"] is None


def test_the_name_of_somebody_only_proposed_is_known_too(line: Line, room_at: Room) -> None:
    ref = room_at.propose("Ezra Tal")

    assert f"write #{ref[2:]}" in line("task add pick up papers for Ezra by thu", code=2).err


def test_a_telling_word_about_nobody_is_asked_about_once(line: Line) -> None:
    assert "naloxone: is this about a participant?" in line("task add order naloxone kits by thu", code=2).err
    assert line("task add order naloxone kits by thu ~general --json").json["participant"] is None


@pytest.mark.parametrize("words", ["call by yesterday", "call by end of day", "call 99999999999m by thu"])
def test_a_date_or_size_that_cannot_be_read_is_never_stored_with_another(line: Line, words: str) -> None:
    assert "nothing was asked" in line(f"task add {words}", code=2).err
    assert line("task list --json").json == []


def test_a_promise_goes_its_way_from_ask_to_done_undone_and_done_again(line: Line, room_at: Room) -> None:
    task = room_at.ask()
    assert line(f"task accept {task}", who="lee").out == f"{task} is promised for Fri 6 Nov.\n"
    assert line(f"task log {task[2:]} phoned County --minutes 20", who="lee").out == f"{task} logged.\n"
    assert line(f"task done {task} --minutes 1h --note filed", who="lee").out == f"{task} done.\n"
    assert line(f"task show {task} --json").json["minutes"] == 80
    line("undo", who="lee")
    assert line(f"task show {task} --json").json["state"] == "open"
    line("redo", who="lee")
    assert line(f"task show {task} --json").json["verdict"] == "kept"


def test_accept_by_a_later_date_offers_that_date(line: Line, room_at: Room) -> None:
    task = room_at.ask()

    assert "Mon 9 Nov offered instead" in line(f"task accept {task} --by +1w", who="lee").out
    assert line(f"task show {task} --json").json["offered_due"] == "2026-11-09"


@pytest.mark.parametrize("by", ["--by phone", "--by fri --by phone", "--by phone --by 2026-11-06"])
def test_accept_tells_a_date_from_how_it_was_heard(line: Line, room_at: Room, by: str) -> None:
    task = room_at.ask()

    line(f"task accept {task} --heard-from lee {by}")

    accepted = line(f"task show {task} --json").json["events"][-1]
    assert (accepted["kind"], accepted["due"]) == ("accepted", "2026-11-06")
    assert (accepted["by"], accepted["noted_by"], accepted["means"]) == ("Lee Park", "Dana Reyes", "phone")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--by phone", "Add --heard-from PERSON."),
        ("--heard-from lee", "Add --by mail, --by phone or --by paper."),
        ("--heard-from lee --by fri", "Add --by mail, --by phone or --by paper."),
        ("--by fri --by sat", "--by says two things at once."),
        ("--by soonish", "'soonish' is no date"),
    ],
)
def test_half_of_an_answer_is_refused_and_changes_nothing(line: Line, room_at: Room, words: str, told: str) -> None:
    task = room_at.ask()

    assert told in line(f"task accept {task} {words}", code=2).err
    assert line(f"task show {task} --json").json["state"] == "asked"


def test_done_on_behalf_names_both(line: Line, room_at: Room) -> None:
    task = room_at.promised()

    line(f"task done {task} --heard-from lee --by paper")

    assert "Lee Park, by paper, noted by Dana Reyes  done" in line(f"task show {task}").out


def test_only_the_owner_moves_a_promise(line: Line, room_at: Room) -> None:
    task = room_at.promised()

    assert "--heard-from" in line(f"task move {task} fri", code=3).err
    assert line(f"task move {task} '9 nov' --why 'office closed'", who="lee").out == f"{task} moved to Mon 9 Nov.\n"
    assert line("task list --json", who="lee").json[0]["moves"] == 1


def test_a_block_outside_is_said_plainly_and_one_at_the_table_is_known(line: Line, room_at: Room) -> None:
    task = room_at.promised()

    assert "--outside or --inside" in line(f"task block {task} County office", who="lee", code=2).err
    assert "(outside the table)" in line(f"task block {task} County office --outside", who="lee").out
    assert line(f"task unblock {task}", who="lee").out == f"{task} is open again.\n"
    assert "outside" not in line(f"task block {task} omar haddad", who="lee").out
    assert line(f"task show {task} --json").json["blocked_on"] == "omar haddad"


def test_help_is_wanted_and_given(line: Line, room_at: Room) -> None:
    task = room_at.promised()

    assert line(f"task want-help {task}", who="lee").out == f"{task} wants help.\n"
    assert "Omar Haddad helps Lee Park" in line(f"task help {task} --minutes 45", who="omar").out


def test_a_drop_waits_for_the_yes_of_the_one_who_asked(line: Line, room_at: Room) -> None:
    task = room_at.promised()

    assert "Dana Reyes is asked for a yes" in line(f"task drop {task} --reason not-needed", who="lee").out
    assert line(f"task agree-drop {task}").out == f"{task} drop agreed.\n"
    assert "participant, not-needed" in line(f"task drop {task} --reason tired", who="lee", code=2).err


def test_a_task_is_handed_over_declined_reopened_and_reworded(line: Line, room_at: Room) -> None:
    task = room_at.promised()

    handed = line(f"task hand {task} omar --by fri --why 'knows the clinic' --json", who="lee").json
    assert (handed["owner"], handed["handed_from"], handed["state"]) == ("Omar Haddad", task, "asked")
    new = handed["task"]
    line(f"task decline {new} --note 'no capacity'", who="omar")
    assert line(f"task reopen {new} --due +1w", who="lee").out == f"{new} is asked again, due Mon 9 Nov.\n"
    assert line(f"task edit {new} --title 'mine now'", who="lee", code=3).err.startswith(f"{new} was worded by HS.")
    assert line(f"task edit {new} --title 'both papers' --size 15m --json").json["title"] == "both papers"
    assert line(f"task edit {new}", code=2).err.startswith("Nothing to change.")


def test_lists_are_narrowed_by_state_owner_participant_and_agency(line: Line, room_at: Room, chidi: str) -> None:
    asked = room_at.ask("first", about=chidi)
    promised = room_at.promised("second", of="omar")

    def listed(words: str) -> set[str]:
        return {one["task"] for one in line(f"task list --json {words}").json}

    assert listed("") == {asked, promised}
    assert listed("--state asked") == {asked}
    assert listed("--owner omar") == {promised}
    assert listed(f"--participant {chidi}") == {asked}
    assert listed("--agency mental") == {promised}
    assert listed("--owner me") == set()
    assert "SS (Social Services)" in line("task list --agency XX", code=2).err


def test_a_long_list_says_how_much_it_left_out(line: Line, room_at: Room) -> None:
    for number in range(3):
        room_at.ask(f"task {number}")

    said = line("task list --limit 2")

    assert len(said.out.splitlines()) == 3
    assert said.err == "2 of 3. --limit 3 shows all.\n"


def test_an_empty_list_names_the_next_step_beside_the_data(line: Line) -> None:
    said = line("task list")

    assert said.out == ""
    assert "casetable task add" in said.err


def test_a_task_that_is_not_there_is_exit_code_4(line: Line) -> None:
    assert line("task show 999", code=4).err.startswith("There is no T-999 here.")
    assert line("task done T-999", code=4).out == ""


def test_json_of_a_task_and_of_its_receipt_agree(line: Line, room_at: Room) -> None:
    task = room_at.promised()

    receipt = line(f"task log {task} called --json", who="lee").json

    assert receipt["sentence"] == f"{task} logged."
    assert receipt["ref"] == receipt["task"] == task
    assert set(receipt) - {"sentence", "ref"} == set(line("task list --json").json[0])
