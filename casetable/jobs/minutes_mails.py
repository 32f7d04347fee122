"""Mails of a conference, one file for each recipient: what they read beforehand, and the minutes.

They hold what a mail may carry and no names of participants. Nothing is sent from here: the files are opened and sent
by any mail program.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casetable.actions.disclosures import disclose
from casetable.errors import Refused
from casetable.exchange.eml import as_eml
from casetable.jobs.conference_papers import pre_read_of
from casetable.jobs.editions import as_text, composed, makes_pdf, runs, told_to_maker
from casetable.jobs.printing import printed
from casetable.jobs.writing import folder_for
from casetable.queries.agenda import agenda
from casetable.queries.export import reader
from casetable.queries.minutes import minutes
from casetable.queries.people import agencies, people
from casetable.reports.plain import plain
from casetable.rules.dates import say_day
from casetable.rules.permissions import MANAGERS, WORKERS
from casetable.values.disclosures import Told
from casetable.values.minutes import Edition, Letter
from casetable.values.papers import PaperMade
from casetable.values.people import Person
from casetable.values.seat import Seat
from casetable.words import Audience, DisclosureKind, MinutesForm

_MEDIA = {MinutesForm.PDF: "application/pdf", MinutesForm.HTML: "text/html"}


@dataclass(frozen=True, slots=True)
class _Body:
    """What a mail says, the same for everybody of one agency."""

    subject: str
    text: str
    html: str
    attached: tuple[tuple[str, str, bytes], ...] = ()


def minutes_mails(seat: Seat, to: Path, conference: str | None = None, *, revision: int | None = None) -> PaperMade:
    """Write the minutes as a mail for each person, by default of the last conference held, into a new folder.

    Workers get what is for their agency, managers the counts. Who does not run the conference makes those of their
    own agency's workers. The sentence names who has no mail address. Raises Refused for a maker without one.
    """
    mine = minutes(seat, conference, revision=revision)
    held = mine.conference
    wanted = _recipients(seat, everywhere=runs(seat, held))

    def body(edition: Edition) -> tuple[tuple[Told, ...], _Body]:
        forms = [MinutesForm.MARKDOWN, MinutesForm.HTML, *([MinutesForm.PDF] if makes_pdf() else [])]
        made = {form: _kept(seat, edition, held.conference, form, revision) for form in forms}
        told, text = made[MinutesForm.MARKDOWN] or ((), b"")
        _, page = made[MinutesForm.HTML] or ((), b"")
        pdf = made.get(MinutesForm.PDF)
        name = f"{held.conference}-minutes.pdf"
        attached = ((name, _MEDIA[MinutesForm.PDF], pdf[1]),) if pdf else ()
        subject = f"Minutes of the conference of {say_day(held.on)} {held.on.year}"
        return told, _Body(subject, as_text(text.decode()), page.decode(), attached)

    return _write(seat, to, f"{held.conference}-minutes", wanted, body)


def pre_read_mails(seat: Seat, to: Path, conference: str | None = None) -> PaperMade:
    """Write what is read before a conference as a mail for each worker, by default of the next one, into a new folder.

    Only what this seat and any worker of the receiver's agency may both read. Raises Refused for a maker without a
    mail address.
    """
    held = agenda(seat, conference).conference
    wanted = {
        edition: whom
        for edition, whom in _recipients(seat, everywhere=True).items()
        if edition.audience is Audience.MAIL
    }

    def body(edition: Edition) -> tuple[tuple[Told, ...], _Body]:
        told, page = pre_read_of(seat, reader(seat, edition.agency), held.conference, for_mail=True)
        subject = f"Before the conference of {say_day(held.on)} {held.on.year}"
        return told, _Body(subject, plain(page), printed(page, "html").decode())

    return _write(seat, to, f"{held.conference}-pre-read", wanted, body)


def _write(
    seat: Seat,
    to: Path,
    name: str,
    wanted: Mapping[Edition, list[Person]],
    body: Callable[[Edition], tuple[tuple[Told, ...], _Body]],
) -> PaperMade:
    """Compose a mail for each edition once, record what they tell, and write a file for each person."""
    sender = _sender(seat)
    reached = {edition: [one for one in whom if one.mail] for edition, whom in wanted.items()}
    unreached = [one.person for whom in wanted.values() for one in whom if not one.mail]
    if not any(reached.values()):
        raise Refused("Nobody whom it would go to has a mail address.", "casetable person edit PERSON --mail ADDRESS")

    def build() -> tuple[tuple[Told, ...], Mapping[str, bytes]]:
        told: list[Told] = []
        files: dict[str, bytes] = {}
        for edition, whom in reached.items():
            if not whom:
                continue
            lines, said = body(edition)
            told += lines
            for one in whom:
                letter = Letter(one.mail, one.person, said.subject, said.text, said.html, said.attached)
                files[_file_name(name, one, files)] = as_eml(letter, sender, seat.now)
        return tuple(told), files

    with folder_for(to) as write:
        handed = disclose(seat, DisclosureKind.MAIL, build)
        paths = write(handed.content)
    count = "1 mail is" if len(paths) == 1 else f"{len(paths)} mails are"
    parts = [f"{count} in {to}, to be sent by your mail program."]
    parts += ["They were recorded as a disclosure."] if handed.document else []
    parts += [f"Without a mail address: {', '.join(unreached)}."] if unreached else []
    return PaperMade(paths, " ".join(parts), told_to_maker(seat, handed.told), handed.document)


def _recipients(seat: Seat, *, everywhere: bool) -> dict[Edition, list[Person]]:
    """Who gets which edition: workers their agency's, managers the managers'; advisers none."""
    codes = [one.agency for one in agencies(seat)] if everywhere else [seat.agency]
    found: dict[Edition, list[Person]] = {Edition(Audience.MAIL, code): [] for code in codes}
    managers: list[Person] = []
    for one in people(seat):
        if WORKERS.intersection(one.roles) and one.agency in codes:
            found[Edition(Audience.MAIL, one.agency)].append(one)
        elif MANAGERS.intersection(one.roles) and one.agency in codes:
            managers.append(one)
    return found | ({Edition(Audience.MANAGERS): managers} if everywhere else {})


def _kept(
    seat: Seat, edition: Edition, conference: str, form: MinutesForm, revision: int | None
) -> tuple[tuple[Told, ...], bytes] | None:
    """An edition in one form; None for a PDF that was not kept."""
    try:
        made = composed(seat, edition, conference, form, revision)
    except Refused:
        if form is not MinutesForm.PDF:
            raise
        return None
    return made.told, made.content


def _sender(seat: Seat) -> tuple[str, str]:
    address = next((one.mail for one in people(seat) if one.id == seat.actor), "")
    if not address:
        raise Refused(
            "You have no mail address here, so nobody could answer.", "casetable person edit me --mail ADDRESS"
        )
    return seat.name, address


def _file_name(name: str, one: Person, taken: Mapping[str, bytes]) -> str:
    """``2026-12-11-minutes-lee-park.eml``; a second one of that name gets a number."""
    whom = re.sub(r"[^\w]+", "-", one.person.casefold()).strip("-") or "somebody"
    wanted, number = f"{name}-{whom}.eml", 2
    while wanted in taken:
        wanted, number = f"{name}-{whom}-{number}.eml", number + 1
    return wanted
