"""A group of commands: alone on the line it says what is in it."""

import typer


def group(sentence: str, example: str) -> typer.Typer:
    """Return a group that prints its help, with an example, where no command follows."""
    app = typer.Typer(rich_markup_mode=None, help=f"{sentence}\n\nExample: {example}", add_completion=False)

    @app.callback(invoke_without_command=True)
    def alone(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            print(context.get_help())

    return app
