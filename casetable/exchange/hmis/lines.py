"""From bytes to records: encodings, physical line numbers, and getting over broken quotation marks."""

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from casetable.exchange.hmis.meter import Meter, open_counted
from casetable.exchange.hmis.problems import Problems
from casetable.exchange.hmis.source import CsvSource

LONGEST_LINE = 1_000_000
MOST_LINES_OF_A_RECORD = 1_000

_CHUNK = 1 << 20


class Lines:
    """The physical lines of a text, numbered from 1, some of which can be put back."""

    def __init__(self, stream: TextIO, file: str, problems: Problems) -> None:
        self.number = 0
        self.file = file
        self.problems = problems
        self._stream = stream
        self._taken: list[str] = []
        self._back: deque[str] = deque()
        self._reads_well = True

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        """Give the next line. Raises csv.Error when one record goes on for too many lines."""
        if len(self._taken) > MOST_LINES_OF_A_RECORD:
            raise csv.Error
        line = self._back.popleft() if self._back else self._read()
        self.number += 1
        self._taken.append(line)
        return line

    def start_record(self) -> int:
        """Begin a record and return the number of its first line."""
        self._taken.clear()
        return self.number + 1

    def put_back_all_but_first(self) -> str:
        """Return the record's first line; the others will be given again."""
        rest = self._taken[1:]
        self._back.extendleft(reversed(rest))
        self.number -= len(rest)
        return self._taken[0]

    def _read(self) -> str:
        line = self._stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if self.number == 0:
            line = line.removeprefix("ï»¿").lstrip("\ufeff")
        if len(line) >= LONGEST_LINE and line[-1] not in "\r\n":
            return self._pass_over()
        if "\ufffd" in line and self._reads_well:
            self._reads_well = False
            self.problems.note(self.file, self.number + 1, "A character from here on is neither utf-8 nor cp1252.")
        return line.replace("\0", "")

    def _pass_over(self) -> str:
        while (rest := self._stream.readline(LONGEST_LINE)) and rest[-1] not in "\r\n":
            pass
        sentence = f"The line is longer than {LONGEST_LINE:,} characters and was left out."
        self.problems.note(self.file, self.number + 1, sentence)
        return "\n"


@contextmanager
def open_lines(file: CsvSource, problems: Problems, meter: Meter) -> Iterator[Lines]:
    """Open ``file`` as text: utf-8 with or without BOM if all of it is, else cp1252."""
    encoding = _encoding(file, meter)
    with io.TextIOWrapper(open_counted(file, meter), encoding=encoding, errors="replace", newline="") as stream:
        yield Lines(stream, file.name, problems)


def _encoding(file: CsvSource, meter: Meter) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_counted(file, meter) as stream:
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def records(lines: Lines) -> Iterator[tuple[int, list[str], bool]]:
    """Give each record's first line, its cells, and whether its quotation marks are sound.

    A quotation mark that is never closed would swallow the records after it: such a line is read by itself and the
    lines after it are read again.
    """
    reader = csv.reader(lines, strict=True, skipinitialspace=True)
    while True:
        start = lines.start_record()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield start, _alone(lines.put_back_all_but_first()), False
        else:
            yield start, cells, True


def _alone(line: str) -> list[str]:
    try:
        return next(csv.reader([line], skipinitialspace=True), [])
    except csv.Error:
        return []
