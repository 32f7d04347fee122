"""What a run of the drill counts, and the small table that it prints at the end."""

import time
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.drill.books import Tally


@dataclass
class Figures:
    """One kind of kills at one engine. Seconds are wall-clock seconds."""

    what: str
    engine: str
    rounds: int = 0
    kills: int = 0
    """Processes that were killed."""
    in_flight: int = 0
    """Rounds in which a kill fell between the announcement of a write and its receipt."""
    acknowledged: int = 0
    arrived: int = 0
    vanished: int = 0
    refused: int = 0
    old: int = 0
    new: int = 0
    lost: int = 0
    doubled: int = 0
    half_files: int = 0
    recovery: float = 0.0
    """The longest time from the kill's aftermath to the first answer."""
    reconnected: float = 0.0
    """The longest time from the server's return until the app said no longer that it is not connected."""
    late: int = 0
    """How often that took longer than 5 seconds."""
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._began = time.monotonic()

    def said(self, number: int, rounds: int) -> None:
        """Say now and then how far the run is."""
        print(f"{self.what}, {self.engine}: {number} of {rounds}, {time.monotonic() - self._began:.0f} s", flush=True)

    def count(self, tally: Tally) -> None:
        """Add one round's figures."""
        self.acknowledged += tally.acknowledged
        self.arrived += tally.arrived
        self.vanished += tally.vanished
        self.refused += tally.refused

    def blame(self, number: int, problems: list[str]) -> None:
        """Note what went wrong in a round."""
        self.wrong += [f"round {number}: {problem}" for problem in problems]
        self.lost += sum("lost: " in problem or "differs: " in problem for problem in problems)
        self.doubled += sum("doubled: " in problem for problem in problems)
        self.half_files += sum("half: " in problem for problem in problems)

    def stop(self) -> "Figures":
        """Take the time."""
        self.seconds = time.monotonic() - self._began
        return self


COLUMNS = {
    "what": "what was killed",
    "engine": "engine",
    "rounds": "rounds",
    "kills": "kills",
    "in_flight": "mid-write",
    "acknowledged": "acknowledged",
    "arrived": "in flight, there",
    "vanished": "in flight, not there",
    "refused": "not saved, said so",
    "old": "old state",
    "new": "new state",
    "lost": "lost",
    "doubled": "doubled",
    "half_files": "half files",
    "recovery": "longest recovery s",
    "reconnected": "longest reconnect s",
    "late": "reconnects over 5 s",
    "seconds": "seconds",
}


def as_table(runs: list[Figures]) -> str:
    """The figures, a line for each number and a column for each run."""
    rows = [(title, *(_shown(getattr(run, name)) for run in runs)) for name, title in COLUMNS.items()]
    widths = [max(len(row[place]) for row in rows) for place in range(len(runs) + 1)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def as_json(seed: str, runs: list[Figures]) -> dict[str, Any]:
    """The figures for a program."""
    return {"seed": seed, "runs": [asdict(run) for run in runs]}


def _shown(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
