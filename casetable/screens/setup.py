"""A new partnership: at most twelve questions on one screen, read back while they are answered."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.events import DescendantBlur
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, Input, Select, Static, TextArea

from casetable.errors import CasetableError
from casetable.exchange.partnership import template_sections
from casetable.rules.partnership import warnings
from casetable.rules.setup import Answers, Understood, understand
from casetable.screens.cell import cell, lines_of, signs_for
from casetable.screens.crash import QuietApp
from casetable.screens.plain import PlainInk
from casetable.screens.setup_ask import Ask
from casetable.screens.setup_questions import QUESTIONS
from casetable.screens.theme import DARK, THEMES, variable_defaults
from casetable.values.partnership import Setup

READ_BACK_AFTER = 0.15
"""Seconds of quiet before what was typed is read again."""

_KEYS = (("tab", "next"), ("shift+tab", "back"), ("ctrl+s", "done"), ("esc", "leave"))


@dataclass(frozen=True, slots=True)
class SetupResult:
    """What the questions came to: the set-up, with the template's text, and the name of the one who answered."""

    setup: Setup
    me: str


def guessed_zone() -> str:
    """Return this computer's time zone by its IANA name; empty if it cannot be told."""
    from zoneinfo import ZoneInfoNotFoundError

    from tzlocal import get_localzone_name

    try:
        return get_localzone_name() or ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


class SetupApp(QuietApp[SetupResult | None]):
    """Asks for a new partnership; returns None if it was left. ``answers`` are what stands there at first.

    ``finish`` does something with the result while the screen still stands; when it raises a CasetableError the
    screen says so and stays, with everything that was typed.
    """

    TITLE = "casetable"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("ctrl+s", "done", "done", priority=True),
        Binding("escape", "leave", "leave"),
        Binding("ctrl+q", "leave", "leave", priority=True, show=False),
    ]
    CSS = """
    #top { height: 2; padding: 0 1; }
    #questions { height: 1fr; border-top: solid $rule; border-bottom: solid $rule; scrollbar-size-vertical: 1; }
    #back { height: auto; max-height: 3; padding: 0 1; }
    #bottom { height: 1; padding: 0 1; }
    #keys { width: 1fr; }
    #done { min-width: 8; }
    """

    def __init__(self, answers: Answers | None = None, *, finish: Callable[[SetupResult], None] | None = None) -> None:
        super().__init__()
        self._finish = finish
        self._finishing = False
        self.start = answers or Answers(zone=guessed_zone())
        self.understood: Understood = understand(self.start)
        self.visited: set[str] = set()
        self._soon: Timer | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        if signs_for(None).ascii:
            self._filters.append(PlainInk())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return casetable's variables for themes that do not know them."""
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        """Two lines on top, the questions, what was understood, the keys."""
        head = Text.assemble(
            ("casetable", "bold"),
            " · a new table\n",
            (f"{len(QUESTIONS)} questions; all of it can be changed later.", ""),
        )
        yield Static(head, id="top")
        with VerticalScroll(id="questions", can_focus=False):
            for question in QUESTIONS:
                yield Ask(question, getattr(self.start, question.field))
        yield Static(id="back", markup=False)
        with Horizontal(id="bottom"):
            yield Static(_keys(), id="keys")
            yield Button("Done", id="done", compact=True)

    def on_mount(self) -> None:
        """Start in the first field."""
        self.read_back()
        self.ask_for(QUESTIONS[0].field).field.focus()

    def ask_for(self, field: str) -> Ask:
        """Return the part of the screen that asks for one field of Answers."""
        return self.screen_stack[0].query_one(f"#ask-{field}", Ask)

    def answers(self) -> Answers:
        """Return everything as it stands in the fields now."""
        return Answers(**{each.name: self.ask_for(each.name).typed for each in fields(Answers)})

    # reading back

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _typed(self) -> None:
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(READ_BACK_AFTER, self.read_back)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Show a field's problems once somebody has been in it."""
        for ask in event.widget.ancestors_with_self:
            if isinstance(ask, Ask) and ask.typed.strip():
                self.visited.add(ask.question.field)
                self.read_back()

    def read_back(self) -> None:
        """Read all answers and say what was understood, what is missing and what is wrong.

        A timer or a field that loses the focus may still call while the app closes: there is nothing left to draw.
        """
        if not self._screen_stack:
            return
        self.understood = understand(self.answers())
        for question in QUESTIONS:
            problems = tuple(each for each in self.understood.problems if each.question == question.field)
            shown = problems if question.field in self.visited else ()
            self.ask_for(question.field).say(self._understood_of(question.field), shown)
        self.screen_stack[0].query_one("#back", Static).update(self._summary())

    def _understood_of(self, field: str) -> str:
        if field == "agencies":
            return " · ".join(f"{agency.code} {agency.name[:30]}" for agency in self.understood.agencies[:8])
        return f"You are {self.understood.me}." if field == "me" and self.understood.me else ""

    def _summary(self) -> Text:
        text = cell(self.understood.read_back(), "bold")
        open_ends = warnings(self.understood.setup) if self.understood.setup else ()
        if open_ends:
            more = f" And {len(open_ends) - 1} more like it." if len(open_ends) > 1 else ""
            text = Text.assemble(text, "\n", lines_of(f"It can start like this. {open_ends[0]}{more}"))
        return text

    # finishing

    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Finish if all is there; else go to the first thing that is missing or wrong. Nothing typed is lost."""
        if len(self.screen_stack) > 1 or self._finishing:
            return
        self.visited = {question.field for question in QUESTIONS}
        self.read_back()
        setup = self.understood.setup
        if setup is not None:
            sections = template_sections(setup.kind)
            self._finish_with(SetupResult(replace(setup, sections=sections), self.understood.me))
            return
        wrong = {problem.question for problem in self.understood.problems}
        first = next(question.field for question in QUESTIONS if question.field in wrong)
        ask = self.ask_for(first)
        ask.field.focus()
        ask.scroll_visible(animate=False)

    @work
    async def _finish_with(self, result: SetupResult) -> None:
        self._finishing = True
        if self._soon is not None:
            self._soon.stop()
        try:
            if self._finish is not None:
                await asyncio.to_thread(self._finish, result)
        except CasetableError as error:
            self.screen_stack[0].query_one("#back", Static).update(lines_of(str(error)))
            return
        finally:
            self._finishing = False
        self.exit(result)

    def action_leave(self) -> None:
        """Leave; ask first if something was typed."""
        if len(self.screen_stack) > 1 or self._finishing:
            return
        if self.answers() == self.start:
            self.exit(None)
            return
        self.push_screen(Leave(), lambda leave: self.exit(None) if leave else None)


class Leave(ModalScreen[bool]):
    """Asks before typed text is thrown away: only ``y`` throws it away."""

    DEFAULT_CSS = """
    Leave { align: center middle; }
    Leave Static { width: auto; height: auto; padding: 1 2; background: $panel; color: $foreground; }
    """
    BINDINGS = [
        Binding("y", "answer(True)", "leave"),
        Binding("n,escape", "answer(False)", "stay"),
    ]

    def compose(self) -> ComposeResult:
        """The question."""
        yield Static("Leave without a table?\nWhat you typed is thrown away.   y leave   n stay", markup=False)

    def action_answer(self, leave: bool) -> None:
        """Close with the answer."""
        self.dismiss(leave)


def _keys() -> Text:
    return Text("   ").join(Text.assemble((key, "bold"), f" {word}") for key, word in _KEYS)
