"""The sheets about one participant: considering somebody, safe contact, and rewording what was written of them."""

from collections.abc import Mapping
from datetime import date

from casetable.errors import BadInput, NotFound
from casetable.rules.past_dates import read_past_date
from casetable.screens.forms import Errand, Make
from casetable.screens.keeping import or_kept
from casetable.screens.sheet import Field
from casetable.values.participants import Participant
from casetable.values.seat import Receipt, Seat

CONSIDER_FIELDS = (
    Field("name", "Name", "as they want to be called; seen by others under a release"),
    Field("asked_on", "Said yes on", "the day they agreed to be considered: today, 2026-11-20"),
    Field("needs", "Needs", "what that yes covers"),
    Field("for", "To whom", "the agencies that the yes names: SS MH; empty for all"),
    Field("reason", "Reason", "why this table, for your own agency"),
    Field("year", "Year of birth", "1984; or: adult, if you asked and the year is not known"),
    Field("consenter", "Consents", "who consents for them, if the agreement says; else empty"),
)
_YES, _NO = ("y", "yes", "true"), ("", "n", "no", "false")


def consider(given: Mapping[str, str], today: date) -> Errand:
    """Return the errand of a filled sheet. Raises BadInput for a day or a year that cannot be read."""
    asked_on = read_past_date(given["asked_on"], today) if given["asked_on"] else None
    year, is_adult = read_year(given["year"])
    named = given["for"].replace(",", " ").upper().split()

    def run(seat: Seat) -> Receipt:
        from casetable.actions.participants import consider

        return consider(
            seat,
            name=given["name"],
            considered_on=asked_on,
            needs=given["needs"],
            reason=given["reason"],
            considered_for=named or None,
            year_of_birth=year,
            adult_confirmed=is_adult,
            consenter=given["consenter"],
        )

    return run


def read_year(words: str) -> tuple[int | None, bool]:
    """Return a year of birth, and whether somebody asked that they are adult. Raises BadInput for anything else."""
    if words and words.casefold() != "adult" and not (words.isdecimal() and len(words) == 4):
        raise BadInput(f"{words!r} is no year of birth.", "Like 1984; or adult, if you asked.")
    return (int(words) if words.isdecimal() else None), words.casefold() == "adult"


def reach_fields(seat: Seat, reference: str) -> tuple[Field, ...]:
    """Return the fields of safe contact, filled with what stands as far as this seat may see it."""
    from casetable.queries.card import contact_of
    from casetable.queries.private import private_places

    try:
        known = contact_of(seat, reference)
    except NotFound:
        known = None
    private = "yes" if private_places(seat, reference) else "no" if known else ""
    return (
        Field("how", "How", "text, phone, at the day centre", known.how if known else ""),
        Field("when", "When", "after 10, not on Fridays", known.when if known else ""),
        Field("never", "Never", "voicemail, at their sister's", known.never if known else ""),
        Field("no_post", "No letters?", "yes: nothing is made for the post", _word(known.no_post) if known else ""),
        Field("private", "Place private?", "yes: where they sleep or were seen is not typed", private),
    )


def set_reach(reference: str, fields: tuple[Field, ...]) -> Make:
    """Return what makes the errand of the filled sheet: what differs from ``fields`` is said, the rest stands.

    Words that not everybody who knows them should read are asked about once; storing again says yes.
    """
    start = {field.name: field.start for field in fields}
    answered: set[str] = set()

    def make(given: Mapping[str, str]) -> Errand:
        said = {name: value for name, value in given.items() if value != start.get(name, "")}
        no_post = _yes(said["no_post"], "No letters?") if "no_post" in said else None
        private = _yes(given["private"], "Place private?") if given["private"] else None
        text = "; ".join(said[name] for name in ("how", "when", "never") if said.get(name))
        _ask_once(text, answered, is_place_private=bool(private))

        def run(seat: Seat) -> Receipt:
            from casetable.actions.voice import set_contact

            return set_contact(
                seat,
                reference,
                how=said.get("how"),
                when=said.get("when"),
                never=said.get("never"),
                no_post=no_post,
                location_private=private if "private" in said else None,
            )

        return or_kept(run, f"how to reach {reference}", text, reference)

    return make


def _ask_once(text: str, answered: set[str], *, is_place_private: bool) -> None:
    """Raise BadInput, asking, for words that all who know them would read; the same words are asked about once."""
    from casetable.rules.quicknote import said_to_all

    found = said_to_all(text, is_place_private=is_place_private)
    if found and text not in answered:
        answered.add(text)
        raise BadInput(f"{found[0]}.", " ".join([*(f"{one}." for one in found[1:]), "Store again to keep it so."]))


def edit_fields(one: Participant, year: int | None = None) -> tuple[Field, ...]:
    """Return the fields of ``e``, filled with what is written now."""
    return (
        Field("name", "Name", "as the person wants to be called", one.name or ""),
        Field("needs", "Needs", "what their yes covers", one.needs or ""),
        Field("reason", "Reason", "why this table", one.reason or ""),
        Field("year", "Year of birth", "1984", str(year) if year else ""),
    )


def edit(one: Participant, start: Mapping[str, str]) -> Make:
    """Return what makes the errand of the filled sheet; only what differs from ``start`` is changed."""

    def make(given: Mapping[str, str]) -> Errand:
        changed = {name: value for name, value in given.items() if value != start.get(name, "")}
        year, is_adult = read_year(changed["year"]) if "year" in changed else (None, False)
        if not changed:
            raise BadInput("Nothing was changed.", "Esc leaves it as it was.")

        def run(seat: Seat) -> Receipt:
            from casetable.actions.participants import edit

            return edit(
                seat,
                one.participant,
                name=changed.get("name"),
                needs=changed.get("needs"),
                reason=changed.get("reason"),
                year_of_birth=year,
                adult_confirmed=is_adult,
                seen=one.version,
            )

        text = "; ".join(f"{name}: {value}" for name, value in changed.items())
        return or_kept(run, f"changes to {one.participant}", text, one.participant)

    return make


def _word(value: bool) -> str:
    return "yes" if value else "no"


def _yes(words: str, label: str) -> bool:
    plain = words.strip().casefold()
    if plain not in (*_YES, *_NO):
        raise BadInput(f"{label} {words!r} is neither yes nor no.", "yes or no.")
    return plain in _YES
