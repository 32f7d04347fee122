"""What is written down from the card about others: what was told outside the table, and whom somebody lives with."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from casetable.errors import BadInput
from casetable.rules.past_dates import read_past_date
from casetable.screens.forms import Errand, Form, Reading, Typed
from casetable.screens.keeping import Kept, or_kept
from casetable.screens.load import Loaded
from casetable.screens.participant_forms import named
from casetable.screens.sheet import Field
from casetable.values.seat import Receipt, Seat
from casetable.words import CATEGORY_TAGS, SAID_GROUNDS, Basis, Category

_GROUND_WORDS = "release, treatment, team statute, emergency or legal order"
TOLD_FIELDS = (
    Field("to", "To whom", "an agency (MH), or somebody outside: Mercy Hospital"),
    Field("category", "Category", "general; more with a comma: general, health", "general"),
    Field("basis", "Ground", _GROUND_WORDS),
    Field("note", "What, and why", "the ward asked what they take; what and why, in a line"),
    Field("on", "Told on", "today, 2026-11-20", "today"),
)
_REFERENCE = re.compile(r"#?(?:P-)?(\d+)\s*(.*)", re.IGNORECASE)


def told_outside(reference: str, today: date) -> Callable[[Mapping[str, str]], Errand]:
    """Return what makes the errand of the sheet about something told outside the table, which is never undone."""

    def make(given: Mapping[str, str]) -> Errand:
        categories = [_category(word) for word in given["category"].split(",") if word.strip()]
        basis, on = _basis(given["basis"]), read_past_date(given["on"] or "today", today)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.disclosures import disclosed

            made = disclosed(
                seat, reference, to=given["to"], categories=categories, basis=basis, note=given["note"], on=on
            )
            return Kept(made.sentence, made.ref)

        narrow = next((one for one in categories if one is not Category.GENERAL), Category.GENERAL)
        return or_kept(run, f"what was told about {reference}", given["note"], reference, narrow)

    return make


def link_form(reference: str, loaded: Loaded, *, ends: bool = False) -> Form:
    """Return the form of whom they live with: a reference, then the day on which they allowed it to be shown."""

    def read(typed: Typed) -> Reading:
        match = _REFERENCE.fullmatch(typed.line.strip())
        if match is None:
            raise BadInput("Whom do they live with?", "Another adult of this list: #629")
        other, words = f"P-{match[1]}", match[2]
        if not words and not ends:
            raise BadInput("On which day did they allow it?", f"Like: #{match[1]} today")
        day = None if ends else read_past_date(words, loaded.today)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.household import allow_link, end_link

            if ends:
                return end_link(seat, reference, other)
            return allow_link(seat, reference, other, allowed_on=day)

        said = "takes back that it is shown" if ends else "allows it to be shown"
        return Reading(f"{reference} {said} that they live with {named(other, loaded)}", run)

    hint = "Whom do they live with? #629" if ends else "Whom, and the day they allowed it: #629 today"
    return Form(f"{'unlink' if ends else 'link'} {reference}", f"{reference} lives with", hint, read, answer=False)


def child(reference: str, lives_there: bool | None) -> Errand:
    """Return the errand that notes whether a child lives in the household; None: not asked."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.household import set_child

        return set_child(seat, reference, lives_there)

    return run


def _category(words: str) -> Category:
    plain = words.strip().casefold().lstrip("~").replace(" ", "_")
    found = {tag: category for category, tag in CATEGORY_TAGS.items()} | {one.value: one for one in Category}
    if plain not in found:
        known = ", ".join(one.label for one in Category)
        raise BadInput(f"{words.strip()!r} is no category.", f"One of: {known}.")
    return found[plain]


def _basis(words: str) -> Basis:
    plain = words.strip().casefold().replace(" ", "_").replace("-", "_")
    found = [one for one in SAID_GROUNDS if plain and one.value.startswith(plain)]
    if len(found) != 1:
        said = f"{words.strip()!r} is no ground." if plain else "On what ground was it told?"
        raise BadInput(said, f"One of: {_GROUND_WORDS}.")
    return found[0]
