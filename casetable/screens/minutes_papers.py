"""The papers of a held conference: one key asks which and for whom, then for the file or folder, and says where."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from casetable.screens.asking import Choose
from casetable.screens.conference_papers import ConferencePapers
from casetable.screens.paperwork import Kind, Make, paper_form
from casetable.values.conference import Occurrence
from casetable.values.minutes import Edition
from casetable.values.seat import Seat
from casetable.words import Audience, ItemState

if TYPE_CHECKING:
    from casetable.values.papers import PaperMade

_PAPER = (".pdf", ".md")
_FOLDER = ("", "")
OWN = Kind("m", "the minutes for my own agency", "minutes", _PAPER)
ANOTHER = Kind("a", "the minutes for {whom}", "minutes", _PAPER, for_agency=True)
MANAGERS = Kind("g", "the minutes for the managers: counts and references", "minutes-managers", _PAPER)
LETTER = Kind("l", "the letter to {whom}", "letter", _PAPER, of_one=True)
POSTED = Kind("o", "the same letter to {whom}, for the post", "letter", _PAPER, of_one=True)
LETTERS = Kind("t", "all letters that my agency tells with, into a folder", "letters", _FOLDER)
EVERY = Kind("e", "every paper of these minutes, into a folder", "minutes", _FOLDER)
MAILS = Kind("x", "mails to everybody at the table, into a folder", "mails", _FOLDER)


class MinutesPapers(ConferencePapers):
    """Answers the key of papers on a conference that was held."""

    @work
    async def do_minutes_papers(self) -> None:
        """Ask which paper, for which agency where it is another's, and for the file or folder."""
        read, loaded, one = self.read, self.loaded, self.item_here
        if read is None or loaded is None or read.conference is None:
            return
        told = one is not None and one.participant is not None and one.state is ItemState.DONE
        reference = (one.participant or "") if told and one is not None else ""
        kinds = (OWN, ANOTHER, MANAGERS, *((LETTER, POSTED) if reference else ()), LETTERS, EVERY, MAILS)
        choices = [(each.letter, each.words.format(whom=reference or "another agency"), each) for each in kinds]
        kind = await self.app.push_screen_wait(Choose("Which paper of these minutes?", choices))
        if kind is None:
            return
        whom = await self._for_agency() if kind is ANOTHER else reference if kind.of_one else ""
        if whom is not None:
            make = _make(kind, whom or loaded.seat.agency, read.conference)
            self.ask_line(paper_form(kind, whom, make, read.conference.on))


def _make(kind: Kind, whom: str, one: Occurrence) -> Make:
    """Return what writes a paper; ``whom`` is an agency's code, or the reference that a letter is to."""
    editions = {
        OWN.letter: Edition(Audience.AGENCY, whom),
        ANOTHER.letter: Edition(Audience.AGENCY, whom),
        MANAGERS.letter: Edition(Audience.MANAGERS),
    }

    def make(seat: Seat, to: Path) -> "PaperMade":
        from casetable.jobs import minutes as jobs

        if kind.letter in editions:
            return jobs.make_minutes(seat, editions[kind.letter], to, one.conference)
        if kind.of_one:
            return jobs.make_letter(seat, whom, to, one.conference, by_post=kind is POSTED)
        if kind is LETTERS:
            return jobs.make_letters(seat, to, one.conference)
        if kind is MAILS:
            return jobs.minutes_mails(seat, to, one.conference)
        return jobs.make_all_minutes(seat, to, one.conference)

    return make
