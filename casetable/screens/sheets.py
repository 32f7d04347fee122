"""The sheet for proposing somebody."""

from collections.abc import Mapping
from datetime import date

from casetable.errors import BadInput
from casetable.rules.past_dates import read_past_date
from casetable.screens.forms import Errand
from casetable.screens.sheet import Field
from casetable.values.seat import Receipt, Seat

PROPOSE_FIELDS = (
    Field("name", "Name", "as the person wants to be called"),
    Field("asked_on", "Said yes on", "the day they agreed to be considered: today, 2026-11-20"),
    Field("needs", "Needs", "what that yes covers, for the other agencies"),
    Field("reason", "Reason", "why this table, for your own agency"),
    Field("year", "Year of birth", "1984; or: adult, if you asked and the year is not known"),
)


def propose(given: Mapping[str, str], today: date) -> Errand:
    """Return the errand of a filled sheet. Raises BadInput for a day or a year that cannot be read."""
    asked_on = read_past_date(given["asked_on"], today) if given["asked_on"] else None
    year = given["year"]
    if year and year.casefold() != "adult" and not (year.isdecimal() and len(year) == 4):
        raise BadInput(f"{year!r} is no year of birth.", "Like 1984; or adult, if you asked.")

    def run(seat: Seat) -> Receipt:
        from casetable.actions import participants

        return participants.propose(
            seat,
            name=given["name"],
            needs=given["needs"],
            reason=given["reason"],
            year_of_birth=int(year) if year.isdecimal() else None,
            considered_on=asked_on,
            adult_confirmed=year.casefold() == "adult",
        )

    return run
