"""The one choke-point: every fact about a participant is read through the predicates of this file.

They are rules/consent.py said in SQL, and a test holds the two equal. Default is deny. A text shows to another
agency only if that agency knows the participant and a release by the writer covered the text's category both on
the day of the text and today. At a table that can only be read nothing of another agency's shows: looking at it
could not be recorded.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, wraps
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_
from sqlmodel import Session, SQLModel, select

from casetable.models import Participant, Release
from casetable.rules.consent import reads_counts, reads_lines, reads_references, reads_text
from casetable.values.participants import ReleaseTerms
from casetable.values.seat import Seat
from casetable.words import AT_THE_TABLE, Category, CorrectionKind, ParticipantState
from casetable.words import Audience as Audiences

Predicate = ColumnElement[bool]


def _columns(table: str, *, alias: bool = False) -> Any:
    """A table's columns by their names in the database: half as costly to build a query from as a model's."""
    stands = SQLModel.metadata.tables[table]
    return (stands.alias() if alias else stands).c


_TASK, _EVENT, _PARTICIPANT = _columns("task"), _columns("task_event"), _columns("participant")
_ANSWER, _GIVEN = _columns("participant_answer"), _columns("release")
_NOTE, _REACH, _READING = _columns("note"), _columns("safe_contact"), _columns("outcome_reading")
_TEAM, _LINK, _TOLD, _LOOKED = (_columns(table) for table in ("team_member", "household_link", "disclosure", "viewing"))
_DRAFT = _columns("draft")
_ITEM, _LINE, _TYPED = (_columns(table) for table in ("conference_item", "conference_line", "conference_draft"))
_CAME = _columns("attendance")
_CORRECTED, _RATIFIED, _PAPER = (_columns(table) for table in ("minutes_correction", "ratification", "minutes_paper"))
_KEPT = _columns("minutes_told")
_REWORDED = _columns("minutes_correction", alias=True)
_OTHER_SIDE = _columns("household_link", alias=True)
_OWNER, _PROVIDER, _RELEASE = (_columns(table, alias=True) for table in ("participant", "agency", "release"))
"""Made once, since making them costs more than the query. Each EXISTS has its own; none stands within another."""
_GUARDING = select(_PROVIDER.id).where(_PROVIDER.victim_service_provider.is_(True))
"""The victim service providers: of nothing around it, so that the database reads them once and not for each row."""


def _built_once(build: Callable[[Seat], Predicate]) -> Callable[[Seat], Predicate]:
    """Build a predicate once for every call of the same person on the same day: building takes longer than asking."""
    kept = lru_cache(maxsize=32)(build)

    @wraps(build)
    def built(seat: Seat) -> Predicate:
        return kept(replace(seat, now=_WHENEVER, store=None))

    return built


_WHENEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""No predicate reads the instant, only the day."""

_NOBODY: Predicate = _PARTICIPANT.id.is_(None)
"""True of no participant, and unlike false() it keeps a query around it joined to the table."""


def in_force(release: Any, seat: Seat, day: Any) -> list[Predicate]:
    """Conditions on columns of a release: it lets this seat's agency know on ``day`` (a date or a date column)."""
    return [
        release.receiver_id == seat.agency_id,
        release.refused.is_(False),
        release.since <= day,
        or_(release.until.is_(None), release.until >= day),
        or_(release.revoked_on.is_(None), release.revoked_on > day),
    ]


def knows(seat: Seat, participant_id: Any) -> Predicate:
    """This seat's agency may know who the participant is: it proposed them, or a general release stands today.

    For a victim service provider's participant the release must be that provider's own. Aliases throughout: the
    query around it may read the same tables. Where only reading is possible, those that it proposed.
    """
    owner, release = _OWNER, _RELEASE
    proposed = exists().where(owner.id == participant_id, owner.agency_id == seat.agency_id)
    if seat.reads_only:
        return proposed
    released = exists().where(
        release.participant_id == participant_id,
        owner.id == participant_id,
        release.category == Category.GENERAL,
        *in_force(release, seat, seat.today),
        or_(release.discloser_id == owner.agency_id, owner.agency_id.not_in(_GUARDING)),
    )
    return or_(proposed, released)


def text_shown(seat: Seat, *, participant_id: Any, category: Any, writer_id: Any, written_on: Any) -> Predicate:
    """A text may be shown to this seat. A text about nobody is a fact of the partnership and shows to all."""
    about_nobody: Predicate = participant_id.is_(None)
    if not reads_text(seat.roles):
        return about_nobody
    own: Predicate = writer_id == seat.agency_id
    if seat.reads_only:
        return or_(about_nobody, own)
    covered = [
        _covered(seat, participant_id=participant_id, category=category, writer_id=writer_id, day=day)
        for day in (written_on, seat.today)
    ]
    return or_(about_nobody, own, and_(knows(seat, participant_id), *covered))


def _covered(seat: Seat, *, participant_id: Any, category: Any, writer_id: Any, day: Any) -> Predicate:
    release = _RELEASE
    return exists().where(
        release.participant_id == participant_id,
        release.discloser_id == writer_id,
        release.category == category,
        *in_force(release, seat, day),
    )


@_built_once
def task_text_shown(seat: Seat) -> Predicate:
    """The title of a task may be shown."""
    return text_shown(
        seat,
        participant_id=_TASK.participant_id,
        category=_TASK.category,
        writer_id=_TASK.writer_id,
        written_on=_TASK.written_on,
    )


@_built_once
def event_text_shown(seat: Seat) -> Predicate:
    """The note of an event may be shown (the query joins Task)."""
    return text_shown(
        seat,
        participant_id=_TASK.participant_id,
        category=_EVENT.category,
        writer_id=_EVENT.writer_id,
        written_on=_EVENT.happened_on,
    )


@_built_once
def task_line_shown(seat: Seat) -> Predicate:
    """A task may be listed at all, with its text or as a bare line.

    Bare lines (reference, dates, owner, state) go to the coordinator, and to the owner and the asker of a task whose
    words they may not read, so that nobody is held to a promise that they cannot find.
    """
    shown = task_text_shown(seat)
    if not reads_references(seat.roles):
        return shown
    mine = or_(_TASK.owner_id == seat.actor, _TASK.asker_id == seat.actor)
    if not reads_lines(seat.roles):
        return or_(shown, mine)
    return or_(shown, mine, not_guarded(seat, _TASK.participant_id))


@_built_once
def task_reference_shown(seat: Seat) -> Predicate:
    """The participant's reference may stand beside a task: with its text, or on the coordinator's bare line.

    A manager's own task names it too: its words are not for them, and references are. Of somebody who may not be
    listed for this seat any more no task says whom it is about, not even one of its own words.
    """
    shown, listed = task_text_shown(seat), task_whom_listed(seat)
    if reads_counts(seat.roles):
        mine = or_(_TASK.owner_id == seat.actor, _TASK.asker_id == seat.actor)
        return and_(or_(shown, mine), listed)
    return listed if reads_lines(seat.roles) else and_(shown, listed)


@_built_once
def task_whom_listed(seat: Seat) -> Predicate:
    """Whom a task is about may be listed for this seat, or it is about nobody."""
    return not_guarded(seat, _TASK.participant_id)


def not_guarded(seat: Seat, participant_id: Any) -> Predicate:
    """The participant is not a victim service provider's, or this seat's agency knows them all the same.

    Where only reading is possible, no other agency's participant is.
    """
    if seat.reads_only:
        return or_(participant_id.is_(None), knows(seat, participant_id))
    guarded = exists().where(_OWNER.id == participant_id, _OWNER.agency_id.in_(_GUARDING))
    return or_(participant_id.is_(None), ~guarded, knows(seat, participant_id))


@_built_once
def participant_listed(seat: Seat) -> Predicate:
    """The participant may stand in the participants list, by reference at least."""
    if not reads_references(seat.roles):
        return _NOBODY
    return not_guarded(seat, _PARTICIPANT.id)


@_built_once
def agency_knows(seat: Seat) -> Predicate:
    """This seat's agency may know who the participant is, whatever this seat's own roles read."""
    return knows(seat, _PARTICIPANT.id)


@_built_once
def participant_known(seat: Seat) -> Predicate:
    """The participant's name may be shown."""
    return agency_knows(seat) if reads_text(seat.roles) else false()


@_built_once
def answer_text_shown(seat: Seat) -> Predicate:
    """The note of an agency's answer may be shown."""
    return text_shown(
        seat,
        participant_id=_ANSWER.participant_id,
        category=_ANSWER.note_category,
        writer_id=_ANSWER.agency_id,
        written_on=_ANSWER.answered_on,
    )


@_built_once
def release_shown(seat: Seat) -> Predicate:
    """A release is a fact of its category: shown to its two agencies; of others only general, of known people.

    Of a victim service provider's participant nothing is shown to an agency that may not know them, not even the
    release that ended. Where only reading is possible, only what this seat's agency discloses. Managers see none:
    a release has a purpose and a paper, which are words.
    """
    if not reads_text(seat.roles):
        return false()
    if seat.reads_only:
        return and_(_GIVEN.discloser_id == seat.agency_id, release_shown(replace(seat, reads_only=False)))
    party = or_(_GIVEN.discloser_id == seat.agency_id, _GIVEN.receiver_id == seat.agency_id)
    general = and_(_GIVEN.category == Category.GENERAL, knows(seat, _GIVEN.participant_id))
    return or_(and_(party, not_guarded(seat, _GIVEN.participant_id)), general)


@_built_once
def release_words_shown(seat: Seat) -> Predicate:
    """A release's purpose, its paper and the event that ends it may be shown: to its two agencies."""
    party = or_(_GIVEN.discloser_id == seat.agency_id, _GIVEN.receiver_id == seat.agency_id)
    return and_(party, release_shown(seat))


@_built_once
def release_why_shown(seat: Seat) -> Predicate:
    """Why a release was refused or revoked may be shown: to the agency that discloses."""
    return and_(_GIVEN.discloser_id == seat.agency_id, release_shown(seat))


@_built_once
def reason_shown(seat: Seat) -> Predicate:
    """Why somebody was proposed may be shown."""
    return text_shown(
        seat,
        participant_id=_PARTICIPANT.id,
        category=_PARTICIPANT.reason_category,
        writer_id=_PARTICIPANT.agency_id,
        written_on=_PARTICIPANT.proposed_on,
    )


@_built_once
def needs_shown(seat: Seat) -> Predicate:
    """What a yes to be considered covers may be shown: to who knows them, and while proposed to who it names."""
    if not reads_text(seat.roles):
        return false()
    proposed = _PARTICIPANT.state.in_([ParticipantState.CONSIDERED, ParticipantState.PROPOSED])
    named = or_(_PARTICIPANT.considered_for.is_(None), _PARTICIPANT.considered_for.contains(f" {seat.agency} "))
    told = and_(proposed, named, not_guarded(seat, _PARTICIPANT.id))
    return or_(knows(seat, _PARTICIPANT.id), told)


@_built_once
def note_shown(seat: Seat) -> Predicate:
    """A note, a contact, a goal, a wish to take part or what they were told may be shown."""
    return text_shown(
        seat,
        participant_id=_NOTE.participant_id,
        category=_NOTE.category,
        writer_id=_NOTE.agency_id,
        written_on=_NOTE.noted_on,
    )


@_built_once
def safe_contact_shown(seat: Seat) -> Predicate:
    """How a participant may be reached, as an agency asked it on a day, may be shown."""
    return text_shown(
        seat,
        participant_id=_REACH.participant_id,
        category=_REACH.category,
        writer_id=_REACH.agency_id,
        written_on=_REACH.asked_on,
    )


@_built_once
def reading_shown(seat: Seat) -> Predicate:
    """A baseline or a reading of an outcome may be shown, its note and code with it."""
    return text_shown(
        seat,
        participant_id=_READING.participant_id,
        category=_READING.category,
        writer_id=_READING.agency_id,
        written_on=_READING.read_on,
    )


@_built_once
def team_shown(seat: Seat) -> Predicate:
    """Who leads and who works with a participant may be shown: to who knows them; the coordinator sees owners."""
    known = knows(seat, _TEAM.participant_id) if reads_text(seat.roles) else false()
    return or_(known, not_guarded(seat, _TEAM.participant_id)) if reads_lines(seat.roles) else known


@_built_once
def link_shown(seat: Seat) -> Predicate:
    """One side of a household link may be shown: both adults said yes, and this seat's agency knows both."""
    if not reads_text(seat.roles):
        return false()
    other = _OTHER_SIDE
    both = exists().where(
        other.participant_id == _LINK.other_id, other.other_id == _LINK.participant_id, other.ended_on.is_(None)
    )
    return and_(_LINK.ended_on.is_(None), both, knows(seat, _LINK.participant_id), knows(seat, _LINK.other_id))


@_built_once
def disclosure_shown(seat: Seat) -> Predicate:
    """A line of an account of disclosures is a fact of its category: to its two agencies, of others only general."""
    if not reads_text(seat.roles):
        return false()
    if seat.reads_only:
        own: Predicate = _TOLD.discloser_id == seat.agency_id
        return own
    party = or_(_TOLD.discloser_id == seat.agency_id, _TOLD.receiver_id == seat.agency_id)
    general = and_(_TOLD.category == Category.GENERAL, knows(seat, _TOLD.participant_id))
    return or_(and_(party, not_guarded(seat, _TOLD.participant_id)), general)


@_built_once
def viewing_shown(seat: Seat) -> Predicate:
    """That somebody opened a card may be shown to who knows the participant."""
    return knows(seat, _LOOKED.participant_id) if reads_text(seat.roles) else false()


@_built_once
def draft_shown(seat: Seat) -> Predicate:
    """A kept text may be shown: to its writer's own agency, and to its writer whatever they are at the table."""
    own: Predicate = _DRAFT.agency_id == seat.agency_id
    return own if reads_text(seat.roles) else and_(own, _DRAFT.person_id == seat.actor)


@_built_once
def item_listed(seat: Seat) -> Predicate:
    """An item of an agenda may stand there at all: it is about nobody, or this seat's agency knows the participant.

    The coordinator and managers see items about others by reference alone, as on the board.
    """
    about_nobody: Predicate = _ITEM.participant_id.is_(None)
    known = knows(seat, _ITEM.participant_id) if reads_text(seat.roles) else false()
    by_reference = reads_lines(seat.roles) or reads_counts(seat.roles)
    return (
        or_(about_nobody, known, not_guarded(seat, _ITEM.participant_id)) if by_reference else or_(about_nobody, known)
    )


@_built_once
def question_shown(seat: Seat) -> Predicate:
    """What an item is to debate may be shown."""
    return text_shown(
        seat,
        participant_id=_ITEM.participant_id,
        category=_ITEM.category,
        writer_id=_ITEM.writer_id,
        written_on=_ITEM.written_on,
    )


@_built_once
def filed_line_shown(seat: Seat) -> Predicate:
    """A line filed in a conference may be shown: their words, an option, an argument, a decision, a dissent.

    Words that came with a correction belong to its day as well.
    """
    filed = text_shown(
        seat,
        participant_id=_LINE.participant_id,
        category=_LINE.category,
        writer_id=_LINE.writer_id,
        written_on=_LINE.filed_on,
    )
    shown = text_shown(
        seat,
        participant_id=_REWORDED.participant_id,
        category=_REWORDED.category,
        writer_id=_REWORDED.writer_id,
        written_on=_REWORDED.corrected_on,
    )
    reworded = exists().where(_REWORDED.line_id == _LINE.id, _REWORDED.kind == CorrectionKind.REWORDED, ~shown)
    return and_(filed, ~reworded)


@_built_once
def correction_shown(seat: Seat) -> Predicate:
    """A correction of minutes may be shown: what a line said before, what it says now, what was noted beside it."""
    return text_shown(
        seat,
        participant_id=_CORRECTED.participant_id,
        category=_CORRECTED.category,
        writer_id=_CORRECTED.writer_id,
        written_on=_CORRECTED.corrected_on,
    )


@_built_once
def ratification_shown(seat: Seat) -> Predicate:
    """Why an agency ratified a proposal, or did not, may be shown."""
    return text_shown(
        seat,
        participant_id=_RATIFIED.participant_id,
        category=_RATIFIED.category,
        writer_id=_RATIFIED.writer_id,
        written_on=_RATIFIED.said_on,
    )


@_built_once
def paper_shown(seat: Seat) -> Predicate:
    """A stored edition of minutes may be read: by its own agency, the managers' by managers and the coordinator.

    A letter is read by the agency whose worker hands it over, as long as that agency knows the participant. Where only
    reading is possible no document is.
    """
    if seat.reads_only:
        return false()
    own: Predicate = _PAPER.agency_id == seat.agency_id
    letters = and_(_PAPER.audience == Audiences.PARTICIPANT, own, knows(seat, _PAPER.participant_id))
    minutes = and_(_PAPER.audience.in_([Audiences.AGENCY, Audiences.MAIL]), own)
    managers = _PAPER.audience == Audiences.MANAGERS
    of_workers = or_(minutes, letters) if reads_text(seat.roles) else false()
    by_reference = reads_lines(seat.roles) or reads_counts(seat.roles)
    return or_(of_workers, managers) if by_reference else of_workers


@_built_once
def kept_text_shown(seat: Seat) -> Predicate:
    """What a stored edition of minutes tells (of whom, in which category, whose text) may still be told today."""
    return text_shown(
        seat,
        participant_id=_KEPT.participant_id,
        category=_KEPT.category,
        writer_id=_KEPT.writer_id,
        written_on=seat.today,
    )


@_built_once
def guest_shown(seat: Seat) -> Predicate:
    """Who a guest of a conference is may be shown: whom a participant brought, to who knows that participant."""
    brought_by_nobody: Predicate = _CAME.invited_by_id.is_(None)
    return or_(brought_by_nobody, knows(seat, _CAME.invited_by_id)) if reads_text(seat.roles) else brought_by_nobody


@_built_once
def typed_line_shown(seat: Seat) -> Predicate:
    """The line that somebody is typing in a conference shows to nobody but them."""
    own: Predicate = _TYPED.person_id == seat.actor
    return own


@_built_once
def on_board(seat: Seat) -> Predicate:
    """The participant has a row on this seat's board: agreed or active, and known.

    The coordinator and managers have a row by reference alone of those they may not know.
    """
    at_table = _PARTICIPANT.state.in_(sorted(AT_THE_TABLE))
    known = knows(seat, _PARTICIPANT.id) if reads_text(seat.roles) else false()
    by_reference = reads_lines(seat.roles) or reads_counts(seat.roles)
    return and_(at_table, or_(known, not_guarded(seat, _PARTICIPANT.id)) if by_reference else known)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whether an agency could read a new text about a participant, asked before it is written or sent."""

    knows: bool
    covered: bool


def audience(session: Session, seat: Seat, participant: Participant, category: Category, writer_id: str) -> Audience:
    """What ``seat`` could read of a text written today by the agency ``writer_id``."""
    about = select(_PARTICIPANT.id).where(_PARTICIPANT.id == participant.id, agency_knows(seat))
    known = session.exec(about).first() is not None
    if writer_id == seat.agency_id:
        return Audience(known, covered=True)
    cover = select(_GIVEN.id).where(
        _GIVEN.participant_id == participant.id,
        _GIVEN.discloser_id == writer_id,
        _GIVEN.category == category,
        *in_force(_GIVEN, seat, seat.today),
    )
    return Audience(known, session.exec(cover).first() is not None)


def terms_of(release: Release, codes: dict[str, str]) -> ReleaseTerms:
    """A stored release as rules/consent.py reads it. ``codes`` maps agency ids to codes."""
    return ReleaseTerms(
        discloser=codes[release.discloser_id],
        receiver=codes[release.receiver_id],
        category=release.category,
        since=release.since,
        until=release.until,
        method=release.method,
        revoked_on=release.revoked_on,
        refused=release.refused,
    )
