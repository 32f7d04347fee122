"""Minutes that leave the table: who makes which, what is said of them, and that agreed ones never change."""

import json
from datetime import date
from pathlib import Path

import pytest

from casetable.actions import agenda as arranging
from casetable.actions import leaving, minutes, people, voice
from casetable.actions.consent import revoke_release
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.jobs.minutes import (
    agree_minutes,
    make_all_minutes,
    make_letter,
    make_letters,
    make_minutes,
    minutes_mails,
    minutes_read,
    pre_read_mails,
)
from casetable.queries.consent import releases
from casetable.queries.disclosures import account
from casetable.queries.minutes import minutes as kept
from casetable.values.conference import FiledLine
from casetable.values.minutes import Edition
from casetable.values.people import PersonChange
from casetable.words import Audience, Category, DecidedBy, DisclosureKind, LeavingReason, LineKind, MinutesForm
from tests.conferences import SECOND_FRIDAY, come, file, held
from tests.reports.papers import words_of
from tests.tables import Room

MONDAY, AFTER, LATER = date(2026, 11, 16), date(2026, 11, 24), date(2026, 12, 3)
MH, HS, MANAGERS = Edition(Audience.AGENCY, "MH"), Edition(Audience.AGENCY, "HS"), Edition(Audience.MANAGERS)
DECISION, ASKED, CLINIC, FEARS = "outreach twice a week", "call on Mondays", "the clinic knows", "winter is coming"


@pytest.fixture
def engine() -> str:
    """One engine: files are made of values, and the queries behind them are tested on both."""
    return "sqlite"


@pytest.fixture
def chidi(room: Room) -> str:
    """Chidi, debated on the second Friday: a decision, a dissent, a question, and what only Mental Health may read."""
    ref = room.agreed()
    there = held(room, ref, on=SECOND_FRIDAY, question="Motel now?")
    for name in ("ruth", "lee", "dana", "omar"):
        come(room, there, name)
    file(room, there, ref, LineKind.DECISION, DECISION, decided_by=DecidedBy.CONSENSUS)
    file(room, there, ref, LineKind.DISSENT, FEARS, by="omar", holder_id=room.id_of("omar"))
    file(room, there, ref, LineKind.ASKED, ASKED)
    file(room, there, ref, LineKind.OPTION, CLINIC, by="omar", category=Category.HEALTH)
    return ref


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def addressed(room: Room, name: str) -> None:
    """Somebody's mail address is known."""
    people.edit(room.sit("ruth"), room.id_of(name), PersonChange(mail=f"{name}@example.org"))


def lines_of(room: Room, ref: str) -> list[FiledLine]:
    """The lines of somebody's item."""
    found = kept(room.sit("dana", AFTER))
    return [line for item in found.items if item.participant == ref for line in item.lines]


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer that makes no PDF."""
    monkeypatch.setattr("casetable.jobs.editions.find_spec", lambda _: None)


def recorded(room: Room, ref: str, kind: DisclosureKind, by: str = "dana") -> set[tuple[str, str, Category]]:
    lines = account(room.sit(by, LATER), ref).disclosures
    return {(one.discloser, one.to, one.category) for one in lines if one.kind is kind}


def test_an_edition_for_another_agency_is_composed_for_who_runs_it_and_only_counted(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    made = make_minutes(room.sit("ruth", MONDAY), MH, tmp_path / "mh.md")
    assert made.sentence == (
        f"The minutes for Mental Health are in {tmp_path / 'mh.md'} (1 line for Mental Health only). "
        "It was recorded as a disclosure."
    )
    assert CLINIC in said(tmp_path / "mh.md")
    assert CLINIC not in "".join(str(one) for one in minutes_read(room.sit("ruth", MONDAY)))
    assert recorded(room, chidi, DisclosureKind.MINUTES) == {("HS", "MH", Category.GENERAL)}
    with pytest.raises(NotAllowed):
        make_minutes(room.sit("dana", MONDAY), MH, tmp_path / "again.md")
    with pytest.raises(Refused, match="theirs to read"):
        minutes_read(room.sit("ruth", MONDAY), edition=MH)
    with pytest.raises(NotFound):
        make_minutes(room.sit("dana", MONDAY), HS, tmp_path / "again.md", revision=2)
    with pytest.raises(BadInput, match="neither"):
        make_minutes(room.sit("dana", MONDAY), HS, tmp_path / "again.doc")
    assert not (tmp_path / "again.md").exists()


def test_everything_that_somebody_may_make_goes_into_one_new_folder(room: Room, chidi: str, tmp_path: Path) -> None:
    make_all_minutes(room.sit("ruth", MONDAY), tmp_path / "all", form=MinutesForm.MARKDOWN)
    names = {one.name for one in (tmp_path / "all").iterdir()}
    assert names == {f"2026-11-13-minutes-{whose}.md" for whose in ("ss", "hs", "mh", "managers")}
    for one in (tmp_path / "all").iterdir():
        assert (CLINIC in said(one)) is one.name.endswith("mh.md")
        assert (FEARS in said(one)) is not one.name.endswith("managers.md")
    made = make_all_minutes(room.sit("omar", MONDAY), tmp_path / "own", form=MinutesForm.HTML)
    assert [one.name for one in made.paths] == ["2026-11-13-minutes-mh.html"]
    with pytest.raises(Refused, match="something at"):
        make_all_minutes(room.sit("omar", MONDAY), tmp_path / "own")


def test_a_letter_says_you_and_is_made_only_where_safe_contact_allows_it(
    room: Room, chidi: str, tmp_path: Path
) -> None:
    made = make_letter(room.sit("dana", MONDAY), chidi, tmp_path / "chidi.md")
    words = said(tmp_path / "chidi.md").casefold()
    assert DECISION in words
    assert ASKED.casefold() in words
    assert FEARS not in words
    assert CLINIC not in words
    assert made.sentence == f"The letter for {chidi} is in {tmp_path / 'chidi.md'}. It was recorded as a disclosure."
    assert recorded(room, chidi, DisclosureKind.LETTER) == {("HS", "the participant", Category.GENERAL)}
    with pytest.raises(Refused, match="Nobody asked yet"):
        make_letter(room.sit("dana", MONDAY), chidi, tmp_path / "post.md", by_post=True)
    voice.set_contact(room.sit("dana"), chidi, how="text", no_post=True)
    with pytest.raises(Refused, match="no post"):
        make_letter(room.sit("dana", MONDAY), chidi, tmp_path / "post.md", by_post=True)
    leaving.leave(room.sit("dana", MONDAY), chidi, reason=LeavingReason.DIED)
    with pytest.raises(Refused, match="no letter is made any more"):
        make_letter(room.sit("dana", MONDAY), chidi, tmp_path / "post.md")


def test_letters_go_to_everybody_discussed_and_who_gets_none_is_named(room: Room, chidi: str, tmp_path: Path) -> None:
    made = make_letters(room.sit("ruth", MONDAY), tmp_path / "letters", form=MinutesForm.MARKDOWN)
    assert [one.name for one in made.paths] == [f"2026-11-13-letter-{chidi}.md"]
    assert made.sentence == f"1 letter is in {tmp_path / 'letters'}. It was recorded as a disclosure."
    with pytest.raises(Refused, match=f"No letter can be made. Nobody asked yet how {chidi}"):
        make_letters(room.sit("ruth", MONDAY), tmp_path / "post", by_post=True)
    assert not (tmp_path / "post").exists()


@pytest.mark.slow
def test_agreed_minutes_print_the_same_bytes_after_everything_changed_and_a_revision_says_what_it_changes(
    room: Room, chidi: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="Corrections are open"):
        agree_minutes(room.sit("ruth", MONDAY))
    receipt = agree_minutes(room.sit("ruth", AFTER))
    assert "every edition is kept" in receipt.sentence
    before = {}
    for edition in (HS, MANAGERS):
        for form in MinutesForm:
            path = tmp_path / f"{edition.audience}.{form.value}"
            make_minutes(room.sit("ruth", AFTER), edition, path)
            before[path.name] = path.read_bytes()
    make_letter(room.sit("ruth", AFTER), chidi, tmp_path / "letter.pdf")
    before["letter.pdf"] = (tmp_path / "letter.pdf").read_bytes()
    assert DECISION in words_of(before["agency.pdf"])
    assert "not agreed" not in said(tmp_path / "agency.md").casefold()

    minutes.reopen(room.sit("ruth", AFTER), None, "a word was wrong")
    line = next(one for one in lines_of(room, chidi) if one.text == DECISION)
    minutes.correct(room.sit("dana", AFTER), None, line.id, text="outreach three times", note="misheard")
    voice.say_goal(room.sit("dana", AFTER), chidi, "another goal")
    for name, content in before.items():
        path = tmp_path / "again" / name
        path.parent.mkdir(exist_ok=True)
        if name.startswith("letter"):
            make_letter(room.sit("ruth", LATER), chidi, path, revision=1)
        else:
            edition = HS if name.startswith("agency") else MANAGERS
            make_minutes(room.sit("ruth", LATER), edition, path, revision=1)
        assert path.read_bytes() == content, name
    monkeypatch.setattr("casetable.jobs.editions.find_spec", lambda _: None)  # the second time without PDFs
    agree_minutes(room.sit("ruth", LATER))
    make_minutes(room.sit("ruth", LATER), HS, tmp_path / "second.md")
    make_minutes(room.sit("ruth", LATER), HS, tmp_path / "first.md", revision=1)
    assert (tmp_path / "first.md").read_bytes() == before["agency.md"]
    words = said(tmp_path / "second.md")
    for part in (DECISION, "outreach three times", "misheard", "Dana Reyes"):
        assert part in words
    text, thing = minutes_read(room.sit("dana", LATER))
    assert "outreach three times" in text
    assert thing["revision"] == 2
    make_minutes(room.sit("dana", LATER), HS, tmp_path / "second.json")
    assert json.loads(said(tmp_path / "second.json")) == thing


def test_what_was_agreed_is_refused_to_who_may_not_be_told_it_any_more(room: Room, chidi: str, tmp_path: Path) -> None:
    agree_minutes(room.sit("ruth", AFTER))
    for one in releases(room.sit("dana", AFTER), chidi):
        if one.terms.receiver == "MH":
            revoke_release(room.sit("dana", AFTER), one.release, why="asked for it")
    with pytest.raises(Refused):
        make_minutes(room.sit("ruth", LATER), MH, tmp_path / "mh.md")
    assert not (tmp_path / "mh.md").exists()
    make_minutes(room.sit("ruth", LATER), HS, tmp_path / "hs.md")


@pytest.mark.usefixtures("no_pdf")
def test_mails_hold_what_a_mail_may_carry_and_name_who_has_no_address(room: Room, chidi: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no mail address"):
        minutes_mails(room.sit("ruth", MONDAY), tmp_path / "mails")
    for name in ("ruth", "omar", "vera"):
        addressed(room, name)
    made = minutes_mails(room.sit("ruth", MONDAY), tmp_path / "mails")
    names = [one.name for one in made.paths]
    assert sorted(names) == [f"2026-11-13-minutes-{who}.eml" for who in ("omar-haddad", "ruth-feld", "vera-mills")]
    assert "Without a mail address: " in made.sentence
    mail = (tmp_path / "mails" / "2026-11-13-minutes-omar-haddad.eml").read_bytes()
    assert DECISION.encode() in mail
    for left_out in (CLINIC, "Chidi"):
        assert left_out.encode() not in mail
    assert DECISION.encode() not in (tmp_path / "mails" / "2026-11-13-minutes-vera-mills.eml").read_bytes()
    assert recorded(room, chidi, DisclosureKind.MAIL) >= {("HS", "MH", Category.GENERAL)}
    agree_minutes(room.sit("ruth", AFTER))
    minutes_mails(room.sit("ruth", LATER), tmp_path / "agreed")
    assert DECISION.encode() in (tmp_path / "agreed" / "2026-11-13-minutes-omar-haddad.eml").read_bytes()


@pytest.mark.usefixtures("no_pdf")
def test_pre_reads_go_to_workers_by_mail_in_general_words(room: Room, chidi: str, tmp_path: Path) -> None:
    room.release(chidi, category=Category.HEALTH, from_agency="HS", to="MH")
    voice.say_goal(room.sit("dana"), chidi, "A door I can lock.")
    for name in ("dana", "omar", "vera"):
        addressed(room, name)
    arranging.propose(room.sit("dana", LATER), chidi, question="The clinic again?", category=Category.HEALTH)
    made = pre_read_mails(room.sit("dana", LATER), tmp_path / "mails")
    assert {one.name.rsplit("-", 2)[1] for one in made.paths} == {"dana", "omar"}
    mail = next(one for one in made.paths if "omar" in one.name).read_bytes()
    assert chidi.encode() in mail
    assert b"A door I can lock" in mail
    for left_out in (b"clinic", b"Chidi"):
        assert left_out not in mail
