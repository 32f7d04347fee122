"""The room of a conference on the command line: from its opening to its close, typed, piped and read aloud."""

import io
from collections.abc import Callable

import pytest

from casetable.actions.team import lead
from tests.cli.conftest import Line, Said
from tests.tables import Room

ON = "2026-11-13"
"""The second Friday of November. Each command's clock stands at noon of it."""

Scribe = Callable[..., Said]


@pytest.fixture
def say(line: Line) -> Callable[..., Said]:
    """A command as the coordinator on the day of the conference."""
    return lambda words, who="ruth", code=0: line(f"conference {words}", who=who, on=ON, code=code)


@pytest.fixture
def piped(say: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Scribe:
    """A command with lines on its stdin."""

    def run(words: str, *lines: str, code: int = 0) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join((*lines, ""))))
        return say(words, code=code)

    return run


@pytest.fixture
def opened_at(say: Callable[..., Said], chidi: str) -> str:
    """The conference in session with somebody of every agency, at Chidi's item; the reference."""
    say("open")
    say("attend lee dana omar --accepted")
    say(f"item {chidi}")
    return chidi


def test_the_room_is_opened_and_debates_command_by_command(say: Callable[..., Said], chidi: str) -> None:
    assert "Read the opening line:" in say("open").out
    assert "Lee Park and Omar Haddad are here." in say("attend lee omar").out
    assert "Hal Brook is here, late." in say("attend hal --late --accepted").out
    assert "Next: 2" in say("go-on").out
    say(f"item {chidi}")
    say("go-on")
    assert "n REASON says why there are none" in say("go-on", code=1).err
    say("words --none 'phone is off'")
    assert f"{chidi}: debate." in say("go-on").out
    assert "No debate is recorded." in say("go-on").out
    shown = say("show").out
    assert f"Item 3 of 5, {chidi} Chidi Okafor, decision, 0:0" in shown
    assert "no words, because: phone is off" in shown
    assert "HS: Hal Brook (late)." in shown


def test_what_the_room_decides_is_kept_and_read_again(
    say: Callable[..., Said], opened_at: str, room_at: Room, line: Line
) -> None:
    lead(room_at.sit("dana"), opened_at, room_at.id_of("dana"))
    say("attend hal")
    say('debate "o motel now"')
    say('decide "1 (chair)"')
    say('dissent "@omar winter is coming; look again 8 jan"')
    assert "T-" in say('action "a second visit @lee by +7d"').out
    say("read-back")
    closed = say("close --yes").out
    assert "Next: Fri 11 Dec." in closed
    kept = say("show last").out
    for words in (
        "Conference Fri 13 Nov, closed.",
        "Hal Brook",
        "option 1: motel now",
        "decision by chair, option 1: motel now",
        "dissent, Omar Haddad, look again 8 Jan 2027: winter is coming",
        "read back: a second visit",
    ):
        assert words in kept, kept
    told = line(f"participant disclosures {opened_at} --json").json
    assert {one["kind"] for one in told["disclosures"]} == {"conference"}


def test_without_a_conference_in_session_every_command_says_the_way(say: Callable[..., Said]) -> None:
    for words in ("attend lee", "item 3", "go-on", "debate 'o x'", "recess", "close --yes", "read-back", "strike 1"):
        said = say(words, code=1)
        assert said.out == ""
        assert "casetable conference open" in said.err, words


def test_a_line_that_cannot_be_read_files_nothing_and_says_what_to_change(
    say: Callable[..., Said], opened_at: str
) -> None:
    assert "there is no option yet to argue about: o TEXT files the first." in say("debate '+ safe'", code=2).err
    assert "a line begins with what it is" in say("debate motel", code=2).err
    assert "by when? an action leaves the room with its date" in say("action 'call @lee'", code=2).err
    assert "detox: keep to your agency? add ~sud." in say("park 'detox beds'", code=2).err
    assert "There is no line 1 here." in say("strike 1", code=4).err
    assert say("show --json").json["lines"] == []


def test_arguments_against_may_begin_with_a_minus_however_they_are_typed(
    say: Callable[..., Said], opened_at: str
) -> None:
    say("debate o motel now")
    say("debate - 28-day rule @lee")
    say("debate '- one move, not two'")
    say("debate '-1 too dear'")
    lines = say("show --json").json["lines"]
    assert [(one["text"], one["for"], one["who"]) for one in lines[1:]] == [
        ("28-day rule", False, "Lee Park"),
        ("one move, not two", False, None),
        ("too dear", False, None),
    ]


def test_lines_are_read_from_stdin_and_one_that_is_refused_keeps_no_other_back(
    piped: Scribe, say: Callable[..., Said], opened_at: str
) -> None:
    said = piped("debate", "o motel now", "+ safe tonight @nobody", "", "- too dear @lee", code=2)
    assert "Not filed: + safe tonight @nobody" in said.err
    assert "1 line was not filed." in said.err
    assert [one["text"] for one in say("show --json").json["lines"]] == ["motel now", "too dear"]
    piped("dissent -", "@omar winter; look again 8 jan")
    assert say("show --json").json["lines"][-1]["look_again"] == "2027-01-08"


def test_a_scribe_takes_a_whole_item_down_in_one_stream(
    piped: Scribe, say: Callable[..., Said], opened_at: str
) -> None:
    said = piped(
        "scribe",
        "",
        "s A door I can lock.",
        "",
        "o motel now",
        "+ safe tonight @dana",
        "",
        "v 1",
        "",
        "! @omar winter; look again 8 jan",
        "",
        "a second visit @lee by +7d",
        "y",
        "",
        "k bus passes",
    )
    sentences = said.out.splitlines()
    assert len(sentences) == 14
    assert f"{opened_at}: debate." in said.out
    assert f"{opened_at} is done." in said.out
    room = say("show --json").json
    assert room["item"] is None
    assert [one["text"] for one in room["parked"]] == ["bus passes"]
    assert [one["state"] for one in room["items"] if one["participant"] == opened_at] == ["done"]


def test_a_line_filed_wrongly_is_reworded_or_struck_by_its_number(
    say: Callable[..., Said], piped: Scribe, opened_at: str
) -> None:
    told = piped("scribe --json", "o motell now", "o hold", "motel", code=2).json
    assert [one["filed"] for one in told] == [True, True, False]
    assert told[2]["line"] == "motel"
    assert told[2]["problems"][0].startswith("a line begins with what it is")
    say("reword 1 motel now")
    say("strike 2")
    assert [one["text"] for one in say("show --json").json["lines"]] == ["motel now"]


def test_who_does_not_see_the_open_item_is_told_nothing_untrue_and_no_command_that_is_not_theirs(
    say: Callable[..., Said], opened_at: str
) -> None:
    shown = say("show", who="abe").out
    assert "No item that you see is open. Ends" in shown
    assert "by what you see of the agenda" in " ".join(shown.split())
    assert "go-on" not in shown
    assert opened_at not in shown


def test_closing_asks_and_without_a_terminal_wants_a_yes(say: Callable[..., Said], opened_at: str) -> None:
    said = say("close", code=1)
    assert "Not reached yet: promises since last time" in said.err
    assert "--yes says it." in said.err
    assert say("show --json").json["state"] == "in_session"


def test_while_a_participant_is_in_the_room_nobody_else_is_named(
    say: Callable[..., Said], room_at: Room, chidi: str
) -> None:
    other = room_at.agreed("Bo Lindgren")
    say("open")
    say("attend lee dana omar")
    say(f"item {chidi}")
    say("person here")
    shown = say("show").out
    assert chidi in shown
    assert other not in shown
    assert "Bo Lindgren" not in shown
    assert "somebody else" in shown
    say("person gone")
    assert other in say("show").out


def test_an_item_is_left_and_the_room_rests(say: Callable[..., Said], opened_at: str) -> None:
    assert "Recess" in say("recess").out
    assert say("show --json").json["in_recess"] is True
    say("recess --end")
    say(f"item {opened_at} --not-discussed --why 'asked for another day'")
    assert f"{opened_at} Chidi Okafor, not discussed: asked for another day" in say("show").out


def test_no_words_need_a_reason(say: Callable[..., Said], opened_at: str) -> None:
    say("go-on")
    assert "Say why there are none." in say("words --none ''", code=2).err


def test_arguments_and_actions_under_a_health_option_stay_with_its_agency(
    line: Line, say: Callable[..., Said], opened_at: str
) -> None:
    for words in ("go-on", "words 'a door'", "go-on"):
        say(words)
    say("debate 'o clinic bed ~health' ", who="dana")
    say("debate '+ nurse says so'", who="dana")
    say("action 'ask there @dana by +7d'", who="dana")
    assert "nurse says so" in say("show", who="dana").out
    shown = say("show", who="lee").out
    assert "nurse says so" not in shown
    assert "ask there" not in shown
    refused = say("debate '+ 1 her doctor @lee'", who="dana", code=1).err
    assert "Lee Park's words on health are not filed at HS" in refused


def test_while_the_participant_is_in_the_room_show_and_agenda_name_nobody_else(
    say: Callable[..., Said], opened_at: str, room_at: Room
) -> None:
    other = room_at.agreed("Bo Diallo")
    say(f"propose --about {other} 'Does Bo move?'", who="dana")
    assert "Bo Diallo" in say("show", who="dana").out
    say("person here", who="dana")
    for words in ("show", "show --json", "agenda", "agenda --json", "agenda next --json", "show 2026-11-13 --json"):
        shown = say(words, who="dana").out
        assert opened_at in shown, words
        for hidden in (other, "Diallo", "Does Bo move"):
            assert hidden not in shown, words
    assert "somebody else" in say("show", who="dana").out
    say("person gone", who="dana")
    assert other in say("agenda", who="dana").out
