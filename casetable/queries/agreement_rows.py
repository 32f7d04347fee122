"""Whether every row of the agreement is what the log says was written, also where no text and no seal shows it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlmodel import Session, select

from casetable.models import (
    Agency,
    Agreement,
    AgreementLadderStep,
    AgreementNewcomer,
    AgreementObjective,
    AgreementParty,
    AgreementSection,
    ObjectiveReading,
    Row,
)
from casetable.queries.agreement_log import Logged, image_of, logged_in
from casetable.values.agreement import Finding

TOLD_ELSEWHERE = frozenset(
    {"number", "kind", "state", "offered_on", "in_force_on", "review_on", "ended_on", "ended_why", "why", "text_form"}
    | {"digest", "objectives_digest", "text", "objectives_text"}
)
"""Columns of a version that are compared in ``agreement_verify``."""

_NO_TEXT_SHOWS = {
    "agreement_newcomer": frozenset({"people", "agency_id"}),
    "agreement_objective": frozenset({"lineage"}),
    "agreement_section": frozenset({"topic"}),
}
_TABLES: tuple[type[Row], ...] = (
    Agreement,
    AgreementParty,
    AgreementNewcomer,
    AgreementSection,
    AgreementObjective,
    AgreementLadderStep,
    ObjectiveReading,
)


def row_findings(session: Session, told: Collection[int]) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """What is wrong with rows beside the log, by version, and the entries of the log that were changed.

    ``told`` are the versions whose text is told to read otherwise: of them only what no text shows is said besides.
    """
    found: list[Finding] = []
    broken: set[int] = set()
    numbers = {row.id: row.number for row in session.exec(select(Agreement))}
    codes = {one.id: one.code for one in session.exec(select(Agency))}
    for model in _TABLES:
        table = str(model.__tablename__)
        logged, more = logged_in(session, table)
        broken.update(more)
        stored = {row.id: image_of(row) for row in session.exec(select(model))}
        found += _of_table(table, stored, logged, told, numbers, codes)
    return tuple(sorted(found, key=lambda one: one.version)), frozenset(broken)


def _of_table(
    table: str,
    stored: Mapping[str, Mapping[str, Any]],
    logged: Mapping[str, Logged],
    told: Collection[int],
    numbers: Mapping[str, int],
    codes: Mapping[str, str],
) -> Iterator[Finding]:
    """What is wrong with the rows of one table; whole versions that are missing or too many are told elsewhere."""
    for row_id in sorted({*stored, *logged}):
        now, known = stored.get(row_id), logged.get(row_id)
        was = known.image if known is not None else None
        if (known is not None and known.is_erased) or (now is None and was is None):
            continue
        number = numbers.get((now or was or {}).get("agreement_id", row_id), 0)
        what = f"{f'v{number}, ' if number else ''}{_called(table, now or was or {}, codes)}"
        if now is not None and was is not None and known is not None:
            wrong = _wrong(table, was, now, is_told=number in told)
            if wrong:
                yield Finding(number, "", f"{what} is not what was written in entry {known.seq}: {'; '.join(wrong)}.")
        elif table == Agreement.__tablename__ or number in told:
            continue
        elif now is None and known is not None:
            yield Finding(number, "", f"{what} is missing, though entry {known.seq} wrote it.")
        else:
            yield Finding(number, "", f"{what} is there, and the log does not know of it.")


def _wrong(table: str, was: Mapping[str, Any], now: Mapping[str, Any], *, is_told: bool) -> list[str]:
    """The columns that differ; of numbers that stand together those that do, as ``gate.promises kept 0.75 -> 0.7``."""
    said: list[str] = []
    for name in was:
        if name not in now or was[name] == now[name] or (table == Agreement.__tablename__ and name in TOLD_ELSEWHERE):
            continue
        if is_told and name not in _NO_TEXT_SHOWS.get(table, ()):
            continue
        said += _numbers(name, was[name], now[name])
    return said


def _numbers(name: str, was: Any, now: Any) -> list[str]:
    words = name.removesuffix("_id").replace("_", " ")
    if not isinstance(was, dict) or not isinstance(now, dict):
        return [words]
    return [
        f"{words}.{key.replace('_', ' ')}{_change(was.get(key), now.get(key))}"
        for key in {**was, **now}
        if was.get(key) != now.get(key)
    ]


def _change(was: Any, now: Any) -> str:
    """A number before and now; nothing of words, which may be long."""
    return f" {was} -> {now}" if isinstance(was, int | float) and isinstance(now, int | float) else ""


def _called(table: str, image: Mapping[str, Any], codes: Mapping[str, str]) -> str:
    """What a row is called after its version."""
    match table:
        case "agreement":
            return "what applies by it"
        case "agreement_party":
            return f"the part of {codes.get(image['agency_id'], 'a party')}"
        case "agreement_newcomer":
            return f"the part of {image['code']}"
        case "agreement_section":
            return f"section {image['position'] + 1}"
        case "agreement_objective":
            return f"objective {image['position'] + 1}"
        case "agreement_ladder_step":
            return f"step {image['position']} of the conflict ladder"
        case _:
            return f"A reading of an objective in {image['quarter']}"
