"""Several releases in one entry, a no, renewals, the work-list of endings, and how far revoking reaches."""

from datetime import date, timedelta

import pytest

from casetable.actions import consent, participants, tasks
from casetable.actions.history import undo
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.models import Release
from casetable.queries.consent import endings, release, releases
from casetable.queries.history import history
from casetable.queries.participants import participant
from casetable.queries.revoking import reach_of_revoking
from casetable.queries.verify import verify
from casetable.queries.week import week
from casetable.store.unit import reading
from casetable.words import Category, LeavingReason, Method, ReleaseState
from tests.tables import FRI, MON, THU, TUE, WED, Room

GENERAL, HEALTH, SUBSTANCES = Category.GENERAL, Category.HEALTH, Category.SUBSTANCE_USE
NEXT_YEAR = date(2027, 11, 5)


def record(
    room: Room, ref: str, *cells: tuple[str, Category], by: str = "dana", day: date = MON, **more: object
) -> str:
    """Releases of some cells, written and without an end unless said otherwise; returns the sentence."""
    said = {"since": day, "method": Method.WRITTEN} | more
    return consent.record_releases(room.sit(by, day), ref, cells=cells, **said).sentence  # type: ignore[arg-type]


def standing(room: Room, ref: str, *, by: str = "dana", day: date = MON) -> set[tuple[str, str, Category]]:
    """Who may tell whom what, in force."""
    found = [one for one in releases(room.sit(by, day), ref) if one.state is ReleaseState.IN_FORCE]
    return {(one.terms.discloser, one.terms.receiver, one.terms.category) for one in found}


def entries(room: Room) -> int:
    """How many entries the log has, as its coordinator counts them."""
    return verify(room.sit("ruth")).entries


def one_to(room: Room, ref: str, receiver: str, category: Category = GENERAL, by: str = "dana") -> str:
    """The release from HS to an agency."""
    return next(
        one.release
        for one in releases(room.sit(by), ref)
        if (one.terms.discloser, one.terms.receiver, one.terms.category) == ("HS", receiver, category)
    )


# several in one entry


def test_agencies_times_categories_are_one_entry_and_undo_takes_back_all_of_it(room: Room) -> None:
    ref = room.agreed(released=False)
    before = entries(room)
    said = record(room, ref, ("SS", GENERAL), ("MH", GENERAL), ("SS", HEALTH), from_agency="HS", until=NEXT_YEAR)
    assert said.startswith(f"{ref}: general, health may be told to MH, SS (R-")
    assert standing(room, ref) == {("HS", "SS", GENERAL), ("HS", "MH", GENERAL), ("HS", "SS", HEALTH)}
    assert entries(room) == before + 1
    undo(room.sit("dana"))
    assert releases(room.sit("dana"), ref) == ()


def test_nothing_is_recorded_where_one_of_several_may_not_stand(room: Room) -> None:
    ref = room.agreed(released=False)
    before = entries(room)
    with pytest.raises(BadInput, match="substance use needs a purpose"):
        record(room, ref, ("SS", GENERAL), ("SS", SUBSTANCES), from_agency="HS", until=NEXT_YEAR)
    with pytest.raises(BadInput, match="no agency at this table"):
        record(room, ref, ("SS", GENERAL), ("XX", GENERAL))
    assert releases(room.sit("dana"), ref) == ()
    assert entries(room) == before


def test_what_stands_already_is_left_as_it_is(room: Room) -> None:
    ref = room.agreed(released=False)
    record(room, ref, ("SS", GENERAL), from_agency="HS", until=NEXT_YEAR)
    with pytest.raises(Refused, match="gives as much already"):
        record(room, ref, ("SS", GENERAL), from_agency="HS", until=FRI)
    record(room, ref, ("all", GENERAL), until=NEXT_YEAR)
    assert len(releases(room.sit("dana"), ref)) == 6
    record(room, ref, ("SS", GENERAL), from_agency="HS")
    assert len(releases(room.sit("dana"), ref)) == 7, "one without an end says more than one with it"


def test_one_entry_takes_away_and_gives_and_is_never_undone(room: Room) -> None:
    ref = room.agreed(released=False)
    record(room, ref, ("MH", GENERAL), from_agency="HS")
    old = one_to(room, ref, "MH")
    before = entries(room)
    said = record(room, ref, ("SS", GENERAL), from_agency="HS", day=TUE, revoke=[old], why="rather them")
    assert said.endswith("1 release is revoked as of today. What it opened is closed at once.")
    assert standing(room, ref, day=TUE) == {("HS", "SS", GENERAL)}
    assert release(room.sit("dana", TUE), old).revoked_why == "rather them"
    assert entries(room) == before + 1
    with pytest.raises(Refused, match="a revocation stands"):
        undo(room.sit("dana", TUE))
    assert history(room.sit("dana", TUE)).items[0].action == "release.revoke"


def test_nobody_revokes_or_records_for_others_by_doing_several_at_once(room: Room) -> None:
    ref = room.agreed()
    foreign = one_to(room, ref, "MH")
    for cells, more in (((("MH", GENERAL),), {"from_agency": "HS"}), ((), {"revoke": [foreign]})):
        with pytest.raises(NotAllowed):
            record(room, ref, *cells, by="lee", **more)  # type: ignore[arg-type]
    other = room.agreed("Ana Kowal")
    with pytest.raises(BadInput, match="somebody else's"):
        record(room, ref, revoke=[one_to(room, other, "MH")])


def test_a_hidden_release_neither_exists_nor_stands_in_the_way(room: Room) -> None:
    ref = room.agreed()
    record(room, ref, ("SS", HEALTH), from_agency="HS")
    hidden = one_to(room, ref, "SS", HEALTH)
    with pytest.raises(NotFound):
        record(room, ref, by="omar", revoke=[hidden])
    with pytest.raises(NotFound):
        release(room.sit("omar"), hidden)
    with pytest.raises(NotFound):
        reach_of_revoking(room.sit("omar"), [hidden])


# days


def test_a_future_release_is_said_to_open_nothing_and_opens_nothing(room: Room) -> None:
    ref = room.agreed(released=False)
    assert "Not yet: it holds from thu" in record(room, ref, ("all", GENERAL), since=THU)
    assert participant(room.sit("lee"), ref).name is None
    with pytest.raises(Refused, match="no release"):
        room.ask(about=ref)
    assert participant(room.sit("lee", THU), ref).name == "Chidi Okafor"


def test_a_release_that_is_over_is_said_to_open_nothing(room: Room) -> None:
    ref = room.agreed(released=False)
    said = record(room, ref, ("SS", GENERAL), from_agency="HS", day=WED, since=MON, until=TUE)
    assert said.endswith("It is over already, and opens nothing.")


def test_an_end_by_an_event_is_kept_and_shown(room: Room) -> None:
    ref = room.agreed(released=False)
    more = {"from_agency": "HS", "purpose": "care", "ends_when": "when they are housed"}
    record(room, ref, ("SS", SUBSTANCES), **more)
    (shown,) = releases(room.sit("lee"), ref)
    assert (shown.ends_when, shown.terms.until, shown.state) == ("when they are housed", None, ReleaseState.IN_FORCE)


# a no


def test_a_no_is_on_file_and_opens_nothing(room: Room) -> None:
    ref = room.agreed(released=False)
    seat = room.sit("dana")
    said = consent.refuse_release(
        seat, ref, to="SS", category=GENERAL, from_agency="HS", method=Method.VERBAL, why="not yet"
    )
    assert said.sentence.startswith(f"{ref} said no: nothing of general goes to SS (R-")
    (shown,) = releases(room.sit("lee"), ref)
    assert (shown.state, shown.revoked_why) == (ReleaseState.REFUSED, "")
    assert release(room.sit("dana"), shown.release).revoked_why == "not yet"
    assert participant(room.sit("lee"), ref).name is None
    record(room, ref, ("SS", GENERAL), from_agency="HS", day=TUE)
    assert participant(room.sit("lee", TUE), ref).name == "Chidi Okafor", "a later yes is a new release"
    assert {one.state for one in releases(room.sit("dana", TUE), ref)} == {ReleaseState.REFUSED, ReleaseState.IN_FORCE}


def test_a_no_beside_a_yes_names_the_release_that_is_to_be_revoked(room: Room) -> None:
    ref = room.agreed()
    held = one_to(room, ref, "SS")
    no = {"to": "SS", "category": GENERAL, "method": Method.VERBAL}
    with pytest.raises(Refused, match=f"{held} says yes to that"):
        consent.refuse_release(room.sit("dana"), ref, from_agency="HS", **no)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        consent.refuse_release(room.sit("lee"), ref, from_agency="HS", **no)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="future"):
        consent.refuse_release(room.sit("dana"), ref, on=TUE, **no)  # type: ignore[arg-type]
    assert {one.state for one in releases(room.sit("dana"), ref)} == {ReleaseState.IN_FORCE}


def test_a_no_can_be_neither_renewed_nor_revoked(room: Room) -> None:
    ref = room.agreed(released=False)
    no = consent.refuse_release(room.sit("dana"), ref, to="all", category=HEALTH, method=Method.VERBAL).ref
    with pytest.raises(Refused, match="is a no"):
        consent.renew_release(room.sit("dana"), no, until=NEXT_YEAR)
    with pytest.raises(Refused, match="refused already"):
        consent.revoke_release(room.sit("dana"), no)


# renewing


def test_a_renewal_goes_on_the_day_after_the_end_and_the_old_one_stays(room: Room) -> None:
    ref = room.agreed(released=False)
    record(room, ref, ("SS", GENERAL), from_agency="HS", until=WED, purpose="housing", paper="drawer 4")
    old = one_to(room, ref, "SS")
    receipt = consent.renew_release(room.sit("dana", TUE), old, until=NEXT_YEAR, paper="drawer 5")
    assert receipt.sentence == (f"{old} goes on as {receipt.ref}: general from HS to SS, from thu until 5 Nov 2027.")
    new = release(room.sit("dana", TUE), receipt.ref)
    assert (new.terms.since, new.terms.until, new.state) == (THU, NEXT_YEAR, ReleaseState.NOT_YET)
    assert (new.purpose, new.paper, new.terms.method) == ("housing", "drawer 5", Method.WRITTEN)
    names = [participant(room.sit("lee", MON + timedelta(days=days)), ref).name for days in range(5)]
    assert names == ["Chidi Okafor"] * 5
    assert release(room.sit("dana", FRI), old).state is ReleaseState.EXPIRED


@pytest.mark.parametrize("is_over_by", ["its end", "a revocation"])
def test_what_is_over_is_renewed_from_today(room: Room, is_over_by: str) -> None:
    ref = room.agreed(released=False)
    record(room, ref, ("SS", GENERAL), from_agency="HS", until=TUE)
    old = one_to(room, ref, "SS")
    if is_over_by == "a revocation":
        consent.revoke_release(room.sit("dana", TUE), old)
    new = consent.renew_release(room.sit("dana", THU), old, no_end=True).ref
    terms = release(room.sit("dana", THU), new).terms
    assert (terms.since, terms.until) == (THU, None), "an empty end never ends, and nothing invents one"
    assert participant(room.sit("lee", WED), ref).name is None


def test_a_renewal_says_until_when_or_that_no_end_was_named(room: Room) -> None:
    ref = room.agreed()
    held = one_to(room, ref, "SS")
    for half in ({}, {"until": NEXT_YEAR, "no_end": True}):
        with pytest.raises(BadInput, match="Until when"):
            consent.renew_release(room.sit("dana"), held, **half)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="ends before it begins"):
        consent.renew_release(room.sit("dana"), held, until=FRI)


def test_what_never_ends_or_goes_on_already_is_not_renewed(room: Room) -> None:
    ref = room.agreed(released=False)
    record(room, ref, ("MH", GENERAL), from_agency="HS")
    with pytest.raises(Refused, match="has no end"):
        consent.renew_release(room.sit("dana"), one_to(room, ref, "MH"), until=NEXT_YEAR)
    record(room, ref, ("SS", GENERAL), from_agency="HS", until=WED)
    old = one_to(room, ref, "SS")
    new = consent.renew_release(room.sit("dana"), old, until=NEXT_YEAR).ref
    for day in (MON, FRI):
        with pytest.raises(Refused, match=f"{old} goes on as {new} already"):
            consent.renew_release(room.sit("dana", day), old, no_end=True)


def test_what_ends_by_an_event_is_renewed_from_today_and_once(room: Room) -> None:
    ref = room.agreed(released=False)
    more = {"from_agency": "HS", "purpose": "care", "ends_when": "when place found"}
    record(room, ref, ("SS", SUBSTANCES), **more)
    old = one_to(room, ref, "SS", SUBSTANCES)
    done = consent.renew_release(room.sit("dana", TUE), old, ends_when="lease signed")
    assert done.sentence.endswith(f"from today until the end when lease signed. {old} itself ends when place found."), (
        done.sentence
    )
    assert release(room.sit("lee", TUE), done.ref).ends_when == "lease signed"
    with pytest.raises(Refused, match="goes on as"):
        consent.renew_release(room.sit("dana", TUE), old, until=NEXT_YEAR)
    dated = consent.renew_release(room.sit("dana", TUE), done.ref, until=NEXT_YEAR, since=WED).ref
    assert release(room.sit("dana", TUE), dated).terms.since == WED


def test_of_a_release_others_see_who_may_tell_whom_and_not_its_words(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, from_agency="SS", to="MH")
    words = {"purpose": "a lease", "paper": "drawer 4", "ends_when": "when housed"}
    record(room, ref, ("SS", GENERAL), from_agency="HS", **words)
    given = one_to(room, ref, "SS")
    consent.revoke_release(room.sit("dana"), given, why="rather not")

    def said(by: str) -> tuple[str, ...]:
        one = release(room.sit(by), given)
        assert (one.terms.discloser, one.terms.receiver, one.state) == ("HS", "SS", ReleaseState.REVOKED)
        return one.purpose, one.paper, one.ends_when, one.revoked_why

    assert said("dana") == ("a lease", "drawer 4", "when housed", "rather not")
    assert said("lee") == ("a lease", "drawer 4", "when housed", "")
    assert said("omar") == ("", "", "", "")
    assert "release.revoked_why" not in history(room.sit("omar")).items[0].fields


def test_several_that_give_as_much_are_said_as_several(room: Room) -> None:
    ref = room.agreed(released=False)
    record(room, ref, ("SS", GENERAL), ("MH", GENERAL), from_agency="HS")
    with pytest.raises(Refused, match=r"R-\d+, R-\d+ give as much already"):
        record(room, ref, ("SS", GENERAL), ("MH", GENERAL), from_agency="HS")


def test_a_renewal_keeps_to_the_rules_of_its_category(room: Room) -> None:
    ref = room.agreed(released=False)
    record(room, ref, ("SS", SUBSTANCES), from_agency="HS", until=WED, purpose="care")
    old = one_to(room, ref, "SS", SUBSTANCES)
    with pytest.raises(BadInput, match="needs an end"):
        consent.renew_release(room.sit("dana"), old, no_end=True)
    with pytest.raises(BadInput, match="needs a written release"):
        consent.renew_release(room.sit("dana"), old, until=NEXT_YEAR, method=Method.VERBAL)
    consent.renew_release(room.sit("dana"), old, no_end=True, ends_when="when they are housed")


def test_several_are_renewed_with_one_paper_in_one_entry(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, until=FRI)
    before = entries(room)
    refs = [one.release for one in endings(room.sit("dana"))]
    said = consent.renew_releases(room.sit("dana"), refs, until=NEXT_YEAR).sentence
    assert said.startswith("6 releases go on until 5 Nov 2027 (R-")
    assert entries(room) == before + 1
    assert endings(room.sit("dana")) == ()
    assert week(room.sit("dana")).needs.releases == ()


def test_the_lead_worker_renews_what_another_agency_recorded(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, until=FRI)
    held = one_to(room, ref, "SS")
    with pytest.raises(NotAllowed):
        consent.renew_release(room.sit("omar"), held, until=NEXT_YEAR)
    participants.lead(room.sit("dana"), ref, room.id_of("omar"))
    assert {one.renews for one in endings(room.sit("dana"))} == {"Omar Haddad"}
    consent.renew_release(room.sit("omar"), held, until=NEXT_YEAR)


def test_nobody_renews_for_somebody_who_left(room: Room) -> None:
    ref = room.active()
    held = one_to(room, ref, "SS")
    participants.leave(room.sit("dana"), ref, reason=LeavingReason.MOVED)
    with pytest.raises(Refused, match="nothing new is shared"):
        consent.renew_release(room.sit("dana"), held, until=date(2028, 1, 1))
    assert endings(room.sit("dana"), 900) == ()


# endings


def test_endings_are_those_in_force_that_nothing_goes_on_from(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, from_agency="HS", to="SS", until=FRI)
    room.release(ref, from_agency="HS", to="MH", until=date(2026, 12, 2))
    room.release(ref, from_agency="SS", to="HS", until=date(2026, 12, 3))
    room.release(ref, from_agency="MH", to="HS", until=None)
    room.release(ref, from_agency="SS", to="MH", until=FRI)
    gone = room.release(ref, from_agency="MH", to="SS", until=FRI).ref
    consent.revoke_release(room.sit("dana"), gone)
    record(room, ref, ("MH", GENERAL), from_agency="SS", since=TUE, until=NEXT_YEAR)
    found = [(one.terms.discloser, one.terms.receiver) for one in endings(room.sit("dana"))]
    assert found == [("HS", "SS"), ("HS", "MH")], "soonest first, within the agreement's 30 days"
    assert len(endings(room.sit("dana"), 31)) == 3
    assert endings(room.sit("dana"), 3) == ()
    assert [one.release for one in endings(room.sit("dana"), 4, ref)] == [one_to(room, ref, "SS")]
    assert [one.renews for one in endings(room.sit("dana"), 4)] == ["Dana Reyes"]


def test_the_work_list_of_others_holds_only_what_they_may_know(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, from_agency="HS", to="SS", until=FRI)
    room.release(ref, from_agency="HS", to="SS", until=FRI, category=HEALTH)
    assert len(endings(room.sit("lee"))) == 2
    assert endings(room.sit("omar")) == ()
    assert endings(room.sit("abe")) == ()


def test_a_lead_worker_who_may_not_know_of_a_release_is_not_named_for_it(room: Room) -> None:
    ref = room.agreed()
    room.release(ref, from_agency="HS", to="SS", until=FRI, category=HEALTH)
    participants.lead(room.sit("dana"), ref, room.id_of("omar"))
    (ending,) = endings(room.sit("lee"))
    assert ending.renews == "Dana Reyes"


# how far revoking reaches


def test_the_reach_names_who_loses_them_who_still_knows_and_the_tasks(room: Room) -> None:
    ref = room.agreed()
    room.promised(about=ref)
    record(room, ref, ("SS", HEALTH), from_agency="HS")
    to_lee = [one.release for one in releases(room.sit("dana"), ref) if one.terms.receiver == "SS"]
    reach = reach_of_revoking(room.sit("dana"), to_lee)
    assert (reach.participant, reach.losing, reach.still_known, reach.tasks) == (ref, ("SS",), (), 1)
    assert reach.facts == (("SS", "health", "HS"),)
    one = one_to(room, ref, "SS")
    other = next(
        each.release
        for each in releases(room.sit("dana"), ref)
        if (each.terms.discloser, each.terms.receiver) == ("MH", "SS")
    )
    assert reach_of_revoking(room.sit("dana"), [one]).still_known == (("SS", (other,)),)
    assert reach_of_revoking(room.sit("dana"), [one]).losing == ()
    assert reach_of_revoking(room.sit("dana"), [one]).facts == (("SS", "general", "HS"),)
    assert tasks.log(room.sit("lee"), room.promised(about=ref), note="x").ref


def test_what_is_asked_changes_nothing(room: Room) -> None:
    ref = room.agreed()
    before = entries(room)
    reach_of_revoking(room.sit("dana"), [one_to(room, ref, "SS")])
    assert entries(room) == before
    with reading(room.sit("dana")) as session:
        from sqlmodel import select

        assert all(row.revoked_on is None for row in session.exec(select(Release)))
