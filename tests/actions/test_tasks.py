"""Promises between three agencies: who may do what, and what each is told."""

import inspect
from collections.abc import Callable
from datetime import date

import pytest

from casetable.actions import asks, clock, consent, participants, promises, tasks
from casetable.errors import BadInput, NotAllowed, NotFound, Refused, SomebodyElseWasFirst
from casetable.queries.tasks import story, task
from casetable.queries.week import my_tasks, week
from casetable.values.seat import Heard, Seat
from casetable.values.tasks import NewTask
from casetable.words import Category, DropReason, Means, Method, TaskEventKind, TaskState, Verdict
from tests.tables import FRI, MON, THU, TUE, WED, Room

TASK_ACTIONS: dict[str, Callable[[Seat, str], object]] = {
    "accept": tasks.accept,
    "decline": tasks.decline,
    "complete": tasks.complete,
    "move": lambda seat, ref: tasks.move(seat, ref, to=FRI),
    "block": lambda seat, ref: tasks.block(seat, ref, on_whom="the county", outside=True),
    "unblock": tasks.unblock,
    "want_help": tasks.want_help,
    "offer_help": tasks.offer_help,
    "log": lambda seat, ref: tasks.log(seat, ref, note="called"),
    "drop": lambda seat, ref: tasks.drop(seat, ref, reason=DropReason.CANNOT),
    "agree_drop": tasks.agree_drop,
    "hand": lambda seat, ref: tasks.hand(seat, ref, to=seat.actor),
    "reopen": tasks.reopen,
    "edit": lambda seat, ref: tasks.edit(seat, ref, title="other words"),
}
OWNERS_ALONE = ("complete", "move", "block", "want_help", "hand")


def test_every_action_on_a_task_is_tried_here() -> None:
    public = {
        name
        for module in (asks, promises)
        for name, one in vars(module).items()
        if inspect.isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_")
    }
    assert public == set(tasks.__all__)
    assert public == {*TASK_ACTIONS, "ask"}


@pytest.mark.parametrize("name", TASK_ACTIONS)
def test_an_adviser_may_do_nothing_with_a_task(room: Room, name: str) -> None:
    ref = room.promised()
    before = task(room.sit("dana"), ref)
    with pytest.raises(NotAllowed, match="adviser"):
        TASK_ACTIONS[name](room.sit("abe"), ref)
    assert task(room.sit("dana"), ref) == before


def test_an_adviser_may_not_ask_propose_or_release(room: Room) -> None:
    ref = room.agreed()
    abe = room.sit("abe")
    attempts: tuple[Callable[[], object], ...] = (
        lambda: tasks.ask(abe, NewTask("a letter", room.id_of("lee"), FRI)),
        lambda: participants.propose(abe, name="Ana", considered_on=MON, year_of_birth=1980),
        lambda: participants.agree(abe, ref),
        lambda: participants.decline(abe, ref),
        lambda: room.release(ref, by="abe"),
        lambda: consent.revoke_release(abe, "R-100"),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("name", OWNERS_ALONE)
@pytest.mark.parametrize("somebody", ["dana", "omar", "ruth", "paula"])
def test_a_promise_is_its_owners_alone(room: Room, name: str, somebody: str) -> None:
    ref = room.promised(of="omar", by="lee")
    if somebody == "omar":
        return
    with pytest.raises(NotAllowed, match="Omar Haddad's promise"):
        TASK_ACTIONS[name](room.sit(somebody), ref)
    assert task(room.sit("omar"), ref).state is TaskState.OPEN


@pytest.mark.parametrize("name", ["accept", "decline", "complete"])
def test_only_the_one_who_was_asked_answers(room: Room, name: str) -> None:
    ref = room.ask(of="omar")
    for somebody in ("dana", "lee", "ruth", "ines"):
        with pytest.raises(NotAllowed, match="Omar Haddad"):
            TASK_ACTIONS[name](room.sit(somebody), ref)
    assert task(room.sit("omar"), ref).state is TaskState.ASKED


def test_asked_of_another_agency_it_waits_for_an_answer(room: Room) -> None:
    receipt = tasks.ask(room.sit("dana"), NewTask("a letter", room.id_of("lee"), FRI))
    assert "asked of Lee Park" in receipt.sentence
    assert task(room.sit("lee"), receipt.ref).ruling.verdict is Verdict.NONE
    assert week(room.sit("lee")).needs.asked == (receipt.ref,)


def test_in_ones_own_agency_it_is_accepted_at_once(room: Room) -> None:
    ref = room.ask(by="dana", of="hal")
    assert task(room.sit("hal"), ref).state is TaskState.OPEN
    assert [line.kind for line in story(room.sit("hal"), ref).events] == [TaskEventKind.ASKED, TaskEventKind.ACCEPTED]


def test_another_date_is_offered_and_the_asker_says_yes(room: Room) -> None:
    ref = room.ask(due=THU)
    assert "offered instead" in tasks.accept(room.sit("lee", TUE), ref, by=FRI).sentence
    assert task(room.sit("dana"), ref).state is TaskState.ASKED
    assert week(room.sit("dana")).needs.offered == (ref,)
    assert week(room.sit("lee")).needs.asked == ()
    tasks.accept(room.sit("dana", WED), ref)
    accepted = task(room.sit("lee"), ref)
    assert (accepted.state, accepted.fold.due_on, accepted.fold.promised_on) == (TaskState.OPEN, FRI, FRI)


def test_the_asker_may_say_no_to_the_offered_date(room: Room) -> None:
    ref = room.ask(due=THU)
    tasks.accept(room.sit("lee", TUE), ref, by=FRI)
    tasks.decline(room.sit("dana", WED), ref)
    assert task(room.sit("lee"), ref).ruling.verdict is Verdict.NONE


def test_the_owner_may_take_the_first_date_after_all(room: Room) -> None:
    ref = room.ask(due=THU)
    tasks.accept(room.sit("lee", TUE), ref, by=FRI)
    tasks.accept(room.sit("lee", TUE), ref)
    assert task(room.sit("lee"), ref).fold.due_on == THU


def test_an_earlier_date_is_promised_at_once(room: Room) -> None:
    ref = room.ask(due=FRI)
    tasks.accept(room.sit("lee", TUE), ref, by=WED)
    assert task(room.sit("lee"), ref).fold.promised_on == WED


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2025, 11, 6)])
def test_a_past_date_is_refused_everywhere(room: Room, day: date) -> None:
    ref, asked = room.promised(), room.ask()
    for attempt in (
        lambda: room.ask(due=day),
        lambda: tasks.accept(room.sit("lee"), asked, by=day),
        lambda: tasks.move(room.sit("lee"), ref, to=day),
        lambda: tasks.hand(room.sit("lee"), ref, to=room.id_of("omar"), by=day),
    ):
        with pytest.raises(BadInput, match="has passed"):
            attempt()


def test_heard_from_somebody_names_both_and_asks_for_the_others_permission(room: Room) -> None:
    ref = room.ask()
    heard = Heard(room.id_of("lee"), Means.PHONE)
    tasks.accept(room.sit("dana"), ref, heard=heard)
    line = story(room.sit("dana"), ref).events[-1]
    assert (line.by, line.noted_by, line.means) == ("Lee Park", "Dana Reyes", Means.PHONE)
    tasks.complete(room.sit("dana"), ref, heard=heard, minutes=20)
    assert task(room.sit("dana"), ref).state is TaskState.DONE
    other = room.ask()
    with pytest.raises(NotAllowed, match="adviser"):
        tasks.accept(room.sit("dana"), other, heard=Heard(room.id_of("abe"), Means.PHONE))
    with pytest.raises(NotAllowed, match="Lee Park's promise"):
        tasks.accept(room.sit("dana"), other, heard=Heard(room.id_of("omar"), Means.PHONE))


def test_heard_from_nobody_at_the_table_is_refused(room: Room) -> None:
    with pytest.raises(NotFound):
        tasks.accept(room.sit("dana"), room.ask(), heard=Heard("0000", Means.MAIL))


def test_an_ask_heard_by_phone_is_the_callers_and_not_the_writers(room: Room) -> None:
    heard = Heard(room.id_of("omar"), Means.PHONE)
    ref = tasks.ask(room.sit("dana"), NewTask("a bed", room.id_of("lee"), FRI), heard=heard).ref
    assert task(room.sit("lee"), ref).asked_by == "Omar Haddad"
    (line,) = story(room.sit("lee"), ref).events
    assert (line.by, line.noted_by) == ("Omar Haddad", "Dana Reyes")


def test_handed_over_it_ends_here_and_begins_there(room: Room) -> None:
    ref = room.promised(due=FRI)
    receipt = tasks.hand(room.sit("lee", TUE), ref, to=room.id_of("omar"), why="on leave")
    old, new = task(room.sit("lee"), ref), task(room.sit("omar"), receipt.ref)
    assert (old.state, old.ruling.verdict) == (TaskState.HANDED_OVER, Verdict.OUTSIDE)
    assert (new.state, new.owner, new.handed_from, new.title) == (TaskState.ASKED, "Omar Haddad", ref, old.title)
    tasks.accept(room.sit("omar", WED), receipt.ref)
    assert task(room.sit("omar", WED), receipt.ref).ruling.verdict is Verdict.PENDING
    with pytest.raises(Refused, match="handed over"):
        tasks.complete(room.sit("lee", WED), ref)


def test_a_supervisor_may_hand_over_for_somebody_of_their_agency_only(room: Room) -> None:
    ref = room.promised(of="omar")
    with pytest.raises(NotAllowed):
        tasks.hand(room.sit("sol"), ref, to=room.id_of("lee"))
    tasks.hand(room.sit("ines"), ref, to=room.id_of("ines"))


def test_handing_over_to_an_agency_without_a_release_is_refused_before_anything_is_sent(room: Room) -> None:
    about = room.agreed(released=False)
    room.release(about, to="SS")
    ref = room.promised(about=about)
    with pytest.raises(Refused, match="no release"):
        tasks.hand(room.sit("lee"), ref, to=room.id_of("omar"))
    assert task(room.sit("lee"), ref).state is TaskState.OPEN


def test_the_asker_agrees_to_a_drop(room: Room) -> None:
    ref = room.promised(due=FRI)
    assert "Dana Reyes is asked" in tasks.drop(room.sit("lee", TUE), ref, reason=DropReason.CANNOT).sentence
    assert week(room.sit("dana", TUE)).needs.drops == (ref,)
    for somebody in ("lee", "omar", "hal", "ruth"):
        with pytest.raises(NotAllowed, match="Dana Reyes says yes"):
            tasks.agree_drop(room.sit(somebody, TUE), ref)
    tasks.agree_drop(room.sit("dana", TUE), ref)
    assert task(room.sit("dana", FRI), ref).ruling.verdict is Verdict.OUTSIDE
    assert week(room.sit("dana", TUE)).needs.drops == ()


def test_the_coordinator_agrees_to_the_drop_of_ones_own_ask(room: Room) -> None:
    ref = room.ask(by="lee", of="lee")
    assert "The coordinator is asked" in tasks.drop(room.sit("lee", TUE), ref, reason=DropReason.CANNOT).sentence
    assert week(room.sit("ruth", TUE)).needs.drops == (ref,)
    for somebody in ("lee", "dana", "sol"):
        with pytest.raises(NotAllowed, match="The coordinator"):
            tasks.agree_drop(room.sit(somebody, TUE), ref)
    tasks.agree_drop(room.sit("ruth", TUE), ref)
    assert task(room.sit("lee", FRI), ref).fold.drop_agreed


def test_the_lone_coordinators_own_drop_is_agreed_by_the_one_above(room: Room) -> None:
    ref = room.ask(by="ruth", of="ruth")
    tasks.drop(room.sit("ruth", TUE), ref, reason=DropReason.CANNOT)
    with pytest.raises(NotAllowed, match="Maria Stein"):
        tasks.agree_drop(room.sit("ruth", TUE), ref)
    tasks.agree_drop(room.sit("maria", TUE), ref)
    assert task(room.sit("ruth"), ref).fold.drop_agreed


def test_a_drop_because_the_participant_chose_otherwise_needs_no_yes(room: Room) -> None:
    ref = room.promised(due=FRI)
    assert "asked" not in tasks.drop(room.sit("lee", TUE), ref, reason=DropReason.PARTICIPANT).sentence
    assert task(room.sit("lee", FRI), ref).ruling.verdict is Verdict.OUTSIDE
    assert week(room.sit("dana", TUE)).needs.drops == ()


def test_the_asker_may_take_back_an_ask_but_not_a_promise(room: Room) -> None:
    asked, promised = room.ask(), room.promised()
    tasks.drop(room.sit("dana"), asked, reason=DropReason.NOT_NEEDED)
    with pytest.raises(NotAllowed):
        tasks.drop(room.sit("dana"), promised, reason=DropReason.NOT_NEEDED)


def test_help_is_for_somebody_elses_promise(room: Room) -> None:
    ref = room.promised()
    tasks.want_help(room.sit("lee"), ref)
    with pytest.raises(Refused, match="your own"):
        tasks.offer_help(room.sit("lee"), ref)
    assert "Omar Haddad helps Lee Park" in tasks.offer_help(room.sit("omar"), ref, minutes=15).sentence
    helped = task(room.sit("lee"), ref)
    assert (helped.fold.help_wanted, helped.fold.helped, helped.fold.minutes) == (False, True, 0)


@pytest.mark.parametrize("minutes", [0, -5, 7 * 24 * 60 + 1])
def test_minutes_that_nothing_takes_are_refused(room: Room, minutes: int) -> None:
    ref = room.promised()
    for attempt in (
        lambda: tasks.complete(room.sit("lee"), ref, minutes=minutes),
        lambda: tasks.log(room.sit("lee"), ref, minutes=minutes),
        lambda: tasks.edit(room.sit("dana"), ref, size_minutes=minutes),
    ):
        with pytest.raises(BadInput):
            attempt()
    assert task(room.sit("lee"), ref).fold.minutes == 0


@pytest.mark.parametrize("title", ["", "   ", "\u200b\u202e", "\x00\x1b"])
def test_a_task_needs_words_that_can_be_read(room: Room, title: str) -> None:
    with pytest.raises(BadInput):
        room.ask(title)


@pytest.mark.parametrize("text", ["[/]", "[red]", "\x1b]52;c;!\x07 x", "a\x00b", "\u202eevil", "x" * 50_000, "🏠 é"])
def test_any_text_is_kept_as_text_without_control_characters(room: Room, text: str) -> None:
    ref = room.promised(text)
    tasks.log(room.sit("lee"), ref, note=text)
    tasks.block(room.sit("lee"), ref, on_whom=text, outside=False)
    shown = task(room.sit("dana"), ref)
    notes = [line.note for line in story(room.sit("dana"), ref).events]
    told = [one or "" for one in (shown.title, shown.blocked_on, *notes)]
    assert not any(ord(c) < 32 or c in "\u202e\u200b" for one in told for c in one)
    readable = "".join(c for c in text if c.isprintable() and c != "\u202e")
    assert shown.title == readable.strip()


def test_more_than_fits_is_refused_and_not_cut(room: Room) -> None:
    with pytest.raises(BadInput, match="100,001"):
        room.ask("x" * 100_001)
    ref = room.promised()
    with pytest.raises(BadInput):
        tasks.log(room.sit("lee"), ref, note="x" * 100_001)
    with pytest.raises(BadInput):
        tasks.block(room.sit("lee"), ref, on_whom="x" * 100_001, outside=True)


@pytest.mark.parametrize("spelling", ["{0}", "t{0}", "T{0}", "#{0}", "t-{0}", "T-{0}", "  T-{0} "])
def test_a_reference_may_be_spelt_as_people_do(room: Room, spelling: str) -> None:
    ref = room.promised()
    tasks.log(room.sit("lee"), spelling.format(ref.removeprefix("T-")), note="called")


@pytest.mark.parametrize("words", ["", "T-", "P-318", "318x", "T-99999999999", "٣١٨"])
def test_what_is_no_task_is_said_to_be_none(room: Room, words: str) -> None:
    with pytest.raises((BadInput, NotFound)):
        tasks.log(room.sit("lee"), words, note="called")


def test_the_second_of_two_forms_is_told_who_and_when_and_nothing_is_lost(room: Room) -> None:
    ref = room.promised()
    seen = task(room.sit("lee"), ref).version
    tasks.log(room.sit("dana", TUE, 14), ref, note="Dana's words", seen=seen)
    with pytest.raises(SomebodyElseWasFirst) as refused:
        tasks.complete(room.sit("lee", TUE, 15), ref, note="Lee's words", seen=seen)
    assert "Dana Reyes logged" in refused.value.sentence
    assert "at 14:00 on" in refused.value.sentence
    assert "Tue 3 Nov" in refused.value.sentence
    assert refused.value.theirs["note"] == "Dana's words"
    assert task(room.sit("lee"), ref).state is TaskState.OPEN
    tasks.complete(room.sit("lee", TUE, 16), ref, note="Lee's words", seen=task(room.sit("lee"), ref).version)
    assert [line.note for line in story(room.sit("lee"), ref).events if line.note] == ["Dana's words", "Lee's words"]


def test_two_who_reword_a_task_are_told_of_each_other(room: Room) -> None:
    ref = room.ask()
    seen = task(room.sit("dana"), ref).version
    tasks.edit(room.sit("hal"), ref, title="Hal's title", seen=seen)
    with pytest.raises(SomebodyElseWasFirst) as refused:
        tasks.edit(room.sit("dana"), ref, title="Dana's title", seen=seen)
    assert "Hal Brook" in refused.value.sentence
    assert refused.value.theirs["title"] == "Hal's title"


def test_what_the_other_wrote_is_told_only_to_who_may_read_it(room: Room) -> None:
    about = room.agreed()
    ref = room.promised(about=about)
    seen = task(room.sit("lee"), ref).version
    tasks.log(room.sit("dana"), ref, note="HIDDEN", category=Category.HEALTH, seen=seen)
    with pytest.raises(SomebodyElseWasFirst) as refused:
        tasks.complete(room.sit("lee"), ref, seen=seen)
    assert "HIDDEN" not in f"{refused.value}{refused.value.theirs}"


def test_only_the_agency_that_worded_a_task_rewords_it(room: Room) -> None:
    ref = room.promised()
    with pytest.raises(NotAllowed, match="worded by HS"):
        tasks.edit(room.sit("lee"), ref, title="mine now")
    tasks.edit(room.sit("hal"), ref, title="better words", size_minutes=30)
    assert (task(room.sit("lee"), ref).title, task(room.sit("lee"), ref).size_minutes) == ("better words", 30)


def test_an_ask_to_an_agency_that_lacks_the_category_is_refused_before_it_is_sent(room: Room) -> None:
    about = room.agreed()
    with pytest.raises(Refused, match="no release lets SS know health from HS"):
        room.ask("MEDS", about=about, category=Category.HEALTH)
    room.release(about, to="SS", category=Category.HEALTH, from_agency="HS")
    ref = room.ask("MEDS", about=about, category=Category.HEALTH)
    assert task(room.sit("lee"), ref).title == "MEDS"


def test_a_category_that_the_owner_may_not_know_cannot_be_given_afterwards(room: Room) -> None:
    ref = room.ask(about=room.agreed())
    with pytest.raises(Refused, match="no release"):
        tasks.edit(room.sit("dana"), ref, category=Category.HEALTH)
    assert task(room.sit("lee"), ref).title is not None


def test_asking_about_somebody_this_agency_may_not_know_is_as_if_there_were_nobody(room: Room) -> None:
    about = room.agreed(released=False)
    with pytest.raises(NotFound) as unknown:
        room.ask(by="lee", of="lee", about=about)
    with pytest.raises(NotFound) as nobody:
        room.ask(by="lee", of="lee", about="P-999" if about != "P-999" else "P-998")
    assert str(unknown.value).replace(about, "P") == str(nobody.value).replace("P-999", "P").replace("P-998", "P")


def test_a_promise_whose_sharing_ended_is_a_bare_line_to_its_owner_alone(room: Room) -> None:
    about = room.agreed(released=False)
    release = room.release(about, to="SS", from_agency="HS").ref
    room.release(about, to="HS", from_agency="SS")
    room.release(about, to="MH", from_agency="HS")
    ref = room.promised("SECRET WORDS", about=about)
    assert task(room.sit("sol"), ref).title == "SECRET WORDS"
    consent.revoke_release(room.sit("dana", TUE), release)
    (line,) = my_tasks(room.sit("lee", WED))
    assert (line.task, line.title, line.participant, line.participant_name) == (ref, None, None, None)
    assert line.owner == "Lee Park"
    with pytest.raises(NotFound):
        task(room.sit("sol", WED), ref)
    assert task(room.sit("dana", WED), ref).title == "SECRET WORDS"
    tasks.complete(room.sit("lee", WED), ref)
    assert task(room.sit("dana", WED), ref).state is TaskState.DONE


def test_a_bare_line_says_neither_why_it_was_dropped_nor_who_was_spoken_to(room: Room) -> None:
    about = room.agreed()
    ref = room.ask("SECRET WORDS", by="dana", of="dana", about=about, category=Category.SUBSTANCE_USE)
    tasks.log(room.sit("dana"), ref, note="SECRET NOTE", minutes=25, contact=True)
    tasks.drop(room.sit("dana"), ref, reason=DropReason.PARTICIPANT, why="SECRET WHY")
    told = story(room.sit("ruth"), ref)
    assert (told.task.title, told.task.fold.drop_reason, told.task.fold.minutes) == (None, None, 0)
    assert "participant" not in repr(told.task.ruling.because)
    assert [(line.note, line.minutes, line.contact) for line in told.events] == [(None, None, False)] * 4
    assert story(room.sit("dana"), ref).task.fold.drop_reason is DropReason.PARTICIPANT


def test_who_blocks_is_not_said_from_an_older_block_when_the_newest_may_not_be_read(room: Room) -> None:
    about = room.agreed()
    ref = room.ask("ID papers", by="dana", of="dana", about=about)
    tasks.block(room.sit("dana"), ref, on_whom="the county", outside=True)
    assert task(room.sit("lee"), ref).blocked_on == "the county"
    tasks.unblock(room.sit("dana"), ref)
    tasks.edit(room.sit("dana"), ref, category=Category.HEALTH)
    tasks.block(room.sit("dana"), ref, on_whom="SECRET CLINIC", outside=True)
    tasks.edit(room.sit("dana"), ref, category=Category.GENERAL)
    assert task(room.sit("lee"), ref).blocked_on is None


def test_an_ask_that_came_back_is_named_to_its_asker_for_a_week(room: Room) -> None:
    ref = room.ask(day=MON)
    clock.return_unanswered(room.clock(FRI), ref, due_on=FRI)
    assert week(room.sit("dana", FRI)).needs.returned == (ref,)
    assert week(room.sit("lee", FRI)).needs.returned == ()
    assert week(room.sit("dana", date(2026, 11, 13))).needs.returned == ()


def test_an_adviser_notes_nobodys_answer(room: Room) -> None:
    ref = room.ask()
    with pytest.raises(NotAllowed, match="adviser"):
        tasks.accept(room.sit("abe"), ref, heard=Heard(room.id_of("lee"), Means.PHONE))


def test_a_written_release_closes_again_when_its_last_day_is_over(room: Room) -> None:
    about = room.agreed(released=False)
    room.release(about, until=WED, method=Method.WRITTEN)
    ref = room.ask("WORDS", about=about)
    assert task(room.sit("sol", WED), ref).title == "WORDS"
    with pytest.raises(NotFound):
        task(room.sit("sol", THU), ref)
