"""casetable release: add, revoke, list."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.group import group
from casetable.cli.options import CATEGORIES, ParticipantRef, Why
from casetable.cli.reading import category_of, days_of
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt
from casetable.errors import BadInput, NotFound
from casetable.words import Category, Method, ReleaseState

if TYPE_CHECKING:
    from casetable.values.seat import Receipt, Seat

app = group("Releases of information: who may tell what to whom.", "casetable release list --ending 30d")


def add_to(root: typer.Typer) -> None:
    """Add the group."""
    root.add_typer(app, name="release")


@app.command("add")
def add(
    participant: ParticipantRef,
    to: Annotated[str, typer.Option("--to", metavar="AGENCY|all", help="Who may be told.")],
    method: Annotated[Method, typer.Option("--method", help="How it was given.")],
    from_agency: Annotated[
        str | None, typer.Option("--from-agency", metavar="AGENCY", help="Who may tell; else every agency.")
    ] = None,
    category: Annotated[str, typer.Option("--category", metavar=CATEGORIES, help="What may be told.")] = "general",
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")] = "today",
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day; else no date.")] = None,
    purpose: Annotated[str, typer.Option("--purpose", metavar="TEXT", help="What for.")] = "",
    ends_when: Annotated[
        str, typer.Option("--ends-when", metavar="TEXT", help="The event or condition that ends it.")
    ] = "",
    paper: Annotated[str, typer.Option("--paper", metavar="TEXT", help="Where the paper is.")] = "",
) -> None:
    """Record what a participant allows; both days are included.

    Example: casetable release add 473 --from-agency HS --to all --category general --from 2026-11-23 --method written
    """
    from casetable.actions.consent import add_release

    with at_table() as sitting:
        receipt = add_release(
            sitting.seat(),
            participant,
            to=to,
            category=category_of(category) or Category.GENERAL,
            since=sitting.day(since),
            method=method,
            from_agency=from_agency,
            until=sitting.day_if(until),
            purpose=purpose,
            ends_when=ends_when,
            paper=paper,
        )
        _tell(sitting, receipt)


@app.command("revoke")
def revoke(
    which: Annotated[
        str, typer.Argument(metavar="RELEASE|PARTICIPANT", help="A release, 12 or R-12; or P-473 for all of theirs.")
    ],
    category: Annotated[
        str | None, typer.Option("--category", metavar=CATEGORIES, help="Of a participant's: only this category.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="AGENCY", help="Of a participant's: only to this agency.")
    ] = None,
    why: Why = "",
) -> None:
    """Revoke a release, or a participant's: sharing stops at once.

    Example: casetable release revoke R-12 --why "they said so by phone"

    All of P-473's about health: casetable release revoke P-473 --category health

    It is never undone; a new release is recorded when they say so.
    """
    from casetable.actions.consent import revoke_release, revoke_releases

    is_participant = which.strip().lstrip("#").casefold().startswith("p")
    if not is_participant and (category is not None or to is not None):
        raise BadInput("--category and --to choose among a participant's releases.", "Name them: P-473.")
    with at_table() as sitting:
        seat = sitting.seat()
        if is_participant:
            receipt = revoke_releases(seat, which, category=category_of(category), to=to, why=why)
            tell_receipt(sitting, receipt)
        else:
            _tell(sitting, revoke_release(seat, which, why=why))


@app.command("list")
def show_list(
    participant: Annotated[str | None, typer.Argument(metavar="PARTICIPANT", help="Of whom; else of all.")] = None,
    ending: Annotated[
        str | None, typer.Option("--ending", metavar="DAYS", help="In force and ending within so many days: 30d.")
    ] = None,
) -> None:
    """List the releases you may know of.

    Example: casetable release list --ending 30d
    """
    from casetable.cli.formats import release_json
    from casetable.queries.consent import releases

    with at_table() as sitting:
        found = releases(sitting.seat(), participant)
        if ending is not None:
            last = sitting.today + timedelta(days=days_of(ending))
            found = tuple(
                one
                for one in found
                if one.state is ReleaseState.IN_FORCE and one.terms.until is not None and one.terms.until <= last
            )
        tell_listing(
            found,
            release_json,
            ("release", "participant", "from", "to", "category", "state", "since", "until", "method"),
            lambda one: (
                one.release,
                one.participant,
                one.terms.discloser,
                one.terms.receiver,
                one.terms.category.label,
                one.state.label,
                one.terms.since.isoformat(),
                one.terms.until.isoformat() if one.terms.until else "",
                one.terms.method.value,
            ),
            empty="There is no such release on file: casetable release add records one.",
        )


def _tell(sitting: Sitting, receipt: "Receipt") -> None:
    def now(seat: "Seat", ref: str) -> dict[str, object]:
        from casetable.cli.formats import release_json
        from casetable.queries.consent import releases

        for one in releases(seat):
            if one.release == ref:
                return release_json(one)
        raise NotFound(f"There is no {ref} here.")

    tell_receipt(sitting, receipt, now)
