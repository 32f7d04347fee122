"""Letters to participants after a conference: what was agreed, who does what, what we ask them; by whom tells them."""

from collections.abc import Mapping
from pathlib import Path

from casetable.actions.disclosures import disclose
from casetable.errors import NotAllowed, NotFound, NotShared, Refused
from casetable.jobs.editions import Composed, composed, form_said, makes_pdf, told_to_maker
from casetable.jobs.papers import check_may_hold
from casetable.jobs.writing import check_free, files_for, folder_for
from casetable.queries.card import card
from casetable.queries.export import reader
from casetable.queries.minutes import minutes
from casetable.queries.minutes_editions import editions
from casetable.queries.participants import participant
from casetable.queries.people import people
from casetable.queries.tasks import tasks
from casetable.reports.pdf import check_pdf
from casetable.values.disclosures import Told
from casetable.values.minutes import Edition, Minutes
from casetable.values.papers import PaperMade
from casetable.values.seat import Seat
from casetable.words import Audience, Category, DisclosureKind, ItemState, MinutesForm, MinutesState


def make_letter(
    seat: Seat,
    words: str,
    to: Path,
    conference: str | None = None,
    *,
    form: MinutesForm | None = None,
    by_post: bool = False,
    revision: int | None = None,
    replace: bool = False,
) -> PaperMade:
    """Write the letter for a participant of a conference, by default of the last one held, as its file's ending says.

    Raises NotShared for somebody this seat does not know, NotFound for who was not on that agenda, Refused after a
    death and for a letter by post where safe contact does not allow it.
    """
    form = form or form_said(to, json=False)
    if form is MinutesForm.PDF:
        check_pdf()
    mine = minutes(seat, conference, revision=revision)
    ref = participant(seat, words).participant
    final = check_free(to, replace=replace)

    def build() -> tuple[tuple[Told, ...], bytes]:
        made = _letter(seat, mine, ref, form, revision, by_post=by_post)
        return made.told, made.content

    with files_for(final, replace=replace) as write:
        handed = disclose(seat, DisclosureKind.LETTER, build)
        write(final, handed.content)
    said = f"The letter for {ref} is in {final}. It was recorded as a disclosure."
    return PaperMade((final,), said, told_to_maker(seat, handed.told), handed.document)


def make_letters(
    seat: Seat,
    to: Path,
    conference: str | None = None,
    *,
    form: MinutesForm | None = None,
    by_post: bool = False,
    revision: int | None = None,
) -> PaperMade:
    """Write a letter for every participant who was discussed, as far as this seat may, into a new folder.

    Without ``form`` they are PDF where one can be made, else HTML. The sentence names who gets none, and why. Raises
    Refused where there is nobody to write to.
    """
    form = form or (MinutesForm.PDF if makes_pdf() else MinutesForm.HTML)
    mine = minutes(seat, conference, revision=revision)
    held = mine.conference.conference
    refs = list(dict.fromkeys(one.participant for one in editions(seat, held) if one.participant))
    gone = [one.participant for one in mine.items if one.state is ItemState.DONE and one.participant]
    refs += [one for one in dict.fromkeys(gone) if one not in refs]
    if not refs:
        raise Refused("Nobody whom you know was discussed in this conference: there is no letter to write.")
    left: list[str] = []

    def build() -> tuple[tuple[Told, ...], Mapping[str, bytes]]:
        left.clear()
        told: list[Told] = []
        files: dict[str, bytes] = {}
        for ref in refs:
            try:
                made = _letter(seat, mine, ref, form, revision, by_post=by_post)
            except (NotAllowed, NotFound, NotShared, Refused) as error:
                left.append(error.sentence)
                continue
            told += made.told
            files[f"{held}-letter-{ref}.{form.value}"] = made.content
        if not files:
            raise Refused(f"No letter can be made. {' '.join(left)}")
        return tuple(told), files

    with folder_for(to) as write:
        handed = disclose(seat, DisclosureKind.LETTER, build)
        paths = write(handed.content)
    count = f"{len(paths)} letter{' is' if len(paths) == 1 else 's are'}"
    said = " ".join((f"{count} in {to}. It was recorded as a disclosure.", *left))
    return PaperMade(paths, said, told_to_maker(seat, handed.told), handed.document)


def teller(seat: Seat, found: Minutes) -> str:
    """The name of who tells a participant what their letter says, empty where only the agency is known.

    The owner of the task to tell them, else who leads their team where that is somebody of the letter's agency.
    """
    edition, day = found.edition, found.conference.original_on
    receiver = reader(seat, edition.agency)
    telling = [one for one in tasks(receiver, participant=edition.participant).items if one.tells]
    owner = next((one.owner for one in telling if one.conference == day and one.agency == edition.agency), "")
    if owner:
        return owner
    lead = participant(receiver, edition.participant).lead
    homes = {one.person: one.agency for one in people(seat)}
    return lead if lead and homes.get(lead) == edition.agency else ""


def _letter(seat: Seat, mine: Minutes, ref: str, form: MinutesForm, revision: int | None, *, by_post: bool) -> Composed:
    """One participant's letter. Raises NotShared, Refused, NotAllowed, NotFound for those who get none."""
    check_may_hold(card(seat, ref, notes=1), by_post=by_post, what="letter")
    if ref not in {one.participant for one in mine.items}:
        raise NotFound(
            f"{ref} was not on the agenda of {mine.conference.conference}.",
            "casetable conference minutes shows who was.",
        )
    held = mine.conference.conference
    edition = next((one for one in editions(seat, held) if one.participant == ref), None)
    if edition is None:
        edition = Edition(Audience.PARTICIPANT, seat.agency, ref)
        if mine.state is not MinutesState.OPEN:
            raise NotAllowed(
                f"The letter for {ref} is kept for the agency whose worker tells them.",
                "They print it, or who runs the conference.",
            )
    if by_post:
        _check_post(seat, edition)
    letter = minutes(seat, held, edition, revision)
    name = teller(seat, letter) or (seat.name if edition.agency == seat.agency else "")
    made = composed(seat, edition, held, form, revision, answer_to=name, by_post=by_post)
    if by_post and any(one.category is not Category.GENERAL for one in made.told):
        raise Refused(
            f"The letter for {ref} that was kept holds more than post may carry.", "Hand it over: --for hand."
        )
    return made


def _check_post(seat: Seat, edition: Edition) -> None:
    """Raise Refused where the agency whose letter it is may send nobody post; whose word that is, is not said."""
    theirs = card(reader(seat, edition.agency), edition.participant, notes=1).contact
    if theirs is None or theirs.no_post:
        raise Refused(f"No letter for {edition.participant} goes by post.", "Hand it over: --for hand.")
