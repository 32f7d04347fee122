"""All that a seat may see, by kind, with the keys that ``--json`` has: what an export holds."""

from casetable.exchange.as_json import (
    agency_json,
    event_json,
    participant_json,
    person_json,
    release_json,
    task_json,
)
from casetable.exchange.card_as_json import contact_json, member_json, noted_json, reading_json
from casetable.exchange.conference_as_json import occurrence_json
from casetable.exchange.kept_as_json import answer_json, correction_json, revision_json
from casetable.exchange.papers_as_json import disclosure_json, draft_json
from casetable.exchange.room_as_json import Object, item_json, lines_json, present_json
from casetable.queries import consent, disclosures, drafts, notes, people, tasks
from casetable.queries.about_people import about_people
from casetable.queries.conference_export import own_lines_left, records
from casetable.queries.export import task_events
from casetable.queries.minutes_export import kept_minutes
from casetable.queries.participants import participants
from casetable.values.seat import Seat

_EVERYTHING = 10**9

Objects = list[dict[str, object]]


def everything(seat: Seat) -> dict[str, Objects]:
    """Return all that a seat may see, by kind."""
    return {
        "agencies": [agency_json(one) for one in people.agencies(seat)],
        "people": [person_json(one) for one in people.people(seat)],
        **_about_people(seat),
        "releases": [release_json(one) for one in consent.releases(seat)],
        "tasks": [task_json(one) for one in tasks.tasks(seat, limit=_EVERYTHING).items],
        "task_events": [{"task": ref, **event_json(line)} for ref, line in task_events(seat)],
        "notes": [noted_json(one) for one in notes.notes(seat, limit=_EVERYTHING).items],
        "disclosures": [disclosure_json(one) for one in disclosures.disclosures(seat)],
        "drafts": [draft_json(one) for one in drafts.kept(seat)],
        **_conferences(seat),
        **_minutes(seat),
    }


def _conferences(seat: Seat) -> dict[str, Objects]:
    """Conferences that somebody touched: themselves, their items, what was filed under each, and who was there.

    ``label`` and ``participant`` of a line are those of its item, both None where the item may not be seen any more.
    """
    found = records(seat)
    items = [(one.conference.conference, item) for one in found for item in one.items]
    lines: Objects = [
        {"conference": on, "label": item.item.label, "participant": item.item.participant, **line}
        for on, item in items
        for line in lines_json(item.lines)
    ]
    left = ({"conference": None, "label": None, "participant": None, **one} for one in lines_json(own_lines_left(seat)))
    return {
        "conferences": [occurrence_json(one.conference, seat.zone) for one in found],
        "conference_items": [{"conference": on, **item_json(item.item)} for on, item in items],
        "conference_lines": [_flat(one) for one in (*lines, *left)],
        "attendance": [
            {"conference": one.conference.conference, **present_json(here)} for one in found for here in one.present
        ],
    }


def _minutes(seat: Seat) -> dict[str, Objects]:
    """What is kept of conferences once they are closed. Stored papers are made by: casetable conference minutes."""
    kept = kept_minutes(seat)
    return {
        "minutes": [revision_json(one) for one in kept.revisions],
        "corrections": [correction_json(one) for one in kept.corrections],
        "ratifications": [answer_json(one) for one in kept.answers],
    }


def _flat(line: Object) -> Object:
    """A line with its action's task by reference: the task itself stands among the tasks."""
    task = line["task"]
    return {**line, "task": task["task"] if isinstance(task, dict) else None}


def _about_people(seat: Seat) -> dict[str, Objects]:
    """Participants with what stands on their cards."""
    found = about_people(seat)
    listed: Objects = []
    for one in participants(seat):
        facts = found.facts.get(one.participant)
        listed.append(
            {
                **participant_json(one),
                "hmis_id": (facts.hmis_id or None) if facts else None,
                "year_of_birth": facts.year_of_birth if facts else None,
                "child_in_household": facts.child_in_household if facts else None,
                "consenter": (facts.consenter or None) if facts else None,
            }
        )
    return {
        "participants": listed,
        "team": [{"participant": ref, **member_json(one)} for ref, one in found.team],
        "households": [{"participant": one, "lives_with": other} for one, other in found.links],
        "safe_contact": [{"participant": ref, **contact_json(one)} for ref, one in found.contacts],
        "outcomes": [{"participant": ref, "domain": one.domain, **reading_json(one)} for ref, one in found.readings],
    }
