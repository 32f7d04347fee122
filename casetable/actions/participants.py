"""Everything that can be done about a participant's way to the table and from it, by one name.

proposing.py begins it, choosing.py answers it, leaving.py is the work's beginning and end, team.py and household.py
who stands around them. What is written about them is in notes.py, voice.py and outcomes.py.
"""

from casetable.actions.choosing import agree, decline, pass_over
from casetable.actions.household import allow_link, end_link, set_child
from casetable.actions.leaving import activate, come_back, leave
from casetable.actions.proposing import consider, edit, propose, propose_considered
from casetable.actions.team import join_team, lead, leave_team
from casetable.actions.whom import find_participant, known_participant

__all__ = [
    "activate",
    "agree",
    "allow_link",
    "come_back",
    "consider",
    "decline",
    "edit",
    "end_link",
    "find_participant",
    "join_team",
    "known_participant",
    "lead",
    "leave",
    "leave_team",
    "pass_over",
    "propose",
    "propose_considered",
    "set_child",
]
