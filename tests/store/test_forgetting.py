"""What counts as saying a name, and an entry that holds only what rows hold now."""

import json

import pytest
from sqlmodel import col, select

from casetable.models import LogDetail, Person
from casetable.queries.verify import verify
from casetable.store.cleaning import holds
from casetable.store.forgetting import forget_details, former_names, says, text_attributes
from casetable.store.unit import change, reading
from casetable.values.action import Action
from tests.erasing import id_of
from tests.tables import Room

FORGET = Action("task.edit", "forgot", "what is forgotten is gone", forgets=True)
EDIT = Action("task.edit", "edited")


@pytest.mark.parametrize(
    "text",
    [
        "call Ana Kowal", "KOWAL, ANA", "ana.kowal@example.org", "Ana\n Kowal's key", "Ana-Kowal", '["Ana Kowal"]',
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_case_order_and_with_anything_between(text: str) -> None:
    assert says(("Ana Kowal",))(text)


@pytest.mark.parametrize("text", ["Ana", "Kowal", "Joana Kowal", "Ana Kowalska", "Ana and Kowal", ""])
def test_half_a_name_or_another_name_is_not_found(text: str) -> None:
    assert not says(("Ana Kowal",))(text)


def test_accents_may_be_left_out() -> None:
    assert says(("Zoë Ångström",))("zoe angstrom called")
    assert says(("Zoë Ångström",))("ZOË ÅNGSTRÖM")


def test_a_single_word_is_a_name_only_as_it_is_written() -> None:
    assert says(("Will",))("Will called")
    assert says(("Will",))("WILL called")
    assert not says(("Will",))("she will call")


def test_nothing_is_said_by_no_name() -> None:
    assert not says(("", "  "))("anything")


def test_an_action_that_forgets_must_say_why_it_is_never_undone() -> None:
    with pytest.raises(ValueError, match="cannot be undone"):
        Action("x", "x", forgets=True)


def test_the_entry_of_an_action_that_forgets_holds_nothing_from_before(room: Room) -> None:
    with change(room.sit("ruth"), EDIT) as session:
        person = session.exec(select(Person).where(Person.name == "Lee Park")).one()
        person.phone = "555 0199"
    with change(room.sit("ruth"), FORGET) as session:
        person = session.exec(select(Person).where(Person.name == "Lee Park")).one()
        person.phone = ""
        assert forget_details(session, room.sit("ruth"), {person.id}, ()) >= 1
    with reading(room.sit("ruth")) as session:
        details = session.exec(select(LogDetail.detail).order_by(col(LogDetail.seq))).all()
    assert not any("555 0199" in detail for detail in details)
    newest = json.loads(details[-1])
    assert all(before is None for _, _, before, _ in newest)
    assert any(after["name"] == "Lee Park" for table, _, _, after in newest if table == "person")
    assert verify(room.sit("ruth")).problems == ()


def test_details_that_say_a_name_with_signs_that_json_escapes_are_found(room: Room) -> None:
    name = 'Zoë "Ace" O\'Brien'
    with change(room.sit("ruth"), EDIT) as session:
        session.exec(select(Person).where(Person.name == "Lee Park")).one().phone = f"ask\n{name}"
    with change(room.sit("ruth"), EDIT) as session:
        session.exec(select(Person).where(Person.name == "Lee Park")).one().phone = ""
    with change(room.sit("ruth"), FORGET) as session:
        assert forget_details(session, room.sit("ruth"), set(), (name,)) == 2
        session.exec(select(Person).where(Person.name == "Lee Park")).one().mail = "lee@example.org"
    with reading(room.sit("ruth")) as session:
        assert not any("Ace" in detail for detail in session.exec(select(LogDetail.detail)))
    assert verify(room.sit("ruth")).problems == ()


def test_former_names_are_those_that_the_log_knows(room: Room) -> None:
    from casetable.actions.proposing import edit

    ref = room.propose("First Name")
    edit(room.sit("dana"), ref, name="Second Name")
    with reading(room.sit("dana")) as session:
        assert former_names(session, id_of(session, ref)) == ("Second Name", "First Name")


def test_no_word_of_a_list_and_no_key_counts_as_a_text() -> None:
    typed = {f"{model.__name__}.{name}" for model, names in text_attributes() for name in names}
    assert {"Note.text", "Task.title", "Participant.hmis_said", "Draft.text", "Agreement.terms"} <= typed
    assert not typed & {"Task.state", "Note.category", "Task.id", "Note.agency_id", "LogDetail.detail"}


def test_bytes_are_searched_whatever_the_case_and_a_missing_file_holds_nothing(room: Room, tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "bytes"
    file.write_bytes(b"\x00\x01xxANA kowalyy")
    assert holds(file, ["Ana Kowal"])
    assert not holds(file, ["Ana Kowalska"])
    assert not holds(file, [""])
    assert not holds(file.with_name("nowhere"), ["Ana Kowal"])
