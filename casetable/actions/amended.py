"""What an amendment is to say: made comparable with what stands, and refused where it may not stand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.agreement_parties import content_of, gone_from
from casetable.actions.agreement_versions import seated_in
from casetable.actions.wording import line, lines
from casetable.errors import BadInput
from casetable.models import Agency, Agreement, Person
from casetable.queries.people import people_in
from casetable.rules.agreement_problems import joining_problems, leaving_problems, setup_problems
from casetable.rules.agreement_text import topics_of
from casetable.rules.amending import with_stated_shares
from casetable.rules.partnership import holidays_problem
from casetable.values.partnership import AgencySetup, ObjectiveSetup, PersonSetup, Readiness, Section, Setup
from casetable.values.people import Person as Sitting
from casetable.values.seat import Seat
from casetable.words import Role

Seated = Mapping[str, Agency]
"""The agencies at the table by code."""


def standing_today(session: Session, row: Agreement) -> Setup:
    """What a version says as the next one begins: who has joined is a party, who has left is none any more.

    The shares of those who stay grow in proportion, so that they are a whole again.
    """
    seated, setup, gone = seated_in(session), content_of(session, row), gone_from(session, row)
    stay = [one for one in setup.agencies if one.code not in gone]
    whole = sum(one.effort_share or 0.0 for one in stay)
    grow = 1 / whole if gone and whole > 0 else 1.0
    agencies = tuple(
        replace(
            one, effort_share=(one.effort_share or 0.0) * grow, joins_on=None if one.code in seated else one.joins_on
        )
        for one in stay
    )
    return replace(setup, agencies=_ordered(agencies, seated), people=_of_newcomers(setup, seated))


def checked(session: Session, seat: Seat, stands: Setup, wanted: Setup) -> Setup:
    """What is wanted, cleaned and in the order of the board. Raises BadInput for what may not stand."""
    seated = seated_in(session)
    tidy = _tidy(with_stated_shares(wanted))
    agencies = tuple(_as_seated(one, seated) for one in tidy.agencies)
    tidy = replace(tidy, agencies=_ordered(agencies, seated), people=_of_newcomers(tidy, seated))
    problems = [
        *_not_there_yet(tidy, seated),
        *_left_out(stands, tidy, seated),
        *setup_problems(tidy),
        *_people(session, tidy),
    ]
    problems += [wrong for one in tidy.agencies if one.code not in seated and (wrong := holidays_problem(one.holidays))]
    problems += joining_problems(stands, tidy, seat.today)
    if [one.leaves_on for one in tidy.agencies] != [one.leaves_on for one in stands.agencies]:
        problems += [*leaving_problems(tidy, seat.today), *_coordination(session, tidy)]
    if problems:
        many = f"The agreement would have {len(problems)} problems: " if len(problems) > 1 else ""
        said = "; ".join(problems)
        raise BadInput(f"{many}{said if many else said[:1].upper() + said[1:]}.", "Nothing was changed.")
    return tidy


def of_file(session: Session, stands: Setup, setup: Setup, notes: list[str]) -> Setup:
    """A whole partnership file as what a version is to say; ``notes`` gets what it does not change."""
    seated = seated_in(session)
    now = {one.code: one for one in stands.agencies if one.code in seated}
    days = [
        one.code
        for one in setup.agencies
        if one.code in now and (one.holidays, one.closing_days) != (now[one.code].holidays, now[one.code].closing_days)
    ]
    if days:
        notes.append(f"Holidays and closing days of {', '.join(days)} are no part of the agreement and stay.")
    if _people_differ(people_in(session), [one for one in setup.people if one.agency in seated]):
        notes.append("People of agencies at the table are no part of the agreement and stay: casetable person list")
    return setup


def _ordered(agencies: Iterable[AgencySetup], seated: Seated) -> tuple[AgencySetup, ...]:
    """In the order of the board, newcomers after those who sit."""
    last = len(seated)
    place = {code: at for at, code in enumerate(seated)}
    return tuple(sorted(agencies, key=lambda one: place.get(one.code, last)))


def _of_newcomers(setup: Setup, seated: Seated) -> tuple[PersonSetup, ...]:
    """The people of newcomers, in the order of their agencies."""
    codes = [one.code for one in setup.agencies if one.code not in seated]
    people = [one for one in setup.people if one.agency in codes]
    return tuple(sorted(people, key=lambda one: codes.index(one.agency)))


def _as_seated(one: AgencySetup, seated: Seated) -> AgencySetup:
    """What is no part of the agreement for an agency that sits here: when it joined, when it is closed."""
    agency = seated.get(one.code)
    if agency is None:
        return one
    days = tuple(date.fromisoformat(day) for day in agency.closing_days)
    return replace(one, joins_on=None, holidays=agency.holidays, closing_days=days)


def _tidy(setup: Setup) -> Setup:
    """Every text cleaned as it may be stored, and each section with its topic."""
    sections = tuple(
        Section(line(one.heading), lines(one.text), topic)
        for one, topic in zip(setup.sections, topics_of(setup.sections), strict=True)
    )
    conference = replace(
        setup.conference, rrule=line(setup.conference.rrule).upper(), place=line(setup.conference.place)
    )
    return replace(
        setup,
        name=line(setup.name),
        shared_challenge=lines(setup.shared_challenge),
        zone=line(setup.zone),
        emergency=line(setup.emergency),
        agencies=tuple(_tidy_agency(one) for one in setup.agencies),
        people=tuple(_tidy_person(one) for one in setup.people),
        conference=conference,
        objectives=tuple(_tidy_objective(one) for one in setup.objectives),
        ladder=tuple(replace(one, name=line(one.name), who=line(one.who)) for one in setup.ladder),
        terms=replace(setup.terms, consents_for_others=line(setup.terms.consents_for_others)),
        sections=sections,
    )


def _tidy_agency(one: AgencySetup) -> AgencySetup:
    return replace(
        one,
        code=line(one.code).upper(),
        name=line(one.name),
        hopes=lines(one.hopes),
        risks=lines(one.risks),
        success=lines(one.success),
        holidays=line(one.holidays).upper(),
        goals=_tidy_point(one.goals),
        resources=_tidy_point(one.resources),
        gaps=_tidy_point(one.gaps),
    )


def _tidy_point(point: Readiness) -> Readiness:
    return replace(point, note=lines(point.note))


def _tidy_person(one: PersonSetup) -> PersonSetup:
    return PersonSetup(
        name=line(one.name),
        agency=line(one.agency).upper(),
        roles=tuple(dict.fromkeys(one.roles)),
        reports_to=line(one.reports_to),
        mail=line(one.mail),
        phone=line(one.phone),
    )


def _tidy_objective(one: ObjectiveSetup) -> ObjectiveSetup:
    return ObjectiveSetup(
        text=lines(one.text),
        measure=lines(one.measure),
        baseline=lines(one.baseline),
        target=lines(one.target),
        due_quarter=line(one.due_quarter),
    )


def _not_there_yet(wanted: Setup, seated: Seated) -> list[str]:
    return [
        f"{one.code} has not joined yet, so it cannot leave; take it out again instead"
        for one in wanted.agencies
        if one.leaves_on is not None and one.code not in seated
    ]


def _left_out(stands: Setup, wanted: Setup, seated: Seated) -> list[str]:
    codes = {one.code for one in wanted.agencies}
    return [
        f"{one.code} sits at the table and is left out; an agency leaves with a day: leaves_on = 2026-12-31"
        for one in stands.agencies
        if one.code in seated and one.code not in codes
    ]


def _people(session: Session, wanted: Setup) -> list[str]:
    """What is wrong with the people of newcomers: a name that is somebody else's, nobody of that name to report to."""
    known = session.exec(
        select(Person.name, col(Person.left_on), Agency.code).join(Agency, col(Agency.id) == Person.agency_id)
    ).all()
    taken = {name.casefold(): (left_on, code) for name, left_on, code in known}
    names = {one.name for one in wanted.people} | {name for name, left_on, _ in known if left_on is None}
    found = []
    for one in wanted.people:
        left_on, code = taken.get(one.name.casefold(), (None, ""))
        if code and (left_on is None or code != one.agency):
            found.append(f'somebody called "{one.name}" is known at this table; expected another name')
        if one.reports_to and one.reports_to not in names:
            found.append(f'nobody here is called "{one.reports_to}"; expected a name that {one.name} reports to')
    return found


def _coordination(session: Session, wanted: Setup) -> list[str]:
    """The coordinator's agency leaves: somebody else is appointed first."""
    leaving = {one.code for one in wanted.agencies if one.leaves_on is not None}
    coordinates = [one for one in people_in(session) if Role.COORDINATOR in one.roles]
    if not coordinates or any(one.agency not in leaving for one in coordinates):
        return []
    first = coordinates[0]
    return [
        f"{first.person} coordinates the table and would leave with {first.agency}; a manager appoints somebody who "
        "stays first: casetable person appoint NAME"
    ]


def _people_differ(sitting: Iterable[Sitting], wanted: Iterable[PersonSetup]) -> bool:
    here = {(one.person, one.agency, frozenset(one.roles), one.reports_to, one.mail, one.phone) for one in sitting}
    said = {(one.name, one.agency, frozenset(one.roles), one.reports_to, one.mail, one.phone) for one in wanted}
    return bool(said) and here != said
