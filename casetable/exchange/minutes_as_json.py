"""The minutes of a conference as JSON: pinned by golden tests, and keys are only ever gained.

What stands there is what stands on the edition's page: the words of one are the words of the other.
"""

import json
from datetime import date

from casetable.exchange.conference_as_json import occurrence_json
from casetable.exchange.room_as_json import line_json
from casetable.rules.letter import letter_said
from casetable.rules.minutes_words import agreed_due, attendance, proposal_has_words, stands
from casetable.values.conference import FiledLine
from casetable.values.minutes import Attended, Correction, Minutes, MinutesItem, Proposal, Since
from casetable.values.tasks import Task
from casetable.words import Audience, LineKind

Object = dict[str, object]


def minutes_json(minutes: Minutes, zone: str) -> Object:
    """An edition of the minutes. ``zone`` is the partnership's; a participant's edition says what their letter says."""
    if minutes.edition.audience is Audience.PARTICIPANT:
        return _letter_json(minutes)
    return {
        **_about_json(minutes, zone),
        "attended": [_attended_json(one) for one in minutes.attended] if _has_words(minutes) else [],
        "attendance": [
            {"agency": one.agency, "people": one.people, "minutes": one.minutes} for one in attendance(minutes)
        ],
        "items": [_item_json(minutes, one) for one in minutes.items],
        "proposals": [proposal_json(one, words=proposal_has_words(minutes, one)) for one in minutes.proposals],
        "corrections": [_correction_json(one) for one in minutes.corrections] if _has_words(minutes) else [],
        "changes": list(minutes.changes),
        "left_out": minutes.left_out,
    }


def minutes_bytes(minutes: Minutes, zone: str) -> bytes:
    """The file of an edition: the same minutes give the same bytes."""
    return (json.dumps(minutes_json(minutes, zone), indent=2, ensure_ascii=False) + "\n").encode()


def proposal_json(one: Proposal, *, words: bool = True) -> Object:
    """A decision made without quorum; ``missing`` are codes of agencies whose yes is wanted, ``said`` their words."""
    return {
        "conference": one.conference.isoformat(),
        "on": one.on.isoformat(),
        "item": one.item,
        "label": one.label,
        "participant": one.participant,
        "text": one.line.text if words else None,
        "state": one.state.value,
        "ratify_by": _day(one.ratify_by),
        "missing": list(one.missing),
        "said": [
            {
                "agency": said.agency,
                "person": said.person,
                "on": said.on.isoformat(),
                "yes": said.is_yes,
                "why": (said.why or None) if words else None,
            }
            for said in one.said
        ],
    }


def _about_json(minutes: Minutes, zone: str) -> Object:
    """Whose edition it is and where it stands."""
    return {
        **occurrence_json(minutes.conference, zone),
        "audience": minutes.edition.audience.value,
        "for": minutes.for_whom,
        "agency": minutes.edition.agency or None,
        "revision": minutes.number,
        "minutes_state": minutes.state.value,
        "correct_until": minutes.correct_until.isoformat(),
        "agreed_on": _day(minutes.agreed_on),
        "agreed_by": minutes.agreed_by,
        "why_reopened": minutes.why or None,
        "made_on": minutes.made_on.isoformat(),
        "log_head": minutes.head or None,
        "agencies": [{"agency": code, "name": name} for code, name in minutes.agencies],
        "there": list(minutes.there),
        "replied": list(minutes.replied),
        "next_on": _day(minutes.next_on),
    }


def _letter_json(minutes: Minutes) -> Object:
    said = letter_said(minutes)
    return {
        "conference": minutes.conference.conference,
        "on": said.on.isoformat(),
        "audience": minutes.edition.audience.value,
        "participant": minutes.edition.participant,
        "for": minutes.for_whom,
        "agency": minutes.edition.agency or None,
        "there": [{"agency": agency, "people": list(people)} for agency, people in said.there],
        "discussed": said.was_discussed,
        "words": list(said.words),
        "agreed": [
            {
                "text": one.text,
                "decided": not (one.is_open or one.is_refused or one.waits_for),
                "waits_for": list(one.waits_for),
                "ratify_by": _day(one.ratify_by),
            }
            for one in said.agreed
        ],
        "doing": [
            {
                "who": one.who,
                "agency": one.agency or None,
                "what": one.what,
                "by": _day(one.by),
                "asked": one.is_asked,
                "done": one.is_done,
            }
            for one in said.doing
        ],
        "asked": list(said.asked),
        "differed": [
            {"who": one.who or None, "text": one.text, "look_again": _day(one.look_again_on)} for one in said.differed
        ],
        "next_on": _day(said.next_on),
    }


def _item_json(minutes: Minutes, item: MinutesItem) -> Object:
    has_words = _has_words(minutes)
    return {
        "item": item.number,
        "kind": item.kind.value,
        "state": item.state.value,
        "label": item.label,
        "participant": item.participant,
        "question": item.question if has_words else None,
        "category": item.category.value if has_words and item.question else None,
        "no_debate": item.had_no_debate,
        "why": (item.why or None) if has_words else None,
        "counts": dict(item.counts),
        "lines": [kept_line_json(one, item.number) for one in item.lines if stands(minutes, item, one)],
        "since": [since_json(one) for one in item.since] if has_words else [],
    }


def kept_line_json(line: FiledLine, item: int) -> Object:
    """A line as the room gives it, without its place in a list; of an action's task only what was agreed about it."""
    said = {key: value for key, value in line_json(line, 0).items() if key != "line"}
    return {
        "id": line.id,
        **said,
        "item": item,
        "task": None if line.task is None else _task_json(line.task),
        "agreed_due": _day(agreed_due(line)) if line.kind is LineKind.ACTION else None,
    }


def _task_json(task: Task) -> Object:
    """What minutes say of a task: never a name, which a mail may not carry, nor how it counts today."""
    return {
        "task": task.task,
        "owner": task.owner,
        "agency": task.agency,
        "due": _day(task.fold.due_on),
        "state": task.state.value,
    }


def _has_words(minutes: Minutes) -> bool:
    return minutes.edition.audience is not Audience.MANAGERS


def _attended_json(one: Attended) -> Object:
    return {
        "person": one.name,
        "agency": one.agency or None,
        "organisation": one.organisation or None,
        "minutes": one.minutes,
        "late": one.was_late,
        "left_early": one.left_early,
    }


def _correction_json(one: Correction) -> Object:
    return {
        "item": one.item,
        "label": one.label,
        "kind": one.kind.value,
        "by": one.by,
        "on": one.on.isoformat(),
        "before": one.before or None,
        "after": one.after or None,
        "note": one.note or None,
        "category": one.category.value,
        "revision": one.revision,
    }


def since_json(one: Since) -> Object:
    """What happened since a dissent; ``turned_out`` is null where nobody said how it came."""
    return {
        "dissent": one.dissent,
        "text": one.text,
        "turned_out": one.turned_out.value if one.turned_out else None,
        "by": one.by,
        "on": one.on.isoformat(),
        "category": one.category.value,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
