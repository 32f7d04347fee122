"""Everything that can be done in the room of a conference, by one name.

conference_session.py opens and closes it, conference_pace.py keeps its time, conference_people.py is the room check,
conference_items.py the way through the agenda, conference_filing.py and conference_lines.py what is said, and
conference_drafts.py what is being typed. All work on the one conference in session.
"""

from casetable.actions.conference_drafts import keep_line
from casetable.actions.conference_filing import file_line
from casetable.actions.conference_items import advance, leave_item, open_item
from casetable.actions.conference_lines import read_back, reword, strike
from casetable.actions.conference_pace import recess, resume, shave
from casetable.actions.conference_people import attend, guest, person_present, step_out
from casetable.actions.conference_session import accept_opening, close_conference, open_conference

__all__ = [
    "accept_opening",
    "advance",
    "attend",
    "close_conference",
    "file_line",
    "guest",
    "keep_line",
    "leave_item",
    "open_conference",
    "open_item",
    "person_present",
    "read_back",
    "recess",
    "resume",
    "reword",
    "shave",
    "step_out",
    "strike",
]
