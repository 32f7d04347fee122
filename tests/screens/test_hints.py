import pytest

from casetable.errors import Refused
from casetable.screens.hints import in_keys, sentence_of


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("Heard it from Omar Haddad? Say so: --heard-from.", "f notes an answer heard from them."),
        (
            "Not sent. Record one: casetable release add P-214 --to MH --category health.",
            "Not sent: 2, c, a records a release.",
        ),
        (
            "Not sent. Record one: casetable release add P-2 --from-agency HS --to MH --category general --by verbal.",
            "Not sent: 2, c, a records a release.",
        ),
        ("casetable task show tells its story.", "enter on the board tells its story."),
        ("casetable participant list shows who is at the table.", "2 shows who is at the table."),
        ("Add by fri, +2w or 2026-12-01.", "Add by fri, +2w or 2026-12-01."),
        (
            "Heard it from somebody of MH? Say so: --heard-from PERSON --by phone.",
            "f notes an answer heard from them.",
        ),
        (
            "Ask them, or let them name you: casetable conference chair PERSON",
            "Ask them, or let them name you: 3, c, h.",
        ),
        ("The rule has ended: casetable conference extraordinary DATE", "The rule has ended: 3, c, then e calls one."),
        ("casetable conference agenda lists them.", "3 lists them."),
        ("To change them: casetable conference reopen 2026-12-11", "To change them: o."),
        (
            "Ask them (casetable conference nothing-to-correct), or agree the minutes from Mon 21 Dec on.",
            "Ask them (f, then y), or agree the minutes from Mon 21 Dec on.",
        ),
        ("casetable conference minutes 2026-12-11 lists them.", "The page of that conference lists them."),
        ("casetable conference review lists what is to be ratified.", "3, then v lists what is to be ratified."),
        (
            "You have no mail address here. casetable person edit me --mail ADDRESS",
            "You have no mail address here. 4, p, then e writes it.",
        ),
        ("Another place has others: casetable holidays SS --code US-CA", "Another place has others: e."),
        ("Take it first: casetable participant baseline P-3.", "k takes it first."),
        ("See casetable participant show P-3", "enter opens the card."),
        ("A general release opens it: casetable release add P-3 --to MH", "A general release opens it: c records one."),
        (
            "Consider them first: casetable participant consider. Then record what they allow: casetable release add",
            "A writes down who is considered, c what they allow.",
        ),
        ("Ask, then confirm with --adult-confirmed.", "Ask, then write adult instead of the year."),
        ("Nobody leads now: casetable participant lead P-3 PERSON", "Nobody leads now: t names somebody."),
        ("Name another place, or say --replace.", "Name another file."),
        ("Hand the sheet over, --for hand.", "Hand the sheet over: p, s."),
        ("Say which with --format md or --format pdf.", "Let it end in .md or .pdf."),
        (
            "Name what it stood on instead: --basis emergency, legal-order, treatment or team-statute.",
            "Name another ground: emergency, legal order, treatment.",
        ),
        (
            'Name one: casetable agreement join LA "Legal Aid" --person "NAME=senior manager"',
            "4, then j says it once more, with somebody who is.",
        ),
        ("When it is ready: casetable agreement offer", "When it is ready: 4, then o offers it."),
        ("casetable agreement amend changes it.", "4, then a changes it."),
        ("casetable agreement show says who signs.", "4 says who signs."),
        (
            "Whoever works there, or the coordinator, hands it on: casetable task hand T-318 PERSON",
            "Whoever works there, or the coordinator, hands it on: t.",
        ),
        (
            "Others take it over first: task hand, participant lead. What it is shows casetable person handover lee",
            "Others take it over first. Enter on their name shows it, t hands it on.",
        ),
        ("Another manager does: casetable person appoint PERSON", "Another manager does: c."),
        ("casetable person list shows who does.", "4, p shows who does."),
        ("Who works for HS may see more: casetable person handover dana", "Who works for HS may see more."),
        ("", ""),
    ],
)
def test_the_app_names_keys_where_a_command_line_would_do(hint, said):
    assert in_keys(hint) == said


def test_a_refusal_is_one_line_with_its_hint_in_keys():
    error = Refused("T-1 is Omar's promise.", "Heard it from Omar? Say so: --heard-from.")
    assert sentence_of(error) == "T-1 is Omar's promise. f notes an answer heard from them."
