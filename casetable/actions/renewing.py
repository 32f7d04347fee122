"""Releases renewed: a new one goes on where the old one ends, and the old one stays on file. Rules: Consent."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, select

from casetable.actions.release_rows import Given, Pair, check_and_add, check_open, check_recorder, on_hand
from casetable.actions.revoking import agencies_at, find_release
from casetable.actions.wording import line, lines
from casetable.errors import BadInput, Refused
from casetable.models import Participant, Release
from casetable.queries.facts import terms_of
from casetable.rules.dates import say_date
from casetable.rules.releases import goes_on, is_about_the_same, renewed_from, stands
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
    """Renew a release by a new one from the day after its end, or from today where it is over; the old one stays.

    ``until`` is the new last day, ``no_end`` says that none was given: nothing invents one. ``method`` and
    ``purpose`` None are as before; the paper is a new one. Renewed by whoever may record it, and by the lead worker.
    Raises BadInput for half an answer and for terms that the rules forbid, Refused for one that was refused, has no
    end, or goes on already.
    """
    if (until is None) is not no_end:
        raise BadInput("Until when does it go on?", "Name the last day, or say that none was given: --no-end.")
    with change(seat, RENEW) as session:
        old, ref = find_release(session, seat, release)
        row = session.exec(select(Participant).where(Participant.id == old.participant_id)).one()
        check_open(row)
        pair = _pair(session, old, ref)
        check_recorder(session, seat, row, pair.discloser, leads_too=True)
        terms = terms_of(old, {one.id: one.code for one in (pair.discloser, pair.receiver)})
        held = [(other, said) for other, said in on_hand(session, seat, row) if other != ref]
        _check_renewable(terms, ref, held, seat.today, has_a_day=since is not None)
        given = Given(
            since or renewed_from(terms, seat.today),
            until,
            method or old.method,
            old.purpose if purpose is None else lines(purpose),
            lines(ends_when),
            line(paper),
        )
        (new,) = check_and_add(session, seat, row, [pair], given)
        goes = f"{terms.category.label} from {terms.discloser} to {terms.receiver}"
        return Receipt(f"{ref} goes on as {new}: {goes}, {_span(given, seat.today)}.", new)


def _pair(session: Session, old: Release, ref: str) -> Pair:
    agencies = {agency.id: agency for agency in agencies_at(session).values()}
    if old.discloser_id not in agencies or old.receiver_id not in agencies:
        raise Refused(f"{ref}: one of its agencies has left the table.")
    return Pair(agencies[old.discloser_id], agencies[old.receiver_id], old.category)


def _check_renewable(
    terms: ReleaseTerms, ref: str, held: Iterable[tuple[str, ReleaseTerms]], today: date, *, has_a_day: bool
) -> None:
    """Raise Refused for a no, for what has no end, and for what goes on by another release already."""
    if terms.refused:
        raise Refused(f"{ref} is a no.", "If they say yes now, record that: casetable release add.")
    is_over = not stands(terms, today)
    if terms.until is None and not is_over and not has_a_day:
        raise Refused(f"{ref} has no end: it holds until it is revoked.")
    for other, said in held:
        takes_its_place = is_over and is_about_the_same(terms, said) and stands(said, today)
        if takes_its_place or (not is_over and terms.until is not None and goes_on(terms, [said])):
            raise Refused(f"{ref} goes on as {other} already.", "casetable release list shows them.")


def _span(given: Given, today: date) -> str:
    end = f"until {say_date(given.until, today)}" if given.until else "without an end"
    return f"from {say_date(given.since, today)} {end}"
