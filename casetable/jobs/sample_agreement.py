"""What the story tells of the agreement and of people, as calls of actions."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from casetable.actions import agreement, people
from casetable.errors import BadInput
from casetable.queries.agreement import text_code
from casetable.queries.governing import timeline
from casetable.rules.amending import with_numbers
from casetable.values.partnership import Section, Setup
from casetable.values.sample_agreement import Paperwork, Rewording, StoryPaper
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState


def paperwork(seat: Seat, one: StoryPaper, ids: Mapping[str, str], day: Callable[[str], date]) -> Receipt:
    """Do one step; ``ids`` are people's ids by key, ``day`` reads words for a day. Raises what the action raises."""
    match one.does:
        case Paperwork.AMEND:
            return agreement.amend(seat, lambda setup: _amended(setup, one), why=one.why)
        case Paperwork.OFFER:
            return agreement.offer(seat)
        case Paperwork.SIGN:
            return agreement.sign(seat, one.paper, seat.name, _code(seat, one))
        case Paperwork.RECORD_PAPER:
            return agreement.record_paper(
                seat, one.paper, ids[one.whom], _code(seat, one), day(one.signed_on), one.place
            )
        case Paperwork.READ:
            return agreement.read_objective(seat, one.objective or 0, one.value, one.status, one.note)
        case Paperwork.ADD_PERSON:
            above = ids[one.reports_to] if one.reports_to else None
            return people.add(seat, one.name, agency=one.agency, roles=one.roles, reports_to=above, mail=one.mail)
        case Paperwork.AWAY:
            return people.away(seat, until=day(one.until), cover=ids[one.whom] if one.whom else None)


def _code(seat: Seat, one: StoryPaper) -> str:
    """The code of the paper as it is offered, else as it is in force."""
    versions = timeline(seat)
    offered = [version for version in versions.versions if version.state is AgreementState.OFFERED]
    return text_code(seat, (offered or [versions.on(seat.today)])[-1].number, one.paper)


def _amended(setup: Setup, one: StoryPaper) -> Setup:
    setup = with_numbers(setup, dict(one.numbers))
    for rewording in one.words:
        setup = replace(setup, sections=tuple(_reworded(section, rewording) for section in setup.sections))
    return setup


def _reworded(section: Section, wanted: Rewording) -> Section:
    if section.topic is None or section.topic.value != wanted.topic:
        return section
    if wanted.was not in section.text:
        raise BadInput(f"The section on {wanted.topic} does not say: {wanted.was}")
    return replace(section, text=section.text.replace(wanted.was, wanted.now))
