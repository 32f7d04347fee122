"""Writing documents: private (mode 0600, folders 0700), complete under their name or not there at all."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from casetable.errors import BadInput, Refused
from casetable.places import make_private_folder
from casetable.store.drafts import draft, flush, flush_folder, publish, told_of


def check_free(path: Path, *, replace: bool) -> Path:
    """The absolute path, where a file may be written. Raises Refused when something stands there."""
    final = path.expanduser().absolute()
    if final.is_dir():
        raise BadInput(f"{final} is a folder.", "Name the file too.")
    if final.exists() and not replace:
        raise Refused(f"There is something at {final} already.", "Name another place, or say --replace.")
    return final


@contextmanager
def files_for(*finals: Path, replace: bool = False) -> Iterator[Callable[[Path, bytes], None]]:
    """Say first that files can be written, then write each: yields the function that writes one of ``finals``.

    Every file gets its name at the end of the block, in the place of what stands there only with ``replace``; an
    exception leaves none. Raises NoRoom and NoTable for a folder that cannot be written.
    """
    with _drafts(finals) as drafts:
        yield lambda final, content: _fill(drafts[final], content)
        for final, written in drafts.items():
            if replace and final.exists():
                flush(written)
                written.replace(final)
                flush_folder(final.parent)
            else:
                publish(written, final)


@contextmanager
def folder_for(path: Path) -> Iterator[Callable[[Mapping[str, bytes]], tuple[Path, ...]]]:
    """Yields the function that writes files by name into a new folder, which gets its name when all are there.

    Raises Refused when something stands there already, an empty folder excepted.
    """
    final = path.expanduser().absolute()
    if final.is_file() or (final.is_dir() and any(final.iterdir())):
        raise Refused(f"There is something at {final} already.", "Name a new folder.")
    with told_of(final.parent):
        made = make_private_folder(final.parent)
        held = Path(tempfile.mkdtemp(prefix=f".{final.name}.", suffix=".partial", dir=final.parent))
        try:
            yield lambda contents: _fill_folder(held, final, contents)
        finally:
            shutil.rmtree(held, ignore_errors=True)
            with suppress(OSError):  # something stands in it
                for one in made:
                    one.rmdir()


@contextmanager
def _drafts(finals: tuple[Path, ...]) -> Iterator[dict[Path, Path]]:
    if not finals:
        yield {}
        return
    with draft(finals[0].parent, finals[0].name) as first, _drafts(finals[1:]) as others:
        yield {finals[0]: first, **others}


def _fill(written: Path, content: bytes) -> None:
    written.write_bytes(content)


def _fill_folder(held: Path, final: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    for name, content in contents.items():
        os.close(os.open(held / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        (held / name).write_bytes(content)
        flush(held / name)
    flush_folder(held)
    if final.is_dir():
        final.rmdir()
    held.rename(final)
    flush_folder(final.parent)
    return tuple(final / name for name in contents)
