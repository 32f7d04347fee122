"""Everything that can be done to the agreement, by one name: amending, offering, signing, reading its objectives."""

from casetable.actions.amending import amend, amend_to, discard
from casetable.actions.objectives import read_objective
from casetable.actions.offering import end, offer, withdraw
from casetable.actions.signing import record_paper, record_papers, sign

__all__ = [
    "amend",
    "amend_to",
    "discard",
    "end",
    "offer",
    "read_objective",
    "record_paper",
    "record_papers",
    "sign",
    "withdraw",
]
