"""What a writer does, one step after the other, and what a table should hold afterwards.

Every step carries a token that nobody else uses. ``after`` is the drill's own small model of casetable: it says what
one person's promises and participants look like once a step is done.
"""

import random
import re
import string
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Step = dict[str, Any]
Facts = dict[str, dict[str, Any]]
"""By token: a promise or a participant of one person, as plain values."""

NAMES = {"dana": "Dana Reyes", "lee": "Lee Park", "omar": "Omar Haddad"}
_WORDS = ("bring", "copy", "letter", "lease", "papers", "keys", "boxes", "forms", "chairs", "lamp", "blankets")
_REFERENCE = re.compile(r"\b[TP]-\d+")


@dataclass
class Memory:
    """What a writer remembers of its own steps, as a person does from the receipts that were read."""

    me: str
    open: dict[str, str] = field(default_factory=dict)
    """References of own promises under way, by token."""
    last: Step | None = None
    last_reference: str = ""

    def learn(self, step: Step, receipt: str) -> None:
        """Remember what a receipt says."""
        found = _REFERENCE.search(receipt)
        reference = found[0] if found else ""
        if step["do"] == "add" and step["owner"] == self.me:
            self.open[step["token"]] = reference
        if step["do"] == "done":
            self.open.pop(step["about"], None)
        self._learn_reversal(step)
        self.last, self.last_reference = step, reference

    def _learn_reversal(self, step: Step) -> None:
        last = self.last
        if last is None or step["do"] not in ("undo", "redo"):
            return
        original = last if step["do"] == "undo" else last["of"]
        undone = step["do"] == "undo"
        if original["do"] == "add" and original["owner"] == self.me:
            self.open.pop(original["token"], None)
            if not undone:
                self.open[original["token"]] = self.last_reference
        if original["do"] == "done":
            self.open.pop(original["about"], None)
            if undone:
                self.open[original["about"]] = self.last_reference


def draw(chance: random.Random, memory: Memory, *, plain: bool = False) -> Step:
    """The next step. ``plain`` leaves out what carries no token of its own (undo and redo)."""
    token = "zq" + "".join(chance.choices(string.ascii_lowercase, k=9))
    last = memory.last
    if not plain and last is not None and last["do"] == "undo" and chance.random() < 0.6:
        return {"do": "redo", "token": token, "of": last["of"]}
    if not plain and last is not None and last["do"] not in ("undo", "redo") and chance.random() < 0.12:
        return {"do": "undo", "token": token, "of": last}
    kinds = ["add"] * 4 + ["propose"] + (["log"] * 4 + ["move"] * 3 + ["done"] * 2 + ["edit"] if memory.open else [])
    kind = chance.choice(kinds)
    said = " ".join(chance.choices(_WORDS, k=chance.randint(2, 5)))
    step: Step = {"do": kind, "token": token, "words": f"{token} {said}"}
    if kind == "add":
        step |= {"owner": chance.choice(list(NAMES)), "due": _day(chance), "size": chance.choice((15, 30, 60, 120))}
    elif kind != "propose":
        step["about"] = chance.choice(sorted(memory.open))
        step |= {
            "reference": memory.open[step["about"]],
            "minutes": chance.choice((5, 10, 25, 50)),
            "due": _day(chance),
        }
    if kind == "edit":
        step["words"] = f"{step['about']} {token} {said}"
    return step


def command(step: Step) -> list[str]:
    """The words of the command line that does a step."""
    words, reference = step.get("words", ""), step.get("reference", "")
    minutes = str(step.get("minutes", ""))
    match step["do"]:
        case "add":
            return ["task", "add", words, "--to", step["owner"], "--due", step["due"], "--size", f"{step['size']}m"]
        case "log":
            return ["task", "log", reference, words, "--minutes", minutes]
        case "move":
            return ["task", "move", reference, step["due"], "--why", words]
        case "done":
            return ["task", "done", reference, "--minutes", minutes, "--note", words]
        case "edit":
            return ["task", "edit", reference, "--title", words]
        case "propose":
            return ["participant", "propose", words, "--asked-on", "today", "--needs", words[::-1], "--born", "1980"]
        case reversal:
            return [str(reversal)]


def after(history: list[Facts], me: str, step: Step) -> Facts:
    """What stands once ``step`` was done by ``me``; ``history`` ends with what stood before it."""
    if step["do"] in ("undo", "redo"):
        return history[-2]
    facts = {token: dict(values) for token, values in history[-1].items()}
    words = step["words"]
    if step["do"] == "add":
        state = "open" if step["owner"] == me else "asked"
        facts[step["token"]] = {
            "title": words,
            "owner": NAMES[step["owner"]],
            "due": step["due"],
            "size": step["size"],
            "state": state,
            "minutes": 0,
            "notes": [],
        }
    elif step["do"] == "propose":
        facts[step["token"]] = {"name": words, "needs": words[::-1], "state": "proposed", "born": 1980}
    else:
        _happen(facts[step["about"]], step)
    return facts


def _happen(task: dict[str, Any], step: Step) -> None:
    words = step["words"]
    if step["do"] == "edit":
        task["title"] = words
        return
    minutes = step["minutes"] if step["do"] in ("log", "done") else None
    kind = {"log": "logged", "move": "moved", "done": "done"}[step["do"]]
    task["notes"] = [*task["notes"], [kind, words, minutes]]
    task["minutes"] += minutes or 0
    if step["do"] == "move":
        task["due"] = step["due"]
    if step["do"] == "done":
        task["state"] = "done"


def _day(chance: random.Random) -> str:
    return (date.today() + timedelta(days=chance.randint(3, 200))).isoformat()
