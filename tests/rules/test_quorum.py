"""Quorum: somebody of every agency, the chair or a deputy, and who works with the participant."""

import pytest

from casetable.rules.quorum import Chairs, Team, quorum
from casetable.values.conference import Quorum
from casetable.values.partnership import Decisions

AGENCIES = (("SS", "Social Services"), ("HS", "Homeless Services"), ("MH", "Mental Health"))
CHAIRED = Chairs("Hal Brook", True, "Lee Park", False)


def judge(here: str, chairs: Chairs = CHAIRED, decisions: Decisions | None = None, team: Team | None = None) -> Quorum:
    return quorum(AGENCIES, here.split(), chairs, decisions or Decisions(), clause="Decisions (section 8)", team=team)


def test_everybody_there_and_the_chair_is_a_quorum_and_says_how_it_was_counted() -> None:
    found = judge("SS HS MH")
    assert found.holds
    assert found.missing == ()
    assert found.because.arithmetic == "3 of 3 agencies here, 3 needed; chair Hal Brook here"
    assert found.because.clause == "Decisions (section 8)"


@pytest.mark.parametrize(
    ("here", "needed", "missing"),
    [
        ("SS HS", None, "Nobody of Mental Health is here."),
        ("SS", None, "Nobody of Homeless Services or Mental Health is here."),
        ("", None, "Nobody of Social Services, Homeless Services or Mental Health is here."),
        ("SS", 2, "1 more agency is needed of Homeless Services and Mental Health."),
        ("SS HS MH", 5, ""),
        ("SS HS", 2, ""),
    ],
)
def test_so_many_agencies_are_needed_as_was_agreed_and_never_more_than_there_are(
    here: str, needed: int | None, missing: str
) -> None:
    found = judge(here, decisions=Decisions(quorum_agencies=needed))
    assert found.holds is not bool(missing)
    assert found.missing == ((missing,) if missing else ())


@pytest.mark.parametrize(
    ("chairs", "missing"),
    [
        (Chairs("Hal Brook", False, "Lee Park", True), ""),
        (Chairs("Hal Brook", False, "Lee Park", False), "Neither Hal Brook (chair) nor Lee Park (deputy) is here."),
        (Chairs("Hal Brook", False), "Hal Brook (chair) is not here, and no deputy is named."),
        (Chairs(), "Nobody is named to chair."),
    ],
)
def test_the_deputy_stands_in_for_the_chair_and_nobody_else_does(chairs: Chairs, missing: str) -> None:
    found = judge("SS HS MH", chairs)
    assert found.missing == ((missing,) if missing else ())
    if not missing:
        assert "deputy Lee Park here for Hal Brook" in found.because.arithmetic


def test_a_participants_item_needs_somebody_of_their_team_unless_the_agreement_asks_for_none() -> None:
    away = Team("P-473", ("Dana Reyes", "Omar Haddad"), ())
    here = Team("P-473", ("Dana Reyes", "Omar Haddad"), ("Omar Haddad",))
    assert judge("SS HS MH", team=away).missing == ("Nobody who works with P-473 is here (Dana Reyes, Omar Haddad).",)
    assert judge("SS HS MH", team=Team("P-473", (), ())).missing == ("Nobody is named who works with P-473.",)
    assert judge("SS HS MH", team=away, decisions=Decisions(quorum_worker=False)).holds
    found = judge("SS HS MH", team=here)
    assert found.holds
    assert found.because.rows == ("P-473",)
    assert "works with P-473: Omar Haddad" in found.because.arithmetic


def test_everything_that_is_missing_is_said() -> None:
    assert len(judge("SS", Chairs(), team=Team("P-473", (), ())).missing) == 3
