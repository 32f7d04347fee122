"""The agreement as files: complete or not there, with the code of the stored digest, for every seat alike."""

import stat
from pathlib import Path

import pytest

from casetable.actions import agreement
from casetable.errors import BadInput, NotFound, Refused
from casetable.jobs.agreement import export_agreement
from casetable.queries.agreement import agreement as standing
from casetable.queries.agreement import text_code
from casetable.queries.agreement_paper import agreement_paper
from casetable.queries.governing import timeline
from casetable.reports.agreement import DRAFT_MARK
from casetable.values.agreement import code_of
from casetable.words import PaperSigned
from tests.queries.agreeing import MANAGERS, amended, offered, signed, worded
from tests.reports.papers import read_html, read_pdf, words_of
from tests.tables import MON, TUE, WED, Room


@pytest.fixture
def half_signed(room: Room) -> Room:
    """Version 1 offered; Social Services typed its name, Homeless Services signed on paper."""
    agreement.amend(room.sit("ruth"), worded)
    offered(room)
    signed(room, 1, TUE, MANAGERS[:1])
    code = text_code(room.sit("ruth"), 1)
    agreement.record_paper(room.sit("ruth", WED), PaperSigned.AGREEMENT, "Vera Mills", code, TUE, "folder 3")
    return room


def test_the_code_on_the_page_is_the_one_of_the_stored_digest(half_signed: Room, tmp_path: Path) -> None:
    seat = half_signed.sit("abe", WED)
    stored = timeline(seat).versions[0]
    for name, made in (("a.pdf", stored.digest), ("o.pdf", stored.objectives_digest)):
        said = export_agreement(
            seat, tmp_path / name, paper=PaperSigned.OBJECTIVES if name == "o.pdf" else PaperSigned.AGREEMENT
        )
        assert code_of(1, made) in said.sentence
        pages = read_pdf((tmp_path / name).read_bytes()).pages
        assert all(f"Text code: {code_of(1, made)}" in page.extract_text() for page in pages)


def test_who_signed_and_who_is_to_stands_below_the_text(half_signed: Room, tmp_path: Path) -> None:
    export_agreement(half_signed.sit("lee", WED), tmp_path / "a.pdf")
    said = words_of((tmp_path / "a.pdf").read_bytes())
    assert "Maria Stein, senior manager ✓ signed Tue 3 Nov 2026, by typing the name" in said
    assert "Vera Mills, senior manager ✓ signed Tue 3 Nov 2026, on paper, kept: folder 3" in said
    assert "Mental Health Zoe Lund, senior manager Signature Day" in said


def test_the_page_of_objectives_has_a_line_for_every_frontline_person(half_signed: Room, tmp_path: Path) -> None:
    signed(half_signed, 1, WED, ("dana",), PaperSigned.OBJECTIVES)
    paper = agreement_paper(half_signed.sit("ruth", WED), None, PaperSigned.OBJECTIVES)
    assert [one.name for one in paper.signatures] == ["Dana Reyes"]
    assert {(party, name) for party, name, _ in paper.waiting} == {
        ("Social Services", "Lee Park"),
        ("Mental Health", "Omar Haddad"),
    }
    export_agreement(half_signed.sit("ruth", WED), tmp_path / "o.html", paper=PaperSigned.OBJECTIVES)
    assert "five people housed" in read_html((tmp_path / "o.html").read_text(encoding="utf-8")).words


def test_signatures_under_objectives_that_stayed_the_same_stand_under_the_next_version(half_signed: Room) -> None:
    signed(half_signed, 1, WED, ("zoe",))
    signed(half_signed, 1, WED, ("dana",), PaperSigned.OBJECTIVES)
    amended(half_signed, 2, WED, missed_after_days=7)
    paper = agreement_paper(half_signed.sit("ruth", WED), None, PaperSigned.OBJECTIVES)
    assert paper.version.number == 2
    assert [(one.name, one.version) for one in paper.signatures] == [("Dana Reyes", 1)]
    before = agreement_paper(half_signed.sit("ruth", WED), 1)
    assert {one.name for one in before.signatures} == {"Maria Stein", "Vera Mills", "Zoe Lund"}
    assert before.waiting == ()


def test_a_draft_is_marked_and_an_offer_is_what_is_written_without_a_number(room: Room, tmp_path: Path) -> None:
    agreement.amend(room.sit("ruth"), worded)
    said = export_agreement(room.sit("ruth"), tmp_path / "draft.md").sentence
    assert "a draft, not for signing" in said
    assert DRAFT_MARK in (tmp_path / "draft.md").read_text(encoding="utf-8")
    offered(room)
    signed(room, 1)
    agreement.amend(room.sit("ruth", TUE), lambda setup: worded_again(setup))
    assert agreement_paper(room.sit("ruth", TUE)).version.number == 1
    assert agreement_paper(room.sit("ruth", TUE), 2).digest == ""
    offered(room, TUE)
    assert agreement_paper(room.sit("ruth", TUE)).version.number == standing(room.sit("ruth", TUE)).signing == 2


def worded_again(setup):  # type: ignore[no-untyped-def]
    from casetable.rules.amending import with_section

    return with_section(setup, 1, "Purpose", "Other words.")


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_file_is_private_whole_and_never_written_over_another(room: Room, tmp_path: Path) -> None:
    to = tmp_path / "agreement.md"
    made = export_agreement(room.sit("dana"), to)
    assert made.paths == (to,)
    assert made.document == ""
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    with pytest.raises(Refused, match="already"):
        export_agreement(room.sit("dana"), to)
    export_agreement(room.sit("dana"), to, replace=True)
    assert [one.name for one in tmp_path.iterdir() if "agreement" in one.name] == ["agreement.md"]


@pytest.mark.parametrize("engine", ["sqlite"])
def test_what_cannot_be_written_is_said_and_leaves_nothing(room: Room, tmp_path: Path) -> None:
    seat = room.sit("dana", MON)
    with pytest.raises(BadInput, match=r"neither \.md, \.html nor \.pdf"):
        export_agreement(seat, tmp_path / "agreement.doc")
    with pytest.raises(NotFound, match="no version 9"):
        export_agreement(seat, tmp_path / "nine.md", number=9)
    with pytest.raises(NotFound, match="v1 has no objectives"):
        export_agreement(seat, tmp_path / "none.md", paper=PaperSigned.OBJECTIVES)
    assert not [one for one in tmp_path.iterdir() if one.suffix in (".doc", ".md")]
