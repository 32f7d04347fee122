"""The whole of what stands in the minutes under the cursor, and the sentence of what is to be done next with them."""

from datetime import date

from casetable.rules.dates import say_day_in
from casetable.screens.agreement_page import Spot
from casetable.screens.conference_load import ConferenceRead
from casetable.screens.minutes_lines import correction_words, proposal_words, replied_words, state_words, telling_words
from casetable.values.minutes import Minutes, PastConference, Proposal, Telling
from casetable.words import MinutesState, ProposalState

Told = list[tuple[str, str]]
MINUTES_SPOTS = frozenset({"minutes", "change", "proposal", "telling", "correction"})
"""The kinds of spots that the minutes put on a page."""


def minutes_step(one: Minutes, after: PastConference | None, today: date) -> str:
    """Return what comes next for the minutes of a held conference; empty where nothing does."""
    if one.state is MinutesState.OPEN:
        if one.is_due:
            ended = "Corrections have ended" if today > one.correct_until else "Nobody has anything to correct"
            return f"{ended}: g agrees the minutes and locks them (the chair, the deputy or the coordinator)."
        until = say_day_in(one.correct_until, today)
        return f"Corrections are open until {until}: e corrects a line, y says that your agency has nothing to correct."
    waiting = [each for each in after.tellings if each.told_on is None] if after is not None else []
    if waiting:
        who = "1 participant is" if len(waiting) == 1 else f"{len(waiting)} participants are"
        return f"{who} still to be told what was agreed: p, t writes the letters."
    return ""


def minutes_told(read: ConferenceRead, spot: Spot, today: date) -> Told:
    """Return what there is to say of a spot of the minutes, as (name of the fact, words)."""
    minutes, after = read.minutes, read.after_it
    if minutes is None:
        return []
    if spot.kind == "proposal":
        found = next((one for one in minutes.proposals if one.line.id == spot.which), None)
        return proposal_told(found, minutes.agencies, today) if found is not None else []
    if spot.kind == "telling":
        tellings = after.tellings if after is not None else ()
        return telling_told(next((one for one in tellings if one.participant == spot.which), None), today)
    if spot.kind == "correction":
        one = next((each for each in minutes.corrections if each.id == spot.which), None)
        return [("", correction_words(one))] if one is not None else []
    if spot.kind == "change":
        return [("", minutes.changes[int(spot.which)])]
    return _state(minutes, today)


def _state(one: Minutes, today: date) -> Told:
    facts = [("", state_words(one, today)[:1].upper() + state_words(one, today)[1:])]
    if one.state is MinutesState.OPEN:
        facts.append(("Agencies", replied_words(one, dict(one.agencies))))
    facts += [("Opened again", one.why)] if one.why else []
    facts += [("Clause", "Corrections by anybody who was there for 5 working days; then agreed and locked.")]
    return [*facts, ("Log", one.head)] if one.head else facts


def proposal_told(one: Proposal, agencies: tuple[tuple[str, str], ...], today: date) -> Told:
    """Return a proposal whole: its words, what it waits for, what each agency said."""
    names = dict(agencies)
    facts = [("", f"{one.label}: {one.line.text}"), ("Proposal", proposal_words(one, agencies, today))]
    for said in one.said:
        answer = "yes" if said.is_yes else f"no: {said.why}"
        facts.append((names.get(said.agency, said.agency), f"{answer} ({said.person}, {say_day_in(said.on, today)})"))
    if one.state is ProposalState.WAITING:
        facts.append(("To do", "y ratifies it, n says no and why; f first where you heard it from somebody."))
    return facts


def telling_told(one: Telling | None, today: date) -> Told:
    """Return whom to tell and how they may be reached."""
    if one is None:
        return []
    facts = [("", f"{one.participant} {one.name or ''}: {telling_words(one, today)}")]
    facts += [("Reach", one.safe_contact)] if one.safe_contact else []
    return [*facts, ("Post", "never by post")] if one.no_post else facts
