"""The room as JSON, its keys pinned: they are only ever gained. Days are ISO dates, instants carry their offset."""

from datetime import date, datetime
from typing import Any

from tests.cli.conftest import Line
from tests.cli.test_json import TASK

ON = "2026-11-13"
OCCURRENCE = [
    "conference", "on", "original_on", "starts_at", "ends_at", "minutes", "place", "state", "is_moved",
    "is_extraordinary", "why", "cancel_reason", "moved_by", "collisions", "instead", "clock", "chair", "deputy",
    "chair_agency", "sequence",
]  # fmt: skip
ROOM = [
    "now", "item", "phase", "phase_began_at", "elapsed_seconds", "budget_seconds", "predicted_end", "over_minutes",
    "in_recess", "person_present", "opening_accepted", "runs", "quorum", "present", "items", "card", "blanked", "due",
    "lines", "parked", "promises", "draft",
]  # fmt: skip
ITEM = [
    "item", "kind", "label", "participant", "participant_name", "question", "minutes", "state", "phase", "no_debate",
    "why",
]  # fmt: skip
PRESENT = ["person", "initials", "agency", "organisation", "invited_by", "late", "arrived_at", "left_at"]
CARD = [
    "participant", "name", "sharing", "categories", "words", "wish", "message", "since", "readings", "tasks",
    "last_contact", "earlier",
]  # fmt: skip
LINE = [
    "line", "item", "kind", "text", "category", "by", "at", "number", "option", "for", "who", "decided_by", "proposal",
    "ratify_by", "look_again", "may_tell", "since_dissent_of", "turned_out", "task", "read_back",
]  # fmt: skip
FILED = [
    "sentence", "ref", "filed", "kind", "text", "category", "option", "for", "who", "decided_by",
    "look_again", "may_tell",
    "turned_out", "due", "size_minutes", "hidden_from",
]  # fmt: skip


def test_the_room_and_what_is_kept_of_it_are_objects_with_these_keys(line: Line, chidi: str) -> None:
    def say(words: str) -> Any:
        return line(f"conference {words} --json", who="ruth", on=ON).json

    opened = say("open")
    assert list(opened) == ["sentence", "ref", "room"]
    assert list(opened["room"]) == [*OCCURRENCE, *ROOM]
    say("attend lee dana omar")
    say(f"item {chidi}")
    filed = say("debate 'o motel now'")
    assert list(filed) == FILED
    assert list(say("action 'a visit @lee by +7d 30m'")) == FILED

    room = say("show")
    assert list(room) == [*OCCURRENCE, *ROOM]
    assert list(room["quorum"]) == ["holds", "missing", "because"]
    assert list(room["present"][0]) == PRESENT
    assert [list(one) for one in room["items"]] == [ITEM] * len(room["items"])
    assert list(room["card"]) == CARD
    assert [list(one) for one in room["lines"]] == [LINE] * 2
    assert list(room["lines"][1]["task"]) == list(line("task list --json", who="lee", on=ON).json[0])
    assert set(TASK) <= set(room["lines"][1]["task"])
    assert (room["item"], room["phase"]) == (3, "snapshot")
    assert (room["lines"][0]["line"], room["lines"][0]["number"], room["lines"][0]["read_back"]) == (1, 1, None)
    assert room["lines"][1]["read_back"] is False
    assert date.fromisoformat(room["on"]) == date(2026, 11, 13)
    for said in (room["starts_at"], room["now"], room["phase_began_at"], room["lines"][0]["at"]):
        assert datetime.fromisoformat(said).utcoffset() is not None

    say("close --yes")
    kept = say("show last")
    assert list(kept) == [*OCCURRENCE, "present", "items"]
    assert list(kept["items"][0]) == [*ITEM, "lines"]
    assert [one["text"] for item in kept["items"] for one in item["lines"]] == ["motel now", "a visit"]
