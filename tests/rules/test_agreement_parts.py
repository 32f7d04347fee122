"""A stored text is read back into its parts, whatever somebody wrote into it or into the rows beside it."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from casetable.rules.agreement_parts import parts_of, unlike
from casetable.rules.agreement_text import canonical, compose, compose_objectives
from casetable.text import clean
from casetable.values.partnership import ObjectiveSetup, Section, Setup
from casetable.words import SectionTopic
from tests.tables import setup

SECTIONS = (
    Section("Parties", "We are:\n\n- three\n- agencies", SectionTopic.PARTIES),
    Section("Accountability", "Each carries its load.\n\n2 of us keep the list.", SectionTopic.ACCOUNTABILITY),
    Section("A garden", "", None),
)
PLAIN = replace(setup(), sections=SECTIONS, objectives=(ObjectiveSetup("five people housed", target="5"),))


def words(setup: Setup) -> str:
    return canonical(compose(setup, 1))


def test_a_text_that_its_rows_compose_is_those_parts() -> None:
    assert parts_of(words(PLAIN), compose(PLAIN, 1)) == compose(PLAIN, 1)


def test_one_changed_letter_in_the_text_changes_one_part() -> None:
    stored = words(PLAIN).replace("its load", "its lead")
    parts = parts_of(stored, compose(PLAIN, 1))
    assert [part.heading for part in unlike(compose(PLAIN, 1), parts)] == ["2 Accountability"]
    assert canonical(parts) == stored


def test_a_changed_number_is_a_fact_of_its_section() -> None:
    stored = words(PLAIN).replace("missed after: 14 days", "missed after: 7 days")
    parts = parts_of(stored, compose(PLAIN, 1))
    (part,) = unlike(compose(PLAIN, 1), parts)
    assert (part.key, part.heading) == ("section:accountability", "2 Accountability")
    now = next(one for one in parts if one.key == part.key)
    assert "A promise counts as missed after: 7 days" in now.facts
    assert now.text == SECTIONS[1].text


def test_another_heading_keeps_its_key() -> None:
    parts = parts_of(words(PLAIN).replace("2 Accountability", "2 Blame"), compose(PLAIN, 1))
    assert [(part.key, part.heading) for part in parts][2] == ("section:accountability", "2 Blame")


def test_a_paragraph_that_begins_with_a_number_is_no_section() -> None:
    changed = words(PLAIN).replace("We are:", "We were:")
    assert [part.heading for part in parts_of(changed, compose(PLAIN, 1))] == [
        part.heading for part in compose(PLAIN, 1)
    ]


def test_a_section_taken_out_of_the_text_is_named() -> None:
    shorter = words(replace(PLAIN, sections=SECTIONS[:2]))
    gone = unlike(compose(PLAIN, 1), parts_of(shorter, compose(PLAIN, 1)))
    assert [part.heading for part in gone] == ["3 A garden"]


def test_the_page_of_objectives_is_read_back_as_well() -> None:
    page = compose_objectives(PLAIN)
    stored = canonical(page).replace("Target: 5", "Target: 50")
    assert [part.heading for part in unlike(page, parts_of(stored, page))] == ["1 five people housed"]


_LINES = st.lists(
    st.sampled_from(["we meet", "", "- a point", "1 Parties", "2 A garden", "What applies besides", "3 x"]), max_size=6
)


@settings(max_examples=60)
@given(st.lists(_LINES, min_size=1, max_size=4), st.lists(_LINES, min_size=1, max_size=4))
def test_no_word_is_lost_whatever_stands_beside_it(stored: list[list[str]], beside: list[list[str]]) -> None:
    one, other = (
        replace(PLAIN, sections=tuple(Section(f"S{n}", clean("\n".join(lines))) for n, lines in enumerate(texts)))
        for texts in (stored, beside)
    )
    assert canonical(parts_of(words(one), compose(other, 1))) == words(one)
