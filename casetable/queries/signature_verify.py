"""Whether every signature stands where it was given: its digest, its seal, and its image in the log."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from casetable.models import Agreement, Person
from casetable.models import Signature as SignatureRow
from casetable.queries.agreement_log import Logged, image_of
from casetable.queries.agreement_texts import stored_digest
from casetable.rules.agreement_text import seal_of
from casetable.values.agreement import Finding
from casetable.words import PaperSigned

_COLUMNS = {
    "agreement_id": "version",
    "paper": "paper",
    "person_id": "person",
    "agency_id": "agency",
    "name": "name",
    "agency": "agency",
    "role": "role",
    "signed_on": "day",
    "at": "time",
    "on": "day of recording",
    "digest": "text",
    "seal": "seal",
    "is_on_paper": "way of signing",
    "place": "place of the paper",
    "recorded_by_id": "recorder",
}
"""What people call the columns of a signature."""


def signature_findings(
    session: Session,
    versions: Sequence[Agreement],
    given: Sequence[SignatureRow],
    logged: dict[str, Logged],
    signed: dict[str, Logged],
) -> tuple[Finding, ...]:
    """What is wrong with the signatures ``given``; ``logged`` and ``signed`` are what the log knows of versions and them.

    Of one signature one thing is said, the plainest.
    """
    names = dict(session.exec(select(Person.id, Person.name)).all())
    numbers = {row.id: row.number for row in versions}
    digests = {
        (row.id, paper): _digest(row, paper, logged.get(row.id)) for row in versions for paper in PaperSigned
    }
    found = [
        finding
        for one in given
        if (finding := _wrong(one, numbers, digests, signed.get(one.id), names)) is not None
    ]
    return (*found, *_missing(given, signed, numbers))


def _digest(row: Agreement, paper: PaperSigned, logged: Logged | None) -> str:
    """What a version was offered with, as the log says it where it knows."""
    image = (logged.image or {}) if logged is not None else {}
    said = image.get("digest" if paper is PaperSigned.AGREEMENT else "objectives_digest")
    return said or stored_digest(row, paper)
