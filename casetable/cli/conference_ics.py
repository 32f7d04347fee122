"""The calendar of conferences as an iCalendar file: to a place, or to stdout as it is."""

import sys
from datetime import date
from pathlib import Path

from casetable.cli.asked import asked
from casetable.cli.sitting import Sitting
from casetable.cli.tell import tell_receipt_alone
from casetable.errors import BadInput


def tell_ics(
    sitting: Sitting, since: date | None, until: date | None, *, as_rule: bool, output: Path | None, replace: bool
) -> None:
    """Write the file, or print it byte by byte where no place is named."""
    from casetable.jobs.conference_calendar import calendar_file, calendar_words

    seat = sitting.seat()
    if output is not None:
        tell_receipt_alone(calendar_file(seat, output, since, until, as_rule=as_rule, replace=replace))
        return
    if asked().json:
        raise BadInput("--ics and --json are two forms of the same.", "One of them; or name a file: --output FILE")
    content = calendar_words(seat, since, until, as_rule=as_rule)
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(content.decode())
        return
    sys.stdout.flush()
    stream.write(content)
    stream.flush()
