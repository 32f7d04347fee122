"""The quick-add line: what it reads, what it says back, and what it refuses to guess. Today is Mon 23 Nov 2026."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetable.rules.quickadd import (
    MOST_CHARACTERS,
    QUESTIONS,
    SENSITIVE_WORDS,
    QuickAdd,
    default_due,
    echo,
    read_line,
)
from casetable.text import clean_line
from casetable.words import Category
from tests.rules.table import AGENCIES, CONFERENCE, DANA, LEE, OMAR, PARTICIPANTS, PEOPLE, PRIYA, TODAY, somebody

LEE_ANN = somebody("Lee Ann", "MH")


def read(line: str, people: tuple = PEOPLE, conference: date | None = CONFERENCE) -> QuickAdd:
    return read_line(
        line,
        people=people,
        agencies=AGENCIES,
        participants=PARTICIPANTS,
        me=DANA.id,
        today=TODAY,
        conference=conference,
    )


def test_the_line_of_the_handbook_is_read_whole_and_said_back() -> None:
    quick = read("check rent arrears with County by thu @lee #473 30m ~health")
    expected = QuickAdd(
        "check rent arrears with County", LEE, "P-473", date(2026, 11, 26), 30, Category.HEALTH, problems=(), hints=()
    )
    assert quick == expected
    assert echo(quick, TODAY) == "Lee Park · P-473 · due Thu 26 Nov · 30m · health: check rent arrears with County"


def test_words_alone_are_mine_and_get_the_usual_date_said_aloud() -> None:
    quick = read("buy bus passes")
    assert (quick.title, quick.owner, quick.due, quick.problems) == ("buy bus passes", DANA, None, ())
    assert quick.hints == ("no date said: fri 27 Nov",)
    assert echo(quick, TODAY) == "Dana Reyes · due Fri 27 Nov: buy bus passes"


@pytest.mark.parametrize(
    "today, due",
    [
        (date(2026, 11, 23), date(2026, 11, 27)),
        (date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 12, 4)),
    ],
)
def test_without_a_date_a_task_is_due_on_friday(today: date, due: date) -> None:
    assert default_due(today) == due


@pytest.mark.parametrize(
    "line, title, due",
    [
        ("call by thu about keys", "call about keys", date(2026, 11, 26)),
        ("by 1 dec call", "call", date(2026, 12, 1)),
        ("call by next conference", "call", CONFERENCE),
        ("call by fri 27 nov 30m", "call", date(2026, 11, 27)),
        ("call by dec 1, 2027 @omar", "call", date(2027, 12, 1)),
        ("call +2w", "call", date(2026, 12, 7)),
        ("2026-12-01 call", "call", date(2026, 12, 1)),
        ("bring papers wed", "bring papers", date(2026, 11, 25)),
        ("bring papers wed @omar #ana", "bring papers", date(2026, 11, 25)),
        ("bring papers on wed", "bring papers", date(2026, 11, 25)),
        ("bring papers tomorrow", "bring papers", date(2026, 11, 24)),
        ("bring papers 1 dec", "bring papers", date(2026, 12, 1)),
        ("raise it next conference", "raise it", CONFERENCE),
        ("visit wed by tue", "visit wed", date(2026, 11, 24)),
        ("call by the 30th", "call", date(2026, 11, 30)),
        ("call by the 5th jan", "call", date(2027, 1, 5)),
        ("call by the 30th of january", "call", date(2027, 1, 30)),
        ("call by 22nd @omar", "call", date(2026, 12, 22)),
        ("call by in 2 weeks", "call", date(2026, 12, 7)),
        ("call in 3 days", "call", date(2026, 11, 26)),
        ("call by the end of the month", "call", date(2026, 11, 30)),
        ("get it signed by lawyer by fri", "get it signed by lawyer", date(2026, 11, 27)),
        ("send by phone or mail on the 30th", "send by phone or mail", date(2026, 11, 30)),
    ],
)
def test_a_due_date_is_read(line: str, title: str, due: date) -> None:
    quick = read(line)
    assert (quick.title, quick.due, quick.problems) == (title, due, ())


@pytest.mark.parametrize(
    "line",
    [
        "ride on thu to clinic",
        "papers for fri",
        "prepare for conference",
        "stand by lawyer",
        "stand by",
        "get it signed by landlord",
        "letter seen by Omar",
        "send it by post",
        "save by sharing rides",
        "move into flat 3rd",
        "every mon",
        "flat 5",
        "notes from 2026-11-02 call",
        "by bus",
        "meet @ 5",
        "about ~5 people",
        "mail lee@ss.org",
        "[/red] # now",
    ],
)
def test_what_is_only_words_stays_words(line: str) -> None:
    quick = read(line)
    assert (quick.title, quick.due, quick.owner, quick.problems) == (line, None, DANA, ())


@pytest.mark.parametrize(
    "line, problem",
    [
        ("call by 31 nov", "by 31 nov: there is no day 31 nov"),
        ("call by fri 28 nov", "by fri 28 nov: 28 Nov 2026 is a Saturday"),
        ("call by yesterday", "by yesterday: no date that can be read; say one, such as by fri"),
        ("needed by end of day", "by end of day: no date that can be read; say one, such as by fri"),
        ("call by whenever suits", "by whenever suits: no date that can be read; say one, such as by fri"),
        ("visit by friday week", "by friday week: no date that can be read; say +2w or 1 dec"),
        ("call by evening", "by evening: no date that can be read; say one, such as by fri"),
        ("call (by Yesterday)", "by Yesterday: no date that can be read; say one, such as by fri"),
        ("call by the 45th", "by the 45th: there is no day the 45th"),
        ("call 99999999999m", "99999999999m: a size is 15m, 1h30, half-day, up to 1d"),
        ("call 1.5h", "1.5h: a size is 15m, 1h30, half-day, up to 1d"),
        ("call -30m", "-30m: a size is 15m, 1h30, half-day, up to 1d"),
        ("call by 12/1", "by 12/1: '12/1' is no date that can be read"),
        ("visit next fri", "next fri: 'next fri' is no date that can be read"),
        ("call 2026-13-01", "there is no day 2026-13-01"),
        ("call +3m", "'+3m' is no date that can be read"),
        ("call 2026-12-01 2026-12-02", "two dates are said; a task has one"),
        ("call by mon by tue", "two dates are said; a task has one"),
        ("call ~foo", "~foo is no category: ~general ~health ~mh ~sud ~vs ~justice"),
        ("call ~mh ~sud", "two categories are said; a text carries one"),
        ("call 9h", "9h: a size is 15m, 1h30, half-day, up to 1d"),
        ("call 1h 2h", "two sizes are said; a task has one"),
        ("call #999", "#999: no participant of that reference or name here"),
        ("call #an", "#an: P-214 Ana B. or P-300 Andy C.? write #214 or #300"),
        ("call #ana #473", "P-214 and P-473: a task concerns one participant"),
        ("call @mh", "Mental Health has 3 people: @omar @priya @sam"),
        ("call @omar/zz", "@omar/zz: no agency 'zz' here, only SS, HS, MH"),
        ("call @hs @omar", "@omar: nobody of that name at Homeless Services, only @dana"),
        ("call @dana @omar", "@dana and @omar: a task has one owner"),
        ("call @zed", "@zed: nobody of that name here, only @dana @lee @alvarez @omar @priya @sam"),
    ],
)
def test_what_cannot_be_read_stays_in_the_title_and_is_named(line: str, problem: str) -> None:
    quick = read(line)
    assert (quick.title, quick.problems) == (line, (problem,))


def test_two_people_of_one_name_are_never_guessed() -> None:
    quick = read("call @lee", people=(*PEOPLE, LEE_ANN))
    assert quick.owner is None
    assert quick.problems == ("@lee: Lee Park (SS) or Lee Ann (MH)? write @lee.park or @lee.ann",)
    assert echo(quick, TODAY) == "nobody yet · due Fri 27 Nov: call @lee"


@pytest.mark.parametrize("line", ["call @lee.ann", "call @lee/mh", "call @mh @lee", "call @lee @mental"])
def test_an_agency_or_a_last_name_tells_two_people_apart(line: str) -> None:
    quick = read(line, people=(*PEOPLE, LEE_ANN))
    assert (quick.owner, quick.title, quick.problems) == (LEE_ANN, "call", ())


@pytest.mark.parametrize("line", ["call @ss", "call @social-services", "@SS: call"])
def test_an_agency_with_one_frontline_person_means_that_person(line: str) -> None:
    quick = read(line)
    assert (quick.owner, quick.title) == (LEE, "call")


def test_a_misspelt_owner_is_read_and_said() -> None:
    quick = read("call @omra")
    assert (quick.owner, quick.problems) == (OMAR, ())
    assert "@omra: read as Omar Haddad" in quick.hints


def test_somebody_who_left_is_not_found_any_more() -> None:
    gone = replace(PRIYA, left_on=TODAY)
    assert read("call @priya").owner == PRIYA
    assert read("call @priya", people=(DANA, gone)).owner is None


def test_me_is_the_one_who_types() -> None:
    assert read("call @me").owner == DANA


@pytest.mark.parametrize("token", ["#473", "#p473", "#P-473", "#chidi", "#Chi,"])
def test_a_participant_is_read_in_every_spelling(token: str) -> None:
    quick = read(f"call {token}")
    assert (quick.participant, quick.title) == ("P-473", "call")


def test_a_participant_without_a_name_here_is_read_by_reference() -> None:
    assert read("call #508").participant == "P-508"


@pytest.mark.parametrize(
    "token, category",
    [
        ("~mh", Category.MENTAL_HEALTH),
        ("~mental health", Category.MENTAL_HEALTH),
        ("~SUD", Category.SUBSTANCE_USE),
        ("~substance_use", Category.SUBSTANCE_USE),
        ("~victim-services", Category.VICTIM_SERVICES),
    ],
)
def test_a_category_is_read_by_tag_and_by_name(token: str, category: Category) -> None:
    quick = read(f"call {token} #ana")
    assert (quick.category, quick.title) == (category, "call")


@pytest.mark.parametrize("size, minutes", [("15m", 15), ("1h30", 90), ("half-day", 240), ("1d", 480), ("2h.", 120)])
def test_a_size_is_read(size: str, minutes: int) -> None:
    quick = read(f"call {size} @omar")
    assert (quick.size_minutes, quick.title) == (minutes, "call")


def test_a_telling_word_about_a_participant_asks_once_for_its_category() -> None:
    assert "detox: keep to your agency? add ~sud" in read("ride to detox, after relapse #ana").hints
    assert sum("keep to your agency" in hint for hint in read("detox relapse #ana").hints) == 1
    assert "self harm: keep to your agency? add ~mh" in read("self-harm plan #ana").hints


@pytest.mark.parametrize(
    "line",
    ["order methadone leaflets ~general", "order leaflets", "meds #none", "detox #ana ~sud", "detox #ana ~general"],
)
def test_nothing_is_asked_without_a_telling_word_or_once_a_category_or_nobody_is_said(line: str) -> None:
    assert not any(question in hint for hint in read(line).hints for question in QUESTIONS)


def test_a_telling_word_about_nobody_asks_once_whom_it_is_about() -> None:
    asked = [hint for hint in read("pick up detox meds by fri").hints if "?" in hint]
    assert asked == ["detox meds: is this about a participant? write their #number, or ~general"]


@pytest.mark.parametrize(
    "line",
    [
        "pick up detox meds for Chidi O. by fri",
        "pick up detox meds for chidi o by fri",
        "fetch Chidi's papers",
        "Chidi: call the bank",
        "call CHIDI @omar 30m ~health",
    ],
)
def test_a_known_participants_name_without_a_reference_is_asked_about_and_never_stored_about_nobody(line: str) -> None:
    quick = read(line)
    assert quick.participant is None
    assert quick.problems == ("Chidi O.: write #473 if this is about them, #none if it is not",)


def test_every_participant_of_the_name_is_offered() -> None:
    assert [problem.split(":")[0] for problem in read("Ana and Andy to the clinic").problems] == ["Ana B.", "Andy C."]


@pytest.mark.parametrize("line", ["call Chidi #473", "call Chidi's bank p473", "call Chidi #none", "call #NONE Chidi"])
def test_a_reference_or_nobody_answers_whom_a_name_means(line: str) -> None:
    quick = read(line)
    assert quick.problems == ()
    assert "#" not in quick.title


def test_whom_it_is_about_may_be_said_beside_the_line() -> None:
    people = {"people": PEOPLE, "agencies": AGENCIES, "participants": PARTICIPANTS}
    quick = read_line("meds for Chidi", **people, me=DANA.id, today=TODAY, about="P-473")
    assert quick.problems == ()
    assert "meds: keep to your agency? add ~health" in quick.hints


def test_nobody_and_a_participant_at_once_are_a_problem() -> None:
    assert read("call #none #473").problems == ("#none and a participant: a task concerns one participant or nobody",)


@pytest.mark.parametrize("line", ["an analysis of anagrams", "order chidiware", "ask Omar", "call chi"])
def test_other_words_than_a_name_are_about_nobody(line: str) -> None:
    assert read(line).problems == ()


def test_every_telling_word_can_be_heard() -> None:
    for word, category in SENSITIVE_WORDS.items():
        assert f"{word}: keep to your agency? add ~{category.tag}" in read(f"{word} #ana").hints


@pytest.mark.parametrize("line", ["", "   ", "@lee #473 by fri", "fri", "\x00\u202e"])
def test_a_line_without_words_for_the_task_is_a_problem(line: str) -> None:
    assert "no words left for the task itself: say what is to be done" in read(line).problems


def test_a_date_that_has_passed_is_said() -> None:
    assert read("call by 2026-11-20").hints == ("Fri 20 Nov 2026 has passed",)


def test_a_date_in_another_year_is_said_with_its_year() -> None:
    assert echo(read("call by 1 jan"), TODAY) == "Dana Reyes · due Fri 1 Jan 2027: call"


def test_a_line_that_is_too_long_is_a_problem_and_keeps_every_word() -> None:
    quick = read("word " * 300)
    assert quick.title == clean_line("word " * 300)
    assert quick.problems == (f"1499 characters; one line holds at most {MOST_CHARACTERS}",)


FRAGMENTS = st.sampled_from(
    [
        "@lee",
        "@mh",
        "@",
        "@/",
        "@lee/",
        "@/mh",
        "#473",
        "#",
        "#an",
        "#-",
        "#none",
        "Chidi",
        "99999m",
        "the",
        "30th",
        "end of month",
        "~",
        "~mental",
        "health",
        "~x",
        "by",
        "on",
        "fri",
        "next",
        "conference",
        "1",
        "dec",
        "30m",
        "1h75",
        "half-day",
        "+2w",
        "+9999w",
        "2026-02-30",
        "detox",
        "[/]",
        "\x1b]52;",
    ]
)


@given(st.text() | st.lists(FRAGMENTS | st.text(max_size=4), max_size=12).map(" ".join))
@settings(deadline=None)
def test_any_line_is_read_without_a_crash_and_loses_no_word_silently(line: str) -> None:
    quick = read(line, conference=None)
    assert echo(quick, TODAY).startswith((DANA.person, "nobody yet", *(person.person for person in PEOPLE)))
    assert all(word in clean_line(line).split() for word in quick.title.split())
    assert quick.owner is not None or quick.problems
    assert all("\n" not in sentence and sentence for sentence in (*quick.problems, *quick.hints))


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=8))
def test_plain_words_around_tokens_stay_the_title(word: str) -> None:
    title = clean_line(f"call {word}x about it")
    quick = read(f"{title} @omar #473 by fri 30m ~mh")
    assert (quick.title, quick.owner, quick.participant, quick.size_minutes) == (title, OMAR, "P-473", 30)


def test_a_reference_without_its_sign_is_read_so_that_no_words_about_somebody_count_as_about_nobody() -> None:
    for line in ("call about P-473", "call p473 tomorrow", "fetch P-473's papers"):
        assert read(line).participant == "P-473"
    unknown = read("call about P-999")
    assert unknown.participant is None
    assert any("999" in problem for problem in unknown.problems)
