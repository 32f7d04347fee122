"""Everything that is done with a conference's minutes once it is closed, by one name.

minutes_correcting.py corrects them, minutes_replying.py has nothing to correct, minutes_agreeing.py agrees, locks and
reopens them, minutes_rows.py finds and begins their rows. What is said to proposals stands in ratifying.py.
"""

from casetable.actions.minutes_agreeing import Built, agree, lock, may_tell, reopen, store_papers
from casetable.actions.minutes_correcting import correct
from casetable.actions.minutes_replying import nothing_to_correct
from casetable.actions.minutes_rows import begin_minutes

__all__ = [
    "Built",
    "agree",
    "begin_minutes",
    "correct",
    "lock",
    "may_tell",
    "nothing_to_correct",
    "reopen",
    "store_papers",
]
