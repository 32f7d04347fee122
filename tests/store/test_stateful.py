"""Anything that people may do at two tables opened on one database, in any order: log, folds and rows agree.

Few and short stories in every run; long ones with CASETABLE_DRILL=1.
"""

import os
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from casetable.actions import consent, participants, tasks
from casetable.actions.history import redo
from casetable.errors import CasetableError, NotFound, SomebodyElseWasFirst
from casetable.queries.tasks import story
from casetable.store.log import Image
from casetable.values.seat import Heard, Receipt, Seat
from casetable.values.tasks import NewTask
from casetable.words import Category, DropReason, Means, Method
from tests.conftest import Ground
from tests.store.acting import PEOPLE, Act, TwoTables

pytestmark = pytest.mark.slow

Choice = tuple[bool, int]

DRILL = os.environ.get("CASETABLE_DRILL") == "1"
settings.register_profile(
    "stories",
    max_examples=400 if DRILL else 3,
    stateful_step_count=60 if DRILL else 45,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)

WHO = st.sampled_from([*PEOPLE, *PEOPLE[:4]])
PLACE = st.integers(0, 1)
WHICH = st.integers(0, 11)
DAYS = st.integers(0, 12)
MINUTES = st.sampled_from([None, 1, 30])
WORDS = st.sampled_from(["", "called", "two\nlines", "Zoë Ñuñez 🏠", "' OR 1=1 --"])
CATEGORY = st.sampled_from([Category.GENERAL, Category.GENERAL, Category.GENERAL, Category.HEALTH])
VOICE = st.sampled_from(["whose it is", "whose it is", "whose it is", "noted for them", "somebody"])
VERBS = [
    "accept",
    "offer",
    "decline",
    "done",
    "move",
    "block",
    "unblock",
    "want_help",
    "help",
    "log",
    "drop",
    "agree_drop",
    "hand",
    "reopen",
    "edit",
]
FITTING = {
    "asked": ["accept", "accept", "accept", "offer", "decline", "done", "edit"],
    "open": ["done", "move", "block", "want_help", "help", "log", "drop", "hand", "edit"],
    "blocked": ["unblock", "unblock", "done", "move", "log", "drop"],
    "dropped": ["agree_drop", "reopen", "log"],
    "handed_over": ["log"],
}
"""What can come next, by the state that a task is in; of what ended otherwise, reopening."""
ASKERS = frozenset({"edit", "agree_drop", "reopen"})
VERB = st.tuples(st.sampled_from([True, True, True, True, False]), st.integers(0, 17))
"""Whether it is one that fits, and which."""


class Stories(RuleBasedStateMachine):
    """What people do, one after the other, at the same moment, and from forms that were opened before."""

    def __init__(self, ground: Ground, folder: Path) -> None:
        super().__init__()
        self.world = TwoTables(ground, folder)
        self.wordings = count(1)

    def teardown(self) -> None:
        """At the end of every story the whole table verifies and shows the same through both."""
        try:
            self.world.verifies("ruth")
            self.world.same_from_both("dana")
        finally:
            self.world.close()

    @initialize(of=WHO)
    def begin(self, of: str) -> None:
        """There is something to do."""
        for who in (of, "dana"):
            self.ask(who, of, 0, 5, about=0, category=Category.GENERAL, noted_by=None)

    @rule(
        who=WHO,
        of=WHO,
        place=PLACE,
        days=DAYS,
        about=st.none() | st.just(0) | WHICH,
        category=CATEGORY,
        noted_by=st.none() | st.none() | WHO,
    )
    def ask(
        self, who: str, of: str, place: int, days: int, about: int | None, category: Category, noted_by: str | None
    ) -> None:
        """Ask somebody for a task, for oneself or for who said so on the phone."""
        seat = self.world.sit(noted_by or who, place)
        ref = None if about is None else self.world.row("participant", about)[0]
        heard = Heard(self.world.id_of(who), Means.PHONE) if noted_by else None
        new = NewTask("rent letter", self.world.id_of(of), seat.today + timedelta(days=days), ref, category)
        self.world.attempt(seat, lambda seat: tasks.ask(seat, new, heard=heard))

    @rule(verb=VERB, which=WHICH, voice=VOICE, who=WHO, place=PLACE, days=DAYS, minutes=MINUTES, words=WORDS)
    def work(
        self, verb: Choice, which: int, voice: str, who: str, place: int, days: int, minutes: int | None, words: str
    ) -> None:
        """Do something to a task, as its owner, its asker or anybody else."""
        ref, row = self.world.row("task", which)
        chosen = fitting(row, verb)
        seat, heard = self.speak(row, chosen, voice, who, place)
        self.world.attempt(seat, self.act(chosen, ref, days, minutes, words, who, heard=heard))

    @rule(verb=VERB, other=VERB, which=WHICH, voice=VOICE, who=WHO, words=WORDS, days=DAYS)
    def work_from_a_form_that_is_open_already(
        self, verb: Choice, other: Choice, which: int, voice: str, who: str, words: str, days: int
    ) -> None:
        """Read, let somebody else act in between, then save: whoever comes second is told, and nothing is lost."""
        ref, row = self.world.row("task", which)
        mine, theirs = fitting(row, verb), fitting(row, other)
        seat, heard = self.speak(row, mine, voice, who, 0)
        try:
            seen = story(seat, ref).task.version
        except NotFound:
            return
        between, _ = self.speak(row, theirs, "whose it is", who, 1)
        self.world.attempt(between, self.act(theirs, ref, days + 1, 5, words, who))
        changed = self.world.row_of("task", ref).get("version") != seen
        refused = self.world.attempt(seat, self.act(mine, ref, days, 30, words, who, heard=heard, seen=seen))
        if changed:
            assert isinstance(refused, CasetableError)
            assert isinstance(refused, SomebodyElseWasFirst | NotFound) or refused.exit_code != 5
        else:
            assert not isinstance(refused, SomebodyElseWasFirst)

    @rule(verb=VERB, other=VERB, which=WHICH, who=WHO, words=WORDS, days=DAYS)
    def work_at_the_same_moment(self, verb: Choice, other: Choice, which: int, who: str, words: str, days: int) -> None:
        """Two save at once, each through a table of their own."""
        ref, row = self.world.row("task", which)
        one, two = fitting(row, verb), fitting(row, other)
        seats = (self.speak(row, one, "whose it is", who, 0)[0], self.speak(row, two, "whose it is", who, 1)[0])
        acts = (self.act(one, ref, days, 5, words, who), self.act(two, ref, days + 1, 10, words, who))
        self.world.at_once(seats, acts)

    @rule(
        what=st.sampled_from(
            ["propose", "agree", "agree", "agree", "decline", "release", "release", "revoke", "revoke all"]
        ),
        who=WHO,
        noted_for=st.none() | st.none() | WHO,
        which=WHICH,
        place=PLACE,
        words=WORDS,
        category=CATEGORY,
        days=DAYS,
    )
    def choose_participants_and_what_is_shared(
        self,
        what: str,
        who: str,
        noted_for: str | None,
        which: int,
        place: int,
        words: str,
        category: Category,
        days: int,
    ) -> None:
        """Propose somebody, answer a proposal, write a release down or revoke it."""
        seat = self.world.sit(who, place)
        heard = Heard(self.world.id_of(noted_for), Means.MAIL) if noted_for else None
        about = self.world.row("participant", which)[0]
        release = self.world.row("release", which)[0] if self.world.refs["release"] else "R-100"
        shared = {
            "to": "all" if words else "MH",
            "category": category,
            "from_agency": seat.agency,
            "since": seat.today,
            "until": seat.today + timedelta(days=days),
            "method": Method.WRITTEN,
            "purpose": "housing",
        }
        born = 2009 if words == "called" else 1970
        acts: dict[str, Act] = {
            "propose": partial(
                participants.propose, name="Bo", needs=words, considered_on=seat.today, year_of_birth=born, heard=heard
            ),
            "agree": partial(participants.agree, participant=about, note=words, heard=heard),
            "decline": partial(participants.decline, participant=about, note=words, heard=heard),
            "release": partial(consent.add_release, participant=about, **shared),
            "revoke": partial(consent.revoke_release, release=release, why=words),
            "revoke all": partial(consent.revoke_releases, participant=about, category=category),
        }
        self.world.attempt(seat, acts[what])

    @rule(who=WHO, place=PLACE, does=st.sampled_from(["undo", "undo", "redo"]))
    def take_back(self, who: str, place: int, does: str) -> None:
        """Take back one's own newest change, or do again what was taken back."""
        seat = self.world.sit(who, place)
        if does == "undo":
            self.world.take_back(seat)
        else:
            self.world.attempt(seat, redo)

    @rule(place=PLACE)
    def take_back_the_newest_and_do_it_again(self, place: int) -> None:
        """Whoever did something last takes it back and does it again."""
        actor = self.world.newest_actor()
        if actor is not None:
            self.world.back_and_again(self.world.sit(actor, place))

    @rule(hours=st.sampled_from([0, 9, 24, 24 * 6, -24]), place=PLACE)
    def let_time_go_on(self, hours: int, place: int) -> None:
        """Time goes on, or somebody sets the clock back a day; then it gives back what nobody answered."""
        self.world.later(timedelta(hours=hours, minutes=5))
        self.world.tick(place)

    @precondition(lambda _: DRILL)
    @rule(who=WHO)
    def look(self, who: str) -> None:
        """What one seat sees is the same through both tables, and everything verifies."""
        self.world.same_from_both(who)
        self.world.verifies(who)

    def speak(self, row: Image, verb: str, voice: str, who: str, place: int) -> tuple[Seat, Heard | None]:
        """Who acts, and whose word it is. What was undone is nobody's."""
        asks = verb in ASKERS and row.get("state") not in ("done",)
        whose = row.get("asker_id" if asks else "owner_id") or who
        if voice == "noted for them":
            return self.world.sit(who, place), Heard(whose, Means.PAPER) if whose != who else None
        return self.world.sit(who if voice == "somebody" or verb == "help" else whose, place), None

    def act(
        self,
        verb: str,
        ref: str,
        days: int,
        minutes: int | None,
        words: str,
        whom: str,
        *,
        heard: Heard | None = None,
        seen: int | None = None,
    ) -> Act:
        """One of the verbs, ready to be done at a seat."""

        def run(seat: Seat) -> Receipt:
            day = seat.today + timedelta(days=days)
            return self.verbs(ref, day, minutes, words, whom)[verb](seat, ref, heard=heard, seen=seen)

        return run

    def verbs(
        self, ref: str, day: date, minutes: int | None, words: str, whom: str
    ) -> dict[str, Callable[..., Receipt]]:
        """Everything that can be done to a task, but for who does it."""
        return {
            "accept": tasks.accept,
            "offer": partial(tasks.accept, by=day),
            "decline": partial(tasks.decline, note=words),
            "done": partial(tasks.complete, minutes=minutes, note=words),
            "move": partial(tasks.move, to=day, why=words),
            "block": partial(tasks.block, on_whom="the landlord", outside=bool(words), note=words),
            "unblock": partial(tasks.unblock, note=words),
            "want_help": partial(tasks.want_help, note=words),
            "help": partial(tasks.offer_help, note=words, minutes=minutes),
            "log": partial(tasks.log, note=words, minutes=minutes, contact=bool(words)),
            "drop": partial(tasks.drop, reason=DropReason.PARTICIPANT if words else DropReason.OTHER, why=words),
            "agree_drop": tasks.agree_drop,
            "hand": partial(tasks.hand, to=self.world.id_of(whom), by=day if words else None, why=words),
            "reopen": partial(tasks.reopen, due=day if words else None, why=words),
            "edit": partial(tasks.edit, title=f"{words} (wording {next(self.wordings)})", size_minutes=minutes),
        }


def fitting(row: Image, choice: Choice) -> str:
    """A verb for a task: one that may come next, or any."""
    fits, number = choice
    verbs = FITTING.get(row.get("state", ""), ["reopen"]) if fits else VERBS
    return verbs[number % len(verbs)]


def test_log_folds_and_rows_agree_after_any_story(ground: Ground, tmp_path: Path) -> None:
    run_state_machine_as_test(lambda: Stories(ground, tmp_path), settings=settings.get_profile("stories"))
