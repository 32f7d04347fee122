"""The one line of the room: what each key reads, what is said back, what is never guessed. Today is Mon 23 Nov 2026."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetable.rules.capture import KEYS, Capturing, echo, key_of, read_captured
from casetable.rules.dates import say_day_in
from casetable.rules.quickadd import MOST_CHARACTERS
from casetable.text import clean_line
from casetable.values.conference import FiledLine, Typed
from casetable.words import Category, DecidedBy, LineKind
from tests.rules.table import AGENCIES, CONFERENCE, DANA, LEE, OMAR, PARTICIPANTS, PEOPLE, TODAY


def option(number: int, text: str, category: Category = Category.GENERAL) -> FiledLine:
    at = datetime(2026, 11, 23, 17, tzinfo=UTC)
    return FiledLine(f"line{number}", 1, 3, LineKind.OPTION, text, category, "Dana Reyes", at, number=number)


OPTIONS = (option(1, "motel now"), option(2, "hold for PSH"))
AROUND = Capturing(PEOPLE, AGENCIES, PARTICIPANTS, DANA.id, TODAY, CONFERENCE, about="P-473", options=OPTIONS)
NOBODY = replace(AROUND, about="", options=())


def read(line: str, around: Capturing = AROUND) -> Typed:
    typed = read_captured(line, around)
    assert typed.unread == (), typed
    return typed


def unread(line: str, around: Capturing = AROUND) -> str:
    typed = read_captured(line, around)
    assert typed.unread, typed
    return "; ".join(typed.unread)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("o motel now", "option: motel now"),
        ("+ 1 safe tonight @dana", "for option 1, Dana Reyes: safe tonight"),
        ("+1 safe tonight", "for option 1: safe tonight"),
        ("- @lee 28-day rule restarts", "against option 2, Lee Park: 28-day rule restarts"),
        ("– one move, not two", "against option 2: one move, not two"),
        ("v 2", "decision by consensus, option 2: hold for PSH"),
        ("v 2 (chair)", "decision by chair, option 2: hold for PSH"),
        ("v 2 outreach twice a week (Vote)", "decision by vote, option 2: outreach twice a week"),
        ("v ask the county, by vote", "decision by vote: ask the county"),
        ("v ask the chair of the county", "decision by consensus: ask the chair of the county"),
        ("v deferred", "decision deferred: deferred"),
        ("v 1 deferred", "decision deferred, option 1: motel now"),
        ("! @dana winter; look again 8 jan", "dissent of Dana Reyes · look again Fri 8 Jan 2027: winter"),
        ("!@omar the unit may fall", "dissent of Omar Haddad · look again Fri 11 Dec: the unit may fall"),
        ("! winter, look again next conference", "dissent of Dana Reyes · look again Fri 11 Dec: winter"),
        ("! winter ~mh look again", "dissent of Dana Reyes · look again Fri 11 Dec · mental health: winter"),
        ("a outreach tue+thu @dana fri 2h", "action of Dana Reyes · due Fri 27 Nov · 2h: outreach tue+thu"),
        ("a call by next conference @lee", "action of Lee Park · due Fri 11 Dec: call"),
        ("k bus passes for everybody", "parked: bus passes for everybody"),
        ("s a door I can lock", "their words: a door I can lock"),
        ("n phone is off", "no words, because: phone is off"),
        ("o detox bed ~sud", "option · substance use: detox bed"),
    ],
)
def test_each_key_reads_its_line_and_says_it_back(line: str, said: str) -> None:
    assert echo(read(line), TODAY) == said


def test_a_line_carries_ids_numbers_and_dates_for_who_files_it() -> None:
    argument = read("- 1 28-day rule restarts @lee")
    assert (argument.kind, argument.option, argument.is_for) == (LineKind.ARGUMENT, 1, False)
    assert argument.holder == LEE.id
    decision = read("v hold")
    assert (decision.option, decision.decided_by) == (None, DecidedBy.CONSENSUS)
    action = read("a check arrears by thu @omar 30m ~health")
    assert (action.owner, action.due, action.size_minutes) == (OMAR.id, date(2026, 11, 26), 30)
    assert (action.category, action.text, action.holder) == (Category.HEALTH, "check arrears", None)


@pytest.mark.parametrize(
    ("line", "around", "problem"),
    [
        ("hello", AROUND, "a line begins with what it is: o option"),
        ("ok then", AROUND, "a line begins with what it is"),
        ("", AROUND, "a line begins with what it is"),
        ("o", AROUND, "what is the option? o motel now"),
        ("+ 1", AROUND, "what speaks for it or against it?"),
        ("+ 3 safe", AROUND, "there is no option 3, only 1, 2"),
        ("- too dear", NOBODY, "there is no option yet to argue about: o TEXT files the first"),
        ("v 2", NOBODY, "there is no option 2, none is filed yet"),
        ("v", AROUND, "what is decided?"),
        ("+ safe @nobody", AROUND, "@nobody: nobody of that name here"),
        ("+ safe @lee @omar", AROUND, "a line has one holder, so file it for each"),
        ("! winter; look again someday", AROUND, "look again someday: 'someday' is no date that can be read."),
        ("! winter; look again today", AROUND, "look again Mon 23 Nov: say a day to come"),
        ("! winter", replace(AROUND, conference=None), "no conference is to come: say the day"),
        ("a outreach @dana", AROUND, "by when? an action leaves the room with its date: by fri"),
        ("a outreach fri", AROUND, "whose is it? an action leaves the room with its owner: @lee, or @me"),
        ("a outreach 2026-11-20 @lee", AROUND, "Fri 20 Nov has passed: an action needs a day to come"),
        ("a outreach #214 @lee fri", AROUND, "P-214: this item is about P-473"),
        ("o ask P-214 first", AROUND, "P-214: this item is about P-473"),
        ("o ask #473 first", NOBODY, "P-473: this item is about nobody"),
        ("o ~unknown motel", AROUND, "~unknown is no category"),
        ("k " + "x" * (MOST_CHARACTERS + 1), AROUND, f"one line holds at most {MOST_CHARACTERS}"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_guessed(line: str, around: Capturing, problem: str) -> None:
    assert problem in unread(line, around)


def test_the_items_own_reference_may_stand_in_the_line() -> None:
    assert read("o #473 moves twice").text == "moves twice"
    assert read("a call by fri @lee #473").text == "call"


def test_a_known_name_where_the_item_is_nobodys_wants_a_word() -> None:
    named = next(one.name for one in PARTICIPANTS if one.name)
    assert "if this is about them" in unread(f"k {named} asks for bus passes", NOBODY)
    assert read(f"k {named} asks for bus passes #none", NOBODY).text == f"{named} asks for bus passes"


def test_words_that_may_be_narrower_ask_once_and_a_tag_answers() -> None:
    for line in ("o detox bed", "a detox bed @lee fri", "s I want detox", "k detox beds"):
        assert read(line).asks == ("detox: keep to your agency? add ~sud",)
        assert read(f"{line} ~general").asks == ()
        assert read(f"{line} ~sud").category is Category.SUBSTANCE_USE


def test_where_somebody_is_asks_once_where_that_is_private() -> None:
    private = replace(AROUND, is_place_private=True)
    for line in ("o motel now", "a book the motel @lee fri"):
        assert read(line).asks == ()
        assert "does this say where they are?" in read(line, private).asks[0]
        assert read(f"{line} ~vs", private).asks == ()


def test_a_decision_for_an_option_keeps_to_the_options_category() -> None:
    around = replace(AROUND, options=(option(1, "detox bed", Category.SUBSTANCE_USE),))
    decided = read("v 1", around)
    assert (decided.text, decided.category, decided.asks) == ("detox bed", Category.SUBSTANCE_USE, ())


def test_a_misspelt_name_is_read_and_shown() -> None:
    argument = read("+ safe @omarr")
    assert (argument.holder, argument.hints) == (OMAR.id, ("@omarr: read as Omar Haddad",))


def test_whatever_day_is_said_to_look_again_is_the_day_that_is_kept() -> None:
    day = date(2027, 1, 8)
    assert read(f"! winter; look again {say_day_in(day, TODAY)}").look_again_on == day


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(KEYS)), st.text(max_size=60))
def test_no_line_is_lost_and_none_raises(key: str, words: str) -> None:
    """Whatever is typed, a line that was read has words, and one that was not says why."""
    line = f"{key} {words}"
    typed = read_captured(line, AROUND)
    assert typed.unread or typed.text
    assert typed.kind is KEYS[key] == KEYS[key_of(line)]
    assert typed.text == clean_line(typed.text)


def test_what_stands_under_an_option_has_its_category_unless_it_names_one() -> None:
    under = replace(AROUND, options=(*OPTIONS, option(3, "clinic bed", Category.HEALTH)), under=Category.HEALTH)
    assert read("+ 3 nurse says so", under).category is Category.HEALTH
    assert read("+ nurse says so", under).category is Category.HEALTH
    assert read("+ 1 nurse says so", under).category is Category.GENERAL
    assert read("+ 3 nurse says so ~general", under).category is Category.GENERAL
    assert read("v 3 in other words", under).category is Category.HEALTH
    assert read("a go there @omar fri", under).category is Category.HEALTH
    assert read("a go there @omar fri ~general", under).category is Category.GENERAL
    assert read("+ 3 takes the meds", under).asks == ()
    assert read("+ 3 relapse", under).asks == ("relapse: keep to your agency? add ~sud",)
    assert read("a bring the meds @omar fri", under).asks == ()
    assert read("a bring the meds @omar fri", AROUND).asks == ("meds: keep to your agency? add ~health",)
