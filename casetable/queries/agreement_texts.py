"""The texts of the agreement: the stored words of what was offered, composed ones of a draft."""

from collections.abc import Callable

from sqlmodel import Session, select

from casetable.errors import NotFound
from casetable.models import Agreement
from casetable.queries.agreement_setup import setup_in
from casetable.queries.governing import timeline_in
from casetable.rules.agreement_parts import parts_of
from casetable.rules.agreement_text import canonical, compose, compose_objectives, digest_of
from casetable.values.agreement import Part, Version, code_of
from casetable.values.partnership import Setup
from casetable.values.seat import Seat
from casetable.words import AgreementState, PaperSigned

NOT_OFFERED = "Not offered: not for signing."
"""What stands in the place of a text code below a draft."""

FORMS: dict[int, tuple[Callable[[Setup, int], tuple[Part, ...]], Callable[[Setup], tuple[Part, ...]]]] = {
    1: (compose, compose_objectives),
}
"""By form: how the agreement and how the page of objectives is composed. A form never changes."""

_UNDERWAY = frozenset({AgreementState.DRAFT, AgreementState.OFFERED})


def row_in(session: Session, seat: Seat, number: int | None) -> Agreement:
    """A version's row; without a number the one that applies today. Raises NotFound that names those there are."""
    wanted = timeline_in(session).on(seat.today).number if number is None else number
    row = session.exec(select(Agreement).where(Agreement.number == wanted)).first()
    if row is None:
        there = ", ".join(f"v{one.number}" for one in timeline_in(session).versions)
        raise NotFound(f"The agreement has no version {wanted}.", f"There is: {there}.")
    return row


def underway_in(session: Session, seat: Seat) -> Version | None:
    """The draft or offer beside the version that applies today; None without."""
    versions, applies = timeline_in(session).versions, timeline_in(session).on(seat.today)
    beside = [one for one in versions if one.state in _UNDERWAY and one.number != applies.number]
    return beside[-1] if beside else None


def signing_in(session: Session, seat: Seat) -> Version:
    """The version whose signatures are asked for: the offer if one waits, else the one that applies today."""
    beside = underway_in(session, seat)
    if beside is not None and beside.state is AgreementState.OFFERED:
        return beside
    return timeline_in(session).on(seat.today)


def composed_in(session: Session, row: Agreement, paper: PaperSigned) -> tuple[Part, ...]:
    """What a version's rows say now, in the form that it was offered in. Raises NotFound for an unknown form."""
    form = row.text_form or max(FORMS)
    if form not in FORMS:
        raise NotFound(
            f"The text of v{row.number} is written in form {form}, which this casetable does not know.",
            "A newer casetable does.",
        )
    whole, objectives = FORMS[form]
    setup = setup_in(session, row)
    return whole(setup, row.number) if paper is PaperSigned.AGREEMENT else objectives(setup)


def stored_text(row: Agreement, paper: PaperSigned) -> str | None:
    """The exact words that a version was offered in; None for a draft."""
    return row.text if paper is PaperSigned.AGREEMENT else row.objectives_text


def stored_digest(row: Agreement, paper: PaperSigned) -> str:
    """The digest that a version was offered with; empty for a draft."""
    return (row.digest if paper is PaperSigned.AGREEMENT else row.objectives_digest) or ""


def parts_in(session: Session, row: Agreement, paper: PaperSigned) -> tuple[Part, ...]:
    """A version's text part by part: as it was offered, else as it would be."""
    stored, composed = stored_text(row, paper), composed_in(session, row, paper)
    return composed if stored is None else parts_of(stored, composed)


def exact_in(session: Session, row: Agreement, paper: PaperSigned) -> str:
    """A version's exact words: as it was offered, else as it would be."""
    stored = stored_text(row, paper)
    return canonical(composed_in(session, row, paper)) if stored is None else stored


def code_in(row: Agreement, paper: PaperSigned) -> str:
    """The code of the very words that are stored, so that it proves what was read; empty for a draft."""
    stored = stored_text(row, paper)
    return code_of(row.number, digest_of(stored)) if stored is not None else ""
