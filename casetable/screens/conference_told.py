"""The whole of what is under the cursor on the page of a conference: for the pane beside it, and the lines below."""

from datetime import date
from textwrap import wrap

from rich.cells import cell_len
from rich.text import Text

from casetable.rules.dates import say_day_in
from casetable.rules.forecast import quorum_said
from casetable.screens.agreement_page import Spot
from casetable.screens.cell import ELLIPSIS, Signs, cell, lines_of, literal
from casetable.screens.conference_lines import asking_words, coming_words, hearing_words, item_keys, named
from casetable.screens.conference_load import ConferenceRead
from casetable.screens.conference_record_lines import line_words
from casetable.screens.minutes_told import MINUTES_SPOTS, minutes_told
from casetable.values.because import Because
from casetable.values.conference import AgendaItem, FiledLine
from casetable.words import Category, ItemKind

Told = list[tuple[str, str]]


def item_of(read: ConferenceRead, spot: Spot | None) -> AgendaItem | None:
    """Return the item under the cursor; None elsewhere."""
    if spot is None or spot.kind != "item":
        return None
    return next((one for one, key in zip(read.items, item_keys(read.items), strict=True) if key == spot.which), None)


def line_of(read: ConferenceRead, spot: Spot | None) -> FiledLine | None:
    """Return the filed line under the cursor; None elsewhere."""
    if spot is None or spot.kind != "line" or read.record is None:
        return None
    filed = (line for item in read.record.items for line in item.lines)
    return next((one for one in filed if one.id == spot.which), None)


def told(read: ConferenceRead, spot: Spot | None, today: date, signs: Signs) -> Told:
    """Return what there is to say of a spot, as (name of the fact, words)."""
    if spot is None:
        return []
    item, line = item_of(read, spot), line_of(read, spot)
    if item is not None:
        return _item(item, read, today)
    if line is not None:
        said = line_words(line, today, signs).plain.strip()
        return [("", line.kind.label.capitalize()), (line.by, said)]
    if spot.kind in MINUTES_SPOTS:
        return minutes_told(read, spot, today)
    found = {"person": _person, "quorum": _quorum, "hearing": _hearing, "ask": _ask, "ending": _ending}.get(spot.kind)
    return found(read, spot, today, signs) if found is not None else []


def _item(one: AgendaItem, read: ConferenceRead, today: date) -> Told:
    facts = [("", named(one))]
    if one.question:
        mark = f" (~{one.category.value})" if one.category is not Category.GENERAL else ""
        facts.append(("Question", f"{one.question}{mark}"))
    if one.proposed_by:
        facts.append(("Proposed by", one.proposed_by))
    for each in read.to_ask:
        if each.participant == one.participant and each.answered_on is None:
            facts.append(("To be asked", f"{asking_words(each, today)}; enter opens the card."))
    facts += [(name, because.arithmetic) for name, because in reasons_by_kind(one)]
    if not one.reasons and one.kind not in (ItemKind.PARTICIPANT, ItemKind.BUSINESS, ItemKind.CONSULTATION):
        facts.append(("", "Stands on every agenda."))
    if one.why:
        facts.append(("Because", one.why))
    return facts


def reasons_by_kind(one: AgendaItem) -> list[tuple[str, Because]]:
    """Return why an item stands there, each kind of reason once, with everything of that kind."""
    found: dict[str, Because] = {}
    for reason in one.reasons:
        name, because = reason.kind.label.capitalize(), reason.because
        before = found.get(name)
        if before is not None:
            said = f"{before.arithmetic}; {because.arithmetic}"
            because = Because(before.clause, said, tuple(dict.fromkeys((*before.rows, *because.rows))))
        found[name] = because
    return list(found.items())


def _person(read: ConferenceRead, spot: Spot, today: date, signs: Signs) -> Told:
    expected = read.forecast.expected if read.forecast is not None else ()
    one = next((each for each in expected if each.person_id == spot.which), None)
    if one is None:
        return []
    role = " · chair" if one.is_chair else ""
    return [("", f"{one.person}, {one.agency}{role}: {coming_words(one, signs)[1]}"), ("", "y comes, n does not come.")]


def _quorum(read: ConferenceRead, spot: Spot, today: date, signs: Signs) -> Told:
    if read.forecast is None:
        return []
    return [("Quorum", quorum_said(read.forecast)), *because_told(read.forecast.quorum.because)]


def because_told(one: Because) -> Told:
    """Return a reason: its clause, its sum, the rows behind it."""
    return [
        ("Clause", one.clause),
        ("Sum", one.arithmetic),
        *([("Rows", ", ".join(one.rows))] if one.rows else []),
    ]


def because_of(read: ConferenceRead, spot: Spot) -> tuple[str, list[tuple[str, Because]]]:
    """Return what a spot is called and what it rests on, by name; nothing where nothing is behind it."""
    item = item_of(read, spot)
    if item is not None:
        return named(item), reasons_by_kind(item)
    if spot.kind == "quorum" and read.forecast is not None:
        return "the quorum", [("Quorum", read.forecast.quorum.because)]
    return "", []


def _hearing(read: ConferenceRead, spot: Spot, today: date, signs: Signs) -> Told:
    cells = read.forecast.hearing if read.forecast is not None else ()
    one = next((each for each in cells if f"{each.participant} {each.agency}" == spot.which), None)
    if one is None:
        return []
    _, words, _ = hearing_words(one, today, signs)
    do = [("To do", one.what_to_do)] if one.what_to_do else []
    return [("", f"{one.agency} about {one.participant}: {words}"), *do]


def _ask(read: ConferenceRead, spot: Spot, today: date, signs: Signs) -> Told:
    one = next((each for each in read.to_ask if each.participant == spot.which), None)
    if one is None:
        return []
    asked = "How they take part, and what should be said; enter opens the card, v there notes it."
    return [("", f"{one.participant} {one.name or ''}: {asking_words(one, today)}"), ("Ask", asked)]


def _ending(read: ConferenceRead, spot: Spot, today: date, signs: Signs) -> Told:
    endings = read.forecast.endings if read.forecast is not None else ()
    found = next((one for one in endings if f"{one[0]} {one[1]}" == spot.which), None)
    if found is None:
        return []
    release, reference, last = found
    return [("", f"{release} of {reference} ends {say_day_in(last, today)}."), ("To do", "2, then c renews it.")]


def beside(facts: Told) -> Text:
    """Return facts for the pane of a wide glass, wrapped."""
    lines = [
        Text.assemble(cell(f"{name}  ", "quiet") if name else Text(), lines_of(words, "" if number else "strong"))
        for number, (name, words) in enumerate(facts)
    ]
    return Text("\n").join(lines)


def below(facts: Told, width: int, room: int) -> Text:
    """Return the same in at most ``room`` lines below the page, without what the line itself says first."""
    lines: list[Text] = []
    for name, words in facts[1:] if len(facts) > 1 else facts:
        label = f"{name}  " if name else ""
        wrapped = wrap(literal(words), max(width - cell_len(label) - 1, 10)) or [""]
        lines.append(Text.assemble(" ", cell(label, "quiet"), cell(wrapped[0])))
        lines += [Text.assemble(" " * (cell_len(label) + 1), cell(part)) for part in wrapped[1:]]
    if len(lines) > room:
        lines[room - 1].append(f" {ELLIPSIS}")
    for line in lines[:room]:
        line.truncate(width, overflow="ellipsis")
    return Text("\n").join(lines[:room])
