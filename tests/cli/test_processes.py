"""The command line as real processes: what it loads, how it fails, what it asks at a terminal."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from tests.tables import Room

CASETABLE = [sys.executable, "-m", "casetable"]


def run(words: Sequence[str], **more: object) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal."""
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [*CASETABLE, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, **more
    )


def at_terminal(words: Sequence[str], typed: bytes) -> tuple[int, str]:
    """Run the program at a terminal, type when it asks, and return its exit code and all that was shown."""
    process, terminal = pty.fork()
    if process == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where the tests run in the background
        os.execv(sys.executable, [*CASETABLE, *words])
    shown = b""
    deadline = time.monotonic() + 60
    while True:
        assert select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))[0], shown.decode()
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if typed and shown.endswith(b": "):
            os.write(terminal, typed)
            typed = b""
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def test_importing_the_whole_command_line_loads_neither_textual_nor_sqlmodel() -> None:
    code = "import sys, casetable.cli.root as root; [*root.Root(commands={}).commands.values()]; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    heavy = {
        "textual",
        "sqlmodel",
        "sqlalchemy",
        "pydantic",
        "holidays",
        "tomlkit",
        "rapidfuzz",
        "rich",
        "jinja2",
        "typst",
    }
    assert heavy.isdisjoint(loaded)
    assert "casetable.cli.task_answers" in loaded


def test_help_loads_nothing_more() -> None:
    code = "import sys; from casetable.cli import main; main(['task', 'done', '--help']); print(*sorted(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "Example: casetable task done 318" in printed
    assert {"textual", "sqlmodel", "sqlalchemy"}.isdisjoint(printed.split())


def test_help_of_the_whole_loads_no_command() -> None:
    code = "import sys; from casetable.cli import main; main(['--help']); print(*sorted(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "Print a week" in printed
    loaded = {"casetable.cli.week", "casetable.cli.task", "casetable.places", "platformdirs", "tomllib", "zoneinfo"}
    assert loaded.isdisjoint(printed.split())


def test_at_its_end_a_process_leaves_its_memory_to_the_system() -> None:
    code = (
        "import atexit, gc, sys; atexit.register(lambda: print(gc.get_freeze_count() > 0)); "
        "from casetable.cli import main; sys.argv = ['casetable', '--version']; main()"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.endswith("True\n")


def test_a_command_leaves_nothing_beside_the_table(line: Line, room_at: Room) -> None:
    task = room_at.ask()
    room_at.table.close()

    assert run(["task", "accept", task, "--as", "lee", "--on", "2026-11-02"]).returncode == 0
    assert run(["week", "--as", "lee", "--on", "2026-11-02"]).returncode == 0

    table = Path(os.environ["CASETABLE_TABLE"])
    assert [one.name for one in table.parent.glob(f"{table.name}*")] == [table.name]


def test_a_command_does_its_work_and_exits_0(line: Line, room_at: Room) -> None:
    task = room_at.ask()

    done = run(["task", "accept", task, "--as", "lee", "--on", "2026-11-02"])

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{task} is promised for Fri 6 Nov.\n", "")
    listed = run(["task", "list", "--json", "--as", "lee", "--on", "2026-11-02"])
    assert json.loads(listed.stdout)[0]["state"] == "open"


def test_bare_without_a_terminal_prints_the_board_and_exits_0(line: Line) -> None:
    done = run(["--as", "dana"])

    assert done.returncode == 0
    assert done.stdout.startswith("Eastside Table: week ")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["week", "--as", "nobody"], 2),
        (["nothing"], 2),
        (["task", "done"], 2),
        (["task", "show", "999", "--as", "dana"], 4),
        (["week", "--table", "nowhere.casetable"], 6),
        (["week"], 2),
    ],
)
def test_each_failure_has_its_sentence_and_its_exit_code(line: Line, words: list[str], code: int) -> None:
    done = run(words)

    assert done.returncode == code
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 2
    assert "Traceback" not in done.stderr


def test_a_failure_of_the_program_shows_and_logs_no_value(home: Path) -> None:
    code = (
        "import casetable.cli.root as root\n"
        "from casetable.cli import main\n"
        "def boom():\n    'Fail.'\n    name = 'Chidi Okafor'\n    raise TypeError(name)\n"
        "root.app.command('boom')(boom)\n"
        "import sys; sys.argv = ['casetable', 'boom']; sys.exit(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.returncode == 1
    first, second = done.stderr.splitlines()
    assert first.startswith("casetable stopped: TypeError in casetable/cli/run.py:")
    log = home / "casetable.log"
    assert str(log) in second
    assert "TypeError" in log.read_text()
    assert "Chidi" not in done.stdout + done.stderr + log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_the_log_begins_anew_at_a_megabyte(home: Path) -> None:
    from casetable.cli.failing import MOST_BYTES, write_log

    home.mkdir()
    (home / "casetable.log").write_text("x" * (MOST_BYTES + 1))
    write_log("builtins.TypeError", ["casetable/cli/run.py:1"])

    assert (home / "casetable.log").stat().st_size < 200
    assert (home / "casetable.log.1").stat().st_size == MOST_BYTES + 1


def test_nobody_listening_is_no_error_to_talk_about(line: Line, room_at: Room) -> None:
    room_at.ask("x" * 5000)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stdout:
        done = subprocess.run(
            [*CASETABLE, "task", "list", "--as", "dana"], stdout=stdout, stderr=subprocess.PIPE, text=True
        )

    assert done.stderr == ""


def test_a_terminal_without_unicode_gets_ascii_signs_and_no_error(line: Line, room_at: Room) -> None:
    task = room_at.ask("café")

    done = run(["week", "--as", "dana", "--on", "2026-11-02"], env={**os.environ, "PYTHONIOENCODING": "ascii"})

    assert done.returncode == 0
    assert f"? caf\\xe9, asked (Lee Park) {task}" in done.stdout
    listed = run(["task", "list", "--json", "--as", "dana"], env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert json.loads(listed.stdout)[0]["title"] == "café"


def test_completion_offers_commands(home: Path) -> None:
    asked = {"_CASETABLE_COMPLETE": "complete_bash", "COMP_WORDS": "casetable task d", "COMP_CWORD": "2"}
    done = run([], env={**os.environ, **asked})

    assert {"decline", "done", "drop"} <= set(done.stdout.split())


def test_at_a_terminal_it_asks_once_who_sits_here(line: Line) -> None:
    code, shown = at_terminal(["week", "--on", "2026-11-02"], b"omar\n")

    assert code == 0
    assert "Who sits here?" in shown
    assert "Omar Haddad, Mental Health." in shown
    assert "Omar Haddad, Mental Health." in run(["week", "--on", "2026-11-02"]).stdout


def test_ctrl_c_ends_quietly_with_130(line: Line) -> None:
    code, shown = at_terminal(["week"], b"\x03")

    assert code == 130
    assert "Traceback" not in shown
