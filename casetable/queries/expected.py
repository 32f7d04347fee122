"""Who is expected at a conference, and whether they would make a quorum."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from casetable.models import Conference, ConferenceReply, Person, TeamMember
from casetable.queries.facts import team_shown
from casetable.queries.governing import governing_in
from casetable.queries.people import agencies_in, people_in
from casetable.rules.dates import say_day
from casetable.rules.forecast import expected_agencies, is_expected
from casetable.rules.permissions import WORKERS
from casetable.rules.quorum import Chairs, Team, quorum
from casetable.values.conference import Expected, Occurrence, Quorum
from casetable.values.seat import Seat
from casetable.words import SectionTopic


def expected_in(session: Session, occurrence: Occurrence) -> tuple[Expected, ...]:
    """The people who work with participants, whoever chairs or stands in, and who said that they come: by agency.

    Within a session. ``away`` says until when somebody is away that day.
    """
    asked = select(ConferenceReply).join(Conference, col(Conference.id) == ConferenceReply.conference_id)
    replies = {
        one.person_id: one for one in session.exec(asked.where(Conference.original_on == occurrence.original_on))
    }
    stand_in = {one.deputy_id for one in replies.values() if not one.comes}
    needed = {occurrence.chair_id, occurrence.deputy_id, *stand_in, *replies}
    everybody = people_in(session, occurrence.on)
    names = {one.id: one.person for one in everybody}
    found = []
    for one in everybody:
        if not (WORKERS & set(one.roles) or one.id in needed):
            continue
        said = replies.get(one.id)
        found.append(
            Expected(
                person=one.person,
                person_id=one.id,
                agency=one.agency,
                comes=said.comes if said else None,
                deputy=names.get(said.deputy_id or "") if said else None,
                away=f"away until {say_day(one.away_until)}" if one.away_until else "",
                is_chair=one.id == occurrence.chair_id,
            )
        )
    return tuple(found)


def foreseen_quorum(
    session: Session,
    seat: Seat,
    occurrence: Occurrence,
    everybody: Sequence[Expected],
    participants: Sequence[tuple[str, str]] = (),
) -> Quorum:
    """Whether those who are expected could decide; ``participants`` are (id, reference) of those on the agenda.

    Within a session. Names who works with a participant only to a seat that may know it.
    """
    applies = governing_in(session, occurrence.on)
    there = {one.person_id for one in everybody if is_expected(one)}
    codes = expected_agencies(everybody)
    chairs = Chairs(occurrence.chair, occurrence.chair_id in there, occurrence.deputy, occurrence.deputy_id in there)
    agencies = [(one.agency, one.name) for one in agencies_in(session)]
    clause = applies.cite(SectionTopic.DECISIONS)
    judged = quorum(agencies, codes, chairs, applies.decisions, clause=clause, there="expected")
    missing, sums = list(judged.missing), [judged.because.arithmetic]
    for team in _teams(session, seat, participants, there):
        of_them = quorum(agencies, codes, chairs, applies.decisions, clause=clause, team=team, there="expected")
        missing += [one for one in of_them.missing if one not in judged.missing]
        sums.append(of_them.because.arithmetic.removeprefix(judged.because.arithmetic).removeprefix("; "))
    because = replace(judged.because, arithmetic="; ".join(one for one in sums if one))
    return Quorum(not missing, tuple(missing), because)


def _teams(session: Session, seat: Seat, participants: Sequence[tuple[str, str]], there: set[str]) -> list[Team]:
    members: dict[str, list[tuple[str, str]]] = {row_id: [] for row_id, _ in participants}
    if not members:
        return []
    statement = (
        select(TeamMember.participant_id, Person.id, Person.name)
        .join(Person, col(Person.id) == TeamMember.person_id)
        .where(col(TeamMember.participant_id).in_(sorted(members)), col(Person.left_on).is_(None), team_shown(seat))
        .order_by(col(TeamMember.leads).desc(), col(Person.name))
    )
    for about, person_id, name in session.exec(statement).all():
        members[about].append((person_id, name))
    return [
        Team(
            ref,
            tuple(name for _, name in members[row_id]),
            tuple(name for person_id, name in members[row_id] if person_id in there),
        )
        for row_id, ref in participants
    ]
