"""What stood on agreed papers and may not be told any more, and what mail and letters never hold."""

from datetime import date

import pytest

from casetable.actions.consent import revoke_release
from casetable.actions.minutes import agree, correct, may_tell, reopen
from casetable.actions.participants import agree as agree_to
from casetable.actions.voice import set_contact
from casetable.errors import BadInput, Refused
from casetable.jobs.editions import composed
from casetable.jobs.letters import make_letter, make_letters
from casetable.jobs.minutes import agree_minutes, make_all_minutes, papers_to_keep
from casetable.queries.minutes import minutes
from casetable.queries.minutes_editions import editions
from casetable.values.minutes import Edition
from casetable.words import Audience, Category, LineKind, MinutesForm
from tests.conferences import SECOND_FRIDAY, come, file, held
from tests.tables import Room

MONDAY, AFTER, LATER = date(2026, 11, 16), date(2026, 11, 24), date(2026, 12, 3)
HEALTH = "insulin twice a day"


@pytest.fixture
def sheltered(shelter: Room) -> tuple[Room, str, str, list[str]]:
    """A conference about somebody of Dana's and of the shelter's: the room, both, and the shelter's releases."""
    known = shelter.agreed()
    hidden, given = shelter.of_the_shelter()
    for name in ("lee", "dana", "omar"):
        agree_to(shelter.sit(name), hidden)
    conference = held(shelter, known, hidden, on=SECOND_FRIDAY)
    for name in ("ruth", "lee", "dana", "omar", "tess", "sol"):
        come(shelter, conference, name)
    come(shelter, conference, guest="Sister Okafor", brought_by=known)
    file(shelter, conference, known, LineKind.DECISION, "hold out for the unit")
    file(shelter, conference, hidden, LineKind.DECISION, "move on Monday", by="tess")
    return shelter, known, hidden, list(given)


def discussed(room: Room) -> tuple[str, str]:
    """A participant whom MH told HS about until 30 November: their reference, and a dissent that they may know."""
    ref = room.agreed()
    room.release(ref, by="omar", to="HS", from_agency="MH", category=Category.HEALTH, until=date(2026, 11, 30))
    conference = held(room, ref, on=SECOND_FRIDAY)
    for name in ("ruth", "lee", "dana", "omar"):
        come(room, conference, name)
    file(room, conference, ref, LineKind.DECISION, "hold out for the unit")
    file(room, conference, ref, LineKind.DECISION, HEALTH, by="omar", category=Category.HEALTH)
    holder = room.id_of("omar")
    dissent = file(
        room, conference, ref, LineKind.DISSENT, "it is too cold", by="omar", holder_id=holder, may_tell=True
    )
    return ref, dissent


def test_an_agreed_letter_is_not_given_out_once_another_agencys_text_in_it_is_not_shared_any_more(room, tmp_path):
    ref, _ = discussed(room)
    agree_minutes(room.sit("ruth", AFTER))
    make_letter(room.sit("dana", AFTER), ref, tmp_path / "before.md")
    assert HEALTH.capitalize() in (tmp_path / "before.md").read_text()

    with pytest.raises(Refused, match="may not be told any more"):
        make_letter(room.sit("dana", LATER), ref, tmp_path / "after.md")
    assert not (tmp_path / "after.md").exists()


def test_an_agreed_letter_with_a_dissent_that_they_may_not_know_any_more_is_not_given_out(room, tmp_path):
    ref, dissent = discussed(room)
    agree_minutes(room.sit("ruth", AFTER))

    said = may_tell(room.sit("omar", AFTER), dissent, False).sentence
    assert "The agreed letter is not given out any more" in said
    with pytest.raises(Refused, match="may not be told any more"):
        make_letter(room.sit("dana", AFTER), ref, tmp_path / "letter.md")


def test_reworded_words_show_to_nobody_whom_no_release_covered_on_the_day_they_came(room):
    ref = room.agreed(released=False)
    room.release(ref, by="dana", to="MH", from_agency="HS", until=date(2026, 11, 15))
    room.release(ref, by="dana", to="SS", from_agency="HS")
    conference = held(room, ref, on=SECOND_FRIDAY)
    for name in ("lee", "dana", "omar"):
        come(room, conference, name)
    line = file(room, conference, ref, LineKind.DECISION, "call the landlord")
    room.release(ref, by="dana", to="MH", from_agency="HS", since=date(2026, 11, 18))
    correct(room.sit("dana", MONDAY), None, line, text="call his sister", note="misheard")

    assert words(room.sit("dana", AFTER)) == ["call his sister"]
    assert words(room.sit("omar", AFTER)) == []


def test_nobody_hears_of_a_letter_to_somebody_whom_they_may_not_list(sheltered, tmp_path):
    room, known, hidden, given = sheltered
    for one in given:
        revoke_release(room.sit("tess", date(2026, 11, 14)), one)

    for name in ("ruth", "sol"):
        seat = room.sit(name, MONDAY)
        assert hidden not in [one.participant for one in editions(seat)]
        assert hidden not in make_letters(seat, tmp_path / name, form=MinutesForm.MARKDOWN).sentence
    kept = {edition.participant for edition, _, _ in papers_to_keep(room.sit("ruth", MONDAY), "2026-11-13")[0]}
    assert {known, hidden} <= kept


def test_agreeing_says_no_number_of_editions(sheltered):
    room, *_ = sheltered
    said = agree(room.sit("ruth", AFTER), None, lambda: ((), ())).sentence
    assert said == "The minutes of Fri 13 Nov are agreed and locked: every edition is kept as it is."


def test_a_mail_names_neither_a_shelters_participant_nor_a_guest(sheltered):
    room, known, hidden, _ = sheltered
    mail = composed(room.sit("ruth", MONDAY), Edition(Audience.MAIL, "HS"), None, MinutesForm.MARKDOWN).content.decode()

    assert known in mail
    assert hidden not in mail
    assert "move on Monday" not in mail
    assert "Okafor" not in mail
    assert "a guest" in mail


def test_a_letter_does_not_go_by_post_where_the_agency_that_tells_may_send_none(room, tmp_path):
    ref = room.agreed(released=False)
    room.release(ref, by="dana", to="MH", from_agency="HS")
    room.release(ref, by="omar", to="SS", from_agency="MH")
    conference = held(room, ref, on=SECOND_FRIDAY)
    for name in ("ruth", "dana", "omar"):
        come(room, conference, name)
    file(room, conference, ref, LineKind.DECISION, "hold out for the unit", by="omar")
    set_contact(room.sit("omar", MONDAY), ref, how="letters", no_post=False)
    set_contact(room.sit("dana", MONDAY), ref, how="never a letter", no_post=True)

    with pytest.raises(Refused, match="post"):
        make_letter(room.sit("ruth", MONDAY), ref, tmp_path / "letter.md", by_post=True)


def test_who_makes_the_papers_is_told_only_what_their_agency_may_know_of_disclosures(room, tmp_path):
    discussed(room)
    made = make_all_minutes(room.sit("ruth", MONDAY), tmp_path / "all", form=MinutesForm.MARKDOWN)

    assert made.told
    assert Category.HEALTH not in {one.category for one in made.told}


def test_one_agencys_ended_release_does_not_keep_the_others_papers_back(room, tmp_path):
    discussed(room)
    agree_minutes(room.sit("ruth", AFTER))
    made = make_all_minutes(room.sit("ruth", LATER), tmp_path / "all", form=MinutesForm.MARKDOWN)

    assert "Homeless Services may not be told any more" in made.sentence
    assert sorted(one.name for one in made.paths) == [
        "2026-11-13-minutes-managers.md",
        "2026-11-13-minutes-mh.md",
        "2026-11-13-minutes-ss.md",
    ]


def test_why_minutes_are_reopened_names_no_participant_and_stands_on_no_paper_for_managers(room):
    ref, _ = discussed(room)
    agree_minutes(room.sit("ruth", AFTER))
    with pytest.raises(BadInput, match="names no participant"):
        reopen(room.sit("ruth", AFTER), None, f"{ref} was misheard")
    reopen(room.sit("ruth", AFTER), None, "a date was wrong")

    assert minutes(room.sit("dana", AFTER)).why == "a date was wrong"
    assert minutes(room.sit("ruth", AFTER), edition=Edition(Audience.MANAGERS)).why == ""


def words(seat) -> list[str]:
    """What a seat reads of the decisions."""
    return [line.text for item in minutes(seat).items for line in item.lines if line.kind is LineKind.DECISION]
