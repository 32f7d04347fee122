"""Whatever a seat may not see makes no difference to anything it is told, in any world that hypothesis can think of.

And the other way round: what the outlets tell is exactly what the rules allow. The outlets are all public queries,
found by enumeration, and the commands that read.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from casetable.jobs.everything import everything
from casetable.models import ConferenceDraft, Release, Viewing
from casetable.rules.consent import reads_counts, reads_text
from casetable.seat import Table, open_table
from casetable.values.seat import Seat
from casetable.words import Category, LineKind, NoteKind, OutcomeValue, ParticipantState
from tests.canary import HEARD_ON, TOKEN, Canary, Secret
from tests.canary_commands import said
from tests.canary_queries import RECIPES
from tests.conftest import Files
from tests.standing import found_by_commands, rows_in, standing
from tests.tables import FRI, Room, at
from tests.world_rows import token
from tests.worlds import AGENCY_OF, ROLES_OF, TYPISTS, Sat, World, expected, world_of

pytestmark = pytest.mark.slow

THOROUGHLY = bool(os.environ.get("CASETABLE_DRILL"))
SEATS = ("Lee Park", "Dana Reyes", "Omar Haddad", "Tess Bay", "Ruth Feld", "Zoe Lund", "Abe Old")

NOT_SAID_TO_A_SEAT = (
    "verify.",  # counts and names every row that the log does not know, to whoever holds the file
    "rows.",
    "due.",  # the clock's
    "backups.",
    "agreement.",
    "clock.",
    "hmis.hmis_records",
)
"""What no agency is told: the clock's own questions, and what is held against whole tables."""

READING = (
    "week",
    "week --json",
    "week --mine --json",
    "week --mine --as-notes",
    "participant list",
    "participant list --json",
    "participant show P-100",
    "participant show P-101 --json",
    "release list",
    "release list --json",
    "task list --json",
    "task show T-102",
    "find zq",
    "participant notes --json",
    "participant outcomes",
    "participant disclosures P-100",
    "release list --ending 30d",
    "drafts",
)

worlds = st.integers(0, 2**32).map(lambda seed: world_of(Random(seed)))


def examples(number: int, thoroughly: int) -> settings:
    """So many worlds, each as slow as it has to be."""
    number = thoroughly if THOROUGHLY else number
    health = list(HealthCheck)
    return settings(max_examples=number, deadline=None, suppress_health_check=health, phases=(Phase.generate,))


@pytest.fixture(scope="module")
def table(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """A table of four agencies where worlds come and go."""
    opened = open_table(files.founded(Path(tmp_path_factory.mktemp("worlds")), with_shelter=True))
    yield opened
    opened.close()


def sat_of(name: str) -> Sat:
    """Somebody at the table."""
    return Sat(AGENCY_OF[name], ROLES_OF[name], name)


def some_seats(seed: int) -> tuple[str, ...]:
    """Two of everybody; where there is time, everybody."""
    return SEATS if THOROUGHLY else tuple(Random(seed).sample(SEATS, 2))


def canary_of(table: Table, world: World) -> Canary:
    """What the recipes of the queries ask about: everything of a world."""
    canary = Canary(Room(table, "", lambda: table))
    canary.proposed_by = {f"P-{100 + number}": one.agency for number, one in enumerate(world.people)}
    canary.tasks = [f"T-{100 + number}" for number in range(len(world.texts))]
    canary.release_refs = [f"R-{100 + number}" for number in range(len(world.releases))]
    canary.secrets = [Secret(token(kind, 0), kind, "P-100", "SS") for kind in ("name", "title", "note", "reading")]
    return canary


OF_THE_ROOM = ("room.", "hearing.", "capturing.")
"""What everybody in a room may hear follows from releases between others there, which a seat may not see itself."""


OF_ERASURE = ("erasure.concerned", "erasure.erasure", "erasure.replies")
"""Whoever wrote about somebody is asked before they are erased, and their managers answer, who read no text: that an
agency wrote is told by design, never what. The canary holds the words."""


def told_in_the_room(table: Table, world: World, seat: Seat) -> dict[str, list[str]]:
    """By query of the room, everything that it says to a seat."""
    canary = canary_of(table, world)
    asked = {name: recipe for name, recipe in RECIPES.items() if name.startswith(OF_THE_ROOM)}
    return {name: [repr(answer) for answer in recipe(canary, seat)] for name, recipe in asked.items()}


def told(table: Table, world: World, seat: Seat) -> dict[str, list[str]]:
    """By query, everything that it says to a seat."""
    canary = canary_of(table, world)
    answers = {
        name: [repr(answer) for answer in recipe(canary, seat)]
        for name, recipe in RECIPES.items()
        if not name.startswith((*NOT_SAID_TO_A_SEAT, *OF_THE_ROOM, *OF_ERASURE))
    }
    return {**answers, "casetable export": [repr(everything(seat))]}


KINDS = {
    "p": ("name", "participant_known"),
    "t": ("title", "task_text_shown"),
    "e": ("event", "event_text_shown"),
    "n": ("note", "note_shown"),
    "c": ("how", "safe_contact_shown"),
    "o": ("reading", "reading_shown"),
    "a": ("answer", "answer_text_shown"),
    "r": ("purpose", "release_words_shown"),
    "d": ("told", "disclosure_shown"),
    "k": ("draft", "draft_shown"),
    "i": ("question", "question_shown"),
    "f": ("line", "filed_line_shown"),
    "g": ("guest", "guest_shown"),
    "b": ("noted", "correction_shown"),
    "y": ("ratified", "ratification_shown"),
}
"""By the letter of a row's id, what its token is called and which predicate lets it through."""


def allowed(world: World, sat: Sat) -> set[str]:
    """The tokens that the rules let a seat read."""
    shown = expected(world, sat)
    tokens = {token(kind, int(row[1:])) for kind, predicate in KINDS.values() for row in shown[predicate]}
    tokens |= {token("ends", int(row[1:])) for row in shown["release_words_shown"]}
    tokens |= {token("why", int(row[1:])) for row in shown["release_why_shown"]}
    tokens |= {token("left", int(row[1:])) for row in shown["question_shown"]}
    tokens |= {token("typed", number) for number, name in enumerate(TYPISTS) if name in shown["typed_line_shown"]}
    for number in range(len(world.people)):
        if f"p{number}" in shown["needs_shown"]:
            tokens.add(token("needs", number))
        if world.reads_reason(sat, number):
            tokens.add(token("reason", number))
    return tokens


def untold(world: World, sat: Sat) -> set[str]:
    """What an agency wrote about somebody who is hidden from it by now: it has no row to stand on but
    its task and, without whom it is about, its note and what it filed in a conference.

    Nor is an older safe contact told where a newer one may be seen, nor why somebody was left who was not. What was
    noted beside minutes is read by workers, of the conference that was held; a proposal is a decision.
    """
    hidden = {number for number in range(len(world.people)) if not world.lists(sat, number)}
    texts = [number for number, text in enumerate(world.texts) if text.about in hidden]
    kinds = ("how", "reading", "answer")
    told_of = {token("told", number) for number, one in enumerate(world.told) if one.about in hidden}
    newest: dict[int | None, tuple[date, int]] = {}
    contacts = {int(row[1:]): world.texts[int(row[1:])] for row in expected(world, sat)["safe_contact_shown"]}
    for number, text in contacts.items():
        newest[text.about] = max(newest.get(text.about, (text.day, number)), (text.day, number))
    older = {token("how", number) for number, text in contacts.items() if newest[text.about][1] != number}
    unlisted = {n for n, text in enumerate(world.texts) if not world.lists_item(sat, text.about)}
    asked = {token(kind, number) for kind in ("question", "left") for number in unlisted}
    asked |= {token("left", number) for number in range(len(world.texts)) if number % 4}
    kept = {n for n in range(len(world.texts)) if n % 2 == 0 and n not in unlisted and reads_text(sat.roles)}
    asked |= {token("noted", number) for number in range(len(world.texts)) if number not in kept}
    asked |= {token("ratified", number) for number in range(len(world.texts)) if number % 4 != 1 or number in unlisted}
    return {token(kind, number) for kind in kinds for number in texts} | told_of | older | asked


@examples(1, 60)
@given(world=worlds, seed=st.integers(0, 2**32))
def test_the_queries_tell_exactly_what_the_rules_allow(table: Table, world: World, seed: int) -> None:
    with standing(table, rows_in(table, world)):
        for name in some_seats(seed):
            seat, sat = table.seat(name, at(world.today)), sat_of(name)
            answers = [*told(table, world, seat).values(), *told_in_the_room(table, world, seat).values()]
            heard = {one for said in answers for one in TOKEN.findall(repr(said))}
            assert heard - allowed(world, sat) == set(), name
            assert allowed(world, sat) - heard - untold(world, sat) == set(), name


class Otherwise:
    """Another world that differs in everything that a seat may not see, and in nothing else.

    What may not even be listed is left out as often as it is changed; of what managers count (tasks, and what was filed
    by its kind) nothing is left out.
    A hidden text is another one or none at all: whether there is one is hidden, too.
    """

    def __init__(self, world: World, sat: Sat, dice: Random, *, keeps_releases: bool = False) -> None:
        self.world, self.sat, self.dice, self.keeps_releases = world, sat, dice, keeps_releases
        self.shown = expected(world, sat)

    def rows(self, rows: list[SQLModel]) -> list[SQLModel]:
        """The rows of the other world. Managers see no release, yet a general one says whom they may list."""
        left_out: set[str] = set()
        kept = []
        for row in rows:
            row_id = getattr(row, "id", "")
            of = {"e": "t", "f": "i", "b": "if", "y": "if"}.get(row_id[:1], "")
            goes = any(f"{one}{row_id[1:]}" in left_out for one in of) or self._goes(row, row_id)
            if goes:
                left_out.add(row_id)
            else:
                self._change(row, row_id)
                kept.append(row)
        return kept

    def _goes(self, row: Any, row_id: str) -> bool:
        """This row is left out."""
        if isinstance(row, Viewing):
            return row.participant_id not in self.shown["viewing_shown"]
        by_chance = self.dice.random() < 0.5
        if row_id[:1] == "r" and (self.keeps_releases or reads_counts(self.sat.roles)):
            return False
        if row_id[:1] == "i":
            is_hidden = row_id not in self.shown["item_listed"] | self.shown["question_shown"]
            return by_chance and is_hidden
        if row_id[:1] == "e":
            return False
        if row_id[:1] == "t":
            return by_chance and row_id not in self.shown["task_line_shown"] and not reads_counts(self.sat.roles)
        if row_id[:1] == "f" and reads_counts(self.sat.roles):
            return False
        if row_id[:1] in GOES:
            return by_chance and row_id not in self.shown[GOES[row_id[:1]]]
        return False

    def _change(self, row: Any, row_id: str) -> None:
        """Change of a row what this seat may not know. No release in these worlds covers the category."""
        if row_id[:1] == "p":
            self._conceal(row, int(row_id[1:]))
        elif row_id[:1] in HIDDEN and row_id not in self.shown[KINDS[row_id[0]][1]]:
            for name, value in HIDDEN[row_id[0]].items():
                if name == "kind" and row_id[:1] == "f" and reads_counts(self.sat.roles):
                    continue
                setattr(row, name, self._said() if value == "zqchanged" else value)
        if isinstance(row, ConferenceDraft) and row.text not in allowed(self.world, self.sat):
            row.text = "zqchanged"
        if isinstance(row, Release) and row_id not in self.shown["release_why_shown"]:
            row.revoked_why = self._said()

    def _said(self) -> str:
        """Another text, or none."""
        return self.dice.choice(("zqchanged", ""))

    def _conceal(self, row: Any, number: int) -> None:
        if row.id not in self.shown["participant_known"]:
            row.name, row.hmis_id, row.year_of_birth = self._said(), self._said() or None, 1931
            row.destination, row.child_in_household, row.consenter = 410, True, self._said() or None
        if row.id not in self.shown["needs_shown"]:
            row.needs = self._said()
        if not self.world.reads_reason(self.sat, number):
            row.reason, row.reason_category = self._said(), Category.JUSTICE
        if row.id not in self.shown["participant_listed"]:
            row.state = ParticipantState.LEFT if row.state is ParticipantState.ACTIVE else ParticipantState.ACTIVE
            row.considered_on = row.proposed_on = row.active_on = FRI


GOES = {
    "n": "note_shown",
    "c": "safe_contact_shown",
    "o": "reading_shown",
    "r": "release_shown",
    "d": "disclosure_shown",
    "f": "filed_line_shown",
    "b": "correction_shown",
    "k": "draft_shown",
    "m": "team_shown",
}
"""By the letter of a row's id, the predicate that would let it through; without it the row may be missing as well."""

_WORDS = {"category": Category.JUSTICE}
HIDDEN: dict[str, dict[str, object]] = {
    "t": {"title": "zqchanged", "size_minutes": 15, "minutes": 45, **_WORDS},
    "e": {"note": "zqchanged", "minutes": 45, "contact": True, "blocked_on": "zqchanged", **_WORDS},
    "n": {"text": "zqchanged", "minutes": 45, "kind": NoteKind.GOAL, **_WORDS},
    "c": {"how": "zqchanged", "never": "zqchanged", "no_post": True, "location_private": True, **_WORDS},
    "o": {"note": "zqchanged", "value": OutcomeValue.WORSE, "housing_code": 410, **_WORDS},
    "a": {"note": "zqchanged", "note_category": Category.JUSTICE},
    "r": {"purpose": "zqchanged", "paper": "zqchanged", "ends_when": "zqchanged", "revoked_why": "zqchanged"},
    "d": {"note": "zqchanged"},
    "k": {"text": "zqchanged", "what": "zqchanged"},
    "i": {"question": "zqanother", "why": "zqchanged", **_WORDS},
    "f": {"text": "zqchanged", "kind": LineKind.OPTION, "look_again_on": None, **_WORDS},
    "g": {"guest": "zqanother", "organisation": "zqchanged"},
    "b": {"note": "zqchanged", "before": "zqchanged", "after": "zqchanged", **_WORDS},
    "y": {"why": "zqchanged", **_WORDS},
}
"""By the letter of a row's id, what it says in the other world where this seat may not read it."""


@examples(2, 60)
@given(world=worlds, seed=st.integers(0, 2**32))
def test_what_a_seat_may_not_see_changes_no_answer(table: Table, world: World, seed: int) -> None:
    for name in some_seats(seed):
        sat = sat_of(name)
        with standing(table, rows_in(table, world)):
            before = told(table, world, table.seat(name, at(world.today)))
        with standing(table, Otherwise(world, sat, Random(seed)).rows(rows_in(table, world))):
            after = told(table, world, table.seat(name, at(world.today)))
        assert {query: answers for query, answers in after.items() if answers != before[query]} == {}, name


@examples(1, 30)
@given(world=worlds, seed=st.integers(0, 2**32))
def test_what_a_seat_may_not_read_changes_nothing_in_the_room(table: Table, world: World, seed: int) -> None:
    """All releases stand as they are: what the room may hear follows from them."""
    for name in some_seats(seed):
        sat = sat_of(name)
        with standing(table, rows_in(table, world)):
            before = told_in_the_room(table, world, table.seat(name, at(world.today)))
        otherwise = Otherwise(world, sat, Random(seed), keeps_releases=True)
        with standing(table, otherwise.rows(rows_in(table, world))):
            after = told_in_the_room(table, world, table.seat(name, at(world.today)))
        assert {query: answers for query, answers in after.items() if answers != before[query]} == {}, name


@examples(2, 30)
@given(world=worlds, seed=st.integers(0, 2**32))
def test_what_a_seat_may_not_see_changes_no_line_of_any_command(table: Table, world: World, seed: int) -> None:
    """Commands are typed on Friday."""
    world = replace(world, today=HEARD_ON)
    for name in some_seats(seed):
        sat, seat = sat_of(name), table.seat(name, at(world.today))
        with standing(table, rows_in(table, world)), found_by_commands(table):
            before = {words: said(seat, words) for words in READING}
        with standing(table, Otherwise(world, sat, Random(seed)).rows(rows_in(table, world))), found_by_commands(table):
            after = {words: said(seat, words) for words in READING}
        assert {words: said for words, said in after.items() if said != before[words]} == {}, name
        assert not any("Traceback" in one for one in after.values())
