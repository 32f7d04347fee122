"""The keys of a participant's card that the list does not have; participants.py holds those of both."""

from casetable.screens.keys.command import Command, Need, Scope

CARD = (
    Command(
        "add-about",
        "a",
        "add",
        "Promise or ask something about them, in one line.",
        Scope.CARD,
        'casetable task add "… #{participant}"',
        needs=Need.PARTICIPANT,
    ),
    Command(
        "reword",
        "e",
        "edit",
        "Change their name, needs, reason or year of birth.",
        Scope.CARD,
        "casetable participant edit {participant}",
        needs=Need.PARTICIPANT,
    ),
    Command(
        "household",
        "H",
        "household",
        "Say whom they live with, as far as each adult allows it; whether a child does.",
        Scope.CARD,
        "casetable participant household {participant} --with PARTICIPANT --allowed-on today",
        needs=Need.PARTICIPANT,
    ),
    Command(
        "disclosed",
        "d",
        "told outside",
        "Write down what was told about them outside the table, to whom and on what ground.",
        Scope.CARD,
        "casetable participant disclosed {participant} --to WHOM --category general --basis emergency",
        needs=Need.PARTICIPANT,
    ),
    Command(
        "erase",
        "E",
        "erase",
        "Erase somebody who left: ask every agency, answer for your own, then for good.",
        Scope.CARD,
        "casetable participant erase {participant}",
        needs=Need.PARTICIPANT,
    ),
    Command(
        "tab-next",
        "tab,right",
        "next part",
        "Go to the next part of the card: notes, tasks, disclosures, history.",
        Scope.CARD,
        "casetable participant show {participant}",
    ),
    Command(
        "tab-previous",
        "shift+tab,left",
        "part before",
        "Go to the part before.",
        Scope.CARD,
        "casetable participant show {participant}",
    ),
)
