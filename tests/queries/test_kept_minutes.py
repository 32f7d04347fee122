"""Minutes, corrections and answers in the history and in an export: as each seat may read them."""

from datetime import timedelta

from sqlmodel import select

from casetable.jobs.everything import everything
from casetable.models import (
    Conference,
    ConferenceItem,
    ConferenceLine,
    Minutes,
    MinutesCorrection,
    MinutesPaper,
    MinutesTold,
    Ratification,
)
from casetable.queries.export import others_facts
from casetable.queries.history import history
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.words import Audience, Category, CorrectionKind, LineKind, MinutesForm, MinutesState
from tests.conferences import BEFORE, file, held
from tests.tables import MON, Room

CORRECTED = Action("conference.correct", "corrected for a test")
AGREED = Action("conference.agree_minutes", "agreed for a test")


def kept(room: Room, category: Category = Category.GENERAL) -> str:
    """Dana corrected a line about somebody and did not ratify it; the minutes were agreed. Returns the reference."""
    ref = room.agreed()
    conference = held(room, ref)
    line = file(room, conference, ref, LineKind.DECISION, "a room", category=category, on=MON, is_proposal=True)
    seat = room.sit("dana")
    by = {"person_id": seat.actor, "at": seat.now, "on": MON, "category": category, "writer_id": seat.agency_id}
    with change(seat, CORRECTED) as session:
        minutes = Minutes(conference_id=conference, revision=1, correct_until=MON + timedelta(days=7))
        item = session.exec(select(ConferenceItem).join(ConferenceLine).where(ConferenceLine.id == line)).one()
        by["participant_id"] = item.participant_id
        words = {"kind": CorrectionKind.REWORDED, "before": "a flat", "after": "a room", "note": "it was a room"}
        corrected = MinutesCorrection(minutes_id=minutes.id, item_id=item.id, line_id=line, **words, **by)
        answered = Ratification(line_id=line, agency_id=seat.agency_id, is_yes=False, why="too far away", **by)
        session.add_all((minutes, corrected, answered))
    with change(seat, AGREED) as session:
        minutes = session.exec(select(Minutes)).one()
        minutes.state, minutes.agreed_at, minutes.agreed_by_id = MinutesState.AGREED, seat.now, seat.actor
        session.get_one(Conference, conference).sequence += 1
        of_it = {"minutes_id": minutes.id, "agency_id": seat.agency_id}
        about = {"participant_id": by["participant_id"], "category": category, "writer_id": seat.agency_id}
        session.add(MinutesTold(audience=Audience.AGENCY, **of_it, **about))
        bytes_of = {"form": MinutesForm.MARKDOWN, "sha256": "0" * 64, "size": 0}
        session.add(
            MinutesPaper(audience=Audience.PARTICIPANT, participant_id=about["participant_id"], **of_it, **bytes_of)
        )
    return ref


def seen(room: Room, who: str) -> dict[str, tuple[str, ...]]:
    """What history says to somebody about the minutes: by action, what it names."""
    return {
        one.action: one.subjects for one in history(room.sit(who)).items if one.action in (CORRECTED.name, AGREED.name)
    }


def test_a_correction_stands_in_the_history_of_who_may_read_it_alone(room: Room) -> None:
    ref = kept(room, Category.HEALTH)
    assert seen(room, "dana")[CORRECTED.name] == (ref,)
    assert CORRECTED.name not in seen(room, "lee")
    assert CORRECTED.name not in seen(room, "ruth")


def test_that_minutes_were_agreed_everybody_reads_and_nobody_is_named_by_it(room: Room) -> None:
    kept(room, Category.HEALTH)
    for who in ("dana", "lee", "omar", "maria"):
        assert seen(room, who)[AGREED.name] == (BEFORE.isoformat(),)
    (entry,) = [one for one in history(room.sit("lee")).items if one.action == AGREED.name]
    assert entry.label == "agreeing the minutes"


def test_an_export_holds_what_was_corrected_and_answered_as_far_as_its_seat_may_read_it(room: Room) -> None:
    ref = kept(room)
    own, other, manager = (everything(room.sit(who)) for who in ("dana", "lee", "maria"))
    for one in (own, other):
        assert [(row["before"], row["after"], row["participant"]) for row in one["corrections"]] == [
            ("a flat", "a room", ref)
        ]
        assert [(row["proposal"], row["yes"], row["why"]) for row in one["ratifications"]] == [
            ("a room", False, "too far away")
        ]
    assert (manager["corrections"], manager["ratifications"]) == ([], [])
    assert [(row["revision"], row["state"], row["agreed_by"]) for row in manager["minutes"]] == [
        (1, "agreed", "Dana Reyes")
    ]
    assert (ref, Category.GENERAL, "HS") in {
        (one.participant, one.category, one.discloser) for one in others_facts(room.sit("lee"))
    }


def test_what_is_of_a_category_that_a_seat_has_no_release_for_is_not_in_its_export(room: Room) -> None:
    kept(room, Category.HEALTH)
    other = everything(room.sit("lee"))
    assert (other["corrections"], other["ratifications"]) == ([], [])
    assert len(everything(room.sit("dana"))["corrections"]) == 1
    assert Category.HEALTH not in {one.category for one in others_facts(room.sit("lee"))}
