"""casetable agreement: show, differences, verify, review; its other commands are in the files agreement_*.py."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli import agreement_amend, agreement_joining, agreement_objectives, agreement_paper, agreement_sign
from casetable.cli.asked import asked
from casetable.cli.group import group
from casetable.cli.reading import choice_of
from casetable.cli.say import draws_unicode, out, out_json, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_thing
from casetable.errors import BadInput, CasetableError
from casetable.words import PaperSigned

if TYPE_CHECKING:
    from casetable.values.agreement import Part
    from casetable.values.partnership import Setup
    from casetable.values.seat import Seat

Version = Annotated[
    str | None, typer.Option("--version", metavar="N", help="Which version; else the one that waits or applies.")
]
Paper = Annotated[str, typer.Option("--paper", metavar="agreement|objectives", help="Which of its two papers.")]

NEARLY_EQUAL = 1e-6
"""Shares of the effort that differ by less are equal."""

app = group("The agreement people sign: its text, versions and signatures.", "casetable agreement show")


def add_to(root: typer.Typer) -> None:
    """Add the group."""
    root.add_typer(app, name="agreement")


@app.command("show")
def show(
    version: Version = None,
    text: Annotated[bool, typer.Option("--text", help="The exact text that is signed.")] = False,
    paper: Paper = "agreement",
    section: Annotated[
        str | None, typer.Option("--section", metavar="N|TOPIC", help="One section with the numbers it rules.")
    ] = None,
    toml: Annotated[bool, typer.Option("--toml", help="As a partnership.toml to edit and amend with.")] = False,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="With --toml: where it goes.")] = None,
) -> None:
    """Show how the agreement stands, or its text.

    Example: casetable agreement show

    The text: casetable agreement show --text. One section: --section 3. To edit it all: --toml --to partnership.toml
    """
    if to is not None and not toml:
        raise BadInput("--to says where the partnership.toml goes.", "Add --toml.")
    number, which = number_of(version), choice_of(PaperSigned, paper, "paper")
    with at_table() as sitting:
        seat = sitting.seat()
        if toml:
            _write_toml(seat, number, to)
        elif section is not None:
            _show_section(seat, number, section)
        elif text or which is PaperSigned.OBJECTIVES or number is not None:
            _show_text(seat, number, which)
        else:
            _show_view(sitting)


@app.command("differences")
def differences(
    old: Annotated[str | None, typer.Argument(metavar="OLD", help="A version: v2. Else the one in force.")] = None,
    new: Annotated[str | None, typer.Argument(metavar="NEW", help="Another. Else the draft or offer.")] = None,
) -> None:
    """Say what differs between two versions, in words and numbers.

    Example: casetable agreement differences v1 v2

    Without versions: the draft or the offer against the version in force.
    """
    from casetable.cli.agreement_words import changed_words
    from casetable.exchange.agreement_as_json import changed_json
    from casetable.queries import agreement as queries

    with at_table() as sitting:
        found = queries.differences(sitting.seat(), number_of(old), number_of(new))
        if asked().json:
            out_json([changed_json(one) for one in found])
        elif found:
            out(changed_words(found))
        else:
            talk("Nothing differs.")


@app.command("verify")
def verify() -> None:
    """Check that every text and signature is as it was signed.

    Example: casetable agreement verify

    Names every part that was changed behind casetable's back; the exit code is 1 then. Who signed which text is listed.
    """
    from casetable.cli.agreement_words import verified_words
    from casetable.exchange.agreement_as_json import verified_json
    from casetable.queries.agreement_verify import verify_agreement

    with at_table() as sitting:
        found = verify_agreement(sitting.seat())
        tell_thing(verified_json(found), lambda: verified_words(found))
        if not found.is_sound:
            raise CasetableError(
                "The agreement is not as it was signed.",
                "Keep the file as it is; compare the signed papers and a backup: casetable backup, casetable restore.",
            )


@app.command("review")
def review() -> None:
    """Say when the review is due, and what it looks at.

    Example: casetable agreement review

    A new version that comes into force sets the next day of review.
    """
    from casetable.cli.agreement_steps import review_remarks, review_words
    from casetable.exchange.agreement_as_json import review_json
    from casetable.queries.agreement import agreement

    with at_table() as sitting:
        view = agreement(sitting.seat())
        remarks = review_remarks(view)
        tell_thing(review_json(view, remarks), lambda: review_words(view, remarks))


def number_of(words: str | None) -> int | None:
    """The version that words name (``2``, ``v2``); None for nothing. Raises BadInput."""
    if words is None:
        return None
    plain = words.strip().casefold().removeprefix("v")
    if not plain.isascii() or not plain.isdecimal() or len(plain) > 6:
        raise BadInput(f"{words[:40]!r} is no version.", "Like v2; casetable agreement show lists them.")
    return int(plain)


def _show_view(sitting: Sitting) -> None:
    from casetable.cli.agreement_steps import next_steps
    from casetable.cli.agreement_words import agreement_words
    from casetable.exchange.agreement_as_json import agreement_json
    from casetable.queries.agreement import agreement
    from casetable.queries.agreement_verify import verify_agreement

    seat = sitting.seat()
    view = agreement(seat)

    def words() -> str:
        found, steps = verify_agreement(seat), next_steps(view, seat.roles)
        return agreement_words(view, found, steps, sitting.today, unicode=draws_unicode())

    tell_thing(agreement_json(view), words)


def _show_text(seat: "Seat", number: int | None, paper: PaperSigned) -> None:
    """Print the exact text with its code, or that it is not for signing yet."""
    from casetable.exchange.agreement_as_json import text_json
    from casetable.queries.agreement import agreement, text, text_code, written

    meant = agreement(seat).signing if number is None else number
    if asked().json:
        out_json(text_json(meant, paper, text_code(seat, meant, paper), text(seat, meant, paper)))
    else:
        out(written(seat, meant, paper).rstrip("\n"))


def _show_section(seat: "Seat", number: int | None, which: str) -> None:
    from casetable.cli.agreement_words import text_lines
    from casetable.exchange.agreement_as_json import section_json
    from casetable.queries.agreement import text
    from casetable.rules.agreement_text import canonical

    part = part_of(text(seat, worked_on(seat, number)), which)
    tell_thing(section_json(part), lambda: "\n".join(text_lines(canonical((part,)))))


def worked_on(seat: "Seat", number: int | None) -> int:
    """The version that is named, else the draft or offer, else the one that applies."""
    if number is not None:
        return number
    from casetable.queries.agreement import agreement

    view = agreement(seat)
    return (view.underway or view.version).number


def part_of(parts: "tuple[Part, ...]", which: str) -> "Part":
    """The section that words name: its number, its topic or how its heading begins. Raises BadInput."""
    plain = which.strip().casefold().replace("-", "_")
    sections = [one for one in parts if one.key.startswith("section")]
    if plain.isdecimal():
        found = [one for one in sections if one.heading.split(" ", 1)[0] == str(int(plain))]
    else:
        found = [one for one in sections if one.key == f"section:{plain}"]
        found = found or [one for one in sections if one.heading.split(" ", 1)[1].casefold().startswith(plain)]
    if len(found) == 1:
        return found[0]
    known = "; ".join(one.heading for one in sections) or "it has no sections yet"
    raise BadInput(f"No section is called {which[:40]!r}.", f"Sections: {known}.")


def _write_toml(seat: "Seat", number: int | None, to: Path | None) -> None:
    """Write a version as partnership.toml. Equal shares stay unsaid, so that an agency may be added to it."""
    from casetable.cli.own_files import write_new
    from casetable.exchange.partnership import write_setup
    from casetable.queries.agreement import setup_of

    words = write_setup(_without_equal_shares(setup_of(seat, worked_on(seat, number))))
    if to is None:
        out(words.rstrip("\n"))
        return
    write_new(to.expanduser(), words)
    talk(f"{to} is written. Change it, then: casetable agreement amend {to}")


def _without_equal_shares(setup: "Setup") -> "Setup":
    from dataclasses import replace

    shares = [one.effort_share for one in setup.agencies if one.effort_share is not None]
    if not shares or max(shares) - min(shares) > NEARLY_EQUAL:
        return setup
    return replace(setup, agencies=tuple(replace(one, effort_share=None) for one in setup.agencies))


for _part in (agreement_amend, agreement_sign, agreement_joining, agreement_objectives, agreement_paper):
    _part.add_to(app)
