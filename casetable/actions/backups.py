"""Recording that a backup was made; the copying itself is a job."""

from casetable import text
from casetable.models import Backup
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.backups import BackupMade
from casetable.values.seat import Receipt, Seat

MAKE = Action("backup.make", "backed up", never("a backup is a file of its own"))


def record(seat: Seat, made: BackupMade) -> Receipt:
    """Write down when, by whom and where a backup was made, and which head of the log it holds."""
    with change(seat, MAKE) as session:
        session.add(
            Backup(
                at=seat.now,
                on=seat.today,
                person_id=None if seat.is_clock else seat.actor,
                head_seq=made.contents.head_seq,
                head_hash=made.contents.head_hash,
                place=text.clean(str(made.path)),
            )
        )
    return Receipt(f"The table is backed up: {made.path}")
