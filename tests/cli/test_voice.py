"""Notes, voice, safe contact and outcomes on the command line."""

import pytest

from tests.cli.conftest import Line
from tests.tables import Room

WEDNESDAY = "2026-11-04"


def test_a_contact_is_one_line_with_or_without_the_reference_first(line: Line, chidi: str) -> None:
    number = chidi[2:]
    assert line(f"participant log {chidi} '20m has a phone again'").out == (
        f"{chidi}: contact noted. Shared with SS, MH.\n"
    )
    line(f"participant log '#{number} saw him at the office' --minutes 5 --day yesterday", on=WEDNESDAY)
    listed = line(f"participant notes {chidi} --kind contact --json").json
    assert [(one["text"], one["minutes"], one["on"]) for one in listed] == [
        ("saw him at the office", 5, "2026-11-03"),
        ("has a phone again", 20, "2026-11-02"),
    ]


def test_a_line_that_names_nobody_keeps_nothing(line: Line, chidi: str) -> None:
    said = line("participant note 'phoned'", code=2)
    assert "about whom? write their reference, like #473." in said.err
    assert line("participant notes", code=0).err.startswith("Nothing is written yet")


def test_sensitive_words_are_asked_about_once_on_every_way_in(line: Line, chidi: str) -> None:
    for words in (
        f"participant note {chidi} 'has meds again'",
        f"participant voice {chidi} 'off my meds'",
        f"participant voice {chidi} --told 'about the meds'",
        f"participant baseline {chidi} income='pays for meds'",
    ):
        assert "meds: keep to your agency? add ~health" in line(words, code=2).err
    assert "For HS only (health)" in line(f"participant note {chidi} 'has meds again ~health'").out
    assert "Shared with" in line(f"participant note {chidi} 'has meds again' --category general").out
    line(f"participant baseline {chidi} health='off his meds'")


def test_a_text_about_somebody_who_is_not_shared_is_kept_for_ones_own_agency(line: Line, room_at: Room) -> None:
    ref = room_at.propose("Hidden Name", by="omar")
    said = line(f"participant note {ref} 'met at the door'", code=4)
    assert f"{ref} is not shared with HS today." in said.err
    assert "The text is kept for HS alone" in said.err
    assert "met at the door" in line("drafts").out
    assert line("drafts", who="omar").out == ""


def test_their_goal_how_they_take_part_and_what_they_were_told_in_one_command(line: Line, chidi: str) -> None:
    words = f"participant voice {chidi} 'A door I can lock.' --takes-part message --note later --told 'Lee writes it'"
    out = line(words).out
    for said in ("their words are kept", "wants to send a message", "told, and kept"):
        assert said in out
    listed = line(f"participant voice {chidi}", who="omar").out
    for said in ("A door I can lock.", "wants to send a message: later", "Lee writes it"):
        assert said in listed
    shown = line(f"participant show {chidi}", who="lee").out
    assert 'In their words  "A door I can lock." (Dana Reyes, Mon 2 Nov 2026)' in shown
    assert "Conference      wants to send a message: later" in shown
    assert "belongs to --takes-part" in line(f"participant voice {chidi} --note x --told y", code=2).err
    assert "no way of taking part" in line(f"participant voice {chidi} --takes-part singing", code=2).err


def test_safe_contact_stands_first_on_the_card(line: Line, chidi: str) -> None:
    assert "Nobody asked yet" in line(f"participant contact {chidi}").err
    line(f"participant contact {chidi} --how text --when 'after 10' --never voicemail --no-post --location-private")
    reach = "text after 10, never voicemail · no post · tell nobody where (Dana Reyes, Mon 2 Nov 2026)"
    assert line(f"participant contact {chidi}").out == f"{reach}\n"
    assert line(f"participant show {chidi}").out.splitlines()[1].split(maxsplit=1) == ["Reach", reach]
    assert "leave out where they sleep" in line(f"participant note {chidi} 'saw him'").err


def test_what_is_not_said_of_safe_contact_stays_and_taking_back_is_said(line: Line, chidi: str) -> None:
    assert "How may they be reached?" in line(f"participant contact {chidi} --location-private", code=2).err
    line(f"participant contact {chidi} --how text --when 'after 10' --never voicemail --no-post")
    said = line(f"participant contact {chidi} --location-private", who="lee").out
    assert "reach them so: text after 10, never voicemail · no post · tell nobody where." in said
    assert (
        "call after 10 · tell nobody where"
        in line(f"participant contact {chidi} --how call --never '' --post", who="omar").out
    )
    assert "No such option" in line(f"participant contact {chidi} --how text --category mh", code=2).err


def test_narrow_words_of_safe_contact_are_asked_about_once(line: Line, chidi: str) -> None:
    words = f"participant contact {chidi} --how 'at the meds counter of the motel'"
    asked = line(f"{words} --location-private", code=2).err
    for said in ("meds: all who know them read this", "motel: does this say where they are?", "--yes"):
        assert said in asked
    assert "motel" not in line(words, code=2).err
    assert "Nobody asked yet, as far as you may know" in line(f"participant contact {chidi}").err
    assert "Shared with" in line(f"{words} --yes").out


def test_a_place_that_is_private_is_asked_about_and_kept_by_nobody_before(line: Line, chidi: str) -> None:
    line(f"participant contact {chidi} --how text --location-private")
    for command in ("note", "log"):
        for words in (f"{chidi} 'slept at Oak Park'", f"'#{chidi[2:]} slept at Oak Park'"):
            assert "slept: does this say where they are?" in line(f"participant {command} {words}", code=2).err
    assert line(f"participant notes {chidi}").out == ""
    assert "For HS only" in line(f"participant note {chidi} 'slept at Oak Park ~vs'").out


def test_no_question_is_asked_about_words_whose_category_is_named(line: Line, chidi: str) -> None:
    assert "keep to your agency?" not in line(f"participant note {chidi} 'went to detox ward' --category sud").err
    assert "keep to your agency?" not in line(f"task add 'ask the detox ward @dana #{chidi[2:]}' --category sud").err


def test_a_social_security_number_is_never_kept(line: Line, chidi: str) -> None:
    for words in (
        f"participant note {chidi} 'ssn 123-45-6789'",
        f"participant voice {chidi} 'my number is 123 45 6789'",
        f"participant contact {chidi} --how 'text 123-45-6789'",
        f"participant edit {chidi} --needs 'ssn 123-45-6789'",
        "participant propose 'Ana Kowal' --asked-on today --needs 'ssn 123-45-6789' --born 1984",
        f"task add 'ask about 123-45-6789 @dana #{chidi[2:]}'",
    ):
        assert "looks like a Social Security number" in line(words, code=2).err
    assert "6789" not in line("participant list").out + line(f"participant show {chidi}").out + line("drafts").out


def test_an_empty_listing_names_no_way_to_those_who_may_not_go_it(line: Line, room_at: Room) -> None:
    ref = room_at.agreed(released=False)
    nothing = "There is nothing here that you may know of.\n"
    for command in ("contact", "voice", "outcomes"):
        shown = line(f"participant {command} {ref}", who="vera")
        assert shown.out + shown.err == nothing
    for command in ("participant notes", "release list"):
        assert line(command, who="vera").err == nothing
    for command in ("participant list", "participant notes", "release list"):
        assert line(command, who="abe").err == nothing


def test_a_baseline_that_may_be_hidden_is_not_said_to_be_missing(line: Line, chidi: str) -> None:
    line(f"participant baseline {chidi} health='off his pills'")
    assert "health\n  Baseline  none that you may know of" in line(f"participant outcomes {chidi}", who="lee").out


def test_a_baseline_and_readings_are_typed_domain_by_domain(line: Line, room_at: Room) -> None:
    ref = room_at.active()
    assert "fixed" in line(f"participant baseline {ref} housing=tent", code=1).err
    line(f"participant baseline {ref} housing='in a tent' --code 116 --why misheard")
    said = line(f"participant outcome {ref} housing=+ 'own goal=better' --code 435 --note 'moved in'").out
    assert said == f"{ref}: 2 readings kept.\n"
    line(f"participant outcome {ref} 'own goal==' --own")
    shown = line(f"participant outcomes {ref}").out
    assert "Baseline  116 a place not meant to live in" in shown
    assert "in a tent (corrected: misheard)" in shown
    assert "Worker    ▲ better since Mon 2 Nov (Dana Reyes, Mon 2 Nov 2026: 435 rental, with ongoing subsidy" in shown
    assert "Their own view  = same since Mon 2 Nov" in shown
    listed = line("participant outcomes").out
    assert "housing ▲, safety –" in listed
    assert "own goal: worker ▲, self =" in listed


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("outcome REF better", "names no domain"),
        ("outcome REF rent=better", "no outcome domain"),
        ("outcome REF housing=good", "no reading"),
        ("outcome REF safety=better --code 435", "--code belongs to housing"),
        ("outcome REF housing=better --code 5", "no housing code"),
        ("baseline REF housing=", "How do things stand in housing"),
    ],
)
def test_what_cannot_be_read_says_what_can(line: Line, chidi: str, words: str, problem: str) -> None:
    assert problem in line(f"participant {words.replace('REF', chidi)}", code=2).err


def test_signs_have_their_plain_twins_where_only_ascii_is_drawn(
    line: Line, room_at: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = room_at.active()
    line(f"participant outcome {ref} housing=better")
    monkeypatch.setattr("casetable.cli.outcomes.draws_unicode", lambda: False)
    assert "^ better since" in line(f"participant outcomes {ref}").out


def test_find_tells_whom_a_note_is_about(line: Line, chidi: str) -> None:
    line(f"participant note {chidi} 'arrears letter received'")
    assert line("find arrears --json").json == [
        {"kind": "note", "ref": chidi, "text": "Mon 2 Nov 2026 · note · arrears letter received"}
    ]
