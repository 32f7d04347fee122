"""Keeping a text whose saving was refused, for its writer's own agency. Rules: Consent; nobody's words are lost."""

from sqlmodel import select

from casetable.actions.wording import line, lines
from casetable.errors import BadInput, NotFound
from casetable.models import Draft, Participant
from casetable.queries.drafts import kept
from casetable.queries.facts import draft_shown
from casetable.store.aside import aside
from casetable.store.references import read_reference
from casetable.values.seat import Receipt, Seat
from casetable.words import Category

__all__ = ["drop", "keep", "kept"]


def keep(
    seat: Seat, what: str, text: str, *, participant: str | None = None, category: Category = Category.GENERAL
) -> Receipt:
    """Keep a text that could not be saved; ``what`` says what it was to be (``a note about P-473``).

    ``participant`` is the reference it was about; whether there is one, or one this seat may know of, makes no
    difference. Raises BadInput for no text, OnlyReading and its like where nothing can be kept.
    """
    words = lines(text)
    if not words:
        raise BadInput("There is no text to keep.")
    with aside(seat) as session:
        row_id = None
        if participant is not None:
            number = read_reference(participant, "P")
            row_id = session.exec(select(Participant.id).where(Participant.number == number)).first()
        row = Draft(
            person_id=seat.actor,
            agency_id=seat.agency_id,
            participant_id=row_id,
            what=line(what),
            text=words,
            category=category,
            at=seat.now,
            on=seat.today,
        )
        session.add(row)
        kept_as = row.id
    return Receipt(f"The text is kept for {seat.agency} alone: casetable drafts shows it.", kept_as)


def drop(seat: Seat, draft: str) -> Receipt:
    """Throw one kept text away, by its id or the end of it. Raises NotFound for none, BadInput for several."""
    wanted = line(draft).casefold()
    with aside(seat) as session:
        shown = session.exec(select(Draft).where(draft_shown(seat))).all()
        found = [row for row in shown if wanted and (row.id == wanted or row.id.endswith(wanted))]
        if not found:
            raise NotFound("There is no such text here.", "casetable drafts shows what is kept.")
        if len(found) > 1:
            raise BadInput(f"{draft[:40]!r} could be several texts.", "Write more of it.")
        session.delete(found[0])
        what = found[0].what
    return Receipt(f"Thrown away: {what or 'a kept text'}.")
