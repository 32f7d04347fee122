"""The sheets and errands about the people at the table: what each field is, how it is read, which action it calls."""

from collections.abc import Mapping
from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import read_date
from casetable.rules.names import find_agencies
from casetable.rules.partnership import roles_in
from casetable.screens.answers import find_person
from casetable.screens.forms import Errand, Make
from casetable.screens.load import Loaded
from casetable.screens.people_lines import Signed
from casetable.screens.sheet import Field
from casetable.values.people import Agency, Person, PersonChange
from casetable.values.seat import Receipt, Seat
from casetable.words import Role

NOBODY = frozenset({"", "-", "–", "nobody", "none", "unassigned"})
"""What is typed where nobody is meant."""


def read_beside(seat: Seat) -> tuple[Signed, tuple[Person, ...]]:
    """Return who signed the page of objectives, or has not yet; and who has left the table, the last one first."""
    from casetable.queries.agreement import agreement
    from casetable.queries.people import former_people

    view = agreement(seat)
    on = {one.name: one.signed_on for one in view.signed_objectives if one.is_current}
    signed = Signed(on, frozenset(name for name, _ in view.unsigned), is_known=True)
    return signed, former_people(seat)


def add_fields(beside: Person | None) -> tuple[Field, ...]:
    """Return the fields of ``a``, with the agency of who is under the cursor."""
    return (
        Field("name", "Name", "as everybody writes it"),
        Field("agency", "Agency", "its code or name", beside.agency if beside else ""),
        Field("roles", "Roles", "frontline, supervisor, senior manager, coordinator, adviser"),
        Field("reports_to", "Reports to", "somebody at the table; may stay empty"),
        Field("mail", "Mail", "may stay empty"),
        Field("phone", "Phone", "may stay empty"),
    )


def add(loaded: Loaded) -> Make:
    """Return what makes the errand of the filled sheet of somebody who joins."""

    def make(given: Mapping[str, str]) -> Errand:
        agency = _agency(given["agency"], loaded)
        roles = read_roles(given["roles"])
        boss = _person(given["reports_to"], loaded)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.people import add

            return add(
                seat,
                given["name"],
                agency=agency.agency,
                roles=roles,
                reports_to=boss.id if boss else None,
                mail=given["mail"],
                phone=given["phone"],
            )

        return run

    return make


def edit_fields(one: Person, loaded: Loaded) -> tuple[Field, ...]:
    """Return the fields of ``e``, filled with what is written now; whom they report to is the coordinator's."""
    fields = (
        Field("name", "Name", "as everybody writes it", one.person),
        Field("mail", "Mail", "may stay empty", one.mail),
        Field("phone", "Phone", "may stay empty", one.phone),
        Field("reports_to", "Reports to", "somebody at the table; empty for nobody", one.reports_to),
    )
    return fields if Role.COORDINATOR in loaded.seat.roles else fields[:-1]


def edit(one: Person, loaded: Loaded) -> Make:
    """Return what makes the errand of the filled sheet; only what differs from what was written is changed."""
    start = {field.name: field.start for field in edit_fields(one, loaded)}

    def make(given: Mapping[str, str]) -> Errand:
        changed = {name: value for name, value in given.items() if name in start and value != start[name]}
        if not changed:
            raise BadInput("Nothing was changed.", "Esc leaves it as it was.")
        if "reports_to" in changed:
            boss = _person(changed["reports_to"], loaded)
            changed["reports_to"] = boss.id if boss else ""

        def run(seat: Seat) -> Receipt:
            from casetable.actions.people import edit

            return edit(seat, one.id, PersonChange(**changed), seen=one.version)

        return run

    return make


def set_roles(one: Person, roles: frozenset[Role]) -> Errand:
    """Return the errand that gives somebody exactly these roles."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.people import set_roles

        return set_roles(seat, one.id, tuple(sorted(roles)), seen=one.version)

    return run


def reach_of_roles(one: Person, roles: frozenset[Role]) -> str:
    """Return what a change of roles means: those before, those after, and that undo does not take it back."""
    gone = [role.label for role in one.roles if role not in roles]
    new = [role.label for role in Role if role in roles and role not in one.roles]
    parts = [f"New: {', '.join(new)}." if new else "", f"No longer: {', '.join(gone)}." if gone else ""]
    kept = "It is written down for good; the same key changes it again."
    return " ".join(part for part in (*parts, kept) if part)


def appoint(one: Person) -> Errand:
    """Return the errand that makes somebody coordinator."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.people import appoint

        return appoint(seat, one.id)

    return run


def reach_of_appointing(one: Person, loaded: Loaded) -> str:
    """Return what appointing somebody means, and beside whom they coordinate."""
    others = [each.person for each in loaded.people if Role.COORDINATOR in each.roles]
    beside = f"{' and '.join(others)} {'stays' if len(others) == 1 else 'stay'} coordinator too. " if others else ""
    keeps = f"{one.person} keeps the agreement and the list of people, beside what they are now."
    return f"{keeps} {beside}It is written down for good.".replace("  ", " ")


def away_fields(one: Person) -> tuple[Field, ...]:
    """Return the fields of an absence, with who is asked instead where they are away today."""
    return (
        Field("until", "Until", "their last day away: fri, +2w, 2026-12-04"),
        Field("cover", "Asked instead", "who stands in: omar; empty for nobody", one.cover),
        Field("since", "Since", "today, unless another day is said"),
    )


def away(one: Person, loaded: Loaded) -> Make:
    """Return what makes the errand of the filled sheet of an absence."""

    def make(given: Mapping[str, str]) -> Errand:
        if not given["until"]:
            raise BadInput("Until when?", "Their last day away: fri, +2w, 2026-12-04.")
        until = read_date(given["until"], loaded.today, loaded.conference)
        since = read_date(given["since"], loaded.today, loaded.conference) if given["since"] else None
        cover = None if given["cover"] == one.cover else _id(given["cover"], loaded)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.people import away

            return away(seat, one.id, until=until, since=since, cover=cover)

        return run

    return make


def back(one: Person) -> Errand:
    """Return the errand that somebody is back."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.people import back

        return back(seat, one.id)

    return run


def read_roles(words: str) -> tuple[Role, ...]:
    """Return the roles that a field names, parted by commas. Raises BadInput for none, and for a word that is none."""
    found: list[Role] = []
    for part in (each.strip() for each in words.replace(";", ",").split(",")):
        if not part:
            continue
        role = _role(part)
        if role is None:
            raise BadInput(f"{part[:40]!r} is no role.", f"Roles: {', '.join(each.label for each in Role)}.")
        found.append(role)
    if not found:
        raise BadInput("What are they at the table?", f"Roles: {', '.join(each.label for each in Role)}.")
    return tuple(dict.fromkeys(found))


def _role(words: str) -> Role | None:
    plain = " ".join(words.casefold().replace("_", " ").split())
    begins = [role for role in Role if role.label.startswith(plain)]
    named = roles_in(plain)
    return begins[0] if len(begins) == 1 else named[0] if len(named) == 1 else None


def _agency(words: str, loaded: Loaded) -> Agency:
    found = find_agencies(words, loaded.agencies, beginnings=True)
    if len(found) == 1:
        return found[0]
    codes = ", ".join(f"{each.agency} ({each.name})" for each in loaded.agencies)
    asked = f"{words[:40]!r} is no agency of this table." if words else "For which agency?"
    raise BadInput(asked, f"At the table: {codes}.")


def _person(words: str, loaded: Loaded) -> Person | None:
    return None if words.casefold() in NOBODY else find_person(words, loaded.people, loaded.me)


def _id(words: str, loaded: Loaded) -> str:
    found = _person(words, loaded)
    return found.id if found else ""


def leave(one: Person, to: Mapping[str, str], rest: Person | None, last_day: date) -> Errand:
    """Return the errand that somebody leaves: ``to`` says who (a person id) takes which thing, by its key."""

    def run(seat: Seat) -> Receipt:
        from casetable.actions.people import leave

        return leave(seat, one.id, on=last_day, to=dict(to), rest=rest.id if rest is not None else None)

    return run
