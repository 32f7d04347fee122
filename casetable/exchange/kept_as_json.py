"""What is kept of conferences as JSON, for an export: minutes, corrections, answers to proposals."""

from datetime import date

from casetable.values.export import KeptAnswer, KeptCorrection, KeptRevision

Object = dict[str, object]


def revision_json(one: KeptRevision) -> Object:
    """One revision of a conference's minutes."""
    return {
        "conference": one.conference.isoformat(),
        "revision": one.revision,
        "state": one.state.value,
        "correct_until": one.correct_until.isoformat(),
        "agreed_on": _day(one.agreed_on),
        "agreed_by": one.agreed_by,
        "why_reopened": one.why or None,
        "log_head": one.head or None,
    }


def correction_json(one: KeptCorrection) -> Object:
    """One correction; ``of_line`` is false for a note at a whole item."""
    return {
        "conference": one.conference.isoformat(),
        "revision": one.revision,
        "participant": one.participant,
        "of_line": one.is_of_line,
        "kind": one.kind.value,
        "category": one.category.value,
        "agency": one.agency,
        "by": one.by,
        "on": one.on.isoformat(),
        "before": one.before or None,
        "after": one.after or None,
        "note": one.note,
    }


def answer_json(one: KeptAnswer) -> Object:
    """What an agency said to a proposal."""
    return {
        "conference": one.conference.isoformat(),
        "participant": one.participant,
        "proposal": one.proposal,
        "category": one.category.value,
        "agency": one.agency,
        "by": one.by,
        "on": one.on.isoformat(),
        "yes": one.is_yes,
        "why": one.why or None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
