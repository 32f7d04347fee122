"""What undo must not break about the agreement: numbers that days were already counted by."""

from sqlmodel import Session

from casetable.actions.agreement_versions import versions_in
from casetable.errors import Refused
from casetable.models import Log
from casetable.queries.governing import named
from casetable.rules.dates import say_day
from casetable.store.log import Image, Images
from casetable.values.partnership import Decisions, Gate
from casetable.values.seat import Seat
from casetable.values.terms import Terms
from casetable.words import AgreementState

_COLUMNS = (
    "places",
    "zone",
    "quarter_first_month",
    "mail_weekday",
    "conference_rrule",
    "conference_starts_at",
    "conference_minutes",
    "conference_place",
)


def check_numbers_stay(session: Session, seat: Seat, entry: Log, images: Images) -> None:
    """Raise Refused when undo or redo changed the numbers of a founding draft on a later day than they were written.

    They apply from the day of founding, so a change would reach days that have passed.
    """
    if entry.on == seat.today or not any(table.startswith("agreement") for table, _ in images):
        return
    applies = versions_in(session, seat).applies
    if applies.state is not AgreementState.DRAFT:
        return
    if any(_counts(applies.id, table, row_id, *both) for (table, row_id), both in images.items()):
        raise Refused(
            f"The numbers of v{applies.number} have applied since {say_day(entry.on)}.",
            "Change them by an amendment instead: casetable agreement amend",
        )


def _counts(version: str, table: str, row_id: str, before: Image | None, after: Image | None) -> bool:
    """A row's two images say other numbers, and it belongs to this version."""
    if table == "agreement":
        return row_id == version and _numbers(before) != _numbers(after)
    if table not in ("agreement_ladder_step", "agreement_party"):
        return False
    if (before or after or {}).get("agreement_id") != version:
        return False
    names = ("effort_share",) if table == "agreement_party" else ("position", "name", "who", "working_days")
    return [(before or {}).get(name) for name in names] != [(after or {}).get(name) for name in names]


def _numbers(image: Image | None) -> object:
    if image is None:
        return None
    return (
        named(Terms, image["terms"]),
        named(Gate, image["gate"]),
        named(Decisions, image["decisions"] or {}),
        [image[name] for name in _COLUMNS],
    )
