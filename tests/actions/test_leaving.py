"""Beginning the work, and leaving the table."""

from datetime import date

import pytest

from casetable.actions import consent, outcomes, participants, tasks
from casetable.actions.history import undo
from casetable.errors import BadInput, NotShared, Refused
from casetable.queries.card import card
from casetable.queries.notes import notes
from casetable.queries.participants import participant
from casetable.queries.tasks import story, task
from casetable.queries.verify import verify
from casetable.queries.week import week
from casetable.values.outcomes import NewReading
from casetable.values.seat import Heard
from casetable.values.tasks import NewTask
from casetable.words import (
    DropReason,
    LeavingReason,
    Means,
    ParticipantState,
    TaskEventKind,
    TaskState,
    Verdict,
)
from tests.tables import FRI, MON, THU, TUE, WED, Room

DOMAINS = "housing, safety, income, documents, social, own goal"


def test_everything_that_is_missing_before_work_begins_is_named_at_once(room: Room) -> None:
    ref = room.agreed(released=False)
    missing = (
        f"a baseline in {DOMAINS}",
        "a baseline in health, as far as you may know",
        "a general release to SS",
        "a general release to MH",
        "how they may be reached safely",
    )
    with pytest.raises(Refused) as refused:
        participants.activate(room.sit("dana"), ref)
    assert refused.value.sentence == f"{ref} is not active yet. Missing: {'; '.join(missing)}."
    assert card(room.sit("dana"), ref).missing == missing
    assert participant(room.sit("dana"), ref).state is ParticipantState.AGREED


def test_a_release_that_begins_another_day_does_not_count_and_is_named(room: Room) -> None:
    ref = room.agreed(released=False)
    room.ready(ref)
    room.release(ref, to="SS")
    room.release(ref, to="MH", since=WED)
    with pytest.raises(Refused, match=r"Missing: a general release to MH \(one begins only on Wed 4 Nov\)\."):
        participants.activate(room.sit("dana"), ref)
    assert "is active" in participants.activate(room.sit("dana", WED), ref).sentence
    seen = participant(room.sit("lee", WED), ref)
    assert (seen.state, seen.active_on) == (ParticipantState.ACTIVE, WED)
    assert card(room.sit("dana", WED), ref).missing == ()
    with pytest.raises(Refused, match="active already"):
        participants.activate(room.sit("dana", WED), ref)


def test_one_domain_without_a_baseline_is_one_too_few(room: Room) -> None:
    ref = room.agreed()
    room.ready(ref)
    other = room.agreed("Ana")
    outcomes.record_baselines(room.sit("dana"), other, [NewReading(other, "housing", None, note="street")])
    participants.activate(room.sit("dana"), ref)
    with pytest.raises(Refused, match=r"a baseline in safety, income.* in health, as far as you may know"):
        participants.activate(room.sit("dana"), other)


def test_work_begins_only_with_somebody_agreed(room: Room) -> None:
    ref = room.propose()
    with pytest.raises(Refused, match="is proposed"):
        participants.activate(room.sit("dana"), ref)


def test_an_end_or_a_revocation_later_leaves_them_active(room: Room) -> None:
    ref = room.active()
    consent.revoke_releases(room.sit("dana", TUE), ref)
    seen = participant(room.sit("lee", TUE), ref)
    assert (seen.state, seen.name, seen.agency) == (ParticipantState.ACTIVE, None, "HS")
    assert (seen.proposed_on, seen.agreed_on, seen.active_on) == (None, None, None)
    assert participant(room.sit("ruth", TUE), ref).agreed_on == MON


def test_somebody_housed_leaves_with_where_they_went_and_their_place_is_free(room: Room) -> None:
    others = [room.agreed(name, released=False) for name in ("Ana", "Ben", "Cal", "Dee")]
    ref, sixth = room.active(), room.propose("Fay")
    participants.agree(room.sit("lee"), sixth)
    with pytest.raises(Refused, match="5 of 5"):
        participants.agree(room.sit("omar"), sixth)
    said = participants.leave(
        room.sit("lee", THU), ref, reason=LeavingReason.HOUSED, destination=410, on=WED, note="HAS KEYS"
    ).sentence
    assert said == f"{ref} has left (housed) on Wed 4 Nov. Their place is free; open tasks stay with their owners."
    seen = participant(room.sit("omar", THU), ref)
    assert (seen.state, seen.left_on, seen.leaving_reason, seen.destination) == (
        ParticipantState.LEFT,
        WED,
        LeavingReason.HOUSED,
        410,
    )
    assert notes(room.sit("dana", THU), ref).items[0].text == "HAS KEYS"
    assert "agreed by all" in participants.agree(room.sit("omar", THU), sixth).sentence
    assert [one.participant for one in week(room.sit("dana", THU)).participants] == sorted(
        [*others, sixth], key=_number
    )


def _number(ref: str) -> int:
    return int(ref.split("-")[1])


def test_that_somebody_left_is_never_undone(room: Room) -> None:
    ref = room.active()
    participants.leave(room.sit("dana"), ref, reason=LeavingReason.MOVED)
    with pytest.raises(Refused, match="by a new entry"):
        undo(room.sit("dana"))
    assert participant(room.sit("dana"), ref).state is ParticipantState.LEFT


@pytest.mark.parametrize("code", [0, 1, 335, 499, 9999, -410])
def test_a_code_that_is_no_destination_of_huds_list_is_refused(room: Room, code: int) -> None:
    ref = room.agreed()
    with pytest.raises(BadInput, match="no destination in HUD's list"):
        participants.leave(room.sit("dana"), ref, reason=LeavingReason.HOUSED, destination=code)
    assert participant(room.sit("dana"), ref).state is ParticipantState.AGREED


def test_nobody_leaves_tomorrow_or_before_they_came(room: Room) -> None:
    ref = room.agreed(day=TUE)
    with pytest.raises(BadInput, match="lies ahead"):
        participants.leave(room.sit("dana", WED), ref, reason=LeavingReason.MOVED, on=THU)
    with pytest.raises(BadInput, match="agreed on Tue 3 Nov"):
        participants.leave(room.sit("dana", WED), ref, reason=LeavingReason.MOVED, on=MON)


def test_when_somebody_dies_every_open_task_about_them_is_let_go_in_one_entry(room: Room) -> None:
    ref = room.active()
    asked, promised = room.ask("ASKED", about=ref), room.promised("PROMISED", of="omar", about=ref)
    done, other = room.promised("DONE", about=ref), room.ask("OTHER")
    tasks.complete(room.sit("lee"), done)
    entries = verify(room.sit("ruth", TUE)).entries
    said = participants.leave(room.sit("dana", TUE), ref, reason=LeavingReason.DIED).sentence
    assert said.endswith("2 open tasks are let go, at 2 of 3 agencies. Nothing more is asked about them.")
    found = verify(room.sit("ruth", TUE))
    assert (found.entries, found.problems) == (entries + 1, ())
    for dropped in (asked, promised):
        fold = task(room.sit("dana", TUE), dropped).fold
        assert (fold.state, fold.drop_reason) == (TaskState.DROPPED, DropReason.PARTICIPANT)
        assert "They have died." in (story(room.sit("dana", TUE), dropped).events[-1].note or "")
    assert task(room.sit("dana", TUE), promised).ruling.verdict is Verdict.OUTSIDE
    assert task(room.sit("dana", TUE), done).state is TaskState.DONE
    assert task(room.sit("dana", TUE), other).state is TaskState.ASKED
    assert week(room.sit("dana", TUE)).needs.drops == ()


def test_after_a_death_nothing_is_asked_or_taken_up_again(room: Room) -> None:
    ref = room.active()
    task_ref = room.promised("PROMISED", about=ref)
    dropped = room.promised("DROPPED", about=ref)
    tasks.drop(room.sit("lee"), dropped, reason=DropReason.CANNOT)
    participants.leave(room.sit("dana", TUE), ref, reason=LeavingReason.DIED)
    with pytest.raises(Refused, match=f"{ref} has died: nothing more is asked"):
        room.ask(about=ref, day=TUE)
    with pytest.raises(Refused, match=f"{ref} has died"):
        tasks.reopen(room.sit("lee", TUE), task_ref)
    with pytest.raises(Refused, match="died since"):
        undo(room.sit("lee", TUE))
    kinds = [line.kind for line in story(room.sit("dana", TUE), dropped).events]
    assert kinds[-1] is TaskEventKind.DROPPED


@pytest.mark.parametrize("reason", [one for one in LeavingReason if one is not LeavingReason.DIED])
def test_about_somebody_who_left_nothing_new_is_asked_and_promises_go_on(room: Room, reason: LeavingReason) -> None:
    ref = room.agreed()
    promised = room.promised("PROMISED", about=ref)
    participants.leave(room.sit("dana", TUE), ref, reason=reason)
    with pytest.raises(Refused, match="has left the table"):
        tasks.ask(room.sit("dana", TUE), NewTask("more", room.id_of("lee"), FRI, ref))
    with pytest.raises(Refused, match="has left the table"):
        tasks.hand(room.sit("lee", TUE), promised, to=room.id_of("omar"))
    assert "done" in tasks.complete(room.sit("lee", TUE), promised).sentence
    with pytest.raises(Refused, match="has left the table"):
        tasks.reopen(room.sit("lee", TUE), promised)


def test_who_may_not_know_them_any_more_is_not_told_whom_an_ended_task_was_about(room: Room) -> None:
    ref = room.agreed(released=False)
    release = room.release(ref, to="SS", from_agency="HS").ref
    room.release(ref, to="HS", from_agency="SS")
    promised = room.promised("PROMISED", about=ref)
    tasks.complete(room.sit("lee"), promised)
    consent.revoke_release(room.sit("dana", TUE), release)
    participants.leave(room.sit("dana", TUE), ref, reason=LeavingReason.MOVED)
    with pytest.raises(Refused) as refused:
        tasks.reopen(room.sit("lee", TUE), promised)
    assert ref not in str(refused.value)


def test_somebody_who_left_by_mistake_comes_back_to_a_free_place(room: Room) -> None:
    ref = room.active()
    with pytest.raises(Refused, match="has not left"):
        participants.come_back(room.sit("dana"), ref, why="mistaken")
    participants.leave(room.sit("dana"), ref, reason=LeavingReason.LOST_CONTACT, destination=30)
    with pytest.raises(BadInput, match="Why"):
        participants.come_back(room.sit("dana"), ref, why=" ")
    participants.come_back(room.sit("lee", TUE), ref, why="SHE RANG")
    seen = participant(room.sit("dana", TUE), ref)
    assert (seen.state, seen.left_on, seen.leaving_reason, seen.destination) == (
        ParticipantState.AGREED,
        None,
        None,
        None,
    )
    assert notes(room.sit("dana", TUE), ref).items[0].text == "SHE RANG"
    with pytest.raises(Refused, match="by a new entry"):
        undo(room.sit("lee", TUE))
    assert "is active" in participants.activate(room.sit("dana", TUE), ref).sentence


def test_nobody_comes_back_to_a_place_that_was_taken(room: Room) -> None:
    ref = room.agreed()
    for name in ("Ana", "Ben", "Cal", "Dee"):
        room.agreed(name, released=False)
    participants.leave(room.sit("dana"), ref, reason=LeavingReason.MOVED)
    room.agreed("Fay", released=False)
    with pytest.raises(Refused, match="5 of 5 places"):
        participants.come_back(room.sit("dana"), ref, why="mistaken")


def test_only_who_knows_somebody_notes_that_they_left_and_it_may_be_heard(room: Room) -> None:
    ref = room.agreed(released=False)
    with pytest.raises(NotShared):
        participants.leave(room.sit("lee"), ref, reason=LeavingReason.MOVED)
    room.release(ref, to="SS", from_agency="HS", until=date(2026, 12, 1))
    heard = Heard(room.id_of("dana"), Means.PHONE)
    participants.leave(room.sit("lee"), ref, reason=LeavingReason.MOVED, note="DANA'S WORDS", heard=heard)
    (note,) = notes(room.sit("dana"), ref).items
    assert (note.by, note.agency, note.text) == ("Dana Reyes", "HS", "DANA'S WORDS")
