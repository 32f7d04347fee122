"""casetable agreement join, part: a party more, or one less, from a day on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.agreement_edits import share_of
from casetable.cli.options import Why
from casetable.cli.reading import choice_of
from casetable.cli.say import talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_receipt
from casetable.errors import BadFile, BadInput
from casetable.words import Method, Role, Sector

if TYPE_CHECKING:
    from casetable.values.partnership import AgencySetup, PersonSetup, Setup
    from casetable.values.seat import Receipt

SECTORS = "|".join(sector.value.replace("_", "-") for sector in Sector)


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable agreement``."""
    group.command("join")(join)
    group.command("part")(part)


def join(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Its short name on the board: 2 to 5 letters.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.")],
    sector: Annotated[str | None, typer.Option("--sector", metavar="SECTOR", help=f"One of {SECTORS}.")] = None,
    person: Annotated[
        list[str] | None,
        typer.Option(
            "--person", metavar="NAME=ROLE", help="'Name=role, role, mail'; again for more, a senior manager too."
        ),
    ] = None,
    joins_on: Annotated[
        str | None, typer.Option("--joins-on", metavar="DATE", help="From when; else once this is in force.")
    ] = None,
    hopes: Annotated[str, typer.Option("--hopes", metavar="TEXT", help="What it hopes to gain.")] = "",
    share: Annotated[
        str | None, typer.Option("--share", metavar="25%", help="Its effort; else an equal share.")
    ] = None,
    why: Why = "",
) -> None:
    """Let an agency join: an amendment that all parties sign.

    Example: casetable agreement join LA "Legal Aid" --person "Ben Adu=senior manager" --joins-on 2027-01-04

    It sits at the table from that day, once the amendment is in force. Its senior manager signs on paper before.
    Said once more for a party that is still to join, it adds to what was said, people too.
    """
    from casetable.actions import agreement as actions
    from casetable.rules.amending import with_joining

    with at_table() as sitting:
        agency = _agency(code, name, sector, hopes, share)
        people = _people(person or [], agency)
        day, here = sitting.day_if(joins_on), _codes_here(sitting)
        said: list[Setup] = []

        def edit(setup: "Setup") -> "Setup":
            said.append(with_joining(setup, agency, people, joins_on=day, here=here))
            return said[-1]

        _tell(sitting, actions.amend(sitting.seat(), edit, why=why))
        _read_back(agency, [one for one in said[-1].people if one.agency == agency.code])


def part(
    agency: Annotated[str, typer.Argument(metavar="AGENCY", help="Its code.")],
    leaves_on: Annotated[
        str | None, typer.Option("--leaves-on", metavar="DATE", help="Its last day at the table.")
    ] = None,
    stays: Annotated[bool, typer.Option("--stays", help="It stays after all, or does not join.")] = False,
    why: Why = "",
) -> None:
    """Let an agency leave: an amendment that all parties sign.

    Example: casetable agreement part MH --leaves-on 2027-03-31 --why "their funding ends"

    What its people have is to be handed over before; casetable person handover lists it.
    """
    from casetable.actions import agreement as actions
    from casetable.rules.amending import with_leaving, without_joining

    if (leaves_on is not None) == stays:
        raise BadInput("When does it leave?", "--leaves-on DATE, or --stays.")
    with at_table() as sitting:
        day = sitting.day_if(leaves_on)
        sits = agency.strip().upper() in _codes_here(sitting)

        def edit(setup: "Setup") -> "Setup":
            return without_joining(setup, agency) if stays and not sits else with_leaving(setup, agency, day)

        _tell(sitting, actions.amend(sitting.seat(), edit, why=why))
        if day is not None and sits:
            talk("What somebody has to hand over: casetable person handover NAME")


def _codes_here(sitting: Sitting) -> set[str]:
    """The codes of the agencies that sit at the table."""
    from casetable.queries.people import agencies

    return {one.agency for one in agencies(sitting.seat())}


def _agency(code: str, name: str, sector: str | None, hopes: str, share: str | None) -> "AgencySetup":
    """The newcomer; what its name suggests counts where the sector is not said. Raises BadInput."""
    from casetable.rules.partnership import code_problem
    from casetable.rules.setup_words import sector_from_name
    from casetable.values.partnership import AgencySetup

    code = code.strip().upper()
    if problem := code_problem(code):
        raise BadInput(f"{problem[0].upper()}{problem[1:]}.")
    kind = sector_from_name(name) if sector is None else choice_of(Sector, sector, "sector")
    protects = kind is Sector.VICTIM_SERVICES
    return AgencySetup(
        code,
        name.strip(),
        kind,
        hopes=hopes,
        effort_share=None if share is None else share_of(share),
        victim_service_provider=protects,
        minimum_method=Method.WRITTEN if protects else Method.VERBAL,
    )


def _people(lines: list[str], agency: "AgencySetup") -> "tuple[PersonSetup, ...]":
    """Its people, each ``Name=role, role, mail``, also with a comma behind the name. Raises BadFile."""
    from casetable.rules.setup_lists import people_from_lines

    found, problems = people_from_lines(
        "\n".join(f"{' '.join(one.split()).replace('=', ', ', 1)}, {agency.code}" for one in lines), (agency,)
    )
    if problems:
        raise BadFile(
            "Not every person was understood.", tuple(f"{lines[one.line - 1]}: {one.sentence}" for one in problems)
        )
    return tuple(replace(one, agency=agency.code) for one in found)


def _read_back(agency: "AgencySetup", people: "Sequence[PersonSetup]") -> None:
    """Say what was read of a newcomer, and what it still needs."""
    named = "; ".join(f"{one.name}, {' and '.join(role.label for role in one.roles)}" for one in people)
    talk(
        f"{agency.name} ({agency.code}), {agency.sector.value.replace('_', ' ')}. Its people: {named or 'nobody yet'}."
    )
    if not any(Role.SENIOR_MANAGER in one.roles for one in people):
        talk(
            f"Nobody of {agency.code} could sign yet, so it cannot be offered: "
            f'casetable agreement join {agency.code} "{agency.name}" --person "NAME=senior manager"'
        )


def _tell(sitting: Sitting, receipt: "Receipt") -> None:
    from casetable.cli.agreement_amend import agreement_now

    tell_receipt(sitting, receipt, agreement_now)
