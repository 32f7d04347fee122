"""What the page of a conference to come says: its items with their reasons, who is asked, who comes, who may hear."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from casetable.rules.dates import say_date, say_day, say_day_in
from casetable.rules.forecast import hearing_said, quorum_said
from casetable.screens.agreement_page import LABEL, PageLine, Spot
from casetable.screens.cell import Signs, cell, cut, fit, literal
from casetable.screens.conference_load import ConferenceRead
from casetable.screens.theme import agency_style
from casetable.values.conference import AgendaItem, Expected, Forecast, HearingCell, ToAsk
from casetable.values.people import Agency
from casetable.words import DEBATED, Hearing, Sign

_LABEL_OF_ITEM, _LONGEST_LABEL = 20, 34
_BELOW = " "
"""The label of a line that goes on with what the one above it began."""
_SIDE_BY_SIDE = 26
"""Columns that one person of the forecast is given."""


def item_keys(items: Sequence[AgendaItem]) -> tuple[str, ...]:
    """Return by what each item is found again, wherever it was moved; a participant's further one by its row, too."""
    first: dict[str, str] = {}
    for one in items:
        if one.participant is not None:
            first[one.participant] = min(first.get(one.participant, one.id or ""), one.id or "")
    return tuple(_key(one, first) for one in items)


def _key(one: AgendaItem, first: Mapping[str, str]) -> str:
    if one.participant is None:
        return f"{one.kind.value} {one.title}".strip()
    row = one.id or ""
    return one.participant if first[one.participant] == row else f"{one.participant} {row}"


def first_debated(items: Sequence[AgendaItem]) -> str:
    """Return the key of the first item that is debated, where the cursor begins; empty where there is none."""
    keyed = zip(items, item_keys(items), strict=True)
    return next((f"item {key}" for one, key in keyed if one.kind in DEBATED), "")


def clock_words(at: time) -> str:
    """Return ``9:05``."""
    return f"{at.hour}:{at.minute:02d}"


def page_lines(
    read: ConferenceRead, agencies: Sequence[Agency], today: date, width: int, signs: Signs
) -> tuple[PageLine, ...]:
    """Every line of the page of a conference to come, for a width in columns."""
    lines = list(item_lines(read.items, width))
    if read.to_ask:
        lines += [PageLine(), *_asking(read.to_ask, today)]
    if read.forecast is not None:
        lines += [PageLine(), *_coming(read.forecast, width, signs)]
        lines += [_quorum(read.forecast, signs)]
        lines += [PageLine(), *_hearing(read.forecast.hearing, agencies, today, signs)]
        lines += _endings(read.forecast, today)
    return tuple(lines)


# items


def item_lines(items: Sequence[AgendaItem], width: int) -> Iterable[PageLine]:
    """Return one line for each item: number, when, what, how long, why."""
    longest = max((cell_len(literal(named(one))) for one in items), default=0) + 1
    room = min(max(width - 46, _LABEL_OF_ITEM), _LONGEST_LABEL, longest)
    twice = Counter(one.participant for one in items)
    for one, key in zip(items, item_keys(items), strict=True):
        yield PageLine("", (Spot("item", key, _item(one, room, asks_first=twice[one.participant] > 1)),))


def _item(one: AgendaItem, room: int, *, asks_first: bool) -> Text:
    starts = clock_words(one.starts_at) if one.starts_at is not None else ""
    return Text.assemble(
        cell(f"{one.number:>2} ", "quiet"),
        cell(f"{starts:>5}  ", "quiet"),
        cell(fit(named(one, room - 1), room), "strong" if one.participant or one.title else "plain"),
        cell(f"{one.minutes:>3} min ", "quiet"),
        " ",
        cell(reasons_in_short(one, asks_first=asks_first)),
    )


def named(one: AgendaItem, room: int = 200) -> str:
    """Return ``P-473 Chidi Okafor``, or the title, in ``room`` columns; the reference always stays."""
    if one.participant is None:
        return cut(one.label, room)
    return cut(" ".join(part for part in (one.participant, one.name or "") if part), room)


def reasons_in_short(one: AgendaItem, *, asks_first: bool = False) -> str:
    """Return why an item stands there in a few words, and the question to debate; that first where two look alike."""
    said = [reason.kind.label for reason in one.reasons]
    asked = [f"“{one.question}”"] if one.question else []
    return " · ".join(dict.fromkeys([*asked, *said] if asks_first else [*said, *asked]))


# who is asked, who comes


def _asking(asked: Sequence[ToAsk], today: date) -> Iterable[PageLine]:
    for number, one in enumerate(asked):
        said = f"{one.name or ''} · {asking_words(one, today)}".strip(" ·")
        words = Text.assemble(cell(f"{one.participant} ", "strong"), cell(said))
        yield PageLine(_BELOW if number else "To be asked", (Spot("ask", one.participant, words),))


def asking_words(one: ToAsk, today: date) -> str:
    """Return ``Dana asks by Wed 9 Dec`` or how they take part, and since when that is known."""
    if one.answered_on is not None:
        how = one.taking_part.label if one.taking_part is not None else "was asked"
        return f"{how}, said {say_date(one.answered_on, today)}"
    return f"{one.asks.split()[0] if one.asks else 'somebody'} asks by {say_day(one.by)}"


def _coming(forecast: Forecast, width: int, signs: Signs) -> Iterable[PageLine]:
    each = max((width - LABEL) // _SIDE_BY_SIDE, 1)
    yield PageLine("Who comes")
    for agency, found in groupby(forecast.expected, lambda one: one.agency):
        people = tuple(found)
        for at in range(0, len(people), each):
            spots = tuple(Spot("person", one.person_id, _person(one, signs)) for one in people[at : at + each])
            yield PageLine(_BELOW if at else agency, spots, each)


def _person(one: Expected, signs: Signs) -> Text:
    sign, words = coming_words(one, signs)
    said = ", ".join(part for part in ("chair" if one.is_chair else "", words) if part)
    return Text.assemble(
        cell(f"{sign} "), cell(one.person, "strong" if one.is_chair else ""), cell(f" {said}", "quiet")
    )


def coming_words(one: Expected, signs: Signs) -> tuple[str, str]:
    """Return the sign and the words of somebody's coming; no words where the sign and the name say it."""
    if one.away:
        return signs.draw(Sign.DECLINED), one.away
    if one.comes is None:
        return signs.draw(Sign.ASKED), "not said"
    if one.comes:
        return signs.draw(Sign.DONE), "comes"
    return signs.draw(Sign.DECLINED), f"sends {one.deputy}" if one.deputy else "does not come"


def _quorum(one: Forecast, signs: Signs) -> PageLine:
    holds = one.quorum.holds
    sign = signs.draw(Sign.DONE if holds else Sign.LATE)
    return PageLine("Quorum", (Spot("quorum", "", cell(f"{sign} {quorum_said(one)}", "plain" if holds else "late")),))


# who may hear


def _hearing(cells: Sequence[HearingCell], agencies: Sequence[Agency], today: date, signs: Signs) -> Iterable[PageLine]:
    position = {one.agency: one.position for one in agencies}
    if cells:
        yield PageLine("Who may hear")
    for reference, row in groupby(cells, lambda one: one.participant):
        spots = tuple(
            Spot("hearing", f"{reference} {one.agency}", _hears(one, position.get(one.agency, 0), today, signs))
            for one in row
        )
        yield PageLine(reference, spots)


def _hears(one: HearingCell, position: int, today: date, signs: Signs) -> Text:
    sign, words, style = hearing_words(one, today, signs)
    return Text.assemble(cell(one.agency, agency_style(position)), cell(f" {sign} {words}", style))


def hearing_words(one: HearingCell, today: date, signs: Signs) -> tuple[str, str, str]:
    """Return sign, words and style of whether an agency may hear."""
    sign, words = hearing_said(one, today)
    if one.hearing is not Hearing.MAY_HEAR:
        return signs.draw(sign), words, "late"
    until = f" to {say_date(one.until, today)}" if one.until is not None else ""
    return signs.draw(sign), f"{words}{until}", "plain"


def _endings(forecast: Forecast, today: date) -> Iterable[PageLine]:
    for number, (release, reference, last) in enumerate(forecast.endings):
        words = cell(f"{reference}: {release} ends {say_day_in(last, today)}")
        yield PageLine(_BELOW if number else "Ends before", (Spot("ending", f"{release} {reference}", words),))
