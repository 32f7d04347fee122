"""The agreement in plain lines that read well aloud: the linear twin of its screen."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from casetable.cli.board import WIDTH
from casetable.rules.dates import say_day
from casetable.rules.signing import needs_signatures
from casetable.values.agreement import (
    AgreementView,
    Changed,
    Objective,
    ObjectiveReading,
    PartyStanding,
    Signature,
    Verified,
    Version,
    code_of,
    newest_first,
)
from casetable.words import AgreementState, PaperSigned, Sign

PAPERS = {PaperSigned.AGREEMENT: "the agreement", PaperSigned.OBJECTIVES: "the objectives"}
NO_SIGNATURES = "A handshake needs no signatures."


def agreement_words(
    view: AgreementView, found: Verified, steps: Sequence[str], today: date, *, unicode: bool = True
) -> str:
    """Return how the agreement stands. ``steps`` say what is to be done next."""
    lines = [*_heading(view, found, today)]
    for title, part in (
        ("Parties", [line for one in view.parties for line in _party(one, unicode, must_sign=_must_sign(view))]),
        ("Not yet signed", [f"{name} (joined {full_day(joined)}): the objectives" for name, joined in view.unsigned]),
        ("Sections", [f"{one.number:>2} {one.heading}" for one in _signing(view).sections]),
        ("Not covered by any section", [one.label for one in view.lacking]),
        ("Objectives", [objective_words(one) for one in view.objectives]),
        ("Conflict steps", _ladder(view)),
        ("Finds nobody", list(view.nobody)),
        ("Versions", [version_words(one) for one in newest_first(view.versions)]),
        ("Next", list(steps)),
    ):
        lines += ["", title, *(f"  {one}" for one in part)] if part else []
    return "\n".join(folded(lines))


def objective_words(objective: Objective) -> str:
    """Return one objective in a line, with how it stood last."""
    target = f" (target: {objective.target})" if objective.target else ""
    last = f": {reading_words(objective.readings[0])}" if objective.readings else ": nothing read yet"
    return f"{objective.number} {objective.text.rstrip('.')}{target}{last}"


def reading_words(reading: ObjectiveReading) -> str:
    """Return how an objective stood: ``3 of 5, on target in 2026Q3``, with the note behind it."""
    value = f"{reading.value}, " if reading.value else ""
    note = f" ({reading.note})" if reading.note else ""
    return f"{value}{reading.status.label} in {reading.quarter}{note}"


def version_words(version: Version) -> str:
    """Return one version in a line: what it is, since when, why it was made, and why it ended or was withdrawn."""
    over = "ended" if version.state is AgreementState.ENDED else "was withdrawn"
    whys = [f"why: {version.why}"] if version.why else []
    whys += [f"why it {over}: {version.ended_why}"] if version.ended_why else []
    said = f" ({'; '.join(whys)})" if whys else ""
    return f"v{version.number} {state_words(version)}{said}"


def state_words(version: Version) -> str:
    """Return where a version stands and since when."""
    if version.state is AgreementState.IN_FORCE and version.in_force_on:
        return f"in force since {full_day(version.in_force_on)}"
    if version.state is AgreementState.OFFERED and version.offered_on:
        return f"offered {full_day(version.offered_on)}, {code_of(version.number, version.digest)}"
    if version.ended_on:
        since = f"in force from {full_day(version.in_force_on)}, " if version.in_force_on else ""
        return f"{since}{version.state.label} {full_day(version.ended_on)}"
    return version.state.label


def signature_words(signature: Signature) -> str:
    """Return who signed which text, in which role, when and how."""
    how = "on paper" if signature.is_on_paper else "at their seat"
    place = f" ({signature.place})" if signature.place else ""
    by = f", recorded by {signature.recorded_by}" if signature.is_on_paper and signature.recorded_by else ""
    left = "" if signature.is_current else ", not at the table any more"
    now = f", now {signature.name_today}" if signature.name_today else ""
    return (
        f"{signature.name}{now} ({signature.agency}, {signature.role.label}) signed {PAPERS[signature.paper]}, "
        f"{signature.code}, {full_day(signature.signed_on)} {how}{place}{by}{left}"
    )


def changed_words(changed: Sequence[Changed]) -> str:
    """Return what differs between two versions, part by part, each line with its sign."""
    lines: list[str] = []
    for one in changed:
        lines += ["", one.heading, *(f"  {sign or ' '} {words}" for sign, words in one.lines)]
    return "\n".join(folded(lines[1:]))


def verified_words(found: Verified) -> str:
    """Return what was compared, who signed which text, and what finds nobody."""
    texts = "1 text" if found.texts == 1 else f"{found.texts} texts"
    count = "1 signature" if len(found.signatures) == 1 else f"{len(found.signatures)} signatures"
    sound = f"{texts} and {count} compared: all are as they were offered and signed."
    changed = f"{texts} and {count} compared. This is not as it was signed:"
    lines = [sound if found.is_sound else changed, *(f"  {one.sentence}" for one in found.findings)]
    if not found.texts and found.is_sound:
        lines = ["No version was offered yet, so there is no text to compare."]
    for title, part in (("Signed", [signature_words(one) for one in found.signatures]), ("Finds nobody", found.nobody)):
        lines += ["", title, *(f"  {one}" for one in part)] if part else []
    return "\n".join(folded(lines))


def full_day(day: date) -> str:
    """Return a day with its year: ``Mon 2 Nov 2026``."""
    return f"{say_day(day)} {day.year}"


def in_days(days: int) -> str:
    """Return how far a day is away: ``in 70 days``, ``3 days ago``."""
    if days < 0:
        return "yesterday" if days == -1 else f"{-days} days ago"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def folded(lines: Sequence[str], width: int = WIDTH) -> Iterator[str]:
    """Fold long lines, what follows set in under what it belongs to."""
    for line in lines:
        lead = len(line) - len(line.lstrip())
        yield from textwrap.wrap(line, width, subsequent_indent=" " * (lead + 4), break_on_hyphens=False) or [""]


def text_lines(text: str, width: int = WIDTH) -> Iterator[str]:
    """Fold the lines of an agreement's text; only what belongs to a list is set in."""
    for line in text.rstrip("\n").splitlines():
        lead = "  " if line.startswith("- ") else ""
        yield from textwrap.wrap(line, width, subsequent_indent=lead, break_on_hyphens=False) or [""]


def _heading(view: AgreementView, found: Verified, today: date) -> list[str]:
    """Return what applies, what is under way beside it, who signed, and whether the texts are as they were signed."""
    version = view.version
    lines = [f"{version.name}: {version.kind.label.capitalize()} v{version.number}, {state_words(version)}."]
    if version.in_force_on is None:
        lines.append("Its numbers apply since the table was founded.")
    if version.review_on is not None and version.state is AgreementState.IN_FORCE:
        lines.append(f"Review due {full_day(version.review_on)}, {in_days((version.review_on - today).days)}.")
    if view.underway is not None and view.underway.number != version.number:
        lines.append(f"Under way: {version_words(view.underway)}.")
    lines.append(_signed(view))
    if found.texts or not found.is_sound:
        lines.append(
            "Verified: every text is as it was offered and signed." if found.is_sound else _not_as_signed(found)
        )
    return lines


def _signed(view: AgreementView) -> str:
    if not _must_sign(view) and not any(one.signature for one in view.parties):
        agreement = NO_SIGNATURES
    else:
        signed = sum(1 for one in view.parties if one.signature)
        agreement = f"v{view.signing}: signed for {signed} of {len(view.parties)} parties."
    here = sum(1 for one in view.signed_objectives if one.is_current)
    there = here + len(view.unsigned)
    return f"{agreement} Objectives: signed by {here} of {there}." if there and view.objectives else agreement


def _not_as_signed(found: Verified) -> str:
    count = "1 thing is" if len(found.findings) == 1 else f"{len(found.findings)} things are"
    return f"{count} not as it was signed: casetable agreement verify names it."


def _signing(view: AgreementView) -> Version:
    """Return the version whose parties and signatures are shown."""
    return next((one for one in view.versions if one.number == view.signing), view.version)


def _must_sign(view: AgreementView) -> bool:
    return needs_signatures(_signing(view), view.versions)


def _party(party: PartyStanding, unicode: bool, *, must_sign: bool) -> Iterator[str]:
    joins, leaves = _joins(party), _leaves(party)
    signed = "" if party.signature is None and not must_sign else f": {_standing(party, unicode)}"
    yield f"{party.agency}  {party.name}{joins}{leaves}{signed}"
    for name, words in (("hopes", party.hopes), ("risks", party.risks), ("success", party.success)):
        if words:
            yield f"    {name}: {' '.join(words.split())}"


def _joins(party: PartyStanding) -> str:
    if party.joined_on:
        return f", joined {full_day(party.joined_on)}"
    return f", joins {full_day(party.joins_on)}" if party.joins_on else ""


def _leaves(party: PartyStanding) -> str:
    if party.left_on:
        return f", left after {full_day(party.left_on)}"
    return f", leaves after {full_day(party.leaves_on)}" if party.leaves_on else ""


def _standing(party: PartyStanding, unicode: bool) -> str:
    """Return who signed for a party and when, or who may."""
    if party.signature is None:
        sign = Sign.UNKNOWN.value if unicode else Sign.UNKNOWN.plain
        return f"{sign} not signed yet ({' or '.join(party.signatories) or 'nobody there may sign'})"
    sign = Sign.DONE.value if unicode else Sign.DONE.plain
    how = " on paper" if party.signature.is_on_paper else ""
    now = f" (now {party.signature.name_today})" if party.signature.name_today else ""
    return f"{sign} {party.signature.name}{now} signed {full_day(party.signature.signed_on)}{how}"


def _ladder(view: AgreementView) -> list[str]:
    return [
        f"{number} {one.name}: {one.who}; {one.working_days} working days" for number, one in enumerate(view.ladder)
    ]
