"""What is to be done next about the agreement, with the command that does it, and what a review looks at."""

from collections.abc import Iterator, Sequence

from casetable.cli.agreement_words import folded, full_day, in_days, reading_words
from casetable.rules.permissions import why_not
from casetable.rules.signing import needs_signatures
from casetable.values.agreement import AgreementView, Signature, Version
from casetable.words import AgreementState, ObjectiveStatus, PaperSigned, Role

FINE = "Nothing stands out: read it together, and amend it where it does not fit any more."
_REMARK = {
    ObjectiveStatus.BEHIND: "is behind",
    ObjectiveStatus.NO_UPDATE: "has no update",
}


def next_steps(view: AgreementView, roles: frozenset[Role]) -> tuple[str, ...]:
    """Return the next steps from what is most one's own; empty where everything is signed and nothing is due."""
    current = _current(view)
    return (
        *_to_sign(view, roles),
        *_to_offer(view, current, roles),
        *_to_wait_for(view, current, roles),
        *_to_review(view),
    )


def review_remarks(view: AgreementView) -> tuple[tuple[str, str], ...]:
    """Return what a review looks at, as (about what, in words)."""
    remarks = [("section", f"No section is about: {topic.label}.") for topic in view.lacking]
    remarks += [("people", sentence) for sentence in view.nobody]
    for one in view.objectives:
        about = f"Objective {one.number}, {one.text.rstrip('.')}"
        if not one.readings:
            remarks.append(("objective", f"{about}: nothing was read yet."))
        elif one.readings[0].status in _REMARK:
            last = one.readings[0]
            remarks.append(("objective", f"{about}, {_REMARK[last.status]}: {reading_words(last)}."))
    for party in view.parties:
        if party.success:
            remarks.append(("success", f"{party.agency} calls it success when: {' '.join(party.success.split())}"))
    return tuple(remarks)


def review_words(view: AgreementView, remarks: tuple[tuple[str, str], ...]) -> str:
    """Return when the review is due, and what it looks at."""
    if view.version.review_on is None or view.review_in_days is None:
        head = f"v{view.version.number} has no day of review yet: it gets one when it comes into force."
    else:
        head = f"v{view.version.number}: review due {full_day(view.version.review_on)}, {in_days(view.review_in_days)}."
    lines = [head, "", "To look at", *(f"  {words}" for _, words in remarks)] if remarks else [head, FINE]
    return "\n".join(folded([*lines, "", "To change it: casetable agreement amend"]))


def offer_reach(view: AgreementView) -> str:
    """Return what offering reaches, and what the text leaves open, before it is asked about."""
    current = _current(view)
    names = ", ".join(one.agency for one in view.parties)
    if _is_in_force_at_once(view):
        lines = [f"v{current.number} comes into force at once for {names}: a handshake needs no signatures."]
    else:
        lines = [f"v{current.number} is offered to {names}: its text is frozen, and a senior manager of each signs it."]
    lines += [f"No section is about: {topic.label}." for topic in view.lacking]
    return "\n".join([*lines, *view.nobody])


def withdraw_reach(view: AgreementView, signatures: Sequence[Signature]) -> str:
    """Return what withdrawing reaches where somebody signed already; empty where nothing is lost."""
    offered = _current(view)
    signed = sum(1 for one in signatures if one.version == offered.number)
    if offered.state is not AgreementState.OFFERED or not signed:
        return ""
    names = "1 name stands" if signed == 1 else f"{signed} names stand"
    return f"{names} under v{offered.number}: it ends and is kept; a draft with the same words takes its place."


def end_reach(view: AgreementView) -> str:
    """Return what ending reaches."""
    names = ", ".join(one.agency for one in view.parties)
    return f"v{view.version.number} ends for {names}; daily work goes on being counted by its numbers."


def _current(view: AgreementView) -> Version:
    return view.underway or view.version


def _is_in_force_at_once(view: AgreementView) -> bool:
    """Nobody has to sign it before."""
    return not needs_signatures(_current(view), view.versions)


def _to_sign(view: AgreementView, roles: frozenset[Role]) -> Iterator[str]:
    if PaperSigned.AGREEMENT in view.to_sign:
        yield "Yours to read and sign: casetable agreement sign"
    if PaperSigned.OBJECTIVES in view.to_sign and Role.FRONTLINE in roles:
        yield "The objectives are yours to sign: casetable agreement sign --objectives"


def _to_offer(view: AgreementView, current: Version, roles: frozenset[Role]) -> Iterator[str]:
    if current.state is not AgreementState.DRAFT:
        return
    effect = (
        "brings it into force; a handshake needs no signatures"
        if _is_in_force_at_once(view)
        else "freezes its text for signing"
    )
    if not why_not(roles, "agreement.amend"):
        yield f"v{current.number} is a draft: casetable agreement amend changes it."
    if why_not(roles, "agreement.offer"):
        yield f"The coordinator offers v{current.number}, which {effect}."
    else:
        yield f"casetable agreement offer {effect}."


def _to_wait_for(view: AgreementView, current: Version, roles: frozenset[Role]) -> Iterator[str]:
    if not current.digest or current.state is AgreementState.ENDED:
        return
    parties = [one for one in view.parties if one.signature is None]
    if current.state is AgreementState.OFFERED and parties:
        names = ", ".join(f"{' or '.join(one.signatories) or 'nobody yet'} ({one.agency})" for one in parties)
        yield f"v{current.number} waits for {names}: each at their seat by casetable agreement sign, or on paper."
    waits = (current.state is AgreementState.OFFERED and parties) or (view.unsigned and view.objectives)
    if waits and not why_not(roles, "agreement.record_paper"):
        yield "To sign on paper: casetable agreement export --to agreement.pdf"
        yield 'Then: casetable agreement paper "NAME" --code "CODE" --place "WHERE"'
        if view.unsigned and view.objectives:
            yield "The page of objectives: the same commands with --objectives"


def _to_review(view: AgreementView) -> Iterator[str]:
    due = view.review_in_days
    if due is not None and due <= view.version.terms.warn_review_days:
        yield f"Its review is due {in_days(due)}: casetable agreement review says what to look at."
