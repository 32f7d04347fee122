"""The code sheet: who is meant by which reference, for a partner who takes part by mail alone."""

from collections.abc import Sequence

from casetable.rules.dates import say_day
from casetable.values.papers import Page, Section, SharedPerson
from casetable.values.seat import Seat

_KEEP = "Keep it apart from any mail, show it to nobody else, and destroy it when the next one comes."


def code_sheet(people: Sequence[SharedPerson], seat: Seat, agency: str) -> Page:
    """The page for one agency (by name), to be handed over by hand."""
    made = f"Made on {say_day(seat.today)} {seat.today.year} by {seat.name} for {agency}. Handed over by hand."
    rows = [(one.participant.participant, one.participant.name or "") for one in people]
    return Page(
        title=f"Code sheet for {agency}",
        under=(made, _KEEP),
        sections=(Section("Who is meant", table=(("Reference", "Name"), *rows)),),
    )
