"""The drill's books: what was acknowledged to whom, and whether the table agrees."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tests.drill.steps import NAMES, Facts, Step, after

REFUSED = (1, 7)
"""Exit codes that say: nothing was saved."""


class Told(Protocol):
    """A writer as the books know it: what a person saw, and what was announced before each write."""

    name: str
    lines: list[str]
    messages: list[dict[str, Any]]


@dataclass
class Tally:
    """One round's figures."""

    acknowledged: int = 0
    arrived: int = 0
    vanished: int = 0
    refused: int = 0


@dataclass
class Books:
    """What stands for each writer after the last round that was looked at."""

    facts: dict[str, Facts] = field(default_factory=lambda: {name: {} for name in NAMES})
    entries: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))

    def close_round(self, children: Sequence[Told], seen: dict[str, Any]) -> tuple[Tally, list[str]]:
        """Compare what the children were told with the table; returns the figures and everything that is wrong."""
        tally, wrong = Tally(), [*seen["problems"], *(f"doubled: {words}" for words in seen["doubled"])]
        for child in children:
            wrong += self._close(child, seen, tally)
        self.facts, self.entries = seen["facts"], seen["entries"]
        return tally, wrong

    def _close(self, child: Told, seen: dict[str, Any], tally: Tally) -> list[str]:
        name = child.name
        done, pending, problems = _said(child)
        tally.refused += sum(1 for message in child.messages if message.get("code", 0) or message.get("refused", 0))
        tally.acknowledged += len(done)
        history = [self.facts[name]]
        for step in done:
            history.append(after(history, name, step))
        new = seen["entries"][name] - self.entries[name]
        if pending is not None and new == len(done) + 1:
            history.append(after(history, name, pending))
            tally.arrived += 1
        elif pending is not None:
            tally.vanished += 1
        expected = len(history) - 1
        if new != expected:
            kind = "doubled" if new > expected else "lost"
            problems.append(f"{kind}: {name} was told of {len(done)} changes, the log has {new}")
        return [f"{name}: {one}" for one in problems + differences(history[-1], seen["facts"][name])]


def differences(expected: Facts, found: Facts) -> list[str]:
    """Every promise or participant that is not as it should be, in words."""
    problems = [f"lost: {values}" for token, values in expected.items() if token not in found]
    problems += [f"nobody was told of {values}" for token, values in found.items() if token not in expected]
    return problems + [
        f"differs: told {values}, found {found[token]}"
        for token, values in expected.items()
        if token in found and found[token] != values
    ]


def keep(children: Sequence[Told], folder: Path) -> None:
    """Write down what everybody announced and was told, for study."""
    told = {child.name: {"lines": child.lines, "messages": child.messages} for child in children}
    (folder / "told.json").write_text(json.dumps(told, indent=1))


def in_flight(child: Told) -> bool:
    """True if the child was killed between announcing a write and its receipt."""
    return _said(child)[1] is not None


def _said(child: Told) -> tuple[list[Step], Step | None, list[str]]:
    """The acknowledged steps in order, the one that was under way without a receipt, and what does not fit."""
    steps = {message["intent"]: message["step"] for message in child.messages if "intent" in message}
    codes = {message["ended"]: message["code"] for message in child.messages if "ended" in message}
    problems = [f"{steps[n]['do']} ended with {code}" for n, code in codes.items() if code not in (0, *REFUSED)]
    tried = [number for number in steps if codes.get(number, 0) == 0]
    done = [steps[number] for number in tried[: len(child.lines)]]
    left = tried[len(child.lines) :]
    if len(left) > 1 or (left and left[0] in codes):
        problems.append(f"{len(left)} changes ended well without a receipt")
    if len(child.lines) > len(tried):
        problems.append(f"a receipt too many: {child.lines[-1]}")
    return done, steps[left[0]] if left and left[0] not in codes else None, problems
