"""The keys of the room: while the line is empty the first key says what the line is, or does something at once."""

from casetable.screens.keys.command import Command, Scope

_ROOM = "casetable conference"

LINES = (
    Command("room-option", "o", "option", "File an option of the debate.", Scope.ROOM, f'{_ROOM} debate "o motel now"'),
    Command(
        "room-for",
        "plus",
        "argument",
        "File an argument for the newest option, or for one by its number; @name says who holds it.",
        Scope.ROOM,
        f'{_ROOM} debate "+ 1 safe tonight @dana"',
    ),
    Command(
        "room-against",
        "minus",
        "against",
        "File an argument against the newest option, or against one by its number.",
        Scope.ROOM,
        f'{_ROOM} debate "- 1 the rule starts again @lee"',
    ),
    Command(
        "room-decide",
        "v",
        "decide",
        "File the decision: an option's number or words, and (consensus), (chair), (vote) or (deferred).",
        Scope.ROOM,
        f'{_ROOM} decide "2 (consensus)"',
    ),
    Command(
        "room-dissent",
        "exclamation_mark",
        "dissent",
        "File who sees it otherwise, why, and when it is looked at again; may tell: the participant may know it.",
        Scope.ROOM,
        f'{_ROOM} dissent "@dana winter; look again 8 jan"',
    ),
    Command(
        "room-since",
        "h",
        "what happened",
        "Say what happened since a dissent that came back, and how it turned out: (right), (otherwise) or (early).",
        Scope.ROOM,
        f'{_ROOM} since "1 it froze twice (right)"',
    ),
    Command(
        "room-action",
        "a",
        "action",
        "File an action with its owner and its date: it becomes a task.",
        Scope.ROOM,
        f'{_ROOM} action "outreach twice a week @dana fri"',
    ),
    Command("room-park", "k", "park", "Put something into the parking lot.", Scope.ROOM, f'{_ROOM} park "bus passes"'),
    Command(
        "room-words",
        "s",
        "their words",
        "File what the participant says, in their own words.",
        Scope.ROOM,
        f'{_ROOM} words "s a door I can lock"',
    ),
    Command(
        "room-no-words",
        "n",
        "no words",
        "Say why there are no words of the participant.",
        Scope.ROOM,
        f'{_ROOM} words "n did not come, the phone is off"',
    ),
    Command(
        "room-ask-them",
        "t",
        "ask them",
        "File what the room asks of the participant; it stands in the letter to them.",
        Scope.ROOM,
        f'{_ROOM} ask-them "bring the letter on tuesday"',
    ),
)
"""Keys that begin a line."""

ROOM = (
    *LINES,
    Command(
        "room-yes",
        "y",
        "yes",
        "Read the item's actions back; in the opening, everybody accepts the opening line.",
        Scope.ROOM,
        f"{_ROOM} read-back",
    ),
    Command(
        "room-check",
        "r",
        "room check",
        "Note who is here, who came late and who left, by their initials.",
        Scope.ROOM,
        f"{_ROOM} attend dana lee omar",
    ),
    Command(
        "room-guest",
        "g",
        "guest",
        "Note a guest as here, and whose guest it is.",
        Scope.ROOM,
        f'{_ROOM} attend --guest "Rosa Tran" --of "County office"',
    ),
    Command("room-go", "j", "go to", "Go to an item by its number or participant.", Scope.ROOM, f"{_ROOM} item P-473"),
    Command(
        "room-leave-item",
        "x",
        "not discussed",
        "Leave the open item, or the next one, undiscussed, and say why.",
        Scope.ROOM,
        f"{_ROOM} item --not-discussed",
    ),
    Command(
        "room-person",
        "i",
        "person here",
        "The participant is in the room, or has left it: others go blank on every screen of this conference.",
        Scope.ROOM,
        f"{_ROOM} person here",
    ),
    Command(
        "room-recess", "b", "recess", "Rest, or go on after it: the clock stands still.", Scope.ROOM, f"{_ROOM} recess"
    ),
    Command(
        "room-shave",
        "z",
        "shave",
        "Shave the items to come, so that the conference ends in time.",
        Scope.ROOM,
        f"{_ROOM} shave",
    ),
    Command(
        "room-blank", "full_stop", "blank", "Blank this screen, or show it again; the clock goes on.", Scope.ROOM, ""
    ),
    Command(
        "room-reword",
        "e",
        "reword",
        "Say the filed line under the cursor in other words; without a cursor the newest.",
        Scope.ROOM,
        f"{_ROOM} reword LINE TEXT",
    ),
    Command(
        "room-strike",
        "X",
        "strike",
        "Take back the filed line under the cursor; without a cursor the newest.",
        Scope.ROOM,
        f"{_ROOM} strike LINE",
    ),
    Command(
        "room-close",
        "c",
        "close",
        "Close the conference; it asks y or n and says what was not reached.",
        Scope.ROOM,
        f"{_ROOM} close",
    ),
)
