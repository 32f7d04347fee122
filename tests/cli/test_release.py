"""casetable release: several at once, a no, renewals, and the work-list of endings."""

import pytest

from casetable.actions import consent
from casetable.words import Category, Method
from tests.cli.conftest import Line
from tests.tables import Room


@pytest.fixture
def ana(room_at: Room) -> str:
    """Ana, agreed by all; nothing is released."""
    return room_at.agreed("Ana Kowal", released=False)


def listed(line: Line, words: str, who: str = "dana") -> list[tuple[str, str, str, str]]:
    """Releases as discloser, receiver, category, state."""
    found = line(f"{words} --json", who=who).json
    return [(one["discloser"], one["receiver"], one["category"], one["state"]) for one in found]


def test_agencies_and_categories_are_recorded_in_one_go(line: Line, ana: str) -> None:
    words = f"release add {ana} --from-agency HS --to SS --to MH --category general --category health --method written"
    assert line(words).out.startswith(f"{ana}: general, health may be told to MH, SS (R-")
    assert sorted(listed(line, f"release list {ana}")) == [
        ("HS", receiver, category, "in_force") for receiver in ("MH", "SS") for category in ("general", "health")
    ]
    line("undo")
    assert listed(line, f"release list {ana}") == []


def test_as_json_all_releases_of_one_entry_are_told(line: Line, ana: str) -> None:
    made = line(f"release add {ana} --from-agency HS --to SS --to MH --method written --json").json
    assert [(one["receiver"], one["release"] == made["ref"]) for one in made["releases"]] == [
        ("SS", True),
        ("MH", False),
    ]
    assert made["release"] == made["ref"]


@pytest.mark.parametrize(
    "words",
    [
        'release add {} --from-agency HS --to SS --method written --purpose "relapse care"',
        'release add {} --from-agency HS --to SS --method written --ends-when "detox is over"',
        'release refuse {} --from-agency HS --to SS --method verbal --why "she has HIV"',
    ],
)
def test_narrow_words_beside_a_general_release_are_asked_about_once(line: Line, ana: str, words: str) -> None:
    asked = line(words.format(ana), code=2)
    assert "beside a general release?" in asked.err
    assert "~general" in asked.err
    assert listed(line, f"release list {ana}") == []
    line(f'{words.format(ana)[:-1]} ~general"')
    (made,) = line(f"release list {ana} --json").json
    assert "~general" not in str(made)


def test_why_is_asked_about_when_a_general_release_is_revoked(line: Line, ana: str) -> None:
    ref = line(f"release add {ana} --from-agency HS --to SS --method written --json").json["ref"]
    for whom in (ref, ana):
        assert "relapse: is it to stand" in line(f'release revoke {whom} --why "relapse"', code=2).err
    assert "relapse: is it to stand" in line(f'release renew {ref} --no-end --purpose "relapse"', code=2).err
    assert listed(line, f"release list {ana}") == [("HS", "SS", "general", "in_force")]
    line(f'release revoke {ref} --why "relapse ~general"')
    assert [one["why"] for one in line(f"release list {ana} --json").json] == ["relapse"]


def test_the_event_that_ends_a_release_stands_in_the_list_and_on_the_card(line: Line, ana: str) -> None:
    line(f'release add {ana} --from-agency HS --to SS --method written --ends-when "place found"')
    assert "when place found" in line(f"release list {ana}").out
    assert "ends when place found" in line(f"participant show {ana}").out


def test_choosing_among_a_participants_releases_says_whom_was_meant(line: Line, ana: str) -> None:
    number = ana.removeprefix("P-")
    assert f"Name the participant: {ana}." in line(f"release revoke {number} --to MH", code=2).err


def test_what_is_on_file_is_said_and_changes_nothing(line: Line, chidi: str) -> None:
    before = line("release list --json").json
    said = line(f"release add {chidi} --from-agency HS --to SS --method written --until 2027-01-31", code=1)
    assert "gives as much already" in said.err
    assert line("release list --json").json == before


@pytest.mark.parametrize(
    ("words", "sentence", "code"),
    [
        ("--category sud --method verbal --until 2027-01-31 --purpose care", "needs a written release", 2),
        ("--category sud --method written --until 2027-01-31", "needs a purpose", 2),
        ("--category vs --method written --purpose care --ends-when housed", "needs an end", 2),
        ("--method inferred", "at least a verbal", 2),
        ("--method written --from 2026-11-20 --until 2026-11-19", "ends before it begins", 2),
    ],
)
def test_what_may_not_stand_is_a_sentence_an_exit_code_and_nothing_changed(
    line: Line, ana: str, words: str, sentence: str, code: int
) -> None:
    said = line.typed(["release", "add", ana, "--from-agency", "HS", "--to", "SS", *words.split()])
    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert listed(line, f"release list {ana}") == []


def test_a_future_release_is_recorded_and_opens_nothing_before_its_day(line: Line, ana: str) -> None:
    said = line(f"release add {ana} --to all --method written --from 2026-11-05")
    assert "Not yet: it holds from thu, and opens nothing before." in said.out
    refused = line(f'task add "call them by fri" --to lee --participant {ana}', code=1)
    assert "no release" in refused.err
    assert line("task list --json").json == []


def test_a_no_is_listed_with_its_reason(line: Line, ana: str) -> None:
    told = line(f"release refuse {ana} --from-agency HS --to SS --method verbal --why 'not now' --json").json
    assert (told["state"], told["why"], told["from"]) == ("refused", "not now", "2026-11-02")
    assert line(f"release refuse {ana} --to SS --method verbal --said-on tomorrow", code=2).err.startswith("Their no")
    assert listed(line, f"release list {ana}") == [("HS", "SS", "general", "refused")]


def test_a_release_is_renewed_from_the_day_after_its_end(line: Line, ana: str) -> None:
    old = line(f"release add {ana} --from-agency HS --to SS --method written --until 2026-11-06 --json").json
    assert (old["renews"], old["ends_when"]) == ("Dana Reyes", None)
    assert "Until when" in line(f"release renew {old['release']}", code=2).err
    new = line(f"release renew {old['release']} --until 2027-11-06 --json").json
    assert (new["from"], new["until"], new["state"]) == ("2026-11-07", "2027-11-06", "not_yet")
    assert len(line(f"release list {ana} --json").json) == 2
    assert "goes on as" in line(f"release renew {old['release']} --no-end", code=1).err


def test_the_work_list_says_who_renews_and_all_of_somebodys_are_renewed_at_once(line: Line, room_at: Room) -> None:
    ref = room_at.agreed(released=False)
    line(f"release add {ref} --to all --method written --until 2026-11-20 --paper 'drawer 4'")
    found = line("release list --ending 30d").out.splitlines()
    assert len(found) == 7
    assert all(one.endswith("Dana Reyes") for one in found[1:])
    assert len(line(f"release list {ref} --ending 30d --json").json) == 6
    assert "go on until 20 Nov 2027" in line(f"release renew {ref} --until 2027-11-20").out
    said = line("release list --ending 30d")
    assert (said.out, said.err) == ("", "No release ends so soon.\n")
    assert "about to end" in line(f"release renew {ref} --until 2027-11-20", code=1).err
    assert line("week --json").json["needs"]["releases"] == []


def test_a_hidden_release_cannot_be_told_from_one_that_is_not_there(line: Line, room_at: Room, chidi: str) -> None:
    hidden = consent.add_release(
        room_at.sit("dana"), chidi, to="SS", category=Category.HEALTH, from_agency="HS", method=Method.WRITTEN,
        since=room_at.sit("dana").today,
    ).ref  # fmt: skip
    for words in ("release renew {} --no-end", "release revoke {}"):
        there, not_there = (line(words.format(ref), who="omar", code=4).err for ref in (hidden, "R-99999"))
        assert there.replace(hidden, "R") == not_there.replace("R-99999", "R")
    assert hidden not in line("release list", who="omar").out


def test_help_says_what_is_never_typed(line: Line) -> None:
    assert "Counselling and psychotherapy notes are never typed here" in " ".join(
        line("release add --help").out.split()
    )
