"""casetable export: all that this seat may see, as JSON and CSV."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.papers import Replace, tell_paper
from casetable.cli.sitting import at_table

if TYPE_CHECKING:
    from casetable.values.seat import Seat

_EVERYTHING = 10**9

Objects = list[dict[str, object]]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A new folder, or a file that ends in .json.")],
    replace: Replace = False,
) -> None:
    """Write all that you may see to a folder or a .json file.

    Example: casetable export my-table

    The folder holds export.json and a CSV of each kind. What other agencies told you in it is recorded as a disclosure.
    """
    from casetable.jobs.export import export as write

    with at_table() as sitting:
        seat = sitting.seat()
        made = write(seat, lambda: everything(seat), path, sitting.table.partnership.name, replace=replace)
        tell_paper(made)


def everything(seat: "Seat") -> dict[str, Objects]:
    """All that a seat may see, by kind, with the keys that ``--json`` has."""
    from casetable.cli.card_json import noted_json
    from casetable.cli.formats import agency_json, event_json, person_json, release_json, task_json
    from casetable.cli.papers_json import disclosure_json, draft_json
    from casetable.queries import consent, disclosures, drafts, notes, people, tasks
    from casetable.queries.export import task_events

    about = _about_people(seat)
    return {
        "agencies": [agency_json(one) for one in people.agencies(seat)],
        "people": [person_json(one) for one in people.people(seat)],
        **about,
        "releases": [release_json(one) for one in consent.releases(seat)],
        "tasks": [task_json(one) for one in tasks.tasks(seat, limit=_EVERYTHING).items],
        "task_events": [{"task": ref, **event_json(line)} for ref, line in task_events(seat)],
        "notes": [noted_json(one) for one in notes.notes(seat, limit=_EVERYTHING).items],
        "disclosures": [disclosure_json(one) for one in disclosures.disclosures(seat)],
        "drafts": [draft_json(one) for one in drafts.kept(seat)],
    }


def _about_people(seat: "Seat") -> dict[str, Objects]:
    """Participants with what stands on their cards."""
    from casetable.cli.card_json import contact_json, member_json, reading_json
    from casetable.cli.formats import participant_json
    from casetable.queries.about_people import about_people
    from casetable.queries.participants import participants

    found = about_people(seat)
    listed: Objects = []
    for one in participants(seat):
        facts = found.facts.get(one.participant)
        listed.append(
            {
                **participant_json(one),
                "hmis_id": (facts.hmis_id or None) if facts else None,
                "year_of_birth": facts.year_of_birth if facts else None,
                "child_in_household": facts.child_in_household if facts else None,
                "consenter": (facts.consenter or None) if facts else None,
            }
        )
    return {
        "participants": listed,
        "team": [{"participant": ref, **member_json(one)} for ref, one in found.team],
        "households": [{"participant": one, "lives_with": other} for one, other in found.links],
        "safe_contact": [{"participant": ref, **contact_json(one)} for ref, one in found.contacts],
        "outcomes": [{"participant": ref, "domain": one.domain, **reading_json(one)} for ref, one in found.readings],
    }
