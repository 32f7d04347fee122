"""The stored bytes of agreed minutes beside what was recorded of them when they were stored."""

import hashlib
from base64 import b64decode
from binascii import Error as NotBase64
from typing import Any

from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Agency, Conference, Minutes, MinutesContent, MinutesPaper
from casetable.rules.dates import say_day
from casetable.words import Audience


def papers_in(session: Session) -> list[str]:
    """A sentence for each stored paper of minutes whose bytes are not those that were stored. Names no participant."""
    statement = (
        select_rows(
            MinutesPaper, col(Conference.on), col(Minutes.revision), col(Agency.code), col(MinutesContent.content)
        )
        .join(Minutes, col(Minutes.id) == MinutesPaper.minutes_id)
        .join(Conference, col(Conference.id) == Minutes.conference_id)
        .outerjoin(Agency, col(Agency.id) == MinutesPaper.agency_id)
        .outerjoin(MinutesContent, col(MinutesContent.paper_id) == MinutesPaper.id)
        .order_by(col(Conference.on), col(Minutes.revision), col(MinutesPaper.id))
    )
    problems = []
    for paper, on, revision, code, content in session.execute(statement.execution_options(yield_per=50)):
        if problem := _problem(paper, content):
            called = f"The minutes of {say_day(on)} {on.year}, revision {revision} ({_called(paper, code)})"
            problems.append(f"{called} {problem}.")
    return problems


def _problem(paper: MinutesPaper, content: str | None) -> str:
    """What is wrong with one paper, to be said after its name; nothing where it is as it was stored."""
    if content is None:
        return "are not stored any more"
    try:
        stored = b64decode(content, validate=True)
    except (NotBase64, ValueError):
        return "cannot be read as they are stored"
    if len(stored) != paper.size or hashlib.sha256(stored).hexdigest() != paper.sha256:
        return "are not the bytes that were stored"
    return ""


def _called(paper: Any, code: str | None) -> str:
    whose = {Audience.MANAGERS: "for managers", Audience.PARTICIPANT: "a letter"}.get(paper.audience, f"for {code}")
    return f"{whose}, {paper.form.value}"
