"""A password in a URL is refused, and never printed: neither in a sentence nor in what where tells."""

from pathlib import Path

import pytest

from tests.cli.conftest import Line

URLS = (
    "postgresql://dana:topsecret@host/table",
    "postgresql://dana:top/secret@host/table",
    "postgresql://host/table?user=dana&password=topsecret",
    "mysql://dana:topsecret@host/table",
)


def holds_none(text: str) -> bool:
    return "topsecret" not in text and "top/secret" not in text


@pytest.mark.parametrize("url", URLS)
def test_where_masks_what_it_refuses(typed: Line, url: str) -> None:
    for words in ("where", "where --json"):
        said = typed(f"{words} --table '{url}'", who=None, on=None, code=2)
        assert holds_none(said.out + said.err)
        assert "***" in said.out
        assert "host" in said.out


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("words", ["backup", "verify", "week", "init", "restore FILE", "restore FILE --dry-run"])
def test_no_other_command_prints_it_either(
    typed: Line, line: Line, words: str, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    there = set(tmp_path.rglob("*"))
    said = typed.typed([*words.replace("FILE", line.where).split(), "--table", url], who=None, on=None)
    assert said.code == 2
    assert holds_none(said.out + said.err)
    assert not [one for one in set(tmp_path.rglob("*")) - there if "secret" in str(one)]


def test_a_url_in_the_place_of_a_file_is_masked_in_the_refusal(typed: Line) -> None:
    for url in URLS:
        for words in (["restore", url], ["init", url], ["demo", "--keep", url], ["import", "hmis", url]):
            said = typed.typed(words, who=None, on=None)
            assert said.code != 0
            assert holds_none(said.out + said.err), words
