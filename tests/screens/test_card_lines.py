"""The card drawn from values alone: nothing overflows, what is empty names its key, what is hidden looks empty."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from rich.cells import cell_len

from casetable.screens import card_lines, card_tabs
from casetable.screens.card_releases import release_lines
from casetable.screens.cell import Signs
from casetable.values.card import Card, DomainOutcome, Household, Note, OutcomeReading, SafeContact, TeamMember
from casetable.values.conference import Debate, Debates, FiledLine
from casetable.values.minutes import ItemHistory, Remembered
from casetable.values.participants import AgencyAnswer, Participant, Release, ReleaseTerms
from casetable.words import (
    Answer,
    Category,
    DeclineReason,
    ItemState,
    LeavingReason,
    LineKind,
    Method,
    NoteKind,
    OutcomeValue,
    OutcomeView,
    ParticipantState,
    ReleaseState,
)
from tests.screens.values import AGENCIES, HOSTILE, TODAY, a_task

SIGNS = Signs()
EMPTY = Card(
    participant=Participant("P-473", "p", 1, None, ParticipantState.ACTIVE, "HS"),
    team=(),
    contact=None,
    goal=None,
    taking_part=None,
    told=None,
    last_contact=None,
    releases=(),
    tasks=(),
    outcomes=(),
    household=Household(),
    notes=(),
    note_total=0,
)


def a_note(text, kind=NoteKind.CONTACT):
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    return Note("n", "P-473", kind, text, Category.GENERAL, "HS", "Dana Reyes", date(2026, 11, 20), at)


def a_release(receiver="MH", category=Category.GENERAL, state=ReleaseState.IN_FORCE, until=None, since=None):
    terms = ReleaseTerms("HS", receiver, category, since or date(2026, 11, 1), until, Method.WRITTEN)
    return Release("R-1", "r", 1, "P-473", terms, state, "", "")


def a_reading(value, view=OutcomeView.WORKER):
    return OutcomeReading("housing", view, value, "", Category.GENERAL, "HS", "Dana Reyes", TODAY)


def drawn(card, width=80, room=40, signs=SIGNS):
    return [line.plain for line in card_lines.facts(card, AGENCIES, TODAY, signs, width, room)]


def full(text="has a phone again"):
    one = replace(EMPTY.participant, name=text, lead=text, needs=text, reason=text)
    outcomes = tuple(
        DomainOutcome(domain, domain.replace("_", " "), None, (a_reading(OutcomeValue.BETTER),))
        for domain in ("housing", "safety", "health", "income", "documents", "social", "own_goal")
    )
    return replace(
        EMPTY,
        participant=one,
        team=(TeamMember(text, "d", "HS", True), *(TeamMember(text, str(n), "MH", False) for n in range(9))),
        contact=SafeContact(text, text, text, True, True, "Dana Reyes", "HS", TODAY),
        goal=a_note(text, NoteKind.GOAL),
        last_contact=a_note(text),
        releases=tuple(a_release(agency.agency, category) for agency in AGENCIES for category in Category),
        tasks=tuple(a_task(f"T-{n}", title=text) for n in range(12)),
        outcomes=outcomes,
        household=Household((("P-214", text),), True),
    )


@pytest.mark.parametrize("text", [*HOSTILE, "Bartholomäus-Maximilian von und zu Hohenstein-Waldeck " * 4])
@pytest.mark.parametrize("width", [50, 80, 140])
def test_nothing_overflows_whatever_is_written(text, width):
    card = full(text)
    lines = [*drawn(card, width), card_lines.reach(card.contact).plain.split("\n")[0]]
    assert all(cell_len(line) <= width for line in lines[:-1])
    left, right = card_lines.who(card, width)
    assert cell_len(left.plain) + cell_len(right.plain) <= width or left.plain.startswith(" P-473")
    assert "P-473" in left.plain
    assert all(ord(char) >= 0x20 for line in lines for char in line)


def test_what_is_empty_names_the_key_that_fills_it():
    said = "\n".join(drawn(EMPTY))
    for key in ("v writes it down", "c writes them down", "a adds something", "k reads them", "l logs one"):
        assert key in said
    assert "h says how" in card_lines.reach(None).plain


def test_each_state_of_a_release_is_told_apart_by_sign_and_words():
    states = {
        ReleaseState.IN_FORCE: "✓ general",
        ReleaseState.NOT_YET: "· general from 1 Nov",
        ReleaseState.EXPIRED: "! general ended 9 Nov",
        ReleaseState.REVOKED: "✗ general revoked",
        ReleaseState.REFUSED: "✗ general refused",
    }
    for state, said in states.items():
        card = replace(EMPTY, releases=(a_release(state=state, until=date(2026, 11, 9)),))
        assert said in "\n".join(drawn(card))


def test_a_release_in_force_comes_before_one_that_ended_and_says_its_end():
    old = a_release(state=ReleaseState.EXPIRED, until=date(2026, 1, 1))
    card = replace(EMPTY, releases=(old, a_release(until=date(2026, 12, 9))))
    lines = [line for line in drawn(card) if "Mental Health" in line]
    assert lines == [f" {'Releases':<25}{'Mental Health':<24}✓ general  to 9 Dec"]


def test_an_end_in_another_year_says_its_year_and_a_renewed_one_its_last_day():
    renewed = a_release(state=ReleaseState.NOT_YET, since=date(2026, 12, 10), until=date(2027, 11, 20))
    for releases in ([a_release(until=date(2027, 11, 20))], [a_release(until=date(2026, 12, 9)), renewed]):
        assert "✓ general  to 20 Nov 2027" in "\n".join(drawn(replace(EMPTY, releases=tuple(releases))))


def test_many_agencies_are_counted_where_there_is_no_room():
    card = full()
    lines = [line.plain for line in release_lines(card, AGENCIES, TODAY, SIGNS, 2)]
    assert len(lines) == 2
    assert "2 agencies more: c shows them" in lines[-1]


def test_a_proposal_shows_who_answered_what_and_who_has_to_know():
    answers = (
        AgencyAnswer("HS", Answer.AGREE, TODAY, ""),
        AgencyAnswer("MH", Answer.DECLINE, TODAY, "full until March", DeclineReason.NO_CAPACITY),
    )
    one = replace(
        EMPTY.participant, state=ParticipantState.PROPOSED, answers=answers, agencies_to_answer=("SS", "MH"),
        proposed_by="Dana Reyes",
    )  # fmt: skip
    said = "\n".join(drawn(replace(EMPTY, participant=one), width=120))
    assert "HS agrees · MH declines, no capacity: full until March · SS –" in said
    assert "Dana Reyes, HS" in said
    assert "the proposer says y" in said


def test_somebody_agreed_reads_what_is_missing_line_by_line():
    one = replace(EMPTY.participant, state=ParticipantState.AGREED)
    lines = drawn(replace(EMPTY, participant=one, missing=("a baseline in housing", "how they may be reached safely")))
    assert lines[0].endswith("a baseline in housing")
    assert lines[1].strip() == "how they may be reached safely"
    assert "b begins the work" in drawn(replace(EMPTY, participant=one))[0]


def test_after_a_death_the_card_asks_for_nothing():
    one = replace(EMPTY.participant, state=ParticipantState.LEFT, leaving_reason=LeavingReason.DIED, left_on=TODAY)
    assert "no tasks, no letters" in card_lines.reach(None, died=True).plain
    assert "left 23 Nov 2026, died" in card_lines.who(replace(EMPTY, participant=one), 80)[0].plain


def test_everything_is_said_in_ascii_too():
    said = "\n".join(drawn(full(), signs=Signs(ascii=True)))
    assert "housing ^" in said
    assert "ok general" in said
    assert not set(said) & set("✓▲▼✗‖")


def a_debate(question="motel now or hold for PSH?", filed=(), open_because="look again 11 Dec"):
    again = tuple((one.id, one.look_again_on) for one in filed)
    return Debate(TODAY, TODAY, ItemState.DONE, question, tuple(filed), open_because=open_because, to_look_at=again)


def a_dissent(text="winter comes"):
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    again = date(2026, 12, 11)
    return FiledLine(
        *("f", 1, 3, LineKind.DISSENT, text, Category.GENERAL, "Dana Reyes", at),
        holder="Dana Reyes",
        look_again_on=again,
    )


def test_an_open_debate_names_its_question_who_dissents_and_when_it_is_looked_at_again():
    debates = Debates((a_debate(filed=[a_dissent()]),), (a_debate(filed=[a_dissent()]),))
    lines = drawn(replace(EMPTY, debates=debates))
    said = next(one for one in lines if one.startswith(" Open debates"))
    assert said.split(maxsplit=2)[2] == "motel now or hold for PSH?  ≠ Dana, look again 11 Dec"
    assert not any("Open debates" in one for one in drawn(EMPTY))


def test_the_part_of_conferences_has_a_row_for_each_and_its_lines_behind_it():
    behind = card_tabs.Behind(debates=Debates((), (a_debate(filed=[a_dissent()]), *map(a_debate, HOSTILE))))
    assert f"Conferences ({1 + len(HOSTILE)})" in card_tabs.head("Notes", behind).plain
    first, *others = card_tabs.rows("Conferences", behind, TODAY, SIGNS, 80)
    assert "motel now or hold for PSH?" in " ".join(one.plain for one in first.cells)
    assert first.whole == "Question: motel now or hold for PSH?\n≠ Dana Reyes: winter comes; look again 11 Dec"
    assert max(sum(one.cell_len + 2 for one in row.cells) for row in (first, *others)) <= 80


def test_behind_a_conference_stands_what_happened_since_and_what_became_of_it():
    debate = a_debate(filed=[a_dissent()])
    outcome = ("Of 2 promises: 1 kept, 1 late.", "Dana Reyes was right (Fri 8 Jan): it froze on the 4th")
    history = ItemHistory("P-473", None, (Remembered(debate, (), (a_dissent(),), (), outcome),))
    behind = card_tabs.Behind(debates=Debates((), (debate,)), became=history)
    (row,) = card_tabs.rows("Conferences", behind, TODAY, SIGNS, 80)
    assert row.whole.endswith("What became of it:\n" + "\n".join(outcome))
