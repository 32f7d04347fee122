"""The next step and the small forms beside the agreement, without an app."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from casetable.errors import BadInput
from casetable.screens.agreement_edit import theirs_differ
from casetable.screens.agreement_load import read_agreement
from casetable.screens.agreement_next import next_step
from casetable.screens.agreement_paper import PaperForm
from casetable.screens.agreement_steps import reach_of_offering
from casetable.screens.handover_forms import last_day_form
from casetable.screens.load import load
from casetable.values.agreement import Part
from casetable.words import PaperSigned
from tests.screens.agreed import offered, seat

TODAY = date(2026, 11, 23)


def read_as(table, name):
    here = seat(table, name)
    return read_agreement(here), load(here, None)


def without_objectives(read):
    return replace(read, objectives=(), setup=replace(read.setup, objectives=()))


def test_without_objectives_the_next_line_says_so_first_and_so_does_the_question_before_offering(agreed):
    read, loaded = read_as(agreed, "Nia Cole")
    bare = without_objectives(read)
    assert "objectives" not in next_step(read, loaded)
    assert next_step(bare, loaded).startswith("Next: no objectives yet: n, o adds one, workers sign them.")
    assert "o offers it" in next_step(bare, loaded)
    assert "the coordinator offers it" in next_step(bare, read_as(agreed, "Marta Okafor")[1])
    assert "There are no objectives: workers will have nothing to sign" in reach_of_offering(bare)
    assert "no objectives" not in reach_of_offering(read)


def test_the_day_on_a_paper_is_the_newest_such_day(agreed, monkeypatch):
    offered(agreed)
    read, _ = read_as(agreed, "Nia Cole")
    signed = []
    monkeypatch.setattr("casetable.actions.signing.record_papers", lambda *given: signed.extend(given[2]))
    given = {"who0": "20 nov", "who1": "fri", "who2": "", "code": "v1", "place": "folder 3"}
    PaperForm(read, PaperSigned.AGREEMENT, TODAY).make(given)(None)
    assert [day for _, day in signed] == [date(2026, 11, 20), date(2026, 11, 20)]


def test_a_last_day_is_the_newest_such_day_and_another_year_is_said():
    form = last_day_form(SimpleNamespace(id="x", person="Omar"), SimpleNamespace(today=TODAY, conference=None))
    typed = SimpleNamespace
    assert form.read(typed(line="20 nov")).echo == "The last day of Omar is Fri 20 Nov."
    assert form.read(typed(line="30 nov")).echo == "The last day of Omar is Sun 30 Nov 2025."
    with pytest.raises(BadInput, match="Thu 1 Jul 2027 is still to come"):
        form.read(typed(line="1 jul 2027"))


def test_of_somebody_elses_words_it_is_shown_where_they_differ():
    text = "\n".join(f"Line {number} stays as it was." for number in range(30))
    was = Part("section:term", "19 Term", f"{text}\nThe table clears the room.")
    theirs = replace(was, text=f"{text}\nThe chair clears the room.")
    said = theirs_differ(was, theirs)
    assert len(said) == 2
    assert said[1] == "~ The [-table-] {+chair+} clears the room."
    assert theirs_differ(was, None) == ["It was taken out."]
