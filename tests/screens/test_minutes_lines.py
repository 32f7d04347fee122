"""The minutes as lines of a page: how they stand, what waits for an answer, whom to tell, what was corrected."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from casetable.screens.agreement_page import PageLine, Spot
from casetable.screens.cell import Signs, cell
from casetable.screens.minutes_lines import (
    minutes_lines,
    proposal_words,
    replied_words,
    state_words,
    telling_words,
    with_corrections,
)
from casetable.screens.minutes_told import minutes_step
from casetable.screens.review_lines import past_words, review_lines
from casetable.values.conference import FiledLine, Occurrence
from casetable.values.minutes import Correction, Edition, Minutes, PastConference, Proposal, Ratified, Review, Telling
from casetable.words import (
    Audience,
    Category,
    ConferenceState,
    CorrectionKind,
    LineKind,
    MinutesState,
    ProposalState,
)
from tests.screens.values import AGENCIES

FRIDAY, MONDAY, LAST_DAY, AFTER = date(2026, 12, 11), date(2026, 12, 14), date(2026, 12, 18), date(2026, 12, 21)
NAMES = (("SS", "Social Services"), ("HS", "Homeless Services"), ("MH", "Mental Health"))
MEETING = Occurrence(FRIDAY, FRIDAY, ConferenceState.CLOSED, time(9), time(10, 30), 90, "room 7", id="c1")
SIGNS = Signs()
OPEN = Minutes(
    MEETING, Edition(Audience.AGENCY, "HS"), "Homeless Services", 1, MinutesState.OPEN, LAST_DAY, None, None, "",
    "1a2b", MONDAY, (), (), (), (), (), NAMES, ("SS", "HS", "MH"), (), date(2027, 1, 8),
)  # fmt: skip
AGREED = replace(
    OPEN, state=MinutesState.AGREED, number=2, agreed_on=AFTER, agreed_by="Nia Cole", made_on=AFTER, why="a wrong day",
    changes=("Item 3: was “motel”, is “hold for the unit”: misheard (Dana Reyes).",),
)  # fmt: skip
FILED = FiledLine(
    "l1", 1, 3, LineKind.DECISION, "motel now", Category.GENERAL, "Dana", datetime(2026, 12, 11, 15, tzinfo=UTC)
)
PROPOSAL = Proposal(FILED, FRIDAY, FRIDAY, 3, "P-473", "P-473", LAST_DAY, ("MH",), (), ProposalState.WAITING)
TELLING = Telling("P-473", "Chidi", "T-9", "Dana Reyes", date(2026, 12, 16), None, "text after 10", True)


def plain(lines):
    return [f"{line.label} {' '.join(spot.words.plain for spot in line.spots)}".strip() for line in lines]


def test_open_minutes_say_until_when_and_who_has_nothing_to_correct():
    assert plain(minutes_lines(OPEN, MONDAY, SIGNS)) == [
        "Minutes · open for corrections until Fri 18 Dec",
        "nobody has answered yet: SS, HS, MH",
    ]
    some = replace(OPEN, replied=("HS",))
    assert (
        replied_words(some, dict(NAMES))
        == "nothing to correct: Homeless Services; not yet: Social Services, Mental Health"
    )
    assert state_words(OPEN, AFTER) == "corrections ended Fri 18 Dec, not agreed yet"


def test_an_agreed_revision_says_who_agreed_it_and_what_it_changes():
    state, change = plain(minutes_lines(AGREED, AFTER, SIGNS))
    assert state == "Minutes ✓ revision 2, agreed Mon 21 Dec by Nia Cole"
    assert "was “motel”, is “hold for the unit”" in change


def test_what_comes_next_follows_from_how_the_minutes_stand():
    after = PastConference(MEETING, 1, MinutesState.AGREED, LAST_DAY, AFTER, False, (), (), 0, (), (TELLING,))
    assert "e corrects a line" in minutes_step(OPEN, after, MONDAY)
    assert minutes_step(replace(OPEN, made_on=AFTER), after, AFTER).startswith("Corrections have ended: g agrees")
    everybody = replace(OPEN, replied=("SS", "HS", "MH"))
    assert minutes_step(everybody, after, MONDAY).startswith("Nobody has anything to correct: g agrees")
    assert minutes_step(AGREED, after, AFTER) == (
        "1 participant is still to be told what was agreed: p, t writes the letters."
    )
    told = replace(after, tellings=(replace(TELLING, told_on=AFTER),))
    assert minutes_step(AGREED, told, AFTER) == ""


def test_a_proposal_names_whose_yes_it_waits_for_and_no_longer_whoever_gave_it():
    assert proposal_words(PROPOSAL, NAMES, MONDAY) == "Mental Health by Fri 18 Dec"
    two = replace(PROPOSAL, missing=("MH", "SS"), said=(Ratified("MH", "Omar", MONDAY, True),))
    assert proposal_words(two, NAMES, MONDAY) == "Social Services by Fri 18 Dec"
    assert proposal_words(replace(PROPOSAL, missing=()), NAMES, MONDAY).startswith("the chair or the coordinator by")
    assert proposal_words(replace(PROPOSAL, state=ProposalState.RETURNED), NAMES, AFTER) == "back on the agenda"


def test_who_tells_them_until_when_or_since_when_they_know():
    assert telling_words(TELLING, MONDAY) == "Dana Reyes by Wed 16 Dec (T-9)"
    assert telling_words(replace(TELLING, told_on=MONDAY), MONDAY) == "told today"
    assert telling_words(replace(TELLING, owner=None), MONDAY) == "nobody is to tell them yet"


def test_a_correction_stands_below_its_line_or_its_item():
    reworded = Correction(
        "c1", 3, "P-473", "l1", CorrectionKind.REWORDED, "Dana Reyes", MONDAY, "motel", "motel now", "misheard",
        Category.GENERAL, 1,
    )  # fmt: skip
    noted = replace(reworded, id="c2", line=None, kind=CorrectionKind.NOTED, before="", after="", note="Lee left early")
    page = (
        PageLine("", (Spot("item", "P-473", cell("P-473")),)),
        PageLine("", (Spot("line", "l1", cell("motel now")),)),
        PageLine("", (Spot("item", "P-214", cell("P-214")),)),
    )
    found = with_corrections(page, replace(OPEN, corrections=(reworded, noted)), {"P-473": 3, "P-214": 4})
    assert [one.strip() for one in plain(found)] == [
        "P-473",
        "note by Dana: Lee left early",
        "motel now",
        "corrected by Dana: was “motel” – misheard",
        "P-214",
    ]


def test_the_review_puts_first_what_waits():
    past = PastConference(
        MEETING, 1, MinutesState.OPEN, LAST_DAY, None, False, ("SS", "HS"), ("MH",), 1, (PROPOSAL,), (TELLING,)
    )
    read = Review("2026 Q4", (past,), (("SS", 2, 3), ("HS", 3, 3), ("MH", 1, 3)), (PROPOSAL,))
    lines = plain(review_lines(read, AGENCIES, MONDAY, SIGNS))
    assert lines[0].startswith("To ratify ? 11 Dec · P-473 “motel now” · Mental Health by Fri 18 Dec")
    assert lines[1].startswith("To tell · P-473 Chidi · Dana Reyes by Wed 16 Dec (T-9)")
    assert "open until Fri 18 Dec · 1 correction · 1 to ratify · told 0 of 1" in lines[3]
    assert lines[-1] == "There, 2026 Q4 SS 2 of 3 HS 3 of 3 MH 1 of 3"
    assert past_words(replace(past, is_due=True, corrections=0, proposals=(), tellings=()), AFTER) == "to be agreed"
