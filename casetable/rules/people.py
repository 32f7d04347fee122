"""Who may be changed by whom, who stands in for somebody away, and what is said of it. Rules: Agreement."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from casetable.rules.dates import say_day
from casetable.rules.permissions import MANAGERS, WORKERS
from casetable.values.handover import Thing
from casetable.values.people import Absence
from casetable.words import Role, ThingKind

APPOINT = "casetable person appoint PERSON"
"""What a manager types to make somebody coordinator."""
IN_HAND_NAMED = 10
"""How many things a refusal names before it says how many more there are."""


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


def why_no_noting(roles: Collection[Role], *, manager: str) -> tuple[str, str]:
    """Why somebody in these roles cannot note that a manager (a name) appoints somebody, and what to do.

    Both empty for a coordinator.
    """
    if Role.COORDINATOR in roles:
        return "", ""
    return (
        "Only a coordinator writes down that a manager appoints somebody.",
        f"{manager} appoints at their own seat, or tells a coordinator: {APPOINT}",
    )


def in_the_way(before: Collection[Role], after: Collection[Role]) -> frozenset[ThingKind]:
    """What somebody may not have in hand when their roles become ``after``, since they could not do it any more.

    Without a worker's role that is what workers do; a manager goes on with what a manager was asked.
    """
    held, left = frozenset(before), frozenset(after)
    if left & WORKERS or (left & MANAGERS and not held & WORKERS):
        return frozenset()
    return frozenset({ThingKind.PROMISE, ThingKind.ASK, ThingKind.LEAD})


def why_in_hand(name: str, roles: Iterable[Role], things: Sequence[str]) -> tuple[str, str]:
    """Why somebody cannot be only this while they have ``things`` (references) in hand, and what to do."""
    shown = ", ".join(things[:IN_HAND_NAMED])
    more = f" and {len(things) - IN_HAND_NAMED} more" if len(things) > IN_HAND_NAMED else ""
    return (
        f"{name} still has {shown}{more} in hand, and could do nothing about it as {roles_words(roles)}.",
        "Others take it over first: task hand, participant lead. "
        f"What it is shows casetable person handover {name.split()[0].lower()}",
    )


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


def called(thing: Thing) -> str:
    """Return how a sentence names what somebody has: its reference, else what it is and of whom."""
    if thing.kind is ThingKind.COVER:
        return f"standing in for {thing.words}"
    if thing.kind is ThingKind.REPORT:
        return f"whom {thing.words} reports to"
    return thing.ref or thing.words


def roles_words(roles: Iterable[Role]) -> str:
    """Return roles as people read them, in the order of the vocabulary."""
    held = set(roles)
    return ", ".join(role.label for role in Role if role in held) or "no role"
