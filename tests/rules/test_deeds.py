import pytest

from casetable.rules.deeds import called
from casetable.rules.permissions import MAY


def test_what_is_done_about_a_participant_is_said_in_words_for_people() -> None:
    assert called("participant.pass_over") == "passing over"
    assert called("participant.taking_part") == "how they take part"
    assert called("task.ask") == "task ask"


@pytest.mark.parametrize("action", sorted(MAY))
def test_no_name_of_the_log_is_said_with_an_underscore(action: str) -> None:
    assert "_" not in called(action)
    assert "." not in called(action)


def test_being_back_is_undone_under_words_that_fit_it() -> None:
    assert called("person.away") == called("person.away_other") == "an absence or its end"
