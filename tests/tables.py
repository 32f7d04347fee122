"""What tests of store, actions and queries share: two partnerships, a clock, seats, and somebody at the table."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from casetable.actions import consent, leaving, outcomes, participants, tasks, voice
from casetable.seat import Clock, Table
from casetable.values.outcomes import NewReading
from casetable.values.partnership import AgencySetup, PersonSetup, Setup
from casetable.values.seat import Receipt, Seat
from casetable.values.tasks import NewTask
from casetable.values.terms import DOMAINS
from casetable.words import CLOCK, AgreementKind, Category, Method, Role, Sector

ZONE = "America/Los_Angeles"
MON = date(2026, 11, 2)
TUE = date(2026, 11, 3)
WED = date(2026, 11, 4)
THU = date(2026, 11, 5)
FRI = date(2026, 11, 6)
FOUNDED = date(2026, 10, 1)

AGENCIES = (
    AgencySetup("SS", "Social Services", Sector.SOCIAL_SERVICES, holidays="US"),
    AgencySetup("HS", "Homeless Services", Sector.HOMELESS_SERVICES, holidays="US"),
    AgencySetup("MH", "Mental Health", Sector.COMMUNITY_MENTAL_HEALTH, closing_days=(date(2026, 11, 20),)),
)
SHELTER = AgencySetup(
    "VS",
    "Safe Harbor",
    Sector.VICTIM_SERVICES,
    victim_service_provider=True,
    minimum_method=Method.WRITTEN,
)
PEOPLE = (
    PersonSetup("Ruth Feld", "SS", (Role.COORDINATOR,), reports_to="Maria Stein"),
    PersonSetup("Lee Park", "SS", (Role.FRONTLINE,), reports_to="Sol Grant"),
    PersonSetup("Sol Grant", "SS", (Role.SUPERVISOR,)),
    PersonSetup("Maria Stein", "SS", (Role.SENIOR_MANAGER,)),
    PersonSetup("Dana Reyes", "HS", (Role.FRONTLINE,), reports_to="Hal Brook"),
    PersonSetup("Hal Brook", "HS", (Role.SUPERVISOR,)),
    PersonSetup("Paula King", "HS", (Role.PROGRAMME_MANAGER,)),
    PersonSetup("Vera Mills", "HS", (Role.SENIOR_MANAGER,)),
    PersonSetup("Omar Haddad", "MH", (Role.FRONTLINE,), reports_to="Ines Roy"),
    PersonSetup("Ines Roy", "MH", (Role.SUPERVISOR,)),
    PersonSetup("Zoe Lund", "MH", (Role.SENIOR_MANAGER,)),
    PersonSetup("Abe Old", "HS", (Role.ADVISER,)),
)
HARBOR_PEOPLE = (
    PersonSetup("Tess Bay", "VS", (Role.FRONTLINE,)),
    PersonSetup("Nell Cove", "VS", (Role.SENIOR_MANAGER,)),
)


def setup(*, with_shelter: bool = False) -> Setup:
    """Three agencies; with a victim service provider as the fourth when asked."""
    return Setup(
        name="Eastside Table",
        shared_challenge="Five people on Alder Street",
        kind=AgreementKind.MOU,
        zone=ZONE,
        emergency="911",
        agencies=(*AGENCIES, SHELTER) if with_shelter else AGENCIES,
        people=(*PEOPLE, *HARBOR_PEOPLE) if with_shelter else PEOPLE,
    )


def at(day: date, hour: int = 9, minute: int = 0) -> Clock:
    """A clock that stands at an hour of the partnership's day."""
    instant = datetime.combine(day, time(hour, minute), ZoneInfo(ZONE)).astimezone(UTC)
    return lambda: instant


@dataclass
class Room:
    """An opened table with short ways to sit down at it."""

    table: Table
    where: str
    open_again: Callable[[], Table] = field(repr=False)

    def sit(self, name: str, day: date = MON, hour: int = 9) -> Seat:
        """Somebody's seat on a day."""
        return self.table.seat(name, at(day, hour))

    def clock(self, day: date = MON, hour: int = 9) -> Seat:
        """The clock's seat on a day."""
        return self.table.seat(CLOCK, at(day, hour))

    def id_of(self, name: str) -> str:
        """A person's id."""
        return self.sit(name).actor

    def propose(self, name: str = "Chidi Okafor", *, by: str = "dana", day: date = MON, **more: object) -> str:
        """Somebody proposed; returns the reference."""
        said = {"needs": "a room", "reason": "known for years", "year_of_birth": 1980, "considered_on": day} | more
        return participants.propose(self.sit(by, day), name=name, **said).ref  # type: ignore[arg-type]

    def consider(self, name: str = "Chidi Okafor", *, by: str = "dana", day: date = MON, **more: object) -> str:
        """Somebody considered and not proposed yet; returns the reference."""
        said = {"needs": "a room", "reason": "known for years", "year_of_birth": 1980, "considered_on": day} | more
        return participants.consider(self.sit(by, day), name=name, **said).ref  # type: ignore[arg-type]

    def of_the_shelter(self, name: str = "Hidden Name", *, day: date = MON) -> tuple[str, list[str]]:
        """Somebody the shelter proposed under its own releases to SS, HS and MH; the reference and the releases."""
        ref = self.consider(name, by="tess", day=day)
        given = [
            self.release(ref, by="tess", to=to, from_agency="VS", until=date(2027, 1, 31), day=day).ref
            for to in ("SS", "HS", "MH")
        ]
        participants.propose_considered(self.sit("tess", day), ref)
        return ref, given

    def agreed(self, name: str = "Chidi Okafor", *, by: str = "dana", day: date = MON, released: bool = True) -> str:
        """Somebody agreed by all agencies, with general releases among all of them; returns the reference."""
        ref = self.propose(name, by=by, day=day)
        proposer = self.sit(by, day).agency
        for one in ("lee", "dana", "omar", *(["tess"] if self.has_shelter else [])):
            if self.sit(one, day).agency != proposer:
                participants.agree(self.sit(one, day), ref)
        if released:
            self.release(ref, by=by, day=day)
        return ref

    def ready(self, ref: str, *, by: str = "dana", day: date = MON) -> None:
        """A baseline in every domain and a safe contact: with releases to all it is what beginning takes."""
        seat = self.sit(by, day)
        stands = [NewReading(ref, domain, None, note=f"{domain} at first") for domain in DOMAINS]
        outcomes.record_baselines(seat, ref, stands)
        voice.set_contact(seat, ref, how="text", never="voicemail")

    def active(self, name: str = "Chidi Okafor", *, by: str = "dana", day: date = MON) -> str:
        """Somebody agreed and released with whom work began, a baseline in every domain; returns the reference."""
        ref = self.agreed(name, by=by, day=day)
        self.ready(ref, by=by, day=day)
        leaving.activate(self.sit(by, day), ref)
        return ref

    def release(
        self,
        ref: str,
        *,
        by: str = "dana",
        to: str = "all",
        category: Category = Category.GENERAL,
        day: date = MON,
        since: date | None = None,
        until: date | None = date(2027, 10, 31),
        method: Method = Method.WRITTEN,
        from_agency: str | None = None,
        purpose: str = "housing",
    ) -> Receipt:
        """A written release, by default general, from everybody to everybody."""
        return consent.add_release(
            self.sit(by, day),
            ref,
            to=to,
            category=category,
            since=since or day,
            until=until,
            method=method,
            from_agency=from_agency,
            purpose=purpose,
        )

    def ask(
        self,
        title: str = "rent arrears letter",
        *,
        by: str = "dana",
        of: str = "lee",
        day: date = MON,
        due: date = FRI,
        about: str | None = None,
        category: Category = Category.GENERAL,
    ) -> str:
        """A task asked of somebody; returns the reference."""
        new = NewTask(title, self.id_of(of), due, about, category)
        return tasks.ask(self.sit(by, day), new).ref

    def promised(self, title: str = "rent arrears letter", *, of: str = "lee", day: date = MON, **more: object) -> str:
        """A task asked and accepted on the same day; returns the reference."""
        ref = self.ask(title, of=of, day=day, **more)  # type: ignore[arg-type]
        if self.sit(of).agency != self.sit(str(more.get("by", "dana"))).agency:
            tasks.accept(self.sit(of, day), ref)
        return ref

    @property
    def has_shelter(self) -> bool:
        """A victim service provider sits at the table."""
        return len(setup(with_shelter=True).agencies) == self._agencies()

    def _agencies(self) -> int:
        from casetable.queries.people import agencies

        return len(agencies(self.table.seat("dana", at(MON))))
