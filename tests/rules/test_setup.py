from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetable.errors import BadFile, BadInput
from casetable.rules.setup import QUESTIONS, Answers, setup_from, understand
from casetable.rules.setup_lists import agencies_from_lines, people_from_lines
from casetable.rules.setup_words import code_from_name, conference_from_words, roles_from_words, sector_from_name
from casetable.values.partnership import ConferenceRule
from casetable.words import AgreementKind, Method, Role, Sector, Sharing

THREE = "Social Services\nHS Homeless Services\nCommunity Mental Health (MH)"
NINE = """\
Name, agency, mail, role
Dana Reyes, HS, dana@hs.example.org, coordinator + frontline
Lee Park, Social Services, lee@ss.example.org, case worker
Omar Haddad, mental health, omar@mh.example.org, clinician
Priya Nair\thomeless services\tpriya@hs.example.org\tsupervisor
Jo Mbeki; SS; jo@ss.example.org; supervisor/program manager
Nia Cole <nia@mh.example.org>, CMH, team lead

1. R. Alvarez, director, Social Servces, 555-0134
- M. Okafor, HS, , senior manager
J. Lindqvist, MH, j@mh.example.org, executive director
"""
FULL = Answers(
    name="Eastside Table",
    shared_challenge="People fall between us.",
    agencies=THREE,
    people=NINE,
    emergency="911",
    zone="America/Chicago",
)


def agencies(text: str = THREE):
    return agencies_from_lines(text)[0]


def person(line: str):
    """The one person of a line."""
    (found,), problems = people_from_lines(line, agencies())
    assert problems == ()
    return found


def sentences(answers: Answers) -> tuple[str, ...]:
    """All that setup_from complains of."""
    with pytest.raises(BadFile) as caught:
        setup_from(answers)
    return caught.value.problems


def test_three_agencies_and_nine_pasted_people_become_a_set_up():
    setup = setup_from(FULL)
    assert [(agency.code, agency.name) for agency in setup.agencies] == [
        ("SS", "Social Services"),
        ("HS", "Homeless Services"),
        ("MH", "Community Mental Health"),
    ]
    assert [(each.name, each.agency, each.roles) for each in setup.people] == [
        ("Dana Reyes", "HS", (Role.COORDINATOR, Role.FRONTLINE)),
        ("Lee Park", "SS", (Role.FRONTLINE,)),
        ("Omar Haddad", "MH", (Role.FRONTLINE,)),
        ("Priya Nair", "HS", (Role.SUPERVISOR,)),
        ("Jo Mbeki", "SS", (Role.SUPERVISOR, Role.PROGRAMME_MANAGER)),
        ("Nia Cole", "MH", (Role.SUPERVISOR,)),
        ("R. Alvarez", "SS", (Role.SENIOR_MANAGER,)),
        ("M. Okafor", "HS", (Role.SENIOR_MANAGER,)),
        ("J. Lindqvist", "MH", (Role.SENIOR_MANAGER,)),
    ]
    assert setup.people[5].mail == "nia@mh.example.org"
    assert setup.people[6].phone == "555-0134"
    assert [each.reports_to for each in setup.people[:5]] == [
        "Priya Nair",
        "Jo Mbeki",
        "Nia Cole",
        "M. Okafor",
        "R. Alvarez",
    ]
    assert (setup.kind, setup.sharing, setup.mail_weekday) == (AgreementKind.MOU, Sharing.ONE_LAPTOP, 0)
    assert setup.conference == ConferenceRule()


def test_at_most_twelve_questions_are_asked():
    assert len(QUESTIONS) <= 12
    assert set(QUESTIONS) == set(Answers.__dataclass_fields__)


def test_what_was_understood_is_read_back_with_what_is_missing():
    assert understand(FULL).read_back() == "3 agencies, 9 people, 1 coordinator; nothing is missing"
    assert (
        understand(replace(FULL, emergency="")).read_back()
        == "3 agencies, 9 people, 1 coordinator; missing: emergency line"
    )
    assert (
        understand(Answers(zone="UTC", agencies="A house")).read_back() == "1 agency, 0 people, 0 coordinators; "
        "missing: name, shared challenge, agencies, people, emergency line"
    )
    assert understand(replace(FULL, zone="Mars")).read_back().endswith("1 coordinator; 1 thing to mend")


def test_all_problems_are_told_at_once_each_with_its_line_and_question():
    found = sentences(
        replace(
            FULL,
            agencies="HS Homeless Services\nTOOLONG",
            people="Dana, HS, dana at hs, frontline\nLee, XX, l@x.org, worker\n\nDana, HS, boss",
            emergency=" ",
            mail_day="noday",
            me="Zoe",
        )
    )
    assert found == (
        'line 1 of people: no role is called "dana at hs"; expected one of frontline, supervisor, programme manager, '
        "senior manager, coordinator, adviser",
        'line 2 of people: no agency is called "XX"; expected one of HS, TO',
        'line 4 of people: no role is called "boss"; expected one of frontline, supervisor, programme manager, '
        "senior manager, coordinator, adviser",
        "emergency line: this is empty; expected what to call when somebody is at risk now, such as 911",
        'mail day: no weekday is called "noday"; expected one such as Monday',
    )


def test_a_table_without_a_coordinator_is_asked_who_coordinates():
    found = sentences(replace(FULL, people="Dana, HS, frontline\nLee, SS, supervisor", me="Dana"))
    assert found == ("people: who coordinates? Expected at least one person with the role coordinator",)


def test_the_same_name_twice_is_refused_with_the_earlier_line():
    (problem,) = sentences(replace(FULL, people=NINE + "dana reyes, MH, adviser"))
    assert problem == 'line 12 of people: "dana reyes" stands already on line 2; expected each name once'


@pytest.mark.parametrize(
    ("typed", "me"),
    [("", "Dana Reyes"), ("lee", "Lee Park"), ("Haddad", "Omar Haddad"), ("omar@mh.example.org", "Omar Haddad"),
     ("Prya Nair", "Priya Nair"), ("NC", "Nia Cole")],
)  # fmt: skip
def test_who_you_are_is_understood_from_a_part_of_the_name(typed, me):
    assert understand(replace(FULL, me=typed)).me == me


def test_with_two_coordinators_it_is_asked_who_you_are():
    people = "Dana Reyes, HS, coordinator\nDana Lee, MH, coordinator"
    assert sentences(replace(FULL, people=people)) == ("who you are: who are you? Expected one of the people above",)
    (problem,) = sentences(replace(FULL, people=people, me="Dana"))
    assert '"Dana" may be Dana Reyes, Dana Lee' in problem


@pytest.mark.parametrize(
    ("line", "code", "name"),
    [
        ("Social Services", "SS", "Social Services"),
        ("Department of Health and Housing", "DHH", "Department of Health and Housing"),
        ("DSS Social Services", "DSS", "Social Services"),
        ("HS - Homeless Services", "HS", "Homeless Services"),
        ("HS: Homeless Services", "HS", "Homeless Services"),
        ("Homeless Services (hs)", "HS", "Homeless Services"),
        ("2. Housing", "HO", "Housing"),
        ("LEGAL AID", "LA", "LEGAL AID"),
        ("Ökumenisches Zentrum", "OZ", "Ökumenisches Zentrum"),
        ("東京 ホーム", "AG", "東京 ホーム"),
        ("Action Learning Lab", "AC", "Action Learning Lab"),
    ],
)
def test_an_agency_line_has_a_code_or_gets_one(line, code, name):
    (agency,), problems = agencies_from_lines(line)
    assert (agency.code, agency.name, problems) == (code, name, ())


def test_codes_that_are_made_never_meet_codes_that_are_given():
    found = agencies("Street Support\nSocial Services\nSS Safe Stay\nSunny Side")
    assert len({agency.code for agency in found}) == 4
    assert found[2].code == "SS"


def test_agencies_on_one_line_parted_by_commas_are_several():
    assert [agency.name for agency in agencies("Social Services, Homeless Services; Clinic")] == [
        "Social Services",
        "Homeless Services",
        "Clinic",
    ]
    assert [agency.name for agency in agencies("HS, Homeless Services")] == ["Homeless Services"]


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Homeless Services", Sector.HOMELESS_SERVICES),
        ("County Behavioral Health", Sector.COMMUNITY_MENTAL_HEALTH),
        ("Community Health Center", Sector.HEALTH),
        ("Housing Authority", Sector.HOUSING),
        ("Probation Office", Sector.JUSTICE),
        ("Department of Human Services", Sector.SOCIAL_SERVICES),
        ("Eastside Continuum of Care", Sector.BACKBONE),
        ("Bluebird", Sector.OTHER),
    ],
)
def test_the_sector_is_guessed_from_the_name(name, sector):
    assert sector_from_name(name) is sector


def test_a_victim_service_provider_starts_with_the_stricter_rule():
    (agency,) = agencies("Domestic Violence Shelter")
    assert agency.victim_service_provider
    assert agency.minimum_method is Method.WRITTEN


def test_people_pasted_among_the_agencies_are_told_so():
    found, problems = agencies_from_lines("Dana Reyes, dana@hs.example.org\nLee\tSS\tfrontline")
    assert found == ()
    assert [problem.line for problem in problems] == [1, 2]
    assert "looks like a person" in problems[0].sentence


@pytest.mark.parametrize(("zone", "country"), [("America/Chicago", "US"), ("Europe/Berlin", "DE"), ("Etc/UTC", "")])
def test_the_holidays_follow_the_time_zone(zone, country):
    assert {agency.holidays for agency in setup_from(replace(FULL, zone=zone)).agencies} == {country}


def test_made_codes_do_not_run_out_and_stay_letters():
    taken: set[str] = set()
    for _ in range(200):
        code = code_from_name("Social Services", taken)
        assert code.isalpha()
        assert 2 <= len(code) <= 5
        assert code not in taken
        taken.add(code)


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("coordinator", (Role.COORDINATOR,)),
        ("Co-ordinator & Supervisor", (Role.COORDINATOR, Role.SUPERVISOR)),
        ("front-line worker", (Role.FRONTLINE,)),
        ("Program Manager / Executive Director", (Role.PROGRAMME_MANAGER, Role.SENIOR_MANAGER)),
        ("senior_manager", (Role.SENIOR_MANAGER,)),
        ("case manager and case worker", (Role.FRONTLINE,)),
        ("advisor", (Role.ADVISER,)),
    ],
)
def test_roles_are_understood_in_plain_words(words, roles):
    assert roles_from_words(words) == roles


@pytest.mark.parametrize("line", ["Dana Reyes, HS, dana@x.org, coordinatr", "Dana Reyes, coordinatr, HS"])
def test_a_misspelt_role_is_asked_about_and_nobody_gets_it_silently(line):
    people, (problem,) = people_from_lines(line, agencies())
    assert people == ()
    assert problem.sentence == 'no role is called "coordinatr"; did you mean coordinator?'


def test_the_parts_of_a_line_may_come_in_any_order():
    assert person("Dana Reyes, coordinator, dana@x.org, Homeless") == person("Dana Reyes, HS, dana@x.org, coordinator")


def test_a_quoted_name_with_a_comma_from_a_spreadsheet_stays_one_name():
    assert person('"Reyes, Dana",HS,dana@x.org,coordinator').name == "Reyes, Dana"


def test_an_agency_that_fits_two_is_asked_for_by_code():
    _, (problem,) = people_from_lines("Dana, services", agencies())
    assert problem.sentence == '"services" may be SS, HS; expected one of these codes'


@pytest.mark.parametrize(
    ("words", "rrule", "at"),
    [
        ("", "FREQ=MONTHLY;BYDAY=2FR", time(9)),
        ("second Friday at 9:00", "FREQ=MONTHLY;BYDAY=2FR", time(9)),
        ("every 1st Tue, 2pm", "FREQ=MONTHLY;BYDAY=1TU", time(14)),
        ("the last Wednesday of the month at 10.30", "FREQ=MONTHLY;BYDAY=-1WE", time(10, 30)),
        ("third thu 12:15 am", "FREQ=MONTHLY;BYDAY=3TH", time(0, 15)),
    ],
)
def test_the_conference_day_is_understood_in_words(words, rrule, at):
    assert conference_from_words(words) == ConferenceRule(rrule, at)


@pytest.mark.parametrize(
    "words", ["fridays", "fifth Friday", "second Fr", "second Friday at 25:00", "second Friday 13pm"]
)
def test_a_conference_day_that_is_not_understood_says_what_is(words):
    with pytest.raises(BadInput, match="second Friday at 9:00"):
        conference_from_words(words)


@pytest.mark.parametrize(
    "text", ["[/]", "[red]x[/red]", "\x1b]52;c;eA==\x07", "\x00", "\u202eabc", "😀" * 100, "x" * 50_000]
)
def test_hostile_text_anywhere_is_cleaned_or_named_and_never_crashes(text):
    for field in Answers.__dataclass_fields__:
        understood = understand(replace(FULL, **{field: f"{text}\n{text}"}))
        for problem in understood.problems:
            assert str(problem).isprintable()
            assert len(str(problem)) < 400
        if understood.setup:
            assert understood.setup.name.isprintable()


def test_a_pasted_novel_is_refused_in_one_sentence():
    understood = understand(replace(FULL, people="Dana, HS, coordinator\n" * 5_000))
    assert "expected at most 500 lines" in [str(problem) for problem in understood.problems][-1]


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_whatever_is_pasted_is_understood_or_named(pasted_agencies, pasted_people):
    understood = understand(replace(FULL, agencies=pasted_agencies, people=pasted_people))
    codes = [agency.code for agency in understood.agencies]
    assert len(codes) == len(set(codes))
    assert {each.agency for each in understood.people} <= set(codes)
    assert bool(understood.problems) == (understood.setup is None)
