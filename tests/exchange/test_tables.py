"""Tables for spreadsheets, read back by csv and openpyxl: no cell is run as a formula, and nothing is lost."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from casetable.exchange.tables import as_csv, as_xlsx, harmless, rows_of, too_long
from casetable.values.papers import Sheet

NOW = datetime(2026, 11, 2, 17, tzinfo=UTC)
HOSTILE = ('=HYPERLINK("http://x","y")', "+1 555 0100", "-3", "@cmd", "=1+1", "＝1+1", "\t=1")
SHEET = Sheet(
    "By-name list",
    ("Reference", "Words", "On", "Minutes", "Shared"),
    (
        *(("P-214", words, date(2026, 11, 2), 30, True) for words in HOSTILE),
        ("P-371", 'Zoë "Z" Łęcka, two\nlines 李', None, 2.5, False),
    ),
)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_begins_like_a_formula_is_shown_and_never_run(words: str) -> None:
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize("cell", ["rent - late", "a=b", "", 5, -5, None, True, date(2026, 1, 1)])
def test_everything_else_stays_as_it_is(cell: object) -> None:
    assert harmless(cell) is cell  # type: ignore[arg-type]


def test_csv_is_what_spreadsheets_open_rightly() -> None:
    made = as_csv(SHEET)
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\r\n") == len(SHEET.rows) + 1
    head, *rows = csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))
    assert tuple(head) == SHEET.head
    assert [row[1] for row in rows] == [*(f"'{words}" for words in HOSTILE), SHEET.rows[-1][1]]
    assert rows[-1] == ["P-371", 'Zoë "Z" Łęcka, two\nlines 李', "", "2.5", "no"]
    assert rows[0][2:] == ["2026-11-02", "30", "yes"]


def test_a_workbook_holds_texts_as_texts_days_as_days_and_says_what_it_is() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(SHEET, ("For Mental Health", "=1+1"), made_at=NOW)))
    page, about = book.worksheets
    assert (page.title, about.title) == ("By-name list", "About")
    rows = list(page.iter_rows(min_row=2))
    assert [row[1].value for row in rows[:-1]] == list(HOSTILE)
    assert {row[1].data_type for row in rows} == {"s"}
    assert all(row[1].quotePrefix for row in rows)
    assert rows[0][2].value == datetime(2026, 11, 2)
    assert rows[-1][2].value is None
    assert (rows[0][3].value, rows[-1][3].value, rows[0][4].value) == (30, 2.5, "yes")
    assert page.auto_filter.ref == "A1:E9"
    assert page.freeze_panes == "B2"
    assert [row[0].value for row in about.iter_rows()] == ["For Mental Health", "=1+1"]
    assert about["A2"].data_type == "s"
    assert book.properties.created == NOW.replace(tzinfo=None)


def test_a_list_of_nobody_is_a_list_all_the_same() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(Sheet("Nobody", ("Name",), ()), (), made_at=NOW)))
    assert [cell.value for cell in book.worksheets[0][1]] == ["Name"]


def test_objects_become_rows_under_all_their_keys() -> None:
    head, rows = rows_of([{"a": 1, "many": ["P-1", "P-2"]}, {"a": None, "b": {"c": "é"}, "d": True}])
    assert head == ("a", "many", "b", "d")
    assert rows == ((1, "P-1; P-2", None, None), (None, None, '{"c": "é"}', True))
    assert rows_of([]) == ((), ())


def test_a_text_too_long_for_a_cell_is_told_and_not_cut() -> None:
    assert not too_long(SHEET)
    long = Sheet("Long", ("Words",), (("x" * 40_000,),))
    assert too_long(long)
    assert len(as_csv(long)) > 40_000
