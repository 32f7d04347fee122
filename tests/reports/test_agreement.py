"""The agreement as a paper: its exact words, who signed, lines to sign on, and the text code on every page."""

from dataclasses import replace
from datetime import date

import pytest

from casetable.reports.agreement import CHANGED_MARK, DRAFT_MARK, agreement_page, paragraphs
from casetable.reports.html import html
from casetable.reports.page import markdown, text
from casetable.reports.pdf import pdf, sheets
from casetable.rules.agreement_text import canonical
from casetable.values.agreement import Part, code_of
from casetable.values.papers import AgreementPaper
from casetable.values.partnership import ObjectiveSetup, Section
from casetable.words import AgreementKind, AgreementState, PaperSigned, Role
from tests.reports.papers import paper, read_html, read_pdf, signature, tags_of, whole_setup, words_of

HOSTILE = '<script>alert(1)</script> {{ 7 * 7 }} {% raw %} #set page(fill: red) *b* $x$ "]] & &amp; </style> [x](js:1)'


@pytest.fixture(scope="module")
def offered() -> AgreementPaper:
    return paper(whole_setup())


@pytest.fixture(scope="module")
def half_signed(offered: AgreementPaper) -> AgreementPaper:
    return replace(
        offered,
        signatures=(
            signature("Maria Stein", "SS", offered.digest, place="folder 3"),
            signature("Vera Mills", "HS", offered.digest),
        ),
        waiting=(("Mental Health", "Zoe Lund", Role.SENIOR_MANAGER),),
    )


def every_word(found: AgreementPaper) -> list[str]:
    """The lines that are signed, one blank between words."""
    lines = canonical(found.parts).splitlines()
    return [" ".join(line.removeprefix("- ").split()) for line in lines if line]


def test_a_pdf_is_tagged_titled_in_english_and_holds_every_word_that_is_signed(half_signed: AgreementPaper) -> None:
    made = pdf(agreement_page(half_signed))
    read, said = read_pdf(made), words_of(made)
    assert read.trailer["/Root"]["/Lang"] == "en"
    assert bool(read.trailer["/Root"]["/MarkInfo"]["/Marked"])
    assert read.metadata is not None
    assert read.metadata.title == "Eastside Table: memorandum, version 3"
    assert {"/Document", "/H1", "/H2", "/P", "/L", "/LI"} <= tags_of(made)
    for line in every_word(half_signed):
        assert line.split(" ", 1)[-1] in said or line in said


def test_every_page_of_a_pdf_carries_the_code_of_the_stored_digest(half_signed: AgreementPaper) -> None:
    pages = read_pdf(pdf(agreement_page(half_signed))).pages
    assert len(pages) > 1
    assert all(f"Text code: {code_of(3, half_signed.digest)}" in page.extract_text() for page in pages)
    assert half_signed.digest in words_of(pdf(agreement_page(half_signed))).replace(" ", "")


def test_blocks_say_who_signed_when_and_how_and_who_is_to(half_signed: AgreementPaper) -> None:
    said = words_of(pdf(agreement_page(half_signed)))
    assert "Maria Stein, senior manager ✓ signed Thu 29 Jan 2026, on paper, kept: folder 3" in said
    assert "Vera Mills, senior manager ✓ signed Thu 29 Jan 2026, by typing the name" in said
    assert "Zoe Lund, senior manager" in said
    assert said.count("Signature Day") == 1


def test_the_three_ways_to_write_it_say_the_same_words(half_signed: AgreementPaper) -> None:
    page = agreement_page(half_signed)
    as_html, as_markdown = read_html(html(page)).words, markdown(page)
    for line in every_word(half_signed):
        assert line in as_html
        assert text(line) in as_markdown


def test_an_html_file_is_whole_by_itself_named_and_says_its_language(half_signed: AgreementPaper) -> None:
    read = read_html(html(agreement_page(half_signed)))
    assert not read.still_open
    assert not read.wrongly_closed
    assert ("lang", "en") in read.attributes
    assert read.tags.count("h1") == 1
    assert not {"script", "img", "link", "iframe"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name in ("src", "href") or name.startswith("on")]
    assert "Eastside Table: memorandum, version 3" in read.words
    assert f"Text code: {code_of(3, half_signed.digest)}" in read.words


def test_hostile_words_are_words_in_all_of_them() -> None:
    said = replace(whole_setup(), name=HOSTILE, sections=(Section(HOSTILE, HOSTILE),), shared_challenge=HOSTILE)
    page = agreement_page(paper(said, waiting=(("Mental Health", HOSTILE, Role.SENIOR_MANAGER),)))
    read = read_html(html(page))
    assert read.words.count("<script>alert(1)</script> {{ 7 * 7 }}") >= 5
    assert "script" not in read.tags
    assert not read.wrongly_closed
    assert "<script>" not in markdown(page)
    assert "{{ 7 * 7 }} {% raw %} #set page(fill: red) *b* $x$" in words_of(pdf(page))


def test_a_draft_says_on_every_page_that_it_is_not_for_signing(offered: AgreementPaper) -> None:
    draft = replace(offered, digest="", version=replace(offered.version, state=AgreementState.DRAFT))
    page = agreement_page(draft)
    assert all(DRAFT_MARK in one.extract_text() for one in read_pdf(pdf(page)).pages)
    assert DRAFT_MARK in read_html(html(page)).words
    assert markdown(page).count(f"> **{DRAFT_MARK}**") == 2
    assert not [one for section in page.sections for one in section.signatures]
    assert "Text code" not in markdown(page)


def test_words_that_are_not_the_offered_ones_are_marked(offered: AgreementPaper) -> None:
    page = agreement_page(replace(offered, is_as_offered=False))
    assert page.mark == CHANGED_MARK
    assert text(CHANGED_MARK) in markdown(page)


def test_five_objectives_and_twelve_people_fit_on_one_page() -> None:
    found = paper(whole_setup(), PaperSigned.OBJECTIVES)
    given = tuple(
        replace(signature(f"Worker {number} of Everybody", "HS", found.digest), role=Role.FRONTLINE)
        for number in range(6)
    )
    waiting = tuple(("Homeless Services", f"Another Worker {number}", Role.FRONTLINE) for number in range(6))
    made = pdf(agreement_page(replace(found, signatures=given, waiting=waiting)))
    assert len(read_pdf(made).pages) == 1
    assert "Objective 5 is kept." in words_of(made)
    assert words_of(made).count("Signature Day") == 6


SAID = "people who leave hospital have a place to sleep on the first night, and a worker whom they know by name"
ORDINARY = tuple(
    ObjectiveSetup(f"{number}: {SAID}", f"how many {SAID}", "0 of 5 in spring", "3 of 5, nobody lost", "2026Q4")
    for number in range(1, 6)
)


def many_names(signed: int, waiting: int) -> AgreementPaper:
    """The page of five objectives of ordinary length, with so many names of each kind."""
    found = paper(replace(whole_setup(), objectives=ORDINARY), PaperSigned.OBJECTIVES)
    given = tuple(
        replace(signature(f"Worker {number} of Everybody", "HS", found.digest), role=Role.FRONTLINE)
        for number in range(signed)
    )
    still = tuple(("Homeless Services", f"Another Worker {number}", Role.FRONTLINE) for number in range(waiting))
    return replace(found, signatures=given, waiting=still)


@pytest.mark.parametrize(("signed", "waiting"), [(30, 0), (15, 15), (0, 30)])
def test_five_objectives_and_thirty_people_fit_on_one_page_of_letters_that_can_be_read(
    signed: int, waiting: int
) -> None:
    made = pdf(agreement_page(many_names(signed, waiting)))
    (page,) = read_pdf(made).pages
    assert sheets(made) == 1
    sizes: set[float] = set()

    def note_size(words: str, _: object, at: list[float], __: object, size: float) -> None:
        if words.strip():
            sizes.add(size * abs(at[0]))

    page.extract_text(visitor_text=note_size)
    assert min(sizes) >= 7.99
    said = words_of(made)
    assert said.count("✓ signed") == signed
    assert said.count("Another Worker") == waiting
    assert "/Table" in tags_of(made)


def test_a_page_of_very_many_names_goes_on_and_each_sheet_carries_the_code() -> None:
    found = many_names(40, 60)
    made = pdf(agreement_page(found))
    assert sheets(made) == len(read_pdf(made).pages) > 1
    assert all(code_of(3, found.digest) in one.extract_text() for one in read_pdf(made).pages)


def test_blocks_stand_in_the_order_of_the_board(offered: AgreementPaper) -> None:
    given = (signature("Abel Zoe", "MH", offered.digest), signature("Vera Mills", "HS", offered.digest))
    waiting = (("Social Services", "Maria Stein", Role.SENIOR_MANAGER),)
    page = agreement_page(replace(offered, signatures=given, waiting=waiting))
    (parties,) = [[one.party for one in section.signatures] for section in page.sections if section.signatures]
    assert parties == ["Social Services", "Homeless Services", "Mental Health"]


def test_a_signature_that_was_carried_over_says_under_which_version() -> None:
    found = paper(whole_setup(), PaperSigned.OBJECTIVES)
    given = replace(signature("Dana Reyes", "HS", found.digest, version=2), role=Role.FRONTLINE)
    said = markdown(agreement_page(replace(found, signatures=(given,))))
    assert "✓ signed Thu 29 Jan 2026, under v2, by typing the name" in said


def test_a_handshake_asks_for_no_signature(offered: AgreementPaper) -> None:
    page = agreement_page(replace(offered, version=replace(offered.version, kind=AgreementKind.HANDSHAKE)))
    assert "A handshake: nobody has to sign." in markdown(page)
    assert not [one for section in page.sections for one in section.signatures]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (AgreementState.OFFERED, "v3, offered on Tue 20 Jan 2026."),
        (AgreementState.IN_FORCE, "v3, in force since Sun 1 Feb 2026. Review due Mon 1 Feb 2027."),
        (AgreementState.SUPERSEDED, "v3, replaced on Wed 1 Jul 2026."),
        (AgreementState.ENDED, "v3, ended on Wed 1 Jul 2026."),
    ],
)
def test_a_paper_says_where_its_version_stands(offered: AgreementPaper, state: AgreementState, said: str) -> None:
    version = replace(
        offered.version,
        state=state,
        in_force_on=date(2026, 2, 1),
        review_on=date(2027, 2, 1),
        ended_on=date(2026, 7, 1),
    )
    assert agreement_page(replace(offered, version=version)).under[-1] == said


def test_empty_lines_part_paragraphs_and_a_line_stays_a_line() -> None:
    assert paragraphs("one\ntwo\n\n \nthree\n") == ("one\ntwo", "three")
    assert paragraphs("") == ()
    short = paper(whole_setup(), parts=(Part("title", "T"), Part("a", "1 A", "x\n\ny", ("f: 1",))))
    assert agreement_page(short).sections[0].lines == ("x", "y")
