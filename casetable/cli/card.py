"""A participant's card in plain lines that read well aloud: the card's linear twin."""

from collections.abc import Sequence
from datetime import date

from casetable.cli.board import mark_words, minutes_words
from casetable.cli.room_words import line_words
from casetable.cli.say import facts
from casetable.cli.story import release_words
from casetable.rules.dates import say_day
from casetable.rules.debates import debate_words, deed_words
from casetable.rules.notes import note_in_a_line, say_contact
from casetable.rules.outcomes import domain_in_full, say_domain, say_over_time
from casetable.rules.participants import awaited_of, former_lead_words
from casetable.values.card import Card, DomainOutcome, Note, OutcomeReading, SafeContact
from casetable.values.conference import Debate
from casetable.values.participants import Participant
from casetable.values.tasks import Task
from casetable.words import Answer, Category, OutcomeView

MOST_NOTES = 10
"""So many notes stand on a card in words; ``casetable participant notes`` lists all."""


def card_words(card: Card, today: date, *, unicode: bool = True) -> str:
    """Return everything of one participant that this seat may know of, the most urgent first."""
    who = card.participant
    lines = [f"{who.participant}  {who.name or 'name not shared'}", facts(_around(card, today, unicode))]
    parts = [
        ("Missing before work begins", list(card.missing)),
        ("Answers", _answers(who)),
        ("Releases", [release_words(one) for one in card.releases]),
        ("Tasks", [_task(task, today, unicode) for task in card.tasks]),
        ("Conferences", [line for one in card.debates.all for line in _debate(one, today, unicode)]),
        (_notes_title(card), [note_words(one) for one in card.notes[:MOST_NOTES]]),
    ]
    for title, part in parts:
        lines += ["", title, *(f"  {one}" for one in part)] if part else []
    return "\n".join(lines)


def note_words(note: Note) -> str:
    """Return one note in a line."""
    minutes = f", {minutes_words(note.minutes)}" if note.minutes else ""
    category = f", {note.category.label}" if note.category is not Category.GENERAL else ""
    said = note_in_a_line(note.text, note.taking_part)
    return f"{_date(note.on)}  {note.by} ({note.agency})  {note.kind.label}{minutes}{category}: {said}"


def contact_words(contact: SafeContact) -> str:
    """Return how somebody may be reached, who asked and when."""
    return f"{say_contact(contact)} ({contact.by}, {_date(contact.on)})"


def outcome_words(outcomes: Sequence[DomainOutcome], *, unicode: bool = True) -> str:
    """Return each domain with its baseline and how it went, the worker's and the participant's own side by side."""
    lines = []
    for one in outcomes:
        lines.append(domain_in_full(one.domain))
        views = [
            ("Baseline", _baseline(one.baseline) if one.baseline else "none that you may know of"),
            *((_WHO[view], _turns(readings, unicode)) for view, readings in _views(one)),
        ]
        lines.append(facts(views))
    return "\n".join(lines)


_WHO = {OutcomeView.WORKER: "Worker", OutcomeView.PARTICIPANT: "Their own view"}


def _views(one: DomainOutcome) -> list[tuple[OutcomeView, tuple[OutcomeReading, ...]]]:
    return [(OutcomeView.WORKER, one.worker), (OutcomeView.PARTICIPANT, one.participant)]


def _turns(readings: Sequence[OutcomeReading], unicode: bool) -> str:
    if not readings:
        return ""
    last = readings[-1]
    details = [part for part in (_code(last), last.note) if part]
    said = say_over_time(readings, unicode=unicode)
    return f"{said} ({last.by}, {_date(last.on)}{': ' if details else ''}{'; '.join(details)})"


def _baseline(one: OutcomeReading) -> str:
    said = "; ".join(part for part in (_code(one), one.note) if part)
    return f"{said} ({one.by}, {_date(one.on)})"


def _code(one: OutcomeReading) -> str:
    return f"{one.housing_code} {one.housing_words}".strip() if one.housing_code is not None else ""


def _debate(one: Debate, today: date, unicode: bool) -> list[str]:
    """One conference that had them on its agenda, with what was filed in it."""
    question = f": {one.question}" if one.question else ""
    why = f" ({one.why})" if one.why else ""
    said = [f"{_date(one.on)}  {deed_words(one)}{why}{question}"]
    return [*said, *(f"  {line_words(line, today, unicode=unicode)}" for line in one.lines)]


def _open_debates(card: Card, today: date) -> str:
    return "; ".join(f"{debate_words(one, today)} ({one.open_because})" for one in card.debates.open)


def _around(card: Card, today: date, unicode: bool) -> list[tuple[str, str]]:
    who, home = card.participant, card.household
    proposer = [part for part in (who.proposed_by, who.agency) if part]
    proposed = [" of ".join(proposer), *([_date(who.proposed_on)] if who.proposed_on else [])]
    team = [f"{one.person} ({one.agency})" for one in card.team if not one.leads]
    outcomes = [say_domain(one, unicode=unicode) for one in card.outcomes if one.worker or one.participant]
    return [
        ("Reach", contact_words(card.contact) if card.contact else ""),
        ("State", _state(who)),
        ("Lead", next((f"{one.person} ({one.agency})" for one in card.team if one.leads), former_lead_words(who))),
        ("Team", ", ".join(team)),
        ("In their words", _said(card.goal, '"{}"')),
        ("Conference", _said(card.taking_part, "{}")),
        ("Open debates", _open_debates(card, today)),
        ("Last told", _said(card.told, "{}")),
        ("Last contact", _said(card.last_contact, "{}")),
        ("Outcomes", ", ".join(outcomes)),
        ("Lives with", ", ".join(f"{ref} {name}" for ref, name in home.links)),
        ("Child in household", {True: "yes", False: "no", None: ""}[home.child]),
        ("Proposed by", ", ".join(proposed)),
        ("Agreed", _date(who.agreed_on) if who.agreed_on else ""),
        ("Needs", who.needs or ""),
        ("Reason", who.reason or ""),
        ("Consents for them", card.consenter),
        ("Born in", str(card.year_of_birth or "")),
        ("HMIS", card.hmis_id),
        ("Awaited", awaited_of(who)),
    ]


def _state(who: Participant) -> str:
    if who.active_on and not who.left_on:
        return f"{who.state.label} since {_date(who.active_on)}"
    if who.left_on:
        why = f", {who.leaving_reason.label}" if who.leaving_reason else ""
        return f"{who.state.label} on {_date(who.left_on)}{why}"
    return who.state.label


def _said(note: Note | None, frame: str) -> str:
    if note is None:
        return ""
    said = frame.format(note_in_a_line(note.text, note.taking_part))
    return f"{said} ({note.by}, {_date(note.on)})"


def _answers(who: Participant) -> list[str]:
    said = []
    for one in who.answers:
        reason = f", {one.reason.label}" if one.reason else ""
        note = f": {one.note}" if one.note else ""
        verb = "agrees" if one.answer is Answer.AGREE else "declines"
        said.append(f"{one.agency} {verb}{reason}, {_date(one.on)}{note}")
    return said


def _task(task: Task, today: date, unicode: bool) -> str:
    status = " ".join(mark_words(task, today, unicode=unicode))
    return f"{task.task}  {status}  {task.title or 'not shared'} ({task.owner})"


def _notes_title(card: Card) -> str:
    shown = min(len(card.notes), MOST_NOTES)
    return "Notes" if shown == card.note_total else f"Notes, the newest {shown} of {card.note_total}"


def _date(day: date) -> str:
    return f"{say_day(day)} {day.year}"
