"""The form of an amendment: fields, where there is one a text of several lines, and what others changed meanwhile."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from casetable.errors import CasetableError, SomebodyElseWasFirst
from casetable.rules.amending import part_for, seen_of
from casetable.rules.differences import differences
from casetable.screens.agreement_forms import AmendForm
from casetable.screens.agreement_load import read_setup
from casetable.screens.cell import cell, lines_of
from casetable.screens.fields import LineField
from casetable.screens.forms import Errand
from casetable.screens.lines import Line, Rule
from casetable.screens.long_fields import LinesField
from casetable.screens.sheet import Sheet
from casetable.values.agreement import Part
from casetable.values.seat import Receipt, Seat

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp


_SHOWN = 4
"""So many changed lines fit below a form."""


class AmendSheet(Sheet):
    """One form of agreement_forms.py. Storing makes the next version as a draft, or goes on with the one there is.

    ``was`` are the words it was filled from; when others changed them meanwhile it says so, shows where theirs differ,
    and storing again takes what stands here.
    """

    DEFAULT_CSS = """
    AmendSheet Horizontal { margin: 0; }
    AmendSheet LinesField, AmendSheet LinesField:focus {
        height: auto; min-height: 6; max-height: 12; border: none; padding: 0 1; background: $panel; margin: 0 1 1 1;
    }
    AmendSheet #theirs { height: auto; max-height: 8; }
    AmendSheet #theirs #said { max-height: 100%; }
    """

    def __init__(self, form: AmendForm, was: Part | None, drafts: dict[str, str]) -> None:
        super().__init__(form.title, form.fields, self._make_errand, drafts, note=form.note)
        self.form = form
        self.was = was

    def compose(self) -> ComposeResult:
        """The title, the fields with the text below the first one, what was said, and the keys."""
        text = self.form.text
        yield Line(cell(f" {self.heading}", "strong"))
        yield Rule()
        with VerticalScroll(can_focus=False):
            for number, field in enumerate(self.fields):
                if text is not None and number == self._text_at:
                    yield from self._compose_text()
                with Horizontal():
                    label = Static(cell(field.label, "quiet"))
                    label.styles.width = max(len(each.label) for each in self.fields) + 3
                    yield label
                    start = self.drafts.get(field.name, field.start)
                    yield LineField(start, placeholder=field.hint, id=field.name)
        yield Rule()
        with VerticalScroll(id="theirs", can_focus=False):
            yield Static(cell(self.note, "quiet"), id="said")
        keys = "tab next   " if text is not None else "enter next   "
        yield Line(cell(f" {keys}ctrl+s store   esc back, kept", "quiet"))

    def _compose_text(self) -> ComposeResult:
        text = self.form.text
        if text is not None:
            start = self.drafts.get(text.name, text.start)
            yield Static(cell(f" {text.label}: {text.hint}", "quiet"))
            yield LinesField(start, id=text.name)

    @property
    def _text_at(self) -> int:
        """Behind which field the text stands: the heading, or all of what an agency is."""
        names = [field.name for field in self.fields]
        return names.index("why") if "code" in names else 1

    def on_mount(self) -> None:
        """Start in the text, where there is one that stands already."""
        if self.form.text is not None and self.form.text.start:
            self.call_after_refresh(self.query_one(LinesField).focus)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter before the text goes into it; elsewhere as on every sheet."""
        fields = [field.name for field in self.fields]
        if self.form.text is not None and fields.index(str(event.input.id)) == self._text_at - 1:
            event.prevent_default()
            event.stop()
            self.query_one(LinesField).focus()

    def _keep(self) -> None:
        super()._keep()
        if self.form.text is not None:
            self.drafts[self.form.text.name] = self.query_one(LinesField).text

    def _make_errand(self, given: Mapping[str, str]) -> Errand:
        edit, why, part, seen = self.form.edit(given), given.get("why", ""), self.form.part, seen_of(self.was)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.agreement import amend

            return amend(seat, edit, part=part, seen=seen, why=why)

        return run

    def _say(self, error: CasetableError) -> None:
        super()._say(error)
        if isinstance(error, SomebodyElseWasFirst):
            self._take_theirs(error)

    @work(group="theirs")
    async def _take_theirs(self, error: SomebodyElseWasFirst) -> None:
        """Show where what stands there now differs; storing again is on top of it."""
        try:
            setup, number = await cast("CasetableApp", self.app).at_seat(read_setup)
        except CasetableError:
            return
        theirs = part_for(setup, number, self.form.part)
        before, self.was = self.was, theirs
        if self.is_attached:
            lines = theirs_differ(before, theirs)
            more = " (shift+tab goes there, down reads on)" if len(lines) > _SHOWN else ""
            said = f"{error.sentence} Yours stands above; ctrl+s stores it. Theirs{more}:"
            shown = Text("\n").join([lines_of(said, "late"), *map(lines_of, lines)])
            self.query_one("#said", Static).update(shown)
            self.query_one("#theirs", VerticalScroll).can_focus = True


def theirs_differ(before: Part | None, theirs: Part | None) -> list[str]:
    """Return where somebody else's words differ from those that a form was filled from, a line each with its sign."""
    if theirs is None:
        return ["It was taken out."]
    parts = (before,) if before is not None else ()
    return [f"{sign} {words}" for one in differences(parts, (theirs,)) for sign, words in one.lines]
