"""The papers of a conference: one key asks which, then for the file, and says where it is."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from casetable.screens.asking import Choose
from casetable.screens.conference_keys import ConferenceKeys
from casetable.screens.paperwork import Kind, Make, paper_form
from casetable.values.conference import Occurrence
from casetable.values.seat import Seat

if TYPE_CHECKING:
    from casetable.values.papers import PaperMade

AGENDA = Kind("a", "the agenda on paper, with boxes to fill in by hand", "agenda", (".pdf", ".md"))
PRE_READ = Kind("r", "what {whom} reads before it", "pre-read", (".pdf", ".md"), for_agency=True)
ASK_CARD = Kind("k", "the card of what {whom} is asked before it", "ask", (".pdf", ".md"), of_one=True)


class ConferencePapers(ConferenceKeys):
    """Answers the key of papers."""

    @property
    def _participant_here(self) -> str:
        """The reference of who is under the cursor, or of whom the line speaks; empty where it speaks of nobody."""
        item, here = self.item_here, self.here
        if item is not None:
            return item.participant or ""
        return here.which if here is not None and here.kind == "ask" else ""

    @work
    async def do_conference_papers(self) -> None:
        """Ask which paper, for which agency where it is an agency's, and for the file."""
        read, loaded = self.read, self.loaded
        if read is None or loaded is None or read.conference is None or not read.is_ahead:
            self.say("Papers are made before a conference.", "3 goes to the next one.", wrong=True)
            return
        reference = self._participant_here
        offered = [AGENDA, PRE_READ, *([ASK_CARD] if reference else [])]
        choices = [
            (one.letter, one.words.format(whom=reference if one.of_one else "an agency"), one) for one in offered
        ]
        kind = await self.app.push_screen_wait(Choose("Which paper?", choices))
        if kind is None:
            return
        whom = await self._for_agency() if kind.for_agency else reference
        if whom is not None:
            about = "" if kind is AGENDA else whom
            self.ask_line(paper_form(kind, about, _make(kind, whom, read.conference), read.conference.on))

    async def _for_agency(self) -> str | None:
        loaded = self.loaded
        assert loaded is not None
        choices = [(str(n), f"{one.name} ({one.agency})", one.agency) for n, one in enumerate(loaded.agencies, 1)]
        return await self.app.push_screen_wait(Choose("For which agency?", choices[:9]))


def _make(kind: Kind, whom: str, one: Occurrence) -> Make:
    def make(seat: Seat, to: Path) -> "PaperMade":
        from casetable.jobs import conference_papers as papers

        if kind is PRE_READ:
            return papers.pre_read(seat, whom, to, one.conference)
        if kind is ASK_CARD:
            return papers.ask_card(seat, whom, to, one.conference)
        return papers.paper_agenda(seat, to, one.conference)

    return make
