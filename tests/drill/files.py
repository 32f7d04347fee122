"""Commands about whole files that are killed half-way: migration on the next start, backup, restore."""

from functools import partial

from tests.drill.deeds import NEW, OLD, Deed, Rows, full_table, put_full_table, released_at, same
from tests.drill.ground import found_at
from tests.drill.look import aside_rows, rows_if_any

RECORDED = ("log", "log_detail", "log_subject", "backup")
"""What a backup adds to the table it was made of, once it is made."""
SOMEBODY = "Ruth Castellano"
"""Sits at the released table."""


class Migration(Deed):
    """The first start of this version at a table of the oldest released schema."""

    old: Rows
    new: Rows

    def setting(self) -> None:
        """The full table as that version left it."""
        self.place.fresh()
        self.place.ask(partial(released_at, self.place.where))
        self.old = self.rows()

    def words(self) -> list[str]:
        """Any command opens the table, which brings it up to date."""
        return ["--table", self.place.where, "--as", SOMEBODY, "week"]

    def learn(self) -> None:
        """What the rows are at this program's schema."""
        self.new = self.rows()

    def judge(self, receipts: list[str]) -> tuple[str, list[str]]:
        """The old rows or the new; the next start brings it to the new."""
        found = self.rows()
        state = NEW if same(found, self.new) else OLD
        problems = [] if state == NEW or same(found, self.old) else ["half: neither the old rows nor the new"]
        if receipts and state == OLD:
            problems.append("lost: it was said to be brought up to date")
        problems += self.files_are_whole(self.old)
        code = self.again()
        if code or not same(self.rows(), self.new):
            problems.append(f"half: the next start ended with {code}, and the rows are not the new ones")
        return state, problems + self.files_are_whole(self.old) + self.no_drafts()


class Backup(Deed):
    """``casetable backup``: no file under a backup's name, or a whole one."""

    old: Rows
    copy: Rows

    def setting(self) -> None:
        """A full table."""
        self.place.fresh()
        put_full_table(self.place)
        self.old = self.rows()

    def words(self) -> list[str]:
        """As cron does it: the clock sits there."""
        return ["--table", self.place.where, "backup", "--to", str(self.place.room / "kept")]

    def learn(self) -> None:
        """What a backup of it holds."""
        (made,) = self.place.finished()
        self.copy = self.place.ask(partial(rows_if_any, str(made)))

    def judge(self, receipts: list[str]) -> tuple[str, list[str]]:
        """Every finished file is whole; the table is as it was; the next backup needs nobody."""
        made = self.place.finished()
        problems = self.files_are_whole(self.copy)
        if receipts and not made:
            problems.append(f"lost: {receipts[0]} is not there")
        if not same(self.rows(), self.old, but=RECORDED):
            problems.append("differs: the table is not what it was")
        code = self.again()
        if code or self.asked("verify"):
            problems.append(f"half: the next backup ended with {code}")
        if len(self.place.finished()) <= len(made):
            problems.append("half: the next backup made no file")
        return (NEW if made else OLD), problems + self.no_drafts()


class Restore(Deed):
    """``casetable restore FILE`` where nothing stands: nothing, or the whole table."""

    new: Rows
    replaces = False

    def setting(self) -> None:
        """A file to restore."""
        self.place.fresh()
        full_table(self.place)

    def words(self) -> list[str]:
        """Nobody is asked."""
        more = ["--replace", "--yes"] if self.replaces else []
        return ["--table", self.place.where, "restore", str(full_table(self.place)), *more]

    def learn(self) -> None:
        """What stands when it is done."""
        self.new = self.rows()

    def judge(self, receipts: list[str]) -> tuple[str, list[str]]:
        """Nothing or all of it; the same command then does it, or refuses because it is there."""
        found = self.place.ask(partial(rows_if_any, self.place.where))
        state = NEW if same(found, self.new) else OLD
        problems = [] if state == NEW or self._is_old(found) else ["half: neither what was there nor the backup"]
        if receipts and state == OLD:
            problems.append("lost: it was said to be restored")
        problems += self.files_are_whole(*self._asides())
        code = self.again()
        if code != (1 if state == NEW and not self.replaces else 0):
            problems.append(f"half: the same command again ended with {code}")
        if not same(self.rows(), self.new):
            problems.append("half: what stands in the end is not the backup")
        return state, problems + self.files_are_whole(*self._asides()) + self.no_drafts()

    def _is_old(self, found: Rows) -> bool:
        return not found

    def _asides(self) -> tuple[Rows, ...]:
        return (self.new,)


class RestoreOver(Restore):
    """``casetable restore FILE --replace``: the old table or the new, and what was replaced is kept whole."""

    old: Rows
    replaces = True

    def setting(self) -> None:
        """Another table stands there."""
        super().setting()
        self.place.ask(partial(found_at, self.place.where))
        self.old = self.rows()

    def judge(self, receipts: list[str]) -> tuple[str, list[str]]:
        """Beside it, the old one stands aside once the new one is in its place."""
        found = self.place.ask(partial(rows_if_any, self.place.where))
        kept = self.place.ask(partial(aside_rows, self.place.where, [str(path) for path in self.place.finished()]))
        is_new = same(found, self.new)
        lost = ["lost: the table that was replaced is not aside"] if is_new and self.old not in kept else []
        state, problems = super().judge(receipts)
        return state, lost + problems

    def _is_old(self, found: Rows) -> bool:
        return same(found, self.old)

    def _asides(self) -> tuple[Rows, ...]:
        return (self.old, self.new)
