"""Who may see what about whom, cell by cell: the expected values are written by hand, not computed by any rule.

Everybody looks on Friday 6 November. Each line of ``TEXTS`` is a text about somebody of their own and how the release
behind it stands; each letter says whether one person reads it, wherever casetable says anything. ``PEOPLE_SHOWN`` says
how the same people stand in lists and on the board.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from casetable.errors import NotFound
from casetable.jobs.everything import everything
from casetable.queries.card import card
from casetable.queries.consent import releases
from casetable.queries.find import find
from casetable.queries.notes import notes
from casetable.queries.participants import participants
from casetable.queries.roll import roll
from casetable.queries.tasks import story, tasks
from casetable.queries.week import week
from casetable.seat import Table, open_table
from casetable.values.participants import ReleaseTerms
from casetable.values.seat import Seat
from casetable.words import Category, Method, ParticipantState
from tests.canary_commands import said
from tests.conftest import Files
from tests.standing import found_by_commands, rows_in, standing
from tests.tables import FRI, MON, THU, WED, Room, at
from tests.world_rows import token
from tests.worlds import Somebody, Text, World

pytestmark = pytest.mark.slow

READERS = ("dana", "tess", "lee", "ruth", "omar", "vera", "abe")
"""Dana is of Homeless Services (HS), Tess of the shelter (VS), Lee of Social Services (SS) as is Ruth, who coordinates,
Omar of Mental Health (MH); Vera manages HS, Abe advises it."""

KINDS_OF_TEXT = ("title", "note", "how", "question", "line")
"""A task, a note, a safe contact, a question for a conference and a line filed in one."""

TEXTS = """
 about  writes  category       on   general to SS  category to SS    dana tess lee ruth omar vera abe
 HS     HS      general        mon  in_force       -                 y    n    y   y    y    n    n
 HS     HS      general        mon  not_yet        -                 y    n    n   n    y    n    n
 HS     HS      general        mon  expired        -                 y    n    n   n    y    n    n
 HS     HS      general        mon  last_day       -                 y    n    y   y    y    n    n
 HS     HS      general        mon  revoked        -                 y    n    n   n    y    n    n
 HS     HS      general        mon  refused        -                 y    n    n   n    y    n    n
 HS     HS      general        mon  none           -                 y    n    n   n    y    n    n
 HS     HS      general        mon  since_wed      -                 y    n    n   n    y    n    n
 HS     HS      general        wed  since_wed      -                 y    n    y   y    y    n    n
 HS     HS      health         mon  in_force       none              y    n    n   n    n    n    n
 HS     HS      health         mon  in_force       in_force          y    n    y   y    n    n    n
 HS     HS      health         mon  in_force       not_yet           y    n    n   n    n    n    n
 HS     HS      health         mon  in_force       expired           y    n    n   n    n    n    n
 HS     HS      health         wed  in_force       last_day          y    n    y   y    n    n    n
 HS     HS      health         mon  in_force       revoked           y    n    n   n    n    n    n
 HS     HS      health         mon  in_force       refused           y    n    n   n    n    n    n
 HS     HS      health         mon  in_force       since_wed         y    n    n   n    n    n    n
 HS     HS      health         thu  in_force       since_wed         y    n    y   y    n    n    n
 HS     HS      health         mon  none           in_force          y    n    n   n    n    n    n
 HS     HS      health         mon  expired        in_force          y    n    n   n    n    n    n
 HS     HS      substance_use  mon  in_force       in_force          y    n    y   y    n    n    n
 HS     HS      substance_use  mon  in_force       none              y    n    n   n    n    n    n
 HS     HS      mental_health  mon  in_force       in_force          y    n    y   y    n    n    n
 HS     MH      general        mon  in_force       -                 n    n    n   n    y    n    n
 VS     VS      general        mon  in_force       -                 n    y    y   y    n    n    n
 VS     VS      general        mon  none           -                 n    y    n   n    n    n    n
 VS     VS      health         mon  in_force       none              n    y    n   n    n    n    n
 VS     VS      general        mon  revoked        -                 n    y    n   n    n    n    n
"""
"""Releases go from the agency that the person is about; of HS's people a general one to MH is in force as well."""

PEOPLE_SHOWN = """
 general to SS  dana        tess  lee         ruth        omar        vera   abe
 in_force       name+board  ref   name+board  name+board  name+board  board  -
 not_yet        name+board  ref   ref         board       name+board  board  -
 expired        name+board  ref   ref         board       name+board  board  -
 last_day       name+board  ref   name+board  name+board  name+board  board  -
 revoked        name+board  ref   ref         board       name+board  board  -
 refused        name+board  ref   ref         board       name+board  board  -
 none           name+board  ref   ref         board       name+board  board  -
 since_wed      name+board  ref   name+board  name+board  name+board  board  -
"""
"""Of HS's people: a name, a row of the board, the reference alone, or nothing at all."""

PROVIDERS_SHOWN = """
 general to SS  dana  tess        lee         ruth        omar  vera  abe
 in_force       -     name+board  name+board  name+board  -     -     -
 none           -     name+board  -           -           -     -     -
 revoked        -     name+board  -           -           -     -     -
"""
"""Of the shelter's people."""

RELEASES_SHOWN = """
 about  category       state      dana tess lee ruth omar vera abe
 HS     general        in_force   y    n    y   y    y    n    n
 HS     general        expired    y    n    y   y    y    n    n
 HS     general        refused    y    n    y   y    y    n    n
 HS     health         in_force   y    n    y   y    n    n    n
 HS     health         not_yet    y    n    y   y    n    n    n
 HS     health         revoked    y    n    y   y    n    n    n
 HS     substance_use  in_force   y    n    y   y    n    n    n
 VS     general        in_force   n    y    y   y    n    n    n
 VS     general        revoked    n    y    n   n    n    n    n
"""
"""The release to SS itself. A release is a fact of its category; managers read none."""

BADGES = """
 general to SS  dana  tess  lee  ruth  omar  vera  abe
 in_force       SS+MH -     SS+MH SS+MH SS+MH -    -
 not_yet        MH    -     -    -     MH    -     -
 expired        MH    -     -    -     MH    -     -
 last_day       SS+MH -     SS+MH SS+MH SS+MH -    -
 revoked        MH    -     -    -     MH    -     -
 refused        MH    -     -    -     MH    -     -
 none           MH    -     -    -     MH    -     -
"""
"""Beside an HS person in the list: who may hear of them today."""

Line = dict[str, str]


def lines_of(written: str) -> list[Line]:
    """A table written by hand, as one mapping a line; columns are parted by two blanks, letters by one."""
    first, *rest = [line for line in written.splitlines() if line.strip()]
    heads = first.replace("general to SS", "general").replace("category to SS", "covered").split()
    return [dict(zip(heads, line.split(), strict=True)) for line in rest]


CASES = lines_of(TEXTS)
DAYS = {"mon": MON, "wed": WED, "thu": THU}


def terms(discloser: str, receiver: str, category: str, state: str) -> ReleaseTerms | None:
    """A release that stands so on Friday; None for none on file."""
    if state in ("none", "-"):
        return None
    yesterday, far = FRI - timedelta(days=1), FRI + timedelta(days=10)
    since = {"not_yet": far, "since_wed": WED}.get(state, MON)
    until: date | None = {"expired": yesterday, "last_day": FRI}.get(state)
    return ReleaseTerms(
        discloser,
        receiver,
        Category(category),
        since,
        until,
        Method.WRITTEN,
        revoked_on=FRI if state == "revoked" else None,
        refused=state == "refused",
    )


def the_world() -> World:
    """Somebody of their own for every line."""
    given = []
    for number, case in enumerate(CASES):
        own = case["about"]
        standing_ones = [
            terms(own, "SS", "general", case["general"]),
            terms(own, "SS", case["category"], case["covered"]),
            terms("HS", "MH", "general", "in_force") if own == "HS" else None,
        ]
        given += [(number, one) for one in standing_ones if one is not None]
    return World(
        today=FRI,
        people=tuple(Somebody(case["about"], ParticipantState.ACTIVE, None) for case in CASES),
        releases=tuple(given),
        texts=tuple(
            Text(number, case["writes"], Category(case["category"]), DAYS[case["on"]], "Hal Brook")
            for number, case in enumerate(CASES)
        ),
        links=(),
        told=(),
        drafts=(),
        seats=(),
    )


@pytest.fixture(scope="module")
def table(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """A table of four agencies where all these people stand."""
    opened = open_table(files.founded(Path(tmp_path_factory.mktemp("matrix")), with_shelter=True))
    with standing(opened, rows_in(opened, the_world())), found_by_commands(opened):
        yield opened


def seat_of(table: Table, reader: str) -> Seat:
    return table.seat(reader, at(FRI))


def whole(table: Table, reader: str) -> dict[str, str]:
    """What is said of everybody at once, by where it is said."""
    seat = seat_of(table, reader)
    return {
        "title in the week": repr(week(seat)),
        "title in tasks": repr(tasks(seat)),
        "title in task list --json": said(seat, "task list --json"),
        "title in week --json": said(seat, "week --json"),
        "note in notes": repr(notes(seat)),
        "note in participant notes --json": said(seat, "participant notes --json"),
        "reading in participant outcomes --json": said(seat, "participant outcomes --json"),
        **{f"{kind} in the export": json.dumps(everything(seat), default=str) for kind in KINDS_OF_TEXT},
        "event in the export": json.dumps(everything(seat), default=str),
    }


def of_one(table: Table, reader: str, number: int) -> dict[str, str]:
    """What is said of one person, by where it is said."""
    seat, ref = seat_of(table, reader), f"P-{100 + number}"
    try:
        shown = repr(card(seat, ref))
    except NotFound:
        shown = ""
    try:
        told = repr(story(seat, f"T-{100 + number}"))
    except NotFound:
        told = ""
    places = {f"{kind} on the card": shown for kind in (*KINDS_OF_TEXT, "reading")}
    return {
        **places,
        "event in the story": told,
        "title in the palette": repr(find(seat, token("title", number))),
        "note in the palette": repr(find(seat, token("note", number))),
        "note in participant show --json": said(seat, f"participant show {ref} --json") if number % 9 == 0 else shown,
    }


def test_there_are_cells_enough() -> None:
    assert len(CASES) * len(READERS) >= 80
    assert {case["general"] for case in CASES} == {
        *("in_force", "not_yet", "expired", "revoked", "refused", "none", "last_day", "since_wed")
    }


@pytest.mark.parametrize("reader", READERS)
def test_a_text_is_read_by_whom_the_table_above_says_and_by_nobody_else(table: Table, reader: str) -> None:
    together = whole(table, reader)
    wrong = []
    for number, case in enumerate(CASES):
        for place, words in {**together, **of_one(table, reader, number)}.items():
            is_there = token(place.split()[0], number) in words
            if is_there != (case[reader] == "y"):
                wrong.append((case, place, "is read" if is_there else "is not read"))
    assert wrong == []


def standing_of(written: str, about: str) -> list[tuple[str, Line]]:
    """The reference of the first general text of an agency's whose release stands so, for each line."""
    found = []
    for line in lines_of(written):
        number = next(
            n
            for n, case in enumerate(CASES)
            if (case["about"], case["general"], case["category"]) == (about, line["general"], "general")
        )
        found.append((f"P-{100 + number}", line))
    return found


@pytest.mark.parametrize("reader", READERS)
def test_people_stand_in_lists_and_on_the_board_as_the_table_above_says(table: Table, reader: str) -> None:
    seat = seat_of(table, reader)
    listed = {one.participant: one for one in participants(seat)}
    board = {one.participant for one in week(seat).participants}
    in_json = {
        one["participant"]: one["name"] for one in json.loads(said(seat, "participant list --json").split("\n\n")[0])
    }
    for written, about in ((PEOPLE_SHOWN, "HS"), (PROVIDERS_SHOWN, "VS")):
        for ref, line in standing_of(written, about):
            one = listed.get(ref)
            name = "name" if one and one.name else ""
            on_board = "board" if ref in board else ""
            shown = "+".join(part for part in (name, on_board) if part) or ("ref" if one else "-")
            assert (line["general"], shown) == (line["general"], line[reader])
            assert (ref in in_json, bool(in_json.get(ref))) == (line[reader] != "-", "name" in line[reader])


@pytest.mark.parametrize("reader", READERS)
def test_a_release_is_seen_by_whom_the_table_above_says(table: Table, reader: str) -> None:
    seat = seat_of(table, reader)
    seen = {(one.participant, one.terms.category, one.terms.receiver) for one in releases(seat)}
    in_json = json.loads(said(seat, "release list --json").split("\n\n")[0])
    assert {(one["participant"], one["category"], one["receiver"]) for one in in_json} == seen
    for line in lines_of(RELEASES_SHOWN):
        held = "general" if line["category"] == "general" else "covered"
        number = next(
            n
            for n, case in enumerate(CASES)
            if (case["about"], case["category"], case[held]) == (line["about"], line["category"], line["state"])
        )
        shown = (f"P-{100 + number}", Category(line["category"]), "SS") in seen
        assert (line, shown) == (line, line[reader] == "y")


@pytest.mark.parametrize("reader", READERS)
def test_the_badge_names_who_may_hear_of_them_today(table: Table, reader: str) -> None:
    told = roll(seat_of(table, reader))
    for ref, line in standing_of(BADGES, "HS"):
        codes = "+".join(told[ref].told) if ref in told else ""
        assert (line["general"], codes or "-") == (line["general"], line[reader])


def test_the_day_after_the_last_one_nothing_of_it_is_left(table: Table) -> None:
    number = next(n for n, case in enumerate(CASES) if case["general"] == "last_day")
    room = Room(table, "", lambda: table)
    friday, saturday = (notes(room.sit("lee", day), f"P-{100 + number}") for day in (FRI, FRI + timedelta(days=1)))
    assert (len(friday.items), len(saturday.items)) == (1, 0)
