"""The keys of the page that says where everything is."""

from casetable.screens.keys.command import Command, Fits, Scope

FILES = (
    Command(
        "backup",
        "b",
        "back up",
        "Copy the whole table to a file, checked, while others work.",
        Scope.FILES,
        "casetable backup",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "verify",
        "v",
        "verify",
        "Check the change log, every row beside it, and everything derived from it.",
        Scope.FILES,
        "casetable verify",
        fits=(Fits.ALWAYS,),
    ),
)
