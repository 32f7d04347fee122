"""JSON keys, pinned: they are only ever gained. Days are ISO dates, instants carry their offset."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from casetable.actions import drafts
from casetable.actions.views import look
from tests.cli.conftest import Line
from tests.tables import Room

TASK = [
    "task", "title", "participant", "participant_name", "owner", "agency", "asked_by", "due", "offered_due",
    "promised_for", "state", "verdict", "week", "category", "size_minutes", "minutes", "moves", "blocked_on",
    "help_wanted", "helped", "handed_from", "unassigned", "topic", "conference", "tells",
    "safe_contact", "no_post",
]  # fmt: skip
PARTICIPANT = [
    "participant", "name", "state", "agency", "needs", "reason", "proposed_on", "agreed_on", "on_board", "answers",
    "agencies_to_answer", "proposed_by", "lead", "active_on", "left_on", "leaving_reason", "destination", "forgotten",
    "former_lead",
]  # fmt: skip
RELEASE = [
    "release", "participant", "discloser", "receiver", "category", "state", "from", "until", "method", "revoked_on",
    "purpose", "paper", "ends_when", "why", "renews",
]  # fmt: skip
WEEK = [
    "week", "starts_on", "today", "partnership", "sample", "conference", "agencies", "participants", "tasks", "needs",
    "counts",
]  # fmt: skip
ENTRY = [
    "at", "on", "who", "heard_from", "means", "action", "label", "subjects", "fields", "never_undone", "undone",
    "erased",
]  # fmt: skip
NOTE = ["on", "participant", "participant_name", "what", "text", "minutes", "category"]
NOTED = ["participant", "kind", "on", "at", "by", "agency", "category", "text", "minutes", "taking_part"]
REACH = ["how", "when", "never", "no_post", "location_private", "by", "agency", "on"]
OUTCOME = ["domain", "label", "baseline", "worker", "own"]
READING = [
    "on", "view", "value", "note", "category", "by", "agency", "housing_code", "housing_words", "housing",
]  # fmt: skip
ON_THE_CARD = [
    "releases", "tasks", "team", "contact", "goal", "taking_part", "told", "last_contact", "outcomes", "household",
    "notes", "note_total", "missing", "consenter", "year_of_birth", "hmis_id", "open_debates", "conferences",
]  # fmt: skip
EVENT = ["at", "on", "kind", "by", "noted_by", "means", "due", "minutes", "note", "contact"]
BACKUP = ["backup", "size", "head_seq", "head_hash", "rows", "schema", "recorded"]
RESTORED = ["table", "head_seq", "head_hash", "rows", "schema", "schema_before", "aside"]
WHERE = [
    "table", "files", "engine", "engine_version", "journal_mode", "size", "schema", "head_seq", "head_hash",
    "reads_only", "last_backup", "overdue", "backups_folder", "backups", "asides", "settings", "program_log",
    "data_folder", "today", "zone", "computer_zone", "notes", "problem",
]  # fmt: skip
DISCLOSURE = [
    "document", "participant", "kind", "category", "discloser", "to", "by", "basis", "releases", "note", "on", "at",
]  # fmt: skip
PERSON = [
    "person", "agency", "roles", "reports_to", "mail", "phone", "joined_on", "left_on", "away_until", "cover",
    "reported_to",
]  # fmt: skip
CONFERENCE = [
    "conference", "on", "original_on", "starts_at", "ends_at", "minutes", "place", "state", "is_moved",
    "is_extraordinary", "why", "cancel_reason", "moved_by", "collisions", "instead", "clock", "chair", "deputy",
    "chair_agency", "sequence",
]  # fmt: skip
LISTINGS = {
    "conference calendar": CONFERENCE,
    "holidays": ["on", "agency", "what", "is_own"],
    "drafts": ["draft", "what", "participant", "category", "text", "by", "agency", "on", "at"],
    "task list": TASK,
    "week --mine": TASK,
    "week --as-notes": NOTE,
    "participant list": PARTICIPANT,
    "participant notes": NOTED,
    "participant outcomes": ["participant", "name", "state", "outcomes"],
    "release list": RELEASE,
    "person list": PERSON,
    "history": ENTRY,
    "find chidi": ["kind", "ref", "text"],
    "tick --on 2026-12-20": ["sentence", "ref"],
}


@pytest.fixture
def told(line: Line, room_at: Room, chidi: str) -> str:
    """Something in every listing; returns the reference of a promise of Dana's."""
    room_at.ask(about=chidi)
    task = room_at.promised("lease", of="dana", by="dana", about=chidi)
    line(f"task log {task} called --contact --minutes 20")
    line(f"participant voice {chidi} goal --takes-part message --told so")
    line(f"participant contact {chidi} --how text")
    line(f"participant baseline {chidi} housing=car --code 116")
    drafts.keep(room_at.sit("dana"), f"a note about {chidi}", "she called", participant=chidi)
    return task


@pytest.mark.parametrize(("words", "keys"), LISTINGS.items())
def test_listings_are_arrays_of_objects_with_these_keys(line: Line, told: str, words: str, keys: list[str]) -> None:
    listed = line(f"{words} --json", on=None if "--on" in words else "2026-11-02").json

    assert isinstance(listed, list)
    assert listed
    assert all(list(one) == keys for one in listed)


def test_single_things_are_objects_with_these_keys(line: Line, told: str, chidi: str) -> None:
    week = line("week --json").json
    task = line(f"task show {told} --json").json
    participant = line(f"participant show {chidi} --json").json

    assert list(week) == WEEK
    assert list(week["needs"]) == [
        "asked",
        "late",
        "due",
        "offered",
        "drops",
        "returned",
        "releases",
        "declined",
        "erasures",
        "to_sign",
        "to_offer",
        "awaits_signatures",
        "review_in_days",
        "covering",
        "unassigned",
    ]
    assert list(week["agencies"][0]) == ["agency", "name", "sector"]
    assert list(week["participants"][0]) == PARTICIPANT
    assert list(week["tasks"][0]) == TASK
    assert list(task) == [*TASK, "because", "events"]
    assert list(task["because"]) == ["clause", "arithmetic", "rows"]
    assert list(task["events"][0]) == EVENT
    assert list(participant) == [*PARTICIPANT, *ON_THE_CARD]
    for noted in ("goal", "taking_part", "told", "last_contact"):
        assert list(participant[noted]) == NOTED
    assert list(participant["notes"][0]) == NOTED
    assert list(participant["contact"]) == list(line(f"participant contact {chidi} --json").json) == REACH
    assert list(participant["household"]) == ["links", "child"]
    assert list(participant["outcomes"][0]) == OUTCOME
    assert list(participant["outcomes"][0]["baseline"]) == READING
    assert list(line(f"participant outcomes {chidi} --json").json[0]) == OUTCOME
    assert list(participant["releases"][0]) == RELEASE
    assert list(participant["tasks"][0]) == TASK
    assert list(line("verify --json").json) == ["ok", "entries", "tasks", "head", "problems", "rows", "notes"]
    assert list(line("undo --json").json) == ["sentence", "ref"]


def test_documents_and_accounts_are_objects_with_these_keys(
    line: Line, room_at: Room, chidi: str, tmp_path: Path
) -> None:
    made = line(f"participant by-name --for MH --to {tmp_path}/list.csv --json").json
    look(room_at.sit("omar"), chidi)
    account = line(f"participant disclosures {chidi} --json").json

    assert list(made) == ["sentence", "files", "document", "disclosed"]
    assert list(made["disclosed"][0]) == ["participant", "category", "discloser", "to", "basis", "releases"]
    assert list(account) == ["participant", "disclosures", "viewings"]
    assert list(account["disclosures"][0]) == DISCLOSURE
    assert list(account["viewings"][0]) == ["by", "agency", "on"]
    assert list(line("participant codes --for MH --json").json) == ["text", "document"]


def test_files_are_objects_with_these_keys(line: Line, tmp_path: Path) -> None:
    made = line("backup --json").json
    found = line("where --json").json
    tried = line(f"restore {made['backup']} --dry-run --json").json
    restored = line(f"restore {made['backup']} --table {tmp_path / 'new' / 'table.casetable'} --json").json

    assert list(made) == BACKUP
    assert list(found) == WHERE
    assert list(found["files"][0]) == ["path", "size"]
    assert list(found["last_backup"]) == ["at", "by", "days", "head_seq", "head_hash", "place", "there"]
    assert list(tried) == ["backup", "head_seq", "head_hash", "rows", "schema", "stands"]
    assert list(tried["stands"]) == ["common", "head_seq", "head_hash", "rows", "schema"]
    assert list(restored) == RESTORED


def test_days_are_iso_and_instants_carry_their_offset(line: Line, told: str) -> None:
    week = line("week --json").json
    event = line(f"task show {told} --json").json["events"][0]

    assert date.fromisoformat(week["starts_on"]) == date(2026, 11, 2)
    assert week["week"] == "2026-W45"
    assert datetime.fromisoformat(event["at"]).utcoffset() is not None
    assert event["on"] == "2026-11-02"


def test_words_of_states_and_verdicts_are_those_of_the_manual(line: Line, told: str) -> None:
    by_ref: dict[str, Any] = {task["task"]: task for task in line("task list --json").json}

    assert by_ref[told]["state"] == "open"
    assert by_ref[told]["verdict"] == "pending"
    assert by_ref[told]["category"] == "general"


def test_what_a_seat_may_not_read_is_null(line: Line, room_at: Room) -> None:
    ref = room_at.propose("Secret Name", reason="known for years")

    (shown,) = line("participant list --json", who="omar").json

    assert (shown["participant"], shown["name"], shown["reason"]) == (ref, None, None)
    assert "Secret" not in line(f"participant show {ref}", who="omar").out
