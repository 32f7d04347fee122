"""Whether every signature stands where it was given: its digest, its seal, and its image in the log."""

from collections.abc import Iterator, Sequence

from casetable.models import Agreement
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
    versions: Sequence[Agreement],
    given: Sequence[SignatureRow],
    logged: dict[str, Logged],
    signed: dict[str, Logged],
) -> tuple[Finding, ...]:
    """What is wrong with signatures; ``logged`` and ``signed`` are what the log knows of versions and of signatures.

    Of one signature one thing is said, the plainest.
    """
    numbers = {row.id: row.number for row in versions}
    digests = {(row.id, paper): _digest(row, paper, logged.get(row.id)) for row in versions for paper in PaperSigned}
    found = [finding for one in given if (finding := _wrong(one, numbers, digests, signed.get(one.id))) is not None]
    return (*found, *_missing(given, signed, numbers))


def _digest(row: Agreement, paper: PaperSigned, logged: Logged | None) -> str:
    """What a version was offered with, as the log says it where it knows."""
    image = (logged.image or {}) if logged is not None else {}
    said = image.get("digest" if paper is PaperSigned.AGREEMENT else "objectives_digest")
    return said or stored_digest(row, paper)


def _wrong(
    one: SignatureRow,
    numbers: dict[str, int],
    digests: dict[tuple[str, PaperSigned], str],
    logged: Logged | None,
) -> Finding | None:
    """The plainest thing that is wrong with a signature; None where nothing is."""
    number = numbers.get(one.agreement_id, 0)
    whose = called(one.name, one.paper, number)
    given_under = _sealed_for(one, numbers)
    if given_under is not None and given_under != number:
        return Finding(number, "", f"{whose} was given under v{given_under} and not under this version.")
    image = logged.image if logged is not None else None
    if image is not None:
        stored = image_of(one)
        wrong = [words for name, words in _COLUMNS.items() if name in image and stored[name] != image[name]]
        if wrong and logged is not None:
            said = ", ".join(dict.fromkeys(wrong))
            return Finding(number, "", f"{whose} is not what was written in entry {logged.seq}: {said}.")
    if one.digest != digests.get((one.agreement_id, one.paper)):
        return Finding(number, "", f"{whose} stands under another text than v{number} was offered with.")
    if given_under is None:
        return Finding(number, "", f"The seal of {whose} does not fit its version, person, role, day and text.")
    if image is None and not (logged is not None and logged.is_erased):
        return Finding(number, "", f"{whose} is there, and the log does not know of it.")
    return None


def called(name: str, paper: PaperSigned, number: int) -> str:
    """What a signature is called in a sentence."""
    version = f"v{number}" if number else "a version that is missing"
    under = version if paper is PaperSigned.AGREEMENT else f"the objectives of {version}"
    return f"{name}'s signature under {under}"


def _sealed_for(one: SignatureRow, numbers: dict[str, int]) -> int | None:
    """The version that a signature's seal binds it to; None where the seal fits no version."""
    who = one.person_id or one.name
    seals = {
        seal_of(number, one.paper.value, who, one.role.value, one.signed_on, one.digest): number
        for number in numbers.values()
    }
    return seals.get(one.seal)


def _missing(given: Sequence[SignatureRow], signed: dict[str, Logged], numbers: dict[str, int]) -> Iterator[Finding]:
    there = {one.id for one in given}
    for row_id, one in signed.items():
        if row_id not in there and one.image is not None:
            number = numbers.get(one.image["agreement_id"], 0)
            whose = called(one.image["name"], PaperSigned(one.image["paper"]), number)
            yield Finding(number, "", f"{whose} is missing, though entry {one.seq} recorded it.")
