"""The exact text of an agreement, its digest and its code.

One text for reading, signing, printing and comparing: ``compose`` makes its parts, ``canonical`` the words that are
signed. A form that texts were offered in never changes; what is added later becomes a new form, so that an old text
can be composed again, letter by letter (``FORM`` is what new offers take).
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date

from casetable.text import clean
from casetable.values.agreement import Part
from casetable.values.partnership import AgencySetup, ObjectiveSetup, Readiness, Section, Setup
from casetable.words import MONTH_NAMES, WEEKDAY_NAMES, SectionTopic

FORM = 1

_GATE = {
    "quarters": "good quarters in a row before there is room to grow",
    "promises_kept": "promises kept, at least",
    "promises_kept_each_agency": "promises kept by each agency, at least",
    "effort_floor": "effort of each agency against its pledge, at least",
    "effort_prompt": "effort against pledge from which others are asked to share",
    "mails_missed_at_most": "weeks without a mail, at most",
    "quorate_conferences_at_least": "conferences with quorum, at least",
    "absences_at_most": "conferences that an agency may miss, at most",
    "improved": "participants read twice who improved, at least",
    "improved_people_at_least": "participants read twice, at least",
    "closes_on_day": "day after the quarter on which it is judged",
}
_SHARES = frozenset({"promises_kept", "promises_kept_each_agency", "effort_floor", "effort_prompt", "improved"})

_TOPIC_WORDS = (
    (SectionTopic.CONFLICT, r"conflict|unblock|stuck"),
    (SectionTopic.SERVICES, r"services (continue|go on)|dispute"),
    (SectionTopic.LIMITS, r"is not\b"),
    (SectionTopic.PARTIES, r"part(y|ies)\b.*signator|^parties"),
    (SectionTopic.PURPOSE, r"purpose|shared challenge|interest"),
    (SectionTopic.VOICE, r"voice|complaint"),
    (SectionTopic.MEASURES, r"measure|success|outcome"),
    (SectionTopic.PARTICIPANTS, r"participant"),
    (SectionTopic.DEFINITIONS, r"definition|words we use"),
    (SectionTopic.WAYS, r"ways? of working|how we work"),
    (SectionTopic.DECISIONS, r"decision|quorum|dissent"),
    (SectionTopic.INFORMATION, r"information|release|privacy|consent"),
    (SectionTopic.ACCOUNTABILITY, r"accountab|recourse|pledge"),
    (SectionTopic.ROLES, r"\broles?\b|coordinator"),
    (SectionTopic.GROWTH, r"growth|expansion|pause"),
    (SectionTopic.JOINING, r"joining|leaving|handover"),
    (SectionTopic.AUTONOMY, r"autonomy|money|liability"),
    (SectionTopic.SAFETY, r"safety|equality|training"),
    (SectionTopic.TERM, r"\bterm\b|review|amend"),
    (SectionTopic.SIGNATURES, r"^signatures?$|signing"),
)


def topic_of(heading: str) -> SectionTopic | None:
    """Guess from its heading what a section is about, for texts that do not say it; None where nothing fits."""
    plain = heading.casefold()
    return next((topic for topic, words in _TOPIC_WORDS if re.search(words, plain)), None)


def topics_of(sections: Sequence[Section]) -> tuple[SectionTopic | None, ...]:
    """What each section is about: as it says, else guessed; no topic twice, the first section has it."""
    taken = {one.topic for one in sections if one.topic is not None}
    found: list[SectionTopic | None] = []
    for one in sections:
        guess = one.topic or topic_of(one.heading)
        if one.topic is None and guess in taken:
            guess = None
        if guess is not None:
            taken.add(guess)
        found.append(guess)
    return tuple(found)


def compose(setup: Setup, number: int) -> tuple[Part, ...]:
    """The parts of version ``number`` in order: title, sections with the numbers they rule, whatever is left over."""
    of_topic = {topic: tuple(write(setup)) for topic, write in _FACTS.items()}
    parts = [Part("title", setup.name, f"{_kind(setup)}, version {number}.")]
    for position, (section, topic) in enumerate(zip(setup.sections, topics_of(setup.sections), strict=True), start=1):
        key = f"section:{topic.value}" if topic is not None else f"section {position}"
        heading = f"{position} {section.heading}"
        parts.append(Part(key, heading, section.text.strip(), of_topic.pop(topic, ()) if topic is not None else ()))
    left = tuple(fact for facts in of_topic.values() for fact in facts)
    if left:
        parts.append(Part("numbers", "What applies besides", "", left))
    return tuple(parts)


def compose_objectives(setup: Setup) -> tuple[Part, ...]:
    """The page of objectives. It names no version: as long as its words stay the same, so do its signatures."""
    parts = [Part("title", f"{setup.name}: objectives", "Signed by the frontline staff of every party.")]
    for position, one in enumerate(setup.objectives, start=1):
        parts.append(Part(f"objective {position}", f"{position} {_line(one.text)}", "", tuple(_objective(one))))
    return tuple(parts)


def canonical(parts: Sequence[Part]) -> str:
    """The exact words that a digest is taken of: UTF-8, NFC, one newline between lines, one at the end."""
    lines: list[str] = []
    for part in parts:
        lines += [part.heading, *([part.text] if part.text else []), *(f"- {fact}" for fact in part.facts), ""]
    return clean("\n".join(lines)).rstrip("\n") + "\n"


def digest_of(text: str) -> str:
    """SHA-256 of a canonical text, in hexadecimal (64 characters)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def seal_of(number: int, paper: str, who: str, role: str, signed_on: date, digest: str) -> str:
    """SHA-256 over everything that a signature binds: version, paper, person, role, day and text."""
    bound = "\x1f".join((str(number), paper, who, role, signed_on.isoformat(), digest))
    return hashlib.sha256(bound.encode("utf-8")).hexdigest()


def _kind(setup: Setup) -> str:
    return setup.kind.label.capitalize()


def _line(words: str) -> str:
    return " ".join(words.split())


def _parties(setup: Setup) -> list[str]:
    return [fact for one in setup.agencies for fact in _party(one)]


def _party(one: AgencySetup) -> list[str]:
    says = [one.sector.value.replace("_", " "), f"a participant's yes at least {one.minimum_method.value}"]
    says += ["a victim service provider"] if one.victim_service_provider else []
    says += [f"joins on {one.joins_on.isoformat()}"] if one.joins_on else []
    says += [f"leaves on {one.leaves_on.isoformat()}"] if one.leaves_on else []
    return [f"{one.name} ({one.code}): {', '.join(says)}"]


def _purpose(setup: Setup) -> list[str]:
    lines = [f"Shared challenge: {_line(setup.shared_challenge)}"]
    for one in setup.agencies:
        lines += [f"{one.code} hopes: {_line(one.hopes)}"] if one.hopes else []
        lines += [f"{one.code} sees as risk: {_line(one.risks)}"] if one.risks else []
        for name, ready in (("goals", one.goals), ("skills and resources", one.resources), ("gaps", one.gaps)):
            lines += _readiness(one.code, name, ready)
    return lines


def _readiness(code: str, name: str, ready: Readiness) -> list[str]:
    said = [*([ready.answer.label] if ready.answer else []), *([_line(ready.note)] if ready.note else [])]
    return [f"{code} ready, {name}: {'; '.join(said)}"] if said else []


def _participants(setup: Setup) -> list[str]:
    terms = setup.terms
    return [
        f"Places: {setup.places}",
        f"Consent for a minor or somebody with a guardian: {_line(terms.consents_for_others) or 'nobody is named'}",
        f"Name and reason of somebody passed over are removed after: {terms.forget_passed_over_days} days",
    ]


def _ways(setup: Setup) -> list[str]:
    rule = setup.conference
    place = f", {_line(rule.place)}" if rule.place else ""
    return [
        f"Weekly mail: {WEEKDAY_NAMES[setup.mail_weekday].capitalize()}",
        f"Conference: {rule.rrule} at {rule.starts_at:%H:%M}, {rule.minutes} minutes{place}",
        f"Time zone: {setup.zone}",
        f"First quarter begins in: {MONTH_NAMES[setup.quarter_first_month - 1].capitalize()}",
        f"Table shared as: {setup.sharing.value.replace('_', ' ')}",
    ]


def _decisions(setup: Setup) -> list[str]:
    rules = setup.decisions
    there = "every agency" if rules.quorum_agencies is None else f"{rules.quorum_agencies} agencies"
    worker = ", and for a participant the worker who knows them" if rules.quorum_worker else ""
    return [
        f"Where not all agree: {rules.rule.label}",
        f"Quorum: {there}{worker}",
        f"A missing agency ratifies within: {rules.ratify_working_days} working days",
    ]


def _information(setup: Setup) -> list[str]:
    return [
        f"A release lasts unless said otherwise: {setup.terms.release_months} months",
        f"Warning before a release ends: {setup.terms.warn_release_days} days",
    ]


def _accountability(setup: Setup) -> list[str]:
    terms, equal = setup.terms, 1 / len(setup.agencies) if setup.agencies else 0.0
    shares = [(one.code, equal if one.effort_share is None else one.effort_share) for one in setup.agencies]
    return [
        *(f"{code} pledges of the effort: {_share(share)}" for code, share in shares),
        f"An unanswered ask returns after: {terms.ask_working_days} working days",
        f"A promise counts as missed after: {terms.missed_after_days} days",
        f"A task without news is asked about after: {terms.stalled_after_days} days",
        f"A task without a size counts as: {terms.default_task_minutes} minutes",
    ]


def _conflict(setup: Setup) -> list[str]:
    return [
        f"Step {number}, {_line(step.name)}: {_line(step.who)}; {step.working_days} working days"
        for number, step in enumerate(setup.ladder)
    ]


def _measures(setup: Setup) -> list[str]:
    success = [f"{one.code} calls it success when: {_line(one.success)}" for one in setup.agencies if one.success]
    domains = ", ".join(domain.replace("_", " ") for domain in setup.terms.domains)
    return [f"Outcomes are read in: {domains}", *success]


def _growth(setup: Setup) -> list[str]:
    lines = []
    for each in fields(setup.gate):
        value = getattr(setup.gate, each.name)
        lines.append(f"{_GATE[each.name].capitalize()}: {_share(value) if each.name in _SHARES else value}")
    return lines


def _safety(setup: Setup) -> list[str]:
    return [f"When somebody is at risk now, call: {_line(setup.emergency)}"]


def _term(setup: Setup) -> list[str]:
    return [
        f"Review: {setup.terms.review_months} months after it comes into force",
        f"Warning before the review: {setup.terms.warn_review_days} days",
    ]


def _objective(one: ObjectiveSetup) -> list[str]:
    named = (("Measure", one.measure), ("Baseline", one.baseline), ("Target", one.target), ("Due", one.due_quarter))
    return [f"{name}: {_line(value)}" for name, value in named if value]


def _share(value: float) -> str:
    """A fraction as people write it: 0.75 is ``75%``, 0.333 is ``33.3%``."""
    return f"{round(value * 100, 1):g}%"


_FACTS: dict[SectionTopic, Callable[[Setup], list[str]]] = {
    SectionTopic.PARTIES: _parties,
    SectionTopic.PURPOSE: _purpose,
    SectionTopic.PARTICIPANTS: _participants,
    SectionTopic.WAYS: _ways,
    SectionTopic.DECISIONS: _decisions,
    SectionTopic.INFORMATION: _information,
    SectionTopic.ACCOUNTABILITY: _accountability,
    SectionTopic.CONFLICT: _conflict,
    SectionTopic.MEASURES: _measures,
    SectionTopic.GROWTH: _growth,
    SectionTopic.SAFETY: _safety,
    SectionTopic.TERM: _term,
}
"""Form 1: which numbers stand below the section of which topic."""
