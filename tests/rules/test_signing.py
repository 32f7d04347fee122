"""Text codes as people type them."""

import pytest

from casetable.rules.signing import typed_code


@pytest.mark.parametrize("words", ["v1 · 63F8-FD49", "v163f8fd49", "V163f8-fd49", "v1 63F8 FD49", "v1-63f8fd49"])
def test_a_code_is_read_with_and_without_what_parts_it(words: str) -> None:
    code = typed_code(words)
    assert (code.version, code.digits) == (1, "63f8fd49")


def test_a_code_without_its_version_is_its_digits() -> None:
    assert (typed_code("63f8-FD49").version, typed_code("63f8-FD49").digits) == (None, "63f8fd49")
