"""What managers read of a conference: who came, references and counts, and no word about a participant."""

from dataclasses import replace

from casetable.exchange.minutes_as_json import minutes_json
from casetable.reports.editions import edition_page
from casetable.reports.html import html
from casetable.reports.page import markdown
from casetable.values.minutes import MinutesItem
from casetable.words import Audience, Category, ItemKind, ItemState
from tests.reports.kept import (
    BUSINESS_ITEM,
    HEAD,
    LINES,
    PERSON_ITEM,
    PROPOSAL,
    ZONE,
    a_line,
    html_tables,
    kept,
    markdown_tables,
)
from tests.reports.test_minutes import lines_of, section, texts_in


def test_the_figures_of_the_managers_are_the_same_in_the_tables_and_in_json() -> None:
    minutes = kept(Audience.MANAGERS)
    page, said = edition_page(minutes), minutes_json(minutes, ZONE)
    rows = html_tables(html(page))
    assert rows == markdown_tables(markdown(page))
    for item in said["items"]:  # type: ignore[attr-defined]
        if item["participant"]:
            counts = [str(count) for count in item["counts"].values()]
            assert [f"{item['item']} · {item['label']}", item["state"].replace("_", " "), *counts] in rows
    people = {one["agency"]: one["people"] for one in said["attendance"]}  # type: ignore[attr-defined]
    assert people == {
        code: int(row[1]) if row[1].isdecimal() else 0 for code, row in zip(people, rows[1:], strict=False)
    }


def test_managers_read_counts_and_who_came_and_no_word_about_a_participant() -> None:
    person = replace(PROPOSAL, line=replace(LINES[6], is_proposal=True), item=3, label="P-473", participant="P-473")
    page = edition_page(kept(Audience.MANAGERS, proposals=(person, PROPOSAL)))
    everything = "\n".join([*lines_of(page), *texts_in(minutes_json(kept(Audience.MANAGERS), ZONE))])
    for line in LINES:
        assert line.text not in everything
    for words in ("motel", "Ana Ruiz", "Kim Park", "winter", "clinic", "Dissent of"):
        assert words not in everything
    assert "3 · P-473 | done | 1 | 2 | 2" in section(page, "Participants")
    assert "All |  | 1 | 2 | 2" in section(page, "Participants")
    assert "Harbor Shelter | 2 | 1h15" in section(page, "Who was there")
    assert "Street Team | nobody | " in section(page, "Who was there")
    assert "share the van on Mondays | Tuesdays" in everything
    assert section(page, "Proposals to ratify")[0].startswith("3 · P-473 (waits for")
    assert HEAD in everything


def test_managers_read_nothing_of_a_general_consultation_nor_of_somebody_who_was_erased() -> None:
    told = (a_line(40, LINES[6].kind, "she sleeps at her sister's"),)
    consultation = MinutesItem(
        *(6, ItemKind.CONSULTATION, ItemState.DONE, "general consultation", None, None, Category.GENERAL), told, ()
    )
    erased = replace(PERSON_ITEM, participant=None, label="somebody who was erased")
    minutes = kept(Audience.MANAGERS, items=(erased, consultation, BUSINESS_ITEM))
    said = "\n".join([*lines_of(edition_page(minutes)), str(minutes_json(minutes, ZONE))])
    assert "sister" not in said
    assert "motel" not in said
    assert "Somebody who was erased" in said
