"""Pages to read beside the agreement: what differs between two versions, and what verifying found."""

from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from casetable.errors import CasetableError
from casetable.rules.dates import say_day
from casetable.screens.agreement_lines import full
from casetable.screens.agreement_load import read_differences, verified
from casetable.screens.cell import cell, lines_of
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Line, Rule
from casetable.screens.papers import Paper
from casetable.values.agreement import Changed, Signature, Verified, Version
from casetable.words import AgreementState

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp

_STYLES = {"+": "strong", "-": "late", "~": "strong", " ": "quiet"}
_KEYS = " up and down scroll   esc back"


class DifferencesScreen(Paper):
    """What differs between two versions; None: the one that applies, and the draft or offer beside it."""

    def __init__(self, old: int | None = None, new: int | None = None) -> None:
        super().__init__()
        self.old = old
        self.new = new

    def compose(self) -> ComposeResult:
        """The title, what each sign means, the changes."""
        yield Line(cell(" What differs", "strong"), id="title")
        yield Line(cell(" + new   - gone   ~ changed, [-before-] {+after+}", "quiet"))
        yield Rule()
        with VerticalScroll():
            yield Static(cell("comparing …", "quiet"), id="told")
        yield Line(cell(_KEYS, "quiet"))

    def on_mount(self) -> None:
        """Compare in a thread."""
        self.query_one(VerticalScroll).focus()
        self._read()

    @work(exclusive=True, group="differences")
    async def _read(self) -> None:
        old, new = self.old, self.new
        try:
            read = await cast("CasetableApp", self.app).at_seat(lambda seat: read_differences(seat, old, new))
        except CasetableError as error:
            self._tell(lines_of(sentence_of(error), "late"))
            return
        if self.is_attached:
            arrow = "->" if cast("CasetableApp", self.app).signs.ascii else "→"
            title = f" What differs: {standing(read.old)} {arrow} {standing(read.new)}"
            self.query_one("#title", Line).show(cell(title, "strong"))
        self._tell(_changes(read.changes) if read.changes else cell("Nothing differs: both say the same."))

    def _tell(self, words: Text) -> None:
        if self.is_attached:
            self.query_one("#told", Static).update(words)


def standing(one: Version) -> str:
    """Return a version and how it stands: ``v2 in force since 14 Sep 2026``, ``v3 draft``."""
    day = {AgreementState.OFFERED: one.offered_on, AgreementState.ENDED: one.ended_on}.get(one.state, one.in_force_on)
    words = {
        AgreementState.IN_FORCE: " in force since",
        AgreementState.SUPERSEDED: " of",
        AgreementState.OFFERED: " offered",
        AgreementState.ENDED: " ended",
        AgreementState.DRAFT: " draft",
    }[one.state]
    return f"v{one.number}{words}{f' {full(day)}' if day is not None else ''}"


def _changes(found: tuple[Changed, ...]) -> Text:
    lines: list[Text] = []
    for one in found:
        lines += [Text(), lines_of(one.heading, "strong")]
        lines += [
            Text.assemble(cell(f" {sign} ", _STYLES[sign]), lines_of(words, _STYLES[sign] if sign == " " else ""))
            for sign, words in one.lines
        ]
    return Text("\n").join(lines[1:])


class VerifiedScreen(Paper):
    """What verifying found: every changed part by name, who signed which text, which steps find nobody."""

    def compose(self) -> ComposeResult:
        """The title and what was found."""
        yield Line(cell(" Verified · every text computed anew, compared with what was signed", "strong"))
        yield Rule()
        with VerticalScroll():
            yield Static(cell("verifying …", "quiet"), id="told")
        yield Line(cell(_KEYS, "quiet"))

    def on_mount(self) -> None:
        """Verify in a thread."""
        self.query_one(VerticalScroll).focus()
        self._read()

    @work(exclusive=True, group="verified")
    async def _read(self) -> None:
        try:
            found = await cast("CasetableApp", self.app).at_seat(verified)
        except CasetableError as error:
            told = lines_of(sentence_of(error), "late")
        else:
            told = _findings(found)
        if self.is_attached:
            self.query_one("#told", Static).update(told)


def _findings(found: Verified) -> Text:
    lines: list[Text] = []
    if not found.texts and found.is_sound:
        lines.append(cell("Nothing was offered yet, so there is no text to verify."))
    elif found.is_sound:
        many = "1 text is" if found.texts == 1 else f"{found.texts} texts are"
        said = f"All is well: {many} what was offered, and every signature stands under what was signed."
        lines.append(lines_of(said, "strong"))
    else:
        lines.append(cell("Something was changed behind casetable's back:", "late"))
        lines += [lines_of(f"- {one.sentence}", "late") for one in found.findings]
        lines += [
            Text(),
            lines_of("Compare it with the signed paper and with a backup."),
        ]
    if found.nobody:
        lines += [Text(), cell("Where nobody is found:", "strong"), *(lines_of(f"- {one}") for one in found.nobody)]
    if found.signatures:
        lines += [Text(), cell("Who signed which text:", "strong"), *map(_signature, found.signatures)]
    return Text("\n").join(lines)


def _signature(one: Signature) -> Text:
    how = f"on paper ({one.place}), recorded by {one.recorded_by}" if one.is_on_paper else "at their own seat"
    gone = "" if one.is_current else "; not at the table any more"
    year = one.signed_on.year
    return lines_of(
        f"- {one.code}  {one.paper.value}: {one.name}, {one.agency}, {one.role.label}, "
        f"{say_day(one.signed_on)} {year}, {how}{gone}"
    )
