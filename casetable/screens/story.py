"""A task's whole story: what it is now, and everything that happened to it."""

from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from casetable.errors import CasetableError
from casetable.rules.dates import say_day, say_minutes
from casetable.screens.cell import cell, lines_of
from casetable.screens.detail import task_lines
from casetable.screens.lines import Line, Rule
from casetable.screens.papers import Paper
from casetable.values.tasks import StoryLine, TaskStory

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp


class StoryScreen(Paper):
    """One task, oldest event first."""

    def __init__(self, task: str) -> None:
        super().__init__()
        self.task_reference = task

    def compose(self) -> ComposeResult:
        """The frame; the story comes when it is read."""
        yield Line(Text.assemble(" ", cell(self.task_reference, "strong"), cell(" · its whole story", "quiet")))
        yield Rule()
        with VerticalScroll():
            yield Static(cell("reading …", "quiet"), id="now")
            yield Static(id="events")
        yield Line(cell(" up and down scroll   esc back", "quiet"))

    def on_mount(self) -> None:
        """Read it in a thread."""
        self._read()

    @work(exclusive=True, group="story")
    async def _read(self) -> None:
        from casetable.queries.tasks import story

        app = cast("CasetableApp", self.app)
        try:
            told = await app.at_seat(lambda seat: (story(seat, self.task_reference), seat.today))
        except CasetableError as error:
            if self.is_attached:
                self.query_one("#now", Static).update(cell(str(error), "late"))
            return
        if not self.is_attached:
            return
        agencies = app.loaded.agencies if app.loaded else ()
        self.query_one("#now", Static).update(task_lines(told[0].task, agencies, told[1], app.signs))
        self.query_one("#events", Static).update(events_of(told[0]))


def events_of(story: TaskStory) -> Text:
    """Return the events, one a line, each with who said it and who wrote it down."""
    lines = [Text(), cell("What happened", "strong")]
    for event in story.events:
        lines.append(_event(event))
        if event.note:
            lines.append(Text.assemble(" " * 12, lines_of(event.note.replace("\n", " "))))
    return Text("\n").join(lines)


def _event(event: StoryLine) -> Text:
    parts = [event.kind.label]
    if event.due is not None:
        parts.append(f"for {say_day(event.due)}")
    if event.minutes:
        parts.append(say_minutes(event.minutes))
    if event.contact:
        parts.append("contact with the participant")
    who = event.by
    if event.noted_by:
        means = f" by {event.means.value}" if event.means else ""
        who += f"{means}, noted by {event.noted_by}"
    line = cell(f"{say_day(event.on):<12}", "quiet")
    return line.append_text(cell(", ".join(parts))).append_text(cell(f"  {who}", "quiet"))
