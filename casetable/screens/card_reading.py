"""What a card reads, at one seat and in one go."""

from casetable.screens.card_tabs import MOST, Behind
from casetable.values.card import Card
from casetable.values.seat import Seat


def read_card(seat: Seat, reference: str, *, looks: bool) -> tuple[Card, Behind]:
    """Read the card and its parts at one seat. ``looks``: it is opened, which is written down before it is read.

    Raises NotFound where this seat may not list the participant.
    """
    from casetable.actions.views import look
    from casetable.queries.card import card
    from casetable.queries.disclosures import account
    from casetable.queries.history import history
    from casetable.queries.item_history import item_history
    from casetable.queries.notes import notes
    from casetable.queries.tasks import tasks

    if looks:
        look(seat, reference)
    found = card(seat, reference)
    written = notes(seat, reference, limit=MOST)
    promised = tasks(seat, participant=reference, limit=MOST)
    entries = history(seat, subject=reference, limit=MOST)
    told = account(seat, reference)
    became = item_history(seat, reference) if found.debates.all else None
    return found, Behind(
        notes=written.items,
        note_total=written.total,
        tasks=promised.items,
        task_total=promised.total,
        account=told,
        history=entries.items,
        history_total=entries.total,
        debates=found.debates,
        became=became,
    )
