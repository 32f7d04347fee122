"""The agreement's JSON keys, pinned: they are only ever gained."""

from tests.cli.agreed import in_force
from tests.cli.conftest import Line
from tests.tables import Room

VIEW = [
    "version", "underway", "signing", "parties", "signed_objectives", "unsigned", "objectives", "ladder", "versions",
    "to_sign", "nobody", "lacking", "review_in_days",
]  # fmt: skip
VERSION = [
    "version", "kind", "state", "name", "offered_on", "in_force_on", "review_on", "ended_on", "why",
    "ended_why", "code", "objectives_code", "digest", "objectives_digest", "sections", "places", "gate",
    "decisions", "terms",
]  # fmt: skip
PARTY = [
    "agency", "name", "hopes", "risks", "success", "effort_share", "signature", "signatories", "joins_on", "leaves_on",
    "joined_on", "left_on",
]  # fmt: skip
SIGNATURE = [
    "version", "paper", "person", "name_today", "agency", "role", "signed_on", "recorded_on", "code", "on_paper",
    "place", "recorded_by", "at_the_table",
]  # fmt: skip
OBJECTIVE = ["objective", "text", "measure", "baseline", "target", "due_quarter", "readings"]
PART = ["part", "heading", "text", "facts"]


def test_the_agreement_is_an_object_with_these_keys(line: Line, room_at: Room) -> None:
    in_force(room_at)
    line("agreement read 1 --value '3 of 5' --status on-target")
    line("agreement amend --set places=6", who="ruth")
    shown = line("agreement show --json", who="omar").json

    assert list(shown) == VIEW
    assert list(shown["version"]) == list(shown["underway"]) == VERSION
    assert list(shown["version"]["sections"][0]) == ["section", "heading", "topic"]
    assert list(shown["parties"][0]) == PARTY
    assert list(shown["parties"][0]["signature"]) == SIGNATURE
    assert list(shown["unsigned"][0]) == ["person", "joined_on"]
    assert list(shown["objectives"][0]) == OBJECTIVE
    assert list(shown["objectives"][0]["readings"][0]) == ["quarter", "value", "status", "note", "on", "by"]
    assert list(shown["ladder"][0]) == ["step", "name", "who", "working_days"]
    assert shown["to_sign"] == ["objectives"]
    assert (shown["version"]["state"], shown["underway"]["state"]) == ("in_force", "draft")
    assert shown["version"]["terms"]["missed_after_days"] == 14
    assert shown["underway"]["code"] is None


def test_texts_differences_reviews_and_what_verify_says_have_these_keys(line: Line, room_at: Room) -> None:
    in_force(room_at)
    line("agreement read 1 --value '3 of 5' --status behind")
    line("agreement amend --set places=6", who="ruth")
    text = line("agreement show --text --json").json
    (changed,) = line("agreement differences --json").json
    verified = line("agreement verify --json").json
    review = line("agreement review --json").json

    assert list(text) == ["version", "paper", "code", "text", "parts"]
    assert list(text["parts"][0]) == PART
    assert list(line("agreement show --section 1 --json").json) == [*PART, "seen"]
    assert list(changed) == ["part", "heading", "lines"]
    assert {"sign": "~", "words": "Places: 5 -> 6"} in changed["lines"]
    assert list(verified) == ["ok", "texts", "findings", "signatures", "nobody"]
    assert list(verified["signatures"][0]) == SIGNATURE
    assert list(review) == ["version", "review_on", "review_in_days", "remarks"]
    assert list(review["remarks"][0]) == ["about", "words"]
    assert review["review_on"] == "2027-11-02"


def test_listings_are_arrays_and_a_change_is_told_with_the_agreement_as_it_stands(line: Line, room_at: Room) -> None:
    in_force(room_at)
    assert list(line("agreement objectives --json").json[0]) == OBJECTIVE
    assert list(line("agreement numbers --json").json[0]) == ["number", "value", "expected"]
    told = line("agreement amend --set places=6 --json", who="ruth").json
    assert list(told) == ["sentence", "ref", "agreement"]
    assert list(told["agreement"]) == VIEW
    read = line("agreement read 1 --status done --value 5 --json").json
    assert list(read) == ["sentence", "ref", *OBJECTIVE]
