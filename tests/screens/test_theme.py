import pytest
from textual.app import App
from textual.color import Color

from casetable.screens.theme import THEMES, named_styles, variable_defaults


def _contrast(one: Color, two: Color) -> float:
    def light(colour: Color) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_ink_stands_out_on_every_ground(theme):
    grounds = [theme.background, theme.surface, theme.panel, *(theme.variables[n] for n in ("zebra", "band", "cursor"))]
    inks = [theme.foreground, *(theme.variables[n] for n in ("quiet", "late", "agency-0", "agency-1", "agency-2"))]
    worst = min(_contrast(Color.parse(ink), Color.parse(ground)) for ink in inks for ground in grounds)
    assert worst >= 4.5


@pytest.mark.parametrize("name", sorted(App().available_themes))
def test_every_theme_of_textual_has_the_styles_we_name(name):
    theme = App().available_themes[name]
    styles = named_styles(variable_defaults(theme), colourless=theme.ansi)
    assert styles["cursor"].bold
    assert styles["cursor"].reverse or styles["cursor"].bgcolor != styles["band"].bgcolor


def test_without_colour_the_cursor_is_bold_reverse():
    cursor = named_styles(THEMES[0].variables, colourless=True)["cursor"]
    assert cursor.bold
    assert cursor.reverse
