"""What somebody changed behind casetable's back in what people signed is named, by version, part and person."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import select

from casetable.actions import agreement as acts
from casetable.actions.history import undo
from casetable.models import Agreement
from casetable.queries.agreement import agreement, text_code
from casetable.queries.agreement_verify import verify_agreement
from casetable.queries.verify import verify
from casetable.rules.agreement_text import digest_of, seal_of
from casetable.rules.amending import with_joining, with_leaving
from casetable.seat import Table, open_table
from casetable.store.unit import reading
from casetable.values.agreement import Verified
from casetable.values.partnership import PersonSetup
from casetable.words import ObjectiveStatus, PaperSigned, Role
from tests.conftest import Files
from tests.queries.agreeing import LOAD, WORKERS, amended, in_force, numbered, signed
from tests.store.tampering import tamper
from tests.tables import SHELTER, THU, TUE, WED, Room

UNREADABLE = (
    "The agreement holds what cannot be read, so that not every text was compared: casetable verify says where."
)
OTHER = "Each agency carries its lead."
V1 = "(SELECT id FROM agreement WHERE number = 1)"
V2 = "(SELECT id FROM agreement WHERE number = 2)"
NEW = "'11111111-1111-7111-8111-111111111111'"
COLUMNS = (
    "id, version, agreement_id, paper, person_id, agency_id, name, agency, role, signed_on, recorded_at, recorded_on, "
    "digest, seal, is_on_paper, place, recorded_by_id"
)


def kept_in(room: Room) -> Room:
    """Two versions, each signed by three managers; the objectives signed by the frontline under the first."""
    in_force(room)
    signed(room, 1, who=WORKERS, paper=PaperSigned.OBJECTIVES)
    amended(room, 2, TUE, missed_after_days=7)
    return room


@pytest.fixture(scope="module")
def told(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite table with these two versions, told once."""
    where = files.founded(tmp_path_factory.mktemp("told"))
    with closing(open_table(where)) as table:
        kept_in(Room(table, where, lambda: table))
    return Path(where)


@pytest.fixture
def kept(told: Path, opened: Callable[[str], Table], tmp_path: Path) -> Room:
    """A copy of it."""
    where = str(shutil.copy(told, tmp_path))
    return Room(opened(where), where, lambda: opened(where))


def found(room: Room) -> Verified:
    return verify_agreement(room.sit("abe", WED))


def sentences(room: Room) -> list[str]:
    return [one.sentence for one in found(room).findings]


def copied(whose: str, under: str, columns: dict[str, str]) -> str:
    """SQL that copies a signature under v1 to a new row, with other columns."""
    values = ", ".join(columns.get(one, one) for one in COLUMNS.split(", "))
    where = f"name = '{whose}' AND paper = '{under}' AND agreement_id = {V1}"
    return f"INSERT INTO signature ({COLUMNS}) SELECT {values} FROM signature WHERE {where}"


def test_an_agreement_that_nobody_touched_is_sound_and_says_who_signed_which_text(kept: Room) -> None:
    acts.amend(kept.sit("ruth", TUE), numbered(missed_after_days=21))
    verified = found(kept)
    assert (verified.findings, verified.is_sound, verified.texts) == ((), True, 4)
    assert len(verified.signatures) == 9
    assert len({one.code for one in verified.signatures}) == 3
    assert any("programme manager" in one for one in verified.nobody)
    assert verify(kept.sit("ruth", WED)).problems == ()
    undo(kept.sit("ruth", TUE))
    assert found(kept).is_sound


CHANGES = (
    (
        f"UPDATE agreement SET text = replace(text, '{LOAD}', '{OTHER}') WHERE number = 1",
        f"UPDATE agreement SET text = replace(text, '{OTHER}', '{LOAD}') WHERE number = 1",
        "v1, 1 Accountability and recourse: its words in the kept text are not those that were signed",
    ),
    (
        "UPDATE agreement SET places = 9 WHERE number = 1",
        "UPDATE agreement SET places = 5 WHERE number = 1",
        "v1, What applies besides: its words are not those that were signed: Places: 5 -> 9",
    ),
    (
        f"UPDATE agreement_objective SET target = '50' WHERE agreement_id = {V1}",
        f"UPDATE agreement_objective SET target = '5' WHERE agreement_id = {V1}",
        "v1, objective 1 five people housed: its words are not those that were signed: Target: 5 -> 50",
    ),
    (
        f"UPDATE agreement_ladder_step SET working_days = 90 WHERE agreement_id = {V2} AND position = 3",
        f"UPDATE agreement_ladder_step SET working_days = 10 WHERE agreement_id = {V2} AND position = 3",
        "v2, What applies besides: its words are not those that were signed",
    ),
    (
        "UPDATE agreement SET in_force_on = '2026-10-01' WHERE number = 2",
        "UPDATE agreement SET in_force_on = '2026-11-03' WHERE number = 2",
        "v2: its first day in force is not what was written in entry 14: 2026-11-03 -> 2026-10-01.",
    ),
    (
        "UPDATE signature SET signed_on = '2026-11-01' WHERE name = 'Maria Stein' AND signed_on = '2026-11-03'",
        "UPDATE signature SET signed_on = '2026-11-03' WHERE name = 'Maria Stein' AND signed_on = '2026-11-01'",
        "Maria Stein's signature under v2 is not what was written in entry 12: day.",
    ),
    (
        f"UPDATE signature SET name = 'Dan Reed' WHERE name = 'Dana Reyes' AND agreement_id = {V1}",
        f"UPDATE signature SET name = 'Dana Reyes' WHERE name = 'Dan Reed' AND agreement_id = {V1}",
        "Dan Reed's signature under the objectives of v1 is not what was written in entry 8: name.",
    ),
)


def test_one_changed_letter_in_a_signed_section_is_named(room: Room) -> None:
    kept = kept_in(room)
    assert found(kept).is_sound
    tamper(kept.where, f"UPDATE agreement_section SET text = '{OTHER}' WHERE agreement_id = {V2} AND text = '{LOAD}'")
    (finding,) = found(kept).findings
    assert (finding.version, finding.part) == (2, "section:accountability")
    assert finding.sentence == (
        "v2, 1 Accountability and recourse: its words are not those that were signed: "
        "Each agency carries its [-load.-] {+lead.+}"
    )
    assert finding.sentence in verify(kept.sit("ruth", WED)).problems


def test_whatever_was_changed_by_hand_is_named_and_alone(kept: Room) -> None:
    for change, restore, said in CHANGES:
        tamper(kept.where, change)
        (sentence,) = sentences(kept)
        assert sentence.startswith(said)
        tamper(kept.where, restore)
    assert found(kept).is_sound


UNSEEN = (
    (
        "UPDATE agreement SET gate = replace(gate, '0.75', '0.7504') WHERE number = 2",
        "UPDATE agreement SET gate = replace(gate, '0.7504', '0.75') WHERE number = 2",
        "v2, what applies by it is not what was written in entry 14: gate.promises kept 0.75 -> 0.7504.",
    ),
    (
        f"UPDATE agreement_section SET topic = NULL WHERE topic = 'growth' AND agreement_id = {V1}",
        f"UPDATE agreement_section SET topic = 'growth' WHERE topic IS NULL AND agreement_id = {V1}",
        "v1, section 2 is not what was written in entry",
    ),
    (
        f"UPDATE agreement_party SET effort_share = 0.33334 WHERE agreement_id = {V1}",
        f"UPDATE agreement_party SET effort_share = 1.0 / 3 WHERE agreement_id = {V1}",
        "v1, the part of SS is not what was written in entry",
    ),
    (
        "UPDATE objective_reading SET value = '5 of 5'",
        "UPDATE objective_reading SET value = '3 of 5'",
        "A reading of an objective in 2026Q4 is not what was written in entry 15: value.",
    ),
)


def test_what_no_text_shows_is_told_by_the_log(kept: Room) -> None:
    acts.read_objective(kept.sit("dana", TUE), 1, "3 of 5", ObjectiveStatus.ON_TARGET)
    for change, restore, said in UNSEEN:
        tamper(kept.where, change)
        assert sentences(kept)[0].startswith(said)
        tamper(kept.where, restore)
    assert found(kept).is_sound


def test_whom_a_newcomer_names_and_a_draft_that_applies_are_compared_too(room: Room) -> None:
    coming = (PersonSetup("Nell Cove", "VS", (Role.SENIOR_MANAGER,)),)
    acts.amend(room.sit("ruth"), lambda setup: with_joining(setup, SHELTER, coming))
    tamper(room.where, "UPDATE agreement SET places = 9 WHERE number = 1")
    assert sentences(room) == ["v1, what applies by it is not what was written in entry 1: places."]
    tamper(room.where, "UPDATE agreement SET places = 5 WHERE number = 1")
    acts.offer(room.sit("ruth"))
    tamper(
        room.where, "UPDATE agreement_newcomer SET people = CAST(replace(CAST(people AS TEXT), 'Nell', 'Nill') AS JSON)"
    )
    (said,) = sentences(room)
    assert said.startswith("v2, the part of VS is not what was written in entry")
    assert said.endswith(": people.")


def test_a_signature_copied_to_another_version_is_told_by_its_seal(kept: Room) -> None:
    tamper(kept.where, f"DELETE FROM signature WHERE name = 'Zoe Lund' AND agreement_id = {V2}")
    assert sentences(kept) == ["Zoe Lund's signature under v2 is missing, though entry 14 recorded it."]
    tamper(kept.where, copied("Zoe Lund", "agreement", {"id": NEW, "agreement_id": V2}))
    assert sentences(kept)[0] == "Zoe Lund's signature under v2 was given under v1 and not under this version."
    digest = "(SELECT digest FROM agreement WHERE number = 2)"
    tamper(kept.where, f"UPDATE signature SET digest = {digest} WHERE id = {NEW}")
    said = "The seal of Zoe Lund's signature under v2 does not fit its version, person, role, day and text."
    assert sentences(kept)[0] == said


def test_a_name_under_the_objectives_is_neither_copied_nor_made_up(kept: Room) -> None:
    tamper(kept.where, copied("Lee Park", "objectives", {"id": NEW, "agreement_id": V2}))
    said = "Lee Park's signature under the objectives of v2 was given under v1 and not under this version."
    assert sentences(kept) == [said]
    sol = kept.sit("sol", TUE)
    with reading(sol) as session:
        digest = session.exec(select(Agreement.objectives_digest).where(Agreement.number == 2)).one()
    seal = seal_of(2, "objectives", sol.actor, "supervisor", TUE, digest or "")
    tamper(
        kept.where,
        f"UPDATE signature SET person_id = '{sol.actor}', name = 'Sol Grant', role = 'supervisor', "
        f"signed_on = '2026-11-03', seal = '{seal}' WHERE id = {NEW}",
    )
    said = "Sol Grant's signature under the objectives of v2 is there, and the log does not know of it."
    assert sentences(kept) == [said]


def test_a_text_changed_everywhere_with_its_digest_is_told_by_the_log(kept: Room) -> None:
    with reading(kept.sit("ruth", WED)) as session:
        text = session.exec(select(Agreement.text).where(Agreement.number == 2)).one() or ""
    digest = digest_of(text.replace(LOAD, OTHER))
    tamper(
        kept.where,
        f"UPDATE agreement_section SET text = '{OTHER}' WHERE agreement_id = {V2} AND text = '{LOAD}'",
        f"UPDATE agreement SET text = replace(text, '{LOAD}', '{OTHER}'), digest = '{digest}' WHERE number = 2",
        f"UPDATE signature SET digest = '{digest}' WHERE agreement_id = {V2}",
    )
    said = sentences(kept)
    assert any(one.startswith("v2, 1 Accountability and recourse: its words are not") for one in said)
    assert any(one.startswith("v2, 1 Accountability and recourse: its words in the kept text") for one in said)
    assert any(one.startswith("v2: its text code is not what was written in entry") for one in said)
    assert sum("is not what was written in entry" in one and "text" in one for one in said) == 4
    tamper(kept.where, f"UPDATE log_detail SET detail = replace(detail, '{LOAD}', '{OTHER}')")
    assert any("of the log was changed after it was written" in one for one in sentences(kept))


def test_another_number_is_named_and_what_cannot_be_read_breaks_nothing(kept: Room) -> None:
    tamper(kept.where, "UPDATE agreement SET number = 7 WHERE number = 1")
    assert "v7: its number is not what was written in entry 14: 1 -> 7." in sentences(kept)
    tamper(kept.where, "UPDATE agreement_party SET facts = '{\"name\": 1}'")
    verified = found(kept)
    assert [one.sentence for one in verified.findings] == [UNREADABLE]
    assert not verified.is_sound
    assert UNREADABLE in verify(kept.sit("ruth", WED)).problems


def test_joining_leaving_and_withdrawing_leave_every_old_text_sound(kept: Room) -> None:
    ruth = kept.sit("ruth", WED)
    coming = (PersonSetup("Nell Cove", "VS", (Role.SENIOR_MANAGER,)), PersonSetup("Tess Bay", "VS", (Role.FRONTLINE,)))
    acts.amend(ruth, lambda setup: with_joining(with_leaving(setup, "MH", WED), SHELTER, coming))
    acts.offer(ruth)
    signed(kept, 3, WED, who=("maria",))
    acts.withdraw(ruth, "one name was misspelt")
    acts.offer(ruth)
    code = text_code(ruth, 4)
    acts.record_papers(ruth, PaperSigned.AGREEMENT, [("Nell Cove", WED)], code, "folder 3")
    signed(kept, 4, WED)
    assert [one.agency for one in agreement(kept.sit("tess", THU)).parties] == ["SS", "HS", "MH", "VS"]
    verified = found(kept)
    assert (verified.findings, verified.texts) == ((), 8)
    assert {one.version for one in verified.signatures} == {1, 2, 3, 4}
    tamper(kept.where, "UPDATE signature SET name = 'Nell Cave' WHERE name = 'Nell Cove'")
    assert sentences(kept) == ["Nell Cave's signature under v4 is not what was written in entry 20: name."]
