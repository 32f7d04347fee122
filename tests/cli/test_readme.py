"""The README cannot drift: every command in it runs, and every command there is stands in it or in the help."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from casetable.jobs.sample import make_sample
from casetable.queries.participants import participants
from casetable.queries.tasks import tasks
from casetable.seat import open_table, system_clock
from casetable.words import ParticipantState, TaskState
from tests.cli.conftest import Line

README = Path(__file__).parents[2] / "README.md"
ON = "2026-11-23"
EXPORT = {
    "Export.csv": "ExportID,CSVVersion\n1,2026 v1.0\n",
    "Client.csv": "PersonalID,FirstName,LastName,DOB,DateDeleted\n528656,Jo,Park,1984-01-31,\n",
    "Enrollment.csv": "EnrollmentID,PersonalID,ProjectID,EntryDate,HouseholdID,DateDeleted\n1,528656,1,2026-01-02,h,\n",
}


def commands() -> list[str]:
    """Every command of the README's shell blocks, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line.removeprefix("casetable ") for line in lines if line.startswith("casetable ")]


@pytest.mark.slow
def test_every_command_of_the_readme_does_what_it_says(
    typed: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "export.zip").mkdir()
    for name, text in EXPORT.items():
        (tmp_path / "export.zip" / name).write_text(text)
    person = make_sample(typed.where, on=date.fromisoformat(ON))
    table = open_table(typed.where)
    seat = table.seat(person, system_clock)
    omar = table.seat("Omar Haddad", system_clock).actor
    omars = next(one.task for one in tasks(seat, owner=omar, state=TaskState.OPEN).items)
    everybody = participants(table.seat(person, system_clock))
    chosen = next(one.participant for one in everybody if (one.agency, one.state) == ("HS", ParticipantState.ACTIVE))
    table.close()

    run = 0
    for command in commands():
        words = [_backup(typed, word) for word in shlex.split(command.replace("318", omars).replace("P-473", chosen))]
        if words[0] == "init":
            words += ["--table", str(tmp_path / "new.casetable")]
        said = typed.typed(words, who=None if words[0] == "init" else person, on=None if words[0] == "init" else ON)
        assert said.code == 0, f"{command}: {said}"
        run += 1
    assert run >= 15


def _backup(typed: Line, word: str) -> str:
    """The backup that was made, where the README names one."""
    made = sorted((Path(typed.where).parent / "backups").glob("*.casetable"))
    return str(made[-1]) if word.startswith("backups/") else word


def test_the_readme_names_every_group_of_commands(typed: Line) -> None:
    said = typed.typed(["--help"], who=None, on=None).out
    listed = re.findall(r"^  ([a-z]+)  ", said.split("Commands:")[1], re.MULTILINE)
    text = README.read_text(encoding="utf-8")

    assert len(listed) > 10
    assert [name for name in listed if f"casetable {name}" not in text] == []
