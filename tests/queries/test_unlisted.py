"""A shelter's participant whom an agency no longer knows: nothing names them, and its own notes stay readable."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casetable.actions import choosing, consent, drafts, history, notes
from casetable.errors import NotFound
from casetable.jobs.everything import everything
from casetable.queries.drafts import kept
from casetable.queries.find import find
from casetable.queries.history import history as listed
from casetable.queries.notes import notes as written
from casetable.queries.tasks import task
from casetable.queries.week import notes as week_notes
from casetable.values.seat import Seat
from tests.tables import MON, TUE, Room


@pytest.fixture
def gone(shelter: Room) -> tuple[str, str]:
    """Omar wrote a note and promised something about Tess's participant before the release to MH was revoked."""
    ref, releases = shelter.of_the_shelter()
    for who in ("lee", "dana", "omar"):
        choosing.agree(shelter.sit(who, MON), ref)
    omar = shelter.sit("omar", MON)
    notes.add_note(omar, ref, "brought the keys along")
    promised = shelter.promised("letter to the court", about=ref, of="omar", by="omar", day=MON)
    drafts.keep(omar, f"a note about {ref}", "not saved", participant=ref)
    tess = shelter.sit("tess", TUE)
    for one in releases:
        consent.revoke_release(tess, one, why="they said so")
    return ref, promised


def everywhere(seat: Seat) -> str:
    told = [everything(seat), listed(seat).items, written(seat).items, find(seat, "keys"), kept(seat), week_notes(seat)]
    return repr(told)


def test_nothing_names_them_any_more_and_the_own_notes_are_still_found(shelter: Room, gone: tuple[str, str]) -> None:
    ref, promised = gone
    omar = shelter.sit("omar", TUE)
    assert ref not in everywhere(omar)
    assert ref.removeprefix("P-") not in "".join(one.what for one in kept(omar))
    (note,) = written(omar).items
    assert (note.participant, note.text) == ("", "brought the keys along")
    assert [(hit.kind, hit.ref) for hit in find(omar, "keys")] == [("note", "")]
    assert [one["text"] for one in everything(omar)["notes"]] == ["brought the keys along"]
    assert (task(omar, promised).title, task(omar, promised).participant) == ("letter to the court", None)
    with pytest.raises(NotFound):
        written(omar, ref)


def test_history_says_what_one_did_without_the_reference_and_so_does_undo(shelter: Room, gone: tuple[str, str]) -> None:
    ref, _ = gone
    for seat in (shelter.sit("omar", TUE), replace(shelter.sit("omar", TUE), reads_only=True)):
        told = [one for one in listed(seat).items if one.action == "participant.note"]
        assert [one.subjects for one in told] == [()]
        assert listed(seat, subject=ref).items == ()
    omar = shelter.sit("omar", TUE + timedelta(days=1))
    assert ref not in " ".join(history.undo(omar).sentence for _ in range(2))


def test_where_it_is_known_the_reference_stands_there_as_before(shelter: Room, gone: tuple[str, str]) -> None:
    ref, _ = gone
    assert ref in everywhere(shelter.sit("tess", TUE))
