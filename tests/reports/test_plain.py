"""A page as plain text: narrow, in order, and nothing lost."""

from unicodedata import east_asian_width

import pytest

from casetable.reports.editions import edition_page
from casetable.reports.plain import WIDTH, plain
from casetable.values.papers import Box, Page, Section, SignatureBlock
from casetable.words import Audience
from tests.reports.kept import kept

ADDRESS = "https://example.org/" + "a" * 90


@pytest.mark.parametrize("audience", list(Audience))
def test_no_line_is_wider_than_a_mail_program_shows_and_none_ends_with_a_blank(audience: Audience) -> None:
    lines = plain(edition_page(kept(audience))).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_long_address_stays_whole() -> None:
    page = Page("Look", (f"Here: {ADDRESS} and on",), ())
    assert ADDRESS in plain(page).splitlines()


def test_a_short_row_is_one_line_with_its_figures_named_and_a_long_one_stands_below_its_headings() -> None:
    table = (("Agency", "People", "Why"), ("Harbor Shelter", "2", "late"), ("Street Team", "1", "far " * 20))
    said = plain(Page("Who", (), (Section("There", table=table),)))
    assert "- Harbor Shelter · people 2 · late" in said.splitlines()
    assert "- Street Team\n  People: 1\n  Why: far far" in said


def test_titles_are_underlined_as_wide_as_they_are_shown() -> None:
    said = plain(Page("会議 Fri", (), (Section("Wörter"),))).splitlines()
    wide = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in said[0])
    assert said[1] == "=" * wide
    assert said[-1] == "-" * 6


def test_marks_stand_on_top_and_notices_at_the_end() -> None:
    said = plain(Page("T", ("under",), (Section("S", ("two\nlines",), points=True),), ("Notice.",), mark="Not agreed."))
    assert said == "T\n=\n\nNot agreed.\n\nunder\n\nS\n-\n\n- two\n  lines\n\nNotice.\n"


def test_boxes_and_signatures_are_named() -> None:
    blocks = (SignatureBlock("Harbor Shelter", "Ana Ruiz", "director", "✓ signed"),)
    said = plain(Page("T", (), (Section("S", boxes=(Box("Dissent"),), signatures=blocks),)))
    assert "Dissent:" in said
    assert "Harbor Shelter\nAna Ruiz, director\n✓ signed" in said
