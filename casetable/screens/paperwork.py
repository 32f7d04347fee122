"""Papers that leave the table: one key asks which, then for the file alone, and says where it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from casetable.errors import BadInput
from casetable.rules.permissions import why_not
from casetable.screens.asking import Choose
from casetable.screens.forms import Form, Reading, Typed
from casetable.screens.hearing import Hearing
from casetable.screens.keeping import Kept
from casetable.values.participants import Participant
from casetable.values.seat import Receipt, Seat

if TYPE_CHECKING:
    from casetable.values.papers import PaperMade

Make = Callable[[Seat, Path], "PaperMade"]


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper: its letter, its words, and of whom it is: one participant, an agency's list, or neither.

    ``endings`` are the files it may become, the usual one first; an empty ending is a new folder.
    """

    letter: str
    words: str
    file: str
    endings: tuple[str, ...]
    of_one: bool = False
    for_agency: bool = False


SHEET = Paper("s", "sheet for the next conversation, handed over", "sheet", (".pdf", ".md"), of_one=True)
LETTER = Paper("l", "the same sheet for the post", "letter", (".pdf", ".md"), of_one=True)
ACCOUNT = Paper("a", "account of disclosures, for who asked for it", "account", (".pdf", ".md"), of_one=True)
CODES = Paper("c", "code sheet for an agency", "codes", (".pdf", ".md"), for_agency=True)
BY_NAME = Paper("n", "by-name list for an agency", "by-name", (".xlsx", ".csv"), for_agency=True)
EXPORT = Paper("e", "everything I may see", "casetable", ("", ".json"))
PAPERS = (SHEET, LETTER, ACCOUNT, CODES, BY_NAME, EXPORT)


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
        makes = not self.reads_only and not why_not(loaded.seat.roles, "disclose")
        offered = [each for each in PAPERS if each is EXPORT or (makes and (one is not None or not each.of_one))]
        about = f" About {one.participant}, or of the table:" if makes and one is not None else ""
        choices = [(each.letter, _named(each, one), each) for each in offered]
        paper = await self.app.push_screen_wait(Choose(f"Which paper?{about}", choices))
        if paper is None:
            return
        agency = await self._agency(paper) if paper.for_agency else ""
        if agency is not None:
            whom = one.participant if one is not None and paper.of_one else agency
            self.ask_line(paper_form(paper, whom, self._make(paper, whom), loaded.today))

    async def _agency(self, paper: Paper) -> str | None:
        """For which agency; one's own comes last. None where none was chosen."""
        loaded = self.loaded
        assert loaded is not None
        others = sorted(loaded.agencies, key=lambda each: each.agency == loaded.seat.agency)
        choices = [(str(number), f"{each.name} ({each.agency})", each.agency) for number, each in enumerate(others, 1)]
        return await self.app.push_screen_wait(Choose(f"{paper.words.capitalize()}: which one?", choices[:9]))

    def _make(self, paper: Paper, whom: str) -> Make:
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
            return makers[paper.letter]()

        return make


def paper_form(paper: Paper, whom: str, make: Make, today: date) -> Form:
    """Return the form that asks where a paper goes, starting with a file of one's own folder named by its day."""
    of = f" of {whom}" if paper.of_one else f" for {whom}" if whom else ""
    kind = "A new folder, or a file that ends in .json" if paper is EXPORT else f"Ends in {' or '.join(paper.endings)}"

    def read(typed: Typed) -> Reading:
        words = typed.line.strip()
        if not words:
            raise BadInput("Where to?", f"{kind}.")
        path = Path(words).expanduser()

        def run(seat: Seat) -> Receipt:
            return Kept(make(seat, path).sentence, whom if paper.of_one else "")

        return Reading(f"{paper.words}{of}, to {path}", run)

    name = "-".join(part for part in (paper.file, whom, today.isoformat()) if part)
    start = str(Path.home() / f"{name}{_ending(paper)}")
    hint = f"{kind}. Enter makes it; what it tells is noted as disclosed."
    return Form(f"paper {paper.letter} {whom}".strip(), f"{paper.file}{of}", hint, read, start=start, answer=False)


def _ending(paper: Paper) -> str:
    """The usual ending; Markdown where this installation makes no PDF."""
    first, second = paper.endings
    return second if first == ".pdf" and find_spec("typst") is None else first


def _named(paper: Paper, one: Participant | None) -> str:
    if paper is not ACCOUNT or one is None:
        return paper.words
    return f"account of what was disclosed about {one.participant}"
