"""Minutes on paper: every line and figure is the same in each form, and each edition holds what its readers may."""

from dataclasses import replace
from datetime import date

import pytest

from casetable.exchange.minutes_as_json import minutes_json
from casetable.reports.editions import edition_page
from casetable.reports.html import html
from casetable.reports.notice import REDISCLOSURE
from casetable.reports.page import markdown
from casetable.reports.pdf import pdf
from casetable.values.papers import Page
from casetable.words import Audience, Category, LineKind, MinutesState, ProposalState, TurnedOut
from tests.reports.kept import (
    AGENCIES,
    LATE_ITEM,
    LINES,
    NOTED,
    PERSON_ITEM,
    PROPOSAL,
    SAID_YES,
    ZONE,
    a_line,
    as_people_read,
    html_words,
    kept,
    revised,
    spoken,
)
from tests.reports.papers import read_pdf, tags_of

EVERY = [Audience.AGENCY, Audience.MAIL, Audience.MANAGERS, Audience.PARTICIPANT]


def lines_of(page: Page) -> list[str]:
    """Everything that stands on a page, a text at a time."""
    found = [page.title, *page.under]
    for section in page.sections:
        cells = [cell for row in section.table[1:] for cell in row]
        found += [section.heading, *section.lines, *section.facts, *cells]
    return [spoken(one) for one in (*found, *page.notices) if one]


def section(page: Page, heading: str) -> list[str]:
    """The lines, facts and rows of one section; nothing where there is none."""
    found = [one for one in page.sections if one.heading.startswith(heading)]
    rows = [" | ".join(row) for one in found for row in one.table]
    return [*rows, *(line for one in found for line in (*one.lines, *one.facts))]


@pytest.mark.parametrize("audience", EVERY)
def test_every_line_and_figure_reads_the_same_in_each_form(audience: Audience) -> None:
    page = edition_page(kept(audience), "Dana Reyes")
    for form, said in as_people_read(page).items():
        where = 0
        for words in lines_of(page):
            assert words in said[where:], (form, words)
            where = said.index(words, where) + len(words)


@pytest.mark.parametrize("audience", EVERY)
def test_json_says_the_words_that_stand_on_the_page(audience: Audience) -> None:
    minutes = kept(audience)
    page = " ".join(lines_of(edition_page(minutes)))
    said = minutes_json(minutes, ZONE)
    for words in texts_in(said):
        assert spoken(words)[1:].removesuffix(".") in page, words
    on_page = {line.text for line in LINES if line.text[1:] in page}
    assert set(texts_in(said)) & {line.text for line in LINES} == on_page


def texts_in(said: object, key: str = "") -> list[str]:
    """The texts that people wrote in a JSON document, in their order."""
    if isinstance(said, dict):
        return [one for name, value in said.items() for one in texts_in(value, name)]
    if isinstance(said, list):
        return [one for value in said for one in texts_in(value, key)]
    return (
        [said]
        if isinstance(said, str) and key in {"text", "what", "words", "asked", "question", "note", "after"}
        else []
    )


@pytest.mark.parametrize("audience", EVERY)
def test_a_pdf_is_tagged_and_has_a_title_and_a_language(audience: Audience) -> None:
    page = edition_page(kept(audience))
    made = pdf(page)
    assert {"/H1", "/H2", "/L"} <= tags_of(made)
    assert audience is Audience.PARTICIPANT or {"/Table", "/TH"} <= tags_of(made)
    root = read_pdf(made).trailer["/Root"]
    assert (bool(root["/MarkInfo"]["/Marked"]), root["/Lang"]) == (True, "en")
    metadata = read_pdf(made).metadata
    assert metadata is not None
    assert metadata.title == (page.called or page.title)


def test_the_same_minutes_give_the_same_bytes() -> None:
    page = edition_page(kept())
    assert (pdf(page), html(page), markdown(page)) == (pdf(page), html(page), markdown(page))


def test_without_any_style_the_page_reads_from_who_was_there_to_the_log() -> None:
    said = spoken(" ".join(html_words(html(edition_page(kept())))))
    order = [
        "For Mental Health.",
        "Who was there",
        "3 · P-473",
        "Who does what",
        "Not reached",
        "Corrections",
        "The log",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_who_was_there_stands_with_how_long_and_who_was_missing_by_name_of_the_agency() -> None:
    rows = section(edition_page(kept()), "Who was there")
    assert "Dana Reyes | Harbor Shelter | 1h15, came late" in rows
    assert "Ida Wells | Legal Aid | 20m" in rows
    assert "Nobody was there of Street Team." in rows


def test_an_item_says_what_was_debated_decided_and_who_differs_until_when() -> None:
    said = section(edition_page(kept()), "3 · P-473")
    for words in (
        "To debate: motel now, or hold for a flat?",
        "In their words: I want a door that <b>locks</b>.",
        "For option 1: safe by Friday & warm (Dana Reyes)",
        "For option 2: detox asks for an address · substance use",
        "Decided by consensus, option 1: motel until 24 December",
        "Dissent of Ana Ruiz: we trust the motel too much (look again on Fri 8 Jan 2027)",
        "Action: asks Rosa about Medicaid (asked of Omar Haddad, by Fri 18 Dec 2026, T-319)",
        "What happened since “winter comes first”: he slept at the pier (the dissent was right)",
    ):
        assert words in said


def test_a_note_stands_right_below_the_line_that_it_was_put_beside() -> None:
    said = section(edition_page(kept()), "3 · P-473")
    note = said.index("Noted by Dana Reyes on Wed 16 Dec 2026: the list keeps his place until 8 January")
    assert said[note - 1].startswith("Dissent of Omar Haddad")


def test_a_note_is_lost_neither_beside_what_happened_since_nor_at_an_item_that_was_not_reached() -> None:
    since = a_line(50, LineKind.SINCE, "he slept at the pier", about="l0", turned_out=TurnedOut.RIGHT)
    notes = tuple(
        replace(NOTED, id=f"n{at}", line=line, item=item, note=words)
        for at, (line, item, words) in enumerate(
            [("l50", 3, "for two nights"), (None, 5, "the clinic was closed"), (None, 3, "said in a hurry")]
        )
    )
    items = (replace(PERSON_ITEM, lines=(since, *LINES)), LATE_ITEM)
    page = edition_page(kept(items=items, corrections=notes))
    said = section(page, "3 · P-473")
    place = said.index("What happened since “winter comes first”: he slept at the pier (the dissent was right)")
    assert said[place + 1].endswith("for two nights")
    assert said[-1].endswith("said in a hurry")
    assert said.count(said[place]) == 1
    assert section(page, "5 · P-118") == [
        "To debate: which clinic?",
        "Not reached.",
        "Noted by Dana Reyes on Wed 16 Dec 2026: the clinic was closed",
    ]


def test_actions_stand_by_their_day_with_what_they_came_out_of() -> None:
    _, first, second = section(edition_page(kept()), "Who does what")
    assert first == (
        "Dana Reyes | calls the motel on Oak Road | Mon 14 Dec 2026 | 3 · P-473: motel now, or hold for a flat? | T-318"
    )
    assert second.startswith("Omar Haddad (asked) | ")


def test_an_action_that_moved_since_still_has_the_day_that_was_agreed_in_the_room() -> None:
    line = next(one for one in LINES if one.task)
    assert line.task is not None
    moved = replace(line, task=replace(line.task, fold=replace(line.task.fold, due_on=date(2027, 2, 1), moves=2)))
    page = edition_page(kept(items=(replace(PERSON_ITEM, lines=(moved,)),)))
    assert "Mon 14 Dec 2026" in section(page, "Who does what")[1]


@pytest.mark.parametrize(
    "state, said, words",
    [
        (ProposalState.WAITING, (), "(waits for the yes of Street Team, by Fri 18 Dec 2026)"),
        (ProposalState.RATIFIED, (SAID_YES,), "(ratified; Street Team said yes on Wed 16 Dec 2026)"),
        (
            ProposalState.REFUSED,
            (replace(SAID_YES, is_yes=False, why="no driver"),),
            "(not ratified; Street Team said no on Wed 16 Dec 2026, because no driver)",
        ),
    ],
)
def test_a_proposal_says_whose_yes_is_wanted_or_what_became_of_it(state, said, words) -> None:
    page = edition_page(kept(proposals=(replace(PROPOSAL, state=state, said=said),)))
    (line,) = section(page, "Proposals to ratify")
    assert line == f"8 · the van: share the van on Mondays | Tuesdays {words}"


def test_where_only_the_chair_was_lacking_they_are_the_ones_who_ratify() -> None:
    page = edition_page(kept(proposals=(replace(PROPOSAL, missing=()),)))
    assert "waits for the yes of the chair, the deputy or the coordinator" in section(page, "Proposals to ratify")[0]


def test_open_minutes_are_marked_until_they_are_agreed() -> None:
    page = edition_page(kept())
    assert page.mark == "Not agreed yet."
    assert "open for corrections until Fri 18 Dec 2026" in page.under[0]
    late = edition_page(kept(made_on=date(2026, 12, 21)))
    assert "not agreed yet; corrections ended on Fri 18 Dec 2026" in late.under[0]
    agreed = edition_page(revised())
    assert agreed.mark == ""
    assert "Revision 2, agreed on Tue 5 Jan 2027 by Omar Haddad." in agreed.under[0]
    assert edition_page(replace(revised(), state=MinutesState.REPLACED)).under[0].endswith("has taken its place.")


def test_a_revision_begins_with_why_it_was_made_and_each_thing_that_it_changes() -> None:
    page = edition_page(revised())
    assert page.sections[0].heading == "What this revision changes, since revision 1"
    assert page.sections[0].lines == (
        "Reopened because: the count of nights was wrong",
        "3 · P-473: was “motel until 24 December”, is “motel until 23 December” (Ana Ruiz: a typing error)",
    )
    assert section(page, "Corrections") == [
        "3 · P-473, by Ana Ruiz on Tue 15 Dec 2026: was “motel”, is “motel until 24 December”. Why: we said until when"
    ]


def test_substance_use_text_brings_its_notice_and_without_it_there_is_none() -> None:
    assert edition_page(kept()).notices == (REDISCLOSURE,)
    plain_lines = tuple(one for one in LINES if one.category is Category.GENERAL)
    assert edition_page(kept(items=(replace(PERSON_ITEM, lines=plain_lines),))).notices == ()
    noted = replace(kept().corrections[1], category=Category.SUBSTANCE_USE)
    assert edition_page(kept(items=(), corrections=(noted,))).notices == (REDISCLOSURE,)


def test_a_mail_says_what_it_leaves_out_in_words() -> None:
    assert edition_page(kept(Audience.MAIL, left_out=1)).under[-1] == (
        "Participants stand here by their reference. 1 line may not go by mail: read it in casetable."
    )
    assert edition_page(kept(Audience.MAIL)).under[-1] == "Participants stand here by their reference."


def test_without_anybody_or_anything_a_page_still_says_so() -> None:
    page = edition_page(kept(attended=(), items=(), proposals=(), corrections=(), there=(), replied=(), head=""))
    assert section(page, "Who was there") == [
        "Nobody is noted.",
        f"Nobody was there of {AGENCIES[0][1]}, {AGENCIES[1][1]} and {AGENCIES[2][1]}.",
    ]
    assert len(page.sections) == 1
    html_words(html(page))
