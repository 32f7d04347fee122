"""Boxes to write in by hand, in each of the three forms, and what never becomes markup."""

import pytest

from casetable.reports.html import html
from casetable.reports.page import markdown
from casetable.reports.pdf import pdf, sheets
from casetable.values.papers import Box, Page, Section
from tests.reports.papers import read_html, tags_of, words_of

PAGE = Page(
    "Conference of Fri 11 Dec 2026",
    ("Room 7.",),
    (
        Section(
            "3 · P-473 · 09:15 · 13 min", ("To debate: <b>motel</b> now?",), points=True, boxes=(Box("Dissent", 3),)
        ),
        Section("9 · Close · 10:25 · 5 min", points=True, boxes=(Box("The next date", 1),)),
    ),
)


def test_markdown_has_a_line_to_write_on_for_each_line_of_a_box() -> None:
    said = markdown(PAGE)
    assert [
        len(part.split("  \n")) - 1 for part in said.split("\n\n") if part.startswith(("Dissent:", "The next"))
    ] == [3, 1]
    assert "\n\n\n" not in said


def test_html_has_a_box_as_high_as_it_has_lines_and_is_well_formed() -> None:
    read = read_html(html(PAGE))
    assert (read.still_open, read.wrongly_closed) == ([], [])
    heights = [value for key, value in read.attributes if key == "style"]
    assert len(heights) == 2
    assert heights[0] != heights[1]
    assert "To debate: <b>motel</b> now? Dissent" in read.words


@pytest.mark.parametrize("compact", [False, True])
def test_a_pdf_has_the_boxes_with_their_labels_and_stays_tagged(compact: bool) -> None:
    made = pdf(Page(PAGE.title, PAGE.under, PAGE.sections, compact=compact))
    assert sheets(made) == 1
    for part in ("To debate: <b>motel</b> now? Dissent", "The next date"):
        assert part in words_of(made)
    assert {"/H1", "/H2"} <= tags_of(made)
