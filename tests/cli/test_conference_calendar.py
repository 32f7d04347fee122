"""casetable conference next, calendar, move, cancel, extraordinary, confirm, chair; casetable holidays."""

from datetime import date
from pathlib import Path

from icalendar import Calendar

from tests.cli.conftest import Line
from tests.cli.test_json import CONFERENCE


def test_the_next_conference_is_said_in_words_and_as_json(line: Line) -> None:
    said = line("conference next").out
    assert said.startswith("Conference Fri 13 Nov, 09:00 to 10:30 (1h30), in 11 days.")
    assert "chair  Hal Brook" in said
    one = line("conference next --json").json
    assert list(one) == CONFERENCE
    assert (one["conference"], one["starts_at"]) == ("2026-11-13", "2026-11-13T09:00:00-08:00")
    assert line("conference next --json", on="2027-07-01").json["starts_at"] == "2027-07-09T09:00:00-07:00"


def test_the_calendar_shows_twelve_or_the_days_asked_for(line: Line) -> None:
    assert len(line("conference calendar --json").json) == 12
    found = line("conference calendar --from 2028-11-01 --to 2028-12-31 --json").json
    assert [one["on"] for one in found] == ["2028-11-10", "2028-12-08"]
    assert found[0]["collisions"] == [
        {"agency": "SS", "what": "Veterans Day (observed)"},
        {"agency": "HS", "what": "Veterans Day (observed)"},
    ]
    assert found[0]["instead"] == ["2028-11-09", "2028-11-08", "2028-11-13"]
    words = line("conference calendar --from 2028-11-01 --to 2028-11-30").out
    assert "closed: SS, HS (Veterans Day (observed)); free for all: Thu 9 Nov 2028, Wed 8 Nov 2028" in words
    assert "The last day comes after" in line("conference calendar --from 2026-12-01 --to 2026-11-01", code=2).err


def test_moving_cancelling_and_naming_a_chair_are_one_line_each(line: Line) -> None:
    moved = line('conference move next "19 nov" --why "the hall is taken" --json', who="ruth").json
    assert (moved["conference"], moved["on"], moved["is_moved"]) == ("2026-11-13", "2026-11-19", True)
    assert "planned, moved from Fri 13 Nov" in line("conference calendar").out
    assert line('task add "call by next conference" --json').json["due"] == "2026-11-19"
    assert line("week --json").json["conference"] == "2026-11-19"
    line("conference chair dana --deputy omar", who="ruth")
    assert line("conference confirm").out == "The conference of Thu 19 Nov at 09:00 is confirmed.\n"
    line("conference cancel 2026-11-13 --reason agency-missing", who="ruth")
    assert "cancelled, moved from Fri 13 Nov, an agency is missing" in line("conference calendar").out
    called = line("conference extraordinary +1w --at 2pm --minutes 1h", who="ruth").out
    assert called == "An extraordinary conference is called for Mon 9 Nov.\n"
    assert line("conference next --json").json["starts_at"] == "2026-11-09T14:00:00-08:00"


def test_before_the_partnership_was_founded_there_was_no_conference(line: Line) -> None:
    assert "No conference in these days" in line("conference calendar --from 2026-01-01 --to 2026-09-30").err
    line("conference show 2025-12-12", code=4)
    found = line("conference calendar --from 2026-01-01 --to 2026-12-31 --ics").out
    assert {str(one["UID"])[:7] for one in Calendar.from_ical(found).events} == {"2026-10", "2026-11", "2026-12"}


def test_a_date_without_a_year_is_one_to_come_for_what_changes_it_and_the_last_such_for_what_was_said(
    line: Line,
) -> None:
    on = "2027-11-20"
    said = line('conference move "13 nov" 2027-12-17', who="ruth", on=on, code=4).err
    assert "There is no conference on 2028-11-13." in said
    assert line('conference show "13 nov"', on=on, code=4).err
    assert line('conference show "12 nov"', on=on).out.startswith("Conference Fri 12 Nov, not held.")
    moved = line('conference move "10 dec" "17 dec"', who="ruth", on=on).out
    assert moved == "The conference of Fri 10 Dec meets on Fri 17 Dec at 09:00.\n"
    assert "meets on Sat 18 Dec" in line('conference move "10 dec" "18 dec"', who="ruth", on=on).out


def test_a_day_that_passed_without_its_conference_reads_as_not_held(line: Line) -> None:
    on = "2026-12-01"
    said = line("conference calendar --from 2026-11-01 --to 2026-12-31", on=on).out
    assert [words.split("  ")[2].strip() for words in said.splitlines()[1:]] == ["not held", "planned"]
    told = line("conference show 2026-11-13", on=on).out
    assert told == "Conference Fri 13 Nov, not held.\n\n\nNothing is filed of it.\n"
    assert "was not held" in line("conference confirm 2026-11-13", who="ruth", on=on, code=1).err
    assert "meets on Fri 4 Dec" in line("conference move 2026-11-13 2026-12-04", who="ruth", on=on).out
    assert line("conference calendar --from 2026-11-01 --to 2026-12-31 --json", on=on).json[0]["state"] == "planned"


def test_a_move_takes_the_holiday_for_its_reason_and_says_a_weekend(line: Line) -> None:
    line('holidays --close 2026-11-13 --name "staff day"')
    moved = line("conference move next 2026-11-14 --json", who="ruth").json
    assert moved["why"] == "holiday: staff day (HS)"
    assert moved["sentence"].endswith("Reason: holiday: staff day (HS). That is a weekend.")
    again = line("conference move next 2026-11-20 --why snow --json", who="ruth").json
    assert (again["why"], "weekend" in again["sentence"], "Reason" in again["sentence"]) == ("snow", False, False)
    assert line("conference move next 2026-11-18 --json", who="ruth").json["why"] == "closed (MH)"
    assert line("conference move next 2026-11-17 --json", who="ruth").json["why"] == ""


def test_what_is_refused_says_whom_to_ask(line: Line) -> None:
    said = line("conference move next fri", who="lee", code=3).err
    assert "arranged and run by its chair (Hal Brook) or the coordinator" in said
    line("conference cancel next --reason rain", who="ruth", code=2)
    line("conference calendar --as-rule", code=2)
    line("conference calendar --ics --json", code=2)
    line("conference calendar --ics --as-rule --to 2027-01-01", code=2)


def test_the_calendar_file_is_printed_or_written_and_never_over_something_unasked(line: Line, tmp_path: Path) -> None:
    printed = Calendar.from_ical(line("conference calendar --ics").out)
    assert len(printed.walk("VEVENT")) == 12
    file = tmp_path / "conferences.ics"
    line(f"conference calendar --ics --output {file}")
    content = file.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n")
    assert file.stat().st_mode & 0o077 == 0
    line(f"conference calendar --ics --output {file}", code=1)
    line("conference move next 2026-11-19", who="ruth")
    line(f"conference calendar --ics --output {file} --replace")
    starts = {str(one["UID"])[:10]: one["DTSTART"].dt.date() for one in Calendar.from_ical(file.read_bytes()).events}
    assert starts["2026-11-13"] == date(2026, 11, 19)
    assert len(Calendar.from_ical(line("conference calendar --ics --as-rule").out).walk("VEVENT")) == 2


def test_holidays_are_shown_said_and_brought_from_a_file(line: Line, tmp_path: Path) -> None:
    assert "Thu 26 Nov 2026  SS      Thanksgiving Day" in line("holidays").out
    line('holidays --close 2026-12-11 --name "staff day"')
    found = line("holidays HS --from 2026-12-01 --to 2026-12-31 --json").json
    assert found[0] == {"on": "2026-12-11", "agency": "HS", "what": "staff day", "is_own": True}
    assert line("conference calendar --json").json[1]["collisions"] == [{"agency": "HS", "what": "staff day"}]
    line("holidays HS --open 2026-12-11")
    line("holidays MH --code US-CA", who="omar")
    line("holidays HS --code US-CA", who="omar", code=3)
    line("holidays HS --code US --close fri", code=2)
    line("holidays HS --name x", code=2)
    file = tmp_path / "days.ics"
    file.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261230\n"
        "SUMMARY:Winter break\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART:20261201T090000Z\nSUMMARY:Call\nEND:VEVENT\n"
        "END:VCALENDAR\n"
    )
    said = line(f"import holidays {file} --agency MH", who="ruth")
    assert said.out == "MH has 1 more closing day.\n"
    assert "Call: it has a time of day" in said.err
