"""What stands on a paper that several agencies read: what all of them may, and nothing that tells of the rest."""

from dataclasses import replace
from datetime import date, time

from casetable.rules.shared_agenda import shared_items
from casetable.values.because import Because
from casetable.values.conference import Agenda, AgendaItem, Occurrence, Reason
from casetable.words import AgendaReason, Category, ConferenceState, ItemKind, ItemState

DAY = date(2026, 12, 11)
MEETING = Occurrence(DAY, DAY, ConferenceState.PLANNED, time(9), time(10, 30), 90, "Room 7")
STALLED = Reason(AgendaReason.STALLED, Because("Ways", "16 days, since Wed 25 Nov", ("T-318",)))
OPEN, CLOSE = AgendaItem(1, ItemKind.OPENING, 5), AgendaItem(9, ItemKind.CLOSING, 5)


def about(ref: str, **more: object) -> AgendaItem:
    return replace(AgendaItem(2, ItemKind.PARTICIPANT, 13, participant=ref, name="Chidi"), **more)  # type: ignore[arg-type]


def view(*items: AgendaItem) -> Agenda:
    return Agenda(MEETING, items, time(10, 30), 0, may_arrange=True)


def test_an_item_that_one_of_them_may_not_see_leaves_neither_number_nor_minutes_behind() -> None:
    mine = view(OPEN, about("P-214"), about("P-473"), CLOSE)
    theirs = view(OPEN, about("P-473"), CLOSE)
    found = shared_items([mine, theirs])
    assert [(one.number, one.label, one.starts_at) for one in found] == [
        (1, "open", time(9)),
        (2, "P-473", time(9, 5)),
        (3, "close", time(9, 18)),
    ]


def test_a_question_stays_where_all_read_it_and_a_reason_where_all_count_the_same() -> None:
    asked = about("P-473", question="Motel now?", category=Category.HEALTH, reasons=(STALLED,))
    fewer = Reason(AgendaReason.STALLED, Because("Ways", "20 days, since Sat 21 Nov", ("T-7",)))
    (alike,) = shared_items([view(asked), view(asked)])
    assert (alike.question, alike.reasons) == ("Motel now?", (STALLED,))
    (deaf,) = shared_items([view(asked), view(replace(asked, question=None, category=Category.GENERAL))])
    assert (deaf.question, deaf.reasons) == (None, (STALLED,))
    (other,) = shared_items([view(asked), view(replace(asked, reasons=(fewer,)))])
    assert other.reasons == ()


def test_nobody_has_a_name_and_what_was_taken_off_is_not_there() -> None:
    found = shared_items([view(about("P-473"), about("P-214", state=ItemState.REMOVED))] * 2)
    assert [(one.label, one.name) for one in found] == [("P-473", None)]


def test_only_named_participants_stand_on_it_and_business_always_does() -> None:
    business = AgendaItem(3, ItemKind.BUSINESS, 5, title="Bus passes")
    found = shared_items([view(about("P-473"), about("P-214"), business)], participants=frozenset({"P-214"}))
    assert [one.label for one in found] == ["P-214", "Bus passes"]
    assert shared_items([]) == ()


def test_two_items_of_one_title_stay_two() -> None:
    twice = [
        AgendaItem(n, ItemKind.BUSINESS, 5, title="Bus passes", question=words) for n, words in ((2, "a"), (3, "b"))
    ]
    assert [one.question for one in shared_items([view(*twice), view(*twice)])] == ["a", "b"]
