"""Values as JSON: keys are snake_case, pinned by golden tests, and only ever gained."""

from datetime import date, datetime

from casetable.values.because import Because
from casetable.values.find import Hit
from casetable.values.history import Entry, Verification
from casetable.values.participants import Participant, Release
from casetable.values.people import Agency, Person
from casetable.values.seat import Receipt
from casetable.values.tasks import StoryLine, Task, TaskStory
from casetable.values.week import CellCount, NoteLine, Week

Object = dict[str, object]


def task_json(task: Task) -> Object:
    """One task. Minutes are numbers; ``week`` is the ISO week its promise is counted in, null without one."""
    fold = task.fold
    return {
        "task": task.task,
        "title": task.title,
        "participant": task.participant,
        "participant_name": task.participant_name,
        "owner": task.owner,
        "agency": task.agency,
        "asked_by": task.asked_by,
        "due": _day(fold.due_on),
        "offered_due": _day(fold.offered_due),
        "promised_for": _day(fold.promised_on),
        "state": task.state.value,
        "verdict": task.ruling.verdict.value,
        "week": task.ruling.week or None,
        "category": task.category.value if task.title is not None else None,
        "size_minutes": task.size_minutes,
        "minutes": fold.minutes,
        "moves": fold.moves,
        "blocked_on": task.blocked_on,
        "help_wanted": fold.help_wanted,
        "helped": fold.helped,
        "handed_from": task.handed_from,
        "unassigned": task.is_unassigned,
        "topic": task.topic,
        "conference": _day(task.conference),
        "tells": task.tells,
        "safe_contact": task.safe_contact or None,
        "no_post": task.no_post,
    }


def because_json(because: Because) -> Object:
    """Why something is so."""
    return {"clause": because.clause, "arithmetic": because.arithmetic, "rows": list(because.rows)}


def story_json(story: TaskStory) -> Object:
    """A task with its reason and everything that happened to it."""
    return {
        **task_json(story.task),
        "because": because_json(story.task.ruling.because),
        "events": [event_json(line) for line in story.events],
    }


def week_json(week: Week) -> Object:
    """One week of the board."""
    needs = week.needs
    return {
        "week": week.week,
        "starts_on": _day(week.starts_on),
        "today": _day(week.today),
        "partnership": week.partnership,
        "sample": week.is_sample,
        "conference": _day(week.conference),
        "agencies": [agency_json(agency) for agency in week.agencies],
        "participants": [participant_json(participant) for participant in week.participants],
        "tasks": [task_json(task) for task in week.tasks],
        "needs": {
            "asked": list(needs.asked),
            "late": list(needs.late),
            "due": list(needs.due),
            "offered": list(needs.offered),
            "drops": list(needs.drops),
            "returned": list(needs.returned),
            "releases": [{"participant": reference, "days": days} for reference, days in needs.releases],
            "declined": list(needs.declined),
            "erasures": list(needs.erasures),
            "to_sign": [paper.value for paper in needs.to_sign],
            "to_offer": needs.to_offer,
            "awaits_signatures": needs.awaits_signatures,
            "review_in_days": needs.review,
            "covering": list(needs.covering),
            "unassigned": list(needs.unassigned),
        },
        "counts": [count_json(count) for count in week.counts],
    }


def count_json(count: CellCount) -> Object:
    """How much stands in one cell of a manager's board."""
    return {
        "participant": count.participant,
        "agency": count.agency,
        "open": count.open,
        "done": count.done,
        "asked": count.asked,
    }


def agency_json(agency: Agency) -> Object:
    """One agency."""
    return {"agency": agency.agency, "name": agency.name, "sector": agency.sector.value}


def person_json(person: Person) -> Object:
    """Somebody at the table."""
    return {
        "person": person.person,
        "agency": person.agency,
        "roles": [role.value for role in person.roles],
        "reports_to": person.reports_to or None,
        "mail": person.mail or None,
        "phone": person.phone or None,
        "joined_on": _day(person.joined_on),
        "left_on": _day(person.left_on),
        "away_until": _day(person.away_until),
        "cover": person.cover or None,
        "reported_to": person.reported_to or None,
    }


def participant_json(participant: Participant) -> Object:
    """One participant; what this seat may not read is null."""
    return {
        "participant": participant.participant,
        "name": participant.name,
        "state": participant.state.value,
        "agency": participant.agency,
        "needs": participant.needs,
        "reason": participant.reason,
        "proposed_on": _day(participant.proposed_on),
        "agreed_on": _day(participant.agreed_on),
        "on_board": participant.on_board,
        "answers": [
            {
                "agency": one.agency,
                "answer": one.answer.value,
                "on": _day(one.on),
                "note": one.note,
                "reason": one.reason.value if one.reason else None,
            }
            for one in participant.answers
        ],
        "agencies_to_answer": list(participant.agencies_to_answer),
        "proposed_by": participant.proposed_by or None,
        "lead": participant.lead,
        "active_on": _day(participant.active_on),
        "left_on": _day(participant.left_on),
        "leaving_reason": participant.leaving_reason.value if participant.leaving_reason else None,
        "destination": participant.destination,
        "forgotten": participant.is_forgotten,
        "former_lead": participant.former_lead or None,
    }


def release_json(release: Release) -> Object:
    """One release. ``until`` null has no date of its own; both days are included."""
    terms = release.terms
    return {
        "release": release.release,
        "participant": release.participant,
        "discloser": terms.discloser,
        "receiver": terms.receiver,
        "category": terms.category.value,
        "state": release.state.value,
        "from": _day(terms.since),
        "until": _day(terms.until),
        "method": terms.method.value,
        "revoked_on": _day(terms.revoked_on),
        "purpose": release.purpose or None,
        "paper": release.paper or None,
        "ends_when": release.ends_when or None,
        "why": release.revoked_why or None,
        "renews": release.renews or None,
    }


def note_json(note: NoteLine) -> Object:
    """One case-note line."""
    return {
        "on": _day(note.on),
        "participant": note.participant,
        "participant_name": note.participant_name or None,
        "what": note.what,
        "text": note.text or None,
        "minutes": note.minutes,
        "category": note.category.value,
    }


def entry_json(entry: Entry) -> Object:
    """One entry of the change log. ``never_undone`` says why, null where undo may restore it."""
    return {
        "at": _instant(entry.at),
        "on": _day(entry.on),
        "who": entry.who,
        "heard_from": entry.heard_from,
        "means": entry.means.value if entry.means else None,
        "action": entry.action,
        "label": entry.label,
        "subjects": list(entry.subjects),
        "fields": list(entry.fields),
        "never_undone": entry.never or None,
        "undone": entry.undone,
        "erased": entry.erased,
    }


def verification_json(found: Verification) -> Object:
    """What verify found."""
    return {
        "ok": not found.problems,
        "entries": found.entries,
        "tasks": found.tasks,
        "head": found.head,
        "problems": list(found.problems),
        "rows": found.rows,
        "notes": list(found.notes),
    }


def hit_json(hit: Hit) -> Object:
    """Something found."""
    return {"kind": hit.kind, "ref": hit.ref or None, "text": hit.text}


def receipt_json(receipt: Receipt) -> Object:
    """What one action did."""
    return {"sentence": receipt.sentence, "ref": receipt.ref}


def event_json(line: StoryLine) -> Object:
    """One event of a task's story."""
    return {
        "at": _instant(line.at),
        "on": _day(line.on),
        "kind": line.kind.value,
        "by": line.by,
        "noted_by": line.noted_by,
        "means": line.means.value if line.means else None,
        "due": _day(line.due),
        "minutes": line.minutes,
        "note": line.note,
        "contact": line.contact,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
