"""The drill's command line: ``python -m tests.drill kill --rounds N``."""

import argparse
import gc
import json
import os
import secrets
import signal
import sys
import tempfile
from pathlib import Path

from tests.drill import preload
from tests.drill.figures import Figures, as_json, as_table
from tests.drill.ground import FileGround, Ground, ServerGround
from tests.drill.kinds import KINDS

STOPPED = 143
"""The exit code of a drill that was told to stop: its server and folders are removed all the same."""


def main(words: list[str] | None = None) -> int:
    """Run the drill; returns 1 when anything was lost, doubled or left half."""
    said = _parser().parse_args(words)
    seed = said.seed or secrets.token_hex(4)
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="casetable-drill-home-") as home:
        _at_home(Path(home))
        preload.everything(Path(home))
        gc.collect()
        gc.freeze()
        signal.signal(signal.SIGTERM, _stop)
        runs = [
            run
            for engine in (("sqlite", "postgresql") if said.engine == "both" else (said.engine,))
            for run in _at_engine(engine, said.what, said.rounds, seed)
        ]
    print(as_table(runs))
    if said.json:
        said.json.write_text(json.dumps(as_json(seed, runs), indent=2) + "\n")
    wrong = [problem for run in runs for problem in run.wrong]
    for problem in wrong[:40]:
        print(f"WRONG {problem}")
    print(f"seed {seed}: {f'{len(wrong)} things are wrong' if wrong else 'nothing was lost'}")
    return 1 if wrong else 0


def _stop(*_: object) -> None:
    """End once, so that being told twice does not keep the server from being ended."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(STOPPED)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.drill", description=__doc__)
    kill = parser.add_subparsers(required=True).add_parser("kill", help="kill processes, then look what is there")
    kill.add_argument("--rounds", type=int, default=10, metavar="N")
    kill.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    kill.add_argument("--what", choices=(*KINDS, "all"), default="writes")
    kill.add_argument("--seed", default="", help="a word; drawn and printed when none is given")
    kill.add_argument("--json", type=Path, metavar="FILE", help="where the figures go")
    return parser


def _at_home(home: Path) -> None:
    """Nothing of the drill touches this computer's settings, and no colour is drawn."""
    for name, file in (("CONFIG", "config.toml"), ("LOG", "casetable.log"), ("TABLE", "usual.casetable")):
        os.environ[f"CASETABLE_{name}"] = str(home / file)


def _at_engine(engine: str, what: str, rounds: int, seed: str) -> list[Figures]:
    runs = []
    for kind in KINDS.values() if what == "all" else (KINDS[what],):
        if engine not in kind.engines:
            continue
        ground: Ground = FileGround() if engine == "sqlite" else ServerGround()
        try:
            run = kind.work(ground, rounds, seed)
            if run.wrong:
                aside = Path(tempfile.mkdtemp(prefix=f"casetable-broken-{seed}-"))
                ground.keep(aside)
                run.wrong.append(f"the table and what was said are kept in {aside}")
        finally:
            ground.close()
        runs.append(run)
    return runs


if __name__ == "__main__":
    sys.exit(main())
