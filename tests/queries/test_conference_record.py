"""What is kept of conferences: each seat reads its own record, and the card names what is still open."""

from datetime import date

from casetable.queries.card import card
from casetable.queries.conference_record import debates_of, record
from casetable.queries.history import history
from casetable.queries.own_texts import texts_of
from casetable.queries.verify import verify
from casetable.store.unit import reading
from casetable.words import Category, DecidedBy, ItemState, LineKind, TurnedOut
from tests import conferences
from tests.conferences import BEFORE, SECOND_FRIDAY
from tests.tables import MON, Room


def test_a_record_holds_every_item_with_the_lines_that_this_seat_may_read(room: Room) -> None:
    ref = room.active()
    past = conferences.held(room, ref, on=BEFORE, question="motel now or wait?")
    conferences.file(room, past, ref, LineKind.OPTION, "motel now", on=MON)
    conferences.file(room, past, ref, LineKind.DISSENT, "detox first", category=Category.HEALTH, on=MON)
    own, other = (record(room.sit(name), BEFORE) for name in ("dana", "omar"))
    assert own.conference.original_on == other.conference.original_on == BEFORE
    of_them = [one for one in own.items if one.item.participant == ref]
    assert [line.text for line in of_them[0].lines] == ["motel now", "detox first"]
    assert [line.text for one in other.items for line in one.lines] == ["motel now"]
    assert record(room.sit("dana")).conference.original_on == BEFORE


def test_a_dissent_stays_open_on_the_card_until_somebody_says_what_happened_since(room: Room) -> None:
    ref = room.active()
    past = conferences.held(room, ref, on=BEFORE)
    more = {"look_again_on": SECOND_FRIDAY, "holder_id": room.id_of("dana")}
    dissent = conferences.file(room, past, ref, LineKind.DISSENT, "winter comes", on=MON, **more)
    found = card(room.sit("lee"), ref).debates
    assert [one.open_because for one in found.open] == ["look again 13 Nov"]
    assert [[day for _, day in one.to_look_at] for one in found.open] == [[SECOND_FRIDAY]]
    later = conferences.held(room, ref, on=SECOND_FRIDAY)
    conferences.file(room, later, ref, LineKind.DECISION, "the motel", decided_by=DecidedBy.CONSENSUS)
    assert [one.on for one in debates_of(room.sit("lee", SECOND_FRIDAY), ref).open] == [BEFORE]
    since = {"about_id": dissent, "turned_out": TurnedOut.RIGHT}
    conferences.file(room, later, ref, LineKind.SINCE, "it froze twice", **since)
    found = debates_of(room.sit("lee", SECOND_FRIDAY), ref)
    assert found.open == ()
    assert found.all[0].lines[-1].dissenter == "Dana Reyes"
    assert [one.on for one in found.all] == [SECOND_FRIDAY, BEFORE]


def test_what_was_deferred_or_has_no_quorum_is_open_until_it_is_decided(room: Room) -> None:
    ref = room.active()
    past = conferences.held(room, ref, on=BEFORE)
    conferences.file(room, past, ref, LineKind.DECISION, "not yet", decided_by=DecidedBy.DEFERRED, on=MON)
    assert [one.open_because for one in debates_of(room.sit("dana"), ref).open] == ["deferred"]
    second = conferences.held(room, ref, on=date(2026, 10, 16))
    conferences.file(room, second, ref, LineKind.DECISION, "motel", is_proposal=True, on=MON)
    assert [one.open_because for one in debates_of(room.sit("dana"), ref).open] == ["to be ratified", "deferred"]
    third = conferences.held(room, ref, on=date(2026, 10, 23))
    conferences.file(room, third, ref, LineKind.DECISION, "motel", decided_by=DecidedBy.VOTE, on=MON)
    assert debates_of(room.sit("dana"), ref).open == ()


def test_a_question_for_the_next_conference_is_an_open_debate(room: Room) -> None:
    ref = room.active()
    conferences.held(room, ref, on=SECOND_FRIDAY, item_state=ItemState.PLANNED, question="motel now or wait?")
    found = debates_of(room.sit("omar"), ref).open
    assert [(one.question, one.open_because) for one in found] == [("motel now or wait?", "asked for 13 Nov")]


def test_a_question_in_another_category_is_none_for_who_may_not_read_it(room: Room) -> None:
    ref = room.active()
    conferences.held(
        room, ref, on=SECOND_FRIDAY, item_state=ItemState.PLANNED, question="detox?", category=Category.HEALTH
    )
    assert [one.question for one in debates_of(room.sit("omar"), ref).all] == [None]
    assert debates_of(room.sit("omar"), ref).open == ()


def test_when_sharing_ended_what_ones_own_agency_said_stays_its_own(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, to="SS", from_agency="HS", until=SECOND_FRIDAY)
    past = conferences.held(room, ref, on=BEFORE)
    for by in ("dana", "lee"):
        conferences.file(room, past, ref, LineKind.DISSENT, f"said by {by}", by=by, on=MON)
    after = room.sit("lee", date(2026, 11, 16))
    assert [line.text for one in debates_of(after, ref).all for line in one.lines] == ["said by lee"]
    with reading(after) as session:
        about = record(room.sit("dana"), BEFORE).items[2].item.participant_id
        own = [one.text for one in texts_of(session, after, about or "")]
    assert own == ["said by lee"]


def test_others_history_names_a_conference_and_hides_entries_about_who_is_hidden(room: Room) -> None:
    ref = room.agreed(released=False)
    past = conferences.held(room, ref, on=BEFORE)
    conferences.file(room, past, ref, LineKind.OPTION, "motel now", on=MON)
    own = [one for one in history(room.sit("dana")).items if one.action == "conference.file"]
    assert {name for one in own for name in one.subjects} == {BEFORE.isoformat(), ref}
    assert [one for one in history(room.sit("omar")).items if one.action == "conference.file"] == []
    assert verify(room.sit("ruth")).problems == ()
