"""Minutes that leave the table: an edition, all of them, letters, mails; and agreeing them, which stores every one.

Each is read, recorded in the account of disclosures, and only then written. Letters are in jobs/letters.py, mails in
jobs/minutes_mails.py; this is the door to all of them.
"""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from casetable.actions import minutes as acts
from casetable.actions.disclosures import disclose
from casetable.errors import Refused
from casetable.exchange.minutes_as_json import minutes_json
from casetable.jobs.editions import (
    Composed,
    as_text,
    called,
    composed,
    form_said,
    makes_pdf,
    rendered,
    told_of,
    told_to_maker,
)
from casetable.jobs.letters import make_letter, make_letters, teller
from casetable.jobs.minutes_mails import minutes_mails, pre_read_mails
from casetable.jobs.writing import check_free, files_for, folder_for
from casetable.queries.minutes import minutes
from casetable.queries.minutes_editions import editions
from casetable.reports.editions import edition_page
from casetable.reports.pdf import check_pdf
from casetable.reports.plain import plain
from casetable.rules.consent import reads_references
from casetable.values.disclosures import Told
from casetable.values.minutes import Edition, Minutes
from casetable.values.papers import PaperMade
from casetable.values.seat import Receipt, Seat
from casetable.words import Audience, DisclosureKind, MinutesForm, MinutesState

__all__ = [
    "agree_minutes",
    "make_all_minutes",
    "make_letter",
    "make_letters",
    "make_minutes",
    "minutes_mails",
    "minutes_read",
    "pre_read_mails",
]

_PAGES = (Audience.AGENCY, Audience.MANAGERS)
Papers = tuple[Sequence[tuple[Edition, MinutesForm, bytes]], Sequence[tuple[Edition, Told]]]


def make_minutes(
    seat: Seat,
    edition: Edition,
    to: Path,
    conference: str | None = None,
    *,
    form: MinutesForm | None = None,
    revision: int | None = None,
    replace: bool = False,
) -> PaperMade:
    """Write one edition of a conference's minutes, by default of the last one held, as its file's ending says.

    Another agency's is composed for who runs that conference, and nothing of it is said but how many lines are its
    own. Raises NotAllowed for others, NotFound for a conference or revision that there is not.
    """
    form = form or form_said(to)
    if form is MinutesForm.PDF:
        check_pdf()
    mine = minutes(seat, conference, revision=revision)
    minutes(seat, mine.conference.conference, edition, revision)
    final = check_free(to, replace=replace)
    made: list[Composed] = []

    def build() -> tuple[tuple[Told, ...], bytes]:
        made[:] = [composed(seat, edition, mine.conference.conference, form, revision)]
        return made[0].told, made[0].content

    with files_for(final, replace=replace) as write:
        handed = disclose(seat, DisclosureKind.MINUTES, build)
        write(final, handed.content)
    only = _theirs_alone(seat, mine, made[0].minutes)
    kept = "" if handed.document == "" else " It was recorded as a disclosure."
    said = f"The minutes for {made[0].minutes.for_whom} are in {final}{f' ({only})' if only else ''}.{kept}"
    return PaperMade((final,), said, told_to_maker(seat, handed.told), handed.document)


def make_all_minutes(
    seat: Seat,
    to: Path,
    conference: str | None = None,
    *,
    form: MinutesForm | None = None,
    revision: int | None = None,
) -> PaperMade:
    """Write every edition that this seat may make into a new folder: its own agency's, or all.

    All of them, and the managers', for the chair, the deputy and the coordinator. Without ``form`` they are PDF where
    one can be made, else HTML. Raises Refused where something stands at ``to``.
    """
    form = form or (MinutesForm.PDF if makes_pdf() else MinutesForm.HTML)
    if form is MinutesForm.PDF:
        check_pdf()
    mine = minutes(seat, conference, revision=revision)
    held = mine.conference
    wanted = [one for one in editions(seat, held.conference) if one.audience in _PAGES]

    left: list[str] = []

    def build() -> tuple[tuple[Told, ...], Mapping[str, bytes]]:
        left.clear()
        made = {}
        for one in wanted:
            try:
                made[one] = composed(seat, one, held.conference, form, revision)
            except Refused as error:
                if one.agency == seat.agency:
                    raise
                left.append(error.sentence)
        told = tuple(line for one in made.values() for line in one.told)
        return told, {_file_name(held.conference, one, form): each.content for one, each in made.items()}

    with folder_for(to) as write:
        handed = disclose(seat, DisclosureKind.MINUTES, build)
        paths = write(handed.content)
    kept = " It was recorded as a disclosure." if handed.document else ""
    whom = _joined([called(seat, one) for one in wanted if _file_name(held.conference, one, form) in handed.content])
    said = " ".join((f"The minutes for {whom} are in {to}.{kept}", *left))
    return PaperMade(paths, said, told_to_maker(seat, handed.told), handed.document)


def agree_minutes(seat: Seat, conference: str | None = None) -> Receipt:
    """Agree and lock a conference's minutes: every edition is stored in every form, with what it tells.

    Raises what the action raises: Refused while corrections are open, NotAllowed for who does not run it.
    """
    held = minutes(seat, conference).conference.conference
    notes: dict[str, None] = {}
    receipt = acts.agree(seat, held, lambda: papers_to_keep(seat, held, notes))
    return dataclasses.replace(receipt, sentence=" ".join((receipt.sentence, *notes)))


def papers_to_keep(
    seat: Seat, conference: str, notes: dict[str, None] | None = None, revision: int | None = None
) -> Papers:
    """Every edition of a conference's minutes in every form, as they are agreed, and what each tells.

    ``notes`` takes in sentences what could not be made; ``revision`` None is the newest. Called within the change that
    agrees them.
    """
    notes = {} if notes is None else notes
    papers: list[tuple[Edition, MinutesForm, bytes]] = []
    told: list[tuple[Edition, Told]] = []
    for edition in editions(seat, conference, to_keep=True):
        found = _as_agreed(seat, minutes(seat, conference, edition, revision))
        answer_to = teller(seat, found) if edition.audience is Audience.PARTICIPANT else ""
        papers += [(edition, form, content) for form, content in _in_every_form(found, seat.zone, answer_to, notes)]
        told += [(edition, line) for line in told_of(seat, found)]
    return papers, told


def minutes_read(
    seat: Seat, conference: str | None = None, edition: Edition | None = None, revision: int | None = None
) -> tuple[str, dict[str, object]]:
    """What a seat reads at its own terminal, as plain text and as JSON: its own agency's minutes, or the managers'.

    Agreed ones are what was stored; an adviser, and who sits at a table that can only be read, reads what of it they
    may. Another agency's are never shown: raises Refused. Nothing is recorded, since it tells nobody anything.
    """
    found = minutes(seat, conference, edition, revision)
    if found.edition.audience not in _PAGES or found.edition.agency not in ("", seat.agency):
        raise Refused(
            f"The minutes for {found.for_whom} are theirs to read: they go to a file.",
            "Add --output FILE: .md, .html or .pdf.",
        )
    if found.state is MinutesState.OPEN or seat.reads_only or not reads_references(seat.roles):
        return plain(edition_page(found)), minutes_json(found, seat.zone)
    held = found.conference.conference
    text = composed(seat, found.edition, held, MinutesForm.MARKDOWN, found.number).content.decode()
    kept = composed(seat, found.edition, held, MinutesForm.JSON, found.number).content
    return as_text(text), json.loads(kept)


def _as_agreed(seat: Seat, found: Minutes) -> Minutes:
    """The edition as it stands once the change is written."""
    return dataclasses.replace(
        found,
        state=MinutesState.AGREED,
        agreed_on=found.agreed_on or seat.today,
        agreed_by=found.agreed_by or seat.name,
    )


def _in_every_form(
    found: Minutes, zone: str, answer_to: str, notes: dict[str, None]
) -> list[tuple[MinutesForm, bytes]]:
    made: list[tuple[MinutesForm, bytes]] = []
    for form in MinutesForm:
        if form is MinutesForm.PDF and not makes_pdf():
            notes["No PDF of them is kept: the part that makes it is not installed."] = None
            continue
        try:
            made.append((form, rendered(found, form, zone, answer_to)))
        except Refused:
            if form is not MinutesForm.PDF:
                raise
            notes["Not every PDF is kept: some characters have no font here. The other forms hold the same."] = None
    return made


def _theirs_alone(seat: Seat, mine: Minutes, theirs: Minutes) -> str:
    """How many lines another agency's edition holds that one's own does not: for its maker only."""
    if theirs.edition.audience is not Audience.AGENCY or theirs.edition.agency == seat.agency:
        return ""
    seen = {line.id for item in mine.items for line in item.lines}
    listed = {item.id for item in mine.items}
    count = sum(line.id not in seen for item in theirs.items if item.id in listed for line in item.lines)
    name = theirs.for_whom
    return f"{count} line{'' if count == 1 else 's'} for {name} only" if count else ""


def _file_name(conference: str, edition: Edition, form: MinutesForm) -> str:
    return f"{conference}-minutes-{(edition.agency or edition.audience.value).casefold()}.{form.value}"


def _joined(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
