"""Releases of information written down: given, refused, several in one entry. Rules: Consent."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from casetable.actions.conference_hearing import close_where_sharing_ended
from casetable.actions.participants import find_participant
from casetable.actions.release_rows import (
    Given,
    Pair,
    add,
    check_and_add,
    check_recorder,
    listed,
    on_hand,
    open_participant,
    pairs_of,
    receipt_of,
)
from casetable.actions.revoking import STANDS, end, find_release, how_many, still_known
from casetable.actions.wording import line, lines
from casetable.errors import BadInput, Refused
from casetable.models import Participant
from casetable.rules.releases import is_about_the_same, says_as_much, stands
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.participants import ReleaseTerms
from casetable.values.seat import Receipt, Seat
from casetable.words import Category, Method

ADD = Action("release.add", "recorded a release")
CHANGE = Action("release.revoke", "recorded and revoked releases", STANDS)
REFUSE = Action("release.refuse", "recorded a refusal")


def add_release(
    seat: Seat,
    participant: str,
    *,
    to: str,
    category: Category,
    since: date,
    method: Method,
    from_agency: str | None = None,
    until: date | None = None,
    purpose: str = "",
    ends_when: str = "",
    paper: str = "",
) -> Receipt:
    """Record what a participant allows: who may tell what to whom, from when until when (both days included).

    ``to`` and ``from_agency`` are agency codes; ``to`` "all" is every other agency at the table, ``from_agency``
    None every signatory. Recorded by the agency that tells, the one that proposed the participant, or the
    coordinator. Raises BadInput for terms that the rules forbid; then nothing is recorded.
    """
    given = Given(since, until, method, lines(purpose), lines(ends_when), line(paper))
    with change(seat, ADD) as session:
        row, ref = open_participant(session, seat, participant)
        pairs = _allowed(session, seat, row, [(to, category)], from_agency)
        return receipt_of(seat, ref, pairs, check_and_add(session, seat, row, pairs, given), given)


def record_releases(
    seat: Seat,
    participant: str,
    *,
    cells: Sequence[tuple[str, Category]],
    since: date,
    method: Method,
    from_agency: str | None = None,
    until: date | None = None,
    purpose: str = "",
    ends_when: str = "",
    paper: str = "",
    revoke: Sequence[str] = (),
    why: str = "",
    only_missing: bool = False,
) -> Receipt:
    """Record several releases and revoke others in one entry; each cell is (receiving agency or "all", category).

    What a release on file gives already, for all its days and as firmly, is left as it is; with ``only_missing``
    whatever stands is. With ``revoke`` the entry is never undone. Raises as ``add_release`` and ``revoke_release`` do,
    and Refused where nothing is left to do; then nothing is changed.
    """
    given = Given(since, until, method, lines(purpose), lines(ends_when), line(paper))
    with change(seat, CHANGE if revoke else ADD) as session:
        finds = open_participant if cells else find_participant
        row, ref = finds(session, seat, participant)
        ended = [find_release(session, seat, one)[0] for one in dict.fromkeys(revoke)]
        end(session, seat, row, ended, why)
        wanted = _allowed(session, seat, row, cells, from_agency) if cells else []
        pairs, covered = _not_on_file(session, seat, row, wanted, given, only_missing=only_missing)
        if not pairs and not ended:
            give = "gives" if len(covered) == 1 else "give"
            said = f"{listed(covered)} {give} as much already" if covered else "nothing is chosen"
            raise Refused(f"{ref}: {said}.", "Nothing was changed.")
        refs = check_and_add(session, seat, row, pairs, given)
        receipt = receipt_of(seat, ref, pairs, refs, given) if pairs else Receipt(f"{ref}:", ref)
        if not ended:
            return receipt
        session.flush()
        left = close_where_sharing_ended(session, seat, row)
        return Receipt(
            f"{receipt.sentence} {how_many(ended)}{still_known(session, seat, row, ended)}{left}",
            receipt.ref,
            receipt.refs,
        )


def refuse_release(
    seat: Seat,
    participant: str,
    *,
    to: str,
    category: Category,
    method: Method,
    from_agency: str | None = None,
    why: str = "",
    on: date | None = None,
) -> Receipt:
    """Record that a participant said no, on a day (None: today). It opens nothing; a later yes is a new release.

    Agencies as in ``add_release``. Raises Refused while a release says yes to the same: that one is revoked instead.
    """
    day = on or seat.today
    if day > seat.today:
        raise BadInput("Their no cannot lie in the future.", "Say on which day they said it.")
    given = Given(day, None, method, refused=True, why=lines(why))
    with change(seat, REFUSE) as session:
        row, ref = open_participant(session, seat, participant)
        pairs = _allowed(session, seat, row, [(to, category)], from_agency)
        held = on_hand(session, seat, row)
        for pair in pairs:
            wanted = pair.terms(given)
            for known, terms in held:
                if is_about_the_same(wanted, terms) and stands(terms, seat.today):
                    raise Refused(f"{known} says yes to that.", f"Revoke it: casetable release revoke {known}.")
        refs = [add(session, seat, row, pair, given) for pair in pairs]
        receivers = ", ".join(sorted({pair.receiver.code for pair in pairs}))
        told = receipt_of(seat, ref, pairs, refs, given)
        return Receipt(f"{ref} said no: nothing of {category.label} goes to {receivers} ({listed(refs)}).", told.ref)


def _allowed(
    session: Session, seat: Seat, row: Participant, cells: Sequence[tuple[str, Category]], from_agency: str | None
) -> list[Pair]:
    """The pairs of some cells. Raises NotAllowed where this seat may not record one of them."""
    pairs = pairs_of(session, cells, from_agency)
    for pair in pairs:
        check_recorder(session, seat, row, pair.discloser)
    return pairs


def _not_on_file(
    session: Session, seat: Seat, row: Participant, pairs: Sequence[Pair], given: Given, *, only_missing: bool
) -> tuple[list[Pair], list[str]]:
    """The pairs that no release gives as much already, and the references of those that do."""

    def does(held: ReleaseTerms, wanted: ReleaseTerms) -> bool:
        stands_for_it = only_missing and is_about_the_same(held, wanted) and stands(held, seat.today)
        return stands_for_it or says_as_much(held, wanted, seat.today)

    held = on_hand(session, seat, row)
    left: list[Pair] = []
    covered: list[str] = []
    for pair in pairs:
        by = [ref for ref, terms in held if does(terms, pair.terms(given))]
        covered += by
        if not by:
            left.append(pair)
    return left, list(dict.fromkeys(covered))
