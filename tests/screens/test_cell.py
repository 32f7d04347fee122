import os
import subprocess
import sys

import pytest
from rich.cells import cell_len

from casetable.screens.cell import Signs, cell, cut, fit, sides, signs_for
from casetable.words import Sign
from tests.screens.values import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_literally_without_control_bytes(text):
    drawn = cell(text).plain
    assert all(c.isprintable() or c in "\u200d" for c in drawn)
    assert "[" not in text or drawn.startswith("[")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [0, 1, 2, 9, 22])
def test_cut_text_never_exceeds_its_cells(text, width):
    assert cell_len(cut(text, width)) <= width
    assert cell_len(fit(text, width)) == width


def test_an_ellipsis_tells_that_something_was_left_out():
    assert cut("rent arrears letter", 12) == "rent arrear…"
    assert cut("rent", 4) == "rent"


def test_the_right_side_is_placed_by_cells_and_the_left_gives_way():
    line = sides(cell("casetable · " + "漢" * 60), cell("Dana"), 40).plain
    assert cell_len(line) == 40
    assert line.endswith(" Dana")


def test_signs_are_ascii_by_config():
    assert signs_for("ascii").draw(Sign.DONE) == "ok"
    assert signs_for("unicode") == Signs(ascii=False)


@pytest.mark.parametrize(
    ("named", "is_ascii"), [("C", True), ("POSIX", True), ("C.UTF-8", False), ("xx_XX.UTF-8", False)]
)
def test_signs_are_ascii_where_the_locale_is_though_python_turns_on_utf_8(named, is_ascii):
    asked = "from casetable.screens.cell import signs_for; print(signs_for(None).ascii)"
    done = subprocess.run(
        [sys.executable, "-c", asked], env={**os.environ, "LC_ALL": named}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(is_ascii)
