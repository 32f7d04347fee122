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
from casetable.words import LineKind, Sign


def open_debates(debates: Debates, today: date, signs: Signs) -> list[Text]:
    """Return for each open debate its question, who dissents, and when it is looked at again."""
    return [joined([*_parts(one, today, signs)], "  ") for one in debates.open]


def _parts(one: Debate, today: date, signs: Signs) -> Iterable[Text]:
    yield cell(cut(debate_words(one, today), 60))
    dissents = [line for line in one.lines if line.kind is LineKind.DISSENT and line.look_again_on]
    for line in dissents:
        again = f"look again {say_date(line.look_again_on, today)}" if line.look_again_on else ""
        who = f"{line.holder.split()[0]}, " if line.holder else ""
        yield cell(f"{signs.draw(Sign.DISSENT)} {who}{again}")
    if not dissents:
        yield cell(one.open_because, "quiet")


def debate_rows(debates: Debates, today: date, signs: Signs, width: int) -> tuple[Row, ...]:
    """Return one row for each conference that had them on its agenda, the newest first."""
    return tuple(_row(number, one, today, signs, width) for number, one in enumerate(debates.all))


def _row(number: int, one: Debate, today: date, signs: Signs, width: int) -> Row:
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
    return Row(f"debate {number}", cells, title=f"conference {day}, {what}", whole="\n".join(told))
