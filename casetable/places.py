"""Where files live. Nothing else knows a path."""

import os
from pathlib import Path

import platformdirs

APP = "casetable"


def data_file(*parts: str) -> Path:
    """A file that ships with casetable, found in the wheel (``casetable/_data``) and in a checkout alike.

    Raises FileNotFoundError when it is not there.
    """
    here = Path(__file__).resolve().parent
    for root in (here / "_data", here.parent / "data"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))


def default_table() -> Path:
    """The table that is opened when nobody names one."""
    return data_folder() / "partnership.casetable"


def data_folder() -> Path:
    """This computer's folder for casetable's data."""
    return Path(platformdirs.user_data_dir(APP))


def backups_folder(where: str) -> Path:
    """Where a table's backups go when nobody says: beside a file, for a server in this computer's data folder."""
    if "://" in where:
        return data_folder() / "backups"
    return Path(where).expanduser().absolute().parent / "backups"


def config_file() -> Path:
    """This computer's settings; CASETABLE_CONFIG names another place."""
    named = os.environ.get("CASETABLE_CONFIG")
    return Path(named) if named else Path(platformdirs.user_config_dir(APP)) / "config.toml"


def program_log() -> Path:
    """The one log file of the program: no values, only what broke where."""
    named = os.environ.get("CASETABLE_LOG")
    return Path(named) if named else Path(platformdirs.user_log_dir(APP)) / "casetable.log"


def system_zone() -> str:
    """The IANA name of this computer's zone, as TZ or the system's settings give it; empty when neither does."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named:
        return "" if named.startswith("/") else named
    _, found, name = str(Path("/etc/localtime").resolve()).partition("/zoneinfo/")
    return name if found else ""


def make_private_folder(folder: Path) -> list[Path]:
    """Make ``folder`` and what is missing above it, each mode 0700; returns what was made, the innermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
    return missing
