"""A writer at the real command line: ``casetable.cli.main`` again and again, its receipts read by the drill."""

import json
import random
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO

from casetable.cli import main
from tests.drill.forks import Mouth
from tests.drill.points import Fuse, lay
from tests.drill.steps import Memory, Step, command, draw

NOT_SAVED, IN_DOUBT = 7, 8
A_MOMENT = 0.1
"""Seconds that a person takes before trying again."""
MOST_STEPS = 400


def write(where: str, me: str, seed: str, mouth: Mouth, *, fuse: Fuse | None = None, outage: bool = False) -> None:
    """Write until asked to stop. With ``outage`` what was not saved is tried again, as a person would."""
    lay(fuse, mouth)
    chance, memory = random.Random(seed), Memory(me)
    for number in range(MOST_STEPS):
        if mouth.asked_to_stop():
            return
        step = draw(chance, memory, plain=outage)
        mouth.tell(intent=number, step=step)
        mouth.spoken.take()
        code = _carry_out(where, me, step, mouth) if outage else main(["--table", where, "--as", me, *command(step)])
        receipt = mouth.spoken.take()
        mouth.tell(ended=number, code=code)
        if code == 0:
            memory.learn(step, receipt)


def _carry_out(where: str, me: str, step: Step, mouth: Mouth) -> int:
    """Try until it is saved. Where that is in doubt, look first."""
    line = ["--table", where, "--as", me]
    while True:
        code = main([*line, *command(step)])
        if code not in (NOT_SAVED, IN_DOUBT):
            return code
        mouth.tell(refused=code)
        if code == IN_DOUBT and _stands(line, step):
            print(f"{_reference(line, step)} is there.", flush=True)
            return 0
        if mouth.asked_to_stop() and code == NOT_SAVED:
            return code
        time.sleep(A_MOMENT)


def _stands(line: Sequence[str], step: Step) -> bool:
    """Look whether the table holds the step's words; waits until the table can be read again."""
    return step["token"] in _read(line, _look(step))


def _look(step: Step) -> list[str]:
    if step["do"] == "add":
        return ["task", "list", "--owner", step["owner"], "--limit", "100000"]
    return ["participant", "list"] if step["do"] == "propose" else ["task", "show", step["reference"]]


def _reference(line: Sequence[str], step: Step) -> str:
    if "reference" in step:
        return str(step["reference"])
    rows = json.loads(_read(line, _look(step)))
    return next(str(row.get("task") or row["participant"]) for row in rows if step["token"] in json.dumps(row))


def _read(line: Sequence[str], words: Sequence[str]) -> str:
    while True:
        with redirect_stdout(StringIO()) as said:
            code = main([*line, "--json", *words])
        if code == 0:
            return said.getvalue()
