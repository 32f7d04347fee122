"""One participant as one line of the list: where they stand, who leads, what is awaited, who may hear, last contact."""

from collections.abc import Sequence

from rich.text import Text

from casetable.rules.dates import say_date
from casetable.rules.participants import awaited_of, former_lead_words
from casetable.screens.card_lines import first_name
from casetable.screens.cell import Signs, cell, cut
from casetable.screens.load import Loaded
from casetable.values.participants import Participant
from casetable.values.roll import RollLine
from casetable.words import ParticipantState, Sign

LABELS = ("who", "name", "state", "lead", "awaited", "releases", "last contact")
_LEAST_NAME, _LONGEST_NAME = 8, 28
_BESIDE = 1
"""Columns of the glass that are no column's: the scrollbar; the last column's gap makes up for the edge."""
_GAP = 2
_NAME = 1
_SOON = 30
"""Days before its end in which a release says so."""


def fit_rows(rows: Sequence[Sequence[Text]], width: int) -> list[list[Text]]:
    """Return rows for ``width`` columns: the name gives way first, then the last columns go, whole."""
    kept, room = [list(row) for row in rows], 0
    while kept:
        wide = [max(len(label), *(row[at].cell_len for row in kept)) for at, label in enumerate(LABELS[: len(kept[0])])]
        room = width - _BESIDE - sum(wide) + wide[_NAME] - _GAP * len(wide)
        if room >= min(_LEAST_NAME, wide[_NAME]) or len(wide) <= _NAME + 2:
            break
        kept = [row[:-1] for row in kept]
    for row in kept:
        row[_NAME].truncate(max(min(room, _LONGEST_NAME), _LEAST_NAME), overflow="ellipsis")
    return kept


def cells(one: Participant, line: RollLine | None, loaded: Loaded, signs: Signs) -> list[Text]:
    """Return the cells of a participant's row; what is not there and what this seat may not see are both a dash."""
    awaited = _awaited(one)
    lead = first_name(one.lead or former_lead_words(one))
    return [
        cell(one.participant, "strong"),
        cell(one.name or "–", "plain" if one.name else "quiet"),
        cell(one.state.label),
        cell(cut(lead or "–", 10 if one.former_lead else 8), "plain" if lead else "quiet"),
        cell(cut(awaited or "–", 13), "plain" if awaited else "quiet"),
        _told(line, one, loaded, signs),
        _contact(line, loaded),
    ]


def _awaited(one: Participant) -> str:
    """What has to come next: whose answer, who has to be told, or what begins the work."""
    if one.state is ParticipantState.PROPOSED:
        return awaited_of(one)
    if one.state is ParticipantState.CONSIDERED:
        return "a proposal"
    return "to begin" if one.state is ParticipantState.AGREED else ""


def _told(line: RollLine | None, one: Participant, loaded: Loaded, signs: Signs) -> Text:
    """The badge: which agencies may hear of them by a general release today, and an end that comes soon."""
    if line is None or not line.told:
        return cell("–", "quiet")
    others = [agency.agency for agency in loaded.agencies if agency.agency != one.agency]
    whom = "all" if set(others) <= set(line.told) else " ".join(line.told)
    soon = line.ends_on is not None and (line.ends_on - loaded.today).days <= _SOON
    if soon and line.ends_on is not None:
        return cell(f"{signs.draw(Sign.LATE)} {cut(whom, 6)} to {say_date(line.ends_on, loaded.today)}", "late")
    return cell(f"{signs.draw(Sign.DONE)} {cut(whom, 14)}")


def _contact(line: RollLine | None, loaded: Loaded) -> Text:
    if line is None or line.contact_on is None:
        return cell("–", "quiet")
    return cell(f"{say_date(line.contact_on, loaded.today)} {cut(first_name(line.contact_by), 6)}", "quiet")
