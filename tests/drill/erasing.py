"""Erasing somebody, killed half-way: the old table stands or the erased one, and the next start ends what was begun."""

from contextlib import closing
from functools import partial

from tests.drill.deeds import NEW, OLD, Deed, Rows, same
from tests.drill.ground import found_at
from tests.erasing import FIRST, everything_in, left, says_name, written_about
from tests.tables import MON, TUE, WED, Room

ON = WED.isoformat()


class Erase(Deed):
    """``casetable participant erase``: everything of somebody is there, or nothing personal is, in any file."""

    old: Rows
    ref = ""

    def setting(self) -> None:
        """Somebody written about everywhere who left, and every agency has answered."""
        self.place.fresh()
        self.place.ask(partial(found_at, self.place.where))
        self.ref = self.place.ask(partial(_somebody_gone, self.place.where))
        self.old = self.rows()

    def words(self) -> list[str]:
        """For good."""
        return self._line("participant", "erase", self.ref, "--yes")

    def judge(self, receipts: list[str]) -> tuple[str, list[str]]:
        """The old rows, or none that says the name; what is left to clean is cleaned by the next tick."""
        found = self.rows()
        state = OLD if same(found, self.old) else NEW
        problems = ["half: the rows still say the name"] if state == NEW and _say_it(found) else []
        if receipts and state == OLD:
            problems.append("lost: they were said to be erased")
        code = self.again() if state == OLD else self.asked("tick")
        if code or self.asked("verify"):
            problems.append(f"half: going on ended with {code}")
        if self.place.ask(partial(_is_found, self.place.where)):
            problems.append("half: the name is still found in a file of the table")
        return state, problems + self.no_drafts()

    def _line(self, *words: str) -> list[str]:
        return ["--table", self.place.where, "--as", "ruth", "--on", ON, *words]


def _somebody_gone(where: str) -> str:
    from casetable.actions.erasure import answer_erasure, ask_erasure
    from casetable.seat import open_table
    from casetable.words import ErasureReply

    with closing(open_table(where)) as table:
        room = Room(table, where, lambda: table)
        ref = left(room, written_about(room, MON))
        ask_erasure(room.sit("ruth", TUE), ref, why="asked")
        for who in ("lee", "dana", "omar"):
            answer_erasure(room.sit(who, TUE), ref, ErasureReply.NOTHING)
        return ref


def _is_found(where: str) -> bool:
    return says_name(everything_in(where))


def _say_it(rows: Rows) -> bool:
    return any(FIRST in cell for lines in rows.values() for row in lines for cell in row)
