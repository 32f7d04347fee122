"""Draw the pictures of the docs: python -m tests.pictures FOLDER. Made from the sample on a fixed day."""

import asyncio
import re
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from casetable.jobs.sample import make_sample
from casetable.screens.app import CasetableApp
from casetable.seat import open_table

DAY = date(2026, 11, 23)
_FONTS = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
"""Textual names web fonts in its pictures; these are to be seen offline, in whatever fixed-width font is there."""
SHOTS = (
    ("week-dark", "casetable-dark", (80, 24), ()),
    ("week-light", "casetable-light", (80, 24), ()),
    ("week-wide", "casetable-dark", (140, 40), ()),
    ("my-week", "casetable-dark", (80, 24), ("g",)),
    ("participants", "casetable-dark", (80, 24), ("2",)),
    ("story", "casetable-dark", (80, 24), ("enter",)),
)


async def _shoot(where: str, person: str, name: str, theme: str, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    table = open_table(where)
    app = CasetableApp(table, person, lambda: datetime(2026, 11, 23, 18, 0, tzinfo=UTC), {"theme": theme})
    async with app.run_test(size=size) as pilot:
        while app.loaded is None:
            await pilot.pause(0.1)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.5)
        await pilot.pause(0.2)
        picture = app.export_screenshot(title=f"casetable: {name.replace('-', ' ')}")
    table.close()
    return _FONTS.sub("", picture)


def draw(folder: Path) -> list[Path]:
    """Draw every picture into ``folder``; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    with tempfile.TemporaryDirectory() as scratch:
        where = str(Path(scratch) / "sample.casetable")
        person = make_sample(where, on=DAY)
        for name, theme, size, keys in SHOTS:
            file = folder / f"{name}.svg"
            file.write_text(asyncio.run(_shoot(where, person, name, theme, size, keys)), encoding="utf-8")
            drawn.append(file)
    return drawn


if __name__ == "__main__":
    for picture in draw(Path(sys.argv[1])):
        print(picture)
