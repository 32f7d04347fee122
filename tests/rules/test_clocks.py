"""How far a clock is behind, in words; whose zone counts; which entries went back in time."""

from datetime import UTC, datetime, timedelta

import pytest

from casetable.rules.clocks import TOLERANCE, Backwards, behind, behind_words, span_words, zone_words

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_a_clock_is_behind_by_the_latest_instant_and_never_within_the_tolerance() -> None:
    assert behind(NOW, [NOW - DAY, NOW + DAY, NOW + HOUR]) == DAY
    assert behind(NOW, [NOW + TOLERANCE]) == timedelta()
    assert behind(NOW, [NOW + TOLERANCE + MINUTE]) == 6 * MINUTE
    assert behind(NOW, [NOW - DAY]) == timedelta()
    assert behind(NOW, []) == timedelta()


def test_a_clock_that_is_behind_is_said_with_the_partnerships_wall_time() -> None:
    assert behind_words(DAY, NOW, "America/New_York") == (
        "The clock here is 1 day behind the newest entries: please check it. "
        "It says Mon 23 Nov, 10:00; entries keep their order."
    )
    assert behind_words(timedelta(), NOW, "America/New_York") == ""


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (6 * MINUTE, "6 minutes"),
        (HOUR, "1 hour"),
        (DAY - MINUTE, "23 hours"),
        (DAY, "1 day"),
        (400 * DAY, "400 days"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(span: timedelta, words: str) -> None:
    assert span_words(span) == words


def test_a_zone_is_said_only_where_its_hours_differ_some_time_in_the_year() -> None:
    east, west, utc = -5 * HOUR, -8 * HOUR, timedelta()
    said = "Dates are those of America/New_York; this computer is set to America/Los_Angeles."
    assert zone_words("America/Los_Angeles", "America/New_York", [(west, east)] * 4) == said
    assert zone_words("America/Detroit", "America/New_York", [(east, east), (east + HOUR, east + HOUR)]) == ""
    assert zone_words("Africa/Accra", "Europe/London", [(utc, utc), (utc, HOUR)]).endswith("set to Africa/Accra.")
    assert zone_words("", "Europe/London", [(HOUR, utc)]).endswith("set to another zone.")


def follow(*instants: datetime) -> list[str]:
    backwards = Backwards()
    for seq, instant in enumerate(instants, start=1):
        backwards.follow(seq, instant)
    return backwards.notes("America/New_York")


def test_entries_whose_time_goes_back_are_counted_and_the_first_is_named() -> None:
    assert follow(NOW, NOW, NOW - TOLERANCE, NOW + DAY) == []
    assert follow(NOW, NOW - DAY, NOW) == [
        "Entry 2 (Sun 22 Nov, 10:00) bears an earlier time than the entry before: some computer's clock was wrong. "
        "Entries count in the order of their numbers."
    ]
    assert follow(NOW, NOW - DAY, NOW, NOW - HOUR, NOW - DAY)[0].startswith(
        "Entry 2 (Sun 22 Nov, 10:00) and 2 later entries bear "
    )
