"""The agreement as JSON: keys are snake_case, pinned by golden tests, and only ever gained."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from casetable.exchange.as_json import Object
from casetable.rules.agreement_text import canonical, digest_of
from casetable.values.agreement import (
    AgreementView,
    Changed,
    Finding,
    Objective,
    ObjectiveReading,
    Part,
    PartyStanding,
    Signature,
    Verified,
    Version,
    code_of,
)
from casetable.words import PaperSigned


def agreement_json(view: AgreementView) -> Object:
    """The agreement as it stands. ``underway`` is a draft or an offer beside the version in force, null without."""
    return {
        "version": version_json(view.version),
        "underway": version_json(view.underway) if view.underway else None,
        "signing": view.signing,
        "parties": [party_json(one) for one in view.parties],
        "signed_objectives": [signature_json(one) for one in view.signed_objectives],
        "unsigned": [{"person": name, "joined_on": _day(joined)} for name, joined in view.unsigned],
        "objectives": [objective_json(one) for one in view.objectives],
        "ladder": [
            {"step": number, "name": one.name, "who": one.who, "working_days": one.working_days}
            for number, one in enumerate(view.ladder)
        ],
        "versions": [version_json(one) for one in view.versions],
        "to_sign": [one.value for one in view.to_sign],
        "nobody": list(view.nobody),
        "lacking": [one.value for one in view.lacking],
        "review_in_days": view.review_in_days,
    }


def version_json(version: Version) -> Object:
    """One version with the numbers it sets. Codes and digests are null before it is offered; shares are fractions."""
    return {
        "version": version.number,
        "kind": version.kind.value,
        "state": version.state.value,
        "name": version.name,
        "offered_on": _day(version.offered_on),
        "in_force_on": _day(version.in_force_on),
        "review_on": _day(version.review_on),
        "ended_on": _day(version.ended_on),
        "why": version.why or None,
        "ended_why": version.ended_why or None,
        "code": code_of(version.number, version.digest) or None,
        "objectives_code": code_of(version.number, version.objectives_digest) or None,
        "digest": version.digest or None,
        "objectives_digest": version.objectives_digest or None,
        "sections": [
            {"section": one.number, "heading": one.heading, "topic": one.topic.value if one.topic else None}
            for one in version.sections
        ],
        "places": version.places,
        "gate": asdict(version.gate),
        "decisions": {**asdict(version.decisions), "rule": version.decisions.rule.value},
        "terms": {**asdict(version.terms), "domains": list(version.terms.domains)},
    }


def party_json(party: PartyStanding) -> Object:
    """One party of a version; ``signature`` null until somebody signed for it."""
    return {
        "agency": party.agency,
        "name": party.name,
        "hopes": party.hopes or None,
        "risks": party.risks or None,
        "success": party.success or None,
        "effort_share": party.effort_share,
        "signature": signature_json(party.signature) if party.signature else None,
        "signatories": list(party.signatories),
        "joins_on": _day(party.joins_on),
        "leaves_on": _day(party.leaves_on),
        "joined_on": _day(party.joined_on),
        "left_on": _day(party.left_on),
    }


def signature_json(signature: Signature) -> Object:
    """Somebody's name under one version, or under its objectives."""
    return {
        "version": signature.version,
        "paper": signature.paper.value,
        "person": signature.name,
        "name_today": signature.name_today or None,
        "agency": signature.agency,
        "role": signature.role.value,
        "signed_on": _day(signature.signed_on),
        "recorded_on": _day(signature.recorded_on),
        "code": signature.code,
        "on_paper": signature.is_on_paper,
        "place": signature.place or None,
        "recorded_by": signature.recorded_by or None,
        "at_the_table": signature.is_current,
    }


def objective_json(objective: Objective) -> Object:
    """One objective with its readings, newest first."""
    return {
        "objective": objective.number,
        "text": objective.text,
        "measure": objective.measure or None,
        "baseline": objective.baseline or None,
        "target": objective.target or None,
        "due_quarter": objective.due_quarter or None,
        "readings": [objective_reading_json(one) for one in objective.readings],
    }


def objective_reading_json(reading: ObjectiveReading) -> Object:
    """How an objective stood on a day, in which quarter (``2026Q3``)."""
    return {
        "quarter": reading.quarter,
        "value": reading.value or None,
        "status": reading.status.value,
        "note": reading.note or None,
        "on": _day(reading.read_on),
        "by": reading.person,
    }


def text_json(number: int, paper: PaperSigned, code: str, parts: Sequence[Part]) -> Object:
    """The exact text of one of a version's papers and its parts. ``code`` is null before it is offered."""
    return {
        "version": number,
        "paper": paper.value,
        "code": code or None,
        "text": canonical(parts),
        "parts": [part_json(one) for one in parts],
    }


def part_json(part: Part) -> Object:
    """One part of a text: what people wrote, and the lines that casetable keeps to."""
    return {"part": part.key, "heading": part.heading, "text": part.text, "facts": list(part.facts)}


def section_json(part: Part) -> Object:
    """One section; ``seen`` tells an amendment which words it was made from."""
    return {**part_json(part), "seen": digest_of(canonical((part,)))}


def changed_json(changed: Changed) -> Object:
    """One part that differs between two versions, line by line (``-`` gone, ``+`` new, ``~`` changed)."""
    return {
        "part": changed.key,
        "heading": changed.heading,
        "lines": [{"sign": sign.strip(), "words": words} for sign, words in changed.lines],
    }


def verified_json(found: Verified) -> Object:
    """What ``agreement verify`` says."""
    return {
        "ok": found.is_sound,
        "texts": found.texts,
        "findings": [finding_json(one) for one in found.findings],
        "signatures": [signature_json(one) for one in found.signatures],
        "nobody": list(found.nobody),
    }


def finding_json(finding: Finding) -> Object:
    """One thing that is not as it was signed."""
    return {"version": finding.version, "part": finding.part or None, "sentence": finding.sentence}


def review_json(view: AgreementView, remarks: Sequence[tuple[str, str]]) -> Object:
    """When the agreement is due for review, and what is to be looked at then: (about what, in words)."""
    return {
        "version": view.version.number,
        "review_on": _day(view.version.review_on),
        "review_in_days": view.review_in_days,
        "remarks": [{"about": about, "words": words} for about, words in remarks],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
