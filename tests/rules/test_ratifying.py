"""What becomes of a decision that was made without quorum."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.ratifying import state_of
from casetable.words import ProposalState

BY = date(2026, 11, 23)
AFTER = BY + timedelta(days=1)


@pytest.mark.parametrize(
    ("missing", "said", "today", "state"),
    [
        (("MH",), {}, BY, ProposalState.WAITING),
        (("MH",), {}, AFTER, ProposalState.RETURNED),
        (("MH",), {"MH": True}, BY, ProposalState.RATIFIED),
        (("MH",), {"MH": True}, AFTER, ProposalState.RATIFIED),
        (("MH",), {"MH": False}, BY, ProposalState.REFUSED),
        (("MH", "SS"), {"MH": True}, BY, ProposalState.WAITING),
        (("MH", "SS"), {"MH": True}, AFTER, ProposalState.RETURNED),
        (("MH", "SS"), {"MH": True, "SS": False}, BY, ProposalState.REFUSED),
        (("MH", "SS"), {"MH": True, "SS": True}, BY, ProposalState.RATIFIED),
        ((), {}, BY, ProposalState.WAITING),
        ((), {"SS": True}, BY, ProposalState.RATIFIED),
        ((), {"SS": False}, BY, ProposalState.REFUSED),
    ],
)
def test_every_missing_agency_says_yes_in_time_or_it_is_no_decision(
    missing: tuple[str, ...], said: dict[str, bool], today: date, state: ProposalState
) -> None:
    assert state_of(missing, said, BY, today) is state


@given(st.sets(st.sampled_from("ABCD")), st.dictionaries(st.sampled_from("ABCD"), st.booleans()), st.booleans())
def test_it_is_ratified_only_by_all_who_were_missing_and_against_nobodys_no(
    missing: set[str], said: dict[str, bool], in_time: bool
) -> None:
    found = state_of(missing, said, BY, BY if in_time else AFTER)
    yes = {agency for agency, is_yes in said.items() if is_yes}
    assert (found is ProposalState.RATIFIED) == (bool(said) and yes == set(said) and missing <= yes)
    assert (found is ProposalState.REFUSED) == (yes != set(said))
    if found is ProposalState.WAITING:
        assert in_time
