"""The words of an item of the agenda: their category, whom they name, what is asked before they are shared."""

import pytest

from casetable.errors import BadInput
from casetable.rules.quickquestion import fitting, read_question, reference_of, refuse_references
from casetable.words import Category
from tests.rules.table import PARTICIPANTS

NAMED = next(one for one in PARTICIPANTS if one.participant == "P-473")
OTHER = next(one for one in PARTICIPANTS if one.participant != "P-473")


def problems(words: str, about: str = "") -> str:
    return "; ".join(read_question(words, participants=PARTICIPANTS, about=about).problems)


def test_a_question_about_somebody_says_its_category_and_asks_once_about_narrower_words() -> None:
    tagged = read_question("clinic letter\nto housing? ~health", participants=PARTICIPANTS, about="P-473")
    assert (tagged.text, tagged.category) == ("clinic letter to housing?", Category.HEALTH)
    asked = read_question("relapse plan?", participants=PARTICIPANTS, about="P-473")
    assert asked.category is None
    assert asked.asks == ("relapse: keep to your agency? add ~sud",)
    for answered in ("relapse plan? ~sud", "relapse plan? ~general"):
        assert not read_question(answered, participants=PARTICIPANTS, about="P-473").asks
    beside = read_question("relapse plan?", participants=PARTICIPANTS, about="P-473", category=Category.HEALTH)
    assert (beside.category, beside.asks) == (Category.HEALTH, ())
    usual = read_question("relapse plan?", participants=PARTICIPANTS, about="P-473", usual=Category.SUBSTANCE_USE)
    assert (usual.category, usual.asks) == (None, ())
    stood = read_question("relapse plan, then?", participants=PARTICIPANTS, about="P-473", stood="relapse plan?")
    assert stood.asks == ()
    private = read_question("motel now?", participants=PARTICIPANTS, about="P-473", is_place_private=True)
    assert "does this say where they are?" in private.asks[0]


def test_a_question_keeps_its_own_reference_and_refuses_another_ones() -> None:
    own = read_question("#473 is P-473 ready?", participants=PARTICIPANTS, about="P-473")
    assert (own.text, own.problems) == ("is P-473 ready?", ())
    assert f"{OTHER.participant}: this item is about P-473" in problems(f"with {OTHER.participant}?", "P-473")
    assert "~nonsense is no category" in problems("motel ~nonsense", "P-473")
    assert reference_of("473", PARTICIPANTS) == "P-473"
    assert reference_of("P-100000", PARTICIPANTS) == "P-100000"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("P-473 and the bus", "P-473: an item about nobody names no participant"),
        ("473 left", "473: is this about P-473?"),
        (f"{NAMED.name} and the bus", "write #473 if this is about them, #none if it is not"),
        ("night shifts ~health", "read by everybody at the table: leave out ~health"),
        ("with P-99999", "no participant of that reference"),
    ],
)
def test_an_item_about_nobody_names_no_participant_and_no_narrower_category(words: str, said: str) -> None:
    assert said in problems(words)


def test_words_about_nobody_are_asked_about_and_answered() -> None:
    assert "is this about a participant?" in read_question("detox beds?", participants=PARTICIPANTS).asks[0]
    for answered in ("detox beds? ~general", "detox beds? #none"):
        read = read_question(answered, participants=PARTICIPANTS)
        assert (read.text, read.problems, read.asks) == ("detox beds?", (), ())
    assert problems("473 bus passes #none") == ""


def test_an_item_holds_300_letters_and_no_reference_about_nobody() -> None:
    assert fitting("x" * 300)
    with pytest.raises(BadInput, match="301 characters"):
        fitting("x" * 301)
    with pytest.raises(BadInput, match="names no participant"):
        refuse_references("what of p-473?")
    refuse_references("473 bus passes")
