"""One mail as an .eml file, as any mail program opens and sends it (RFC 5322, MIME)."""

import re
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from casetable.errors import BadInput
from casetable.values.minutes import Letter

_ADDRESS = re.compile(r"[!-~]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+")


def as_eml(letter: Letter, sender: tuple[str, str], at: datetime) -> bytes:
    """The file: text, the same as HTML, and what is attached; lines end with CRLF and nothing is fetched from anywhere.

    ``sender`` is (name, address). ``at`` is the mail's date, an aware instant; ``letter.at`` goes before it. The same
    letter gives the same bytes. Mail programs open it as one that is still to be sent. Raises BadInput for an address
    that is none.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(*sender)
    message["To"] = _address(letter.name, letter.to)
    message["Subject"] = _one_line(letter.subject)
    message["Date"] = (letter.at or at).astimezone(UTC)
    if letter.message_id:
        message["Message-ID"] = letter.message_id
    message["X-Unsent"] = "1"
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for name, media, content in letter.attached:
        main, _, sub = media.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub or "octet-stream", filename=_one_line(name))
        if main == "text":
            list(message.iter_attachments())[-1].set_param("charset", "utf-8")
    _name_boundaries(message, letter)
    return message.as_bytes()


def _address(name: str, address: str) -> Address:
    if not _ADDRESS.fullmatch(address):
        raise BadInput(
            f"'{_one_line(address)}' is no address that a mail can go to.",
            "Addresses look like name@example.org: casetable person edit NAME --mail ADDRESS",
        )
    return Address(_one_line(name), addr_spec=address)


def _one_line(words: str) -> str:
    """No header may hold the end of a line: what follows it would be a header of its own."""
    return " ".join(words.split())


def _name_boundaries(message: EmailMessage, letter: Letter) -> None:
    """Name what parts the parts after their content, where the library would draw a number by chance."""
    content = sha256("\n".join((letter.text, letter.html)).encode())
    for _, _, attached in letter.attached:
        content.update(sha256(attached).digest())
    parts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"part-{number}-{content.hexdigest()[:40]}")
