"""What ships: the wheel carries data/ and finds it, as a checkout does."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from casetable.places import data_file

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_the_wheel_carries_the_data_and_finds_it(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(unpacked)

    asks = "from casetable.places import data_file; print(data_file('sample', 'partnership.toml'))"
    told = subprocess.run([sys.executable, "-c", asks], cwd=unpacked, check=True, capture_output=True, text=True)

    assert Path(told.stdout.strip()).is_relative_to(unpacked)
    assert _names(unpacked / "casetable" / "_data") == _names(ROOT / "data")


def _names(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def test_a_checkout_finds_its_data() -> None:
    assert data_file("templates", "mou.toml").is_file()


def test_data_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        data_file("nowhere")
