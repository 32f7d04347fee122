"""The least that a Textual app with one table can be: what casetable's own start is measured against."""

import sys

if "--sqlmodel" in sys.argv:
    import sqlmodel  # noqa: F401

from textual.app import App, ComposeResult
from textual.widgets import DataTable

FRAME, FIRST = "What is promised", "row number 1"


class BareApp(App[None]):
    """One table of forty rows."""

    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(FRAME, "by whom", "until")
        for number in range(40):
            table.add_row(f"row number {number}", "somebody", "2026-11-23")


if __name__ == "__main__":
    BareApp().run()
