"""The table of commands: every key of the app with its words, its place and its command-line twin.

One row, one meaning: keys of ``Scope.EVERYWHERE`` mean the same on every screen and are not used for anything else.
The rows stand in keys/, one file a screen.
"""

from casetable.screens.keys.agreement import AGREEMENT
from casetable.screens.keys.calendar import CALENDAR, DAYS_OFF
from casetable.screens.keys.card import CARD
from casetable.screens.keys.command import Command, Fits, Need, Scope
from casetable.screens.keys.conference import CONFERENCE
from casetable.screens.keys.everywhere import EVERYWHERE
from casetable.screens.keys.files import FILES
from casetable.screens.keys.hmis import HMIS_AGAIN, PICK
from casetable.screens.keys.minutes import MINUTES
from casetable.screens.keys.outcomes import OUTCOMES
from casetable.screens.keys.participants import PARTICIPANTS
from casetable.screens.keys.people import HANDOVER, PEOPLE
from casetable.screens.keys.releases import RELEASES
from casetable.screens.keys.room import ROOM
from casetable.screens.keys.week import WEEK

__all__ = ["COMMANDS", "Command", "Fits", "Need", "Scope"]

COMMANDS = (
    *EVERYWHERE,
    *WEEK,
    *PARTICIPANTS,
    *CARD,
    *OUTCOMES,
    *RELEASES,
    *PICK,
    *HMIS_AGAIN,
    *FILES,
    *AGREEMENT,
    *PEOPLE,
    *HANDOVER,
    *MINUTES,
    *CONFERENCE,
    *CALENDAR,
    *DAYS_OFF,
    *ROOM,
)
