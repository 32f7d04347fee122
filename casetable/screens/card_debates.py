"""The debates about one participant: the open ones among the card's facts, all of them in a part behind it."""

from collections.abc import Iterable
from datetime import date

from rich.text import Text

from casetable.rules.dates import say_date, say_day_in
from casetable.rules.debates import debate_words, deed_words
from casetable.screens.card_rows import Row
from casetable.screens.cell import Signs, cell, cut
from casetable.screens.conference_record_lines import line_words
from casetable.screens.lines import joined
from casetable.values.conference import Debate, Debates
from casetable.values.minutes import ItemHistory, Remembered
from casetable.words import Sign


def open_debates(debates: Debates, today: date, signs: Signs) -> list[Text]:
    """Return for each open debate its question, who dissents, and when it is looked at again."""
    return [joined([*_parts(one, today, signs)], "  ") for one in debates.open]


def _parts(one: Debate, today: date, signs: Signs) -> Iterable[Text]:
    yield cell(cut(debate_words(one, today), 60))
    days = dict(one.to_look_at)
    dissents = [line for line in one.lines if line.id in days]
    for line in dissents:
        who = f"{line.holder.split()[0]}, " if line.holder else ""
        yield cell(f"{signs.draw(Sign.DISSENT)} {who}look again {say_date(days[line.id], today)}")
    if not dissents:
        yield cell(one.open_because, "quiet")


def debate_rows(
    debates: Debates, today: date, signs: Signs, width: int, history: ItemHistory | None = None
) -> tuple[Row, ...]:
    """Return one row for each conference that had them on its agenda, the newest first, with what became of it."""
    became = {_which(one.debate): one for one in history.items} if history is not None else {}
    return tuple(
        _row(number, one, became.get(_which(one)), today, signs, width) for number, one in enumerate(debates.all)
    )


def _which(one: Debate) -> tuple[date, str | None, tuple[str, ...]]:
    return one.conference, one.question, tuple(line.id for line in one.lines)


def _row(number: int, one: Debate, since: Remembered | None, today: date, signs: Signs, width: int) -> Row:
    day, what = say_day_in(one.on, today), deed_words(one)
    cells = (
        cell(day, "quiet"),
        cell(cut(what, 18)),
        cell(cut(debate_words(one, today), max(width - 44, 12))),
        cell(str(len(one.lines)) if one.lines else "–", "quiet"),
    )
    told = [f"Question: {one.question}"] if one.question else []
    told += [one.why] if one.why else []
    told += [line_words(line, today, signs).plain for line in one.lines]
    told += _became(since) if since is not None else []
    return Row(f"debate {number}", cells, title=f"conference {day}, {what}", whole="\n".join(told))


def _became(one: Remembered) -> list[str]:
    """What became of its actions, and what was said of its dissents since."""
    return ["", "What became of it:", *one.outcome] if one.outcome else []
