"""Both engines tell the same story."""

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from pathlib import Path

from casetable.actions import consent, tasks
from casetable.actions.history import redo, undo
from casetable.queries.consent import releases
from casetable.queries.history import history
from casetable.queries.participants import participants
from casetable.queries.tasks import story
from casetable.queries.verify import verify
from casetable.queries.week import my_tasks, notes, week
from casetable.seat import Table
from casetable.words import Category, DropReason
from tests.conftest import Files, Schemas
from tests.tables import FRI, THU, TUE, WED, Room

DRAWN = ("id", "version", "at", "owner_id", "asked_by_id", "person")


def without_drawn(value: object, refs: dict[str, str]) -> object:
    """A value without what is random: ids, and references put in the order of their first use."""
    if hasattr(value, "__dataclass_fields__"):
        kept = [one.name for one in fields(value) if one.name not in DRAWN]  # type: ignore[arg-type]
        return {name: without_drawn(getattr(value, name), refs) for name in kept}
    if isinstance(value, tuple | list):
        return [without_drawn(one, refs) for one in value]
    if isinstance(value, str):
        for ref, plain in refs.items():
            value = value.replace(ref, plain)
    return value


def told(room: Room) -> object:
    """A week of work, and all that four seats are told of it at its end."""
    about = room.agreed("Zoë Ñuñez 🏠")
    room.release(about, to="SS", from_agency="HS", category=Category.HEALTH)
    letter, meds, bed = (
        room.promised("Rent arrears: Ä ö", about=about),
        room.promised("bring meds", about=about, category=Category.HEALTH),
        room.ask("find a bed", by="omar", of="lee"),
    )
    tasks.log(room.sit("lee", TUE), letter, note="two\nlines", minutes=25, contact=True)
    tasks.move(room.sit("lee", TUE), letter, to=FRI.replace(day=10), why="landlord away")
    tasks.complete(room.sit("lee", WED), letter, minutes=30)
    undo(room.sit("lee", WED))
    redo(room.sit("lee", WED))
    tasks.drop(room.sit("lee", THU), meds, reason=DropReason.PARTICIPANT)
    tasks.accept(room.sit("lee", THU), bed, by=FRI.replace(day=20))
    open_now = next(one for one in releases(room.sit("dana")) if one.terms.category is Category.HEALTH)
    consent.revoke_release(room.sit("dana", FRI), open_now.release)
    refs = {ref: f"#{number}" for number, ref in enumerate((about, letter, meds, bed))}
    refs |= {one.release: f"R{one.terms}" for one in releases(room.sit("dana", FRI))}
    said: list[object] = [verify(room.sit("ruth", FRI)).problems]
    for name in ("dana", "lee", "omar", "ruth"):
        seat = room.sit(name, FRI)
        stories = [story(seat, ref) for ref in (letter, bed)]
        said += [week(seat), my_tasks(seat), notes(seat), *stories, participants(seat), history(seat).items]
    return without_drawn(said, refs)


def in_any_order(value: object) -> object:
    """Rows ordered by their random references come in any order."""
    if isinstance(value, dict):
        return {key: in_any_order(one) for key, one in value.items()}
    if isinstance(value, list):
        return sorted((in_any_order(one) for one in value), key=repr)
    return value


def test_the_same_story_gives_the_same_values(
    files: Files, schemas: Schemas, opened: Callable[[str], Table], tmp_path: Path
) -> None:
    heard = []
    for ground in (files, schemas):
        where = ground.founded(tmp_path)
        heard.append(in_any_order(told(Room(opened(where), where, partial(opened, where)))))
    assert heard[0] == heard[1]
