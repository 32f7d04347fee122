"""An agreement to look at in the app: three agencies, their managers, a few sections, two objectives."""

from dataclasses import replace

from casetable.actions import agreement
from casetable.queries.agreement import text_code
from casetable.values.partnership import ObjectiveSetup, PersonSetup, Section
from casetable.words import PaperSigned, Role, SectionTopic
from tests.screens.conftest import SETUP, Hand

MANAGERS = ("Ruth Alvarez", "Marta Okafor", "Jonas Lindqvist")
WORKERS = ("Dana Reyes", "Lee Park", "Omar Haddad")
HOPES = {
    "SS": "fewer evictions reach court",
    "HS": "people stay housed a year",
    "MH": "appointments that are kept",
}


def agreed_setup():
    """The table of the other tests with what its agreement needs."""
    topics = (SectionTopic.PARTIES, SectionTopic.PURPOSE, SectionTopic.ACCOUNTABILITY, SectionTopic.CONFLICT)
    sections = (*(Section(one.label[:1].upper() + one.label[1:], f"About {one.label}.", one) for one in topics),)
    senior = (Role.SENIOR_MANAGER,)
    return replace(
        SETUP,
        agencies=tuple(replace(one, hopes=HOPES[one.code]) for one in SETUP.agencies),
        people=(*SETUP.people, PersonSetup("Ruth Alvarez", "SS", senior), PersonSetup("Jonas Lindqvist", "MH", senior)),
        sections=(*sections, Section("Growth and pause", "We grow slowly.\n" * 12, SectionTopic.GROWTH)),
        objectives=(
            ObjectiveSetup("Five people housed 90 days", "leases", "0 of 5", "5 of 5", "2027Q1"),
            ObjectiveSetup("No appointment lost to transport", target="none"),
        ),
    )


def seat(table, name="Nia Cole", clock=None):
    return table.seat(name, clock or Hand())


def offered(table, clock=None):
    agreement.offer(seat(table, clock=clock))


def signed(table, *names, number=1, paper=PaperSigned.AGREEMENT, clock=None):
    """Signed by some, at their own seats."""
    for name in names:
        here = seat(table, name, clock)
        agreement.sign(here, paper, name, text_code(here, number, paper))
