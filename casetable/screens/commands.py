"""What the app makes of its table of commands: key bindings, the footer, command-line twins."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from textual.binding import Binding, BindingType

from casetable.errors import BadFile
from casetable.screens.command_table import COMMANDS, Command, Fits, Need, Scope
from casetable.screens.keys.everywhere import MEANT, NOT_ANSWERED

BY_ID = {command.id: command for command in COMMANDS}
FOOTER_PLACES = 6
OTHER_KEYS: Mapping[str, str] = {
    "board.up": "up",
    "board.down": "down",
    "board.left": "left",
    "board.right": "right",
    "board.pageup": "pageup",
    "board.pagedown": "pagedown",
    "board.home": "home",
    "board.end": "end",
}
"""The keys that move the cursor, by the names that settings may give them another key under."""
_ALIASES = {"esc": "escape", "return": "enter"}
_READABLE = {
    "escape": "esc",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "slash": "/",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "equals_sign": "=",
    "exclamation_mark": "!",
}


def of_scope(scope: Scope) -> tuple[Command, ...]:
    """Return the commands whose keys mean something in one scope, without the shared ones."""
    return tuple(command for command in COMMANDS if scope in (command.scope, *command.also))


def shared_in(scope: Scope) -> tuple[Command, ...]:
    """Return the shared commands as they are meant on one screen, without those that it does not answer."""
    meant, left = MEANT.get(scope, {}), NOT_ANSWERED.get(scope, frozenset())
    said = {id: replace(BY_ID[id], sentence=sentence, twin=twin) for id, (sentence, twin) in meant.items()}
    return tuple(said.get(one.id, one) for one in of_scope(Scope.EVERYWHERE) if one.id not in left)


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
    return _READABLE.get(key, key)


def twin_of(command: Command, facts: Mapping[str, str]) -> str:
    """Return what to type outside the app for this command; unknown facts keep their name in capitals."""

    class _Known(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return name.upper()

    return command.twin.format_map(_Known(facts))


def footer(
    scope: Scope,
    fitting: frozenset[Fits],
    has: frozenset[Need],
    may: Callable[[Command], bool] = lambda command: True,
    places: int = FOOTER_PLACES,
) -> tuple[Command, ...]:
    """Return at most ``places`` commands that work now, in the table's order; find and help always stand last."""
    wanted = fitting | {Fits.ALWAYS}
    able = [
        c for c in of_scope(scope) if (c.needs is None or c.needs in has) and wanted.intersection(c.fits) and may(c)
    ]
    return (*able[: places - 2], BY_ID["find"], BY_ID["help"])


def spelled(keys: str) -> tuple[str, ...]:
    """Return keys as Textual names them, from what people write: ``?`` or ``question_mark``, several with commas."""
    parts = [_ALIASES.get(part.strip().lower(), part.strip()) for part in keys.split(",")]
    found = Binding.make_bindings([Binding(part, "", "") for part in parts if part])
    return tuple(binding.key for binding in found)


def check_keymap(keymap: Mapping[str, str]) -> dict[str, str]:
    """Return the settings' keys as Textual names them.

    Raises BadFile naming every command that does not exist and every pair of commands that would share a key.
    """
    problems = [f"{name!r} is no command." for name in keymap if name not in BY_ID and name not in OTHER_KEYS]
    problems += [f"{name} has no key." for name, keys in keymap.items() if not spelled(keys)]
    shared = [*_keys_of(of_scope(Scope.EVERYWHERE), keymap)]
    found = list(_clashes(shared, keymap))
    for scope in Scope:
        if scope is not Scope.EVERYWHERE:
            moves = [(name, key) for name, keys in OTHER_KEYS.items() for key in spelled(keymap.get(name, keys))]
            found += _clashes([*shared, *_keys_of(of_scope(scope), keymap), *moves], keymap)
    problems += dict.fromkeys(found)
    if problems:
        hint = f"Mend [keys] in the settings. Commands: {', '.join(sorted(BY_ID))}."
        raise BadFile("The keys in the settings cannot be used.", tuple(problems), hint)
    return {name: ",".join(spelled(keys)) for name, keys in keymap.items()}


def _keys_of(commands: Iterable[Command], keymap: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((command.id, key) for command in commands for key in spelled(keymap.get(command.id, command.key)))


def _clashes(pairs: Iterable[tuple[str, str]], keymap: Mapping[str, str]) -> Iterable[str]:
    taken: dict[str, str] = {}
    for name, key in pairs:
        other = taken.setdefault(key, name)
        if other != name and (name in keymap or other in keymap):
            yield f"{key} cannot mean both {other} and {name}."
