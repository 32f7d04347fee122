"""Who may be changed by whom, who stands in for somebody away, and what is said of it. Rules: Agreement."""

from collections.abc import Iterable, Sequence
from datetime import date

from casetable.rules.dates import say_day
from casetable.values.people import Absence
from casetable.words import Role

APPOINT = "casetable person appoint PERSON"
"""What a manager types to make somebody coordinator."""


def why_no_roles(*, own: bool) -> tuple[str, str]:
    """Why somebody's roles cannot be changed here, and what to do; both empty when they can."""
    if not own:
        return "", ""
    return "Nobody changes their own roles.", f"Another coordinator does, or a manager appoints one: {APPOINT}"


def why_no_appointing(*, own: bool, name: str, roles: Iterable[Role]) -> tuple[str, str]:
    """Why somebody cannot be appointed as coordinator, and what to do; both empty when they can."""
    if own:
        return "Nobody appoints themselves.", f"Another manager does: {APPOINT}"
    if Role.COORDINATOR in roles:
        return f"{name} is a coordinator already.", "casetable person list shows who is."
    return "", ""


def why_no_leaving(*, own: bool, others: Sequence[str]) -> tuple[str, str]:
    """Why a coordinator cannot record that somebody leaves, and what to do; both empty when they can.

    ``others`` are the names of the other coordinators.
    """
    if not own:
        return "", ""
    if others:
        return "Nobody records their own leaving.", f"{' or '.join(others)} does, as another coordinator."
    return (
        "You are the only coordinator: the table is not left without one.",
        f"A manager appoints another, who then records that you leave: {APPOINT}",
    )


def cover_on(absences: Iterable[Absence], person_id: str, day: date) -> str | None:
    """Who (a person id) is asked instead of somebody on a day: their cover, or the cover of one who is away too.

    None when they are there, or when nobody stands in.
    """
    away = {one.person_id: one for one in absences if one.holds_on(day)}
    seen: set[str] = set()
    at: str | None = person_id
    while at is not None and at in away:
        seen.add(at)
        at = away[at].cover_id
        if at in seen:
            return None
    return None if at == person_id else at


def away_words(name: str, until: date, cover: str) -> str:
    """Return the sentence that says somebody is away and who is asked instead."""
    instead = f"{cover} is asked instead" if cover else "nobody stands in"
    return f"{name} is away until {say_day(until)}: {instead}."


def roles_words(roles: Iterable[Role]) -> str:
    """Return roles as people read them, in the order of the vocabulary."""
    held = set(roles)
    return ", ".join(role.label for role in Role if role in held) or "no role"
