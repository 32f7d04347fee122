"""An agency that was missing answers what a conference proposed without it, and what becomes of the proposal."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from casetable.actions import minutes
from casetable.actions.history import undo
from casetable.actions.ratifying import ratify
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.models import ConferenceItem, ConferenceLine
from casetable.queries.agenda import agenda
from casetable.queries.conference_record import debates_of
from casetable.queries.ratifying import proposals
from casetable.queries.verify import verify
from casetable.store.unit import change
from casetable.values.seat import Heard
from casetable.words import AgendaReason, Category, ConferenceState, ItemKind, LineKind, Means, ProposalState
from tests.conferences import SECOND_FRIDAY, WROTE, come, file, held
from tests.meeting import said
from tests.tables import Room

MONDAY, BY, AFTER = date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 24)


def proposed(room: Room, *here: str, text: str = "hold for the unit", **more: object) -> tuple[str, str]:
    """A decision that these people proposed about somebody without quorum; its line and the participant."""
    ref = room.agreed()
    there = held(room, ref, on=SECOND_FRIDAY)
    for name in here:
        come(room, there, name)
    said_of = {"is_proposal": True, "ratify_by": BY} | more
    return file(room, there, ref, LineKind.DECISION, text, **said_of), ref  # type: ignore[arg-type]


def reasons(room: Room, ref: str, day: date) -> list[AgendaReason]:
    """Why somebody stands on the next agenda."""
    items = agenda(room.sit("dana", day)).items
    return [one.kind for item in items if item.participant == ref for one in item.reasons]


def open_because(room: Room, ref: str, day: date) -> list[str]:
    """Why the matter is still open, as their card says it."""
    return [one.open_because for one in debates_of(room.sit("dana", day), ref).open]


def test_the_missing_agency_ratifies_and_from_then_on_it_is_decided(room: Room) -> None:
    line, ref = proposed(room, "lee", "dana")
    (one,) = proposals(room.sit("dana", MONDAY))
    assert (one.label, one.participant, one.item, one.conference, one.missing, one.state) == (
        ref,
        ref,
        3,
        SECOND_FRIDAY,
        ("MH",),
        ProposalState.WAITING,
    )
    with pytest.raises(NotAllowed, match="Mental Health ratifies it: nobody of theirs was in the room"):
        ratify(room.sit("dana", MONDAY), line)
    with pytest.raises(BadInput, match="Why not"):
        ratify(room.sit("omar", MONDAY), line, yes=False)
    with pytest.raises(NotFound):
        ratify(room.sit("zoe", MONDAY), line)
    with pytest.raises(NotFound):
        ratify(room.sit("omar", MONDAY), "P-999")
    assert open_because(room, ref, MONDAY) == ["to be ratified"]
    heard = Heard(room.id_of("omar"), Means.MAIL)
    assert said(ratify(room.sit("ruth", MONDAY), ref.lower(), heard=heard)) == (
        f"Ratified: it is decided ({ref}, proposed on Fri 13 Nov: hold for the unit)."
    )
    (one,) = proposals(room.sit("dana", AFTER))
    assert [(each.agency, each.person, each.is_yes) for each in one.said] == [("MH", "Omar Haddad", True)]
    assert (one.state, one.line.became) == (ProposalState.RATIFIED, ProposalState.RATIFIED)
    assert open_because(room, ref, AFTER) == []
    assert AgendaReason.TO_RATIFY not in reasons(room, ref, AFTER)
    with pytest.raises(Refused, match="It is ratified"):
        ratify(room.sit("omar", MONDAY), line)
    undo(room.sit("ruth", MONDAY))
    assert open_because(room, ref, MONDAY) == ["to be ratified"]
    assert verify(room.sit("ruth", AFTER)).problems == ()


def test_a_no_brings_it_back_at_once_and_a_passed_day_when_it_has_passed(room: Room) -> None:
    line, ref = proposed(room, "dana")
    assert said(ratify(room.sit("lee", MONDAY), line)) == (
        f"SS says yes ({ref}, proposed on Fri 13 Nov: hold for the unit). Still asked: Mental Health."
    )
    with pytest.raises(Refused, match="SS has said yes to it already"):
        ratify(room.sit("sol", MONDAY), line)
    assert (reasons(room, ref, BY), reasons(room, ref, AFTER)) == ([AgendaReason.STEADY], [AgendaReason.TO_RATIFY])
    assert open_because(room, ref, AFTER) == ["not ratified in time"]
    with pytest.raises(Refused, match="The day to ratify it was Mon 23 Nov") as passed:
        ratify(room.sit("omar", AFTER), line)
    assert passed.value.hint == "It is on the agenda of Fri 11 Dec."
    with pytest.raises(Refused, match="The day to ratify it was"):
        undo(room.sit("lee", AFTER))

    assert said(ratify(room.sit("ines", MONDAY), line, yes=False, why="her room is not safe")) == (
        f"MH does not ratify it ({ref}, proposed on Fri 13 Nov: hold for the unit). It is on the agenda of Fri 11 Dec."
    )
    assert reasons(room, ref, MONDAY) == [AgendaReason.TO_RATIFY]
    assert open_because(room, ref, MONDAY) == ["not ratified"]
    with pytest.raises(Refused, match=r"MH did not ratify it \(Ines Roy, Mon 16 Nov\)"):
        ratify(room.sit("omar", MONDAY), line)
    with pytest.raises(Refused, match="has answered to these very words"):
        minutes.correct(room.sit("dana", MONDAY), None, line, text="hold", note="shorter")
    (one,) = proposals(room.sit("dana", MONDAY))
    assert [(each.agency, each.why) for each in one.said] == [("SS", ""), ("MH", "her room is not safe")]


def test_where_every_agency_was_there_the_chair_or_the_coordinator_ratifies_for_the_table(room: Room) -> None:
    line, _ = proposed(room, "lee", "dana", "omar")
    (one,) = proposals(room.sit("dana", MONDAY))
    assert one.missing == ()
    with pytest.raises(NotAllowed, match="Every agency was in the room"):
        ratify(room.sit("omar", MONDAY), line)
    assert said(ratify(room.sit("sol", MONDAY), line)).startswith("Ratified")
    assert proposals(room.sit("omar", AFTER))[0].state is ProposalState.RATIFIED


def test_who_may_not_read_a_proposal_is_not_asked(room: Room) -> None:
    line, ref = proposed(room, "dana", category=Category.HEALTH)
    assert proposals(room.sit("omar", MONDAY)) == ()
    with pytest.raises(NotFound, match="no such proposal"):
        ratify(room.sit("omar", MONDAY), line)
    room.release(ref, by="dana", to="MH", category=Category.HEALTH, from_agency="HS", day=SECOND_FRIDAY)
    assert "Still asked: Social Services" in said(ratify(room.sit("omar", MONDAY), line))
    with pytest.raises(NotFound):
        ratify(room.sit("ruth", MONDAY), line, heard=Heard(room.id_of("omar"), Means.PHONE))
    assert proposals(room.sit("lee", MONDAY)) == ()


def test_about_nobody_a_manager_of_the_missing_agency_answers_too(room: Room) -> None:
    there, dana = held(room, on=SECOND_FRIDAY), room.sit("dana", SECOND_FRIDAY)
    with change(dana, WROTE) as session:
        parked = select(ConferenceItem.id).where(ConferenceItem.kind == ItemKind.PARKING)
        session.add(
            ConferenceLine(
                item_id=session.exec(parked.where(ConferenceItem.conference_id == there)).one(),
                position=1,
                kind=LineKind.DECISION,
                text="meet at the library",
                writer_id=dana.agency_id,
                person_id=dana.actor,
                at=dana.now,
                on=dana.today,
                is_proposal=True,
                ratify_by=BY,
            )
        )
    come(room, there, "dana")
    assert "Still asked: Social Services" in said(ratify(room.sit("zoe", MONDAY), "parking lot"))
    assert "Ratified: it is decided (parking lot" in said(ratify(room.sit("maria", MONDAY), "parking lot"))
    with pytest.raises(NotAllowed, match="sit here as adviser"):
        ratify(room.sit("abe", MONDAY), "parking lot")


def test_a_conference_in_session_decides_anew_instead(room: Room) -> None:
    ref = room.agreed()
    there = held(room, ref, on=SECOND_FRIDAY, state=ConferenceState.IN_SESSION)
    come(room, there, "dana")
    line = file(room, there, ref, LineKind.DECISION, "hold", is_proposal=True, ratify_by=BY)
    with pytest.raises(Refused, match="it decides itself"):
        ratify(room.sit("omar", SECOND_FRIDAY, 12), line)
    found = proposals(room.sit("omar", SECOND_FRIDAY + timedelta(days=11)))
    assert [one.state for one in found] == [ProposalState.RETURNED]
