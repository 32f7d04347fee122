"""The table of permissions: every action of the program is a row of it, every row is an action, every no has words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import casetable
from casetable.errors import NotAllowed
from casetable.rules.permissions import CLOCK_MAY, MAY, check, why_not
from casetable.words import Role

EVERY_ROLE = frozenset(Role)
UNDOES = "actions/history.py"
"""Undoing is a change under the very action that it takes back."""


def actions() -> Iterator[tuple[str, ast.expr]]:
    """Every ``Action(name, …)`` in the program: where it stands, and the expression that names it."""
    root = Path(casetable.__file__).parent
    for file in sorted(root.rglob("*.py")):
        words = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(words)) if "Action(" in words else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Action":
                yield file.relative_to(root).as_posix(), node.args[0]


def test_every_action_is_a_row_and_every_row_is_an_action() -> None:
    named = {str(name.value) for _, name in actions() if isinstance(name, ast.Constant)}
    assert named == set(MAY) | CLOCK_MAY
    assert {where for where, name in actions() if not isinstance(name, ast.Constant)} == {UNDOES}


def test_everything_is_allowed_to_somebody_and_the_clock_has_its_own() -> None:
    assert all(MAY.values())
    assert CLOCK_MAY & set(MAY) == {"backup.make"}
    for action in MAY:
        assert bool(why_not(EVERY_ROLE, action, is_clock=True)) is (action not in CLOCK_MAY)
    for action in CLOCK_MAY - set(MAY):
        assert why_not(EVERY_ROLE, action)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_the_table_says_and_is_told_why_not_else(role: Role) -> None:
    alone = frozenset({role})
    for action, roles in MAY.items():
        said = why_not(alone, action)
        if role in roles:
            assert said == ""
            check(alone, action)
            continue
        assert said.startswith(f"You sit here as {role.label}: ")
        assert "this is for others" not in said
        with pytest.raises(NotAllowed) as refused:
            check(alone, action)
        assert (refused.value.sentence, refused.value.exit_code) == (said, 3)
        assert refused.value.hint


def test_one_of_several_roles_is_enough_and_none_is_nobody() -> None:
    assert not why_not(frozenset({Role.ADVISER, Role.FRONTLINE}), "task.ask")
    assert why_not(frozenset({Role.ADVISER, Role.FRONTLINE}), "person.add").startswith(
        "You sit here as adviser, frontline: "
    )
    assert all(why_not(frozenset(), action).startswith("You sit here as nobody: ") for action in MAY)


def test_whoever_may_not_is_sent_to_the_coordinator_but_the_coordinator_is_not() -> None:
    with pytest.raises(NotAllowed) as told:
        check(frozenset({Role.FRONTLINE}), "agreement.offer")
    assert told.value.hint == "Ask the coordinator if this should be different."
    with pytest.raises(NotAllowed) as told:
        check(frozenset({Role.COORDINATOR}), "agreement.sign")
    assert told.value.hint == "Somebody who may does it."
