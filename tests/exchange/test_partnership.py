import string
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetable.errors import BadFile
from casetable.exchange.partnership import read_setup, template, template_sections, warnings, write_setup
from casetable.rules.agreement_text import compose
from casetable.rules.partnership import person_name_problem
from casetable.text import clean, clean_line
from casetable.values.partnership import (
    DEFAULT_LADDER,
    AgencySetup,
    ConferenceRule,
    Decisions,
    Gate,
    LadderStep,
    ObjectiveSetup,
    PersonSetup,
    Readiness,
    Section,
    Setup,
    Terms,
)
from casetable.values.terms import DOMAINS
from casetable.words import AgreementKind, DecisionRule, Method, Ready, Role, SectionTopic, Sector, Sharing

SMALL = """\
[partnership]
name = "Eastside Table"
shared_challenge = "People fall between us."
kind = "mou"
zone = "America/Chicago"
emergency = "911"

[[agencies]]
code = "HS"
name = "Homeless Services"
sector = "homeless_services"

[[agencies]]
code = "MH"
name = "Mental Health"
sector = "community_mental_health"

[[people]]
name = "Dana Reyes"
agency = "HS"
roles = ["coordinator", "frontline"]

[[people]]
name = "Omar Haddad"
agency = "MH"
roles = ["frontline"]
reports_to = "Dana Reyes"
"""


def problems(text: str) -> tuple[str, ...]:
    """What read_setup finds wrong with a text."""
    with pytest.raises(BadFile) as caught:
        read_setup(text)
    return caught.value.problems


def any_problems(text: str) -> tuple[str, ...]:
    """What read_setup finds wrong with a text that may be right."""
    try:
        read_setup(text)
    except BadFile as bad:
        return bad.problems or ("nothing was named",)
    return ()


def changed(*changes: tuple[str, str]) -> str:
    """SMALL with some words replaced."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_small_file_becomes_a_set_up_with_the_usual_numbers():
    setup = read_setup(SMALL)
    assert setup.name == "Eastside Table"
    assert setup.agencies[1] == AgencySetup("MH", "Mental Health", Sector.COMMUNITY_MENTAL_HEALTH)
    assert setup.people[0].roles == (Role.COORDINATOR, Role.FRONTLINE)
    assert setup.people[1].reports_to == "Dana Reyes"
    assert (setup.gate, setup.terms, setup.ladder) == (Gate(), Terms(), DEFAULT_LADDER)
    assert (setup.places, setup.quarter_first_month, setup.mail_weekday) == (5, 1, 0)
    assert setup.conference == ConferenceRule("FREQ=MONTHLY;BYDAY=2FR", time(9, 0), 90, "")


def test_friendly_spellings_are_understood():
    setup = read_setup(
        changed(
            ('emergency = "911"', 'emergency = "911"\nquarter_first_month = "Oct"\nsharing = "SSH host"'),
            ('["frontline"]', '["Program Manager", "senior-manager"]'),
            ('"Dana Reyes"\n', '"Dana  Reyes"\n'),
            ('reports_to = "Dana Reyes"', 'reports_to = "dana reyes"'),
            ('agency = "MH"', 'agency = "mh"'),
        )
        + '[conference]\nrrule = "RRULE:freq=monthly; byday=1TU"\nstarts_at = 13:30:00\n[mail]\nweekday = "Thu"\n'
        + '[gate]\npromises_kept = "80%"\n'
    )
    assert (setup.quarter_first_month, setup.sharing, setup.mail_weekday) == (10, Sharing.SSH_HOST, 3)
    assert setup.people[1].roles == (Role.PROGRAMME_MANAGER, Role.SENIOR_MANAGER)
    assert (setup.people[1].agency, setup.people[1].reports_to) == ("MH", "Dana Reyes")
    assert (setup.conference.rrule, setup.conference.starts_at) == ("FREQ=MONTHLY;BYDAY=1TU", time(13, 30))
    assert setup.gate.promises_kept == 0.8


def test_all_problems_are_told_at_once_with_their_lines_from_the_top():
    found = problems(
        changed(
            ("America/Chicago", "America/Chicaco"),
            ('code = "MH"', 'code = "M1"'),
            ('"homeless_services"', '"homeless"'),
            ('"Dana Reyes"\n', '"Dana Reyes"\nmails = "d@example.org"\n'),
            ('agency = "MH"', 'agency = "MX"'),
            ('reports_to = "Dana Reyes"', 'reports_to = "Dana Reye"'),
        )
        + "[gates]\nquarters = 3\n"
    )
    assert found == (
        'partnership.toml:5: no time zone is called "America/Chicaco"; did you mean "America/Chicago"? '
        "expected one such as America/Chicago",
        'partnership.toml:11: sector is "homeless"; did you mean "homeless_services"? expected one of '
        "social_services, homeless_services, community_mental_health, health, justice, victim_services, housing, "
        "backbone, other",
        'partnership.toml:14: "M1" is no agency code; expected 2 to 5 letters, as they stand on the board, such as HS',
        'partnership.toml:20: "mails" is unknown in [people]; did you mean "mail"? expected agency, mail, name, phone, '
        "reports_to, roles",
        'partnership.toml:26: no agency has the code "MX"; expected one of HS, M1',
        'partnership.toml:28: nobody here is called "Dana Reye"; did you mean "Dana Reyes"? expected a name of '
        "[[people]]",
        'partnership.toml:29: "gates" is unknown at the top; did you mean "gate"? expected agencies, conference, '
        "decisions, gate, ladder, mail, objectives, partnership, people, sections, terms",
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong", "expected"),
    [
        ('name = "Eastside Table"\n', "", 1, "name is missing", 'text in "quotes"'),
        ('"Eastside Table"', '" \\u200b "', 2, "name is empty", "text"),
        ('"Eastside Table"', "5", 2, "name is the number 5", 'text in "quotes"'),
        ('"mou"', '"memo"', 4, 'kind is "memo"', "one of mou, charter, handshake"),
        ('emergency = "911"\n', "", 1, "emergency is missing", "text"),
        ('emergency = "911"', 'emergency = "911"\nplaces = "five"', 7, 'places is the text "five"', "a whole number"),
        ('emergency = "911"', 'emergency = "911"\nplaces = true', 7, "places is true", "from 1 to 100"),
        ('emergency = "911"', 'emergency = "911"\nplaces = 5.0', 7, "places is the number 5", "a whole number"),
        ('emergency = "911"', 'emergency = "911"\nquarter_first_month = 13', 7, "is the number 13", "from 1 to 12"),
        ('emergency = "911"', 'emergency = "911"\nquarter_first_month = "M"', 7, 'no month is called "M"', "1 to 12"),
        ('code = "MH"', 'code = "hs"', 14, '"HS" stands already on line 9', "each code once"),
        ('code = "MH"', 'code = "all"', 14, '"ALL" cannot be a code', "2 to 5 letters"),
        ('code = "MH"', 'code = "MH"\nholidays = "US-QQ"', 15, 'no holidays are known for "US-QQ"', "US-CA"),
        ('code = "MH"', 'code = "MH"\nclosing_days = [\n  2026-11-27,\n  "27 Nov",\n]', 17, '"27 Nov"', "2026-11-27"),
        (
            'code = "MH"',
            'code = "MH"\neffort_share = 0.5',
            15,
            "1 of 2 agencies state effort_share",
            "all of them or none",
        ),
        ('code = "MH"', 'code = "MH"\neffort_share = nan', 15, "effort_share is", "a number from 0.01 to 1"),
        ('code = "MH"', 'code = "MH"\njoins_on = "soon"', 15, 'joins_on is the text "soon"', "2026-11-27"),
        (
            'code = "MH"',
            'code = "MH"\njoins_on = 2027-03-01\nleaves_on = 2027-02-01',
            16,
            "MH leaves before it joins",
            "2027-03-01",
        ),
        ('code = "MH"', 'code = "MH"\nvictim_service_provider = "no"', 15, 'is the text "no"', "true or false"),
        ('"Omar Haddad"', '"dana reyes"', 24, '"dana reyes" stands already on line 19', "each name once"),
        ('"Omar Haddad"', '"Clock"', 24, 'nobody can be called "Clock"', "a name such as"),
        ('["frontline"]', '"frontline"', 26, 'roles is the text "frontline"', "a list of frontline, supervisor"),
        ('["frontline"]', "[]", 26, "roles is an empty list", "a list of frontline"),
        ('["frontline"]', '[\n"frontline",\n"boss"]', 28, 'roles is "boss"', "one of frontline"),
        ('["frontline"]', '["frontline"]\nmail = "omar at mh"', 27, '"omar at mh" is no mail address', "one such as"),
        ('"coordinator", ', "", 18, "nobody coordinates", "at least one of [[people]]"),
        ('reports_to = "Dana Reyes"', 'reports_to = "Omar Haddad"', 27, '"Omar Haddad" reports to', "to themselves"),
    ],
)
def test_one_wrong_value_is_told_with_its_line_and_what_was_expected(old, new, line, wrong, expected):
    (problem,) = [each for each in problems(changed((old, new))) if each.startswith(f"partnership.toml:{line}: ")]
    what, _, wanted = problem.partition("; ")
    assert wrong in what
    assert expected in wanted


@pytest.mark.parametrize(
    ("added", "line", "wrong"),
    [
        ('[conference]\nrrule = "FREQ=MONTHLY;BYDAY=9FR"\n', 29, "9FR"),
        ('[conference]\nrrule = "every month"\n', 29, "cannot be read"),
        ('[conference]\nstarts_at = "25:00"\n', 29, 'starts_at is "25:00"'),
        ("[conference]\nstarts_at = 09:00:30\n", 29, 'starts_at is "09:00:30"'),
        ('[mail]\nweekday = "mo"\n', 29, 'no weekday is called "mo"'),
        ("ladder = 3\n", 28, '"ladder" is unknown in [people]'),
        ('[[ladder]]\nname = "talk"\nwho = "both"\n', 28, "working_days is missing"),
        ('[[sections]]\nheading = "Parties"\n', 28, "text is missing"),
        ('[objectives]\ntext = "x"\n', 28, "objectives is a table"),
        ('[[objectives]]\ntext = "x"\ndue_quarter = "spring"\n', 30, '"spring" is no quarter'),
        ("[gate]\npromises_kept = 75\n", 29, "promises_kept is the number 75"),
        ("[terms]\nask_working_days = 99999999999999999999999999\n", 29, "a very large number"),
        ("[decisions]\nquorum_agencies = 3\n", 29, "quorum_agencies is the number 3"),
        ('[decisions]\nrule = "dice"\n', 29, 'rule is "dice"'),
        ('[[sections]]\nheading = "x"\ntext = "y"\ntopic = "vioce"\n', 31, 'did you mean "voice"'),
        ('[[sections]]\nheading = "x"\ntext = "y"\ntopic = "term"\n' * 2, 35, "a second time"),
        ('[[objectives]]\ntext = "one"\n' * 5 + '[[objectives]]\ntext = "six"\n', 38, "one objective too many"),
    ],
)
def test_a_wrong_part_added_is_told_with_its_line(added, line, wrong):
    (problem,) = problems(SMALL + added)
    assert problem.startswith(f"partnership.toml:{line}: ")
    assert wrong in problem
    assert "; " in problem


def test_parts_written_as_inline_tables_have_lines_too():
    head, _, people = SMALL.partition("[[agencies]]")
    inline = (
        'agencies = [\n  { code = "HS", name = "Homeless", sector = "other" },\n'
        '  { code = "MH", name = "Mind", sector = "nothing" },\n]\n'
    )
    text = inline + head + people[people.index("[[people]]") :]
    (problem,) = problems(text)
    assert problem.startswith('partnership.toml:3: sector is "nothing"')


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[partnership]\nname = Our Table\n", 2),
        ('[partnership]\nname = "Our\nTable"\n', 2),
        ('[partnership]\nname = "a"\nname = "b"\n', 3),
        ('[partnership]\n\n\nname = "C:\\Users"', 4),
        ("a = 1\nb = [1,\n2\n\n", 3),
        ("a = " + "9" * 5000, 1),
        ("a = " + "[" * 100_000, 1),
        ("\x00", 1),
    ],
)
def test_what_is_no_toml_is_told_with_the_line_where_reading_stopped(text, line):
    (problem,) = problems(text)
    assert problem.startswith(f"partnership.toml:{line}: ")
    assert "; expected " in problem


def test_an_empty_file_says_what_a_partnership_needs():
    found = problems("")
    assert [problem.partition(";")[0] for problem in found] == [
        "partnership.toml:1: partnership is missing",
        "partnership.toml:1: name is missing",
        "partnership.toml:1: shared_challenge is missing",
        "partnership.toml:1: kind is missing",
        "partnership.toml:1: zone is missing",
        "partnership.toml:1: emergency is missing",
        "partnership.toml:1: there is no agency",
        "partnership.toml:1: nobody coordinates",
    ]


def test_a_circle_of_superiors_is_told_by_name():
    text = changed(('["coordinator", "frontline"]', '["coordinator"]\nreports_to = "Omar Haddad"'))
    (problem,) = problems(text)
    assert problem.startswith('partnership.toml:22: "Dana Reyes" reports to "Omar Haddad" reports to "Dana Reyes"; ')


@pytest.mark.parametrize(("first", "second", "fits"), [(0.5, 0.49, True), (0.4, '"60%"', True), (0.5, 0.4, False)])
def test_pledged_shares_add_up_to_a_whole_within_a_hundredth(first, second, fits):
    text = changed(
        ('code = "HS"', f'code = "HS"\neffort_share = {first}'),
        ('code = "MH"', f'code = "MH"\neffort_share = {second}'),
    )
    if fits:
        assert read_setup(text).agencies[0].effort_share == first
    else:
        assert "the shares of effort add up to 0.9; expected 1" in problems(text)[0]


def test_three_thirds_are_a_whole():
    third = '[[agencies]]\ncode = "SS"\nname = "Social"\nsector = "other"\neffort_share = 0.33\n'
    text = changed(
        ('code = "HS"', 'code = "HS"\neffort_share = 0.33'), ('code = "MH"', 'code = "MH"\neffort_share = 0.33')
    )
    assert len(read_setup(text + third).agencies) == 3


def test_more_than_one_coordinator_may_sit_at_the_table():
    setup = read_setup(changed(('["frontline"]', '["coordinator"]')))
    assert all(Role.COORDINATOR in person.roles for person in setup.people)


def test_every_text_is_cleaned_at_the_door():
    setup = read_setup(
        changed(
            ('"Eastside Table"', '"East\\u001b]52;c;x\\u0007side\\u202e  Table\\u0000"'),
            ('"People fall between us."', '"[/] [red]\\r\\ntwo\\u0085 lines\\n"'),
        )
    )
    assert setup.name == "East]52;c;xside Table"
    assert setup.shared_challenge == "[/] [red]\ntwo lines"


def test_text_longer_than_a_field_holds_is_refused_not_cut():
    (problem,) = problems(changed(('"Eastside Table"', f'"{"x" * 100_001}"')))
    assert problem == "partnership.toml:2: name has 100,001 characters; expected at most 100,000"


def test_hostile_text_in_a_problem_is_cut_and_carries_no_control_character():
    (problem,) = problems(changed(('"mou"', '"\\u001b[31m' + "x" * 500 + '\\u202e"')))
    assert len(problem) < 200
    assert problem.isprintable()


def test_the_file_name_stands_before_every_problem():
    with pytest.raises(BadFile, match=r"ours\.toml has 1 problem\.") as caught:
        read_setup(changed(('"mou"', '"memo"')), name="ours.toml")
    assert caught.value.problems[0].startswith("ours.toml:4: ")


@pytest.mark.parametrize("kind", list(AgreementKind))
def test_every_template_reads_back_as_its_kind_and_leaves_nothing_open(kind):
    setup = read_setup(template(kind))
    assert setup.kind is kind
    assert warnings(setup) == ()
    assert setup.sections == template_sections(kind)


def test_every_section_of_the_memorandum_says_its_place_on_the_checklist_in_its_order():
    sections = template_sections(AgreementKind.MOU)
    assert [section.topic for section in sections] == list(SectionTopic)


@pytest.mark.parametrize("kind", list(AgreementKind))
def test_a_paragraph_of_a_template_is_one_line_so_that_every_screen_and_page_may_fold_it(kind):
    assert all("\n" not in section.text.replace("\n\n", " ") for section in template_sections(kind))


@pytest.mark.parametrize("kind", list(AgreementKind))
def test_a_template_leaves_no_number_without_a_section_that_rules_it_but_a_handshake(kind):
    left = [part.key for part in compose(read_setup(template(kind)), 1) if part.key == "numbers"]
    assert bool(left) is (kind is AgreementKind.HANDSHAKE)


@pytest.mark.parametrize(
    ("words", "answer", "note"),
    [
        ("", None, ""),
        ("yes", Ready.YES, ""),
        ("Not yet: two posts are empty", Ready.NOT_YET, "two posts are empty"),
        ("not_yet", Ready.NOT_YET, ""),
        ("yes we hope so", None, "yes we hope so"),
        ("no night shift", None, "no night shift"),
    ],
)
def test_readiness_is_one_line_of_words(words, answer, note):
    agency = read_setup(changed(('code = "MH"', f'code = "MH"\ngaps = "{words}"'))).agencies[1]
    assert agency.gaps == Readiness(answer, note)


def test_a_party_may_join_and_leave_on_a_day_and_a_quorum_need_not_be_everybody():
    setup = read_setup(
        changed(('code = "MH"', 'code = "MH"\njoins_on = 2027-01-04\nleaves_on = "2027-12-31"'))
        + '[decisions]\nrule = "chair"\nquorum_agencies = 1\nquorum_worker = false\n'
        + "[terms]\nreview_months = 6\nwarn_review_days = 30\n"
    )
    assert (setup.agencies[1].joins_on, setup.agencies[1].leaves_on) == (date(2027, 1, 4), date(2027, 12, 31))
    assert setup.decisions == Decisions(DecisionRule.CHAIR, 1, False, 5)
    assert (setup.terms.review_months, setup.terms.warn_review_days) == (6, 30)


def test_the_memorandum_covers_the_checklist_of_good_agreements():
    headings = " / ".join(section.heading.casefold() for section in template_sections(AgreementKind.MOU))
    for word in (
        "parties", "interest", "is not", "chosen", "words", "roles", "ways of working", "dissent", "releases",
        "complaints", "recourse", "conflict", "continue", "success", "growth", "handover", "liability", "equality",
        "amendment", "signatures",
    ):  # fmt: skip
        assert word in headings


def test_a_written_file_explains_itself_and_reads_back():
    setup = read_setup(template(AgreementKind.MOU))
    text = write_setup(setup)
    assert read_setup(text) == setup
    assert "# what to call when somebody is at risk now" in text
    assert 'quarter_first_month = "january"' in text


lines = st.text(max_size=30).map(clean_line)
texts = st.one_of(lines, st.text(max_size=60).map(clean), st.sampled_from(['"""', 'a\n"""', "a\n\\", "#", 'x\n"']))
full_lines = lines.filter(bool)
full_texts = texts.filter(bool)
shares = st.floats(0, 1)
codes = st.text(string.ascii_uppercase, min_size=2, max_size=5).filter(lambda code: code != "ALL")
said = st.sampled_from(["", "yes", "not yet", "yes: and more", "Not_yet", ": yes", ":", "yes, but", "not yet:\nx"])
readiness = st.builds(Readiness, st.none() | st.sampled_from(Ready), texts | said)
sections = st.lists(
    st.builds(Section, full_lines, full_texts, st.none() | st.sampled_from(SectionTopic)),
    max_size=3,
    unique_by=lambda section: section.topic or section.heading,
)


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    """Any set-up that the rules allow."""
    found = draw(st.lists(codes, min_size=2, max_size=5, unique=True))
    shared = draw(st.booleans())
    agencies = tuple(
        AgencySetup(
            code,
            draw(full_lines),
            draw(st.sampled_from(Sector)),
            draw(texts),
            draw(texts),
            draw(texts),
            1 / len(found) if shared else None,
            draw(st.sampled_from(["", "US", "US-CA", "CA"])),
            tuple(sorted(draw(st.sets(st.dates(date(2020, 1, 1), date(2040, 1, 1)), max_size=3)))),
            draw(st.booleans()),
            draw(st.sampled_from(Method)),
            draw(readiness),
            draw(readiness),
            draw(readiness),
            draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
            draw(st.none() | st.dates(date(2030, 1, 1), date(2040, 1, 1))),
        )
        for code in found
    )
    names = draw(
        st.lists(
            full_lines.filter(lambda name: not person_name_problem(name)),
            min_size=1,
            max_size=6,
            unique_by=str.casefold,
        )
    )
    people = tuple(
        PersonSetup(
            name,
            draw(st.sampled_from(found)),
            (Role.COORDINATOR,) if index == 0 else tuple(draw(st.sets(st.sampled_from(Role), min_size=1))),
            draw(st.sampled_from(["", *names[:index]])),
            draw(st.sampled_from(["", "dana@example.org"])),
            draw(lines),
        )
        for index, name in enumerate(names)
    )
    return Setup(
        name=draw(full_lines),
        shared_challenge=draw(full_texts),
        kind=draw(st.sampled_from(AgreementKind)),
        zone=draw(st.sampled_from(["America/Chicago", "Europe/Berlin", "UTC"])),
        emergency=draw(full_lines),
        agencies=agencies,
        people=people,
        quarter_first_month=draw(st.integers(1, 12)),
        places=draw(st.integers(1, 100)),
        sharing=draw(st.sampled_from(Sharing)),
        mail_weekday=draw(st.integers(0, 6)),
        conference=ConferenceRule(
            draw(st.sampled_from(["FREQ=MONTHLY;BYDAY=2FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"])),
            time(draw(st.integers(0, 23)), draw(st.integers(0, 59))),
            draw(st.integers(15, 480)),
            draw(lines),
        ),
        objectives=tuple(draw(st.lists(st.builds(ObjectiveSetup, full_texts, texts, texts, texts), max_size=5))),
        ladder=tuple(draw(st.lists(st.builds(LadderStep, full_lines, full_lines, st.integers(1, 90)), min_size=1))),
        gate=Gate(promises_kept=draw(shares), improved=draw(shares), closes_on_day=draw(st.integers(1, 90))),
        terms=Terms(
            ask_working_days=draw(st.integers(1, 30)), domains=draw(st.sampled_from([DOMAINS, ("a", "own_goal")]))
        ),
        decisions=Decisions(
            draw(st.sampled_from(DecisionRule)),
            draw(st.none() | st.integers(1, len(found))),
            draw(st.booleans()),
            draw(st.integers(1, 30)),
        ),
        sections=tuple(draw(sections)),
    )


@given(setups())
@settings(max_examples=40, deadline=None)
def test_whatever_set_up_is_written_reads_back_the_same(setup):
    assert read_setup(write_setup(setup)) == setup


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_whatever_text_comes_in_only_problems_with_lines_come_out(text):
    for candidate in (text, SMALL + text, text + SMALL):
        assert all(
            problem.startswith("partnership.toml:") and problem.isprintable() for problem in any_problems(candidate)
        )
