"""After a conference on the command line: corrected, agreed, ratified, printed, told; and what is asked wrongly."""

from datetime import date
from pathlib import Path

import pytest

from casetable.words import Category, DecidedBy, LineKind
from tests.cli.conftest import Line
from tests.conferences import SECOND_FRIDAY, come, file, held
from tests.tables import Room

MONDAY, AFTER = "2026-11-16", "2026-11-24"
HEALTH = "the clinic knows"


@pytest.fixture
def debated(room_at: Room, chidi: str) -> str:
    """Chidi was debated on the second Friday, by Lee, Dana and the coordinator: Mental Health was missing."""
    there = held(room_at, chidi, on=SECOND_FRIDAY, question="Motel now?")
    for name in ("ruth", "lee", "dana"):
        come(room_at, there, name)
    file(room_at, there, chidi, LineKind.OPTION, "a motel tonight", by="lee")
    file(room_at, there, chidi, LineKind.OPTION, HEALTH, by="lee", category=Category.HEALTH)
    file(room_at, there, chidi, LineKind.DISSENT, "winter is coming", holder_id=room_at.id_of("dana"))
    file(
        room_at,
        there,
        chidi,
        LineKind.DECISION,
        "outreach twice a week",
        decided_by=DecidedBy.CONSENSUS,
        is_proposal=True,
        ratify_by=date(2026, 11, 23),
    )
    return chidi


@pytest.mark.slow
@pytest.mark.usefixtures("debated")
def test_minutes_are_read_corrected_agreed_and_reopened(
    line: Line, chidi: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casetable.jobs.editions.find_spec", lambda _: None)  # without PDFs: they take a while
    read = line("conference minutes", who="dana", on=MONDAY).out
    assert "a motel tonight" in read
    assert HEALTH not in read
    assert HEALTH in line("conference minutes", who="lee", on=MONDAY).out

    said = line('conference correct 3.1 "a motel by Friday" --note misheard', who="lee", on=MONDAY).out
    assert said == "Corrected in the minutes of Fri 13 Nov.\n"
    line('conference correct 3 --note "they came late"', who="dana", on=MONDAY)
    assert "a motel by Friday" in line("conference minutes 2026-11-13", who="dana", on=MONDAY).out
    line("conference may-tell 3.2", who="dana", on=MONDAY)
    assert "is no dissent" in line("conference may-tell 3.1", who="dana", on=MONDAY, code=2).err
    line(f"conference letter {chidi} --output {tmp_path}/chidi.md", who="dana", on=MONDAY)
    assert "inter is coming" in (tmp_path / "chidi.md").read_text(encoding="utf-8")

    assert "Corrections are open" in line("conference agree --yes", who="ruth", on=MONDAY, code=1).err
    for name in ("lee", "dana"):
        line("conference nothing-to-correct", who=name, on=MONDAY)
    assert "--yes says it" in line("conference agree", who="ruth", on=MONDAY, code=1).err
    assert "agreed and locked" in line("conference agree --yes", who="ruth", on=MONDAY).out
    agreed = line("conference minutes --json", who="dana", on=MONDAY).json
    assert (agreed["minutes_state"], agreed["agency"]) == ("agreed", "HS")
    assert (
        agreed["minutes_state"]
        == line("conference review --json", who="dana", on=MONDAY).json["conferences"][0]["minutes_state"]
    )
    line('conference reopen --why "a word was wrong"', who="ruth", on=AFTER)
    assert "Revision 2" in line("conference minutes", who="dana", on=AFTER).out
    assert line("conference minutes --revision 1 --json", who="dana", on=AFTER).json == agreed


@pytest.mark.slow
@pytest.mark.usefixtures("debated")
def test_papers_for_others_go_to_files_and_are_said_without_their_words(line: Line, chidi: str, tmp_path: Path) -> None:
    for words, said, who in (
        (f"minutes --output {tmp_path}/a.md", "The minutes for Homeless Services are in", "dana"),
        (f"minutes --for managers --output {tmp_path}/b.html", "The minutes for the managers are in", "ruth"),
        (f"minutes --for MH --output {tmp_path}/c.json", "The minutes for Mental Health are in", "ruth"),
        (f"minutes --for {chidi} --output {tmp_path}/d.md", f"The letter for {chidi} is in", "dana"),
        (f"letters --to {tmp_path}/letters --format md", "1 letter is in", "dana"),
        (f"minutes --to {tmp_path}/all --format html", "The minutes for Homeless Services are in", "dana"),
    ):
        assert line(f"conference {words}", who=who, on=MONDAY).out.startswith(said), words
    made = line(f"conference minutes --output {tmp_path}/e.md --json", who="lee", on=MONDAY).json
    assert list(made) == ["sentence", "files", "document", "disclosed"]
    assert "no mail address" in line(f"conference minutes --eml {tmp_path}/mails", on=MONDAY, code=1).err
    assert "no mail address" in line(f"conference agenda --eml {tmp_path}/mails", on=MONDAY, code=1).err
    for words, way, code in (
        ("minutes --for MH", "made by who ran the conference", 3),
        ("minutes --output a.md --to b", "One thing at a time", 2),
        ("minutes --for MH --to b", "--for says whom one file is for", 2),
        (f"minutes --output {tmp_path}/a.doc", "neither", 2),
        (f"minutes --output {tmp_path}/a --format doc", "One of: md, html, pdf, json", 2),
        ("minutes 2026-11-14", "conference", 4),
        ("correct x --note y", "is no line's number", 2),
        ("correct 3.9 --note y", "has no line 9", 4),
        ("correct 99 --note y", "no item 99", 4),
        ("correct 3 other", "beside an item stands a note", 2),
        (f"letter {chidi} --output {tmp_path}/z.md --for dove", "--for hand or --for post", 2),
        ("agenda --eml x --paper y.md", "--eml FOLDER alone", 2),
    ):
        assert way in line(f"conference {words}", who="dana", on=MONDAY, code=code).err, words


@pytest.mark.usefixtures("debated")
def test_a_proposal_is_listed_found_and_ratified_by_the_agency_that_was_missing(line: Line, chidi: str) -> None:
    listed = line("conference ratify", who="omar", on=MONDAY).out
    assert "outreach twice a week" in listed
    assert "MH" in listed
    assert "No proposal about" in line("conference ratify P-1", who="omar", on=MONDAY, code=4).err
    line(f"conference ratify {chidi}", who="omar", on=MONDAY)
    (one,) = line("conference ratify --json", who="dana", on=MONDAY).json
    assert (one["participant"], one["state"]) == (chidi, "ratified")
    (found,) = line("conference search OUTREACH week --json", who="dana", on=MONDAY).json
    assert (found["conference"], found["label"], found["text"]) == ("2026-11-13", chidi, "outreach twice a week")
    assert "outreach twice a week" in line("conference search outreach", who="dana", on=MONDAY).out
    history = line(f"conference minutes --participant {chidi}", who="dana", on=MONDAY).out
    for part in ("Chidi Okafor in the conferences", "Motel now?", "winter is coming", "outreach twice a week"):
        assert part in history
    assert HEALTH not in history
    assert line(f"conference minutes --participant {chidi} --json", who="dana", on=MONDAY).json["items"]
    seen = line("conference review --json", who="dana", on=MONDAY).json
    assert list(seen) == ["quarter", "conferences", "attendance", "proposals"]
    assert list(seen["conferences"][0])[-10:] == [
        "revision",
        "minutes_state",
        "correct_until",
        "agreed_on",
        "is_due",
        "there",
        "missing",
        "corrections",
        "proposals",
        "tellings",
    ]
    reviewed = line("conference review", who="dana", on=MONDAY).out
    for part in ("HS was at 1 of 1", "open for corrections until Fri 20 Nov", "missing: MH", f"{chidi} Chidi Okafor"):
        assert part in reviewed
