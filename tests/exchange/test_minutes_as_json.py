"""Minutes, letters, the review and a history as JSON: the keys that programs read are pinned."""

import json
from dataclasses import replace
from datetime import date

from casetable.exchange.minutes_as_json import minutes_bytes, minutes_json
from casetable.exchange.review_as_json import item_history_json, review_json, said_json
from casetable.values.conference import Debate
from casetable.values.minutes import (
    ItemHistory,
    PastConference,
    Remembered,
    Review,
    SaidInMinutes,
    Telling,
)
from casetable.words import Audience, ItemState, MinutesState
from tests.reports.kept import DAY, LINES, MEETING, PERSON_ITEM, PROPOSAL, ZONE, kept, revised


def keys(words: str) -> set[str]:
    return set(words.split())


KEYS = keys(
    "conference on original_on starts_at ends_at minutes place state is_moved is_extraordinary why cancel_reason "
    "moved_by collisions instead clock chair deputy chair_agency sequence audience for agency revision minutes_state "
    "correct_until agreed_on agreed_by why_reopened made_on log_head agencies there replied next_on attended "
    "attendance items proposals corrections changes left_out"
)
LINE = keys(
    "id item kind text category by at number option for who decided_by proposal ratify_by look_again may_tell "
    "since_dissent_of turned_out task read_back agreed_due"
)
PROPOSED = keys("conference on item label participant text state ratify_by missing said")
SINCE = keys("dissent text turned_out by on category")


def test_minutes_have_these_keys_for_every_audience_of_the_table() -> None:
    for audience in (Audience.AGENCY, Audience.MAIL, Audience.MANAGERS):
        said = minutes_json(kept(audience), ZONE)
        assert set(said) == KEYS
        (item, *_) = said["items"]  # type: ignore[misc]
        assert set(item) == keys("item kind state label participant question category no_debate why counts lines since")


def test_a_line_a_proposal_and_a_correction_have_these_keys() -> None:
    said: dict[str, object] = json.loads(minutes_bytes(kept(), ZONE))
    item = said["items"][0]  # type: ignore[index]
    assert set(item["lines"][0]) == LINE
    assert set(item["since"][0]) == SINCE
    assert set(said["proposals"][0]) == PROPOSED  # type: ignore[index]
    assert set(said["corrections"][0]) == keys(  # type: ignore[index]
        "item label kind by on before after note category revision"
    )
    assert set(said["attended"][0]) == keys("person agency organisation minutes late left_early")  # type: ignore[index]
    action = next(one for one in item["lines"] if one["kind"] == "action")
    assert action["task"] == {
        "task": "T-318",
        "owner": "Dana Reyes",
        "agency": "HS",
        "due": "2026-12-14",
        "state": "open",
    }
    assert action["agreed_due"] == "2026-12-14"


def test_where_minutes_stand_is_said_in_days_and_words() -> None:
    opened, agreed = minutes_json(kept(), ZONE), minutes_json(revised(), ZONE)
    assert (opened["minutes_state"], opened["correct_until"], opened["agreed_on"]) == ("open", "2026-12-18", None)
    assert (agreed["minutes_state"], agreed["revision"], agreed["agreed_on"]) == ("agreed", 2, "2027-01-05")
    assert (agreed["agreed_by"], agreed["why_reopened"]) == ("Omar Haddad", "the count of nights was wrong")


def test_no_name_of_a_participant_stands_in_what_a_mail_carries() -> None:
    said = minutes_bytes(kept(Audience.MAIL), ZONE).decode()
    assert "P-473" in said
    assert "Chidi" not in said


def test_managers_get_no_names_of_who_came_but_how_many() -> None:
    said = minutes_json(kept(Audience.MANAGERS), ZONE)
    assert said["attended"] == []
    assert said["attendance"] == [
        {"agency": "HS", "people": 2, "minutes": 75},
        {"agency": "MH", "people": 1, "minutes": 90},
        {"agency": "LE", "people": 0, "minutes": 0},
    ]


def test_a_letter_says_what_stands_on_the_paper_and_no_more() -> None:
    said = minutes_json(kept(Audience.PARTICIPANT), ZONE)
    assert said == {
        "conference": "2026-12-11",
        "on": "2026-12-11",
        "audience": "participant",
        "participant": "P-473",
        "for": "Chidi Okafor",
        "agency": "HS",
        "there": [
            {"agency": "Harbor Shelter", "people": ["Dana Reyes", "Ana Ruiz"]},
            {"agency": "Mental Health", "people": ["Omar Haddad"]},
        ],
        "discussed": True,
        "words": ["I want a door that <b>locks</b>."],
        "agreed": [{"text": "motel until 24 December", "decided": True, "waits_for": [], "ratify_by": None}],
        "doing": [
            {
                "who": "Dana Reyes",
                "agency": "Harbor Shelter",
                "what": "calls the motel on Oak Road",
                "by": "2026-12-14",
                "asked": False,
                "done": False,
            },
            {
                "who": "Omar Haddad",
                "agency": "Mental Health",
                "what": "asks Rosa about Medicaid",
                "by": "2026-12-18",
                "asked": True,
                "done": False,
            },
        ],
        "asked": ["May we tell the motel your name?"],
        "differed": [{"who": "Omar Haddad", "text": "he loses his place on the list", "look_again": "2027-01-08"}],
        "next_on": "2027-01-08",
    }


def test_the_same_minutes_give_the_same_bytes_that_any_parser_reads() -> None:
    made = minutes_bytes(kept(), ZONE)
    assert made == minutes_bytes(kept(), ZONE)
    assert json.loads(made) == minutes_json(kept(), ZONE)
    assert made.endswith(b"}\n")


def test_the_review_has_these_keys() -> None:
    telling = Telling(
        "P-473", "Chidi Okafor", "T-320", "Dana Reyes", date(2026, 12, 16), None, "by phone, mornings", True
    )
    past = PastConference(
        *(MEETING, 1, MinutesState.OPEN, date(2026, 12, 18), None, False, ("HS", "MH"), ("LE",), 2),
        proposals=(PROPOSAL,),
        tellings=(telling,),
    )
    said = review_json(Review("2026Q4", (past,), (("HS", 2, 3),), (PROPOSAL,)), ZONE)
    assert set(said) == {"quarter", "conferences", "attendance", "proposals"}
    (one,) = said["conferences"]  # type: ignore[misc]
    assert {
        "revision",
        "minutes_state",
        "correct_until",
        "agreed_on",
        "is_due",
        "there",
        "missing",
        "corrections",
    } <= set(one)
    assert one["tellings"] == [
        {
            "participant": "P-473",
            "participant_name": "Chidi Okafor",
            "task": "T-320",
            "owner": "Dana Reyes",
            "due": "2026-12-16",
            "told_on": None,
            "safe_contact": "by phone, mornings",
            "no_post": True,
        }
    ]
    assert said["attendance"] == [{"agency": "HS", "attended": 2, "held": 3}]


def test_a_history_and_what_was_found_have_these_keys() -> None:
    debate = Debate(DAY, DAY, ItemState.DONE, "motel now?", LINES)
    decided, differed = (LINES[6],), (LINES[7],)
    remembered = Remembered(debate, decided, differed, PERSON_ITEM.since, ("kept: 1 of 2",))
    said = item_history_json(ItemHistory("P-473", "Chidi Okafor", (remembered,)))
    assert set(said) == {"participant", "participant_name", "items"}
    (one,) = said["items"]  # type: ignore[misc]
    assert set(one) == keys(
        "conference on state question no_debate open_because why lines decided differed since outcome"
    )
    assert (one["decided"], one["outcome"]) == (["motel until 24 December"], ["kept: 1 of 2"])
    found = said_json(SaidInMinutes(DAY, DAY, 3, "P-473", replace(LINES[7])))
    assert set(found) == LINE | {"conference", "on", "label"}
