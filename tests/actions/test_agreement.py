"""The life of a version: amended, offered, signed, in force, superseded, withdrawn, ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casetable.actions import agreement
from casetable.actions.history import redo, undo
from casetable.errors import BadInput, NotAllowed, Refused, SomebodyElseWasFirst
from casetable.queries.agreement import differences, objectives, setup_of, text, text_code
from casetable.queries.governing import terms, timeline
from casetable.queries.verify import verify
from casetable.rules.amending import (
    add_section,
    part_for,
    seen_of,
    with_numbers,
    with_objective,
    with_party,
    with_section,
)
from casetable.values.agreement import Version
from casetable.values.partnership import ObjectiveSetup, Setup
from casetable.words import AgreementKind, AgreementState, PaperSigned, SectionTopic
from tests.tables import FOUNDED, MON, THU, TUE, WED, Room

DRAFT, OFFERED, IN_FORCE = AgreementState.DRAFT, AgreementState.OFFERED, AgreementState.IN_FORCE
MANAGERS = ("maria", "vera", "zoe")


def wording(setup: Setup) -> Setup:
    return add_section(setup, "Accountability", "We say it when we cannot.", SectionTopic.ACCOUNTABILITY)


def numbers(**values: object):  # type: ignore[no-untyped-def]
    return lambda setup: with_numbers(setup, {name.replace("__", "."): value for name, value in values.items()})


def standing(room: Room, day: date = MON) -> dict[int, AgreementState]:
    return {one.number: one.state for one in timeline(room.sit("ruth", day)).versions}


def version(room: Room, number: int, day: date = MON) -> Version:
    return next(one for one in timeline(room.sit("ruth", day)).versions if one.number == number)


def code(room: Room, number: int, paper: PaperSigned = PaperSigned.AGREEMENT) -> str:
    return text_code(room.sit("ruth"), number, paper)


def signed_by_all(room: Room, number: int, day: date = MON) -> str:
    for who in MANAGERS:
        seat = room.sit(who, day)
        said = agreement.sign(seat, PaperSigned.AGREEMENT, seat.name, code(room, number)).sentence
    return said


def in_force(room: Room, number: int = 1, day: date = MON) -> None:
    agreement.offer(room.sit("ruth", day))
    signed_by_all(room, number, day)


def test_the_words_of_a_founding_draft_change_in_place(room: Room) -> None:
    said = agreement.amend(room.sit("ruth"), wording).sentence
    assert "v1 is changed" in said
    assert standing(room) == {1: DRAFT}
    assert "We say it when we cannot." in [part.text for part in text(room.sit("abe"))]


def test_a_version_comes_into_force_with_the_last_managers_signature(room: Room) -> None:
    agreement.amend(room.sit("maria"), wording)
    said = agreement.offer(room.sit("ruth", TUE)).sentence
    assert code(room, 1) in said
    assert "waits for a senior manager of SS, HS and MH" in said
    for who in ("maria", "vera"):
        seat = room.sit(who, TUE)
        agreement.sign(seat, PaperSigned.AGREEMENT, f"  {seat.name.upper()} ", code(room, 1).lower())
    assert standing(room) == {1: OFFERED}
    last = room.sit("zoe", WED)
    assert "v1 is in force." in agreement.sign(last, PaperSigned.AGREEMENT, "zoe lund", code(room, 1)).sentence
    one = version(room, 1)
    assert (one.state, one.in_force_on, one.review_on) == (IN_FORCE, WED, WED.replace(year=2027))
    assert verify(room.sit("ruth")).problems == ()


def test_the_first_version_is_in_force_from_its_last_signing_day_an_amendment_from_the_day_it_is_recorded(
    room: Room,
) -> None:
    agreement.offer(room.sit("ruth", MON))
    days = [("Maria Stein", MON), ("vera", TUE), ("zoe", MON)]
    agreement.record_papers(room.sit("ruth", THU), PaperSigned.AGREEMENT, days, code(room, 1), "folder 3")
    assert version(room, 1).in_force_on == TUE
    agreement.amend(room.sit("ruth", THU), numbers(terms__missed_after_days=7))
    agreement.offer(room.sit("ruth", THU))
    later = THU + timedelta(days=5)
    papers = [(who, THU) for who in MANAGERS]
    agreement.record_papers(room.sit("ruth", later), PaperSigned.AGREEMENT, papers, code(room, 2), "folder 3")
    assert version(room, 2).in_force_on == later
    assert (version(room, 1).state, version(room, 1).ended_on) == (AgreementState.SUPERSEDED, later)
    assert terms(room.sit("ruth", later - timedelta(days=1))).missed_after_days == 14
    assert terms(room.sit("ruth", later)).missed_after_days == 7


def test_an_amendment_is_a_draft_beside_the_version_in_force_and_takes_its_place_when_signed(room: Room) -> None:
    in_force(room)
    said = agreement.amend(room.sit("vera", TUE), numbers(gate__promises_kept="70%"), why="We learned.").sentence
    assert "v2 is a draft with your change. v1 applies until it is signed." in said
    agreement.amend(room.sit("ruth", TUE), wording)
    assert standing(room) == {1: IN_FORCE, 2: DRAFT}
    assert version(room, 2).why == "We learned."
    assert version(room, 2).gate.promises_kept == 0.70
    assert version(room, 1).gate.promises_kept == 0.75
    in_force(room, 2, WED)
    assert standing(room) == {1: AgreementState.SUPERSEDED, 2: IN_FORCE}


def test_numbers_of_a_founding_draft_change_in_place_only_on_the_day_of_founding(room: Room) -> None:
    agreement.amend(room.sit("ruth", FOUNDED), numbers(terms__missed_after_days=10))
    assert standing(room) == {1: DRAFT}
    assert terms(room.sit("ruth")).missed_after_days == 10
    said = agreement.amend(room.sit("ruth"), numbers(terms__missed_after_days=7)).sentence
    assert "The numbers of v1 have applied since it began, so v2 is a draft with these." in said
    assert standing(room) == {1: DRAFT, 2: DRAFT}
    assert terms(room.sit("ruth")).missed_after_days == 10
    in_force(room, 2, TUE)
    assert standing(room) == {1: AgreementState.SUPERSEDED, 2: IN_FORCE}
    assert terms(room.sit("ruth", MON)).missed_after_days == 10
    assert terms(room.sit("ruth", TUE)).missed_after_days == 7
