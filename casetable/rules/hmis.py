"""A later HMIS export beside what stands here: what differs, what may be changed, what a worker may want to know.

HMIS never writes over a worker: a field is changed only where it still is what HMIS said last, or where nothing was
ever written. Where somebody went and how they are housed is shown, for a worker to write down.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from casetable.errors import BadFile
from casetable.rules.adulthood import is_minor
from casetable.rules.dates import say_day
from casetable.values.hmis import (
    Destination,
    HmisClient,
    HmisDifference,
    HmisField,
    HmisHint,
    HmisRecord,
    HmisUpdate,
)
from casetable.words import AT_THE_TABLE, HousingCategory, LeavingReason, ParticipantState

WRITTEN_HERE = "a worker wrote it here"
TOO_YOUNG = "a participant is 18 or over: ask"

DIED = 24
TELLS_NOTHING = frozenset({8, 9, 30, 37, 99})
"""Codes that say only that nobody knows (HMIS data standards, list 3.12)."""


def compare(records: Iterable[HmisRecord], clients: Mapping[str, HmisClient], today: date) -> HmisUpdate:
    """Return what ``clients``, by PersonalID, say about ``records``."""
    differences: list[HmisDifference] = []
    hints: list[HmisHint] = []
    met: list[str] = []
    missing: list[str] = []
    for record in records:
        client = clients.get(record.personal_id)
        (missing if client is None else met).append(record.participant)
        if client is not None:
            differences += _differences(record, client, today)
            hints += _hints(record, client)
    return HmisUpdate(tuple(differences), tuple(hints), tuple(met), tuple(missing))


def said_when_picked(client: HmisClient) -> dict[str, object]:
    """Return what HMIS says of somebody on the day they are picked, as it is kept beside them."""
    said: dict[str, object] = {HmisField.NAME.value: client.display}
    if client.year_of_birth is not None:
        said[HmisField.YEAR_OF_BIRTH.value] = client.year_of_birth
    return said


def choose(update: HmisUpdate, words: Sequence[str], *, everything: bool) -> tuple[HmisDifference, ...]:
    """Return the differences that ``words`` name (``P-473``, ``473:name,destination``), or all that may be applied.

    Raises BadFile with every word that names nothing, and every named difference that is kept as it is.
    """
    if everything:
        return update.open
    chosen: list[HmisDifference] = []
    problems: list[str] = []
    for word in words:
        found, problem = _named(update, word)
        chosen += [one for one in found if one not in chosen]
        problems += [problem] if problem else []
    if problems:
        raise BadFile("Nothing was changed.", tuple(problems), "Mend this and try again.")
    return tuple(chosen)


def _named(update: HmisUpdate, word: str) -> tuple[list[HmisDifference], str]:
    reference, _, fields = word.strip().partition(":")
    ref = f"P-{reference.strip().upper().lstrip('#').removeprefix('P-')}"
    theirs = [one for one in update.differences if one.participant == ref]
    if not theirs:
        return [], f"{ref}: HMIS says nothing different about them."
    if not fields:
        found = [one for one in theirs if not one.kept]
        return found, "" if found else f"{ref}: nothing may be changed, {theirs[0].kept}."
    found = []
    for name in fields.split(","):
        wanted = "_".join(name.casefold().split()).replace("-", "_")
        one = next((one for one in theirs if wanted in (one.field.value, one.field.value.split("_")[0])), None)
        if one is None:
            return [], f"{ref}: HMIS says no different {name.strip()[:40]}."
        if one.kept:
            return [], f"{ref}: the {one.field.label} stays, {one.kept}."
        found.append(one)
    return found, ""


def _differences(record: HmisRecord, client: HmisClient, today: date) -> Iterator[HmisDifference]:
    if client.name and client.name != record.name:
        kept = "" if _is_from_hmis(record, HmisField.NAME, record.name) else WRITTEN_HERE
        yield _difference(record, HmisField.NAME, record.name, client.name, kept=kept)
    year = client.year_of_birth
    if year is not None and year != record.year_of_birth:
        kept = "" if _is_from_hmis(record, HmisField.YEAR_OF_BIRTH, record.year_of_birth) else WRITTEN_HERE
        kept = kept or (TOO_YOUNG if is_minor(year, today) is not False else "")
        yield _difference(record, HmisField.YEAR_OF_BIRTH, record.year_of_birth, year, kept=kept)
    went = _went(record, client)
    if record.state is ParticipantState.LEFT and went is not None and went.code != record.destination:
        kept = "" if _is_from_hmis(record, HmisField.DESTINATION, record.destination) else WRITTEN_HERE
        yield _difference(record, HmisField.DESTINATION, record.destination, went.code, went.words, kept)


def _difference(
    record: HmisRecord, field: HmisField, here: str | int | None, hmis: str | int, words: str = "", kept: str = ""
) -> HmisDifference:
    return HmisDifference(record.participant, record.personal_id, record.name, field, here, hmis, words, kept)


def _is_from_hmis(record: HmisRecord, field: HmisField, here: str | int | None) -> bool:
    """Tell whether what stands here is what HMIS said last, or nothing that anybody ever wrote or took away."""
    last = (record.said or {}).get(field.value)
    return here == last or (here in (None, "") and last is None)


def _went(record: HmisRecord, client: HmisClient) -> Destination | None:
    """Return where HMIS says they went since they came to this table, if it says a place."""
    if client.left_to is None or client.left_on is None or client.left_on < record.since:
        return None
    return None if client.left_to.code in TELLS_NOTHING else client.left_to


def _hints(record: HmisRecord, client: HmisClient) -> Iterator[HmisHint]:
    went = _went(record, client)
    if record.state not in AT_THE_TABLE or went is None or client.left_on is None:
        return
    number = record.participant.removeprefix("P-")
    still = f", and {client.open_enrollments} still open" if client.open_enrollments else ""
    where = f"HMIS: an exit on {say_day(client.left_on)} to {went.code}, {went.words}{still}."
    active = record.state is ParticipantState.ACTIVE
    ways = [f"casetable participant outcome {number} housing=… --code {went.code}"] if active else []
    if not client.open_enrollments:
        left = f"--reason {_reason(went)} --destination {went.code} --left-on {client.left_on.isoformat()}"
        ways.append(f"casetable participant leave {number} {left}")
    yield HmisHint(record.participant, f"{where} Nothing is written down by itself; if it is so:", tuple(ways))


def _reason(went: Destination) -> str:
    if went.code == DIED:
        return LeavingReason.DIED.value
    return LeavingReason.HOUSED.value if went.category is HousingCategory.PERMANENT else "…"
