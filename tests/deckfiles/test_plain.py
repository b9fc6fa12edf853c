"""Plain decks: read without libyaml, and never otherwise than libyaml reads them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizcli.deckfiles import find, plain
from quizcli.deckfiles.source import Source
from quizcli.deckfiles.tree import Builder
from quizcli.notes.limits import LONGEST_TEXT
from quizcli.notes.nodes import Node

BUNDLED = find.deck_files([find.bundled()])


def by_libyaml(text: str) -> Node | None:
    """The nodes that libyaml gives, for a text in which nothing is wrong."""
    builder = Builder(Source("d.yaml", text))
    cut = builder.build()

    assert cut is None
    assert [] == builder.problems
    return builder.root


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_every_bundled_deck_is_plain_and_read_as_libyaml_reads_it(path):
    text = path.read_text(encoding="utf-8")

    assert by_libyaml(text) == plain.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n",
        "# c\n\na: b # c\n\n# c\n",
        "a:\n- b\n- c: d\n  e: f\n",
        "a:\n  - b\n\n  -   c: d\n      e: f\n",
        "a: [b, 'c, d', \"e: f\", {g: h}]\n",
        "a: {b: [c], 'd': {e: f}}\n",
        "a: 'it''s'\n",
        '"b: c": d\n',
        "a: |\n  one\n\n    two\n\n\nb: c\n",
        "a:\n  b: |-\n\n   one\n  # c\n  d: e\n",
        "a: >-\n  one\n  two\n",
        "a: >\n  one\n",
        "arn:aws: a:b#c -d? e\n",
        "<a>: --b\n",
    ],
    ids=repr,
)
def test_what_is_plain_is_read_as_libyaml_reads_it(text):
    found = plain.read(text)

    assert found is not None
    assert by_libyaml(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "- a\n", "[a]\n", " a: b\n", "a: b", "a:\n", "a: b\n  c\n", "a: b\nc\n",
        "a: b\na: c\n", "a: {b: c, b: d}\n", "a: b: c\n", "a: |\n", "a: |\nb: c\n", "a: |+\n  b\n",
        "a: |2\n   b\n", "a: |\n     \n  b\n", "a: |\n    b\n  c\n", "a: >\n  b\n\n  c\n",
        "a: >\n  b\n   c\n", 'a: "\\t"\n', "a:\tb\n", "a: [b\n", "a: [b,\n  c]\n", "a: [b,]\n",
        "a: [b] c\n", "a: [b, c: d]\n", "a: {b}\n", "a: []\n", "a: [what?]\n", "a: &b c\n",
        "a: *b\n", "a: !b c\n", "<<: a\n", "? a\n: b\n", "a: @b\n", "a: %b\n", "---\na: b\n",
        "a: b\n---\n", "a: b\n...\n", "a:\n  - - b\n", "a:\n  -\n    b: c\n", "a: - b\n",
        "\ufeffa: b\n", "a: '\n  b'\n",
        "a: " + "[" * 100_000 + "\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(100)),
        "a: " + "b" * (LONGEST_TEXT + 1) + "\n",
        "a: [" + ", ".join("b" * 201) + "]\n",
        "a" * 1100 + ": b\n", "'it''s': a\n",
    ],
    ids=lambda text: repr(text[:16]),
)  # fmt: skip
def test_all_else_is_left_to_libyaml(text):
    assert plain.read(text) is None


def test_a_file_of_too_many_values_is_left_to_libyaml(monkeypatch):
    text = "a: [b, {c: d}]\n"
    monkeypatch.setattr(plain, "MOST_VALUES", 7)
    assert plain.read(text) is not None

    monkeypatch.setattr(plain, "MOST_VALUES", 6)
    assert plain.read(text) is None


SCRAPS = st.sampled_from(
    [
        "a", "b", "a b", "c: ", "d:\n", "e: f\n", "  g: h\n", "- ", "  - ", "    - i: j\n", "    ",
        "\n", "\n  ", "\n    ", ": ", ":", ", ", "[", "]", "{", "}", "'", '"', "''", '""', "'k'",
        "#", " # l", "|\n    ", ">-\n    ", "|", ">", "-", "--- ", "...", "?", "&", "*", "!", "%",
        "<<: ", "m:n", "\u00a0", "é", "\\", "    | o | p |\n", "    q: {r: s, t: \"u, v\"}\n",
    ]
)  # fmt: skip


@given(st.lists(SCRAPS, max_size=25).map("".join))
@example("--k: v\n---  y: 1\n\n")
@example("<<: a\n")
def test_whatever_is_taken_for_plain_is_what_libyaml_reads(scraps):
    text = Source.of("d.yaml", f"{scraps}\n".encode()).text
    found = plain.read(text)

    assert found is None or by_libyaml(text) == found
