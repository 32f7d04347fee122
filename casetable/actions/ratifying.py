"""An agency that was missing says yes or no to what a conference proposed without it. Rules: Conference."""

from sqlmodel import Session

from casetable.actions.conference_hearing import agencies_named
from casetable.actions.wording import lines
from casetable.errors import BadInput, NotAllowed, NotFound, Refused, SomebodyElseWasFirst
from casetable.models import ConferenceLine, Ratification
from casetable.queries.conference import conference_in, occurrence_in
from casetable.queries.ratifying import proposals_in
from casetable.rules.chairing import runs
from casetable.rules.dates import say_day, say_day_in
from casetable.store.unit import change, speaker
from casetable.values.action import Action
from casetable.values.minutes import Proposal
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import ConferenceState, ProposalState

RATIFY = Action("conference.ratify", "answered a proposal")

READ_AGAIN = "Nothing was answered: read it again, then say yes or no."
WHERE = "casetable conference review lists what is to be ratified."


def ratify(
    seat: Seat, line: str, yes: bool = True, why: str = "", heard: Heard | None = None, seen: int | None = None
) -> Receipt:
    """Answer a proposal for one's agency: yes, or no and ``why``. ``line`` is its id, or its item's label if one waits.

    For a worker or manager of an agency that was missing when it was filed, who may read it; where no agency was
    missing, for the chair, the deputy or the coordinator. ``seen`` is the line's version that was read. Raises NotFound
    where there is none such, BadInput for a no without a reason, Refused once its day has passed or it was answered,
    with where it stands; NotAllowed for others; SomebodyElseWasFirst where it says something else by now.
    """
    with change(seat, RATIFY, heard) as session:
        voice = speaker(session, seat, heard)
        one = _proposal(session, seat, voice, line)
        reason = lines(why)
        if not yes and not reason:
            raise BadInput("Why not?", "Say it in a few words: the next conference begins there.")
        _check_waits(session, seat, one)
        _check_may_answer(session, voice, one)
        row = session.get_one(ConferenceLine, one.line.id)
        if seen is not None and row.version != seen:
            raise SomebodyElseWasFirst("The proposal was reworded while it was open.", READ_AGAIN, {"text": row.text})
        session.add(
            Ratification(
                line_id=row.id,
                agency_id=voice.agency_id,
                person_id=voice.actor,
                noted_by_id=seat.actor if voice.actor != seat.actor else None,
                at=seat.now,
                on=seat.today,
                is_yes=yes,
                participant_id=row.participant_id,
                category=row.category,
                writer_id=voice.agency_id,
                why=reason,
            )
        )
        session.flush()
        return Receipt(_said(session, seat, voice, one, yes=yes), one.participant or one.conference.isoformat())


def _proposal(session: Session, seat: Seat, voice: Seat, words: str) -> Proposal:
    """The proposal that both who sits here and whose word it is may read. Raises NotFound, BadInput for several."""
    found = proposals_in(session, seat)
    if voice.actor != seat.actor:
        theirs = {one.line.id for one in proposals_in(session, voice)}
        found = tuple(one for one in found if one.line.id in theirs)
    exact = [one for one in found if one.line.id == words]
    wanted = words.strip().casefold()
    waiting = [one for one in found if one.state is ProposalState.WAITING and one.label.casefold() == wanted]
    if len(waiting) > 1 and not exact:
        raise BadInput(f"{words.strip()[:40]!r} has {len(waiting)} proposals to ratify.", WHERE)
    named = exact or waiting
    if not named:
        raise NotFound("There is no such proposal to ratify here.", WHERE)
    return named[0]


def _check_waits(session: Session, seat: Seat, one: Proposal) -> None:
    """Raise Refused for a proposal that is not waiting, with where it stands."""
    state = occurrence_in(session, seat, one.conference).state
    if state is ConferenceState.IN_SESSION:
        raise Refused("The conference is in session: it decides itself.", "File the decision again once they are here.")
    if one.state is ProposalState.WAITING:
        return
    if one.state is ProposalState.RATIFIED:
        raise Refused("It is ratified: the decision stands.")
    if one.state is ProposalState.REFUSED:
        no = next(each for each in one.said if not each.is_yes)
        raise Refused(
            f"{no.agency} did not ratify it ({no.person}, {say_day_in(no.on, seat.today)}).", _goes_to(session, seat)
        )
    until = say_day_in(one.ratify_by, seat.today) if one.ratify_by else ""
    raise Refused(f"The day to ratify it was {until}.", _goes_to(session, seat))


def _check_may_answer(session: Session, voice: Seat, one: Proposal) -> None:
    """Raise NotAllowed for an agency that was not missing, Refused for one that has answered."""
    if voice.agency in {each.agency for each in one.said}:
        raise Refused(f"{voice.agency} has said yes to it already.")
    if voice.agency in one.missing:
        return
    if one.missing:
        names = agencies_named(session, one.missing)
        raise NotAllowed(
            f"{names} ratifies it: nobody of theirs was in the room.",
            "Heard it from one of them? Say so: --heard-from.",
        )
    if not runs(voice.actor, voice.roles, occurrence_in(session, voice, one.conference)):
        raise NotAllowed(
            "Every agency was in the room: its chair, deputy or the coordinator ratifies it for the table.", "Ask them."
        )


def _goes_to(session: Session, seat: Seat) -> str:
    """Where a proposal that was not ratified comes back."""
    day = conference_in(session, seat)
    return f"It is on the agenda of {say_day_in(day, seat.today)}." if day else "It is on the next agenda."


def _said(session: Session, seat: Seat, voice: Seat, one: Proposal, *, yes: bool) -> str:
    about = f"{one.label}, proposed on {say_day(one.on)}: {one.line.text}"
    if not yes:
        return f"{voice.agency} does not ratify it ({about}). {_goes_to(session, seat)}"
    answered = {voice.agency, *(each.agency for each in one.said)}
    rest = [each for each in one.missing if each not in answered]
    if not rest:
        return f"Ratified: it is decided ({about})."
    return f"{voice.agency} says yes ({about}). Still asked: {agencies_named(session, rest)}."
