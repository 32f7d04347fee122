"""Sheets of fields: what stands in an empty field is read whole on a narrow glass."""

import ast
from pathlib import Path

import pytest

from casetable import screens

ROOM = 60
"""Cells of a field at 80 columns, beside its name."""


def hints():
    """Every hint written in the room, by the file and the field's name."""
    for path in sorted(Path(screens.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Field" and len(node.args) > 2:
                texts = [part.value for part in ast.walk(node.args[2]) if isinstance(part, ast.Constant)]
                yield pytest.param(texts, id=f"{path.stem}-{ast.unparse(node.args[0])}")


@pytest.mark.parametrize("texts", list(hints()))
def test_every_hint_of_a_field_fits_eighty_columns(texts):
    assert all(len(text) <= ROOM for text in texts)
