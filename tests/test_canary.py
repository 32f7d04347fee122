"""Law 3: nothing that casetable says to a seat holds a fact that the releases keep from it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casetable.queries.find import find
from casetable.queries.verify import verify
from casetable.seat import open_table
from casetable.store import opening
from tests import canary_commands, canary_papers, canary_queries, canary_screens
from tests.canary import LISTENERS, TOKEN, Canary, everybody, world
from tests.conftest import Files
from tests.tables import Room

_outputs: dict[str, list[tuple[str, str]]] = {}


def outputs(canary: Canary, name: str) -> list[tuple[str, str]]:
    """Everything that everything says to one seat; listened to once."""
    if name not in _outputs:
        seat = canary.seat(name)
        _outputs[name] = [(source, repr(said)) for listener in LISTENERS for source, said in listener(canary, seat)]
    return _outputs[name]


@pytest.fixture(scope="module")
def canary(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    where = files.founded(Path(tmp_path_factory.mktemp("canary")), with_shelter=True)
    table = open_table(where)
    yield world(Room(table, where, lambda: table))
    table.close()


def test_every_public_query_has_a_recipe() -> None:
    assert canary_queries.public_queries() == set(canary_queries.RECIPES)


def test_every_command_has_a_recipe() -> None:
    assert canary_commands.leaves() == set(canary_commands.RECIPES)


def test_the_walk_knows_every_screen() -> None:
    assert canary_screens.every_screen() == canary_screens.PASSED | set(canary_screens.TELL_NOTHING)


def test_the_world_is_whole(canary: Canary) -> None:
    found = verify(canary.seat("ruth"))
    assert found.problems == ()
    assert found.tasks > 30
    assert len(canary.secrets) > 150


@pytest.mark.slow
@pytest.mark.parametrize("name", everybody())
def test_nothing_says_what_this_seat_may_not_know(canary: Canary, name: str) -> None:
    seat = canary.seat(name)
    told = {(source, token) for source, said in outputs(canary, name) for token in canary.heard(seat, said)}
    assert told == set()


@pytest.mark.parametrize("name", ["Dana Reyes", "Lee Park", "Tess Bay", "Ruth Feld", "Paula King", "Abe Old"])
def test_where_only_reading_is_possible_no_query_says_anything_of_another_agencys(canary: Canary, name: str) -> None:
    seat = replace(canary.seat(name), reads_only=True)
    assert canary.forbidden(seat) >= {
        one.token
        for one in canary.secrets
        if one.kind in ("text", "note", "release", "revoked", "said", "told", "draft") and one.writer != seat.agency
    }
    heard = [(source, repr(said)) for source, said in canary_queries.listen_to_queries(canary, seat)]
    assert {(source, token) for source, said in heard for token in canary.heard(seat, said)} == set()
    if name in ("Dana Reyes", "Lee Park", "Tess Bay"):
        own = {one.token for one in canary.secrets if one.kind == "text" and one.writer == seat.agency}
        assert own <= {token for _, said in heard for token in TOKEN.findall(said)}


@pytest.mark.slow
def test_neither_face_says_anything_of_another_agencys_where_only_reading_is_possible(
    canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = replace(canary.seat("Dana Reyes"), reads_only=True)
    canary.forbidden(seat)
    monkeypatch.setattr(opening, "why_only_reading", lambda _: "Its folder cannot be written.")
    heard = [(source, repr(said)) for source, said in canary_commands.listen_to_commands(canary, seat)]
    assert {(source, token) for source, said in heard for token in canary.heard(seat, said)} == set()
    assert any("READ ONLY" in said for _, said in heard)
    assert any("Only reading is possible" in said or "only be read" in said for _, said in heard)


@pytest.mark.slow
def test_every_token_that_may_be_seen_is_seen_by_somebody(canary: Canary) -> None:
    """Otherwise the canary would sing of a world in which nothing is ever shown.

    No query tells HMIS ids; and what another agency once said of a shelter's participant who is hidden from it now has
    no row to stand on.
    """
    silent = {one.token for one in canary.secrets if one.kind != "hmis"}
    silent -= {one.token for one in canary.secrets if one.kind == "note" and canary.proposed_by[one.about] == "VS"}
    for name in ("Dana Reyes", "Lee Park", "Omar Haddad", "Tess Bay"):
        heard = canary_queries.listen_to_queries(canary, canary.seat(name))
        silent -= {token for _, said in heard for token in TOKEN.findall(repr(said))}
    assert silent == set()


@pytest.mark.parametrize("name", everybody())
def test_looking_for_words_one_may_not_read_finds_nothing(canary: Canary, name: str) -> None:
    seat = canary.seat(name)
    hidden = [one.token for one in canary.kinds() if one.token in canary.forbidden(seat)]
    assert [token for token in hidden if find(seat, token)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", canary_papers.MAKERS)
def test_no_list_tells_an_agency_what_it_may_not_know(canary: Canary, name: str) -> None:
    told = [(agency, canary.heard(seat, words)) for agency, seat, words in canary_papers.told_to(canary, name)]
    assert [one for one in told if one[1]] == []
    assert len(told) == 4 * len(canary_papers.AGENCIES)


@pytest.mark.parametrize("name", ["Abe Old"])
def test_an_adviser_hears_no_token_at_all(canary: Canary, name: str) -> None:
    seat = canary.seat(name)
    assert len(canary.forbidden(seat)) == len(canary.secrets)
