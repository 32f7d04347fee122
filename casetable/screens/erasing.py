"""Erasing somebody who left, from their card: one key asks, answers or erases, whatever comes next."""

from collections.abc import Mapping
from pathlib import Path

from textual import work

from casetable.errors import BadInput, CasetableError
from casetable.rules.permissions import why_not
from casetable.screens.asking import Choose, Confirm
from casetable.screens.forms import Errand, Make
from casetable.screens.participant_forms import take_careful
from casetable.screens.participant_keys import ParticipantKeys
from casetable.screens.sheet import Field
from casetable.values.erasure import ErasureMade, ErasureStanding
from casetable.values.seat import Receipt, Seat
from casetable.words import Category, ErasureReply, ParticipantState

_GONE = (ParticipantState.LEFT, ParticipantState.PASSED_OVER)
_ANSWERS = (
    ("t", "write them to a file of our own", ErasureReply.TAKEN),
    ("n", "we have nothing to keep", ErasureReply.NOTHING),
    ("h", "not yet: we hold", ErasureReply.HOLD),
)
_REACH = (
    "Name, notes, goals, contact and the texts of releases and tasks are removed for {agencies}. "
    "Promises stay counted. Nothing brings them back."
)


class Erasing(ParticipantKeys):
    """Answers the key that erases. While that goes on ``is_erasing``; with ``erased``, the receipt, the card closes."""

    is_erasing = False
    erased = ""

    @work
    async def do_erase(self) -> None:
        """Ask every agency first, answer for one's own, or erase: whichever is next for who sits here."""
        from casetable.queries.erasure import erasure

        one, loaded = self._at
        ref, agency = one.participant, loaded.seat.agency
        if one.state not in _GONE:
            self.say(f"{ref} is {one.state.label}: somebody is erased after leaving.", wrong=True)
            return
        try:
            standing = await self.casetable.at_seat(lambda seat: erasure(seat, ref))
        except CasetableError as error:
            self.say(error.sentence, wrong=True)
            return
        may_erase = not why_not(loaded.seat.roles, "participant.erase")
        if standing.asked_on is None and may_erase:
            await self._ask(ref)
        elif standing.asked_on is None:
            self.say(f"Nobody asked to erase {ref}: the coordinator does.", wrong=True)
        elif agency in (*standing.waiting, *(held.agency for held in standing.held)):
            await self._answer(ref, agency)
        elif standing.waiting or standing.held:
            self.say(_awaited(standing), "f on their behalf: casetable participant erase-answer --heard-from")
        elif may_erase:
            await self._erase(standing)
        else:
            self.say(f"{ref}: everybody has answered. The coordinator erases.")

    async def _ask(self, ref: str) -> None:
        def make(given: Mapping[str, str]) -> Errand:
            why, category = take_careful(given["why"])
            if category is not Category.GENERAL:
                raise BadInput("The reason of an erasure is read by all who know them.", "Say it in other words.")

            def run(seat: Seat) -> Receipt:
                from casetable.actions.erasure import ask_erasure

                return ask_erasure(seat, ref, why=why)

            return run

        fields = (Field("why", "Reason", "who asked for it, and when"),)
        await self.fill_in(f"Erase {ref}: every agency is offered its own notes first", f"erase {ref}", fields, make)

    async def _answer(self, ref: str, agency: str) -> None:
        reply = await self.app.push_screen_wait(Choose(f"{ref} is to be erased. What {agency} wrote itself?", _ANSWERS))
        if reply is ErasureReply.NOTHING:
            self.carry_out(lambda seat: _answered(seat, ref, ErasureReply.NOTHING))
        elif reply is ErasureReply.HOLD:
            fields = (Field("why", "Why", "needed in court until May"),)
            await self.fill_in(f"{agency} holds the erasure of {ref}", f"hold {ref}", fields, _holding(ref))
        elif reply is ErasureReply.TAKEN:
            start = str(Path.home() / f"own-notes-{ref}.md")
            fields = (Field("file", "File", "a Markdown file of your agency's own", start),)
            await self.fill_in(f"What {agency} wrote about {ref}", f"take {ref}", fields, self._taking(ref))

    def _taking(self, ref: str) -> Make:
        app = self.casetable

        def make(given: Mapping[str, str]) -> Errand:
            def run(_: Seat) -> Receipt:
                from casetable.jobs.erasure import take_notes

                return take_notes(app.table, app.person, ref, Path(given["file"]), app.clock)

            return run

        return make

    async def _erase(self, standing: ErasureStanding) -> None:
        ref = standing.participant
        reach = _REACH.format(agencies=", ".join(one.agency for one in standing.agencies))
        if not await self.app.push_screen_wait(Confirm(f"Erase {ref} for good?", reach)):
            return
        app = self.casetable

        def run(_: Seat) -> Receipt:
            from casetable.jobs.erasure import erase

            self.is_erasing = True
            try:
                made = erase(app.table, app.person, ref, clock=app.clock)
                self.erased = _said(made)
            finally:
                self.is_erasing = False
            return Receipt(self.erased)

        self.carry_out(run, back="")


def _said(made: ErasureMade) -> str:
    copies = [f"An older copy still holds the name: {place}." for place in made.backups]
    copies += [f"A copy on record was not found here, and may hold it: {place}." for place in made.unseen]
    return " ".join(one for one in (made.receipt.sentence, made.unfinished, *copies) if one)


def _awaited(standing: ErasureStanding) -> str:
    held = "".join(f" {one.agency} holds{f': {one.why}' if one.why else ''}." for one in standing.held)
    waiting = f" Waiting for {', '.join(standing.waiting)}." if standing.waiting else ""
    return f"{standing.participant} is to be erased.{held}{waiting}"


def _answered(seat: Seat, ref: str, reply: ErasureReply, why: str = "") -> Receipt:
    from casetable.actions.erasure import answer_erasure

    return answer_erasure(seat, ref, reply, why=why)


def _holding(ref: str) -> Make:
    def make(given: Mapping[str, str]) -> Errand:
        return lambda seat: _answered(seat, ref, ErasureReply.HOLD, given["why"])

    return make
