"""Who is in an export, where they are enrolled and how they left. A row counts only if what it refers to counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casetable.exchange.hmis.codes import read_destination
from casetable.exchange.hmis.fields import full_name, read_day
from casetable.exchange.hmis.files import Files
from casetable.exchange.hmis.table import Table
from casetable.rules.adulthood import is_minor
from casetable.values.hmis import Destination, HmisClient
from casetable.words import HousingCategory

CLIENT = "Client.csv"
ENROLLMENT = "Enrollment.csv"
EXIT = "Exit.csv"
OLDEST_AGE = 120


@dataclass(slots=True)
class _Person:
    """A client while the export is read; ``left_on`` is the day of the latest exit so far."""

    name: str
    year_of_birth: int | None
    enrollments: int = 0
    open_enrollments: int = 0
    projects: tuple[str, ...] = ()
    left_on: date = date.min
    left_to: Destination | None = None


class Register:
    """What has been read so far. ``households`` and ``categories`` are final once all three files are read."""

    def __init__(self, files: Files, today: date) -> None:
        self.categories = dict.fromkeys(HousingCategory, 0)
        self.without_destination = 0
        self._files = files
        self._today = today
        self._people: dict[str, _Person] = {}
        self._open: dict[str, tuple[_Person, str, str]] = {}
        self._ended: set[str] = set()
        self._orphans: set[str] = set()
        self._exits: set[str] = set()
        self._households: set[str] = set()
        self._alone = 0

    @property
    def enrollments(self) -> int:
        """Enrollments that count, open or ended."""
        return len(self._open) + len(self._ended)

    @property
    def exits(self) -> int:
        """Exits that count: at most one for each enrollment."""
        return len(self._ended)

    @property
    def households(self) -> int:
        """Distinct HouseholdIDs; an enrollment without one is its own household."""
        return len(self._households) + self._alone

    def read_clients(self, table: Table) -> None:
        """Read who there is: of each a key, a name and a year."""
        for line, (key, first, last, birth) in table.rows("PersonalID", "FirstName", "LastName", "DOB"):
            if not self._files.is_key(CLIENT, line, "PersonalID", key):
                continue
            if key in self._people:
                self._files.note(CLIENT, line, f"PersonalID {key} was there before: this row was left out.")
                continue
            self._people[key] = _Person(full_name(first, last), self._year_of_birth(line, birth))

    def _year_of_birth(self, line: int, birth: str) -> int | None:
        """Return the year of a birthday, or None and a problem that does not repeat the day."""
        day, why = read_day(birth)
        if day and not self._today.year - OLDEST_AGE <= day.year <= self._today.year:
            day, why = None, "the year cannot be right"
        if why:
            self._files.note(CLIENT, line, f"DOB is taken as unknown: {why}.")
        return day.year if day else None

    def read_enrollments(self, table: Table, projects: dict[str, str]) -> None:
        """Read who was enrolled where; each is open until its exit is read. ``projects`` are names by key."""
        known = set(projects)
        names = ("EnrollmentID", "PersonalID", "ProjectID", "HouseholdID", "EntryDate")
        for line, (key, personal_id, project, household, entry) in table.rows(*names):
            if not self._may_enroll(line, key, personal_id):
                continue
            self._files.day(ENROLLMENT, line, "EntryDate", entry)
            if projects and project not in known:
                known.add(project)
                which = f"ProjectID {project[:50]}" if project else "An empty ProjectID"
                self._files.note(ENROLLMENT, line, f"{which} is not in Project.csv.")
            person = self._people[personal_id]
            person.enrollments += 1
            self._open[key] = (person, personal_id, projects.get(project, project))
            if household:
                self._households.add(household)
            else:
                self._alone += 1

    def _may_enroll(self, line: int, key: str, personal_id: str) -> bool:
        note = self._files.note
        if not self._files.is_key(ENROLLMENT, line, "EnrollmentID", key):
            return False
        if key in self._open:
            note(ENROLLMENT, line, f"EnrollmentID {key} was there before: this row was left out.")
            return False
        if personal_id not in self._people:
            self._orphans.add(key)
            whose = f"PersonalID {personal_id[:50]}" if personal_id else "An empty PersonalID"
            note(ENROLLMENT, line, f"{whose} has no row that counts in Client.csv: enrollment {key} was left out.")
            return False
        self._orphans.discard(key)
        return True

    def read_exits(self, table: Table, versions: frozenset[str]) -> None:
        """Read how enrollments ended: the first exit of each counts. ``versions`` tell which codes are understood."""
        names = ("ExitID", "EnrollmentID", "PersonalID", "ExitDate", "Destination", "DestinationSubsidyType")
        for line, cells in table.rows(*names, may_lack=names[-1:]):
            key, enrollment, personal_id, left, destination, subsidy = cells
            if not self._may_end(line, key, enrollment):
                continue
            person, owner, _ = self._open.pop(enrollment)
            self._ended.add(enrollment)
            if personal_id not in ("", owner):
                self._files.note(EXIT, line, f"The PersonalID is not that of enrollment {enrollment}, which counts.")
            left_on = self._files.day(EXIT, line, "ExitDate", left) or date.min
            left_to = self._destination(line, destination, subsidy, versions)
            if person.left_to is None or left_on > person.left_on:
                person.left_on, person.left_to = left_on, left_to

    def _may_end(self, line: int, key: str, enrollment: str) -> bool:
        problem = ""
        if key and key in self._exits:
            problem = f"ExitID {key[:50]} was there before: this row was left out."
        elif enrollment in self._ended:
            problem = f"Enrollment {enrollment} has an exit already: this one was left out."
        elif enrollment in self._orphans:
            return False
        elif enrollment not in self._open:
            which = f"EnrollmentID {enrollment[:50]}" if enrollment else "An empty EnrollmentID"
            problem = f"{which} has no row that counts in Enrollment.csv: the exit was left out."
        if problem:
            self._files.note(EXIT, line, problem)
            return False
        self._exits.add(key)
        return True

    def _destination(self, line: int, code: str, subsidy: str, versions: frozenset[str]) -> Destination:
        destination, problem = read_destination(code, subsidy, versions)
        if problem:
            self._files.note(EXIT, line, problem)
        self.categories[destination.category] += 1
        self.without_destination += not code
        return destination

    def clients(self) -> Iterator[HmisClient]:
        """Give the clients as values, in the order of the file; only once, since each is let go of."""
        while self._open:
            _, (person, _, project) = self._open.popitem()
            person.open_enrollments += 1
            if project and project not in person.projects:
                person.projects = (project, *person.projects)
        for key in list(self._people):
            person = self._people.pop(key)
            yield HmisClient(
                personal_id=key,
                name=person.name,
                year_of_birth=person.year_of_birth,
                is_minor=is_minor(person.year_of_birth, self._today),
                enrollments=person.enrollments,
                open_enrollments=person.open_enrollments,
                projects=person.projects,
                left_to=person.left_to,
                left_on=person.left_on if person.left_on > date.min else None,
            )
