"""The order of an agenda, its clock, and the words of its reasons."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.agenda import days_since, ends_when, in_weight, later, numbered, planned, weight
from casetable.values.because import Because
from casetable.values.conference import AgendaItem, Reason
from casetable.words import AgendaReason, ItemKind, ItemState

NOTHING = Because("", "")


def because(*kinds: AgendaReason) -> list[Reason]:
    """Reasons of these kinds."""
    return [Reason(kind, NOTHING) for kind in kinds]


def test_what_was_not_reached_comes_first_and_an_end_and_a_beginning_of_sharing_weigh_the_same() -> None:
    kinds = list(AgendaReason)
    assert kinds[0] is AgendaReason.NOT_REACHED
    assert kinds[-1] is AgendaReason.STEADY
    assert weight(because(AgendaReason.RELEASE_NEW)) == weight(because(AgendaReason.RELEASE_ENDING))
    assert weight(because(AgendaReason.STALLED, AgendaReason.CHANGED_GOAL)) < weight(because(AgendaReason.STALLED))
    assert weight(because(AgendaReason.STALLED)) < weight(because(AgendaReason.CHANGED_GOAL, AgendaReason.ASKED_FOR))


@given(st.lists(st.sampled_from(AgendaReason), min_size=1))
def test_the_weightiest_reason_decides_in_whatever_order_they_were_found(kinds: list[AgendaReason]) -> None:
    found = in_weight(because(*kinds))
    assert weight(found) == weight(because(*reversed(kinds)))
    assert found[0].kind is min(kinds, key=lambda one: one.rank)


def test_each_item_begins_when_those_before_it_end_and_what_is_not_discussed_takes_no_time() -> None:
    items = (
        AgendaItem(0, ItemKind.OPENING, 5),
        AgendaItem(0, ItemKind.PARTICIPANT, 13, ItemState.NOT_DISCUSSED),
        AgendaItem(0, ItemKind.PARTICIPANT, 13),
        AgendaItem(0, ItemKind.CLOSING, 5),
    )
    found = numbered(items, time(23, 45))
    assert [one.number for one in found] == [1, 2, 3, 4]
    assert [f"{one.starts_at:%H:%M}" for one in found] == ["23:45", "23:50", "23:50", "00:03"]
    assert planned(items) == 23
    assert later(time(23, 45), 23) == time(0, 8)


def test_days_are_said_as_people_say_them() -> None:
    assert days_since(date(2026, 11, 7), date(2026, 11, 23)) == "16 days, since Sat 7 Nov"
    assert days_since(date(2026, 11, 22), date(2026, 11, 23)) == "1 day, since Sun 22 Nov"
    conference = date(2026, 12, 11)
    assert ends_when(date(2026, 12, 9), conference) == "Wed 9 Dec, 2 days before the conference"
    assert ends_when(conference, conference) == "Fri 11 Dec, the day of the conference"
    assert ends_when(date(2026, 12, 12), conference) == "Sat 12 Dec, 1 day after the conference"
