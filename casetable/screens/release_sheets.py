"""The sheets of releases: one day, method, purpose and paper for the lot; renewing one; a no."""

from collections.abc import Mapping, Sequence
from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import read_date
from casetable.rules.past_dates import read_past_date
from casetable.rules.release_words import careful_words
from casetable.screens.forms import Errand
from casetable.screens.sheet import Field
from casetable.values.consent import Reach
from casetable.values.participants import Release
from casetable.values.seat import Receipt, Seat
from casetable.words import Category, Method

NEVER_TYPED = "Counselling and psychotherapy notes are never typed here, under no release."
_ENDS_WHEN = Field("ends_when", "Ends when", "if an event ends it: when they are housed")
_PAPER = Field("paper", "Paper", "where the signed paper is")
LOT_FIELDS = (
    Field("until", "Until day", "2027-11-20 or +1y; empty when no end was said"),
    Field("method", "Given", "written, verbal or inferred", "written"),
    Field("purpose", "Purpose", "coordinating care"),
    _PAPER,
    Field("since", "From day", "today, 2026-11-20", "today"),
    _ENDS_WHEN,
)
REFUSE_FIELDS = (
    Field("why", "Why", "in their words, if they said"),
    Field("on", "Said on", "today, 2026-11-20", "today"),
    Field("method", "Said", "written, verbal or inferred", "verbal"),
)
_NO_END = ("no end", "none", "never", "-")


def renew_fields(one: Release) -> tuple[Field, ...]:
    """Return the fields of a renewal, starting from how the old release was given."""
    return (
        Field("until", "Until day", "2027-11-20 or +1y; or: no end, when they named none"),
        Field("method", "Given", "written, verbal or inferred", one.terms.method.value),
        Field("purpose", "Purpose", "coordinating care", one.purpose),
        _PAPER,
        _ENDS_WHEN,
    )


def record(
    given: Mapping[str, str],
    participant: str,
    cells: Sequence[tuple[str, Category]],
    discloser: str,
    revoke: Sequence[str],
    today: date,
) -> Errand:
    """Return the errand of what was marked. Raises BadInput naming what cannot be read."""
    since = read_date(given["since"] or "today", today)
    until = read_date(given["until"], today) if given["until"] else None
    method = _method(given["method"])
    general = any(category is Category.GENERAL for _, category in cells)
    purpose, ends_when = careful_words(given["purpose"], given["ends_when"], general=general)

    def run(seat: Seat) -> Receipt:
        from casetable.actions.consent import record_releases

        return record_releases(
            seat,
            participant,
            cells=cells,
            from_agency=discloser or None,
            since=since,
            until=until,
            method=method,
            purpose=purpose,
            ends_when=ends_when,
            paper=given["paper"],
            revoke=revoke,
            only_missing=True,
        )

    return run


def revoke_only(participant: str, refs: Sequence[str]) -> Errand:
    """Return the errand that revokes some releases in one entry and records none."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.consent import record_releases

        return record_releases(seat, participant, cells=(), since=seat.today, method=Method.WRITTEN, revoke=refs)

    return run


def renew(given: Mapping[str, str], chosen: Sequence[Release], today: date) -> Errand:
    """Return the errand that renews some releases in one entry. Raises BadInput naming what cannot be read.

    A purpose that is left as it stands, or empty where it may not be read, stays as before in each.
    """
    words = given["until"].casefold()
    if not words and not given["ends_when"]:
        raise BadInput("Until when does it go on?", "A day, or: no end.")
    until = None if words in ("", *_NO_END) else read_date(words, today)
    method = _method(given["method"])
    general = any(one.terms.category is Category.GENERAL for one in chosen)
    new_purpose = given["purpose"] if given["purpose"] != chosen[0].purpose else ""
    said, ends_when = careful_words(new_purpose, given["ends_when"], general=general)
    purpose = None if given["purpose"] == chosen[0].purpose else said

    def run(seat: Seat) -> Receipt:
        from casetable.actions.consent import renew_releases

        return renew_releases(
            seat,
            [one.release for one in chosen],
            until=until,
            no_end=until is None,
            method=method,
            purpose=purpose,
            ends_when=ends_when,
            paper=given["paper"],
        )

    return run


def refuse(
    given: Mapping[str, str], participant: str, cell: tuple[str, Category], discloser: str, today: date
) -> Errand:
    """Return the errand that writes down a no. Raises BadInput naming what cannot be read."""
    on = read_past_date(given["on"] or "today", today)
    method = _method(given["method"])
    receiver, category = cell
    (why,) = careful_words(given["why"], general=category is Category.GENERAL)

    def run(seat: Seat) -> Receipt:
        from casetable.actions.consent import refuse_release

        return refuse_release(
            seat,
            participant,
            to=receiver,
            category=category,
            from_agency=discloser or None,
            method=method,
            why=why,
            on=on,
        )

    return run


def pairs_words(releases: Sequence[Release]) -> str:
    """Return who tells whom what: ``general from HS, MH to SS``."""
    parts = []
    for category in dict.fromkeys(one.terms.category for one in releases):
        terms = [one.terms for one in releases if one.terms.category is category]
        tells = ", ".join(sorted({one.discloser for one in terms}))
        hears = ", ".join(sorted({one.receiver for one in terms}))
        parts.append(f"{category.label} from {tells} to {hears}")
    return "; ".join(parts)


def reach_words(reach: Reach) -> str:
    """Return how far revoking reaches, for the question before it."""
    said = []
    if reach.losing:
        said.append(f"{_and(reach.losing)} will not know any more who {reach.participant} is.")
    if reach.tasks:
        said.append(
            "1 task under way loses its words there."
            if reach.tasks == 1
            else f"{reach.tasks} tasks under way lose their words there."
        )
    said += [
        f"{receiver} sees no {category} facts from {teller} any more." for receiver, category, teller in reach.facts
    ]
    said += [f"{code} still knows them by {', '.join(refs)}." for code, refs in reach.still_known]
    said.append("It acts at once, on every screen and in every mail, and is never undone; a new one can be recorded.")
    return " ".join(said)


def _and(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"


def _method(words: str) -> Method:
    for method in Method:
        if words.casefold() == method.value:
            return method
    raise BadInput(f"{words!r} is no way a release is given.", "One of: written, verbal, inferred.")
