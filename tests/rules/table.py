"""A small table for tests of names and lines: three agencies, six people, four participants."""

from datetime import date

from casetable.values.participants import Participant
from casetable.values.people import Agency, Person
from casetable.words import Method, ParticipantState, Role, Sector

TODAY = date(2026, 11, 23)
CONFERENCE = date(2026, 12, 11)


def somebody(name: str, agency: str, role: Role = Role.FRONTLINE, left_on: date | None = None) -> Person:
    return Person(name, f"id of {name}", agency, (role,), "", "", "", left_on)


def party(code: str, name: str, position: int) -> Agency:
    return Agency(code, f"id of {code}", name, Sector.OTHER, position, False, Method.VERBAL)


def participant(reference: str, name: str | None) -> Participant:
    return Participant(reference, f"id of {reference}", 1, name, ParticipantState.AGREED, "HS")


DANA = somebody("Dana Reyes", "HS")
LEE = somebody("Lee Park", "SS")
ALVAREZ = somebody("R. Alvarez", "SS", Role.SENIOR_MANAGER)
OMAR = somebody("Omar Haddad", "MH")
PRIYA = somebody("Priya Nair", "MH")
SAM = somebody("Sam Zoë Okafor-Lind", "MH")
PEOPLE = (DANA, LEE, ALVAREZ, OMAR, PRIYA, SAM)
AGENCIES = (party("SS", "Social Services", 0), party("HS", "Homeless Services", 1), party("MH", "Mental Health", 2))
PARTICIPANTS = (
    participant("P-473", "Chidi O."),
    participant("P-214", "Ana B."),
    participant("P-300", "Andy C."),
    participant("P-508", None),
)
