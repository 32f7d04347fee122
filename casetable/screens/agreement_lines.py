"""What the agreement's page says: parties and who signed, sections with their numbers, objectives, versions."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from casetable.rules.signing import needs_signatures
from casetable.screens.agreement_load import AgreementRead
from casetable.screens.agreement_page import PageLine, Spot
from casetable.screens.cell import Signs, cell, cut, fit
from casetable.values.agreement import (
    AgreementView,
    Objective,
    PartyStanding,
    Signature,
    Version,
    newest_first,
)
from casetable.values.partnership import AgencySetup, Setup
from casetable.words import MONTHS, AgreementState, ObjectiveStatus, SectionTopic, Sign

TWO_COLUMNS = 70
"""From this width on the sections stand in two columns."""
_NAME, _SIGNED = 20, 25
_NO_NAME = "no signature needed"
_LONGEST_NAME = 24
_FEW = 2
"""So many who have not signed stand each in a line of their own."""
_VERSIONS = 3
"""Versions side by side."""
_DRAFTS = (AgreementState.DRAFT, AgreementState.OFFERED)


def say_long(day: date, today: date) -> str:
    """Return ``1 Feb 2026``, without the year where it is this one's."""
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def underway_word(version: Version) -> str:
    """Return how a version that is not in force yet stands: ``being written``."""
    return {AgreementState.DRAFT: "being written", AgreementState.OFFERED: "offered"}.get(
        version.state, version.state.label
    )


def full(day: date) -> str:
    """Return ``14 Sep 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


# the page


def page_lines(read: AgreementRead, today: date, width: int, signs: Signs) -> tuple[PageLine, ...]:
    """Every line of the page for a width in columns."""
    parts = (
        _party_lines(read, today, signs),
        _unsigned_lines(read, today),
        [PageLine()],
        _objective_lines(read.objectives, signs),
        _version_lines(read.view),
        [PageLine()],
        _section_lines(read, width),
    )
    return tuple(line for part in parts for line in part)


def _party_lines(read: AgreementRead, today: date, signs: Signs) -> list[PageLine]:
    standing = {one.agency: one for one in read.view.parties}
    asks = needs_signatures(read.worked_on, read.view.versions)
    said = {
        code: _signature(one, today, signs) if one.signature or asks else _NO_NAME for code, one in standing.items()
    }
    new = f"{signs.draw(Sign.DUE)} new in this draft"
    return [
        _party_line(one, party_days(one, standing.get(one.code), today), said.get(one.code, new))
        for one in read.setup.agencies
    ]


def party_days(one: AgencySetup, standing: PartyStanding | None, today: date) -> list[str]:
    """Return when a party joins and leaves, or did: ``joins Tue 1 Dec``, ``left after Mon 30 Nov``."""
    joined = standing.joined_on if standing is not None else None
    left = standing.left_on if standing is not None else None
    joins = joined or one.joins_on
    leaves = left or one.leaves_on
    days = [f"{'joined' if joined else 'joins'} {say_long(joins, today)}"] if joins else []
    return [*days, *([f"{'left after' if left else 'leaves'} {say_long(leaves, today)}"] if leaves else [])]


def _party_line(one: AgencySetup, days: list[str], signed: str) -> PageLine:
    hopes = [f"hopes: {one.hopes}"] if one.hopes else ["hopes: –"]
    words = Text.assemble(
        cell(fit(one.name, _NAME - 1), "strong"),
        " ",
        cell(fit(signed, _SIGNED - 1)),
        " ",
        cell("; ".join((*days, *hopes)), "plain" if one.hopes or days else "quiet"),
    )
    return PageLine("", (Spot("party", one.code, words),))


def _signature(one: PartyStanding, today: date, signs: Signs) -> str:
    if one.signature is not None:
        return signed_by(one.signature, today, signs)
    if not one.signatories:
        return f"{signs.draw(Sign.LATE)} nobody to sign"
    return f"{signs.draw(Sign.DUE)} {cut(_short(one.signatories[0]), _SIGNED - 11)} to sign"


def signed_by(one: Signature, today: date, signs: Signs) -> str:
    """Return ``R. Alvarez ✓ 29 Jan``, with ``paper`` where it was signed on paper."""
    day = f"{one.signed_on.day} {MONTHS[one.signed_on.month - 1]}"
    day += f" {one.signed_on.year}" if (today - one.signed_on).days > 365 else ""
    end = f" {signs.draw(Sign.DONE)} {day}{' paper' if one.is_on_paper else ''}"
    return cut(_short(one.name), _SIGNED - 1 - len(end)) + end


def _short(name: str) -> str:
    first, *rest = name.split() or [""]
    return f"{first[:1]}. {' '.join(rest)}" if rest else first


def _unsigned_lines(read: AgreementRead, today: date) -> list[PageLine]:
    if read.signing.state is AgreementState.DRAFT:
        return []
    beside = 1 if len(read.view.unsigned) <= _FEW else 2
    what = ": objectives" if beside == 1 else ""
    spots = [
        Spot("person", name, cell(f"{name} (joined {say_long(joined, today)}){what}"))
        for name, joined in read.view.unsigned
    ]
    return [
        PageLine(" " if at else "Not signed", tuple(spots[at : at + beside])) for at in range(0, len(spots), beside)
    ]


def _section_lines(read: AgreementRead, width: int) -> list[PageLine]:
    columns = 2 if width >= TWO_COLUMNS else 1
    each = width // columns - 2
    spots = [Spot("text", "", cell(fit("   The whole text", each)))]
    spots += [
        Spot(
            "section", str(one.number), _section(f"{one.number:>2} {one.heading}", note_of(one.topic, read.setup), each)
        )
        for one in read.worked_on.sections
    ]
    if any(part.key == "numbers" for part in read.parts):
        spots.append(Spot("numbers", "", _section("   What applies besides", "", each)))
    half = -(-len(spots) // columns)
    return [PageLine("", tuple(spots[at::half])) for at in range(half)]


def _section(words: str, note: str, width: int) -> Text:
    room = width - len(note) - 2
    return Text.assemble(cell(fit(words, max(room, 8))), "  ", cell(note, "quiet"))


def note_of(topic: SectionTopic | None, setup: Setup) -> str:
    """Return the number that matters most of those a section rules: ``4 steps``; empty where it rules none."""
    terms = setup.terms
    notes = {
        SectionTopic.PARTIES: f"{len(setup.agencies)} parties",
        SectionTopic.PARTICIPANTS: f"{setup.places} places",
        SectionTopic.WAYS: f"{setup.conference.minutes} min",
        SectionTopic.DECISIONS: setup.decisions.rule.value,
        SectionTopic.INFORMATION: f"{terms.release_months} months",
        SectionTopic.ACCOUNTABILITY: f"{terms.missed_after_days} days",
        SectionTopic.CONFLICT: f"{len(setup.ladder)} steps",
        SectionTopic.MEASURES: f"{len(terms.domains)} domains",
        SectionTopic.GROWTH: f"{setup.gate.quarters} quarters",
        SectionTopic.SAFETY: cut(setup.emergency, 9),
        SectionTopic.TERM: f"{terms.review_months} months",
    }
    return notes.get(topic, "") if topic is not None else ""


def _objective_lines(objectives: Sequence[Objective], signs: Signs) -> list[PageLine]:
    if not objectives:
        return [PageLine("Objectives", (Spot("objective", "0", cell("none yet: n, o adds the first", "quiet")),))]
    return [
        PageLine(" " if number else "Objectives", (Spot("objective", str(one.number), _objective(one, signs)),))
        for number, one in enumerate(objectives)
    ]


def _objective(one: Objective, signs: Signs) -> Text:
    words = Text.assemble(cell(f"{one.number} {fit(one.text, 38)}"), "  ")
    return words.append_text(status_of(one, signs))


def status_of(one: Objective, signs: Signs) -> Text:
    """Return how an objective stood last: value, sign and word, and what was noted."""
    if not one.readings:
        return cell("no reading yet", "quiet")
    last = one.readings[0]
    sign = {
        ObjectiveStatus.DONE: Sign.DONE,
        ObjectiveStatus.AHEAD: Sign.BETTER,
        ObjectiveStatus.ON_TARGET: Sign.SAME,
        ObjectiveStatus.BEHIND: Sign.LATE,
        ObjectiveStatus.NO_UPDATE: Sign.UNKNOWN,
    }[last.status]
    style = "late" if last.status is ObjectiveStatus.BEHIND else "plain"
    note = f": {last.note}" if last.note else ""
    value = f"{last.value}  " if last.value else ""
    return Text.assemble(cell(value), cell(f"{signs.draw(sign)} {last.status.label}{note}", style))


def _version_lines(view: AgreementView) -> list[PageLine]:
    spots = [_version(one) for one in newest_first(view.versions)]
    return [
        PageLine(" " if at else "Versions", tuple(spots[at : at + _VERSIONS])) for at in range(0, len(spots), _VERSIONS)
    ]


def _version(one: Version) -> Spot:
    day = one.in_force_on or one.offered_on
    said = underway_word(one) if one.state in _DRAFTS or day is None else full(day)
    return Spot("version", str(one.number), cell(f"v{one.number} {said}"))


def names_of(names: Sequence[str], most: int = 3) -> str:
    """Return names in a line, the first few and how many more; a long name is cut, so that the others are read."""
    shown = ", ".join(cut(name, _LONGEST_NAME) for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
