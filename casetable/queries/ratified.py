"""How proposals stand: which agencies were missing when they were filed, and what was said to them since.

By lines' ids, for queries that decided already which lines a seat may read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from casetable.models import Agency, Attendance, ConferenceItem, ConferenceLine, Ratification
from casetable.queries.hearing import knowing
from casetable.queries.remembered import agencies_seated, agency_codes
from casetable.rules.ratifying import state_of
from casetable.values.seat import Seat
from casetable.words import ProposalState, Role

_WHENEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""No predicate reads the instant, only the day."""


@dataclass(frozen=True, slots=True)
class ProposalStands:
    """How one proposal stands. ``missing`` are the codes of the agencies whose yes is wanted."""

    missing: tuple[str, ...]
    state: ProposalState


def proposals_stand(session: Session, lines: Iterable[str], today: date) -> dict[str, ProposalStands]:
    """How those of some lines (ids) stand that are proposals, by id. Agencies that left since are not missing."""
    wanted = sorted(set(lines))
    if not wanted:
        return {}
    asked = (
        select(ConferenceLine, ConferenceItem.conference_id)
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .where(col(ConferenceLine.id).in_(wanted), col(ConferenceLine.is_proposal).is_(True))
    )
    proposals = session.exec(asked).all()
    if not proposals:
        return {}
    there = _there(session, {conference for _, conference in proposals})
    said = _said(session, [line.id for line, _ in proposals])
    found = {}
    for line, conference in proposals:
        absent = _missing(agencies_seated(session), there[conference], line)
        missing = tuple(one.code for one in absent if _knows(session, one, line, today))
        state = state_of(missing, said.get(line.id, {}), line.ratify_by, today)
        found[line.id] = ProposalStands(missing, state)
    return found


def _knows(session: Session, agency: Agency, line: ConferenceLine, today: date) -> bool:
    """An agency that may not know whom it is about cannot be asked for its yes."""
    if line.participant_id is None:
        return True
    seat = Seat("", agency.name, agency.code, agency.id, frozenset({Role.FRONTLINE}), today, _WHENEVER, None)
    return bool(knowing(session, [seat], line.participant_id))


def _there(session: Session, conferences: set[str]) -> dict[str, list[Attendance]]:
    """Who of an agency was in the room of each of these conferences."""
    found: dict[str, list[Attendance]] = {one: [] for one in conferences}
    came = select(Attendance).where(
        col(Attendance.conference_id).in_(sorted(conferences)), col(Attendance.agency_id).is_not(None)
    )
    for row in session.exec(came):
        found[row.conference_id].append(row)
    return found


def _said(session: Session, lines: Sequence[str]) -> dict[str, dict[str, bool]]:
    """By line, whether each agency (by code) that answered said yes."""
    found: dict[str, dict[str, bool]] = {}
    codes = agency_codes(session)
    answers = select(Ratification.line_id, Ratification.agency_id, Ratification.is_yes)
    for line, agency, is_yes in session.exec(answers.where(col(Ratification.line_id).in_(lines))):
        found.setdefault(line, {})[codes[agency]] = is_yes
    return found


def _missing(agencies: Iterable[Agency], came: Sequence[Attendance], line: ConferenceLine) -> list[Agency]:
    """The agencies at the table of which nobody was in the room when a line was filed."""
    here = {
        one.agency_id for one in came if one.arrived_at <= line.at and (one.left_at is None or one.left_at > line.at)
    }
    return [one for one in agencies if one.left_on is None and one.joined_on <= line.on and one.id not in here]
