"""casetable agreement sign, paper: names under the text, at one's own seat or from paper."""

from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.ask import ask_line
from casetable.cli.pager import read_to_the_end
from casetable.cli.say import is_terminal, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_receipt
from casetable.errors import BadInput, Refused
from casetable.words import PaperSigned

if TYPE_CHECKING:
    from casetable.values.seat import Receipt, Seat

Objectives = Annotated[bool, typer.Option("--objectives", help="The page of objectives, not the agreement.")]
Code = Annotated[str | None, typer.Option("--code", metavar="CODE", help="The text's code: v3 · 3F9A-71C2.")]


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable agreement``."""
    group.command("sign")(sign)
    group.command("paper")(paper)


def sign(
    objectives: Objectives = False,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Your own name, in full.")] = None,
    code: Code = None,
) -> None:
    """Read the text that is offered, then sign it with your name.

    Example: casetable agreement sign

    At a terminal the whole text is shown and your name asked for. Elsewhere, once you have read
    casetable agreement show --text: casetable agreement sign --name "Vera Mills" --code "v1 3F9A-71C2"

    A signature is never undone.
    """
    from casetable.actions import signing

    with at_table() as sitting:
        which = _paper(sitting.seat(), objectives=objectives)
        if name is None or code is None:
            name, code = _after_reading(sitting, which)
        receipt = signing.sign(sitting.seat(), which, name, as_printed(code))
        _tell(sitting, receipt)
        _say_what_waits(sitting)


def paper(
    who: Annotated[list[str], typer.Argument(metavar="PERSON", help="Who signed; several, each within quotes.")],
    code: Annotated[str, typer.Option("--code", metavar="CODE", help="The code printed on the paper.")],
    place: Annotated[str, typer.Option("--place", metavar="TEXT", help="Where the paper is.")],
    signed_on: Annotated[
        str, typer.Option("--signed-on", metavar="DATE", help="The day on the paper; else today.")
    ] = "today",
    objectives: Objectives = False,
) -> None:
    """Record names signed on paper; for the coordinator.

    Example: casetable agreement paper "Vera Mills" "Zoe Lund" --code "v1 3F9A-71C2" --place "binder 2"

    One person's own day is said behind their name: "Zoe Lund=fri". The code tells which text was signed.
    """
    from casetable.actions import signing

    with at_table() as sitting:
        usual = sitting.past_day_if(signed_on) or sitting.today
        people = []
        for one in who:
            name, _, day = one.partition("=")
            people.append((name.strip(), sitting.past_day_if(day.strip() or None) or usual))
        which = PaperSigned.OBJECTIVES if objectives else PaperSigned.AGREEMENT
        receipt = signing.record_papers(sitting.seat(), which, people, as_printed(code), place)
        _tell(sitting, receipt)


def as_printed(code: str) -> str:
    """A text code as it is printed. Where a terminal cannot draw its dot it was shown, and is copied, as an escape."""
    return code.replace("\\xb7", "·").replace("\\u00b7", "·")


def _paper(seat: "Seat", *, objectives: bool) -> PaperSigned:
    """Which of the two papers is meant: the one that is named, else the one that waits for this person."""
    if objectives:
        return PaperSigned.OBJECTIVES
    from casetable.queries.agreement import agreement

    waiting = agreement(seat).to_sign
    return waiting[0] if waiting else PaperSigned.AGREEMENT


def _after_reading(sitting: Sitting, which: PaperSigned) -> tuple[str, str]:
    """The name that was typed once the whole text had been shown, with the code of that very text.

    Raises BadInput where nobody sits at a terminal, NotAllowed before anything is shown, Refused for no name.
    """
    from casetable.rules.permissions import check

    seat = sitting.seat()
    check(seat.roles, "agreement.sign" if which is PaperSigned.AGREEMENT else "agreement.sign_objectives")
    if not is_terminal():
        option = "--paper objectives" if which is PaperSigned.OBJECTIVES else "--text"
        raise BadInput(
            "Without a terminal a signature needs both --name and --code.",
            f"The code stands below the text: casetable agreement show {option}",
        )
    words, code = _to_read(seat, which)
    if not read_to_the_end(words):
        raise Refused("You left before the end, so nothing was signed.")
    talk(f"\nThis is the whole text of {code}. A signature is never undone.")
    name = ask_line(f"Type your name to sign as {seat.name} ({seat.agency}), or Enter to leave it: ")
    if not name:
        objectives = " --objectives" if which is PaperSigned.OBJECTIVES else ""
        raise Refused("Nothing was signed.", f"It waits for you: casetable agreement sign{objectives}")
    return name, code


def _to_read(seat: "Seat", which: PaperSigned) -> tuple[str, str]:
    """The words that wait for this person's name, and their code. Raises Refused where none do."""
    from casetable.cli.agreement_words import full_day
    from casetable.queries.agreement import agreement, objectives, signatures, text
    from casetable.rules.agreement_text import canonical, digest_of
    from casetable.values.agreement import code_of

    view = agreement(seat)
    if not any(one.number == view.signing and one.digest for one in view.versions):
        raise Refused("Nothing is offered for signing.", "The coordinator offers it: casetable agreement offer")
    if which is PaperSigned.OBJECTIVES and not objectives(seat, view.signing):
        raise Refused(f"v{view.signing} has no objectives to sign.", "casetable agreement amend adds some.")
    names = signatures(seat, view.signing) if which is PaperSigned.AGREEMENT else view.signed_objectives
    before = next((one for one in names if (one.name, one.paper) == (seat.name, which)), None)
    if before is not None:
        raise Refused(f"You signed this text already, on {full_day(before.signed_on)}.")
    words = canonical(text(seat, view.signing, which))
    return words, code_of(view.signing, digest_of(words))


def _say_what_waits(sitting: Sitting) -> None:
    from casetable.queries.agreement import agreement

    if PaperSigned.OBJECTIVES in agreement(sitting.seat()).to_sign:
        talk("The objectives wait for your name too: casetable agreement sign --objectives")


def _tell(sitting: Sitting, receipt: "Receipt") -> None:
    from casetable.cli.agreement_amend import agreement_now

    tell_receipt(sitting, receipt, agreement_now)
