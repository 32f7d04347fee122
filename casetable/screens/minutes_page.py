"""The page of a held conference: its minutes and what is still to do, then who was there and every line filed."""

from datetime import date

from casetable.screens.agreement_page import PageLine
from casetable.screens.cell import Signs
from casetable.screens.conference_lines import first_debated, item_keys
from casetable.screens.conference_load import ConferenceRead
from casetable.screens.conference_record_lines import record_lines
from casetable.screens.minutes_lines import minutes_lines, proposal_lines, telling_lines, with_corrections


def first_spot(read: ConferenceRead) -> str:
    """Where the cursor begins: on how the minutes stand, before a conference on the first item that is debated."""
    return "minutes state" if read.minutes is not None else first_debated(read.items)


def held_lines(read: ConferenceRead, today: date, signs: Signs, zone: str) -> tuple[PageLine, ...]:
    """Every line of the page; a conference that was not closed properly has no minutes and only its record."""
    if read.record is None:
        return ()
    record = record_lines(read.record, today, signs, zone)
    minutes, after = read.minutes, read.after_it
    if minutes is None:
        return record
    items = {key: one.number for one, key in zip(read.items, item_keys(read.items), strict=True)}
    above = [*minutes_lines(minutes, today, signs), *proposal_lines(minutes.proposals, minutes.agencies, today, signs)]
    above += telling_lines(after.tellings if after is not None else (), today, signs)
    return (*above, PageLine(), *with_corrections(record, minutes, items))
