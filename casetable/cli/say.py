"""How the command line speaks: data on stdout, talk on stderr, no control character on either."""

import io
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from casetable.cli.asked import asked
from casetable.errors import KEPT, BadFile, CasetableError, SomebodyElseWasFirst
from casetable.text import locale_shows_unicode, without_password

_CONTROLS = [*range(0x00, 0x20), *range(0x7F, 0xA0)]
_INVISIBLE = [0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
_DROPPED = {code: None for code in (*_CONTROLS, *_INVISIBLE) if code != 0x0A}
WIDEST_COLUMN = 40


def out(text: str) -> None:
    """Print data."""
    print(shown(text))


def talk(text: str) -> None:
    """Say something beside the data; --quiet silences it."""
    if not asked().quiet:
        print(shown(without_password(text)), file=sys.stderr)


def complain(error: CasetableError) -> None:
    """Say what went wrong and what to do next. --quiet does not silence it."""
    lines = [error.sentence]
    if isinstance(error, BadFile):
        lines += [f"  {problem}" for problem in error.problems]
    if isinstance(error, SomebodyElseWasFirst):
        lines += [f"  {field} is now: {value}" for field, value in error.theirs.items()]
    if error.hint:
        lines.append(error.hint.replace(KEPT, "Look at theirs, then say yours again."))
    print(shown(without_password("\n".join(lines))), file=sys.stderr)


def out_json(value: object) -> None:
    """Print one JSON value."""
    import json

    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    out(json.dumps(value, indent=2, ensure_ascii="utf" not in encoding.lower()))


def shown(text: str) -> str:
    """Return text without control and bidi characters; lines stay lines."""
    return text.translate(_DROPPED)


def columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows under their heading, a line each; the last column may be of any length."""
    lines = [tuple(" ".join(cell.split()) for cell in line) for line in (head, *rows)]
    last = len(head) - 1
    widths = [min(max(width_of(line[n]) for line in lines), WIDEST_COLUMN) for n in range(last)]
    return "\n".join(
        "  ".join([*(pad(cell, width) for cell, width in zip(line, widths, strict=False)), line[last]]).rstrip()
        for line in lines
    )


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return named facts, a line each; those without words are left out."""
    told = [(name, words) for name, words in pairs if words]
    width = max((width_of(name) for name, _ in told), default=0)
    return "\n".join(f"  {pad(name, width)}  {words}" for name, words in told)


def pad(text: str, width: int) -> str:
    """Return text with blanks behind it, at least ``width`` cells wide."""
    return text + " " * max(width - width_of(text), 0)


def width_of(text: str) -> int:
    """Return how many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )


def draws_unicode() -> bool:
    """True if signs may be drawn: by config, else by what stdout and the locale can show."""
    from casetable.cli.config import settings

    wanted = settings().get("signs")
    if wanted in ("ascii", "unicode"):
        return bool(wanted == "unicode")
    return "utf" in (getattr(sys.stdout, "encoding", None) or "").lower() and locale_shows_unicode()


def is_terminal() -> bool:
    """True if somebody sits at a terminal, in front of and behind the program."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def forgive_streams() -> None:
    """Let a terminal that cannot show a character get its escape instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
