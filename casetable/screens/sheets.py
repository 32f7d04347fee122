"""The sheets there are: proposing somebody, and writing down a release."""

from collections.abc import Mapping
from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import read_date
from casetable.screens.forms import Errand
from casetable.screens.load import Loaded
from casetable.screens.sheet import Field
from casetable.values.seat import Receipt, Seat
from casetable.words import CATEGORY_TAGS, Category, Method

PROPOSE_FIELDS = (
    Field("name", "Name", "as the person wants to be called"),
    Field("asked_on", "Said yes on", "the day they agreed to be considered: today, 2026-11-20"),
    Field("needs", "Needs", "what that yes covers, for the other agencies"),
    Field("reason", "Reason", "why this table, for your own agency"),
    Field("year", "Year of birth", "1984; or: adult, if you asked and the year is not known"),
)


def release_fields(loaded: Loaded) -> tuple[Field, ...]:
    """Return the fields of a release, starting from one's own agency and today."""
    codes = ", ".join(agency.agency for agency in loaded.agencies)
    tags = ", ".join(CATEGORY_TAGS.values())
    return (
        Field("from_agency", "From agency", f"who may tell: {codes}, or all", loaded.seat.agency),
        Field("to", "To agency", f"who may hear: {codes}, or all", "all"),
        Field("category", "Category", tags, "general"),
        Field("since", "From day", "today, 2026-11-20", "today"),
        Field("until", "Until day", "2027-11-20; empty when no end was said"),
        Field("method", "Given", "written, verbal or inferred", "written"),
        Field("purpose", "Purpose", "coordinating care"),
        Field("paper", "Paper", "where the signed paper is"),
    )


def propose(given: Mapping[str, str], today: date) -> Errand:
    """Return the errand of a filled sheet. Raises BadInput for a day or a year that cannot be read."""
    asked_on = read_date(given["asked_on"], today) if given["asked_on"] else None
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


def add_release(given: Mapping[str, str], participant: str, today: date) -> Errand:
    """Return the errand of a filled sheet. Raises BadInput naming what cannot be read."""
    everybody = given["from_agency"].casefold() in ("", "all")
    since = read_date(given["since"], today)
    until = read_date(given["until"], today) if given["until"] else None
    category, method = _category(given["category"]), _method(given["method"])

    def run(seat: Seat) -> Receipt:
        from casetable.actions import consent

        return consent.add_release(
            seat,
            participant,
            from_agency=None if everybody else given["from_agency"],
            to=given["to"] or "all",
            category=category,
            since=since,
            until=until,
            method=method,
            purpose=given["purpose"],
            paper=given["paper"],
        )

    return run


def _category(words: str) -> Category:
    plain = words.strip().lstrip("~").casefold().replace(" ", "_")
    for category, tag in CATEGORY_TAGS.items():
        if plain in (tag, category.value):
            return category
    raise BadInput(f"{words!r} is no category.", "One of: " + ", ".join(CATEGORY_TAGS.values()))


def _method(words: str) -> Method:
    for method in Method:
        if words.casefold() == method.value:
            return method
    raise BadInput(f"{words!r} is no way a release is given.", "One of: written, verbal, inferred.")
