"""Killing one command at a moment of its life, again and again: afterwards the old state stands, or the new."""

import random
import time

from tests.drill.deeds import NEW, Deed, Made
from tests.drill.figures import Figures
from tests.drill.forks import Stuck, to_the_end
from tests.drill.ground import FileGround, ServerGround
from tests.drill.place import Place

PRACTICE = 2
"""Whole runs before the first kill; the last one says how long the command lives."""
BEYOND = 1.05
"""Moments are drawn up to a little after its usual end."""


def kill_a_command(what: str, made: Made, ground: FileGround | ServerGround, rounds: int, seed: str) -> Figures:
    """Kill it ``rounds`` times; stops at the first round that is wrong."""
    figures = Figures(what, ground.engine)
    deed = made(Place(ground))
    lasts = _practise(deed)
    figures.said(0, rounds)
    for number in range(rounds):
        chance = random.Random(f"{seed}/{what}/{ground.engine}/{number}")
        problems = _one_round(deed, chance.uniform(0, lasts * BEYOND), figures)
        if problems:
            figures.blame(number, problems)
            break
    return figures.stop()


def _practise(deed: Deed) -> float:
    """Run it whole; returns how many seconds it took."""
    seconds = 0.0
    for _ in range(PRACTICE):
        deed.setting()
        began = time.monotonic()
        code = deed.again()
        seconds = time.monotonic() - began
        if code:
            raise Stuck(f"{' '.join(deed.words())} ended with {code} when nobody killed it.")
    deed.learn()
    return seconds


def _one_round(deed: Deed, delay: float, figures: Figures) -> list[str]:
    deed.setting()
    child = deed.place.start(deed.words())
    time.sleep(delay)
    child.kill()
    to_the_end([child])
    began = time.monotonic()
    state, problems = deed.judge(child.lines)
    figures.rounds += 1
    figures.kills += child.code is not None and child.code < 0
    figures.in_flight += child.code is not None and child.code < 0 and not child.lines
    figures.acknowledged += bool(child.lines)
    figures.recovery = max(figures.recovery, time.monotonic() - began)
    figures.old += state != NEW
    figures.new += state == NEW
    return problems
