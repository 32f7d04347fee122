"""What the commands that write documents share."""

from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.asked import asked
from casetable.cli.say import out, out_json

if TYPE_CHECKING:
    from casetable.values.papers import PaperMade

Replace = Annotated[bool, typer.Option("--replace", help="Write over a file that stands there.")]
Format = Annotated[
    str | None, typer.Option("--format", metavar="md|pdf", help="How it is written; else by the file's ending.")
]


def tell_paper(made: "PaperMade") -> None:
    """Say where a document is, and that it was recorded."""
    if asked().json:
        out_json(
            {
                "sentence": made.sentence,
                "files": [str(path) for path in made.paths],
                "document": made.document or None,
                "disclosed": [
                    {
                        "participant": one.participant,
                        "category": one.category.value,
                        "discloser": one.discloser,
                        "to": one.to or one.outside,
                        "basis": one.basis.value,
                        "releases": list(one.releases),
                    }
                    for one in made.told
                ],
            }
        )
    elif not asked().quiet:
        out(made.sentence)
