import pytest

from casetable.screens.command_table import COMMANDS, Scope
from casetable.screens.commands import FOOTER_PLACES, bindings, footer, key_of, twin_of
from casetable.screens.participants import ParticipantsScreen
from casetable.screens.week import WeekScreen


def test_no_key_has_two_meanings():
    shared = {command.key for command in COMMANDS if command.scope is Scope.EVERYWHERE}
    for scope in Scope:
        keys = [command.key for command in COMMANDS if command.scope is scope]
        assert len(keys) == len(set(keys)), scope
        assert scope is Scope.EVERYWHERE or not shared.intersection(keys), scope


def test_every_command_has_one_id_and_says_what_it_does_in_a_sentence():
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.sentence.endswith("."), command
        assert len(command.label) <= 13, command


@pytest.mark.parametrize("screen", [WeekScreen, ParticipantsScreen])
def test_every_command_of_a_screen_is_answered(screen):
    for command in COMMANDS:
        if command.scope is screen.SCOPE:
            assert callable(getattr(screen, f"do_{command.id.replace('-', '_')}")), command


def test_the_footer_never_holds_more_than_six_keys_and_fits_eighty_columns():
    everything = frozenset(fit for command in COMMANDS for fit in command.fits)
    needs = frozenset(command.needs for command in COMMANDS if command.needs)
    for scope in Scope:
        commands = footer(scope, everything, needs)
        assert len(commands) <= FOOTER_PLACES
        assert sum(len(key_of(c, {})) + len(c.label) + 4 for c in commands) < 80


def test_the_twin_names_what_is_under_the_cursor():
    done = next(command for command in COMMANDS if command.id == "done")
    assert twin_of(done, {"task": "318"}) == "casetable task done 318"
    assert twin_of(done, {}) == "casetable task done TASK"


def test_a_users_own_key_is_the_one_that_is_shown():
    done = next(command for command in COMMANDS if command.id == "done")
    assert key_of(done, {"done": "D"}) == "D"


def test_every_binding_can_be_remapped_by_its_id():
    assert all(binding.id for scope in Scope for binding in bindings(scope))
