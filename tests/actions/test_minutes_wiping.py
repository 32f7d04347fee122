"""Erasing somebody takes the stored papers that name them, and agreed minutes begin anew without them."""

from base64 import b64encode
from datetime import date
from hashlib import sha256

import pytest
from sqlmodel import Session, col, select

from casetable.actions.erasure import answer_erasure, ask_erasure, erase
from casetable.actions.leaving import leave
from casetable.actions.reissuing import reissue
from casetable.models import (
    Agency,
    Conference,
    ConferenceItem,
    Minutes,
    MinutesContent,
    MinutesCorrection,
    MinutesPaper,
    MinutesTold,
    Participant,
    Ratification,
)
from casetable.queries.erasure import own_texts
from casetable.queries.reissuing import minutes_to_reissue
from casetable.queries.verify import verify
from casetable.store.references import read_reference
from casetable.store.unit import change, reading
from casetable.values.action import Action
from casetable.values.minutes import Edition
from casetable.values.seat import Receipt
from casetable.words import (
    Audience,
    Category,
    ConferenceState,
    CorrectionKind,
    ErasureReply,
    LeavingReason,
    LineKind,
    MinutesForm,
    MinutesState,
)
from tests.conferences import BEFORE, file, held
from tests.tables import MON, TUE, WED, Room

EARLIER = date(2026, 9, 11)
NAME = "Wilhelmina Unmistakable"
_BY_HAND = Action("conference.file", "written for a test")


def agreed_minutes(room: Room, conference: str, text: str, *, revision: int = 1, **more: object) -> None:
    """One revision of a conference's minutes with a paper in two forms, by hand."""
    seat = room.sit("dana")
    with change(seat, _BY_HAND) as session:
        held_one = session.get_one(Conference, conference)
        held_one.state = ConferenceState.MINUTES_AGREED
        row = Minutes(
            conference_id=conference, revision=revision, correct_until=MON, head="0" * 64, agreed_at=seat.now, **more
        )
        session.add(row)
        for form in (MinutesForm.MARKDOWN, MinutesForm.PDF):
            _paper(session, row, seat.agency_id, form, text.encode())


def _paper(session: Session, row: Minutes, agency_id: str, form: MinutesForm, content: bytes) -> None:
    said = {"sha256": sha256(content).hexdigest(), "size": len(content)}
    paper = MinutesPaper(minutes_id=row.id, audience=Audience.AGENCY, agency_id=agency_id, form=form, **said)
    session.add(paper)
    session.flush()
    session.add(MinutesContent(paper_id=paper.id, content=b64encode(content).decode()))


def corrected(room: Room, ref: str) -> None:
    """A correction, an answer to a proposal and a telling about somebody, in their conference's minutes."""
    seat = room.sit("dana")
    with change(seat, _BY_HAND) as session:
        about = session.exec(select(Participant).where(Participant.number == read_reference(ref, "P"))).one()
        item = session.exec(select(ConferenceItem).where(ConferenceItem.participant_id == about.id)).one()
        minutes = session.exec(select(Minutes).where(Minutes.conference_id == item.conference_id)).first()
        assert minutes is not None
        by = {"person_id": seat.actor, "at": seat.now, "on": seat.today}
        said = {"participant_id": about.id, "category": Category.GENERAL, "writer_id": seat.agency_id}
        words = {"before": "Wilhelmina left", "after": "Wilhelmina stayed", "note": f"{NAME} says so"}
        session.add(
            MinutesCorrection(
                minutes_id=minutes.id, item_id=item.id, kind=CorrectionKind.REWORDED, **words, **said, **by
            )
        )
        session.add(MinutesTold(minutes_id=minutes.id, audience=Audience.AGENCY, agency_id=seat.agency_id, **said))
    line = file(room, item.conference_id, ref, LineKind.DECISION, "a room for her", is_proposal=True)
    with change(seat, _BY_HAND) as session:
        agency = session.exec(select(Agency).where(Agency.code == "HS")).one()
        session.add(
            Ratification(line_id=line, agency_id=agency.id, is_yes=False, why="not Wilhelmina again", **said, **by)
        )


def erased(room: Room, ref: str, **more: bool) -> None:
    """Somebody leaves and is erased."""
    leave(room.sit("dana", TUE), ref, reason=LeavingReason.MOVED)
    ask_erasure(room.sit("ruth", TUE), ref, why="asked for it")
    for who in ("lee", "dana", "omar"):
        answer_erasure(room.sit(who, TUE), ref, ErasureReply.NOTHING)
    erase(room.sit("ruth", WED), ref, **more)


def revisions(room: Room, conference: str) -> list[tuple[int, str, bool, int]]:
    """Each revision: its number, its state, whether it is for an erasure, and how many papers it has."""
    with reading(room.sit("dana")) as session:
        rows = session.exec(
            select(Minutes).where(Minutes.conference_id == conference).order_by(col(Minutes.revision))
        ).all()
        papers = session.exec(select(MinutesPaper.minutes_id)).all()
        return [(one.revision, one.state.value, one.for_erasure, papers.count(one.id)) for one in rows]


def reissued(room: Room, conference: date = BEFORE, text: bytes = b"without anybody") -> Receipt | None:
    """Make the papers that are lacking, as the clock does."""
    edition = Edition(Audience.AGENCY, "HS")
    return reissue(room.clock(WED), conference, lambda _: ([(edition, MinutesForm.MARKDOWN, text)], []))


@pytest.fixture
def spoken_of(room: Room) -> tuple[str, str]:
    """Somebody of whom a conference spoke whose minutes are agreed: the reference and the conference."""
    ref = room.agreed(NAME)
    conference = held(room, ref)
    agreed_minutes(room, conference, f"about {NAME}", state=MinutesState.AGREED)
    return ref, conference


def test_the_papers_go_with_the_erasure_and_a_revision_takes_their_place(
    room: Room, spoken_of: tuple[str, str]
) -> None:
    ref, conference = spoken_of
    corrected(room, ref)
    erased(room, ref)
    assert revisions(room, conference) == [(1, "replaced", False, 0), (2, "agreed", True, 0)]
    assert minutes_to_reissue(room.clock(WED)) == (BEFORE,)
    with reading(room.sit("dana")) as session:
        assert session.exec(select(MinutesContent)).all() == []
        assert session.exec(select(MinutesTold)).all() == []
        (correction,) = session.exec(select(MinutesCorrection)).all()
        assert (correction.before, correction.after, correction.note) == ("", "", "erased")
        assert [one.why for one in session.exec(select(Ratification))] == [""]
    done = reissued(room)
    assert done is not None
    assert done.sentence == ("The minutes of Fri 9 Oct were made anew without somebody who was erased: revision 2.")
    assert revisions(room, conference)[1] == (2, "agreed", True, 1)
    assert minutes_to_reissue(room.clock(WED)) == ()
    assert reissued(room) is None
    assert verify(room.sit("ruth", WED)).problems == ()


def test_a_revision_that_is_open_stays_open_after_the_one_that_takes_their_place(
    room: Room, spoken_of: tuple[str, str]
) -> None:
    ref, conference = spoken_of
    with change(room.sit("dana"), _BY_HAND) as session:
        session.add(Minutes(conference_id=conference, revision=2, correct_until=MON, why="a mistake"))
    erased(room, ref)
    assert revisions(room, conference) == [(1, "replaced", False, 0), (2, "agreed", True, 0), (3, "open", False, 0)]


def test_other_conferences_keep_their_papers_unless_these_say_the_name(room: Room, spoken_of: tuple[str, str]) -> None:
    ref, _ = spoken_of
    other, third = held(room, room.agreed("Somebody Else"), on=EARLIER), held(room, on=date(2026, 8, 14))
    agreed_minutes(room, other, "nobody who is named so", state=MinutesState.AGREED)
    agreed_minutes(room, third, f"Unmistakable, Wilhelmina was greeted, {NAME} too", state=MinutesState.AGREED)
    erased(room, ref)
    assert revisions(room, other) == [(1, "agreed", False, 2)]
    assert revisions(room, third) == [(1, "replaced", False, 0), (2, "agreed", True, 0)]


def test_an_agency_is_offered_its_own_corrections_and_answers_before_an_erasure(
    room: Room, spoken_of: tuple[str, str]
) -> None:
    ref, _ = spoken_of
    corrected(room, ref)
    found = {one.what: one.text for one in own_texts(room.sit("dana"), ref).texts}
    assert found["Minutes, reworded"] == f"'Wilhelmina left' is now 'Wilhelmina stayed': {NAME} says so"
    assert found["A proposal, not ratified"] == "not Wilhelmina again"
    assert "Minutes, reworded" not in {one.what for one in own_texts(room.sit("lee"), ref).texts}


def test_bytes_that_are_not_those_that_were_stored_are_named_by_verify(room: Room, spoken_of: tuple[str, str]) -> None:
    from casetable.store.aside import aside

    with aside(room.sit("dana")) as session:
        first, second = session.exec(select(MinutesContent).order_by(col(MinutesContent.paper_id))).all()
        first.content = b64encode(b"something else").decode()
        session.add(first)
        session.delete(second)
    said = verify(room.sit("ruth")).problems
    assert [one.partition(" (")[0] for one in said] == ["The minutes of Fri 9 Oct 2026, revision 1"] * 2
    assert [one.partition(") ")[2] for one in said] == [
        "are not the bytes that were stored.",
        "are not stored any more.",
    ]
    assert ref_free(said, spoken_of[0])


def ref_free(said: tuple[str, ...], ref: str) -> bool:
    """No sentence names somebody."""
    return not any(ref in one or "Wilhelmina" in one for one in said)
