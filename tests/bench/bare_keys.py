"""The least that a key can do in a Textual app with one table: change a cell."""

from textual import events
from textual.app import App, ComposeResult
from textual.coordinate import Coordinate
from textual.widgets import DataTable

OPEN, DONE = "still open", "done now"


class BareKeys(App[None]):
    """One table of forty rows; ``d`` changes a cell and any other key changes it back."""

    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("What is promised", "by whom", "sign")
        for number in range(40):
            table.add_row(f"row number {number}", "somebody", "" if number else OPEN)

    def on_key(self, event: events.Key) -> None:
        self.query_one(DataTable).update_cell_at(Coordinate(0, 2), DONE if event.key == "d" else OPEN)


if __name__ == "__main__":
    BareKeys().run()
