"""One line that notes something: nothing is guessed, no word of the note gets lost, sensitive words ask once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.quicknote import NO_PLACE, QuickNote, questions, read_note_line, said_to_all
from casetable.text import clean_line
from casetable.values.participants import Participant
from casetable.words import Category, ParticipantState

CHIDI = Participant("P-473", "1", 1, "Chidi Okafor", ParticipantState.ACTIVE, "HS")
BO = Participant("P-508", "2", 1, "Bo Diaz", ParticipantState.ACTIVE, "HS")


def line(words: str, about: str = "", *, private: bool = False) -> QuickNote:
    places = {"P-473"} if private else ()
    return read_note_line(words, participants=(CHIDI, BO), about=about, private_places=places)


@pytest.mark.parametrize(
    ("words", "text", "minutes", "category"),
    [
        ("#473 20m phoned, has a phone again ~health", "phoned, has a phone again", 20, Category.HEALTH),
        ("phoned #chidi 1h30", "phoned", 90, Category.GENERAL),
        ("~mental health P-473 saw her", "saw her", None, Category.MENTAL_HEALTH),
        ("#473 waited 30m at the clinic", "waited 30m at the clinic", None, Category.GENERAL),
        ("#473 the 2h bus ride took us there 3h", "the 2h bus ride took us there", 180, Category.GENERAL),
    ],
)
def test_participant_and_category_are_read_anywhere_minutes_only_at_an_end(
    words: str, text: str, minutes: int | None, category: Category
) -> None:
    read = line(words)
    assert (read.text, read.participant, read.minutes, read.category) == (text, "P-473", minutes, category)
    assert read.problems == ()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("phoned", "about whom?"),
        ("", "about whom?"),
        ("#999 phoned", "no participant of that reference"),
        ("#473 and #508 phoned", "one participant"),
        ("#none phoned", "about somebody"),
        ("#473 20m", "no words left"),
        ("#473 20m phoned 30m", "two lengths of time"),
        ("#473 phoned 900h", "900h"),
        ("#473 phoned ~secret", "~secret is no category"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_in_the_text(words: str, problem: str) -> None:
    read = line(words)
    assert any(problem in one for one in read.problems)
    assert all(word in read.text for word in words.split() if word in ("phoned", "900h", "~secret", "#999"))


def test_beside_a_card_no_reference_is_needed_and_another_ones_is_asked_about() -> None:
    assert line("phoned", "P-473").participant == "P-473"
    assert line("#473 phoned", "P-473").problems == ()
    assert line("#508 phoned", "P-473").problems == ("#508: this line is about P-473",)


def test_sensitive_words_ask_once_whether_they_stay_in_the_agency() -> None:
    read = line("#473 has meds again, out of jail")
    assert questions(read.hints) == (
        "meds: keep to your agency? add ~health",
        "jail: keep to your agency? add ~justice",
    )
    assert line("#473 has meds again ~health").hints == ()
    assert line("#473 has meds again ~general").hints == ()


def test_where_the_location_is_private_a_hint_says_so_and_asks_nothing() -> None:
    read = line("phoned", "P-473", private=True)
    assert read.hints == (NO_PLACE,)
    assert questions(read.hints) == ()


@pytest.mark.parametrize(
    ("words", "about", "heard"),
    [
        ("slept at Oak Park last night", "P-473", "slept"),
        ("#473 was seen  at the library", "", "seen at"),
        ("has a tent; stays there", "P-473", "tent, stays"),
        ("phoned\nnew address: 12 Elm", "P-473", "address"),
    ],
)
def test_words_of_place_ask_once_where_the_location_is_private(words: str, about: str, heard: str) -> None:
    (asked,) = questions(line(words, about, private=True).hints)
    assert asked.startswith(f"{heard}: does this say where they are?")
    assert questions(line(words, about).hints) == ()


def test_the_place_of_others_is_not_asked_about_and_a_category_answers() -> None:
    assert line("#508 slept at Oak Park", private=True).hints == ()
    for answer in ("~general", "~vs"):
        assert line(f"slept at Oak Park {answer}", "P-473", private=True).hints == (NO_PLACE,)


def test_a_category_named_beside_the_line_answers_too() -> None:
    for words in ("went to detox ward", "went to\ndetox ward"):
        read = read_note_line(words, participants=(CHIDI,), about="P-473", category=Category.SUBSTANCE_USE)
        assert (read.category, read.hints) == (Category.SUBSTANCE_USE, ())


def test_of_safe_contact_each_narrow_word_is_asked_about() -> None:
    assert said_to_all("text after 10", is_place_private=True) == ()
    assert said_to_all("at the motel", is_place_private=False) == ()
    assert said_to_all("at the methadone counter, or her motel", is_place_private=True) == (
        "methadone: all who know them read this",
        "motel: does this say where they are?",
    )


def test_a_text_of_several_lines_is_kept_as_it_is_and_only_looked_at() -> None:
    read = line("20m phoned ~health\nback on methadone", "P-473")
    assert (read.text, read.minutes) == ("20m phoned ~health\nback on methadone", None)
    assert questions(read.hints) == ("methadone: keep to your agency? add ~sud",)


@given(st.text(max_size=60))
def test_any_line_is_read_without_an_error_and_no_plain_word_gets_lost(words: str) -> None:
    read = line(words, "P-473")
    kept = read.text.split()
    for word in clean_line(words).split():
        assert word in kept or word[0] in "~#Pp" or word[0].isdigit() or word.casefold().startswith("half")
