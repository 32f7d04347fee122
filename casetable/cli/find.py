"""casetable find: anything by a few letters."""

import typer

from casetable.cli.asked import asked
from casetable.cli.options import Words
from casetable.cli.sitting import at_table
from casetable.cli.tell import tell_listing
from casetable.errors import BadInput


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("find")(find)


def find(words: Words) -> None:
    """Find whom or what you mean by a few letters.

    Example: casetable find arrears
    """
    from casetable.exchange.as_json import hit_json
    from casetable.queries.find import find as found

    if not "".join(words).strip():
        raise BadInput("Type a few letters.", "For example: casetable find arrears")
    with at_table() as sitting:
        tell_listing(
            found(sitting.seat(), " ".join(words), limit=asked().limit),
            hit_json,
            ("what", "which", "words"),
            lambda hit: (hit.kind, hit.ref, hit.text),
            empty="Nothing fits these words; fewer letters find more.",
        )
