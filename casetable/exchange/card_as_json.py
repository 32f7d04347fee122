"""The card and what stands on it as JSON: keys are snake_case, pinned by golden tests, and only ever gained."""

from casetable.exchange.as_json import Object, participant_json, release_json, task_json
from casetable.exchange.room_as_json import lines_json
from casetable.values.card import Card, DomainOutcome, Note, OutcomeReading, SafeContact, TeamMember
from casetable.values.conference import Debate
from casetable.values.outcomes import OutcomeRow


def card_json(card: Card) -> Object:
    """The whole card. What this seat may not know of is null or an empty list, as what is not there."""
    return {
        **participant_json(card.participant),
        "releases": [release_json(one) for one in card.releases],
        "tasks": [task_json(one) for one in card.tasks],
        "team": [member_json(one) for one in card.team],
        "contact": contact_json(card.contact) if card.contact else None,
        "goal": _note(card.goal),
        "taking_part": _note(card.taking_part),
        "told": _note(card.told),
        "last_contact": _note(card.last_contact),
        "outcomes": [outcome_json(one) for one in card.outcomes],
        "household": {
            "links": [{"participant": ref, "name": name} for ref, name in card.household.links],
            "child": card.household.child,
        },
        "notes": [noted_json(one) for one in card.notes],
        "note_total": card.note_total,
        "missing": list(card.missing),
        "consenter": card.consenter or None,
        "year_of_birth": card.year_of_birth,
        "hmis_id": card.hmis_id or None,
        "open_debates": [debate_json(one) for one in card.debates.open],
        "conferences": [debate_json(one) for one in card.debates.all],
    }


def debate_json(debate: Debate) -> Object:
    """A participant's item in one conference; ``conference`` names it by its original date, ``on`` is when it met."""
    return {
        "conference": debate.conference.isoformat(),
        "on": debate.on.isoformat(),
        "state": debate.state.value,
        "question": debate.question,
        "no_debate": debate.had_no_debate,
        "open_because": debate.open_because or None,
        "why": debate.why or None,
        "lines": lines_json(debate.lines),
    }


def member_json(member: TeamMember) -> Object:
    """Somebody of the team."""
    return {"person": member.person, "agency": member.agency, "leads": member.leads}


def contact_json(contact: SafeContact) -> Object:
    """How somebody may be reached."""
    return {
        "how": contact.how or None,
        "when": contact.when or None,
        "never": contact.never or None,
        "no_post": contact.no_post,
        "location_private": contact.location_private,
        "by": contact.by,
        "agency": contact.agency,
        "on": contact.on.isoformat(),
    }


def noted_json(note: Note) -> Object:
    """One dated text about a participant. ``at`` is when it was written, ``on`` the day it belongs to."""
    return {
        "participant": note.participant or None,
        "kind": note.kind.value,
        "on": note.on.isoformat(),
        "at": note.at.isoformat(timespec="seconds"),
        "by": note.by,
        "agency": note.agency,
        "category": note.category.value,
        "text": note.text or None,
        "minutes": note.minutes,
        "taking_part": note.taking_part.value if note.taking_part else None,
    }


def outcome_json(outcome: DomainOutcome) -> Object:
    """One domain: its baseline, then each view oldest first."""
    return {
        "domain": outcome.domain,
        "label": outcome.label,
        "baseline": reading_json(outcome.baseline) if outcome.baseline else None,
        "worker": [reading_json(one) for one in outcome.worker],
        "own": [reading_json(one) for one in outcome.participant],
    }


def outcome_row_json(row: OutcomeRow) -> Object:
    """One participant with every domain."""
    return {
        "participant": row.participant,
        "name": row.name,
        "state": row.state.value,
        "outcomes": [outcome_json(one) for one in row.outcomes],
    }


def _note(note: Note | None) -> Object | None:
    return noted_json(note) if note else None


def reading_json(one: OutcomeReading) -> Object:
    """One reading; ``value`` null is the baseline."""
    return {
        "on": one.on.isoformat(),
        "view": one.view.value,
        "value": one.value.value if one.value else None,
        "note": one.note or None,
        "category": one.category.value,
        "by": one.by,
        "agency": one.agency,
        "housing_code": one.housing_code,
        "housing_words": one.housing_words or None,
        "housing": one.housing.value if one.housing else None,
    }
