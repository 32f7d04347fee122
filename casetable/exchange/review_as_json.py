"""What is to be seen to after conferences, and what they said of somebody, as JSON. Keys are only ever gained."""

from datetime import date

from casetable.exchange.conference_as_json import occurrence_json
from casetable.exchange.minutes_as_json import kept_line_json, proposal_json, since_json
from casetable.values.minutes import ItemHistory, PastConference, Remembered, Review, SaidInMinutes, Telling

Object = dict[str, object]


def review_json(review: Review, zone: str) -> Object:
    """What is to be seen to after conferences; ``attendance`` counts conferences of the quarter by agency code."""
    return {
        "quarter": review.quarter,
        "conferences": [_past_json(one, zone) for one in review.past],
        "attendance": [
            {"agency": agency, "attended": attended, "held": held} for agency, attended, held in review.attendance
        ],
        "proposals": [proposal_json(one) for one in review.proposals],
    }


def item_history_json(history: ItemHistory) -> Object:
    """What conferences debated, decided and differed on about one participant, and how it turned out, newest first."""
    return {
        "participant": history.participant,
        "participant_name": history.name,
        "items": [_remembered_json(one) for one in history.items],
    }


def said_json(found: SaidInMinutes) -> Object:
    """A decision or dissent that was found by its words."""
    return {
        "conference": found.conference.isoformat(),
        "on": found.on.isoformat(),
        "label": found.label,
        **kept_line_json(found.line, found.item),
    }


def _past_json(one: PastConference, zone: str) -> Object:
    return {
        **occurrence_json(one.conference, zone),
        "revision": one.revision,
        "minutes_state": one.state.value,
        "correct_until": one.correct_until.isoformat(),
        "agreed_on": _day(one.agreed_on),
        "is_due": one.is_due,
        "there": list(one.there),
        "missing": list(one.missing),
        "corrections": one.corrections,
        "proposals": [proposal_json(each) for each in one.proposals],
        "tellings": [_telling_json(each) for each in one.tellings],
    }


def _telling_json(one: Telling) -> Object:
    return {
        "participant": one.participant,
        "participant_name": one.name,
        "task": one.task,
        "owner": one.owner,
        "due": _day(one.due),
        "told_on": _day(one.told_on),
        "safe_contact": one.safe_contact or None,
        "no_post": one.no_post,
    }


def _remembered_json(one: Remembered) -> Object:
    debate = one.debate
    return {
        "conference": debate.conference.isoformat(),
        "on": debate.on.isoformat(),
        "state": debate.state.value,
        "question": debate.question,
        "no_debate": debate.had_no_debate,
        "open_because": debate.open_because or None,
        "why": debate.why or None,
        "lines": [kept_line_json(line, line.item) for line in debate.lines],
        "decided": [line.text for line in one.decided],
        "differed": [line.text for line in one.differed],
        "since": [since_json(each) for each in one.since],
        "outcome": list(one.outcome),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
