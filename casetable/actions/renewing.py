"""Releases renewed: a new one goes on where the old one ends, and the old one stays on file. Rules: Consent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.release_rows import Given, Pair, check_and_add, check_open, check_recorder, listed, on_hand
from casetable.actions.revoking import agencies_at, find_release
from casetable.actions.wording import line, lines
from casetable.errors import BadInput, Refused
from casetable.models import Participant, Release
from casetable.queries.facts import release_words_shown, terms_of
from casetable.rules.dates import say_date
from casetable.rules.releases import event_words, goes_on, is_about_the_same, renewed_from, stands
from casetable.store.references import spell
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.participants import ReleaseTerms
from casetable.values.seat import Receipt, Seat
from casetable.words import Method

RENEW = Action("release.renew", "renewed a release")


def renew_release(
    seat: Seat,
    release: str,
    *,
    until: date | None = None,
    no_end: bool = False,
    method: Method | None = None,
    since: date | None = None,
    purpose: str | None = None,
    ends_when: str = "",
    paper: str = "",
) -> Receipt:
    """Renew one release: see ``renew_releases``."""
    return renew_releases(
        seat,
        [release],
        until=until,
        no_end=no_end,
        method=method,
        since=since,
        purpose=purpose,
        ends_when=ends_when,
        paper=paper,
    )


def renew_releases(
    seat: Seat,
    releases: Sequence[str],
    *,
    until: date | None = None,
    no_end: bool = False,
    method: Method | None = None,
    since: date | None = None,
    purpose: str | None = None,
    ends_when: str = "",
    paper: str = "",
) -> Receipt:
    """Renew releases in one entry, each by a new one from the day after its end; the old ones stay on file.

    Where one is over, was revoked or ends by an event, the new one begins today. ``until`` is the new last day,
    ``no_end`` says that none was given: nothing invents one; ``ends_when`` alone is an end too. ``method`` and
    ``purpose`` None are as before; the paper is a new one. Renewed by whoever may record it, and by the lead worker.
    Raises BadInput for half an answer and for terms that the rules forbid, Refused for one that was refused, has no
    end, or goes on already.
    """
    if (until is not None and no_end) or not (until or no_end or ends_when):
        raise BadInput("Until when does it go on?", "Name the last day, or say that none was given: --no-end.")
    if not releases:
        raise BadInput("No release is named.", "casetable release list --ending 30d shows those about to end.")
    asked = _Asked(until, method, since, None if purpose is None else lines(purpose), lines(ends_when), line(paper))
    with change(seat, RENEW) as session:
        done = [_renew(session, seat, one, asked) for one in dict.fromkeys(releases)]
        if len(done) == 1:
            return Receipt(done[0].sentence, done[0].new, (done[0].new,))
        news = tuple(one.new for one in done)
        end = _end(until, seat.today, ends_when)
        return Receipt(f"{len(done)} releases go on {end} ({listed(news)}).", news[0], news)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is said once for all that are renewed; None is as before."""

    until: date | None
    method: Method | None
    since: date | None
    purpose: str | None
    ends_when: str
    paper: str

    def given(self, old: Release, terms: ReleaseTerms, today: date) -> Given:
        first = self.since or renewed_from(terms, today)
        purpose = old.purpose if self.purpose is None else self.purpose
        return Given(first, self.until, self.method or old.method, purpose, self.ends_when, self.paper)


@dataclass(frozen=True, slots=True)
class _Renewed:
    """The reference of a renewal, and the sentence for it alone."""

    new: str
    sentence: str


def _renew(session: Session, seat: Seat, release: str, asked: _Asked) -> _Renewed:
    old, ref = find_release(session, seat, release)
    row = session.exec(select(Participant).where(Participant.id == old.participant_id)).one()
    check_open(row)
    pair = _agencies_of(session, old, ref)
    check_recorder(session, seat, row, pair.discloser, leads_too=True)
    terms = terms_of(old, {one.id: one.code for one in (pair.discloser, pair.receiver)})
    events = _ending_by_event(session, seat, row)
    ends_somehow = terms.until is not None or ref in events
    later = {other for other, said in on_hand(session, seat, row) if ref in events and said.since > terms.since}
    beside = [one for one in on_hand(session, seat, row) if one[0] != ref and one[0] not in events.keys() - later]
    _check_renewable(terms, ref, beside, seat.today, may_go_on=ends_somehow or asked.since is not None)
    given = asked.given(old, terms, seat.today)
    (new,) = check_and_add(session, seat, row, [pair], given)
    goes = f"{terms.category.label} from {terms.discloser} to {terms.receiver}"
    span = f"from {say_date(given.since, seat.today)} {_end(given.until, seat.today, given.ends_when)}"
    stays = f" {ref} itself ends {events[ref]}." if ref in events and stands(terms, seat.today) else ""
    return _Renewed(new, f"{ref} goes on as {new}: {goes}, {span}.{stays}")


def _ending_by_event(session: Session, seat: Seat, row: Participant) -> dict[str, str]:
    """Releases of a participant that end by an event alone which this seat may know of: references and events."""
    ending = select(Release).where(
        Release.participant_id == row.id,
        release_words_shown(seat),
        col(Release.until).is_(None),
        Release.ends_when != "",
    )
    return {spell("R", one.number): event_words(one.ends_when) for one in session.exec(ending)}


def _agencies_of(session: Session, old: Release, ref: str) -> Pair:
    agencies = {agency.id: agency for agency in agencies_at(session).values()}
    if old.discloser_id not in agencies or old.receiver_id not in agencies:
        raise Refused(f"{ref}: one of its agencies has left the table.")
    return Pair(agencies[old.discloser_id], agencies[old.receiver_id], old.category)


def _check_renewable(
    terms: ReleaseTerms, ref: str, held: Iterable[tuple[str, ReleaseTerms]], today: date, *, may_go_on: bool
) -> None:
    """Raise Refused for a no, for what has no end, and for what goes on by another release already."""
    if terms.refused:
        raise Refused(f"{ref} is a no.", "If they say yes now, record that: casetable release add.")
    is_over = not stands(terms, today)
    if not is_over and not may_go_on:
        raise Refused(f"{ref} has no end: it holds until it is revoked.")
    for other, said in held:
        takes_its_place = (is_over or terms.until is None) and is_about_the_same(terms, said) and stands(said, today)
        if takes_its_place or (not is_over and terms.until is not None and goes_on(terms, [said])):
            raise Refused(f"{ref} goes on as {other} already.", "casetable release list shows them.")


def _end(until: date | None, today: date, ends_when: str) -> str:
    if until:
        return f"until {say_date(until, today)}"
    return f"until the end {event_words(ends_when)}" if ends_when else "without an end"
