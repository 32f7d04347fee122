"""Documents before they are Markdown, PDF, CSV or XLSX; and who stands on a list for another agency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casetable.values.agreement import Part, Signature, Version
from casetable.values.disclosures import Told
from casetable.values.participants import Participant
from casetable.words import PaperSigned, Role

Cell = str | int | float | bool | date | None
"""What stands in one cell of a table."""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where somebody signed or is to sign. ``name`` is empty where nobody is known; ``signed`` says when and how, empty
    for a line to sign on."""

    party: str
    name: str
    role: str
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Room to write by hand: what belongs there, and how many lines high it is."""

    label: str
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page. ``lines`` are paragraphs, or points where ``points``; ``table`` rows under their heading.

    ``facts`` are points below the lines, ``boxes`` room to write by hand, ``signatures`` blocks side by side at the
    end.
    """

    heading: str
    lines: tuple[str, ...] = ()
    points: bool = False
    table: tuple[tuple[str, ...], ...] = ()
    facts: tuple[str, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A document for people. ``under`` stands below the title; ``notices`` on every page of it.

    ``mark`` says in red, on every page, what keeps it from being used. ``called`` is the document's own title where the
    one on the page says too little. ``compact``: small enough for one sheet.
    """

    title: str
    under: tuple[str, ...]
    sections: tuple[Section, ...]
    notices: tuple[str, ...] = ()
    mark: str = ""
    called: str = ""
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a spreadsheet: its name (at most 31 characters), its heading and its rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """One of a version's two papers, with who signed it and who is to: (party, name, role), a name may be empty.

    ``digest`` is SHA-256 of the words that are stored, empty for a draft; ``is_as_offered`` says that it is the one the
    version was offered with. ``agencies`` maps codes to names in the order of the board, of parties that left too.
    """

    version: Version
    paper: PaperSigned
    parts: tuple[Part, ...]
    digest: str
    is_as_offered: bool
    signatures: tuple[Signature, ...]
    waiting: tuple[tuple[str, str, Role], ...]
    agencies: Mapping[str, str]


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
