"""What the app makes of its table of commands: key bindings, the footer, command-line twins."""

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from casetable.screens.command_table import COMMANDS, Command, Fits, Need, Scope

BY_ID = {command.id: command for command in COMMANDS}
FOOTER_PLACES = 6


def of_scope(scope: Scope) -> tuple[Command, ...]:
    """Return the commands whose keys mean something in one scope, without the shared ones."""
    return tuple(command for command in COMMANDS if command.scope is scope)


def bindings(scope: Scope) -> list[BindingType]:
    """Return the key bindings of one scope; the palette's key is Textual's own."""
    return [
        Binding(command.key, f"command('{command.id}')", command.label, show=False, id=command.id)
        for command in of_scope(scope)
        if command.bound and command.id != "palette"
    ]


def key_of(command: Command, keymap: Mapping[str, str]) -> str:
    """Return the key as people read it, after the user's own keymap."""
    key = keymap.get(command.id, command.key).split(",")[0]
    return {"escape": "esc", "left_square_bracket": "[", "right_square_bracket": "]"}.get(key, key)


def twin_of(command: Command, facts: Mapping[str, str]) -> str:
    """Return what to type outside the app for this command; unknown facts keep their name in capitals."""

    class _Known(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return name.upper()

    return command.twin.format_map(_Known(facts))


def footer(scope: Scope, fitting: frozenset[Fits], has: frozenset[Need]) -> tuple[Command, ...]:
    """Return at most six commands that work now, in the table's order; find and help always stand last."""
    wanted = fitting | {Fits.ALWAYS}
    able = [c for c in of_scope(scope) if (c.needs is None or c.needs in has) and wanted.intersection(c.fits)]
    return (*able[: FOOTER_PLACES - 2], BY_ID["find"], BY_ID["help"])
