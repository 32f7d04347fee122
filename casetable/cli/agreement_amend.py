"""casetable agreement amend, numbers, offer, withdraw, end."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli import agreement_edits as edits
from casetable.cli.ask import ask_yes
from casetable.cli.options import Why
from casetable.cli.own_files import read_words
from casetable.cli.say import WIDEST_COLUMN, is_terminal, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt
from casetable.errors import BadInput, Refused

if TYPE_CHECKING:
    from casetable.values.agreement import Part
    from casetable.values.seat import Receipt, Seat

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before it is done.")]
_WRITES_ONE = "casetable agreement show --toml --to {} writes one."


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable agreement``."""
    for command in (amend, numbers, offer, withdraw, end):
        group.command(command.__name__)(command)


def amend(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A whole partnership.toml: show --toml writes one.", show_default=False),
    ] = None,
    section: Annotated[str | None, typer.Option("--section", metavar="N|TOPIC", help="Which section.")] = None,
    add: Annotated[str | None, typer.Option("--add-section", metavar="HEADING", help="A section more.")] = None,
    heading: Annotated[str | None, typer.Option("--heading", metavar="TEXT", help="Its new heading.")] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="The new words of the section or objective.")
    ] = None,
    source: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="A file with the new words.")] = None,
    seen: Annotated[
        str | None, typer.Option("--seen", metavar="SEEN", help="From show --section --json: what you changed it from.")
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A number or short word; again for more.")
    ] = None,
    party: Annotated[str | None, typer.Option("--party", metavar="AGENCY", help="Whose hopes, risks …")] = None,
    hopes: Annotated[str | None, typer.Option("--hopes", metavar="TEXT", help="What it hopes to gain.")] = None,
    risks: Annotated[str | None, typer.Option("--risks", metavar="TEXT", help="What worries it.")] = None,
    success: Annotated[str | None, typer.Option("--success", metavar="TEXT", help="What it calls success.")] = None,
    goals: Annotated[str | None, typer.Option("--goals", metavar="READY", help="yes, or not yet: a note.")] = None,
    resources: Annotated[
        str | None, typer.Option("--resources", metavar="READY", help="yes, or not yet: a note.")
    ] = None,
    gaps: Annotated[str | None, typer.Option("--gaps", metavar="READY", help="yes, or not yet: a note.")] = None,
    share: Annotated[
        list[str] | None, typer.Option("--share", metavar="AGENCY=SHARE", help="Pledged effort: SS=40%, for each.")
    ] = None,
    objective: Annotated[str | None, typer.Option("--objective", metavar="N|new", help="Which objective.")] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="TEXT", help="How it is counted.")] = None,
    baseline: Annotated[str | None, typer.Option("--baseline", metavar="TEXT", help="Where it began.")] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="TEXT", help="Where it is to go.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="2026Q3", help="By which quarter.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the section or objective out.")] = False,
    discard: Annotated[bool, typer.Option("--discard", help="Throw the draft away.")] = False,
    why: Why = "",
) -> None:
    """Change the agreement: the next version, as a draft.

    Example: casetable agreement amend --section 11 --text "We tell each other by Friday." --why "asked for in May"

    A number: casetable agreement amend --set terms.missed_after_days=7 --set gate.promises_kept=70%

    A whole file: casetable agreement show --toml --to partnership.toml, edit it, then
    casetable agreement amend partnership.toml. The draft applies to nobody until it is offered and signed.
    """
    asks = edits.Amendment(
        file,
        discard,
        section,
        add,
        objective,
        edits.words_of(heading, text, source, remove=remove),
        {"measure": measure, "baseline": baseline, "target": target, "due_quarter": due},
        party,
        {"hopes": hopes, "risks": risks, "success": success, "goals": goals, "resources": resources, "gaps": gaps},
        share or (),
        settings or (),
    )
    asks.check()
    if seen is not None and (section is None or not seen.strip()):
        raise BadInput(
            "--seen says what a section was changed from.",
            "Give it with --section, as casetable agreement show --section N --json says it; or leave it out.",
        )
    with at_table() as sitting:
        _tell(sitting, _amended(sitting, asks, seen or "", why))


def numbers() -> None:
    """List every number and short word that amend --set changes.

    Example: casetable agreement numbers

    They are those of the draft or the offer, where there is one.
    """
    from casetable.cli.agreement import worked_on
    from casetable.queries.agreement import setup_of
    from casetable.rules import agreement_numbers

    with at_table() as sitting:
        seat = sitting.seat()
        setup = setup_of(seat, worked_on(seat, None))
        tell_listing(
            tuple(agreement_numbers.numbers().values()),
            lambda one: {
                "number": one.key,
                "value": agreement_numbers.said_in(setup, one.key),
                "expected": one.expected,
            },
            ("number", "value", "expected"),
            lambda one: (one.key, _short(agreement_numbers.said_in(setup, one.key)), one.expected),
            empty="There are none.",
        )


def offer(yes: Yes = False) -> None:
    """Offer the draft for signing; its text is frozen then.

    Example: casetable agreement offer --yes

    A handshake is in force at once. Everything else waits for a senior manager of each party:
    casetable agreement sign, or casetable agreement paper.
    """
    from casetable.actions import agreement as actions
    from casetable.cli.agreement_steps import offer_reach
    from casetable.queries.agreement import agreement
    from casetable.rules.permissions import check

    with at_table() as sitting:
        check(sitting.seat().roles, "agreement.offer")
        if not yes:
            _agree(offer_reach(agreement(sitting.seat())))
        _tell(sitting, actions.offer(sitting.seat()))


def withdraw(why: Why = "", yes: Yes = False) -> None:
    """Take an offer back: a draft again, unless somebody signed.

    Example: casetable agreement withdraw --why "MH asks for other words"

    One with signatures ends and is kept with them.
    """
    from casetable.actions import agreement as actions
    from casetable.cli.agreement_steps import withdraw_reach
    from casetable.queries.agreement import agreement, signatures
    from casetable.rules.permissions import check

    with at_table() as sitting:
        seat = sitting.seat()
        check(seat.roles, "agreement.withdraw")
        if not yes and (reach := withdraw_reach(agreement(seat), signatures(seat))):
            _agree(reach)
        _tell(sitting, actions.withdraw(sitting.seat(), why))


def end(
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why it ends.")],
    yes: Yes = False,
) -> None:
    """End the agreement; its numbers go on counting daily work.

    Example: casetable agreement end --why "the table closes in May" --yes
    """
    from casetable.actions import agreement as actions
    from casetable.cli.agreement_steps import end_reach
    from casetable.queries.agreement import agreement
    from casetable.rules.permissions import check

    with at_table() as sitting:
        check(sitting.seat().roles, "agreement.end")
        if not yes:
            _agree(end_reach(agreement(sitting.seat())))
        _tell(sitting, actions.end(sitting.seat(), why))


def agreement_now(seat: "Seat", ref: str) -> dict[str, object]:
    """The agreement as it stands, for the receipt of a change."""
    from casetable.exchange.agreement_as_json import agreement_json
    from casetable.queries.agreement import agreement

    return {"agreement": agreement_json(agreement(seat))}


def _amended(sitting: Sitting, asks: edits.Amendment, seen: str, why: str) -> "Receipt":
    from casetable.actions import agreement as actions
    from casetable.rules.amending import seen_of

    if asks.discard:
        return actions.discard(sitting.seat())
    if asks.file is not None:
        from casetable.exchange.partnership import read_setup

        setup = read_setup(read_words(asks.file, hint=_WRITES_ONE.format(asks.file)), asks.file.name)
        return actions.amend_to(sitting.seat(), setup, why)
    changes, part = asks.edits(), ""
    if asks.section is not None:
        found = _section(sitting.seat(), asks.section)
        part, seen = found.key, seen or seen_of(found)
        changes.append(edits.section_edit(found, int(found.heading.partition(" ")[0]), asks.words))
    return actions.amend(sitting.seat(), edits.together(changes), part=part, seen=seen, why=why)


def _short(words: str) -> str:
    return words if len(words) <= WIDEST_COLUMN else f"{words[: WIDEST_COLUMN - 1]}…"


def _section(seat: "Seat", which: str) -> "Part":
    from casetable.cli.agreement import part_of, worked_on
    from casetable.queries.agreement import text

    return part_of(text(seat, worked_on(seat, None)), which)


def _tell(sitting: Sitting, receipt: "Receipt") -> None:
    tell_receipt(sitting, receipt, agreement_now)


def _agree(reach: str) -> None:
    """Say what it reaches and ask, where somebody sits at a terminal; nothing else takes this for a yes than --yes."""
    if not is_terminal():
        raise Refused("Nobody was there to say yes, so nothing was changed.", f"{reach}\n--yes says it.")
    talk(reach)
    if not ask_yes("Go on? (y/n) "):
        raise Refused("Nothing was changed.")
