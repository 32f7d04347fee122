"""Whether every text of the agreement is the one that was signed, and every signature the one that was given.

Each text is there three times: as rows, as the exact words that were offered, and in the log. Whoever changes one of
them behind casetable's back is told by the others; the log itself is what ``verify`` recomputes.
"""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from casetable.models import Agreement
from casetable.models import Signature as SignatureRow
from casetable.queries.agreement_log import Logged, image_of, logged_in
from casetable.queries.agreement_parties import nobody_in
from casetable.queries.agreement_rows import row_findings
from casetable.queries.agreement_texts import FORMS, composed_in, row_in, stored_digest, stored_text
from casetable.queries.rows import UNREADABLE
from casetable.queries.signature_verify import signature_findings
from casetable.queries.signed import signatures_in
from casetable.rules.agreement_parts import parts_of, unlike
from casetable.rules.agreement_text import canonical, digest_of
from casetable.rules.differences import differences
from casetable.store.unit import reading
from casetable.values.agreement import Finding, Part, Verified
from casetable.values.seat import Seat
from casetable.words import PaperSigned

_OF_THE_VERSION = {
    "number": "number",
    "kind": "kind",
    "state": "state",
    "offered_on": "day of offer",
    "in_force_on": "first day in force",
    "review_on": "review date",
    "ended_on": "last day",
    "ended_why": "reason for ending",
    "why": "reason for the amendment",
    "text_form": "form of its text",
    "digest": "text code",
    "objectives_digest": "code of its objectives",
}
"""Columns of a version that no text shows, and what people call them."""

_SHOWN = 200
"""So many characters of a changed line are said."""

_UNREADABLE = Finding(
    0, "", "The agreement holds what cannot be read, so that not every text was compared: casetable verify says where."
)


def verify_agreement(seat: Seat) -> Verified:
    """Compose every offered text again and compare it with its digest and signatures, and every row with the log.

    Nothing is changed and nothing repaired: a finding says which version and which part it is about. Where rows cannot
    be read there is one finding alone.
    """
    with reading(seat) as session:
        findings, texts = findings_in(session)
        if findings == (_UNREADABLE,):
            return Verified(findings, (), (), texts)
        findings = (*findings, *_more_in(session, findings))
        applies = row_in(session, seat, None)
        return Verified(findings, signatures_in(session), nobody_in(session, applies), texts)


def _more_in(session: Session, said: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What rows hold beside the log that ``said`` does not name."""
    try:
        more, broken = row_findings(session, {one.version for one in said if one.part})
    except UNREADABLE:
        return (_UNREADABLE,)
    entries = [entry for seq in sorted(broken) if (entry := _entry(seq)) not in said]
    return (*entries, *more)


def findings_in(session: Session) -> tuple[tuple[Finding, ...], int]:
    """What is wrong with texts and signatures, and how many texts were composed again; within a session."""
    try:
        return _findings_in(session)
    except UNREADABLE:
        return (_UNREADABLE,), 0


def _findings_in(session: Session) -> tuple[tuple[Finding, ...], int]:
    logged, broken = logged_in(session, "agreement")
    rows = session.exec(select(Agreement).order_by(col(Agreement.number))).all()
    signed, more = logged_in(session, "signature")
    given = session.exec(select(SignatureRow).order_by(col(SignatureRow.at))).all()
    offered = [row for row in rows if _is_offered(row, logged.get(row.id))]
    findings = [
        *(_entry(seq) for seq in sorted({*broken, *more})),
        *(finding for row in rows for finding in _of_the_row(row, logged.get(row.id))),
        *_gone(rows, logged),
    ]
    for row in offered:
        under = {one.paper for one in given if one.agreement_id == row.id}
        for paper in PaperSigned:
            was = (logged[row.id].image or {}) if row.id in logged else {}
            findings += _of_the_text(session, row, paper, was, is_signed=paper in under)
    return (*findings, *signature_findings(rows, given, logged, signed)), len(offered) * len(PaperSigned)


def _is_offered(row: Agreement, logged: Logged | None) -> bool:
    """The version has, or had when it was last written, words of its own."""
    was = (logged.image or {}) if logged is not None else {}
    return any(stored_text(row, paper) or stored_digest(row, paper) for paper in PaperSigned) or bool(was.get("digest"))


def _entry(seq: int) -> Finding:
    return Finding(0, "", f"Entry {seq} of the log was changed after it was written: casetable verify says more.")


def _of_the_row(row: Agreement, logged: Logged | None) -> Iterator[Finding]:
    """What is said of a version besides its words, beside the log."""
    if logged is not None and logged.is_erased:
        return
    if logged is None or logged.image is None:
        yield Finding(row.number, "", f"v{row.number} is there, and the log does not know of it.")
        return
    stored = image_of(row)
    wrong = [name for name in _OF_THE_VERSION if name in logged.image and stored[name] != logged.image[name]]
    for name in wrong:
        said = f"v{row.number}: its {_OF_THE_VERSION[name]} is not what was written in entry {logged.seq}"
        yield Finding(row.number, "", f"{said}: {_value(logged.image[name])} -> {_value(stored[name])}.")


def _value(stored: object) -> str:
    """A stored value as a sentence holds it; of a digest the part that its text code shows."""
    words = "nothing" if stored in (None, "") else str(stored).replace("_", " ")
    return f"{words[:4].upper()}-{words[4:8].upper()}" if len(words) == len(digest_of("")) else words


def _gone(rows: Sequence[Agreement], logged: dict[str, Logged]) -> Iterator[Finding]:
    there = {row.id for row in rows}
    for row_id, one in logged.items():
        if row_id not in there and one.image is not None:
            number = int(one.image["number"])
            yield Finding(number, "", f"v{number} is missing, though entry {one.seq} wrote it.")


def _of_the_text(
    session: Session, row: Agreement, paper: PaperSigned, logged: dict[str, object], *, is_signed: bool
) -> Iterator[Finding]:
    """Each part of one text that is not as it was offered, by its heading."""
    if row.text_form is not None and row.text_form not in FORMS:
        yield Finding(
            row.number, "", f"The text of v{row.number} is written in a form that this casetable cannot read."
        )
        return
    composed = composed_in(session, row, paper)
    copies = {"rows": canonical(composed), "words": stored_text(row, paper) or "", "log": _logged_text(logged, paper)}
    digest = _logged_digest(logged, paper) or stored_digest(row, paper)
    right = next((text for text in copies.values() if digest_of(text) == digest), None)
    if right is None:
        yield Finding(
            row.number,
            "",
            f"No copy of the {paper.value} of v{row.number} has the text code that it was offered with.",
        )
        right = copies["words"] or copies["log"]
    was = parts_of(right, composed)
    done = "signed" if is_signed else "offered"
    for name in ("rows", "words"):
        if copies[name] == right:
            continue
        now = composed if name == "rows" else parts_of(copies[name], composed)
        for part in unlike(was, now) if copies[name] else was[:1]:
            yield Finding(row.number, part.key, _sentence(row.number, part, was, now, name, done))


def _sentence(number: int, part: Part, was: tuple[Part, ...], now: tuple[Part, ...], name: str, done: str) -> str:
    """One changed part, by its heading, with its first changed line."""
    where = f"v{number}, {'objective ' if part.key.startswith('objective ') else ''}{part.heading}"
    kept = " in the kept text" if name == "words" else ""
    if canonical(now) == canonical(()):
        return f"{where}: the text that was {done} is missing."
    changed = next((one for one in differences(was, now) if part.key == one.key), None)
    lines = [words for sign, words in changed.lines if sign.strip()] if changed is not None else []
    shown = f": {_cut(lines[0])}" if lines else "."
    more = f" (and {len(lines) - 1} more lines)" if len(lines) > 1 else ""
    return f"{where}: its words{kept} are not those that were {done}{shown}{more}"


def _cut(line: str) -> str:
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _logged_text(logged: dict[str, object], paper: PaperSigned) -> str:
    return str(logged.get("text" if paper is PaperSigned.AGREEMENT else "objectives_text") or "")


def _logged_digest(logged: dict[str, object], paper: PaperSigned) -> str:
    return str(logged.get("digest" if paper is PaperSigned.AGREEMENT else "objectives_digest") or "")
