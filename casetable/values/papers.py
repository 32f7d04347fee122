"""Documents before they are Markdown, PDF, CSV or XLSX; and who stands on a list for another agency."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casetable.values.disclosures import Told
from casetable.values.participants import Participant

Cell = str | int | float | bool | date | None
"""What stands in one cell of a table."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page. ``lines`` are paragraphs, or points where ``points``; ``table`` rows under their heading."""

    heading: str
    lines: tuple[str, ...] = ()
    points: bool = False
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A document for people. ``under`` stands below the title; ``notices`` on every page of it."""

    title: str
    under: tuple[str, ...]
    sections: tuple[Section, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a spreadsheet: its name (at most 31 characters), its heading and its rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class SharedPerson:
    """Somebody whom two agencies know, as both of them may know: what one of them may not is empty.

    ``tells`` is the code of the agency that may tell the receiver of them, ``releases`` are the references of its
    general releases to the receiver; both are empty for one's own participants on a list for one's own agency.
    """

    participant: Participant
    hmis_id: str
    tells: str
    releases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperMade:
    """A document that was written, and recorded where there was something to record.

    ``paths`` are the files, the main one first; ``document`` is its number in the account of disclosures, empty where
    it holds nothing that is recorded.
    """

    paths: tuple[Path, ...]
    sentence: str
    told: tuple[Told, ...] = ()
    document: str = ""
