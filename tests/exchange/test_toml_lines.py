import tomllib

import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from casetable.exchange.toml_lines import lines_of

TEXT = '''\
# a comment with [brackets] = "and" more
title = "a # b"
dotted . "quoted.key" = 1

[owner]
name = """
two
lines \\""" still"""
path = 'C:\\temp\\'
list = [ 1, 2,   # two
  [3,
   4],
  { a = "]", b = [
     5 ] },
]

[[agency]]
code = "A"
[agency.office]
street = """x"""""
[[agency]]
code = 'B'
[[agency.room]]
number = 1979-05-27 07:32:00
'''


def paths(value, path=()):
    """Every path of a parsed TOML value."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from paths(each, (*path, key))
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from paths(each, (*path, index))


def test_keys_tables_and_list_items_have_the_line_they_stand_on():
    assert lines_of(TEXT) == {
        ("title",): 2,
        ("dotted",): 3,
        ("dotted", "quoted.key"): 3,
        ("owner",): 5,
        ("owner", "name"): 6,
        ("owner", "path"): 9,
        ("owner", "list"): 10,
        ("owner", "list", 0): 10,
        ("owner", "list", 1): 10,
        ("owner", "list", 2): 11,
        ("owner", "list", 2, 0): 11,
        ("owner", "list", 2, 1): 12,
        ("owner", "list", 3): 13,
        ("owner", "list", 3, "a"): 13,
        ("owner", "list", 3, "b"): 13,
        ("owner", "list", 3, "b", 0): 14,
        ("agency",): 17,
        ("agency", 0): 17,
        ("agency", 0, "code"): 18,
        ("agency", 0, "office"): 19,
        ("agency", 0, "office", "street"): 20,
        ("agency", 1): 21,
        ("agency", 1, "code"): 22,
        ("agency", 1, "room"): 23,
        ("agency", 1, "room", 0): 23,
        ("agency", 1, "room", 0, "number"): 24,
    }


def test_windows_line_ends_count_once():
    assert lines_of("a = 1\r\n\r\nb = '''\r\nx\r\n'''\r\nc = 2\r\n")[("c",)] == 6


keys = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=6)
scalars = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=8),
    st.integers(-9, 9),
    st.booleans(),
    st.dates(),
    st.sampled_from(['"""', "'''", "\\", "]", "}", "#", "a\nb\n", ""]),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(keys, values, max_size=4))
def test_every_value_that_tomllib_reads_has_a_line_and_nothing_else_has(document):
    text = tomlkit.dumps(document)
    assert set(lines_of(text)) == set(paths(tomllib.loads(text)))
