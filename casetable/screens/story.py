"""A task's whole story: what it is now, and everything that happened to it."""

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from casetable.errors import CasetableError
from casetable.rules.dates import say_day, say_minutes
from casetable.screens.allowed import as_meant, fits_of, whose_word, why_not_here
from casetable.screens.cell import cell, lines_of
from casetable.screens.command_table import Command, Need, Scope
from casetable.screens.commands import BY_ID, bindings, footer
from casetable.screens.detail import task_lines
from casetable.screens.forms import Errand
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line, Rule, Said
from casetable.screens.papers import HelpScreen, Paper, WhyScreen
from casetable.screens.reaching import Attempt, of_a_key
from casetable.values.tasks import StoryLine, TaskStory

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp

_NOT_HERE = frozenset({"open", "back", "previous", "next"})
_MOST = 3
"""Keys of a task in the footer; the shared ones follow."""


def _keys() -> list[BindingType]:
    """The shared keys and the task's; the arrows scroll and the weeks stay where they are."""
    task = [one for one in bindings(Scope.WEEK) if isinstance(one, Binding) and _is_of_a_task(str(one.id))]
    shared = [one for one in bindings(Scope.EVERYWHERE) if isinstance(one, Binding) and one.id not in _NOT_HERE]
    return [*task, *shared, Binding("escape", "put_away", "back", show=False)]


def _is_of_a_task(command: str) -> bool:
    return BY_ID[command].needs is Need.TASK or command == "log"


class StoryScreen(Paper):
    """One task, oldest event first. Dismisses with the id of a command that is to be done where the task stands."""

    BINDINGS: ClassVar[list[BindingType]] = _keys()

    def __init__(self, task: str) -> None:
        super().__init__()
        self.task_reference = task
        self.story: TaskStory | None = None

    @property
    def casetable(self) -> "CasetableApp":
        """The app, by its own type."""
        return cast("CasetableApp", self.app)

    def compose(self) -> ComposeResult:
        """The frame; the story comes when it is read."""
        yield Line(Text.assemble(" ", cell(self.task_reference, "strong"), cell(" · its whole story", "quiet")))
        yield Rule()
        with VerticalScroll():
            yield Static(cell("reading …", "quiet"), id="now")
            yield Static(id="events")
        yield Said(id="status")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Read it in a thread."""
        self.query_one(VerticalScroll).focus()
        self._show_footer()
        self._read()

    def _show_footer(self) -> None:
        """The keys that suit the task, where they would not be refused at once; then the shared ones."""
        loaded, story = self.casetable.loaded, self.story
        able: tuple[Command, ...] = ()
        if loaded is not None and story is not None:
            fits = fits_of(story.task, loaded)
            able = as_meant(footer(Scope.WEEK, fits, frozenset({Need.TASK}), self._may)[:-2][:_MOST], story.task)
        shared = [BY_ID[name] for name in ("undo", "help", "back")]
        self.query_one(Footer).show_keys([*able, *shared], self.casetable.keymap)

    def _may(self, command: Command) -> bool:
        return _is_of_a_task(command.id) and not self._refusal(command)

    def _refusal(self, command: Command) -> str:
        """Why a key would be refused where the task stands; empty where it would not."""
        loaded, story = self.casetable.loaded, self.story
        if loaded is None or story is None:
            return ""
        return self._refused_by_role(command) or whose_word(command.id, story.task, loaded)[0]

    def _refused_by_role(self, command: Command) -> str:
        loaded, only = self.casetable.loaded, self.casetable.table.partnership.reads_only
        return "" if loaded is None else why_not_here(command.id, loaded.seat.roles, only)

    def action_command(self, id: str) -> None:
        """Undo, why and help are done here; every other key goes back to where the task stands and does it there.

        What the roles do not have is refused here.
        """
        if id == "help":
            facts = {"task": self.task_reference.removeprefix("T-")}
            self.app.push_screen(HelpScreen(Scope.WEEK, self.casetable.keymap, facts, self._refusal))
        elif id == "reread":
            self._read()
        elif id == "undo":
            from casetable.actions.history import undo

            self._carry_out(undo)
        elif id == "redo":
            from casetable.actions.history import redo

            self._carry_out(redo)
        elif id == "why":
            self._explain()
        elif refused := self._refused_by_role(BY_ID[id]):
            self._say(refused, "late")
        else:
            self.dismiss(id)

    @work
    async def _explain(self) -> None:
        story = self.story
        if story is None:
            return
        about = f"{story.task.task} {story.task.title or ''}"
        row = await self.app.push_screen_wait(WhyScreen(about, story.task.ruling))
        if row is not None and row != self.task_reference:
            self.casetable.tell_story(row)

    @work(group="errands")
    async def _carry_out(self, errand: Errand) -> None:
        try:
            receipt = await self.casetable.reaching.carry(errand, Attempt("", "", self._tell, self._settled))
        except CasetableError as error:
            self._say(sentence_of(of_a_key(error)), "late")
            return
        if receipt is None:
            return
        self._say(receipt.sentence, "plain")
        await self.casetable.read()
        self._read()

    def _settled(self, was_saved: bool, first: str) -> None:
        self._tell(f"{first}It was saved." if was_saved else f"{first}It was not saved: press the key again.")
        if self.is_attached:
            self._read()

    def _tell(self, sentence: str) -> None:
        self._say(sentence, "plain")

    def _say(self, sentence: str, style: str) -> None:
        if self.is_attached:
            self.query_one("#status", Said).show(cell(f" {sentence}", style))

    @work(exclusive=True, group="story")
    async def _read(self) -> None:
        from casetable.queries.tasks import story

        app = self.casetable
        try:
            told = await app.at_seat(lambda seat: (story(seat, self.task_reference), seat.today))
        except CasetableError as error:
            if self.is_attached:
                self.query_one("#now", Static).update(cell(sentence_of(error), "late"))
            return
        if not self.is_attached:
            return
        self.story = told[0]
        agencies = app.loaded.agencies if app.loaded else ()
        self.query_one("#now", Static).update(task_lines(told[0].task, agencies, told[1], app.signs))
        self.query_one("#events", Static).update(events_of(told[0]))
        self._show_footer()


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
