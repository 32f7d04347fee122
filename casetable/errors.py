"""The tree of errors. Each owns its sentence, its hint and its exit code.

::

    CasetableError        1
    ├── Refused           1   a rule says no; nothing was changed
    │   ├── NotAllowed    3   this seat may not do that
    │   ├── NotShared     4   no release covers it, or there is no such thing here
    │   ├── NotFound      4   no such thing here (told apart from NotShared by nobody)
    │   └── SomebodyElseWasFirst  5   the thing changed since it was read
    ├── BadInput          2   what was typed cannot be read
    │   └── BadFile       2   a file has problems; all of them are listed
    ├── NoTable           6   there is no table here, or it cannot be opened
    │   ├── NotOpened     6   it could not be opened behind the app's frame: the long way says why
    │   ├── OnlyReading   6   the table can be read here, not written
    │   ├── NoRoom        6   the disk is full
    │   ├── Unreachable   7   the connection was lost; this attempt saved nothing
    │   └── TableBusy     7   another program holds the table
    ├── InDoubt           8   a commit's outcome is unknown
    └── Broken            9   verify found a break
        └── Damaged       9   a page of the file cannot be read
"""


class CasetableError(Exception):
    """Something that a person can be told in one sentence.

    ``sentence`` says what happened to what; ``hint`` says what to do next and may be empty.
    """

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


class Refused(CasetableError):
    """A rule says no; nothing was changed."""


class NotAllowed(Refused):
    """This seat may not do that."""

    exit_code = 3


class NotFound(Refused):
    """There is no such thing, as far as this seat may know."""

    exit_code = 4


class NotShared(NotFound):
    """No release covers what was asked for."""


KEPT = "What you typed is kept; look at theirs and save again."
"""What to do about a form that somebody else was faster with; where no form stands, faces say it otherwise."""


class SomebodyElseWasFirst(Refused):
    """The thing changed since it was read. Says who and when; what was typed is kept by the caller.

    ``theirs`` holds the fields as they stand now, by field name, already filtered for the seat.
    """

    exit_code = 5

    def __init__(self, sentence: str, hint: str = "", theirs: dict[str, str] | None = None) -> None:
        super().__init__(sentence, hint)
        self.theirs = theirs or {}


class BadInput(CasetableError):
    """What was typed cannot be read."""

    exit_code = 2


class BadFile(BadInput):
    """A file has problems; ``problems`` lists all of them, one sentence each."""

    def __init__(self, sentence: str, problems: tuple[str, ...] = (), hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {problem}" for problem in self.problems)])


class NoTable(CasetableError):
    """There is no table here, or it cannot be opened."""

    exit_code = 6


class NotOpened(NoTable):
    """The table could not be opened behind the app's frame; opening it before the app says why."""


class OlderTable(NoTable):
    """The table has an older schema, and whoever opened it only looks; nothing was changed."""


class OnlyReading(NoTable):
    """The table can be read here and not written; nothing was changed."""


class NoRoom(NoTable):
    """The disk is full; nothing was saved, and what was typed is kept by the caller."""


class Unreachable(NoTable):
    """The connection to the table was lost before anything was committed: nothing was saved by this attempt."""

    exit_code = 7


class TableBusy(NoTable):
    """Another program holds the table for longer than the timeout."""

    exit_code = 7


class InDoubt(CasetableError):
    """A commit's outcome is unknown: it must be read again before it is tried again.

    ``entry`` is the hash of the log entry that was being committed: whoever reaches the table again and finds it
    in the log knows that it was saved.
    """

    exit_code = 8

    def __init__(self, sentence: str, hint: str = "", entry: str = "") -> None:
        super().__init__(sentence, hint)
        self.entry = entry


class Broken(CasetableError):
    """``verify`` found a break in the log, the triggers or a fold."""

    exit_code = 9


class Damaged(Broken):
    """A page of the table's file cannot be read: only a backup helps."""
