"""When a version needs signatures; text codes as people type them."""

from datetime import date

import pytest

from casetable.rules.signing import needs_signatures, typed_code
from casetable.values.agreement import Version
from casetable.values.partnership import ConferenceRule, Decisions, Gate
from casetable.values.terms import Terms
from casetable.words import AgreementKind, AgreementState


def a_version(number: int, kind: AgreementKind, state: AgreementState, came: date | None = None) -> Version:
    rule, gate, decisions = ConferenceRule(), Gate(), Decisions()
    return Version(number, kind, state, "A table", "UTC", "911", 5, 1, 0, rule, gate, decisions, Terms(), None, came)


def test_a_handshake_needs_signatures_once_anything_else_was_in_force_whatever_became_of_it() -> None:
    day = date(2026, 10, 1)
    first = a_version(1, AgreementKind.HANDSHAKE, AgreementState.SUPERSEDED, day)
    withdrawn = a_version(2, AgreementKind.MOU, AgreementState.ENDED)
    ended = a_version(3, AgreementKind.MOU, AgreementState.ENDED, day)
    draft = a_version(4, AgreementKind.HANDSHAKE, AgreementState.DRAFT)
    assert not needs_signatures(draft, [first, withdrawn, draft])
    assert needs_signatures(draft, [first, withdrawn, ended, draft])
    assert needs_signatures(withdrawn, [first, withdrawn])


@pytest.mark.parametrize("words", ["v1 · 63F8-FD49", "v163f8fd49", "V163f8-fd49", "v1 63F8 FD49", "v1-63f8fd49"])
def test_a_code_is_read_with_and_without_what_parts_it(words: str) -> None:
    code = typed_code(words)
    assert (code.version, code.digits) == (1, "63f8fd49")


def test_a_code_without_its_version_is_its_digits() -> None:
    assert (typed_code("63f8-FD49").version, typed_code("63f8-FD49").digits) == (None, "63f8fd49")
