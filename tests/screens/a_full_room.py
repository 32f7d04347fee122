"""Five participants, three agencies and a partnership, all with long names: a table whose next conference is full."""

from datetime import UTC, date, datetime, timedelta

from casetable.values.partnership import AgencySetup, PersonSetup, Setup
from casetable.words import AgreementKind, Category, Method, Role, Sector
from tests.screens.conftest import Hand

ITS_DAY = datetime(2026, 12, 11, 14, 0, tzinfo=UTC)
"""The second Friday of December, nine o'clock where the table is."""
BEFORE = ITS_DAY - timedelta(days=18)

PARTNERSHIP = "Greater Eastside and Harbourfront Partnership for Housing, Health and Income"
NIA, DANA, LEE, OMAR = (
    "Nia Colebrooke-Adeyemi Fitzgerald",
    "Dana Reyes-Montgomery of Northampton",
    "Lee Park-Featherstonehaugh Kowalczyk",
    "Omar Haddad-Abdelrahman Wojciechowski",
)
WORKERS = (NIA, DANA, LEE, OMAR)
NAMES = (
    "Chidimma Okonkwo-Featherstonehaugh of Alder Street",
    "Maximiliana Constantinopoulos-Villanueva",
    "Bartholomew Lindgren-Szczepanski the Younger",
    "Anastasia Ruiz-Etxeberria y Goikoetxea",
    "Wilhelmina Marshbanks-Rajagopalan",
)
SETUP = Setup(
    name=PARTNERSHIP,
    shared_challenge="Nobody falls between three offices.",
    kind=AgreementKind.MOU,
    zone="America/New_York",
    emergency="Call 911",
    agencies=(
        AgencySetup("SS", "Department of Social Services, Family Assistance and Benefits", Sector.SOCIAL_SERVICES),
        AgencySetup("HS", "Office of Homeless Services and Supportive Housing", Sector.HOMELESS_SERVICES),
        AgencySetup("MH", "Community Mental Health and Substance Use Services", Sector.COMMUNITY_MENTAL_HEALTH),
    ),
    people=(
        PersonSetup(LEE, "SS", (Role.FRONTLINE,)),
        PersonSetup(DANA, "HS", (Role.FRONTLINE,)),
        PersonSetup(NIA, "HS", (Role.COORDINATOR, Role.FRONTLINE)),
        PersonSetup(OMAR, "MH", (Role.FRONTLINE,)),
    ),
)


def make(where):
    """Found it, and let all five be agreed and released to all; return the references."""
    from casetable.actions import consent, participants
    from casetable.actions.partnership import found
    from casetable.queries.people import people
    from casetable.seat import open_table

    clock = Hand(BEFORE)
    found(where, SETUP, clock=clock)
    table = open_table(where)
    dana = table.seat(DANA, clock)
    lead = next(one.id for one in people(dana) if one.person == DANA)
    references = []
    for name in NAMES:
        said = {"considered_on": dana.today, "year_of_birth": 1980, "needs": "a room"}
        ref = participants.propose(dana, name=name, **said).ref
        for who in (LEE, OMAR):
            participants.agree(table.seat(who, clock), ref)
        consent.add_release(
            dana, ref, to="all", category=Category.GENERAL, since=date(2026, 11, 1), method=Method.WRITTEN
        )
        participants.lead(dana, ref, lead)
        references.append(ref)
    table.close()
    return tuple(references)


def seat(table, name=NIA, now=ITS_DAY):
    """Somebody's seat on the conference's day."""
    return table.seat(name, Hand(now))


def the_room(table, name=NIA, now=ITS_DAY):
    """The room as somebody may see it."""
    from casetable.queries.room import room

    return room(seat(table, name, now))
