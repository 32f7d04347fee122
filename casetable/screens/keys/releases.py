"""The keys of a participant's releases, and of those about to end where a row says ``also``."""

from casetable.screens.keys.command import Command, Fits, Need, Scope

RELEASES = (
    Command(
        "release-mark",
        "space",
        "mark",
        "Mark a cell to be recorded; where a release stands, to be revoked; again: neither.",
        Scope.RELEASES,
        "casetable release add {participant} …",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "release-add",
        "a",
        "store",
        "Record and revoke what is marked, or record the cell under the cursor: one day, method and paper for the lot.",
        Scope.RELEASES,
        "casetable release add {participant} …",
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "release-renew",
        "r",
        "renew",
        "Renew a release: a new one goes on where it ends.",
        Scope.RELEASES,
        "casetable release renew {release} --until DATE",
        needs=Need.RELEASE,
        fits=(Fits.ALWAYS,),
        also=(Scope.ENDINGS,),
    ),
    Command(
        "release-revoke",
        "x",
        "revoke",
        "Revoke what is marked so, else the cell or the release under the cursor: sharing stops at once.",
        Scope.RELEASES,
        "casetable release revoke {release}",
        needs=Need.RELEASE,
        fits=(Fits.ALWAYS,),
    ),
    Command(
        "release-refuse",
        "n",
        "said no",
        "Write down that they said no.",
        Scope.RELEASES,
        "casetable release refuse {participant} --to AGENCY --method verbal",
    ),
    Command(
        "release-column",
        "plus",
        "category",
        "Add a column, to record another category.",
        Scope.RELEASES,
        "casetable release add {participant} --category health …",
    ),
    Command(
        "release-from",
        "f",
        "from whom",
        "Change who tells: every agency, or one of them.",
        Scope.RELEASES,
        "casetable release add {participant} --from-agency AGENCY …",
    ),
)
