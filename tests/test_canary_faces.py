"""Law 3 in the faces: all of them are listened to, and what is hidden answers like what is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casetable.queries.consent import releases
from casetable.queries.participants import participants
from casetable.queries.tasks import tasks
from casetable.seat import open_table
from casetable.values.seat import Seat
from tests.canary import Canary, world
from tests.canary_commands import RECIPES, Turns, a_table_of_its_own, given, said
from tests.conftest import Files
from tests.tables import Room

NOT_THERE = {"participant": "P-98765", "task": "T-98765", "release": "R-98765"}


@pytest.fixture(scope="module")
def canary(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    where = files.founded(Path(tmp_path_factory.mktemp("canary")), with_shelter=True)
    table = open_table(where)
    yield world(Room(table, where, lambda: table))
    table.close()


def hidden_from(canary: Canary, seat: Seat) -> dict[str, str]:
    """One reference of each kind that this seat is never told, where there is one."""
    told = {one.participant for one in participants(seat)}
    told |= {one.task for one in tasks(seat).items} | {one.release for one in releases(seat)}
    kinds = {"participant": canary.proposed_by, "task": canary.tasks, "release": canary.release_refs}
    found = {kind: next((ref for ref in refs if ref not in told), "") for kind, refs in kinds.items()}
    return {kind: ref for kind, ref in found.items() if ref}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Lee Park", "Dana Reyes", "Omar Haddad", "Abe Old"])
def test_what_is_hidden_answers_every_command_like_what_is_not_there(canary: Canary, name: str) -> None:
    seat = canary.seat(name)
    hidden = hidden_from(canary, seat)
    assert hidden
    differing = []
    with a_table_of_its_own(canary) as where:
        for kind, ref in hidden.items():
            for template in (one for recipe in RECIPES.values() for one in recipe if f"{{{kind}}}" in one):
                answers = []
                for asked in (ref, NOT_THERE[kind]):
                    words = next(Turns({**given(canary, where), kind: (asked,)}).all(template))
                    answers.append(said(seat, words).replace(asked, "REF").replace(asked[2:], "NUMBER"))
                if answers[0] != answers[1]:
                    differing.append((template, *answers))
    assert differing == []
