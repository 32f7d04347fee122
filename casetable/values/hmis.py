"""What an HMIS CSV export says, as far as casetable keeps it: no SSN, and of a birthday the year only."""

from dataclasses import dataclass

from casetable.words import HousingCategory


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
    the open enrollments; ``left_to`` is the destination of the latest exit, None without one or if it is unreadable.
    """

    personal_id: str
    name: str
    year_of_birth: int | None
    is_minor: bool | None
    enrollments: int
    open_enrollments: int
    projects: tuple[str, ...] = ()
    left_to: Destination | None = None

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
