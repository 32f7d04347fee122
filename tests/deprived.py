"""A child process whose rights hold: the tests may run as root, whom no file's rights keep from anything.

``Deprived`` starts ``python -m tests.deprived`` without root's power over files and lets it run command lines and the
app, one after the other, in one process. Where that power cannot be given up the tests are skipped, loudly.
"""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = "RIGHTS OF FILES NOT TESTED: root without setpriv"


@dataclass(frozen=True)
class Told:
    """What one run said."""

    code: int
    out: str
    err: str


class Deprived:
    """The child. Close it when done."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [*_without_power(), sys.executable, "-m", "tests.deprived"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> Told:
        """Run one command line."""
        return Told(**self._ask({"words": words}))

    def glass(self, where: str, who: str, keys: Sequence[str]) -> str:
        """Open the app, press keys and return what is on the glass; a word in angle brackets waits until it is seen."""
        return str(self._ask({"where": where, "who": who, "keys": list(keys)})["glass"])

    def close(self) -> None:
        """End the child."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(20)

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "failed" not in answer, answer["failed"]
        return answer


def _without_power() -> list[str]:
    if os.name == "nt" or os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip(LEFT_OUT)
    return [setpriv, "--bounding-set", "-dac_override,-dac_read_search"]


def _serve() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        question = json.loads(line)
        try:
            said = _run(question["words"]) if "words" in question else _drive(**question)
        except BaseException as error:
            said = {"failed": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(said) + "\n")
        answers.flush()


def _run(words: list[str]) -> dict[str, Any]:
    from casetable.cli import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    return {"code": code, "out": out.getvalue(), "err": err.getvalue()}


def _drive(where: str, who: str, keys: list[str]) -> dict[str, Any]:
    import asyncio

    from casetable.seat import open_table
    from tests.screens.driving import an_app, sees
    from tests.screens.glass import glass

    async def drive() -> str:
        app = an_app(table, who)
        async with app.run_test(size=(120, 30)) as pilot:
            for key in keys:
                if key.startswith("<"):
                    await sees(pilot, key[1:-1])
                else:
                    await pilot.press(key)
            return str(glass(app))

    table = open_table(where)
    try:
        return {"glass": asyncio.run(drive())}
    finally:
        table.close()


if __name__ == "__main__":
    _serve()
