from dataclasses import dataclass, replace

import pytest

from casetable.screens.cell import sides
from casetable.screens.frame import needs, summary, top
from casetable.values.week import Needs
from tests.screens.driving import an_app, sees, until
from tests.screens.glass import glass
from tests.screens.values import AGENCIES, TODAY, a_full_week, a_week


@dataclass
class Facts:
    name: str
    is_sample: bool = True
    reads_only: str = ""


@dataclass
class Read:
    seat: object
    agencies: tuple


@dataclass
class Somebody:
    name: str = "Dana Reyes"
    agency: str = "HS"


def line(partnership, width=80, person="Dana Reyes", agency="Homeless Services"):
    agencies = (AGENCIES[0], replace(AGENCIES[1], name=agency))
    return sides(*top(Facts(partnership), Read(Somebody(person), agencies), width), width).plain


@pytest.mark.parametrize("partnership", ["Eastside Table", "x" * 300, "漢字" * 40])
@pytest.mark.parametrize("width", [50, 60, 80, 140])
def test_who_sits_here_stays_whatever_the_partnership_is_called(partnership, width):
    said = line(partnership, width)
    assert "Dana Reyes" in said
    assert "SAMPLE" in said
    assert said.startswith(" casetable · ")


def test_the_partnerships_name_gives_way_before_the_agencys():
    said = line("The Very Long Partnership of the Eastern Counties and Towns")
    assert "Dana Reyes, Homeless Services" in said
    assert "The Very L" in said
    assert "…" in said


def test_then_the_agencys_name_gives_way():
    said = line("Eastside Table", agency="Department of Homeless Services and Supportive Housing of the County")
    assert "Eastside" in said or "Eastsid…" in said
    assert "Dana Reyes, Department of" in said


def test_the_counts_of_another_week_are_not_called_this_weeks():
    week = a_full_week()
    assert "This week" in summary(week).plain
    later = replace(week, week="2026-W49", starts_on=TODAY.replace(day=30))
    assert summary(later).plain.startswith(" Week 49 ")


async def test_on_another_week_the_counts_name_that_week(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "This week ")
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: app.loaded.week.week == "2026-W49")
        await sees(pilot, " Week 49 ")
        assert "This week" not in glass(app)


def test_the_coordinator_reads_what_the_agreement_waits_for():
    assert needs(a_week(needs=Needs(to_offer=True))).plain.startswith(" Needs you: agreement to offer")
    assert "agreement waits for 2 signatures" in needs(a_week(needs=Needs(awaits_signatures=2))).plain
