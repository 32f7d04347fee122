"""What somebody reads who compares two versions: parts, lines, words and numbers."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.agreement_text import canonical, compose, compose_objectives
from casetable.rules.differences import differences
from casetable.rules.differing_words import words_changed
from casetable.values.agreement import Changed, Part
from casetable.values.partnership import ObjectiveSetup, Section, Setup
from casetable.words import SectionTopic
from tests.tables import SHELTER, setup

SECTIONS = (
    Section("Parties and signatories", "We are three agencies.", SectionTopic.PARTIES),
    Section("Ways of working", "We meet.\n\nThe chair rotates each quarter.\nMinutes are kept.", SectionTopic.WAYS),
    Section("A garden", "We keep a garden together.", None),
    Section("Accountability and recourse", "Each carries its load.", SectionTopic.ACCOUNTABILITY),
    Section("Growth", "We grow slowly.", SectionTopic.GROWTH),
)
BEFORE = replace(setup(), sections=SECTIONS, objectives=(ObjectiveSetup("five people housed", target="5"),))


def changed(after: Setup, before: Setup = BEFORE) -> tuple[Changed, ...]:
    return differences(compose(before, 1), compose(after, 2))


def only(found: tuple[Changed, ...]) -> Changed:
    (one,) = found
    return one


def with_section(place: int, **changes: object) -> Setup:
    sections = list(SECTIONS)
    sections[place] = replace(sections[place], **changes)  # type: ignore[arg-type]
    return replace(BEFORE, sections=tuple(sections))


def test_a_version_that_says_the_same_differs_in_nothing() -> None:
    assert changed(BEFORE) == ()


def test_a_number_is_said_before_and_after_below_its_section() -> None:
    found = only(changed(replace(BEFORE, gate=replace(BEFORE.gate, promises_kept=0.7))))
    assert found.heading == "5 Growth"
    assert found.lines == (("~", "Promises kept, at least: 75% -> 70%"),)


def test_several_numbers_are_said_in_their_order() -> None:
    terms = replace(BEFORE.terms, missed_after_days=7, ask_working_days=5)
    found = only(changed(replace(BEFORE, terms=terms)))
    assert [words for _, words in found.lines] == [
        "An unanswered ask returns after: 3 working days -> 5 working days",
        "A promise counts as missed after: 14 days -> 7 days",
    ]


def test_changed_words_stand_within_their_line_and_the_line_before_says_where() -> None:
    text = "We meet.\n\nThe chair moves on each month.\nMinutes are kept."
    found = only(changed(with_section(1, text=text)))
    assert found.lines == (
        (" ", "We meet."),
        ("~", "The chair [-rotates-] {+moves on+} each [-quarter.-] {+month.+}"),
    )


def test_one_changed_letter_is_seen() -> None:
    found = only(changed(with_section(3, text="Each carries its lead.")))
    assert found.lines == (("~", "Each carries its [-load.-] {+lead.+}"),)


def test_a_new_and_a_gone_line_are_told_apart() -> None:
    new = only(changed(with_section(3, text="Each carries its load.\nHelp is asked for early.")))
    assert new.lines == ((" ", "Each carries its load."), ("+", "Help is asked for early."))
    gone = only(changed(with_section(1, text="We meet.\n\nMinutes are kept.")))
    assert ("-", "The chair rotates each quarter.") in gone.lines


def test_lines_that_took_the_place_of_others_stand_behind_them() -> None:
    found = only(changed(with_section(2, text="Tools are lent.\nTrees are planted by whoever wants fruit.")))
    assert [sign for sign, _ in found.lines] == ["-", "+", "+"]


def test_an_objective_more_or_less_is_named_once() -> None:
    none = replace(BEFORE, objectives=())
    for old, new, sign in ((none, BEFORE, "+"), (BEFORE, none, "-")):
        found = only(differences(compose_objectives(old), compose_objectives(new)))
        assert found.heading == "1 five people housed"
        assert [words for _, words in found.lines if "five people housed" in words] == []
        assert (sign, "Target: 5") in found.lines


def test_a_text_set_in_other_lines_says_only_that() -> None:
    found = only(changed(with_section(1, text="We meet.\nThe chair rotates\neach quarter. Minutes are kept.")))
    assert found.lines == (("~", "the same words, set in other lines"),)


def test_blanks_that_changed_are_said_in_words() -> None:
    assert words_changed("a  b", "a b") == "a b (only blanks differ)"


def test_a_section_more_is_new_and_moves_no_other() -> None:
    more = Section("What this is not", "It is no charity.", SectionTopic.LIMITS)
    found = only(changed(replace(BEFORE, sections=(SECTIONS[0], more, *SECTIONS[1:]))))
    assert (found.heading, found.lines[0]) == ("2 What this is not", ("+", "all of this is new"))
    assert ("+", "It is no charity.") in found.lines


def test_a_section_less_is_gone_where_it_stood() -> None:
    found = only(changed(replace(BEFORE, sections=(*SECTIONS[:2], *SECTIONS[3:]))))
    assert found.lines == (("-", "all of this is gone"), ("-", "We keep a garden together."))


def test_a_section_of_no_topic_is_found_again_behind_a_new_one() -> None:
    more = Section("A kitchen", "We keep a kitchen, too.", None)
    moved = replace(SECTIONS[2], text="We keep a large garden together.")
    found = changed(replace(BEFORE, sections=(*SECTIONS[:2], more, moved, *SECTIONS[3:])))
    assert [one.heading for one in found] == ["3 A kitchen", "4 A garden"]
    assert found[1].lines == (("~", "We keep a {+large+} garden together."),)


def test_another_heading_is_said_as_such() -> None:
    found = only(changed(with_section(2, heading="An orchard")))
    assert found.lines == (("~", "Heading: A garden -> An orchard"),)


def test_sections_in_another_order_are_named_with_both_places() -> None:
    swapped = (SECTIONS[0], SECTIONS[1], SECTIONS[3], SECTIONS[2], SECTIONS[4])
    found = only(changed(replace(BEFORE, sections=swapped)))
    assert found.lines[0][1] in ("now stands as 3, before as 4", "now stands as 4, before as 3")


def test_a_party_that_joins_and_one_that_leaves_are_read_in_words() -> None:
    joining = replace(SHELTER, joins_on=date(2026, 12, 1), effort_share=0.25)
    stay = tuple(replace(one, effort_share=0.25) for one in BEFORE.agencies)
    found = {one.heading: one.lines for one in changed(replace(BEFORE, agencies=(*stay, joining)))}
    assert any(sign == "+" and "Safe Harbor (VS)" in words for sign, words in found["1 Parties and signatories"])
    shares = found["4 Accountability and recourse"]
    assert ("~", "SS pledges of the effort: 33.3% -> 25%") in shares
    assert ("+", "VS pledges of the effort: 25%") in shares
    leaving = replace(BEFORE.agencies[2], leaves_on=date(2026, 12, 31))
    left = only(changed(replace(BEFORE, agencies=(*BEFORE.agencies[:2], leaving))))
    assert left.lines[0][1].endswith("{+verbal, leaves on 2026-12-31+}")


def test_a_step_of_the_ladder_that_was_renamed_is_one_changed_line() -> None:
    steps = (replace(BEFORE.ladder[0], name="talk first"), *BEFORE.ladder[1:])
    found = only(changed(replace(BEFORE, ladder=steps)))
    assert found.lines == (("~", "Step 0, talk [-directly:-] {+first:+} the two people; 2 working days"),)


def test_objectives_are_compared_by_their_values() -> None:
    after = replace(BEFORE, objectives=(ObjectiveSetup("five people housed", target="6"),))
    found = only(differences(compose_objectives(BEFORE), compose_objectives(after)))
    assert (found.heading, found.lines) == ("1 five people housed", (("~", "Target: 5 -> 6"),))


def test_a_long_line_shows_the_words_around_what_changed() -> None:
    words = [f"word{number}" for number in range(200)]
    said = words_changed(" ".join(words), " ".join([*words[:100], "other", *words[101:]]))
    assert "[-word100-] {+other+}" in said
    assert said.startswith("… word92")
    assert len(said) < 250


def test_a_very_long_text_is_compared_in_a_moment_and_by_sentences() -> None:
    sentence = "The table meets and the table keeps the word that the table gave."
    text = " ".join([sentence] * 400)
    said = words_changed(text, text.replace("gave.", "gives.", 1))
    assert "{+The table meets and the table keeps the word that the table gives.+}" in said
    many = [f"line {number} of a long list" for number in range(200)]
    found = only(changed(with_section(3, text="\n".join(many)), with_section(3, text="\n".join(many[::-1]))))
    assert {sign for sign, _ in found.lines} <= {"-", "+", " "}


_TEXTS = st.lists(st.sampled_from(["we meet", "we part", "", "a chair", "- a point", "2 A garden"]), max_size=5)


@given(st.lists(_TEXTS, min_size=1, max_size=4), st.lists(_TEXTS, min_size=1, max_size=4))
def test_whatever_differs_is_said_and_what_does_not_is_not(old: list[list[str]], new: list[list[str]]) -> None:
    before, after = (
        [Part(f"section {n}", f"{n} Part {n}", "\n".join(lines).strip()) for n, lines in enumerate(texts, start=1)]
        for texts in (old, new)
    )
    found = differences(before, after)
    assert bool(found) == (canonical(before) != canonical(after))
    assert all(one.lines for one in found)
