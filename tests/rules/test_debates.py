"""When the matter of a debate is still open, and how a debate and a room's sharing are said."""

from datetime import UTC, date, datetime

import pytest

from casetable.rules.conference_words import filed_sentence, sharing_words
from casetable.rules.debates import Sitting, debate_words, deed_words, why_open
from casetable.rules.names import room_initials
from casetable.values.conference import Debate, FiledLine
from casetable.words import Category, DecidedBy, ItemState, LineKind, TurnedOut

OCT, NOV, DEC, JAN = date(2026, 10, 9), date(2026, 11, 13), date(2026, 12, 11), date(2027, 1, 8)
TODAY = date(2026, 11, 20)


def line(kind: LineKind, text: str = "motel now", **more: object) -> FiledLine:
    at = datetime(2026, 11, 13, 17, tzinfo=UTC)
    return FiledLine("1", 1, 3, kind, text, Category.GENERAL, "Dana Reyes", at, **more)  # type: ignore[arg-type]


DEFERRED = line(LineKind.DECISION, decided_by=DecidedBy.DEFERRED)
PROPOSED = line(LineKind.DECISION, decided_by=DecidedBy.CONSENSUS, is_proposal=True)
DECIDED = line(LineKind.DECISION, decided_by=DecidedBy.CONSENSUS)
DISSENT = line(LineKind.DISSENT, look_again_on=DEC)
RIGHT = line(LineKind.SINCE, about=DISSENT.id, turned_out=TurnedOut.RIGHT, dissenter="Dana Reyes")
EARLY = line(LineKind.SINCE, about=DISSENT.id, turned_out=TurnedOut.EARLY, look_again_on=JAN)


@pytest.mark.parametrize(
    ("lines", "later", "said"),
    [
        ((), (), ""),
        ((DECIDED,), (), ""),
        ((DEFERRED,), (), "deferred"),
        ((PROPOSED,), (), "to be ratified"),
        ((DEFERRED, DECIDED), (), ""),
        ((DEFERRED,), ((NOV, DECIDED),), ""),
        ((DISSENT,), (), "look again 11 Dec"),
        ((DISSENT,), ((NOV, DECIDED),), "look again 11 Dec"),
        ((DISSENT,), ((DEC, DECIDED),), "look again 11 Dec"),
        ((DISSENT,), ((DEC, RIGHT),), ""),
        ((DISSENT,), ((DEC, EARLY),), "look again 8 Jan 2027"),
        ((DISSENT,), ((DEC, EARLY), (JAN, RIGHT)), ""),
        ((PROPOSED, DISSENT), (), "to be ratified; look again 11 Dec"),
    ],
)
def test_a_matter_is_open_until_it_is_decided_and_somebody_said_what_happened_since(
    lines: tuple[FiledLine, ...], later: tuple[tuple[date, FiledLine], ...], said: str
) -> None:
    after = [Sitting(day, ItemState.DONE, False, (filed,)) for day, filed in later]
    assert why_open(Sitting(OCT, ItemState.DONE, False, lines), after, TODAY) == said


def test_a_question_that_waits_for_its_conference_is_open() -> None:
    assert why_open(Sitting(DEC, ItemState.PLANNED, True, ()), (), TODAY) == "asked for 11 Dec"
    assert why_open(Sitting(DEC, ItemState.PLANNED, False, ()), (), TODAY) == ""


@pytest.mark.parametrize(
    ("debate", "what", "deed"),
    [
        (Debate(OCT, OCT, ItemState.DONE, "motel or wait?", (DECIDED,)), "motel or wait?", "decided"),
        (Debate(OCT, OCT, ItemState.DONE, None, (DECIDED,)), "motel now", "decided"),
        (Debate(OCT, OCT, ItemState.DONE, None, (line(LineKind.OPTION, "wait"), DEFERRED)), "motel now", "deferred"),
        (Debate(OCT, OCT, ItemState.DONE, None, (), had_no_debate=True), "debate of 9 Oct", "no debate"),
        (Debate(OCT, OCT, ItemState.NOT_DISCUSSED, None, ()), "debate of 9 Oct", "not discussed"),
    ],
)
def test_a_debate_is_called_by_what_is_known_of_it(debate: Debate, what: str, deed: str) -> None:
    assert debate_words(debate, TODAY) == what
    assert deed_words(debate) == deed


@pytest.mark.parametrize(
    ("room", "whole", "partly", "said"),
    [
        (["SS", "HS", "MH"], [Category.GENERAL], {}, "general (all three)"),
        (["SS", "HS"], [Category.GENERAL, Category.HEALTH], {}, "general, health (both)"),
        (["SS", "HS"], [Category.GENERAL], {Category.HEALTH: ("HS",)}, "general (both); health from HS"),
        (["HS"], [], {}, "only HS is here"),
        ([], [], {}, "nobody here yet"),
    ],
)
def test_what_a_room_may_hear_is_said_in_a_few_words(
    room: list[str], whole: list[Category], partly: dict[Category, tuple[str, ...]], said: str
) -> None:
    assert sharing_words(room, whole, partly) == said


def test_earlier_decisions_and_dissents_are_sentences() -> None:
    assert filed_sentence(DECIDED, "", NOV, TODAY) == "13 Nov, decided (consensus): motel now"
    assert (
        filed_sentence(DISSENT, "Dana Reyes", NOV, TODAY)
        == "13 Nov, dissent (Dana Reyes): motel now; look again 11 Dec"
    )
    assert filed_sentence(DEFERRED, "", NOV, TODAY) == "13 Nov, deferred: motel now"
    assert (
        filed_sentence(RIGHT, "Dana Reyes", NOV, TODAY)
        == "13 Nov, what happened since (Dana Reyes was right): motel now"
    )
    assert filed_sentence(EARLY, "", NOV, TODAY) == "13 Nov, what happened since (too early to say): motel now"


def test_initials_tell_everybody_in_a_room_apart() -> None:
    names = ["Dana Reyes", "Dora Roy", "Omar Haddad", "a guest", "Dana Reyes"]
    found = room_initials(names)
    assert found == ("DRe", "DRo", "OH", "AG", "DRe2")
    assert room_initials([]) == ()
