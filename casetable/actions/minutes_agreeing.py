"""Minutes are agreed and locked with the bytes of every edition, and reopened as a revision. Rules: Conference."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select

from casetable.actions.minutes_rows import Kept, agreed_by, kept
from casetable.actions.wording import lines
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.models import (
    Conference,
    ConferenceItem,
    ConferenceLine,
    Minutes,
    MinutesContent,
    MinutesPaper,
    MinutesTold,
    Participant,
)
from casetable.queries.facts import filed_line_shown
from casetable.queries.minutes_window import corrections_end
from casetable.queries.remembered import agencies_seated, agency_codes
from casetable.rules.dates import say_day_in
from casetable.rules.minutes import not_due
from casetable.rules.quickwho import names_somebody
from casetable.store.log import head_of
from casetable.store.references import read_reference
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.disclosures import Told
from casetable.values.minutes import Edition
from casetable.values.seat import Receipt, Seat
from casetable.words import ConferenceState, LineKind, MinutesForm, MinutesState

AGREE = Action(
    "conference.agree_minutes", "agreed the minutes", never("agreed minutes are reopened as a revision, not undone")
)
REOPEN = Action("conference.reopen_minutes", "reopened the minutes")
MAY_TELL = Action(
    "conference.may_tell",
    "said whether a participant may know a dissent",
    never("say it again the other way: they may know it, or not"),
)

Papers = Sequence[tuple[Edition, MinutesForm, bytes]]
"""Every edition in every form, as it is stored."""
Tellings = Sequence[tuple[Edition, Told]]
"""What each edition tells its audience."""
Built = tuple[Papers, Tellings]
"""What is stored when minutes are agreed."""


def agree(seat: Seat, conference: str | date | None, build: Callable[[], Built]) -> Receipt:
    """Agree the minutes of a held conference (None: the last one) and lock them with the bytes of every edition.

    ``build`` reads by ordinary queries and renders; nobody can write while it runs, so that what is stored says what
    was agreed, and the log's head is the one it stands on. For its chair, deputy or the coordinator. Raises Refused
    while corrections are open and an agency that was there has not replied, and for minutes that are agreed.
    """
    with change(seat, AGREE) as session:
        of = kept(session, seat, conference)
        of.runners_only()
        _check_can_agree(of)
        head = head_of(session).hash
        papers, told = build()
        store_papers(session, of.minutes, papers, told)
        for earlier in _revisions(session, of.row):
            if earlier.id != of.minutes.id and earlier.state is MinutesState.AGREED:
                earlier.state = MinutesState.REPLACED
        lock(of.minutes, seat, head)
        of.row.state = ConferenceState.MINUTES_AGREED
        which = f", revision {of.minutes.revision}," if of.minutes.revision > 1 else ""
        said = f"The minutes of {of.day}{which} are agreed and locked: every edition is kept as it is."
        return Receipt(said, of.occurrence.conference)


def lock(minutes: Minutes, seat: Seat, head: str) -> None:
    """Set a revision to agreed by who sits here (nobody for the clock); ``head`` is the log's head it stands on."""
    minutes.state = MinutesState.AGREED
    minutes.agreed_at = seat.now
    minutes.agreed_by_id = None if seat.is_clock else seat.actor
    minutes.head = head


def store_papers(session: Session, minutes: Minutes, papers: Papers, told: Tellings) -> None:
    """Keep every edition's bytes with their SHA-256, and what each tells its audience, once for each line of it."""
    agencies = {one.code: one.id for one in agencies_seated(session)}
    people = _people(session, [*(e.participant for e, _, _ in papers), *(one.participant for _, one in told)])
    for edition, form, content in papers:
        paper = MinutesPaper(
            minutes_id=minutes.id,
            audience=edition.audience,
            agency_id=agencies[edition.agency] if edition.agency else None,
            participant_id=people[edition.participant] if edition.participant else None,
            form=form,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
        )
        session.add(paper)
        session.add(MinutesContent(paper_id=paper.id, content=base64.b64encode(content).decode("ascii")))
    keys = ((e.audience, e.agency, one.participant, one.category, one.discloser) for e, one in told)
    for audience, agency, participant, category, writer in dict.fromkeys(keys):
        session.add(
            MinutesTold(
                minutes_id=minutes.id,
                audience=audience,
                agency_id=agencies[agency] if agency else None,
                participant_id=people[participant],
                category=category,
                writer_id=agencies[writer],
            )
        )
    session.flush()


def reopen(seat: Seat, conference: str | date | None, why: str) -> Receipt:
    """Reopen agreed minutes (None: of the last conference) as a revision that is open for corrections anew.

    ``why`` stands on every edition: it names nobody. What was agreed stays printable until the revision is agreed.
    For its chair, deputy or the coordinator. Raises BadInput without a reason, Refused for minutes that are open.
    """
    with change(seat, REOPEN) as session:
        of = kept(session, seat, conference)
        of.runners_only()
        reason = lines(why)
        if not reason:
            raise BadInput("Why are they reopened?", "Say it in a few words that name nobody: it stands on every copy.")
        if names_somebody(reason):
            raise BadInput("Why minutes are reopened names no participant.", "It stands on every agency's copy.")
        before = of.minutes
        if before.state is MinutesState.OPEN:
            raise Refused(
                f"The minutes of {of.day} are not agreed yet.",
                f"They are corrected until {say_day_in(before.correct_until, seat.today)}.",
            )
        revision = Minutes(
            conference_id=of.row.id,
            revision=before.revision + 1,
            correct_until=corrections_end(session, seat, of.row, seat.today),
            why=reason,
            reopened_by_id=seat.actor,
        )
        session.add(revision)
        until = say_day_in(revision.correct_until, seat.today)
        return Receipt(
            f"Revision {revision.revision} of the minutes of {of.day} is open for corrections until {until}. "
            f"Revision {before.revision} stays as it is until then, and may be printed.",
            of.occurrence.conference,
        )


def may_tell(seat: Seat, line: str, yes: bool) -> Receipt:
    """Say whether the participant may know a dissent (a line's id), for the agency whose dissent it is.

    Raises NotFound where there is no such dissent here, NotAllowed for another agency.
    """
    with change(seat, MAY_TELL) as session:
        mine = select(ConferenceLine).where(ConferenceLine.id == line, filed_line_shown(seat))
        row = session.exec(mine.where(ConferenceLine.kind == LineKind.DISSENT)).first()
        if row is None or row.participant_id is None:
            raise NotFound(
                "There is no such dissent about a participant here.", "casetable conference minutes lists them."
            )
        if row.writer_id != seat.agency_id:
            writer = agency_codes(session)[row.writer_id]
            raise NotAllowed(f"Whether they may know it, {writer} says: it is {writer}'s dissent.", "Ask them.")
        row.may_tell = yes
        said = (
            "They may know of this dissent: it stands in their letter." if yes else "They are not told of this dissent."
        )
        if _is_locked(session, row):
            said += (
                " The minutes are agreed: their letter says so once they are reopened."
                if yes
                else " The agreed letter is not given out any more: reopening the minutes makes one without it."
            )
        return Receipt(said)


def _check_can_agree(of: Kept) -> None:
    """Raise Refused for minutes that are agreed, and while somebody may still correct them who has not replied."""
    minutes, seat = of.minutes, of.seat
    if minutes.state is not MinutesState.OPEN:
        by = f" by {agreed_by(of.session, minutes)}" if minutes.agreed_by_id else ""
        raise Refused(
            f"The minutes of {of.day} are agreed{by}.",
            f"To change them: casetable conference reopen {of.occurrence.conference}",
        )
    replied = [one for one in of.there if one not in of.waiting]
    if reason := not_due(minutes.correct_until, seat.today, of.there, replied):
        after = say_day_in(minutes.correct_until + timedelta(days=1), seat.today)
        raise Refused(
            reason,
            f"Ask them (casetable conference nothing-to-correct), or agree the minutes from {after} on.",
        )


def _revisions(session: Session, row: Conference) -> list[Minutes]:
    return list(session.exec(select(Minutes).where(Minutes.conference_id == row.id)))


def _people(session: Session, refs: Iterable[str]) -> dict[str, str]:
    """The ids of participants by their references."""
    numbers = {read_reference(one, "P"): one for one in refs if one}
    rows = session.exec(select(Participant.number, Participant.id).where(col(Participant.number).in_(sorted(numbers))))
    return {numbers[number]: row_id for number, row_id in rows}


def _is_locked(session: Session, line: ConferenceLine) -> bool:
    """The minutes that hold a line are agreed."""
    agreed = (
        select(Minutes.id)
        .join(ConferenceItem, col(ConferenceItem.conference_id) == Minutes.conference_id)
        .where(ConferenceItem.id == line.item_id, Minutes.state == MinutesState.AGREED)
    )
    return session.exec(agreed).first() is not None
