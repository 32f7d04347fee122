"""One edition of a conference's minutes as the bytes of a file, with what the account of disclosures says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from casetable.errors import BadInput, Refused
from casetable.exchange.minutes_as_json import minutes_bytes
from casetable.jobs.printing import PaperForm, printed
from casetable.queries.export import reader
from casetable.queries.minutes import minutes
from casetable.queries.minutes_stored import stored, stored_told
from casetable.queries.minutes_told import told_in_minutes
from casetable.queries.participants import participants
from casetable.queries.people import agencies
from casetable.queries.reissuing import check_not_wiped
from casetable.reports.editions import edition_page
from casetable.reports.letter import categories_in_letter
from casetable.reports.plain import plain
from casetable.reports.reading import page_from
from casetable.rules import chairing
from casetable.values.conference import Occurrence
from casetable.values.disclosures import Told
from casetable.values.minutes import Edition, Minutes
from casetable.values.seat import Seat
from casetable.words import Audience, Basis, Category, MinutesForm, MinutesState

_PAPERS: dict[MinutesForm, PaperForm] = {
    MinutesForm.MARKDOWN: "md",
    MinutesForm.HTML: "html",
    MinutesForm.PDF: "pdf",
}


BY_POST = "the participant, by post"
"""To whom a letter is that is sent, in the account of disclosures."""


@dataclass(frozen=True, slots=True)
class Composed:
    """An edition in one form: what it was read as, what it tells, and its bytes; stored ones once it was agreed."""

    minutes: Minutes
    told: tuple[Told, ...]
    content: bytes


def composed(
    seat: Seat,
    edition: Edition,
    conference: str | None,
    form: MinutesForm,
    revision: int | None = None,
    *,
    answer_to: str = "",
    by_post: bool = False,
) -> Composed:
    """An edition for a file. While it may be corrected it is laid out; agreed ones are the bytes that were stored.

    Raises NotFound for a conference or revision that there is not, Refused for a form that was not kept and for what
    its receiver may not be told any more.
    """
    found = minutes(seat, conference, edition, revision)
    if found.state is MinutesState.OPEN:
        content = rendered(found, form, seat.zone, answer_to, by_post=by_post)
        return Composed(found, told_of(seat, found, by_post=by_post), content)
    kept = stored(seat, found.conference.conference, edition, form, found.number)
    if kept is None:
        check_not_wiped(seat, found.conference.original_on, found.number)
        raise Refused(
            f"These minutes were not kept as {form.value} when they were agreed.",
            "Take --format md, --format html or --format json; they hold the same.",
        )
    told = stored_told(seat, found.conference.conference, edition, found.number)
    return Composed(found, tuple(replace(one, outside=BY_POST) for one in told) if by_post else told, kept.content)


def rendered(minutes: Minutes, form: MinutesForm, zone: str, answer_to: str = "", *, by_post: bool = False) -> bytes:
    """An edition as the bytes of a file, laid out now; ``zone`` is the partnership's.

    Raises Refused where no PDF can be made.
    """
    if form is MinutesForm.JSON:
        return minutes_bytes(minutes, zone)
    return printed(edition_page(minutes, answer_to, by_post=by_post), _PAPERS[form])


def told_of(seat: Seat, minutes: Minutes, *, by_post: bool = False) -> tuple[Told, ...]:
    """What an edition tells its readers: an agency, a participant, or by their references the managers."""
    edition = minutes.edition
    if edition.audience is Audience.MANAGERS:
        refs = dict.fromkeys(one.participant for one in minutes.items if one.participant)
        refs |= dict.fromkeys(one.participant for one in minutes.proposals if one.participant)
        homes = _homes(seat) if refs else {}
        return tuple(
            Told(ref, Category.GENERAL, homes[ref], None, "the managers", Basis.RELEASE) for ref in refs if ref in homes
        )
    if by_post:
        held = categories_in_letter(minutes, by_post=True)
        return tuple(Told(edition.participant, one, edition.agency, None, BY_POST, Basis.PARTICIPANT) for one in held)
    return told_in_minutes(seat, minutes)


def told_to_maker(seat: Seat, told: Sequence[Told]) -> tuple[Told, ...]:
    """What a paper told, as far as who made it may know: their own agency's part, of others only general texts about
    participants whom they know (rules: Consent, accounts of disclosure)."""
    known = {one.participant for one in participants(seat)}
    return tuple(
        one
        for one in told
        if seat.agency in (one.discloser, one.to) or (one.category is Category.GENERAL and one.participant in known)
    )


def _homes(seat: Seat) -> dict[str, str]:
    """By reference, the code of the agency of everybody whom some agency knows."""
    readers = [reader(seat, one.agency) for one in agencies(seat)]
    return {whom.participant: whom.agency for one in readers for whom in participants(one)}


def as_text(markdown: str) -> str:
    """Stored Markdown as plain text: its words without the marks."""
    return plain(page_from(markdown))


def form_said(to: Path, *, json: bool = True) -> MinutesForm:
    """How a file is written, by its ending. Raises BadInput for another one, and for .json where that is not meant."""
    endings = {".md": "md", ".html": "html", ".htm": "html", ".pdf": "pdf"} | ({".json": "json"} if json else {})
    ending = to.suffix.casefold()
    if ending not in endings:
        expected = " nor ".join((", ".join(list(endings)[:-1]), list(endings)[-1])).replace(", .htm", "")
        raise BadInput(f"{to.name} is neither {expected}.", "Say which with --format md, html or pdf.")
    return MinutesForm(endings[ending])


def makes_pdf() -> bool:
    """True if this computer can make a PDF."""
    return find_spec("typst") is not None


def runs(seat: Seat, held: Occurrence) -> bool:
    """True for the chair, the deputy and the coordinator."""
    return chairing.runs(seat.actor, seat.roles, held)


def called(seat: Seat, edition: Edition) -> str:
    """For whom an edition is, as people say it: ``Mental Health``, ``the managers``, ``P-473``."""
    if edition.audience is Audience.MANAGERS:
        return "the managers"
    if edition.audience is Audience.PARTICIPANT:
        return edition.participant
    return {one.agency: one.name for one in agencies(seat)}.get(edition.agency, edition.agency)
