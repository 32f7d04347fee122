"""The minutes of a conference for one agency, or for its mail: what was said there, as that agency may read it."""

from casetable.reports.notice import notices_for
from casetable.rules.dates import say_long, say_minutes
from casetable.rules.minutes_words import (
    actions_in,
    agency_names,
    agreed_due,
    categories_on,
    heading_of,
    items_told,
    joined,
    line_sentence,
    not_reached,
    owner_of,
    since_sentence,
    standing,
)
from casetable.values.conference import FiledLine
from casetable.values.minutes import Attended, Correction, Minutes, MinutesItem, Proposal, Ratified
from casetable.values.papers import Page, Section
from casetable.words import Audience, CorrectionKind, ItemState, LineKind, MinutesState, ProposalState, TaskState

NOT_AGREED = "Not agreed yet."
_RUN_BY = ("the chair, the deputy or the coordinator",)
_OUTCOME = frozenset({LineKind.DECISION, LineKind.DISSENT, LineKind.ACTION, LineKind.ASKED})
"""What came out of a debate; it stands below what was said."""


def minutes_page(minutes: Minutes) -> Page:
    """The page of an agency's or a mail's edition."""
    parts = (
        _changes(minutes),
        there_section(minutes),
        *(_item(minutes, item) for item in items_told(minutes)),
        _actions(minutes),
        _proposals(minutes),
        not_reached_section(minutes),
        _corrections(minutes),
        log_section(minutes),
    )
    return Page(
        title=f"Minutes of the conference of {say_long(minutes.conference.on)}",
        under=(f"For {minutes.for_whom}. {standing(minutes)}", *_about(minutes)),
        sections=tuple(part for part in parts if part is not None),
        notices=notices_for(categories_on(minutes)),
        mark=mark_of(minutes),
        called=f"Minutes of {say_long(minutes.conference.on)} for {minutes.for_whom}, revision {minutes.number}",
    )


def mark_of(minutes: Minutes) -> str:
    """What keeps a revision from being the last word, empty for one that was agreed."""
    return NOT_AGREED if minutes.state is MinutesState.OPEN else ""


def when_and_who(minutes: Minutes) -> str:
    """Where and when the conference was to be, and who ran it; how long it took stands beside who was there."""
    held = minutes.conference
    place = f"{held.place}. " if held.place else ""
    chair = f" Chair: {held.chair}." if held.chair else ""
    deputy = f" Deputy: {held.deputy}." if held.deputy else ""
    return f"{place}Planned from {held.starts_at:%H:%M} to {held.ends_at:%H:%M}.{chair}{deputy}"


def there_section(minutes: Minutes) -> Section:
    """Who was there, by agency, for how long; and which agency had nobody in the room."""
    names = agency_names(minutes)
    order = {code: place for place, code in enumerate(names)}
    people = sorted(minutes.attended, key=lambda one: (order.get(one.agency, len(order)), one.name))
    rows = [(one.name, _of(one, names), _stay(one)) for one in people]
    missing = [name for code, name in minutes.agencies if code not in minutes.there]
    absent = (f"Nobody was there of {joined(missing)}.",) if missing else ()
    table = (("Person", "Agency", "There"), *rows) if rows else ()
    return Section("Who was there", absent if rows else ("Nobody is noted.", *absent), table=table)


def not_reached_section(minutes: Minutes) -> Section | None:
    """What the room did not come to, None where it came to everything."""
    lines = tuple(heading_of(one) + (f": {one.question}" if one.question else "") for one in not_reached(minutes))
    return Section("Not reached", lines, points=True) if lines else None


def log_section(minutes: Minutes) -> Section | None:
    """The log's head when this was made, by which anybody may prove later that nothing before it was changed."""
    if not minutes.head:
        return None
    return Section(
        "The log",
        (
            f"Made on {say_long(minutes.made_on)}. The log of changes then ended with {minutes.head}.",
            "Whoever keeps this page can show later that nothing before it was changed: casetable verify",
        ),
    )


def proposal_sentence(one: Proposal, names: dict[str, str], *, words: bool = True) -> str:
    """A decision without quorum and what became of it; without ``words`` it says only whom it is about."""
    what = f"{one.item} · {one.label}" + (f": {one.line.text}" if words else "")
    until = f", by {say_long(one.ratify_by)}" if one.ratify_by else ""
    said = {ratified.agency for ratified in one.said}
    open_ = [names.get(code, code) for code in one.missing if code not in said]
    if one.state is not ProposalState.WAITING:
        state = f"{one.state.label}"
    else:
        state = f"waits for the yes of {joined(open_ or _RUN_BY)}{until}"
    answers = [_answer(ratified, names, words=words) for ratified in one.said]
    return f"{what} ({'; '.join([state, *answers])})"


def _answer(one: Ratified, names: dict[str, str], *, words: bool) -> str:
    why = f", because {one.why}" if words and one.why else ""
    return f"{names.get(one.agency, one.agency)} said {'yes' if one.is_yes else 'no'} on {say_long(one.on)}{why}"


def _about(minutes: Minutes) -> tuple[str, ...]:
    if minutes.edition.audience is not Audience.MAIL:
        return (when_and_who(minutes),)
    count = minutes.left_out
    left = (
        f" {count} line{'s' * (count != 1)} may not go by mail: read {'them' if count != 1 else 'it'} in casetable."
        if count
        else ""
    )
    return (when_and_who(minutes), f"Participants stand here by their reference.{left}")


def _changes(minutes: Minutes) -> Section | None:
    if minutes.number < 2 and not minutes.changes:
        return None
    why = (f"Reopened because: {minutes.why}",) if minutes.why else ()
    lines = (*why, *minutes.changes) if minutes.changes else (*why, "No words are changed.")
    return Section(f"What this revision changes, since revision {minutes.number - 1}", lines, points=True)


def _of(one: Attended, names: dict[str, str]) -> str:
    if not one.agency:
        return one.organisation or "Guest"
    return names.get(one.agency, one.agency)


def _stay(one: Attended) -> str:
    parts = [say_minutes(one.minutes)] if one.minutes else []
    parts += ["came late"] * one.was_late + ["left early"] * one.left_early
    return ", ".join(parts)


def _item(minutes: Minutes, item: MinutesItem) -> Section:
    said: list[str] = [f"To debate: {item.question}"] if item.question else []
    if item.state in (ItemState.NOT_DISCUSSED, ItemState.NOT_REACHED):
        state = item.state.label.capitalize()
        said.append(f"{state}: {item.why}" if item.why else f"{state}.")
    since = dict(zip((one.id for one in item.lines if one.kind is LineKind.SINCE), item.since, strict=False))
    said += [since_sentence(one) for one in item.since[len(since) :]]
    outcome: list[str] = []
    for line in item.lines:
        words = since_sentence(since[line.id]) if line.id in since else line_sentence(line, minutes.proposals)
        into = outcome if line.kind in _OUTCOME else said
        into += [words, *_notes(minutes, item, line)]
    if item.had_no_debate:
        said.append("No debate.")
    outcome += _notes(minutes, item, None)
    if not said and not outcome:
        said.append("Nothing is noted.")
    return Section(heading_of(item), tuple(said), points=True, facts=tuple(outcome))


def _notes(minutes: Minutes, item: MinutesItem, line: FiledLine | None) -> list[str]:
    """What was noted beside a line, or at the item where ``line`` is None."""
    ids = {one.id for one in item.lines}
    return [
        f"Noted by {one.by} on {say_long(one.on)}: {one.note}"
        for one in minutes.corrections
        if one.kind is CorrectionKind.NOTED
        and one.item == item.number
        and (one.line == line.id if line else one.line not in ids)
    ]


def _actions(minutes: Minutes) -> Section | None:
    found = sorted(actions_in(minutes), key=lambda one: (agreed_due(one[1]) is None, agreed_due(one[1]) or 0))
    if not found:
        return None
    rows = [_action_row(item, line) for item, line in found]
    return Section("Who does what", table=(("Who", "What", "By", "About", "Task"), *rows))


def _action_row(item: MinutesItem, line: FiledLine) -> tuple[str, ...]:
    due, task = agreed_due(line), line.task
    about = f"{heading_of(item)}: {item.question}" if item.question else heading_of(item)
    asked = " (asked)" if task and task.state is TaskState.ASKED else ""
    return owner_of(line) + asked, line.text, say_long(due) if due else "", about, task.task if task else ""


def _proposals(minutes: Minutes) -> Section | None:
    names = agency_names(minutes)
    lines = tuple(proposal_sentence(one, names) for one in minutes.proposals)
    return Section("Proposals to ratify", lines, points=True) if lines else None


def _corrections(minutes: Minutes) -> Section | None:
    """Lines that were put in other words; notes stand beside their lines, this revision's changes at the top."""
    told = minutes.number if minutes.changes else 0
    lines = tuple(
        _reworded(one) for one in minutes.corrections if one.kind is CorrectionKind.REWORDED and one.revision != told
    )
    return Section("Corrections", lines, points=True) if lines else None


def _reworded(one: Correction) -> str:
    why = f" Why: {one.note}" if one.note else ""
    return f"{one.item} · {one.label}, by {one.by} on {say_long(one.on)}: was “{one.before}”, is “{one.after}”.{why}"
