"""The keys of an HMIS export: whom to propose, and what it says differently."""

from casetable.screens.keys.command import Command, Fits, Scope

PICK = (
    Command(
        "pick",
        "space",
        "choose",
        "Choose or leave out this person.",
        Scope.PICK,
        "casetable import hmis PATH --pick PERSONALID",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "problems",
        "p",
        "problems",
        "See the lines that could not be read.",
        Scope.PICK,
        "casetable import hmis PATH --dry-run",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "differences",
        "d",
        "differences",
        "See what HMIS says differently about participants whom you know.",
        Scope.PICK,
        "casetable import hmis PATH --update",
        fits=(Fits.ALWAYS,),
    ),
)

HMIS_AGAIN = (
    Command(
        "choose-difference",
        "space",
        "choose",
        "Choose or leave out this difference.",
        Scope.HMIS_AGAIN,
        "casetable import hmis PATH --update --apply P-473:name",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "choose-all",
        "a",
        "choose all",
        "Choose everything that no worker wrote, or nothing.",
        Scope.HMIS_AGAIN,
        "casetable import hmis PATH --update --all",
        fits=(Fits.ALWAYS,),
    ),
)
