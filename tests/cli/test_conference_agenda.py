"""Before a conference on the command line: the agenda, what is proposed and arranged, who comes, whom to ask."""

from collections.abc import Callable

import pytest

from tests.cli.conftest import Line, Said
from tests.cli.test_conference_room_json import ITEM, OCCURRENCE

ON = "2026-11-02"


@pytest.fixture
def say(line: Line) -> Callable[..., Said]:
    """A command before the conference of the second Friday of November."""
    return lambda words, who="ruth", code=0: line(f"conference {words}", who=who, on=ON, code=code)


def test_an_agenda_is_read_proposed_for_and_arranged_in_plain_lines(say: Callable[..., Said], chidi: str) -> None:
    shown = say("agenda", who="lee").out
    assert shown.startswith("Conference Fri 13 Nov, 09:00, 90 min, chair Hal Brook.")
    assert f"3     09:15  13   {chidi} Chidi Okafor" in shown
    assert "steady" in shown
    assert "Ends 09:38." in shown
    said = say(f'propose --about {chidi} "Motel now?"', who="dana").out
    assert said == f"{chidi}: stands on the agenda of Fri 13 Nov with this question. Shared with SS, MH.\n"
    say('propose "Bus passes" --question "Who pays?"', who="paula")
    assert "Paula King asks: Who pays?" in say("agenda").out
    both = say("arrange bus --to 3 --minutes 60").out
    assert both == "Bus passes has 60 min. The conference ends at 10:38 by this plan. Bus passes is item 3 now.\n"
    assert "Ends 10:38, 8 min over its 90." in say("agenda").out
    say(f"arrange {chidi} --off --why hospital")
    assert f"Off the agenda: {chidi} (hospital)" in say("agenda").out


def test_what_is_asked_wrongly_says_the_way(say: Callable[..., Said], chidi: str) -> None:
    assert "--off --why TEXT" in say(f"arrange {chidi}", code=2).err
    assert "conference agenda lists them" in say("arrange nothing --to 3", code=4).err
    assert "casetable conference chair PERSON" in say(f"arrange {chidi} --to 3", who="lee", code=3).err
    assert "nobody attached" in say(f"propose --about {chidi} --consultation x", code=2).err
    assert "two questions" in say(f"propose --about {chidi} x --question y", code=2).err
    assert "~sud" in say(f"propose --about {chidi} 'Detox first?'", who="dana", code=2).err
    say(f"propose --about {chidi} 'Detox first?' --category sud", who="dana")
    assert "Detox" not in say("agenda", who="lee").out
    assert "conference calendar" in say("agenda 2026-11-14", code=4).err


def test_who_comes_is_said_forecast_and_asked(say: Callable[..., Said], chidi: str) -> None:
    assert say("expect --yes", who="dana").out == "Dana Reyes comes on Fri 13 Nov.\n"
    assert "Ines Roy comes instead" in say("expect omar --no --deputy ines --heard-from omar --by phone").out
    assert "theirs to say" in say("expect lee --no", code=3).err
    shown = say("forecast", who="dana").out
    assert "Omar Haddad  MH      no, Ines Roy instead" in shown
    assert "Quorum: not yet." in shown
    assert f"Nobody is named who works with {chidi}." in shown
    assert "Everybody expected may hear about everybody on the agenda whom your agency knows." in shown
    assert f"who may hear  SS          HS          MH\n{chidi}         ✓ may hear  ✓ may hear  ✓ may hear\n" in shown
    assert "Your seat sees no participants" in say("forecast", who="paula").out
    assert f"{chidi} Chidi Okafor  Dana Reyes  2026-11-10  not asked yet" in say("ask", who="dana").out
    assert "Your seat sees no participants" in say("ask", who="paula").err


def test_what_is_known_beforehand_is_json_with_these_keys(line: Line, chidi: str) -> None:
    line(f'conference propose --about {chidi} "Motel now?"', who="dana", on=ON)
    found = line("conference agenda --json", who="ruth", on=ON).json
    own = ["is_arranged", "may_arrange", "predicted_end", "over_minutes", "items", "removed"]
    assert list(found) == [*OCCURRENCE, *own]
    more = ["title", "category", "proposed_by", "begins_at", "reasons"]
    assert [list(one) for one in found["items"]] == [[*ITEM, *more]] * 5
    assert list(found["items"][2]["reasons"][0]) == ["reason", "clause", "arithmetic", "rows"]
    changed = line(f"conference arrange {chidi} --minutes 20 --json", who="ruth", on=ON).json
    assert list(changed) == ["sentence", "ref", *OCCURRENCE, *own]
    assert changed["items"][2]["minutes"] == 20
    ahead = line("conference forecast --json", who="dana", on=ON).json
    assert list(ahead) == [*OCCURRENCE, "expected", "quorum", "hearing", "endings"]
    assert list(ahead["expected"][0]) == ["person", "agency", "comes", "instead", "away", "is_chair"]
    assert list(ahead["quorum"]) == ["holds", "missing", "because"]
    assert list(ahead["hearing"][0]) == ["participant", "agency", "hearing", "until", "what_to_do"]
    asked = line("conference ask --json", who="dana", on=ON).json
    assert [list(one) for one in asked] == [
        ["participant", "participant_name", "asks", "by", "taking_part", "answered_on"]
    ]


def test_the_words_of_an_item_are_read_as_every_one_line_entry(say: Callable[..., Said], chidi: str) -> None:
    said = say(f"propose --about {chidi} 'clinic letter to housing ~health'", who="dana").out
    assert said.endswith("For HS only (health).\n")
    assert "clinic letter" not in say("agenda", who="lee").out
    mine = say("agenda", who="dana").out
    assert "clinic letter to housing" in mine
    assert "~health" not in mine
    assert "~sud" in say(f"arrange {chidi} --question 'relapse letter'", who="dana", code=2).err
    say(f"arrange {chidi} --question 'relapse letter ~sud'", who="dana")
    assert "relapse" not in say("agenda", who="lee").out
    assert "300" in say(f"propose --about {chidi} '{'x' * 301}'", who="dana", code=2).err


def test_business_names_no_participant_and_no_narrower_category(say: Callable[..., Said], chidi: str) -> None:
    number = chidi.removeprefix("P-")
    for words in (f"'{chidi} bus'", f"{number} 'Should the letter go?'", "'Chidi and the bus'"):
        assert "--about" in say(f"propose {words}", who="dana", code=2).err
    assert "--about" in say(f"propose 'Bus' --question 'And {chidi}?'", who="dana", code=2).err
    assert "leave out ~health" in say("propose 'Bus ~health'", who="dana", code=2).err
    assert "is this about a participant?" in say("propose 'Detox beds'", who="dana", code=2).err
    assert say("propose 'Detox beds ~general'", who="dana").out.startswith("Detox beds stands on the agenda")
    assert "names no participant" in say(f"arrange Detox --question 'For {chidi}?'", code=2).err
