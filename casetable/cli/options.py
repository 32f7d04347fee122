"""Arguments and options that several commands share."""

from typing import Annotated

import typer

from casetable.words import Means

CATEGORIES = "general|health|mh|sud|vs|justice"

TaskRef = Annotated[str, typer.Argument(metavar="TASK", help="The task: 318, t318 or T-318.", show_default=False)]
ParticipantRef = Annotated[str, typer.Argument(metavar="PARTICIPANT", help="The participant: 473 or P-473.")]
Words = Annotated[list[str], typer.Argument(metavar="WORDS", help="Best within quotes.", show_default=False)]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="A note.", show_default=False)]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why.", show_default=False)]
Minutes = Annotated[str | None, typer.Option("--minutes", metavar="TIME", help="What it took: 30, 30m, 1h30.")]
Size = Annotated[str | None, typer.Option("--size", metavar="TIME", help="What it will take: 30m, 2h, half-day.")]
CategoryName = Annotated[
    str | None, typer.Option("--category", metavar=CATEGORIES, help="Which kind of release lets others read it.")
]
HeardFrom = Annotated[
    str | None, typer.Option("--heard-from", metavar="PERSON", help="Whose word this is, when you note it for them.")
]
By = Annotated[Means | None, typer.Option("--by", help="How you heard it.")]
DateOrMeans = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="DATE|mail|phone|paper", help="The date; beside --heard-from also how you heard it."),
]
