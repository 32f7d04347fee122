"""What leaves the table is recorded with it; what was told by phone is recorded and opens nothing."""

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest

from casetable.actions.consent import revoke_releases
from casetable.actions.disclosures import disclose, disclosed
from casetable.actions.history import undo
from casetable.errors import BadInput, CasetableError, NotAllowed, NotFound, OnlyReading, Refused
from casetable.queries.disclosures import account, disclosures
from casetable.queries.history import history
from casetable.queries.participants import participant
from casetable.queries.verify import verify
from casetable.values.disclosures import Told
from casetable.values.seat import Seat
from casetable.words import Basis, Category, DisclosureKind
from tests.tables import MON, TUE, WED, Room, at

HEALTH = (Category.HEALTH,)


def told(room: Room, ref: str, by: str = "dana") -> list[tuple[str, str, Category]]:
    return [(one.discloser, one.to, one.category) for one in account(room.sit(by, WED), ref).disclosures]


def by_phone(seat: Seat, ref: str, **more: object) -> str:
    said = {"to": "Mercy Hospital", "categories": HEALTH, "basis": Basis.EMERGENCY, "note": "unconscious"} | more
    return disclosed(seat, ref, **said).sentence  # type: ignore[arg-type]


def test_a_document_and_its_lines_come_together(room: Room) -> None:
    ref = room.agreed()
    lines = [Told(ref, category, "HS", "MH", releases=("R-1",)) for category in (Category.GENERAL, Category.GENERAL)]
    handed = disclose(room.sit("dana"), DisclosureKind.CODES, lambda: (lines, "the page"))
    assert (handed.content, len(handed.told)) == ("the page", 1)
    (line,) = account(room.sit("dana"), ref).disclosures
    assert (line.document, line.kind, line.releases) == (handed.document, DisclosureKind.CODES, "R-1")
    assert (line.by, line.on, line.basis) == ("Dana Reyes", MON, Basis.RELEASE)
    assert verify(room.sit("dana")).problems == ()


def test_a_document_that_fails_is_recorded_nowhere(room: Room) -> None:
    ref = room.agreed()

    def fails() -> tuple[list[Told], str]:
        raise Refused("no font")

    with pytest.raises(Refused):
        disclose(room.sit("dana"), DisclosureKind.SHEET, fails)
    handed = disclose(room.sit("dana"), DisclosureKind.EXPORT, lambda: ([], "nothing of others"))
    assert (handed.content, handed.document) == ("nothing of others", "")
    assert told(room, ref) == []


def test_nobody_can_take_back_a_release_between_reading_and_recording(room: Room) -> None:
    ref = room.agreed()
    table = room.open_again()
    revokes = Thread(target=lambda: revoke_releases(table.seat("omar", at(TUE)), ref, to="SS"))

    def build() -> tuple[list[Told], str]:
        revokes.start()
        return [Told(ref, Category.GENERAL, "HS", "SS")], str(participant(room.sit("lee", TUE), ref).name)

    handed = disclose(room.sit("dana", TUE), DisclosureKind.CODES, build)
    revokes.join()
    assert handed.content == "Chidi Okafor"
    newest = [one.action for one in history(room.sit("ruth", TUE)).items[:2]]
    assert newest == ["release.revoke", "disclose"]


def test_no_document_is_read_before_it_may_be_recorded(room: Room) -> None:
    read: list[str] = []

    def build() -> tuple[list[Told], str]:
        read.append("read")
        return [], ""

    with pytest.raises(OnlyReading):
        disclose(replace(room.sit("dana"), reads_only=True), DisclosureKind.EXPORT, build)
    for name in ("zoe", "paula", "abe"):
        with pytest.raises(NotAllowed):
            disclose(room.sit(name), DisclosureKind.EXPORT, build)
    assert read == []


def test_what_was_told_by_phone_stands_in_the_account_and_opens_nothing(room: Room) -> None:
    ref = room.agreed(released=False)
    said = by_phone(room.sit("dana", TUE), ref, to="mh", on=MON)
    assert said == f"Recorded: health about {ref} was told to MH (an emergency)."
    (line,) = account(room.sit("dana", TUE), ref).disclosures
    assert (line.to, line.kind, line.basis, line.on) == ("MH", DisclosureKind.TOLD, Basis.EMERGENCY, MON)
    assert line.note == "unconscious"
    assert participant(room.sit("omar", TUE), ref).name is None


def test_somebody_outside_the_table_is_named_in_words(room: Room) -> None:
    ref = room.agreed()
    by_phone(room.sit("omar"), ref, categories=(Category.GENERAL, *HEALTH))
    assert told(room, ref, by="omar") == [
        ("MH", "Mercy Hospital", Category.GENERAL),
        ("MH", "Mercy Hospital", Category.HEALTH),
    ]
    assert len({one.document for one in disclosures(room.sit("omar"))}) == 1


def test_a_line_is_a_fact_of_its_category(room: Room) -> None:
    ref = room.agreed()
    by_phone(room.sit("dana"), ref, to="SS")
    by_phone(room.sit("dana"), ref, to="SS", categories=(Category.GENERAL,))
    both = [("HS", "SS", Category.HEALTH), ("HS", "SS", Category.GENERAL)]
    assert sorted(told(room, ref)) == sorted(told(room, ref, by="lee")) == sorted(both)
    assert told(room, ref, by="omar") == [both[1]]
    assert told(room, ref, by="zoe") == told(room, ref, by="paula") == []


def test_a_release_is_named_only_where_one_stood_on_that_day(room: Room) -> None:
    ref = room.agreed(day=MON)
    given = room.release(ref, to="MH", category=Category.HEALTH, from_agency="HS", since=TUE, until=TUE, day=MON).ref
    with pytest.raises(Refused, match="No release let HS tell MH about health"):
        by_phone(room.sit("dana", WED), ref, to="MH", basis=Basis.RELEASE)
    by_phone(room.sit("dana", WED), ref, to="MH", basis=Basis.RELEASE, on=TUE)
    assert [one.releases for one in account(room.sit("dana", WED), ref).disclosures] == [given]


def test_a_release_to_somebody_outside_the_table_is_a_paper_that_the_note_names(room: Room) -> None:
    ref = room.agreed()
    with pytest.raises(Refused, match="No release on file is for Mercy Hospital"):
        by_phone(room.sit("dana"), ref, basis=Basis.RELEASE, note=" ")
    by_phone(room.sit("dana"), ref, basis=Basis.RELEASE, note="signed 2 Nov, drawer 4")
    assert [one.note for one in account(room.sit("dana"), ref).disclosures] == ["signed 2 Nov, drawer 4"]


@pytest.mark.parametrize(
    "wrong, said",
    [
        *(({"basis": one}, "is no ground") for one in (Basis.PARTICIPANT, Basis.CONSIDERED, Basis.OWN_FILE)),
        ({"to": " "}, "To whom"),
        ({"categories": ()}, "which category"),
        ({"on": date(2026, 11, 3)}, "future"),
        ({"to": "hs"}, "your own agency"),
        ({"categories": (Category.SUBSTANCE_USE,), "note": ""}, "42 CFR 2.51"),
    ],
)
def test_what_cannot_be_recorded_is_said_and_changes_nothing(room: Room, wrong: dict[str, object], said: str) -> None:
    ref = room.agreed()
    with pytest.raises(BadInput, match=said):
        by_phone(room.sit("dana"), ref, **wrong)
    assert told(room, ref) == []


def test_somebody_hidden_answers_like_somebody_who_is_not_there(shelter: Room) -> None:
    ref = shelter.consider("Hidden One", by="tess")
    sentences = []
    for asked in (ref, "P-98765"):
        for ask in (lambda asked=asked: by_phone(shelter.sit("omar"), asked), lambda asked=asked: told(shelter, asked)):
            with pytest.raises(NotFound) as caught:
                ask()
            sentences.append(str(caught.value).replace(asked, "REF"))
    assert len(set(sentences)) == 1
    by_phone(shelter.sit("tess"), ref)
    assert told(shelter, ref, by="tess") == [("VS", "Mercy Hospital", Category.HEALTH)]


def test_an_account_only_grows(room: Room) -> None:
    ref = room.agreed()
    by_phone(room.sit("dana"), ref)
    with pytest.raises(CasetableError, match="account of disclosures only grows"):
        undo(room.sit("dana"))
    assert len(told(room, ref)) == 1
