"""A save that is refused because sharing ended: the text is kept for its writer's own agency, and where is said."""

from dataclasses import dataclass

from casetable.errors import NotFound
from casetable.screens.forms import Errand
from casetable.values.seat import Receipt, Seat
from casetable.words import Category


@dataclass(frozen=True, slots=True)
class Kept(Receipt):
    """What was said where there is nothing to take back: of a text that could not be saved, or a page that went out."""


def or_kept(errand: Errand, what: str, text: str, reference: str, category: Category = Category.GENERAL) -> Errand:
    """Return the errand, with ``text`` kept for one's own agency where the participant is not to be found any more.

    ``what`` says what it was to be: ``a note about P-473``. An errand without text is refused as it is.
    """
    if not text.strip():
        return errand

    def run(seat: Seat) -> Receipt:
        try:
            return errand(seat)
        except NotFound as error:
            from casetable.actions.drafts import keep

            keep(seat, what, text, participant=reference, category=category)
            return Kept(f"Not saved: {error.sentence} Your text is kept for {seat.agency}: D shows it.", reference)

    return run


def keeping(reference: str, what: str, text: str) -> Errand:
    """Return the errand that keeps a text for one's own agency, because what it belongs to is not there any more."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.drafts import keep

        keep(seat, what, text, participant=reference)
        return Kept(f"Not saved: what you typed is kept for {seat.agency} alone, D shows it.", reference)

    return run
