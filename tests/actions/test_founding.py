"""What founding stores of the agreement: all of the set-up, a handshake in force, who joins later waiting."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casetable.actions.partnership import found
from casetable.errors import Refused
from casetable.jobs.tick import tick
from casetable.queries.agreement import setup_of, text_code, written
from casetable.queries.agreement_verify import verify_agreement
from casetable.queries.governing import timeline
from casetable.queries.people import agencies
from casetable.queries.verify import verify
from casetable.rules.amending import with_numbers, with_party, with_stated_shares
from casetable.seat import open_table
from casetable.store.opening import is_url
from casetable.values.partnership import ObjectiveSetup, Readiness, Section, Setup
from casetable.words import AgreementKind, AgreementState, Method, Ready, SectionTopic
from tests.conftest import Ground
from tests.tables import FOUNDED, MON, at, setup

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_what_was_set_up_is_what_version_one_says(ground: Ground, tmp_path: Path) -> None:
    one = with_numbers(setup(), {"decisions.rule": "vote", "decisions.quorum_agencies": 2, "terms.domains": "housing"})
    gaps = Readiness(Ready.NOT_YET, "two posts are empty")
    one = with_party(one, "HS", gaps=gaps, success="a year", minimum_method=Method.WRITTEN)
    sections = (Section("Decisions and quorum", "We vote."), Section("Cake", "On Fridays."))
    one = replace(one, sections=sections, objectives=(ObjectiveSetup("Five are housed", due_quarter="2027Q1"),))
    where = _found(ground, tmp_path, one)
    with closing(open_table(where)) as table:
        seat = table.seat("Abe Old", at(FOUNDED))
        stored = setup_of(seat)
        assert stored.sections[0].topic is SectionTopic.DECISIONS
        plain = replace(stored, people=one.people, sections=one.sections)
        assert plain == with_stated_shares(one)
        assert timeline(seat).versions[0].state is AgreementState.DRAFT
        assert text_code(seat, 1) == ""
        assert verify(seat).problems == ()


@only_sqlite
def test_a_handshake_is_in_force_at_once_with_its_text(ground: Ground, tmp_path: Path) -> None:
    where = _found(ground, tmp_path, replace(setup(), kind=AgreementKind.HANDSHAKE))
    with closing(open_table(where)) as table:
        seat = table.seat("Abe Old", at(FOUNDED))
        (one,) = timeline(seat).versions
        assert (one.state, one.in_force_on, one.review_on) == (AgreementState.IN_FORCE, FOUNDED, date(2027, 10, 1))
        assert text_code(seat, 1) in written(seat, 1)
        assert verify_agreement(seat).findings == ()


@only_sqlite
def test_an_agency_that_joins_later_waits_for_its_day(ground: Ground, tmp_path: Path) -> None:
    one = replace(with_party(setup(), "MH", joins_on=MON), kind=AgreementKind.HANDSHAKE)
    where = _found(ground, tmp_path, one)
    with closing(open_table(where)) as table:
        assert [one.agency for one in agencies(table.seat("Abe Old", at(FOUNDED)))] == ["SS", "HS"]
        assert len(setup_of(table.seat("Abe Old", at(FOUNDED))).agencies) == 3
        (receipt,) = tick(table, at(MON))
        assert receipt.sentence == "Mental Health (MH) has joined the table: Omar Haddad, Ines Roy, Zoe Lund."
        assert table.seat("omar", at(MON)).agency == "MH"


@only_sqlite
def test_who_coordinates_sits_here_from_the_first_day(ground: Ground, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="joins later") as refused:
        _found(ground, tmp_path, with_party(setup(), "SS", joins_on=MON))
    assert "from the first day" in refused.value.hint


def _found(ground: Ground, tmp_path: Path, one: Setup) -> str:
    where = ground.empty(tmp_path)
    if not is_url(where):
        Path(where).parent.mkdir()
    found(where, one, clock=at(FOUNDED))
    return where
