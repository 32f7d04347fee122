"""What an HMIS CSV export says, as far as casetable keeps it: no SSN, and of a birthday the year only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casetable.words import HousingCategory, ParticipantState


@dataclass(frozen=True, slots=True)
class HmisProblem:
    """Something in an export that a person should look at. ``problem`` is one sentence without values of a person.

    ``file`` is HUD's name of the file (``Client.csv``); ``line`` the physical line on which the record starts, from 1,
    or 0 where the file as a whole is meant.
    """

    file: str
    line: int
    problem: str


@dataclass(frozen=True, slots=True)
class Destination:
    """Where somebody went, in today's HUD codes. ``subsidy`` is a rental subsidy's code, only beside 435."""

    code: int
    words: str
    category: HousingCategory
    subsidy: int | None = None


@dataclass(frozen=True, slots=True)
class HmisClient:
    """One client. ``name`` is ``First Last``, or empty where the export has none or only a hash of it.

    ``is_minor`` judges by the year of birth: None means that somebody has to ask. ``projects`` names the projects of
    the open enrollments; ``left_to`` is the destination of the latest exit, None without one or if it is unreadable,
    and ``left_on`` the day of that exit.
    """

    personal_id: str
    name: str
    year_of_birth: int | None
    is_minor: bool | None
    enrollments: int
    open_enrollments: int
    projects: tuple[str, ...] = ()
    left_to: Destination | None = None
    left_on: date | None = None

    @property
    def display(self) -> str:
        """The name, or the PersonalID where there is no name that a person could read."""
        return self.name or self.personal_id

    @property
    def may_be_proposed(self) -> bool:
        """False for a minor. Where ``must_ask`` is true as well, being 18 or over is to be confirmed first."""
        return self.is_minor is not True

    @property
    def must_ask(self) -> bool:
        """True where the year of birth does not tell whether the person is 18."""
        return self.is_minor is None


@dataclass(frozen=True, slots=True)
class HmisExport:
    """A whole export, read. Deleted, doubled and orphaned rows are in no count but ``deleted``.

    ``csv_version`` is ``FY2022``, ``FY2024``, ``FY2026`` or empty where nothing tells; ``households`` counts distinct
    HouseholdIDs, an enrollment without one being its own; ``exits_without_destination`` are part of the category
    ``other``; ``deleted`` is the number of rows skipped for their DateDeleted, by file.
    """

    csv_version: str
    clients: tuple[HmisClient, ...]
    enrollments: int
    exits: int
    households: int
    exits_by_category: dict[HousingCategory, int]
    exits_without_destination: int
    deleted_by_file: dict[str, int]
    problems: tuple[HmisProblem, ...]

    @property
    def open_enrollments(self) -> int:
        """Enrollments without an exit."""
        return self.enrollments - self.exits

    @property
    def deleted(self) -> int:
        """Rows skipped for their DateDeleted, in all files together."""
        return sum(self.deleted_by_file.values())


class HmisField(StrEnum):
    """What a later export may change of a participant: the row's own attribute names."""

    NAME = "name"
    YEAR_OF_BIRTH = "year_of_birth"
    DESTINATION = "destination"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class HmisRecord:
    """A participant who is tied to an HMIS record, as a seat that knows them may compare it.

    ``said`` is what HMIS said last, by field; ``since`` the day of their yes to be considered, before which
    an exit tells nothing about the work of this table.
    """

    participant: str
    personal_id: str
    name: str
    state: ParticipantState
    since: date
    year_of_birth: int | None = None
    destination: int | None = None
    said: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class HmisDifference:
    """One field that HMIS says differently. ``here`` None: nothing stands here yet; ``words`` say a code.

    ``kept`` is the reason why it is not changed, as half a sentence; empty where it may be.
    """

    participant: str
    personal_id: str
    who: str
    field: HmisField
    here: str | int | None
    hmis: str | int
    words: str = ""
    kept: str = ""

    @property
    def key(self) -> str:
        """How it is named: ``P-473:name``."""
        return f"{self.participant}:{self.field}"


@dataclass(frozen=True, slots=True)
class HmisHint:
    """Something in HMIS that a worker may want to write down themselves. ``ways`` are commands, ready to type."""

    participant: str
    sentence: str
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HmisUpdate:
    """What a later export says about those whom a seat knows.

    ``met`` are the references found in it, ``missing`` those whose record it does not have.
    """

    differences: tuple[HmisDifference, ...]
    hints: tuple[HmisHint, ...]
    met: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def open(self) -> tuple[HmisDifference, ...]:
        """The differences that may be applied."""
        return tuple(one for one in self.differences if not one.kept)
