"""casetable person: who sits at the table."""

import typer

from casetable.cli.group import group
from casetable.cli.sitting import at_table
from casetable.cli.tell import tell_listing

app = group("The people at the table.", "casetable person list")


def add_to(root: typer.Typer) -> None:
    """Add the group."""
    root.add_typer(app, name="person")


@app.command("list")
def show_list() -> None:
    """List everybody who sits at the table, by agency.

    Example: casetable person list
    """
    from casetable.exchange.as_json import person_json
    from casetable.queries.people import people

    with at_table() as sitting:
        tell_listing(
            people(sitting.seat()),
            person_json,
            ("person", "agency", "roles", "reports to", "phone", "mail"),
            lambda one: (
                one.person,
                one.agency,
                ", ".join(role.label for role in one.roles),
                one.reports_to,
                one.phone,
                one.mail,
            ),
            empty="Nobody sits here.",
        )
