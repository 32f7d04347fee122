"""Who leaves and what they have, as JSON: keys are snake_case, pinned by golden tests, and only ever gained."""

from casetable.values.handover import Handover, Thing

Object = dict[str, object]


def handover_json(found: Handover) -> Object:
    """What somebody has in hand; ``elsewhere`` says who may see more, null where this seat sees all."""
    return {
        "person": found.person,
        "agency": found.agency,
        "left_on": found.left_on.isoformat() if found.left_on else None,
        "things": [thing_json(one) for one in found.things],
        "elsewhere": found.elsewhere or None,
    }


def thing_json(one: Thing) -> Object:
    """One thing; ``words`` are null where they are not shared or there are none."""
    return {
        "key": one.key,
        "kind": one.kind.value,
        "ref": one.ref or None,
        "words": one.words or None,
        "participant": one.participant,
        "due": one.due.isoformat() if one.due else None,
        "note": one.note or None,
        "assignable": one.assignable,
    }
