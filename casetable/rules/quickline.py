"""The words of a quick-add line while it is read: which were understood, which only look as if they could be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_PUNCTUATION = ",;:.!?)"


@dataclass(slots=True)
class Line:
    """A line's words. What was ``understood`` leaves the title; what is ``unread`` stays in it and has a problem."""

    words: list[str]
    understood: set[int] = field(default_factory=set)
    unread: set[int] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    def bare(self, index: int) -> str:
        """Return the word without the punctuation that ends it."""
        return self.words[index].rstrip(_PUNCTUATION)

    def tokens(self, sign: str) -> Iterator[tuple[int, str]]:
        """Yield the words that begin with ``sign`` and a letter or digit: where, and what follows the sign."""
        for index in self.free():
            word = self.bare(index)
            if word.startswith(sign) and word[1:2].isalnum():
                yield index, word[1:]

    def free(self) -> list[int]:
        """Return the places of the words that nothing has read yet."""
        return [index for index in range(len(self.words)) if self.is_free(index)]

    def is_free(self, index: int) -> bool:
        """True if nothing has read this word yet."""
        return index < len(self.words) and index not in self.understood and index not in self.unread

    def end_of_words(self) -> int:
        """Return the place after the last plain word: behind it stand only tokens."""
        free = self.free()
        return free[-1] + 1 if free else 0

    def take(self, places: Iterable[int]) -> None:
        """These words are understood and leave the title."""
        self.understood.update(places)

    def leave(self, places: Iterable[int], problem: str) -> None:
        """These words could not be read: they stay in the title, and the problem says so."""
        self.unread.update(places)
        if problem not in self.problems:
            self.problems.append(problem)

    def title(self) -> str:
        """Return the words that are left."""
        return " ".join(word for index, word in enumerate(self.words) if index not in self.understood)
