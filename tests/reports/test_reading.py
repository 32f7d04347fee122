"""A page read back from the Markdown that it was written as: nothing is lost on the way."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetable.reports.editions import edition_page
from casetable.reports.page import markdown
from casetable.reports.plain import plain
from casetable.reports.reading import page_from
from casetable.values.papers import Page, Section
from casetable.words import Audience
from tests.reports.kept import kept, revised

LINE = st.text(st.sampled_from("ab *_|\\<>#~&`-+=1.)(“ü"), min_size=1, max_size=14).map(lambda said: f"x{said}x")
CELL = LINE.map(lambda said: " ".join(said.split()))


@pytest.mark.parametrize("audience", list(Audience))
def test_minutes_stored_as_markdown_say_the_same_as_plain_text(audience: Audience) -> None:
    for minutes in (kept(audience), replace(revised(), edition=kept(audience).edition)):
        page = edition_page(minutes, "Dana Reyes")
        assert plain(page_from(markdown(page))) == plain(page)


@settings(max_examples=80, deadline=None)
@given(
    under=st.lists(LINE, max_size=2),
    points=st.lists(LINE, min_size=1, max_size=3),
    facts=st.lists(LINE, max_size=2),
    rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=3),
    mark=st.one_of(st.just(""), LINE),
)
def test_whatever_people_wrote_comes_back(under, points, facts, rows, mark) -> None:
    sections = (
        Section("Points", tuple(points), points=True, facts=tuple(facts)),
        Section("Table", ("before it",), table=(("A", "B"), *rows)),
        Section("Words", tuple(under)),
    )
    page = Page("A title", tuple(under), sections, ("A notice.",), mark)
    assert page_from(markdown(page)) == page


def test_a_point_of_two_lines_stays_one() -> None:
    page = Page("T", (), (Section("S", ("one\n- two", "three"), points=True),))
    assert page_from(markdown(page)) == page
