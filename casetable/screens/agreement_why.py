"""What the lines of the agreement's page rest on: a section of a version, signatures and their days, readings."""

from collections.abc import Callable, Mapping
from datetime import date

from casetable.rules.signing import needs_signatures
from casetable.screens.agreement_lines import full, note_of, say_long
from casetable.screens.agreement_load import AgreementRead, PaperRead
from casetable.screens.agreement_page import Spot
from casetable.values.agreement import Objective, Part, Signature, Version
from casetable.words import AgreementState, PaperSigned, SectionTopic

_READS = "enter reads it, d what differs."


def why_of(read: AgreementRead, spot: Spot, today: date) -> tuple[str, str]:
    """Return the sentence that says what a line rests on, and what to look at besides."""
    says: Mapping[str, Callable[[], tuple[str, str]]] = {
        "party": lambda: _party(read, spot.which, today),
        "person": lambda: _person(read, spot.which, today),
        "text": lambda: _version(read, read.worked_on, today),
        "section": lambda: _section(read, int(spot.which)),
        "numbers": lambda: (f"What no section of v{read.worked_on.number} is about stands here.", "enter reads it."),
        "objective": lambda: _objective(read, int(spot.which), today),
        "version": lambda: _version(read, _numbered(read, int(spot.which)), today),
    }
    return says[spot.kind]()


def why_of_part(read: PaperRead, part: Part) -> str:
    """Return the sentence that says what a part of a paper that is read rests on."""
    code = f": {read.code}" if read.code else ", which nobody offered yet"
    if read.paper is PaperSigned.OBJECTIVES:
        return f"{part.heading}: of the page of objectives{code}."
    count = len(part.facts)
    rules = f"; {count} {'line' if count == 1 else 'lines'} that casetable keeps to" if count else ""
    if part.key.startswith("section"):
        return f"Section {part.heading}, v{read.number}{code}{rules}."
    return f"{part.heading}: of v{read.number}{code}{rules}."


def _numbered(read: AgreementRead, number: int) -> Version:
    return next(one for one in read.view.versions if one.number == number)


def _section(read: AgreementRead, number: int) -> tuple[str, str]:
    one = read.worked_on
    section = one.sections[number - 1]
    note = note_of(section.topic, read.setup)
    if section.topic is not None and note:
        return f"{note}: {one.cite(section.topic)}{_since(one)}.", _READS
    return f"{section.heading} (section {number}, v{one.number}{_since(one)}) rules no number.", _READS


def _since(one: Version) -> str:
    is_in_force = one.state is AgreementState.IN_FORCE and one.in_force_on is not None
    return f", in force since {full(one.in_force_on)}" if is_in_force and one.in_force_on is not None else ""


def _party(read: AgreementRead, code: str, today: date) -> tuple[str, str]:
    one = next((each for each in read.view.parties if each.agency == code), None)
    number = read.signing.number
    if one is None:
        return f"{code} is new in v{read.worked_on.number}: it signs when that is offered.", ""
    if one.signature is not None:
        return f"{_signed(one.signature, today)}.", "v computes anew whether that is the text."
    if not needs_signatures(read.worked_on, read.view.versions):
        return "A handshake needs no signatures.", ""
    if read.signing.state is AgreementState.DRAFT:
        return f"v{number} is a draft: nobody signs before it is offered.", ""
    may = ", ".join(one.signatories) or "nobody there has that role"
    return f"No senior manager of {one.name} signed v{number} yet ({may}).", "It comes into force with the last name."


def _signed(one: Signature, today: date) -> str:
    how = f"on paper ({one.place}), recorded by {one.recorded_by}" if one.is_on_paper else "at their own seat"
    said = f"{one.name}, {one.role.label}, signed v{one.version} on {say_long(one.signed_on, today)}"
    return f"{said} {how}: {one.code}"


def _person(read: AgreementRead, name: str, today: date) -> tuple[str, str]:
    joined = next((day for each, day in read.view.unsigned if each == name), None)
    when = f" since {say_long(joined, today)}" if joined is not None else ""
    said = f"{name} sits here{when} and has not signed the objectives of v{read.signing.number}: the frontline signs."
    return said, "They are asked when they open this; P records paper."


def _version(read: AgreementRead, one: Version, today: date) -> tuple[str, str]:
    if one.state is AgreementState.DRAFT:
        if one.number == read.view.version.number:
            said = f"v{one.number} applies as it was founded, until a version is signed."
            return said, "o offers it, for the coordinator."
        return f"v{one.number} is being written: v{read.view.version.number} applies until it is signed.", ""
    names = [each for each in read.verified.signatures if each.version == one.number]
    names = sorted((each for each in names if each.paper is PaperSigned.AGREEMENT), key=lambda each: each.recorded_on)
    if one.in_force_on is None:
        asked = f"v{one.number} waits for its signatures: {len(names)} of {len(read.view.parties)}."
        return (asked if one.state is AgreementState.OFFERED else f"v{one.number} was never in force."), ""
    said = f"v{one.number} {_applied(one)} {full(one.in_force_on)}, {_because(names)}."
    return f"{said}{_review(one)}", ""


def _applied(one: Version) -> str:
    if one.ended_on is None:
        return "is in force since"
    return f"was in force until {full(one.ended_on)}, from"


def _because(names: list[Signature]) -> str:
    if not names:
        return "as it was offered: it needed no signatures"
    if len(names) == 1:
        return f"when {names[0].name} signed it"
    return f"when the last of {len(names)} signatures was recorded, {names[-1].name}'s"


def _review(one: Version) -> str:
    if one.review_on is None or one.state is not AgreementState.IN_FORCE:
        return ""
    rule = one.cite(SectionTopic.TERM)
    return f" Its review is due {full(one.review_on)}, after {one.terms.review_months} months: {rule}."


def _objective(read: AgreementRead, number: int, today: date) -> tuple[str, str]:
    one = next((each for each in read.objectives if each.number == number), None)
    if one is None:
        return "No objective is written yet.", "n, o adds one."
    aims = _aims(one)
    if not one.readings:
        return f"Nobody noted yet how it stands{aims}.", "g, then a notes it."
    last = one.readings[0]
    said = f"{last.status.label.capitalize()}: {last.value or 'no value'}, as {last.person} read it for {last.quarter}"
    return f"{said} ({say_long(last.read_on, today)}){aims}.", "g shows every reading."


def _aims(one: Objective) -> str:
    parts = [f"from {one.baseline}"] if one.baseline else []
    parts += [f"target {one.target}"] if one.target else []
    parts += [f"due {one.due_quarter}"] if one.due_quarter else []
    return f"; {', '.join(parts)}" if parts else ""
