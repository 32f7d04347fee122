"""Single commands that are killed half-way: what they start from, and what must stand afterwards."""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.drill.forks import to_the_end
from tests.drill.ground import found_at
from tests.drill.look import asked, looked_at, rows_of, whole_table
from tests.drill.place import Place

OLD, NEW = "old", "new"
Rows = dict[str, list[list[str]]]


class Deed(ABC):
    """One command. ``setting`` is called before every round, ``judge`` after the kill."""

    def __init__(self, place: Place) -> None:
        self.place = place

    @abstractmethod
    def setting(self) -> None:
        """Put in place what the command starts from."""

    @abstractmethod
    def words(self) -> list[str]:
        """The command line."""

    def learn(self) -> None:  # noqa: B027
        """Look at what stands after a whole run, to compare with; some need nothing."""

    @abstractmethod
    def judge(self, receipts: list[str]) -> tuple[str, list[str]]:
        """Say whether the old or the new state stands, and everything that is wrong. May end what was begun."""

    def rows(self) -> Rows:
        """Every row as it lies there."""
        found: Rows = self.place.ask(partial(rows_of, self.place.where))
        return found

    def again(self) -> int:
        """Run the command once more, to its end; returns the exit code."""
        child = self.place.start(self.words())
        to_the_end([child])
        return int(child.messages[-1]["code"]) if child.messages else -1

    def asked(self, *words: str) -> int:
        """What a command about the table ends with."""
        code, _ = self.place.ask(partial(asked, self.place.where, *words))
        return int(code)

    def files_are_whole(self, *states: Rows) -> list[str]:
        """Every file that looks finished must open, verify and hold one of these states."""
        problems = []
        for path in self.place.finished():
            found = self.place.ask(partial(whole_table, str(path), str(self.place.store / "looked-at.casetable")))
            problems += [f"half: {path.name}: {one}" for one in found["problems"]]
            if not found["problems"] and states and not any(same(found["rows"], state) for state in states):
                problems.append(f"half: {path.name} holds neither the old rows nor the new")
        return problems

    def no_drafts(self) -> list[str]:
        """Nothing unfinished may lie about once the command was run again."""
        return [f"half: {name} was left behind" for name in self.place.drafts()]


def same(one: Rows, other: Rows, *, but: tuple[str, ...] = ()) -> bool:
    """The same tables hold the same rows."""
    names = (one.keys() | other.keys()) - set(but)
    return all(one.get(name, []) == other.get(name, []) for name in names)


class Import(Deed):
    """``casetable import hmis … --pick``: one change for each who is picked."""

    PICKS = tuple(f"K{number}" for number in range(1, 9))

    def setting(self) -> None:
        """A founded table, and an export of eight clients."""
        from tests.exchange.hmis_exports import texts, write

        self.place.fresh()
        self.place.ask(partial(found_at, self.place.where))
        clients = [
            {"PersonalID": pick, "FirstName": f"Zq{pick.lower()}", "LastName": "Picked", "DOB": "1980-05-17"}
            for pick in self.PICKS
        ]
        write(self.place.store / "export", texts(clients))

    def words(self) -> list[str]:
        """All eight are picked."""
        export = str(self.place.store / "export")
        picked = ["--pick", ",".join(self.PICKS), "--asked-on", "today", "--needs", "a room"]
        return ["--table", self.place.where, "--as", "dana", "import", "hmis", export, *picked]

    def judge(self, receipts: list[str]) -> tuple[str, list[str]]:
        """Some are there wholly, in the order of the picks; run again, all are, and nobody twice."""
        found = self._seen()
        there = list(found["facts"]["dana"])
        problems = self._problems(found, len(there))
        if there != [f"Zq{pick.lower()}" for pick in self.PICKS[: len(there)]]:
            problems.append(f"lost: of the picks only {there} are there")
        if len(receipts) > len(there):
            problems.append(f"lost: {len(receipts)} were told, {len(there)} are there")
        self.again()
        problems += self._problems(self._seen(), len(self.PICKS))
        return (NEW if there else OLD), problems

    def _seen(self) -> dict[str, Any]:
        found: dict[str, Any] = self.place.ask(partial(looked_at, self.place.where))
        return found

    def _problems(self, found: dict[str, Any], count: int) -> list[str]:
        problems = [*found["problems"], *(f"doubled: {one}" for one in found["doubled"])]
        facts = found["facts"]["dana"]
        if len(facts) != count or found["entries"]["dana"] != count:
            problems.append(f"lost: {len(facts)} participants, {found['entries']['dana']} entries instead of {count}")
        wrong = [one for one in facts.values() if (one["needs"], one["born"]) != ("a room", 1980)]
        return problems + [f"differs: {one}" for one in wrong]


class Init(Deed):
    """``casetable init FILE``: no table, or a founded one."""

    def setting(self) -> None:
        """A filled-in partnership file."""
        from casetable.exchange.partnership import write_setup
        from tests.tables import setup

        self.place.fresh()
        (self.place.store / "partnership.toml").write_text(write_setup(setup()))

    def words(self) -> list[str]:
        """Found it."""
        return ["--table", self.place.where, "init", str(self.place.store / "partnership.toml")]

    def judge(self, receipts: list[str]) -> tuple[str, list[str]]:
        """Either the table answers, or the same command founds it now."""
        if self.asked("week") == 0:
            return NEW, self._holds()
        problems = ["lost: it was said to be founded"] if receipts else []
        code = self.again()
        return OLD, problems + ([f"half: init again ended with {code}"] if code else self._holds())

    def _holds(self) -> list[str]:
        found = self.place.ask(partial(looked_at, self.place.where))
        return [str(problem) for problem in found["problems"]] + self.no_drafts()


class Demo(Deed):
    """``casetable demo --keep PATH``: no sample, or all of it."""

    sizes: dict[str, int] | None = None

    def setting(self) -> None:
        """Nothing."""
        self.place.fresh()

    def words(self) -> list[str]:
        """Keep it."""
        return ["demo", "--keep", self.place.where, "--on", "2026-11-23"]

    def learn(self) -> None:
        """How many rows the sample has."""
        self.sizes = {name: len(rows) for name, rows in self.rows().items()}

    def judge(self, receipts: list[str]) -> tuple[str, list[str]]:
        """Either it is all there, or the same command makes it now."""
        if self.asked("week") == 0:
            return NEW, self._holds()
        code = self.again()
        return OLD, [f"half: demo again ended with {code}"] if code else self._holds()

    def _holds(self) -> list[str]:
        sizes = {name: len(rows) for name, rows in self.rows().items()}
        wrong = [name for name, size in (self.sizes or {}).items() if sizes.get(name) != size]
        return [f"half: {', '.join(wrong)} of the sample are not complete"] if wrong else self.no_drafts()


def full_table(place: Place) -> Path:
    """A table of this schema with something of everything in it, made once out of the oldest released one."""
    path = place.store / "full.casetable"
    if not path.exists():
        place.ask(partial(_make_full_table, str(path)))
    return path


def put_full_table(place: Place) -> None:
    """Let it stand at the place."""
    path = full_table(place)
    if place.engine == "sqlite":
        shutil.copy(path, place.where)
    else:
        place.ask(partial(_restore, str(path), place.where))


def released_at(where: str) -> None:
    """Make the table as the oldest released version left it."""
    from tests.store.released import old_table, versions

    old_table(versions()[0], where)


def _make_full_table(where: str) -> None:
    released_at(where)
    asked(where, "week")


def _restore(path: str, where: str) -> None:
    from casetable.cli import main

    assert main(["--table", where, "restore", path]) == 0


Made = Callable[[Place], Deed]
