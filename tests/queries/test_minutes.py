"""The minutes of a conference: one value, read as each audience may read it."""

from datetime import date

import pytest

from casetable.actions import consent, erasure, leaving
from casetable.actions.minutes import agree, correct, reopen
from casetable.errors import NotAllowed, NotFound, NotShared, Refused
from casetable.exchange.minutes_as_json import minutes_bytes
from casetable.models import MinutesContent
from casetable.queries.minutes import SOMEBODY_ERASED, minutes
from casetable.queries.minutes_editions import editions
from casetable.queries.minutes_stored import stored, stored_told
from casetable.queries.minutes_told import told_in_minutes
from casetable.store.unit import reading
from casetable.values.disclosures import Told
from casetable.values.minutes import Edition, Minutes
from casetable.words import (
    Audience,
    Category,
    ErasureReply,
    ItemState,
    LeavingReason,
    LineKind,
    MinutesForm,
    MinutesState,
)
from tests.conferences import BEFORE, come, file, held
from tests.tables import Room

OPEN = date(2026, 10, 14)
"""A day on which the minutes of BEFORE are open for corrections."""
AGREED = date(2026, 11, 3)
LATER = date(2026, 11, 9)
MH, SS, HS = (Edition(Audience.AGENCY, code) for code in ("MH", "SS", "HS"))
MANAGERS = Edition(Audience.MANAGERS)


def words(found: Minutes) -> set[str]:
    """Every line's words."""
    return {line.text for item in found.items for line in item.lines}


def told(room: Room, *more: str, on: date = BEFORE) -> tuple[str, str]:
    """A conference about one participant, at which Dana and Omar were; its id and the participant."""
    ref = room.agreed(day=date(2026, 10, 2))
    conference = held(room, ref, *more, on=on, question="which room?")
    for name in ("dana", "omar"):
        come(room, conference, name)
    file(room, conference, ref, LineKind.DECISION, "take the room", on=on)
    file(room, conference, ref, LineKind.DISSENT, "too far out", by="omar", on=on)
    return conference, ref


def keep(room: Room, on: date = AGREED, *wanted: Edition) -> None:
    """The coordinator agrees the minutes with these editions as JSON."""
    seat = room.sit("ruth", on)

    def build() -> tuple[list[tuple[Edition, MinutesForm, bytes]], list[tuple[Edition, Told]]]:
        read = {one: minutes(seat, BEFORE, one) for one in wanted or (MH, SS, HS, MANAGERS)}
        papers = [(one, MinutesForm.JSON, minutes_bytes(each, seat.zone)) for one, each in read.items()]
        return papers, [(one, line) for one, each in read.items() for line in told_in_minutes(seat, each)]

    agree(seat, BEFORE, build)


def test_an_untouched_conference_has_its_first_revision_open_for_five_working_days(room: Room) -> None:
    told(room)
    found = minutes(room.sit("dana", OPEN), BEFORE)
    assert (found.number, found.state, found.version) == (1, MinutesState.OPEN, None)
    assert found.correct_until == date(2026, 10, 19), "Columbus Day, Mon 12 Oct, is none of Homeless Services' days"
    assert (found.there, found.replied, found.is_due) == (("HS", "MH"), (), False)
    assert found.head
    assert found.next_on == date(2026, 11, 13)
    assert {one.name for one in found.attended} == {"Dana Reyes", "Omar Haddad"}


def test_an_agency_reads_what_both_releases_let_it_read_and_nothing_counts_the_rest(room: Room) -> None:
    conference, ref = told(room)
    room.release(ref, by="dana", to="SS", from_agency="HS", category=Category.HEALTH, day=date(2026, 10, 2))
    file(room, conference, ref, LineKind.OPTION, "after the operation", category=Category.HEALTH, on=BEFORE)
    mine, others = minutes(room.sit("lee", OPEN), BEFORE), minutes(room.sit("omar", OPEN), BEFORE)
    assert words(mine) == {"take the room", "too far out", "after the operation"}
    assert words(others) == {"take the room", "too far out"}
    counts = {one.edition.agency: dict(next(i for i in one.items if i.participant).counts) for one in (mine, others)}
    assert counts == {
        "SS": {"options": 1, "decisions": 1, "dissents": 1},
        "MH": {"decisions": 1, "dissents": 1},
    }


def test_an_edition_is_the_same_whoever_makes_it_and_others_may_not_make_it(room: Room) -> None:
    told(room)
    by_them, by_the_coordinator = minutes(room.sit("omar", OPEN), BEFORE), minutes(room.sit("ruth", OPEN), BEFORE, MH)
    assert by_them == by_the_coordinator
    with pytest.raises(NotAllowed, match="who ran the conference"):
        minutes(room.sit("lee", OPEN), BEFORE, MH)
    with pytest.raises(NotAllowed, match="by its workers"):
        minutes(room.sit("paula", OPEN), BEFORE, HS)
    assert minutes(room.sit("sol", OPEN), BEFORE, MH) == by_them, "Sol Grant was in the chair"


def test_mail_carries_what_is_general_and_says_how_much_it_leaves_out(room: Room) -> None:
    conference, ref = told(room)
    file(room, conference, ref, LineKind.OPTION, "after the operation", category=Category.HEALTH, on=BEFORE)
    found = minutes(room.sit("dana", OPEN), BEFORE, Edition(Audience.MAIL, "HS"))
    assert words(found) == {"take the room", "too far out"}
    assert found.left_out == 1


def test_managers_read_counts_and_references_and_no_words_of_anybody(room: Room) -> None:
    told(room)
    found = minutes(room.sit("paula", OPEN), BEFORE)
    item = next(one for one in found.items if one.participant)
    assert found.edition == MANAGERS
    assert (item.lines, item.question, item.counts) == ((), None, (("decisions", 1), ("dissents", 1)))
    assert (found.corrections, found.proposals) == ((), ())
    with pytest.raises(NotAllowed):
        minutes(room.sit("lee", OPEN), BEFORE, MANAGERS)


def test_nobody_of_the_shelter_stands_on_the_managers_minutes(shelter: Room) -> None:
    ref, _ = shelter.of_the_shelter(day=date(2026, 10, 2))
    conference = held(shelter, ref)
    file(shelter, conference, ref, LineKind.DECISION, "a safe place", by="tess", on=BEFORE)
    for who in ("paula", "nell", "ruth"):
        seat = shelter.sit(who, OPEN)
        assert ref not in repr(minutes(seat, BEFORE, MANAGERS)), who
    assert ref in repr(minutes(shelter.sit("dana", OPEN), BEFORE)), "its workers may know them"


def test_a_letter_holds_their_item_and_a_dissent_only_once_they_may_know_it(room: Room) -> None:
    other = room.agreed("Grace Lind", day=date(2026, 10, 2))
    conference, ref = told(room, other)
    file(room, conference, other, LineKind.DECISION, "another matter", on=BEFORE)
    file(room, conference, ref, LineKind.DISSENT, "start slower", may_tell=True, on=BEFORE)
    file(room, conference, ref, LineKind.ASKED, "bring the paper", on=BEFORE)
    file(room, conference, ref, LineKind.OPTION, "wait", on=BEFORE)
    letter = Edition(Audience.PARTICIPANT, "HS", ref.removeprefix("P-"))
    found = minutes(room.sit("dana", OPEN), BEFORE, letter)
    assert words(found) == {"take the room", "start slower", "bring the paper"}
    assert (found.edition.participant, found.head, found.changes) == (ref, "", ())
    assert {one.to for one in told_in_minutes(room.sit("dana", OPEN), found)} == {None}


def test_no_letter_is_written_after_a_death_or_by_who_may_not_know_them(room: Room) -> None:
    _, ref = told(room)
    alone = room.agreed("Grace Lind", day=date(2026, 10, 2), released=False)
    assert [one.participant for one in editions(room.sit("ruth", OPEN), BEFORE) if one.participant] == [ref]
    with pytest.raises(NotShared):
        minutes(room.sit("omar", OPEN), BEFORE, Edition(Audience.PARTICIPANT, "MH", alone))
    leaving.leave(room.sit("dana", OPEN), ref, reason=LeavingReason.DIED)
    with pytest.raises(Refused, match="died"):
        minutes(room.sit("dana", OPEN), BEFORE, Edition(Audience.PARTICIPANT, "HS", ref))
    assert not [one for one in editions(room.sit("ruth", OPEN), BEFORE) if one.participant]


def test_there_are_no_minutes_of_a_day_that_was_not_held_and_no_revision_to_come(room: Room) -> None:
    told(room)
    with pytest.raises(Refused, match="not held"):
        minutes(room.sit("dana", OPEN), date(2026, 11, 13))
    with pytest.raises(NotFound, match="no revision 2"):
        minutes(room.sit("dana", OPEN), BEFORE, revision=2)


def test_a_revision_names_each_change_and_the_one_before_keeps_its_words(room: Room) -> None:
    conference, ref = told(room)
    line = file(room, conference, ref, LineKind.OPTION, "wait a week", on=BEFORE)
    keep(room)
    reopen(room.sit("ruth", AGREED), BEFORE, "a word was wrong")
    correct(room.sit("dana", AGREED), BEFORE, line, text="wait two weeks", note="it was two")
    found, old = (minutes(room.sit("omar", AGREED), BEFORE, revision=one) for one in (None, 1))
    assert found.changes == (
        f"3 · {ref}, by Dana Reyes, Tue 3 Nov: was “wait a week”, is “wait two weeks”. Why: it was two",
    )
    assert (found.number, found.state, found.why) == (2, MinutesState.OPEN, "a word was wrong")
    assert "wait two weeks" in words(found)
    assert "wait a week" in words(old)
    assert (old.state, old.agreed_by, old.changes) == (MinutesState.AGREED, "Ruth Feld", ())


def test_lines_that_are_gone_since_sharing_ended_are_counted_and_not_named(room: Room) -> None:
    conference, ref = told(room)
    given = room.release(ref, by="omar", to="HS", from_agency="MH", category=Category.HEALTH, day=date(2026, 10, 2)).ref
    file(room, conference, ref, LineKind.OPTION, "see the doctor", by="omar", category=Category.HEALTH, on=BEFORE)
    keep(room)
    consent.revoke_release(room.sit("omar", AGREED), given, why="they asked")
    reopen(room.sit("ruth", AGREED), BEFORE, "sharing ended")
    assert minutes(room.sit("dana", AGREED), BEFORE).changes == ("1 line is left out since: sharing ended.",)
    assert minutes(room.sit("lee", AGREED), BEFORE).changes == ()


def test_stored_minutes_are_the_same_bytes_later_and_are_not_printed_once_sharing_ended(room: Room) -> None:
    conference, ref = told(room)
    given = room.release(ref, by="omar", to="HS", from_agency="MH", category=Category.HEALTH, day=date(2026, 10, 2)).ref
    file(room, conference, ref, LineKind.OPTION, "see the doctor", by="omar", category=Category.HEALTH, on=BEFORE)
    keep(room)
    seat = room.sit("dana", AGREED)
    first = stored(seat, BEFORE, None, MinutesForm.JSON)
    file(room, conference, ref, LineKind.OPTION, "said much later", on=LATER)
    again = stored(room.sit("dana", LATER), BEFORE, None, MinutesForm.JSON)
    assert first is not None
    assert again == first
    assert {(one.discloser, one.category, one.releases) for one in stored_told(seat, BEFORE)} >= {
        ("MH", Category.HEALTH, (given,))
    }
    assert stored(seat, BEFORE, None, MinutesForm.PDF) is None
    consent.revoke_release(room.sit("omar", LATER), given, why="they asked")
    with pytest.raises(Refused, match="may not be told any more"):
        stored(room.sit("dana", LATER), BEFORE, None, MinutesForm.JSON)
    assert stored(room.sit("lee", LATER), BEFORE, None, MinutesForm.JSON) is not None


def test_while_a_revision_is_open_the_one_before_is_what_is_stored(room: Room) -> None:
    told(room)
    assert stored(room.sit("dana", OPEN), BEFORE, None, MinutesForm.JSON) is None
    keep(room)
    reopen(room.sit("ruth", AGREED), BEFORE, "a word was wrong")
    assert stored(room.sit("dana", AGREED), BEFORE, None, MinutesForm.JSON) is None
    assert stored(room.sit("dana", AGREED), BEFORE, None, MinutesForm.JSON, 1) is not None
    with reading(room.sit("dana", AGREED)) as session:
        assert session.get(MinutesContent, "nothing") is None


def test_what_minutes_tell_an_agency_is_one_line_for_each_agencys_text_and_none_of_its_own(room: Room) -> None:
    _, ref = told(room)
    seat = room.sit("omar", OPEN)
    found = told_in_minutes(seat, minutes(seat, BEFORE))
    assert {(one.participant, one.category, one.discloser, one.to) for one in found} == {
        (ref, Category.GENERAL, "HS", "MH")
    }
    assert all(one.releases for one in found)


def test_somebody_who_was_erased_is_not_named(room: Room) -> None:
    _, ref = told(room)
    leaving.leave(room.sit("dana", OPEN), ref, reason=LeavingReason.MOVED)
    erasure.ask_erasure(room.sit("ruth", OPEN), ref, why="they asked")
    for name in ("lee", "dana", "omar"):
        erasure.answer_erasure(room.sit(name, OPEN), ref, ErasureReply.NOTHING)
    erasure.erase(room.sit("ruth", OPEN), ref)
    found = minutes(room.sit("dana", OPEN), BEFORE)
    blanked = [one for one in found.items if one.label == SOMEBODY_ERASED]
    assert [(one.participant, one.lines, one.state) for one in blanked] == [(None, (), ItemState.DONE)]
    assert not found.changes
    assert "take the room" not in repr(found)
