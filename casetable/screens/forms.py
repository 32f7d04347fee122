"""One-line forms: what an entry asks for, and what comes of the line once Enter is pressed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from casetable.values.seat import Heard, Receipt, Seat
from casetable.values.tasks import Task

Errand = Callable[[Seat], Receipt]
"""Something to be done at a seat, in a worker thread."""
Make = Callable[[Mapping[str, str]], Errand]
"""What a sheet makes of its fields. Raises CasetableError with a sentence when they cannot be used."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form reads: the line, which choice Tab stands on (None: not touched), the task as last read."""

    line: str
    choice: int | None = None
    task: Task | None = None
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A line understood: what is said back before Enter, and what Enter does."""

    echo: str
    errand: Errand


@dataclass(frozen=True, slots=True)
class Form:
    """One entry. ``read`` raises CasetableError with a sentence when the line cannot be used.

    ``id`` names the draft that Esc keeps; ``choices`` are what Tab goes through; ``answer`` tells that it may
    be recorded as heard from somebody.
    """

    id: str
    prompt: str
    hint: str
    read: Callable[[Typed], Reading]
    task: Task | None = None
    start: str = ""
    choices: tuple[str, ...] = field(default=())
    answer: bool = True

    @property
    def draft(self) -> str:
        """Under which name Esc keeps what was typed."""
        return f"{self.id} {self.task.task if self.task else ''}".strip()

    def about(self, task: Task) -> "Form":
        """Return the same form filled from a newer version of its task."""
        return replace(self, task=task)
