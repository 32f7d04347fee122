"""A terminal that goes away without a signal, as behind make or a broken ssh connection, ends the app."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from tests.conftest import Files


@pytest.mark.slow
def test_the_app_ends_when_its_terminal_is_gone(files: Files, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    environment = {
        "CASETABLE_CONFIG": str(tmp_path / "c.toml"),
        "CASETABLE_LOG": str(tmp_path / "log"),
        "TERM": "xterm",
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "casetable", "--table", files.founded(tmp_path), "--as", "dana"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=os.environ | environment,
        start_new_session=True,
    )
    os.close(slave)
    drawn = b""
    until = monotonic() + 60
    while b"Needs you" not in drawn and monotonic() < until and select.select([master], [], [], 1) is not None:
        if select.select([master], [], [], 0)[0]:
            drawn += os.read(master, 65536)
    os.close(master)

    assert b"Needs you" in drawn
    assert program.wait(timeout=30) != 0
