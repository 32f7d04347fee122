"""The words of what is under the cursor, for glasses wide enough to show them beside the page."""

from datetime import date

from rich.text import Text

from casetable.rules.readiness import readiness_in_words
from casetable.screens.agreement_lines import party_days, say_long, signed_by
from casetable.screens.agreement_load import AgreementRead
from casetable.screens.agreement_page import Spot
from casetable.screens.cell import Signs, cell, lines_of
from casetable.values.agreement import Part, Version
from casetable.words import AgreementState


def pane_text(read: AgreementRead, spot: Spot | None, today: date, signs: Signs) -> Text:
    """Return what the pane says of a spot; nothing where there is none."""
    if spot is None:
        return Text()
    says = {
        "party": lambda: _party(read, spot.which, today, signs),
        "person": lambda: [("", f"{spot.which} is asked to sign the objectives at their next opening.")],
        "text": lambda: _text(read),
        "section": lambda: _section(part_of(read, spot)),
        "numbers": lambda: _section(part_of(read, spot)),
        "objective": lambda: _objective(read, int(spot.which), today),
        "version": lambda: _version(read, int(spot.which), today, signs),
    }
    lines = [
        Text.assemble(cell(f"{label}  ", "quiet") if label else Text(), lines_of(words)) if words else Text()
        for label, words in says[spot.kind]()
    ]
    return Text("\n").join(lines)


def part_of(read: AgreementRead, spot: Spot) -> Part | None:
    """Return the part of the text that a section's spot stands for; None where there is none any more."""
    if spot.kind == "numbers":
        return next((one for one in read.parts if one.key == "numbers"), None)
    return next((one for one in read.parts if one.heading.startswith(f"{spot.which} ")), None)


def spot_in(before: AgreementRead | None, after: AgreementRead, spot: Spot | None) -> str:
    """Return the key of the spot of the same section in what was read after; empty where it is not found so.

    A section is known by what it is about: in another version it may have another number.
    """
    part = part_of(before, spot) if before is not None and spot is not None and spot.kind == "section" else None
    found = next((one for one in after.parts if part is not None and one.key == part.key), None)
    return f"section {found.heading.split(' ', 1)[0]}" if found is not None else ""


def _section(part: Part | None) -> list[tuple[str, str]]:
    if part is None:
        return []
    return [("", part.heading), ("", ""), *([("", part.text), ("", "")] if part.text else []), *_facts(part)]


def _facts(part: Part) -> list[tuple[str, str]]:
    return [("-", fact) for fact in part.facts]


def _party(read: AgreementRead, code: str, today: date, signs: Signs) -> list[tuple[str, str]]:
    one = next((each for each in read.setup.agencies if each.code == code), None)
    if one is None:
        return []
    standing = next((each for each in read.view.parties if each.agency == code), None)
    signature = standing.signature if standing is not None else None
    may = standing.signatories if standing is not None else ()
    signed = signed_by(signature, today, signs) if signature else f"not yet; may: {', '.join(may) or 'nobody'}"
    if signature is not None and signature.is_on_paper:
        signed += f", kept: {signature.place}"
    share = 1 / len(read.setup.agencies) if one.effort_share is None else one.effort_share
    return [
        ("", f"{one.name} ({one.code})"),
        ("", ""),
        ("Signed", signed),
        ("Hopes", one.hopes or "–"),
        ("Risks", one.risks or "–"),
        ("Success", one.success or "–"),
        ("Effort", f"{round(share * 100, 1):g}%"),
        ("Ready, goals", readiness_in_words(one.goals) or "–"),
        ("Ready, means", readiness_in_words(one.resources) or "–"),
        ("Ready, gaps", readiness_in_words(one.gaps) or "–"),
        *(("", f"{day[:1].upper()}{day[1:]}") for day in party_days(one, standing, today)),
    ]


def _text(read: AgreementRead) -> list[tuple[str, str]]:
    lacking = [topic.label for topic in read.view.lacking]
    return [
        ("", read.setup.name),
        ("", f"{len(read.worked_on.sections)} sections; enter reads them all."),
        ("", ""),
        *([("", "No section says yet:"), *(("-", one) for one in lacking)] if lacking else []),
        *([("", ""), ("", "Found nobody:"), *(("-", one) for one in read.view.nobody)] if read.view.nobody else []),
    ]


def _objective(read: AgreementRead, number: int, today: date) -> list[tuple[str, str]]:
    one = next((each for each in read.objectives if each.number == number), None)
    if one is None:
        return [("", "What you want to reach together: at most five, on one page that the frontline staff sign.")]
    named = (("Measure", one.measure), ("Baseline", one.baseline), ("Target", one.target), ("Due", one.due_quarter))
    readings = [
        ("", f"{each.quarter}  {each.value}  {each.status.label}{f': {each.note}' if each.note else ''}")
        for each in one.readings
    ]
    return [("", one.text), ("", ""), *((name, said) for name, said in named if said), ("", ""), *readings]


def _version(read: AgreementRead, number: int, today: date, signs: Signs) -> list[tuple[str, str]]:
    one = next((each for each in read.view.versions if each.number == number), None)
    if one is None:
        return []
    signed = [each for each in read.verified.signatures if each.version == number]
    return [
        ("", f"{one.kind.label.capitalize()} v{one.number}, {one.state.label}"),
        *_days(one, today),
        *([("Why", one.why)] if one.why else []),
        *([(_why_over(one), one.ended_why)] if one.ended_why else []),
        ("", ""),
        *(("", f"{signed_by(each, today, signs)}, {each.agency}, {each.paper.value}") for each in signed),
    ]


def _why_over(one: Version) -> str:
    return "Why ended" if one.state is AgreementState.ENDED else "Withdrawn"


def _days(one: Version, today: date) -> list[tuple[str, str]]:
    days = (("Offered", one.offered_on), ("In force", one.in_force_on), ("Ended", one.ended_on))
    shown = [(name, say_long(day, today)) for name, day in days if day is not None]
    if one.state is AgreementState.IN_FORCE and one.review_on is not None:
        shown.append(("Review", say_long(one.review_on, today)))
    return shown
