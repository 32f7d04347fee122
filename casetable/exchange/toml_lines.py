"""Where each key and list item of a TOML text stands, so that an error can name its line.

tomllib gives values without places. This walks the same text once more and notes lines only; the text has been
parsed before, so it is known to be TOML and nothing is checked here.
"""

from bisect import bisect_right

Path = tuple[str | int, ...]
"""The way to a value: ``("agencies", 0, "code")``."""

_BLANKS = " \t"
_SPACE = " \t\n"


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every table, key and list item of ``text``, which must be valid TOML.

    A list of tables has the line of its first header; a key has its own line; an item the line it starts on.
    """
    return _Walk(text.replace("\r\n", "\n")).run()


class _Walk:
    """One walk over a text: ``at`` is the offset reached, ``found`` the lines noted."""

    def __init__(self, text: str) -> None:
        self.text = text + "\n"
        self.at = 0
        self.found: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self.ends = [offset for offset, character in enumerate(self.text) if character == "\n"]

    def run(self) -> dict[Path, int]:
        """Walk to the end."""
        table: Path = ()
        self.skip_space()
        while self.at < len(self.text):
            if self.peek() == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip_space()
        return self.found

    def peek(self) -> str:
        """Return the character at hand."""
        return self.text[self.at : self.at + 1]

    def note(self, path: Path) -> None:
        """Keep the line at hand for ``path``, unless it has one."""
        self.found.setdefault(path, bisect_right(self.ends, self.at - 1) + 1)

    def skip(self, characters: str) -> None:
        """Go past ``characters``."""
        while self.peek() and self.peek() in characters:
            self.at += 1

    def skip_space(self) -> None:
        """Go past blanks, line ends and comments."""
        self.skip(_SPACE)
        while self.peek() == "#":
            self.at = self.text.index("\n", self.at)
            self.skip(_SPACE)

    def header(self) -> Path:
        """Read ``[table]`` or ``[[list.of.tables]]`` and return its path."""
        is_list = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if is_list else 1
        *outer, last = self.key()
        end = self.at
        self.at = start
        path: Path = ()
        for part in outer:
            path = self.newest((*path, part))
        path = (*path, last)
        self.note(path)
        if is_list:
            self.counts[path] = self.counts.get(path, 0) + 1
            path = self.newest(path)
            self.note(path)
        self.at = end + (2 if is_list else 1)
        return path

    def newest(self, path: Path) -> Path:
        """Return the path of the newest table if ``path`` is a list of tables, else note and return it."""
        if path in self.counts:
            return (*path, self.counts[path] - 1)
        self.note(path)
        return path

    def key(self) -> list[str]:
        """Read a key with its dotted parts, up to what follows it."""
        parts = []
        while True:
            self.skip(_BLANKS)
            parts.append(self.key_part())
            self.skip(_BLANKS)
            if self.peek() != ".":
                return parts
            self.at += 1

    def key_part(self) -> str:
        """Read one part of a key: bare or in quotes."""
        start = self.at
        if self.peek() in ('"', "'"):
            self.string()
            return _unquoted(self.text[start : self.at])
        while self.peek() not in '.=]" \t\n':
            self.at += 1
        return self.text[start : self.at]

    def pair(self, table: Path) -> None:
        """Read ``key = value`` inside ``table``."""
        start = self.at
        parts = self.key()
        end, self.at = self.at, start
        path = table
        for part in parts:
            path = (*path, part)
            self.note(path)
        self.at = end
        self.skip("=" + _BLANKS)
        self.value(path)

    def value(self, path: Path) -> None:
        """Read one value."""
        if self.peek() in ('"', "'"):
            self.string()
        elif self.peek() == "[":
            self.array(path)
        elif self.peek() == "{":
            self.inline_table(path)
        else:
            while self.peek() not in ",]}#\n":
                self.at += 1

    def array(self, path: Path) -> None:
        """Read ``[a, b]``, over several lines if it must."""
        self.at += 1
        index = 0
        while self.after_comma() != "]":
            self.note((*path, index))
            self.value((*path, index))
            index += 1
        self.at += 1

    def inline_table(self, path: Path) -> None:
        """Read ``{ a = 1, b = 2 }``."""
        self.at += 1
        while self.after_comma() != "}":
            self.pair(path)
        self.at += 1

    def after_comma(self) -> str:
        """Go past space and one comma and return the next character."""
        self.skip_space()
        if self.peek() == ",":
            self.at += 1
            self.skip_space()
        return self.peek()

    def string(self) -> None:
        """Go past a string of any of the four kinds."""
        quote = self.peek()
        many = self.text.startswith(quote * 3, self.at)
        end = quote * 3 if many else quote
        self.at += len(end)
        while not self.text.startswith(end, self.at):
            self.at += 2 if quote == '"' and self.peek() == "\\" else 1
        self.at += len(end)
        # Up to two more quotes may stand before the closing three: """a""""" is a""
        if many:
            for _ in range(2):
                self.at += self.peek() == quote


def _unquoted(written: str) -> str:
    """Return what a quoted key says."""
    import tomllib

    value = tomllib.loads(f"key = {written}")["key"]
    return str(value)
