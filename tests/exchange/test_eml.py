"""Mails as files, read back by the standard library's parser as a mail program would."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetable.errors import BadInput
from casetable.exchange.eml import as_eml
from casetable.values.minutes import Letter

AT = datetime(2026, 12, 11, 18, 30, tzinfo=UTC)
SENDER = ("Sunrise Table", "table@example.org")
LETTER = Letter(
    to="zoe.lecka@mh.example.org",
    name="Zoë Łęcka, Mental Health",
    subject="Minutes of Fri 11 Dec 2026 · for Mental Health",
    text="Guten Tag.\nFrom the table: “hold for PSH”\n.\n" + "x" * 1500 + "\n",
    html="<p>“hold for PSH” &amp; more</p>\n",
    attached=(
        ("minutes.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff\n"),
        ("Łęcka.md", "text/markdown", "# “é”\n".encode()),
    ),
)


def read(made: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(made, policy=default))


def test_a_mail_reads_back_as_it_was_written() -> None:
    mail = read(as_eml(LETTER, SENDER, AT))
    assert mail.defects == []
    assert mail["To"].addresses[0].display_name == LETTER.name
    assert mail["To"].addresses[0].addr_spec == LETTER.to
    assert (mail["Subject"], mail["From"].addresses[0].addr_spec) == (LETTER.subject, SENDER[1])
    assert mail["Date"].datetime == AT
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    assert text.get_content().replace("\r\n", "\n") == LETTER.text
    assert page.get_content().replace("\r\n", "\n") == LETTER.html
    files = list(mail.iter_attachments())
    assert [one.get_filename() for one in files] == ["minutes.pdf", "Łęcka.md"]
    assert [one.get_payload(decode=True) for one in files] == [content for _, _, content in LETTER.attached]
    assert files[1].get_content_charset() == "utf-8"


def test_text_and_page_are_alternatives_and_attachments_stand_beside_them() -> None:
    assert [part.get_content_type() for part in read(as_eml(LETTER, SENDER, AT)).walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
        "text/markdown",
    ]
    alone = read(as_eml(replace(LETTER, attached=()), SENDER, AT))
    assert next(part.get_content_type() for part in alone.walk()) == "multipart/alternative"
    assert read(as_eml(replace(LETTER, attached=(), html=""), SENDER, AT)).get_content_type() == "text/plain"


def test_lines_end_as_mail_wants_them_are_short_and_ascii() -> None:
    made = as_eml(LETTER, SENDER, AT)
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert b"\r" not in made.replace(b"\r\n", b"")
    assert made.isascii()
    assert max(map(len, made.split(b"\r\n"))) <= 78


def test_the_same_letter_gives_the_same_bytes_and_another_one_other_boundaries() -> None:
    assert as_eml(LETTER, SENDER, AT) == as_eml(LETTER, SENDER, AT)
    one = read(as_eml(LETTER, SENDER, AT)).get_boundary()
    assert one != read(as_eml(replace(LETTER, text="else\n"), SENDER, AT)).get_boundary()


def test_the_letters_own_day_and_number_are_taken_and_it_opens_as_one_to_be_sent() -> None:
    later = datetime(2026, 12, 14, 8, tzinfo=UTC)
    mail = read(as_eml(replace(LETTER, at=later, message_id="<m1@example.org>"), SENDER, AT))
    assert (mail["Date"].datetime, mail["Message-ID"], mail["X-Unsent"]) == (later, "<m1@example.org>", "1")
    assert read(as_eml(LETTER, SENDER, AT))["Message-ID"] is None


@pytest.mark.parametrize("words", ["Minutes\r\nBcc: everybody@example.org", "a\nb", "\u2028x"])
def test_no_word_becomes_a_header_of_its_own(words: str) -> None:
    mail = read(as_eml(replace(LETTER, subject=words, name=words), SENDER, AT))
    assert mail["Bcc"] is None
    assert "\n" not in str(mail["Subject"])


@pytest.mark.parametrize(
    "address", ["", "zoe", "zoe@mh", "a b@example.org", "ä@example.org", "a@example.org\nBcc: b@c.de"]
)
def test_what_is_no_address_is_refused_with_how_to_mend_it(address: str) -> None:
    with pytest.raises(BadInput) as caught:
        as_eml(replace(LETTER, to=address), SENDER, AT)
    assert "casetable person edit" in caught.value.hint


@settings(max_examples=60, deadline=None)
@given(
    words=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120),
    body=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters="\n")),
)
def test_whatever_people_wrote_arrives(words: str, body: str) -> None:
    mail = read(as_eml(replace(LETTER, subject=words, text=body, attached=()), SENDER, AT))
    part = mail.get_body(("plain",))
    assert part is not None
    assert part.get_content().replace("\r\n", "\n").rstrip("\n") == body.rstrip("\n")
    assert " ".join(str(mail["Subject"]).split()) == " ".join(words.split())
