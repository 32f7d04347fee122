"""casetable person: who sits at the table, joining it, roles, being away. Leaving stands in person_leave.py."""

from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.group import group
from casetable.cli.options import By, HeardFrom
from casetable.cli.reading import choice_of
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt
from casetable.errors import BadInput
from casetable.words import Role

if TYPE_CHECKING:
    from casetable.values.people import Person

ROLES = ", ".join(role.value.replace("_", "-") for role in Role)

Somebody = Annotated[str, typer.Argument(metavar="PERSON", help="Who: a name, part of one, or initials.")]
Oneself = Annotated[str | None, typer.Argument(metavar="[PERSON]", help="Who; you, where nobody is named.")]
Boss = Annotated[str | None, typer.Option("--reports-to", metavar="PERSON", help="Whom they report to; - for nobody.")]
Mail = Annotated[str | None, typer.Option("--mail", metavar="ADDRESS", help="Their mail address.")]
Phone = Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="Their phone.")]

_NOBODY = frozenset({"", "-", "nobody"})

app = group("The people at the table.", "casetable person list")


def add_to(root: typer.Typer) -> None:
    """Add the group with all its commands."""
    from casetable.cli import person_leave

    person_leave.add_to(app)
    root.add_typer(app, name="person")


@app.command("list")
def show_list(
    left: Annotated[bool, typer.Option("--left", help="Those who have left the table instead.")] = False,
) -> None:
    """List everybody who sits at the table, by agency, and who is away.

    Example: casetable person list
    """
    from casetable.exchange.as_json import person_json
    from casetable.queries.people import former_people, people

    with at_table() as sitting:
        tell_listing(
            (former_people if left else people)(sitting.seat()),
            person_json,
            ("person", "agency", "roles", "left" if left else "away", "reports to", "phone", "mail"),
            lambda one: (
                one.person,
                one.agency,
                ", ".join(role.label for role in one.roles),
                one.left_on.isoformat() if one.left_on else _away(one),
                one.reports_to or (f"unassigned ({one.reported_to} has left)" if one.reported_to else ""),
                one.phone,
                one.mail,
            ),
            empty="Nobody has left the table." if left else "Nobody sits here.",
        )


@app.command("add")
def add(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="Their name, as everybody writes it.")],
    agency: Annotated[str, typer.Option("--agency", metavar="AGENCY", help="For which agency they come.")],
    role: Annotated[list[str], typer.Option("--role", metavar="ROLE", help=f"What they are: {ROLES}. Repeat it.")],
    reports_to: Boss = None,
    mail: Mail = None,
    phone: Phone = None,
) -> None:
    """Let somebody join the table, or come back to it.

    Example: casetable person add Nia Cole --agency MH --role frontline --reports-to ines

    The coordinator does.
    """
    from casetable.actions import people
    from casetable.cli.task import agency_named

    with at_table() as sitting:
        receipt = people.add(
            sitting.seat(),
            " ".join(name),
            agency=agency_named(sitting.seat(), agency).agency,
            roles=_roles(role),
            reports_to=_who_or_nobody(sitting, reports_to) or None,
            mail=mail or "",
            phone=phone or "",
        )
        tell_receipt(sitting, receipt)


@app.command("edit")
def edit(
    person: Somebody,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The name from now on.")] = None,
    reports_to: Boss = None,
    mail: Mail = None,
    phone: Phone = None,
) -> None:
    """Change a name, mail address or phone, or whom somebody reports to.

    Example: casetable person edit me --phone "555 0142"

    What is not named stays.
    """
    from casetable.actions import people
    from casetable.values.people import PersonChange

    with at_table() as sitting:
        who = sitting.somebody(person)
        change = PersonChange(name, mail, phone, _who_or_nobody(sitting, reports_to))
        tell_receipt(sitting, people.edit(sitting.seat(), who.id, change, seen=who.version))


@app.command("roles")
def roles(
    person: Somebody,
    role: Annotated[list[str], typer.Argument(metavar="ROLE…", help=f"All that they are from now on: {ROLES}.")],
) -> None:
    """Say what somebody is at the table from now on.

    Example: casetable person roles lee frontline supervisor

    The coordinator does, never for themselves.
    """
    from casetable.actions import people

    with at_table() as sitting:
        who = sitting.somebody(person)
        tell_receipt(sitting, people.set_roles(sitting.seat(), who.id, _roles(role), seen=who.version))


@app.command("appoint")
def appoint(person: Somebody, heard_from: HeardFrom = None, by: By = None) -> None:
    """Make somebody a coordinator. A manager does.

    Example: casetable person appoint dana

    A coordinator may note what a manager said: --heard-from MANAGER --by phone.
    """
    from casetable.actions import people

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        tell_receipt(sitting, people.appoint(sitting.seat(), sitting.somebody(person).id, heard=heard))


@app.command("away")
def away(
    person: Oneself = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Their last day away.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Their first; else today.")] = None,
    cover: Annotated[
        str | None, typer.Option("--cover", metavar="PERSON", help="Who is asked instead; - for nobody.")
    ] = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Say that you or somebody else are away, and who is asked then.

    Example: casetable person away lee --until "4 dec" --cover sol

    Said once more for other days, who is asked stays unless it is named anew.
    """
    from casetable.actions import people

    if until is None:
        raise BadInput("Away until when?", "Name the last day: --until fri, --until +2w, --until 2026-12-04.")
    with at_table() as sitting:
        receipt = people.away(
            sitting.seat(),
            sitting.somebody(person).id if person else "",
            until=sitting.day(until),
            since=sitting.day_if(since),
            cover=_who_or_nobody(sitting, cover),
            heard=sitting.heard(heard_from, by),
        )
        tell_receipt(sitting, receipt)


@app.command("back")
def back(person: Oneself = None, heard_from: HeardFrom = None, by: By = None) -> None:
    """Say that you or somebody else are back before the day said.

    Example: casetable person back lee
    """
    from casetable.actions import people

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        who = sitting.somebody(person).id if person else ""
        tell_receipt(sitting, people.back(sitting.seat(), who, heard=heard))


def _away(one: "Person") -> str:
    if one.away_until is None:
        return ""
    return f"until {one.away_until.isoformat()}{f' ({one.cover})' if one.cover else ''}"


def _roles(words: list[str]) -> frozenset[Role]:
    """The roles that words name, also a few in one word: ``frontline,supervisor``."""
    named = [part for word in words for part in word.split(",") if part.strip()]
    return frozenset(choice_of(Role, one, "role") for one in named)


def _who_or_nobody(sitting: Sitting, words: str | None) -> str | None:
    """The id of whom an option names; empty for nobody, None where it is not said."""
    if words is None:
        return None
    return "" if words.strip().casefold() in _NOBODY else sitting.somebody(words).id
