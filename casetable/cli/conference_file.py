"""casetable conference debate, decide, dissent, since, action, ask-them, park, words: what is said, a line each."""

import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from casetable.cli.asked import asked
from casetable.cli.room_now import item_of, room_now
from casetable.cli.say import complain, out, out_json, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.errors import BadFile, BadInput, CasetableError, Refused

if TYPE_CHECKING:
    from casetable.values.conference import Room

STDIN = "-"
A_SECOND = 1.0
ANYWAY = "Write the tag behind the line; ~general shares it with all who may hear them."
_AGAINST = re.compile(r"-[ \d].*", re.DOTALL)

Lines = Annotated[
    list[str] | None,
    typer.Argument(metavar="LINE", help="Best within quotes; - or nothing reads lines from stdin.", show_default=False),
]
ItemName = Annotated[
    str | None, typer.Option("--item", metavar="ITEM", help="Under which item: 3 or P-473; else the open one.")
]


class Argued(TyperCommand):
    """A command whose words may begin with ``- ``: an argument against, and no option of the command line."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words; a minus before a blank or a number becomes the sign of the same meaning."""
        return super().parse_args(ctx, [f"−{word[1:]}" if _AGAINST.fullmatch(word) else word for word in args])


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable conference``."""
    group.command("debate", cls=Argued)(debate)
    group.command("decide")(decide)
    group.command("dissent")(dissent)
    group.command("since")(since)
    group.command("action")(action)
    group.command("ask-them")(ask_them)
    group.command("park")(park)
    group.command("words")(say_words)
    group.command("read-back")(read_back)


def debate(line: Lines = None, item: ItemName = None) -> None:
    """File options, and arguments for and against them.

    Example: casetable conference debate "+ 1 safe tonight @dana"

    o files an option, + an argument for it, - one against it, with the option's number and who holds it: o motel now.
    Without a number it belongs to the newest option.
    """
    _file_all(line, item)


def decide(line: Lines = None, item: ItemName = None) -> None:
    """File a decision, how it came about, and the option it takes.

    Example: casetable conference decide "2 outreach twice a week (consensus)"

    How: (consensus), (chair), (vote) or (deferred); consensus where nothing is said.
    """
    _file_all(line, item, key="v")


def dissent(line: Lines = None, item: ItemName = None) -> None:
    """File a dissent: who, why, and when to look at it again.

    Example: casetable conference dissent "@dana winter is coming; look again 8 jan"

    Without a date the next conference looks at it again; may tell at the end: the participant may know it.
    """
    _file_all(line, item, key="!")


def since(line: Lines = None, item: ItemName = None) -> None:
    """Say what happened since a dissent, and how it turned out.

    Example: casetable conference since "1 he turned round at the counter (right)"

    How: (right), (otherwise) or (early), which is looked at again: (early); look again 8 jan. The number is the
    dissent's, where more than one came back.
    """
    _file_all(line, item, key="h")


def action(line: Lines = None, item: ItemName = None) -> None:
    """File an action with its owner and date: it becomes a task.

    Example: casetable conference action "outreach tue and thu @dana by fri"
    """
    _file_all(line, item, key="a")


def ask_them(line: Lines = None, item: ItemName = None) -> None:
    """File what the room asks of the participant, for their letter.

    Example: casetable conference ask-them "bring the letter from the clinic on tuesday"
    """
    _file_all(line, item, key="t")


def park(line: Lines = None, item: ItemName = None) -> None:
    """Park what is for another time.

    Example: casetable conference park "bus passes for everybody"
    """
    _file_all(line, item, key="k")


def say_words(
    line: Lines = None,
    none: Annotated[str | None, typer.Option("--none", metavar="WHY", help="Why there are no words of theirs.")] = None,
    item: ItemName = None,
) -> None:
    """File the participant's own words, or why there are none.

    Example: casetable conference words "A door I can lock."
    """
    if none is not None and line:
        raise BadInput("Their words, or why there are none: one of both.", "Leave out --none, or the words.")
    if none is not None and not none.strip():
        raise BadInput("Say why there are none.", 'Like: --none "did not come, phone is off"')
    _file_all([none] if none else line, item, key="n" if none else "s")


def read_back(
    item: Annotated[
        str | None, typer.Argument(metavar="ITEM", help="Which item: 3 or P-473; else the open one.")
    ] = None,
) -> None:
    """Read the actions back: their owners in the room say yes.

    Example: casetable conference read-back
    """
    from casetable.actions import conference
    from casetable.cli.tell import tell_receipt_alone

    with at_table() as sitting:
        tell_receipt_alone(conference.read_back(sitting.seat(), item))


@dataclass
class Filing:
    """Lines filed one after the other: each is told as it is filed, and what was not filed is said."""

    sitting: Sitting
    item: str | None = None
    done: list[dict[str, object]] = field(default_factory=list)
    failed: list[CasetableError] = field(default_factory=list)
    seen: "Room | None" = None
    seen_at: float = 0.0

    def file(self, line: str) -> None:
        """File one line. Raises BadFile for what cannot be read and for words that ask; and what filing raises."""
        from casetable.actions import conference
        from casetable.exchange.room_as_json import filed_json
        from casetable.queries.capturing import capturing
        from casetable.rules.capture import read_captured

        room = self.room()
        item = item_of(room, self.item) if self.item is not None else room.item
        typed = read_captured(line, capturing(self.sitting.seat(), room, item))
        if typed.unread:
            raise BadFile("The line was not understood; nothing was filed.", _sentences(typed.unread), "Change it.")
        if typed.asks:
            raise BadFile("Nothing was filed yet.", _sentences(typed.asks), ANYWAY)
        filed = conference.file_line(self.sitting.seat(), item.id if item else None, typed)
        self.done.append(filed_json(typed, filed))
        for hint in typed.hints:
            talk(f"{hint}.")
        self.say(filed.receipt.sentence)

    def room(self) -> "Room":
        """The room, read once a second at most: lines that stream in do not wait for it."""
        now = time.monotonic()
        if self.seen is None or now - self.seen_at > A_SECOND:
            self.seen, self.seen_at = room_now(self.sitting), now
        return self.seen

    def moved(self) -> None:
        """The room went on: it is read anew before the next line."""
        self.seen = None

    def say(self, sentence: str) -> None:
        """One plain sentence a line; as JSON all of it comes at the end."""
        if not asked().json and not asked().quiet:
            out(sentence)

    def refuse(self, line: str, error: CasetableError) -> None:
        """Say that a line was not filed, and the line; what the room is now is read again."""
        self.moved()
        self.failed.append(error)
        talk(f"Not filed: {line}" if line else "The room stays where it is.")
        complain(error)
        problems = list(error.problems) if isinstance(error, BadFile) else []
        self.done.append({"sentence": error.sentence, "ref": "", "filed": False, "line": line, "problems": problems})

    def end(self) -> None:
        """Print what is printed at the end; leave with the last refusal's code where something was not filed."""
        if asked().json:
            out_json(self.done)
        if self.failed:
            count = len(self.failed)
            talk(f"{count} {'line was' if count == 1 else 'lines were'} not filed.")
            raise typer.Exit(self.failed[-1].exit_code)


def lines_from_stdin() -> Iterator[str]:
    """The lines of stdin as they come, without outer blanks; where somebody sits there, they are told how it ends."""
    if sys.stdin.isatty():
        talk("A line each; Ctrl+D ends.")
    for line in iter(sys.stdin.readline, ""):
        yield line.strip()


def _file_all(words: Sequence[str] | None, item: str | None, key: str = "") -> None:
    """File the one line that was said, or every line of stdin: what is refused there keeps nothing else back."""
    with at_table() as sitting:
        filing = Filing(sitting, item)
        if words and list(words) != [STDIN]:
            filing.file(_with_key(" ".join(words), key))
            if asked().json:
                out_json(filing.done[0])
            return
        for line in lines_from_stdin():
            if line:
                try:
                    filing.file(_with_key(line, key))
                except (Refused, BadInput) as error:
                    filing.refuse(line, error)
        filing.end()


def _with_key(line: str, key: str) -> str:
    """The line of the grammar that a command's words are; an action may begin with the word ``a``."""
    from casetable.rules.capture import key_of

    is_whole = not key or (key_of(line) == key and key != "a")
    return line if is_whole else f"{key} {line}"


def _sentences(problems: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{problem}." if problem[-1:] not in ".?!" else problem for problem in problems)
