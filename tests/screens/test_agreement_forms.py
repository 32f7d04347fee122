"""The forms that amend the agreement: what stands in them, and the edit that comes of what was typed."""

from datetime import date

import pytest

from casetable.errors import BadInput
from casetable.screens import agreement_forms as forms
from casetable.words import Ready, Role, SectionTopic, Sector
from tests.screens.agreed import agreed_setup

TODAY = date(2026, 11, 23)
SETUP = agreed_setup()


def changed(form, **given):
    return form.edit({**form.start, **given})(SETUP)


def test_a_form_that_is_stored_as_it_stands_changes_nothing():
    for form in (
        *(forms.section_form(SETUP, position) for position in range(1, 6)),
        *(forms.party_form(SETUP, code) for code in ("SS", "HS", "MH")),
        *(forms.objective_form(SETUP, number) for number in (1, 2)),
        forms.title_form(SETUP),
        forms.besides_form(SETUP),
    ):
        assert changed(form) == SETUP, form.kept


def test_every_number_has_its_field_somewhere():
    whole = (forms.title_form(SETUP), forms.besides_form(SETUP), *(forms.section_form(SETUP, at) for at in range(1, 6)))
    from casetable.rules.agreement_numbers import numbers
    from casetable.screens.agreement_fields import id_of

    named = {field.name for form in whole for field in form.fields}
    assert named.issuperset(map(id_of, numbers()))


def test_a_sections_words_and_its_numbers_change_together():
    form = forms.section_form(SETUP, 3)
    setup = changed(form, text="Each carries its load.", **{"terms-missed_after_days": "10"})
    assert (setup.sections[2].text, setup.terms.missed_after_days) == ("Each carries its load.", 10)
    assert setup.sections[2].topic is SectionTopic.ACCOUNTABILITY


def test_the_pledged_effort_of_all_is_one_line():
    form = forms.party_form(SETUP, "SS")
    assert "SS 33.3%" in form.start["effort"]
    setup = changed(form, effort="ss 40%, HS 30, MH: 30 %")
    assert [one.effort_share for one in setup.agencies] == pytest.approx([0.4, 0.3, 0.3])
    with pytest.raises(BadInput, match="each agency once"):
        changed(form, effort="SS 40%")


def test_what_a_party_brings_is_read_in_plain_words():
    setup = changed(forms.party_form(SETUP, "MH"), hopes="fewer no-shows", gaps="not yet: two posts are empty")
    party = setup.agencies[2]
    assert (party.hopes, party.gaps.answer, party.gaps.note) == ("fewer no-shows", Ready.NOT_YET, "two posts are empty")


def test_a_step_of_the_ladder_is_changed_taken_out_and_added():
    form = forms.section_form(SETUP, 4)
    setup = changed(form, step1="", step4="the board; both boards; 20")
    assert [step.name for step in setup.ladder] == [
        "talk directly", "programme managers", "senior managers", "the board",
    ]  # fmt: skip
    assert setup.ladder[-1].working_days == 20
    with pytest.raises(BadInput, match="is no step"):
        changed(form, step1="somebody talks")


def test_a_new_section_begins_as_the_first_line_that_is_missing():
    form = forms.new_section_form(SETUP, (SectionTopic.LIMITS, SectionTopic.VOICE))
    assert form.start["heading"] == "What the collaboration is not"
    setup = changed(form, text="It is no merger.")
    assert (setup.sections[2].topic, setup.sections[2].text) == (SectionTopic.LIMITS, "It is no merger.")
    own = changed(form, heading="Our kitchen", topic="one of its own", text="Who washes up.")
    assert own.sections[-1].topic is None
    with pytest.raises(BadInput, match="heading and a text"):
        changed(form)
    with pytest.raises(BadInput, match="no line of the checklist"):
        changed(form, topic="the weather", text="x")


def test_an_agency_joins_with_its_people_from_a_day_on():
    form = forms.joining_form(SETUP, TODAY)
    given = {"code": "vs", "name": "Victim Services", "sector": "victim", "joins_on": "1 dec", "hopes": "safety first"}
    setup = changed(form, **given, text="Kim Ito, senior manager\nAli Osman, frontline and supervisor\n")
    new = setup.agencies[-1]
    assert (new.code, new.sector, new.joins_on) == ("VS", Sector.VICTIM_SERVICES, date(2026, 12, 1))
    assert [one.roles for one in setup.people if one.agency == "VS"] == [
        (Role.SENIOR_MANAGER,), (Role.FRONTLINE, Role.SUPERVISOR),
    ]  # fmt: skip
    with pytest.raises(BadInput, match="What is 'Kim Ito'"):
        changed(form, **given, text="Kim Ito")
    with pytest.raises(BadInput, match="is no sector"):
        changed(form, **{**given, "sector": "circus"})


def test_a_party_that_is_to_join_is_said_once_more_with_more_people():
    here = {one.code for one in SETUP.agencies}
    given = {"code": "vs", "name": "Victim Services", "sector": "victim", "joins_on": "1 dec", "hopes": "safety first"}
    setup = changed(forms.joining_form(SETUP, TODAY, here), **given, text="Ali Osman, frontline")
    form = forms.joining_form(setup, TODAY, here)
    again = form.edit({**form.start, **given, "joins_on": "", "hopes": "", "text": "Kim Ito, senior manager"})(setup)
    (new,) = [one for one in again.agencies if one.code == "VS"]
    assert (new.hopes, new.joins_on) == ("safety first", date(2026, 12, 1))
    assert [one.name for one in again.people if one.agency == "VS"] == ["Ali Osman", "Kim Ito"]
    with pytest.raises(BadInput, match="is a party already"):
        changed(forms.joining_form(SETUP, TODAY, here), **{**given, "code": SETUP.agencies[0].code}, text="")


def test_an_agency_leaves_after_a_day_or_stays_after_all():
    form = forms.leaving_form(SETUP, "MH", TODAY)
    assert changed(form, leaves_on="31 dec").agencies[2].leaves_on == date(2026, 12, 31)
    assert changed(form).agencies[2].leaves_on is None


def test_an_objective_needs_words_and_one_more_may_be_added():
    setup = changed(forms.objective_form(SETUP, 3), text="Everybody has a bus pass", target="all")
    assert (len(setup.objectives), setup.objectives[2].target) == (3, "all")
    with pytest.raises(BadInput, match="what is to be reached"):
        changed(forms.objective_form(SETUP, 3))
