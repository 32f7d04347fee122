"""A PostgreSQL server of a test's own, which may be killed and started again. fsync stays on, as it is by default."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import psycopg

from tests.clusters import found_binaries, locale_options, owner_of

PATIENCE = 60.0
"""Seconds after which a server that was waited for does not come any more."""


class NoServer(Exception):
    """No PostgreSQL on this computer could be started; the sentence says what was tried."""


class Server:
    """A server on a socket in a folder of its own. Made and started at once; leaving the block ends and removes it.

    ``kill`` is what a power switch does to the processes: SIGKILL for the postmaster and for all its children at
    once. The system keeps what was written to files, so this shows process kills, not power cuts.
    """

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="casetable-own-", dir="/tmp" if Path("/tmp").is_dir() else None))
        self._user = owner_of(self.home)
        self._process: subprocess.Popen[bytes] | None = None
        self._binaries = Path()
        tried = []
        for binaries in found_binaries():
            self._binaries = binaries
            try:
                self._make()
                self.start()
            except (OSError, subprocess.SubprocessError, NoServer) as error:
                tried.append(f"{binaries}: {error}")
                self.stop()
                shutil.rmtree(self._data, ignore_errors=True)
                continue
            return
        self.close()
        raise NoServer("; ".join(tried) or "no initdb was found")

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @property
    def is_running(self) -> bool:
        """True from ``start`` to ``stop`` or ``kill``."""
        return self._process is not None and self._process.poll() is None

    @property
    def socket(self) -> Path:
        """The server's socket, for a test that stands between it and a program."""
        return self.home / ".s.PGSQL.5432"

    def url(self, schema: str) -> str:
        """casetable's URL of a schema; founding a table there makes the schema."""
        return f"postgresql://casetable@/postgres?host={self.home}&schema={schema}"

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        """A connection of the test itself, in autocommit."""
        return psycopg.connect(f"postgresql://casetable@/postgres?host={self.home}", autocommit=True, connect_timeout=5)

    def start(self) -> None:
        """Start it and wait until it takes connections. Raises NoServer when it ends or never does."""
        if self.is_running:
            return
        settings = ("listen_addresses=", "max_connections=40", "recovery_init_sync_method=syncfs")
        options = [word for setting in settings for word in ("-c", setting)]
        self._process = self._run("postgres", "-D", str(self._data), "-k", str(self.home), *options)
        deadline = time.monotonic() + PATIENCE
        while True:
            with suppress(psycopg.OperationalError):
                self.connect().close()
                return
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise NoServer((self.home / "log").read_text(errors="replace")[-600:])
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it in an orderly way, ending every connection."""
        if self._process is not None and self.is_running:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(PATIENCE)
        self._process = None

    def kill(self) -> None:
        """SIGKILL for the postmaster and all its children; returns when none of them lives any more."""
        if self._process is None or not self.is_running:
            return
        self._process.send_signal(signal.SIGSTOP)
        children = _children(self._process.pid)
        for process in (*children, self._process.pid):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._process.wait(PATIENCE)
        self._process = None
        deadline = time.monotonic() + PATIENCE
        while any(_lives(child) for child in children) and time.monotonic() < deadline:
            time.sleep(0.01)

    def restart(self) -> None:
        """Start it again after ``kill`` or ``stop``; stops it first when it still runs."""
        self.stop()
        self.start()

    def close(self) -> None:
        """End it and remove its files."""
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self.home / "data"

    def _make(self) -> None:
        options = ("-U", "casetable", "-A", "trust", "-E", "UTF8", "--no-sync", *locale_options())
        made = self._run("initdb", "-D", str(self._data), *options)
        if made.wait(PATIENCE) != 0:
            raise NoServer((self.home / "log").read_text(errors="replace")[-600:])

    def _run(self, program: str, *options: str) -> "subprocess.Popen[bytes]":
        with (self.home / "log").open("ab") as log:
            process: subprocess.Popen[bytes] = subprocess.Popen(
                [str(self._binaries / program), *options],
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._user,  # type: ignore[call-overload]
            )
            return process


def _children(parent: int) -> list[int]:
    """The processes that a process started and that still live."""
    said = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in said.splitlines()]
    return [process for process, its_parent in pairs if its_parent == parent]


def _lives(process: int) -> bool:
    """False for a process that ended, even when nobody has asked yet how it ended."""
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False).stdout
    return bool(said.strip()) and not said.strip().startswith("Z")
