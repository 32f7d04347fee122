"""casetable release: add, renew, refuse, revoke, list."""

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.group import group
from casetable.cli.options import CATEGORIES, ParticipantRef, Why
from casetable.cli.reading import category_of, days_of
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import empty_for, tell_listing, tell_receipt
from casetable.errors import BadInput, NotFound, Refused
from casetable.words import Category, Method

if TYPE_CHECKING:
    from casetable.values.participants import Release
    from casetable.values.seat import Receipt, Seat

NEVER_TYPED = "Counselling and psychotherapy notes are never typed here, under no release."

Which = Annotated[
    list[str],
    typer.Argument(metavar="RELEASE|PARTICIPANT", help="Releases, 12 or R-12; or P-473 for all about to end."),
]
To = Annotated[
    list[str], typer.Option("--to", metavar="AGENCY|all", help="Who may be told; may be said several times.")
]
From = Annotated[str | None, typer.Option("--from-agency", metavar="AGENCY", help="Who may tell; else every agency.")]
Categories = Annotated[
    list[str] | None,
    typer.Option("--category", metavar=CATEGORIES, help="What may be told; several times; else general."),
]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day; else no date.")]
Purpose = Annotated[str, typer.Option("--purpose", metavar="TEXT", help="What for.")]
EndsWhen = Annotated[str, typer.Option("--ends-when", metavar="TEXT", help="The event or condition that ends it.")]
Paper = Annotated[str, typer.Option("--paper", metavar="TEXT", help="Where the paper is.")]
Given = Annotated[Method, typer.Option("--method", help="How it was given.")]

app = group("Releases of information: who may tell what to whom.", "casetable release list --ending 30d")


def add_to(root: typer.Typer) -> None:
    """Add the group."""
    root.add_typer(app, name="release")


@app.command("add", epilog=NEVER_TYPED)
def add(
    participant: ParticipantRef,
    to: To,
    method: Given,
    from_agency: From = None,
    category: Categories = None,
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")] = "today",
    until: Until = None,
    purpose: Purpose = "",
    ends_when: EndsWhen = "",
    paper: Paper = "",
) -> None:
    """Record what a participant allows; both days are included.

    Example: casetable release add 473 --from-agency HS --to all --category general --from 2026-11-23 --method written

    Several at once: casetable release add 473 --to SS --to MH --category general --category health --method written

    What a release gives already is left as it is.
    """
    from casetable.actions.consent import record_releases
    from casetable.rules.release_words import careful_words

    categories = _categories(category)
    purpose, ends_when = careful_words(purpose, ends_when, general=Category.GENERAL in categories)
    with at_table() as sitting:
        receipt = record_releases(
            sitting.seat(),
            participant,
            cells=[(one, each) for each in categories for one in to],
            since=sitting.day(since),
            method=method,
            from_agency=from_agency,
            until=sitting.day_if(until),
            purpose=purpose,
            ends_when=ends_when,
            paper=paper,
        )
        _tell(sitting, receipt)


@app.command("renew")
def renew(
    which: Which,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="The new last day.")] = None,
    no_end: Annotated[bool, typer.Option("--no-end", help="They named no last day.")] = False,
    method: Annotated[Method | None, typer.Option("--method", help="How it was given; else as before.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day; else the day after the old end.")
    ] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", metavar="TEXT", help="What for; else as before.")] = None,
    ends_when: EndsWhen = "",
    paper: Paper = "",
) -> None:
    """Renew a release: a new one goes on where the old one ends.

    Example: casetable release renew R-12 --until 2027-11-23 --paper "drawer 4"

    All of P-473's that are about to end: casetable release renew P-473 --until 2027-11-23

    The old one stays on file. Where it is over already, the new one begins today.
    """
    from casetable.actions.consent import renew_releases
    from casetable.rules.permissions import check

    with at_table() as sitting:
        check(sitting.seat().roles, "release.renew")
        meant = _meant(sitting, which)
        new_purpose, ends_when = _careful(sitting, meant, purpose or "", ends_when)
        receipt = renew_releases(
            sitting.seat(),
            meant,
            until=sitting.day_if(until),
            no_end=no_end,
            method=method,
            since=sitting.day_if(since),
            purpose=None if purpose is None else new_purpose,
            ends_when=ends_when,
            paper=paper,
        )
        _tell(sitting, receipt)


@app.command("refuse")
def refuse(
    participant: ParticipantRef,
    to: Annotated[str, typer.Option("--to", metavar="AGENCY|all", help="Who may not be told.")],
    method: Given,
    from_agency: From = None,
    category: Annotated[str, typer.Option("--category", metavar=CATEGORIES, help="What may not.")] = "general",
    on: Annotated[str | None, typer.Option("--said-on", metavar="DATE", help="The day they said it.")] = None,
    why: Why = "",
) -> None:
    """Record that a participant said no: nothing is opened.

    Example: casetable release refuse 473 --to MH --category health --method verbal --why "not now"
    """
    from casetable.actions.consent import refuse_release
    from casetable.rules.release_words import careful_words

    named = category_of(category) or Category.GENERAL
    (why,) = careful_words(why, general=named is Category.GENERAL)
    with at_table() as sitting:
        receipt = refuse_release(
            sitting.seat(),
            participant,
            to=to,
            category=named,
            method=method,
            from_agency=from_agency,
            why=why,
            on=sitting.past_day_if(on),
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
    from casetable.rules.permissions import check
    from casetable.rules.release_words import careful_words

    is_participant = _is_participant(which)
    if not is_participant and (category is not None or to is not None):
        number = which.strip().lstrip("#")
        hint = f"Name the participant: P-{number}." if number.isdigit() else "Leave them out."
        raise BadInput("--category and --to choose among a participant's releases.", hint)
    with at_table() as sitting:
        check(sitting.seat().roles, "release.revoke")
        if is_participant:
            named = category_of(category)
            (why,) = careful_words(why, general=named in (None, Category.GENERAL))
            tell_receipt(sitting, revoke_releases(sitting.seat(), which, category=named, to=to, why=why))
        else:
            (why,) = _careful(sitting, [which], why)
            _tell(sitting, revoke_release(sitting.seat(), which, why=why))


@app.command("list")
def show_list(
    participant: Annotated[str | None, typer.Argument(metavar="PARTICIPANT", help="Of whom; else of all.")] = None,
    ending: Annotated[
        str | None, typer.Option("--ending", metavar="DAYS", help="Those that end within so many days: 30d.")
    ] = None,
) -> None:
    """List the releases you may know of, or those about to end.

    Example: casetable release list --ending 30d

    Each says who renews it: the lead worker, else who recorded it.
    """
    from casetable.exchange.as_json import release_json
    from casetable.queries.consent import endings, releases

    with at_table() as sitting:
        seat = sitting.seat()
        if ending is None:
            found = releases(seat, participant)
        else:
            found = endings(seat, days_of(ending), participant)
        tell_listing(
            found,
            release_json,
            ("release", "participant", "from", "to", "category", "state", "since", "until", "method", "renews"),
            _cells,
            empty=empty_for(seat, "release.add", "There is no such release on file: casetable release add records one.")
            if ending is None
            else empty_for(seat, "release.add", "No release ends so soon."),
        )


def _meant(sitting: Sitting, which: list[str]) -> list[str]:
    """The releases that words name; of a participant those that are about to end."""
    from casetable.queries.consent import endings

    meant: list[str] = []
    for one in which:
        if not _is_participant(one):
            meant.append(one)
            continue
        found = [each.release for each in endings(sitting.seat(), None, one)]
        if not found:
            raise Refused(f"No release of {one} is about to end.", "casetable release list shows them.")
        meant += found
    return meant


def _is_participant(words: str) -> bool:
    return words.strip().lstrip("#").casefold().startswith("p")


def _categories(said: list[str] | None) -> list[Category]:
    return [category_of(one) or Category.GENERAL for one in said or ["general"]]


def _careful(sitting: Sitting, releases: list[str], *texts: str) -> tuple[str, ...]:
    """Texts beside some releases, asked about once where one of those is general."""
    from casetable.queries.consent import release
    from casetable.rules.release_words import careful_words

    said = any(texts)
    general = said and any(release(sitting.seat(), one).terms.category is Category.GENERAL for one in releases)
    return careful_words(*texts, general=general)


def _cells(one: "Release") -> tuple[str, ...]:
    from casetable.rules.releases import event_words

    return (
        one.release,
        one.participant,
        one.terms.discloser,
        one.terms.receiver,
        one.terms.category.label,
        one.state.label,
        one.terms.since.isoformat(),
        one.terms.until.isoformat() if one.terms.until else event_words(one.ends_when),
        one.terms.method.value,
        one.renews,
    )


def _tell(sitting: Sitting, receipt: "Receipt") -> None:
    def now(seat: "Seat", ref: str) -> dict[str, object]:
        from casetable.exchange.as_json import release_json
        from casetable.queries.consent import release

        made = []
        for one in receipt.refs:
            with suppress(NotFound):
                made.append(release_json(release(seat, one)))
        return {**release_json(release(seat, ref)), **({"releases": made} if receipt.refs else {})}

    tell_receipt(sitting, receipt, now)
