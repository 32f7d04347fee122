"""What may be stored of what was typed: a Social Security number never is."""

import pytest

from casetable.actions.wording import line, lines
from casetable.errors import BadInput

NUMBERS = (
    "ssn 123-45-6789",
    "123 45 6789",
    "123 - 45 - 6789.",
    "(123\u201345\u20136789)",
    "123-45 6789",
    "aged 51 123-45-6789",
    "123 45 6789 30 minutes",
    "first line\n123-45-6789\nlast line",
)
OTHERS = (
    "",
    "call 555-123-4567",
    "call 1-555-12-3456",
    "call +49 123 45 6789",
    "0123-45-6789",
    "123-45-67890",
    "123-45-6789-12",
    "2026-11-20 to 2027-11-20",
    "123456789",
)


@pytest.mark.parametrize("text", NUMBERS)
def test_what_looks_like_a_social_security_number_is_refused(text: str) -> None:
    for read in (line, lines):
        with pytest.raises(BadInput, match="Social Security number"):
            read(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_are_kept_as_they_are(text: str) -> None:
    assert (line(text), lines(text)) == (text, text)
