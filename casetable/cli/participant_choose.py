"""casetable participant consider, propose, edit, agree, decline, pass-over."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli import participant_leave, participant_team
from casetable.cli.options import CATEGORIES, By, CategoryName, HeardFrom, Note, ParticipantRef, Words
from casetable.cli.reading import category_of, choice_of
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_participant
from casetable.errors import BadInput
from casetable.words import Category, DeclineReason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

AdultConfirmed = Annotated[
    bool, typer.Option("--adult-confirmed", help="You asked: they are 18, where the year of birth does not tell.")
]
AskedOn = Annotated[
    str | None, typer.Option("--asked-on", metavar="DATE", help="The day they said yes to being considered.")
]
Needs = Annotated[str, typer.Option("--needs", metavar="TEXT", help="What that yes covers: the other agencies see it.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why them.")]
ReasonCategory = Annotated[
    str | None, typer.Option("--reason-category", metavar=CATEGORIES, help="Which release lets others read the reason.")
]
NamedFor = Annotated[
    str | None, typer.Option("--for", metavar="AGENCIES", help="The agencies that yes names, like SS,MH; else all.")
]
Born = Annotated[int | None, typer.Option("--born", metavar="YEAR", help="The year of birth.")]
HmisId = Annotated[str, typer.Option("--hmis-id", metavar="PERSONALID", help="Their PersonalID in HMIS.")]
Guardian = Annotated[
    str, typer.Option("--guardian", metavar="WHO", help="Who consents for them, where the agreement says who may.")
]
AnswersFor = Annotated[
    str | None, typer.Option("--agency", metavar="AGENCY", help="Whose answer it is; another's must be heard there.")
]

_REFERENCE = re.compile(r"(?:#\s*)?(?:[Pp]-?)?\d+")


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
    group.command("consider")(consider)
    group.command("propose")(propose)
    group.command("edit")(edit)
    group.command("agree")(agree)
    group.command("decline")(decline)
    group.command("pass-over")(pass_over)
    participant_leave.add_to(group)
    participant_team.add_to(group)


def consider(
    name: Words,
    asked_on: AskedOn = None,
    needs: Needs = "",
    reason: Reason = "",
    reason_category: ReasonCategory = None,
    named_for: NamedFor = None,
    born: Born = None,
    hmis_id: HmisId = "",
    guardian: Guardian = "",
    adult_confirmed: AdultConfirmed = False,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Write down somebody's yes to being considered; nobody answers yet.

    Example: casetable participant consider "Ana Kowal" --asked-on "9 nov" --needs "a place to live" --born 1984

    Other agencies see the reference and what the yes covers; of a victim service provider's, nothing.
    """
    from casetable.actions import participants

    with at_table() as sitting:
        said = _said(sitting, name, asked_on, needs, reason, reason_category, named_for, born, hmis_id, guardian)
        heard = sitting.heard(heard_from, by)
        receipt = participants.consider(sitting.seat(), adult_confirmed=adult_confirmed, heard=heard, **said)
        tell_participant(sitting, receipt)


def propose(
    name: Words,
    asked_on: AskedOn = None,
    needs: Needs = "",
    reason: Reason = "",
    reason_category: ReasonCategory = None,
    named_for: NamedFor = None,
    born: Born = None,
    hmis_id: HmisId = "",
    guardian: Guardian = "",
    adult_confirmed: AdultConfirmed = False,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Propose somebody who said yes to being considered.

    Example: casetable participant propose "Ana Kowal" --asked-on "9 nov" --needs "a place to live" --born 1984

    Somebody considered before is proposed by reference: casetable participant propose P-473

    Other agencies see no name before a release covers it.
    """
    from casetable.actions import participants

    words = " ".join(name)
    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        if _REFERENCE.fullmatch(words.strip()):
            if asked_on or needs or reason or reason_category or named_for or born or hmis_id or guardian:
                raise BadInput(
                    "Somebody considered before is proposed as they were written down.",
                    "Correct it first: casetable participant edit",
                )
            tell_participant(sitting, participants.propose_considered(sitting.seat(), words, heard=heard))
            return
        said = _said(sitting, name, asked_on, needs, reason, reason_category, named_for, born, hmis_id, guardian)
        receipt = participants.propose(sitting.seat(), adult_confirmed=adult_confirmed, heard=heard, **said)
        tell_participant(sitting, receipt)


def _said(
    sitting: Sitting,
    name: list[str],
    asked_on: str | None,
    needs: str,
    reason: str,
    reason_category: str | None,
    named_for: str | None,
    born: int | None,
    hmis_id: str,
    guardian: str,
) -> "Mapping[str, Any]":
    """What the options of consider and propose say."""
    return {
        "name": " ".join(name),
        "considered_on": sitting.past_day_if(asked_on),
        "needs": needs,
        "reason": reason,
        "reason_category": category_of(reason_category) or Category.GENERAL,
        "considered_for": _agencies(named_for),
        "year_of_birth": born,
        "hmis_id": hmis_id,
        "consenter": guardian,
    }


def edit(
    participant: ParticipantRef,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Another spelling.")] = None,
    needs: Annotated[str | None, typer.Option("--needs", metavar="TEXT", help="What their yes covers.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why them.")] = None,
    reason_category: ReasonCategory = None,
    named_for: NamedFor = None,
    born: Born = None,
    hmis_id: Annotated[
        str | None, typer.Option("--hmis-id", metavar="PERSONALID", help="Their PersonalID in HMIS.")
    ] = None,
    adult_confirmed: AdultConfirmed = False,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Correct what was written when they were considered.

    Example: casetable participant edit 473 --name "Chidi Okafor" --born 1981
    """
    from casetable.actions import participants

    changes = {
        "name": name,
        "needs": needs,
        "reason": reason,
        "reason_category": category_of(reason_category),
        "considered_for": _agencies(named_for),
        "year_of_birth": born,
        "hmis_id": hmis_id,
    }
    wanted: dict[str, Any] = {key: value for key, value in changes.items() if value is not None}
    if not wanted:
        raise BadInput("Nothing to change.", "Say it with --name, --needs, --reason, --for, --born or --hmis-id.")
    with at_table() as sitting:
        heard, seat = sitting.heard(heard_from, by), sitting.seat()
        receipt = participants.edit(seat, participant, adult_confirmed=adult_confirmed, heard=heard, **wanted)
        tell_participant(sitting, receipt)


def agree(
    participant: ParticipantRef,
    note: Note = "",
    category: CategoryName = None,
    agency: AnswersFor = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Agree to a proposal; the last agency's yes gives a place.

    Example: casetable participant agree 473
    """
    from casetable.actions import participants

    with at_table() as sitting:
        kind, heard = category_of(category) or Category.GENERAL, sitting.heard(heard_from, by)
        seat = sitting.seat()
        receipt = participants.agree(seat, participant, note=note, category=kind, agency=agency, heard=heard)
        tell_participant(sitting, receipt)


def decline(
    participant: ParticipantRef,
    reason: Annotated[
        str, typer.Option("--reason", metavar="no-capacity|not-now|not-eligible|other", help="The reason that stays.")
    ] = "other",
    note: Note = "",
    category: CategoryName = None,
    told: Annotated[bool, typer.Option("--told", help="You told its proposer: it is passed over at once.")] = False,
    agency: AnswersFor = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Decline a proposal: passed over once its proposer is told.

    Example: casetable participant decline 473 --reason no-capacity --note "we met them last month"
    """
    from casetable.actions import participants

    code, kind = choice_of(DeclineReason, reason, "reason"), category_of(category) or Category.GENERAL
    with at_table() as sitting:
        heard, seat = sitting.heard(heard_from, by), sitting.seat()
        receipt = participants.decline(
            seat, participant, reason=code, note=note, category=kind, agency=agency, told=told, heard=heard
        )
        tell_participant(sitting, receipt)


def pass_over(participant: ParticipantRef, heard_from: HeardFrom = None, by: By = None) -> None:
    """Say that you know of a decline: the proposal is passed over.

    Example: casetable participant pass-over 473

    Somebody whom your agency only considered is let be in the same way.
    """
    from casetable.actions import participants

    with at_table() as sitting:
        heard = sitting.heard(heard_from, by)
        tell_participant(sitting, participants.pass_over(sitting.seat(), participant, heard=heard))


def _agencies(words: str | None) -> list[str] | None:
    """The agencies that ``SS, MH`` names; None for nothing."""
    return None if words is None else [one for one in re.split(r"[\s,]+", words) if one] or ["all"]
