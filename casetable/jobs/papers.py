"""Documents that leave the table: read, recorded in the account of disclosures, and only then written."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from casetable.actions.disclosures import Handed, disclose
from casetable.errors import BadInput, NotShared, Refused
from casetable.exchange.tables import as_csv, as_xlsx, too_long
from casetable.jobs.printing import PaperForm
from casetable.jobs.writing import check_free, files_for
from casetable.queries.card import card
from casetable.queries.conference import conference_next
from casetable.queries.disclosures import account
from casetable.queries.export import reader, shared_people
from casetable.queries.participants import participant
from casetable.queries.people import agencies
from casetable.reports.account import account_page
from casetable.reports.by_name import about_the_list, by_name_list
from casetable.reports.codes import code_sheet
from casetable.reports.page import markdown
from casetable.reports.pdf import check_pdf, pdf
from casetable.reports.sheet import categories_on, sheet
from casetable.rules.participants import standing
from casetable.values.card import Card
from casetable.values.disclosures import Told
from casetable.values.papers import Page, PaperMade, SharedPerson
from casetable.values.seat import Seat
from casetable.words import (
    AT_THE_TABLE,
    Basis,
    Category,
    DisclosureKind,
    LeavingReason,
    ParticipantState,
)

Form = Literal["md", "pdf"]

_ON_CODES = AT_THE_TABLE | {ParticipantState.PROPOSED}


def make_sheet(
    seat: Seat, words: str, to: Path, *, form: Form | None = None, by_post: bool = False, replace: bool = False
) -> PaperMade:
    """The sheet for a participant's next conversation, as Markdown or PDF (else by the file's ending).

    Raises NotShared for somebody this seat does not know, Refused after a death, and for a letter by post where safe
    contact does not allow it.
    """
    form = form or _form_of(to)
    names = {one.agency: one.name for one in agencies(seat)}
    conference = conference_next(seat)

    def build() -> tuple[tuple[Told, ...], bytes]:
        whom = card(seat, words, notes=1)
        check_may_hold(whom, by_post=by_post)
        ref = whom.participant.participant
        given = "the participant, by post" if by_post else "the participant"
        told = tuple(
            Told(ref, category, seat.agency, None, given, Basis.PARTICIPANT)
            for category in categories_on(whom, by_post=by_post)
        )
        return told, _printed(sheet(whom, names, seat.today, conference, by_post=by_post), form)

    return write_paper(seat, DisclosureKind.SHEET, build, to, form, replace=replace, what="The sheet")


def make_code_sheet(seat: Seat, agency: str, to: Path, *, form: Form | None = None, replace: bool = False) -> PaperMade:
    """The code sheet for an agency: whom both know, by reference and name."""
    form = form or _form_of(to)
    receiver = reader(seat, agency)

    def build() -> tuple[tuple[Told, ...], bytes]:
        people = _on_codes(seat, receiver.agency)
        return told_of_people(receiver, people), _printed(code_sheet(people, seat, receiver.name), form)

    return write_paper(seat, DisclosureKind.CODES, build, to, form, replace=replace, what="The code sheet")


def code_sheet_text(seat: Seat, agency: str) -> Handed[str]:
    """The code sheet as Markdown, to be printed by the caller; recorded as it is when it becomes a file."""
    receiver = reader(seat, agency)

    def build() -> tuple[tuple[Told, ...], str]:
        people = _on_codes(seat, receiver.agency)
        return told_of_people(receiver, people), markdown(code_sheet(people, seat, receiver.name))

    return disclose(seat, DisclosureKind.CODES, build)


def make_by_name(seat: Seat, agency: str, to: Path, partnership: str, *, replace: bool = False) -> PaperMade:
    """The by-name list for an agency: XLSX with a sheet ``About``, or CSV with a text of that name beside it."""
    ending = to.suffix.casefold()
    if ending not in (".xlsx", ".csv"):
        raise BadInput(f"{to.name} is neither .xlsx nor .csv.", "Like --to by-name.xlsx.")
    receiver = reader(seat, agency)
    final = check_free(to, replace=replace)
    beside = final.with_name(f"{final.stem}-about.txt")
    finals = (final,) if ending == ".xlsx" else (final, check_free(beside, replace=replace))

    def build() -> tuple[tuple[Told, ...], tuple[bytes, ...]]:
        people = [one for one in shared_people(seat, receiver.agency) if one.participant.state in AT_THE_TABLE]
        table, about = by_name_list(people), about_the_list(people, seat, receiver, partnership)
        if ending == ".csv":
            return told_of_people(receiver, people), (as_csv(table), "\r\n".join((*about, "")).encode())
        if too_long(table):
            raise Refused("A text on it is too long for a cell of a workbook.", "Take CSV: --to by-name.csv.")
        return told_of_people(receiver, people), (as_xlsx(table, about, made_at=seat.now),)

    with files_for(*finals, replace=replace) as write:
        handed = disclose(seat, DisclosureKind.BY_NAME_LIST, build)
        for path, content in zip(finals, handed.content, strict=True):
            write(path, content)
    own = receiver.agency_id == seat.agency_id
    if not handed.told and not own:
        return PaperMade(finals, f"Nobody stands on the list in {final} whom {seat.agency} may tell {receiver.agency}.")
    said = f"The by-name list for {'your own agency' if own else receiver.name} is in {final}{_recorded(handed)}"
    return PaperMade(finals, said, handed.told, handed.document)


def make_account(seat: Seat, words: str, to: Path, *, form: Form | None = None, replace: bool = False) -> PaperMade:
    """The account of disclosures for a participant who asked for it; this one is its last line next time."""
    form = form or _form_of(to)
    names = {one.agency: one.name for one in agencies(seat)}

    def build() -> tuple[tuple[Told, ...], bytes]:
        who = participant(seat, words)
        found = account(seat, words)
        held = {Category.GENERAL, *(line.category for line in found.disclosures)}
        told = tuple(
            Told(who.participant, category, seat.agency, None, "the participant", Basis.PARTICIPANT)
            for category in Category
            if category in held
        )
        return told, _printed(account_page(found, who.name or who.participant, names, seat), form)

    return write_paper(seat, DisclosureKind.ACCOUNT, build, to, form, replace=replace, what="The account")


def told_of_people(receiver: Seat, people: Sequence[SharedPerson]) -> tuple[Told, ...]:
    """What a list of names tells. For one's own agency it tells whom others proposed, and nothing of its own."""
    return tuple(
        Told(one.participant.participant, Category.GENERAL, one.tells, receiver.agency, releases=one.releases)
        for one in people
        if one.tells
    )


def _on_codes(seat: Seat, agency: str) -> list[SharedPerson]:
    return [one for one in shared_people(seat, agency) if one.participant.state in _ON_CODES]


def check_sheet(seat: Seat, words: str, *, by_post: bool = False) -> None:
    """Raise what ``make_sheet`` would of somebody for whom none may be made, before a place for it is asked."""
    check_may_hold(card(seat, words, notes=1), by_post=by_post)


def check_may_hold(whom: Card, *, by_post: bool, what: str = "sheet") -> None:
    """Raise NotShared or Refused for somebody to whom no ``what`` may be handed, or sent by post."""
    who = whom.participant
    ref = who.participant
    if who.leaving_reason is LeavingReason.DIED:
        gone = what if what == "letter" else f"{what} or letter"
        raise Refused(f"{ref} died: no {gone} is made any more.")
    if who.name is None:
        raise NotShared(f"{ref} is not shared with you: no {what} can be made.", "Only who knows them makes one.")
    if who.state not in AT_THE_TABLE:
        raise Refused(f"{ref} {standing(who.state)}: nothing is agreed with them to tell.")
    if not by_post:
        return
    if whom.contact is None:
        raise Refused(
            f"Nobody asked yet how {ref} may be reached, so no letter is made for post.",
            f"Ask them, then: casetable participant contact {ref.removeprefix('P-')}. Or hand the {what} over.",
        )
    if whom.contact.no_post:
        raise Refused(f"Safe contact of {ref} says no post: no letter is made.", f"Hand the {what} over, --for hand.")


def _form_of(to: Path) -> Form:
    endings: dict[str, Form] = {".md": "md", ".pdf": "pdf"}
    ending = to.suffix.casefold()
    if ending not in endings:
        raise BadInput(f"{to.name} is neither .md nor .pdf.", "Say which with --format md or --format pdf.")
    return endings[ending]


def _printed(page: Page, form: Form) -> bytes:
    return pdf(page) if form == "pdf" else markdown(page).encode()


def write_paper(
    seat: Seat,
    kind: DisclosureKind,
    build: Callable[[], tuple[tuple[Told, ...], bytes]],
    to: Path,
    form: PaperForm,
    *,
    replace: bool,
    what: str,
) -> PaperMade:
    """Write one file: its place is tried first, the account is written next, and the file last."""
    if form == "pdf":
        check_pdf()
    final = check_free(to, replace=replace)
    with files_for(final, replace=replace) as write:
        handed = disclose(seat, kind, build)
        write(final, handed.content)
    return PaperMade((final,), f"{what} is in {final}{_recorded(handed)}", handed.told, handed.document)


def _recorded(handed: Handed[bytes] | Handed[tuple[bytes, ...]]) -> str:
    return ". It was recorded as a disclosure." if handed.document else ". It tells nothing that is recorded."
