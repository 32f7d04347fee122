"""How minutes are said: what stands on which edition, of which category it is, and each line as a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casetable.rules.conference_words import turned_out_said
from casetable.rules.dates import say_long
from casetable.values.conference import FiledLine
from casetable.values.minutes import Minutes, MinutesItem, Proposal, Since
from casetable.words import (
    DEBATED,
    Audience,
    Category,
    CorrectionKind,
    DecidedBy,
    ItemKind,
    ItemState,
    LineKind,
    MinutesState,
    ProposalState,
    TaskState,
)

_DECIDED = {
    DecidedBy.CONSENSUS: "Decided by consensus",
    DecidedBy.CHAIR: "Decided by the chair",
    DecidedBy.VOTE: "Decided by vote",
    DecidedBy.DEFERRED: "Deferred",
    None: "Decided",
}
_PLAIN = {
    LineKind.WORDS: "In their words",
    LineKind.NO_WORDS: "No words of theirs, because",
    LineKind.PARKED: "Parked",
    LineKind.ASKED: "Asked of them",
    LineKind.SINCE: "What happened since",
}
_TOLD = frozenset({LineKind.WORDS, LineKind.DECISION, LineKind.ACTION, LineKind.ASKED, LineKind.DISSENT})
"""What a participant is told of their item."""


def joined(names: Sequence[str]) -> str:
    """``Mental Health, Housing Services and Law Enforcement``."""
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def standing(minutes: Minutes) -> str:
    """Where a revision stands: ``Revision 1, agreed on Fri 18 Dec 2026 by Maria Ortiz.``"""
    if minutes.state is MinutesState.OPEN:
        open_still = minutes.made_on <= minutes.correct_until
        until = "open for corrections until" if open_still else "not agreed yet; corrections ended on"
        return f"Revision {minutes.number}, {until} {say_long(minutes.correct_until)}."
    agreed = f", agreed on {say_long(minutes.agreed_on)}" if minutes.agreed_on else ", agreed"
    by = f" by {minutes.agreed_by}" if minutes.agreed_by else ""
    replaced = " A later revision has taken its place." if minutes.state is MinutesState.REPLACED else ""
    return f"Revision {minutes.number}{agreed}{by}.{replaced}"


def agency_names(minutes: Minutes) -> dict[str, str]:
    """The names of the agencies by code, in the order of the board."""
    return dict(minutes.agencies)


@dataclass(frozen=True, slots=True)
class AgencyThere:
    """How many people of one agency (its code) were there, and the minutes that they stayed, added up."""

    agency: str
    people: int
    minutes: int


def attendance(minutes: Minutes) -> tuple[AgencyThere, ...]:
    """Who was there by agency, in the order of the board; guests are in none."""
    by_agency = {
        code: [one.minutes or 0 for one in minutes.attended if one.agency == code] for code, _ in minutes.agencies
    }
    return tuple(AgencyThere(code, len(stayed), sum(stayed)) for code, stayed in by_agency.items())


def heading_of(item: MinutesItem) -> str:
    """``3 · P-473``."""
    return f"{item.number} · {item.label[:1].upper()}{item.label[1:]}"


def items_told(minutes: Minutes) -> tuple[MinutesItem, ...]:
    """The items that a page has a section for: what was debated, and others where something was filed or noted."""
    left = (ItemState.NOT_REACHED, ItemState.REMOVED)
    noted = {one.item for one in minutes.corrections if one.kind is CorrectionKind.NOTED}
    return tuple(
        one
        for one in minutes.items
        if one.lines or one.since or one.number in noted or (one.kind in DEBATED and one.state not in left)
    )


def not_reached(minutes: Minutes) -> tuple[MinutesItem, ...]:
    """What was to be debated and was not come to; an empty parking lot is nothing that anybody missed."""
    return tuple(one for one in minutes.not_reached if one.kind in DEBATED)


def quoted(words: str) -> str:
    """Words in quotation marks, unless they have some of their own."""
    return words if any(sign in words for sign in '“”"') else f"“{words}”"


def stands(minutes: Minutes, item: MinutesItem, line: FiledLine) -> bool:
    """A line's words stand on this edition: managers read decisions about nobody, a letter what is about them."""
    audience = minutes.edition.audience
    if audience is Audience.MANAGERS:
        return item.kind is ItemKind.BUSINESS and line.kind is LineKind.DECISION
    if audience is Audience.PARTICIPANT:
        is_theirs = item.participant is not None and item.participant == minutes.edition.participant
        return is_theirs and line.kind in _TOLD and (line.kind is not LineKind.DISSENT or line.may_tell)
    return True


def proposal_has_words(minutes: Minutes, one: Proposal) -> bool:
    """A proposal's words stand on this edition, as its line does."""
    item = next((item for item in minutes.items if item.number == one.item), None)
    return minutes.edition.audience is not Audience.MANAGERS or (
        item is not None and one.participant is None and stands(minutes, item, one.line)
    )


def categories_on(minutes: Minutes) -> tuple[Category, ...]:
    """The categories of everything that stands on an edition, in their order; a reference alone is general."""
    found = {Category.GENERAL}
    found |= {line.category for item in minutes.items for line in item.lines if stands(minutes, item, line)}
    if minutes.edition.audience in (Audience.AGENCY, Audience.MAIL):
        found |= {item.category for item in minutes.items if item.question}
        found |= {one.category for item in minutes.items for one in item.since}
        found |= {one.category for one in minutes.corrections}
        found |= {one.line.category for one in minutes.proposals}
    return tuple(one for one in Category if one in found)


def line_sentence(line: FiledLine, proposals: Sequence[Proposal] = ()) -> str:
    """One filed line as the minutes say it: ``For option 1: safe by Friday (Dana Fox)``."""
    say = {
        LineKind.OPTION: lambda: f"Option {line.number}: {line.text}",
        LineKind.ARGUMENT: lambda: _argument(line),
        LineKind.DECISION: lambda: _decision(line, proposals),
        LineKind.DISSENT: lambda: _dissent(line),
        LineKind.ACTION: lambda: _action(line),
    }
    said = say[line.kind]() if line.kind in say else f"{_PLAIN[line.kind]}: {line.text}"
    return said + category_mark(line.category)


def since_sentence(one: Since) -> str:
    """What happened since a dissent, and how it turned out."""
    turned = f" ({turned_out_said(one.turned_out, '')})" if one.turned_out else ""
    about = f" “{one.dissent}”" if one.dissent else ""
    return f"What happened since{about}: {one.text}{turned}{category_mark(one.category)}"


def category_mark(category: Category) -> str:
    """What stands behind words that are not general, so that nobody passes them on unawares."""
    return "" if category is Category.GENERAL else f" · {category.label}"


def state_of(line: FiledLine, proposals: Sequence[Proposal]) -> ProposalState | None:
    """What became of a decision without quorum, None for other lines and where nobody knows."""
    return next((one.state for one in proposals if one.line.id == line.id), line.became)


def agreed_due(line: FiledLine) -> date | None:
    """The day that an action was promised for, whatever became of it later; None without a task."""
    return (line.task.fold.promised_on or line.task.fold.due_on) if line.task else None


def owner_of(line: FiledLine) -> str:
    """Who does an action, empty where nobody is named."""
    return line.task.owner if line.task else line.holder or ""


def actions_in(minutes: Minutes) -> Iterator[tuple[MinutesItem, FiledLine]]:
    """Every action with the item that it came out of."""
    return ((item, line) for item in minutes.items for line in item.lines if line.kind is LineKind.ACTION)


def _argument(line: FiledLine) -> str:
    side = "For" if line.is_for else "Against"
    option = f" option {line.option}" if line.option else ""
    return f"{side}{option}: {line.text}{_who(line.holder)}"


def _decision(line: FiledLine, proposals: Sequence[Proposal]) -> str:
    option = f", option {line.option}" if line.option else ""
    if not line.is_proposal or line.decided_by is DecidedBy.DEFERRED:
        return f"{_DECIDED[line.decided_by]}{option}: {line.text}"
    state = state_of(line, proposals)
    until = f" by {say_long(line.ratify_by)}" if line.ratify_by and state in (None, ProposalState.WAITING) else ""
    return f"Proposed without quorum{option}, {(state or ProposalState.WAITING).label}{until}: {line.text}"


def _dissent(line: FiledLine) -> str:
    holder = f" of {line.holder}" if line.holder else ""
    told = ["the participant may know"] if line.may_tell else []
    again = [f"look again on {say_long(line.look_again_on)}"] if line.look_again_on else []
    return f"Dissent{holder}: {line.text}{_brackets([*again, *told])}"


def _action(line: FiledLine) -> str:
    if line.task is None:
        return f"Action: {line.text}{_who(line.holder)}"
    due = agreed_due(line)
    who = f"asked of {line.task.owner}" if line.task.state is TaskState.ASKED else line.task.owner
    return f"Action: {line.text}{_brackets([who, f'by {say_long(due)}' if due else '', line.task.task])}"


def _who(name: str | None) -> str:
    return f" ({name})" if name else ""


def _brackets(parts: Sequence[str]) -> str:
    said = ", ".join(part for part in parts if part)
    return f" ({said})" if said else ""
