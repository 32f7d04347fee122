"""One person as a line of the list, and whole: what they are, whom they report to, who is away, who signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rich.text import Text

from casetable.rules.dates import say_date, say_day
from casetable.rules.people import roles_words
from casetable.screens.card_lines import first_name, full_day
from casetable.screens.cell import Signs, cell, cut, lines_of
from casetable.screens.handover_lines import UNASSIGNED
from casetable.screens.load import Loaded
from casetable.screens.theme import agency_style
from casetable.values.people import Person
from casetable.words import Role, Sign

LABELS = ("", "name", "roles", "away", "objectives", "reports to", "joined")
_NAME, _ROLES = 1, 2
_LEAST_NAME, _LONGEST_NAME = 12, 32
_LEAST_ROLES, _LONGEST_ROLES = 11, 40
_LONGEST_BOSS = 16
_ENOUGH_NAME, _ENOUGH_ROLES = 24, 22
"""With less than this the last column goes, so that names and roles are read."""
_GAP, _BESIDE = 2, 2
"""Cells between two columns, and those at the edge and of the scrollbar."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed the page of objectives on which day, and whose name it waits for; ``is_known`` once it was read."""

    on: Mapping[str, date] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    is_known: bool = False


def cells(one: Person, loaded: Loaded, signed: Signed, signs: Signs) -> list[Text]:
    """Return the cells of a person's row."""
    agency = next((each for each in loaded.agencies if each.agency == one.agency), None)
    hue = agency_style(agency.position) if agency is not None and one.left_on is None else "quiet"
    me, ink = one.id == loaded.me, "plain" if one.left_on is None else "quiet"
    return [
        cell(one.agency, hue),
        cell(one.person, "strong" if me else ink),
        cell(roles_words(one.roles), ink),
        cell(_away(one, loaded.today)),
        _objectives(one, loaded.today, signed, signs),
        cell(cut(one.reports_to or (UNASSIGNED if one.reported_to else "–"), _LONGEST_BOSS), ink),
        cell(full_day(one.joined_on) if one.joined_on else "–", "quiet"),
    ]


def fit_rows(rows: Sequence[Sequence[Text]], width: int) -> list[list[Text]]:
    """Return rows for ``width`` columns: roles and names give way first, then the last columns go, whole."""
    kept = [list(row) for row in rows]
    while kept:
        wide = [max(len(label), *(row[at].cell_len for row in kept)) for at, label in enumerate(LABELS[: len(kept[0])])]
        rest = sum(wide) - wide[_NAME] - wide[_ROLES]
        room = width - _BESIDE - rest - _GAP * len(wide)
        if room >= min(wide[_NAME], _ENOUGH_NAME) + min(wide[_ROLES], _ENOUGH_ROLES) or len(wide) <= _ROLES + 1:
            break
        kept = [row[:-1] for row in kept]
    if not kept:
        return kept
    roles = max(min(wide[_ROLES], _LONGEST_ROLES, room - min(wide[_NAME], max(room // 2, _LEAST_NAME))), _LEAST_ROLES)
    name = max(min(room - roles, _LONGEST_NAME), _LEAST_NAME)
    for row in kept:
        row[_NAME].truncate(name, overflow="ellipsis")
        row[_ROLES].truncate(roles, overflow="ellipsis")
    return kept


def whole(one: Person, loaded: Loaded, signed: Signed, signs: Signs) -> list[tuple[str, str]]:
    """Return everything there is to say of somebody as (name of the fact, words), without what is empty."""
    agency = next((each.name for each in loaded.agencies if each.agency == one.agency), one.agency)
    team = [each.person for each in loaded.people if each.reports_to == one.person]
    facts = [
        ("Agency", agency),
        ("Roles", roles_words(one.roles)),
        ("Reports to", _boss(one)),
        ("Left" if one.left_on else "Away", _away_whole(one)),
        ("Objectives", _objectives(one, loaded.today, signed, signs).plain),
        ("Team", ", ".join(team)),
        ("Mail", one.mail),
        ("Phone", one.phone),
        ("Joined", full_day(one.joined_on) if one.joined_on else ""),
    ]
    return [(name, words) for name, words in facts if words and words != "–"]


def below(one: Person, loaded: Loaded, signed: Signed, signs: Signs, width: int, room: int) -> Text:
    """Return who is under the cursor in at most ``room`` lines: the whole of what the list may have cut."""
    facts = dict(whole(one, loaded, signed, signs))
    facts["Who"] = f"{one.person}, {facts['Agency']}"
    facts["Reach"] = " · ".join(part for part in (facts.get("Mail"), facts.get("Phone")) if part)
    names = ("Who", "Roles", "Away", "Left", "Reports to", "Team", "Reach", "Joined")
    listed = [(name, facts.get(name, "")) for name in names]
    lines = [Text.assemble(cell(f"{name:<12}", "quiet"), cell(words)) for name, words in listed if words][:room]
    for line in lines:
        line.truncate(width, overflow="ellipsis")
    return Text("\n").join(lines)


def beside(one: Person, loaded: Loaded, signed: Signed, signs: Signs) -> Text:
    """Return the same for the pane of a wide glass, wrapped."""
    lines = [lines_of(one.person, "strong"), Text()]
    for name, words in whole(one, loaded, signed, signs):
        lines.append(Text.assemble(cell(f"{name:<12}", "quiet"), lines_of(words)))
    return Text("\n").join(lines)


def _boss(one: Person) -> str:
    return one.reports_to or (f"unassigned: {one.reported_to} has left" if one.reported_to else "")


def _away(one: Person, today: date) -> str:
    if one.left_on is not None:
        return f"left {say_date(one.left_on, today)}"
    if one.away_until is None:
        return "–"
    cover = f" ({first_name(one.cover)})" if one.cover else ""
    return f"to {say_date(one.away_until, today)}{cover}"


def _away_whole(one: Person) -> str:
    if one.left_on is not None:
        return f"{full_day(one.left_on)}; enter shows what nobody took over"
    if one.away_until is None:
        return ""
    return f"until {say_day(one.away_until)}, {one.cover or 'nobody'} is asked instead"


def _objectives(one: Person, today: date, signed: Signed, signs: Signs) -> Text:
    """When they signed the page of objectives; that it waits for them; a dash for who need not sign it."""
    if one.person in signed.on:
        return cell(f"{signs.draw(Sign.DONE)} {say_date(signed.on[one.person], today)}")
    if one.person in signed.waiting:
        return cell(f"{signs.draw(Sign.ASKED)} not yet")
    is_asked = Role.FRONTLINE in one.roles and one.left_on is None and not signed.is_known
    return cell("…" if is_asked else "–", "quiet")
