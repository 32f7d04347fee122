"""The participant's card told in lines, from its values alone: what stands on top, and the facts by what they are."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.text import Text

from casetable.rules.dates import say_day
from casetable.rules.outcomes import say_domain
from casetable.rules.participants import former_lead_words
from casetable.rules.week import mark
from casetable.screens.card_debates import open_debates
from casetable.screens.card_releases import release_lines
from casetable.screens.cell import Signs, cell, cut
from casetable.screens.lines import joined
from casetable.values.card import Card, DomainOutcome, SafeContact
from casetable.values.participants import AgencyAnswer, Participant
from casetable.values.people import Agency
from casetable.values.tasks import Task
from casetable.words import AT_THE_TABLE, MONTHS, UNDER_WAY, Answer, ParticipantState, Sign

LABEL = 26
"""Columns that a fact's name takes."""
_EMPTY = "–   "
"""How a fact begins that is empty; the key that fills it follows."""
_CHOOSING = frozenset({ParticipantState.CONSIDERED, ParticipantState.PROPOSED, ParticipantState.PASSED_OVER})


def full_day(day: date) -> str:
    """Return a day with its year: ``14 Aug 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def first_name(name: str) -> str:
    """Return what a person is called in a narrow place."""
    return (name.split() or [""])[0]


def who(card: Card, width: int) -> tuple[Text, Text]:
    """Return the second line: who they are and since when they are what they are; who works with them."""
    one = card.participant
    lead = next((member.person for member in card.team if member.leads), one.lead or "")
    others = [first_name(member.person) for member in card.team if not member.leads]
    said = [f"lead {lead}"] if lead else [f"lead {former_lead_words(one)}"] if one.former_lead else []
    said += [f"team {', '.join(others)}"] if others else []
    right = cell(cut(" · ".join(said), max(width // 2, 1)) + (" " if said else ""), "quiet")
    state = _since(one)
    room = width - right.cell_len - len(one.participant) - len(state) - 5
    name = cut(one.name or "", max(room, 6))
    left = Text.assemble(" ", cell(one.participant, "strong"), " " if name else "", cell(name, "strong"))
    return left.append_text(cell(f"  {state}", "quiet")), right


def _since(one: Participant) -> str:
    days = {
        ParticipantState.PROPOSED: one.proposed_on,
        ParticipantState.AGREED: one.agreed_on,
        ParticipantState.ACTIVE: one.active_on,
        ParticipantState.LEFT: one.left_on,
    }
    day = days.get(one.state)
    said = f"{one.state.label} since {full_day(day)}" if day and one.state in AT_THE_TABLE else one.state.label
    if day is not None and one.state not in AT_THE_TABLE:
        said += f" {full_day(day)}"
    return said + (f", {one.leaving_reason.label}" if one.leaving_reason else "")


def reach(contact: SafeContact | None, *, died: bool = False, works: bool = True) -> Text:
    """Return the third line: how they may be reached, and how never; ``works`` as in ``facts``."""
    if died:
        return cell(" Died: no tasks, no letters, no chase-ups.", "strong")
    head = cell(" Reach: ", "strong")
    if contact is None:
        return Text.assemble(head, cell("–   h says how, when, and how never" if works else "–", "quiet"))
    way = " ".join(part for part in (contact.how, contact.when) if part)
    said = [way, f"never {contact.never.removeprefix('never ')}" if contact.never else ""]
    first = ", ".join(part for part in said if part)
    rest = ["no post" if contact.no_post else "", "tell nobody where" if contact.location_private else ""]
    parts = [cell(part) for part in (first, *rest) if part]
    return head.append_text(joined(parts) if parts else cell("–", "quiet"))


def facts(
    card: Card, agencies: Sequence[Agency], today: date, signs: Signs, width: int, room: int, *, works: bool = True
) -> list[Text]:
    """Return the facts of the card as lines of at most ``width`` columns, about ``room`` of them.

    What is empty and what this seat may not see look the same: a dash and, for who ``works`` with participants, the
    key that fills it.
    """
    state = card.participant.state
    lines = [*_choice(card)] if state in _CHOOSING else []
    lines += _missing(card) if state is ParticipantState.AGREED else []
    if state not in _CHOOSING:
        lines += [_words(card), _conference(card), *_told(card)]
    debates = [
        line("" if number else "Open debates", one)
        for number, one in enumerate(open_debates(card.debates, today, signs))
    ]
    outcomes = _outcomes(card, signs, width) if state not in _CHOOSING else []
    after = 1 + len(outcomes) + len(debates) + len(_household(card))
    lines += release_lines(card, agencies, today, signs, max(room - len(lines) - after - 1, 1))
    if state in AT_THE_TABLE:
        lines.append(_this_week(card.tasks, today, signs, width))
    lines += outcomes
    lines += [*debates, *_household(card)]
    lines.append(_last_contact(card))
    for one in lines:
        if not works and one.plain[LABEL:].startswith(_EMPTY):
            one.truncate(LABEL + 1)
        one.truncate(width, overflow="ellipsis")
    return lines


def line(label: str, *parts: Text) -> Text:
    """Return one fact: its name, then its words."""
    return Text.assemble(cell(f" {label:<{LABEL - 1}}", "quiet"), *parts)


def _choice(card: Card) -> list[Text]:
    one = card.participant
    lines = [line("Needs", cell(one.needs))] if one.needs else []
    lines += [line("Reason", cell(one.reason))] if one.reason else []
    if card.consenter:
        lines.append(line("Consents for them", cell(card.consenter)))
    by = f"{one.proposed_by}, {one.agency}" if one.proposed_by else one.agency
    waiting = one.state is ParticipantState.CONSIDERED
    lines.append(line("Considered by" if waiting else "Proposed by", cell(by)))
    if waiting:
        lines.append(line("Next", cell("y proposes them; until then only your agency works on it", "quiet")))
    answers = [_answer(answer) for answer in one.answers]
    answers += [cell(f"{code} –", "quiet") for code in one.agencies_to_answer if not _has_answered(one, code)]
    if answers:
        lines.append(line("Answers", joined(answers)))
    if any(answer.answer is Answer.DECLINE for answer in one.answers) and one.state is ParticipantState.PROPOSED:
        lines.append(line("Next", cell("the proposer says y once they know of the decline", "quiet")))
    return lines


def _has_answered(one: Participant, code: str) -> bool:
    return any(answer.agency == code for answer in one.answers)


def _answer(answer: AgencyAnswer) -> Text:
    why = f", {answer.reason.label}" if answer.reason else ""
    note = f": {answer.note}" if answer.note else ""
    style = "late" if answer.answer is Answer.DECLINE else "plain"
    word = {Answer.AGREE: "agrees", Answer.DECLINE: "declines"}[answer.answer]
    return cell(f"{answer.agency} {word}{why}{note}", style)


def _missing(card: Card) -> list[Text]:
    if not card.missing:
        return [line("Missing to begin", cell("nothing: b begins the work", "quiet"))]
    return [line("" if number else "Missing to begin", cell(one)) for number, one in enumerate(card.missing)]


def _words(card: Card) -> Text:
    if card.goal is None:
        return line("In their words", cell("–   v writes it down", "quiet"))
    return line(f"In their words ({_short(card.goal.on)})", cell(f'"{card.goal.text}"'))


def _conference(card: Card) -> Text:
    parts = [cell(card.taking_part.taking_part.label)] if card.taking_part and card.taking_part.taking_part else []
    if card.taking_part and card.taking_part.text:
        parts.append(cell(card.taking_part.text))
    return line("Conference", joined(parts) if parts else cell("–", "quiet"))


def _told(card: Card) -> list[Text]:
    if card.told is None:
        return []
    return [line(f"Told them ({_short(card.told.on)})", cell(card.told.text))]


def _this_week(tasks: Iterable[Task], today: date, signs: Signs, width: int) -> Text:
    parts = []
    listed = sorted(tasks, key=lambda task: (task.state not in UNDER_WAY, task.fold.due_on))
    for task in listed:
        sign, word = mark(task, today)
        style = "late" if sign is Sign.LATE else "plain" if task.state in UNDER_WAY else "quiet"
        said = f"{signs.draw(sign)} {cut(task.title or task.task, 24)} {word}"
        said += "" if task.is_unassigned else f" {first_name(task.owner)}"
        parts.append(cell(said, style))
    return line("This week", joined(parts, "   ") if parts else cell("–   a adds something", "quiet"))


def _outcomes(card: Card, signs: Signs, width: int) -> list[Text]:
    parts = [part for one in card.outcomes if (part := _outcome(one, signs)) is not None]
    if not parts:
        return [line("Outcomes", cell("–   k reads them", "quiet"))]
    rows: list[list[Text]] = [[]]
    for part in parts:
        if rows[-1] and sum(one.cell_len + 2 for one in rows[-1]) + part.cell_len > width - LABEL:
            rows.append([])
        rows[-1].append(part)
    return [line("" if number else "Outcomes", joined(row, "  ")) for number, row in enumerate(rows)]


def _outcome(one: DomainOutcome, signs: Signs) -> Text | None:
    """A domain with its newest signs: of workers, and beside it the participant's own view; None where nothing is."""
    if not (one.baseline or one.worker or one.participant):
        return None
    return cell(say_domain(one, unicode=not signs.ascii))


def _household(card: Card) -> list[Text]:
    parts = [cell(f"with {reference} {name}".rstrip()) for reference, name in card.household.links]
    if card.household.child:
        parts.append(cell("child in household"))
    return [line("Household", joined(parts))] if parts else []


def _last_contact(card: Card) -> Text:
    note = card.last_contact
    if note is None:
        return line("Last contact", cell("–   l logs one", "quiet"))
    return line("Last contact", cell(f"{say_day(note.on)}, {first_name(note.by)}: {note.text}"))


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
