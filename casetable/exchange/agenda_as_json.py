"""The agenda, the forecast and the list of whom to ask as JSON. Keys are only ever gained."""

from typing import Any

from casetable.exchange.as_json import because_json
from casetable.exchange.conference_as_json import occurrence_json
from casetable.exchange.room_as_json import item_json
from casetable.values.conference import Agenda, AgendaItem, Forecast, Occurrence, ToAsk


def agenda_json(one: Agenda, zone: str) -> dict[str, Any]:
    """An agenda: what its conference says, its items, and the items that were taken off.

    ``predicted_end`` is wall time, ``over_minutes`` how much longer it is than the conference, 0 where it is not.
    ``is_arranged``: somebody put it in order; else it is proposed anew at every look.
    """
    return {
        **occurrence_json(one.conference, zone),
        "is_arranged": one.conference.agenda_is_fixed,
        "may_arrange": one.may_arrange,
        "predicted_end": f"{one.ends_at:%H:%M}",
        "over_minutes": one.over,
        "items": [agenda_item_json(item) for item in one.items],
        "removed": [agenda_item_json(item) for item in one.removed],
    }


def agenda_item_json(item: AgendaItem) -> dict[str, Any]:
    """One item; ``begins_at`` is wall time, ``proposed_by`` a name, null for what proposed itself."""
    return {
        **item_json(item),
        "title": item.title,
        "category": item.category.value,
        "proposed_by": item.proposed_by,
        "begins_at": f"{item.starts_at:%H:%M}" if item.starts_at else None,
        "reasons": [{"reason": one.kind.value, **because_json(one.because)} for one in item.reasons],
    }


def forecast_json(one: Forecast, conference: Occurrence, zone: str) -> dict[str, Any]:
    """What is to be known before a conference; ``comes`` is null for somebody who has not said."""
    return {
        **occurrence_json(conference, zone),
        "expected": [
            {
                "person": who.person,
                "agency": who.agency,
                "comes": who.comes,
                "instead": who.deputy,
                "away": who.away or None,
                "is_chair": who.is_chair,
            }
            for who in one.expected
        ],
        "quorum": {
            "holds": one.quorum.holds,
            "missing": list(one.quorum.missing),
            "because": because_json(one.quorum.because),
        },
        "hearing": [
            {
                "participant": cell.participant,
                "agency": cell.agency,
                "hearing": cell.hearing.value,
                "until": cell.until.isoformat() if cell.until else None,
                "what_to_do": cell.what_to_do,
            }
            for cell in one.hearing
        ],
        "endings": [
            {"release": release, "participant": participant, "until": until.isoformat()}
            for release, participant, until in one.endings
        ],
    }


def to_ask_json(one: ToAsk) -> dict[str, Any]:
    """One participant to be asked; ``asks`` is who does, ``answered_on`` null where they have not said since."""
    return {
        "participant": one.participant,
        "participant_name": one.name,
        "asks": one.asks,
        "by": one.by.isoformat(),
        "taking_part": one.taking_part.value if one.taking_part else None,
        "answered_on": one.answered_on.isoformat() if one.answered_on else None,
    }
