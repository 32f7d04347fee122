"""Papers that leave the table: one key asks which, then for the file alone, and says where it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from casetable.errors import BadInput, CasetableError
from casetable.rules.permissions import why_not
from casetable.screens.asking import Choose
from casetable.screens.forms import Form, Reading, Typed
from casetable.screens.hearing import Hearing
from casetable.screens.hints import in_keys
from casetable.screens.keeping import Kept
from casetable.values.participants import Participant
from casetable.values.seat import Receipt, Seat

if TYPE_CHECKING:
    from casetable.values.papers import PaperMade

Make = Callable[[Seat, Path], "PaperMade"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper: its letter, its words with ``{whom}`` in them, and how its file begins and ends.

    It is of one participant, for an agency, or neither. ``endings``: the usual one first; an empty one is a folder.
    """

    letter: str
    words: str
    file: str
    endings: tuple[str, str]
    of_one: bool = False
    for_agency: bool = False


SHEET = Kind("s", "the sheet of {whom} for the next conversation", "sheet", (".pdf", ".md"), of_one=True)
LETTER = Kind("l", "the same sheet of {whom}, for the post", "letter", (".pdf", ".md"), of_one=True)
ACCOUNT = Kind("d", "who was told what about {whom}, for them to keep", "account", (".pdf", ".md"), of_one=True)
CODES = Kind("c", "the code sheet for {whom}", "codes", (".pdf", ".md"), for_agency=True)
BY_NAME = Kind("n", "the by-name list for {whom}", "by-name", (".xlsx", ".csv"), for_agency=True)
EXPORT = Kind("e", "everything I may see", "casetable", ("", ".json"))
KINDS = (SHEET, LETTER, ACCOUNT, CODES, BY_NAME, EXPORT)


class Paperwork(Hearing):
    """Answers the key of papers."""

    @property
    def person_here(self) -> Participant | None:
        """The participant under the cursor; a subclass knows."""
        return None

    @work
    async def do_papers(self) -> None:
        """Ask which paper, for which agency where it is an agency's, and for the file."""
        one, loaded = self.person_here, self.loaded
        assert loaded is not None
        why = why_not(loaded.seat.roles, "disclose")
        makes = not self.reads_only and not why
        offered = [each for each in KINDS if each is EXPORT or (makes and (one is not None or not each.of_one))]
        whom = {True: one.participant if one is not None else "", False: "an agency"}
        choices = [(each.letter, each.words.format(whom=whom[each.of_one]), each) for each in offered]
        kind = await self.app.push_screen_wait(Choose(f"{why} Which paper?".strip(), choices))
        if kind is None:
            return
        about = await self._agency(kind) if kind.for_agency else whom[True] if kind.of_one else ""
        if about is not None and await self._may_make(kind, about):
            self.ask_line(paper_form(kind, about, self._make(kind, about), loaded.today))

    async def _may_make(self, kind: Kind, whom: str) -> bool:
        """Say at once where no sheet or letter may be made of somebody, before a file is asked for."""
        from casetable.jobs.papers import check_sheet

        if kind not in (SHEET, LETTER):
            return True
        try:
            await self.casetable.at_seat(lambda seat: check_sheet(seat, whom, by_post=kind is LETTER))
        except CasetableError as error:
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return False
        return True

    async def _agency(self, kind: Kind) -> str | None:
        """For which agency, one's own last; None where none was chosen."""
        loaded = self.loaded
        assert loaded is not None
        ordered = sorted(loaded.agencies, key=lambda each: each.agency == loaded.seat.agency)
        choices = [(str(number), f"{each.name} ({each.agency})", each.agency) for number, each in enumerate(ordered, 1)]
        question = kind.words.format(whom="which agency?")
        return await self.app.push_screen_wait(Choose(question[:1].upper() + question[1:], choices[:9]))

    def _make(self, kind: Kind, whom: str) -> Make:
        """What writes a paper: of ``whom``, a participant's reference or an agency's code."""
        partnership = self.casetable.table.partnership.name

        def make(seat: Seat, to: Path) -> "PaperMade":
            from casetable.jobs import papers
            from casetable.jobs.everything import everything
            from casetable.jobs.export import export

            makers: Mapping[str, Callable[[], PaperMade]] = {
                SHEET.letter: lambda: papers.make_sheet(seat, whom, to),
                LETTER.letter: lambda: papers.make_sheet(seat, whom, to, by_post=True),
                ACCOUNT.letter: lambda: papers.make_account(seat, whom, to),
                CODES.letter: lambda: papers.make_code_sheet(seat, whom, to),
                BY_NAME.letter: lambda: papers.make_by_name(seat, whom, to, partnership),
                EXPORT.letter: lambda: export(seat, lambda: everything(seat), to, partnership),
            }
            return makers[kind.letter]()

        return make


def paper_form(kind: Kind, whom: str, make: Make, today: date) -> Form:
    """Return the form that asks where a paper goes, starting with a file of one's own folder named by its day."""
    ends = _ends(kind)

    def read(typed: Typed) -> Reading:
        words = typed.line.strip()
        if not words:
            raise BadInput("Where to?", f"{ends}.")
        path = Path(words).expanduser()

        def run(seat: Seat) -> Receipt:
            said = make(seat, path).sentence.replace(str(Path.home()), "~")
            return Kept(said, whom if kind.of_one else "")

        return Reading(f"{kind.words.format(whom=whom)}, to {path}", run)

    name = "-".join(part for part in (kind.file, whom, today.isoformat()) if part)
    start = str(Path.home() / f"{name}{_ending(kind)}")
    hint = f"{ends}. Enter makes it; what it tells is noted as disclosed."
    prompt = " ".join(part for part in (kind.file, whom) if part)
    return Form(f"paper {kind.letter} {whom}".strip(), prompt, hint, read, start=start, answer=False)


def _ends(kind: Kind) -> str:
    """What its file or folder is called."""
    if kind is EXPORT:
        return "A new folder, or a file that ends in .json"
    return f"Ends in {' or '.join(kind.endings)}" if all(kind.endings) else "A new folder"


def _ending(kind: Kind) -> str:
    """The usual ending; Markdown where this installation makes no PDF."""
    first, second = kind.endings
    return second if first == ".pdf" and find_spec("typst") is None else first
