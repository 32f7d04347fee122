"""This computer's settings: who sits here at which table, keys, theme, signs. Comments are kept when it is written.

::

    theme = "casetable-light"      # or a theme of Textual
    ascii = true                   # signs as ok . ! ? instead of what the locale can show

    [keys]                         # a command's id and the key it should have
    done = "D"

    [me]                           # table and the name of who sits here
    "/home/dana/partnership.casetable" = "Dana Reyes"
"""

import os
from pathlib import Path
from typing import Any

from casetable.errors import BadFile
from casetable.places import config_file, make_private_folder


def settings() -> dict[str, Any]:
    """Everything the file says; ``ascii`` also as ``signs``. Empty where there is none. Raises BadFile."""
    text = _text()
    if not text:
        return {}
    import tomllib

    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadFile(f"The settings in {config_file()} cannot be read.", (f"{problem}.",), "Mend the file.") from None
    if "signs" not in said and isinstance(said.get("ascii"), bool):
        said["signs"] = "ascii" if said["ascii"] else "unicode"
    return said


def who_sits_at(where: str) -> str:
    """The name remembered for a table, or empty."""
    me = settings().get("me")
    return str(me.get(_key(where), "")) if isinstance(me, dict) else ""


def remember(where: str, name: str) -> None:
    """Remember who sits at a table. Everything else in the file stays as it was written."""
    import tomlkit

    settings()
    document = tomlkit.parse(_text())
    if not isinstance(document.get("me"), dict):
        document["me"] = tomlkit.table()
    document["me"][_key(where)] = name
    _write(tomlkit.dumps(document))


def _text() -> str:
    try:
        return config_file().read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        why = problem.strerror or "" if isinstance(problem, OSError) else "it is no UTF-8 text"
        raise BadFile(f"The settings in {config_file()} cannot be read.", (f"{why}.",), "Mend the file.") from None


def _write(text: str) -> None:
    file = config_file().resolve()
    make_private_folder(file.parent)
    fresh = file.with_name(file.name + ".new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write(text)
    fresh.replace(file)


def _key(where: str) -> str:
    """A table's name in the file: its URL, or its whole path."""
    return where if "://" in where else str(Path(where).expanduser().resolve())
