"""The list of what is wrong with an export, kept in bounds."""

from collections import Counter

from casetable.values.hmis import HmisProblem

MOST_PER_FILE = 10_000
"""Problems listed of one file; the rest is counted in one last line."""


class Problems:
    """Gathers problems while an export is read; reading goes on after each."""

    def __init__(self) -> None:
        self._listed: list[HmisProblem] = []
        self._counts: Counter[str] = Counter()

    def note(self, file: str, line: int, problem: str) -> None:
        """Take down one problem; ``line`` 0 means the file as a whole."""
        self._counts[file] += 1
        if self._counts[file] <= MOST_PER_FILE:
            self._listed.append(HmisProblem(file, line, problem))

    def all(self) -> tuple[HmisProblem, ...]:
        """Return what was noted, in the order it was met."""
        more = {file: count - MOST_PER_FILE for file, count in self._counts.items() if count > MOST_PER_FILE}
        rest = (
            HmisProblem(file, 0, f"{count:,} more problems of this file are not listed.")
            for file, count in more.items()
        )
        return (*self._listed, *rest)
