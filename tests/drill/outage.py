"""Killing the server while two write at the command line and one at the app: SIGKILL for all its processes."""

import functools
import random
import time
from pathlib import Path

from tests.drill import hands, patient
from tests.drill.books import Books, keep
from tests.drill.figures import Figures
from tests.drill.forks import PATIENCE, Child, Stuck, ask, listen, start, to_the_end
from tests.drill.ground import ServerGround
from tests.drill.look import looked_at
from tests.drill.rounds import APP
from tests.drill.steps import NAMES

ROUNDS_PER_TABLE = 25
LATEST = 0.4
"""Seconds after everybody's first receipt within which the server is killed."""
AWAY = (0.1, 1.5)
"""Seconds that it stays away."""
PROMISED = 5.0
"""Seconds within which the app is to be connected again: told in the figures, not held against a busy computer."""


def outages(ground: ServerGround, rounds: int, seed: str) -> Figures:
    """Kill the server ``rounds`` times; stops at the first round that is wrong."""
    figures = Figures("server", ground.engine)
    books = Books()
    for number in range(rounds):
        if number % ROUNDS_PER_TABLE == 0:
            ground.make()
            books = Books(entries=ask(functools.partial(looked_at, ground.where), ground.folder / "errors")["entries"])
            figures.said(number, rounds)
        problems = _one_round(ground, random.Random(f"{seed}/server/{number}"), books, figures)
        if problems:
            figures.blame(number, problems)
            break
    return figures.stop()


def _one_round(ground: ServerGround, chance: random.Random, books: Books, figures: Figures) -> list[str]:
    children = [_seat(ground, name, str(chance.random())) for name in NAMES]
    if not listen(children, lambda: all(child.lines for child in children), while_alive=True):
        _give_up(ground, children)
    listen(children, lambda: False, chance.uniform(0, LATEST))
    ground.server.kill()
    listen(children, lambda: False, chance.uniform(*AWAY))
    ground.server.restart()
    returned, before = time.monotonic(), {child.name: len(child.lines) for child in children}
    if not listen(children, lambda: all(len(child.lines) > before[child.name] for child in children), while_alive=True):
        _give_up(ground, children)
    for child in children:
        child.ask_to_stop()
    to_the_end(children)
    seen = ask(functools.partial(looked_at, ground.where), ground.folder / "errors")
    tally, problems = books.close_round(children, seen)
    problems += [f"{child.name} ended with {child.code}" for child in children if child.code]
    figures.rounds += 1
    figures.kills += 1
    figures.recovery = max(figures.recovery, seen["seconds"])
    figures.count(tally)
    keep(children, ground.folder)
    return problems + _about_the_app(children, returned, figures)


def _about_the_app(children: list[Child], returned: float, figures: Figures) -> list[str]:
    """What the person at the app saw: the text kept, and how soon the table was back."""
    said = next(child for child in children if child.name == APP).messages
    figures.in_flight += any("not_yet" in message for message in said)
    back = [message["back"] - returned for message in said if "back" in message]
    figures.reconnected = max([figures.reconnected, *back])
    figures.late += sum(seconds > PROMISED for seconds in back)
    gone = [message for message in said if message.get("kept") is False]
    return ["lost: what was typed in the app was not kept"] if gone else []


def _seat(ground: ServerGround, name: str, seed: str) -> Child:
    write = patient.write if name == APP else functools.partial(hands.write, outage=True)
    return start(name, functools.partial(write, ground.where, name, seed), _errors(ground, name))


def _give_up(ground: ServerGround, children: list[Child]) -> None:
    """Raise Stuck with how each child stood and the end of what it wrote to its file of errors."""
    fell_silent = [child.name for child in children if child.is_silent]
    for child in children:
        child.kill()
    to_the_end(children)
    told = {child.name: (child.code, len(child.lines), child.messages[-1:]) for child in children}
    errors = "".join(f"\n--- {child.name}:\n{_end_of(_errors(ground, child.name))}" for child in children)
    silent = (
        f"{' and '.join(fell_silent)} ended by itself"
        if fell_silent
        else f"Somebody wrote nothing for {PATIENCE:.0f} s"
    )
    raise Stuck(f"{silent}: {told}{errors}")


def _errors(ground: ServerGround, name: str) -> Path:
    return ground.folder / f"errors-{name}"


def _end_of(errors: Path) -> str:
    return errors.read_text(errors="replace")[-1500:] if errors.exists() else ""
