"""The releases on a card: one line a receiving agency, as many categories as this seat may know of."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from casetable.rules.dates import say_date
from casetable.rules.releases import event_words, shared_until
from casetable.screens.cell import Signs, cell, cut, fit
from casetable.screens.lines import joined
from casetable.values.card import Card
from casetable.values.participants import Release
from casetable.values.people import Agency
from casetable.words import Category, ReleaseState, Sign

_LABEL = 26
_NAME = 24
_EVENT = 30
_BEST_FIRST = (
    ReleaseState.IN_FORCE,
    ReleaseState.NOT_YET,
    ReleaseState.EXPIRED,
    ReleaseState.REVOKED,
    ReleaseState.REFUSED,
)


def release_lines(card: Card, agencies: Sequence[Agency], today: date, signs: Signs, room: int) -> list[Text]:
    """Return what each agency may hear, in at most ``room`` lines; the last one counts who does not fit."""
    if not card.releases:
        return [_line("Releases", Text(), cell("–   c writes them down", "quiet"))]
    names = {agency.agency: agency.name for agency in agencies}
    receivers = [code for code in names if any(one.terms.receiver == code for one in card.releases)]
    lines = [
        _line(
            "" if number else "Releases",
            cell(fit(names[code], _NAME - 1) + " "),
            _held(card.releases, code, today, signs),
        )
        for number, code in enumerate(receivers)
    ]
    if len(lines) <= room:
        return lines
    left_out = len(lines) - max(room - 1, 0)
    kept = lines[: max(room - 1, 0)]
    rest = f"{left_out} agencies{' more' if kept else ''}: c shows them"
    return [*kept, _line("" if kept else "Releases", cell(rest, "quiet"))]


def _line(label: str, *parts: Text) -> Text:
    return Text.assemble(cell(f" {label:<{_LABEL - 1}}", "quiet"), *parts)


def _held(releases: tuple[Release, ...], receiver: str, today: date, signs: Signs) -> Text:
    """Return the categories that one agency may hear, each with its sign; then the first end that nothing follows."""
    mine = [one for one in releases if one.terms.receiver == receiver]
    parts, ends = [], []
    for category in Category:
        of_it = [one for one in mine if one.terms.category is category]
        if not of_it:
            continue
        best = min(of_it, key=lambda one: _BEST_FIRST.index(one.state))
        parts.append(_category(best, today, signs))
        if best.state is ReleaseState.IN_FORCE:
            ends += ends_of(of_it)
    events = [one.ends_when for one in mine if one.state is ReleaseState.IN_FORCE and one.ends_when]
    if ends:
        parts.append(cell(f"to {say_date(min(ends), today)}", "quiet"))
    elif events:
        parts.append(cell(cut(f"ends {event_words(events[0])}", _EVENT), "quiet"))
    return joined(parts, "  ")


def ends_of(releases: Sequence[Release]) -> list[date]:
    """Return where sharing ends by those in force, where others go on without a gap by the last of them."""
    terms = [one.terms for one in releases]
    last = [shared_until(one.terms, terms) for one in releases if one.state is ReleaseState.IN_FORCE]
    return [day for day in last if day is not None]


def _category(one: Release, today: date, signs: Signs) -> Text:
    label, terms = one.terms.category.label, one.terms
    if one.state is ReleaseState.IN_FORCE:
        return cell(f"{signs.draw(Sign.DONE)} {label}")
    if one.state is ReleaseState.NOT_YET:
        return cell(f"{signs.draw(Sign.DUE)} {label} from {say_date(terms.since, today)}", "quiet")
    if one.state is ReleaseState.EXPIRED and terms.until is not None:
        return cell(f"{signs.draw(Sign.LATE)} {label} ended {say_date(terms.until, today)}", "late")
    return cell(f"{signs.draw(Sign.DECLINED)} {label} {one.state.label}", "quiet")
