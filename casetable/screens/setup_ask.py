"""One question of the set-up screen: its label, its field, and under the field help or what is wrong."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from casetable.rules.setup import Problem
from casetable.screens.cell import cell, lines_of
from casetable.screens.fields import LineField
from casetable.screens.long_fields import LinesField
from casetable.screens.setup_questions import Question

_PROBLEMS_SHOWN = 3


class Ask(Vertical):
    """One question: its label, its field, and under the field help or what is wrong."""

    DEFAULT_CSS = """
    Ask { height: auto; margin: 0 1 0 1; }
    Ask Horizontal { height: auto; }
    Ask .label { width: 24; height: auto; color: $quiet; padding: 0 1 0 0; }
    Ask:focus-within .label { color: $foreground; text-style: bold; }
    Ask .under { margin: 0 0 0 24; height: auto; color: $quiet; }
    Ask .under.-empty { display: none; }
    Ask .under.-wrong { color: $late; }
    Ask.-list Horizontal { layout: vertical; }
    Ask.-list .label { width: auto; }
    Ask.-list .under { margin: 0 0 0 4; }
    Ask LinesField { padding: 0; }
    Ask LineField, Ask LinesField { background: $panel; width: 1fr; }
    Ask Select { width: 1fr; }
    Ask SelectCurrent { background: $panel; }
    """

    def __init__(self, question: Question, typed: str) -> None:
        super().__init__(id=f"ask-{question.field}", classes="-list" if question.is_list else "")
        self.question = question
        self.field = _field(question, typed)

    def compose(self) -> ComposeResult:
        """Label and field side by side, one line or more under them."""
        with Horizontal():
            yield Static(cell(self.question.label), classes="label")
            yield self.field
        yield Static(classes="under", markup=False)

    def on_mount(self) -> None:
        """Show the help."""
        self.say("", ())

    @property
    def typed(self) -> str:
        """What stands in the field."""
        if isinstance(self.field, TextArea):
            return self.field.text
        return str(self.field.value) if isinstance(self.field, Input | Select) else ""

    def say(self, understood: str, problems: tuple[Problem, ...]) -> None:
        """Show what is wrong, else what was understood, else the help."""
        text = _problem_lines(problems) if problems else understood or self.question.help
        under = self.query_one(".under", Static)
        under.set_class(bool(problems), "-wrong")
        under.set_class(not text, "-empty")
        under.update(lines_of(text))


def _field(question: Question, typed: str) -> Widget:
    """Return the field that one question is answered in."""
    if question.choices:
        known = [value for _, value in question.choices]
        value = typed if typed in known else known[0]
        return Select(
            [(cell(shown), value) for shown, value in question.choices], value=value, allow_blank=False, compact=True
        )
    if question.height > 1:
        field = LinesField(typed, placeholder=question.placeholder, numbered=question.is_list)
        field.styles.height = question.height
        return field
    return LineField(typed, placeholder=question.placeholder)


def _problem_lines(problems: tuple[Problem, ...]) -> str:
    """Return the first few problems of one answer, a line each."""
    lines = [
        f"line {each.line}: {each.sentence}" if each.line else each.sentence for each in problems[:_PROBLEMS_SHOWN]
    ]
    more = len(problems) - _PROBLEMS_SHOWN
    return "\n".join([f"! {line}" for line in lines] + ([f"! and {more} more"] if more > 0 else []))
