"""Notes and safe contact in one line."""

from datetime import date

import pytest

from casetable.rules.notes import note_in_a_line, say_contact
from casetable.values.card import SafeContact
from casetable.words import TakingPart


@pytest.mark.parametrize(
    ("how", "when", "never", "no_post", "private", "said"),
    [
        ("text", "after 10", "voicemail", True, True, "text after 10, never voicemail · no post · tell nobody where"),
        ("text", "", "", False, False, "text"),
        ("", "", "never at home", False, False, "never at home"),
        ("", "", "", True, False, "no post"),
    ],
)
def test_safe_contact_is_one_line(how: str, when: str, never: str, no_post: bool, private: bool, said: str) -> None:
    assert say_contact(SafeContact(how, when, never, no_post, private, "Dana", "HS", date(2026, 11, 2))) == said


def test_how_they_take_part_stands_before_their_message() -> None:
    assert note_in_a_line("not the\nshelter", TakingPart.MESSAGE) == "wants to send a message: not the shelter"
    assert note_in_a_line("", TakingPart.ATTEND) == "wants to be there"
    assert note_in_a_line(" a \n b ", None) == "a b"
