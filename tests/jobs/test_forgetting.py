"""Ninety days after somebody was passed over: name and reason go, the reference and the reason code stay."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from casetable.actions import clock, participants
from casetable.actions.history import undo
from casetable.actions.notes import add_note
from casetable.actions.voice import set_contact
from casetable.errors import NotAllowed, Refused
from casetable.jobs.tick import tick
from casetable.queries.card import card
from casetable.queries.consent import releases
from casetable.queries.due import names_to_remove
from casetable.queries.history import history
from casetable.queries.participants import participant
from casetable.queries.participants import participants as listed
from casetable.queries.verify import verify
from casetable.store.unit import store_of
from casetable.words import Answer, Category, DeclineReason, ParticipantState
from tests.tables import MON, Room, at

DUE = MON + timedelta(days=90)
TABLES = ("participant", "participant_answer", "release", "note", "safe_contact", "team_member", "log_detail")
TOKENS = ("Zqname", "Zqother", "zqneeds", "zqreason", "zqhmis", "zqnote", "zqcontact", "zqpurpose", "zqanswer")


def passed_over(room: Room) -> str:
    """Somebody of whom much is written, passed over on Monday."""
    ref = room.propose("Zqname Zqother", needs="zqneeds", reason="zqreason", hmis_id="zqhmis")
    room.release(ref, purpose="zqpurpose")
    add_note(room.sit("dana"), ref, "zqnote of Zqname Zqother", category=Category.HEALTH)
    set_contact(room.sit("dana"), ref, how="zqcontact")
    participants.join_team(room.sit("dana"), ref, room.id_of("lee"))
    reason = DeclineReason.NO_CAPACITY
    participants.decline(room.sit("omar"), ref, reason=reason, note="zqanswer", told=True)
    return ref


def everything_stored(room: Room) -> str:
    """Every text of every table, the log's details too."""
    seat, said = room.sit("ruth"), []
    with store_of(seat).reading() as session:
        for table in (
            "participant",
            "participant_answer",
            "release",
            "note",
            "safe_contact",
            "team_member",
            "log_detail",
        ):
            said += [str(tuple(row)) for row in session.execute(text(f"SELECT * FROM {table}"))]
    return "\n".join(said)


def test_on_the_ninetieth_day_what_says_who_it_was_is_gone_from_rows_and_log(room: Room) -> None:
    ref = passed_over(room)
    assert tick(room.table, at(DUE - timedelta(days=1), 23)) == ()
    assert all(token in everything_stored(room) for token in TOKENS)
    (receipt,) = tick(room.table, at(DUE, 1))
    assert receipt.sentence == f"{ref} was passed over: name and reason are removed."
    left = everything_stored(room)
    assert [token for token in TOKENS if token in left] == []
    assert verify(room.sit("ruth", DUE)).problems == ()


def test_reference_agencies_and_reason_code_stay(room: Room) -> None:
    ref = passed_over(room)
    tick(room.table, at(DUE))
    for name in ("dana", "lee"):
        (seen,) = listed(room.sit(name, DUE))
        assert (seen.participant, seen.agency, seen.state) == (ref, "HS", ParticipantState.PASSED_OVER)
        assert (seen.name, seen.needs or None, seen.reason or None, seen.is_forgotten) == (None, None, None, True)
        given = {one.agency: (one.answer, one.reason) for one in seen.answers}
        assert given == {"HS": (Answer.AGREE, None), "MH": (Answer.DECLINE, DeclineReason.NO_CAPACITY)}
    kept = releases(room.sit("dana", DUE), ref)
    assert {(one.terms.category, one.purpose) for one in kept} == {(Category.GENERAL, "")}
    shown = card(room.sit("dana", DUE), ref)
    assert (shown.notes, shown.team, shown.contact) == ((), (), None)


def test_it_is_done_once_late_is_said_and_it_is_never_undone(room: Room) -> None:
    ref = room.propose()
    participants.decline(room.sit("omar"), ref, told=True)
    late = DUE + timedelta(days=9)
    (receipt,) = tick(room.table, at(late))
    assert receipt.sentence.endswith("removed (was due Sun 31 Jan).")
    assert tick(room.table, at(late)) == ()
    assert clock.forget(room.clock(late), ref) is None
    newest = history(room.sit("dana", late)).items[0]
    assert (newest.who, newest.subjects) == ("the clock", (ref,))
    assert newest.never
    with pytest.raises(Refused):
        undo(room.sit("omar", late))


def test_only_the_clock_forgets_and_only_it_is_told_whose_name_is_due(room: Room) -> None:
    ref = passed_over(room)
    assert names_to_remove(room.clock(DUE)) == ((ref, date(2027, 1, 31)),)
    assert names_to_remove(room.sit("ruth", DUE)) == ()
    with pytest.raises(NotAllowed):
        clock.forget(room.sit("ruth", DUE), ref)
    assert clock.forget(room.clock(DUE - timedelta(days=1)), ref) is None
    assert participant(room.sit("dana", DUE), ref).name == "Zqname Zqother"


def test_who_is_proposed_agreed_or_left_keeps_their_name(room: Room) -> None:
    proposed, agreed = room.propose("Ana"), room.agreed("Ben")
    assert tick(room.table, at(DUE + timedelta(days=400))) == ()
    assert [participant(room.sit("dana", DUE), one).name for one in (proposed, agreed)] == ["Ana", "Ben"]


def test_nothing_is_written_about_somebody_whose_name_is_removed(room: Room) -> None:
    ref = passed_over(room)
    tick(room.table, at(DUE))
    with pytest.raises(Refused, match="removed"):
        participants.edit(room.sit("dana", DUE), ref, name="Again")
