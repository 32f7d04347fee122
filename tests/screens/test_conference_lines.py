"""What the page of a conference draws from values alone: long names, no colour, plain ink, what was filed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from rich.text import Text

from casetable.screens.agreement_page import Spot
from casetable.screens.calendar_lines import rows, rows_of
from casetable.screens.cell import Signs
from casetable.screens.conference_header import about, collision_words, header, next_step, state_words
from casetable.screens.conference_lines import page_lines
from casetable.screens.conference_load import ConferenceRead
from casetable.screens.conference_record_lines import line_words, record_lines
from casetable.screens.conference_told import below, item_of, reasons_by_kind, told
from casetable.values.because import Because
from casetable.values.conference import (
    Agenda,
    AgendaItem,
    Collision,
    ConferenceRecord,
    DayOff,
    Expected,
    FiledLine,
    Forecast,
    HearingCell,
    Occurrence,
    Present,
    Quorum,
    Reason,
    RecordedItem,
    ToAsk,
)
from casetable.words import (
    AgendaReason,
    CancelReason,
    Category,
    ConferenceState,
    DecidedBy,
    Hearing,
    ItemKind,
    ItemState,
    LineKind,
)
from tests.screens.values import AGENCIES, HOSTILE, TODAY, a_task

DAY = date(2026, 12, 11)
SIGNS = Signs()
BECAUSE = Because("7 Ways of working", "no event for 16 days on T-7", ("T-7",))
MEETING = Occurrence(
    DAY, DAY, ConferenceState.PLANNED, time(9), time(10, 30), 90, "room 7", chair="Omar Haddad", chair_agency="MH"
)


def an_item(number=3, **more):
    said = {"kind": ItemKind.PARTICIPANT, "minutes": 13, "participant": "P-473", "name": "Chidi Okafor"}
    reasons = (Reason(AgendaReason.STALLED, BECAUSE),)
    return AgendaItem(number, **{**said, "starts_at": time(9, 15), "reasons": reasons, **more})


def a_read(*items, over=0, expected=(), hearing=(), asked=(), meeting=MEETING):
    forecast = Forecast(tuple(expected), Quorum(False, ("Nobody of MH is expected.",), BECAUSE), tuple(hearing), ())
    agenda = Agenda(meeting, tuple(items), time(10, 33), over, may_arrange=True)
    return ConferenceRead(meeting, agenda, forecast, tuple(asked))


def drawn(read, width=80, signs=SIGNS):
    lines = page_lines(read, AGENCIES, TODAY, width, signs)
    return ["  ".join([line.label, *(spot.words.plain for spot in line.spots)]) for line in lines]


def a_line(kind, text, **more):
    return FiledLine("l", 1, 3, kind, text, Category.GENERAL, "Dana Reyes", datetime(2026, 12, 11, tzinfo=UTC), **more)


def test_an_item_says_when_what_how_long_and_why_and_keeps_the_reference_of_a_long_name():
    (line, *_) = drawn(a_read(an_item(name="Chidi Okafor-Williamson-Featherstonehaugh", question="Motel?")))
    assert " 3 " in line
    assert "9:15" in line
    assert "P-473 Chidi" in line
    assert "…" in line
    assert "13 min" in line
    assert "stalled · “Motel?”" in line


def test_who_comes_and_who_may_hear_are_told_by_sign_and_word():
    expected = [
        Expected("Dana Reyes", "d", "HS", True),
        Expected("Lee Park", "l", "SS", False, "Sol Grant"),
        Expected("Omar Haddad", "o", "MH", None, is_chair=True),
        Expected("Ines Roy", "i", "MH", None, away="away to 3 Dec"),
    ]
    hearing = [
        HearingCell("P-473", "SS", Hearing.MAY_HEAR),
        HearingCell("P-473", "MH", Hearing.ENDS_BEFORE, "Renew it.", date(2026, 12, 9)),
        HearingCell("P-473", "HS", Hearing.NO_RELEASE, "Ask for one."),
    ]
    said = "\n".join(drawn(a_read(an_item(), expected=expected, hearing=hearing)))
    for words in ("✓ Dana Reyes comes", "✗ Lee Park sends Sol Grant", "? Omar Haddad chair, not said", "✗ Ines Roy"):
        assert words in said
    for words in ("SS ✓ may hear", "MH ! ends 9 Dec", "HS ✗ no release", "! Nobody of MH is expected."):
        assert words in said


def test_the_reasons_of_one_kind_are_said_once_with_all_their_rows():
    twice = (Reason(AgendaReason.STALLED, BECAUSE), Reason(AgendaReason.STALLED, replace(BECAUSE, rows=("T-9",))))
    ((name, because),) = reasons_by_kind(an_item(reasons=twice))
    assert name == "Stalled"
    assert because.rows == ("T-7", "T-9")


def test_below_the_page_stands_what_the_line_had_no_room_for():
    read = a_read(an_item(question="Motel now, or hold out?", proposed_by="Omar Haddad"))
    (line, *_) = page_lines(read, AGENCIES, TODAY, 80, SIGNS)
    words = below(told(read, line.spots[0], TODAY, SIGNS), 79, 2).plain
    assert words == " Question  Motel now, or hold out?\n Proposed by  Omar Haddad …"


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_was_stored_is_drawn_as_text(value):
    read = a_read(an_item(name=value, question=value), asked=[ToAsk("P-473", value, value, DAY, None, None)])
    for line in drawn(read):
        assert not any(ord(sign) < 32 for sign in line)


def test_the_predicted_end_stands_at_the_right_and_says_what_is_too_long():
    left, right = about(replace(MEETING, place="a room with a very long name " * 9), a_read(an_item(), over=3).agenda)
    assert right.plain == "ends 10:33, 3 min too long "
    assert left.plain.startswith(" chair Omar Haddad · a room")
    assert header(MEETING, TODAY)[0].plain == " Conference Fri 11 Dec 2026 · 9:00–10:30 · in 18 days"


def test_how_it_stands_is_said_in_words():
    assert state_words(replace(MEETING, original_on=date(2026, 12, 4)), TODAY) == "planned, moved from Fri 4 Dec"
    gone = replace(MEETING, state=ConferenceState.CANCELLED, cancel_reason=CancelReason.HOLIDAY)
    assert state_words(gone, TODAY) == "cancelled: a holiday"
    assert state_words(replace(MEETING, is_extraordinary=True), TODAY) == "extraordinary, planned"


def test_the_next_step_is_the_most_pressing_one():
    closed = replace(MEETING, collisions=(Collision("MH", "Good Friday"),), instead=(date(2026, 12, 10),))
    assert next_step(a_read(meeting=closed), TODAY).startswith(
        "Closed that day: MH (Good Friday). Free for all: Thu 10 Dec"
    )
    assert "h names somebody" in next_step(a_read(meeting=replace(MEETING, chair=None)), TODAY)
    assert next_step(a_read(an_item(), over=3), TODAY).startswith("It is 3 minutes too long")
    assert next_step(a_read(an_item(), over=1), TODAY).startswith("It is 1 minute too long")
    first = replace(a_read(an_item()), earlier=replace(MEETING, on=date(2026, 12, 4)))
    assert next_step(first, TODAY) == "Another conference comes before this one now, Fri 4 Dec: 3 goes there."
    assert next_step(a_read(an_item()), TODAY) == "No quorum yet: Nobody of MH is expected."
    assert "e calls one" in next_step(ConferenceRead(None), TODAY)
    now = replace(MEETING, state=ConferenceState.IN_SESSION)
    assert next_step(ConferenceRead(now, now=now), TODAY) == "It is in session: enter goes into the room."
    assert collision_words(replace(closed, instead=())) == "Closed that day: MH (Good Friday)."


def test_what_was_filed_is_read_with_its_sign():
    task = a_task("T-7", title="outreach tue and thu")
    said = {
        "1 motel now": a_line(LineKind.OPTION, "motel now", number=1),
        "- (1) Lee: restarts": a_line(LineKind.ARGUMENT, "restarts", option=1, is_for=False, holder="Lee Park"),
        "◆ hold (vote, a proposal to be ratified by 18 Dec)": a_line(
            LineKind.DECISION, "hold", decided_by=DecidedBy.VOTE, is_proposal=True, ratify_by=date(2026, 12, 18)
        ),
        "◆ deferred: next month": a_line(LineKind.DECISION, "next month", decided_by=DecidedBy.DEFERRED),
        "≠ Dana Reyes: winter; look again 8 Jan 2027": a_line(
            LineKind.DISSENT, "winter", holder="Dana Reyes", look_again_on=date(2027, 1, 8)
        ),
        "→ T-7 outreach tue and thu @dana fri · open": a_line(LineKind.ACTION, "outreach", task=task),
        "Their words: a door": a_line(LineKind.WORDS, "a door"),
        "No words, because: not reached": a_line(LineKind.NO_WORDS, "not reached"),
    }
    for words, line in said.items():
        assert line_words(line, TODAY, SIGNS).plain.strip() == words


def test_a_record_names_who_was_there_what_was_not_reached_and_where_nothing_was_debated():
    times = ((0, 0), (1, 30), (2, 0))
    came, left, closed = (datetime(2026, 12, 11, hour, minute, tzinfo=UTC) for hour, minute in times)
    present = (
        Present("1", "Dana Reyes", "DR", "HS", "d", came, closed, True),
        Present("2", "Lee Park", "LP", "HS", "l", came, left, False),
        Present("3", "Omar Haddad", "OH", "HS", "o", came, closed, False),
    )
    items = (
        RecordedItem(an_item(state=ItemState.DONE, had_no_debate=True), (a_line(LineKind.WORDS, "a door"),)),
        RecordedItem(an_item(4, participant="P-508", name="Cy", state=ItemState.NOT_REACHED), ()),
    )
    lines = record_lines(ConferenceRecord(MEETING, items, present), TODAY, SIGNS, "America/New_York")
    said = "\n".join(f"{line.label} {' '.join(spot.words.plain for spot in line.spots)}" for line in lines)
    assert "HS Dana Reyes (late, from 19:00), Lee Park (left 20:30), Omar Haddad\n" in said
    assert "P-473 Chidi Okafor  ✓ done" in said
    assert "no debate" in said
    assert "P-508 Cy  ↷ not reached" in said


def test_two_questions_about_one_participant_are_two_lines_that_never_look_the_same():
    first = an_item(question="Motel now?", id="a")
    second = an_item(4, question="Who goes along?", id="b", minutes=6)
    read = a_read(first, second)
    spots = [line.spots[0] for line in page_lines(read, AGENCIES, TODAY, 79, SIGNS)[:2]]
    assert [item_of(read, spot) for spot in spots] == [first, second]
    assert [("“Motel" in one.words.plain, "“Who goes" in one.words.plain) for one in spots] == [
        (True, False),
        (False, True),
    ]
    turned = a_read(second, first)
    assert item_of(turned, spots[0]) == first, "the cursor stays on its item when they change places"


def test_who_is_to_be_asked_is_said_where_the_cursor_stands_on_them():
    read = a_read(an_item(), asked=[ToAsk("P-473", "Chidi", "Dana Reyes", DAY, None, None)])
    spot = Spot("item", "P-473", Text())
    assert ("To be asked", "Dana asks by Fri 11 Dec; enter opens the card.") in told(read, spot, TODAY, SIGNS)
    assert all(name != "To be asked" for name, _ in told(a_read(an_item()), spot, TODAY, SIGNS))


def test_reasons_have_the_width_that_names_leave():
    item = an_item(question="Is there a bed at the other shelter")
    assert "stalled · “Is there a bed at the other shelter”" in "\n".join(drawn(a_read(item)))
    line = next(iter(page_lines(a_read(item), AGENCIES, TODAY, 79, SIGNS))).spots[0].words
    assert line.plain.index("stalled") <= 40


def test_the_calendar_draws_signs_in_ascii_where_nothing_else_can_be_shown():
    gone = replace(MEETING, state=ConferenceState.CANCELLED, cancel_reason=CancelReason.HOLIDAY)
    closed = replace(MEETING, collisions=(Collision("SS", "Veterans Day"), Collision("HS", "Veterans Day")))
    assert rows([gone], TODAY, Signs(ascii=True), 80)[0][2].plain == "x cancelled"
    assert rows([closed], TODAY, SIGNS, 80)[0][4].plain == "! SS, HS: Veterans Day"


def test_a_public_holiday_of_several_agencies_is_one_row():
    days = [DayOff(DAY, code, "Veterans Day", is_own=False) for code in ("SS", "HS")]
    assert [len(row) for row in rows_of([*days, DayOff(DAY, "MH", "office moves", is_own=True)])] == [2, 1]
