"""Reading bytes while telling how far it is."""

import io
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

from casetable.errors import BadFile
from casetable.exchange.hmis.source import UNREADABLE, CsvSource

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1 << 18


class Meter:
    """Tells how many bytes are read of how many. Every file is read twice: once for its encoding, once for its rows."""

    def __init__(self, total: int, tell: Callable[[int, int], None] | None) -> None:
        self.done = 0
        self.total = total
        self._told = 0
        self._tell = tell

    def add(self, count: int) -> None:
        """Count bytes read."""
        self.done = min(self.done + count, self.total)
        if self._tell and (self.done - self._told >= _CHUNK or self.done == self.total):
            self._told = self.done
            self._tell(self.done, self.total)

    def finish(self) -> None:
        """Say that all is read, whatever was skipped."""
        self.add(self.total - self.done)


class _Counted(io.RawIOBase):
    """A stream of bytes that counts what is read, and says in one sentence that a file is damaged."""

    def __init__(self, name: str, inner: IO[bytes], meter: Meter) -> None:
        super().__init__()
        self._name = name
        self._inner = inner
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer).cast("B")
        try:
            data = self._inner.read(len(room))
        except UNREADABLE as trouble:
            raise BadFile(f"{self._name} is damaged and cannot be read to its end.") from trouble
        room[: len(data)] = data
        self._meter.add(len(data))
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def open_counted(file: CsvSource, meter: Meter) -> io.BufferedReader:
    """Open ``file`` for reading bytes. Raises BadFile, also later, if it is damaged."""
    try:
        inner = file.open_bytes()
    except UNREADABLE as trouble:
        raise BadFile(f"{file.name} cannot be opened.") from trouble
    return io.BufferedReader(_Counted(file.name, inner, meter), buffer_size=_CHUNK)
