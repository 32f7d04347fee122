"""What a person sees: the running app's screen as plain text, and snapshots of it kept beside the tests."""

import os
from pathlib import Path

from textual.app import App

SNAPSHOTS = Path(__file__).parent / "snapshots"


def glass(app: App) -> str:
    """Return the whole screen, one line per line of the terminal, without trailing blanks."""
    app.screen._compositor  # noqa: B018
    width, height = app.size
    app.screen.refresh()
    strips = app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip if not segment.control) for strip in strips]
    assert len(lines) <= height
    return "\n".join(line[:width].rstrip() for line in lines) + "\n"


def matches_snapshot(app: App, name: str) -> None:
    """Compare the screen with its snapshot; CASETABLE_SNAPSHOTS=write writes it anew."""
    seen = glass(app)
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("CASETABLE_SNAPSHOTS") == "write":
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")
