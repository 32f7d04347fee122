"""The letter to a participant: what was agreed about them, in short plain sentences, and nothing of anybody else."""

import re
from dataclasses import replace
from datetime import date

import pytest

from casetable.reports.editions import edition_page
from casetable.reports.letter import categories_in_letter, letter_page
from casetable.reports.notice import REDISCLOSURE
from casetable.reports.plain import plain
from casetable.values.minutes import Minutes
from casetable.words import Audience, Category, DecidedBy, ItemState, LineKind, ProposalState, TaskState
from tests.reports.kept import BUSINESS_ITEM, HEAD, LINES, PERSON_ITEM, PROPOSAL, a_line, kept
from tests.reports.test_minutes import section


def a_letter(*lines: object, **more: object) -> Minutes:
    """The participant's edition with these lines, or with all."""
    return kept(Audience.PARTICIPANT, items=(replace(PERSON_ITEM, lines=lines or LINES),), **more)  # type: ignore[arg-type]


def test_it_says_who_was_there_what_was_agreed_who_does_what_and_whom_to_answer() -> None:
    page = letter_page(a_letter(), "Dana Reyes")
    assert page.title == "For Chidi Okafor"
    assert section(page, "Who was there") == ["Harbor Shelter: Dana Reyes and Ana Ruiz", "Mental Health: Omar Haddad"]
    assert section(page, "In your words") == ["“I want a door that <b>locks</b>.”"]
    assert section(page, "What was agreed") == ["Motel until 24 December."]
    assert section(page, "Who does what") == [
        "Dana Reyes (Harbor Shelter): calls the motel on Oak Road. By Mon 14 Dec.",
        "Omar Haddad (Mental Health): asks Rosa about Medicaid. By Fri 18 Dec. We asked for this and wait for a yes.",
    ]
    assert section(page, "What we ask you")[0] == "May we tell the motel your name?"
    assert section(page, "The next time")[0] == "We meet again on Fri 8 Jan 2027."
    assert section(page, "Whom to answer")[0] == "Tell Dana Reyes (Harbor Shelter)."


def test_it_has_no_log_no_category_no_vote_and_nobody_elses_matter() -> None:
    minutes = replace(a_letter(), items=(PERSON_ITEM, BUSINESS_ITEM), head=HEAD)
    said = plain(edition_page(minutes, "Dana Reyes"))
    assert "Motel until 24 December." in said
    for words in (
        HEAD,
        "log",
        "substance",
        "general",
        "consensus",
        "quorum",
        "van",
        "Option",
        "P-473",
        "T-318",
        "Revision",
    ):
        assert words not in said


def test_a_dissent_stands_in_it_only_where_they_may_know_it() -> None:
    said = section(letter_page(a_letter()), "What we disagreed on")
    assert said == [
        "Omar Haddad sees it differently: he loses his place on the list. We look at it again on Fri 8 Jan 2027."
    ]
    hidden = [replace(one, may_tell=False) for one in LINES]
    assert section(letter_page(a_letter(*hidden)), "What we disagreed on") == []


def test_nobody_who_is_a_guest_of_others_is_named() -> None:
    assert "Ida Wells" not in plain(letter_page(a_letter()))


def test_where_nothing_is_asked_it_says_only_whom_to_answer() -> None:
    lines = [one for one in LINES if one.kind is not LineKind.ASKED]
    page = letter_page(a_letter(*lines))
    assert section(page, "What we ask you") == []
    assert section(page, "Whom to answer")[0] == "Tell anybody you know at Harbor Shelter."


@pytest.mark.parametrize(
    "state, words",
    [
        (
            ProposalState.WAITING,
            "We want to do this: Motel.\nNot agreed yet: Street Team must say yes. They answer by Fri 18 Dec.",
        ),
        (ProposalState.RATIFIED, "Motel."),
        (ProposalState.REFUSED, "We thought of this, but not all of us agree: Motel."),
        (ProposalState.RETURNED, "We thought of this, but not all of us agree: Motel."),
    ],
)
def test_a_decision_that_others_still_have_to_agree_to_is_told_as_such(state: ProposalState, words: str) -> None:
    line = a_line(7, LineKind.DECISION, "motel", is_proposal=True, ratify_by=date(2026, 12, 18))
    proposal = replace(PROPOSAL, line=line, item=3, state=state)
    assert section(letter_page(a_letter(line, proposals=(proposal,))), "What was agreed") == [words]


def test_what_was_put_off_and_what_was_not_decided_is_told_kindly() -> None:
    later = a_line(7, LineKind.DECISION, "ask the clinic first", decided_by=DecidedBy.DEFERRED)
    assert section(letter_page(a_letter(later)), "What was agreed") == [
        "We have not decided yet: Ask the clinic first."
    ]
    assert section(letter_page(a_letter(LINES[0])), "What was agreed") == ["We did not decide anything new."]
    missed = replace(PERSON_ITEM, state=ItemState.NOT_REACHED, lines=())
    page = letter_page(kept(Audience.PARTICIPANT, items=(missed,)))
    assert page.under == ("We met on Fri 11 Dec 2026. We did not come to talk about our work with you.",)
    assert section(page, "What was agreed") == []


@pytest.mark.parametrize(
    "state, words",
    [
        (TaskState.DONE, "Dana Reyes (Harbor Shelter): calls the motel on Oak Road. This is done."),
        (TaskState.DROPPED, None),
        (TaskState.RETURNED, None),
        (TaskState.DECLINED, None),
    ],
)
def test_who_does_what_is_told_as_it_stands_today(state: TaskState, words: str | None) -> None:
    line = LINES[9]
    assert line.task is not None
    now = replace(line, task=replace(line.task, fold=replace(line.task.fold, state=state)))
    assert section(letter_page(a_letter(now)), "Who does what") == ([words] if words else [])


def test_by_post_only_what_is_general_stands_in_it() -> None:
    health = a_line(30, LineKind.DECISION, "see the doctor", Category.SUBSTANCE_USE)
    minutes = a_letter(*LINES, health)
    assert "See the doctor." in section(letter_page(minutes), "What was agreed")
    assert letter_page(minutes).notices == (REDISCLOSURE,)
    assert categories_in_letter(minutes) == (Category.GENERAL, Category.SUBSTANCE_USE)
    assert section(letter_page(minutes, by_post=True), "What was agreed") == ["Motel until 24 December."]
    assert letter_page(minutes, by_post=True).notices == ()
    assert categories_in_letter(minutes, by_post=True) == (Category.GENERAL,)


def test_its_sentences_are_short() -> None:
    page = letter_page(a_letter(), "Dana Reyes")
    lines = [*page.under, *(line for part in page.sections for line in part.lines)]
    sentences = [one for line in lines for one in re.split(r"[.?:]", line)]
    assert max(len(one.split()) for one in sentences) <= 12
