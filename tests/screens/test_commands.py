import pytest

from casetable.errors import BadFile
from casetable.screens.agreement import AgreementScreen
from casetable.screens.allowed import why_not_here
from casetable.screens.app import CasetableApp
from casetable.screens.card import CardScreen
from casetable.screens.command_table import COMMANDS, Scope
from casetable.screens.commands import BY_ID, FOOTER_PLACES, bindings, check_keymap, footer, key_of, of_scope, twin_of
from casetable.screens.conference import ConferenceScreen
from casetable.screens.conference_calendar import CalendarScreen
from casetable.screens.days_off import DaysOffScreen
from casetable.screens.minutes_review import ReviewScreen
from casetable.screens.outcomes import OutcomesScreen
from casetable.screens.papers import HelpScreen
from casetable.screens.participants import ParticipantsScreen
from casetable.screens.week import WeekScreen
from casetable.words import Role

ALSO = {ConferenceScreen: (Scope.HELD,)}
"""The keys that a screen has for something else that stands there at times."""


def test_no_key_has_two_meanings():
    shared = {command.key for command in COMMANDS if command.scope is Scope.EVERYWHERE}
    for scope in Scope:
        keys = [key for command in of_scope(scope) for key in command.key.split(",")]
        assert len(keys) == len(set(keys)), scope
        assert scope is Scope.EVERYWHERE or not shared.intersection(keys), scope


def test_every_command_has_one_id_and_says_what_it_does_in_a_sentence():
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.sentence.endswith("."), command
        assert len(command.label) <= 13, command


@pytest.mark.parametrize(
    "screen",
    [
        WeekScreen, ParticipantsScreen, CardScreen, OutcomesScreen, AgreementScreen, ConferenceScreen, CalendarScreen,
        DaysOffScreen, ReviewScreen,
    ],
)  # fmt: skip
def test_every_command_of_a_screen_is_answered(screen):
    for command in COMMANDS:
        if {screen.SCOPE, *ALSO.get(screen, ())}.intersection((command.scope, *command.also)):
            assert callable(getattr(screen, f"do_{command.id.replace('-', '_')}")), command


def test_the_footer_never_holds_more_than_six_keys_and_fits_eighty_columns():
    everything = frozenset(fit for command in COMMANDS for fit in command.fits)
    needs = frozenset(command.needs for command in COMMANDS if command.needs)
    for scope in Scope:
        commands = footer(scope, everything, needs)
        assert len(commands) <= FOOTER_PLACES
        assert sum(len(key_of(c, {})) + len(c.label) + 4 for c in commands) < 80


def help_of(scope, refused=lambda command: ""):
    return HelpScreen(scope, {}, {}, refused)._page()


def test_the_help_says_what_the_shared_keys_mean_on_that_screen():
    week, agreement, people = (help_of(one).plain for one in (Scope.WEEK, Scope.AGREEMENT, Scope.PEOPLE))
    assert "Look one week back." in week
    assert "by agency" in week
    assert "Go to the version before." in agreement
    assert "See what they have at the table." in people
    agreed = (Scope.AGREEMENT, Scope.PEOPLE, Scope.PARTICIPANTS, Scope.READING, Scope.OBJECTIVES, Scope.HANDOVER)
    for scope in (*agreed, Scope.CONFERENCE, Scope.CALENDAR, Scope.DAYS_OFF, Scope.HELD, Scope.REVIEW):
        words = help_of(scope).plain
        for said in ("one week", "casetable task show", "by agency"):
            assert said not in words, (scope, said)


def test_what_the_seat_may_not_do_with_the_agreement_is_grey_in_the_help_with_its_reason():
    page = help_of(Scope.AGREEMENT, lambda command: why_not_here(command.id, frozenset({Role.FRONTLINE})))
    lines = page.split("\n")
    for id in ("offer", "amend", "on-paper"):
        at = next(n for n, line in enumerate(lines) if line.plain.endswith(BY_ID[id].sentence))
        assert {str(span.style) for span in lines[at].spans} == {"quiet"}
        assert "You sit here as frontline" in lines[at + 1].plain


def test_the_twin_names_what_is_under_the_cursor():
    done = next(command for command in COMMANDS if command.id == "done")
    assert twin_of(done, {"task": "318"}) == "casetable task done 318"
    assert twin_of(done, {}) == "casetable task done TASK"


def test_a_users_own_key_is_the_one_that_is_shown():
    done = next(command for command in COMMANDS if command.id == "done")
    assert key_of(done, {"done": "D"}) == "D"


def test_every_binding_can_be_remapped_by_its_id():
    assert all(binding.id for scope in Scope for binding in bindings(scope))


def test_keys_may_be_written_as_they_are_read():
    assert check_keymap({"help": "?,f1", "done": "D", "find": "slash"}) == {
        "help": "question_mark,f1",
        "done": "D",
        "find": "slash",
    }
    assert check_keymap({}) == {}


def test_two_commands_may_swap_their_keys():
    assert check_keymap({"done": "m", "move": "d"}) == {"done": "m", "move": "d"}


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"done": "m"}, "m cannot mean both done and move."),
        ({"done": "u"}, "u cannot mean both undo and done."),
        ({"undo": "a"}, "a cannot mean both undo and add."),
        ({"done": "up"}, "up cannot mean both done and board.up."),
        ({"done": "ctrl+p"}, "ctrl+p cannot mean both palette and done."),
        ({"finish": "D"}, "'finish' is no command."),
        ({"done": ""}, "done has no key."),
    ],
)
def test_a_key_with_two_meanings_and_an_unknown_command_are_refused_by_name(keys, problem):
    with pytest.raises(BadFile) as refused:
        check_keymap(keys)
    assert problem in refused.value.problems
    assert refused.value.exit_code == 2


def test_the_same_key_may_mean_different_things_on_different_screens():
    assert check_keymap({"add": "z", "propose": "z"})


def test_the_app_does_not_open_with_keys_that_clash():
    with pytest.raises(BadFile):
        CasetableApp(None, "", None, {"keys": {"done": "m"}})
