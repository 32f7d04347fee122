"""Papers before a conference: the agenda to write on, an agency's pre-read, and the card to ask a participant with.

Like every document they are read, recorded in the account of disclosures, and only then written.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path

from casetable.errors import Refused
from casetable.jobs.papers import check_may_hold, told_of_people, write_paper
from casetable.jobs.printing import PaperForm, form_of, printed
from casetable.queries.agenda import agenda
from casetable.queries.card import card
from casetable.queries.consent import releases
from casetable.queries.export import reader, shared_people
from casetable.queries.forecast import forecast
from casetable.queries.participants import participants
from casetable.queries.people import agencies, people
from casetable.reports.agenda import paper_agenda_page
from casetable.reports.ask_card import ask_card_page, categories_asked
from casetable.reports.pre_read import Before, pre_read_page
from casetable.rules.conference_words import OPENING_LINE
from casetable.rules.forecast import expected_agencies, is_expected
from casetable.rules.minutes import CARRIED_BY_MAIL
from casetable.rules.shared_agenda import shared_items
from casetable.values.card import Card
from casetable.values.conference import AgendaItem, Expected, Forecast
from casetable.values.disclosures import Told
from casetable.values.papers import Page, PaperMade, SharedPerson
from casetable.values.participants import Release
from casetable.values.seat import Seat
from casetable.words import Basis, Category, DisclosureKind, Hearing, ReleaseState


def paper_agenda(
    seat: Seat, to: Path, conference: str | None = None, *, form: PaperForm | None = None, replace: bool = False
) -> PaperMade:
    """The agenda with boxes for options, decision, dissent and actions, as .md, .html or .pdf.

    It holds only what every agency that is expected may hear, and references instead of names: it is left on tables.
    Raises NotFound for a conference that there is not, Refused where something stands at ``to``.
    """
    form = form or form_of(to)
    names = {one.agency: one.name for one in agencies(seat)}

    left_out: list[str] = []

    def build() -> tuple[tuple[Told, ...], bytes]:
        mine, foreseen = agenda(seat, conference), forecast(seat, conference)
        codes = {seat.agency, *expected_agencies(foreseen.expected)}
        readers = [reader(seat, code) for code in names if code in codes]
        shared = {one.agency: _shared(seat, one) for one in readers}
        heard = _heard_by_all(foreseen).intersection(*(frozenset(people) for people in shared.values()))
        items = shared_items([mine, *(agenda(one, conference) for one in readers)], participants=heard)
        told = [line for one in readers for line in _told_of_items(seat, one, items, shared[one.agency])]
        on_it = {item.participant for item in items}
        left_out[:] = [item.participant for item in mine.items if item.participant and item.participant not in on_it]
        page = paper_agenda_page(mine.conference, items, _coming(foreseen), names, " ".join(OPENING_LINE))
        return tuple(told), printed(page, form)

    made = write_paper(seat, DisclosureKind.AGENDA, build, to, form, replace=replace, what="The agenda")
    return dataclasses.replace(made, sentence=f"{made.sentence}{_not_on_it(left_out)}")


def pre_read(
    seat: Seat,
    agency: str,
    to: Path,
    conference: str | None = None,
    *,
    form: PaperForm | None = None,
    replace: bool = False,
) -> PaperMade:
    """What an agency reads before a conference: the agenda and what stands about each participant.

    Only what both this seat and any worker of that agency may read. Raises BadInput for an unknown agency.
    """
    form = form or form_of(to)
    receiver = reader(seat, agency)

    def build() -> tuple[tuple[Told, ...], bytes]:
        told, page = pre_read_of(seat, receiver, conference)
        return told, printed(page, form)

    return write_paper(
        seat, DisclosureKind.PRE_READ, build, to, form, replace=replace, what=f"The pre-read for {receiver.name}"
    )


def pre_read_of(
    seat: Seat, receiver: Seat, conference: str | None, *, for_mail: bool = False
) -> tuple[tuple[Told, ...], Page]:
    """What an agency's pre-read tells, and its page; ``for_mail`` without what a mail does not carry.

    ``receiver`` is the seat of any worker of that agency.
    """
    mine, theirs, shared = agenda(seat, conference), agenda(receiver, conference), _shared(seat, receiver)
    items = shared_items([mine, theirs], participants=frozenset(shared))
    refs = list(dict.fromkeys(item.participant for item in items if item.participant))
    before = {ref: _before(card(seat, ref, notes=1), card(receiver, ref, notes=1)) for ref in refs}
    if for_mail:
        kept = [item for item in items if item.participant not in sheltered(seat)]
        items = tuple(_for_mail(item) for item in kept)
        told_of = {one.participant for one in items}
        shared = {ref: one for ref, one in shared.items() if ref in told_of}
        before = {ref: _carried(one) for ref, one in before.items() if ref in told_of}
    told = [*_told_of_items(seat, receiver, items, shared)]
    told += [line for ref, one in before.items() for line in _told_before(seat, receiver, ref, one)]
    return tuple(told), pre_read_page(mine.conference, items, before, receiver.name, seat.today)


def ask_card(
    seat: Seat,
    participant: str,
    to: Path,
    conference: str | None = None,
    *,
    form: PaperForm | None = None,
    by_post: bool = False,
    replace: bool = False,
) -> PaperMade:
    """The card for asking a participant before a conference: what it is about, and room for their answers.

    Raises NotShared for somebody this seat does not know, Refused after a death, for somebody who does not stand on
    the agenda, and for a letter by post where safe contact does not allow it.
    """
    form = form or form_of(to)

    def build() -> tuple[tuple[Told, ...], bytes]:
        whom = card(seat, participant, notes=1)
        check_may_hold(whom, by_post=by_post, what="card")
        mine = agenda(seat, conference)
        ref = whom.participant.participant
        items = [item for item in mine.items if item.participant == ref]
        if not items:
            raise Refused(
                f"{ref} does not stand on the agenda of {mine.conference.conference}.",
                f"casetable conference propose {ref.removeprefix('P-')} proposes an item.",
            )
        given = "the participant, by post" if by_post else "the participant"
        told = tuple(
            Told(ref, category, seat.agency, None, given, Basis.PARTICIPANT)
            for category in categories_asked(whom, items, by_post=by_post)
        )
        page = ask_card_page(whom, mine.conference, items, _hearing(seat, ref, conference), by_post=by_post)
        return told, printed(page, form)

    return write_paper(seat, DisclosureKind.ASK_CARD, build, to, form, replace=replace, what="The card")


def _coming(found: Forecast) -> list[Expected]:
    """Who is expected, each once: everybody who has not said no, or in whose place somebody comes."""
    named = {one.person for one in found.expected if is_expected(one)}
    return [one for one in found.expected if one.person in named or (one.deputy and one.deputy not in named)]


def _heard_by_all(found: Forecast) -> frozenset[str]:
    """Of whom every agency that is expected may hear on the conference's day."""
    not_all = {one.participant for one in found.hearing if one.hearing is not Hearing.MAY_HEAR}
    return frozenset(one.participant for one in found.hearing) - not_all


def _not_on_it(left_out: Sequence[str]) -> str:
    """Who is missing, for the one who made it: the paper itself says nothing of them."""
    if not left_out:
        return ""
    whom = ", ".join(dict.fromkeys(left_out))
    return (
        f" Not on it: {whom}. Not all who are expected may hear about them on that day: casetable conference forecast"
    )


def _shared(seat: Seat, receiver: Seat) -> dict[str, SharedPerson]:
    return {one.participant.participant: one for one in shared_people(seat, receiver.agency)}


def _hearing(seat: Seat, ref: str, conference: str | None) -> list[tuple[str, Hearing]]:
    """Of the agencies that are expected, by name, whether they may hear about a participant; their own too."""
    names = {one.agency: one.name for one in agencies(seat)}
    return [
        (names.get(one.agency, one.agency), one.hearing)
        for one in forecast(seat, conference).hearing
        if one.participant == ref
    ]


def _told_of_items(
    seat: Seat, receiver: Seat, items: Sequence[AgendaItem], shared: dict[str, SharedPerson]
) -> Iterable[Told]:
    """Who stands on it, and what is asked about them, as told to one agency."""
    refs = {item.participant for item in items if item.participant}
    yield from told_of_people(receiver, [one for ref, one in shared.items() if ref in refs])
    homes = {one.person: one.agency for one in people(seat)}
    for item in items:
        if item.participant and item.question:
            writer = homes.get(item.proposed_by or "", seat.agency)
            yield from _told(seat, receiver, item.participant, item.category, writer)


def _before(mine: Card, theirs: Card) -> Before:
    """What both cards say; tasks whose words both may read."""
    readable = {task.task for task in theirs.tasks if task.title is not None}
    return Before(
        goal=mine.goal if mine.goal == theirs.goal else None,
        wish=mine.taking_part if mine.taking_part == theirs.taking_part else None,
        tasks=tuple(task for task in mine.tasks if task.title is not None and task.task in readable),
    )


def sheltered(seat: Seat) -> frozenset[str]:
    """The participants of victim service providers: no mail names them."""
    shelters = {one.agency for one in agencies(seat) if one.victim_service_provider}
    if not shelters:
        return frozenset()
    return frozenset(one.participant for one in participants(seat) if one.agency in shelters)


def _for_mail(item: AgendaItem) -> AgendaItem:
    """An item as a mail carries it: without a question of a category that it may not carry, and without why.

    What stands behind a reason is told by release only: which release ends, what was said.
    """
    if not item.participant:
        return item
    carried = item.category.value in CARRIED_BY_MAIL
    return dataclasses.replace(item, question=item.question if carried else None, reasons=())


def _carried(before: Before) -> Before:
    """What a mail carries of what both cards say."""
    return Before(
        goal=before.goal if before.goal and before.goal.category.value in CARRIED_BY_MAIL else None,
        wish=before.wish if before.wish and before.wish.category.value in CARRIED_BY_MAIL else None,
        tasks=tuple(task for task in before.tasks if task.category.value in CARRIED_BY_MAIL),
    )


def _told_before(seat: Seat, receiver: Seat, ref: str, before: Before) -> Iterable[Told]:
    homes = {one.person: one.agency for one in people(seat)}
    for note in (before.goal, before.wish):
        if note is not None:
            yield from _told(seat, receiver, ref, note.category, note.agency)
    for task in before.tasks:
        yield from _told(seat, receiver, ref, task.category, homes.get(task.asked_by, task.agency))


def _told(seat: Seat, receiver: Seat, ref: str, category: Category, writer: str) -> Iterable[Told]:
    """One agency's text told to another, with the releases behind it that this seat may know of."""
    if writer != receiver.agency:
        behind = tuple(one.release for one in releases(seat, ref) if _lets_know(one, receiver.agency, category, writer))
        yield Told(ref, category, writer, receiver.agency, releases=behind)


def _lets_know(one: Release, receiver: str, category: Category, writer: str) -> bool:
    terms = one.terms
    named = (terms.discloser, terms.receiver, terms.category) == (writer, receiver, category)
    return named and one.state is ReleaseState.IN_FORCE
