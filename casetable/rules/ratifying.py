"""What becomes of a decision that was made without quorum. Source: the agreement's section on how a conference decides
(rules: Conference)."""

from collections.abc import Collection, Mapping
from datetime import date

from casetable.words import ProposalState


def state_of(missing: Collection[str], said: Mapping[str, bool], ratify_by: date | None, today: date) -> ProposalState:
    """Judge a proposal by what each agency (by code) ``said`` to it until today; True is a yes.

    One no refuses it. It is ratified once every agency that was ``missing`` said yes; where none was, because only the
    chair or a worker was lacking, one yes for the table is enough. Else it waits until ``ratify_by`` has passed.
    """
    if not all(said.values()):
        return ProposalState.REFUSED
    if said and set(missing) <= set(said):
        return ProposalState.RATIFIED
    if ratify_by is not None and ratify_by < today:
        return ProposalState.RETURNED
    return ProposalState.WAITING
