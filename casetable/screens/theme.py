"""The quiet themes, dark and light, and the named styles that every line of text is drawn with.

Sign, word, agency name and bold always carry the meaning; colour comes third.
"""

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

DARK = "casetable-dark"
LIGHT = "casetable-light"

_DARK_VARIABLES = {
    "zebra": "#171A20",
    "band": "#20262F",
    "cursor": "#2F3B4D",
    "rule": "#39414C",
    "quiet": "#A3ACB8",
    "agency-0": "#8FC7F2",
    "agency-1": "#E69F00",
    "agency-2": "#22BD90",
    "late": "#FF8A75",
}
_LIGHT_VARIABLES = {
    "zebra": "#F6F3ED",
    "band": "#EDE8DE",
    "cursor": "#D5E0EE",
    "rule": "#C9C3B8",
    "quiet": "#5C636D",
    "agency-0": "#1B4F8F",
    "agency-1": "#8A5000",
    "agency-2": "#00704F",
    "late": "#A8261A",
}
_ANSI_VARIABLES = {
    "zebra": "ansi_default",
    "band": "ansi_default",
    "cursor": "ansi_default",
    "rule": "ansi_bright_black",
    "quiet": "ansi_default",
    "agency-0": "ansi_blue",
    "agency-1": "ansi_yellow",
    "agency-2": "ansi_green",
    "late": "ansi_red",
}
_MIXED = {"zebra": 0.02, "band": 0.07, "cursor": 0.18, "rule": 0.3, "quiet": 0.75}
HUES = 3
"""How many hues the agencies have; a fourth agency takes the first hue again and is told apart by its name."""


def _theme(name: str, dark: bool, ground: dict[str, str], variables: dict[str, str]) -> Theme:
    return Theme(
        name=name,
        primary=variables["agency-0"],
        secondary=variables["agency-2"],
        accent=variables["agency-0"],
        warning=variables["agency-1"],
        error=variables["late"],
        success=variables["agency-2"],
        dark=dark,
        foreground=ground["foreground"],
        background=ground["background"],
        surface=ground["surface"],
        panel=ground["panel"],
        variables={
            **variables,
            "block-cursor-background": variables["cursor"],
            "block-cursor-foreground": ground["foreground"],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": variables["band"],
            "block-cursor-blurred-foreground": ground["foreground"],
            "input-selection-background": f"{variables['agency-0']} 35%",
            "footer-key-foreground": variables["agency-0"],
            "border": variables["rule"],
            "border-blurred": variables["rule"],
        },
    )


THEMES = (
    _theme(
        DARK,
        True,
        {"foreground": "#D8DCE2", "background": "#14171C", "surface": "#191D23", "panel": "#22272F"},
        _DARK_VARIABLES,
    ),
    _theme(
        LIGHT,
        False,
        {"foreground": "#22262C", "background": "#FAF8F4", "surface": "#F3F0EA", "panel": "#E8E4DC"},
        _LIGHT_VARIABLES,
    ),
)


def variable_defaults(theme: Theme) -> dict[str, str]:
    """Return casetable's own variables for a theme that does not know them: Textual's and the terminal's.

    Grounds are mixed from the theme's own background and foreground, so that text stays legible on each.
    """
    if theme.ansi:
        return dict(_ANSI_VARIABLES)
    if _DARK_VARIABLES.keys() <= theme.variables.keys():
        return {name: theme.variables[name] for name in _DARK_VARIABLES}
    generated = theme.to_color_system().generate()
    background, foreground = Color.parse(generated["background"]), Color.parse(generated["foreground"])
    mixed = {name: background.blend(foreground, share, 1).hex for name, share in _MIXED.items()}
    return (_DARK_VARIABLES if theme.dark else _LIGHT_VARIABLES) | mixed


def named_styles(variables: dict[str, str], *, colourless: bool) -> dict[str, Style]:
    """Return the rich styles that ``cell`` may name, made from a theme's variables.

    ``colourless`` holds under NO_COLOR and in the terminal's own themes: there the cursor is bold reverse,
    since a background of its own cannot be relied on.
    """
    styles = {
        "quiet": _ink(variables["quiet"]),
        "rule": _ink(variables["rule"]),
        "strong": Style(bold=True),
        "late": _ink(variables["late"]) + Style(bold=True),
        "key": _ink(variables["agency-0"]) + Style(bold=True),
        "plain": Style(),
        "zebra": _ground(variables["zebra"]),
        "band": _ground(variables["band"]),
        "cursor": Style(bold=True, reverse=True) if colourless else _ground(variables["cursor"]) + Style(bold=True),
    }
    for hue in range(HUES):
        styles[f"agency{hue}"] = _ink(variables[f"agency-{hue}"])
    return styles


def agency_style(position: int) -> str:
    """Return the name of the style of the agency in column ``position`` (from 0)."""
    return f"agency{position % HUES}"


def _ink(colour: str) -> Style:
    return Style(color=Color.parse(colour).rich_color)


def _ground(colour: str) -> Style:
    return Style() if colour == "ansi_default" else Style(bgcolor=Color.parse(colour).rich_color)
