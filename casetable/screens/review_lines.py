"""What the review of past conferences says: how minutes stand, who was there this quarter, what is still to do."""

from collections.abc import Iterable, Sequence
from datetime import date

from casetable.rules.dates import say_day_in
from casetable.screens.agreement_page import PageLine, Spot
from casetable.screens.cell import Signs, cell
from casetable.screens.minutes_lines import proposal_lines, telling_words
from casetable.screens.minutes_told import Told, proposal_told, telling_told
from casetable.screens.theme import agency_style
from casetable.values.minutes import PastConference, Proposal, Review, Telling
from casetable.values.people import Agency
from casetable.words import MinutesState, ProposalState, Sign

_BELOW = " "


def review_lines(read: Review, agencies: Sequence[Agency], today: date, signs: Signs) -> tuple[PageLine, ...]:
    """Every line of the review; what waits comes first, then the conferences, the newest first."""
    names = [(one.agency, one.name) for one in agencies]
    lines = list(proposal_lines(waiting_of(read), names, today, signs, with_day=True))
    lines += list(_tellings(read, today, signs))
    lines += [PageLine()] if lines else []
    lines += list(_past(read.past, today, signs))
    if read.attendance:
        lines += [PageLine(), _attendance(read, agencies)]
    return tuple(lines)


def waiting_of(read: Review) -> tuple[Proposal, ...]:
    """The proposals that still wait for an agency's answer."""
    return tuple(one for one in read.proposals if one.state is ProposalState.WAITING)


def to_tell(read: Review) -> tuple[tuple[PastConference, Telling], ...]:
    """Whoever is still to be told, with the conference it is about."""
    return tuple((past, one) for past in read.past for one in past.tellings if one.told_on is None)


def _tellings(read: Review, today: date, signs: Signs) -> Iterable[PageLine]:
    for number, (past, one) in enumerate(to_tell(read)):
        name = f" {one.name}" if one.name else ""
        sign = signs.draw(Sign.LATE if one.due is not None and one.due < today else Sign.DUE)
        words = f"{sign} {one.participant}{name} · {telling_words(one, today)}"
        which = f"{past.conference.conference} {one.participant}"
        yield PageLine(_BELOW if number else "To tell", (Spot("telling", which, cell(words)),))


def _past(found: Sequence[PastConference], today: date, signs: Signs) -> Iterable[PageLine]:
    for number, one in enumerate(found):
        agreed = one.state is not MinutesState.OPEN
        sign = signs.draw(Sign.DONE if agreed else Sign.ASKED if one.is_due else Sign.DUE)
        day = say_day_in(one.conference.on, today)
        words = f"{day:<12} {sign} {past_words(one, today)}"
        yield PageLine(_BELOW if number else "Conferences", (Spot("past", one.conference.conference, cell(words)),))


def past_words(one: PastConference, today: date) -> str:
    """Return how the minutes of a conference stand, in a line: state, corrections, what is to be ratified and told."""
    revision = f"revision {one.revision} " if one.revision > 1 else ""
    if one.state is MinutesState.OPEN:
        state = "to be agreed" if one.is_due else f"open until {say_day_in(one.correct_until, today)}"
    else:
        state = f"{one.state.label} {say_day_in(one.agreed_on, today)}" if one.agreed_on else one.state.label
    told = sum(each.told_on is not None for each in one.tellings)
    open_still = sum(each.state is ProposalState.WAITING for each in one.proposals)
    corrections = f"{one.corrections} correction{'s' if one.corrections != 1 else ''}" if one.corrections else ""
    parts = [
        f"{revision}{state}",
        corrections,
        f"{open_still} to ratify" if open_still else "",
        f"told {told} of {len(one.tellings)}" if one.tellings else "",
    ]
    return " · ".join(part for part in parts if part)


def _attendance(read: Review, agencies: Sequence[Agency]) -> PageLine:
    position = {one.agency: one.position for one in agencies}
    spots = []
    for code, came, held in read.attendance:
        words = cell(code, agency_style(position.get(code, 0))).append_text(cell(f" {came} of {held}", "quiet"))
        spots.append(Spot("attendance", code, words))
    return PageLine(f"There, {read.quarter}", tuple(spots))


def told_of(read: Review, spot: Spot | None, agencies: Sequence[Agency], today: date) -> Told:
    """Return what there is to say of a spot, as (name of the fact, words)."""
    if spot is None:
        return []
    names = tuple((one.agency, one.name) for one in agencies)
    if spot.kind == "proposal":
        return next((proposal_told(one, names, today) for one in read.proposals if one.line.id == spot.which), [])
    if spot.kind == "telling":
        found = (one for past, one in to_tell(read) if spot.which == f"{past.conference.conference} {one.participant}")
        return telling_told(next(found, None), today)
    if spot.kind == "past":
        one = next((each for each in read.past if each.conference.conference == spot.which), None)
        return _of_a_conference(one, dict(names), today) if one is not None else []
    came = (f"{dict(names).get(code, code)}: {there} of {held}" for code, there, held in read.attendance)
    return [("", f"How often somebody was there in {read.quarter}"), ("", "; ".join(came))]


def _of_a_conference(one: PastConference, names: dict[str, str], today: date) -> Told:
    facts = [("", f"{say_day_in(one.conference.on, today)}: {past_words(one, today)}")]
    if one.there:
        facts.append(("There", ", ".join(names.get(code, code) for code in one.there)))
    if one.missing:
        facts.append(("Nobody of", ", ".join(names.get(code, code) for code in one.missing)))
    return facts
