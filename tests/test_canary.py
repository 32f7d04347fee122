"""Law 3: nothing that casetable says to a seat holds a fact that the releases keep from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casetable.queries.find import find
from casetable.queries.verify import verify
from casetable.seat import open_table
from tests import canary_queries
from tests.canary import LISTENERS, Canary, everybody, world
from tests.conftest import Files
from tests.tables import Room


@pytest.fixture(scope="module")
def canary(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    where = files.founded(Path(tmp_path_factory.mktemp("canary")), with_shelter=True)
    table = open_table(where)
    yield world(Room(table, where, lambda: table))
    table.close()


def test_every_public_query_has_a_recipe() -> None:
    assert canary_queries.public_queries() == set(canary_queries.RECIPES)


def test_the_world_is_whole(canary: Canary) -> None:
    found = verify(canary.seat("ruth"))
    assert found.problems == ()
    assert found.tasks > 60


@pytest.mark.slow
@pytest.mark.parametrize("name", everybody())
def test_nothing_says_what_this_seat_may_not_know(canary: Canary, name: str) -> None:
    seat = canary.seat(name)
    told = [
        (source, token)
        for listener in LISTENERS
        for source, output in listener(canary, seat)
        for token in canary.heard(seat, repr(output))
    ]
    assert told == []


@pytest.mark.slow
def test_every_token_that_may_be_seen_is_seen_by_somebody(canary: Canary) -> None:
    """Otherwise the canary would sing of a world in which nothing is ever shown."""
    silent = {one.token for one in canary.secrets if one.kind not in ("hmis", "release")}
    for name in everybody():
        seat = canary.seat(name)
        output = repr([out for listener in LISTENERS for _, out in listener(canary, seat)])
        silent = {token for token in silent if token not in output}
    assert silent == set()


@pytest.mark.parametrize("name", everybody())
def test_looking_for_words_one_may_not_read_finds_nothing(canary: Canary, name: str) -> None:
    seat = canary.seat(name)
    assert [token for token in canary.forbidden(seat) if find(seat, token)] == []


@pytest.mark.parametrize("name", ["Abe Old"])
def test_an_adviser_hears_no_token_at_all(canary: Canary, name: str) -> None:
    seat = canary.seat(name)
    assert len(canary.forbidden(seat)) == len(canary.secrets)
