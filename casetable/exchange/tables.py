"""Tables for spreadsheets: CSV and XLSX, written so that no cell is ever run as a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from casetable.values.papers import Cell, Sheet

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets read as the beginning of a formula, full-width signs included (OWASP, CSV injection)."""
MOST_CHARACTERS = 32_000
"""Excel holds 32,767 characters in a cell. Who writes longer texts takes CSV: ``too_long`` tells."""


def harmless(cell: Cell) -> Cell:
    """The cell as a spreadsheet shows it and never runs it: a text that begins like a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA) else cell


def as_csv(sheet: Sheet) -> bytes:
    """A table as CSV: UTF-8 with BOM, CRLF, days in ISO, yes and no in words."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.head)
    writer.writerows([_csv(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet, about: Sequence[str], *, made_at: datetime) -> bytes:
    """A table as a workbook: filters, the heading stays in sight, and a sheet ``About`` that says what it is."""
    import xlsxwriter

    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"title": sheet.name, "author": "casetable", "created": made_at.replace(tzinfo=None)})
    _write_table(book, sheet)
    page = book.add_worksheet("About")
    page.set_column(0, 0, 100)
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    for number, words in enumerate(about):
        page.write_string(number, 0, words[:MOST_CHARACTERS], wrapped)
    book.close()
    return held.getvalue()


def too_long(sheet: Sheet) -> bool:
    """True if a text of the table does not fit into a cell of a workbook."""
    return any(isinstance(cell, str) and len(cell) > MOST_CHARACTERS for row in sheet.rows for cell in row)


def rows_of(objects: Sequence[Mapping[str, object]]) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """JSON objects as heading and rows; a list within one is said with semicolons, an object as its JSON."""
    head = tuple(dict.fromkeys(key for one in objects for key in one))
    return head, tuple(tuple(_cell(one.get(key)) for key in head) for one in objects)


def _cell(value: object) -> Cell:
    import json

    if isinstance(value, (list, tuple)):
        return "; ".join(str(_cell(one) if not isinstance(one, dict) else json.dumps(one)) for one in value)
    if isinstance(value, Mapping):
        return json.dumps(dict(value), ensure_ascii=False)
    return value if value is None or isinstance(value, (str, int, float, bool, date)) else str(value)


def _csv(cell: Cell) -> object:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else harmless(cell)


def _write_table(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name[:31])
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    for column, words in enumerate(sheet.head):
        page.write_string(0, column, words, head)
        longest = max((len(str(row[column])) for row in sheet.rows if row[column] is not None), default=0)
        page.set_column(column, column, min(max(len(words) + 4, longest + 2), 50))
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, bool):
                page.write_string(number, column, "yes" if cell else "no", text)
            elif isinstance(cell, (int, float)):
                page.write_number(number, column, cell)
            elif isinstance(cell, date):
                page.write_datetime(number, column, cell, day)
            elif cell:
                page.write_string(number, column, cell[:MOST_CHARACTERS], text)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), max(len(sheet.head) - 1, 0))
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
