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
    return Path(platformdirs.user_data_dir(APP)) / "partnership.casetable"


def config_file() -> Path:
    """This computer's settings; CASETABLE_CONFIG names another place."""
    named = os.environ.get("CASETABLE_CONFIG")
    return Path(named) if named else Path(platformdirs.user_config_dir(APP)) / "config.toml"


def program_log() -> Path:
    """The one log file of the program: no values, only what broke where."""
    named = os.environ.get("CASETABLE_LOG")
    return Path(named) if named else Path(platformdirs.user_log_dir(APP)) / "casetable.log"


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` (mode 0700 where it is new)."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
