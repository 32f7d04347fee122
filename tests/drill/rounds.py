"""Rounds of kills while people write: two at the command line, one at the app, all at one table."""

import functools
import random
import time
from dataclasses import dataclass

from tests.drill import glasshand, hands, points
from tests.drill.books import Books, Tally, in_flight, keep
from tests.drill.figures import Figures
from tests.drill.forks import Child, ask, listen, start, to_the_end
from tests.drill.ground import Ground
from tests.drill.look import looked_at
from tests.drill.steps import NAMES

ROUNDS_PER_TABLE = 50
"""A table is made anew after so many, so that it stays small."""
LATEST = 0.15
"""Seconds after the first receipt within which the kill falls, when it falls blindly."""
APP = "omar"


@dataclass(frozen=True)
class Plan:
    """How a round goes, drawn before it begins."""

    killed: tuple[str, ...]
    awaited: tuple[str, ...]
    """Whose first receipt is waited for."""
    delay: float
    fuse: points.Fuse | None
    fused: str
    seed: str


def draw(chance: random.Random) -> Plan:
    """All three are killed, or some of them while the others go on; blindly, or at a point inside a write."""
    names = list(NAMES)
    killed = tuple(names) if chance.random() < 0.6 else tuple(chance.sample(names, chance.randint(1, 2)))
    awaited = tuple(names) if chance.random() < 0.5 else (chance.choice(names[:2]),)
    fused = chance.choice(killed)
    fuse = points.draw(chance, 2 if fused == APP else 6) if chance.random() < 0.5 else None
    delay = chance.uniform(0, 0.004) if fuse else chance.uniform(0, LATEST)
    return Plan(killed, awaited, delay, fuse, fused, str(chance.random()))


def writes(ground: Ground, rounds: int, seed: str) -> Figures:
    """Kill writers ``rounds`` times; stops at the first round that is wrong."""
    figures = Figures("writers and app", ground.engine)
    books = Books()
    for number in range(rounds):
        if number % ROUNDS_PER_TABLE == 0:
            ground.make()
            books = Books(entries=ask(functools.partial(looked_at, ground.where), ground.folder / "errors")["entries"])
            figures.said(number, rounds)
        plan = draw(random.Random(f"{seed}/writes/{ground.engine}/{number}"))
        problems = one_round(ground, plan, books, figures)
        if problems:
            figures.blame(number, problems)
            break
    return figures.stop()


def one_round(ground: Ground, plan: Plan, books: Books, figures: Figures) -> list[str]:
    """Let them write, kill, let the others go on and end, look. Returns what is wrong."""
    children = seated(ground, plan)
    strike(children, plan)
    others = [child for child in children if child.name not in plan.killed]
    if others:
        before = {child.name: len(child.lines) for child in others}
        listen(others, lambda: all(len(child.lines) > before[child.name] for child in others), seconds=20)
        for child in others:
            child.ask_to_stop()
    to_the_end(children)
    seen = ask(functools.partial(looked_at, ground.where), ground.folder / "errors")
    tally, problems = books.close_round(children, seen)
    problems += [f"{child.name} ended with {child.code}" for child in others if child.code]
    problems += [f"half: {name} was left behind" for name in ground.leftovers()]
    _count(figures, plan, children, tally, seen["seconds"])
    keep(children, ground.folder)
    return problems


def seated(ground: Ground, plan: Plan) -> list[Child]:
    """Fork the three writers."""
    return [_seat(ground, plan, name) for name in NAMES]


def _seat(ground: Ground, plan: Plan, name: str) -> Child:
    fuse = plan.fuse if plan.fused == name else None
    write = glasshand.write if name == APP else hands.write
    work = functools.partial(write, ground.where, name, plan.seed + name, fuse=fuse)
    return start(name, work, ground.folder / f"errors-{name}")


def strike(children: list[Child], plan: Plan) -> None:
    """Wait for the moment, then SIGKILL whoever is to be killed."""
    victims = [child for child in children if child.name in plan.killed]
    fused = next(child for child in children if child.name == plan.fused)
    waited = [child for child in children if child.name in plan.awaited]

    def struck() -> bool:
        return fused.is_silent or any("commit" in message for message in fused.messages)

    def begun() -> bool:
        return all(child.lines for child in waited)

    listen(children, struck if plan.fuse else begun)
    time.sleep(plan.delay)
    for child in victims:
        child.kill()


def _count(figures: Figures, plan: Plan, children: list[Child], tally: Tally, seconds: float) -> None:
    figures.rounds += 1
    figures.kills += len(plan.killed)
    figures.in_flight += any(in_flight(child) for child in children if child.name in plan.killed)
    figures.recovery = max(figures.recovery, seconds)
    figures.count(tally)
