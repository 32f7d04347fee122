"""A decision of the room: whether it may decide, how the agreement decides, and who ratifies it. Rules: Conference."""

from datetime import date

from casetable.actions.conference_hearing import agencies_named
from casetable.actions.conference_reach import Sitting
from casetable.actions.whom import agencies_at_table
from casetable.models import ConferenceItem, ConferenceLine
from casetable.queries.conference import days_off_in, occurrence_in
from casetable.queries.governing import governing_in
from casetable.queries.quorum import quorum_in
from casetable.rules.calendar import add_working_days
from casetable.rules.dates import say_day_in
from casetable.words import DecidedBy, SectionTopic


def decide(room: Sitting, item: ConferenceItem, row: ConferenceLine, how: DecidedBy | None) -> str:
    """Set on a decision's row how it came about, and without quorum that it is a proposal; what the receipt says.

    ``how`` None is as the agreement decides. A deferred decision needs no quorum.
    """
    session, seat = room.session, room.seat
    applies = governing_in(session, seat.today)
    row.decided_by = how or DecidedBy(applies.decisions.rule.value)
    if row.decided_by is DecidedBy.DEFERRED:
        return "Deferred: filed."
    said = [f"Decision ({row.decided_by.value}) filed."]
    conference = occurrence_in(session, seat, room.row.original_on)
    found = quorum_in(session, seat, conference, room.present(), item.participant_id)
    if not found.holds:
        row.is_proposal = True
        missing, row.ratify_by = _ratified(room, applies.decisions.ratify_working_days)
        until = say_day_in(row.ratify_by, seat.today)
        said = [
            f"Filed as a proposal: {' '.join(found.missing)}",
            f"{missing} may ratify it by {until}; else it is on the next agenda.",
        ]
    if row.decided_by not in (DecidedBy.CONSENSUS, DecidedBy(applies.decisions.rule.value)):
        rule = applies.decisions.rule.label
        said.append(f"The agreement says: {rule}; see {applies.cite(SectionTopic.DECISIONS)}.")
    return " ".join(said)


def _ratified(room: Sitting, working_days: int) -> tuple[str, date]:
    """Who ratifies, by name, and until when: the agencies missing from the room, in working days of theirs."""
    here = set(room.agencies_here())
    rows = agencies_at_table(room.session)
    missing = [one for one in rows if one.code not in here]
    today = room.seat.today
    off = days_off_in(room.session, {one.id for one in missing or rows}, range(today.year, today.year + 2))
    names = agencies_named(room.session, [one.code for one in missing]) or "Every agency"
    return names, add_working_days(today, working_days, off)
