"""Pages as Markdown and PDF: what people wrote is text in them, and each page carries its notice."""

import io
import sys

import pypdf
import pytest

from casetable.errors import Refused
from casetable.reports.notice import REDISCLOSURE, notices_for
from casetable.reports.page import markdown, text
from casetable.reports.pdf import pdf
from casetable.values.papers import Page, Section
from casetable.words import Category

PAGE = Page(
    "For Chidi <b>Okafor</b>",
    ("Mon 2 Nov 2026", "#set page(fill: red)"),
    (
        Section("What was agreed", ("- a | b", "two\nlines", "1. *four*"), points=True),
        Section("Who", table=(("Reference", "Name"), ("P-473", "Zoë | Łęcka"))),
    ),
    (REDISCLOSURE,),
)


def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


@pytest.mark.parametrize(
    "words, said",
    [
        ("<script>", r"\<script\>"),
        ("*now* _then_", r"\*now\* \_then\_"),
        ("- no point", r"\- no point"),
        ("1. no number", r"1\. no number"),
        ("# no heading", r"\# no heading"),
        ("two\n+ lines", "two  \n\\+ lines"),
        ("plain words, 5 - 3 = 2.", "plain words, 5 - 3 = 2."),
    ],
)
def test_signs_stand_for_themselves(words: str, said: str) -> None:
    assert text(words) == said


def test_the_notice_stands_first_and_last_in_markdown() -> None:
    lines = [line for line in markdown(PAGE).splitlines() if line]
    assert lines[0] == r"# For Chidi \<b\>Okafor\</b\>"
    assert lines[1] == lines[-1] == f"> {REDISCLOSURE}"
    assert r"| P-473 | Zoë \| Łęcka |" in lines


def test_a_pdf_is_tagged_named_and_holds_the_words_as_they_are() -> None:
    made = read(pdf(PAGE))
    said = made.pages[0].extract_text()
    for words in ("For Chidi <b>Okafor</b>", "#set page(fill: red)", "- a | b", "1. *four*", "Zoë | Łęcka"):
        assert words in said
    root = made.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en"
    assert made.metadata is not None
    assert made.metadata.title == PAGE.title
    assert "/CreationDate" not in made.metadata


def test_every_page_of_a_pdf_carries_the_notice() -> None:
    long = Page("Long", (), (Section("Many", tuple(f"line {n}" for n in range(120)), points=True),), (REDISCLOSURE,))
    pages = read(pdf(long)).pages
    assert len(pages) > 1
    assert all(REDISCLOSURE in page.extract_text() for page in pages)


def test_only_substance_use_asks_for_the_notice() -> None:
    assert notices_for([Category.GENERAL, Category.SUBSTANCE_USE]) == (REDISCLOSURE,)
    assert notices_for([one for one in Category if one is not Category.SUBSTANCE_USE]) == ()


def test_characters_that_no_font_can_draw_are_said_and_never_left_blank() -> None:
    with pytest.raises(Refused, match="no font"):
        pdf(Page("\U00013080", (), ()))


def test_where_pdf_is_missing_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr("casetable.reports.pdf.find_spec", lambda _: None)
    with pytest.raises(Refused) as caught:
        pdf(PAGE)
    assert "casetable[pdf]" in caught.value.hint
