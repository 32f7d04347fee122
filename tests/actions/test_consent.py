"""Releases of information: what is recorded, what is refused, and that a revocation acts at once."""

from datetime import date, timedelta

import pytest

from casetable.actions import consent, tasks
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.queries.consent import releases
from casetable.queries.participants import participant
from casetable.queries.tasks import story, task
from casetable.queries.week import week
from casetable.words import Category, Method, ReleaseState
from tests.tables import FRI, MON, THU, TUE, WED, Room

LATER = date(2027, 1, 31)


def test_one_release_is_one_row_for_each_pair_of_agencies(room: Room) -> None:
    ref = room.agreed(released=False)
    assert "MH, SS" in room.release(ref, from_agency="HS").sentence
    pairs = {(one.terms.discloser, one.terms.receiver) for one in releases(room.sit("dana"))}
    assert pairs == {("HS", "SS"), ("HS", "MH")}
    room.release(ref, to="SS")
    assert len(releases(room.sit("dana"), ref)) == 4


@pytest.mark.parametrize("category", [Category.SUBSTANCE_USE, Category.VICTIM_SERVICES])
@pytest.mark.parametrize(
    "terms, missing",
    [
        ({"method": Method.VERBAL, "until": LATER, "purpose": "care"}, "written"),
        ({"method": Method.INFERRED, "until": LATER, "purpose": "care"}, "written"),
        ({"method": Method.WRITTEN, "until": LATER, "purpose": " "}, "purpose"),
        ({"method": Method.WRITTEN, "until": None, "purpose": "care"}, "end"),
    ],
)
def test_the_strict_categories_need_paper_purpose_and_end(
    room: Room, category: Category, terms: dict[str, object], missing: str
) -> None:
    ref = room.agreed()
    before = releases(room.sit("dana"))
    with pytest.raises(BadInput, match=missing):
        room.release(ref, category=category, **terms)  # type: ignore[arg-type]
    assert releases(room.sit("dana")) == before


def test_a_victim_service_provider_shares_on_paper_with_an_end_alone(shelter: Room) -> None:
    ref = shelter.consider("Hidden", by="tess")
    for terms in ({"method": Method.VERBAL}, {"until": None}):
        with pytest.raises(BadInput, match=r"victim service|end"):
            shelter.release(ref, by="tess", to="SS", from_agency="VS", **terms)  # type: ignore[arg-type]
    shelter.release(ref, by="tess", to="SS", from_agency="VS")


def test_another_agencys_release_opens_nothing_of_a_providers_participant(shelter: Room) -> None:
    ref = shelter.consider("Hidden", by="tess")
    shelter.release(ref, by="tess", to="SS", from_agency="MH")
    for one in ("lee", "omar", "ruth"):
        with pytest.raises(NotFound):
            participant(shelter.sit(one), ref)


def test_an_end_before_its_beginning_is_refused(room: Room) -> None:
    with pytest.raises(BadInput, match="ends before it begins"):
        room.release(room.agreed(), since=FRI, until=THU)


def test_a_weaker_method_than_the_agency_asks_for_is_refused(room: Room) -> None:
    with pytest.raises(BadInput, match="at least a verbal"):
        room.release(room.agreed(), method=Method.INFERRED)


@pytest.mark.parametrize("terms", [{"to": "XX"}, {"from_agency": "XX"}, {"to": "HS", "from_agency": "HS"}])
def test_agencies_that_are_not_at_the_table_are_named_back(room: Room, terms: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        room.release(room.agreed(), **terms)


def test_a_release_is_recorded_by_those_it_concerns(room: Room) -> None:
    ref = room.agreed(released=False)
    with pytest.raises(NotAllowed):
        room.release(ref, by="lee", from_agency="HS", to="MH")
    room.release(ref, by="lee", from_agency="SS", to="MH")
    room.release(ref, by="ruth", from_agency="MH", to="HS")


def test_a_release_is_a_fact_of_its_category(room: Room) -> None:
    ref = room.agreed()
    room.release(ref, to="SS", category=Category.HEALTH, from_agency="HS")
    seen = {one: {r.terms.category for r in releases(room.sit(one))} for one in ("dana", "lee", "omar", "maria", "abe")}
    both = {Category.GENERAL, Category.HEALTH}
    assert seen == {"dana": both, "lee": both, "omar": {Category.GENERAL}, "maria": set(), "abe": set()}


def test_what_others_hold_cannot_be_revoked_and_what_is_hidden_does_not_exist(room: Room) -> None:
    ref = room.agreed()
    hidden = room.release(ref, to="SS", category=Category.HEALTH, from_agency="HS").ref
    with pytest.raises(NotFound):
        consent.revoke_release(room.sit("omar"), hidden)
    between_others = next(
        one.release for one in releases(room.sit("omar")) if (one.terms.discloser, one.terms.receiver) == ("SS", "HS")
    )
    with pytest.raises(NotAllowed):
        consent.revoke_release(room.sit("omar"), between_others)


def test_a_revocation_acts_at_once_and_stands(room: Room) -> None:
    ref = room.agreed(released=False)
    release = room.release(ref, to="SS", from_agency="HS").ref
    room.release(ref, to="HS", from_agency="SS")
    asked = room.ask("THEIR WORDS", about=ref)
    assert task(room.sit("sol"), asked).title == "THEIR WORDS"
    consent.revoke_release(room.sit("dana", TUE), release, why="they said so")
    assert week(room.sit("sol", TUE)).participants == ()
    with pytest.raises(NotFound):
        task(room.sit("sol", TUE), asked)
    assert participant(room.sit("sol", TUE), ref).name is None
    (shown,) = [one for one in releases(room.sit("dana", TUE)) if one.release == release]
    assert shown.state is ReleaseState.REVOKED
    with pytest.raises(Refused, match="revoked already"):
        consent.revoke_release(room.sit("dana", TUE), release)


def test_each_keeps_its_own_notes_after_a_revocation(room: Room) -> None:
    ref = room.agreed(released=False)
    release = room.release(ref, to="SS", from_agency="HS").ref
    room.release(ref, to="HS", from_agency="SS")
    asked = room.promised("THEIR WORDS", about=ref)
    tasks.log(room.sit("lee"), asked, note="LEE'S NOTE")
    tasks.log(room.sit("dana"), asked, note="DANA'S NOTE")
    consent.revoke_release(room.sit("dana", TUE), release)
    notes = [line.note for line in story(room.sit("lee", TUE), asked).events if line.kind.value == "logged"]
    assert notes == ["LEE'S NOTE", None]


def test_both_days_of_an_interval_count(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, to="SS", from_agency="HS", since=TUE, until=THU)
    names = [participant(room.sit("lee", MON + timedelta(days=days)), ref).name for days in range(5)]
    assert names == [None, "Chidi Okafor", "Chidi Okafor", "Chidi Okafor", None]


def test_words_written_before_a_release_began_stay_closed(room: Room) -> None:
    ref = room.agreed(released=False)
    early = room.ask("EARLY", by="dana", of="hal", about=ref, day=MON)
    room.release(ref, to="SS", from_agency="HS", day=TUE, since=TUE)
    late = room.ask("LATE", by="dana", of="hal", about=ref, day=WED)
    assert task(room.sit("lee", WED), late).title == "LATE"
    with pytest.raises(NotFound):
        task(room.sit("lee", WED), early)


def test_words_reworded_on_a_day_that_no_release_covered_stay_closed(room: Room) -> None:
    """A text belongs to its day: of a rewording, the day it was reworded."""
    ref = room.agreed(released=False)
    room.release(ref, to="SS", from_agency="HS", since=MON, until=MON)
    about = room.ask("OPEN", by="dana", of="hal", about=ref, day=MON)
    tasks.edit(room.sit("dana", TUE), about, title="CLOSED")
    room.release(ref, to="SS", from_agency="HS", day=WED, since=WED)
    with pytest.raises(NotFound):
        task(room.sit("lee", WED), about)


def test_a_passed_on_title_stays_the_words_of_the_agency_that_wrote_it(room: Room) -> None:
    """HS asked SS, SS hands it to MH: when HS takes its release to MH back, MH reads HS's words no more."""
    ref = room.agreed(released=False)
    room.release(ref)
    asked = room.promised("HS WORDS", about=ref)
    new = tasks.hand(room.sit("lee"), asked, to=room.id_of("omar")).ref
    assert task(room.sit("ines"), new).title == "HS WORDS"
    to_mh = next(
        one.release for one in releases(room.sit("dana")) if (one.terms.discloser, one.terms.receiver) == ("HS", "MH")
    )
    consent.revoke_release(room.sit("dana", TUE), to_mh)
    with pytest.raises(NotFound):
        task(room.sit("ines", TUE), new)


def test_words_older_than_a_release_are_not_passed_on_under_it(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, to="SS", since=MON)
    asked = room.promised("HS WORDS", about=ref, day=MON)
    room.release(ref, to="MH", day=TUE, since=TUE)
    with pytest.raises(Refused, match="older than the release"):
        tasks.hand(room.sit("lee", TUE), asked, to=room.id_of("omar"))


def test_all_releases_of_somebody_are_revoked_in_one_go(room: Room) -> None:
    about = room.agreed()
    said = consent.revoke_releases(room.sit("dana", TUE), about, why="changed their mind").sentence
    assert said == f"{about}: 6 releases are revoked as of today. What it opened is closed at once."
    for name in ("lee", "omar"):
        assert participant(room.sit(name, TUE), about).name is None
    with pytest.raises(Refused, match="no such release"):
        consent.revoke_releases(room.sit("dana", TUE), about)


def test_revoking_one_of_several_says_who_still_knows_them_and_by_which(room: Room) -> None:
    about = room.agreed(released=False)
    first = room.release(about, to="MH", from_agency="HS").ref
    second = room.release(about, to="MH", from_agency="SS").ref
    said = consent.revoke_release(room.sit("dana", TUE), first).sentence
    assert said == f"{first} is revoked as of today. Still known to MH by {second}."


def test_releases_are_revoked_by_category_and_receiver(room: Room) -> None:
    about = room.agreed()
    consent.revoke_releases(room.sit("dana", TUE), about, category=Category.GENERAL, to="MH")
    assert participant(room.sit("omar", TUE), about).name is None
    assert participant(room.sit("lee", TUE), about).name == "Chidi Okafor"
