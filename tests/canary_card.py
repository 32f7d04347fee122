"""What stands on cards in the canary's world: notes, words, safe contact, outcomes, households, disclosures, drafts."""

from casetable.actions import drafts, household, leaving, notes, outcomes, voice
from casetable.actions.disclosures import disclosed
from casetable.values.outcomes import NewReading
from casetable.values.seat import Seat
from casetable.values.terms import DOMAINS
from casetable.words import (
    Basis,
    Category,
    LeavingReason,
    NoteKind,
    OutcomeValue,
    OutcomeView,
    TakingPart,
)
from tests.canary import SOME_CATEGORIES, Canary
from tests.tables import TUE, WED


def fill_cards(canary: Canary, *, everybodys: str, shared: str, unreleased: str, shelters: str) -> None:
    """Write on the cards of some participants of the world, each word a token.

    ``everybodys`` is shared by all and becomes active, ``shared`` by HS with SS, ``unreleased`` with nobody, and
    ``shelters`` is the shelter's, revoked for HS.
    """
    for ref, by in ((everybodys, "dana"), (everybodys, "omar"), (shared, "dana"), (shelters, "tess")):
        _write(canary, canary.room.sit(by, TUE), ref)
    for ref, by in ((everybodys, "dana"), (shared, "dana"), (shelters, "tess"), (unreleased, "lee")):
        _contact(canary, canary.room.sit(by, TUE), ref)
    _live_together(canary, everybodys, shared)
    _read_outcomes(canary, everybodys)
    _tell_others(canary, everybodys, "omar", ("SS", "the hospital"))
    _tell_others(canary, shelters, "tess", ("HS",))
    _keep(canary, everybodys, "omar")
    _keep(canary, shelters, "dana")


def _write(canary: Canary, seat: Seat, ref: str) -> None:
    """A note of every category, and what was said and told."""

    def said(category: Category = Category.GENERAL) -> str:
        return canary.token("said", ref, seat.agency, category=category, day=seat.today)

    for category in (Category.GENERAL, *SOME_CATEGORIES):
        notes.add_note(seat, ref, said(category), kind=NoteKind.CONTACT, category=category, minutes=10)
    notes.add_note(seat, ref, said())
    voice.say_goal(seat, ref, said(Category.HEALTH), category=Category.HEALTH)
    voice.say_goal(seat, ref, said())
    voice.take_part(seat, ref, TakingPart.MESSAGE, note=said())
    voice.tell(seat, ref, said())


def _contact(canary: Canary, seat: Seat, ref: str) -> None:
    """How they may be reached, once."""
    how, when, never = (canary.token("said", ref, seat.agency, day=seat.today) for _ in range(3))
    voice.set_contact(seat, ref, how=how, when=when, never=never, no_post=True, location_private=True)


def _live_together(canary: Canary, one: str, other: str) -> None:
    """Both said that it may be shown; the names are tokens already."""
    seat = canary.room.sit("dana", TUE)
    household.allow_link(seat, one, other, allowed_on=TUE)
    household.allow_link(seat, other, one, allowed_on=TUE)
    household.set_child(seat, one, child=True)


def _read_outcomes(canary: Canary, ref: str) -> None:
    """Baselines, the beginning of work, then readings of both views by two agencies."""
    seat = canary.room.sit("dana", TUE)

    def new(by: Seat, domain: str, value: OutcomeValue | None, view: OutcomeView = OutcomeView.WORKER) -> NewReading:
        category = Category.HEALTH if domain == "health" else Category.GENERAL
        note = canary.token("said", ref, by.agency, category=category, day=by.today)
        return NewReading(ref, domain, value, view, note=note, category=category)

    outcomes.record_baselines(seat, ref, [new(seat, domain, None) for domain in DOMAINS])
    leaving.activate(seat, ref)
    for by in ("dana", "omar"):
        later = canary.room.sit(by, WED)
        readings = [new(later, domain, OutcomeValue.BETTER, view) for domain in DOMAINS[:3] for view in OutcomeView]
        outcomes.record_readings(later, readings)


def _tell_others(canary: Canary, ref: str, by: str, to: tuple[str, ...]) -> None:
    """What was told by phone, to an agency and to somebody outside the table."""
    seat = canary.room.sit(by, WED)
    for receiver in to:
        for category in (Category.GENERAL, Category.HEALTH):
            code = receiver if receiver in ("SS", "HS", "MH", "VS") else None
            note = canary.token("told", ref, seat.agency, category=category, receiver=code)
            disclosed(seat, ref, to=receiver, categories=[category], basis=Basis.EMERGENCY, note=note)


def _keep(canary: Canary, ref: str, by: str) -> None:
    """A text that could not be saved, kept for its writer's own agency."""
    seat = canary.room.sit(by, WED)
    drafts.keep(seat, "a note", canary.token("draft", ref, seat.agency, actor=seat.actor), participant=ref)


def somebody_left(canary: Canary, ref: str, by: str) -> None:
    """They left the table with a word about it; sharing goes on as the releases say."""
    seat = canary.room.sit(by, WED)
    note = canary.token("said", ref, seat.agency, day=WED)
    leaving.leave(seat, ref, reason=LeavingReason.MOVED, note=note)


def only_considered(canary: Canary, ref: str) -> None:
    """Somebody who was only considered: a note that stays within the agency."""
    seat = canary.room.sit("lee", TUE)
    notes.add_note(seat, ref, canary.token("said", ref, seat.agency, day=TUE))
