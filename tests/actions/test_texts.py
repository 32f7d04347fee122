"""Any text that somebody can type: it is stored as text.clean leaves it, comes back so, and nothing crashes."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casetable.actions import notes, participants, tasks, voice
from casetable.errors import BadInput
from casetable.queries.card import card
from casetable.queries.participants import participant
from casetable.queries.tasks import story
from casetable.queries.verify import verify
from casetable.text import clean, clean_line
from tests.tables import MON, Room

pytestmark = pytest.mark.slow

ANYTHING = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\x00\r\n\t\u202e\u2028\ud800'\";%_[]/"), max_size=40
)
EXAMPLES = 300 if os.environ.get("CASETABLE_DRILL") == "1" else 15


def test_what_is_stored_of_any_text_is_what_cleaning_leaves_of_it(room: Room) -> None:
    lee = room.sit("lee")
    about = room.propose("Chidi Okafor", by="lee")

    @given(title=ANYTHING, note=ANYTHING, whom=ANYTHING)
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def typed(title: str, note: str, whom: str) -> None:
        ref = room.ask("call", by="lee")
        for act, words in (
            (lambda: tasks.edit(lee, ref, title=title), title),
            (lambda: tasks.log(lee, ref, note=note), note),
            (lambda: tasks.block(lee, ref, on_whom=whom, outside=False), whom),
        ):
            try:
                act()
            except BadInput:
                assert not clean_line(words)
        told = story(lee, ref)
        assert told.task.title == (clean_line(title) or "call")
        assert told.task.blocked_on == (clean_line(whom) or None)
        assert [line.note for line in told.events if line.kind == "logged"] == [clean(note)] * bool(clean(note))

    typed()

    shared = room.agreed("Bo Diaz", by="lee")

    @given(text=ANYTHING, how=ANYTHING)
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def written(text: str, how: str) -> None:
        for act, words in (
            (lambda: notes.add_note(lee, shared, text), text),
            (lambda: voice.say_goal(lee, shared, text), text),
            (lambda: voice.set_contact(lee, shared, how=how), how),
        ):
            try:
                act()
            except BadInput:
                assert not clean_line(words)
        seen = card(lee, shared)
        assert not clean(text) or (seen.goal is not None and seen.goal.text == seen.notes[1].text == clean(text))
        assert not clean_line(how) or (seen.contact is not None and seen.contact.how == clean_line(how))

    written()

    @given(name=ANYTHING, needs=ANYTHING, reason=ANYTHING)
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def proposed(name: str, needs: str, reason: str) -> None:
        try:
            ref = participants.propose(
                lee, name=name, needs=needs, reason=reason, considered_on=MON, year_of_birth=1980
            ).ref
        except BadInput:
            assert not clean_line(name)
            return
        seen = participant(lee, ref)
        assert (seen.name, seen.needs, seen.reason) == (clean_line(name), clean(needs) or None, clean(reason) or None)

    proposed()
    assert participant(lee, about).name == "Chidi Okafor"
    assert verify(lee).problems == ()
